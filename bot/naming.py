"""Puts what a reader's network knows behind each name on a card: accounts of people, names of rooms."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.api.card import Button, Card, Data, Name, Part, RoomName, Text
from bot.api.people import Address, Assembly
from bot.api.text import bare, clean
from bot.grammar.spoken import pressed
from bot.job import Loaded
from bot.learning import Learning
from bot.platforms import Platform
from storage.member_rows import AccountRow
from storage.members import Roll
from storage.persons import Persons

NETWORKS = {"discord": "Discord", "matrix": "Matrix", "terminal": "Terminal"}
LONGEST = 60


class Naming:
    """A member without an account on that network stays a name without an address."""

    def __init__(
        self,
        roll: Roll,
        platforms: Mapping[str, Platform] | None = None,
        commands: Mapping[str, Loaded] | None = None,
    ) -> None:
        self.roll = roll
        self.persons = Persons(roll.db, roll)
        self.platforms = platforms or {}
        self.learning = Learning(self.platforms)
        self.commands = commands or {}

    async def named(self, card: Card, network: str) -> Card:
        await self.learning.learn(_accounts(card))
        card = card.with_parts(lambda part: self._called(part, network))
        card = replace(card, buttons=tuple(map(self._typed, card.buttons)))
        card = await self._as_they_came(card, network)
        pressed_for = {button.person for button in card.buttons if button.person is not None}
        members = card.names() | pressed_for
        if not members:
            return card
        async with self.roll.db.reading():
            accounts = await self.persons.named(members, network)
            elsewhere = await self.persons.accounts_of(members - accounts.keys())
        on_buttons = [Address(*accounts[member]) for member in pressed_for & accounts.keys()]
        others = [Address(row.network, row.address) for rows in elsewhere.values() for row in rows]
        await self.learning.learn([*on_buttons, *others])
        called = {member: name for member, rows in elsewhere.items() if (name := self._elsewhere(rows))}
        known = {member: self._on_button(Address(*own)) for member, own in accounts.items()}
        card = replace(card, buttons=tuple(_called_by(button, called | known) for button in card.buttons))
        card = card.named(lambda member: Address(*accounts[member]) if member in accounts else None)
        card = card.with_parts(lambda part: self._beside(part, elsewhere))
        return card.with_parts(
            lambda part: (
                (Data(called[part.member]),)
                if isinstance(part, Name) and part.address is None and part.member in called
                else part
            )
        )

    def _beside(self, part: Part, elsewhere: Mapping[int, Sequence[AccountRow]]) -> Part | Text:
        """The name that somebody gave themselves, and what they are called if that is something else."""
        if not isinstance(part, Name) or not part.beside:
            return part
        rows = elsewhere.get(part.member, ())
        own = [part.address] if part.address else [Address(row.network, row.address) for row in rows]
        if any(bare(self._on_button(account)) == bare(part.beside) for account in own):
            return replace(part, beside="") if part.address else Data(part.beside)
        return (Data(part.beside), " (", replace(part, beside=""), ")")

    async def plainly(self, assembly: Assembly, members: Collection[int]) -> dict[int, str]:
        """What members go by where the assembly meets, first by the account that they came with."""
        async with self.roll.db.reading():
            rows = await self.persons.accounts_of(members)
        accounts = {
            member: [Address(row.network, row.address) for row in own if row.network in assembly.networks]
            for member, own in rows.items()
        }
        await self.learning.learn(account for own in accounts.values() for account in own)
        return {
            member: next((name for account in own if (name := self._on_button(account))), "")
            for member, own in accounts.items()
        }

    async def _as_they_came(self, card: Card, network: str) -> Card:
        """Has names that go by the first account of all be read the same on every network."""
        some: set[int] = set()

        def note(part: Part) -> Part:
            if isinstance(part, Name) and part.as_came:
                some.add(part.member)
            return part

        card.with_parts(note)
        if not some:
            return card
        async with self.roll.db.reading():
            rows = await self.roll.accounts_of(some)
        await self.learning.learn(
            Address(row.network, row.address) for own in rows.values() for row in own[:1]
        )
        first = {member: own[:1] for member, own in rows.items() if own and own[0].network != network}
        called = {member: self._elsewhere(own) or own[0].address for member, own in first.items()}
        return card.with_parts(
            lambda part: (
                Data(called[part.member])
                if isinstance(part, Name) and part.as_came and part.member in called
                else part
            )
        )

    def _typed(self, button: Button) -> Button:
        """A button with the line that does the same, unless it says one of its own."""
        loaded = self.commands.get(button.command)
        if loaded is None or button.line:
            return button
        return replace(button, line=pressed(loaded.spec, button.arguments))

    def _elsewhere(self, rows: Sequence[AccountRow]) -> str:
        """What somebody who is not on the reader's network is called on their own, as it may be typed."""
        for row in rows:
            if name := self._known_as(Address(row.network, row.address)):
                return f"{name.replace('@', '')}@{row.network}"
        return ""

    def _known_as(self, account: Address) -> str:
        platform = self.platforms.get(account.network)
        directory = platform.directory if platform is not None else None
        return _one_line((directory.known_as(account) if directory else None) or "")

    def _on_button(self, account: Address) -> str:
        """What somebody is called on a button; where nobody has names, accounts are what people go by."""
        platform = self.platforms.get(account.network)
        has_names = platform is not None and platform.directory is not None
        return self._known_as(account) if has_names else _one_line(account.id)

    def _called(self, part: Part, reader: str) -> Part | Text:
        """For a room its network and, where that is known, its name, which is what people wrote.

        An account is called by its name there too: a bare number tells nobody whose it is.
        """
        if isinstance(part, Data) and part.account is not None:
            name = self._known_as(part.account)
            return Data(f"{name} ({part.text})" if name else part.text)
        if not isinstance(part, RoomName):
            return part
        network = NETWORKS.get(part.address.network, part.address.network)
        platform = self.platforms.get(part.address.network)
        name = _one_line(platform.called(part.address) or "") if platform is not None else ""
        if part.linked and part.address.network == reader:
            return replace(part, name=name)
        return (f"{network} ", Data(name)) if name else network


def _accounts(card: Card) -> set[Address]:
    """The accounts that a card shows as such."""
    found: set[Address] = set()

    def note(part: Part) -> Part:
        if isinstance(part, Data) and part.account is not None:
            found.add(part.account)
        return part

    card.with_parts(note)
    return found


def _called_by(button: Button, names: Mapping[int, str]) -> Button:
    """A button with the name of its person, as far as that is known."""
    name = names.get(button.person) if button.person is not None else None
    return replace(button, label=name) if name else button


def _one_line(name: str) -> str:
    words = " ".join(clean(name).split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
