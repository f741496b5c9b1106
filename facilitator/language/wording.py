"""Counted facts in French sentences, the same in a livrable and in an answer, never interpreted.

Allowed words are « dit à », « dit par », « demandé »; never « les habitants veulent », « la majorité »,
« tous » (domaine.md § 4.1). A number comes with what it is out of.
"""

from collections.abc import Mapping

from facilitator.domain.contrast import GroupKind
from facilitator.domain.contribution import Contribution
from facilitator.domain.event import Event, Presence
from facilitator.domain.evidence import Rule, Statement
from facilitator.language.french import counted, listed, plural, written_date
from facilitator.language.typography import number, typeset

VOLUME_IS_NOT_WEIGHT = typeset("Le nombre de contributions ne dit pas l'importance d'un sujet.")


def statement_text(statement: Statement) -> str:
    """The statement as a short French sentence without its final stop."""
    n, w = statement.numbers, statement.words
    match statement.rule:
        case Rule.VOLUME:
            text = f"{counted(n['n'], 'contribution')} sur {number(n['total'])}"
        case Rule.SHARED:
            text = f"{counted(n['t'], 'table')} sur {number(n['tables'])}"
        case Rule.VOICES:
            text = f"{counted(n['t'], 'qualité')} sur {number(n['tables'])}"
        case Rule.SINGLE_TABLE:
            text = f"Dit à une seule table ({table_name(w['table'])})"
        case Rule.MAINLY:
            who = _public(w["public"], "des")
            text = f"Surtout dit par {who} ({number(n['x'])} sur {number(n['n'])})"
        case Rule.DEBATE:
            against = counted(n["faiblesses"], "faiblesse ou vigilance", "faiblesses ou vigilances")
            text = f"Fait débat : {counted(n['forces'], 'force')} d'un côté, {against} de l'autre"
        case Rule.SILENT_TABLES:
            silent = listed([table_name(label).removeprefix("table ") for label in w["tables"].split("\n")])
            text = f"Rien à ce sujet {plural(n['t'], 'à la table', 'aux tables')} {silent}"
        case Rule.SIGNAL:
            text = _signal(n, w)
        case Rule.SILENT_PUBLICS:
            silent = listed([_public(public, "les") for public in w["publics"].split("\n")])
            text = f"À vérifier : rien à ce sujet dans ce qu'ont dit {silent}"
    return typeset(text)


def _signal(n: Mapping[str, int], w: Mapping[str, str]) -> str:
    """« Signal à vérifier : 4 contributions sur 17 pour les agents, contre 2 sur 45 pour… »."""
    where, others = {
        GroupKind.PUBLIC: (f"pour {_public(w['group'], 'les')}", "pour les autres publics"),
        GroupKind.TABLE: (f"à la {table_name(w['group'])}", "aux autres tables"),
        GroupKind.QUALITE: (f"pour {_public(w['group'], 'les')}", "pour les autres qualités"),
    }[GroupKind(w["kind"])]
    here = f"{counted(n['x'], 'contribution')} sur {number(n['n'])}"
    there = f"{number(n['y']) if n['y'] else 'aucune'} sur {number(n['m'])}"
    return f"Signal à vérifier : {here} {where}, contre {there} {others}"


def _public(label: str, article: str) -> str:
    """A public or a quality inside a sentence: « des parents 0-3 ans », « VP action sociale (élue) »."""
    name = Presence(label, None).name
    return f"{article} {name}" if name.split()[0].endswith(("s", "x")) else name


def shares_text(event: Event, count: int, total: int) -> str:
    """How widely something was said: « 4 tables sur 5 », or qualities where people speak in turn."""
    word = "qualité" if event.kind.speaks_in_turn else "table"
    return typeset(f"{counted(count, word)} sur {number(total)}")


def attribution(contribution: Contribution) -> str:
    """Who is credited under a quotation: « parents 0-3 ans, table T1 »; never a name."""
    table = table_name(contribution.table) if contribution.table else ""
    return ", ".join(part for part in (contribution.voice, table) if part)


def table_name(label: str) -> str:
    """A table's label inside a sentence: « table T1 », and « table 6 » for « Table 6 »."""
    bare = label.strip()
    return f"table {bare[5:].strip() if bare.casefold().startswith('table') else bare}".strip()


def event_heading(event: Event) -> str:
    """« Atelier du 12 mars 2026 », « Table ronde »: the kind and, where it is known, the day."""
    kind = event.kind.label[:1].upper() + event.kind.label[1:]
    return f"{kind} du {written_date(event.held_on)}" if event.held_on else kind
