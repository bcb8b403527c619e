"""People with several accounts: linked ones share a person, and lead to one member in every assembly."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from storage.database import Database
from storage.member_rows import ACCOUNT, FOUND_BY, AccountRow, MemberRow
from storage.members import Roll
from storage.merging import moved
from storage.schema import accounts, members, memberships, once, tells


@dataclass(frozen=True, slots=True)
class Pair:
    """Two members of one assembly who turn out to be one person; the one that was there first stays."""

    assembly: int
    kept: int
    gone: int


# Every card asks these; to put them together each time takes longer than to run them.
_SOME = once.c.member.in_(sa.bindparam("some", expanding=True))
_ONCE = ACCOUNT.add_columns(once.c.member).join(once, once.c.account == accounts.c.id).where(_SOME)
_BEFORE = (
    sa.select(once.c.member, accounts.c.address)
    .join(accounts, once.c.account == accounts.c.id)
    .where(_SOME, accounts.c.network == sa.bindparam("network"))
    .order_by(accounts.c.id.desc())
)


def as_it_stands(connection: Connection, account: int, assembly: int) -> tuple[bool, MemberRow | None]:
    """Whether an account is frozen, and the member to whom it leads, on the database's thread."""
    query = sa.select(accounts.c.frozen_at).where(accounts.c.id == account)
    frozen = connection.execute(query).scalar_one_or_none() is not None
    found = connection.execute(FOUND_BY, {"account": account, "assembly": assembly}).one_or_none()
    return frozen, MemberRow(*found) if found else None


