"""What is left of signatures that were taken back: counters at nothing, words that nobody says any more."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from cogs.campaigns.rules.signature import Standing
from cogs.campaigns.sign_schema import counts, signatures, signed_as, terms
from cogs.campaigns.trust_schema import merges, vouches

_COUNTED = ("trade", "country", "language")
_OTHERS = (int(Standing.PENDING), int(Standing.REJECTED))


def tidy(connection: Connection, assembly: int) -> None:
    """Erases both: a counter at nothing would tell the day or the hour of what was taken back."""
    connection.execute(sa.delete(counts).where(counts.c.n == 0, counts.c.vouched == 0))
    c = terms.c
    unused = sa.and_(c.assembly == assembly, c.merged_into.is_(None), c.id.not_in(_used()))
    connection.execute(sa.delete(terms).where(unused))


def _used() -> sa.CompoundSelect[tuple[int]]:
    """The words that something still says; signatures that count are known by the counters."""
    into = terms.alias()
    apart = sa.select(counts.c.campaign).where(
        counts.c.kind == "standing", counts.c.term.in_(_OTHERS), counts.c.n > 0
    )
    not_counted = sa.and_(signatures.c.campaign.in_(apart), signatures.c.standing.in_(_OTHERS))
    beside = [sa.select(column).where(column.is_not(None)) for column in (*_said_beside(), vouches.c.trade)]
    return sa.union_all(
        sa.select(counts.c.term).where(counts.c.kind.in_(_COUNTED)),
        *(
            sa.select(signatures.c[kind]).where(not_counted, signatures.c[kind].is_not(None))
            for kind in _COUNTED
        ),
        *beside,
        sa.select(merges.c.gone),
        sa.select(merges.c.into),
        sa.select(into.c.merged_into).where(into.c.merged_into.is_not(None)),
    )


def _said_beside() -> tuple[sa.ColumnElement[int], ...]:
    return signed_as.c.workplace, signed_as.c.association
