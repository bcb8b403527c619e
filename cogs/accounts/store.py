"""Codes, links and what is said of lost accounts, on disk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.api.card import View
from bot.api.people import Account, Address
from cogs.accounts.rules import WORD_LASTS, Link, State
from cogs.accounts.schema import codes, links, words
from storage import dialect
from storage.assemblies import Assemblies
from storage.database import Database
from storage.due import earliest, present
from storage.members import AccountRow, Roll
from storage.merging import moved
from storage.persons import Pair, Persons
from storage.schema import assemblies

_TWINS = (
    "SELECT one.member, other.member FROM account_links "
    "JOIN memberships AS one ON one.account IN (account_links.first, account_links.second) "
    "JOIN memberships AS other ON other.account IN (account_links.first, account_links.second) "
    "AND other.assembly = one.assembly AND other.member <> one.member "
    "WHERE account_links.state = ?"
)


def waiting_to_be_one(connection: Connection) -> dict[int, set[int]]:
    """Members of one person each, whose link waits for a vote; on the database's thread."""
    found: dict[int, set[int]] = {}
    for one, other in dialect.found(connection, _TWINS, (State.WAITING.value,)):
        found.setdefault(one, set()).add(other)
    return found


_OLDEST = sa.select(
    *(
        sa.select(sa.func.min(column)).scalar_subquery()
        for column in (assemblies.c.id, codes.c.until, links.c.until, words.c.at)
    )
)

FIRST_TO_JOIN = (present(links.c.state == State.WAITING.value),)
FIRST_TO_TIDY = (earliest(codes.c.until), earliest(links.c.until), earliest(words.c.at, after=WORD_LASTS))


