"""The dictionary of indicators: data that ships with the program, and that a user's file extends."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from facilitator.domain.place import Level
from facilitator.errors import ConfigError
from facilitator.language.typography import typeset
from facilitator.territory.sources import sources

MASKED_UNDER = 30
"""A proportion of fewer is not shown (domaine.md § 4.6)."""
_TERM = re.compile(r"\s*(?P<sign>[+-])?\s*(?P<column>[A-Za-z]\w*)")
KNOWN = frozenset(
    "nom chapitre numerateur denominateur facteur unite decimales minimum base prudence echelles".split()
)


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum of columns, each added (1) or taken away (-1)."""

    terms: tuple[tuple[str, int], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Those that it needs."""
        return tuple(column for column, _ in self.terms)


@dataclass(frozen=True, slots=True)
class Statistic:
    """One indicator. ``numerators`` are tried in order; without a denominator it is a number, not a rate.

    ``factor`` multiplies the ratio; ``least`` is the smallest denominator that shows it.
    """

    key: str
    name: str
    chapter: str
    numerators: tuple[Formula, ...]
    denominator: Formula | None
    factor: float
    unit: str
    decimals: int
    least: float
    base: str
    caution: str
    levels: tuple[Level, ...]

    @property
    def in_points(self) -> bool:
        """Whether what changed is told in points: of a percentage, an index, a rate for 100."""
        return self.unit in ("%", "points") or " pour 100 " in self.unit.replace("\u00a0", " ")

    @property
    def columns(self) -> frozenset[str]:
        """Every column that it may read."""
        formulas = (*self.numerators, *((self.denominator,) if self.denominator else ()))
        return frozenset(column for formula in formulas for column in formula.columns)


def load_dictionary(*own: Path) -> Mapping[str, Statistic]:
    """The indicators by key, in order; those of a user's files replace or follow them. Raises ConfigError."""
    shipped = (files("facilitator.territory") / "indicateurs.toml").read_text("utf-8")
    found = _read("indicateurs.toml", shipped)
    for path in own:
        try:
            found |= _read(path.name, path.read_text("utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(
                typeset(f"Le dictionnaire {path.name} ne peut pas être lu."),
                cause=f"{error}.",
                next_step="C’est un fichier TOML, en UTF-8.",
            ) from error
    return found


def _read(name: str, text: str) -> dict[str, Statistic]:
    try:
        body = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(typeset(f"{name} n'est pas du TOML."), cause=f"{error}.") from error
    return {key: _statistic(name, key, one) for key, one in body.items()}


def _statistic(file: str, key: str, body: object) -> Statistic:
    where = f"{file}, [{key}]"
    if not isinstance(body, dict):
        raise ConfigError(typeset(f"{where} : un indicateur est une table : « [nom] »."))
    unknown = sorted(body.keys() - KNOWN)
    if unknown:
        raise ConfigError(
            typeset(f"{where} : « {unknown[0]} » n'est pas connu."),
            cause=f"Connus : {', '.join(sorted(KNOWN))}.",
        )
    for needed in ("nom", "numerateur", "unite", "base"):
        if not body.get(needed):
            raise ConfigError(typeset(f"{where} : il manque « {needed} »."))
    if body["base"] not in sources():
        raise ConfigError(
            typeset(f"{where} : la base « {body['base']} » n'est pas connue."),
            cause=f"Connues : {', '.join(sources())}.",
        )
    said = body["numerateur"]
    numerators = tuple(_formula(where, one) for one in (said if isinstance(said, list) else [said]))
    denominator = _formula(where, body["denominateur"]) if body.get("denominateur") else None
    percent = denominator is not None and body["unite"] == "%"
    return Statistic(
        key,
        typeset(str(body["nom"])),
        str(body.get("chapitre", "")),
        numerators,
        denominator,
        _number(where, body, "facteur", 1),
        typeset(str(body["unite"])),
        int(_number(where, body, "decimales", 1 if percent else 0)),
        _number(where, body, "minimum", MASKED_UNDER if percent else 0),
        str(body["base"]),
        typeset(str(body.get("prudence", ""))),
        _levels(where, body.get("echelles")),
    )


def _number(where: str, body: Mapping[str, Any], key: str, default: float) -> float:
    value = body.get(key, default)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ConfigError(typeset(f"{where} : « {key} » est un nombre."))
    return float(value)


def _levels(where: str, said: object) -> tuple[Level, ...]:
    if said is None:
        return tuple(Level)
    try:
        return tuple(Level(str(one)) for one in (said if isinstance(said, list) else [said]))
    except ValueError as error:
        raise ConfigError(typeset(f"{where} : « echelles » est fait de : {', '.join(Level)}.")) from error


def _formula(where: str, text: object) -> Formula:
    """« A + B - C » as terms; ConfigError for anything else."""
    terms: list[tuple[str, int]] = []
    said, at = str(text).strip(), 0
    while at < len(said):
        term = _TERM.match(said, at)
        if term is None or (terms and not term["sign"]):
            raise ConfigError(
                typeset(f"{where} : la formule « {said} » ne se lit pas."),
                cause="Une formule additionne ou retranche des colonnes : « P_RP - P_RP_VOIT1P ».",
            )
        terms.append((term["column"], -1 if term["sign"] == "-" else 1))
        at = term.end()
    if not terms:
        raise ConfigError(typeset(f"{where} : la formule est vide."))
    return Formula(tuple(terms))
