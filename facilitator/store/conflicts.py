"""Whether an operation can still be taken back or done again, and if not, what stands in the way.

Each check raises ConflictError with what changed, at which station and by which operation.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Column, Connection, Row, Table, and_, case, or_, select, tuple_

from facilitator.errors import ConflictError
from facilitator.store import schema
from facilitator.store.changes import Change, Key, batches, journaled_key, key_in, key_of
from facilitator.store.keeping import is_kept
from facilitator.store.operations import OperationState

_ABSENT: Final = object()


def check_unchanged(connection: Connection, operation: int, changes: Sequence[Change]) -> None:
    """Refuse ``operation`` if a row of ``changes`` is no longer as the operation left or found it."""
    for table, group in groupby(sorted(changes, key=lambda change: change.table.name), lambda c: c.table):
        ordered = list(group)  # sorted() is stable: the changes of one row stay in their order
        written = _last_writers(connection, table, [change.key for change in ordered])
        for change in ordered:
            comes = change.before is None and not is_kept(table)
            if written.get(change.key, _ABSENT) != (_ABSENT if comes else change.last):
                blocker = _later(connection, operation, table, change.key)
                raise _refusal(connection, operation, table, change.key, "a changé depuis", blocker)
            goes = change.after is None and not is_kept(table)
            written[change.key] = _ABSENT if goes else change.next


def check_unique(connection: Connection, operation: int, changes: Sequence[Change]) -> None:
    """Refuse ``operation`` if it brings back a row whose place is taken (an event's slug, an origin)."""
    back: dict[Table, list[Key]] = {}
    for change in changes:
        if change.before is None and is_kept(change.table):
            back.setdefault(change.table, []).append(change.key)
    for table, keys in back.items():
        other = table.alias("other")
        elsewhere = or_(*(column != other.c[column.name] for column in table.primary_key))
        for index in sorted((index for index in table.indexes if index.unique), key=lambda i: str(i.name)):
            same = and_(*(other.c[column.name] == column for column in index.columns))
            taken = connection.execute(
                select(other)
                .join_from(table, other, same & elsewhere)
                .where(key_in(table, keys), ~other.c.withdrawn)
                .limit(1)
            ).one_or_none()
            if taken is not None:
                blocker = _numbered(connection, taken.operation)
                key = key_of(table, taken._mapping)
                raise _refusal(connection, operation, table, key, "a pris la place depuis", blocker)


def check_references(
    connection: Connection, operation: int, table: Table, *, gone: Collection[Key], back: Collection[Key]
) -> None:
    """Refuse ``operation`` if rows of ``table`` that end up ``gone`` are needed, or ``back`` lack something.

    A withdrawn row is still there for what points at it: only rows that are themselves kept (the
    contributions of an event) would be lost from sight with it.
    """
    for child, columns in _pointing_at(table):
        for batch in batches(gone):
            query = select(child).where(tuple_(*columns).in_(batch)).limit(1)
            if is_kept(child):
                query = query.where(~child.c.withdrawn)
            row = connection.execute(query).one_or_none()
            if row is not None:
                blocker = _numbered(connection, row.operation)
                key = key_of(child, row._mapping)
                raise _refusal(connection, operation, child, key, "en dépend depuis", blocker)
    _check_not_withdrawn(connection, operation, table, back)


def _check_not_withdrawn(connection: Connection, operation: int, child: Table, keys: Collection[Key]) -> None:
    """Refuse ``operation`` if it brings rows of ``child`` back to something that has been withdrawn."""
    for parent in (table for table in schema.metadata.sorted_tables if is_kept(table)):
        for columns in (columns for table, columns in _pointing_at(parent) if table is child):
            owner = parent.alias("owner")
            for batch in batches(keys):
                lost = connection.execute(
                    select(owner)
                    .join_from(child, owner, tuple_(*columns) == tuple_(*owner.primary_key))
                    .where(key_in(child, batch), owner.c.withdrawn)
                    .limit(1)
                ).one_or_none()
                if lost is not None:
                    key = key_of(parent, lost._mapping)
                    blocker = _later(connection, operation, parent, key)
                    raise _refusal(connection, operation, parent, key, "n’est plus là", blocker)


def _pointing_at(parent: Table) -> Iterator[tuple[Table, list[Column[Any]]]]:
    """The tables that would lose sight of a row of ``parent``, with their columns of its primary key."""
    for child in schema.metadata.sorted_tables:
        if is_kept(parent) and not is_kept(child):
            continue
        for constraint in sorted(child.foreign_key_constraints, key=lambda c: str(c.name)):
            if constraint.referred_table is parent:
                pointing = {element.column.name: element.parent for element in constraint.elements}
                yield child, [pointing[column.name] for column in parent.primary_key]


def _last_writers(connection: Connection, table: Table, keys: Sequence[Key]) -> dict[Key, object]:
    """The operation that wrote each of these rows last; rows that are not there are left out."""
    rows = connection.execute(select(*table.primary_key, table.c.operation).where(key_in(table, keys)))
    return {tuple(row[:-1]): row[-1] for row in rows}


def _later(connection: Connection, operation: int, table: Table, key: Key) -> Row[Any] | None:
    """The other station's operation that stands in the way of ``operation`` at this row.

    The newest that stands and came later; else, since redoing needs what was there before, the newest
    that was taken back.
    """
    operations, changes = schema.operations, schema.changes
    mine = select(operations.c.station).where(operations.c.number == operation).scalar_subquery()
    rank = case(
        (and_(operations.c.state == OperationState.DONE, operations.c.number > operation), 0),
        (operations.c.state == OperationState.UNDONE, 1),
        else_=2,
    )
    return connection.execute(
        select(operations)
        .join(changes, changes.c.operation == operations.c.number)
        .where(
            changes.c.table_name == table.name,
            changes.c.row_key == journaled_key(key),
            operations.c.station != mine,
        )
        .order_by(rank, operations.c.number.desc())
        .limit(1)
    ).one_or_none()


def _numbered(connection: Connection, number: int | None) -> Row[Any] | None:
    return connection.execute(
        select(schema.operations).where(schema.operations.c.number == number)
    ).one_or_none()


def _refusal(
    connection: Connection, operation: int, table: Table, key: Key, what: str, blocker: Row[Any] | None
) -> ConflictError:
    mine = _numbered(connection, operation)
    assert mine is not None
    verb = "annulée" if mine.state == OperationState.DONE else "rétablie"
    where = "" if blocker is None else f", au poste « {blocker.station} » (« {blocker.summary} »)"
    return ConflictError(
        f"L’opération « {mine.summary} » ne peut plus être {verb}.",
        cause=f"{_subject(connection, table, key)} {what}{where} ; rien n’a été changé.",
        next_step="Faites d’abord revenir l’autre poste sur son opération, ou corrigez à la main.",
    )


_SUBJECTS: Final = {
    "demarche": "La fiche de la démarche",
    "etapes": "Une étape de la démarche",
    "figures": "Un chiffre du territoire",
    "events": "L’événement « {} »",
    "event_tables": "Une table de l’événement « {} »",
    "event_sequences": "Une séquence de l’événement « {} »",
    "event_presences": "Un décompte des présents de l’événement « {} »",
    "contributions": "La contribution n° {}",
    "sortings": "Le classement de l’événement « {} »",
    "themes": "Le thème « {} »",
    "placements": "La place de la contribution n° {}",
    "imports": "Un import de l’événement « {} »",
}


def _subject(connection: Connection, table: Table, key: Key) -> str:
    """The row in the facilitator's words."""
    sentence = _SUBJECTS[table.name]
    if table is schema.themes:
        name = connection.execute(select(table.c.name).where(key_in(table, [key]))).scalar()
        return sentence.format(name) if name is not None else "Un thème"
    if table in (schema.contributions, schema.placements, schema.apart, schema.refusals):
        owner, name = schema.contributions, schema.contributions.c.number
    else:
        owner, name = schema.events, schema.events.c.title
    return sentence.format(connection.execute(select(name).where(owner.c.id == key[0])).scalar())
