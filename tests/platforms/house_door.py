"""A door with four small commands behind it, to play the terminal without a database."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from bot.api.card import Bar, Bars, Button, Card, Data, Line, Name, Typed
from bot.api.command import Arg, Command, command, spec_of
from bot.api.errors import MissingArgument, RuleError
from bot.api.invocation import Answer, Invocation, Reaction
from bot.api.people import Address, Room
from bot.api.speech import Features
from bot.grammar import Grammar
from bot.platforms import Platform, Send

NOW = datetime(2026, 6, 2, 12, tzinfo=UTC)


class Choice(Enum):
    FOR = "for"
    AGAINST = "against"


class Small:
    @command("motion propose", example="motion propose Buy a kettle")
    async def propose(
        self, ctx: Any, title: str, text: Annotated[str, Arg("The whole text", long=True)] = ""
    ) -> None:
        """Propose something."""

    @command("motion vote", short="vote")
    async def vote(
        self, ctx: Any, number: Annotated[int, Arg("Number", lookup="motions")], choice: Choice
    ) -> None:
        """Vote on a motion."""

    @command("privacy", private=True)
    async def privacy(self, ctx: Any) -> None:
        """See what is kept about you."""


COMMANDS = [spec for name in ("propose", "vote", "privacy") if (spec := spec_of(getattr(Small, name)))]


@dataclass
class SmallDoor:
    """Keeps what came in, and posts a card for each motion."""

    face: Platform
    titles: list[str] = field(default_factory=list)
    votes: dict[str, str] = field(default_factory=dict)
    message: str = ""
    acts: list[Invocation] = field(default_factory=list)
    reacted: list[Reaction] = field(default_factory=list)
    network_events: list[str] = field(default_factory=list)
    open_question: str = ""
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    def _read(self, act: Invocation) -> tuple[Command, dict[str, Any]] | None:
        def nobody(word: str) -> None:
            return None

        grammar = Grammar(COMMANDS)
        if act.command:
            spec = next(c for c in COMMANDS if c.path == act.command)
            return spec, grammar.bind(spec, act.arguments, NOW, ZoneInfo("UTC"), nobody)
        line = act.line
        if act.bare:
            if not self.open_question:
                return None
            line, self.open_question = f"{self.open_question} {act.line}", ""
        try:
            return grammar.parse(line, NOW, ZoneInfo("UTC"), nobody)
        except MissingArgument:
            self.open_question = line
            raise

    async def act(self, invocation: Invocation) -> Answer | None:
        self.acts.append(invocation)
        self.asked.set()
        try:
            read = self._read(invocation)
        except RuleError as error:
            return Answer(Card(blocks=(Line((f"{type(error).__name__}.",)),)), ok=False)
        if read is None:
            return None
        spec, values = read
        if spec.path == "privacy":
            button = Button("Leave", "privacy")
            return Answer(Card(title=("I keep your id.",), buttons=(button,)), private=True, assembly=1)
        if spec.path == "motion vote":
            return await self._vote(invocation.account.id, values["choice"].value)
        self.titles.append(values["title"])
        self.message = await self.face.send(Send(TABLE, self._card(), f"key{len(self.titles)}", 1))
        return Answer(Card(blocks=(Line(("Proposed as motion 1: ", Data(values["title"]))),)))

    async def _vote(self, person: str, choice: str) -> Answer:
        self.votes[person] = choice
        await self.face.edit(TABLE, self.message, self._card(), 1)
        return Answer(Card(blocks=(Line(("Your vote is in.",)),)), private=True)

    def _card(self) -> Card:
        count = [sum(v == c for v in self.votes.values()) for c in ("for", "against")]
        return Card(
            head=("Motion 1",),
            title=(Data(self.titles[-1]),),
            blocks=(
                Line(("Moved by ", Name(1, Address("terminal", "ana")), ".")),
                Bars((Bar("For", str(count[0]), count[0] / 5), Bar("Against", str(count[1]), count[1] / 5))),
                Line(("Needs more than half of the votes cast.",)),
                Line(("Or write: ", Typed("vote 1 for"))),
            ),
            buttons=tuple(
                Button(c.title(), "motion vote", {"number": 1, "choice": c}) for c in ("for", "against")
            ),
            reactions=("✅", "❌"),
        )

    async def react(self, reaction: Reaction) -> Answer | None:
        self.reacted.append(reaction)
        return None

    async def caught_up(self, network: str) -> None:
        self.network_events.append("caught up")

    async def alive(self, network: str) -> None:
        self.network_events.append("alive")

    async def settled(self, network: str) -> None:
        self.network_events.append("settled")

    async def cleared(self, room: Address, message: str, mark: str | None) -> None:
        self.network_events.append("cleared")

    async def interested(self, account: Address, event: str, interested: bool, *, replayed: bool) -> None:
        self.network_events.append("interested")

    async def room_gone(self, room: Address) -> None:
        self.network_events.append("room gone")

    async def room_moved(self, old: Address, new: Address) -> None:
        self.network_events.append("room moved")

    async def room_back(self, room: Address) -> None:
        self.network_events.append("room back")

    async def places(self, network: str) -> dict[Address, bool]:
        return {}

    async def left(self, account: Address, place: Address) -> None:
        self.network_events.append("left")

    def commands(self) -> list[Command]:
        return COMMANDS

    def said(self, message: str, locale: str) -> str:
        return message

    def locales(self) -> tuple[str, ...]:
        return ("en",)

    async def complete(self, invocation: Invocation, key: str, typed: str) -> list[tuple[str, str]]:
        return [("#1", f"1: {title}") for title in self.titles if "#1".startswith(typed)]

    def greeting(self, features: Features) -> Card:
        return Card(title=("I am Folkmoot.",), blocks=(Line(("I help you decide together.",)),))

    def remark(self, message: str, features: Features) -> Card:
        return Card(blocks=(Line((message,)),))


TABLE = Address("terminal", "table")
ROOM = Room(TABLE, (TABLE,))
