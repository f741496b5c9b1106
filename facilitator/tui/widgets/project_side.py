"""Beside the projet: what was said for an item, what is proposed, what waits for an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from facilitator.domain.action import Outcome
from facilitator.domain.contribution import Contribution
from facilitator.domain.project import Item, Level, ThemeRef
from facilitator.language.french import counted, plural
from facilitator.language.typography import quote, typeset
from facilitator.workshop.refusing import refusal_key

if TYPE_CHECKING:
    from facilitator.domain.event import Event
    from facilitator.domain.project import Project
    from facilitator.domain.project_evidence import Heard, ProjectEvidence
    from facilitator.workshop.proposals import Proposed, ProposedEnjeu, SimilarAction, Suggestion

    About = Heard | Suggestion | SimilarAction | ProposedEnjeu | ThemeRef

NOT_YET = "s : chercher ce qui le demande"
ASIDE = "Écarté : n y revient"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: what it is about, None for a heading; ``key`` keeps the cursor on it."""

    key: str
    shown: Content
    about: About | None = None


class ProjectSide(OptionList):
    """Rows to accept, refuse or answer."""

    HELP = """\
## À côté du projet

**Espace** (ou **Entrée**) prend ce qui est proposé, ou retire ce qui est pris ; **n** écarte ce qui est
proposé, qui ne le sera plus, ou y revient ; **o** répond à la proposition : une action, reportée, non
retenue. **Échap** revient à l’arbre.

Ce qui est marqué ○ est seulement proposé, par le sens des mots : rien n’est relié sans vous.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "screen.act('prendre')", "Prendre ou retirer", id="projet.prendre"),
        Binding("n", "screen.act('ecarter')", "Écarter", id="projet.ecarter"),
        Binding("o", "screen.act('repondre')", "Répondre", id="projet.repondre"),
        Binding("escape", "screen.to_tree", "L’arbre", id="projet.arbre"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, markup=False)
        self._rows: Sequence[Row] = ()

    @property
    def here(self) -> About | None:
        """What the row under the cursor is about."""
        at = self.highlighted
        return None if at is None or at >= len(self._rows) else self._rows[at].about

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows, the cursor where it was as far as can be."""
        at = self.highlighted
        key = self._rows[at].key if at is not None and at < len(self._rows) else None
        self._rows = rows
        self.clear_options()
        self.add_options(Option(row.shown, disabled=row.about is None) for row in rows)
        places = [place for place, row in enumerate(rows) if row.about is not None]
        kept = next((place for place in places if rows[place].key == key), None)
        after = next((place for place in places if place >= (at or 0)), places[-1] if places else None)
        self.highlighted = after if kept is None else kept


def support_rows(
    sight: ProjectEvidence, item: Item, proposed: Proposed | None, refused: Collection[str] = ()
) -> Iterator[Row]:
    """What an item rests on, then what seems to ask for it, then the actions like it; what was set aside."""
    heard, refs = sight.heard(item.id), sight.project.support(item.id).themes
    titles = {one.event.id: one.event.title for one in sight.events}
    yield _heading("Ce qui l’appuie" if heard or refs else "Rien ne l’appuie encore")
    for one in heard:
        yield said_row("✓", "$success", one.contribution, one.evidence.event, sight.project, one)
    for ref in refs:
        told = f"thème {quote(ref.name)}"
        shown = Content.assemble(("◆ ", "$success"), told, (f"  {titles.get(ref.event_id, '')}", "$muted"))
        yield Row(f"theme:{ref.event_id}:{ref.theme_id}", shown, ref)
    if proposed is None:
        yield _heading(NOT_YET)
        return
    taken = {one.contribution.id for one in heard}
    asking = [one for one in proposed.asking if one.contribution.id not in taken]
    kept = [one for one in asking if refusal_key(one, item.id) not in refused]
    yield _heading("Le demande peut-être" if kept else "Rien d’autre ne semble le demander")
    for found in kept:
        style = "bold $warning" if found.sure else "$muted"
        yield said_row("○", style, found.contribution, found.event, sight.project, found)
    there = {one.id for one in sight.project.items}
    similar = [one for one in proposed.similar if one.item.id in there]
    near = [one for one in similar if refusal_key(one, item.id) not in refused]
    if near:
        yield _heading("Actions proches")
    yield from (_action_row("≈", "$secondary", one) for one in near)
    if len(kept) + len(near) < len(asking) + len(similar):
        yield _heading(ASIDE)
    for found in asking:
        if found not in kept:
            row = said_row("×", "$muted", found.contribution, found.event, sight.project, found)
            yield replace(row, key=f"écarté:{found.contribution.id}")
    yield from (_action_row("×", "$muted", one) for one in similar if one not in near)


