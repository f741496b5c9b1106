"""What the sheets beside the contributions say: themes, contrasts, events, and how to read it all."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from facilitator.domain.demarche import Demarche
from facilitator.domain.event import Event
from facilitator.domain.evidence import EventEvidence, Rule, Statement, StatementKind, ThemeEvidence, gather
from facilitator.domain.theme import Sorting, Theme
from facilitator.domain.wall import Wall
from facilitator.drafting.spreadsheet import LONGEST_CELL, Cell
from facilitator.drafting.wording import NOT_REPRESENTATIVE, statement_about
from facilitator.intake.exported.columns import NOT_INVITED, OFF_TOPIC, SHEETS, TRAY, Fact, joined
from facilitator.language.french import counted, written_date
from facilitator.language.typography import number, typeset
from facilitator.language.wording import VOLUME_IS_NOT_WEIGHT, table_name

_SIGNALS: Final[Mapping[Rule, str]] = {
    Rule.SIGNAL: "signal à vérifier",
    Rule.MAINLY: "surtout dit par",
    Rule.DEBATE: "fait débat",
    Rule.SILENT_TABLES: "silence",
    Rule.SILENT_PUBLICS: "silence",
}


def theme_rows(walls: Sequence[Wall], evidences: Sequence[EventEvidence]) -> Iterator[list[Cell]]:
    """One row a theme, most contributions first, then themes without any, what is off-topic, and the tray."""
    for wall, evidence in zip(walls, evidences, strict=True):
        code: tuple[Cell, ...] = (wall.event.slug, wall.event.id)
        numbers = {one.id: one.number for one in evidence.contributions}
        texts = {one.id: one.text for one in evidence.contributions}
        told = {each.theme.id: each for each in evidence.themes}
        themes = wall.sorting.themes if wall.sorting else ()
        for theme in [*(each.theme for each in evidence.themes), *(t for t in themes if t.id not in told)]:
            each = told.get(theme.id)
            central = theme.central_id or ""
            yield [
                wall.event.title,
                theme.number,
                theme.name,
                *_counts(theme, each),
                _publics(each),
                " ; ".join(wall.thematiques.get(theme.id, ())),
                theme.named_by.value,
                texts.get(central),
                numbers.get(central),
                joined(list(theme.words)),
                theme.made_by.value,
                theme.colour,
                theme.id,
                *code,
            ]
        for name, aside in ((OFF_TOPIC, evidence.off_topic), (TRAY, evidence.tray)):
            if aside:
                votes = sum(contribution.votes for contribution in aside)
                blank: list[Cell] = [None] * 10
                yield [wall.event.title, None, name, len(aside), None, votes, *blank, *code]


def _counts(theme: Theme, each: ThemeEvidence | None) -> tuple[Cell, ...]:
    """Contributions, tables or qualities, votes in all, votes on the theme itself."""
    if each is None:
        return 0, 0, theme.votes, theme.votes
    return len(each.contributions), len(each.shares), each.votes, theme.votes


def _publics(each: ThemeEvidence | None) -> str:
    return " ; ".join(f"{public} ({number(count)})" for public, count in each.publics) if each else ""


def contrast_rows(evidences: Sequence[EventEvidence]) -> Iterator[list[Cell]]:
    """One row a signal, a debate or a silence, by theme, then what the whole event was silent of."""
    for evidence in evidences:
        numbers = {one.id: one.number for one in evidence.contributions}
        for each in evidence.themes:
            for statement in each.statements:
                if statement.kind is not StatementKind.COUNT:
                    behind = sorted(numbers[one] for one in statement.contribution_ids)
                    yield [
                        evidence.event.title,
                        each.theme.name,
                        _SIGNALS[statement.rule],
                        *_compared(statement),
                        f"{statement_about(each, statement)}.",
                        ", ".join(map(str, behind)),
                    ]
        yield from _unheard(evidence.event, evidence)


def _compared(statement: Statement) -> tuple[Cell, ...]:
    """The group, and what it and the others said: x of n, y of m."""
    n, w = statement.numbers, statement.words
    if statement.rule is Rule.DEBATE:
        return None, n["forces"], n["forces"] + n["faiblesses"], None, None
    group = w.get("group") or w.get("public") or w.get("tables") or w.get("publics") or ""
    if statement.kind is StatementKind.SILENCE:
        return group.replace("\n", " ; "), 0, None, None, None
    return group, n["x"], n["n"], n.get("y"), n.get("m")


def _unheard(event: Event, evidence: EventEvidence) -> Iterator[list[Cell]]:
    """Tables of which nothing was recorded, publics that nobody came of, and those that were not heard."""
    told = [
        *(
            (label, "silence", f"Rien n'a été noté de la {table_name(label)}.")
            for label in (() if event.kind.speaks_in_turn else evidence.silent)
        ),
        *(
            (one.name, "absence", f"Public invité dont personne n'est venu : {one.name}.")
            for one in evidence.absent
        ),
        *(
            (one.name, "silence", f"Public présent dont rien n'a été noté : {one.name}.")
            for one in evidence.unheard
        ),
    ]
    for group, signal, sentence in told:
        yield [event.title, None, signal, group, 0, None, None, None, typeset(sentence), None]


def event_rows(demarche: Demarche, walls: Sequence[Wall]) -> Iterator[list[Cell]]:
    """The démarche's card, then each event's: its card, tables, sequences, people, what comes next."""
    for name, value in _demarche_card(demarche):
        yield [None, Fact.CARD.value, name, value, None, None, None, None]
    for wall in walls:
        event = wall.event
        for heading, *told in (*_event_facts(event), *_sorting_facts(wall.sorting)):
            yield [event.title, heading.value, *told, event.slug, event.id]


def etape_rows(demarche: Demarche) -> Iterator[list[Cell]]:
    """One row an étape, in their order."""
    for one in demarche.etapes:
        days = (None if day is None else day.isoformat() for day in (one.starts, one.ends))
        yield [one.title, one.state.value, *days]


def figure_rows(demarche: Demarche) -> Iterator[list[Cell]]:
    """One row a figure of the territory, in their order."""
    for one in demarche.figures:
        yield [one.topic, one.wording, one.value, one.year, one.scale, one.comparison, one.publisher]


def _demarche_card(demarche: Demarche) -> list[tuple[str, Cell]]:
    territory = demarche.territory
    card: list[tuple[str, Cell]] = [
        ("démarche", demarche.title),
        ("code", demarche.slug),
        ("territoire", territory.name),
        ("territoire fictif", "oui" if territory.fictive else None),
        *(("commune", commune) for commune in territory.communes),
        ("département", territory.department),
        ("habitants", territory.inhabitants),
        ("source des habitants", territory.inhabitants_source),
        ("commanditaire", demarche.client),
        ("Caf", demarche.caf),
        ("cabinet", demarche.consultant),
        *(("signataire", one) for one in demarche.signatories),
        *(("suite", one) for one in demarche.next_steps),
    ]
    return [(name, value) for name, value in card if value not in (None, "")]


def _event_facts(event: Event) -> Iterator[tuple[Fact, Cell, Cell, Cell, Cell]]:
    card: list[tuple[str, Cell]] = [
        ("genre", event.kind.value),
        ("sujet", event.theme),
        ("date", event.held_on.isoformat() if event.held_on else None),
        ("lieu", event.place),
        ("méthode", event.method),
        ("gommettes par personne", event.dots_per_person),
    ]
    for name, value in card:
        if value not in (None, ""):
            yield Fact.CARD, name, value, None, None
    for table in event.tables:
        yield Fact.TABLE, table.label, table.public, None, None
    for one in event.sequences:
        type_ = one.default_type.value if one.default_type else None
        yield Fact.SEQUENCE, one.number, one.title, one.question, type_
    for present in event.presences:
        yield Fact.PRESENCE, present.public, present.count, None if present.invited else NOT_INVITED, None
    for step in event.next_steps:
        yield Fact.NEXT_STEP, None, step, None, None


def _sorting_facts(sorting: Sorting | None) -> Iterator[tuple[Fact, Cell, Cell, Cell, Cell]]:
    if sorting is not None:
        yield Fact.SORTING, "moteur", sorting.engine, None, None
        if sorting.made_at:
            yield Fact.SORTING, "classé le", sorting.made_at.isoformat(), None, None


def readme_rows(demarche: Demarche, walls: Sequence[Wall]) -> Iterator[list[Cell]]:
    """Where it comes from, how far it may be read, then each column of each sheet."""
    fictive = " Territoire fictif." if demarche.territory.fictive else ""
    yield [None, "Démarche", f"{demarche.title} ({demarche.territory.name}).{fictive}", None]
    for wall in walls:
        event, people = wall.event, wall.event.people_present
        when = f" du {written_date(event.held_on)}" if event.held_on else ""
        kept = sum(not one.removed for one in wall.contributions)
        present = f" ; {counted(people, 'participant')}" if people else ""
        said = f"{event.kind.label.capitalize()}{when} : {event.title}"
        count = counted(kept, "contribution")
        yield [None, "Source", typeset(f"{said} ; {count}{present}."), None]
    for name, remark in _REMARKS:
        yield [None, name, typeset(remark), None]
    for title, columns in SHEETS.items():
        for one in columns:
            yield [title, one.col.value, typeset(one.meaning), typeset(one.values)]


_REMARKS: Final = (
    ("À lire d’abord", f"{VOLUME_IS_NOT_WEIGHT} {NOT_REPRESENTATIVE}"),
    (
        "Signaux",
        "Un écart entre publics ou tables est un signal à vérifier avec la salle, jamais une preuve : le "
        "hasard seul en laisse passer jusqu'à un sur dix.",
    ),
    (
        "Réimport",
        "« facilitator importer » relit ce classeur sans perte. Les colonnes à l'en-tête gris, qui ne "
        "s'impriment pas, y servent : laissez-les, ainsi que la première ligne de cette feuille.",
    ),
    ("Retraits", "Une contribution retirée ne figure pas dans les tableaux ; elle reste dans l'export json."),
    (
        "Formules",
        "Un texte qui commence par = + - @ est précédé d'une apostrophe : le tableur ne l'exécute pas. "
        "L'import l'enlève.",
    ),
    (
        "Signes",
        "Les signes de contrôle sont écrits comme le format xlsx le prévoit (_x0007_). Un texte de plus de "
        f"{number(LONGEST_CELL)} signes y est coupé ; il est entier en csv et en json.",
    ),
    (
        "Thèmes",
        "Du plus au moins fourni ; les votes en tout comptent ceux du thème et de ses contributions.",
    ),
)


def evidence_of(demarche: Demarche, wall: Wall) -> EventEvidence:
    """What a wall proves, one without any sorting too."""
    sorting = wall.sorting or Sorting(wall.event.id, (), (), "")
    return gather(demarche, wall.event, wall.contributions, sorting)
