"""The trames: which one serves, a copy to edit, every fault told with its file and its line."""

from pathlib import Path

import pytest

from facilitator.config import shipped
from facilitator.errors import ConflictError, NotFoundError
from facilitator.workshop import prompt_folders
from facilitator.workshop.outlines import Origin, check_outlines, copy_outline, known_outlines


@pytest.fixture(autouse=True)
def user_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "utilisateur"
    monkeypatch.setattr(prompt_folders, "user_prompts", lambda: folder)
    return folder


def edited(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_the_shipped_trames_have_no_fault() -> None:
    count, faults = check_outlines()
    assert count == len(list(shipped("prompts").rglob("*.md")))
    assert faults == ()


def test_the_demarche_s_copy_comes_first_then_the_user_s(tmp_path: Path, user_folder: Path) -> None:
    mine, ours = copy_outline("synthese"), copy_outline("redaction/synthese", tmp_path / "demo")
    assert mine.is_relative_to(user_folder)
    assert ours == tmp_path / "demo" / "trames" / "redaction" / "synthese.md"
    found = [
        (one.origin, one.used) for one in known_outlines(tmp_path / "demo") if one.name.endswith("/synthese")
    ]
    assert found == [(Origin.DEMARCHE, True), (Origin.USER, False), (Origin.PACKAGE, False)]


def test_a_copy_is_never_written_over(tmp_path: Path) -> None:
    edited(copy_outline("note_strategique", tmp_path), "Projet de note", "Mon projet")
    with pytest.raises(ConflictError):
        copy_outline("note_strategique", tmp_path)
    assert "Mon projet" in (tmp_path / "trames" / "redaction" / "note_strategique.md").read_text("utf-8")


def test_an_unknown_trame_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        copy_outline("sintese", tmp_path)
    assert "« synthese »" in caught.value.cause


def test_faults_of_all_folders_are_told_with_their_line_and_the_nearest_name(
    tmp_path: Path, user_folder: Path
) -> None:
    synthese, note = copy_outline("synthese", tmp_path), copy_outline("note_strategique")
    edited(synthese, "{{ evenement.date }}", "{{ evenement.datte }}")
    edited(note, "# Articulations", "{% if enjeux %}\n# Articulations")
    stray = user_folder / "redaction" / "sinthese.md"
    stray.write_text(note.read_text("utf-8"), encoding="utf-8")
    line = synthese.read_text("utf-8")[: synthese.read_text("utf-8").index("datte")].count("\n") + 1
    _, faults = check_outlines(tmp_path)
    told = {fault.path: fault for fault in faults}
    assert set(told) == {synthese, note, stray}
    assert told[synthese].line == line
    assert told[synthese].told == "« evenement.datte » n’existe pas. Nom le plus proche : « date »."
    assert "ligne" in told[note].told
    assert "redaction/synthese" in told[stray].told


@pytest.mark.parametrize(
    "edits",
    [
        [
            ("synthese", "{{ theme.titre }}", "{{ theme.tittre }}"),
            ("releve_table_ronde", "sequence.titre or", "sequence.titer or"),
            ("releve_decisions", "{{ decision.texte }}", "{{ decision.text }}"),
            ("note_strategique", "enjeu.consensus", "enjeu.concensus"),
            ("animation/conducteur", "moment.minutes", "moment.minute"),
        ],
        [
            ("synthese", "contraste.texte", "contraste.text"),
            ("note_strategique", "lieu.theme", "lieu.teme"),
        ],
    ],
    ids=["once a trame", "and again"],
)
def test_specimens_reach_every_corner_of_the_shipped_trames(
    tmp_path: Path, edits: list[tuple[str, str, str]]
) -> None:
    misspelt = {}
    for name, before, after in edits:
        path = copy_outline(name, tmp_path)
        edited(path, before, after)
        misspelt[path] = after.split(" ", maxsplit=1)[0].strip("{} ")
    _, faults = check_outlines(tmp_path)
    assert {fault.path for fault in faults} == set(misspelt)
    assert all(misspelt[fault.path] in fault.told for fault in faults)
    assert all(fault.line for fault in faults)
