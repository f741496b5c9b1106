"""Sentences on groups: in agreement, with what each number is out of, and never a conclusion."""

import pytest

from facilitator.domain.contrast import GroupKind
from facilitator.domain.evidence import Rule, Statement, StatementKind
from facilitator.language.wording import statement_text

NB = "\u00a0"


def signal(group: str, kind: GroupKind, x: int, n: int, y: int, m: int) -> str:
    numbers = {"x": x, "n": n, "y": y, "m": m}
    words = {"group": group, "kind": str(kind)}
    return statement_text(Statement(StatementKind.CONTRAST, Rule.SIGNAL, (), numbers, words))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            signal("parents 0-3 ans", GroupKind.PUBLIC, 4, 17, 2, 45),
            f"Signal à vérifier{NB}: 4{NB}contributions sur\u00a017 pour les parents 0-3 ans, "
            "contre 2 sur\u00a045 pour les autres publics",
        ),
        (
            signal("Table 3", GroupKind.TABLE, 3, 5, 0, 1),
            f"Signal à vérifier{NB}: 3{NB}contributions sur\u00a05 à la table 3, "
            "contre aucune sur\u00a01 aux autres tables",
        ),
        (
            signal("élue : VP action sociale", GroupKind.QUALITE, 3, 5, 1, 1200),
            f"Signal à vérifier{NB}: 3{NB}contributions sur\u00a05 pour VP action sociale (élue), "
            "contre 1 sur\u00a01\u202f200 pour les autres qualités",
        ),
    ],
)
def test_a_signal_is_to_be_checked_and_says_what_it_is_out_of(text: str, wanted: str) -> None:
    assert text == wanted


@pytest.mark.parametrize(
    ("publics", "wanted"),
    [
        ("élus", f"À vérifier{NB}: rien à ce sujet dans ce qu’ont dit les élus"),
        ("agents\nélus", f"À vérifier{NB}: rien à ce sujet dans ce qu’ont dit les agents et les élus"),
    ],
)
def test_silent_publics_are_listed_with_their_article(publics: str, wanted: str) -> None:
    numbers = {"p": len(publics.split("\n"))}
    silent = Statement(StatementKind.SILENCE, Rule.SILENT_PUBLICS, (), numbers, {"publics": publics})
    assert statement_text(silent) == wanted
