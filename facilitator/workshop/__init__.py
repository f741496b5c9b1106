"""What a facilitator does, one verb each: the single API without a screen.

- ``workshop``: the verbs on one open démarche; ``board``: those on the wall of one of its events.
- ``capture``: what the live session does at every line; ``recording``: what its lines become.
- ``aside``, ``beside``: a second process beside a live screen, for what takes long.
- ``sessions``: which démarches there are, and where; ``events``: those of a démarche.
- ``asked``: how contributions and themes are named by a facilitator, on one wall and across events.
- ``records``, ``walls``, ``theme_ids``, ``livrables``, ``lists``, ``exporting``: what the verbs are made of.
- ``returning``: our own exports taken back in.
- ``joining``: the files of two posts made one; ``safety``: copies taken away, and put back.
- ``names``: what may identify somebody, decided before anything leaves; ``purging``: the end of a mission.
- ``plan``: the projet social, from enjeux to actions, and the answers given; ``project_evidence``,
  ``project_livrables``, ``action_plan``, ``sheet_fields``: what it rests on, and how it leaves.
- ``cadrage``: étapes and instances; ``mission``: a démarche begun from a ready mission;
  ``standing``: where one stands.
- ``methods``: those of animation, and the questions by thématique; ``interviews``: long notes kept as ideas.
- ``outlines``: the editable texts, read and copied; ``prompt_folders``: where they lie.
- ``project_sight``, ``proposals``: the projet as it is looked at, and what is proposed for it by meaning;
  ``whole_documents``, ``whole_set``: the livrables of the whole démarche.
- ``indicators``: the territory, public statistics brought in, read side by side and drawn as maps.
- ``views``: other looks at a wall, that change nothing on it.
- ``assisting``: the assistant; ``asking``: questions put to the whole démarche; ``observing``: notes on an
  event under way.
- ``drafted``: what each livrable was written from, and drafting one in the process aside.
- ``proving``: what a livrable claims, checked on the wall as it is now.
- ``reports``: what an act tells the person who asked for it.
- ``classify``: sorting a file without a démarche.
- ``example``: the démarche d'exemple, rebuilt.
- ``checkup``: what is installed and where things lie.

Each name below is imported when it is first asked for, so that a live session opens without what reads
files, sorts and drafts.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitator.embedding.engines import check_engine, describe_engines
    from facilitator.intake.contributions import read_contributions
    from facilitator.intake.description import read_description
    from facilitator.workshop.aside import Aside
    from facilitator.workshop.board import Board, BoardReport
    from facilitator.workshop.capture import Capture
    from facilitator.workshop.checkup import check_up
    from facilitator.workshop.engine import choose_engine
    from facilitator.workshop.example import decide_names, import_described, rebuild_demo
    from facilitator.workshop.joining import JoinReport, join_files
    from facilitator.workshop.purging import purge_demarche, purge_plan
    from facilitator.workshop.returning import ReturnReport, bring_back, read_exported
    from facilitator.workshop.safety import (
        copy_demarche,
        difference,
        known_backups,
        restore_demarche,
    )
    from facilitator.workshop.sessions import known_demarches, overview
    from facilitator.workshop.views import lens_asked
    from facilitator.workshop.workshop import Workshop, import_defaults, kind_asked

__all__ = [
    "Aside",
    "Board",
    "BoardReport",
    "Capture",
    "JoinReport",
    "ReturnReport",
    "Workshop",
    "bring_back",
    "check_engine",
    "check_up",
    "choose_engine",
    "copy_demarche",
    "decide_names",
    "describe_engines",
    "difference",
    "import_defaults",
    "import_described",
    "join_files",
    "kind_asked",
    "known_backups",
    "known_demarches",
    "lens_asked",
    "overview",
    "purge_demarche",
    "purge_plan",
    "read_contributions",
    "read_description",
    "read_exported",
    "rebuild_demo",
    "restore_demarche",
]

_HOMES = {
    "facilitator.embedding.engines": ("check_engine", "describe_engines"),
    "facilitator.intake.contributions": ("read_contributions",),
    "facilitator.intake.description": ("read_description",),
    "facilitator.workshop.aside": ("Aside",),
    "facilitator.workshop.board": ("Board", "BoardReport"),
    "facilitator.workshop.capture": ("Capture",),
    "facilitator.workshop.checkup": ("check_up",),
    "facilitator.workshop.engine": ("choose_engine",),
    "facilitator.workshop.example": ("decide_names", "import_described", "rebuild_demo"),
    "facilitator.workshop.joining": ("JoinReport", "join_files"),
    "facilitator.workshop.returning": ("ReturnReport", "bring_back", "read_exported"),
    "facilitator.workshop.purging": ("purge_demarche", "purge_plan"),
    "facilitator.workshop.safety": (
        "copy_demarche",
        "difference",
        "known_backups",
        "restore_demarche",
    ),
    "facilitator.workshop.sessions": ("known_demarches", "overview"),
    "facilitator.workshop.views": ("lens_asked",),
    "facilitator.workshop.workshop": ("Workshop", "import_defaults", "kind_asked"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)
