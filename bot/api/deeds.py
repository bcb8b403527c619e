"""Deeds: what can hurt, named as data, so that two stewards or a carried motion can do it as well as one."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias

from bot.api.card import Reply, Text
from bot.api.errors import RuleError
from bot.api.people import Assembly
from bot.api.speech import N_

if TYPE_CHECKING:
    from bot.api.context import Context
    from bot.api.speech import Speech

Said = Callable[["Speech"], Text]


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be done: the name of its kind, and plain arguments."""

    kind: str
    arguments: Mapping[str, str | int] = field(default_factory=dict, repr=False)

    def written(self) -> str:
        return json.dumps([self.kind, dict(self.arguments)], sort_keys=True)

    @classmethod
    def read(cls, text: str) -> Deed:
        kind, arguments = json.loads(text)
        return cls(kind, arguments)


@dataclass(frozen=True, slots=True)
class DeedKind:
    """A kind of deed: the words for it ("take Ben off the roll"), and how it is done.

    do may be called long after the deed was named, by the clock and without a member: it checks everything
    anew, raises a RuleError where it makes no sense any more, and answers like a handler. What it posts is
    how everyone learns that it is done; where it posts nothing, that is said for it. title is what a motion
    to do it is called, a message of the catalog that names nobody.
    """

    name: str
    says: Callable[[Assembly, Deed], Awaitable[Said]]
    do: Callable[[Context, Deed], Awaitable[Reply]]
    title: str = N_("Do what was announced")


class Scales(Protocol):
    """Whoever sees to it that what can hurt is not done by one steward alone."""

    async def weigh(self, ctx: Context, deed: Deed) -> Reply:
        """Does the deed, or has it wait for a second steward, for objections, or for a vote."""
        ...

    async def free(self, assembly: int) -> None:
        """Raises a RuleError while the assembly votes on a steward."""
        ...

    async def untouched(self, assembly: int, motion: int) -> None:
        """Raises a RuleError where this motion is such a vote."""
        ...

    async def hold(self, ctx: Context, reply: Reply, undo: Deed | None) -> Reply:
        """The reply with posts that wait a minute, in which the steward can take the act back."""
        ...


Why: TypeAlias = Callable[[RuleError, Assembly, datetime], str]


class Deeds:
    """The kinds of deeds; without scales each is done on one steward's word.

    why says in the assembly's language why a deed was refused that nobody waited for.
    """

    def __init__(self) -> None:
        self._kinds: dict[str, DeedKind] = {}
        self.scales: Scales | None = None
        self.why: Why = lambda _error, _assembly, _now: ""

    def add(self, kind: DeedKind) -> None:
        self._kinds[kind.name] = kind

    def knows(self, deed: Deed) -> bool:
        """Whether the cog that does such deeds is there."""
        return deed.kind in self._kinds

    def title(self, deed: Deed) -> str:
        return self._kinds[deed.kind].title

    async def says(self, assembly: Assembly, deed: Deed) -> Said:
        """What is done by it, as a sentence without an end: Take Ben off the roll."""
        return await self._kinds[deed.kind].says(assembly, deed)

    async def weigh(self, ctx: Context, deed: Deed) -> Reply:
        """What a steward's command returns that can hurt."""
        return await (self.scales.weigh(ctx, deed) if self.scales else self.do(ctx, deed))

    async def do(self, ctx: Context, deed: Deed) -> Reply:
        """Does a deed now, in the open transaction."""
        return await self._kinds[deed.kind].do(ctx, deed)

    async def free(self, assembly: int) -> None:
        """Refuses what a steward alone would change of roll or settings while a recall is voted on."""
        if self.scales is not None:
            await self.scales.free(assembly)

    async def untouched(self, assembly: int, motion: int) -> None:
        """Refuses to have a steward close, postpone or set aside a vote on a steward."""
        if self.scales is not None:
            await self.scales.untouched(assembly, motion)

    async def hold(self, ctx: Context, reply: Reply, undo: Deed | None = None) -> Reply:
        """Has what a steward's act says to others wait a minute, with [Undo].

        undo is the deed that takes the change itself back; None where the act only says something.
        """
        return await self.scales.hold(ctx, reply, undo) if self.scales else reply
