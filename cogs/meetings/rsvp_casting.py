"""Answers in crowds: one pass over a batch, on the database's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.api.card import Batch, Reply
from bot.api.errors import NotOnTheRoll, RuleError
from bot.dates.series import Occurrence
from cogs.meetings.call_rows import read_calls, read_dated
from cogs.meetings.call_schema import calls, occurrences
from cogs.meetings.call_store import STANDS, date_on
from cogs.meetings.rsvp_store import CARD as CARD
from cogs.meetings.rsvp_store import LEAD as LEAD
from cogs.meetings.rsvp_store import Standing, read_standing, write
from cogs.meetings.rules import call as rules
from cogs.meetings.rules import call_errors as errors
from cogs.meetings.rules.call import Call
from cogs.meetings.rules.rsvp import Rsvp
from cogs.meetings.views import rsvp as views
from storage.members import Roll
from storage.schema import posts

Body: TypeAlias = Callable[[Connection, int], frozenset[int]]


@dataclass(slots=True)
class Answered:
    """One answer to a call, None where one is taken back.

    It names the meeting by its number, which the only one needs not, and where on is not empty one of its
    dates; a reaction names the date by its id. rooms are the room and what it lies in.
    """

    assembly: int
    member: int
    answer: Rsvp | None
    now: datetime
    number: int = 0
    on: str = field(default="", repr=False)
    occurrence: int = 0
    source: str = "word"
    replaces: str = ""
    at: datetime | None = None
    late: bool = False
    is_private: bool = False
    rooms: tuple[tuple[str, str], ...] = ()

    @property
    def target(self) -> tuple[object, ...]:
        is_named = self.number or self.occurrence
        return (self.assembly, self.number, self.on, self.occurrence, () if is_named else self.rooms)


@dataclass(slots=True)
class _Target:
    """The date that acts are about, or why there is none."""

    call: Call
    date: Occurrence
    id: int
    body: frozenset[int] | None = None
    rooms: frozenset[tuple[str, str]] = frozenset()
    standing: dict[int, Standing] = field(default_factory=dict)


class RsvpCasting:
    """Checks and writes a batch of answers; each is judged on what the ones before it left."""

    def __init__(self, roll: Roll, body: Body) -> None:
        self.roll = roll
        self.body = body

    def cast(self, connection: Connection, acts: Sequence[Answered]) -> Batch:
        targets = {act.target: self._target(connection, act) for act in acts}
        members = {act.member for act in acts}
        for target in targets.values():
            if isinstance(target, _Target):
                target.standing = read_standing(connection, target.id, members)
        gone = self.roll.gone_among(connection, list(members))
        batch = Batch([])
        changed: dict[tuple[int, int], Standing | None] = {}
        for act in acts:
            target = targets[act.target]
            answer = NotOnTheRoll() if act.member in gone else _judged(target, act, changed)
            batch.answers.append(answer)
        write(connection, changed)
        by_id = {t.id: t.call.assembly for t in targets.values() if isinstance(t, _Target)}
        for occurrence in {occurrence for occurrence, _ in changed}:
            batch.stale |= {(by_id[occurrence], kind, occurrence) for kind in (CARD, LEAD)}
        return batch

    def _target(self, connection: Connection, act: Answered) -> _Target | RuleError:
        try:
            call, date = self._date(connection, act)
        except RuleError as error:
            return error
        found = _Target(call, date, date_on(connection, call.id, date).id)
        if call.bloc is not None:
            found.body = self.body(connection, call.bloc)
        if call.unlisted:
            found.rooms = _rooms(connection, call.assembly, found.id)
        return found

    def _date(self, connection: Connection, act: Answered) -> tuple[Call, Occurrence]:
        here = calls.c.assembly == act.assembly
        if not act.occurrence:
            if not act.number:
                call = _only_one(read_calls(connection, sa.and_(here, STANDS)), act)
                return call, rules.date_meant(call, act.on, act.now)
            found = read_calls(connection, sa.and_(here, calls.c.number == act.number))
            if not found:
                raise errors.NoCall(act.number)
            return found[0], rules.date_meant(found[0], act.on, act.now)
        dated = read_dated(connection, occurrences.c.id == act.occurrence)
        found = read_calls(connection, sa.and_(here, calls.c.id == dated[0].call)) if dated else []
        if not found:
            raise errors.NoCall(0)
        return found[0], rules.date_meant(found[0], dated[0].key.isoformat(), act.now)


def _judged(
    target: _Target | RuleError, act: Answered, changed: dict[tuple[int, int], Standing | None]
) -> Reply | RuleError:
    """What becomes of one answer."""
    if isinstance(target, RuleError):
        return target
    if not _may_know(target, act):
        return errors.NoCall(act.number)
    pair = (target.id, act.member)
    before = changed[pair] if pair in changed else target.standing.get(act.member)
    if act.replaces and (before is None or before.source != act.replaces):
        return views.NOTHING_CHANGED
    if act.late and act.at is not None and before is not None and act.at < before.at:
        return views.NOTHING_CHANGED
    if act.answer is None:
        if before is None:
            return errors.NothingAnswered(target.call.number)
        changed[pair] = None
        return Reply(views.taken_back(target.call, target.date), silent=True, private=True)
    changed[pair] = Standing(act.answer, act.source, act.at or act.now)
    return Reply(views.answered(target.call, target.date, act.answer), silent=True, private=True)


def _only_one(standing: Sequence[Call], act: Answered) -> Call:
    """The one meeting to come that can be meant: of the bloc whose room this is, else of the assembly."""
    coming = [call for call in standing if call.coming(act.now)]
    own = [call for call in coming if call.bloc is not None and call.room in act.rooms]
    some = own or [call for call in coming if call.bloc is None]
    if len(some) != 1:
        raise errors.WhichCall(tuple(call.number for call in some))
    return some[0]


def _may_know(target: _Target, act: Answered) -> bool:
    """Of an unlisted bloc's meeting nobody else learns, nor where others read along."""
    if target.body is not None and act.member not in target.body:
        return False
    return not target.call.unlisted or act.is_private or bool(target.rooms.intersection(act.rooms))


def _rooms(connection: Connection, assembly: int, occurrence: int) -> frozenset[tuple[str, str]]:
    """The rooms that have a card of this date."""
    query = sa.select(posts.c.network, posts.c.room).where(
        posts.c.assembly == assembly, posts.c.kind.in_((CARD, LEAD)), posts.c.subject == occurrence
    )
    return frozenset((network, room) for network, room in connection.execute(query))
