"""Hands raised by a reaction, in crowds: one pass over a batch, on the database's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.api.card import Batch, Card, Reply
from bot.api.errors import NotOnTheRoll, RuleError
from cogs.meetings.attending import CARD, STACK_CARD
from cogs.meetings.rules import sitting_errors as errors
from cogs.meetings.rules.sitting import Held
from cogs.meetings.rules.stack import HandKind, latest
from cogs.meetings.sitting_schema import sittings
from cogs.meetings.sitting_store import come, note_most, read_held
from cogs.meetings.stack_schema import hands
from cogs.meetings.stack_store import read_hands
from storage.members import Roll

Body: TypeAlias = Callable[[Connection, int], frozenset[int]]


@dataclass(slots=True)
class Waved:
    """A hand by a reaction on the card of a meeting; up is False where it was taken back."""

    assembly: int
    member: int
    number: int
    up: bool
    now: datetime


class Waving:
    """A second hand changes nothing, and nobody is answered: everyone sees the stack."""

    def __init__(self, roll: Roll, body: Body) -> None:
        self.roll = roll
        self.body = body

    def wave(self, connection: Connection, acts: Sequence[Waved]) -> Batch:
        some = sa.and_(sittings.c.assembly.in_({act.assembly for act in acts}), sittings.c.ended_at.is_(None))
        going_on = {(held.assembly, int(held.number)): held for held in read_held(connection, some)}
        gone = self.roll.gone_among(connection, [act.member for act in acts])
        stacks = {held.id: read_hands(connection, [held.id]) for held in going_on.values()}
        up = {(hand.sitting, hand.member) for stack in stacks.values() for hand in stack if hand.waits}
        batch = Batch([])
        for act in acts:
            held = going_on.get((act.assembly, act.number))
            batch.answers.append(
                NotOnTheRoll() if act.member in gone else self._one(connection, held, act, up)
            )
            if held is not None:
                batch.stale.add((held.assembly, CARD, int(held.number)))
                if (last := latest(stacks[held.id])) is not None:
                    batch.stale.add((held.assembly, STACK_CARD, last.id))
        note_most(connection, [held.id for held in going_on.values()])
        return batch

    def _one(
        self, connection: Connection, held: Held | None, act: Waved, up: set[tuple[int, int | None]]
    ) -> Reply | RuleError:
        if held is None or (held.body and act.member not in self.body(connection, held.body)):
            return errors.NotStarted()
        key = held.id, act.member
        if act.up and key not in up:
            up.add(key)
            come(connection, held.id, [act.member], act.now)
            _rise(connection, held.id, act.member, act.now)
        elif not act.up and key in up:
            up.remove(key)
            _lower(connection, held.id, act.member, act.now)
        return Reply(_nothing, silent=True)


def _rise(connection: Connection, sitting: int, member: int, at: datetime) -> None:
    values = {"sitting": sitting, "member": member, "kind": HandKind.HAND.value, "at": at}
    connection.execute(sa.insert(hands).values(**values))


def _lower(connection: Connection, sitting: int, member: int, at: datetime) -> None:
    own = sa.and_(hands.c.sitting == sitting, hands.c.member == member)
    waits = sa.and_(own, hands.c.since.is_(None), hands.c.until.is_(None))
    connection.execute(sa.update(hands).where(waits).values(until=at))


def _nothing(_say: object) -> Card:
    return Card()
