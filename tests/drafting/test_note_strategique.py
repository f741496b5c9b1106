"""The note stratégique: what was said, counted and proposed; every decision left to those who decide."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document

from facilitator.domain.demarche import Demarche, Figure, Territory
from facilitator.domain.event import EventKind
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.project import Item, Level, Project, Support
from facilitator.drafting.note_strategique import WholeDemarche, write_note
from facilitator.errors import InputError
from tests.docx_text import Block, blocks, footnote_texts, transcript
from tests.drafting.golden import GOLDEN, OUTLINES, atelier, table_ronde, write_strategic_note
from tests.walls import Said, demarche, wall

NB = "\u00a0"


def written(folder: Path, *evidences: EventEvidence, about: Demarche | None = None) -> Document:
    path = write_note(about or demarche(), evidences, folder / "note.docx", outlines=OUTLINES)
    return docx.Document(str(path))


def whole_text(document: Document) -> str:
    said = [" ".join(" ".join(row) for row in b.rows) or b.text for b in blocks(document)]
    return "\n".join([*said, *footnote_texts(document).values()])


def tables(document: Document, first_cell: str) -> list[Block]:
    return [b for b in blocks(document) if b.rows and b.rows[0][0] == first_cell]


def big_wall(themes: int, title: str, day: int, kind: EventKind = EventKind.ATELIER) -> EventEvidence:
    def said(n: int) -> list[Said]:
        return [(f"{title} {n} {m}", "besoin", f"T{m % 3 + 1}", "habitants", 0) for m in range(20 - n)]

    evidence = wall({f"{title} {n}": said(n) for n in range(themes)}, kind=kind)
    event = replace(evidence.event, id=title * 8, slug=title, title=title, held_on=date(2026, 3, day))
    return replace(evidence, event=event)


def test_its_ten_sections_come_in_order(tmp_path: Path) -> None:
    document = written(tmp_path, atelier(), table_ronde())
    assert [b.text for b in blocks(document) if b.style == "Heading 1"] == [
        "Synthèse",
        "1. Cadre",
        "2. Ce que dit le territoire",
        "3. Ce que disent les acteurs",
        "4. Enjeux proposés",
        "5. Orientations proposées",
        "6. Articulations",
        "7. Gouvernance et moyens",
        "8. Options à arbitrer",
        "9. Suite",
    ]


def test_every_quotation_is_a_contribution_word_for_word(tmp_path: Path) -> None:
    said = {c.text.removeprefix("« ").removesuffix(" »") for c in atelier().contributions}
    text = whole_text(written(tmp_path, atelier(), table_ronde()))
    quoted = re.findall(
        rf"«(?:{NB}| )((?:(?!»[ ,{NB}\n]).)*?)(?:{NB}| )» \((?:n°{NB}\d+|parents|grands|élue)", text
    )
    assert len(quoted) >= 8
    assert set(quoted) <= said


def test_the_figures_of_a_theme_are_those_of_its_wall(tmp_path: Path) -> None:
    evidence = atelier()
    document = written(tmp_path, evidence)
    (table,) = tables(document, "Thème")
    shown = [(row[0].split("[^")[0].strip(f"«»{NB}"), *map(int, (row[1], row[3]))) for row in table.rows[1:]]
    numbers = {t.theme.name.replace("'", "’"): (len(t.contributions), t.votes) for t in evidence.themes}
    assert {name: (count, votes) for name, count, votes in shown} == numbers


def test_a_footnote_gives_the_event_the_numbers_and_the_words(tmp_path: Path) -> None:
    evidence = atelier()
    notes = footnote_texts(written(tmp_path, evidence)).values()
    numbers = sorted(c.number for c in evidence.themes[0].contributions)
    opening = f"Atelier du 12{NB}mars 2026, n°{NB}{numbers[0]}, {numbers[1]}"
    assert any(n.startswith(opening) and "Par exemple" in n for n in notes)
    assert any(f"n°{NB}7{NB}: «{NB}navette le samedi{NB}»" in n for n in notes)


def test_what_nobody_gave_is_a_gap_and_what_is_political_is_left_to_the_elected(tmp_path: Path) -> None:
    document = written(tmp_path, atelier())
    text = whole_text(document)
    assert f"[à compléter{NB}: les constats qui manquent, dix en tout]" in text
    assert f"[carte à insérer{NB}: un taux par commune" in text
    assert text.count("[à décider par les élus]") >= 8
    (enjeux,) = [b for b in blocks(document) if b.rows and "Enjeu, en question" in b.rows[0]]
    assert {row[5] for row in enjeux.rows[1:]} == {"[à décider par les élus]"}
    assert not [b for b in blocks(document) if b.rows and "Valeur, année" in b.rows[0]]


def test_the_figures_that_were_given_stand_with_year_scale_and_source_or_not_at_all(tmp_path: Path) -> None:
    figures = (
        Figure(
            "Logement", "logements vacants", "9 %", 2022, "communauté", "8 % dans le département", "Insee"
        ),
        Figure("Santé", "médecins pour 10 000 habitants", "5,6"),
    )
    document = written(tmp_path, atelier(), about=replace(demarche(), figures=figures))
    (table,) = [b for b in blocks(document) if b.rows and "Valeur, année" in b.rows[0]]
    given, lacking = table.rows[-2:]
    whole = ("Logements vacants", f"9{NB}% (2022)", "communauté", f"8{NB}% dans le département", "Insee")
    assert given[1:] == whole
    assert lacking[2:] == ("[à compléter]",) * 4
    assert "5,6" not in whole_text(document)


def test_it_holds_no_amount_and_no_word_forbidden(tmp_path: Path) -> None:
    text = whole_text(written(tmp_path, atelier(), table_ronde()))
    assert not re.search(r"€|euros|%|les habitants veulent|la majorité|\btous\b|s’engage à financer", text)


def test_known_facts_replace_their_gaps(tmp_path: Path) -> None:
    territory = Territory("CC du Val", ("A", "B", "C"), "Doubs", 5200, "Insee, RP 2022")
    about = replace(demarche(), territory=territory, signatories=("CC du Val", "Caf du Doubs"))
    text = whole_text(written(tmp_path, atelier(), about=about))
    for words in (
        "CC du Val (Doubs)",
        "A, B et C",
        f"5\u202f200{NB}habitants (Insee, RP 2022)",
        "CC du Val et Caf du Doubs",
    ):
        assert words in text
    assert "fictif" not in text
    unsourced = replace(about, territory=replace(territory, inhabitants_source=""))
    assert f"[à compléter{NB}: source et année]" in whole_text(written(tmp_path, atelier(), about=unsourced))


def test_a_lone_seminaire_is_enough_and_asks_for_nothing_else(tmp_path: Path) -> None:
    said: list[Said] = [
        ("un local à nous", "proposition", "T1", "jeunes", 4),
        ("une navette", "besoin", "T2", "élus", 1),
    ]
    alone = replace(demarche(), etapes=(), next_steps=())
    document = written(tmp_path, wall({"Se retrouver": said}, kind=EventKind.SEMINAIRE), about=alone)
    text = whole_text(document)
    assert "Convergences" not in text
    assert f"1{NB}axe proposé et 1{NB}enjeu proposé par l’outil, d’après 1{NB}événement" in text
    for word in ("enquête", "journal", "rapport de diagnostic"):
        assert word not in text
    assert f"[à compléter{NB}: les étapes de la démarche et leurs dates]" in text


def test_enjeux_are_eight_at_most_the_best_of_each_event_among_them(tmp_path: Path) -> None:
    events = [big_wall(6, "un", 1), big_wall(1, "deux", 2), big_wall(6, "trois", 3)]
    document = written(tmp_path, *events)
    (table,) = [b for b in blocks(document) if b.rows and "Enjeu, en question" in b.rows[0]]
    names = [re.match(rf"«{NB}(.*?){NB}»", row[1]).group(1) for row in table.rows[1:]]  # type: ignore[union-attr]
    assert names == ["un 0", "un 1", "un 2", "deux 0", "trois 0", "trois 1", "trois 2", "trois 3"]
    assert [row[0] for row in table.rows[1:]] == [str(n) for n in range(1, 9)]


def test_events_come_by_date_and_the_undated_last(tmp_path: Path) -> None:
    undated = big_wall(1, "sans date", 1)
    undated = replace(undated, event=replace(undated.event, held_on=None))
    document = written(tmp_path, undated, big_wall(1, "second", 9), big_wall(1, "premier", 2))
    titles = [b.text for b in blocks(document) if b.style == "Heading 2" and b.text.startswith("3.")]
    assert titles[:3] == [f"3.1. premier (2{NB}mars 2026)", f"3.2. second (9{NB}mars 2026)", "3.3. sans date"]


def test_themes_beyond_the_table_are_named(tmp_path: Path) -> None:
    text = whole_text(written(tmp_path, big_wall(10, "thème", 1)))
    assert (
        f"Autres thèmes, dans le document de l’événement{NB}: «{NB}thème 8{NB}», «{NB}thème 9{NB}»." in text
    )


def test_orientations_hold_no_action(tmp_path: Path) -> None:
    document = written(tmp_path, atelier())
    inside, said = False, []
    for block in blocks(document):
        inside = block.text.startswith("5.") if block.style == "Heading 1" else inside
        said.append(block.text if inside else "")
    proposals = [c.text for c in atelier().contributions if c.type and c.type.value == "proposition"]
    assert not [text for text in said for proposal in proposals if proposal in text]


def test_events_that_hold_nothing_yet_do_not_stop_the_note(tmp_path: Path) -> None:
    empty, in_tray = big_wall(0, "vide", 1), wall({}, tray=[("a", None, None, None, 0)])
    text = whole_text(written(tmp_path, empty, in_tray, table_ronde()))
    assert text.count("Aucun thème n’est encore formé à cet événement.") == 2
    alone = whole_text(written(tmp_path, in_tray))
    assert "Aucun enjeu proposé" in alone
    assert f"0{NB}enjeu" not in alone


def decided(said: str) -> Project:
    return (
        Project()
        .with_added(Item("e", Level.ENJEU, "Comment garder les enfants à l'aube ?"))
        .with_added(Item("b", Level.BESOIN, "Une garde avant 7 h 30.", "e"))
        .with_added(Item("a", Level.AXE, "Petite enfance"))
        .with_added(Item("s", Level.STRATEGIC, "Offrir un accueil qui tient", "a"))
        .with_added(Item("o", Level.OPERATIONAL, "Accueillir tôt", "s"))
        .with_added(Item("x", Level.ACTION, "Ouvrir une crèche de nuit", "o"))
        .with_links("a", ["e"])
        .with_support("e", Support((said,)))
    )


def test_enjeux_and_axes_of_the_projet_stand_in_the_place_of_proposed_ones(tmp_path: Path) -> None:
    heard = atelier()
    whole = WholeDemarche(project=decided(heard.contributions[0].id), elsewhere=("Comité de lancement",))
    path = write_note(demarche(), [heard, table_ronde()], tmp_path / "n.docx", outlines=OUTLINES, whole=whole)
    document = docx.Document(str(path))
    text = whole_text(document)
    for told in ("Comment garder les enfants à l’aube", "Offrir un accueil qui tient", "Accueillir tôt"):
        assert told in text, told
    assert f"1{NB}événement sur{NB}2" in text
    assert "proposé par l’outil" not in text.lower()
    assert "crèche de nuit" not in text  # actions come with the plan
    assert "Comité de lancement" in text
    assert [b.text for b in blocks(document) if b.style == "Heading 1"][4:6] == [
        "4. Enjeux",
        "5. Orientations",
    ]


def test_beyond_a_few_events_each_is_told_in_brief(tmp_path: Path) -> None:
    few = written(tmp_path, *(big_wall(9, f"mur {n}", n) for n in range(1, 4)))
    many = written(tmp_path, *(big_wall(9, f"mur {n}", n) for n in range(1, 7)))
    assert [len(b.rows) - 1 for b in tables(few, "Thème")] == [8] * 3
    assert [len(b.rows) - 1 for b in tables(many, "Thème")] == [4] * 6
    assert f"5{NB}autres thèmes, dans le document" in whole_text(many)


def test_without_any_contribution_there_is_no_note(tmp_path: Path) -> None:
    for evidences in ((), (big_wall(0, "vide", 1),)):
        with pytest.raises(InputError, match="aucune contribution"):
            write_note(demarche(), evidences, tmp_path / "note.docx", outlines=OUTLINES)
    assert not list(tmp_path.iterdir())


def test_the_note_reads_as_its_golden_text(tmp_path: Path) -> None:
    golden = (GOLDEN / "note_strategique.txt").read_text("utf-8")
    assert transcript(write_strategic_note(tmp_path / "a.docx")) == golden
