"""Accounts of people on no roll: known for one thing that they asked for, and let go with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from storage import dialect
from storage.dialect import micros
from storage.schema import accounts, memberships, once, tells

_ADD = "INSERT INTO accounts (network, address, opened_at)"
_KNOWN = "ON CONFLICT (network, address) DO NOTHING"
Address = tuple[str, str]


def account_ids(connection: Connection, some: Mapping[Address, bool], now: datetime) -> dict[Address, int]:
    """The account of each address, made where it is new, on the database's own thread.

    Each comes with whether the person wrote where they are alone with the bot, which keeps that chat open.
    Of when that was the day alone is kept.
    """
    today = micros(now.replace(hour=0, minute=0, second=0, microsecond=0))
    rows = [(*address, today if alone else None) for address, alone in sorted(some.items())]
    dialect.add(connection, _ADD, rows, _KNOWN)
    found: dict[Address, int] = {}
    for network in {network for network, _ in some}:
        c, here = accounts.c, [address for on, address in some if on == network]
        query = sa.select(c.address, c.id).where(c.network == network, c.address.in_(here))
        found.update({(network, address): number for address, number in connection.execute(query)})
    return found


def let_go(connection: Connection, some: Collection[int]) -> list[int]:
    """Erases those of these accounts that nothing else is kept of; which they were."""
    c = accounts.c
    plain = (c.locale.is_(None), c.zone.is_(None), c.person.is_(None), c.uses.is_(None), sa.not_(c.quiet))
    marked = (c.frozen_at.is_(None), c.parted_at.is_(None))
    bare = sa.and_(c.id.in_(some), *plain, *marked)
    led = sa.union_all(
        sa.select(memberships.c.account),
        sa.select(once.c.account),
        sa.select(tells.c.account).where(tells.c.account.is_not(None), tells.c.state == "waiting"),
    )
    gone = sa.delete(accounts).where(bare, c.id.not_in(led)).returning(c.id)
    return list(connection.execute(gone).scalars())
