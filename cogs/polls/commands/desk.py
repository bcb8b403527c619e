"""What all commands of polls and elections stand on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from bot.api.card import Entry, Post, Reply, View
from bot.api.circles import FIRST_UNLISTED, Circles
from bot.api.cog import Cog, Home
from bot.api.command import Arg
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Assembly, Role
from bot.ballots.paper_store import Papers
from bot.ballots.store import Ballots
from cogs.polls.ground_store import Ground
from cogs.polls.marks import CARD as CARD
from cogs.polls.marks import ELECTION_CARD as ELECTION_CARD
from cogs.polls.marks import MANY_CARD as MANY_CARD
from cogs.polls.marks import card_of
from cogs.polls.rules import errors
from cogs.polls.rules.nomination_errors import StewardsStayOut
from cogs.polls.rules.poll import Office, Poll
from cogs.polls.settling import Settling
from cogs.polls.store import PollStore
from cogs.polls.views.asking_refusals import ERRORS as ASKING
from cogs.polls.views.ballot_refusals import ERRORS as OF_BALLOTS
from cogs.polls.views.checking import EXPORT_ERRORS
from cogs.polls.views.count_refusals import COUNT_ERRORS
from cogs.polls.views.date_refusals import DATE_ERRORS
from cogs.polls.views.nomination_refusals import NOMINATION_ERRORS
from cogs.polls.views.refusals import ERRORS
from cogs.polls.views.vacancy_refusals import VACANCY_ERRORS

Number = Annotated[Numbered, Arg("The poll's number", lookup="polls", sample="3")]
ElectionNumber = Annotated[Numbered, Arg("The election's number", lookup="elections", sample="4")]

REFUSALS = {
    **ERRORS,
    **OF_BALLOTS,
    **ASKING,
    **NOMINATION_ERRORS,
    **EXPORT_ERRORS,
    **COUNT_ERRORS,
    **VACANCY_ERRORS,
    **DATE_ERRORS,
}


class Desk(Cog):
    """Polls and elections with their stores and the boards that they need."""

    name = "polls"
    errors = REFUSALS

    def __init__(self, home: Home) -> None:
        self.home = home
        self.store = PollStore(home.db, home.assemblies)
        self.ballots = Ballots(home.db)
        self.papers = Papers(home.db, self.ballots)
        self.circles = Circles(home.bodies)
        self.bodies = home.bodies
        self.roll = home.roll
        self.ground = Ground(home.db, home.roll)
        self.deeds = home.deeds
        self.settling = Settling()

    async def find(self, ctx: Context, number: int) -> Poll:
        """The poll or election of a number, as far as this person may know of it here."""
        found = await self.store.find(ctx.assembly.id, number)
        if found is None or not await self.circles.may_know(ctx, found.bloc):
            known = await self.known(ctx)
            raise errors.NoPoll(number, tuple(poll.number for poll in known))
        return found

    async def poll(self, ctx: Context, number: int) -> Poll:
        """The same, where it is a poll."""
        found = await self.find(ctx, number)
        if found.is_election:
            raise errors.IsAnElection(number)
        return found

    async def election(self, ctx: Context, number: int) -> Poll:
        """The same, where it is an election."""
        found = await self.find(ctx, number)
        if not found.is_election:
            raise errors.NoElection(number, found.title)
        return found

    async def own(self, ctx: Context, poll: Poll) -> None:
        """Refuses who neither asked it nor is a steward; and stewards while it is about who becomes one."""
        if poll.asker == ctx.member.id:
            return
        if ctx.role < Role.STEWARD:
            raise errors.NotYours(poll.number, poll.is_election)
        is_theirs = poll.office is Office.STEWARDS and poll.is_undecided and poll.asker is not None
        if is_theirs and await self.ground.on_the_roll([poll.asker or 0]):
            raise StewardsStayOut(poll.number)

    async def known(self, ctx: Context) -> list[Poll]:
        """Those that are not counted yet and may be named to this person here."""
        return await self.knowable(ctx, await self.store.undecided(ctx.assembly.id))

    async def knowable(self, ctx: Context, some: Collection[Poll]) -> list[Poll]:
        """Those of these that may be named to this person here."""
        open_here = {bloc for bloc in {p.bloc for p in some} if await self.circles.may_know(ctx, bloc)}
        return [poll for poll in some if poll.bloc in open_here]

    async def keep(self, poll: Poll, view: View) -> Reply:
        """Saves a changed one and has its card drawn anew."""
        await self.store.save(poll)
        return Reply(view, stale=((card_kind(poll), int(poll.number)),))


def card_kind(poll: Poll) -> str:
    """The kind of the card on which it is voted."""
    return card_of(poll.kind)


def card_post(poll: Poll) -> Post:
    """Its card, in its room and every place, or in those of its bloc; reactions are read where they count."""
    watched = not (poll.votes.are_sealed or poll.is_ranked or poll.is_election)
    room = poll.room if poll.room.id else None
    return Post(card_kind(poll), int(poll.number), room, bloc=poll.bloc, watched=watched)


def news_post(poll: Poll, kind: str, detail: str = "") -> Post:
    """News of it, as an answer to its card."""
    room = poll.room if poll.room.id else None
    return Post(kind, int(poll.number), room, detail, replies_to=card_kind(poll), bloc=poll.bloc)


def is_unlisted(poll: Poll) -> bool:
    """Whether it is that of a bloc that is in no list."""
    return int(poll.number) >= FIRST_UNLISTED


def noted(kind: str, poll: Poll, person: int | None = None, **facts: str | int) -> tuple[Entry, ...]:
    """A line of the journal; of what is an unlisted bloc's there is none."""
    return () if is_unlisted(poll) else (Entry(kind, int(poll.number), person, facts),)


def is_unnamed(assembly: Assembly, poll: Poll) -> bool:
    """Whether nobody is named but who stands: in a careful assembly, and where it was careful then."""
    return bool(assembly.careful) or poll.unnamed
