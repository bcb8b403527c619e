"""Accounts and members as rows, and the queries that find them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.schema import accounts, members, memberships


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One identity on one network; linked ones have the same person.

    closed_at is since when it refuses direct messages, opened_at since when it has a chat with the bot,
    frozen_at since when nothing that it does counts, parted_at when it was unlinked from its person.
    uses is the assembly that is meant in a direct room.
    """

    id: int
    network: str
    address: str
    locale: str | None
    zone: str | None
    quiet: bool
    told_at: datetime | None
    closed_at: datetime | None
    opened_at: datetime | None
    person: int | None = None
    frozen_at: datetime | None = None
    parted_at: datetime | None = None
    uses: int | None = None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A person on a roll; greeted says that they were told what is kept.

    rests says that they have paused or were found in no place; accepted is the version of the principles.
    frozen_at is of the account by which they were found: since when nothing that it does counts here.
    """

    id: int
    assembly: int
    role: int
    joined_at: datetime
    greeted: bool
    rests: bool = False
    accepted: int = 0
    frozen_at: datetime | None = None


ACCOUNT = sa.select(*(accounts.c[name] for name in AccountRow.__slots__))
_RESTS = sa.or_(members.c.paused_at.is_not(None), members.c.away_at.is_not(None))
MEMBER = sa.select(
    members.c.id,
    members.c.assembly,
    members.c.role,
    members.c.joined_at,
    members.c.greeted,
    _RESTS,
    members.c.accepted,
).where(members.c.left_at.is_(None))
_LEADS = sa.and_(
    memberships.c.account == sa.bindparam("account"), memberships.c.assembly == sa.bindparam("assembly")
)
FOUND_BY: sa.Select[Any] = (
    MEMBER.join(memberships, memberships.c.member == members.c.id)
    .where(_LEADS)
    .add_columns(memberships.c.frozen_at)
)
"""The member to whom an account leads, as a row of the roll."""
AT_ADDRESS = ACCOUNT.where(
    accounts.c.network == sa.bindparam("network"), accounts.c.address == sa.bindparam("address")
)
THEIRS: sa.Select[Any] = (
    ACCOUNT.add_columns(memberships.c.member, memberships.c.frozen_at)
    .join(memberships, memberships.c.account == accounts.c.id)
    .where(memberships.c.member.in_(sa.bindparam("some", expanding=True)))
    .order_by(memberships.c.linked, accounts.c.id)
)
"""The accounts of some members."""
BY_ID = MEMBER.where(members.c.id == sa.bindparam("member"))
IN_ROLE = MEMBER.where(
    members.c.assembly == sa.bindparam("assembly"), members.c.role >= sa.bindparam("role")
).order_by(members.c.id)
ONCE = sa.select(memberships.c.member).where(_LEADS)
"""The member that an account was in an assembly, whether on its roll or off it."""
SALTS = sa.select(members.c.id, members.c.salt).where(members.c.id.in_(sa.bindparam("some", expanding=True)))
