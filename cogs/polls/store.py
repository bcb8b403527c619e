"""Polls and elections on disk, each with its options."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.api.circles import FIRST_UNLISTED, unlisted_number
from bot.api.number import Numbered
from bot.api.people import Address
from bot.ballots.counting.election import Method
from bot.ballots.rules import Votes
from cogs.polls.due import BEFORE_CLOSE, CLOSING_SOON, DUE, NEXT_DUE, NEXT_REMINDER
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import UNDECIDED, Kind, Office, Poll, State
from cogs.polls.schema import nominations, nominators, options, polls
from storage.assemblies import Assemblies
from storage.database import Database

_UNDECIDED = polls.c.state.in_([state.value for state in UNDECIDED])


class PollStore:
    """One row a poll, and one for each of its options; numbers count up within an assembly."""

    def __init__(self, db: Database, assemblies: Assemblies) -> None:
        self.db = db
        self.assemblies = assemblies

    async def number(self, assembly: int, unlisted: bool = False) -> Numbered:
        """The next number that people can type; for what is an unlisted bloc's one that tells nothing."""
        while unlisted:
            if await self.find(assembly, number := unlisted_number()) is None:
                return number
        return Numbered(await self.assemblies.next_number(assembly, "poll"))

    async def add(self, poll: Poll) -> Poll:
        """Keeps a new one with its options; the same with its id."""
        insert = sa.insert(polls).values(**_row(poll)).returning(polls.c.id)
        kept = replace(poll, id=(await self.db.here.execute(insert)).scalar_one())
        await self.put_options(kept)
        return kept

    async def save(self, poll: Poll) -> None:
        """Keeps what has changed, but for the options."""
        await self.db.here.execute(sa.update(polls).where(polls.c.id == poll.id).values(**_row(poll)))

    async def put_options(self, poll: Poll) -> None:
        """Keeps its options in place of those that it had."""
        await self.db.here.execute(sa.delete(options).where(options.c.poll == poll.id))
        rows = [{"poll": poll.id, **{f.name: getattr(o, f.name) for f in fields(o)}} for o in poll.options]
        if rows:
            await self.db.here.execute(sa.insert(options), rows)

    async def find(self, assembly: int, number: int) -> Poll | None:
        return await self.one(polls.c.assembly == assembly, polls.c.number == int(number))

    async def get(self, poll: int) -> Poll | None:
        return await self.one(polls.c.id == poll)

    async def undecided(self, assembly: int) -> list[Poll]:
        """Those that are not counted yet, by number."""
        return await self.all(polls.c.assembly == assembly, _UNDECIDED)

    async def over(self, assembly: int, limit: int) -> list[Poll]:
        """The last ones that have ended, the newest first."""
        here = (polls.c.assembly == assembly, sa.not_(_UNDECIDED))
        query = sa.select(polls).where(*here).order_by(polls.c.ended_at.desc(), polls.c.id.desc())
        return await self._read(query.limit(limit))

    async def move(self, old: Address, new: Address, assembly: int | None) -> list[Poll]:
        """Has those of a room live in another, of one assembly or all; all that live there now."""
        there = [polls.c.network == old.network, polls.c.room == old.id]
        if assembly is not None:
            there.append(polls.c.assembly == assembly)
        found = await self.all(*there)
        await self.db.here.execute(sa.update(polls).where(*there).values(network=new.network, room=new.id))
        return found

    async def naming(self, assembly: int, member: int | None) -> list[Poll]:
        """Those that a member asked or stands in; all that anybody did where None."""
        is_asker, is_option = polls.c.asker, options.c.member
        asked = is_asker.is_not(None) if member is None else is_asker == member
        stood = is_option.is_not(None) if member is None else is_option == member
        stands = polls.c.id.in_(sa.select(options.c.poll).where(stood))
        return await self.all(polls.c.assembly == assembly, sa.or_(asked, stands))

    async def asked_since(self, assembly: int, day: datetime) -> frozenset[int]:
        """Who has asked something or called an election since a day; unlisted blocs' are left out."""
        here = sa.and_(polls.c.assembly == assembly, polls.c.number < FIRST_UNLISTED)
        lately = sa.and_(polls.c.asked_at >= day, polls.c.asker.is_not(None))
        query = sa.select(polls.c.asker).where(here, lately)
        return frozenset((await self.db.here.execute(query)).scalars())

    async def due(self, now: datetime) -> tuple[list[tuple[int, int, str]], datetime | None]:
        """(assembly, number, what) for all that the clock wants done, and when the next thing is due."""
        found = [(row[0], row[1], row[2]) for row in await self.db.here.execute(DUE, {"now": now})]
        then = (await self.db.here.execute(NEXT_DUE, {"now": now})).one()
        return found, min((at for at in then if at is not None), default=None)

    async def closing_soon(self, now: datetime) -> tuple[list[tuple[int, int]], datetime | None]:
        """The elections (assembly, number) whose voters are to be reminded, and when the next ones are."""
        soon = {"soon": now + BEFORE_CLOSE}
        found = [(row.assembly, row.number) for row in await self.db.here.execute(CLOSING_SOON, soon)]
        next_: datetime | None = (await self.db.here.execute(NEXT_REMINDER, soon)).scalar_one()
        return found, next_ - BEFORE_CLOSE if next_ is not None else None

    async def forget(self, assembly: int, member: int) -> None:
        """Takes a member off what they asked, called, and stood for; the words of a ballot paper stay.

        Who stands in what is voted on stands no longer: nobody could take the seat up.
        """
        here = sa.select(polls.c.id).where(polls.c.assembly == assembly)
        asked = sa.and_(polls.c.assembly == assembly, polls.c.asker == member)
        await self.db.here.execute(sa.update(polls).where(asked).values(asker=None))
        stood = sa.and_(options.c.poll.in_(here), options.c.member == member)
        voted_on = sa.and_(stood, options.c.poll.in_(here.where(_UNDECIDED)), sa.not_(options.c.withdrawn))
        await self.db.here.execute(sa.update(options).where(voted_on).values(withdrawn=True, left=True))
        await self.db.here.execute(sa.update(options).where(stood).values(member=None))
        named = sa.and_(nominations.c.poll.in_(here), nominations.c.member == member)
        await self.db.here.execute(sa.delete(nominations).where(named))
        by = sa.and_(nominations.c.poll.in_(here), nominations.c.by == member)
        await self.db.here.execute(sa.update(nominations).where(by).values(by=None))
        either = sa.or_(nominators.c.by == member, nominators.c.member == member)
        await self.db.here.execute(sa.delete(nominators).where(nominators.c.poll.in_(here), either))

    async def one(self, *conditions: sa.ColumnElement[bool]) -> Poll | None:
        found = await self._read(sa.select(polls).where(*conditions))
        return found[0] if found else None

    async def all(self, *conditions: sa.ColumnElement[bool]) -> list[Poll]:
        return await self._read(sa.select(polls).where(*conditions).order_by(polls.c.number))

    async def _read(self, query: sa.Select[Any]) -> list[Poll]:
        rows = (await self.db.here.execute(query)).all()
        found = await self._options([row.id for row in rows])
        return [_poll(row, found.get(row.id, ())) for row in rows]

    async def _options(self, some: Collection[int]) -> dict[int, Sequence[Option]]:
        query = sa.select(options).where(options.c.poll.in_(some)).order_by(options.c.poll, options.c.n)
        found: dict[int, list[Option]] = defaultdict(list)
        for row in await self.db.here.execute(query):
            found[row.poll].append(Option(*(getattr(row, f.name) for f in fields(Option))))
        return dict(found)


_APART = ("id", "number", "kind", "state", "votes", "options", "room", "method", "office", "follows")
_PLAIN = [f.name for f in fields(Poll) if f.name not in _APART]


def _row(poll: Poll) -> dict[str, Any]:
    return {
        **{name: getattr(poll, name) for name in _PLAIN},
        "number": int(poll.number),
        "kind": poll.kind.value,
        "state": poll.state.value,
        "votes": poll.votes.value,
        "network": poll.room.network,
        "room": poll.room.id,
        "method": poll.method.value if poll.method else None,
        "office": poll.office.value if poll.office else None,
        "follows": int(poll.follows) if poll.follows is not None else None,
    }


def _poll(row: sa.Row[Any], some: Sequence[Option]) -> Poll:
    return Poll(
        **{name: getattr(row, name) for name in _PLAIN},
        id=row.id,
        number=Numbered(row.number),
        kind=Kind(row.kind),
        state=State(row.state),
        votes=Votes(row.votes),
        options=tuple(some),
        room=Address(row.network, row.room),
        method=Method(row.method) if row.method else None,
        office=Office(row.office) if row.office else None,
        follows=Numbered(row.follows) if row.follows is not None else None,
    )
