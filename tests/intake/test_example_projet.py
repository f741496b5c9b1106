"""The strategy of the example: all that it rests on was said, and each answer says why."""

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator.config import shipped

FOLDER = shipped("exemple")
MANY_VOTES = 3


def table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def projet() -> dict[str, Any]:
    return table(FOLDER / "projet.toml")


@pytest.fixture(scope="module")
def said() -> dict[str, dict[str, str]]:
    """Every row of the events' files by « code number », 1 being the first row of data."""
    rows = {}
    for event in table(FOLDER / "demarche.toml")["evenements"]:
        with (FOLDER / event["contributions"]).open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 1):
                rows[f"{event['code']} {number}"] = row
    return rows


def operationnels(projet: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for axe in projet["axes"]:
        for strategique in axe["strategiques"]:
            yield from strategique["operationnels"]


def actions(projet: dict[str, Any]) -> list[dict[str, Any]]:
    return [action for one in operationnels(projet) for action in one.get("actions", [])]


def test_every_support_and_every_answer_names_something_that_was_said(
    projet: dict[str, Any], said: dict[str, dict[str, str]]
) -> None:
    supported = [*projet["enjeux"], *actions(projet)]
    assert all(one["appuis"] for one in supported)
    assert {support for one in supported for support in one["appuis"]} <= said.keys()
    assert {one["contribution"] for one in projet["reponses"]} <= said.keys()
    assert all(len(set(one["appuis"])) == len(one["appuis"]) for one in supported)


def test_every_enjeu_rests_on_several_events(projet: dict[str, Any]) -> None:
    for enjeu in projet["enjeux"]:
        assert len({support.rpartition(" ")[0] for support in enjeu["appuis"]}) >= 3, enjeu["code"]


def test_every_proposition_with_many_votes_has_one_answer_and_a_reason_where_it_is_not_done(
    projet: dict[str, Any], said: dict[str, dict[str, str]]
) -> None:
    answered = [one["contribution"] for one in projet["reponses"]]
    voted = {
        place
        for place, row in said.items()
        if row["type"] == "proposition" and int(row["votes"]) >= MANY_VOTES
    }
    assert voted <= set(answered)
    assert len(set(answered)) == len(answered)
    codes = {action["code"] for action in actions(projet)}
    for one in projet["reponses"]:
        assert one["reponse"] in ("action", "reportée", "non retenue")
        assert (one["action"] in codes) if one["reponse"] == "action" else one["raison"]
    assert {one["reponse"] for one in projet["reponses"]} == {"action", "reportée", "non retenue"}


def test_links_enjeux_etapes_and_events_are_those_that_are_described(projet: dict[str, Any]) -> None:
    demarche = table(FOLDER / "demarche.toml")
    codes = [action["code"] for action in actions(projet)]
    assert len(set(codes)) == len(codes)
    assert {link for action in actions(projet) for link in action["liens"]} <= set(codes)
    assert sorted(code for axe in projet["axes"] for code in axe["enjeux"]) == sorted(
        enjeu["code"] for enjeu in projet["enjeux"]
    )
    held = {event["code"]: event["date"] for event in demarche["evenements"]}
    assert [code for etape in demarche["etapes"] for code in etape.get("evenements", [])] == list(held)
    for etape in demarche["etapes"]:
        assert all(etape["debut"] <= held[code] <= etape["fin"] for code in etape.get("evenements", []))


def test_twelve_fiches_or_more_are_whole_and_the_checks_have_something_to_tell(
    projet: dict[str, Any],
) -> None:
    whole = [one for one in actions(projet) if one["pilote"] and one.get("indicateurs")]
    assert len(whole) >= 12
    assert sum(not one["pilote"] for one in actions(projet)) == 1
    assert sum(not one.get("indicateurs") for one in actions(projet)) == 1
    assert sum(not one.get("actions") for one in operationnels(projet)) == 1
    for action in actions(projet):
        assert action["debut"] < action["fin"]
        assert action["etat"] in ("à lancer", "en cours", "faite")
        assert not action["budget"] or "fictif" in action["budget"]
        for indicateur in action.get("indicateurs", []):
            assert indicateur["genre"] in ("moyens", "résultat")
            assert all(indicateur[key] for key in ("nom", "depart", "cible", "source", "periodicite"))


def test_what_only_humans_can_write_is_there() -> None:
    demarche = table(FOLDER / "demarche.toml")
    for number in (1, 2, 3):
        assert 90 <= len(demarche["journal"][f"editorial_{number}"].split()) <= 150
    assert len(demarche["journal"]["questions"]) == 5
    assert {one["instance"] for one in demarche["gouvernance"]} >= {"Comité de pilotage", "Comité technique"}
