"""What people are called on a network in memory."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from bot.api.people import Address
from bot.api.text import bare


@dataclass
class RecordingDirectory:
    """Implements bot.platforms.Directory; names are by the network's own id."""

    network: str
    names: dict[str, str] = field(default_factory=dict)
    unheard: dict[str, str] = field(default_factory=dict)

    def known_as(self, account: Address) -> str | None:
        return self.names.get(account.id)

    async def learn(self, accounts: Collection[Address]) -> None:
        self.names |= {a.id: self.unheard[a.id] for a in accounts if a.id in self.unheard}

    def so_called(self, name: str) -> list[Address]:
        return [Address(self.network, i) for i, known in self.names.items() if bare(known) == bare(name)]
