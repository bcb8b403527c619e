"""Names that a network tells only when it is asked: after a start nobody on Discord was heard of yet."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import structlog

from bot.api.people import Address
from bot.platforms import Directory, Platform, Unreachable

log = structlog.get_logger()
PATIENCE, AGAIN = 1.5, 60.0
MOST_REMEMBERED = 20_000


class Learning:
    """Asks before a card is written, for a moment at most, and about each account once a minute at most."""

    def __init__(self, platforms: Mapping[str, Platform]) -> None:
        self.platforms = platforms
        self._asked: dict[Address, float] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def learn(self, accounts: Iterable[Address]) -> None:
        """Has those asked about whom no name was heard of yet; where a network is silent they stay so."""
        unheard = defaultdict[str, set[Address]](set)
        for account in accounts:
            unheard[account.network].add(account)
        for network, some in unheard.items():
            platform = self.platforms.get(network)
            if platform is not None and platform.directory is not None:
                await self._ask(network, platform.directory, some)

    async def _ask(self, network: str, directory: Directory, some: Collection[Address]) -> None:
        if all(directory.known_as(account) for account in some):
            return
        async with self._turns[network]:
            now = asyncio.get_running_loop().time()
            lately = {one for one in some if one in self._asked and now - self._asked[one] < AGAIN}
            left = [one for one in some if one not in lately and not directory.known_as(one)]
            if not left:
                return
            if len(self._asked) > MOST_REMEMBERED:
                self._asked.clear()
            self._asked |= dict.fromkeys(left, now)
            try:
                async with asyncio.timeout(PATIENCE):
                    await directory.learn(left)
            except (Unreachable, TimeoutError) as trouble:
                log.info("names could not be asked", network=network, error=type(trouble).__name__)
