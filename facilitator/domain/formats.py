"""The formats: ready kinds of event, with the questions and sticky types that facilitators use most.

A new format is a new row of `FORMATS`; nothing else knows them by name. Sequences and counts are those of
domaine.md § 2.5 and § 3.2. No format says who is present: only the facilitator knows.
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.domain.contribution import ContributionType
from facilitator.domain.event import EventKind, Sequence, Table


@dataclass(frozen=True, slots=True)
class Format:
    """A ready event: its name as a title begins, what it is for, and what it prefills.

    ``tables`` is a number of numbered tables. ``present`` is an example of who may be there, to show only.
    """

    name: str
    kind: EventKind
    purpose: str
    present: str
    tables: int = 0
    sequences: tuple[Sequence, ...] = ()
    dots_per_person: int | None = None

    @property
    def content(self) -> str:
        """What it prefills, in a few words: « 5 tables · 3 séquences · 3 gommettes »."""
        parts = [_several(self.tables, "table"), _several(len(self.sequences), "séquence")]
        parts += [_several(self.dots_per_person or 0, "gommette")]
        return " · ".join(part for part in parts if part)


def numbered_tables(count: int) -> tuple[Table, ...]:
    """« T1 » to « T5 »."""
    return tuple(Table(f"T{rank}") for rank in range(1, count + 1))


def _several(count: int, one: str, several: str = "") -> str:
    if not count:
        return ""
    return f"{count} {one if count < 2 else several or f'{one}s'}"


FORMATS = (
    Format(
        "Atelier",
        EventKind.ATELIER,
        "Post-its par table : ce qui marche, ce qui manque, ce qu’on propose.",
        "parents 0-3 ans 8",
        tables=5,
        sequences=(
            Sequence(
                1,
                "Ce qui marche",
                "Qu’est-ce qui vous aide ici aujourd’hui, et qu’il faut garder ?",
                ContributionType.FORCE,
            ),
            Sequence(
                2,
                "Ce qui manque",
                "Qu’est-ce qui vous manque, ou vous complique la vie ?",
                ContributionType.BESOIN,
            ),
            Sequence(
                3,
                "Ce qu’on propose",
                "Si vous pouviez changer une chose d’ici deux ans, laquelle, et comment ?",
                ContributionType.PROPOSITION,
            ),
        ),
        dots_per_person=3,
    ),
    Format(
        "Table ronde",
        EventKind.TABLE_RONDE,
        "La parole tourne : qui parle compte, par sa qualité ; pas de vote.",
        "élue : VP action sociale",
        sequences=(
            Sequence(
                1,
                "Où en sommes-nous",
                "Que voyez-vous sur le terrain, qu’est-ce qui marche et qu’est-ce qui bloque ?",
                ContributionType.CONSTAT,
            ),
            Sequence(
                2,
                "Que changer ensemble",
                "Que pouvons-nous changer ensemble, qui s’en charge, à quelles conditions ?",
                ContributionType.PROPOSITION,
            ),
        ),
    ),
    Format(
        "Séminaire",
        EventKind.SEMINAIRE,
        "Plénière, tables par thème, propositions puis votes.",
        "élus 12",
        tables=8,
        sequences=(
            Sequence(
                1,
                "Réactions au diagnostic",
                "Qu’est-ce qui vous surprend, et que manque-t-il à ce constat ?",
                ContributionType.CONSTAT,
            ),
            Sequence(
                2,
                "Nos propositions",
                "Que faut-il lancer dans les deux ans qui viennent ? Huit propositions par table.",
                ContributionType.PROPOSITION,
            ),
        ),
        dots_per_person=3,
    ),
    Format(
        "Réunion de travail",
        EventKind.REUNION_TRAVAIL,
        "Un petit groupe écrit des actions : quoi faire, à quoi veiller.",
        "agents 5",
        sequences=(
            Sequence(1, "Où nous en sommes", "Qu’avons-nous déjà, et où ?", ContributionType.CONSTAT),
            Sequence(
                2,
                "Ce que nous faisons",
                "Quelle action, pour qui, portée par qui, à partir de quand ?",
                ContributionType.PROPOSITION,
            ),
            Sequence(
                3,
                "Points de vigilance",
                "Qu’est-ce qui pourrait la faire échouer ?",
                ContributionType.VIGILANCE,
            ),
        ),
    ),
    Format(
        "Comité de pilotage",
        EventKind.COPIL,
        "Ce qui est décidé, par qui et pour quand ; ce qui est reporté.",
        "élu : président",
        sequences=(
            Sequence(1, "Points présentés", "Que faut-il savoir pour décider ?", ContributionType.CONSTAT),
            Sequence(
                2,
                "Décisions",
                "Que décidons-nous, qui s’en charge, pour quand ?",
                ContributionType.PROPOSITION,
            ),
            Sequence(
                3,
                "Points reportés",
                "Que faut-il instruire avant la prochaine fois ?",
                ContributionType.QUESTION,
            ),
        ),
    ),
    Format(
        "Entretien",
        EventKind.ENTRETIEN,
        "Une ou deux personnes, des notes plus longues, à leur qualité.",
        "partenaire : Caf, conseillère de territoire",
        sequences=(
            Sequence(
                1, "Missions et publics", "Que faites-vous ici, et pour qui ?", ContributionType.CONSTAT
            ),
            Sequence(2, "Ce qui marche", "De quoi faut-il s’inspirer ?", ContributionType.FORCE),
            Sequence(3, "Ce qui manque", "À quoi personne ne répond-il ?", ContributionType.BESOIN),
            Sequence(4, "Ce que vous attendez", "Que doit changer la CTG ?", ContributionType.PROPOSITION),
        ),
    ),
    Format(
        "Stand",
        EventKind.STAND,
        "Au marché, à la sortie de l’école : des paroles isolées, sans table.",
        "habitants 30",
        sequences=(
            Sequence(
                1,
                "Ici, pour vous",
                "Qu’est-ce qui vous manque ici, et qu’est-ce qu’on devrait faire ?",
                ContributionType.BESOIN,
            ),
        ),
    ),
)
"""Those offered, the most usual first."""