class AccountStore:
    """One code and one link an account: a new one takes the place of the one before."""

    def __init__(self, db: Database, houses: Assemblies, roll: Roll) -> None:
        self.db = db
        self.houses = houses
        self.roll = roll
        self.persons = Persons(db, roll)

    async def account(self, address: Address) -> Account:
        """The account at this address, made if it is new."""
        return _account(await self.roll.add_account(*address))

    async def known(self, address: Address) -> Account | None:
        row = await self.roll.account(*address)
        return _account(row) if row else None

    async def by_id(self, account: int) -> Account | None:
        row = await self.roll.account_by_id(account)
        return _account(row) if row else None

    async def same(self, account: int) -> list[Account]:
        """An account with all that are linked to it."""
        return [_account(row) for row in await self.persons.accounts(account)]

    async def is_frozen(self, account: Account) -> bool:
        """Whether the account is frozen anywhere: then it says nothing about other accounts."""
        return account.is_frozen or bool(await self.persons.frozen_in(account.id))

    async def member(self, account: int, assembly: int) -> int | None:
        row = await self.roll.member(account, assembly)
        return row.id if row else None

    async def assembly_names(self, some: Sequence[int]) -> dict[int, str]:
        query = sa.select(assemblies.c.id, assemblies.c.name).where(assemblies.c.id.in_(some))
        return {row.id: row.name for row in await self.db.here.execute(query)}

    async def new_code(self, account: int, hash_: str, until: datetime) -> None:
        """Keeps a code in place of the one that the account had."""
        values = {"hash": hash_, "until": until}
        insert: Any = dialect.insert(codes, self.db.here).values(account=account, **values)
        await self.db.here.execute(insert.on_conflict_do_update(index_elements=["account"], set_=values))

    async def maker(self, hash_: str, now: datetime) -> int | None:
        """The account that made a code; a code whose time is over is nobody's."""
        query = sa.select(codes.c.account).where(codes.c.hash == hash_, codes.c.until > now)
        found: int | None = (await self.db.here.execute(query)).scalar_one_or_none()
        return found

    async def begin(self, first: int, second: int, until: datetime) -> Link:
        """Keeps that a code was given, which uses it up."""
        await self.drop(first)
        await self.drop(second)
        added = sa.insert(links).values(first=first, second=second, state=State.GIVEN.value, until=until)
        done = await self.db.here.execute(added.returning(links.c.id))
        return Link(int(done.scalar_one()), first, second, State.GIVEN, until)

    async def link(self, account: int, now: datetime) -> Link | None:
        """The link that an account is about to be part of."""
        theirs = sa.or_(links.c.first == account, links.c.second == account)
        return await self._one(theirs, sa.or_(links.c.until.is_(None), links.c.until > now))

    async def link_by_id(self, link: int) -> Link | None:
        return await self._one(links.c.id == link)

    async def save(self, link: Link) -> None:
        change = sa.update(links).where(links.c.id == link.id)
        await self.db.here.execute(change.values(state=link.state.value, until=link.until))

    async def drop(self, account: int) -> None:
        """Ends whatever was about to be linked to an account, and its code."""
        theirs = sa.or_(links.c.first == account, links.c.second == account)
        await self.db.here.execute(sa.delete(links).where(theirs))
        await self.db.here.execute(sa.delete(codes).where(codes.c.account == account))

    async def waiting(self) -> list[Link]:
        """Links that both sides have confirmed and that wait for the close of a vote."""
        rows = await self.db.here.execute(sa.select(links).where(links.c.state == State.WAITING.value))
        return [_link(row) for row in rows]

    async def doubled(self, link: Link) -> tuple[list[int], list[Pair]]:
        """All accounts on both sides of a link, and where they lead to two members."""
        both = [*await self.persons.accounts(link.first), *await self.persons.accounts(link.second)]
        some = [row.id for row in both]
        return some, await self.persons.doubled(some)

    async def say(self, account: int, assembly: int, member: int, lost: bool, at: datetime) -> None:
        """Keeps a member's word on an account, in place of the one they gave before."""
        values = {"is_lost": lost, "at": at}
        key = {"account": account, "assembly": assembly, "member": member}
        insert: Any = dialect.insert(words, self.db.here).values(**key, **values)
        await self.db.here.execute(insert.on_conflict_do_update(index_elements=list(key), set_=values))

    async def said(self, account: int, assembly: int, lost: bool) -> dict[int, datetime]:
        """Who has said it, and when."""
        same = sa.and_(words.c.account == account, words.c.assembly == assembly, words.c.is_lost == lost)
        rows = await self.db.here.execute(sa.select(words.c.member, words.c.at).where(same))
        return {row.member: row.at for row in rows}

    async def settle(self, account: int, assembly: int) -> None:
        """Forgets what was said, once it is done."""
        own = sa.and_(words.c.account == account, words.c.assembly == assembly)
        await self.db.here.execute(sa.delete(words).where(own))

    async def frozen_since(self, account: int, assembly: int) -> datetime | None:
        """Since when nothing counts in an assembly that an account does."""
        row = await self.roll.member(account, assembly)
        return row.frozen_at if row else None

    async def tidy(self, now: datetime) -> None:
        """Deletes what nobody answered in time."""
        for table, column, by in ((codes, codes.c.until, now), (links, links.c.until, now)):
            await self.db.here.execute(sa.delete(table).where(column <= by))
        await self.db.here.execute(sa.delete(words).where(words.c.at <= now - WORD_LASTS))

    async def tidy_at(self) -> tuple[int | None, datetime | None]:
        """In which assembly's name, and when, something is too old."""
        first, code, link, said = (await self.db.here.execute(_OLDEST)).one()
        word = said + WORD_LASTS if said is not None else None
        return first, min((at for at in (code, link, word) if at is not None), default=None)

    async def merge(self, _assembly: int, kept: int, gone: int, _now: datetime) -> Sequence[View]:
        """What one person said by two accounts they have said once."""
        await moved(self.db, words.c.member, kept, gone)
        return ()

    async def forget(self, member: int) -> None:
        """Erases what a member said of others' accounts; their own go with the accounts."""
        await self.db.here.execute(sa.delete(words).where(words.c.member == member))

    async def any_assembly(self, link: Link) -> int | None:
        """An assembly to whose roll both accounts of a link lead; any at all where neither is on one."""
        first = {assembly for assembly, _ in await self.persons.leads(link.first)}
        second = {assembly for assembly, _ in await self.persons.leads(link.second)}
        return min(first & second or first | second, default=None) or (await self.tidy_at())[0]

    async def assembly(self, assembly: int) -> str:
        return (await self.assembly_names([assembly])).get(assembly, "")

    async def _one(self, *conditions: sa.ColumnElement[bool]) -> Link | None:
        row = (await self.db.here.execute(sa.select(links).where(*conditions))).one_or_none()
        return _link(row) if row else None


def _link(row: Any) -> Link:
    return Link(row.id, row.first, row.second, State(row.state), row.until)


def _account(row: AccountRow) -> Account:
    linked, frozen = row.person is not None, row.frozen_at is not None
    address = Address(row.network, row.address)
    return Account(row.id, address, row.locale, row.zone, linked, frozen, row.parted_at)
