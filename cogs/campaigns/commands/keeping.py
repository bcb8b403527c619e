"""What is kept of people in campaigns, and for how long."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.engine import Connection

from bot.api.card import View
from bot.api.person import Hinders
from cogs.campaigns import asking_store, merging_store, people_store, unsaid_store
from cogs.campaigns.commands.desk import CARD, Desk
from cogs.campaigns.people_store import numbers_of
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.views.signing import one_signature


class Keeping(Desk):
    """Signatures leave with the person, without a trace."""

    async def erase(self, campaign: Campaign, people: Collection[int]) -> None:
        """Erases signatures with all that is kept beside them, what their owners were told, and accounts that
        are known by nothing else."""
        self.roll.unsettle(await self.store.db.within(lambda c: self._erase(c, campaign, people)))

    def _erase(self, connection: Connection, campaign: Campaign, people: Collection[int]) -> list[int]:
        self.signatures.take(connection, [(campaign.id, person) for person in sorted(people)])
        asking_store.forget_sent(connection, campaign.id, people)
        unsaid_store.tidy(connection, campaign.assembly)
        kinds = [card.kind for card in self.cards()]
        return people_store.without_traces(connection, kinds, int(campaign.number), people)

    async def signers_merged(self, assembly: int, kept: int, gone: int, _now: datetime) -> Sequence[View]:
        """Has one signature stand where two members who are one person have signed."""
        return await self.one_stands(assembly, kept, gone)

    async def one_stands(self, assembly: int, kept: int, gone: int) -> Sequence[View]:
        """The same, also while the two wait to be made one."""
        people = await self.store.db.within(
            lambda c: numbers_of(c, assembly, 0, kept, {}) | numbers_of(c, assembly, 0, gone, {})
        )
        return [one_signature(one) for one in await self._fold(assembly, kept, people)]

    async def accounts_changed(self, assembly: int, member: int) -> None:
        """What a member's other account has signed while it was nobody's is theirs."""
        people = await self.store.db.within(lambda c: numbers_of(c, assembly, 0, member, {}))
        await self._fold(assembly, member, people)

    async def _fold(self, assembly: int, kept: int, people: Collection[int]) -> list[Campaign]:
        folded = await self.store.db.within(lambda c: merging_store.fold(c, assembly, kept, people))
        await self._redraw(folded)
        return folded

    async def _redraw(self, some: Collection[Campaign]) -> None:
        await self.store.db.within(lambda c: merging_store.redraw(c, CARD, some))

    async def export_signatures(self, assembly: int, member: int) -> object:
        """What is kept of a member's signatures, for that member."""
        return await self.store.db.here.run_sync(lambda c: merging_store.export(c, assembly, member))

    async def forget(self, assembly: int, member: int) -> None:
        """Erases a member's signatures, and that they started or sponsored campaigns."""
        signed = await self.store.db.within(lambda c: self._erase_all(c, assembly, member))
        await self._redraw(await self.store.by_ids(signed))
        await self.store.forget(assembly, member)

    def _erase_all(self, connection: Connection, assembly: int, member: int) -> list[int]:
        people = numbers_of(connection, assembly, 0, member, {})
        some = people_store.signed_by(connection, assembly, people)
        self.signatures.take(connection, [(one, person) for one in some for person in sorted(people)])
        unsaid_store.tidy(connection, assembly)
        return some


class WhileTheyWait:
    """Signatures keep nobody apart; of two members who wait to be made one, one signature counts."""

    def __init__(self, cog: Keeping) -> None:
        self.cog = cog

    async def hindered_by(self, _assembly: int, _one: int, _other: int) -> Sequence[Hinders]:
        return ()

    async def void(self, _assembly: int, _one: int, _other: int, _receipt: str) -> int | None:
        return None

    async def settle(self, assembly: int, one: int, other: int) -> Sequence[View]:
        """Has one signature stay of two."""
        return await self.cog.one_stands(assembly, one, other)
