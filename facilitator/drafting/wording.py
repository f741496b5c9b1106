"""The sentences of livrables: each statement of the evidence in French, in agreement, never interpreted.

Allowed words are « dit à », « dit par », « demandé »; never « les habitants veulent », « la majorité »,
« tous » (domaine.md § 4.1). A number comes with what it is out of.
"""

from collections.abc import Mapping

from facilitator.domain.contrast import GroupKind
from facilitator.domain.contribution import Contribution, PublicFamily, public_family
from facilitator.domain.event import Event, EventKind, Presence
from facilitator.domain.evidence import EventEvidence, Rule, Statement, ThemeEvidence
from facilitator.language.french import counted, listed, plural, written_date
from facilitator.language.typography import number, quote, typeset

NOT_REPRESENTATIVE = typeset(
    "Ce sont les mots des personnes présentes : ils ne représentent pas l'ensemble des habitants."
)
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


def statement_about(theme: ThemeEvidence, statement: Statement) -> str:
    """The statement as a sentence on its theme: « « Petite enfance » fait débat : 2 forces… »."""
    words = statement_text(statement)
    joint = {Rule.DEBATE: " ", Rule.SIGNAL: ", "}.get(statement.rule, " : ")
    return typeset(f"{quote(theme.theme.name)}{joint}{words[0].lower()}{words[1:]}")


def shares_text(event: Event, count: int, total: int) -> str:
    """How widely something was said: « 4 tables sur 5 », or qualities where people speak in turn."""
    word = "qualité" if event.kind.speaks_in_turn else "table"
    return f"{counted(count, word)} sur {number(total)}"


def families_text(theme: ThemeEvidence, article: str = "") -> str:
    """The families of public heard on a theme: « élus, agents et partenaires »; empty when unknown."""
    heard = {public_family(c.quality or c.public or "") for c in theme.contributions}
    return listed([f"{article}{family.value}" for family in PublicFamily if family in heard])


def theme_name(theme: ThemeEvidence) -> str:
    """The theme's name as a title of ours: « Places et modes d’accueil » between guillemets, typeset."""
    return typeset(quote(theme.theme.name))


def theme_title(theme: ThemeEvidence, evidence: EventEvidence) -> str:
    """A title that says something: « « Places en crèche » : dit à 4 tables sur 5 »."""
    tail = theme_reach(theme, evidence) or counted(len(theme.contributions), "contribution")
    if len(evidence.shares) < 2 and not _has_families(evidence.event):
        tail += f" sur {number(len(evidence.contributions))}"
    return typeset(f"{quote(theme.theme.name)} : {tail}")


def theme_reach(theme: ThemeEvidence, evidence: EventEvidence) -> str:
    """How widely a theme was heard: « dit à 4 tables sur 5 », « dit par des élus et des agents ».

    Empty where nothing tells, as at a single table.
    """
    if _has_families(evidence.event):
        families = families_text(theme, article="des ")
        return f"dit par {families}" if families else ""
    if len(evidence.shares) < 2 or not theme.shares:
        return ""
    if len(theme.shares) == 1:
        return "dit à une seule table"
    return f"dit à {shares_text(evidence.event, len(theme.shares), len(evidence.shares))}"


def _has_families(event: Event) -> bool:
    """Whether a theme's reach is told by who spoke of it, tables saying nothing of it."""
    return event.kind.speaks_in_turn or event.kind.has_thematic_tables


def theme_figures(theme: ThemeEvidence, evidence: EventEvidence) -> str:
    """« 10 contributions · 5 tables sur 5 · 11 votes », without what was not counted."""
    parts = [counted(len(theme.contributions), "contribution")]
    if len(evidence.shares) > 1 and theme.shares:
        parts.append(shares_text(evidence.event, len(theme.shares), len(evidence.shares)))
    if evidence.votes:
        parts.append(counted(theme.votes, "vote"))
    return " · ".join(parts)


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


def source_line(evidence: EventEvidence) -> str:
    """The foot of every page: which event, how many people, and that they stand for themselves."""
    people = evidence.event.people_present
    least = "au moins " if any(p.count is None for p in evidence.event.presences) else ""
    present = f", {least}{counted(people, 'participant')}" if people else ""
    who = "la population" if evidence.event.kind is EventKind.STAND else "l'ensemble des habitants"
    return typeset(f"{event_heading(evidence.event)}{present} ; ne représente pas {who}.")
