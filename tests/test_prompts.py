"""Outlines: what a consultant may write in one, and what she is told when something is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from facilitator.config import shipped
from facilitator.errors import TemplateError
from facilitator.language.typography import typeset_part
from facilitator.prompts import Markdown, Typesetting, find_outline, load_outline

HEAD = "---\ntitre: Essai\npublic: équipe\nvariables:\n  mot: un mot\n  liste: des mots\n---\n"


def marked(text: str) -> str:
    return f"<{text}>"


HOUSE = Typesetting(words=typeset_part, escape=marked, filters={"crie": str.upper})


def written(folder: Path, body: str, head: str = HEAD) -> Path:
    path = folder / "essai.md"
    path.write_text(head + body, encoding="utf-8")
    return path


def rendered(folder: Path, body: str, values: Mapping[str, object] | None = None) -> str:
    given = {"mot": "mot", "liste": ["a", "b"], **(values or {})}
    return load_outline(written(folder, body), HOUSE).render(given)


def refusal(folder: Path, body: str, head: str = HEAD) -> str:
    with pytest.raises(TemplateError) as caught:
        load_outline(written(folder, body, head), HOUSE).render({"mot": "mot", "liste": ["a", "b"]})
    assert str(folder / "essai.md") in caught.value.title
    assert caught.value.next_step
    return str(caught.value)


def test_given_text_is_escaped_and_markdown_is_not(tmp_path: Path) -> None:
    assert rendered(tmp_path, "{{ mot }}", {"mot": "*a*"}) == "<*a*>\n"
    assert rendered(tmp_path, "{{ mot }}", {"mot": Markdown("*a*")}) == "*a*\n"


def test_given_text_is_escaped_once_inside_macros_too(tmp_path: Path) -> None:
    body = "{% macro ligne(x) %}- {{ x }}{% endmacro %}{{ ligne(3) }}, {{ ligne(mot) }}"
    assert rendered(tmp_path, body) == "- <3>, - <mot>\n"


def test_the_outline_own_words_are_typeset_and_given_words_are_not(tmp_path: Path) -> None:
    body = "C'est dit : « {{ mot }} » ; {{ mot }} ?"
    assert rendered(tmp_path, body, {"mot": "l'eau : oui ?"}) == (
        "C’est dit\u00a0: «\u00a0<l'eau : oui ?>\u00a0»\u00a0; <l'eau : oui ?>\u00a0?\n"
    )


def test_blocks_leave_no_empty_line(tmp_path: Path) -> None:
    body = "{% for x in liste %}\n- {{ x }}\n{% endfor %}\nfin"
    assert rendered(tmp_path, body) == "- <a>\n- <b>\nfin\n"


def test_the_title_may_use_variables_and_is_plain_text(tmp_path: Path) -> None:
    titles = 'titre: "Synthèse {{ mot }}"\nsous_titre: "{{ mot }} : suite"\n'
    head = f"---\n{titles}public: p\nvariables:\n  mot: un mot\n---\n"
    outline = load_outline(written(tmp_path, "{{ mot }}", head), HOUSE)
    assert outline.title({"mot": "*d'atelier*"}) == "Synthèse *d'atelier*"
    assert outline.subtitle({"mot": "A"}) == "A : suite"


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read(tmp_path: Path) -> None:
    path = tmp_path / "essai.md"
    path.write_bytes(("\ufeff" + HEAD + "ligne {{ mot }}\n").replace("\n", "\r\n").encode())
    assert load_outline(path, HOUSE).render({"mot": "m", "liste": []}) == "ligne <m>\n"


def test_the_first_folder_that_has_the_outline_wins(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "demarche", tmp_path / "logiciel"
    for folder in (mine, theirs):
        folder.mkdir()
        (folder / "note.md").write_text(HEAD, encoding="utf-8")
    (theirs / "autre.md").write_text(HEAD, encoding="utf-8")
    assert find_outline("note", [tmp_path / "absent", mine, theirs]) == mine / "note.md"
    assert find_outline("autre", [mine, theirs]) == theirs / "autre.md"


def test_an_outline_that_no_folder_has_is_named_with_the_folders(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="« note »") as caught:
        find_outline("note", [tmp_path])
    assert str(tmp_path) in caught.value.cause


@pytest.mark.parametrize(
    ("body", "line", "word"),
    [
        ("texte\n{% if mot %}\n", "ligne 9", "Jinja"),
        ("texte\n\n{{ mot }\n", "ligne 10", "Jinja"),
        ("a\n{{ mot | inconnu }}", "ligne 9", "crie"),
        ("a\nb\n{{ inconnu }}", "ligne 10", "« inconnu »"),
        ("a\n{{ mot.absent }}", "ligne 9", "absent"),
        ("a\n\n{{ liste[7].nom }}", "ligne 10", "Jinja"),
        ("{{ mot + 3 }}", "ligne 8", "Jinja"),
        ("{{ 1 / 0 }}", "ligne 8", "Jinja"),
        ("a\n{{ mot.__class__.__mro__ }}", "ligne 9", "Jinja"),
        ("{% include 'autre.md' %}", "ligne 8", "Jinja"),
    ],
)
def test_a_faulty_line_is_told_by_its_number(tmp_path: Path, body: str, line: str, word: str) -> None:
    said = refusal(tmp_path, body)
    assert line in said
    assert word in said


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("", ["ligne 1", "---"]),
        ("---\ntitre: Essai\n", ["ligne 1", "---"]),
        ("---\ntitre: a: b\npublic: p\n---\n", ["ligne 2"]),
        ("---\ntitre: Essai\n\tpublic: p\n---\n", ["ligne 3"]),
        ("---\ntitre: Essai\n---\n", ["« public »", "manque"]),
        ("---\ntitre: Essai\npublic: p\nauteur: x\n---\n", ["« auteur »", "ligne 4", "n’existe pas"]),
        ("---\ntitre: ''\npublic: p\n---\n", ["« titre »", "ligne 2", "vide"]),
        ("---\ntitre: T\npublic: p\nvariables:\n  mot:\n---\n", ["« variables.mot »", "ligne 5"]),
        ("---\ntitre: T\npublic: p\nvariables: [mot]\n---\n", ["« variables »", "ligne 4"]),
        ("---\n- a\n---\n", ["en-tête"]),
        ("---\n!!python/object/apply:os.getcwd []\n---\n", ["en-tête", "ligne 2"]),
        ("---\ntitre: '{{ absent }}'\npublic: p\n---\n", ["« absent »"]),
    ],
)
def test_a_faulty_front_matter_is_told_by_its_key_or_line(
    tmp_path: Path, head: str, words: list[str]
) -> None:
    said = refusal(tmp_path, "texte", head)
    for word in words:
        assert word in said


def test_every_declared_variable_must_be_given(tmp_path: Path) -> None:
    outline = load_outline(written(tmp_path, "{{ mot }}"), HOUSE)
    with pytest.raises(TemplateError, match="liste"):
        outline.render({"mot": "m"})


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "essai.md"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TemplateError, match=r"essai\.md"):
        load_outline(path, HOUSE)


def test_every_shipped_outline_declares_what_it_uses_and_nothing_else() -> None:
    from facilitator.drafting.rapport.chapters import CHAPTERS
    from facilitator.drafting.text_document import TYPESETTING

    read_otherwise = {"methodes", "thematiques", "banque", "enquete"}
    found = sorted(shipped("prompts").rglob("*.md"))
    outlines = [path for path in found if path.parent.name not in read_otherwise]
    assert [path.stem for path in outlines] == [
        "conducteur",
        "convention",
        *(chapter.key for chapter in CHAPTERS),
        "enquete",
        "fiche_commune",
        "fiches_actions",
        *(f"journal_{number}{tail}" for number in (1, 2, 3) for tail in ("", "_simple")),
        "note_strategique",
        "plan_actions",
        "rapport_diagnostic",
        "releve_decisions",
        "releve_table_ronde",
        "synthese",
        "synthese_diagnostic",
    ]
    for path in outlines:
        outline = load_outline(path, TYPESETTING)
        for name, description in outline.head.variables.items():
            told = outline.body + outline.head.titre + outline.head.sous_titre
            assert name in told, f"{path.name}: {name} is declared in vain"
            assert len(description) > 10


def test_every_fault_of_an_outline_is_told_with_its_line_and_the_nearest_name(tmp_path: Path) -> None:
    @dataclass
    class Event:
        date: str = "hier"
        lieu: str = "ici"

    head = HEAD.replace("  liste: des mots\n", "  evenement: l'événement\n  liste: des mots\n  lst: rien\n")
    body = "{{ evenement.datte }}\n{% if evenement.lieu %}\n- {{ evenement.lieux | crie }}\n{% endif %}\n"
    outline = load_outline(
        written(tmp_path, body, head.replace("titre: Essai", "titre: '{{ evenement.dat }}'")), HOUSE
    )
    faults = outline.faults({"mot": "m", "liste": [], "evenement": Event()})
    assert [(f.line, f.told, f.nearest) for f in faults] == [
        (8, "« lst » n’est pas une valeur de ce document.", "liste"),
        (2, "« evenement.dat » n’existe pas.", "date"),
        (10, "« evenement.datte » n’existe pas.", "date"),
        (12, "« evenement.lieux » n’existe pas.", "lieu"),
    ]


def test_a_fault_that_is_no_missing_name_is_told_in_the_words_of_jinja(tmp_path: Path) -> None:
    outline = load_outline(written(tmp_path, "a\n{{ mot + 3 }}"), HOUSE)
    (fault,) = outline.faults({"mot": "m", "liste": []})
    assert fault.line == 9
    assert "Jinja" in fault.told


def test_an_outline_without_a_fault_has_none(tmp_path: Path) -> None:
    body = "{{ mot }}{% for x in liste %}{{ loop.index }}{{ x.upper() }}{% endfor %}"
    assert load_outline(written(tmp_path, body), HOUSE).faults({"mot": "m", "liste": ["a"]}) == ()
