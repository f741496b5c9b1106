#!/usr/bin/env python3
"""Play the two-hour atelier of domaine.md § 3.2 on the real program, by keyboard alone, and picture it.

    .venv/bin/python -m tests.bench.walkthrough            # Unix: it needs a pseudo-terminal
    .venv/bin/python -m tests.bench.walkthrough --vers /tmp/seance

The 90 post-its of the fictive atelier are typed as on the evening itself, table by table; what the file
holds at the end is compared with them. Pictures and their page go to ``sessions/exemple/apercu/seance``.
"""

import argparse
import csv
import io
import os
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from rich.color import Color
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text

TOP = Path(__file__).parent.parent.parent
WALL = TOP / "tests" / "bench" / "data" / "mur-atelier-habitants-parentalite-petite-enfance.csv"
PICTURES = TOP / "sessions" / "exemple" / "apercu" / "seance"
SESSIONS = Path("Documents", "Facilitator", "sessions")  # from a temporary home: no path of this machine

from facilitator.config import Settings  # noqa: E402
from facilitator.workshop import Workshop  # noqa: E402
from tests.tui.terminal import Terminal  # noqa: E402

DEMARCHE, TITLE = "CTG du Val d'Aubre", "Parentalité et petite enfance"
PRESENT = (
    "parents 0-3 ans 10",
    "parents 3-6 ans 9",
    "familles monoparentales 8",
    "grands-parents 8",
    "assistantes maternelles 8",
)
ENTER, ESCAPE, TAB, UP, DOWN, LEFT, RIGHT, UNDO, SAVE, CLEAR = (
    "\r", "\x1b", "\t", "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C", "\x1a", "\x13", "\x15",
)  # fmt: skip
F2, F3, F4, F5, F6, F8 = "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[19~"
COLOURS = TerminalTheme((12, 16, 22), (230, 237, 243), [(0, 0, 0)] * 8, [(128, 128, 128)] * 8)


@dataclass(frozen=True, slots=True)
class PostIt:
    """One line of the wall."""

    table: str
    public: str
    type: str
    text: str
    votes: int


@dataclass(frozen=True, slots=True)
class Picture:
    """One screen of the story: when, what is done, with which keys, and its file."""

    minute: str
    done: str
    keys: str
    file: str


