"""The end of a mission, table by table."""

from facilitator.store import schema
from facilitator.store.purging import GOES, STAYS


def test_every_table_of_the_file_either_goes_or_stays() -> None:
    told = {table.name for table in (*GOES, *STAYS, schema.purges)}
    assert told == set(schema.metadata.tables)
    assert len(told) == len(GOES) + len(STAYS) + 1
