"""The bot's own commands and cards: help, and what it tells people unasked."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Reply, View
from bot.api.cog import Cog, card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from bot.guessing import NoQuestion
from bot.help import topic
from bot.loader import House
from bot.messages import (
    burst,
    cleared_reactions,
    first_act,
    pause_over,
    room_gone,
    room_lost,
    unclear_reactions,
    waits_for,
)
from storage.outbox import NOWHERE

Asked = Annotated[int, Arg("The number of my question", sample="48213")]


class Own(Cog):
    """What belongs to no cog."""

    name = "own"

    def __init__(self, house: House) -> None:
        self.house = house

    @command("help", who=Role.OBSERVER, anywhere=True)
    async def help(
        self, ctx: Context, about: Annotated[str, Arg("A topic or a command", sample="motion")] = ""
    ) -> Reply:
        """See what you can do here."""
        return Reply(topic(self.house.specs(), about), private=True)

    @command("time yes", who=Role.OBSERVER, anywhere=True)
    async def right(self, ctx: Context, number: Asked) -> Reply:
        """Say that a time is the one you meant, where I asked."""
        raise NoQuestion  # the door has looked before, and carried out what waited for it

    @command("time no", who=Role.OBSERVER, anywhere=True)
    async def wrong(self, ctx: Context, number: Asked) -> Reply:
        """Say that a time is not the one you meant, and write it anew."""
        raise NoQuestion

    @card("core.first-act")
    async def first_act(self, assembly: Assembly, _subject: int, _detail: str) -> View | None:
        return first_act(assembly.name, self.house.asks_elsewhere(assembly))

    @card("core.burst")
    async def burst(self, assembly: Assembly, people: int, _detail: str) -> View | None:
        return burst(assembly.name, people)

    @card("core.returned", knocks=False)
    async def returned(self, _assembly: Assembly, _subject: int, _detail: str) -> View | None:
        return pause_over()

    @card("core.waits")
    async def waits(self, _assembly: Assembly, member: int, _day: str) -> View | None:
        """In a room, for somebody who can't be written to."""
        return waits_for(member)

    @card("core.unclear")
    async def unclear(self, _assembly: Assembly, number: int, _detail: str) -> View | None:
        return unclear_reactions(number)

    @card("core.cleared")
    async def cleared(self, _assembly: Assembly, number: int, _detail: str) -> View | None:
        return cleared_reactions(number)

    @card("core.room-gone")
    async def room_gone(self, assembly: Assembly, _subject: int, _detail: str) -> View | None:
        return room_gone(assembly.name)

    @card("core.room-lost")
    async def room_lost(self, assembly: Assembly, _subject: int, detail: str) -> View | None:
        room, *numbers = detail.split()
        return room_lost(assembly.name, room, tuple(numbers), assembly.home.id != NOWHERE)

    async def forget(self, assembly: int, member: int) -> None:
        """Keeps nothing of its own."""
