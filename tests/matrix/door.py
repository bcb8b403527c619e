"""A door that notes what a face brings, for tests of the face by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from bot.api.card import Card, Line
from bot.api.command import Command
from bot.api.invocation import Answer, Invocation, Reaction
from bot.api.people import Address, Role
from bot.api.speech import Features

COMMANDS = [
    Command("motion list", "Shows the motions.", (), Role.OBSERVER, "list"),
    Command("motion vote", "Votes.", (), Role.MEMBER, "vote", short="vote"),
    Command("help", "What you can do.", (), Role.OBSERVER, "help"),
    Command("now", "What waits for you.", (), Role.OBSERVER, "now"),
    Command("privacy show", "What is kept.", (), Role.OBSERVER, "privacy", private=True, short="privacy"),
]


def card(text: str) -> Card:
    """A card of one sentence."""
    return Card(blocks=(Line((text,)),))


@dataclass
class NotingDoor:
    """Notes everything; answers each act with `answer`."""

    answer: Callable[[Invocation], Answer | None] = lambda i: Answer(card(f"You said {i.line}"))
    react_answer: Callable[[Reaction], Answer | None] = lambda r: None
    acts: list[Invocation] = field(default_factory=list)
    reactions: list[Reaction] = field(default_factory=list)
    gone: list[Address] = field(default_factory=list)
    back: list[Address] = field(default_factory=list)
    moved: list[tuple[Address, Address]] = field(default_factory=list)
    leavers: list[tuple[Address, Address, bool]] = field(default_factory=list)
    comers: list[tuple[Address, Address]] = field(default_factory=list)
    knockers: list[tuple[Address, Address]] = field(default_factory=list)
    changed: list[Address] = field(default_factory=list)
    fading: list[tuple[Address, str, timedelta]] = field(default_factory=list)
    caught: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def until(self, condition: Callable[[], object], within: float = 120.0) -> None:
        """Waits until something holds of what was noted."""

        async def look() -> None:
            while not condition():
                self._news.clear()
                await self._news.wait()

        await asyncio.wait_for(look(), within)

    async def act(self, invocation: Invocation) -> Answer | None:
        self.acts.append(invocation)
        self._news.set()
        return self.answer(invocation)

    async def react(self, reaction: Reaction) -> Answer | None:
        if reaction.event in {known.event for known in self.reactions}:
            return None  # the inbox lets an event count once
        self.reactions.append(reaction)
        self._news.set()
        return self.react_answer(reaction)

    async def cleared(self, room: Address, message: str, mark: str | None) -> None:
        raise AssertionError("Matrix takes reactions away one by one")

    async def caught_up(self, network: str) -> None:
        self.caught += 1
        self._news.set()

    async def alive(self, network: str) -> None:
        self._news.set()

    async def room_gone(self, room: Address) -> None:
        self.gone.append(room)
        self._news.set()

    async def room_moved(self, old: Address, new: Address) -> None:
        self.moved.append((old, new))
        self._news.set()

    async def room_back(self, room: Address) -> None:
        self.back.append(room)
        self._news.set()

    async def places(self, network: str) -> dict[Address, bool]:
        raise AssertionError("Matrix tells of every room that the bot leaves")

    async def settled(self, network: str) -> None:
        raise AssertionError("nothing is scripted here")

    async def left(self, account: Address, place: Address, *, removed: bool = False) -> None:
        self.leavers.append((account, place, removed))
        self._news.set()

    async def came(self, account: Address, room: Address) -> None:
        self.comers.append((account, room))
        self._news.set()

    async def knocked(self, account: Address, room: Address) -> None:
        self.knockers.append((account, room))
        self._news.set()

    async def fleeting(self, room: Address, message: str, after: timedelta) -> None:
        self.fading.append((room, message, after))
        self._news.set()

    async def altered(self, room: Address) -> None:
        self.changed.append(room)
        self._news.set()

    async def interested(self, account: Address, event: str, interested: bool, *, replayed: bool) -> None:
        raise AssertionError("Matrix has no events")

    def commands(self) -> list[Command]:
        return COMMANDS

    def said(self, message: str, locale: str) -> str:
        return message

    def locales(self) -> tuple[str, ...]:
        return ("en",)

    async def complete(self, invocation: Invocation, key: str, typed: str) -> list[tuple[str, str]]:
        return []

    def greeting(self, features: Features) -> Card:
        return card("I am Folkmoot.\nI count votes.\nWrite !help.")

    def remark(self, message: str, features: Features) -> Card:
        return card(message)
