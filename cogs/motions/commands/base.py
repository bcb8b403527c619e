"""What all commands of motions stand on."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from bot.api.ask import ASKED_ABOUT, Ask
from bot.api.blocs import Bodies, Mandated
from bot.api.card import Entry, Post, View
from bot.api.cog import Cog
from bot.api.command import Arg
from bot.api.context import Context
from bot.api.deeds import Deed, Deeds, Said
from bot.api.meetings import Gatherings
from bot.api.number import Numbered
from bot.api.people import Address, Assembly, Role, RollPolicy
from bot.api.person import Twins
from bot.api.services import Groups, NextSteps, Texts
from bot.ballots.rules import Base, Tally, Votes
from bot.ballots.store import Ballots
from cogs.motions.amendment_store import DRAFT_CARD as DRAFT_CARD
from cogs.motions.amendment_store import AmendmentStore
from cogs.motions.casting import Casting
from cogs.motions.conduct_store import ConductStore
from cogs.motions.dispute_store import DisputeStore
from cogs.motions.double_store import DoubleStore
from cogs.motions.hall_store import HallStore
from cogs.motions.inside import Inside
from cogs.motions.outcome_store import OutcomeStore
from cogs.motions.reach import Reach
from cogs.motions.reminding_store import RemindingStore
from cogs.motions.rules import announced, secret
from cogs.motions.rules import motion as rules
from cogs.motions.rules.announced import Announced
from cogs.motions.rules.double import Blocs, ByBlocs, Unit, units
from cogs.motions.rules.hall import NOBODY_THERE, InTheHall
from cogs.motions.rules.motion import REASON_LIMIT, TITLE_LIMIT, Motion
from cogs.motions.rules.result import Report
from cogs.motions.rules.result import read as read_report
from cogs.motions.rules.state import DECIDED, State
from cogs.motions.rules.turnout import SMALLEST
from cogs.motions.seal_store import SealStore
from cogs.motions.secret_casting import SecretCasting
from cogs.motions.store import MotionStore
from cogs.motions.views.cards import Shown
from cogs.motions.views.conduct import set_aside_card, under_set_aside_card
from cogs.motions.views.errors import ALL
from cogs.motions.voting import VOTE_CARD

SUGGESTION_CARD = "motion.suggestion"
EARLY_CARD, KEPT_OPEN_CARD, REOPENED_CARD = "motion.closing-early", "motion.kept-open", "motion.reopened"
Number = Annotated[Numbered, Arg("The motion's number", lookup="motions", sample="12")]
Title = Annotated[str, Arg("What it is called, in a few words", limit=TITLE_LIMIT, sample="Buy a kettle")]
Body = Annotated[str, Arg("The motion in full", long=True)]
Reason = Annotated[str, Arg("Why, if you like; everyone can read it", limit=REASON_LIMIT)]


class MotionCog(Cog):
    """Motions with their store and ballots."""

    name = "motions"
    errors = ALL

    def __init__(
        self,
        store: MotionStore,
        ballots: Ballots,
        texts: Texts | None = None,
        groups: Groups | None = None,
        next_steps: NextSteps | None = None,
        bodies: Bodies | None = None,
        deeds: Deeds | None = None,
        twins: Twins = lambda _connection: {},
        gatherings: Gatherings | None = None,
    ) -> None:
        self.store = store
        self.bodies = bodies or Bodies()
        self.deeds = deeds or Deeds()
        self.reach = Reach(store, self.bodies)
        self.amendments = AmendmentStore(store)
        self.ballots = ballots
        self.texts = texts or Texts()
        self.groups = groups or Groups()
        self.next_steps = next_steps or NextSteps()
        self.outcomes = OutcomeStore(store.db)
        self.reminding = RemindingStore(store.db)
        self.halls = HallStore(store.db, store.roll)
        self.conduct = ConductStore(store.db, store.roll)
        self.seals = SealStore(store.db)
        self.double = DoubleStore(store.db)
        self.disputes = DisputeStore(store.db)
        self.inside = Inside(gatherings or Gatherings(), self.reach, self.amendments, self.conduct)
        self.casting = Casting(ballots, store.roll, self.reach.body_on, twins)
        self.secret_casting = SecretCasting(ballots, store.roll, self.reach.body_on, twins)

    async def shown(self, assembly: Assembly, motion: Motion) -> Shown:
        """A motion with what its cards show beside it."""
        tally, turnout = await self._counted(motion)
        seconders = await self.store.seconders(motion.id)
        hall = await self.in_the_hall(motion)
        turnout += hall.told.present if hall.told else hall.ticked if motion.is_undecided else 0
        unnamed, whose = is_unnamed(assembly, motion), await self.whose(motion)
        does, origin = await self.does(assembly, motion), await self.brought_by(motion)
        blocs, mandates = await self.blocs_of(assembly, motion), await self.mandates_on(motion)
        return Shown(motion, seconders, tally, unnamed, turnout, hall, whose, does, origin, blocs, mandates)

    async def mandates_on(self, motion: Motion) -> tuple[Mandated, ...]:
        """What blocs have told their delegates on a motion."""
        if self.bodies.delegates is None or motion.practice:
            return ()
        return tuple(await self.bodies.delegates.mandated(motion.assembly, motion.number))

    async def by_blocs(self, assembly: Assembly, motion: Motion) -> ByBlocs | None:
        """The blocs of a vote that needs them too."""
        if not motion.double or motion.opened_at is None:
            return None
        least = SMALLEST if is_unnamed(assembly, motion) else 1
        return ByBlocs(await self.double.of(motion.id), least)

    async def blocs_of(self, assembly: Assembly, motion: Motion) -> Blocs | None:
        """How the blocs vote, as far as it may be seen now."""
        if motion.report:
            return read_report(motion.report).blocs
        by_blocs = await self.by_blocs(assembly, motion)
        if by_blocs is None or motion.box is None:
            return None
        ballots = [] if motion.is_sealed else await self.ballots.all(motion.box)
        return by_blocs.count(ballots)

    async def brought_by(self, motion: Motion) -> str:
        """The name of the bloc that carried a motion up; none of one that appears nowhere."""
        origin = await self.store.find(motion.assembly, motion.origin) if motion.origin else None
        bloc = await self.reach.bloc_of(origin) if origin else None
        return bloc.name if bloc and not bloc.is_unlisted else ""

    async def whose(self, motion: Motion) -> str:
        """The name of the bloc whose own motion it is."""
        bloc = await self.reach.bloc_of(motion)
        return bloc.name if bloc else ""

    async def does(self, assembly: Assembly, motion: Motion) -> Said | None:
        """What a motion does by itself once it is carried, in words."""
        deed = Deed.read(motion.deed) if motion.deed else None
        return await self.deeds.says(assembly, deed) if deed and self.deeds.knows(deed) else None

    def instead(self, motion: Motion) -> View | None:
        """What is shown in the place of words that are set aside; None where they may be shown."""
        if not motion.is_unreadable:
            return None
        if motion.state is State.SET_ASIDE:
            return set_aside_card(motion.number, motion.set_aside_for)
        return under_set_aside_card(motion.number, Numbered.of(motion.number.whole))

    async def in_the_hall(self, motion: Motion) -> InTheHall:
        """What may be seen of the hall now: its count only once the motion is decided."""
        if motion.box is None:
            return NOBODY_THERE
        ticked = len(await self.halls.ticked(motion.id))
        if motion.state not in DECIDED:
            return InTheHall(ticked)
        told, tellers = await self.halls.told(motion.id), await self.halls.tellers(motion.id)
        return InTheHall(ticked, told, tellers)

    async def _counted(self, motion: Motion) -> tuple[Tally, int]:
        """The tally and the turnout that may be seen now."""
        if motion.box is None:
            return Tally(), 0
        tally = await self.ballots.tally(motion.box)
        if motion.is_sealed:
            return Tally(entitled=tally.entitled), await self.ballots.turnout(motion.box)
        return tally, tally.present

    async def counted_in_secret(self, motion: Motion) -> Report:
        """The result of a secret vote: there are to be as many ballots as people who have voted."""
        box = motion.box or 0
        tally, voted = await self.ballots.count(box), await self.ballots.turnout(box)
        return secret.report(tally, voted, await self.halls.told(motion.id))

    async def open_voting(self, ctx: Context, motion: Motion) -> tuple[Motion, tuple[Post, ...]]:
        """Opens voting with the electorate of this moment, on a new card."""
        if isinstance(ctx.asked, frozenset):
            await self.store.found_absent(ctx.assembly.id, ctx.asked, ctx.now)
        roll = await self.reach.entitled(ctx.assembly, motion.bloc)
        secret.check_electorate(motion, len(roll))
        is_listed = (
            ctx.assembly.policy is not RollPolicy.ANYONE
            or motion.bloc is not None
            or motion.double
            or motion.threshold.base is Base.ROLL
            or motion.votes is Votes.SECRET
        )
        electorate = roll if is_listed else None
        if motion.double:
            await self.double.keep(motion.id, await self._units(ctx, motion, roll))
        box = await self.ballots.open_box(ctx.assembly.id, electorate, motion.votes)
        weighing = await self.store.weighing(ctx.assembly.id, roll)
        motion, shortest = await self.inside.opening(ctx, motion, roll)
        motion = rules.open_voting(motion, box, shortest, ctx.now, weighing)
        return motion, (card_post(motion, VOTE_CARD, watched=not motion.votes.are_sealed),)

    async def look_round(self, ask: Ask, ctx: Context, **_given: object) -> frozenset[int] | None:
        """Who on the roll is in no place any more, asked before voting opens; None where nobody asks.

        Where anyone may take part nobody is counted beforehand, and a large roll is asked about over the day.
        """
        if ctx.assembly.policy is RollPolicy.ANYONE:
            return None
        async with self.store.db.reading():
            roll = await self.store.on_the_roll(ctx.assembly.id)
        return await ask.absent(ctx.assembly, frozenset(roll)) if len(roll) <= ASKED_ABOUT else None

    async def _units(self, ctx: Context, motion: Motion, entitled: list[int]) -> tuple[Unit, ...]:
        """The blocs that a double majority is counted by, as they are now."""
        above = await self.reach.bloc_of(motion)
        below = await self.reach.below(ctx.assembly.id, above)
        found = [(bloc.id, bloc.name, await self.reach.body(bloc.id)) for bloc in below]
        return units(found, entitled, is_unnamed(ctx.assembly, motion))


def card_post(
    motion: Motion, kind: str, *, detail: str = "", replies: bool = False, watched: bool = False
) -> Post:
    """A post about a motion, in the room where it lives, or in those of its bloc."""
    answers = (VOTE_CARD if motion.opened_at else DRAFT_CARD) if replies else None
    return Post(kind, motion.number, lives_in(motion), detail, answers, watched, bloc=motion.bloc)


def lives_in(motion: Motion) -> Address | None:
    """The room that a motion was proposed in; None for one of a bloc that was proposed elsewhere."""
    return Address(*motion.room) if motion.room[1] else None


def draft_post(motion: Motion) -> Post:
    """The draft of a motion, with a thread to talk about it; that of an amendment goes into its thread."""
    if motion.is_amendment:
        return talked_about(motion, DRAFT_CARD)
    return Post(DRAFT_CARD, motion.number, lives_in(motion), thread=True, bloc=motion.bloc)


def talked_about(motion: Motion, kind: str, *, detail: str = "") -> Post:
    """A post about a draft, where people talk about it."""
    draft = (DRAFT_CARD, int(Numbered.of(motion.number.whole)))
    return Post(kind, motion.number, lives_in(motion), detail, within=draft, bloc=motion.bloc)


def announcement(motion: Motion, kind: str, now: datetime, member: int | None = None) -> Post:
    """The post that says when voting closes now; each announcement has a post of its own."""
    detail = announced.written(Announced(motion.closes_at or now, now, member))
    return card_post(motion, kind, detail=detail, replies=True)


def noted(kind: str, motion: Motion, person: int | None = None, **facts: str | int) -> tuple[Entry, ...]:
    """An entry of the journal about a motion; none where others would learn from it that there is one."""
    return () if motion.unlisted else (Entry(kind, motion.number, person, facts),)


def is_unnamed(assembly: Assembly, motion: Motion) -> bool:
    """Whether nobody is named: in a careful assembly, and for good where it was careful at the moving."""
    return bool(assembly.careful) or motion.unnamed


def is_steward(ctx: Context) -> bool:
    return ctx.role is Role.STEWARD


def room_of(ctx: Context) -> tuple[str, str]:
    """Where a motion lives: the room it was proposed in, or the assembly's home if that was in private."""
    return tuple(ctx.assembly.home if ctx.room.private else ctx.room.address)  # type: ignore[return-value]
