"""Counting a poll or an election, and what follows from its result."""

from __future__ import annotations

from dataclasses import replace

import structlog

from bot.api.card import Post, Reply, View
from bot.api.cog import card
from bot.api.context import Context
from bot.api.deeds import Deed
from bot.api.errors import RuleError
from bot.api.meetings import Happened
from bot.api.number import Numbered
from bot.api.people import Assembly
from cogs.polls.commands.calling import Calling
from cogs.polls.commands.desk import card_kind, is_unnamed, news_post, noted
from cogs.polls.commands.sealing import Sealing
from cogs.polls.rules import outcome as rules
from cogs.polls.rules.count_errors import CountedAgain
from cogs.polls.rules.outcome import Outcome
from cogs.polls.rules.poll import Office, Poll, State
from cogs.polls.rules.reckoning import Reckoned
from cogs.polls.views import answers, result
from cogs.polls.views.told import Told

RESULT_CARD, ELECTED_CARD = "poll.result", "poll.elected"
POLL, ELECTION = "poll", "election"
"""What minutes take in: a poll that is counted, or an election."""
log = structlog.get_logger()


class Counting(Sealing, Calling):
    """From the papers themselves, once the room was read again."""

    async def counted(self, ctx: Context, poll: Poll) -> Reply:
        """Ends a poll or an election with what its papers come to, unless they have changed meanwhile.

        Then it is counted a turn later, again before anyone waits for the writer.
        """
        recount, ready = ctx.asked
        if not await self.still_holds(ready, poll):
            self.settling.changed(poll.id)
            if not self.settling.is_endless(poll.id):
                raise CountedAgain(poll.number, poll.is_election)
            ready = await self.reckoned(ctx, poll, recount)
        self.settling.done(poll.id)
        if ready.outcome.alarm:
            log.error("counters and papers differ", poll=poll.id)
        return await self.concluded(ctx, ready)

    async def concluded(self, ctx: Context, ready: Reckoned) -> Reply:
        """Ends a poll or an election with its outcome, and has done what follows from it."""
        poll, outcome = ready.ended, ready.outcome
        await self.store.save(poll)
        facts = await self.sealed(ready)
        card_ = (card_kind(poll), int(poll.number))
        reply = Reply(
            answers.closing(poll),
            posts=(result_post(poll),),
            stale=(card_,),
            settled=(card_,),
            journal=noted("election.ended" if poll.is_election else "poll.closed", poll, None, **facts),
        )
        if poll.is_election:
            await self._follow(ctx, poll, outcome, reply)
        await self.noted_in_minutes(ctx, poll)
        return reply

    async def noted_in_minutes(self, ctx: Context, poll: Poll) -> None:
        """Has the minutes of a meeting that goes on say what it came to."""
        kind = ELECTION if poll.is_election else POLL
        what = Happened(ctx.assembly, kind, int(poll.number), ctx.now, poll.bloc)
        await self.home.gatherings.happened(what)

    async def _follow(self, ctx: Context, poll: Poll, outcome: Outcome, reply: Reply) -> None:
        """Has those who are elected take up what they are elected to, and empty seats voted on anew."""
        refused = [
            (n, why) for n in outcome.elected if (why := await self.taken_up(ctx, poll, n, reply)) is not None
        ]
        outcome = rules.with_refused(outcome, refused)
        if rules.is_reopened(poll, outcome):
            called = await self.called_again(ctx, poll, outcome.empty)
            outcome = rules.with_next(outcome, Numbered(called.posts[0].subject))
            reply.take_on(called)
        await self.store.save(replace(poll, result=rules.written(outcome)))

    async def taken_up(self, ctx: Context, poll: Poll, n: int, reply: Reply) -> str | None:
        """Makes who was elected what they were elected to; why that is refused, None where it is not."""
        option = poll.option(n)
        deed = _deed(poll, option.member) if option is not None and option.member is not None else None
        if poll.office is None:
            return None
        if deed is None or not self.deeds.knows(deed):
            return ""
        try:
            async with self.store.db.savepoint():
                reply.take_on(await self.deeds.do(ctx, deed))
        except RuleError as error:
            return self.deeds.why(error, ctx.assembly, ctx.now)
        return None

    async def told(self, assembly: Assembly, poll: Poll) -> Told:
        """A counted one with all that its views say of it."""
        bloc = await self.circles.called(poll.bloc)
        whose = bloc.name if bloc else ""
        return Told(poll, rules.read(poll.result), is_unnamed(assembly, poll), whose)

    @card(ELECTED_CARD)
    async def elected_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        poll = await self.store.find(assembly.id, number)
        if poll is None or poll.state is not State.ENDED:
            return None
        return result.elected_card(await self.told(assembly, poll))

    async def election_minuted(self, assembly: Assembly, number: int) -> View | None:
        """How a counted election reads in minutes."""
        poll = await self.store.find(assembly.id, number)
        if poll is None or poll.state is not State.ENDED:
            return None
        return result.minuted(await self.told(assembly, poll))


def result_post(poll: Poll) -> Post:
    """The news of what it came to, as an answer to its card."""
    return news_post(poll, ELECTED_CARD if poll.is_election else RESULT_CARD)


def _deed(poll: Poll, member: int) -> Deed | None:
    """What a member becomes by being elected."""
    if poll.office is Office.STEWARDS:
        return Deed("steward.name", {"member": member})
    if poll.office is Office.DELEGATES and poll.bloc is not None:
        return Deed("delegate.elect", {"bloc": poll.bloc, "member": member})
    return None
