"""What a survey says in a chapter, and of itself: who answered, and that they answer for themselves.

A volunteer sample is not representative and bears no margin of error: nothing is told of the population.
"""

from dataclasses import dataclass

from facilitator.domain.survey import QuestionKind
from facilitator.domain.survey_counts import QuestionCount, count_questions
from facilitator.drafting.enquete import QuestionFacts, question_facts, who_answered
from facilitator.drafting.rapport.chapters import Chapter, chapter_of, questions_of
from facilitator.drafting.study import Study
from facilitator.language.french import counted
from facilitator.language.typography import typeset

_COUNTED = (QuestionKind.ONE, QuestionKind.MANY, QuestionKind.SCALE, QuestionKind.RANKING, QuestionKind.TABLE)


@dataclass(frozen=True, slots=True)
class SurveyFacts:
    """The survey in the report: its title, its questions, who answered; ``ailleurs`` are of no chapter."""

    titre: str
    questions: str
    repondants: str
    qui: str
    ailleurs: tuple[QuestionFacts, ...]


def answers_of(chapter: Chapter, study: Study) -> tuple[QuestionFacts, ...]:
    """The questions of a chapter, counted; none where nobody answered any of them."""
    if study.survey is None:
        return ()
    wanted = {one.code for one in questions_of(chapter, study.survey.questionnaire.questions)}
    return tuple(question_facts(one) for one in _counts(study) if one.question.code in wanted)


def survey_facts(study: Study) -> SurveyFacts | None:
    """What the report says of the survey; None without one."""
    if study.survey is None:
        return None
    questionnaire, forms = study.survey.questionnaire, study.survey.forms
    others = [one for one in _counts(study) if not one.question.crossed and chapter_of(one.question) is None]
    return SurveyFacts(
        typeset(questionnaire.title),
        counted(len(questionnaire.questions), "question"),
        counted(len(forms), "répondant"),
        typeset(who_answered(questionnaire, forms)),
        tuple(map(question_facts, others)),
    )


def _counts(study: Study) -> list[QuestionCount]:
    assert study.survey is not None
    counts = count_questions(study.survey.questionnaire, study.survey.forms)
    return [one for one in counts if one.answered and one.question.kind in _COUNTED]
