"""Unasked private messages: at most one a day and person, the rest merged into it, none at night."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot.alone import Alone
from bot.api.card import Button, Card, Line, View
from bot.api.clock import Clock
from bot.api.people import Address, Assembly
from bot.chats import Chats, is_open
from bot.languages import speech
from bot.loader import House
from bot.messages import neutral_first_act, neutral_notice
from bot.naming import Naming
from bot.people import People
from bot.platforms import Platform, Refused, Send, Unreachable
from storage.database import Database
from storage.members import AccountRow, Roll
from storage.outbox import Outbox, TellRow, key_of

log = structlog.get_logger()
ONE_A = timedelta(days=1)
MORNING, EVENING = time(8), time(21)
IDLE = 60.0
FIRST_ACT = "core.first-act"


def quiet_until(now: datetime, zone: str, told_at: datetime | None) -> datetime | None:
    """Until when a person is left alone: a day after the last message, and not at night; None for now."""
    earliest = max(now, told_at + ONE_A) if told_at else now
    local = earliest.astimezone(ZoneInfo(zone))
    if local.time() >= EVENING:
        local = datetime.combine(local.date() + timedelta(days=1), MORNING, local.tzinfo)
    elif local.time() < MORNING:
        local = datetime.combine(local.date(), MORNING, local.tzinfo)
    at = local.astimezone(now.tzinfo)
    return at if at > now else None


class Teller:
    """Sends what waits for each person as one message."""

    def __init__(
        self,
        db: Database,
        outbox: Outbox,
        roll: Roll,
        people: People,
        house: House,
        naming: Naming,
        platforms: Mapping[str, Platform],
        clock: Clock,
        chats: Chats,
    ) -> None:
        self.db = db
        self.outbox = outbox
        self.roll = roll
        self.people = people
        self.house = house
        self.naming = naming
        self.platforms = platforms
        self.clock = clock
        self.chats = chats
        self.alone = Alone(people.assemblies, house)
        self._wake = asyncio.Event()

    def poke(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        while True:
            self._wake.clear()
            await self.round()
            with suppress(TimeoutError):
                async with asyncio.timeout(IDLE):
                    await self._wake.wait()

    async def round(self) -> None:
        """Sends what may be sent now, and puts off the rest."""
        await self.chats.write()
        now = self.clock.now()
        async with self.db.reading():
            due = await self.outbox.tells_due(now)
        by_member: dict[int, list[TellRow]] = defaultdict(list)
        for tell in due:
            by_member[tell.member].append(tell)
        for member, tells in by_member.items():
            await self._tell(member, tells, now)

    async def _tell(self, member: int, tells: Sequence[TellRow], now: datetime) -> None:
        assembly = await self.people.assembly(tells[0].assembly)
        async with self.db.reading():
            rows = (await self.roll.accounts_of([member]))[member]
        reachable = [row for row in rows if self._reaches(row)]
        if assembly is None or not reachable:
            await self._change(tells, state="refused")
            return
        for account in sorted(reachable, key=lambda row: not is_open(row)):
            if not is_open(account):
                tells = await self._that_knock(tells)
            if not tells:
                return
            wait = quiet_until(now, account.zone or assembly.zone, account.told_at)
            if wait is not None:
                await self._change(tells, due_at=wait)
                return
            if await self._send(account, assembly, tells, now):
                return
        await self._change(tells, state="refused")

    def _reaches(self, account: AccountRow) -> bool:
        """Whether anything may be sent to an account; one that was lost may be read by anybody."""
        is_open = not account.quiet and account.closed_at is None and account.frozen_at is None
        return is_open and account.network in self.platforms

    async def _send(
        self, account: AccountRow, assembly: Assembly, tells: Sequence[TellRow], now: datetime
    ) -> bool:
        """Whether that was the end of it; False lets the person's next account be tried."""
        platform = self.platforms[account.network]
        card = await self._card(account, assembly, tells, platform, now)
        if card is None:
            await self._change(tells, state="there")  # what it was about is over
            return True
        key = key_of("tell", *(t.id for t in tells))
        address = Address(account.network, account.address)
        try:
            await platform.send(Send(address, card, key, assembly.id, direct=True))
        except Refused as refusal:
            log.info("direct messages are closed", network=account.network, reason=refusal.reason)
            async with self.db.transaction():
                await self.roll.change_account(account.id, closed_at=now)
            return False
        except Unreachable as trouble:
            wait = timedelta(seconds=trouble.retry_after or 60.0)
            await self._change(tells, due_at=now + wait, tries=tells[0].tries + 1)
            return True
        async with self.db.transaction():
            await self.outbox.change_tells([t.id for t in tells], state="there")
            await self.roll.change_account(account.id, told_at=now)
        return True

    async def _card(
        self,
        account: AccountRow,
        assembly: Assembly,
        tells: Sequence[TellRow],
        platform: Platform,
        now: datetime,
    ) -> Card | None:
        say = speech(account.locale or assembly.locale, account.zone or assembly.zone, now, platform.features)
        say = replace(say, alone=True)
        views: dict[int, View] = {}
        for tell in tells:
            kind = self.house.cards.get(tell.kind)
            async with self.db.reading():
                view = await kind.source(assembly, tell.subject, tell.detail) if kind else None
            if view is not None:
                views[tell.id] = view
        if not views:
            return None
        if assembly.careful:
            return _neutral([tell.kind for tell in tells if tell.id in views])(say)
        card = await self.naming.named(_merged([view(say) for view in views.values()]), account.network)
        return await self.alone.named(card, assembly, account.network, account.id)

    async def _that_knock(self, tells: Sequence[TellRow]) -> list[TellRow]:
        """Those for which a chat may be opened; the others go nowhere."""
        kinds = self.house.cards
        left = [tell for tell in tells if tell.kind not in kinds or kinds[tell.kind].knocks]
        if len(left) < len(tells):
            await self._change([tell for tell in tells if tell not in left], state="refused")
        return left

    async def _change(self, tells: Sequence[TellRow], **values: object) -> None:
        async with self.db.transaction():
            await self.outbox.change_tells([t.id for t in tells], **values)


def _neutral(kinds: Sequence[str]) -> View:
    """What is told where a phone might show it: names nothing, but whom something is kept of learns that."""
    return neutral_first_act() if set(kinds) == {FIRST_ACT} else neutral_notice("now")


def _merged(cards: Sequence[Card]) -> Card:
    if len(cards) == 1:
        return cards[0]
    blocks = [
        b for card in cards for b in ((Line(card.title, strong=True),) if card.title else ()) + card.blocks
    ]
    buttons: list[Button] = [b for card in cards for b in card.buttons]
    return Card(blocks=tuple(blocks), buttons=tuple(buttons[:5]))
