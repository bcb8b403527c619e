"""Secret boxes on disk: read whole, and written anew whole, so that nothing of the order of votes is left.

A row that is added lies behind those that were there before, whatever its key: the order of cells in a page
would follow the order of voting. So with each drain all rows of a box are taken out and put back sorted; the
database overwrites what it frees, and its write-ahead file is emptied before anyone is answered.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.ballots.rules import Choice
from bot.ballots.schema import secret_ballots, voted
from bot.ballots.secret import SecretBox
from storage import dialect
from storage.database import Database

T = TypeVar("T")
_STORED = 10
"""What a stored choice is more than its number."""
TABLES = (voted.name, secret_ballots.name)
_VOTED = "SELECT member FROM voted WHERE box = ?"
_BALLOTS = "SELECT receipt, choice FROM secret_ballots WHERE box = ?"


def read_box(connection: Connection, box: int) -> SecretBox[Choice]:
    """Everything in a box, on the database's thread."""
    rows = dialect.found(connection, _BALLOTS, (box,))
    return SecretBox(all_voted(connection, box), {receipt: _choice(stored) for receipt, stored in rows})


def all_voted(connection: Connection, box: int) -> set[int]:
    """Those who have voted."""
    return {member for (member,) in dialect.found(connection, _VOTED, (box,))}


def voted_among(connection: Connection, box: int, members: Collection[int]) -> set[int]:
    """Those of these members who have voted."""
    query = sa.select(voted.c.member).where(voted.c.box == box, voted.c.member.in_(members))
    return set(connection.execute(query).scalars())


def write_anew(connection: Connection, box: int, held: SecretBox[Choice]) -> None:
    """Puts all rows of a box back in the order of their keys."""
    write_voted(connection, box, held.voted)
    dialect.bare(connection, "DELETE FROM secret_ballots WHERE box = ?", (box,))
    rows = [(box, receipt, choice + _STORED) for receipt, choice in sorted(held.ballots.items())]
    dialect.add(connection, "INSERT INTO secret_ballots (box, receipt, choice)", rows)


def write_voted(connection: Connection, box: int, members: Collection[int]) -> None:
    """Puts those who have voted back in the order of their numbers."""
    dialect.bare(connection, "DELETE FROM voted WHERE box = ?", (box,))
    dialect.add(connection, "INSERT INTO voted (box, member)", [(box, m) for m in sorted(members)])


def counted(box: int) -> sa.Select[tuple[int, int]]:
    """How often each choice was made in a box."""
    c = secret_ballots.c
    return sa.select(c.choice - _STORED, sa.func.count()).where(c.box == box).group_by(c.choice)


def _choice(stored: int) -> Choice:
    return Choice(stored - _STORED)


class SecretBoxes(ABC, Generic[T]):
    """The questions that are put to secret boxes one by one; said is the column of what a ballot says."""

    def __init__(self, db: Database, said: sa.Column[Any]) -> None:
        self.db = db
        self.said = said

    @staticmethod
    @abstractmethod
    def read(stored: Any) -> T:
        """What a ballot says, of how it is stored."""

    @staticmethod
    @abstractmethod
    def read_box(connection: Connection, box: int) -> SecretBox[T]:
        """Everything in a box, on the database's thread."""

    @staticmethod
    @abstractmethod
    def write_anew(connection: Connection, box: int, held: SecretBox[T]) -> None:
        """Puts all rows of a box back in the order of their keys."""

    @abstractmethod
    async def receipts(self, box: int) -> list[tuple[str, T]]:
        """The hash of every receipt with its ballot, by hash: for those who may see them after the close."""

    async def has_voted(self, box: int, member: int) -> bool:
        query = sa.select(sa.func.count()).where(voted.c.box == box, voted.c.member == member)
        return bool((await self.db.here.execute(query)).scalar_one())

    async def under(self, box: int, receipt: str) -> T | None:
        """What the ballot says whose receipt has this hash; None where there is no such ballot."""
        c = self.said.table.c
        query = sa.select(self.said).where(c.box == box, c.receipt == receipt)
        found = (await self.db.here.execute(query)).scalar_one_or_none()
        return None if found is None else self.read(found)


class SecretBallots(SecretBoxes[Choice]):
    """Secret boxes of plain choices."""

    def __init__(self, db: Database) -> None:
        super().__init__(db, secret_ballots.c.choice)

    @staticmethod
    def read(stored: int) -> Choice:
        return _choice(stored)

    @staticmethod
    def read_box(connection: Connection, box: int) -> SecretBox[Choice]:
        return read_box(connection, box)

    @staticmethod
    def write_anew(connection: Connection, box: int, held: SecretBox[Choice]) -> None:
        write_anew(connection, box, held)

    async def receipts(self, box: int) -> list[tuple[str, Choice]]:
        c = secret_ballots.c
        query = sa.select(c.receipt, c.choice).where(c.box == box).order_by(c.receipt)
        return [(receipt, _choice(stored)) for receipt, stored in await self.db.here.execute(query)]
