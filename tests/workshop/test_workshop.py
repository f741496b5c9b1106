"""The verbs on one démarche, with the real store, the real model and real files."""

import sqlite3
from pathlib import Path

import pytest

from facilitator.config import Settings
from facilitator.domain.event import EventKind
from facilitator.errors import EngineError, InputError, NotFoundError, StoreError, UsageError
from facilitator.workshop import Workshop, kind_asked, read_contributions

WALL = [
    "2 ans d'attente pr une place en crèche",
    "pas de place en crèche, liste d'attente interminable",
    "la crèche ferme à 18h15, impossible qd on bosse",
    "des navettes le samedi soir pour rentrer",
    "bus de nuit les vendredis et samedis",
    "pas de bus le dimanche",
    "RAS",
]


def settings(tmp_path: Path, **changed: str) -> Settings:
    return Settings(
        sessions=tmp_path / "sessions",
        station="salle 1",
        threads=1,
        **{"moteur": "usem3", "noms": "regles", **changed},
    )  # type: ignore[arg-type]


def a_file(tmp_path: Path, lines: list[str], name: str = "mur.txt") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def filled(tmp_path: Path, lines: list[str], **changed: str) -> Workshop:
    workshop = Workshop.open_or_create("CTG", settings(tmp_path, **changed))
    workshop.import_file(read_contributions(a_file(tmp_path, lines)), "Atelier")
    return workshop


def test_sorting_twice_gives_the_same_wall_and_leaves_one_act_to_undo(tmp_path: Path) -> None:
    with filled(tmp_path, WALL) as workshop:
        (event,) = workshop.events()
        first, second = workshop.sort(event), workshop.sort(event)
        assert first.themes == second.themes
        assert first.placements == second.placements
        sorted_once = workshop.undo()
        assert sorted_once is not None
        assert sorted_once.kind == "trier"
        imported = workshop.undo()
        assert imported is not None
        assert imported.kind == "importer"


def test_a_wall_that_stands_is_never_sorted_over(tmp_path: Path) -> None:
    with filled(tmp_path, WALL) as workshop:
        (event,) = workshop.events()
        sorting = workshop.sort(event)
        workshop.board(event).rename(sorting.themes[0].id, "À notre façon")
        more = a_file(tmp_path, ["une navette pour aller au marché"], "suite.txt")
        workshop.import_file(read_contributions(more), "atelier")
        again = workshop.sort(event)
        assert [theme.id for theme in again.themes] == [theme.id for theme in sorting.themes]
        assert again.themes[0].name == "À notre façon"
        evidence = workshop.evidence(event)
        assert "À notre façon" in [theme.theme.name for theme in evidence.themes]


def test_what_is_imported_later_is_filed_at_once_and_taken_back_with_its_import(tmp_path: Path) -> None:
    with filled(tmp_path, WALL) as workshop:
        (event,) = workshop.events()
        before = workshop.sort(event)
        more = a_file(
            tmp_path, ["un bus de nuit le samedi soir", "pas de bus le dimanche matin"], "suite.txt"
        )
        workshop.import_file(read_contributions(more), "atelier")
        after = workshop._file.sortings.of_event(event.id)
        assert after is not None
        assert after.placements[: len(WALL)] == before.placements
        assert len(after.placements) == len(WALL) + 2
        (bus,) = {p.theme_id for p in before.placements[4:6]}
        assert {p.theme_id for p in after.placements[len(WALL) :]} == {bus}
        workshop.undo()
        assert workshop._file.sortings.of_event(event.id) == before


def test_a_contribution_that_says_nothing_stays_in_the_tray(tmp_path: Path) -> None:
    with filled(tmp_path, WALL) as workshop:
        (event,) = workshop.events()
        evidence = workshop.evidence(event)
        assert "RAS" in [c.text for c in evidence.tray]
        assert len(evidence.themes) >= 1


def test_new_contributions_are_sorted_before_evidence_is_given(tmp_path: Path) -> None:
    with filled(tmp_path, WALL) as workshop:
        (event,) = workshop.events()
        workshop.sort(event)
        more = a_file(tmp_path, ["une navette pour aller au marché", "un bus le dimanche"], "suite.txt")
        workshop.import_file(read_contributions(more), "atelier")
        evidence = workshop.evidence(event)
        assert len(evidence.contributions) == len(WALL) + 2
        placed = sum(len(theme.contributions) for theme in evidence.themes) + len(evidence.tray)
        assert placed == len(WALL) + 2


def test_a_model_that_fails_gives_way_to_words_alone_and_says_so(tmp_path: Path) -> None:
    broken = tmp_path / "modèle cassé"
    broken.mkdir()
    with filled(tmp_path, WALL, moteur=str(broken)) as workshop:
        (event,) = workshop.events()
        assert workshop.sort(event).engine == "lexical"
        (note,) = workshop.notes
        assert "les mots seuls" in note
        with pytest.raises(EngineError):
            workshop.board(event).propose(moteur=str(broken))


