"""What a facilitator does, one verb each: the single API without a screen.

- ``workshop``: the verbs on one open démarche; ``board``: those on the wall of one of its events.
- ``sessions``: which démarches there are, and where.
- ``records``, ``walls``, ``livrables``: what the verbs are made of.
- ``views``: other looks at a wall, that change nothing on it.
- ``reports``: what an act tells the person who asked for it.
- ``classify``: sorting a file without a démarche.
- ``example``: the démarche d'exemple, rebuilt.
- ``checkup``: what is installed and where things lie.
"""

from facilitator.embedding.engines import check_engine, describe_engines
from facilitator.intake.contributions import read_contributions
from facilitator.intake.description import read_description
from facilitator.workshop.board import Board, BoardReport
from facilitator.workshop.board.reports import because, proposal_sentence
from facilitator.workshop.checkup import Finding, check_up
from facilitator.workshop.classify import classify
from facilitator.workshop.engine import choose_engine
from facilitator.workshop.example import rebuild_demo
from facilitator.workshop.overview import overview
from facilitator.workshop.reports import ClassifyReport, ImportReport
from facilitator.workshop.sessions import known_demarches
from facilitator.workshop.views import lens_asked
from facilitator.workshop.workshop import Workshop, import_defaults, kind_asked

__all__ = [
    "Board",
    "BoardReport",
    "ClassifyReport",
    "Finding",
    "ImportReport",
    "Workshop",
    "because",
    "check_engine",
    "check_up",
    "choose_engine",
    "classify",
    "describe_engines",
    "import_defaults",
    "kind_asked",
    "known_demarches",
    "lens_asked",
    "overview",
    "proposal_sentence",
    "read_contributions",
    "read_description",
    "rebuild_demo",
]