def _action_row(sign: str, style: str, action: SimilarAction) -> Row:
    shown = Content.assemble((f"{sign} ", style), (action.code, "bold"), f" {action.item.title}")
    return Row(f"action {sign} {action.item.id}", shown, action)


def enjeu_rows(proposed: Sequence[ProposedEnjeu], refused: Collection[str] = ()) -> Iterator[Row]:
    """The enjeux that kindred themes may make, then those that were set aside."""
    kept = [one for one in proposed if refusal_key(one) not in refused]
    count = counted(len(kept), "enjeu proposé", "enjeux proposés")
    yield _heading(f"{count} : thèmes parents" if kept else "Aucun enjeu à proposer")
    yield from (_enjeu_row("○", "bold $warning", one) for one in kept)
    if len(kept) < len(proposed):
        yield _heading(ASIDE)
    yield from (_enjeu_row("×", "$muted", one) for one in proposed if one not in kept)


def _enjeu_row(sign: str, style: str, one: ProposedEnjeu) -> Row:
    shown = Content.assemble((f"{sign} ", style), (one.title, "bold"), (f"\n  {one.told}", "$muted"))
    return Row(f"enjeu {sign} {one.themes}", shown, one)


def unanswered_rows(waiting: Iterable[Heard], project: Project) -> Iterator[Row]:
    """The much voted propositions without any answer."""
    found = list(waiting)
    many = plural(len(found), "proposition très votée", "propositions très votées")
    yield _heading(
        f"{len(found)} {many} sans suite" if found else "Chaque proposition très votée a une suite"
    )
    for one in found:
        yield said_row("!", "bold $warning", one.contribution, one.evidence.event, project, one)


def said_row(
    sign: str, style: str, said: Contribution, event: Event, project: Project, about: Heard | Suggestion
) -> Row:
    """« ✓ n° 12 Atelier parents ●5 », what was said, and the answer given."""
    answer = project.answers.get(said.id)
    told = ""
    if answer is not None:
        code = project.codes().get(answer.action_id or "", "")
        rest = code if answer.outcome is Outcome.ACTION else answer.reason
        told = f"\n  → {answer.outcome}{f' : {rest}' if rest else ''}"
    who = said.quality or said.public
    shown = Content.assemble(
        (f"{sign} ", style),
        (typeset(f"n° {said.number}"), "bold $primary"),
        (f"  {event.title}{f' · {who}' if who else ''}", "$muted"),
        (f"  ●{said.votes}" if said.votes else "", "bold $accent"),
        f"\n  {said.text}",
        (typeset(told), "$success"),
    )
    return Row(f"dit:{said.id}", shown, about)


def detail(sight: ProjectEvidence, item: Item) -> Content:
    """The item in full: its level and code, its title, what it answers; the sheet of an action in brief."""
    project, codes = sight.project, sight.project.codes()
    lines = [Content.styled(f"{str(item.level).capitalize()} {codes[item.id]}", "$muted")]
    lines.append(Content.styled(item.title, "bold"))
    linked = ", ".join(codes[one.id] for one in project.linked(item.id))
    if linked:
        verb = "répond à" if item.level is Level.AXE else "va avec"
        lines.append(Content(f"{verb} {linked}"))
    if item.level is Level.ACTION:
        sheet, measured = project.sheet(item.id), len(project.indicators.get(item.id, ()))
        when = " → ".join(one for one in (sheet.starts, sheet.ends) if one)
        told = [sheet.pilot or "sans pilote", when, str(sheet.state), counted(measured, "indicateur")]
        lines.append(Content.styled(" · ".join(one for one in told if one), "$primary"))
    return Content("\n").join(lines)


def _heading(words: str) -> Row:
    return Row(f"titre:{words}", Content.styled(typeset(words), "bold $accent"))
