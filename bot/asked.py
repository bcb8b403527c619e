"""Private messages that people asked for: each at its time and by itself, by day and by night.

Where no chat of theirs can be written to, the person learns in a room that something waits, and nothing of
what it is; it stays where it is until they write to the bot alone, or a week has gone by.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

import structlog

from bot.api.card import View
from bot.api.clock import Clock
from bot.api.people import Assembly, Member
from bot.chats import Chats, is_open
from bot.lull import Lull
from bot.messenger import Fate, Messenger, titled
from bot.people import People
from bot.rounds import Rounds
from storage.asked import AskedRow, AskedTells
from storage.database import Database
from storage.members import AccountRow, Roll
from storage.orders import PostOrder
from storage.outbox import Outbox

log = structlog.get_logger()
WAITS = "core.waits"
MOST_AT_ONCE = 200
AGAIN, LONGEST = timedelta(days=1), timedelta(days=7)
"""When one is tried again that could not be brought, and for how long at most."""


class Asked(Rounds):
    """Brings what people asked for; those of one person in their order, those of several side by side.

    calm says that nothing is just being ordered by the thousand, which goes first.
    """

    def __init__(
        self,
        db: Database,
        outbox: Outbox,
        roll: Roll,
        people: People,
        messenger: Messenger,
        clock: Clock,
        chats: Chats,
        calm: asyncio.Event,
    ) -> None:
        super().__init__(calm)
        self.db = db
        self.outbox = outbox
        self.tells = AskedTells(db)
        self.roll = roll
        self.people = people
        self.messenger = messenger
        self.clock = clock
        self.chats = chats
        self.ordered: Callable[[], None] = _nobody_posts
        self._lull = Lull(db, clock)
        chats.heard = self.poke

    async def flush(self) -> None:
        """Brings everything that is due now."""
        while await self.round() <= 0.0:
            continue

    async def round(self) -> float:
        """Brings what is due, as much as goes at once; how many seconds until more may be due."""
        async with self._turn:
            await self._try_again()
            return self._lull.seconds if self._lull.holds or not await self._look() else 0.0

    async def _look(self) -> bool:
        """Whether something was due, which was tried then."""
        now, changes = self.clock.now(), self.db.changes
        async with self.db.reading():
            soonest = await self.tells.next_due()
            is_due = soonest is not None and soonest <= now
            due = await self.tells.due(now, MOST_AT_ONCE) if is_due else []
        if due:
            await self._bring_all(due, now)
        else:
            self._lull.begin(changes, soonest)
        return bool(due)

    async def _try_again(self) -> None:
        """Has what is held for people who have just written in private be brought to them there."""
        await self.chats.write()
        spoke = self.chats.spoke()
        if not spoke:
            return
        async with self.db.reading():
            held = await self.tells.held_by(spoke)
        if held:
            async with self.db.transaction():
                await self.tells.change(held, due_at=self.clock.now())

    async def _bring_all(self, due: Sequence[AskedRow], now: datetime) -> None:
        people: dict[int, list[AskedRow]] = defaultdict(list)
        for tell in due:
            people[tell.person].append(tell)
        async with self.db.reading():
            accounts = await self._accounts(people)
        async with self.db.transaction():
            await self.tells.tried([tell.id for tell in due], now)
        free = {name: asyncio.Semaphore(p.side_by_side) for name, p in self.messenger.platforms.items()}

        async def bring(member: int) -> None:
            for tell in people[member]:
                await self._bring(tell, accounts[member], now, free)

        await asyncio.gather(*map(bring, people))

    async def _accounts(self, people: Collection[int]) -> dict[int, Sequence[AccountRow]]:
        """The accounts by which people may be reached: of members all, of others the one they asked by."""
        found: dict[int, Sequence[AccountRow]] = {}
        found.update(await self.roll.accounts_of([person for person in people if person > 0]))
        for person in people:
            if person <= 0:
                row = await self.roll.account_by_id(-person)
                found[person] = [row] if row is not None else []
        return found

    async def _bring(
        self,
        tell: AskedRow,
        accounts: Sequence[AccountRow],
        now: datetime,
        free: dict[str, asyncio.Semaphore],
    ) -> None:
        """Tries one account after the other, those first that have a chat already."""
        assembly = await self.people.assembly(tell.assembly)
        if assembly is None:
            await self._change(tell, state="refused")
            return
        knocks = self.messenger.may_knock(tell.kind)
        for account in sorted(accounts, key=lambda row: not is_open(row)):
            if not self.messenger.reaches(account) or not (knocks or is_open(account)):
                continue
            async with free[account.network]:
                await self.calm.wait()
                fate, wait = await self.messenger.bring(account, assembly, [tell], now, tell.tried_at)
            if fate is Fate.LATER:
                async with self.db.transaction():
                    await self.tells.put_off(tell, now, wait)
            elif fate is not Fate.CLOSED:
                await self._there(tell, account, fate, now)
            if fate is not Fate.CLOSED:
                return
        await self._hold(tell, assembly, now)

    async def _there(self, tell: AskedRow, account: AccountRow, fate: Fate, now: datetime) -> None:
        async with self.db.transaction():
            await self.tells.change([tell.id], state="there")
            if fate is Fate.THERE and not is_open(account):
                await self.roll.note_open({account.id}, now)

    async def _hold(self, tell: AskedRow, assembly: Assembly, now: datetime) -> None:
        """Keeps a message that nobody takes, and has the person told so in a room, once a day and room."""
        if now - tell.ordered_at >= LONGEST or not await self.messenger.views(assembly, [tell]):
            log.info("a message was not brought", kind=tell.kind)
            await self._change(tell, state="refused")
            return
        async with self.db.transaction():
            await self.tells.change([tell.id], held_at=tell.held_at or now, due_at=now + AGAIN, tried_at=None)
            if tell.elsewhere is not None and tell.held_at is None and tell.member is not None:
                day = now.date().isoformat()
                order = PostOrder(
                    tell.assembly, tell.elsewhere, WAITS, tell.member, day, None, watched=False, at=now
                )
                await self.outbox.order_all([order], [])
        self.ordered()

    async def waiting(self, assembly: Assembly, member: Member, _now: datetime) -> Sequence[View]:
        """The lines of /now: what could not be brought to a member."""
        some = await self.tells.held_for(assembly.id, member.id)
        views = (await self.messenger.views(assembly, some)).values()
        return [_as_line(view) for view in views]

    async def _change(self, tell: AskedRow, **values: object) -> None:
        async with self.db.transaction():
            await self.tells.change([tell.id], **values)


def _as_line(view: View) -> View:
    return lambda say: titled(view(say))


def _nobody_posts() -> None:
    """Stands where no room is told of anything."""
