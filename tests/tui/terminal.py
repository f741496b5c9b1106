"""The real program in a pseudo-terminal: typed into, read as a screen, killed."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte


class Terminal:
    """A child process whose terminal is ours; a context manager that kills what is left."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], *, columns: int = 100, rows: int = 30
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), {**environment, "TERM": "xterm-256color"})
        self.resize(columns, rows)
        self.ended: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        os.close(self.master)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, as a window that is dragged does."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def type(self, text: str) -> None:
        """Send keys; « \\r » is Enter."""
        data = text.encode()
        while data:
            ready = select.select([self.master], [self.master], [], 5)
            if ready[0]:
                self.read(0)
            if ready[1]:
                data = data[os.write(self.master, data[:256]) :]

    def read(self, seconds: float) -> None:
        """Take in what the program draws for this long."""
        end = time.monotonic() + seconds
        while True:
            left = max(0.0, end - time.monotonic())
            if not select.select([self.master], [], [], left)[0]:
                return
            try:
                data = os.read(self.master, 65536)
            except OSError:  # the child is gone
                return
            self.feed(data)
            if left == 0.0:
                return

    def feed(self, data: bytes) -> None:
        """Draw what the program sent."""
        self._stream.feed(data.replace(b"\x1b[>", b"\x1b["))  # pyte does not know private sequences

    def text(self) -> str:
        """What is on the screen now."""
        return "\n".join(self.screen.display)

    def wait_for(self, happens: str | Callable[[str], bool], seconds: float = 30) -> None:
        """Read until the screen shows something; AssertionError with the screen if it never does."""
        shown = happens if callable(happens) else lambda text: happens in text
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.05)
            if shown(self.text()):
                return
        raise AssertionError(f"never shown:\n{self.text()}")

    def kill(self) -> None:
        """Pull the plug: SIGKILL, which no program can see coming."""
        if self.ended is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(os.getpgid(self.pid), signal.SIGKILL)
            _, self.ended = os.waitpid(self.pid, 0)

    def wait_end(self, seconds: float = 20) -> int:
        """The exit status, once the program has ended by itself."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.ended = status
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"still running:\n{self.text()}")
