"""The end of a campaign: by the clock or by word, told once to each who asked, and put away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.api.alarms import Alarm, Rung
from bot.api.card import Reply, Tell, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed, DeedKind, Said
from bot.api.number import Numbered
from bot.api.people import Assembly, Role
from bot.api.sweep import Due, DueAct, sweep
from cogs.campaigns.commands.changing import Changing
from cogs.campaigns.commands.desk import CARD, Which, noted, tell
from cogs.campaigns.commands.moving import told
from cogs.campaigns.rules import campaign as rules
from cogs.campaigns.rules.campaign import SOURCE_LIMIT, Campaign, Outcome
from cogs.campaigns.store import FIRST_TO_CLOSE
from cogs.campaigns.views import answers, news

ENDED, OVER, TELL, GO_ON = "campaign.ended", "campaign.over", "campaign.tell", "campaign.go-on"
MOST_STILL_RUNNING = 5
TOLD_AT_ONCE = 200
NEWS_LIMIT = 2000
How = Annotated[Outcome, Arg("What came of it: won, lost, partly")]
News = Annotated[str, Arg("What came of it, in your words", long=True, limit=NEWS_LIMIT)]
Where = Annotated[str, Arg("Where that can be read", form=True, limit=SOURCE_LIMIT)]
_FIRST = -(2**62)


class Ending(Changing):
    """Won, lost and partly won are told with the same care."""

    @command("campaign end", modal=True, example="campaign end erlan won He is free.")
    async def end(self, ctx: Context, campaign: Which, outcome: How, text: News, source: Where = "") -> Reply:
        """Say what came of a campaign; everyone who asked to know is told once."""
        before = await self.own(ctx, campaign)
        if rules.is_unmet(before):
            return await self._given_up(ctx, before)
        after = rules.ended(before, outcome, text.strip(), source.strip(), ctx.now)
        reply = await self.keep(after, answers.ended(after))
        reply.posts = (told(after, "ended"),)
        reply.settled = ((CARD, after.number),)
        reply.journal = noted("campaign.ended", after, ctx.member.id)
        reply.private = True
        reply = await self.deeds.hold(ctx, reply, Deed(GO_ON, {"number": int(after.number)}))
        held = max(post.hold for post in reply.posts)
        if held:  # the card would tell it before the minute is over in which it can be taken back
            reply.stale = reply.settled = ()
        told_at = ctx.now + held
        await self.alarms.set(Alarm(ctx.assembly.id, TELL, after.id, told_at, str(_FIRST)))
        return reply

    async def _given_up(self, ctx: Context, campaign: Campaign) -> Reply:
        """Has a pledge that was never met end as it does when its date passes: all of it is erased."""
        over = replace(campaign, closes_at=ctx.now)
        reply = await self.keep(over, answers.given_up(over))
        reply.journal = noted("campaign.ended", over, ctx.member.id)
        reply.private = True
        return reply

    def add_going_on(self) -> None:
        """The deed by which a steward takes back, within the minute, that a campaign has ended."""
        self.deeds.add(DeedKind(GO_ON, self._says_go_on, self._go_on))

    async def _says_go_on(self, _assembly: Assembly, deed: Deed) -> Said:
        return answers.says_go_on(Numbered(deed.arguments["number"]))

    async def _go_on(self, ctx: Context, deed: Deed) -> Reply:
        campaign = await self.store.find(ctx.assembly.id, int(deed.arguments["number"]))
        if campaign is None or campaign.outcome is None:
            return Reply(answers.nothing())
        after = rules.as_before_its_end(campaign)
        await self.alarms.cancel(ctx.assembly.id, TELL, after.id)
        reply = await self.keep(after, answers.nothing())
        reply.journal = noted("campaign.goes-on", after, ctx.member.id)
        return reply

    async def telling(self, assembly: Assembly, due: Sequence[Alarm], now: datetime) -> Rung:
        """Tells the end to those who asked, some at a time; whoever is told has it told no more."""
        stays = bool(assembly.careful)  # there the message names nothing, and /now says what it was
        tells: list[Tell] = []
        again: list[Alarm] = []
        cards: list[tuple[str, int]] = []
        for alarm in due:
            campaign = await self.store.get(alarm.subject)
            if campaign is None or campaign.outcome is None:
                continue
            cards += [(CARD, campaign.number)] if alarm.detail == str(_FIRST) else []
            some = await self.store.take_told(campaign.id, int(alarm.detail), TOLD_AT_ONCE, stays=stays)
            tells += [tell(person, ENDED, campaign.number) for person in some]
            if len(some) == TOLD_AT_ONCE:
                again.append(replace(alarm, due_at=now, detail=str(some[-1])))
        return Rung(tells=tuple(tells), stale=tuple(cards), settled=tuple(cards), alarms=tuple(again))

    @card(ENDED)
    async def ended_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        """For whoever asked, with what can still be signed."""
        campaign = await self.store.find(assembly.id, number)
        if campaign is None or campaign.outcome is None:
            return None
        n = (await self.so_far([campaign]))[campaign.id]
        some = [one for one in await self.store.running(assembly.id) if one.bloc is None]
        is_translated, _ = await self.translators(assembly, campaign)
        return news.told_card(campaign, n, is_translated, some[:MOST_STILL_RUNNING])

    @sweep(first=FIRST_TO_CLOSE)
    async def closing_due(self, now: datetime) -> Due:
        """Campaigns whose time is up."""
        acts = [
            DueAct(one.assembly, "campaign close", {"number": one.number})
            for one in await self.store.to_close(now)
        ]
        return Due(tuple(acts), await self.store.next_close(now))

    @command("campaign close", who=Role.STEWARD, internal=True)
    async def close(self, ctx: Context, number: Annotated[Numbered, Arg("Its number")]) -> Reply:
        """Ends the signing of a campaign whose time is up."""
        campaign = await self.store.find(ctx.assembly.id, number)
        if campaign is None or not rules.is_up(campaign, ctx.now):
            return Reply(answers.nothing(), silent=True)
        reply = await self.keep(rules.closed(campaign), answers.nothing())
        reply.posts = (told(campaign, "closed"),)
        reply.tells = (Tell(campaign.starter, OVER, campaign.number),) if campaign.starter else ()
        reply.settled = ((CARD, campaign.number),)
        reply.silent = True
        return reply

    @card(OVER)
    async def over_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        """For whoever started it."""
        campaign = await self.store.find(assembly.id, number)
        if campaign is None or campaign.outcome is not None or campaign.is_running:
            return None
        return news.over_card(campaign, (await self.so_far([campaign]))[campaign.id])

    @command("campaign archive", example="campaign archive erlan")
    async def archive(self, ctx: Context, campaign: Which) -> Reply:
        """Put a campaign away that is over: it stands in no list any more."""
        after = rules.archived(await self.own(ctx, campaign))
        reply = await self.keep(after, answers.archived(after))
        reply.journal = noted("campaign.archived", after, ctx.member.id)
        reply.private = True
        return reply
