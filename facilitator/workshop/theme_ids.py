"""The ids of the themes that the machine finds: the same members give the same id, on every computer."""

import hashlib
from collections.abc import Collection, Sequence
from uuid import UUID, uuid5

THEMES = UUID("6b0f3c52-5a0f-4c0e-9d0e-3f1d6f1b7a11")
"""Namespace of theme ids."""


def theme_id_of(event_id: str, members: Sequence[str], taken: Collection[str] = ()) -> str:
    """The id of a theme that the machine finds, from its members; another one where it is ``taken``."""
    digest = hashlib.sha256("\n".join(sorted(members)).encode()).hexdigest()
    found = uuid5(THEMES, f"{event_id}:{digest}").hex
    return found if found not in taken else uuid5(THEMES, f"{event_id}:{digest}:{sorted(taken)}").hex
