"""The projet social of two files: one tree, taken whole from the side that changed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from facilitator.domain.joining.settling import Ledger, Winner, winner
from facilitator.domain.project import Level, Project, Support

CELL = ("project", "", "")


def join_projects(
    mine: Project, theirs: Project, events: Mapping[str, str], same: Mapping[str, str], ledger: Ledger
) -> Project:
    """The project to keep; where both sides changed it ours stays, and the conflict is told.

    ``events`` and ``same`` lead from their ids of events and contributions to those kept here. A tree half
    from one side and half from the other would say what nobody decided, so it is never mixed.
    """
    brought = _with_ids_of_here(theirs, events, same)
    found = winner(
        _read(mine), _read(brought), here=CELL in ledger.here, there=CELL in ledger.there, blanks=[_NOTHING]
    )
    if found is Winner.CONFLICT:
        ledger.note(("", "le projet social", "enjeux, axes et actions"), _told(mine), _told(brought))
    return brought if found is Winner.THEIRS else mine


def _read(project: Project) -> object:
    """All of a project, in the order in which its tree is read."""
    return replace(project, items=tuple(project.read()))


_NOTHING = _read(Project())


def _told(project: Project) -> tuple[str, ...]:
    codes = project.codes()
    told = [one for one in project.read() if one.level is not Level.BESOIN]
    return tuple(f"{codes[one.id]} {one.title}" for one in told)


def _with_ids_of_here(project: Project, events: Mapping[str, str], same: Mapping[str, str]) -> Project:
    return replace(
        project,
        supports={
            item: Support(
                tuple(dict.fromkeys(same.get(one, one) for one in support.contributions)),
                tuple(
                    replace(one, event_id=events.get(one.event_id, one.event_id)) for one in support.themes
                ),
            )
            for item, support in project.supports.items()
        },
        answers={
            kept: replace(answer, contribution_id=kept)
            for id_, answer in project.answers.items()
            for kept in (same.get(id_, id_),)
        },
    )
