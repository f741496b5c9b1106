"""The dictionary of indicators is data: what ships holds together, and a user's file extends it."""

from pathlib import Path

import pytest

from facilitator.errors import ConfigError
from facilitator.territory.dictionary import load_dictionary
from facilitator.territory.sources import column_in, sources


def test_every_indicator_reads_columns_that_some_source_publishes() -> None:
    counted = ("qf_", "ECOLES", "ELEVES", "IPS_", "ANNUAIRE_", "BPE_", "FINESS_", "APL_", "FRANCE_SERVICES")
    periods = {"P_POP_DEBUT": "P16_POP", "NAIS_PERIODE": "NAIS1621", "DECES_PERIODE": "DECE1621"}
    suffixes = {"caf-couverture": "_epci", "caf-places": "_epci"}
    for one in load_dictionary().values():
        for column in one.columns:
            if column.startswith(counted):
                continue
            if column in periods:
                assert column_in(periods[column]), column
                continue
            kind, _, rest = column.partition("_")
            header = f"{kind}21_{rest}" if kind in ("P", "C") else column + suffixes.get(one.base, "")
            found = [
                source.column(asked) for source in sources().values() for asked in (header, f"{header}21")
            ]
            assert column in {each[0] for each in found if each}, (one.key, column)


def test_a_users_file_adds_and_replaces(tmp_path: Path) -> None:
    own = tmp_path / "indicateurs.toml"
    own.write_text(
        '[jeunes]\nnom = "Part des 15-29 ans"\nnumerateur = "P_POP1529"\ndenominateur = "P_POP"\n'
        "facteur = 100\n"
        'unite = "%"\nbase = "rp"\n'
        '[population]\nnom = "Habitants"\nnumerateur = "P_POP"\nunite = "habitants"\nbase = "rp"\n',
        "utf-8",
    )
    found = load_dictionary(own)
    assert (found["jeunes"].least, found["jeunes"].decimals) == (30, 1)
    assert found["population"].name == "Habitants"
    assert "monoparentales" in found


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[a", "n’est pas du TOML"),
        ("[a]\nnom = 'x'", "il manque «\u00a0numerateur\u00a0»"),
        ("[a]\nnom = 'x'\nnumerateur = 'P_POP / 2'\nunite = '%'\nbase = 'rp'", "ne se lit pas"),
        ("[a]\nnom = 'x'\nnumerateur = 'P_POP'\nunite = '%'\nbase = 'lune'", "n’est pas connue"),
        (
            "[a]\nnom = 'x'\nnumerateur = 'P_POP'\nunite = '%'\nbase = 'rp'\nnon = 1",
            "«\u00a0non\u00a0» n’est pas connu",
        ),
        ("[a]\nnom = 'x'\nnumerateur = 'P_POP'\nunite = '%'\nbase = 'rp'\nfacteur = 'cent'", "est un nombre"),
        ("a = 1", "est une table"),
    ],
)
def test_what_is_wrong_in_it_names_the_file_and_the_indicator(tmp_path: Path, body: str, said: str) -> None:
    own = tmp_path / "miens.toml"
    own.write_text(body, "utf-8")
    with pytest.raises(ConfigError) as wrong:
        load_dictionary(own)
    assert said in wrong.value.title
    assert "miens.toml" in wrong.value.title


CHAPTERS = (
    "Territoire et population",
    "Familles, revenus, précarité",
    "Petite enfance",
    "Enfance, école",
    "Jeunesse",
    "Parentalité",
    "Animation de la vie sociale",
    "Droits, numérique, mobilité",
    "Logement",
    "Santé, handicap",
    "Vieillissement",
)
"""The chapters of the rapport de diagnostic that statistics can serve (domaine.md § 4.8)."""


def test_every_chapter_of_the_diagnostic_has_indicators_each_with_what_it_counts() -> None:
    known = load_dictionary()
    assert set(CHAPTERS) <= {one.chapter for one in known.values()}
    assert {one.chapter for one in known.values()} <= set(CHAPTERS)
    assert all(one.unit and one.name for one in known.values())
    assert len({one.name for one in known.values()}) == len(known)


def test_what_changed_is_told_in_points_of_a_rate_and_in_per_cent_of_a_number() -> None:
    known = load_dictionary()
    assert [known[key].in_points for key in ("monoparentales", "couverture", "ips", "pauvrete")] == [True] * 4
    assert [known[key].in_points for key in ("population", "densite", "apl", "niveau-de-vie")] == [False] * 4
