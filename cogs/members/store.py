"""Assemblies and rolls as this cog keeps them: the common tables, and what a person leaves in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

import sqlalchemy as sa

from bot.api.cog import Keeping
from bot.api.people import Account, Address, Assembly, Member, Place, Role, RollPolicy
from storage.assemblies import Assemblies, AssemblyRow
from storage.database import Database
from storage.due import earliest
from storage.inbox import Inbox
from storage.members import AccountRow, MemberRow, Roll
from storage.outbox import Outbox
from storage.persons import Persons
from storage.reactions import ReactionStates
from storage.rests import Rests
from storage.schema import accounts, assemblies, inbox, members, memberships, once, posts, reactions, tells

CHANGE = "change"
TIDY_EVERY = timedelta(days=1)
FIRST_TO_ERASE = (earliest(assemblies.c.erase_at),)
_OLDEST = sa.select(
    sa.select(sa.func.min(assemblies.c.id)).scalar_subquery(),
    sa.select(inbox.c.at).order_by(inbox.c.id).limit(1).scalar_subquery(),
    sa.select(sa.func.min(tells.c.ordered_at)).where(tells.c.state != "waiting").scalar_subquery(),
)


class MemberStore:
    """What the handlers of this cog read and write."""

    def __init__(self, db: Database, assemblies: Assemblies, roll: Roll) -> None:
        self.db = db
        self.assemblies = assemblies
        self.roll = roll
        self.rests = Rests(db, roll)

    async def meets_at(self, places: Sequence[Address]) -> Assembly | None:
        """The assembly of the nearest of these places."""
        row = await self.assemblies.at_places(places)
        return _assembly(row) if row else None

    async def found(
        self,
        name: str,
        locale: str,
        zone: str,
        shortest_vote: timedelta,
        place: Address,
        home: Address,
        at: datetime,
    ) -> Assembly:
        return _assembly(await self.assemblies.found(name, locale, zone, shortest_vote, place, home, at))

    async def change(self, assembly: Assembly, changes: Mapping[str, Any]) -> tuple[Assembly, int]:
        """The assembly as it is now, and the number of this change."""
        values = {key: value.value if isinstance(value, Enum) else value for key, value in changes.items()}
        await self.assemblies.change(assembly.id, **values)
        number = await self.assemblies.next_number(assembly.id, CHANGE)
        return replace(assembly, **changes), number

    async def set_up(self, assembly: Assembly, changes: Mapping[str, Any], kept: Mapping[str, str]) -> int:
        """Writes changes and settings; the number of this change."""
        await self.assemblies.keep(assembly.id, kept)
        if changes:
            return (await self.change(assembly, changes))[1]
        return await self.assemblies.next_number(assembly.id, CHANGE)

    async def networks(self, assembly: int) -> set[str]:
        return await self.assemblies.networks_in_use([assembly])

    async def account(self, address: Address) -> Account:
        """The account at this address, made if it is new."""
        return _account(await self.roll.add_account(*address))

    async def choose(self, account: Account, **chosen: Any) -> None:
        """Keeps what a person has chosen for themselves: locale, zone, quiet."""
        await self.roll.change_account(account.id, **chosen)

    async def member(self, address: Address, assembly: int) -> Member | None:
        """The person behind an address, if they are on the roll."""
        row = await self.roll.member_at(address, assembly)
        return _member(row) if row else None

    async def enrol(self, address: Address, assembly: int, role: Role, at: datetime) -> Member:
        account = await self.roll.add_account(*address)
        return _member(await self.roll.enrol(account.id, assembly, role, at))

    async def entries(self, assembly: int) -> dict[str, int]:
        """Those on the roll who have no account, by their initials."""
        return await self.roll.by_initials(assembly)

    async def add_entry(self, assembly: int, initials: str, at: datetime) -> int:
        return await self.roll.enrol_by_initials(assembly, initials, at)

    async def join(self, address: Address, assembly: int, member: int) -> bool:
        """Makes an account that of somebody who had none; False where it is or was on the roll itself."""
        account = await self.roll.add_account(*address)
        if await self.roll.was_on(account.id, assembly):
            return False
        await self.roll.join(account.id, assembly, member)
        return True

    async def on_the_roll(self, assembly: int) -> list[int]:
        return await self.roll.in_role(assembly, Role.MEMBER)

    async def page(self, assembly: int, page: int, size: int) -> list[tuple[int, str, bool, bool]]:
        """Some on the roll: member, initials or nothing, whether a steward, whether they have paused."""
        c = members.c
        query = sa.select(c.id, c.initials, c.role, c.paused_at).where(
            c.assembly == assembly, c.left_at.is_(None)
        )
        rows = await self.db.here.execute(query.order_by(c.id).limit(size).offset((page - 1) * size))
        return [(r.id, r.initials or "", r.role == Role.STEWARD, r.paused_at is not None) for r in rows]

    async def stands_for(self, member: int) -> int:
        """Who a member is now: what was announced may name one who turned out to be somebody else since."""
        query = sa.select(once.c.kept).where(once.c.member == member).limit(1)
        return int((await self.db.here.execute(query)).scalar_one_or_none() or member)

    async def is_on(self, member: int) -> bool:
        """Whether a member is on the roll now."""
        return await self.roll.member_by_id(member) is not None

    async def joined_after(self, assembly: int, at: datetime) -> frozenset[int]:
        """Those who came onto the roll after an instant."""
        query = sa.select(members.c.id).where(members.c.assembly == assembly, members.c.joined_at > at)
        return frozenset((await self.db.here.execute(query)).scalars())

    async def give_role(self, member: int, role: Role) -> None:
        await self.roll.change_member(member, role=role)

    async def take_off(self, member: int, at: datetime) -> None:
        """Takes a person off the roll; what they decided with the others stays."""
        await self.roll.change_member(member, left_at=at, role=Role.MEMBER)

    async def stewards(self, assembly: int) -> list[int]:
        return await self.roll.in_role(assembly, Role.STEWARD)

    async def size(self, assembly: int) -> int:
        return await self.roll.size(assembly)

    async def ever_member(self, address: Address, assembly: int) -> int | None:
        """The person behind an address, on the roll or once on it."""
        query = sa.select(memberships.c.member).join(accounts, accounts.c.id == memberships.c.account)
        own = query.where(accounts.c.network == address.network, accounts.c.address == address.id)
        found: int | None = (
            await self.db.here.execute(own.where(memberships.c.assembly == assembly))
        ).scalar_one_or_none()
        return found

    async def forget(self, assembly: int, member: int) -> None:
        """Erases what waits for a person, and which reactions of theirs were last seen.

        Their reactions still stand on the network, so open cards keep that they are to be passed over.
        """
        await self.db.here.execute(sa.delete(tells).where(tells.c.member == member))
        for account, post in await self._could_be_read(assembly, member):
            await ReactionStates(self.db).forget(post, account)
        own = sa.select(memberships.c.account).where(memberships.c.member == member)
        here = sa.select(posts.c.id).where(posts.c.assembly == assembly)
        await self.db.here.execute(
            sa.delete(reactions).where(reactions.c.account.in_(own), reactions.c.post.in_(here))
        )

    async def _could_be_read(self, assembly: int, member: int) -> list[tuple[tuple[str, str], int]]:
        """A person's accounts with the open cards under which they may have reacted."""
        query = (
            sa.select(accounts.c.network, accounts.c.address, posts.c.id)
            .join(memberships, memberships.c.account == accounts.c.id)
            .join(posts, posts.c.network == accounts.c.network)
            .where(memberships.c.member == member, posts.c.assembly == assembly, posts.c.watched)
        )
        rows = await self.db.here.execute(query)
        return [((network, address), post) for network, address, post in rows]

    async def forget_account(self, address: Address) -> None:
        """Erases an account that no roll needs, with those linked to it and the choices made for them."""
        row = await self.roll.account(*address)
        for one in await Persons(self.db, self.roll).accounts(row.id) if row else ():
            if not await self._is_on_a_roll(one.id):
                await self.roll.change_account(one.id, locale=None, zone=None)  # and is no longer remembered
                await self.db.here.execute(sa.delete(accounts).where(accounts.c.id == one.id))

    async def _is_on_a_roll(self, account: int) -> bool:
        query = sa.select(memberships.c.member).where(memberships.c.account == account).limit(1)
        return (await self.db.here.execute(query)).first() is not None

    async def due_to_erase(self, now: datetime) -> tuple[list[int], datetime | None]:
        return await self.assemblies.due_to_erase(now)

    async def erase(self, assembly: int) -> None:
        """Erases an assembly, and the accounts that no other roll needs."""
        own = sa.select(memberships.c.account).where(memberships.c.assembly == assembly)
        ids = list((await self.db.here.execute(own)).scalars())
        for account in ids[:1]:  # ids are used again, so the roll must not remember any of these
            await self.roll.change_account(account, told_at=None)
        await self.assemblies.erase(assembly)
        elsewhere = sa.select(memberships.c.account)
        for some in _portions(ids):
            await self.db.here.execute(
                sa.delete(accounts).where(accounts.c.id.in_(some), accounts.c.id.not_in(elsewhere))
            )

    async def tidy(self, now: datetime, keeping: Keeping) -> None:
        """Deletes what has been kept for as long as it is said to be kept."""
        await Inbox(self.db).tidy(now - keeping.events)
        await Outbox(self.db).tidy(now - keeping.told)

    async def tidy_at(self, keeping: Keeping) -> tuple[int | None, datetime | None]:
        """In which assembly's name, and when, what is too old is to be deleted."""
        first, event, told = (await self.db.here.execute(_OLDEST)).one()
        due = [at + kept for at, kept in ((event, keeping.events), (told, keeping.told)) if at is not None]
        return first, min(due) + TIDY_EVERY if due else None


def _assembly(row: AssemblyRow) -> Assembly:
    set_up = (row.locale, row.zone, RollPolicy(row.policy), row.careful, row.shortest_vote)
    home, places = Address(*row.home), tuple(_place(*place) for place in row.places)
    return Assembly(row.id, row.name, *set_up, home, row.founded_at, row.settings, places)


def _place(network: str, address: str, cards: str | None) -> Place:
    return Place(Address(network, address), Address(network, cards) if cards is not None else None)


def _account(row: AccountRow) -> Account:
    return Account(row.id, Address(row.network, row.address), row.locale, row.zone)


def _member(row: MemberRow) -> Member:
    return Member(row.id, row.assembly, Role(row.role), row.joined_at, row.rests, row.accepted)


def _portions(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[i : i + 500] for i in range(0, len(ids), 500)]
