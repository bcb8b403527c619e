"""The minute in which a steward can take back that a text was set aside."""

from __future__ import annotations

from dataclasses import replace

from bot.api.card import Reply
from bot.api.context import Context
from bot.api.deeds import Deed, Said
from bot.api.number import Numbered
from bot.api.people import Assembly
from cogs.motions.commands.base import SUGGESTION_CARD, noted
from cogs.motions.commands.conduct import Conduct
from cogs.motions.rules import conduct as rules
from cogs.motions.rules.state import State
from cogs.motions.views import conduct as views


class PuttingBack(Conduct):
    """What two stewards did is then as if only the first had asked for it."""

    async def put_back(self, ctx: Context, deed: Deed) -> Reply:
        """Shows a text again that was set aside a moment ago."""
        number, suggestion = Numbered(deed.arguments["number"]), int(deed.arguments["suggestion"])
        motion = await self.store.get(ctx.assembly.id, number)
        found = await self.conduct.found(motion.id, suggestion)
        if found is None or found.done_at is None or found.restored_at is not None:
            raise rules.IsNotSetAside(motion.number)
        await self.conduct.keep(motion.id, suggestion, replace(found, second=None, done_at=None))
        if not suggestion and motion.state is State.SET_ASIDE:
            back = rules.restored(motion, found.done_at, ctx.assembly.shortest_vote, ctx.now)
            motion = await self.conduct.put_back(back)
            await self.conduct.hide_amendments(motion, False)
        stale = await self.conduct.cards_about(ctx.assembly.id, motion.number)
        stale += await self.inside.reworded(ctx.assembly, motion)
        who = ctx.found_member.id if ctx.found_member else None
        entry = noted("set-aside taken back", motion, who, suggestion=suggestion)
        cards = (*stale, (SUGGESTION_CARD, motion.number))
        return Reply(views.shown_again_card(motion.number), stale=cards, journal=entry, private=True)

    async def says_put_back(self, _assembly: Assembly, deed: Deed) -> Said:
        return views.says_put_back(Numbered(deed.arguments["number"]))
