"""Specimens of a survey, with nothing, one and many of everything: what its outline is tried on."""

from collections.abc import Mapping, Sequence

from facilitator.domain.demarche import Demarche
from facilitator.domain.evidence import EventEvidence
from facilitator.domain.survey import Answers, Form, Option, Question, QuestionKind, Questionnaire, Row
from facilitator.drafting.enquete import results_values

_OPTIONS = tuple(Option(str(rank), f"Réponse {rank}", public="parents") for rank in range(1, 5))
_QUESTIONS = tuple(
    Question(
        f"q{rank}",
        f"Question {rank} ?",
        kind,
        section="" if rank == 1 else f"Partie {rank}",
        options=_OPTIONS if kind.has_options else (),
        rows=(Row("a", "Ligne"), Row("b", "Autre ligne")) if kind is QuestionKind.TABLE else (),
        crossed=rank == 1,
    )
    for rank, kind in enumerate((QuestionKind.ONE, *QuestionKind), start=1)
)


def answered(many: int) -> tuple[Questionnaire, tuple[Form, ...]]:
    """A questionnaire of every kind of question, and ``many`` forms."""
    return Questionnaire("Questionnaire", _QUESTIONS), tuple(_forms(many))


def survey_values(demarches: Sequence[Demarche], written: EventEvidence) -> Sequence[Mapping[str, object]]:
    """The values of the outline for no answer but one, for a few, and for enough to tell shares."""
    whole = Questionnaire("Questionnaire", _QUESTIONS)
    bare = Questionnaire("Questionnaire", _QUESTIONS[1:2])
    return [
        results_values(demarches[0], bare, [Form(1, "specimen", "1", {"q2": ("1",)})]),
        results_values(demarches[1], whole, _forms(7)),
        results_values(demarches[1], whole, _forms(40), written),
    ]


def _forms(many: int) -> list[Form]:
    return [Form(rank, "specimen", str(rank), _answers(rank)) for rank in range(1, many + 1)]


def _answers(rank: int) -> Answers:
    """Answers that change from one form to the next, each question left blank by some."""
    given: dict[str, tuple[str, ...]] = {}
    for place, one in enumerate(_QUESTIONS):
        code = str((rank + place) % 4 + 1)
        if (rank + place) % 5 == 0:
            continue
        match one.kind:
            case QuestionKind.RANKING:
                given[one.code] = tuple(option.code for option in _OPTIONS if option.code != code)
            case QuestionKind.TABLE:
                given |= dict.fromkeys(one.keys, (code,))
            case QuestionKind.FREE | QuestionKind.SHORT:
                given[one.code] = (f"Parole {rank}",)
            case _:
                given[one.code] = (code,)
    return given
