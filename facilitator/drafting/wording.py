"""What livrables say of themes and pages; the counted facts themselves are worded in ``language.wording``."""

from facilitator.domain.contribution import PublicFamily, public_family
from facilitator.domain.event import Event, EventKind
from facilitator.domain.evidence import EventEvidence, Rule, Statement, ThemeEvidence
from facilitator.domain.lens import GOUVERNANCE
from facilitator.language.french import counted, listed
from facilitator.language.typography import number, quote, typeset
from facilitator.language.wording import event_heading, shares_text, statement_text

NOT_REPRESENTATIVE = typeset(
    "Ce sont les mots des personnes présentes : ils ne représentent pas l'ensemble des habitants."
)


_SHORT = {
    "Petite enfance 0-3": "petite enfance",
    "Enfance 3-11": "enfance",
    "Jeunesse 11-25": "jeunesse",
    "Accès aux droits et numérique": "accès aux droits",
    "Handicap, inclusion": "handicap",
    GOUVERNANCE: "coopération",
}


def thematique_words(name: str) -> str:
    """A thématique of a CTG inside a sentence: « petite enfance » for « Petite enfance 0-3 »."""
    return _SHORT.get(name, name[:1].lower() + name[1:])


def statement_about(theme: ThemeEvidence, statement: Statement) -> str:
    """The statement as a sentence on its theme: « « Petite enfance » fait débat : 2 forces… »."""
    words = statement_text(statement)
    joint = {Rule.DEBATE: " ", Rule.SIGNAL: ", "}.get(statement.rule, " : ")
    return typeset(f"{quote(theme.theme.name)}{joint}{words[0].lower()}{words[1:]}")


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


def source_line(evidence: EventEvidence) -> str:
    """The foot of every page: which event, how many people, and that they stand for themselves."""
    people = evidence.event.people_present
    least = "au moins " if any(p.count is None for p in evidence.event.presences) else ""
    present = f", {least}{counted(people, 'participant')}" if people else ""
    who = "la population" if evidence.event.kind is EventKind.STAND else "l'ensemble des habitants"
    return typeset(f"{event_heading(evidence.event)}{present} ; ne représente pas {who}.")
