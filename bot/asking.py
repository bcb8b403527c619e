"""Questions: those that the bot puts to a person in private, and those a prepare step puts to a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.api.ask import Recount
from bot.api.context import Context
from bot.api.errors import MissingArgument
from bot.api.invocation import Invocation
from bot.api.people import Address, Assembly
from bot.grammar.tokens import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bot.api.rooms import Difference
    from bot.housing import Housekeeper
    from bot.platforms import Platform


class Asking:
    """Lines that lack an argument, by person and room, until the next thing that person says there."""

    def __init__(self) -> None:
        self._open: dict[tuple[Address, Address], tuple[str, str]] = {}

    def remember(self, invocation: Invocation, line: str, missing: MissingArgument) -> None:
        self._open[invocation.account, invocation.room.address] = (line, missing.argument)

    def complete(self, invocation: Invocation) -> str | None:
        """The line to read; a bare one only answers what was asked, and is None where nothing was."""
        asked = self._open.pop((invocation.account, invocation.room.address), None)
        if not invocation.bare:
            return invocation.line
        if asked is None:
            return None
        line, argument = asked
        head, *below = line.split("\n", 1)
        said, *more = invocation.line.split("\n", 1)  # lines of their own stay below the command
        invocation.line = "\n".join([f"{head} {argument}:{quoted(said)}", *more, *below])
        invocation.bare = False
        return invocation.line


class Counts(Protocol):
    """Reads cards again from their networks."""

    async def recount_card(self, assembly: Assembly, kind: str, subject: int) -> Recount: ...

    async def reach_card(self, assembly: Assembly, kind: str, subject: int) -> Recount: ...

    async def absent(self, assembly: Assembly, members: frozenset[int]) -> frozenset[int]: ...


class Names(Protocol):
    """Knows what people are called on their networks."""

    async def plainly(self, assembly: Assembly, members: Collection[int]) -> Mapping[int, str]: ...


@dataclass(frozen=True, slots=True)
class BoundAsk:
    """The ports of one act."""

    ctx: Context
    platforms: Mapping[str, Platform]
    counts: Counts
    names: Names
    keepers: Mapping[str, Housekeeper]

    async def recount(self, assembly: Assembly, kind: str, subject: int) -> Recount:
        return await self.counts.recount_card(assembly, kind, subject)

    async def reach(self, assembly: Assembly, kind: str, subject: int) -> Recount:
        return await self.counts.reach_card(assembly, kind, subject)

    async def absent(self, assembly: Assembly, members: frozenset[int]) -> frozenset[int]:
        return await self.counts.absent(assembly, members)

    async def room_differences(
        self, assembly: Assembly, kind: str, subject: int
    ) -> Mapping[str, tuple[Difference, ...] | None]:
        return {
            network: await keeper.compared(assembly.id, kind, subject)
            for network, keeper in self.keepers.items()
            if network in assembly.networks and await _is_wanted(keeper, assembly.id, kind, subject)
        }

    async def called(self, assembly: Assembly, members: frozenset[int]) -> Mapping[int, str]:
        return await self.names.plainly(assembly, members)

    async def warnings(self, assembly: Assembly) -> Mapping[str, tuple[str, ...]]:
        first = {place.address.network: place.address for place in reversed(assembly.places)}
        return {
            network: await self.keepers[network].warnings(place)
            for network, place in first.items()
            if network in self.keepers
        }

    async def manages(self, place: Address) -> bool:
        platform = self.platforms.get(place.network)
        return platform is not None and await platform.manages(self.ctx.account.address, place)


class NetworkAsk:
    """Makes the ports of an act from what is connected."""

    def __init__(self, platforms: Mapping[str, Platform], counts: Counts, names: Names) -> None:
        self.platforms = platforms
        self.counts = counts
        self.names = names
        self.keepers: Mapping[str, Housekeeper] = {}

    def bound(self, ctx: Context) -> BoundAsk:
        return BoundAsk(ctx, self.platforms, self.counts, self.names, self.keepers)


async def _is_wanted(keeper: Housekeeper, assembly: int, kind: str, subject: int) -> bool:
    """Whether a room stands or is to stand on a network: not every bloc has a space around it."""
    async with keeper.db.reading():
        rows = await keeper.book.of(assembly, kind, subject)
    return any(row.network == keeper.network and row.state != "closed" for row in rows)
