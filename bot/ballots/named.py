"""Boxes of ballots that say whose they are: what is one for choices and for papers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.ballots.ballot import Standing, standing_of
from bot.ballots.electorates import Electorates
from bot.ballots.schema import boxes, electorates, voted
from bot.ballots.secret_store import SecretBoxes
from storage import dialect
from storage.database import Database

T = TypeVar("T")


class Named(ABC, Generic[T]):
    """A table of ballots with their members: said is the column that has what each one says.

    Beside it stand the secret boxes of the same kind, and who may vote.
    """

    def __init__(
        self,
        db: Database,
        said: sa.Column[Any],
        secret: SecretBoxes[T],
        electorates: Electorates,
    ) -> None:
        self.db = db
        self.secret = secret
        self.electorates = electorates
        self.said = said
        self.table = said.table
        self._take = f"DELETE FROM {self.table.name} WHERE box = ? AND member = ?"  # noqa: S608 - our own name

    @staticmethod
    @abstractmethod
    def read(stored: Any) -> T:
        """What a ballot says, of how it is stored."""

    @staticmethod
    @abstractmethod
    def written(said: T) -> Any:
        """What a ballot says, as it is stored."""

    @staticmethod
    @abstractmethod
    def put(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """Writes ballots: box, member, said, source, at in microseconds, late, before, and what else is."""

    def electorate(self, connection: Connection, box: int) -> frozenset[int] | None:
        """Who may vote, or None for anyone on the roll; on the database's thread."""
        return self.electorates.of(connection, box)

    async def entitled(self, box: int) -> int:
        """How many may vote; 0 where nobody can know it."""
        return await self.electorates.size(box)

    def standing(
        self, connection: Connection, pairs: Collection[tuple[int, int]]
    ) -> dict[tuple[int, int], Standing[T]]:
        """The ballots of these (box, member)."""
        some_boxes, members = {b for b, _ in pairs}, {m for _, m in pairs}
        c = self.table.c
        query = sa.select(c.box, c.member, self.said, c.source, c.at, c.late, c.before).where(
            c.box.in_(some_boxes), c.member.in_(members)
        )
        return {
            (box, member): standing_of(
                self.read, said, source, None if at is None else dialect.micros(at), late, before
            )
            for box, member, said, source, at, late, before in connection.execute(query)
        }

    def take(self, connection: Connection, rows: Sequence[tuple[int, int]]) -> None:
        """Takes ballots (box, member) out again."""
        if rows:
            dialect.fixed(connection, self._take, rows)

    async def turnout(self, box: int) -> int:
        """How many have voted, whatever the kind of vote."""
        openly = sa.select(sa.func.count()).where(self.table.c.box == box).scalar_subquery()
        in_secret = sa.select(sa.func.count()).where(voted.c.box == box).scalar_subquery()
        return int((await self.db.here.execute(sa.select(openly + in_secret))).scalar_one())

    async def has_voted(self, box: int, member: int) -> bool:
        """Whether a member has voted, whatever the kind of vote."""
        return await self.of_member(box, member) is not None or await self.secret.has_voted(box, member)

    async def of_member(self, box: int, member: int) -> T | None:
        """What a member's ballot says that has a name on it."""
        c = self.table.c
        query = sa.select(self.said).where(c.box == box, c.member == member)
        found = (await self.db.here.execute(query)).scalar_one_or_none()
        return None if found is None else self.read(found)

    async def forget(self, member: int, open_boxes: Collection[int]) -> None:
        """Takes a person's ballots out of votes that are open; in those that are over the number stays.

        There the member id stays too, which after a forgetting leads to nobody; source and reason go. Of a
        secret vote nobody can tell which ballot it was: it stays, and so does that this id has voted.
        """
        own = self.table.c.member == member
        blank: dict[str, Any] = {"source": "", "at": None}
        if "reason" in self.table.c:
            blank["reason"] = ""
        await self.db.here.execute(sa.delete(self.table).where(own, self.table.c.box.in_(open_boxes)))
        await self.db.here.execute(sa.update(self.table).where(own).values(blank))

    async def erase(self, box: int) -> None:
        """Removes a box with all that is in it."""
        await self.db.here.execute(sa.delete(boxes).where(boxes.c.id == box))

    def counted(self, box: int, *columns: Any) -> sa.Select[Any]:
        """These columns of the ballots that count: those of the electorate."""
        entitled = sa.select(electorates.c.member).where(electorates.c.box == box)
        anyone = sa.select(boxes.c.id).where(boxes.c.id == box, sa.not_(boxes.c.listed)).exists()
        counts = sa.or_(anyone, self.table.c.member.in_(entitled))
        return sa.select(*columns).where(self.table.c.box == box, counts)
