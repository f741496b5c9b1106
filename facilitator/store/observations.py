"""Public statistics of one mission, in a file of their own beside the démarche: imported again at will."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sqlalchemy import (
    Column,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    and_,
    delete,
    insert,
    inspect,
    or_,
    select,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from facilitator.domain.place import Level, Perimeter, Place
from facilitator.domain.statistics import Mark, Observation, Origin
from facilitator.store.database import Database

FILE_NAME: Final = "indicateurs.sqlite"
_PERIMETER: Final = "perimetre"

_metadata = MetaData()
_fact = Table(
    "fact", _metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False)
)
_place = Table(
    "place",
    _metadata,
    Column("level", String, primary_key=True),
    Column("code", String, primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("population", Integer, nullable=False),
    Column("departement", String, nullable=False),
    Column("epci", String, nullable=False),
)
_observation = Table(
    "observation",
    _metadata,
    Column("level", String, primary_key=True),
    Column("code", String, primary_key=True),
    Column("column", String, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("number", Float),
    Column("mark", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("base", String, nullable=False),
    Column("file", String, nullable=False),
)
_KEY: Final = ["level", "code", "column", "year"]


def communes_chosen(folder: Path) -> tuple[str, ...]:
    """The names of the communes of the mission in this démarche's folder; empty where none were chosen."""
    if not (folder / FILE_NAME).is_file():
        return ()
    kept = ObservationFile(folder)
    try:
        perimeter = kept.perimeter()
    finally:
        kept.close()
    return () if perimeter is None else tuple(one.name for one in perimeter.communes)


class ObservationFile:
    """The statistics kept in a démarche's folder. Use ``close`` when done."""

    def __init__(self, folder: Path) -> None:
        path = folder / FILE_NAME
        self._database = Database(path)
        if not (path.is_file() and self._is_made()):  # who only looks takes no turn at writing
            with self._database.writing() as connection:
                _metadata.create_all(connection)

    def _is_made(self) -> bool:
        with self._database.reading() as connection:
            return inspect(connection).has_table(_observation.name)

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    def perimeter(self) -> Perimeter | None:
        """The places of the mission; None when nobody has chosen them yet."""
        with self._database.reading() as connection:
            said = connection.execute(select(_fact.c.value).where(_fact.c.key == _PERIMETER)).scalar()
            rows = connection.execute(select(_place).order_by(_place.c.rank)).all()
        if said is None:
            return None
        facts = json.loads(said)
        places = [
            Place(Level(row.level), row.code, row.name, row.population, row.departement, row.epci)
            for row in rows
        ]
        return Perimeter(
            next(one for one in places if one.level is Level.EPCI),
            tuple(one for one in places if one.level is Level.COMMUNE),
            tuple(one for one in places if one.level is Level.DEPARTEMENT),
            facts["source"],
            tuple(facts["remarks"]),
        )

    def choose(self, perimeter: Perimeter) -> None:
        """Keep these places; what was imported for others goes, since sums were made for them."""
        before = self.perimeter()
        facts = json.dumps({"source": perimeter.source, "remarks": perimeter.remarks}, ensure_ascii=False)
        kept = (*perimeter.communes, perimeter.epci, *perimeter.departements)
        rows = [
            {
                "level": one.level.value,
                "code": one.code,
                "rank": rank,
                "name": one.name,
                "population": one.population,
                "departement": one.departement,
                "epci": one.epci,
            }
            for rank, one in enumerate(kept)
        ]
        with self._database.writing() as connection:
            if before is not None and before.places != perimeter.places:
                connection.execute(delete(_observation))
            connection.execute(delete(_place))
            connection.execute(insert(_place), rows)
            said = upsert(_fact).values(key=_PERIMETER, value=facts)
            connection.execute(said.on_conflict_do_update(index_elements=["key"], set_={"value": facts}))

    @property
    def holds_any(self) -> bool:
        """Whether anything was imported."""
        with self._database.reading() as connection:
            return connection.execute(select(_observation.c.code).limit(1)).first() is not None

    def observations(self) -> tuple[Observation, ...]:
        """Everything kept."""
        with self._database.reading() as connection:
            rows = connection.execute(select(_observation)).all()
        return tuple(
            Observation(
                Level(row.level),
                row.code,
                row.column,
                row.year,
                row.number,
                Mark(row.mark),
                Origin(row.origin),
                row.base,
                row.file,
            )
            for row in rows
        )

    def keep(self, observations: Iterable[Observation]) -> None:
        """Add these, in the place of the same ones; sums never take the place of what was read,
        nor a gap that of a number, unless the same file now holds it back."""
        rows = [
            {
                "level": one.level.value,
                "code": one.code,
                "column": one.column,
                "year": one.year,
                "number": one.number,
                "mark": one.mark.value,
                "origin": one.origin.value,
                "base": one.base,
                "file": one.file,
            }
            for one in observations
        ]
        read = (Origin.DIRECT.value, Origin.REGISTER.value)
        direct = [row for row in rows if row["origin"] in read and row["number"] is not None]
        hidden = [row for row in rows if row["origin"] in read and row["number"] is None]
        sums = [row for row in rows if row["origin"] not in read and row["number"] is not None]
        gaps = [row for row in rows if row["origin"] not in read and row["number"] is None]
        added = upsert(_observation)
        changed = {name: added.excluded[name] for name in ("number", "mark", "origin", "base", "file")}
        weaker = and_(*(_observation.c.origin != one for one in read))
        with self._database.writing() as connection:
            if direct:
                connection.execute(added.on_conflict_do_update(index_elements=_KEY, set_=changed), direct)
            if hidden:
                same = or_(_observation.c.number.is_(None), _observation.c.file == added.excluded.file)
                only = added.on_conflict_do_update(index_elements=_KEY, set_=changed, where=same)
                connection.execute(only, hidden)
            if sums:
                only = added.on_conflict_do_update(index_elements=_KEY, set_=changed, where=weaker)
                connection.execute(only, sums)
            if gaps:
                connection.execute(added.on_conflict_do_nothing(index_elements=_KEY), gaps)
