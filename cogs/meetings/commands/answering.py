"""Saying whether one comes, by word, button or reaction; and the cards that are answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

from sqlalchemy.engine import Connection

from bot.api.card import Batch, View
from bot.api.cog import Reacts, card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Assembly
from cogs.meetings.commands.changing import Number, On
from cogs.meetings.commands.desk import Desk
from cogs.meetings.rsvp_casting import CARD, LEAD, Answered
from cogs.meetings.rules.rsvp import Rsvp
from cogs.meetings.views import calls as views

How = Annotated[Rsvp, Arg("Whether you come: going, maybe, apologies", sample="going")]
OnlyOne = Annotated[
    int,
    Arg("The meeting's number, if there are several", lookup="meetings", sample="3", unless="answer"),
]
ANSWERED = "meeting answered"
MARKS = {
    "✅": "going",
    "👍": "going",
    "❔": "maybe",
    "❓": "maybe",
    "🤷": "maybe",
    "❌": "apologies",
    "👎": "apologies",
}


class Answering(Desk):
    """One answer a person and date, however many accounts and networks they have."""

    @command("meeting rsvp", bulk="cast", short="rsvp", example="rsvp 3 going")
    def rsvp(self, ctx: Context, number: OnlyOne, answer: How, on: On = "") -> Answered:
        """Say whether you come to a meeting: going, maybe, or apologies."""
        return self._act(ctx, answer, number=number or 0, on=on)

    @command("meeting take-back", bulk="cast", example="meeting take-back 3")
    def take_back(self, ctx: Context, number: Number, on: On = "") -> Answered:
        """Take back what you said about coming to a meeting."""
        return self._act(ctx, None, number=number, on=on)

    @command(ANSWERED, bulk="cast", internal=True)
    def answered(
        self,
        ctx: Context,
        occurrence: Annotated[Numbered, Arg("The date that the card is of")],
        answer: Annotated[Rsvp | None, Arg("Whether they come")] = None,
    ) -> Answered:
        """A reaction on the card of a date."""
        return self._act(ctx, answer, occurrence=occurrence)

    def cast(self, connection: Connection, acts: Sequence[Answered]) -> Batch:
        """Writes a batch of answers."""
        return self.casting.cast(connection, acts)

    @card(CARD, reacts=Reacts(ANSWERED, "answer", MARKS, "occurrence"))
    async def date_card(self, assembly: Assembly, subject: int, detail: str) -> View | None:
        found = await self.calls.date(subject)
        if found is None or found[0].assembly != assembly.id:
            return None
        return views.date_card(await self.shown(assembly, *found), _late(detail), bool(detail))

    @card(LEAD, reacts=Reacts(ANSWERED, "answer", MARKS, "occurrence"))
    async def lead_card(self, assembly: Assembly, subject: int, detail: str) -> View | None:
        found = await self.calls.date(subject)
        if found is None or found[0].assembly != assembly.id:
            return None
        return views.lead_card(await self.shown(assembly, *found), _late(detail.rpartition("|")[2]))

    @staticmethod
    def _act(
        ctx: Context, answer: Rsvp | str | None, *, number: int = 0, on: str = "", occurrence: int = 0
    ) -> Answered:
        """A reaction gives the plain value of its answer, a person the answer itself."""
        return Answered(
            ctx.assembly.id,
            ctx.member.id,
            Rsvp(answer) if isinstance(answer, str) else answer,
            ctx.now,
            number,
            on,
            occurrence,
            ctx.source,
            ctx.replaces,
            ctx.at,
            ctx.late,
            ctx.is_private,
            (ctx.room.address, *ctx.room.chain),
        )


def _late(detail: str) -> timedelta:
    """By how much a reminder was late, as its post says it."""
    return timedelta(seconds=int(detail)) if detail else timedelta()
