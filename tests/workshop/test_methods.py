"""The shelf of methods: a file more is a method more, the démarche's own win, a bad one hides no other."""

from pathlib import Path

import pytest

from facilitator.domain.method import method_named, thematique_named
from facilitator.errors import NotFoundError
from facilitator.workshop import prompt_folders
from facilitator.workshop.methods import known_methods
from facilitator.workshop.outlines import check_outlines, copy_outline

ASKED = (
    "metaplan world-cafe table-ronde debat-mouvant forum-ouvert gommettes arbre-a-problemes ketso afom "
    "marche-manque-reve boule-de-neige photolangage six-chapeaux entretien atelier-identite groupe-de-travail"
)


@pytest.fixture(autouse=True)
def user_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(prompt_folders, "user_prompts", lambda: tmp_path / "utilisateur")
    return tmp_path / "utilisateur"


def test_the_methods_of_the_trade_are_there_each_with_how_it_is_led() -> None:
    shelf = known_methods()
    assert shelf.faults == ()
    assert set(ASKED.split()) <= {one.slug for one in shelf.methods}
    for one in shelf.methods:
        assert one.sequences()
        assert one.sources
        assert one.pitfalls
        assert all(step.said for step in one.steps if step.captured), one.slug


def test_a_file_more_is_a_method_more_and_the_demarche_s_own_wins(tmp_path: Path, user_folder: Path) -> None:
    demarche = tmp_path / "demo"
    ours = copy_outline("ketso", demarche)
    assert ours == demarche / "trames" / "animation" / "methodes" / "ketso.md"
    text = ours.read_text("utf-8").replace("titre: Ketso\n", "titre: Ketso de Valmont\n")
    ours.write_text(text, encoding="utf-8")
    mine = user_folder / "animation" / "methodes" / "tapis.md"
    mine.parent.mkdir(parents=True)
    mine.write_text(text.replace("Ketso de Valmont", "Tapis volant"), encoding="utf-8")
    methods = known_methods(demarche).methods
    assert method_named("ketso", methods).title == "Ketso de Valmont"
    assert method_named("tapis", methods).title == "Tapis volant"
    assert method_named("ketso", known_methods().methods).title == "Ketso"
    assert check_outlines(demarche)[1] == ()


def test_a_file_that_cannot_be_read_is_told_and_hides_no_other(tmp_path: Path) -> None:
    demarche = tmp_path / "demo"
    bad = copy_outline("afom", demarche)
    bad.write_text(bad.read_text("utf-8").replace("type: force", "type: forse"), encoding="utf-8")
    shelf = known_methods(demarche)
    (fault,) = shelf.faults
    assert "afom.md" in fault.title
    assert "ligne" in fault.title
    assert len(shelf.methods) == len(known_methods().methods) - 1
    (told,) = check_outlines(demarche)[1]
    assert told.path == bad
    assert "forse" in told.told


@pytest.mark.parametrize(
    ("asked", "slug"),
    [("arbre", "arbre-a-problemes"), ("Six chapeaux", "six-chapeaux"), ("world", "world-cafe")],
)
def test_a_method_is_found_by_the_beginning_of_its_name(asked: str, slug: str) -> None:
    assert method_named(asked, known_methods().methods).slug == slug


def test_what_names_no_method_or_several_is_refused() -> None:
    shelf = known_methods()
    for asked in ("", "zzz", "a"):
        with pytest.raises(NotFoundError):
            method_named(asked, shelf.methods)
    assert thematique_named("jeune", shelf.thematiques).title == "Jeunesse 11-25"
    with pytest.raises(NotFoundError, match="enfant"):
        thematique_named("enfants du monde", shelf.thematiques)
