"""Carries out what waits to be said: one worker a network, after the commit, at least once and never twice.

A card is rendered when it is sent. A post whose fate is unknown is sent again with the same key while the
network itself makes the two one; after that the room's history is read first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.api.card import Card
from bot.api.clock import Clock
from bot.api.people import Address
from bot.audience import in_order
from bot.fates import Fates
from bot.languages import speech
from bot.loader import House
from bot.lull import Lull
from bot.messages import seen_in
from bot.naming import Naming
from bot.people import People
from bot.platforms import Platform, Refused, Send, Unreachable
from bot.rest import Rest, StaleCard
from bot.rooms import Rooms
from bot.rounds import Rounds
from bot.threads import Threads
from storage.database import Database
from storage.outbox import Outbox, PostRow
from storage.reactions import ReactionStates
from storage.rooms import PostRooms

log = structlog.get_logger()
LONGEST_WAIT = timedelta(minutes=5)
MOMENT = 0.01
"""Seconds between two looks while there is always more."""


def backoff(tries: int, asked: float | None) -> timedelta:
    """How long to wait after so many failures in a row, or as long as the network asks."""
    if asked is not None:
        return timedelta(seconds=asked)
    return min(timedelta(seconds=2.0 ** min(tries, 9)), LONGEST_WAIT)


class Carrier(Rounds):
    """Sends and edits the posts of one network, in order."""

    def __init__(
        self,
        db: Database,
        outbox: Outbox,
        platform: Platform,
        house: House,
        people: People,
        naming: Naming,
        rooms: Rooms,
        clock: Clock,
    ) -> None:
        super().__init__()
        self.db = db
        self.outbox = outbox
        self.platform = platform
        self.house = house
        self.people = people
        self.naming = naming
        self.rooms = rooms
        self.clock = clock
        self._edited: dict[int, datetime] = {}
        self._fates = Fates(db)
        self._tried: frozenset[int] = frozenset()
        self._rest = Rest(self.poke)
        self._threads = Threads(db, outbox, platform, self._change, clock)
        self._lull = Lull(db, clock)
        self.found: Callable[[int], Awaitable[None]] = _nothing_more

    def poke_for(self, cards: Iterable[StaleCard]) -> None:
        """Wakes for cards that no longer show what is: a crowd wakes it once an edit interval."""
        self._rest.wake_for(cards, self.clock.now(), self.platform.edit_interval)

    async def hasten(self) -> None:
        """Tries now what failed while the network was away."""
        async with self.db.transaction():
            await self.outbox.hasten(self.platform.network, self.clock.now())
        self.poke()

    async def flush(self) -> None:
        """Carries out what is due, until there is nothing more; edits that rest are not waited for."""
        async with self._turn:
            while not self._lull.holds and await self._look():
                continue

    async def round(self) -> float:
        """Carries out what is due now; how many seconds until something may be due again."""
        async with self._turn:
            is_idle = self._lull.holds or not await self._look()
            return max(MOMENT, self._lull.seconds) if is_idle else MOMENT

    async def _look(self) -> bool:
        """Whether something was due, which was tried then."""
        now, changes = self.clock.now(), self.db.changes
        async with self.db.reading():
            ahead = await self.outbox.ahead(self.platform.network)
            is_due = ahead.due_at is not None and ahead.due_at <= now
            posts = await self.outbox.due(self.platform.network, now) if is_due else []
            stale = await self.outbox.stale(self.platform.network, now) if ahead.is_stale else []
            threadless = await self._threads.missing() if ahead.lacks_thread else []
        resting = [at for post in stale if (at := self._resting(post, now)) is not None]
        edits = [post for post in stale if self._resting(post, now) is None]
        if posts or edits:
            await self._will_try(posts, now)
            await self._side_by_side(posts, self._post)
            await self._side_by_side(edits, self._edit)
            threadless = await self._threads.missing()
        for post in threadless:
            await self._threads.open(post, await self._render(post))
        if posts or edits or threadless:
            return True
        waits = [*resting, *filter(None, [ahead.due_at]), *self._threads.next()]
        self._lull.begin(changes, min(waits, default=None))
        return False

    async def _will_try(self, posts: Iterable[PostRow], now: datetime) -> None:
        """Notes in one commit of the first in each room that it is tried, the others as their turn comes.

        Two may say the same: one that was never sent is not to be taken for the one sent before it.
        """
        first: dict[str, PostRow] = {}
        for post in posts:
            first.setdefault(post.room, post)
        fresh = [post for post in first.values() if post.tried_at is None]
        await self._fates.tried(fresh, now)
        self._tried = frozenset(post.id for post in fresh)

    async def _side_by_side(self, posts: Iterable[PostRow], act: Callable[[PostRow], object]) -> None:
        """Carries out several, in each room in their order, in as many rooms at once as the network takes."""
        lanes: dict[str, list[PostRow]] = {}
        for post in posts:
            lanes.setdefault(post.room if self.platform.side_by_side > 1 else "", []).append(post)
        free = asyncio.Semaphore(self.platform.side_by_side)

        async def follow(lane: list[PostRow]) -> None:
            async with free:
                for post in lane:
                    await self._guarded(post, act)

        await asyncio.gather(*map(follow, lanes.values()))

    def _resting(self, post: PostRow, now: datetime) -> datetime | None:
        """A crowd costs one edit an interval: until when this card rests, or None."""
        edited = self._edited.get(post.id)
        until = edited + self.platform.edit_interval if edited else now
        return until if until > now else None

    async def _guarded(self, post: PostRow, act: Callable[[PostRow], object]) -> None:
        try:
            await act(post)  # type: ignore[misc]
        except Refused as refusal:
            await self._refused(post, refusal)
        except Unreachable as trouble:
            log.info("will try again", network=post.network, reason=trouble.reason, tries=post.tries + 1)
            due = self.clock.now() + backoff(post.tries, trouble.retry_after)
            await self._change(post, tries=post.tries + 1, due_at=due)

    async def _post(self, post: PostRow) -> None:
        order = await self._order(post)
        if order is None:
            await self._change(post, state="gone", due_at=None)
            return
        message = found = None
        if post.tried_at is not None and self.clock.now() - post.tried_at > self.platform.window:
            message = found = await self.platform.find(order, post.tried_at - timedelta(minutes=1))
        if post.tried_at is None and (post.id not in self._tried or order.room.id != post.room):
            await self._fates.tried([replace(post, room=order.room.id)], self.clock.now())
        message = message or await self.platform.send(order)
        await self._fates.there(post, message, " ".join(order.card.reactions))
        self._edited[post.id] = self.clock.now()
        if post.has_thread:
            await self._threads.open(replace(post, message=message), order.card)
        if found and post.watched:
            await self.found(post.id)

    async def _order(self, post: PostRow) -> Send | None:
        """What is to be sent where, as one reading shows it; None where there is nothing to show any more."""
        async with self.db.reading():
            card = await self._render(post)
            return await self._threads.order(post, card) if card is not None else None

    async def _edit(self, post: PostRow) -> None:
        if post.message is None:
            return
        # Said to be fresh before it is rendered: a change that comes meanwhile makes it stale again.
        await self._fates.fresh(post)
        card = await self._render(post)
        self._edited[post.id] = self.clock.now()
        if card is None:
            return
        try:
            changed = replace(card, pings=False)  # whoever was called once is not called by an edit
            await self.platform.edit(Address(post.network, post.room), post.message, changed, post.assembly)
            await self._seed(post, post.message, card.reactions)
        except Unreachable:
            await self._change(post, stale=True)
            raise

    async def _seed(self, post: PostRow, message: str, marks: tuple[str, ...]) -> None:
        """Has the reactions under a card follow it; where it takes none any more, they stay as they are."""
        if not marks or post.seeds in (None, " ".join(marks)):
            return
        try:
            await self.platform.seed(Address(post.network, post.room), message, marks)
        except Refused as refusal:
            log.info("reactions stay as they were", network=post.network, reason=refusal.reason)
        await self._change(post, seeds=" ".join(marks))

    async def _refused(self, post: PostRow, refusal: Refused) -> None:
        """A card that somebody deleted is posted again once; any other refusal is for good.

        The reactions that stood under the old message are not the new one's.
        """
        log.warning("refused for good", network=post.network, kind=post.kind, reason=refusal.reason)
        if refusal.room_gone:
            async with self.db.reading():
                present = await self.outbox.get(post.id) or post  # it may have been sent into a thread
            await self.rooms.refused(Address(post.network, present.room))
            self.people.forget()
            self.poke()
            return
        if post.state == "there" and post.reposts == 0:
            again = {"state": "waiting", "message": None, "reposts": 1, "tried_at": None, "thread": None}
            async with self.db.transaction():
                due = self.clock.now()
                await self.outbox.change(post.id, **again, due_at=due, key=_again(post.key))
                await ReactionStates(self.db).erase([post.id])
            self.poke()
            return
        await self._change(post, state="refused" if post.state == "waiting" else "gone", due_at=None)

    async def _render(self, post: PostRow) -> Card | None:
        assembly = await self.people.assembly(post.assembly)
        kind = self.house.cards.get(post.kind)
        if assembly is None or kind is None:
            return None
        async with self.db.reading():
            view = await kind.source(assembly, post.subject, post.detail)
        if view is None:
            return None
        zone = assembly.zone_in(Address(post.network, post.room))
        say = speech(assembly.locale, zone, self.clock.now(), self.platform.features)
        card = view(say)
        seen = await self._seen_in(post) if len(assembly.places) > 1 and post.within_kind is None else []
        if len(seen) > 1:
            card = replace(card, blocks=(*card.blocks, seen_in(say, in_order(assembly, seen))))
        return await self.naming.named(card, post.network)

    async def _seen_in(self, post: PostRow) -> list[Address]:
        async with self.db.reading():
            found = await PostRooms(self.db, self.outbox).seen_in(
                post.assembly, post.kind, post.subject, post.detail
            )
        return [Address(*room) for room in found]

    async def _change(self, post: PostRow, **values: object) -> None:
        """Notes what came of a post, unless it was meanwhile ordered anew elsewhere."""
        async with self.db.transaction():
            await self.outbox.change_under(post.id, post.key, **values)


async def _nothing_more(_post: int) -> None:
    """Stands where nobody reads a card again that was found."""


def _again(key: str) -> str:
    return "b" + key[1:] if key[0] == "a" else "a" + key[1:]
