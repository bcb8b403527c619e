"""Accounts and the roll: who is a member of what, since when, in which role."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from storage import dialect
from storage.database import Database
from storage.member_rows import ACCOUNT, AT_ADDRESS, BY_ID, FOUND_BY, IN_ROLE, ONCE, SALTS, THEIRS
from storage.member_rows import AccountRow as AccountRow
from storage.member_rows import MemberRow as MemberRow
from storage.schema import accounts, members, memberships

NOTHING_OF_THEIRS = {"paused_at": None, "away_at": None, "accepted": 0, "accepted_at": None}
_ON_THE_ROLL = "SELECT id FROM members WHERE id = ? AND left_at IS NULL"


class Roll:
    """Accounts and members; what is on disk is remembered until it changes, which makes a new edition."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._accounts: dict[tuple[str, str], AccountRow] = {}
        self._members: dict[tuple[int, int], MemberRow] = {}
        self._moved: set[int] = set()
        self._unsettled: set[int] = set()
        self.edition = 0

    def known_account(self, address: tuple[str, str]) -> AccountRow | None:
        """An account that was read before: no wait, for crowds."""
        return self._accounts.get(address)

    def known_member(self, account: int, assembly: int) -> MemberRow | None:
        """A member who was read before: no wait, for crowds."""
        return self._members.get((account, assembly))

    def has_moved(self, member: int) -> bool:
        """Whether a member left or came back since the start, so that what was read of them may be old."""
        return member in self._moved

    def is_unsettled(self, account: int) -> bool:
        """Whether an account was linked, unlinked or frozen since the start, so that reads may be old."""
        return account in self._unsettled

    def unsettle(self, some: Iterable[int]) -> None:
        """Has what was read of these accounts read again, also by acts in the same transaction."""
        self._unsettled.update(some)
        self._forget_caches()

    def gone_among(self, connection: Connection, some: Iterable[int]) -> frozenset[int]:
        """Those of these members who are off the roll, though an act of theirs was read while on it.

        Only who left or came back since the start can be; so a crowd is asked about at no cost.
        """
        doubtful = self._moved.intersection(some) if self._moved else ()
        return frozenset(m for m in doubtful if not dialect.found(connection, _ON_THE_ROLL, (m,)))

    async def account(self, network: str, address: str) -> AccountRow | None:
        known = self._accounts.get((network, address))
        if known is not None and not self.db.is_writing:
            return known
        edition, given = self.edition, {"network": network, "address": address}
        found = (await self.db.here.execute(AT_ADDRESS, given)).one_or_none()
        if found is None:
            return None
        row = AccountRow(*found)
        if self.db.is_current and edition == self.edition:
            self._accounts[network, address] = row
        return row

    async def account_by_id(self, account: int) -> AccountRow | None:
        found = (await self.db.here.execute(ACCOUNT.where(accounts.c.id == account))).one_or_none()
        return AccountRow(*found) if found else None

    async def add_account(self, network: str, address: str) -> AccountRow:
        """The account, made if it is new."""
        insert: Any = dialect.insert(accounts, self.db.here).values(network=network, address=address)
        await self.db.here.execute(insert.on_conflict_do_nothing(index_elements=["network", "address"]))
        row = await self.account(network, address)
        if row is None:
            raise LookupError("an account was not written")
        return row

    async def change_account(self, account: int, **values: Any) -> None:
        """Sets columns of an account: locale, zone, quiet, told_at, closed_at."""
        await self.db.here.execute(sa.update(accounts).where(accounts.c.id == account).values(**values))
        self._forget_caches()

    async def note_open(self, some: Collection[int], at: datetime) -> None:
        """Notes that these accounts have a chat with the bot."""
        change = sa.update(accounts).where(accounts.c.id.in_(some), accounts.c.opened_at.is_(None))
        await self.db.here.execute(change.values(opened_at=at))
        self._forget_caches()

    async def member(self, account: int, assembly: int) -> MemberRow | None:
        known = self._members.get((account, assembly))
        if known is not None and not self.db.is_writing:
            return known
        edition, given = self.edition, {"account": account, "assembly": assembly}
        found = (await self.db.here.execute(FOUND_BY, given)).one_or_none()
        if found is None:
            return None
        row = MemberRow(*found)
        if self.db.is_current and edition == self.edition:
            self._members[account, assembly] = row
        return row

    async def member_at(self, address: tuple[str, str], assembly: int) -> MemberRow | None:
        """The member behind an address, where they are on the roll."""
        account = await self.account(*address)
        return await self.member(account.id, assembly) if account is not None else None

    async def member_by_id(self, member: int) -> MemberRow | None:
        found = (await self.db.here.execute(BY_ID, {"member": member})).one_or_none()
        return MemberRow(*found) if found else None

    async def enrol(self, account: int, assembly: int, role: int, at: datetime) -> MemberRow:
        """Puts an account's person on the roll; one who is on it already stays as they are.

        One who was on it before is the same member again: somebody who left and came back has one ballot.
        """
        present = await self.member(account, assembly)
        if present is not None:
            return present
        before = await self._once(account, assembly)
        if before is not None:
            again = {"left_at": None, "paused_at": None, "away_at": None}
            await self.change_member(before, role=role, joined_at=at, **again)
            if (back := await self.member_by_id(before)) is not None:
                return back
        member = await self._add(assembly, at, role=role)
        await self._link(account, assembly, member)
        return MemberRow(member, assembly, role, at, False)

    async def wait(self, account: int, assembly: int, at: datetime) -> int:
        """The member that an account's person was, or will be once they come onto the roll."""
        before = await self._once(account, assembly)
        if before is not None:
            return before
        member = await self._add(assembly, at, role=1, left_at=at)
        await self._link(account, assembly, member)
        return member

    async def enrol_by_initials(self, assembly: int, initials: str, at: datetime) -> int:
        """Puts a person without an account on the roll; their member id."""
        return await self._add(assembly, at, role=1, initials=initials)

    async def by_initials(self, assembly: int) -> dict[str, int]:
        """Those on the roll who have no account, by their initials."""
        query = sa.select(members.c.initials, members.c.id).where(
            members.c.assembly == assembly, members.c.left_at.is_(None), members.c.initials.is_not(None)
        )
        rows = await self.db.here.execute(query.order_by(members.c.initials))
        return {row.initials: row.id for row in rows}

    async def join(self, account: int, assembly: int, member: int) -> None:
        """Makes an account a member's; one who was known by initials alone is so no longer."""
        await self._link(account, assembly, member)
        await self.change_member(member, initials=None)

    async def was_on(self, account: int, assembly: int) -> bool:
        """Whether an account's person is or was on the roll."""
        return await self._once(account, assembly) is not None

    async def _link(self, account: int, assembly: int, member: int) -> None:
        """Has an account lead to a member, and with it those that are linked to it."""
        person = sa.select(accounts.c.person).where(accounts.c.id == account).scalar_subquery()
        same = sa.select(accounts.c.id, accounts.c.frozen_at).where(accounts.c.person == person)
        others = list(await self.db.here.execute(same.where(accounts.c.id != account)))
        for one, frozen_at in ((account, None), *others):
            insert: Any = dialect.insert(memberships, self.db.here).values(
                account=one, assembly=assembly, member=member, linked=one != account, frozen_at=frozen_at
            )
            await self.db.here.execute(
                insert.on_conflict_do_update(index_elements=["account", "assembly"], set_={"member": member})
            )
        if others:
            self.unsettle(one for one, _ in others)

    async def _add(self, assembly: int, at: datetime, **values: Any) -> int:
        added = sa.insert(members).values(
            assembly=assembly, joined_at=at, salt=secrets.token_bytes(16), **values
        )
        done = await self.db.here.execute(added.returning(members.c.id))
        return int(done.scalar_one())

    async def _once(self, account: int, assembly: int) -> int | None:
        """The member that an account was in an assembly, whether on its roll or off it."""
        given = {"account": account, "assembly": assembly}
        return (await self.db.here.execute(ONCE, given)).scalar_one_or_none()

    async def change_member(self, member: int, **values: Any) -> None:
        """Sets columns of a member: role, left_at, greeted, salt, initials."""
        if "left_at" in values:
            self._moved.add(member)  # at once: acts in the same transaction have to be asked about too
        await self.db.here.execute(sa.update(members).where(members.c.id == member).values(**values))
        self._forget_caches()

    async def in_role(self, assembly: int, role: int) -> list[int]:
        """The members of an assembly who have at least this role."""
        rows = await self.db.here.execute(IN_ROLE, {"assembly": assembly, "role": role})
        return [row[0] for row in rows]

    async def size(self, assembly: int) -> int:
        """How many are on the roll."""
        query = sa.select(sa.func.count()).where(members.c.assembly == assembly, members.c.left_at.is_(None))
        return int((await self.db.here.execute(query)).scalar_one())

    async def accounts_of(self, some: Collection[int]) -> dict[int, list[AccountRow]]:
        """The accounts of each of these members, also of those who have left the roll.

        Those by which they came onto it are first; one that was frozen here is frozen.
        """
        found: dict[int, list[AccountRow]] = {member: [] for member in some}
        if not found:
            return found
        for *columns, member, frozen_here in await self.db.here.execute(THEIRS, {"some": [*some]}):
            row = AccountRow(*columns)
            found[member].append(replace(row, frozen_at=row.frozen_at or frozen_here))
        return found

    async def salts_of(self, some: Collection[int]) -> dict[int, bytes]:
        if not some:
            return {}
        rows = await self.db.here.execute(SALTS, {"some": [*some]})
        return {member: salt for member, salt in rows if salt is not None}

    async def forget(self, member: int, at: datetime) -> None:
        """Takes a person off the roll, and with their salt every way from the journal back to them.

        The accounts go too, unless they belong to another assembly's roll as well.
        """
        own = sa.select(memberships.c.account).where(memberships.c.member == member)
        ids = list((await self.db.here.execute(own)).scalars())
        await self.db.here.execute(sa.delete(memberships).where(memberships.c.member == member))
        values = {"left_at": at, "salt": None, "role": 1, "initials": None, **NOTHING_OF_THEIRS}
        await self.change_member(member, **values)
        elsewhere = sa.select(memberships.c.account)
        await self.db.here.execute(
            sa.delete(accounts).where(accounts.c.id.in_(ids), accounts.c.id.not_in(elsewhere))
        )
        self._forget_caches()

    def _forget_caches(self) -> None:
        def forget() -> None:
            self._accounts.clear()
            self._members.clear()
            self.edition += 1

        forget()
        self.db.after_commit(forget)
