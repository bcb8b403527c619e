"""A door that notes what a face hands in, and says what it was told to say."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.api.card import Button, Card, Line
from bot.api.command import Command
from bot.api.invocation import Answer, Invocation, Reaction
from bot.api.people import Address
from bot.api.speech import Features

Say = Callable[[Invocation], Answer | None]


def sentence(words: str, *buttons: Button) -> Card:
    return Card(blocks=(Line((words,)),), buttons=buttons)


@dataclass
class Recorder:
    """Implements bot.platforms.Door."""

    specs: list[Command]
    say: Say = lambda invocation: Answer(sentence("done"))
    wait: float = 0.0
    acts: list[Invocation] = field(default_factory=list)
    marks: list[Reaction] = field(default_factory=list)
    told: list[tuple[Any, ...]] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    known: dict[Address, bool] = field(default_factory=dict)

    async def act(self, invocation: Invocation) -> Answer | None:
        self.acts.append(invocation)
        self.order.append(f"act {invocation.command or invocation.line}")
        if self.wait:
            await asyncio.sleep(self.wait)
        return self.say(invocation)

    async def react(self, reaction: Reaction) -> Answer | None:
        self.marks.append(reaction)
        self.order.append(f"{'+' if reaction.added else '-'}{reaction.mark}")
        return None

    async def cleared(self, room: Address, message: str, mark: str | None) -> None:
        self.told.append(("cleared", room.id, message, mark))

    async def caught_up(self, network: str) -> None:
        self.told.append(("caught up", network))

    async def alive(self, network: str) -> None:
        self.told.append(("alive", network))

    async def settled(self, network: str) -> None:
        """Nothing follows from anything here."""

    async def room_gone(self, room: Address) -> None:
        self.told.append(("gone", room.id))

    async def room_back(self, room: Address) -> None:
        self.told.append(("back", room.id))

    async def room_moved(self, old: Address, new: Address) -> None:
        self.told.append(("moved", old.id, new.id))

    async def places(self, network: str) -> dict[Address, bool]:
        return self.known

    async def left(self, account: Address, place: Address, *, removed: bool = False) -> None:
        self.told.append(("removed" if removed else "left", account.id, place.id))

    async def came(self, account: Address, room: Address) -> None:
        self.told.append(("came", account.id, room.id))

    async def knocked(self, account: Address, room: Address) -> None:
        self.told.append(("knocked", account.id, room.id))

    async def fleeting(self, room: Address, message: str, after: timedelta) -> None:
        self.told.append(("fleeting", message))

    async def altered(self, room: Address) -> None:
        self.told.append(("altered", room.id))

    async def interested(self, account: Address, event: str, interested: bool, *, replayed: bool) -> None:
        self.told.append(("interested" if interested else "no longer interested", event))

    def commands(self) -> list[Command]:
        return self.specs

    def said(self, message: str, locale: str) -> str:
        return f"{locale}: {message}" if locale != "en" else message

    def locales(self) -> tuple[str, ...]:
        return ("en", "es")

    async def complete(self, invocation: Invocation, key: str, typed: str) -> list[tuple[str, str]]:
        return [("12", f"12 {typed}"), ("14", "14 Another")]

    def greeting(self, features: Features) -> Card:
        return sentence("I am Folkmoot.")

    def remark(self, message: str, features: Features) -> Card:
        return sentence(message)
