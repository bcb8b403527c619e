"""Times in free words: what they may mean is asked back, and nothing is done before somebody says yes."""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from bot.api.command import Command
from bot.api.context import Context
from bot.api.errors import RuleError
from bot.api.invocation import Invocation
from bot.api.number import Numbered
from bot.api.people import Address
from bot.dates.guess import guess
from bot.grammar.spoken import line_with
from bot.grammar.unread import UnreadTime
from bot.grammar.values import yes_or_no

YES, NO = "time yes", "time no"
_REMEMBERED, _KEPT = 1000, timedelta(days=1)
_Where = tuple[Address, Address]
Act = tuple[Command, Mapping[str, object]]


@dataclass(eq=False, repr=False)
class MeantTime(RuleError):
    """What words may mean is asked back under a number; zone is where they were read."""

    given: str
    at: datetime
    zone: ZoneInfo
    number: int


class NoQuestion(RuleError):
    """Nothing was asked of this person here under that number, or not since the bot was started."""


@dataclass(eq=False, repr=False)
class WriteTime(RuleError):
    """The time is to be given in other words; line has all else that was given, nothing where that waits."""

    line: str


@dataclass(frozen=True)
class Question:
    """An act that waits for a yes: all that was given, and the one argument that was guessed."""

    number: int
    command: Command
    given: Mapping[str, object] = field(repr=False)
    argument: str
    at: datetime
    assembly: int | None
    asked_at: datetime

    def answered(self, value: object) -> Act:
        return self.command, {**self.given, self.argument: value}

    def is_of(self, ctx: Context) -> bool:
        """Whether it was asked within the day, in the name of the assembly in which the person is now."""
        is_fresh = ctx.now - self.asked_at < _KEPT
        return is_fresh and self.assembly == (ctx.found_assembly.id if ctx.found_assembly else None)

    def line(self) -> str:
        """The whole line, with a time in it that works."""
        sample = {self.argument: "2026-06-05 18:00"}
        words = {key: _spelled(value) for key, value in self.given.items()}
        return line_with(self.command, {key: said for key, said in words.items() if said} | sample)


class Guessing:
    """Questions by person and room, in memory alone: after a restart it is said that they are gone."""

    def __init__(self) -> None:
        self._open: OrderedDict[tuple[_Where, int], Question] = OrderedDict()
        self._last: dict[_Where, Question] = {}
        self._one_at_a_time = asyncio.Lock()

    async def meant(self, invocation: Invocation, ctx: Context, unread: UnreadTime) -> RuleError:
        """The question whether that is the time; or what is wrong with the words, where they say none."""
        tongues = (ctx.locale, invocation.locale, ctx.found_assembly and ctx.found_assembly.locale, "en")
        languages = [tongue.replace("_", "-").partition("-")[0] for tongue in tongues if tongue]
        async with self._one_at_a_time:
            try:
                at = await asyncio.to_thread(guess, unread.given, ctx.now, unread.zone, ctx.hour, languages)
            except RuleError as gone_by:
                return gone_by
        if at is None:
            return unread
        return MeantTime(unread.given, at, unread.zone, self._ask(invocation, ctx, unread, at))

    def _ask(self, invocation: Invocation, ctx: Context, unread: UnreadTime, at: datetime) -> int:
        """Keeps an act under a number that no earlier run of the bot has given out."""
        where, number = _where(invocation), 10_000 + secrets.randbelow(90_000)
        assembly = ctx.found_assembly.id if ctx.found_assembly else None
        question = Question(number, unread.command, unread.words, unread.argument, at, assembly, ctx.now)
        self._open[where, number] = question
        self._let_go(ctx.now)
        self._wait(invocation, ctx, question)
        return number

    def _let_go(self, now: datetime) -> None:
        """Keeps nothing that somebody wrote for longer than a day."""
        late = [key for key, question in self._open.items() if now - question.asked_at >= _KEPT]
        for key in late or [*self._open][: max(0, len(self._open) - _REMEMBERED)]:
            del self._open[key]
        for where in [w for w, question in self._last.items() if now - question.asked_at >= _KEPT]:
            del self._last[where]

    def _wait(self, invocation: Invocation, ctx: Context, question: Question) -> bool:
        """Has the next bare words be the answer, where one person or a prompt is spoken with."""
        if not (ctx.room.private or ctx.features.numbered):
            return False
        if len(self._last) >= _REMEMBERED:
            self._last.clear()
        self._last[_where(invocation)] = question
        return True

    def said(self, invocation: Invocation, ctx: Context) -> Act | None:
        """What a bare line completes: yes, or the time in other words; None where nothing was asked."""
        question = self._last.pop(_where(invocation), None)
        if question is None or not invocation.bare or not question.is_of(ctx):
            return None
        is_right = yes_or_no(invocation.line)
        if is_right is False:
            raise self._written_anew(invocation, ctx, question)
        self._open.pop((_where(invocation), question.number), None)
        return question.answered(question.at if is_right else invocation.line)

    def answer(self, path: str, number: int, invocation: Invocation, ctx: Context) -> Act | None:
        """The act that a yes lets happen, as it was given, and once; None where nothing was asked."""
        question = self._open.get((_where(invocation), number))
        if question is None or not question.is_of(ctx):
            return None
        if path == NO:
            raise self._written_anew(invocation, ctx, question)
        del self._open[_where(invocation), number]
        return question.answered(question.at)

    def _written_anew(self, invocation: Invocation, ctx: Context, question: Question) -> WriteTime:
        """Asks for other words; what else was given is kept, or shown where bare words are no answer."""
        is_kept = self._wait(invocation, ctx, question)
        return WriteTime("" if is_kept else question.line())


def _where(invocation: Invocation) -> _Where:
    return invocation.account, invocation.room.address


def _spelled(value: object) -> str:
    """A given value as it would be typed; nothing for one that has none, or several lines of them."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Enum():
            return str(value.value)
        case str() | int() | Numbered():
            return str(value) if "\n" not in str(value) else ""
    return ""
