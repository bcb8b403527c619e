"""Pledges: they hold once enough have made them, and hold nobody where their date passes without."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated

from sqlalchemy.engine import Connection

from bot.api.alarms import Alarm, Rung
from bot.api.card import Post, Reply, View
from bot.api.cog import Home, card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Assembly, Role
from bot.api.sweep import Due, DueAct, sweep
from cogs.campaigns import asking_store, people_store, unsaid_store
from cogs.campaigns.asking_store import FIRST_TO_LAPSE
from cogs.campaigns.commands.asking import Asking
from cogs.campaigns.commands.desk import CARD, tell
from cogs.campaigns.rules import question as rules
from cogs.campaigns.rules.campaign import Campaign, State
from cogs.campaigns.rules.question import Question
from cogs.campaigns.views import pledging as views

MET, LAPSED, CLEAR = "campaign.met", "campaign.lapsed", "campaign.clear"
LET_GO_AT_ONCE = 200
CLEARED_AFTER = timedelta(days=2)


class Pledging(Asking):
    """One threshold; below it nobody learns a name, nor how many of a workplace there are."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.lookers.append(self.pledge_met)
        self.beside.append(self.confirmed)

    async def pledge_met(self, _assembly: Assembly, campaign: Campaign, now: datetime) -> Rung:
        """Asks all at once to confirm, as soon as there are enough."""
        found = await self.store.get(campaign.id)  # as it is after those who looked before
        if found is None or not found.is_pledge:
            return Rung()
        _, vouched = await self.signatures.total(found.id)
        if (held := rules.met(found, vouched, now)) is None:
            return Rung()
        await self.store.save(held)
        alarm = self.ask_alarm(held, Question.PLEDGE, now)
        return Rung(posts=(_post(held, MET),), stale=((CARD, held.number),), alarms=(alarm,))

    async def confirmed(self, _assembly: Assembly, campaign: Campaign) -> Sequence[View]:
        """What the card says as well, once a pledge is met."""
        if campaign.state is not State.MET:
            return ()
        return (views.confirmed(await self.questions.agreed(campaign.id)),)

    @card(MET)
    async def met_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        campaign = await self.store.find(assembly.id, number)
        return views.met(campaign) if campaign is not None and campaign.met_at is not None else None

    @sweep(first=FIRST_TO_LAPSE)
    async def lapsing_due(self, now: datetime) -> Due:
        """Pledges whose date has passed without enough people."""
        acts = [
            DueAct(one.assembly, "pledge lapse", {"number": one.number})
            for one in await self.questions.lapsing(now)
        ]
        return Due(tuple(acts), await self.questions.next_lapse(now))

    @command("pledge lapse", who=Role.STEWARD, internal=True)
    async def lapse(self, ctx: Context, number: Annotated[Numbered, Arg("Its number")]) -> Reply:
        """Erases who had pledged and tells each of them, some at a time."""
        campaign = await self.store.find(ctx.assembly.id, number)
        if campaign is None or not rules.is_lapsed(campaign, ctx.now):
            return Reply(views.nothing(), silent=True)
        if (rung := await self.pledge_met(ctx.assembly, campaign, ctx.now)).posts:  # in the last seconds
            await self.alarms.set(*rung.alarms)
            return Reply(views.nothing(), silent=True, posts=rung.posts, stale=rung.stale)
        people = await self.store.db.within(lambda c: self._let_go(c, campaign))
        reply = Reply(views.nothing(), silent=True, folds_in=True, stale=((CARD, number),))
        reply.tells = tuple(tell(person, LAPSED, number) for person in people)
        if len(people) < LET_GO_AT_ONCE:
            await self.store.save(rules.lapsed(campaign, ctx.now))
            await self.alarms.set(Alarm(ctx.assembly.id, CLEAR, campaign.id, ctx.now + CLEARED_AFTER))
            reply.settled = ((CARD, number),)
            reply.posts = (_post(campaign, LAPSED),)
        return reply

    def _let_go(self, connection: Connection, campaign: Campaign) -> list[int]:
        """Takes the next people off; their accounts stay until they have been told."""
        some = asking_store.next_people(connection, campaign.id, LET_GO_AT_ONCE)
        self.signatures.take(connection, [(campaign.id, person) for person in some])
        asking_store.forget_sent(connection, campaign.id)
        unsaid_store.tidy(connection, campaign.assembly)
        return some

    @card(LAPSED)
    async def lapsed_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        campaign = await self.store.find(assembly.id, number)
        return views.lapsed(campaign) if campaign is not None else None

    async def clearing(self, assembly: Assembly, due: Sequence[Alarm], now: datetime) -> Rung:
        """Erases that people were told of a pledge that held nobody."""
        again: list[Alarm] = []
        for alarm in due:
            campaign = await self.store.get(alarm.subject)
            if campaign is None:
                continue
            if await self._cleared(campaign):
                again.append(Alarm(assembly.id, CLEAR, campaign.id, now + CLEARED_AFTER))
        return Rung(alarms=tuple(again))

    async def _cleared(self, campaign: Campaign) -> bool:
        """Whether some still wait to be told."""
        of = (campaign.assembly, LAPSED, int(campaign.number))
        told = await self.store.db.within(lambda c: asking_store.forget_told(c, *of))
        self.roll.unsettle(await self.store.db.within(lambda c: people_store.free(c, told)))
        return await self.store.db.within(lambda c: asking_store.waits(c, *of))


def _post(campaign: Campaign, kind: str) -> Post:
    """News of a pledge, where its card stands."""
    room = campaign.room if campaign.room.id else None
    return Post(kind, campaign.number, room, replies_to=CARD, bloc=campaign.bloc)
