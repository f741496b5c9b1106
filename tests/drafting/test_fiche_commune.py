"""Fiches communes: one page, figures side by side with their traps, words of the commune or a marked gap."""

import re
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.domain.heard_in import Tie
from facilitator.drafting.fiche_commune import (
    LEVELS,
    Draft,
    Matter,
    Situation,
    first_draft,
    write_fiches_communes,
)
from facilitator.drafting.fiche_points import Side, gaps, on_the_spot
from facilitator.drafting.fiche_words import Answered, Words
from tests.accessibility import barriers
from tests.docx_text import transcript
from tests.drafting.golden import GOLDEN, write_fiche_commune
from tests.drafting.small_territory import (
    AUBRAC,
    BELVAL,
    CORZE,
    FILES,
    OUTLINES,
    SAID,
    drafted,
    equipped,
    figures,
    heard,
    study,
    whole_matter,
)
from tests.render import available, placed_words, to_pdf
from tests.walls import Said

NB = "\u00a0"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><rect width="50" height="50"/></svg>'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636400"
    "0000060003a7f5d0a90000000049454e44ae426082"
)
FOOT = 805
"""Where the foot of the page begins in Word, in points."""
WORD_IS_OTHER = 15
"""Points to spare for Word, whose lines are not quite those of LibreOffice."""
READS = shutil.which("pdfinfo") is not None


def rows(draft: Draft) -> dict[str, tuple[str, str, str]]:
    """The table by the title of each row, no-break spaces as spaces."""
    return {
        re.sub(r" \(.*\)", "", plain(one.titre)): (
            plain(one.commune),
            plain(one.epci),
            plain(one.departement),
        )
        for one in draft.fiche.lignes
        if not one.groupe
    }


def plain(text: str) -> str:
    return text.replace(NB, " ").replace("\u202f", " ")


def pages(path: Path) -> int:
    told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", told)[1])  # type: ignore[index]


def test_a_fiche_reads_as_its_golden_text(tmp_path: Path) -> None:
    golden = (GOLDEN / "fiche_commune.txt").read_text("utf-8")
    assert transcript(write_fiche_commune(tmp_path / "a.docx")) == golden


def test_figures_stand_beside_those_of_the_epci_and_the_departement_with_their_traps() -> None:
    aubrac, corze = (rows(first_draft(study(), Matter(one))) for one in (AUBRAC, CORZE))
    assert aubrac["Habitants"] == ("900", "1 360", "6 360")
    assert aubrac["0-2 ans"] == ("24 (2,7 %)", "2,8 %", "3,0 %")  # 24 of 880 in the file of the IRIS
    assert aubrac["dont foyers au RSA"] == ("environ 25 (15 %)", "secret", "–")  # rounded; one is secret
    assert aubrac["Niveau de vie médian, par an"] == ("19 500 €", "21 800 €", "–")
    assert corze["Niveau de vie médian, par an"][0] == "secret"
    assert corze["Familles monoparentales, parmi les familles"][0] == "masqué"  # of 16 families
    assert corze["HLM, parmi les résidences principales"][0] == "masqué"  # of 28
    assert corze["dont foyers au RSA"][0] == "secret"


def test_an_indicator_without_a_file_leaves_the_table_and_is_told_as_a_gap() -> None:
    draft = first_draft(study("filosofi.csv", "filosofi_epci.csv"), Matter(AUBRAC))
    assert "Niveau de vie médian, par an" not in rows(draft)
    assert "non fourni" in plain(draft.fiche.manque)
    assert "niveau de vie médian" in draft.fiche.manque
    assert "Filosofi" not in draft.fiche.sources


def test_without_any_file_nothing_is_invented() -> None:
    fiche = first_draft(study(*FILES), Matter(AUBRAC)).fiche
    assert (fiche.lignes, fiche.atouts, fiche.surveiller, fiche.appuis) == ((), (), (), ())
    assert plain(fiche.place).endswith("900 habitants")  # the one figure of the territory itself
    assert not re.search(r"\d+ ?%", fiche.manque)


def test_a_demarche_of_figures_alone_says_nothing_of_words(tmp_path: Path) -> None:
    draft = first_draft(study(), Matter(AUBRAC))
    path = write_fiches_communes(study(), [draft], tmp_path / "a.docx", outlines=OUTLINES)
    told = transcript(path)
    assert "Paroles" not in told
    assert "Enquête" not in told


def test_where_others_were_heard_a_commune_that_was_not_says_so() -> None:
    draft = first_draft(study(listened=True), Matter(BELVAL))
    assert "aucune contribution" in draft.fiche.muet


def test_gaps_are_told_by_the_rule_and_widest_first() -> None:
    found = gaps(figures(), AUBRAC)
    told = [plain(one.sentence) for one in found if one.side is Side.WATCH]
    assert told[0] == "Taux de pauvreté : 18,0 %, contre 13,0 % dans l’intercommunalité"
    assert "Logements vacants : 14,0 %, contre 12,0 % dans l’intercommunalité" in told  # 2 points, 17 %
    assert not any("75 ans" in one for one in told)  # 14,0 and 14,0


def test_what_stands_on_the_spot_is_counted_and_what_does_not_is_told() -> None:
    assert plain(on_the_spot(figures(), AUBRAC)[0]) == "Sur place : 1 médecin généraliste"
    assert plain(on_the_spot(figures(), BELVAL)[1]) == "Pas de médecin généraliste sur place"


