"""From a question to its answer: what is looked for, what is found, and the three parts that tell of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from facilitator.assistant import telling
from facilitator.assistant.answer import Answer, Fact, Found, ids_of
from facilitator.assistant.finding import Finder
from facilitator.assistant.ground import Ground
from facilitator.assistant.question import Question
from facilitator.assistant.telling import Heard, Part
from facilitator.assistant.understanding import understand
from facilitator.domain.contribution import Contribution
from facilitator.domain.demarche import Demarche
from facilitator.domain.evidence import by_votes
from facilitator.domain.lens import THEMATIQUES, Belonging
from facilitator.errors import UsageError
from facilitator.language.french import counted, listed
from facilitator.language.typography import number, typeset
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT

MOST_SHOWN = 10
"""Contributions found and perhaps: what is less sure than the tenth is not shown."""

ALL_WORDS = 0.999
"""Share of the question's words from which a contribution is counted, whatever its score."""

MOST_NEAR = 3
"""Contributions shown as the nearest ones where nothing was found."""

BY_MEANING = typeset("Aucun mot de la question n'a été dit : trouvé par le sens seulement, à relire.")
HOW_FOUND = typeset("Trouvé par les mots et par le sens : une même chose dite autrement peut échapper.")

Belongings = Callable[[], Mapping[str, Belonging]]
"""Gives the thématiques of every contribution, by id; asked only where a question is about them."""


@dataclass(frozen=True, slots=True)
class _Search:
    """What was found, surest first, with its score; and what comes next."""

    found: tuple[tuple[Contribution, float], ...]
    perhaps: tuple[tuple[Contribution, float], ...] = ()
    how: str = ""


def answer(
    asked: str, demarche: Demarche, heard: Sequence[Heard], finder: Finder, belongings: Belongings
) -> Answer:
    """The answer to a question over the events ``heard``; ``finder`` read their contributions, in order.

    Raises UsageError for an empty question.
    """
    everything = [c for one in heard for c in one.contributions]
    question = understand(asked, Ground([one.event for one in heard], everything))
    if question.is_empty:
        raise UsageError(
            "Quelle est la question ?",
            next_step="Écrivez un sujet : « que disent les élus sur la mobilité ».",
        )
    if question.missing:
        return _unspoken(question, heard, belongings())
    search = _search(question, everything, finder, belongings)
    asked_of = [one for one in heard if one.event in question.events]
    ids = {c.id for c, _ in search.found}
    parts = [telling.part_of(demarche, one, question, ids) for one in asked_of]
    titles = {one.event.id: one.event.title if len(heard) > 1 else "" for one in heard}
    found = [Found(c, titles[c.event_id], score) for c, score in search.found]
    perhaps = [Found(c, titles[c.event_id], score) for c, score in search.perhaps]
    if not found:
        return _nothing(question, parts, tuple(perhaps))
    return Answer(
        question=asked,
        understood=question.understood,
        filters=question.filters,
        said=telling.said(parts, question),
        by_whom=telling.by_whom(parts, question),
        unsaid=telling.unsaid(parts, question),
        found=tuple(found),
        perhaps=tuple(perhaps),
        notes=(*question.not_understood, *((search.how,) if search.how else ()), VOLUME_IS_NOT_WEIGHT),
    )


def _search(
    question: Question, everything: Sequence[Contribution], finder: Finder, belongings: Belongings
) -> _Search:
    """What speaks of the question's subject among what its filters leave."""
    rows = [row for row, c in enumerate(everything) if question.concerns(c)]
    if not question.topic:
        return _Search(tuple((c, 1.0) for c in by_votes(everything[row] for row in rows)))
    scores = finder.scores(question.topic)
    ranked = sorted(rows, key=lambda row: (-scores[row], row))
    grounds, best = finder.grounds, float(scores[ranked[0]]) if ranked else 0.0
    least = max(grounds.floor, grounds.share * best) if best >= grounds.least else 2.0
    said = finder.share_said(question.topic)
    chosen = [row for row in ranked if scores[row] >= least or said[row] >= ALL_WORDS]
    if question.thematique is not None:
        known = belongings()
        chosen = [row for row in ranked if row in set(chosen) or _belongs(everything[row], question, known)]
        chosen.sort(key=lambda row: not _belongs(everything[row], question, known))
    after = [row for row in ranked if row not in set(chosen) and scores[row] >= grounds.glimpse]
    room = max(0, MOST_SHOWN - len(chosen)) if chosen else MOST_NEAR
    return _Search(
        tuple((everything[row], float(scores[row])) for row in chosen),
        tuple((everything[row], float(scores[row])) for row in after[:room]),
        HOW_FOUND if any(said[row] > 0 for row in chosen) else BY_MEANING,
    )


def _belongs(contribution: Contribution, question: Question, known: Mapping[str, Belonging]) -> bool:
    place = known.get(contribution.id, Belonging(None))
    return question.thematique in (place.thematique, *place.also)


def _nothing(question: Question, parts: Sequence[Part], perhaps: tuple[Found, ...]) -> Answer:
    """« Rien trouvé » and what was looked for, out of how many contributions."""
    total = sum(len(part.whole.contributions) for part in parts)
    among = f" parmi {counted(total, 'contribution')}"
    where = among if total else " : aucune contribution ne répond à ces filtres"
    text = typeset(f"Rien trouvé sur {question.looked_for}{where}.")
    return Answer(
        question=question.asked,
        understood=question.understood,
        filters=question.filters,
        said=(Fact(text),),
        perhaps=perhaps,
        notes=(*question.not_understood, *((HOW_FOUND,) if total else ())),
    )


def _unspoken(question: Question, heard: Sequence[Heard], known: Mapping[str, Belonging]) -> Answer:
    """Which expected thématiques nobody spoke of, and how many contributions touch each of the others."""
    kept = [c for one in heard for c in one.contributions if question.concerns(c)]
    touching = {
        name: [c for c in kept if name in (known[c.id].thematique, *known[c.id].also)] for name in THEMATIQUES
    }
    spoken = sorted((name for name in THEMATIQUES if touching[name]), key=lambda name: -len(touching[name]))
    silent = [name for name in THEMATIQUES if not touching[name]]
    total = f"{counted(len(kept), 'contribution')}{question.narrowed}"
    head = f"{counted(len(spoken), 'thématique')} sur {number(len(THEMATIQUES))} dans {total}"
    said = [Fact(typeset(f"{head}."), ids_of(kept))]
    said += [
        Fact(typeset(f"{name} : {counted(len(touching[name]), 'contribution')}."), ids_of(touching[name]))
        for name in spoken
    ]
    missing = f"Thématiques attendues dont personne n'a parlé : {listed(silent)}." if silent else ""
    every = "Toutes les thématiques attendues ont au moins une contribution."
    return Answer(
        question=question.asked,
        understood=question.understood,
        filters=question.filters,
        said=tuple(said),
        unsaid=(Fact(typeset(missing or every)),),
        notes=(*question.not_understood, typeset("Reconnu d'après les mots : relisez avant de le dire.")),
    )
