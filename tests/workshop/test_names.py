"""Nothing leaves before what may identify somebody is decided; decisions are kept, undone, joined, purged."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation

from facilitator.config import Settings
from facilitator.domain.action import ActionSheet, Indicator
from facilitator.domain.capture import Entry, Seat
from facilitator.domain.event import Event, EventKind, Table
from facilitator.domain.project import Level
from facilitator.errors import NotFoundError, StoreError, UndecidedNamesError
from facilitator.intake.contributions import read_contributions
from facilitator.language import entities
from facilitator.store.contributions import Contributions
from facilitator.workshop import Workshop, copy_demarche, join_files, purge_demarche, purge_plan
from facilitator.workshop.drafted import LivrableKind, draft
from facilitator.workshop.indicators import Indicators
from facilitator.workshop.reports import unheard

WALL = [
    "le RPE est top, Nadia Belkhiri répond toujours",
    "merci à josiane pour l'accueil",
    "appelez-moi au 06 12 34 56 78",
    "un bus le soir pour aller à la piscine",
    "pas de place en crèche le mercredi",
    "des horaires plus larges à la halte",
]
NOT_HERE = (
    LivrableKind.CONDUCTEUR,
    LivrableKind.SHEETS,
    LivrableKind.DECISIONS,
    LivrableKind.DIAGNOSTIC,
)
KINDS = [kind for kind in LivrableKind if kind not in NOT_HERE]
"""What is written from an atelier's contributions: a conducteur comes first, decisions are a comité's,
a diagnostic needs figures."""

NAMES = ("Nadia Belkhiri", "josiane", "06 12 34 56 78")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        sessions=tmp_path / "sessions", moteur="lexical", station="salle 1", threads=1, noms="regles"
    )


@pytest.fixture
def workshop(settings: Settings, tmp_path: Path) -> Iterator[Workshop]:
    wall = tmp_path / "mur.txt"
    wall.write_text("\n".join(WALL), encoding="utf-8")
    with Workshop.open_or_create("CTG Test", settings) as opened:
        opened.import_file(read_contributions(wall), "Atelier")
        opened.sort(*opened.events())
        yield opened


def the_event(workshop: Workshop) -> Event:
    return workshop.events()[0]


def words_of(path: Path) -> str:
    """All that a document shows or says in its notes."""
    if path.suffix == ".docx":
        document = Document(str(path))
        return document.element.xpath("string(.)") + "".join(  # type: ignore[no-any-return]
            part.blob.decode("utf-8", "replace") for part in document.part.package.iter_parts()
        )
    if path.suffix == ".pptx":
        parts = Presentation(str(path)).part.package.iter_parts()
        return "".join(part.blob.decode("utf-8", "replace") for part in parts)
    return path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("kind", KINDS)
def test_no_livrable_is_written_while_something_is_undecided(workshop: Workshop, kind: LivrableKind) -> None:
    with pytest.raises(UndecidedNamesError) as refused:
        draft(workshop, unheard, kind, the_event(workshop).slug)
    assert "3\u00a0passages peuvent" in refused.value.title
    assert "n° 1, n° 2, n° 3" in refused.value.cause.replace("\u00a0", " ")
    assert "facilitator noms" in refused.value.next_step
    assert not list((workshop.folder / "livrables").glob("*"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_livrable_shows_the_quality_and_the_file_keeps_the_text(
    workshop: Workshop, kind: LivrableKind
) -> None:
    assert workshop.names.replace_name(None) == 3
    path, _ = draft(workshop, unheard, kind, the_event(workshop).slug, "csv")
    told = words_of(path)
    assert not [name for name in NAMES if name in told]
    if kind is LivrableKind.EXPORT:
        assert "merci à [une personne de l’équipe] pour l'accueil" in told
        assert "[une professionnelle] répond toujours" in told
        assert "appelez-moi au [téléphone]" in told
    kept = [one.text for one in workshop.board(the_event(workshop)).wall.contributions]
    assert kept == WALL


def test_the_facilitator_chooses_the_words_answers_for_some_and_takes_back(workshop: Workshop) -> None:
    names = workshop.names
    assert names.replace_name([1], "la responsable du RPE") == 1
    assert names.accept_name([2]) == 1
    assert [one.outcome for one in names.review().all] == [
        "[la responsable du RPE]",
        "tel quel, assumé",
        "à décider",
    ]
    undone = workshop.undo()
    assert undone is not None
    assert undone.kind == "noms"
    assert len(names.review().undecided) == 2
    workshop.redo()
    assert len(names.review().undecided) == 1
    assert not any(name in operation for name in NAMES for operation in [undone.summary])


def test_to_answer_for_all_is_one_act_with_its_date(workshop: Workshop) -> None:
    assert workshop.names.accept_name(None) == 3
    assert all(one.decision and one.decision.decided_at for one in workshop.names.review().all)
    path, _ = draft(workshop, unheard, LivrableKind.EXPORT, the_event(workshop).slug, "csv")
    assert all(name in words_of(path) for name in NAMES)
    workshop.undo()
    assert len(workshop.names.review().undecided) == 3


def test_the_same_words_elsewhere_are_decided_at_once_where_asked(workshop: Workshop) -> None:
    event = the_event(workshop)
    workshop.capture(event).record([Entry("josiane encore, merci à josiane")], Seat())
    assert workshop.names.replace_name([2], alike=True) == 2
    assert [one.finding.words for one in workshop.names.review().undecided] == [NAMES[0], NAMES[2]]
    with pytest.raises(NotFoundError):
        workshop.names.replace_name([99])


def test_what_is_noted_afterwards_is_asked_about_again(workshop: Workshop) -> None:
    workshop.names.accept_name(None)
    event = the_event(workshop)
    workshop.capture(event).record([Entry("voir avec yanis ferroudj")], Seat())
    with pytest.raises(UndecidedNamesError, match="1\u00a0passage peut"):
        workshop.evidence(event)
    assert workshop.evidence(event, gated=False).contributions


def test_a_commune_of_the_territory_chosen_is_no_person(workshop: Workshop) -> None:
    workshop.names.accept_name(None)
    workshop.capture(the_event(workshop)).record([Entry("Aulas n'a rien, Arphy non plus")], Seat())
    assert [one.finding.words for one in workshop.names.review().undecided] == ["Arphy"]
    with Indicators(workshop.folder) as indicators:
        indicators.choose("Le Vigan")
    assert workshop.names.review().undecided == ()


def test_a_theme_named_after_somebody_leaves_without_the_name(workshop: Workshop) -> None:
    event = the_event(workshop)
    board = workshop.board(event)
    board.rename(str(board.wall.sorting.themes[0].number), "Le RPE de Nadia Belkhiri")
    workshop.names.replace_name(None)
    told = [one.theme.name for one in workshop.evidence(event).themes]
    assert "Le RPE de [une professionnelle]" in told


def test_a_theme_named_in_our_typography_or_by_a_part_of_the_name_leaves_without_it(
    workshop: Workshop,
) -> None:
    event = the_event(workshop)
    workshop.capture(event).record([Entry("merci a M. N'Diallo, chez zoe\u0301 aussi")], Seat())
    board = workshop.board(event)
    number = str(board.wall.sorting.themes[0].number)
    workshop.names.replace_name(None, "une personne")
    workshop.names.replace_name(None)
    for name in (
        "L’aide de M. N’Diallo",
        "Chez Zoé",
        "Nadia et le RPE",
        "NADIA BELKHIRI",
        "Accueil de Josiane",
    ):
        workshop.board(event).rename(number, name)
        shown = [one.theme.name for one in workshop.evidence(event).themes]
        assert any("[une personne]" in one for one in shown), shown
        assert not [
            one
            for one in shown
            for said in ("Diallo", "Zoé", "adia", "NADIA", "ELK", "osiane")
            if said in one
        ]


def test_a_name_decided_whole_is_asked_about_where_it_stands_alone(workshop: Workshop) -> None:
    event = the_event(workshop)
    workshop.capture(event).record([Entry("Léonie Ferroudj aide, merci Léonie, voir Ferroudj")], Seat())
    first = workshop.names.review().all[-3]
    assert first.finding.words == "Léonie Ferroudj"
    workshop.names.replace_name([first.number])
    assert [one.finding.words for one in workshop.names.review().undecided[-2:]] == ["Léonie", "Ferroudj"]
    workshop.names.replace_name(None)
    texts = [one.text for one in workshop.evidence(event).contributions]
    assert not [text for text in texts if "Léonie" in text or "Ferroudj" in text]


def test_what_was_drafted_is_out_of_date_once_a_decision_changes(workshop: Workshop) -> None:
    workshop.names.accept_name(None)
    event = the_event(workshop)
    draft(workshop, unheard, LivrableKind.DECK, event.slug)
    workshop.names.replace_name([1])
    (deck, *_) = workshop.livrables.shelf(event, workshop.events())
    assert "1 contribution a changé" in deck.outdated.replace("\u00a0", " ")
    workshop.undo()
    (deck, *_) = workshop.livrables.shelf(event, workshop.events())
    assert deck.outdated == ""


def test_decisions_made_on_another_post_come_with_its_file(workshop: Workshop, settings: Settings) -> None:
    workshop.names.accept_name([2])
    workshop.close()
    here = settings.sessions / "ctg-test"
    shutil.copytree(here, settings.sessions / "portable")
    with Workshop.open("portable", settings) as other:
        other.names.replace_name([1], "la responsable")
        other.names.replace_name([2], "une bénévole")
    join_files("ctg-test", "portable", settings)
    join_files("ctg-test", "portable", settings)
    with Workshop.open("ctg-test", settings) as joined:
        assert [one.outcome for one in joined.names.review().all] == [
            "[la responsable]",
            "tel quel, assumé",
            "à décider",
        ]


def test_a_model_reads_each_text_once(
    settings: Settings, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def people(texts: list[str]) -> list[tuple[tuple[int, int], ...]]:
        read.extend(texts)
        return [((text.index("Lemarchal"), len(text)),) if "Lemarchal" in text else () for text in texts]

    monkeypatch.setattr(entities, "reader", lambda: "un modèle 1.0")
    monkeypatch.setattr(entities, "people", people)
    workshop.capture(the_event(workshop)).record([Entry("la maison de Lemarchal")], Seat())
    thorough = settings.model_copy(update={"noms": "complet"})
    with Workshop.open("ctg-test", thorough) as other:
        assert other.names.review().all[-1].finding.words == "Lemarchal"
        assert sorted(read) == sorted([*WALL, "la maison de Lemarchal", "Atelier", "CTG Test"])
        other.names.review()
        assert len(read) == len(WALL) + 3
    assert "Lemarchal" not in [one.finding.words for one in workshop.names.review().all]


def test_once_a_name_is_decided_it_is_sought_in_all_other_contributions(workshop: Workshop) -> None:
    event = the_event(workshop)
    workshop.capture(event).record([Entry("voir Mme Tavernier"), Entry("tavernier a encore râlé")], Seat())
    names = workshop.names
    numbers = {one.finding.words: one.number for one in names.review().all}
    assert "tavernier" not in numbers
    names.replace_name([numbers["Mme Tavernier"]], "une agente")
    names.replace_name([numbers[name] for name in NAMES])
    assert {one.finding.words: one.number for one in names.review().all}.items() >= numbers.items()
    (echo,) = names.review().undecided
    assert (echo.finding.words, echo.finding.suggestion) == ("tavernier", "[une agente]")
    with pytest.raises(UndecidedNamesError, match="1\u00a0passage peut"):
        workshop.evidence(event)
    names.replace_name(None)
    told = [one.text for one in workshop.evidence(event).contributions]
    assert told[-2:] == ["voir [une agente]", "[une agente] a encore râlé"]
    assert names.review().undecided == ()


def test_names_in_titles_publics_tables_themes_and_next_steps_wait_and_leave_replaced(
    workshop: Workshop,
) -> None:
    event = the_event(workshop)
    workshop.names.accept_name(None)
    named = replace(
        event,
        title="Atelier chez Mme Lescure",
        tables=(Table("Table de Killian", "amis de Solange Bréhier"),),
        next_steps=("Yanis Ferroudj rappelle",),
    )
    workshop.change_event(named)
    workshop.capture(named).record([Entry("un banc")], Seat(table="Table de Killian"))
    board = workshop.board(named)
    board.rename(str(board.wall.sorting.themes[0].number), "Comme le dit Bertille")
    with pytest.raises(UndecidedNamesError) as refused:
        workshop.export("csv", named.slug)
    assert "5\u00a0passages" in refused.value.title
    assert "titre « Atelier chez Mme Lescure »" in refused.value.cause.replace("\u00a0", " ")
    assert workshop.names.replace_name(None) == 5
    gone = ("Lescure", "Killian", "Solange", "Bréhier", "Ferroudj", "Bertille")
    for kind in (LivrableKind.EXPORT, LivrableKind.SYNTHESE, LivrableKind.DECK):
        path, _ = draft(workshop, unheard, kind, named.slug, "json")
        told = words_of(path)
        assert not [name for name in gone if name in told], kind
    assert workshop.events()[0].title == "Atelier chez Mme Lescure"
    undone = workshop.undo()
    assert undone is not None
    assert len(workshop.names.review().undecided) == 5


def test_the_gate_looks_at_what_leaves_and_at_no_other_event(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = workshop.create_event("Autre", EventKind.ATELIER)
    workshop.capture(other).record([Entry("merci à Killian")], Seat())
    workshop.names.accept_name(None, event=the_event(workshop))
    assert [one.finding.words for one in workshop.names.review().undecided] == ["Killian"]
    seen: list[str] = []
    of_event = Contributions.of_event

    def noted(self: Contributions, event_id: str, **further: bool) -> object:
        seen.append(event_id)
        return of_event(self, event_id, **further)

    monkeypatch.setattr(Contributions, "of_event", noted)
    workshop.names.check([the_event(workshop)])
    assert set(seen) == {the_event(workshop).id}
    with pytest.raises(UndecidedNamesError):
        workshop.names.check([other])


def test_words_of_ones_own_for_all_replace_people_and_no_telephone_number(workshop: Workshop) -> None:
    assert workshop.names.replace_name(None, "une voisine") == 2
    (left,) = workshop.names.review().undecided
    assert left.finding.words == "06 12 34 56 78"


def test_decisions_on_labels_come_with_another_post_s_file(workshop: Workshop, settings: Settings) -> None:
    workshop.change_event(replace(the_event(workshop), theme="Chez Mme Lescure"))
    workshop.close()
    shutil.copytree(settings.sessions / "ctg-test", settings.sessions / "portable")
    with Workshop.open("portable", settings) as other:
        (label,) = other.names.review().labels
        other.names.replace_name([label.number], "une élue")
    join_files("ctg-test", "portable", settings)
    with Workshop.open("ctg-test", settings) as joined:
        assert [one.outcome for one in joined.names.review().labels] == ["[une élue]"]


class TestPurging:
    def test_no_byte_of_what_was_said_is_left_but_in_the_livrables(
        self, workshop: Workshop, settings: Settings
    ) -> None:
        folder, event = workshop.folder, the_event(workshop)
        workshop.names.accept_name(None)
        for _ in range(2):
            draft(workshop, unheard, LivrableKind.EXPORT, event.slug, "csv")
            workshop.capture(event).record([Entry("encore une idée de Yanis Ferroudj")], Seat())
            workshop.names.accept_name(None)
        (folder / "rejets.csv").write_text(WALL[0], encoding="utf-8")
        for laid in ("KRAFT.CSV", "mur.txt", "export.json", "livrables/x.sqlite"):
            (folder / laid).write_text(WALL[0], encoding="utf-8")
        workshop.close()
        copy_demarche("ctg-test", None, settings)
        assert list((folder / "livrables" / "precedents").iterdir())
        assert list((folder / "sauvegardes").iterdir())
        assert purge_plan("ctg-test", settings).contributions == len(WALL) + 2
        told = purge_demarche("ctg-test", settings)
        assert "purgée" in told
        assert "8 contributions" in told.replace("\u00a0", " ")
        left = [path for path in folder.rglob("*") if path.is_file() and path.parent.name != "livrables"]
        assert [path.name for path in left] == ["demarche.sqlite"]
        assert not list(folder.rglob("x.sqlite"))
        raw = left[0].read_bytes()
        needles = [*WALL, *NAMES, "Yanis Ferroudj", "Belkhiri", "piscine", "mur.txt"]
        assert not [one for one in needles if one.encode() in raw or json.dumps(one)[1:-1].encode() in raw]
        assert (folder / "livrables" / f"{event.slug}-contributions.csv").exists()

    def test_names_that_were_replaced_leave_the_projet_the_events_and_the_description_too(
        self, workshop: Workshop, settings: Settings
    ) -> None:
        folder, event = workshop.folder, the_event(workshop)
        plan = workshop.plan
        action = plan.add(Level.ACTION, "Confier le relais à Mme Tavernier")
        sheet = ActionSheet(
            pilot="Mme Tavernier, CCAS", partners=("M. Bonnefoy, maire",), description="tavernier saura faire"
        )
        plan.fill(action.id, sheet)
        plan.measure(action.id, [Indicator("familles vues par Mme Tavernier")])
        workshop.change_event(replace(event, title="Chez Mme Tavernier"))
        gone = workshop.create_event("Chez Yanis Ferroudj", EventKind.ATELIER)
        workshop.undo()
        assert gone not in workshop.events()
        labels = {one.finding.words: one for one in workshop.names.review().labels}
        workshop.names.accept_found([labels["M. Bonnefoy"]])
        foretold = purge_plan("ctg-test", settings)
        assert foretold.undecided == 1
        assert "encore désigner quelqu’un" in foretold.warning
        workshop.names.replace_name(None, "une agente")
        workshop.close()
        assert purge_plan("ctg-test", settings).warning == ""
        purge_demarche("ctg-test", settings)
        with Workshop.open("ctg-test", settings) as opened:
            now = opened.plan.now
            assert now.item(action.id).title == "Confier le relais à [une agente]"
            assert now.sheet(action.id) == replace(
                sheet, pilot="[une agente], CCAS", description="[une agente] saura faire"
            )
            assert now.indicators[action.id] == (Indicator("familles vues par [une agente]"),)
            assert the_event(opened).title == "Chez [une agente]"
        raw = (folder / "demarche.sqlite").read_bytes()
        assert b"avernier" not in raw
        assert b"Ferroudj" not in raw, "the title of an event that was taken back"

    def test_the_demarche_opens_says_so_and_can_go_on(self, workshop: Workshop, settings: Settings) -> None:
        workshop.close()
        purge_demarche("ctg-test", settings)
        with Workshop.open("ctg-test", settings) as opened:
            assert any("purgée" in note and "salle 1" in note for note in opened.notes)
            event = the_event(opened)
            assert opened.evidence(event).contributions == ()
            assert opened.undo() is None
            (noted,) = opened.capture(event).record([Entry("un bus")], Seat())
            assert noted.number == len(WALL) + 1

    def test_nothing_is_lost_while_the_demarche_is_open_elsewhere(
        self, workshop: Workshop, settings: Settings
    ) -> None:
        the_event(workshop)
        with pytest.raises(StoreError, match="ouverte ailleurs"):
            purge_demarche("ctg-test", settings)
        assert len(workshop.board(the_event(workshop)).wall.contributions) == len(WALL)
