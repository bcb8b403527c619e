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
from cogs.meetings.attending import CARD
from cogs.meetings.rules import sitting_errors as errors
from cogs.meetings.rules.sitting import Held
from cogs.meetings.rules.stack import HandKind, latest
from cogs.meetings.sitting_schema import sittings
from cogs.meetings.sitting_store import come, read_held
from cogs.meetings.stack_schema import hands
from cogs.meetings.stack_store import read_hands
from storage.members import Roll

Body: TypeAlias = Callable[[Connection, int], frozenset[int]]
STACK_CARD = "sitting.stack"


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
        batch = Batch([])
        for act in acts:
            held = going_on.get((act.assembly, act.number))
            batch.answers.append(NotOnTheRoll() if act.member in gone else self._one(connection, held, act))
            if held is not None:
                batch.stale.add((held.assembly, CARD, int(held.number)))
                if (last := latest(read_hands(connection, [held.id]))) is not None:
                    batch.stale.add((held.assembly, STACK_CARD, last.id))
        return batch

    def _one(self, connection: Connection, held: Held | None, act: Waved) -> Reply | RuleError:
        if held is None or (held.body and act.member not in self.body(connection, held.body)):
            return errors.NotStarted()
        waiting = [h for h in read_hands(connection, [held.id]) if h.waits and h.member == act.member]
        if act.up and not waiting:
            come(connection, held.id, [act.member], act.now)
            _rise(connection, held.id, act.member, act.now)
        elif not act.up:
            for hand in waiting:
                connection.execute(sa.update(hands).where(hands.c.id == hand.id).values(until=act.now))
        return Reply(_nothing, silent=True)


def _rise(connection: Connection, sitting: int, member: int, at: datetime) -> None:
    values = {"sitting": sitting, "member": member, "kind": HandKind.HAND.value, "at": at}
    connection.execute(sa.insert(hands).values(**values))


def _nothing(_say: object) -> Card:
    return Card()
