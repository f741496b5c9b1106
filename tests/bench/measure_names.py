"""How many annotated names are found, also once swapped for others, and how many alarms are false.

    python -m tests.bench.measure_names            # rules alone, what a break can afford
    python -m tests.bench.measure_names --spacy    # with the second reader (seconds to load)
    python -m tests.bench.measure_names --montrer  # every alarm and every name missed

A name is found when one finding covers all of it. On the walls that nobody annotated, every finding of a
person counts as an alarm, those that do name somebody (authors, politicians) too.
"""

from __future__ import annotations

import argparse
import csv
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.domain.names import NameDecision
from facilitator.language import entities
from facilitator.privacy.echoes import echoed_names, echoes
from facilitator.privacy.finding import FindingKind, Passage
from facilitator.privacy.reading import read, with_entities
from tests.bench.swapped_names import FIRST_NAMES, SURNAMES, TITLES

HERE = Path(__file__).parent
EXAMPLE = HERE.parent.parent / "sessions" / "exemple"
PLACES = ("Val d’Aubre", "Castelombre", "Vernoissac", "Les Aubrières", "Saint-Aubrin", "Mourvilliers")
WALLS = {
    "mur-atelier-habitants-parentalite-petite-enfance": "atelier-parentalite",
    "mur-table-ronde-acces-droits-mobilite": "table-ronde-acces-droits",
    "mur-seminaire-restitution-jeunesse": "seminaire-jeunesse",
}
NAMES = (
    "Nadia Belkhiri",
    "Josiane",
    "Dr Lemarchal",
    "M. Tavernier",
    "Mme Lescure",
    "Yanis Ferroudj",
    "Mme Pruvost",
    "Gérard Maupin",
    "Gérard",
)
"""The names of the annotated rows, longest form first; a test holds them to the annotations."""


@dataclass(frozen=True, slots=True)
class Named:
    """A text and the part of it that names somebody."""

    text: str
    name: str

    @property
    def span(self) -> tuple[int, int]:
        """Where the name stands."""
        start = self.text.index(self.name)
        return start, start + len(self.name)


def texts_of(path: Path) -> list[str]:
    """The texts of a wall."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["texte"] for row in csv.DictReader(file)]


def annotated() -> list[Named]:
    """The annotated rows of the three walls and of the example's copies of them."""
    found = []
    for wall, copy in WALLS.items():
        with (HERE / "annotations" / f"{wall}.csv").open(encoding="utf-8", newline="") as file:
            lines = [int(row["ligne"]) for row in csv.DictReader(file) if row["drapeau"] == "nom_personne"]
        for path in (HERE / "data" / f"{wall}.csv", EXAMPLE / f"{copy}.csv"):
            texts = texts_of(path)
            for line in lines:
                text = texts[line - 1]
                found.append(Named(text, next(name for name in NAMES if name in text)))
    return found


def swapped(rows: Sequence[Named]) -> Iterator[Named]:
    """Each row with its name swapped for 200 others of its form, every second one in lower case."""
    for row in dict.fromkeys(rows):
        for at, (first, last) in enumerate(zip(FIRST_NAMES, SURNAMES, strict=True)):
            title = TITLES[at % len(TITLES)]
            if re.match(r"(Mme|M\.|Dr) ", row.name):
                forms = (
                    f"{title} {last}",
                    f"{title} {last}",
                    f"{title} {last[0]}.",
                    f"{title} {first} {last}",
                )
            elif " " in row.name:
                forms = (f"{first} {last}", f"{title} {last}", f"{first} {last[0]}.", f"{first[0]}. {last}")
            else:
                forms = (first, first, f"{title} {last}", f"{first} {last}")
            name = forms[at // 2 % 4] if at % 2 == 0 else forms[at // 2 % 2]
            text = row.text.replace(row.name, name)
            yield Named(text.lower(), name.lower()) if at % 2 else Named(text, name)


def missed(rows: Iterable[Named], found: Sequence[Sequence[Passage]]) -> list[Named]:
    """The rows whose name no finding covers."""
    return [
        row
        for row, passages in zip(rows, found, strict=True)
        if not any(one.start <= row.span[0] and row.span[1] <= one.end for one in passages)
    ]


def findings(texts: Sequence[str], *, spacy: bool) -> list[tuple[Passage, ...]]:
    """What is found in each text."""
    ruled = [read(text, PLACES) for text in texts]
    if not spacy:
        return ruled
    return [
        with_entities(text, own, named, PLACES)
        for text, own, named in zip(texts, ruled, entities.people(texts), strict=True)
    ]


def echoed_alarms(texts: Sequence[str], found: Sequence[Sequence[Passage]]) -> list[tuple[str, Passage]]:
    """What is asked about beside ``found`` once every name found is replaced: its parts in other rows."""
    decided = [NameDecision("", one.words, "[x]") for passages in found for one in passages]
    names = echoed_names(decided, PLACES)
    return [
        (text, one)
        for text, passages in zip(texts, found, strict=True)
        for one, _ in echoes(text, names, passages)
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--spacy", action="store_true")
    parser.add_argument("--montrer", action="store_true")
    asked = parser.parse_args()
    rows = annotated()
    others = list(swapped(rows))
    for title, named in (("annotated names", rows), ("swapped names", others)):
        lost = missed(named, findings([row.text for row in named], spacy=asked.spacy))
        print(f"{title:<20} {len(named) - len(lost)} of {len(named)} found")
        for row in lost if asked.montrer else ():
            print("    missed:", row.name, "|", row.text)
    known = {row.text: row.name for row in rows}
    for path in sorted((HERE / "data").glob("*.csv")):
        texts = texts_of(path)
        began = time.perf_counter()
        found = findings(texts, spacy=asked.spacy)
        took = time.perf_counter() - began
        alarms = [
            (text, one)
            for text, passages in zip(texts, found, strict=True)
            for one in passages
            if known.get(text, "\0") not in text[one.start : one.end]
        ]
        people = sum(one.kind is FindingKind.PERSON for _, one in alarms)
        echoed = echoed_alarms(texts, found)
        others_told = len(alarms) - people
        print(
            f"{path.stem:<50} {len(texts):>5} rows  {100 * people / len(texts):5.1f} alarms of names, "
            f"{100 * others_told / len(texts):4.1f} of the rest, "
            f"{100 * len(echoed) / len(texts):4.1f} echoes per 100 rows  {took:.2f} s"
        )
        for text, one in alarms if asked.montrer else ():
            print(f"    {one.kind}: {one.words!r} in {text[: one.end + 30][-90:]!r}")
        for text, one in echoed if asked.montrer else ():
            print(f"    echo: {one.words!r} in {text[: one.end + 30][-90:]!r}")


if __name__ == "__main__":
    main()
