"""Puts an account of the reader's network behind each name on a card."""

from __future__ import annotations

from bot.api.card import Card
from bot.api.people import Address
from storage.members import Roll


class Naming:
    """A member without an account on that network stays a name without an address."""

    def __init__(self, roll: Roll) -> None:
        self.roll = roll

    async def named(self, card: Card, network: str) -> Card:
        members = card.names()
        if not members:
            return card
        async with self.roll.db.reading():
            accounts = await self.roll.accounts_of(members)

        def find(member: int) -> Address | None:
            rows = accounts.get(member, [])
            return next((Address(r.network, r.address) for r in rows if r.network == network), None)

        return card.named(find)