def main() -> None:
    """Play, check, and write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--vers", type=Path, default=PICTURES, help="the folder of the pictures")
    pictures = parser.parse_args().vers.resolve()
    pictures.mkdir(parents=True, exist_ok=True)
    for old in pictures.glob("*.svg"):
        old.unlink()
    wall = post_its()
    with tempfile.TemporaryDirectory() as home:
        os.chdir(home)
        try:
            story = Walk(Path(home), pictures, wall)
            story.play()
            check(Path(home) / SESSIONS, wall)
        finally:
            os.chdir(TOP)
    page = pictures / "LISEZMOI.md"
    page.write_text(story.page(), encoding="utf-8")
    print(f"{len(wall)} post-its, all there; {len(story.taken)} pictures in {pictures}")


def post_its() -> list[PostIt]:
    """The wall as it was, table by table."""
    with WALL.open(encoding="utf-8", newline="") as file:
        return [
            PostIt(row["table"], row["public"], row["type"], row["texte"], int(row["votes"] or 0))
            for row in csv.DictReader(file)
        ]


class Walk:
    """The evening at the keyboard; ``taken`` are the pictures in their order."""

    def __init__(self, home: Path, pictures: Path, wall: Sequence[PostIt]) -> None:
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("FACILITATOR_")},
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "PYTHONPATH": str(TOP),
            "FACILITATOR_SESSIONS": str(SESSIONS),
            "FACILITATOR_STATION": "salle 1",
            "COLORTERM": "truecolor",
        }
        self._pictures = pictures
        self._wall = wall
        self._typed: list[PostIt] = []
        self.taken: list[Picture] = []

    def play(self) -> None:
        """From the accueil with nothing yet to the accueil with a finished evening."""
        with self._program() as self._at:
            self._prepare()
            self._capture()
            self._ask_and_vote()
            self._sort()
            self._correct()
            self._project()
            self._propose()
            self._draft()
        with self._program() as self._at:
            self._reopen()

    def _program(self) -> Terminal:
        return Terminal([sys.executable, "-m", "facilitator"], self._environment, columns=100, rows=30)

    def _prepare(self) -> None:
        """−45 to 0: the event from its format, its tables and publics, who is expected."""
        at = self._at
        self._wait("Préparer mon premier événement")
        self._wait("Exemple")
        self._shoot("−45", "accueil", "Premier lancement : rien encore.", "Entrée")
        at.type(ENTER)
        self._wait("Stand")
        at.type(ENTER)
        self._wait("Déjà rempli")
        publics = ", ".join(dict.fromkeys(one.public for one in self._wall))
        at.read(1)
        self._press(CLEAR, DEMARCHE)
        self._wait(DEMARCHE)
        self._press(ENTER)
        at.read(1)
        self._press(CLEAR, TITLE)
        self._wait(TITLE)
        self._press(TAB, TAB, TAB, CLEAR, "11/06/2026", TAB)
        self._press("salle des fêtes", TAB, TAB, publics, TAB, ENTER.join(PRESENT))
        self._wait(PRESENT[-1])
        self._shoot("−40", "evenement", "Titre, date, tables, publics, présents.", "Tab, Ctrl+S")
        at.type(SAVE)
        self._wait("Tapez une première idée")

    def _wait(self, happens: str | Callable[[str], bool], seconds: float = 30) -> None:
        """Until the screen shows it; its no-break spaces are as others here."""
        shown = happens if callable(happens) else lambda text: happens in text
        self._at.wait_for(lambda text: shown(text.replace("\u00a0", " ").replace("\u202f", " ")), seconds)

    def _press(self, *keys: str) -> None:
        """Keys one after the other, at the speed of hands."""
        for key in keys:
            self._at.type(key)
            self._at.read(0.2)

    def _capture(self) -> None:
        """15 to 45: what works, then what lacks, table by table; a typo, a line removed and put back."""
        at = self._at
        at.type(f"/minuteur 10{ENTER}")
        self._kraft([one for one in self._wall if one.type == "force"], "force")
        self._shoot(
            "15 à 25",
            "ce-qui-marche",
            "Temps 1 : le type « force » colle, la table aussi.",
            "@1, texte, Entrée",
        )
        at.type(f"{F6}/minuteur 20{ENTER}")
        self._wait("2. Ce qui manque")
        told = [one for one in self._wall if one.type not in ("force", "proposition")]
        self._kraft(told[:12], "besoin")
        at.type("!-  rien ne passe le soi")
        self._wait("→ !faiblesse")
        self._shoot(
            "25 à 45",
            "ce-qui-manque",
            "Temps 2, à la pointe : la barre dit ce que la ligne deviendra.",
            "!- (faiblesse), !c (constat), !q (question)",
        )
        self._press(CLEAR)
        self._kraft(told[12:], "besoin")
        self._press(UP, UP, UP)
        self._wait("Correction du n°")
        self._shoot("45", "corriger", "Corriger une ligne ; celle qui est commencée attend.", "↑ ou /12")
        at.type(ESCAPE)
        self._wait(lambda text: "Correction du n°" not in text)
        at.type(f"/supprimer 12{ENTER}")
        self._wait("n° 12 hors du mur")
        at.type(UNDO)
        self._wait("Annulé")

    def _kraft(self, lines: Sequence[PostIt], sticky: str) -> None:
        """Type a sheet of post-its: the table once, the type where it is not the one that sticks.

        One word is mistyped, then corrected on the line that was just kept.
        """
        at, table = self._at, ""
        signs = {
            "faiblesse": "!- ",
            "constat": "!c ",
            "question": "!q ",
            "vigilance": "!vig ",
            "besoin": "!b ",
        }
        for one in lines:
            if one.table != table:
                table = one.table
                at.type(f"@{table.lstrip('T')}{ENTER}")
            sign = "" if one.type in (sticky, "verbatim") else signs[one.type]
            slip = one.text.replace("orthophoniste", "ortophoniste")
            at.type(f"{sign}{slip}{ENTER}")
            self._typed.append(one)
            if slip != one.text:
                self._wait(f"{len(self._typed)} contributions")
                self._press(UP, CLEAR, one.text, ENTER)
                self._wait(f"{len(self._typed)} corrigé.")
        self._wait(f"{len(self._typed)} contributions")
        self._wait(lambda text: "en route" not in text)

    def _ask_and_vote(self) -> None:
        """45 to 50: a question to the assistant, and the dots as they are read aloud."""
        at = self._at
        at.type(f"? que disent les grands-parents sur la garde{ENTER}")
        self._wait("Ce qui est dit", 90)
        self._wait(lambda text: "Recherche" not in text)
        self._shoot("45", "question", "L’assistant répond par ce qui est dit, avec les numéros.", "? …")
        self._votes(range(1, len(self._typed) + 1))

    def _votes(self, numbers: Sequence[int]) -> None:
        counted = [(number, self._typed[number - 1].votes) for number in numbers]
        pairs = [f"{number} {votes}" for number, votes in counted if votes]
        for first in range(0, len(pairs), 8):
            self._at.type(f"/votes {', '.join(pairs[first : first + 8])}{ENTER}")
        total = sum(one.votes for one in self._typed)
        self._wait(f"Total {total}")

    def _sort(self) -> None:
        """50: the break. A sort is proposed, looked at, applied."""
        at = self._at
        at.type(F5)
        self._wait("Premier tri", 120)
        self._shoot("50", "proposition", "La pause : un tri est proposé, rien n’a bougé.", "F5, puis Entrée")
        at.type(ENTER)
        self._wait("Par nombre", 60)
        self._wait(lambda text: "Tri appliqué au mur" not in text)
        at.read(1)
        self._shoot("51", "mur", "Les thèmes côte à côte.", "F3, ← → ↑ ↓")

    def _correct(self) -> None:
        """51 to 58: a theme renamed, two cards moved, two themes merged, one validated."""
        self._go_to("Horaires et souplesse")
        self._rename("Faire garder ses enfants, à toute heure")
        self._wait("renommé « Faire garder")
        self._go_to("Bébés lecteurs")
        self._press(DOWN, DOWN, DOWN, " ", " ", "m", "info")
        self._shoot("53", "deplacer", "Deux cartes marquées vont dans un autre thème.", "Espace, m, « info »")
        self._press(ENTER)
        self._wait("n° 17 et 21")
        self._go_to("Naissance, PMI")
        self._press("f", "dépistage", ENTER)
        self._wait("fusionné dans")
        self._at.read(1)
        self._rename("Se soigner près de chez soi")
        self._wait("renommé « Se soigner")
        self._press("V")
        self._wait("validé avec la salle")
        self._shoot("57", "mur-corrige", "Renommés, fusionnés, validés.", "r, f, V ; z annule")

    def _rename(self, words: str) -> None:
        """Another name for the theme under the cursor, once it is asked for."""
        self._press("r")
        self._wait("Renommer le ")
        self._press(CLEAR, words, ENTER)

    def _go_to(self, theme: str) -> None:
        """Walk over the columns to a theme: the line that would rename it tells where the cursor is."""
        self._press(*[LEFT] * 12)
        for _ in range(20):
            self._press("r")
            self._wait("Renommer le ")
            asked = next(row for row in self._at.screen.display if row.strip().startswith("Renommer le"))
            self._press(ESCAPE)
            self._wait(lambda text: "Renommer le " not in text)
            if theme in asked:
                return
            self._press(RIGHT)
        sys.exit(f"no theme « {theme} » on the board:\n{self._at.text()}")

    def _project(self) -> None:
        """58 to 70: before the room; a theme is renamed there."""
        at = self._at
        at.type(F8)
        self._wait("dit à")
        self._shoot("58", "projection", "« Voici ce que vous dites » : sans menu.", "F8")
        self._press("1", "r", CLEAR, "Être informés et entendus", ENTER)
        self._wait("1. Être informés")
        self._shoot("60", "projection-theme", "Un thème, renommé devant la salle.", "1, puis r")
        self._press(ESCAPE)

    def _propose(self) -> None:
        """70 to 110: propositions, in the theme they answer to, then their votes."""
        at = self._at
        at.type(F2)
        self._wait("Une idée, puis Entrée")
        at.type(F6)
        self._wait("3. Ce qu’on propose")
        before = len(self._typed)
        self._kraft([one for one in self._wall if one.type == "proposition"], "proposition")
        self._votes(range(before + 1, len(self._typed) + 1))
        at.read(5)
        self._shoot(
            "70 à 110",
            "propositions",
            "Temps 3 : chaque proposition rejoint son thème, puis les votes.",
            "F6",
        )

    def _draft(self) -> None:
        """110 to 120: deck and synthesis, then home."""
        at = self._at
        at.type(F4)
        at.read(1)
        at.type(ENTER)
        self._wait("à décider sur", 60)  # nothing leaves before its names are decided
        at.type("t")
        self._wait("Tout est décidé", 60)
        at.type(ESCAPE)
        at.read(1)
        at.type(ENTER)
        self._wait(lambda text: "à jour" in text and "⧗" not in text, 60)
        self._press(DOWN, ENTER)
        self._wait(lambda text: text.count("à jour") > 1 and "⧗" not in text, 60)
        at.read(1)
        self._shoot("110 à 120", "livrables", "Diaporama et synthèse, avant de partir.", "F4, Entrée")
        at.type(F2)
        self._wait("Une idée, puis Entrée")
        at.type(f"/quitter{ENTER}")
        if at.wait_end() != 0:
            raise SystemExit("the program did not leave well")

    def _reopen(self) -> None:
        """The day after: all is there."""
        at = self._at
        self._wait(f"{len(self._wall)} contributions")
        self._wait("Exemple")
        at.type(ENTER)
        self._wait(f"{len(self._wall)} contributions")
        self._wait(self._typed[-1].text)
        at.type(f"/quitter{ENTER}")
        at.wait_end()

    def _shoot(self, minute: str, name: str, done: str, keys: str) -> None:
        """Keep the screen as it is, once it has come to rest."""
        at = self._at
        before = ""
        for _ in range(20):
            at.read(0.3)
            if at.text() == before:
                break
            before = at.text()
        file = f"{len(self.taken) + 1:02d}-{name}.svg"
        (self._pictures / file).write_text(drawn(at, f"minute {minute}"), encoding="utf-8")
        self.taken.append(Picture(minute, done, keys, file))

    def page(self) -> str:
        """The page of the pictures, in French."""
        rows = [
            "# Un atelier de deux heures, au clavier",
            "",
            f"{len(self._wall)} post-its, 43 personnes, 5 tables (données fictives). Ces écrans sont ceux du "
            "programme, piloté au clavier par `python -m tests.bench.walkthrough`.",
            "",
            "| Minute | Ce qui se fait | Touches | Écran |",
            "|---|---|---|---|",
        ]
        rows += [
            f"| {one.minute} | {one.done} | {one.keys} | [{one.file[:2]}]({one.file}) |" for one in self.taken
        ]
        for one in self.taken:
            rows += ["", f"**{one.minute}** · {one.done}", "", f"![{one.done}]({one.file})"]
        return "\n".join(rows) + "\n"


def drawn(terminal: Terminal, title: str) -> str:
    """The screen as a picture, its colours and weights those that the program asked the terminal for."""
    screen = terminal.screen
    text = Text(no_wrap=True)
    for row in range(screen.lines):
        cells = [screen.buffer[row][column] for column in range(screen.columns)]
        for look, run in groupby(cells, key=lambda cell: cell._replace(data="")):
            style = Style(
                color=_colour(look.fg),
                bgcolor=_colour(look.bg),
                bold=look.bold,
                italic=look.italics,
                underline=look.underscore,
                reverse=look.reverse,
            )
            text.append("".join(cell.data for cell in run), style)
        text.append("\n")
    console = Console(
        record=True, width=screen.columns, file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    console.print(text, end="")
    picture = console.export_svg(title=title, theme=COLOURS, unique_id="seance")
    return re.sub(r"@font-face \{.*?\n    \}\n", "", picture, flags=re.DOTALL)  # they would be fetched


def _colour(name: str) -> Color | None:
    """A colour as pyte tells it: six digits, or a name of the sixteen."""
    if name == "default":
        return None
    if re.fullmatch(r"[0-9a-f]{6}", name):
        return Color.parse(f"#{name}")
    return Color.parse(name.replace("brown", "yellow").replace("bright", "bright_"))


def check(sessions: Path, wall: Sequence[PostIt]) -> None:
    """Exit unless the file holds each post-it once: table, public, type, text and votes."""
    with Workshop.open("ctg-du-val-d-aubre", Settings(sessions=sessions, station="salle 1")) as workshop:
        (event,) = workshop.events()
        news = workshop.capture(event).news()
        assert news is not None
        kept = [
            PostIt(one.table or "", one.public or "", str(one.type), one.text, one.votes)
            for one in news.contributions
        ]
    key = lambda one: (one.table, one.text)  # noqa: E731
    if sorted(kept, key=key) != sorted(wall, key=key):
        lost, added = set(wall) - set(kept), set(kept) - set(wall)
        sys.exit(f"the file differs from the wall: {lost} became {added}")


if __name__ == "__main__":
    main()
