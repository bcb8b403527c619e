"""Asking: a question with its options, open at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from bot.api.blocs import Bloc
from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.errors import SaidBefore
from bot.ballots.rules import Votes
from cogs.polls.commands.desk import card_post, noted
from cogs.polls.commands.opening import Opening
from cogs.polls.rules import asking as rules
from cogs.polls.rules import asking_errors as errors
from cogs.polls.rules import options
from cogs.polls.rules.asking import OPEN_EACH, Form, Wanted
from cogs.polls.rules.poll import TITLE_LIMIT, Poll
from cogs.polls.rules.seed import seed
from cogs.polls.views import answers

OPTIONS_LIMIT = 4000
Question = Annotated[str, Arg("What you want to know", limit=TITLE_LIMIT, sample="Where do we meet?")]
Options = Annotated[
    str,
    Arg(
        "Options, with commas or a line each",
        long=True,
        limit=OPTIONS_LIMIT,
        sample="Depot, Canteen",
    ),
]
How = Annotated[Form | None, Arg("How it is answered: single, several, approval, ranked, yes-no")]
Closes = Annotated[timedelta | datetime | None, Arg("When it closes, or how long it is open", sample="2d")]
Who = Annotated[str, Arg("The bloc that is asked, or assembly", lookup="blocs", sample="Nurses")]
Sees = Annotated[Votes | None, Arg("Who sees the answers: open, open-at-end, secret")]


class Asking(Opening):
    """For every member; those of a bloc are for its members."""

    @command("poll ask", modal=True, example="poll ask Where do we meet? options: Depot, Canteen")
    async def ask(
        self,
        ctx: Context,
        question: Question,
        options_: Options = "",
        kind: How = None,
        closes: Closes = None,
        who: Who = "",
        votes: Sees = None,
    ) -> Reply:
        """Ask a question, with options to choose from; it decides nothing."""
        bloc = await self.whose(ctx, who)
        rules.must_name_no_bloc(options_, "who")
        some = options.split(options_)
        asked, guessed = (question, ()) if some or kind is Form.YES_NO else options.behind(question)
        wanted = Wanted(asked, options.checked(some or guessed), kind, closes, votes)
        poll = await self.begun(ctx, wanted, bloc)
        reply = await self.posted(ctx, poll)
        return replace(reply, view=answers.guessed(poll), silent=False) if guessed else reply

    async def begun(self, ctx: Context, wanted: Wanted, bloc: Bloc | None) -> Poll:
        """Opens a question in the open transaction, and keeps it."""
        closes_at = rules.closes_at(wanted.closes, ctx.assembly, ctx.now)
        paper = options.on_paper(wanted.kind, wanted.options)
        fresh = await self._seeded(await self.fresh(ctx, wanted, bloc), ctx.now)
        return await self.store.add(await self.open_box(ctx, fresh, paper, closes_at))

    async def fresh(self, ctx: Context, wanted: Wanted, bloc: Bloc | None) -> Poll:
        """A question that is not open yet, unless it was asked before or too much is asked at once."""
        title, whose = " ".join(wanted.question.split()), bloc.id if bloc else None
        rules.must_name_no_bloc(title, "who")
        await self._refuse_many(ctx, title, whose)
        return Poll(
            assembly=ctx.assembly.id,
            number=await self.store.number(ctx.assembly.id, bloc is not None and bloc.is_unlisted),
            kind=wanted.kind,
            title=title,
            asker=ctx.member.id,
            asked_at=ctx.now,
            votes=rules.votes_of(wanted.votes, ctx.assembly),
            locale=ctx.assembly.locale,
            bloc=whose,
            room=await self.meets(ctx, bloc),
            unnamed=bool(ctx.assembly.careful),
            method=rules.method_of(wanted.kind),
        )

    async def _seeded(self, poll: Poll, now: datetime) -> Poll:
        """The same with the seed of the lot, fixed before anybody answers, where what is level needs one."""
        if not poll.is_ranked:
            return poll
        link = await self.ground.last_link(poll.assembly)
        return replace(poll, seed=seed(link, poll.number, now))

    async def posted(self, ctx: Context, poll: Poll) -> Reply:
        """What follows once it is open: its card, and a line of the journal."""
        return Reply(
            answers.asked(poll),
            posts=(card_post(poll),),
            journal=noted("poll.asked", poll, ctx.member.id, **_facts(poll)),
            private=True,
            silent=poll.room == ctx.room.address,
        )

    async def _refuse_many(self, ctx: Context, title: str, bloc: int | None) -> None:
        """Asked of one body alone: the number of a poll elsewhere may not be said here."""
        some = await self.store.undecided(ctx.assembly.id)
        mine = [one for one in some if one.asker == ctx.member.id and one.bloc == bloc]
        if (again := rules.same_as(title, bloc, mine, ctx.now)) is not None:
            raise SaidBefore(again)
        polls = [one.number for one in mine if not one.is_election]
        if len(polls) >= OPEN_EACH:
            raise errors.TooManyOpen(tuple(polls))


def _facts(poll: Poll) -> dict[str, str | int]:
    """What the journal holds of a question: none of its words, and the seed where there is one."""
    facts: dict[str, str | int] = {"form": poll.kind.value, "votes": poll.votes.value}
    return {**facts, "options": len(poll.options), **({"seed": poll.seed} if poll.seed else {})}
