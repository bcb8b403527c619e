"""A count as a file that anyone can check, and as one that other programs count."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec

from bot.api.ask import Ask
from bot.api.card import File, Reply
from bot.api.cog import Home
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.number import Numbered
from bot.ballots import count_record, record
from bot.ballots.checking_views import Own
from bot.ballots.count_record import CountRecord, Vacancy
from bot.ballots.counting import blt as format
from cogs.polls.commands.desk import ElectionNumber, Number, is_unnamed
from cogs.polls.commands.sealing import Sealing
from cogs.polls.rules import export as rules
from cogs.polls.rules import outcome
from cogs.polls.rules.export import Held, Seal
from cogs.polls.rules.poll import Poll
from cogs.polls.vacancy_store import VacancyStore
from cogs.polls.views import checking
from cogs.polls.views.naming import word

JSON, BLT = "application/json", "text/plain"
AsBlt = Annotated[bool, Arg("Yes for a file that other counting programs read", sample="yes")]


@dataclass(frozen=True, slots=True)
class Exported:
    """A counted poll as a file; record and seal are None where only its papers are in it."""

    poll: Poll
    file: File
    record: CountRecord | None = None
    seal: Seal | None = None


class Exporting(Sealing):
    """The file is put together before anyone waits for the writer."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.vacant = VacancyStore(home.db)

    async def write_down(self, _ask: Ask, ctx: Context, number: Numbered, blt: bool = False) -> Exported:
        """The file of a poll or an election that was counted."""
        async with self.store.db.reading():
            poll = rules.exportable(await self.find(ctx, number))
            held = await self._resting_on(rules.rankable(poll) if blt else poll)
            seal = await self.seals.of(poll.id) or Seal(self.seals.salt())
            vacancies = await self._vacancies(poll)
            link = await self.seals.link(poll.assembly, seal.link)
        if blt:
            return await asyncio.to_thread(_sheet, held, self._called(ctx, poll))
        numbered = not is_unnamed(ctx.assembly, poll)
        whole = await asyncio.to_thread(_whole, held, seal, numbered, ctx.now)
        made = msgspec.structs.replace(whole, vacancies=vacancies, journal=link)
        content = await asyncio.to_thread(record.written, made)
        return Exported(poll, File(f"{_kind(poll)}-{poll.number}.json", JSON, content), made, seal)

    @command("poll export", prepare="write_down", example="poll export 3")
    async def export_poll(self, ctx: Context, number: Number, blt: AsBlt = False) -> Reply:
        """Get a poll's count as a file that anyone can check."""
        return self._handed(ctx)

    @command("election export", prepare="write_down", example="election export 4")
    async def export_election(self, ctx: Context, number: ElectionNumber, blt: AsBlt = False) -> Reply:
        """Get an election's count as a file that anyone can check."""
        return self._handed(ctx)

    def _handed(self, ctx: Context) -> Reply:
        """Private where the assembly names nobody; who finds themselves in the file does so alone."""
        made: Exported = ctx.asked
        if made.record is None or made.seal is None:
            return Reply(checking.as_blt(made.poll, made.file.name), file=made.file)
        unnamed = made.record.numbers is None
        is_alone = ctx.room.private or ctx.features.whispers
        own = Own(ctx.member.id, made.seal.salt) if unnamed and is_alone else None
        answer = checking.exported(made.poll, made.record, made.file.name, own)
        return Reply(answer, private=unnamed, file=made.file)

    def _called(self, ctx: Context, poll: Poll) -> dict[int, str]:
        """What the options are called in the reader's language."""
        assert self.home.speech is not None
        say = self.home.speech(ctx.locale, str(ctx.zone), ctx.now, ctx.features)
        return {option.n: word(say, poll, option.n) for option in poll.options}

    async def _resting_on(self, poll: Poll) -> Held:
        return (await self.read(poll)).held(poll, outcome.read(poll.result))

    async def _vacancies(self, poll: Poll) -> tuple[Vacancy, ...]:
        """Seats that became vacant later, each with its link."""
        return tuple(
            [
                Vacancy(
                    at=one.at,
                    seat_of=one.seat_of,
                    standing=one.standing,
                    follows=one.follows,
                    journal=await self.seals.link(poll.assembly, one.link),
                )
                for one in await self.vacant.filled(poll.id)
            ]
        )


def _whole(held: Held, seal: Seal, numbered: bool, now: datetime) -> CountRecord:
    return CountRecord(
        format=count_record.FORMAT,
        version=count_record.VERSION,
        exported_at=now,
        title=held.poll.title,
        counted=rules.counted(held, seal.salt),
        numbers=rules.numbers(held, seal.salt) if numbered else None,
        vacancies=(),
        journal=None,
    )


def _sheet(held: Held, called: Mapping[int, str]) -> Exported:
    content = format.write(rules.sheet(held, called)).encode()
    return Exported(held.poll, File(f"{_kind(held.poll)}-{held.poll.number}.blt", BLT, content))


def _kind(poll: Poll) -> str:
    return "election" if poll.is_election else "poll"