class Persons:
    """Links are stored as a number that accounts share, and told to nobody but the person."""

    def __init__(self, db: Database, roll: Roll) -> None:
        self.db = db
        self.roll = roll

    async def accounts(self, account: int) -> list[AccountRow]:
        """An account with all that are linked to it, by id."""
        person = sa.select(accounts.c.person).where(accounts.c.id == account).scalar_subquery()
        same = sa.or_(accounts.c.id == account, accounts.c.person == person)
        rows = await self.db.here.execute(ACCOUNT.where(same).order_by(accounts.c.id))
        return [AccountRow(*row) for row in rows]

    async def doubled(self, some: Collection[int]) -> list[Pair]:
        """Where these accounts lead to more than one member, whether on the roll or off it."""
        theirs = memberships.c.account.in_(some)
        query = sa.select(
            memberships.c.assembly, sa.func.min(memberships.c.member), sa.func.max(memberships.c.member)
        ).where(theirs)
        query = query.group_by(memberships.c.assembly).order_by(memberships.c.assembly)
        rows = await self.db.here.execute(query)
        return [Pair(assembly, kept, gone) for assembly, kept, gone in rows if kept != gone]

    async def merge(self, pair: Pair, at: datetime) -> int:
        """Makes two members one: on the roll if either was, in the stronger role; the role they have then."""
        rows = await self._both(pair)
        there = [row for row in rows if row.left_at is None] or rows
        role: int = max(row.role for row in there)
        values = {
            "role": role,
            "joined_at": min(row.joined_at for row in there),
            "left_at": there[0].left_at,
            "greeted": any(row.greeted for row in rows),
            "initials": rows[0].initials,
            "accepted": max(row.accepted for row in rows),
            "accepted_at": max((row.accepted_at for row in rows if row.accepted_at), default=None),
            "paused_at": max((r.paused_at for r in there), key=_never_first),
            "away_at": max((r.away_at for r in there), key=_never_first),
        }
        await self._lead(pair)
        gone = {"left_at": at, "role": 1, "greeted": True, "initials": None}
        await self.roll.change_member(pair.gone, **gone)
        await self.roll.change_member(pair.kept, **values)
        await moved(self.db, tells.c.member, pair.kept, pair.gone)
        return role

    async def link(self, some: Collection[int]) -> None:
        """Has these accounts be one person's from now on, and each lead where any of them does.

        One that was unlinked before keeps when that was: a fresh account gives it nothing back.
        """
        number = await self._free_number()
        change = sa.update(accounts).where(accounts.c.id.in_(some))
        await self.db.here.execute(change.values(person=number))
        leads = sa.select(memberships.c.assembly, memberships.c.member).where(memberships.c.account.in_(some))
        for assembly, member in (await self.db.here.execute(leads.distinct())).all():
            await self._lead_too(some, assembly, member)
        self.roll.unsettle(some)

    async def part(self, account: int, at: datetime) -> list[tuple[int, int]]:
        """Takes an account from its person; where it led before, as (assembly, member).

        What it did stays with the member. It comes onto a roll by others' hands alone from now on, as its
        person may have voted there.
        """
        others = [row.id for row in await self.accounts(account) if row.id != account]
        query = sa.select(memberships.c.assembly, memberships.c.member)
        led = (await self.db.here.execute(query.where(memberships.c.account == account))).all()
        await self.db.here.execute(sa.delete(memberships).where(memberships.c.account == account))
        alone = [account, *others] if len(others) == 1 else [account]
        await self._change(alone, person=None)
        await self._change([account], parted_at=at)
        self.roll.unsettle([account, *others])
        return [(assembly, member) for assembly, member in led]

    async def freeze(self, account: int, at: datetime | None, assembly: int | None = None) -> None:
        """Has nothing count that an account does, in one assembly or anywhere; None ends that."""
        theirs = memberships.c.account == account
        if assembly is not None:
            theirs = sa.and_(theirs, memberships.c.assembly == assembly)
        await self.db.here.execute(sa.update(memberships).where(theirs).values(frozen_at=at))
        if assembly is None or (at is None and not await self.frozen_in(account)):
            await self._change([account], frozen_at=at)
        self.roll.unsettle([account])

    async def frozen_in(self, account: int) -> list[int]:
        """The assemblies in which nothing counts that an account does."""
        query = sa.select(memberships.c.assembly).where(
            memberships.c.account == account, memberships.c.frozen_at.is_not(None)
        )
        return list((await self.db.here.execute(query)).scalars())

    async def leads(self, account: int) -> list[tuple[int, int]]:
        """Every member to whom an account leads and who is on the roll, as (assembly, member)."""
        query = sa.select(memberships.c.assembly, memberships.c.member).join(
            members, members.c.id == memberships.c.member
        )
        own = query.where(memberships.c.account == account, members.c.left_at.is_(None))
        return [(a, m) for a, m in await self.db.here.execute(own.order_by(memberships.c.assembly))]

    async def earlier(self, member: int) -> Sequence[int]:
        """Members who were found to be the same person as this one: their ids stand in what was decided."""
        query = sa.select(once.c.member).where(once.c.kept == member).distinct().order_by(once.c.member)
        return list((await self.db.here.execute(query)).scalars())

    async def accounts_of(self, some: Collection[int]) -> dict[int, list[AccountRow]]:
        """The accounts by which each of these members is known, also of those who became another since."""
        found = await self.roll.accounts_of(some)
        if not found:
            return found
        for *columns, member in await self.db.here.execute(_ONCE, {"some": [*some]}):
            found[member].append(AccountRow(*columns))
        return found

    async def named(self, some: Collection[int], network: str) -> dict[int, tuple[str, str]]:
        """By which account each of these members is named on a network.

        No account stands for two of them: who was found to be one person after a decision is named in it as
        before, so that its card does not tell. A member who came by one account is not named by another one
        of the same network.
        """
        before = await self.db.here.execute(_BEFORE, {"some": [*some], "network": network})
        named = {m: (network, address) for m, address in before}
        taken = set(named.values())
        for member, rows in (await self.roll.accounts_of(some)).items():
            theirs = [(r.network, r.address) for r in rows if r.network == network]
            free = [one for one in theirs if one not in taken]
            if free and member not in named:
                named[member] = free[0]
        return named

    async def forget(self, member: int) -> None:
        """Erases that a member was ever found to be the same person as another."""
        await self.db.here.execute(
            sa.delete(once).where(sa.or_(once.c.member == member, once.c.kept == member))
        )

    async def _both(self, pair: Pair) -> list[sa.Row[tuple[object, ...]]]:
        """The rows of kept and gone, in that order."""
        query = sa.select(members).where(members.c.id.in_((pair.kept, pair.gone))).order_by(members.c.id)
        return list((await self.db.here.execute(query)).all())

    async def _lead(self, pair: Pair) -> None:
        """Has gone's accounts lead to kept, and notes for whom they stood."""
        own = sa.select(memberships.c.account).where(memberships.c.member == pair.gone)
        some = list((await self.db.here.execute(own)).scalars())
        again = sa.update(once).where(once.c.kept == pair.gone)
        await self.db.here.execute(again.values(kept=pair.kept))
        rows = [{"member": pair.gone, "account": account, "kept": pair.kept} for account in some]
        await self.db.here.execute(sa.insert(once), rows)
        change = sa.update(memberships).where(memberships.c.member == pair.gone)
        await self.db.here.execute(change.values(member=pair.kept, linked=True))
        self.roll.unsettle(some)

    async def _lead_too(self, some: Collection[int], assembly: int, member: int) -> None:
        have = sa.select(memberships.c.account).where(
            memberships.c.account.in_(some), memberships.c.assembly == assembly
        )
        there = set((await self.db.here.execute(have)).scalars())
        rows = [
            {"account": account, "assembly": assembly, "member": member, "linked": True}
            for account in sorted(set(some) - there)
        ]
        if rows:
            await self.db.here.execute(sa.insert(memberships), rows)

    async def _free_number(self) -> int:
        query = sa.select(sa.func.coalesce(sa.func.max(accounts.c.person), 0) + 1)
        return int((await self.db.here.execute(query)).scalar_one())

    async def _change(self, some: Collection[int], **values: object) -> None:
        await self.db.here.execute(sa.update(accounts).where(accounts.c.id.in_(some)).values(**values))


def _never_first(at: datetime | None) -> tuple[bool, float]:
    """Orders instants with None behind all of them: what one of two does not have, both together have not."""
    return at is None, at.timestamp() if at else 0.0
