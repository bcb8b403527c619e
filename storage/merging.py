"""Two members who turn out to be one person: what is one's becomes the other's, and nothing counts twice."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from storage.database import Database


async def moved(
    db: Database,
    column: sa.Column[int] | sa.Column[int | None],
    kept: int,
    gone: int,
    *among: sa.ColumnElement[bool],
) -> None:
    """Has what is gone's in a column be kept's, as far as the conditions say.

    Where both have the same, by the table's primary key or a constraint of its own, kept's stays alone.
    """
    table = column.table
    if not isinstance(table, sa.Table):
        raise TypeError(f"{column} belongs to no table")
    own = sa.and_(column == gone, *among)
    for others in _keys_with(table, column):
        twin = table.alias("twin")
        same = [twin.c[name] == table.c[name] for name in others]
        doubled = sa.select(sa.literal(1)).where(twin.c[column.name] == kept, *same).exists()
        await db.here.execute(sa.delete(table).where(own, doubled))
    await db.here.execute(sa.update(table).where(own).values({column.name: kept}))


def _keys_with(table: sa.Table, column: sa.Column[int] | sa.Column[int | None]) -> Iterator[list[str]]:
    """The other columns of each key of which this column is a part."""
    keys = [list(table.primary_key.columns.keys())]
    keys += [c.columns.keys() for c in table.constraints if isinstance(c, sa.UniqueConstraint)]
    for names in keys:
        if column.name in names:
            yield [name for name in names if name != column.name]
