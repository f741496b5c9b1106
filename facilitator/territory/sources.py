"""The public sources that are recognised: their columns, whether they add up, and how exact they are."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Source:
    """One source; ``rounded_to`` is 0 where figures are exact, ``gap`` the years between comparable ones.

    ``month`` is the only one kept where several are published (0: any), ``shift`` what is added to the year
    of a header, ``inferred`` the names of columns that were never read in a true file.
    """

    key: str
    title: str
    pattern: re.Pattern[str] | None
    renamed: Mapping[str, str]
    additive: bool
    rounded_to: int
    gap: int
    month: int
    shift: int
    inferred: tuple[str, ...]

    def column(self, header: str) -> tuple[str, int] | None:
        """The column and year that a header stands for (0 when it has none); None when it is not ours."""
        found = self.pattern.match(header) if self.pattern else None
        if found is None:
            return None
        parts = found.groupdict()
        name = self.renamed.get(parts["name"], parts["name"])
        year = int(parts["year"]) if parts.get("year") else 0
        kind = parts.get("kind")
        return (f"{kind}_{name}" if kind else name), (CENTURY + year + self.shift if "year" in parts else 0)


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its key, as ``sources.toml`` describes it."""
    text = (files("facilitator.territory") / "sources.toml").read_text("utf-8")
    return MappingProxyType({key: _source(key, body) for key, body in tomllib.loads(text).items()})


def _source(key: str, body: dict[str, object]) -> Source:
    pattern, renamed, inferred = body.get("colonnes"), body.get("noms"), body.get("deduit")
    return Source(
        key,
        str(body["titre"]),
        re.compile(str(pattern), re.IGNORECASE if key.startswith("caf") else 0) if pattern else None,
        MappingProxyType(
            {str(one): str(to) for one, to in renamed.items()} if isinstance(renamed, dict) else {}
        ),
        bool(body["additif"]),
        int(str(body.get("arrondi", 0))),
        int(str(body["ecart"])),
        int(str(body.get("mois", 0))),
        int(str(body.get("decalage", 0))),
        tuple(str(one) for one in inferred) if isinstance(inferred, list) else (),
    )


def column_in(header: str) -> tuple[Source, str, int] | None:
    """The source, column and year of a header; None for one that no source publishes."""
    for source in sources().values():
        found = source.column(header)
        if found:
            return source, *found
    return None
