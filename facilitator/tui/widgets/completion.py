"""What the word under way may become: commands, tables, publics, types, themes, qualities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from facilitator.domain.contribution import ContributionType, fold
from facilitator.language.french import counted
from facilitator.tui.commands import beginning
from facilitator.tui.live import Live

if TYPE_CHECKING:
    from textual.widgets import Input

MOST = 6
_WORD = re.compile(r"(?:^|(?<=\s))(?P<sign>[@!#])(?P<name>\S*)$")
_QUALITY = re.compile(r"^(?P<name>[^\W\d_][\w.-]{0,19})(?P<colon>:)$")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a word may become: what is typed for it, what it stands for, where the word begins."""

    typed: str
    meaning: str
    start: int


def choices(line: str, live: Live) -> Sequence[Choice]:
    """What the end of ``line`` may become, best first; empty where it is plain text."""
    if line.startswith("/") and " " not in line and not line[1:2].isdigit():
        return [
            Choice(f"/{one.name} ", f"{one.argument}   {one.help}".strip(), 0) for one in beginning(line[1:])
        ]
    if found := _WORD.search(line):
        return [
            Choice(f"{found['sign']}{typed} ", meaning, found.start())
            for typed, meaning in _named(found["sign"], fold(found["name"]), live)
        ]
    if (found := _QUALITY.match(line)) and live.room.qualities:
        wanted = fold(found["name"])
        return [
            Choice(f"{_shortest(one, live.room.qualities)}: ", one, 0)
            for one in live.room.qualities
            if any(word.startswith(wanted) for word in re.findall(r"\w+", fold(one)))
        ]
    return []


class Completion(Static):
    """The choices, above the prompt; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._choices: Sequence[Choice] = ()
        self.display = False

    def offer(self, line: str, live: Live) -> None:
        """Show what the end of ``line`` may become; where nothing changes nothing is laid out anew."""
        found = choices(line, live)
        found = found if not (len(found) == 1 and line.endswith(found[0].typed.strip())) else ()
        if list(found) == list(self._choices):
            return
        self._choices = found
        self.display = bool(self._choices)
        shown = [
            Content.assemble(
                (f" {one.typed.strip():<14} ", "bold $primary" if place == 0 else "bold"),
                (one.meaning, "$muted"),
            )
            for place, one in enumerate(self._choices[:MOST])
        ]
        hidden = len(self._choices) - MOST
        if hidden > 0:
            shown.append(Content.styled(f" … et {counted(hidden, 'autre')}", "$muted"))
        self.update(Content("\n").join(shown))

    def take(self, prompt: Input) -> bool:
        """Put the first choice, or what all have in common, into the prompt; False where there is none."""
        if not self._choices:
            return False
        first = self._choices[0]
        common = _common([one.typed for one in self._choices])
        begun = prompt.value[first.start :]
        word = common if len(common) > len(begun) else first.typed
        prompt.value = prompt.value[: first.start] + word
        prompt.cursor_position = len(prompt.value)
        return True


def _named(sign: str, name: str, live: Live) -> Sequence[tuple[str, str]]:
    """Names after ``sign`` with what they stand for."""
    if sign == "!":
        return [(str(one), "type") for one in ContributionType if fold(one).startswith(name)]
    if sign == "#":
        return [
            (str(theme.number), f"{theme.name} ({count})")
            for theme, count in live.by_theme()
            if theme is not None and (name in fold(theme.name) or name == str(theme.number))
        ]
    known = [(label, public or "table") for label, public in live.room.tables]
    known += [(public, "public") for public in live.room.publics]
    squeezed = [(re.sub(r"\s+", "", label), f"{label} · {meaning}") for label, meaning in known]
    return [(label, meaning) for label, meaning in squeezed if name in fold(label)]


def _shortest(quality: str, all_of_them: Sequence[str]) -> str:
    """The shortest beginning of a word of ``quality``, of two letters at least, that no other one has."""
    others = [word for one in all_of_them if one != quality for word in re.findall(r"\w+", fold(one))]
    words: list[str] = re.findall(r"\w{2,}", fold(quality.partition(":")[2] or quality))
    for size in range(2, 12):
        for word in words:
            if len(word) >= size and not any(other.startswith(word[:size]) for other in others):
                return word[:size]
    return words[0] if words else quality


def _common(words: Sequence[str]) -> str:
    size = min(map(len, words))
    shortest = words[0][:size]
    for place, letter in enumerate(shortest):
        if any(word[place] != letter for word in words):
            return shortest[:place]
    return shortest
