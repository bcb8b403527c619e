"""What goes out to the world, in one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.api.card import View
from cogs.campaigns.commands.modelling import Modelling
from cogs.campaigns.commands.tallying import Tallying


class Telling(Tallying, Modelling):
    """Tallies, files, messages, flyers, and motions for other workplaces."""

    async def forget(self, assembly: int, member: int) -> None:
        """Takes a member off what they published, reported, sent and may fetch."""
        await super().forget(assembly, member)
        await self.exports.forget(member)
        await self.sent.forget(member)
        await self.models.forget(member)

    async def told_merged(self, _assembly: int, kept: int, gone: int, _now: datetime) -> Sequence[View]:
        """Has what one of two members did who are one be the other's."""
        await self.exports.forget(gone)
        await self.sent.merge(kept, gone)
        await self.models.merge(kept, gone)
        return ()

    async def told_of(self, _assembly: int, member: int) -> object:
        """What a member published and reported, and under which campaigns they wrote, for themselves."""
        some = await self.store.by_ids(await self.sent.of(member))
        wrote = [{"campaign": int(one.number)} for one in some]
        return {**await self.models.of_member(member), "wrote to the addressee": wrote}
