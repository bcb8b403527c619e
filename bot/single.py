"""One ordinary act in a SAVEPOINT of its own, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import structlog

from bot.api.card import Entry, Post, Reply, Tell
from bot.api.clock import Clock
from bot.api.context import Context
from bot.api.errors import AccountFrozen, NotEntitled, RuleError
from bot.api.people import TERMINAL, Assembly, Role
from bot.api.rooms import RoomOrder
from bot.api.services import Acting
from bot.audience import Audience
from bot.batch import NOTHING, read_anew, run_batch
from bot.gate import Gate
from bot.job import Consequences, Job, Outcome
from bot.people import account_of, member_of
from bot.rooms import Rooms
from storage.database import Database
from storage.journal import Written, commitment
from storage.members import Roll
from storage.orders import PostOrder, TellOrder
from storage.outbox import Outbox
from storage.reactions import ReactionStates
from storage.room_book import RoomBook

log = structlog.get_logger()


class Single:
    """Runs handlers and stores what their replies ask for, all or nothing."""

    def __init__(
        self,
        db: Database,
        roll: Roll,
        outbox: Outbox,
        states: ReactionStates,
        rooms: Rooms,
        audience: Audience,
        acting: Acting,
        clock: Clock,
    ) -> None:
        self.db = db
        self.roll = roll
        self.outbox = outbox
        self.states = states
        self.rooms = rooms
        self.audience = audience
        self.acting = acting
        self.gate = Gate(roll, outbox)
        self.book = RoomBook(db)
        self.clock = clock

    async def run(self, job: Job, followed: Consequences) -> Outcome:
        own, untraced = Consequences(), job.loaded.spec.untraced
        try:
            async with self.db.savepoint():
                if job.enrol and job.mark is not None and job.mark.is_taken and await self._is_new(job.ctx):
                    return Outcome(NOTHING)
                enrolled, returned = await self._come(job) if job.enrol else (False, False)
                await self._read_again(job.ctx)
                await self._steward_still(job)
                if enrolled and (job.mark is not None or job.at_door):
                    await self._greet_later(job.ctx)
                if enrolled and job.mark is not None:
                    await self.states.welcome(job.mark.post.id, job.ctx.account.address)
                outcome = await self._handle(job, own)
                untraced = outcome.untraced
                if isinstance(outcome.result, RuleError):
                    raise outcome.result
                await self._house(job.ctx)
                if job.ctx.found_member is not None and not untraced:
                    await self.acting.acted(job.ctx.found_member, job.ctx.now)
                await self._follow(job.ctx, outcome.result, own)
        except RuleError as error:
            return Outcome(error, untraced=untraced)
        followed.take(own)
        return replace(outcome, enrolled=enrolled, returned=returned)

    async def _is_new(self, ctx: Context) -> bool:
        """Whether the person is not on the roll: taking a reaction back puts nobody there.

        The reaction itself may have, a moment before, in this very group.
        """
        account = await self.roll.account(*ctx.account.address)
        return account is None or await self.roll.member(account.id, ctx.assembly.id) is None

    async def _read_again(self, ctx: Context) -> None:
        """Somebody may have left, or be another member, after their act was read and before its turn came."""
        if self.roll.is_unsettled(ctx.account.id):
            await self.db.within(lambda c: read_anew(c, ctx))
        if ctx.is_frozen:
            raise AccountFrozen
        member = ctx.found_member
        if member is not None and self.roll.has_moved(member.id):
            ctx.found_member = member if await self.roll.member_by_id(member.id) else None

    async def _steward_still(self, job: Job) -> None:
        """A steward may have become a member like the others after their act was read."""
        member = job.ctx.found_member
        if member is None or member.role is not Role.STEWARD:
            return
        row = await self.roll.member_by_id(member.id)
        role = Role(row.role) if row is not None else Role.OBSERVER
        job.ctx.found_member = replace(member, role=role)
        if role < job.loaded.spec.who:
            raise NotEntitled(job.loaded.spec.who.name.lower())

    async def _handle(self, job: Job, own: Consequences) -> Outcome:
        spec = job.loaded.spec
        if spec.bulk is not None:
            return (await self.db.within(lambda c: run_batch(c, [job], own, self.roll)))[0]
        reply = await getattr(job.loaded.cog, spec.method)(job.ctx, **job.values)
        return Outcome(reply, untraced=spec.untraced)

    async def _come(self, job: Job) -> tuple[bool, bool]:
        """Puts who acts on the roll; at a door nobody waits for an answer, so it is not said who may not."""
        if not job.at_door:
            return await self._enrol(job)
        try:
            async with self.db.savepoint():
                return await self._enrol(job)
        except RuleError as refused:
            log.info("nobody came onto a roll at a door", reason=type(refused).__name__)
            return False, False

    async def _enrol(self, job: Job) -> tuple[bool, bool]:
        """A first act puts a person on the roll, where that is open: whether they came, or came back."""
        ctx = job.ctx
        assembly = ctx.assembly
        address = ctx.account.address
        account = await self.roll.add_account(address.network, address.id)
        ctx.account = account_of(account)
        member = await self.roll.member(account.id, assembly.id)
        is_new, returned = member is None, False
        if member is None:
            member = await self.gate.let_in(ctx, account.id)
        elif member.rests:
            returned = await self.gate.welcome_back(ctx, member.id, later=job.mark is not None)
        ctx.found_member = replace(member_of(member), rests=False)
        return is_new, returned

    async def _greet_later(self, ctx: Context) -> None:
        """Who only reacted, or came in, gets no answer, so what is kept of them is told in a message."""
        await self.outbox.tell(ctx.assembly.id, ctx.member.id, "core.first-act", 0, "", ctx.now)

    async def _house(self, ctx: Context) -> None:
        """An assembly whose last known room is gone has its home where somebody acts next."""
        assembly, room = ctx.found_assembly, ctx.room
        if assembly is None or room.private:
            return
        await self.audience.note(assembly, room)
        if await self.rooms.settle(assembly, room):
            ctx.found_assembly = replace(assembly, home=room.address)

    async def _follow(self, ctx: Context, reply: Reply, own: Consequences) -> None:
        own.folds_in |= reply.folds_in
        for other, entries in reply.elsewhere.items():
            own.journal.setdefault(other, []).extend(await self._written(entries))
        if ctx.found_assembly is None:
            return
        assembly = ctx.found_assembly
        posts = await self._orders(assembly, reply.posts)
        await self.outbox.order_all(posts, [_private(assembly, tell, ctx.now) for tell in reply.tells])
        for room in reply.rooms:
            await self._order_room(assembly, room)
        for kind, subject in reply.settled:
            await self.states.erase(await self.outbox.settle(assembly.id, kind, subject))
        own.stale |= {(assembly.id, kind, subject) for kind, subject in reply.stale}
        if reply.journal:
            own.journal.setdefault(assembly.id, []).extend(await self._written(reply.journal))

    async def _orders(self, assembly: Assembly, posts: tuple[Post, ...]) -> list[PostOrder]:
        """A post for each room that a card goes to."""
        now = self.clock.now()
        return [
            PostOrder(
                assembly.id,
                room,
                post.kind,
                post.subject,
                post.detail,
                post.replies_to,
                post.watched,
                now + post.hold,
                thread=post.thread,
                within=post.within,
            )
            for post in posts
            for room in await self.audience.rooms(assembly, post)
        ]

    async def _order_room(self, assembly: Assembly, room: RoomOrder) -> None:
        """One room a network, in the first place that the assembly has there; a terminal has none."""
        first = {place.address.network: place.address for place in reversed(assembly.places)}
        for network, place in first.items():
            if network != TERMINAL:
                await self.book.order(assembly.id, place, room.kind, room.subject, self.clock.now())

    async def _written(self, entries: tuple[Entry, ...]) -> list[Written]:
        salts = await self.roll.salts_of({e.person for e in entries if e.person is not None})
        return [Written(e.kind, e.subject, _stands_for(e.person, salts), e.facts) for e in entries]


def _private(assembly: Assembly, tell: Tell, now: datetime) -> TellOrder:
    at = now + tell.hold
    return TellOrder(
        assembly.id,
        tell.member,
        tell.kind,
        tell.subject,
        tell.detail,
        at,
        tell.asked,
        tell.elsewhere,
        tell.account,
    )


def _stands_for(member: int | None, salts: dict[int, bytes]) -> str:
    return commitment(member, salts[member]) if member is not None and member in salts else ""
