"""How two accounts become one person's, with all that hangs on it, in the open transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.api.card import Entry, View
from bot.api.person import Hinders, Merging
from cogs.accounts.rules import Link, ReceiptDoesNotFit
from cogs.accounts.store import AccountStore
from storage.persons import Pair

STEWARD = 2


@dataclass(slots=True)
class Hindered:
    """The votes that have to close first, by the name of their assembly."""

    votes: list[tuple[str, Sequence[Hinders]]] = field(default_factory=list)


@dataclass(slots=True)
class Joined:
    """What the person is told, by the name of the assembly, and what the journals hold.

    members are those who stay, by assembly.
    """

    lines: list[tuple[str, Sequence[View]]] = field(default_factory=list)
    journal: dict[int, tuple[Entry, ...]] = field(default_factory=dict)
    members: dict[int, int] = field(default_factory=dict)


class Joining:
    """Merges the members to whom the accounts lead, one assembly after the other, and then links them."""

    def __init__(self, store: AccountStore, merging: Merging) -> None:
        self.store = store
        self.merging = merging

    async def hindered(self, link: Link) -> Hindered | None:
        """What has to close before these accounts can be linked; None where nothing has."""
        _some, pairs = await self.store.doubled(link)
        found = Hindered()
        for pair in pairs:
            if votes := await self.merging.hindered_by(pair.assembly, pair.kept, pair.gone):
                found.votes.append((await self.store.assembly(pair.assembly), votes))
        return found if found.votes else None

    async def settle(self, link: Link) -> list[tuple[str, Sequence[View]]]:
        """Has one ballot stay of two that everyone may see, by the name of the assembly."""
        _some, pairs = await self.store.doubled(link)
        found: list[tuple[str, Sequence[View]]] = []
        for pair in pairs:
            if lines := await self.merging.settle(pair.assembly, pair.kept, pair.gone):
                found.append((await self.store.assembly(pair.assembly), lines))
        return found

    async def void(self, link: Link, receipts: Sequence[str]) -> None:
        """Takes secret ballots out by their receipts, where there are two of one person's."""
        _some, pairs = await self.store.doubled(link)
        for receipt in receipts:
            if not await self._fits(pairs, receipt):
                raise ReceiptDoesNotFit

    async def join(self, link: Link, now: datetime) -> Joined:
        """Makes the accounts one person's."""
        some, pairs = await self.store.doubled(link)
        joined = Joined()
        for pair in pairs:
            await self._merge(pair, joined, now)
        await self.store.persons.link(some)
        await self.store.drop(link.first)
        await self.store.drop(link.second)
        for assembly, member in await self.store.persons.leads(link.first):
            joined.members[assembly] = member
            await self.merging.changed(assembly, member)
        return joined

    async def _merge(self, pair: Pair, joined: Joined, now: datetime) -> None:
        lines = await self.merging.merge(pair.assembly, pair.kept, pair.gone, now)
        role = await self.store.persons.merge(pair, now)
        facts = {"role": "steward" if role >= STEWARD else "member"}
        joined.journal[pair.assembly] = (Entry("roll.merged", facts=facts),)
        if lines:
            joined.lines.append((await self.store.assembly(pair.assembly), lines))

    async def _fits(self, pairs: Sequence[Pair], receipt: str) -> bool:
        for pair in pairs:
            if await self.merging.void(pair.assembly, pair.kept, pair.gone, receipt) is not None:
                return True
        return False
