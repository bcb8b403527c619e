"""Threads under posts: opened once the post stands, and where a post goes that belongs into one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot.api.card import Card
from bot.api.clock import Clock
from bot.api.people import Address
from bot.platforms import Platform, Refused, Send, Unreachable
from storage.database import Database
from storage.outbox import NO_THREAD, Outbox, PostRow

log = structlog.get_logger()
LONGEST_WAIT = timedelta(minutes=5)
Change = Callable[..., Awaitable[None]]


class Threads:
    """A thread is a place to talk, and no more: nothing waits for it, and a network may refuse it."""

    def __init__(
        self, db: Database, outbox: Outbox, platform: Platform, change: Change, clock: Clock
    ) -> None:
        self.db = db
        self.outbox = outbox
        self.platform = platform
        self.change = change
        self.clock = clock
        self._later: dict[int, tuple[int, datetime]] = {}

    async def missing(self) -> list[PostRow]:
        """Posts whose thread is to be opened now."""
        async with self.db.reading():
            found = await self.outbox.threadless(self.platform.network)
        now = self.clock.now()
        return [post for post in found if self._later.get(post.id, (0, now))[1] <= now]

    def next(self) -> list[datetime]:
        """When those may be tried again that could not be opened."""
        return [at for _, at in self._later.values()]

    async def open(self, post: PostRow, card: Card | None) -> None:
        """Opens the thread of a post that stands; a network that can't be reached is asked again later."""
        room, thread = Address(post.network, post.room), None
        try:
            if card is not None and post.message is not None:
                thread = await self.platform.open_thread(room, post.message, card)
        except Unreachable as trouble:
            tries = self._later.get(post.id, (0, None))[0] + 1
            wait = min(timedelta(seconds=trouble.retry_after or 2.0 ** min(tries, 9)), LONGEST_WAIT)
            self._later[post.id] = (tries, self.clock.now() + wait)
            log.info("a thread is opened later", network=post.network, reason=trouble.reason, tries=tries)
            return
        except Refused as refusal:
            log.warning("a thread was refused", network=post.network, reason=refusal.reason)
        self._later.pop(post.id, None)
        await self.change(post, thread=thread or NO_THREAD)

    async def order(self, post: PostRow, card: Card) -> Send:
        """Where a post goes: into the thread that it belongs to, else into its room, as an answer."""
        kind, subject = post.within_kind or post.replies_to, post.within_subject or post.subject
        room = Address(post.network, post.room)
        plain = Send(room, card, post.key, post.assembly)
        if kind is None:
            return plain
        async with self.db.reading():
            siblings = await self.outbox.of_card(post.assembly, kind, subject)
        for sibling in siblings:
            if sibling.network != post.network or sibling.message is None:
                continue
            there, thread = Address(sibling.network, sibling.room), sibling.thread
            if thread and post.within_kind is not None:
                inside = self.platform.thread_room(there, thread)
                if room in (there, inside):
                    return Send(inside, card, post.key, post.assembly, thread=thread)
            elif there == room:
                return Send(room, card, post.key, post.assembly, sibling.message)
        return plain
