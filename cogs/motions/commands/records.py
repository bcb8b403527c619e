"""What a result can be checked by: its seal in the journal, and its file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.api.ask import Ask
from bot.api.card import File, Reply
from bot.api.command import command
from bot.api.context import Context
from bot.ballots import record as written
from bot.ballots.checking_views import Own
from cogs.motions.commands.base import MotionCog, Number, is_unnamed
from cogs.motions.rules import export
from cogs.motions.rules.export import Hall, Held, Seal
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.result import Report
from cogs.motions.views import checking

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Exported:
    """A decided motion as a file, with the seal by which its voters find themselves."""

    motion: Motion
    record: written.Record
    file: File
    seal: Seal


class Records(MotionCog):
    """Seal and export."""

    async def seal(self, motion: Motion, found: Report, ctx: Context) -> dict[str, str | int]:
        """Seals what is decided now; the facts of its entry in the journal."""
        held = await self.held(motion)
        _recount, absent = ctx.asked
        removed = absent & {ballot.member for ballot in held.ballots}
        sealed = await self.seals.make(ctx.assembly.id, motion.id, removed, is_noted=not motion.unlisted)
        digest = written.digest(export.decided(replace(held, removed=removed), sealed.salt))
        return {**export.facts(found.online), "digest": digest}

    async def write_down(self, _ask: Ask, ctx: Context, number: Number) -> Exported:
        """Puts the file together, before anyone waits for the writer."""
        async with self.store.db.reading():
            motion = export.exportable(await self.reach.get(ctx, number))
            motion = await self.conduct.motion(motion.id, with_words=True)
            seal = await self.seals.of(motion.id) or self.seals.unkept()
            record = await self._record(motion, seal, ctx)
        file = File(f"motion-{motion.number}.json", JSON, written.written(record))
        return Exported(motion, record, file, seal)

    @command("motion export", prepare="write_down", example="motion export 12")
    async def export(self, ctx: Context, number: Number) -> Reply:
        """Get a result as a file that anyone can check."""
        made: Exported = ctx.asked
        unnamed = made.record.numbers is None
        is_alone = ctx.room.private or ctx.features.whispers
        own = Own(ctx.member.id, made.seal.salt) if unnamed and is_alone else None
        answer = checking.exported(made.motion, made.record, made.file.name, own)
        return Reply(answer, private=unnamed, file=made.file)

    async def held(self, motion: Motion) -> Held:
        """All that a decision rests on."""
        box, told = motion.box or 0, await self.halls.told(motion.id)
        hall = None
        if told is not None:
            tellers = await self.halls.tellers(motion.id)
            hall = Hall(told, await self.halls.ticked(motion.id), len(tellers))
        return Held(
            motion=motion,
            electorate=await self.ballots.electorates.listed(box),
            ballots=await self.ballots.all(box),
            receipts=await self.ballots.receipts(box),
            turnout=await self.ballots.turnout(box),
            amendments=await self.seals.amendments(motion),
            hall=hall,
        )

    async def _record(self, motion: Motion, seal: Seal, ctx: Context) -> written.Record:
        held = replace(await self.held(motion), removed=seal.removed)
        dispute = None
        if motion.disputed_at is not None:
            link = await self.seals.link(ctx.assembly.id, seal.dispute_link)
            dispute = written.Dispute(at=motion.disputed_at, journal=link)
        return written.Record(
            format=written.FORMAT,
            version=written.VERSION,
            exported_at=ctx.now,
            decided=export.decided(held, seal.salt),
            texts=export.texts(held),
            numbers=None if is_unnamed(ctx.assembly, motion) else export.numbers(held, seal.salt),
            journal=await self.seals.link(ctx.assembly.id, seal.link),
            dispute=dispute,
        )