def test_further_equipments_of_the_dictionary_are_counted_too_some_of_them_by_name() -> None:
    register = "AN;DEPCOM;TYPEQU;NB_EQUIP\n" + "".join(f"2023;01001;X{rank};2\n" for rank in range(9))
    read = equipped({f"equipement-{rank}": f"BPE_X{rank}" for rank in range(9)}, register)
    told = plain(on_the_spot(read, AUBRAC)[0])
    assert told.startswith("Sur place : equipement-0 (2), equipement-1 (2)")
    assert told.endswith("equipement-5 (2) et 3 autres sortes d’équipements")


def test_words_are_quoted_once_with_their_event_and_never_with_a_name_or_a_public() -> None:
    said: list[Said] = [*SAID, ("Mme Martin a tout arrêté", "constat", "T1", "parents", 9)]
    words = Words(heard(said), None)
    forces = words.of_types((), 0)
    quoted = [parole for entendu in words.others(9) for parole in entendu.paroles]
    assert forces == ()
    assert len({one.citation for one in quoted}) == len(quoted) == len(SAID)
    assert all("parents" not in one.numero + one.rencontre for one in quoted)
    assert {plain(one.rencontre) for one in quoted} == {"Atelier habitants – Petite enfance, 12 mars 2026"}
    assert words.others(9) == ()


@pytest.mark.parametrize(("people", "quoted"), [(4, False), (5, True)])
def test_written_answers_of_fewer_than_five_people_are_not_quoted(people: int, quoted: bool) -> None:
    words = Words(heard(SAID, Tie.ANSWER), Answered(people, 300))
    assert bool(words.others(3)) is quoted
    assert ("moins de 5" in plain(words.answered_told())) is not quoted


def test_words_that_may_be_ironic_and_long_ones_are_left_to_other_documents() -> None:
    said: list[Said] = [
        ("bravo pour la fermeture de la poste, vraiment", "constat", "T1", "parents", 5),
        ("un mot " * 60, "constat", "T1", "parents", 5),
        ("plus de bus", "besoin", "T1", "parents", 0),
    ]
    words = Words(heard(said), None)
    assert [p.citation for one in words.others(5) for p in one.paroles] == [f"«{NB}plus de bus{NB}»"]


def crowded(name: str) -> Matter:
    """A commune about which there is far more to say than a page holds."""
    said: list[Said] = [
        (
            f"parole {n} : {'il faudrait davantage de places et de cars le samedi ' * 4}"[:215],
            "constat",
            "T1",
            None,
            n,
        )
        for n in range(12)
    ]
    return replace(
        whole_matter(),
        commune=replace(AUBRAC, name=name),
        heard=replace(heard(said), about=heard(said).by),
        situation=Situation(SVG, PNG, "Carte de situation."),
    )


@pytest.mark.skipif(not READS, reason="poppler absent")
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text("abcdeéèô -’'#*_[]<>$\\@~", min_size=1, max_size=50).filter(str.strip))
def test_a_fiche_holds_on_one_page_whatever_its_name_and_its_words(tmp_path: Path, name: str) -> None:
    drafts = drafted(crowded(name))
    assert drafts[0].holds
    path = write_fiches_communes(study(), drafts, tmp_path / "a.pdf", outlines=OUTLINES)
    assert pages(path) == 1


def test_what_does_not_hold_is_left_out_in_order_the_words_before_the_figures() -> None:
    full, bare = drafted(crowded("Aubrac"), Matter(BELVAL))
    assert full.level > bare.level == 0
    assert bare.fiche.air > 1
    wanted = {"Habitants", "0-2 ans", "Niveau de vie médian, par an", "dont foyers au RSA"}
    assert wanted <= rows(full).keys() <= rows(bare).keys()


def test_each_level_says_less_and_words_about_a_commune_go_before_its_figures() -> None:
    fields = [(one.by, one.about, one.points, one.forces, one.rank) for one in LEVELS]
    assert all(later != former and all(map(int.__le__, later, former)) for former, later in pairwise(fields))
    assert all(one.about == 0 for one in LEVELS if one.rank < LEVELS[0].rank)


def test_the_pdf_is_tagged_and_tells_the_map_in_words(tmp_path: Path) -> None:
    drafts = drafted(crowded("Aubrac"), replace(crowded("Belval"), commune=BELVAL))
    for held in (drafts[:1], drafts):
        path = write_fiches_communes(study(), held, tmp_path / f"{len(held)}.pdf", outlines=OUTLINES)
        assert b"pdfuaid:part" in path.read_bytes()


@pytest.mark.skipif(not available(), reason="LibreOffice absent")
def test_in_word_too_a_full_fiche_is_one_page_that_everybody_can_read(tmp_path: Path) -> None:
    drafts = drafted(crowded("Saint-Barthélemy-de-la-Montagne-sur-l’Aubrac-Noire"))
    path = write_fiches_communes(study(), drafts, tmp_path / "a.docx", outlines=OUTLINES)
    assert barriers(path) == []
    described = [one.get("descr") for one in docx.Document(str(path)).element.iter(qn("wp:docPr"))]
    assert described == ["Carte de situation."]
    (page,) = placed_words(to_pdf(path, tmp_path))
    assert max(word.bottom for word in page.words if word.bottom < FOOT) < FOOT - WORD_IS_OTHER


@pytest.mark.skipif(not available(), reason="LibreOffice absent")
def test_in_word_the_table_is_as_wide_as_the_page_under_a_map_higher_than_its_text(tmp_path: Path) -> None:
    drafts = drafted(Matter(CORZE, situation=Situation(SVG, PNG, "Carte de situation.")))
    path = write_fiches_communes(study(), drafts, tmp_path / "a.docx", outlines=OUTLINES)
    (page,) = placed_words(to_pdf(path, tmp_path))
    (last,) = [word for word in page.words if word.text == "département" and word.right > page.width / 2]
    assert last.right > page.width - 60
