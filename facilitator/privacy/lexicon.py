"""What is known of French names: first names, those that are words as well, surnames that are words.

``prenoms.txt`` is built by ``tests/bench/build_first_names.py`` from Insee's « Fichier des prénoms » and
« Fichier des noms » (Licence Ouverte 2.0), as the Python package ``prenoms`` 0.5.1 (MIT) holds them. All
words are folded (lower case, no accents), but for those first
names that the dictionary holds, since « marié » is not Marie. A compound name is found by its parts.
"""

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import Final

SURE: Final = "prénoms"
SAFE: Final = "prénoms que le dictionnaire connaît"
AMBIGUOUS: Final = "prénoms qui sont aussi des mots"
SURNAMES: Final = "noms de famille qui sont aussi des mots"

_PATH: Final = Path(__file__).with_name("prenoms.txt")
_HEADER: Final = """\
# Source : Insee, Fichier des prénoms et Fichier des noms (Licence Ouverte 2.0), par le paquet Python
# « prenoms » 0.5.1 (licence MIT). Écrit par tests/bench/build_first_names.py ; sans accents ni majuscules.
"""


@cache
def sure() -> frozenset[str]:
    """First names that no dictionary holds: they name somebody wherever they stand."""
    return _sections()[SURE]


@cache
def safe() -> frozenset[str]:
    """First names that a dictionary holds, but that name somebody all the same."""
    return _sections()[SAFE]


@cache
def ambiguous() -> frozenset[str]:
    """First names that are words of French as well."""
    return _sections()[AMBIGUOUS]


@cache
def surnames() -> frozenset[str]:
    """Frequent surnames that are words of French; others are found because no dictionary holds them."""
    return _sections()[SURNAMES]


@cache
def _sections() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    section: set[str] = set()
    for line in _PATH.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            section.update(line.split())
    return {name: frozenset(words) for name, words in found.items()}


def write(sections: Mapping[str, Collection[str]]) -> None:
    """Write the file anew."""
    text = [_HEADER]
    for name, words in sections.items():
        text += [f"[{name}]\n", *(f"{line}\n" for line in wrap(" ".join(sorted(words)), 110))]
    _PATH.write_text("".join(text), encoding="utf-8")
