"""What a facilitator does, one verb each: the single API without a screen.

- ``workshop``: the verbs on one open démarche.
- ``sessions``: which démarches there are, and where.
- ``records``, ``walls``, ``livrables``: what the verbs are made of.
- ``reports``: what an act tells the person who asked for it.
- ``classify``: sorting a file without a démarche.
- ``example``: the démarche d'exemple, rebuilt.
- ``checkup``: what is installed and where things lie.
"""

from facilitator.embedding.engines import check_engine, describe_engines
from facilitator.intake.contributions import read_contributions
from facilitator.intake.description import read_description
from facilitator.workshop.checkup import Finding, check_up
from facilitator.workshop.classify import classify
from facilitator.workshop.engine import choose_engine
from facilitator.workshop.example import rebuild_demo
from facilitator.workshop.reports import ClassifyReport, ImportReport
from facilitator.workshop.sessions import known_demarches
from facilitator.workshop.workshop import Workshop, import_defaults, kind_asked

__all__ = [
    "ClassifyReport",
    "Finding",
    "ImportReport",
    "Workshop",
    "check_engine",
    "check_up",
    "choose_engine",
    "classify",
    "describe_engines",
    "import_defaults",
    "kind_asked",
    "known_demarches",
    "read_contributions",
    "read_description",
    "rebuild_demo",
]
