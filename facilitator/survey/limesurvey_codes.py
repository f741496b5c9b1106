"""The codes that questions bear in LimeSurvey, which takes letters and digits only."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from facilitator.domain.survey import Questionnaire

_LONGEST = 20
_RESERVED = frozenset(
    {"lang", "sid", "savedid", "token", "qid", "gid", "sgq", "self", "that", "this", "time"}
)


def limesurvey_codes(questionnaire: Questionnaire) -> Mapping[str, str]:
    """For each question its code there: « q1bis » for q1-bis, and none of its reserved words."""
    taken = {one.code for one in questionnaire.questions if one.code.isalnum() and one.code not in _RESERVED}
    found: dict[str, str] = {}
    for one in questionnaire.questions:
        if one.code in taken:
            found[one.code] = one.code
            continue
        bare = one.code.replace("-", "")
        names = (bare if rank == 1 else f"{bare[: _LONGEST - 3]}x{rank}" for rank in count(1))
        found[one.code] = next(name for name in names if name not in taken and name not in _RESERVED)
        taken.add(found[one.code])
    return found
