"""Methods as files: what one sets up, and every fault told with its file and its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.config import shipped
from facilitator.domain.contribution import ContributionType
from facilitator.domain.event import EventKind
from facilitator.errors import TemplateError
from facilitator.intake.method_file import read_method, read_thematique

GOOD = """\
---
titre: Cercle de parole
resume: "On parle l’un après l’autre, un bâton à la main."
genres: [atelier, table ronde]
tables: 2
gommettes: 2
materiel:
  - un bâton
sequences:
  - titre: Ouverture
    minutes: 5
    sans_saisie: oui
  - titre: Premier tour
    question: "Qu’avez-vous vécu ?"
    minutes: 20
    type: verbatim
    sous_types: [vécu, entendu]
---
## Ouverture
> Chacun parle à son tour.

## Premier tour
> Le bâton tourne. On dit « je »,
> jamais « on ».
Sortie : une parole par personne
- Passer est permis,
  on y revient.

## Pièges
- Répondre à la place de quelqu’un.
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "cercle.md"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_file_is_a_method(written: Path) -> None:
    method = read_method(written)
    assert (method.slug, method.title, method.minutes) == ("cercle", "Cercle de parole", 25)
    assert method.kinds == (EventKind.ATELIER, EventKind.TABLE_RONDE)
    assert [(one.number, one.title, one.default_type) for one in method.sequences()] == [
        (1, "Premier tour, vécu", ContributionType.VERBATIM),
        (2, "Premier tour, entendu", ContributionType.VERBATIM),
    ]
    turn = method.steps[1]
    assert turn.said == "Le bâton tourne. On dit « je », jamais « on »."
    assert turn.outcome == "une parole par personne"
    assert turn.advice == ("Passer est permis, on y revient.",)
    assert method.pitfalls == ("Répondre à la place de quelqu’un.",)


@pytest.mark.parametrize(
    ("before", "after", "line", "told"),
    [
        ("type: verbatim", "type: verbatin", 16, "verbatim"),
        ("genres: [atelier, table ronde]", "genres: [ateliers]", 4, "atelier"),
        ("    minutes: 20", "    minuts: 20", 13, "minutes"),
        ("    minutes: 5", "    minutes: longtemps", 11, "genre attendu"),
        ("  - titre: Premier tour", "  - titre: Ouverture", 13, "Deux séquences"),
        ("  - titre: Premier tour", '  - titre: "Un : deux"', 13, "deux-points"),
        ("## Pièges", "## Pieges et joies", 29, "Pieges et joies"),
        ("## Premier tour", "## Premier tours", 22, "Premier tour"),
        ("tables: 2", "tables: [2", 6, "ne se lit pas"),
        ("titre: Cercle de parole\n", "", 2, "titre"),
    ],
)
def test_a_fault_is_told_with_its_line(written: Path, before: str, after: str, line: int, told: str) -> None:
    assert before in GOOD
    written.write_text(GOOD.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(TemplateError) as refused:
        read_method(written)
    error = refused.value
    assert "cercle.md" in error.title
    assert f"ligne {line}." in error.title, error.title
    assert told in f"{error.title} {error.cause} {error.next_step}"


@given(st.text(max_size=200), st.integers(0, len(GOOD)))
def test_whatever_is_written_is_read_or_refused_in_french(
    tmp_path_factory: pytest.TempPathFactory, junk: str, at: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "quelconque.md"
    path.write_bytes((GOOD[:at] + junk + GOOD[at:]).encode("utf-8", "surrogatepass"))
    try:
        told = read_method(path).title
    except TemplateError as error:
        told = error.title
    assert told


def test_an_unknown_thematique_is_refused_with_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "jeunesse.md"
    path.write_text("---\nthematique: Jeunesse 11-26\nquestions: {marche: [Quoi ?]}\n---\n", encoding="utf-8")
    with pytest.raises(TemplateError) as refused:
        read_thematique(path)
    assert "ligne 2" in refused.value.title
    assert "Jeunesse 11-25" in refused.value.next_step


def test_every_thematique_has_a_question_for_every_angle_of_every_method() -> None:
    folder = shipped("prompts") / "animation"
    methods = [read_method(path) for path in sorted((folder / "methodes").glob("*.md"))]
    angles = {step.angle for method in methods for step in method.steps if step.angle}
    thematiques = [read_thematique(path) for path in sorted((folder / "thematiques").glob("*.md"))]
    assert len(thematiques) == 12
    for one in thematiques:
        assert not angles - set(one.questions), one.title
        assert sum(map(len, one.questions.values())) >= 12
