"""What a held meeting means for others: delegates report on it, and motions on its agenda are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.api.card import Reply, View
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Assembly
from cogs.meetings.commands.sitting_desk import ITEM_CARD, SittingDesk, redrawn
from cogs.meetings.rules.agenda import TITLE_LIMIT, Item
from cogs.meetings.rules.minute import token
from cogs.meetings.rules.sitting import Held, Seat, least
from cogs.meetings.views import sittings as views
from cogs.meetings.views.minute_words import in_words

MOTION = "motion"


class Following(SittingDesk):
    """Meetings ask the cogs of blocs and motions, where they are there."""

    async def delegates_asked(self, ctx: Context, held: Held) -> Reply:
        """Asks delegates for a report who were at the meeting of a bloc, or council, for others."""
        delegates = self.home.bodies.delegates
        if held.body is None or delegates is None:
            return Reply(views.ended(), silent=True)
        there = frozenset(member for member, _came, _left in await self.sittings.attended(held.id))
        return await delegates.met(ctx, held.body, held.title, there)

    async def of_motion(self, assembly: Assembly, item: Item) -> View | None:
        """Where the motion of an item stands, and what can be done with it."""
        motions = self.home.bodies.motions
        if item.motion is None or motions is None:
            return None
        return await motions.on_agenda(assembly, item.motion)

    async def of_motions(self, assembly: Assembly, items: Sequence[Item]) -> Mapping[Numbered, View]:
        """The same for each motion on an agenda."""
        found = {item.motion: await self.of_motion(assembly, item) for item in items if item.motion}
        return {motion: view for motion, view in found.items() if view is not None}

    async def cards_on(self, assembly: int, motion: Numbered) -> list[tuple[str, int]]:
        """The cards of items that show a motion."""
        taken_up = [item for item in await self.agenda.of_motion(assembly, motion) if not item.is_ahead]
        return [(ITEM_CARD, item.id) for item in taken_up if item.sitting is not None]

    async def retitled(self, assembly: Assembly, motion: Numbered, title: str) -> list[tuple[str, int]]:
        """Has a motion stand under this title on every agenda, and in minutes that are a draft."""
        items = await self.agenda.of_motion(assembly.id, motion)
        await self.agenda.keep([replace(item, title=title[:TITLE_LIMIT]) for item in items])
        telling = self.home.gatherings.tellings.get(MOTION)
        view = await telling(assembly, motion) if telling else None
        for line in await self.minutes.drafted(assembly.id, MOTION, motion) if view else ():
            await self.minutes.write(line, in_words(view(self.saying(assembly)), token) if view else "")
        going_on = [shown for held in await self.sittings.going_on(assembly.id) for shown in redrawn(held)]
        return [*await self.cards_on(assembly.id, motion), *going_on]

    async def turns(self, held: Held) -> list[int]:
        """Who is here and could facilitate, those first who have done it least."""
        times = await self.sittings.times(held.assembly, held.body, Seat.FACILITATOR)
        return least(held, times, len(held.present))
