"""The synthèse and the relevé, reopened as a reader would: every quote exact, every figure recounted."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.domain.event import Event, EventKind, Sequence
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.insight import Insight
from facilitator.drafting.synthese import write_synthese
from facilitator.errors import InputError
from facilitator.press.markdown import printable
from tests.docx_text import blocks, footnote_texts, footnotes, transcript
from tests.drafting.golden import GOLDEN, OUTLINES, atelier, table_ronde, write_atelier, write_table_ronde
from tests.walls import Said, wall

NB = "\u00a0"
FORBIDDEN = re.compile(r"les habitants veulent|la majorité|\btous\b|\bunanim|%", re.IGNORECASE)


def written(evidence: EventEvidence, folder: Path) -> Document:
    return docx.Document(str(write_synthese(evidence, folder / "synthese.docx", outlines=OUTLINES)))


def annex_rows(document: Document) -> list[dict[str, str]]:
    """The rows of the annex, by the names of their columns."""
    rows = []
    for block in blocks(document):
        if block.rows and block.rows[0][:2] == ("N°", "Contribution"):
            rows += [dict(zip(block.rows[0], row, strict=True)) for row in block.rows[1:]]
    return rows


def section(document: Document, title: str) -> list[str]:
    """The paragraphs and cells between the heading that ends with ``title`` and the next of its level."""
    texts: list[str] = []
    inside = False
    for block in blocks(document):
        if block.style == "Heading 1":
            inside = block.text.endswith(title)
        elif inside:
            texts += [cell for row in block.rows for cell in row] or [block.text]
    return texts


def whole_text(document: Document) -> str:
    said = [" ".join(" ".join(row) for row in b.rows) or b.text for b in blocks(document)]
    return "\n".join([*said, *footnote_texts(document).values()])


def without_roles(said: list[Said]) -> list[Said]:
    return [(text, kind, None, None, 0) for text, kind, _, _, _ in said]


@pytest.mark.parametrize("evidence", [atelier(), table_ronde()], ids=["atelier", "table ronde"])
def test_the_annex_holds_every_contribution_once_word_for_word(
    evidence: EventEvidence, tmp_path: Path
) -> None:
    rows = annex_rows(written(evidence, tmp_path))
    assert sorted((int(row["N°"]), row["Contribution"]) for row in rows) == [
        (c.number, c.text) for c in evidence.contributions
    ]


@pytest.mark.parametrize("evidence", [atelier(), table_ronde()], ids=["atelier", "table ronde"])
def test_every_quotation_with_a_number_is_that_contribution_word_for_word(
    evidence: EventEvidence, tmp_path: Path
) -> None:
    said = {c.number: c.text for c in evidence.contributions}
    text = whole_text(written(evidence, tmp_path))
    quoted = re.findall(rf"«(?:{NB}| )((?:(?!»[ ,{NB}\n]).)*?)(?:{NB}| )»(?: \(|\n— )n°{NB}(\d+)", text)
    assert len(quoted) >= 8
    for words, number in quoted:
        assert words == said[int(number)].removeprefix("« ").removesuffix(" »")


def test_every_theme_figure_can_be_recounted_in_the_annex(tmp_path: Path) -> None:
    document = written(atelier(), tmp_path)
    rows = annex_rows(document)
    themes = Counter(row["Thème"] for row in rows)
    votes = Counter[str]()
    for row in rows:
        votes[row["Thème"]] += int(row["Votes"])
    (table,) = [b.rows for b in blocks(document) if b.rows and b.rows[0][0] == "Thème"]
    for name, count, _, cast in table[1:]:
        bare = name.strip(f"«»{NB}")
        assert int(count) == themes[bare]
        assert int(cast) == votes[bare]


def test_every_footnote_leads_to_lines_of_the_annex_and_to_the_right_ones(tmp_path: Path) -> None:
    evidence = atelier()
    document = written(evidence, tmp_path)
    places = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    notes = footnotes(document)
    for note in notes.values():
        links = [link.get(qn("w:anchor")) for link in note.iter(qn("w:hyperlink"))]
        assert links
        assert set(links) <= places
    expected = {"c" + str(c.number) for c in evidence.themes[0].contributions}
    figures = next(b.text for b in blocks(document) if b.style == "Chiffres" and "[^" in b.text)
    (called,) = re.findall(r"\[\^(\d+)\]", figures)
    assert {link.get(qn("w:anchor")) for link in notes[called].iter(qn("w:hyperlink"))} == expected


def test_a_short_list_is_quoted_in_its_footnote(tmp_path: Path) -> None:
    notes = footnote_texts(written(atelier(), tmp_path)).values()
    assert any(
        f"n°{NB}7{NB}: «{NB}navette le samedi{NB}» (parents 0-3 ans, table T1){NB}; n°{NB}8" in n
        for n in notes
    )


@pytest.mark.parametrize("evidence", [atelier(), table_ronde()], ids=["atelier", "table ronde"])
def test_it_warns_and_never_speaks_for_everybody(evidence: EventEvidence, tmp_path: Path) -> None:
    text = whole_text(written(evidence, tmp_path))
    assert "ne représentent pas l’ensemble des habitants" in text
    assert "ne représente pas l’ensemble des habitants" in text
    assert not FORBIDDEN.search(text)


def test_the_head_says_when_where_who_came_and_who_was_missing(tmp_path: Path) -> None:
    text = whole_text(written(atelier(), tmp_path))
    for words in (
        f"12{NB}mars 2026",
        "Salle des fêtes de Castelombre",
        f"22{NB}participants",
        f"Public invité, mais absent{NB}: jeunes 18-25.",
        f"Qu’est-ce qui vous manque aujourd’hui{NB}?",
    ):
        assert words in text


def test_in_brief_says_what_was_needed_voted_and_debated_and_who_was_missing(tmp_path: Path) -> None:
    evidence = atelier()
    seen = Insight(unspoken=("Logement", "Handicap, inclusion"))
    size, need, vote, divides, silence, missing = section(
        written(replace(evidence, insight=seen), tmp_path), "En bref"
    )
    assert size == (
        f"22{NB}participants, 3{NB}tables{NB}: 11{NB}contributions, 2{NB}thèmes, 1 à ranger, 1 hors sujet."
    )
    assert need.startswith(
        f"Le besoin le plus partagé{NB}: «{NB}Places et modes d’accueil{NB}», 3{NB}besoins et "
    )
    assert (
        f"à 2{NB}tables sur{NB}3{NB}: «{NB}2 ans d'attente pr une place en crèche !!{NB}» (parents 0-3 ans)"
        in need
    )
    assert f"La proposition la plus votée (4{NB}votes sur{NB}18){NB}: «{NB}navette le samedi{NB}»" in vote
    assert "fait débat" in divides
    assert f"«{NB}matinées d'éveil du RPE : top{NB}» (grands-parents)" in divides
    assert silence.startswith(f"Ce dont personne n’a parlé{NB}: logement et handicap (")
    assert missing.startswith(f"Qui manquait{NB}: ")


def test_in_brief_says_nothing_of_silences_that_nobody_looked_for(tmp_path: Path) -> None:
    assert not [line for line in section(written(atelier(), tmp_path), "En bref") if "personne" in line]


def test_the_needs_of_a_room_come_by_the_tables_that_said_them_not_by_their_number(tmp_path: Path) -> None:
    loud: list[Said] = [(f"il manque de tout ici {n}", "besoin", "T1", "parents", 9) for n in range(5)]
    wide: list[Said] = [(f"pas un bus après 18 h {n}", "faiblesse", f"T{n}", "parents", 0) for n in (1, 2)]
    lines = section(written(wall({"Fort": loud, "Large": wide}), tmp_path), "En bref")
    told = [line for line in lines if "besoins et difficultés" in line]
    assert [f"«{NB}{name}{NB}»" in line for name, line in zip(("Large", "Fort"), told, strict=True)] == [
        True,
        True,
    ]
    assert "à une seule table" in told[1]


def test_a_room_that_only_proposes_is_told_by_its_most_shared_subjects(tmp_path: Path) -> None:
    said: list[Said] = [
        (f"ouvrir un local ados {n}", "proposition", f"T{n % 3}", "jeunes", 0) for n in range(11)
    ]
    lines = section(
        written(wall({"Local": [*said, ("un local !", "besoin", "T1", "jeunes", 0)]}), tmp_path), "En bref"
    )
    assert any(
        line.startswith(f"Le sujet le plus partagé{NB}: «{NB}Local{NB}», 12{NB}contributions")
        for line in lines
    )


def test_what_comes_next_stands_by_date(tmp_path: Path) -> None:
    evidence = atelier()
    steps = ("Plus tard.", "Fiches de janvier à avril 2027.", "Journal avant le 15 janvier 2027.")
    about = replace(evidence.demarche, next_steps=steps)
    lines = section(written(replace(evidence, demarche=about), tmp_path), "Et maintenant")
    assert [line.split()[0] for line in lines] == ["Journal", "Fiches", "Plus"]


def test_first_places_shared_by_several_are_all_named(tmp_path: Path) -> None:
    said: list[Said] = [(f"idée {n}", "proposition", "T1", "jeunes", 3) for n in (1, 2)]
    lines = section(
        written(wall({"Un thème": [*said, ("autre", None, "T2", "jeunes", 1)]}), tmp_path), "En bref"
    )
    assert any(
        f"à égalité, chacune 3{NB}votes sur{NB}7" in line and "idée 1" in line and "idée 2" in line
        for line in lines
    )


def test_proposals_come_most_voted_first_and_no_more_than_ten(tmp_path: Path) -> None:
    said: list[Said] = [(f"idée {n}", "proposition", "T1", "jeunes", n) for n in range(14)]
    document = written(wall({"Un thème": said}), tmp_path)
    (table,) = [b.rows for b in blocks(document) if b.rows and b.rows[0][1] == "Proposition"]
    assert [int(row[3]) for row in table[1:]] == list(range(13, 3, -1))


def test_both_sides_of_a_debate_stand_side_by_side(tmp_path: Path) -> None:
    document = written(atelier(), tmp_path)
    (table,) = [b.rows for b in blocks(document) if b.rows and b.rows[0][0] == "Des forces"]
    forces, against = table[1]
    assert "matinées d'éveil du RPE : top" in forces
    assert "2 ans d'attente pr une place en crèche !!" in against


def test_a_name_stands_in_the_annex_and_in_no_chosen_quotation(tmp_path: Path) -> None:
    said: list[Said] = [
        ("le RPE est top, Nadia Belkhiri répond toujours", "force", "T1", "parents", 9),
        ("matinées d'éveil très bien", "force", "T2", "parents", 0),
        ("rien le mercredi pour les grands", "faiblesse", "T1", "jeunes", 0),
        ("trop loin du bourg, pas de bus", "faiblesse", "T3", "jeunes", 0),
        ("ouvrir plus tôt le matin, svp", "besoin", "T2", "agents", 0),
        ("fermé en août, on fait comment", "constat", "T3", "agents", 0),
    ]
    document = written(wall({"RPE": said}), tmp_path)
    assert whole_text(document).count("Belkhiri") == 1
    assert [row["N°"] for row in annex_rows(document) if "Belkhiri" in row["Contribution"]] == ["1"]


def test_a_theme_whose_words_all_name_somebody_sends_to_the_annex(tmp_path: Path) -> None:
    said: list[Said] = [("merci à Mme Durand", "force", "T1", None, 0)]
    document = written(wall({"Merci": said}), tmp_path)
    assert "Les mots de ce thème sont à lire en annexe." in section(document, "Thème par thème")
    assert f"Contribution n°{NB}1." in footnote_texts(document).values()


def test_a_round_table_is_told_by_sequence_and_quality(tmp_path: Path) -> None:
    evidence = table_ronde()
    placed = {c.id: replace(c, sequence=1 if c.number < 6 else 2) for c in evidence.contributions}
    themes = tuple(
        replace(
            t,
            contributions=tuple(placed[c.id] for c in t.contributions),
            verbatims=tuple(placed[c.id] for c in t.verbatims),
        )
        for t in evidence.themes
    )
    event = replace(
        evidence.event, sequences=(Sequence(1, "Les faits", "Que voyez-vous ?"), Sequence(2, "La suite"))
    )
    evidence = replace(evidence, event=event, contributions=tuple(placed.values()), themes=themes)
    document = written(evidence, tmp_path)
    titles = [b.text for b in blocks(document) if b.style in ("Heading 1", "Heading 2")]
    assert [t for t in titles if "Séquence" in t] == [
        f"4. Séquence 1{NB}: Les faits",
        f"5. Séquence 2{NB}: La suite",
        f"Séquence 1{NB}: Les faits",
        f"Séquence 2{NB}: La suite",
    ]
    assert f"Question posée{NB}: Que voyez-vous{NB}?" in section(document, "Les faits")
    assert any(f"partenaire{NB}: Caf" in text for text in section(document, "Les faits"))
    assert len(annex_rows(document)) == len(evidence.contributions)


def test_kinds_give_their_name_to_the_title(tmp_path: Path) -> None:
    names = {
        EventKind.ATELIER: "Synthèse d’atelier",
        EventKind.SEMINAIRE: "Synthèse de séminaire",
        EventKind.STAND: "Synthèse de stand",
        EventKind.TABLE_RONDE: "Relevé de table ronde",
        EventKind.ENTRETIEN: "Relevé d’entretien",
        EventKind.COPIL: "Relevé de comité de pilotage",
    }
    for kind, name in names.items():
        document = written(wall({"Un": [("a", None, None, None, 0)]}, kind=kind), tmp_path)
        assert document.paragraphs[0].text == name


@pytest.mark.parametrize("kind", [EventKind.ATELIER, EventKind.TABLE_RONDE, EventKind.SEMINAIRE])
@pytest.mark.parametrize(
    "case",
    ["one", "six", "all verbatims", "no type", "all in the tray", "all off topic", "bare event", "long name"],
)
def test_small_and_odd_walls_give_a_document_without_an_empty_section(
    kind: EventKind, case: str, tmp_path: Path
) -> None:
    said: list[Said] = [(f"parole {n}", "constat", f"T{n % 2}", "jeunes", 0) for n in range(6)]
    cases: dict[str, EventEvidence] = {
        "one": wall({"Un": said[:1]}, kind=kind, tables=1),
        "six": wall({"Un": said[:4], "Deux": said[4:]}, kind=kind, tables=1),
        "all verbatims": wall({"Un": [(t, "verbatim", b, p, v) for t, _, b, p, v in said]}, kind=kind),
        "no type": wall({"Un": without_roles(said)}, kind=kind, tables=0),
        "all in the tray": wall({}, tray=said, kind=kind),
        "all off topic": wall({}, off_topic=said, kind=kind),
        "bare event": bare(wall({"Un": said}, kind=kind)),
        "long name": wall({"un nom de thème " * 20: said}, kind=kind),
    }
    document = written(cases[case], tmp_path)
    assert len(annex_rows(document)) == len(cases[case].contributions)
    followed = [b for b in blocks(document) if not b.style.startswith("toc")]
    for block, after in pairwise(followed):
        if block.style == "Heading 1":
            assert after.style != "Heading 1", f"empty section: {block.text}"
        assert block.rows or block.text.strip(), f"empty {block.style}"
    assert "None" not in whole_text(document)


def bare(evidence: EventEvidence) -> EventEvidence:
    event = Event("e" * 32, "nu", "Un événement", evidence.event.kind)
    return replace(evidence, event=event, demarche=replace(evidence.demarche, next_steps=(), client=""))


def test_what_nobody_noted_is_a_marked_gap(tmp_path: Path) -> None:
    document = written(bare(atelier()), tmp_path)
    gaps = re.findall(r"\[à compléter[^\]]*\]", whole_text(document))
    assert f"[à compléter{NB}: la date]" in gaps
    assert f"[à compléter{NB}: le nombre de personnes présentes, par public]" in gaps
    styled = [run.text for p in document.paragraphs for run in p.runs if run.style.name == "À compléter"]
    assert f"[à compléter{NB}: la date]" in styled


def test_an_event_without_a_contribution_has_no_synthese(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="aucune contribution"):
        write_synthese(wall({}), tmp_path / "vide.docx", outlines=OUTLINES)
    assert not list(tmp_path.iterdir())


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=8),
    name=st.text(min_size=1, max_size=40).filter(str.strip),
    voice=st.sampled_from(["parents | *0-3* ans", "élue : [maire]", "{{ jeunes }} #1"]),
)
def test_whatever_is_said_by_whomever_comes_out_word_for_word(
    tmp_path: Path, texts: list[str], name: str, voice: str
) -> None:
    evidence = wall({name: [(text, "besoin", "T|1", voice, 1) for text in texts]})
    rows = annex_rows(written(evidence, tmp_path))
    assert [row["Contribution"] for row in rows] == [printable(text) for text in texts]


def test_the_same_wall_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write_atelier(tmp_path / name) for name in ("a.docx", "b.docx"))
    assert first.read_bytes() == second.read_bytes()


def test_the_synthese_reads_as_its_golden_text(tmp_path: Path) -> None:
    assert transcript(write_atelier(tmp_path / "a.docx")) == (GOLDEN / "synthese.txt").read_text("utf-8")


def test_the_releve_reads_as_its_golden_text(tmp_path: Path) -> None:
    golden = (GOLDEN / "releve_table_ronde.txt").read_text("utf-8")
    assert transcript(write_table_ronde(tmp_path / "a.docx")) == golden


def test_an_outline_of_the_demarche_comes_before_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "trames"
    (own / "redaction").mkdir(parents=True)
    (own / "redaction" / "synthese.md").write_text(
        "---\ntitre: Ma synthèse\npublic: nous\nvariables:\n  en_bref: lignes\n---\n"
        "{% for ligne in en_bref %}- {{ ligne.titre }}{% for dit in ligne.dits %} : {{ dit.texte }}"
        "{{ dit.note }}{% endfor %}\n{% endfor %}",
        encoding="utf-8",
    )
    path = write_synthese(atelier(), tmp_path / "a.docx", outlines=[own, *OUTLINES])
    assert docx.Document(str(path)).paragraphs[0].text == "Ma synthèse"
