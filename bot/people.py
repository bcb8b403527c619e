"""Who acts, and where: rows of storage as the plain values that handlers get."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from bot.api.errors import WhichAssembly
from bot.api.invocation import Invocation
from bot.api.people import TERMINAL, Account, Address, Assembly, Member, Place, Role, RollPolicy
from bot.calling import by_name, called_here
from bot.meant import taken_out
from storage.assemblies import Assemblies, AssemblyRow
from storage.members import AccountRow, MemberRow, Roll

Known = tuple[Assembly, Account, Member]
_MENTION = re.compile(r"^<@!?([0-9]+)>$")
LONGEST = 255  # letters of an account on any network


def assembly_of(row: AssemblyRow) -> Assembly:
    return Assembly(
        row.id,
        row.name,
        row.locale,
        row.zone,
        RollPolicy(row.policy),
        row.careful,
        row.shortest_vote,
        Address(*row.home),
        row.founded_at,
        row.settings,
        tuple(
            Place(Address(network, address), Address(network, cards) if cards is not None else None)
            for network, address, cards in row.places
        ),
    )


def account_of(row: AccountRow) -> Account:
    address = Address(row.network, row.address)
    linked, frozen = row.person is not None, row.frozen_at is not None
    return Account(row.id, address, row.locale, row.zone, linked, frozen, row.parted_at, row.uses)


def member_of(row: MemberRow) -> Member:
    frozen = row.frozen_at is not None
    return Member(row.id, row.assembly, Role(row.role), row.joined_at, row.rests, row.accepted, frozen)


def counts_since(since: datetime, account: Account, member: Member | None) -> datetime:
    """Since when somebody is there who acts, where their network has seen this account since then.

    Who came by another account of theirs was there before. One that was unlinked is nobody's from before,
    also once it is linked again: what it may do as of then is what the member may to whom it leads.
    """
    if account.parted_at is not None:
        since = max(since, account.parted_at)
    return min(since, member.joined_at) if account.is_linked and member else since


class People:
    """Finds the assembly of a room and the member behind an account; what is known is not read again."""

    def __init__(self, assemblies: Assemblies, roll: Roll) -> None:
        self.assemblies = assemblies
        self.roll = roll
        self._rooms: dict[tuple[Address, ...], Assembly] = {}
        self._ids: dict[int, Assembly] = {}
        self._members: dict[tuple[Address, int], tuple[Account, Member]] = {}
        self._edition = (assemblies.edition, roll.edition)

    def forget(self) -> None:
        """Reads everything again."""
        self._rooms.clear()
        self._ids.clear()
        self._members.clear()

    def _keep_up(self) -> None:
        """Forgets what a change on disk may have made untrue."""
        edition = (self.assemblies.edition, self.roll.edition)
        if edition != self._edition:
            self.forget()
            self._edition = edition

    def at_once(self, invocation: Invocation, *, under_card: bool = False) -> Known | None:
        """All three without a wait, where they are known; None where they have to be read.

        An assembly that a button names is only taken so where the room leads to it too; under one of its
        cards it stands already.
        """
        self._keep_up()
        given = invocation.assembly
        found = self._rooms.get(invocation.room.chain)
        if under_card and given is not None:
            found = self._ids.get(given)
        if found is None or given not in (None, found.id):
            return None
        who = (invocation.account, found.id)
        if (pair := self._members.get(who)) is None:
            if (pair := self._of_rows(*who)) is None:
                return None
            self._members[who] = pair
        return found, *pair

    def _of_rows(self, address: Address, assembly: int) -> tuple[Account, Member] | None:
        account = self.roll.known_account(address)
        member = self.roll.known_member(account.id, assembly) if account else None
        return (account_of(account), member_of(member)) if account and member else None

    async def read(self, invocation: Invocation) -> tuple[Assembly | None, Account, Member | None]:
        async with self.roll.db.reading():
            row = await self.roll.account(*invocation.account)
            account = account_of(row) if row else Account(0, invocation.account)
            assembly = await self._assembly(invocation, account)
            if assembly is None or row is None:
                return assembly, account, None
            member = await self.roll.member(account.id, assembly.id)
            return assembly, account, member_of(member) if member else None

    async def account(self, address: Address) -> Account:
        """The account at an address, which may not be known yet."""
        async with self.roll.db.reading():
            row = await self.roll.account(*address)
        return account_of(row) if row else Account(0, address)

    async def assembly(self, assembly: int) -> Assembly | None:
        self._keep_up()
        if assembly in self._ids:
            return self._ids[assembly]
        edition = self.assemblies.edition
        async with self.roll.db.reading():
            row = await self.assemblies.get(assembly)
        if row is None:
            return None
        found = assembly_of(row)
        if edition == self.assemblies.edition:
            self._ids[assembly] = found
        return found

    async def _assembly(self, invocation: Invocation, account: Account) -> Assembly | None:
        if invocation.assembly is not None:
            return await self.assembly(invocation.assembly)
        return await self.meets(invocation.room.chain) or await self._only_one(invocation, account)

    async def meets(self, chain: tuple[Address, ...]) -> Assembly | None:
        """The assembly that a room leads to by the places it lies in, whoever asks."""
        self._keep_up()
        if chain in self._rooms:
            return self._rooms[chain]
        edition = self.assemblies.edition
        async with self.roll.db.reading():
            row = await self.assemblies.at_places(chain)
        if row is None:
            return None
        found = assembly_of(row)
        if edition == self.assemblies.edition:
            self._rooms[chain] = found
        return found

    async def _only_one(self, invocation: Invocation, account: Account) -> Assembly | None:
        """In a private room: the assembly that the words name, else the chosen one, else the only one."""
        if not invocation.room.private or not account.id:
            return None
        rows = {row.id: row for row in await self.assemblies.of_account(account.id)}
        named = taken_out(invocation, {id_: row.name for id_, row in rows.items()})
        row = rows.get(named or account.uses or 0) or (rows.popitem()[1] if len(rows) == 1 else None)
        if row is None and rows:
            raise WhichAssembly(tuple(row.name for row in rows.values()))
        return assembly_of(row) if row else None


def reader(network: str) -> Callable[[str], Account | None]:
    """Reads a person's name as typed on a network into an account that may not be known yet."""

    def read(word: str) -> Account | None:
        if mention := _MENTION.match(word):
            word = mention[1]
        if len(word) > LONGEST:
            return None
        if network != TERMINAL and (elsewhere := by_name(word)) is not None:
            return elsewhere
        if network == "matrix" and not (word.startswith("@") and ":" in word):
            return called_here(word, network)  # in a chat with the bot, clients complete nobody's id
        if network == "discord" and not (word.isascii() and word.isdigit()):
            return None
        if network == TERMINAL:
            word = word.removeprefix("@").casefold()
        ok = network != TERMINAL or word.isidentifier()
        return Account(0, Address(network, word)) if ok else None

    return read
