"""Unasked private messages: at most one a day and person, the rest merged into it, none at night."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.api.clock import Clock
from bot.api.people import Assembly
from bot.chats import Chats, is_open
from bot.lull import Lull
from bot.messenger import Fate, Messenger
from bot.people import People
from bot.rounds import IDLE, Rounds
from storage.database import Database
from storage.members import AccountRow, Roll
from storage.outbox import Outbox, TellRow

ONE_A = timedelta(days=1)
MORNING, EVENING = time(8), time(21)


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


class Teller(Rounds):
    """Sends what waits for each person as one message."""

    def __init__(
        self,
        db: Database,
        outbox: Outbox,
        roll: Roll,
        people: People,
        messenger: Messenger,
        clock: Clock,
        chats: Chats,
    ) -> None:
        super().__init__()
        self.db = db
        self.outbox = outbox
        self.roll = roll
        self.people = people
        self.messenger = messenger
        self.clock = clock
        self.chats = chats
        self._lull = Lull(db, clock)

    async def round(self) -> float:
        """Sends what may be sent now, and puts off the rest."""
        async with self._turn:
            await self.chats.write()
            if not self._lull.holds:
                await self._look()
        return IDLE

    async def _look(self) -> None:
        now, changes = self.clock.now(), self.db.changes
        async with self.db.reading():
            soonest = await self.outbox.next_tell()
            is_due = soonest is not None and soonest <= now
            due = await self.outbox.tells_due(now) if is_due else []
        if not due:
            self._lull.begin(changes, soonest)
        by_member: dict[int, list[TellRow]] = defaultdict(list)
        for tell in due:
            by_member[tell.member].append(tell)
        for member, tells in by_member.items():
            await self._tell(member, tells, now)

    async def _tell(self, member: int, tells: Sequence[TellRow], now: datetime) -> None:
        assembly = await self.people.assembly(tells[0].assembly)
        async with self.db.reading():
            rows = (await self.roll.accounts_of([member]))[member]
        reachable = [row for row in rows if not row.quiet and self.messenger.reaches(row)]
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

    async def _send(
        self, account: AccountRow, assembly: Assembly, tells: Sequence[TellRow], now: datetime
    ) -> bool:
        """Whether that was the end of it; False lets the person's next account be tried."""
        fate, wait = await self.messenger.bring(account, assembly, tells, now)
        match fate:
            case Fate.CLOSED:
                return False
            case Fate.LATER:
                await self._change(tells, due_at=now + wait, tries=tells[0].tries + 1)
            case Fate.OVER:
                await self._change(tells, state="there")
            case Fate.THERE:
                async with self.db.transaction():
                    await self.outbox.change_tells([t.id for t in tells], state="there")
                    await self.roll.change_account(account.id, told_at=now)
        return True

    async def _that_knock(self, tells: Sequence[TellRow]) -> list[TellRow]:
        """Those for which a chat may be opened; the others go nowhere."""
        left = [tell for tell in tells if self.messenger.may_knock(tell.kind)]
        if len(left) < len(tells):
            await self._change([tell for tell in tells if tell not in left], state="refused")
        return left

    async def _change(self, tells: Sequence[TellRow], **values: object) -> None:
        async with self.db.transaction():
            await self.outbox.change_tells([t.id for t in tells], **values)
