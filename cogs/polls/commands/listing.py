"""What is asked and elected now, and what has ended."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Reply
from bot.api.cog import lookup
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from cogs.polls.commands.desk import Desk
from cogs.polls.rules.poll import Poll
from cogs.polls.views import lists

MOST_OVER, LABEL = 10, 100


class Listing(Desk):
    """For everybody who is there."""

    @command("poll list", who=Role.OBSERVER, example="poll list")
    async def list_polls(self, ctx: Context) -> Reply:
        """See what is asked now, which elections there are, and what came of the last ones."""
        known = await self.known(ctx)
        over = await self.knowable(ctx, await self.store.over(ctx.assembly.id, MOST_OVER))
        return Reply(lists.polls(known, over))

    @command("election list", who=Role.OBSERVER, example="election list")
    async def list_elections(self, ctx: Context) -> Reply:
        """See which elections there are, and what came of the last ones."""
        known = [poll for poll in await self.known(ctx) if poll.is_election]
        over = await self.knowable(ctx, await self.store.over(ctx.assembly.id, 5 * MOST_OVER))
        return Reply(lists.elections(known, [poll for poll in over if poll.is_election][:MOST_OVER]))

    @lookup("polls")
    async def complete(self, assembly: Assembly, typed: str) -> Sequence[tuple[str, str]]:
        """Those of the whole assembly, open ones first; of blocs none, as anybody may ask."""
        return _fitting(await self._lately(assembly), typed)

    @lookup("elections")
    async def complete_elections(self, assembly: Assembly, typed: str) -> Sequence[tuple[str, str]]:
        """The same of elections alone."""
        return _fitting([poll for poll in await self._lately(assembly) if poll.is_election], typed)

    async def _lately(self, assembly: Assembly) -> list[Poll]:
        """What is not counted yet, and what ended lately: its result can be read and handed out."""
        return [*await self.store.undecided(assembly.id), *await self.store.over(assembly.id, MOST_OVER)]


def _fitting(some: Sequence[Poll], typed: str) -> list[tuple[str, str]]:
    wanted = typed.casefold().lstrip("#")
    labels = [
        (str(poll.number), f"{poll.number} · {poll.title}"[:LABEL]) for poll in some if poll.bloc is None
    ]
    return [(value, label) for value, label in labels if wanted in label.casefold()]
