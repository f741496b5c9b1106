"""``prouver`` on the command line: the summary first, then only what is wrong, and the exit code."""

from pathlib import Path

import pytest
from pptx import Presentation

from tests.cli.conftest import Run

ROWS = """table;type;texte
T1;constat;pas de place en crèche avant deux ans
T2;constat;la liste d’attente de la crèche est trop longue
T1;proposition;une crèche itinérante dans les villages
T2;besoin;un bus le soir pour rentrer du travail
T1;besoin;un bus le dimanche pour aller au marché
T3;constat;les horaires de bus ne vont pas avec ceux de l’école
"""


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.fixture
def deck(run: Run, sessions: Path, tmp_path: Path) -> Path:
    """The deck of a small atelier, just written."""
    wall = tmp_path / "mur.csv"
    wall.write_text(ROWS, encoding="utf-8")
    assert run("importer", str(wall), "--demarche", "CTG", "--evenement", "Atelier").code == 0
    assert run("themes").code == 0
    done = run("diapos")
    assert done.code == 0, done.err
    return Path(done.out.strip().splitlines()[-1])


def change(deck: Path, before: str, after: str) -> None:
    """Change some words wherever they stand on the slides."""
    presentation, count = Presentation(str(deck)), 0
    for slide in presentation.slides:
        for shape in slide.shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                for one in paragraph.runs:
                    count += before in one.text
                    one.text = one.text.replace(before, after) if before in one.text else one.text
    assert count
    presentation.save(str(deck))


def test_a_deck_just_written_is_proved_and_every_line_can_be_seen(run: Run, deck: Path) -> None:
    done = run("prouver", str(deck))
    assert done.code == 0, done.out
    (line,) = done.out.strip().splitlines()
    proved = plain(line)
    assert "✓ atelier-restitution.pptx" in proved
    words = proved.split(" : ")[1].split()
    assert words[0] == words[-1].rstrip(".")
    whole = plain(run("prouver", str(deck), "--tout").out)
    assert "diapositive 2" in whole
    assert "« une crèche itinérante dans les villages »" in whole
    assert "\n    n° 3\n" in whole


def test_what_was_altered_is_told_with_its_slide_and_the_words_noted(run: Run, deck: Path) -> None:
    change(deck, "itinérante", "itinerante")
    done = run("prouver", str(deck))
    told = plain(done.out)
    assert done.code == 1
    assert "citations altérées" in told or "citation altérée" in told
    assert "les mots notés sont n° 3 : « une crèche itinérante dans les villages »" in told
    assert "diapositive " in told
    assert "liste d’attente" not in told


def test_a_line_rewritten_by_hand_is_told_and_is_no_error(run: Run, deck: Path) -> None:
    presentation = Presentation(str(deck))
    title = presentation.slides[2].shapes.title
    title.text_frame.paragraphs[0].runs[0].text = "Un titre de la consultante"
    presentation.save(str(deck))
    done = run("prouver", str(deck))
    assert done.code == 0, done.out
    assert "1 ligne modifiée à la main" in plain(done.out)
    assert "modifié à la main : cette ligne n’est plus dans le fichier" in plain(done.out)


def test_what_came_since_makes_it_out_of_date(run: Run, deck: Path, tmp_path: Path) -> None:
    (tmp_path / "suite.txt").write_text("une crèche à horaires larges\n", encoding="utf-8")
    run("importer", str(tmp_path / "suite.txt"), "--demarche", "CTG", "--evenement", "Atelier")
    done = run("prouver", str(deck))
    assert done.code == 1
    assert "périmé : 1 contribution s’est ajoutée depuis" in plain(done.out)
    assert ": 6 dans le fichier, 7 au mur" in plain(done.out)
    assert run("annuler").code == 0
    assert run("prouver", str(deck)).code == 0


def test_a_file_elsewhere_finds_its_demarche_by_name(run: Run, deck: Path, tmp_path: Path) -> None:
    moved = tmp_path / "sur la clé.pptx"
    moved.write_bytes(deck.read_bytes())
    assert run("prouver", str(moved), "--demarche", "CTG").code == 0
    (tmp_path / "autre.txt").write_text("autre", encoding="utf-8")
    run("importer", str(tmp_path / "autre.txt"), "--demarche", "Autre", "--evenement", "Réunion")
    assert run("prouver", str(deck)).code == 0
    assert run("prouver", str(moved)).code == 2
    refused = run("prouver", str(moved), "--demarche", "Autre")
    assert (refused.code, "n’a pas été écrit à partir de cette démarche" in plain(refused.err)) == (4, True)


def test_a_file_that_cannot_be_proved_is_refused(run: Run, deck: Path, tmp_path: Path) -> None:
    assert run("prouver", str(tmp_path / "absent.pptx")).code == 4
    (tmp_path / "a.pptx").write_bytes(b"rien")
    assert run("prouver", str(tmp_path / "a.pptx"), "--demarche", "CTG").code == 3


def test_an_export_is_proved_row_by_row_and_what_was_altered_is_told(run: Run, deck: Path) -> None:
    for form in ("xlsx", "csv", "json"):
        path = Path(run("exporter", "--vers", form).out.strip().splitlines()[-1])
        done = run("prouver", str(path))
        assert (done.code, "6 lignes prouvées sur 6" in plain(done.out)) == (0, True), done.out
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("une crèche itinérante", "une crèche payante", 1), encoding="utf-8")
    done = run("prouver", str(path))
    assert done.code == 1
    assert "citation altérée : texte : « une crèche payante dans les villages » dans le fichier" in plain(
        done.out
    )


def test_what_came_since_an_export_is_no_fault_of_its_rows(run: Run, deck: Path, tmp_path: Path) -> None:
    path = Path(run("exporter", "--vers", "csv").out.strip().splitlines()[-1])
    (tmp_path / "suite.txt").write_text("une crèche à horaires larges\n", encoding="utf-8")
    run("importer", str(tmp_path / "suite.txt"), "--demarche", "CTG", "--evenement", "Atelier")
    told = plain(run("prouver", str(path)).out)
    assert "périmé : 1 contribution s’est ajoutée depuis" in told
    assert "au mur, mais pas dans le fichier" in told
    assert "altéré" not in told


def test_a_text_of_any_form_is_proved_and_a_pdf_by_its_word_twin(run: Run, deck: Path) -> None:
    done = run("synthese", "--vers", "odt", "--vers", "html", "--vers", "pdf", "--vers", "docx")
    assert done.code == 0, done.err
    folder = deck.parent
    for form in ("odt", "html", "docx"):
        done = run("prouver", str(folder / f"atelier-synthese.{form}"))
        assert done.code == 0, done.out
        assert "cachées" not in done.out
    refused = run("prouver", str(folder / "atelier-synthese.pdf"))
    assert refused.code == 2
    assert "atelier-synthese.docx" in refused.err


def test_an_attribution_altered_in_the_file_asks_for_an_eye(run: Run, deck: Path) -> None:
    change(deck, "T2", "T1")
    done = run("prouver", str(deck))
    assert done.code == 1
    assert "attribution altérée" in plain(done.out)