def test_the_rejects_of_two_files_are_both_kept(tmp_path: Path) -> None:
    with Workshop.open_or_create("CTG", settings(tmp_path)) as workshop:
        reports = []
        for name in ("un", "deux"):
            path = tmp_path / f"{name}.csv"
            path.write_text(f"texte;votes\n{name} de bon;1\n{name} de faux;moins\n", encoding="utf-8")
            reports.append(workshop.import_file(read_contributions(path), "Atelier"))
            reports.append(workshop.import_file(read_contributions(path), "Atelier"))
        assert [report.added for report in reports] == [1, 0, 1, 0]
        names = [report.rejects_path and report.rejects_path.name for report in reports]
        assert names == ["rejets.csv", "rejets.csv", "rejets-2.csv", "rejets-2.csv"]


def test_an_import_is_preceded_by_a_backup_of_what_was_there(tmp_path: Path) -> None:
    with filled(tmp_path, WALL) as workshop:
        more = a_file(tmp_path, ["encore une"], "suite.txt")
        workshop.import_file(read_contributions(more), "atelier")
        newest = max((workshop.folder / "sauvegardes").glob("*.sqlite"))
        kept = sqlite3.connect(newest)
        (count,) = kept.execute("SELECT count(*) FROM contributions").fetchone()
        kept.close()
        assert count == len(WALL)


def test_the_kind_of_an_event_can_be_given_at_a_later_import(tmp_path: Path) -> None:
    with filled(tmp_path, WALL) as workshop:
        again = read_contributions(a_file(tmp_path, WALL))
        workshop.import_file(again, "Atelier", kind=EventKind.SEMINAIRE)
        assert [event.kind for event in workshop.events()] == [EventKind.SEMINAIRE]


@pytest.mark.parametrize("lines", [["une seule"], ["pareil"] * 5, ["RAS", "-", "néant"], WALL[:2]])
def test_walls_too_small_to_sort_still_make_every_livrable(tmp_path: Path, lines: list[str]) -> None:
    with filled(tmp_path, lines) as workshop:
        (event,) = workshop.events()
        evidence = workshop.evidence(event)
        deck, _ = workshop.livrables.deck(evidence)
        assert deck.stat().st_size > 10_000
        assert workshop.livrables.synthese(evidence).exists()
        assert workshop.livrables.note([evidence]).exists()


def test_an_event_without_a_contribution_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with filled(tmp_path, WALL) as workshop:
        (event,) = workshop.events()
        workshop.undo()
        with pytest.raises((InputError, NotFoundError)) as refused:
            workshop.livrables.deck(workshop.evidence(event))
        assert refused.value.next_step


def test_a_livrable_that_cannot_be_written_leaves_the_former_one(tmp_path: Path) -> None:
    with filled(tmp_path, WALL) as workshop:
        (event,) = workshop.events()
        evidence = workshop.evidence(event)
        folder = workshop.folder / "livrables"
        folder.write_text("un fichier à la place du dossier", encoding="utf-8")
        with pytest.raises(StoreError) as refused:
            workshop.livrables.deck(evidence)
        assert "Word ou PowerPoint" in refused.value.next_step
        assert folder.read_text("utf-8") == "un fichier à la place du dossier"


def test_what_somebody_wrote_into_a_livrable_is_set_aside_never_lost(tmp_path: Path) -> None:
    with filled(tmp_path, WALL) as workshop:
        (event,) = workshop.events()
        evidence = workshop.evidence(event)
        deck, _ = workshop.livrables.deck(evidence)
        drafted = deck.read_bytes()
        workshop.livrables.deck(evidence)
        assert not (deck.parent / "precedents").exists()
        deck.write_bytes(b"completed by hand")
        workshop.livrables.deck(evidence)
        assert deck.read_bytes() == drafted
        (kept,) = (deck.parent / "precedents").iterdir()
        assert kept.read_bytes() == b"completed by hand"
        assert kept.suffix == ".pptx"


def test_a_kind_is_recognised_however_it_is_typed() -> None:
    assert kind_asked("Table ronde") is EventKind.TABLE_RONDE
    assert kind_asked("séminaire") is EventKind.SEMINAIRE
    assert kind_asked(None) is None
    with pytest.raises(UsageError):
        kind_asked("kermesse")


def test_a_few_contributions_that_have_nothing_in_common_are_not_filed_by_force(tmp_path: Path) -> None:
    with filled(tmp_path, ["Places en crèche", "Bus trop rares", "Aide aux devoirs"]) as workshop:
        (event,) = workshop.events()
        evidence = workshop.evidence(event)
        assert [theme.theme.name for theme in evidence.themes] == []
        assert len(evidence.tray) == 3
        assert workshop.livrables.synthese(evidence).exists()
        assert workshop.livrables.deck(evidence)[0].exists()
