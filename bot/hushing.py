"""Words that others should not have read: known even where they can't be carried out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from bot.api.context import Context
from bot.api.errors import EditNotRead, PrivateOnly, RuleError
from bot.api.invocation import Invocation
from bot.grammar import Grammar
from bot.job import Loaded

T = TypeVar("T")


class Hushing:
    """Sees to it that nobody is told aloud of a slip in what is for one person alone."""

    def __init__(self, commands: Mapping[str, Loaded], grammar: Grammar) -> None:
        self.commands = commands
        self.grammar = grammar

    async def heard(
        self, invocation: Invocation, ctx: Context, read: Callable[[Invocation, Context], T]
    ) -> T:
        """What an act asks for; PrivateOnly, whatever else is wrong with it, where it was overheard."""
        try:
            if invocation.edited:
                raise EditNotRead
            return read(invocation, ctx)
        except RuleError:
            if await self.is_overheard(invocation.line, ctx):
                raise PrivateOnly from None
            raise

    async def is_overheard(self, line: str, ctx: Context) -> bool:
        """Whether a line stands where others read it, and says what is for nobody else."""
        path = self.grammar.meant(line)
        if ctx.is_private or path is None:
            return False
        spec, cog = self.commands[path].spec, self.commands[path].cog
        if spec.private or spec.confides is None or ctx.found_assembly is None:
            return spec.private
        return bool(await getattr(cog, spec.confides)(ctx.assembly, line))
