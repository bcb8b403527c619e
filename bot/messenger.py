"""Brings private messages to one account: renders them for their reader, and says what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol

import structlog

from bot.alone import Alone
from bot.api.card import Button, Card, Line, View
from bot.api.people import Address, Assembly
from bot.assent import Assent
from bot.languages import speech
from bot.loader import House
from bot.messages import neutral_first_act, neutral_notice
from bot.naming import Naming
from bot.people import People
from bot.platforms import Platform, Refused, Send, Unreachable
from storage.database import Database
from storage.members import AccountRow, Roll
from storage.outbox import key_of

log = structlog.get_logger()
FIRST_ACT = "core.first-act"
MOST_BUTTONS, MOST_MENUS = 5, 4  # a row of buttons, and the rows that every face with menus has beside it


class Told(Protocol):
    """What is to be told to somebody, by the name of its card."""

    @property
    def id(self) -> int: ...
    @property
    def member(self) -> int | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def subject(self) -> int: ...
    @property
    def detail(self) -> str: ...


class Fate(Enum):
    """What became of a message: it is there, what it was about is over, nobody takes it, or not now."""

    THERE = "there"
    OVER = "over"
    CLOSED = "closed"
    LATER = "later"


class Messenger:
    """Sends messages to one account at a time; several go as one."""

    def __init__(
        self,
        db: Database,
        roll: Roll,
        people: People,
        house: House,
        naming: Naming,
        platforms: Mapping[str, Platform],
        assent: Assent,
    ) -> None:
        self.db = db
        self.roll = roll
        self.people = people
        self.house = house
        self.naming = naming
        self.platforms = platforms
        self.assent = assent
        self.alone = Alone(people.assemblies, house)

    def reaches(self, account: AccountRow) -> bool:
        """Whether anything may be sent to an account; one that was lost may be read by anybody."""
        is_open = account.closed_at is None and account.frozen_at is None
        return is_open and account.network in self.platforms

    def may_knock(self, kind: str) -> bool:
        """Whether a chat may be opened for a message of this kind."""
        return kind not in self.house.cards or self.house.cards[kind].knocks

    async def bring(
        self,
        account: AccountRow,
        assembly: Assembly,
        some: Sequence[Told],
        now: datetime,
        since: datetime | None = None,
    ) -> tuple[Fate, timedelta]:
        """Sends these as one message; with what became of it, how long to wait where it can't be now.

        since is when it was first tried: whether it arrived then is looked up in the chat's own history.
        """
        card = await self._card(account, assembly, some, now)
        if card is None:
            return Fate.OVER, timedelta()
        address = Address(account.network, account.address)
        self.assent.drop(address)
        order = Send(address, card, key_of("tell", *(one.id for one in some)), assembly.id, direct=True)
        try:
            await self._sent(order, since, now)
        except Refused as refusal:
            log.info("direct messages are closed", network=account.network, reason=refusal.reason)
            async with self.db.transaction():
                await self.roll.change_account(account.id, closed_at=now)
            return Fate.CLOSED, timedelta()
        except Unreachable as trouble:
            return Fate.LATER, timedelta(seconds=trouble.retry_after or 60.0)
        return Fate.THERE, timedelta()

    async def _sent(self, order: Send, since: datetime | None, now: datetime) -> None:
        platform = self.platforms[order.room.network]
        there = None
        if since is not None and now - since > platform.window:
            there = await platform.find(order, since - timedelta(minutes=1))
        if there is None:
            await platform.send(order)

    async def views(self, assembly: Assembly, some: Sequence[Told]) -> dict[int, View]:
        """What the cogs have to say of these, by id; those that are over are left out."""
        found: dict[int, View] = {}
        for one in some:
            kind = self.house.cards.get(one.kind)
            async with self.db.reading():
                view = await kind.source(assembly, one.subject, one.detail) if kind else None
            if view is not None:
                found[one.id] = view
        return found

    def _neutral(self, some: Sequence[Told]) -> View:
        """What is told where a phone might show it: names nothing, but whom something is kept of learns that.

        For who is no member nothing waits under /now: the list of what it is about is named instead.
        """
        if {one.kind for one in some} == {FIRST_ACT}:
            return neutral_first_act()
        if all(one.member is not None for one in some):
            return neutral_notice("now")
        lists = (f"{one.kind.partition('.')[0]} list" for one in some)
        return neutral_notice(next((line for line in lists if line in self.house.commands), "help"))

    async def _card(
        self, account: AccountRow, assembly: Assembly, some: Sequence[Told], now: datetime
    ) -> Card | None:
        features = self.platforms[account.network].features
        say = speech(account.locale or assembly.locale, account.zone or assembly.zone, now, features)
        say = replace(say, alone=True)
        views = await self.views(assembly, some)
        if not views:
            return None
        if assembly.careful:
            return self._neutral([one for one in some if one.id in views])(say)
        card = await self.naming.named(merged([view(say) for view in views.values()]), account.network)
        return await self.alone.named(card, assembly, account.network, account.id)


def titled(card: Card) -> Card:
    """A card as one of several: its title is a line of its own."""
    return Card(
        blocks=(Line(card.title, strong=True), *card.blocks) if card.title else card.blocks,
        buttons=card.buttons,
        menus=card.menus,
    )


def merged(cards: Sequence[Card]) -> Card:
    """Several cards as one."""
    if len(cards) == 1:
        return cards[0]
    blocks = [block for card in cards for block in titled(card).blocks]
    buttons: list[Button] = [b for card in cards for b in card.buttons]
    menus = tuple(menu for card in cards for menu in card.menus)
    return Card(blocks=tuple(blocks), buttons=tuple(buttons[:MOST_BUTTONS]), menus=menus[:MOST_MENUS])
