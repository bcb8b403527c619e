"""Finding a date: asking when, answering with two lists, and calling the meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.meetings import Summons
from bot.ballots.act import act
from bot.ballots.paper import Paper
from bot.ballots.rules import Votes
from cogs.polls.commands.asking import Asking, Closes, Sees, Who
from cogs.polls.commands.counting import RESULT_CARD
from cogs.polls.commands.date_cards import DateCards
from cogs.polls.commands.desk import Number
from cogs.polls.commands.own_ballot import OwnBallot
from cogs.polls.rules import date as rules
from cogs.polls.rules import date_errors as errors
from cogs.polls.rules.building import read
from cogs.polls.rules.date import Half, WantedDate
from cogs.polls.rules.errors import NotNow
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import TITLE_LIMIT, Kind, Poll, State, must_be_open
from cogs.polls.rules.reading import carried
from cogs.polls.views import dates as views

MEETING_TITLE = 120
ForWhat = Annotated[str, Arg("What the date is for", limit=TITLE_LIMIT, sample="Assembly")]
Times = Annotated[
    tuple[datetime, ...],
    Arg(
        "The times, with commas or a line each",
        long=True,
        sample="Thu 18:00, Fri 19:00",
    ),
]
Which = Annotated[Half | None, Arg("Which list: yes, if-need-be")]
Chosen = Annotated[str, Arg("The numbers of the times on it", limit=100, sample="1 3")]
SoFar = Annotated[str, Arg("Your answer so far, as the buttons write it", limit=100)]
Held = Annotated[str, Arg("The receipt of the answer that you change", limit=60)]
Nth = Annotated[int, Arg("The number of the time; the best one if left out", sample="2")]


class Dates(Asking, OwnBallot, DateCards):
    """For every member; those of a bloc are for its members."""

    @command("poll when", modal=True, example="poll when Assembly? times: Thu 18:00, Fri 19:00")
    async def when(
        self,
        ctx: Context,
        question: ForWhat,
        times: Times,
        closes: Closes = None,
        who: Who = "",
        votes: Sees = None,
    ) -> Reply:
        """Find a date: give some times, and everyone says when they can come."""
        bloc = await self.whose(ctx, who)
        paper = rules.on_paper(times)
        fresh = await self.fresh(ctx, WantedDate(question, votes=votes), bloc)
        closes_at = rules.closes_at(closes, ctx.assembly, min(times), ctx.now)
        return await self.posted(ctx, await self.store.add(await self.open_box(ctx, fresh, paper, closes_at)))

    @command("poll dates", example="poll dates 5", untraced=True, confides="is_filled_in")
    async def dates(
        self,
        ctx: Context,
        number: Number,
        list_: Which = None,
        times: Chosen = "",
        paper: SoFar = "",
        receipt: Held = "",
    ) -> Reply:
        """Say when you can come, and when you can if need be."""
        return await self.dates_of(ctx, await self._date(ctx, number), list_, times, paper, receipt)

    async def dates_of(
        self,
        ctx: Context,
        poll: Poll,
        half: Half | None = None,
        times: str = "",
        paper: str = "",
        receipt: str = "",
    ) -> Reply:
        """Both lists as they stand, with one of them chosen anew: kept at once, a secret one by [Cast it]."""
        must_be_open(poll, ctx.now)
        self.refuse_overheard(ctx, poll, half, times, paper, receipt)
        held = await self.carried(ctx, poll, receipt)
        answer = await self.answer_of(ctx, poll, held)
        follows: Reply | None = None
        if poll.votes is Votes.SECRET and paper:
            answer = read(paper)
        if half is not None:
            answer = rules.with_half(poll, answer or (), half, rules.named(poll, times))
            follows = None if poll.votes is Votes.SECRET else await self._keep(ctx, poll, answer)
        shown = views.answer(poll, answer, ctx.now, held)
        if follows is None:
            return Reply(shown, private=True, instead=True)
        return replace(follows, view=shown, private=True, silent=False, instead=True)

    async def _keep(self, ctx: Context, poll: Poll, answer: Paper) -> Reply:
        """Puts an answer in the box as if it had been typed."""
        given = act(ctx, poll.number, carried(answer))
        batch = await self.home.db.within(lambda connection: self.cast(connection, [given]))
        [reply] = batch.answers
        if not isinstance(reply, Reply):
            raise reply
        stale = tuple((kind, subject) for _, kind, subject in batch.stale)
        journal = tuple(entry for some in batch.journal.values() for entry in some)
        return Reply(reply.view, stale=stale, journal=journal)

    @command("poll call", example="poll call 5")
    async def call_meeting(self, ctx: Context, number: Number, time: Nth = 0) -> Reply:
        """Call the meeting at the time that suits best, or at another of the times."""
        poll = await self._date(ctx, number)
        if poll.state is not State.ENDED:
            raise NotNow(poll.number, poll.state.value, poll.is_election)
        option, at = await self._meant(poll, time, ctx.now)
        called = next((one.at for one in poll.options if one.called and one.at), None)
        if called is not None:
            raise errors.MeetingCalled(poll.number, called)
        meetings = self.home.gatherings.meetings
        if meetings is None:
            raise errors.NoMeetings(poll.title, at)
        options = tuple(replace(one, called=one.n == option.n) for one in poll.options)
        await self.store.put_options(replace(poll, options=options))
        reply = await meetings.call(ctx, Summons(poll.title[:MEETING_TITLE].rstrip(), at, poll.bloc))
        return replace(reply, stale=(*reply.stale, (RESULT_CARD, int(poll.number))))

    async def _meant(self, poll: Poll, n: int, now: datetime) -> tuple[Option, datetime]:
        """The time of this number, else the best one; only one that is still to come."""
        if not n:
            found = rules.best(await self.standings(poll, now))
            if found is None:
                raise errors.NobodyCan(poll.number)
            n = found.option.n
        option = poll.option(n)
        if option is None or option.at is None:
            raise errors.NoSuchTime(poll.number, n, len(poll.options))
        if option.at <= now:
            raise errors.TimePassed(poll.number, option.at)
        return option, option.at

    async def _date(self, ctx: Context, number: int) -> Poll:
        """The poll of a number, where it asks for a date."""
        poll = await self.poll(ctx, number)
        if poll.kind is not Kind.WHEN:
            raise errors.NotADate(poll.number)
        return poll
