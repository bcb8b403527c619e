"""Motions on disk."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.api.number import Numbered
from bot.ballots.rules import Choice
from bot.ballots.schema import ballots
from bot.ballots.store import Ballots
from cogs.motions.due import DUE, NEXT_DUE
from cogs.motions.rows import motion_of, values
from cogs.motions.rules import announced
from cogs.motions.rules.bloc import drawn
from cogs.motions.rules.errors import NoMotion
from cogs.motions.rules.motion import PRACTICE_GONE, Motion
from cogs.motions.rules.state import UNDECIDED, State
from cogs.motions.schema import motions, objectors, seconders, suggestions, tellers
from storage import dialect
from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from storage.rests import Rests
from storage.schema import posts

MEMBER = 1
_OPEN = tuple(state.value for state in UNDECIDED)
IS_WHOLE = motions.c.number < Numbered.of(0, 1)
"""A motion that is no amendment."""


class MotionStore:
    """Numbers count up within an assembly; who seconded and who objected are sets of members."""

    def __init__(self, db: Database, ballots: Ballots, assemblies: Assemblies, roll: Roll) -> None:
        self.db = db
        self.ballots = ballots
        self.assemblies = assemblies
        self.roll = roll
        self.rests = Rests(db, roll)

    async def next_number(self, assembly: int) -> Numbered:
        return Numbered.of(await self.assemblies.next_number(assembly, "motion"))

    async def new_number(self, assembly: int, unlisted: bool) -> Numbered:
        """The next number; for a motion that most do not know of one that tells nothing."""
        while unlisted:
            if await self.find(assembly, number := drawn()) is None:
                return number
        return await self.next_number(assembly)

    async def on_the_roll(self, assembly: int) -> list[int]:
        """Everyone who is a member now: the electorate of a vote that opens."""
        return await self.roll.in_role(assembly, MEMBER)

    async def here(self, assembly: int) -> list[int]:
        """Everyone on the roll, but for those who were found in no place of the assembly."""
        away = await self.rests.away(assembly)
        return [member for member in await self.on_the_roll(assembly) if member not in away]

    async def weighing(self, assembly: int, entitled: Collection[int]) -> int:
        """On how many of these a quorum is reckoned: those who have paused are left out."""
        return len(set(entitled) - await self.rests.paused(assembly))

    async def found_absent(self, assembly: int, absent: frozenset[int], at: datetime) -> None:
        """Notes who was found in no place just now, and who is there after all."""
        before = await self.rests.away(assembly)
        await self.rests.note_away(absent - before, at)
        await self.rests.note_away(before - absent, None)

    async def get(self, assembly: int, number: int) -> Motion:
        """The motion of a number; NoMotion, with those that are undecided, where there is none."""
        found = await self.find(assembly, number)
        if found is None:
            undecided = await self.in_states(assembly, UNDECIDED)
            raise NoMotion(number, tuple(m.number for m in undecided))
        return found

    async def find(self, assembly: int, number: int) -> Motion | None:
        query = sa.select(motions).where(motions.c.assembly == assembly, motions.c.number == number)
        row = (await self.db.here.execute(query)).one_or_none()
        return motion_of(row) if row else None

    async def add(self, motion: Motion) -> Motion:
        done = await self.db.here.execute(sa.insert(motions).values(values(motion)).returning(motions.c.id))
        return replace(motion, id=done.scalar_one())

    async def save(self, motion: Motion) -> None:
        change = sa.update(motions).where(motions.c.id == motion.id).values(values(motion))
        await self.db.here.execute(change)

    async def move(self, old: tuple[str, str], new: tuple[str, str], assembly: int | None) -> list[Motion]:
        """Moves the motions of a room, those of one assembly or of all, to another; the moved ones."""
        lived = sa.and_(motions.c.network == old[0], motions.c.room == old[1])
        if assembly is not None:
            lived = sa.and_(lived, motions.c.assembly == assembly)
        change = sa.update(motions).where(lived).values(network=new[0], room=new[1])
        return [motion_of(row) for row in await self.db.here.execute(change.returning(*motions.c))]

    async def blocs(self, assembly: int) -> frozenset[int]:
        """The blocs that have had motions of their own."""
        query = sa.select(motions.c.bloc).distinct()
        found = await self.db.here.execute(
            query.where(motions.c.assembly == assembly, motions.c.bloc.is_not(None))
        )
        return frozenset(found.scalars())

    async def running_in(self, bloc: int) -> list[Numbered]:
        """The motions of a bloc that are voted on, or will be; those that were put off are not."""
        running = [state.value for state in UNDECIDED if state is not State.POSTPONED]
        query = sa.select(motions.c.number).where(motions.c.bloc == bloc, motions.c.state.in_(running))
        rows = await self.db.here.execute(query.order_by(motions.c.number))
        return [Numbered(number) for number in rows.scalars()]

    async def in_states(
        self, assembly: int, states: Collection[State], limit: int = 50, blocs: Collection[int] = ()
    ) -> list[Motion]:
        """The newest motions in these states, by number: the assembly's and those of some blocs."""
        wanted = motions.c.state.in_([state.value for state in states])
        for_these = sa.or_(motions.c.bloc.is_(None), motions.c.bloc.in_(blocs))
        query = sa.select(motions).where(motions.c.assembly == assembly, wanted, for_these)
        newest = await self.db.here.execute(query.order_by(motions.c.id.desc()).limit(limit))
        return sorted((motion_of(row) for row in newest), key=lambda motion: motion.number.order)

    async def undecided_of(self, assembly: int, mover: int, bloc: int | None) -> tuple[int, ...]:
        """The numbers of a member's motions in one body that are not decided, but for amendments."""
        query = sa.select(motions.c.number).where(
            motions.c.assembly == assembly,
            motions.c.mover == mover,
            motions.c.bloc.is_(None) if bloc is None else motions.c.bloc == bloc,
            motions.c.state.in_(_OPEN),
            motions.c.deed == "",
            sa.not_(motions.c.practice),
            IS_WHOLE,
        )
        return tuple((await self.db.here.execute(query.order_by(motions.c.number))).scalars())

    async def same_since(
        self, assembly: int, mover: int, title: str, since: datetime, bloc: int | None
    ) -> int | None:
        """The number of an undecided motion in one body that this mover gave the same title lately."""
        query = sa.select(motions.c.number).where(
            motions.c.assembly == assembly,
            motions.c.mover == mover,
            motions.c.bloc.is_(None) if bloc is None else motions.c.bloc == bloc,
            motions.c.title == title,
            motions.c.moved_at > since,
            motions.c.ended_at.is_(None),
            IS_WHOLE,
        )
        return (await self.db.here.execute(query.order_by(motions.c.number))).scalars().first()

    async def brought_up(self, motion: Motion) -> Numbered | None:
        """The number of the motion that carries this one up."""
        query = sa.select(motions.c.number).where(
            motions.c.assembly == motion.assembly, motions.c.origin == int(motion.number)
        )
        found = (await self.db.here.execute(query.order_by(motions.c.id))).scalars().first()
        return None if found is None else Numbered(found)

    async def open_practice(self, assembly: int, bloc: int | None = None) -> int | None:
        """The number of a practice that is not over, of everyone or of one bloc."""
        whose = motions.c.bloc.is_(None) if bloc is None else motions.c.bloc == bloc
        query = sa.select(motions.c.number).where(
            motions.c.assembly == assembly, motions.c.practice, motions.c.ended_at.is_(None), whose
        )
        return (await self.db.here.execute(query)).scalars().first()

    async def seconders(self, motion: int) -> frozenset[int]:
        return await self._members(seconders, motion)

    async def add_seconder(self, motion: int, member: int) -> None:
        await self._add_member(seconders, motion, member)

    async def objectors(self, motion: int) -> frozenset[int]:
        return await self._members(objectors, motion)

    async def add_objector(self, motion: int, member: int) -> None:
        await self._add_member(objectors, motion, member)

    async def clear_objectors(self, motion: int) -> None:
        """Begins anew: those who objected to one early close have said nothing about the next."""
        await self.db.here.execute(sa.delete(objectors).where(objectors.c.motion == motion))

    async def suggest(self, motion: int, member: int, text: str, at: datetime) -> int:
        """Keeps a suggested change; its id."""
        added = sa.insert(suggestions).values(motion=motion, member=member, text=text, at=at)
        return int((await self.db.here.execute(added.returning(suggestions.c.id))).scalar_one())

    async def suggestion(self, suggestion: int) -> tuple[int | None, str] | None:
        """Who suggested a change, and its text."""
        query = sa.select(suggestions.c.member, suggestions.c.text).where(suggestions.c.id == suggestion)
        row = (await self.db.here.execute(query)).one_or_none()
        return (row.member, row.text) if row else None

    async def due(self, now: datetime) -> tuple[list[tuple[int, int, str]], datetime | None]:
        """(assembly, number, what) for all that the clock wants done, and when the next thing is due."""
        at = {"now": now, "practised": now - PRACTICE_GONE}
        found = [(row[0], row[1], row[2]) for row in await self.db.here.execute(DUE, at)]
        closes, lapses, opened = (await self.db.here.execute(NEXT_DUE, at)).one()
        clears = opened + PRACTICE_GONE if opened is not None else None
        return found, min((then for then in (closes, lapses, clears) if then is not None), default=None)

    async def erase(self, motion: Motion) -> None:
        await self.db.here.execute(sa.delete(motions).where(motions.c.id == motion.id))
        if motion.box is not None:
            await self.ballots.erase(motion.box)

    async def forget(self, assembly: int, member: int) -> None:
        """Takes a member's name off their motions and their ballots out of open votes."""
        mine = sa.and_(motions.c.assembly == assembly, motions.c.mover == member)
        await self.db.here.execute(sa.update(motions).where(mine).values(mover=None))
        open_boxes = sa.select(motions.c.box).where(
            motions.c.assembly == assembly,
            sa.or_(motions.c.state.in_(_OPEN), motions.c.before.in_(_OPEN)),
            motions.c.box.is_not(None),
        )
        boxes = list((await self.db.here.execute(open_boxes)).scalars())
        await self.ballots.forget(member, boxes)
        for table in (seconders, objectors):
            await self.db.here.execute(sa.delete(table).where(table.c.member == member))
        own = sa.update(suggestions).where(suggestions.c.member == member)
        await self.db.here.execute(own.values(member=None))

    async def cards_of(
        self, assembly: int, kinds: Collection[str], member: int | None = None
    ) -> list[tuple[str, int]]:
        """Cards (kind, number) of these kinds that were posted, on motions in which a member had a hand."""
        query = sa.select(posts.c.kind, posts.c.subject).distinct()
        query = query.where(posts.c.assembly == assembly, posts.c.kind.in_(kinds))
        if member is not None:
            query = query.where(posts.c.subject.in_(_numbers_with(assembly, member)))
        return [(kind, number) for kind, number in await self.db.here.execute(query)]

    async def results_naming(self, assembly: int, member: int) -> list[int]:
        """Motions (numbers) whose result may name a member: as a teller, or as one who blocked it."""
        told = sa.select(tellers.c.motion).where(tellers.c.member == member)
        blocking = ballots.c.choice == int(Choice.BLOCK)
        blocked = sa.select(ballots.c.box).where(ballots.c.member == member, blocking)
        query = sa.select(motions.c.number).where(motions.c.assembly == assembly, motions.c.report != "")
        named = query.where(sa.or_(motions.c.id.in_(told), motions.c.box.in_(blocked)))
        return list((await self.db.here.execute(named)).scalars())

    async def announced_by(self, assembly: int, kind: str, member: int) -> list[tuple[str, int]]:
        """Cards of a kind whose announcement was a member's."""
        query = sa.select(posts.c.subject).where(posts.c.assembly == assembly, posts.c.kind == kind)
        own = query.where(posts.c.detail.startswith(announced.begin(member), autoescape=True))
        return [(kind, number) for number in (await self.db.here.execute(own)).scalars()]

    async def _members(self, table: sa.Table, motion: int) -> frozenset[int]:
        query = sa.select(table.c.member).where(table.c.motion == motion)
        return frozenset((await self.db.here.execute(query)).scalars())

    async def _add_member(self, table: sa.Table, motion: int, member: int) -> None:
        insert: Any = dialect.insert(table, self.db.here).values(motion=motion, member=member)
        await self.db.here.execute(insert.on_conflict_do_nothing())


def _numbers_with(assembly: int, member: int) -> sa.Select[tuple[int]]:
    """The numbers of motions that a member moved, seconded or wants changed, or votes on now."""
    seconded = sa.select(seconders.c.motion).where(seconders.c.member == member)
    suggested = sa.select(suggestions.c.motion).where(suggestions.c.member == member)
    voted = sa.select(ballots.c.box).where(ballots.c.member == member)
    is_theirs = sa.or_(
        motions.c.mover == member,
        motions.c.id.in_(seconded),
        motions.c.id.in_(suggested),
        sa.and_(motions.c.state.in_(_OPEN), motions.c.box.in_(voted)),
    )
    return sa.select(motions.c.number).where(motions.c.assembly == assembly, is_theirs)
