"""Proving what no contribution says, whom a quotation is credited to, and what a comité decided."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation

from facilitator.config import shipped
from facilitator.domain.claim import Finding, Verdict
from facilitator.domain.demarche import Figure
from facilitator.domain.event import EventKind, Presence
from facilitator.domain.evidence import EventEvidence, Rule
from facilitator.drafting.deck import DIAGNOSTIC, write_deck
from facilitator.drafting.releve_decisions import write_decisions
from tests.drafting import deck_walls
from tests.drafting.test_proving import drafted, findings, keep_proofs, regathered, told
from tests.walls import wall

FIGURE = Figure(
    "Petite enfance",
    "places d'accueil pour 100 enfants",
    "58 places",
    2024,
    "communauté de communes",
    "61 dans le département",
    "Caf",
)


def comite() -> EventEvidence:
    """A comité that decided two things, put one off, and saw a danger."""
    evidence = wall(
        {
            "Guichet": [
                ("ouvrir un RPE → VP petite enfance, juin 2027", "proposition", None, "élue : maire", 0),
                ("un bus le soir", "proposition", None, "agent : directrice du CCAS", 0),
                ("qui paie ?", "question", None, "élue : maire", 0),
                ("les délais sont courts", "vigilance", None, "élue : maire", 0),
            ]
        },
        kind=EventKind.COPIL,
    )
    return replace(evidence, event=replace(evidence.event, presences=(Presence("élus", 4),)))


def releve(target: Path, evidence: EventEvidence) -> Path:
    write_decisions(evidence, target, outlines=[shipped("prompts")])
    keep_proofs(target, [evidence])
    return target


def texts_of(path: Path) -> Iterator[tuple[Callable[[], None], object]]:
    """Every run of a file that somebody could retype, with what saves the file again."""
    if path.suffix == ".docx":
        document = Document(str(path))
        cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
        for one in (document, *cells):
            for paragraph in one.paragraphs:
                for run in paragraph.runs:
                    yield (lambda: document.save(str(path))), run
        return
    deck = Presentation(str(path))
    for slide in deck.slides:
        for shape in slide.shapes:
            cells = [c for row in shape.table.rows for c in row.cells] if shape.has_table else []
            for one in (*([shape] if shape.has_text_frame else []), *cells):
                for paragraph in one.text_frame.paragraphs:
                    for run in paragraph.runs:
                        yield (lambda: deck.save(str(path))), run


def retyped(path: Path, before: str, after: str, *, beside: str = "") -> Path:
    """The file with the first run that holds ``before`` changed by hand, in the paragraph of ``beside``."""
    for save, run in texts_of(path):
        around = "".join(one.text for one in run._parent.runs)  # type: ignore[attr-defined]
        if before in run.text and beside in around:  # type: ignore[attr-defined]
            run.text = run.text.replace(before, after)  # type: ignore[attr-defined]
            save()
            return path
    raise AssertionError(f"no run holds {before!r}")


def claimed(found: tuple[Finding, ...]) -> set[str]:
    """What the claims of the description are about."""
    return {one.claim.statement.about for one in found if one.claim.statement.rule is Rule.DESCRIBED}


def test_a_deck_claims_when_where_how_many_and_what_comes_next(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    found = findings(drafted(evidence, tmp_path / "d.pptx"), evidence)
    assert claimed(found) == {
        "date",
        "lieu",
        "présents",
        "présents:parents 0-3 ans",
        "présents:grands-parents",
        "présents:jeunes 18-25",
        "absents",
        "tables",
        "suite:1",
    }
    assert told(found) == {}


def test_a_figure_of_the_territory_is_claimed_with_its_source_year_and_scale(tmp_path: Path) -> None:
    made = deck_walls.atelier()
    evidence = replace(made, demarche=replace(made.demarche, figures=(FIGURE,)))
    path = tmp_path / "d.pptx"
    write_deck(evidence, path, planners=DIAGNOSTIC)
    keep_proofs(path, [evidence])
    (about,) = {one for one in claimed(findings(path, evidence)) if one.startswith("chiffre:")}
    now = replace(
        evidence,
        demarche=replace(evidence.demarche, figures=(replace(FIGURE, value="61 places"),)),
    )
    wrong = told(findings(path, now))
    (sentence,) = wrong[Verdict.DETAIL_CHANGED]
    assert sentence == "chiffre : « 58 places » dans le fichier, « 61 places » dans la description"
    retyped(path, "58", "68")
    assert list(told(findings(path, evidence))) == [Verdict.COUNT_ALTERED]
    assert list(told(findings(path, evidence, by_sight=True))) == [Verdict.DETAIL_ALTERED]
    assert about.endswith("places d'accueil pour 100 enfants")


def test_a_description_changed_since_is_told_with_both_values(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = drafted(evidence, tmp_path / "d.pptx")
    event = replace(evidence.event, held_on=date(2026, 3, 14), place="Mairie de Castelombre")
    wrong = told(findings(path, replace(evidence, event=event)))
    assert set(wrong) == {Verdict.DETAIL_CHANGED}
    assert set(wrong[Verdict.DETAIL_CHANGED]) == {
        "date : « 12 mars 2026 » dans le fichier, « 14 mars 2026 » dans la description",
        "lieu : « Salle des fêtes de Castelombre » dans le fichier, « Mairie de Castelombre » dans la "
        "description",
    }


@pytest.mark.parametrize("name", ["d.pptx", "s.docx"])
def test_a_date_or_a_place_altered_in_the_file_is_a_fault(name: str, tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = drafted(evidence, tmp_path / name)
    retyped(path, "Salle des fêtes", "Salle polyvalente")
    (wrong,) = told(findings(path, evidence))[Verdict.DETAIL_ALTERED]
    assert "Salle polyvalente" in wrong
    retyped(path, "mars 2026", "mai 2026")
    assert len(told(findings(path, evidence))[Verdict.DETAIL_ALTERED]) == 2


def test_a_next_step_is_anybodys_to_reword(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = drafted(evidence, tmp_path / "d.pptx")
    retyped(path, "avant le 30 mars", "avant le 15 avril, par courriel")
    assert list(told(findings(path, evidence))) == [Verdict.EDITED]


@pytest.mark.parametrize(
    ("before", "after"), [("Garde d’enfants (9)", "Garde d’enfants (8)"), ("À ranger (2)", "À ranger (4)")]
)
def test_a_number_altered_in_a_heading_of_the_annex_is_told(before: str, after: str, tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = retyped(drafted(evidence, tmp_path / "d.pptx"), before, after)
    assert list(told(findings(path, evidence))) == [Verdict.COUNT_ALTERED]
    assert told(findings(path, evidence, by_sight=True)) != {}


def test_the_value_of_a_bar_changed_in_powerpoint_is_told(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = drafted(evidence, tmp_path / "d.pptx")
    deck = Presentation(str(path))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    values = [v for chart in charts for v in chart._chartSpace.xpath(".//c:val//c:v")]
    for value in (values[0], values[len(values) // 2], values[-1]):
        kept, value.text = value.text, str(int(value.text) + 1)
        deck.save(str(path))
        assert list(told(findings(path, evidence))) == [Verdict.COUNT_ALTERED]
        value.text = kept


@pytest.mark.parametrize("name", ["d.pptx", "s.docx"])
@pytest.mark.parametrize("by_sight", [False, True])
def test_a_table_or_a_public_altered_beside_a_quotation_is_a_fault(
    name: str, by_sight: bool, tmp_path: Path
) -> None:
    evidence = deck_walls.atelier()
    path = drafted(evidence, tmp_path / name)
    for before, after in (("parents 0-3 ans", "grands-parents"), ("T1", "T2")):
        retyped(path, before, after, beside="pouvoir souffler")
        found = told(findings(path, evidence, by_sight=by_sight))
        assert Verdict.CREDIT_ALTERED in found
        assert Verdict.CREDIT_ALTERED.is_wrong
    assert any("au mur, public : « parents 0-3 ans »" in one for one in found[Verdict.CREDIT_ALTERED])


def test_an_attribution_cut_from_a_slide_is_no_fault(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = drafted(evidence, tmp_path / "d.pptx")
    retyped(path, "parents 0-3 ans, table\u00a0T1", "", beside="pouvoir souffler")
    assert list(told(findings(path, evidence))) == [Verdict.EDITED]


def test_a_table_changed_on_the_wall_is_told_beside_the_words(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = drafted(evidence, tmp_path / "d.pptx")
    now = regathered(evidence, lambda c: replace(c, table="T2") if c.number == 6 else c)
    wrong = told(findings(path, now))
    assert set(wrong[Verdict.CREDIT_CHANGED]) == {"n° 6, au mur, table : « table T2 »"}


def test_a_releve_de_decisions_claims_each_decision_point_and_vigilance(tmp_path: Path) -> None:
    evidence = comite()
    found = findings(releve(tmp_path / "r.docx", evidence), evidence)
    assert told(found) == {}
    rules = [(n, one.claim.statement.rule) for one in found for n in one.claim.numbered.values()]
    assert rules == [(1, Rule.DECISION), (2, Rule.DECISION), (3, Rule.QUOTE), (4, Rule.QUOTE)]
    assert "présents:élus" in claimed(found)
    found = findings(releve(tmp_path / "r.docx", evidence), evidence, by_sight=True)
    assert told(found) == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ouvrir un RPE", "fermer un RPE"),
        ("VP petite enfance", "VP finances"),
        ("juin 2027", "juin 2028"),
        ("un bus le soir", "un bus le matin"),
        ("qui paie", "qui payera"),
        ("courts", "longs"),
    ],
)
@pytest.mark.parametrize("by_sight", [False, True])
def test_a_decision_its_owner_or_its_deadline_altered_is_told_with_what_was_noted(
    before: str, after: str, by_sight: bool, tmp_path: Path
) -> None:
    evidence = comite()
    path = retyped(releve(tmp_path / "r.docx", evidence), before, after)
    wrong = told(findings(path, evidence, by_sight=by_sight))
    assert list(wrong) == [Verdict.QUOTE_ALTERED]
    assert wrong[Verdict.QUOTE_ALTERED][0].startswith(("les mots notés sont n°", "le mur dit maintenant n°"))


def test_what_nobody_noted_of_a_decision_can_be_completed_by_hand(tmp_path: Path) -> None:
    evidence = comite()
    path = retyped(releve(tmp_path / "r.docx", evidence), "[à compléter]", "CCAS", beside="[à compléter]")
    assert set(told(findings(path, evidence))) <= {Verdict.EDITED}
