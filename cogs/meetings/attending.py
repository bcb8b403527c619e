"""Saying in crowds that one is here: one pass over a batch, on the database's thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.api.card import Batch, Reply
from bot.api.errors import NotOnTheRoll, RuleError
from cogs.meetings.rules import sitting_errors as errors
from cogs.meetings.rules.sitting import Held
from cogs.meetings.rules.stack import latest
from cogs.meetings.sitting_schema import attendance, sittings
from cogs.meetings.sitting_store import come, note_most, read_held
from cogs.meetings.stack_schema import hands
from cogs.meetings.stack_store import read_hands
from cogs.meetings.views import sittings as views
from storage.members import Roll
from storage.schema import posts, rooms

CARD, STACK_CARD = "sitting.card", "sitting.stack"
Body: TypeAlias = Callable[[Connection, int], frozenset[int]]


@dataclass(slots=True)
class Came:
    """One member says that they are here, or go; number is the meeting's, 0 for the one that is held here.

    alone says that they write where they are alone with the bot.
    """

    assembly: int
    member: int
    now: datetime
    number: int
    leaves: bool
    is_private: bool
    alone: bool
    rooms: tuple[tuple[str, str], ...]


class Attending:
    """Judges and writes a batch; each act stands on what the ones before it left."""

    def __init__(self, roll: Roll, body: Body) -> None:
        self.roll = roll
        self.body = body

    def attend(self, connection: Connection, acts: Sequence[Came]) -> Batch:
        assemblies = {act.assembly for act in acts}
        open_now = sa.and_(sittings.c.assembly.in_(assemblies), sittings.c.ended_at.is_(None))
        going_on = _Room(self, connection, read_held(connection, open_now), acts)
        gone = self.roll.gone_among(connection, [act.member for act in acts])
        batch = Batch([])
        changed: dict[tuple[int, int], Came] = {}
        for act in acts:
            held = going_on.of(act)
            if act.member in gone:
                batch.answers.append(NotOnTheRoll())
            elif held is None:
                batch.answers.append(errors.NotStarted())
            else:
                batch.answers.append(going_on.judged(held, act, changed))
        for (sitting, member), act in changed.items():
            _write(connection, sitting, member, act)
        note_most(connection, {sitting for sitting, _ in changed})
        by_id = {held.id: held for held in going_on.some}
        batch.stale = {(by_id[sitting].assembly, CARD, int(by_id[sitting].number)) for sitting, _ in changed}
        for sitting in {sitting for (sitting, _), act in changed.items() if act.leaves}:
            if (last := latest(read_hands(connection, [sitting]))) is not None:
                batch.stale.add((by_id[sitting].assembly, STACK_CARD, last.id))
        return batch


class _Room:
    """The meetings that go on, with who is in each as the batch goes along."""

    def __init__(
        self, desk: Attending, connection: Connection, some: Sequence[Held], acts: Sequence[Came]
    ) -> None:
        self.desk = desk
        self.connection = connection
        self.some = some
        self.present = {held.id: set(held.present) for held in some}
        self._bodies = {held.body: desk.body(connection, held.body) for held in some if held.body}
        self._rooms = {held.id: _rooms(connection, held) for held in some}
        self._of_blocs = _of_blocs(connection, {room for act in acts for room in act.rooms})

    def of(self, act: Came) -> Held | None:
        """The meeting that is meant: by its number, by the room, else the assembly's own.

        A room of a bloc is no place to be at the assembly's meeting.
        """
        mine = [held for held in self.some if held.assembly == act.assembly and self._may(held, act)]
        if act.number:
            return next((held for held in mine if int(held.number) == act.number), None)
        here = [held for held in mine if held.body and self._rooms[held.id].intersection(act.rooms)]
        if here or self._of_blocs.intersection(act.rooms):
            return next(iter(here), None)
        own = next((held for held in mine if held.body is None), None)
        if own is not None or len(mine) != 1:
            return own
        is_nowhere = not any(room for _network, room in self._rooms[mine[0].id])
        return mine[0] if act.alone or (act.is_private and is_nowhere) else None

    def judged(self, held: Held, act: Came, changed: dict[tuple[int, int], Came]) -> Reply | RuleError:
        present = self.present[held.id]
        if (act.member in present) is not act.leaves:
            return errors.HereAlready(held.number, is_here=not act.leaves)
        changed[held.id, act.member] = act
        if act.leaves:
            present.discard(act.member)
            return Reply(views.went(held), silent=True, nod=True, private=True)
        present.add(act.member)
        return Reply(views.came(held, len(present)), silent=True, nod=True, private=True)

    def _may(self, held: Held, act: Came) -> bool:
        """A bloc's meeting is for its body, and one of an unlisted bloc is named to nobody else."""
        if held.body is None:
            return True
        if act.member not in self._bodies[held.body]:
            return False
        return not held.unlisted or act.is_private or bool(self._rooms[held.id].intersection(act.rooms))


def _rooms(connection: Connection, held: Held) -> frozenset[tuple[str, str]]:
    """Where the meeting's card stands, and where it was started."""
    query = sa.select(posts.c.network, posts.c.room).where(
        posts.c.assembly == held.assembly, posts.c.kind == CARD, posts.c.subject == int(held.number)
    )
    return frozenset([tuple(held.room), *((network, room) for network, room in connection.execute(query))])


def _of_blocs(connection: Connection, some: Collection[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Those of these rooms that are of our own making: they are blocs'."""
    query = sa.select(rooms.c.network, rooms.c.address).where(rooms.c.address.in_({room for _, room in some}))
    return frozenset((network, room) for network, room in connection.execute(query))


def _write(connection: Connection, sitting: int, member: int, act: Came) -> None:
    if not act.leaves:
        come(connection, sitting, [member], act.now)
        return
    own = sa.and_(attendance.c.sitting == sitting, attendance.c.member == member)
    connection.execute(sa.update(attendance).where(own).values(left_at=act.now))
    up = sa.and_(hands.c.sitting == sitting, hands.c.member == member, hands.c.until.is_(None))
    connection.execute(sa.update(hands).where(up).values(until=act.now))
