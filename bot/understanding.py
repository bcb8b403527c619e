"""What an act asks for: its command and values, or what waited for the missing words or for a yes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.api.context import Context
from bot.api.errors import BadValue, MissingArgument, NotEntitled
from bot.api.invocation import Invocation
from bot.asking import Asking
from bot.grammar import Grammar
from bot.grammar.spoken import spoken
from bot.grammar.values import Reader
from bot.guessing import NO, YES, Act, Guessing
from bot.job import Loaded
from bot.people import reader

VOTE, POLL_VOTE = "motion vote", "poll vote"
Read = tuple[Loaded | None, dict[str, Any]]


class Understanding:
    """Reads acts, and keeps the questions that the next words of a person may answer."""

    def __init__(self, commands: Mapping[str, Loaded], grammar: Grammar) -> None:
        self.commands = commands
        self.grammar = grammar
        self.asking = Asking()
        self.guessing = Guessing()

    def read(self, invocation: Invocation, ctx: Context) -> Read:
        """The command and its values; None where a bare line answers no question."""
        meant = self.guessing.said(invocation, ctx)
        if meant is not None:
            return self._bound(meant, invocation, ctx)
        loaded, values = self._line(invocation, ctx) if invocation.line else self._named(invocation, ctx)
        if loaded is not None and loaded.spec.path in (YES, NO):
            meant = self.guessing.answer(loaded.spec.path, values["number"], invocation, ctx)
        return self._bound(meant, invocation, ctx) if meant is not None else (loaded, values)

    def _bound(self, act: Act, invocation: Invocation, ctx: Context) -> Read:
        spec, given = act
        people = reader(invocation.account.network)
        given = Reader(ctx.now, ctx.zone, people, ctx.hour).apart(spec, given)
        return self.commands[spec.path], self.grammar.bind(spec, given, ctx.now, ctx.zone, people, ctx.hour)

    def _named(self, invocation: Invocation, ctx: Context) -> Read:
        """A slash command or button, which names its command."""
        loaded = self.commands.get(invocation.command)
        if loaded is None or loaded.spec.internal:
            raise NotEntitled("nobody")
        try:
            return self._bound((loaded.spec, invocation.arguments), invocation, ctx)
        except MissingArgument as missing:
            self._ask(invocation, ctx, spoken(loaded.spec.path, invocation.arguments), missing)
            raise

    def _line(self, invocation: Invocation, ctx: Context) -> Read:
        line, people = self.asking.complete(invocation), reader(invocation.account.network)
        if line is None:
            return None, {}
        try:
            spec, values = self.grammar.parse(line, ctx.now, ctx.zone, people, ctx.hour)
        except MissingArgument as missing:
            self._ask(invocation, ctx, line, missing)
            raise
        except BadValue as bad:
            bad.instead = self._meant_for_a_poll(line, bad)
            raise
        return self.commands[spec.path], values

    def _meant_for_a_poll(self, line: str, bad: BadValue) -> str:
        """The line of a vote by numbers, where somebody gave them for a motion; nothing for another line."""
        path, (head, *rest) = self.grammar.meant(line), line.partition("\n")[0].casefold().split()
        if path != VOTE or head != self.commands[VOTE].spec.short or POLL_VOTE not in self.commands:
            return ""
        return " ".join([POLL_VOTE, *rest]) if len(rest) > 1 and bad.given[:1].isdecimal() else ""

    def _ask(self, invocation: Invocation, ctx: Context, line: str, missing: MissingArgument) -> None:
        """Has the next bare line be what was missing, where one person or a prompt is spoken with."""
        if ctx.room.private or ctx.features.numbered:
            self.asking.remember(invocation, line, missing)
