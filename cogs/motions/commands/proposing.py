"""Moving a motion: by a member's word, by another cog, or once more; for everyone or for one bloc."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.api.blocs import Bloc, Decided, Proposal
from bot.api.card import Post, Reply, View
from bot.api.context import Context
from bot.api.deeds import Deed
from bot.api.errors import SaidBefore
from bot.api.number import Numbered
from bot.api.people import Assembly, RollPolicy
from bot.ballots.rules import Votes
from cogs.motions.commands.base import draft_post, noted, room_of
from cogs.motions.commands.opening import Opening
from cogs.motions.commands.sitting import InMeetings
from cogs.motions.rules import bloc as bloc_rules
from cogs.motions.rules import motion as rules
from cogs.motions.rules import result
from cogs.motions.rules.errors import TooManyUndecided
from cogs.motions.rules.motion import SAME_WITHIN, UNDECIDED_EACH, Motion
from cogs.motions.rules.sitting import SHORTEST
from cogs.motions.rules.state import DECIDED, UNDECIDED, State
from cogs.motions.rules.terms import Asked, Terms, checked, settled
from cogs.motions.views import answers


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose own motion it is, whether it needs the blocs too, what it does, and what it carries up.

    sitting is the number of the meeting that it is proposed in; locale is the language of words that come
    from elsewhere.
    """

    bloc: Bloc | None = None
    double: bool = False
    deed: Deed | None = None
    origin: Numbered | None = None
    sitting: int | None = None
    locale: str = ""


class Proposing(Opening, InMeetings):
    """A motion is moved in one way, whoever asks for it."""

    async def moved(self, ctx: Context, title: str, text: str, terms: Terms, standing: Standing) -> Reply:
        """Moves a motion; one that needs no second opens at once."""
        policy = RollPolicy.LISTED if standing.bloc else ctx.assembly.policy
        standing = replace(standing, sitting=await self._sitting(ctx, standing))
        shortest = ctx.assembly.shortest_vote
        least = shortest if standing.sitting is None else min(shortest, SHORTEST)
        terms = checked(terms, policy, least, ctx.now)
        await self._check_double(ctx, terms, standing)
        if standing.deed is None and standing.origin is None:
            await self._refuse_twice(ctx, title, standing.bloc)
        motion = await self.store.add(await self._made(ctx, title, text, terms, standing))
        posts: tuple[Post, ...] = (draft_post(motion),)
        if not terms.seconds and motion.debate_until is None:
            motion, posts = await self.open_voting(ctx, motion)
            await self.store.save(motion)
        return Reply(
            answers.proposed(motion),
            posts=posts,
            journal=noted("moved", motion, motion.mover),
            silent=True,
            private=True,
        )

    async def _made(self, ctx: Context, title: str, text: str, terms: Terms, standing: Standing) -> Motion:
        bloc, assembly = standing.bloc, ctx.assembly
        unlisted = bloc is not None and bloc.is_unlisted
        number = await self.store.new_number(assembly.id, unlisted)
        mover = ctx.found_member.id if ctx.found_member and standing.origin is None else None
        motion = rules.move(assembly.id, number, mover, title, text, terms, ctx.now)
        return replace(
            motion,
            room=await self.lives(ctx, bloc),
            unnamed=bool(assembly.careful),
            locale=standing.locale or assembly.locale,
            bloc=bloc.id if bloc else None,
            unlisted=unlisted,
            double=standing.double,
            deed=standing.deed.written() if standing.deed else "",
            origin=standing.origin,
            sitting=standing.sitting,
        )

    async def _sitting(self, ctx: Context, standing: Standing) -> int | None:
        """The meeting it is proposed in; what does something by itself is never decided in a minute."""
        if standing.deed is not None:
            return None
        sitting = await self.inside.proposing(ctx, standing.bloc.id if standing.bloc else None)
        return sitting.number if sitting else None

    async def lives(self, ctx: Context, bloc: Bloc | None) -> tuple[str, str]:
        """Where a motion lives that is moved now: one of the assembly never in the room of a bloc."""
        if bloc is not None:
            return await self.reach.room_for(ctx, bloc.id)
        if await self.reach.is_in_a_bloc(ctx):
            return (ctx.assembly.home.network, ctx.assembly.home.id)
        return room_of(ctx)

    async def _check_double(self, ctx: Context, terms: Terms, standing: Standing) -> None:
        bloc_rules.check_double(standing.double, terms.votes)
        if standing.double and not await self.reach.below(ctx.assembly.id, standing.bloc):
            raise bloc_rules.NoBlocsBelow(standing.bloc.name if standing.bloc else "")

    async def _refuse_twice(self, ctx: Context, title: str, bloc: Bloc | None) -> None:
        """Asked of one body alone: the number of a motion elsewhere may not be said here."""
        member, assembly, whose = ctx.member.id, ctx.assembly.id, bloc.id if bloc else None
        before = await self.store.same_since(assembly, member, title, ctx.now - SAME_WITHIN, whose)
        if before is not None:
            raise SaidBefore(before)
        undecided = await self.store.undecided_of(assembly, member, whose)
        if len(undecided) >= UNDECIDED_EACH:
            raise TooManyUndecided(undecided)


class Offered:
    """What motions offer to other cogs."""

    def __init__(self, cog: Proposing) -> None:
        self._cog = cog

    async def propose(self, ctx: Context, proposal: Proposal) -> Reply:
        """Moves a motion in the open transaction."""
        asked = Asked(
            threshold=proposal.threshold,
            quorum=proposal.quorum,
            closes=proposal.closes,
            seconds=proposal.seconds,
            votes=Votes(proposal.votes) if proposal.votes else None,
            debate=proposal.debate,
        )
        blocs = self._cog.bodies.blocs
        bloc = await blocs.get(proposal.bloc) if blocs is not None and proposal.bloc is not None else None
        standing = Standing(bloc, proposal.double, proposal.deed, proposal.origin)
        terms = settled(asked, ctx.assembly)
        return await self._cog.moved(ctx, proposal.title, proposal.text, terms, standing)

    async def find(self, assembly: int, number: Numbered) -> Decided | None:
        """A motion that is there; what is set aside comes without its words."""
        motion = await self._cog.store.find(assembly, number)
        if motion is None:
            return None
        carried = motion.state is State.CARRIED if motion.state in DECIDED else None
        is_over = motion.state not in UNDECIDED
        about = (motion.number, motion.title, motion.text, motion.bloc, carried, motion.mover, is_over)
        return Decided(*about, votes=_votes(motion))

    async def running(self, bloc: int) -> list[Numbered]:
        """A bloc's own motions that are voted on, or will be."""
        return await self._cog.store.running_in(bloc)

    async def on_agenda(self, assembly: Assembly, number: Numbered) -> View | None:
        """Where a motion stands, for an agenda."""
        return await self._cog.on_agenda(assembly, number)


def _votes(motion: Motion) -> tuple[int, int] | None:
    """How many were for it and against it, in the hall as well."""
    if motion.state not in DECIDED or not motion.report:
        return None
    tally = result.read(motion.report).tally
    return tally.ayes, tally.noes
