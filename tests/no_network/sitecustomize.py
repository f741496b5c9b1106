"""Cuts the network in the child processes of the suite: only loopback and local sockets connect."""

import socket
from typing import Any

_connect = socket.socket.connect


def _loopback_only(self: socket.socket, address: Any) -> None:
    if self.family != getattr(socket, "AF_UNIX", None) and address[0] not in (
        "127.0.0.1",
        "::1",
        "localhost",
    ):
        raise OSError(f"the test suite has no network: {address!r}")
    _connect(self, address)


socket.socket.connect = _loopback_only  # type: ignore[method-assign]
