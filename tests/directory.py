"""What people are called on a network in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.api.people import Address
from bot.api.text import bare


@dataclass
class RecordingDirectory:
    """Implements bot.platforms.Directory; names are by the network's own id."""

    network: str
    names: dict[str, str] = field(default_factory=dict)

    def known_as(self, account: Address) -> str | None:
        return self.names.get(account.id)

    def so_called(self, name: str) -> list[Address]:
        return [Address(self.network, i) for i, known in self.names.items() if bare(known) == bare(name)]
