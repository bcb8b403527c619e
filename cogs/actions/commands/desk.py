"""What all commands of actions stand on."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.api.alarms import Alarm
from bot.api.card import Entry, Post, Reply, Tell, View
from bot.api.circles import FIRST_UNLISTED, Circles
from bot.api.cog import Cog, Home
from bot.api.command import Arg
from bot.api.context import Context
from bot.api.meetings import Happened
from bot.api.number import Numbered
from bot.api.people import Account, Assembly
from cogs.actions.rules import errors
from cogs.actions.rules.action import TEXT_LIMIT, Action
from cogs.actions.rules.nudge import nudges
from cogs.actions.store import ActionStore, numbers
from cogs.actions.views.refusals import ERRORS

CARD, ASKED_CARD, NUDGE_CARD = "action.card", "action.asked", "action.nudge"
KIND = "action"
MOST_NAMED = 12
Number = Annotated[Numbered, Arg("The action's number", lookup="actions", sample="3")]
What = Annotated[str, Arg("What is to be done", limit=TEXT_LIMIT, sample="Bring the banner")]


class Desk(Cog):
    """Actions with their store and the boards that they need."""

    name = "actions"
    errors = ERRORS

    def __init__(self, home: Home) -> None:
        self.store = ActionStore(home.db, home.assemblies, home.roll)
        self.alarms = home.alarms
        self.gatherings = home.gatherings
        self.circles = Circles(home.bodies)
        self.bodies = home.bodies

    async def find(self, ctx: Context, number: Numbered) -> Action:
        """The action of a number, as far as this person may know of it here."""
        action = await self.store.find(ctx.assembly.id, number)
        if action is None or not await self.circles.may_know(ctx, action.bloc):
            known = await self.known(ctx)
            raise errors.NoAction(number, numbers(known[:MOST_NAMED]))
        return action

    async def known(self, ctx: Context) -> list[Action]:
        """What is still to be done and may be named to this person here."""
        some = await self.store.open(ctx.assembly.id)
        blocs = {a.bloc for a in some}
        open_here = {bloc for bloc in blocs if await self.circles.may_know(ctx, bloc)}
        return [action for action in some if action.bloc in open_here]

    async def person(self, ctx: Context, who: Account, bloc: int | None) -> int:
        """The member who is meant, where they may be asked for an action of this bloc."""
        member = await self.store.member_of(who, ctx.assembly.id)
        named = await self.circles.called(bloc)
        if member is None or (bloc is not None and not await self.circles.is_of(bloc, member)):
            raise errors.NotOnRoll(named.name if named else "")
        return member

    async def keep(self, ctx: Context, action: Action, view: View, *, happened: bool = False) -> Reply:
        """Saves a changed action, has it ring when it is to, and its cards drawn anew."""
        await self.store.save(action)
        await self.ring(action, ctx.assembly, ctx.now)
        if happened:
            await self.gatherings.happened(Happened(ctx.assembly, KIND, action.number, ctx.now, action.bloc))
        return Reply(view, stale=((CARD, action.number),))

    async def ring(self, action: Action, assembly: Assembly, now: datetime) -> None:
        """Sets the reminders of whoever has it, and no others."""
        await self.alarms.cancel(action.assembly, NUDGE_CARD, action.id)
        ahead = nudges(action, ZoneInfo(assembly.zone), now)
        await self.alarms.set(
            *(Alarm(action.assembly, NUDGE_CARD, action.id, at, nudge.value) for nudge, at in ahead)
        )


def card_post(action: Action) -> Post:
    """The card of an action: in its room and every place, or in the rooms of its bloc."""
    return Post(CARD, action.number, action.lives_in, bloc=action.bloc)


def asked(action: Action) -> tuple[Tell, ...]:
    """What tells a member that they are asked."""
    return (Tell(action.asked, ASKED_CARD, action.number, str(action.asked)),) if action.asked else ()


def noted(kind: str, action: Action) -> tuple[Entry, ...]:
    """A line of the journal; of what is an unlisted bloc's there is none."""
    return () if int(action.number) >= FIRST_UNLISTED else (Entry(kind, action.number),)


def is_unnamed(assembly: Assembly) -> bool:
    """A careful assembly names nobody in its rooms."""
    return bool(assembly.careful)
