"""Cards for one person alone: each says whose it is, and what is typed for it means that assembly."""

from __future__ import annotations

from dataclasses import replace

from bot.api.card import Card, Data, Part, Text, Typed
from bot.api.people import TERMINAL, Assembly
from bot.loader import House
from bot.meant import handles, with_word
from storage.assemblies import Assemblies


class Alone:
    """Says on a card for one person alone whose it is, so that nobody takes it for another assembly's."""

    def __init__(self, assemblies: Assemblies, house: House) -> None:
        self.assemblies = assemblies
        self.house = house

    async def named(self, card: Card, assembly: Assembly, network: str, account: int) -> Card:
        """The same card with the assembly's name; where a person is in several, with what is typed for it.

        Buttons that are pressed carry the assembly by themselves; those that are told in words say it. At a
        terminal there is nothing to mix up.
        """
        if network == TERMINAL:
            return card
        head: Text = (Data(assembly.name), *((" · ",) if card.head else ()), *card.head)
        card = replace(card, head=head)
        async with self.assemblies.db.reading():
            rows = await self.assemblies.of_account(account) if account else []
        word = handles({row.id: row.name for row in rows}).get(assembly.id)
        return card if word is None or len(rows) < 2 else self._meaning(card, word)

    def _meaning(self, card: Card, word: str) -> Card:
        def said(part: Part) -> Part:
            if not isinstance(part, Typed) or self._is_anywhere(part.line):
                return part
            return Typed(with_word(part.line, word))

        buttons = tuple(b if self._is_anywhere(b.command) else replace(b, of=word) for b in card.buttons)
        return replace(card.with_parts(said), buttons=buttons)

    def _is_anywhere(self, line: str) -> bool:
        """Whether a line means the same whatever the assembly."""
        words = line.split()
        paths = [" ".join(words[:count]) for count in (3, 2, 1)]
        found = next((self.house.commands[path] for path in paths if path in self.house.commands), None)
        return found is not None and found.spec.anywhere
