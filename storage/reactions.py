"""What each post's reactions were last seen to be, by post and account."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection, Mapping
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from storage import dialect
from storage.database import Database
from storage.schema import forgotten_marks, reactions

A = TypeVar("A", bound=tuple[str, str])
_SET = "INSERT INTO reactions (post, account, marks)"
_INSTEAD = "ON CONFLICT (post, account) DO UPDATE SET marks = excluded.marks"


class ReactionStates:
    """Marks are kept as one text, each mark once, joined by spaces, in order of arrival."""

    def __init__(self, db: Database) -> None:
        self.db = db

    @staticmethod
    def read(connection: Connection, posts: Collection[int]) -> dict[tuple[int, int], tuple[str, ...]]:
        """The marks on these posts by (post, account)."""
        query = sa.select(reactions).where(reactions.c.post.in_(posts))
        return {(post, account): tuple(marks.split()) for post, account, marks in connection.execute(query)}

    @staticmethod
    def read_some(
        connection: Connection, pairs: Collection[tuple[int, int]]
    ) -> dict[tuple[int, int], tuple[str, ...]]:
        """The marks of these (post, account) alone."""
        posts, accounts = {p for p, _ in pairs}, {a for _, a in pairs}
        query = sa.select(reactions).where(reactions.c.post.in_(posts), reactions.c.account.in_(accounts))
        return {(post, account): tuple(marks.split()) for post, account, marks in connection.execute(query)}

    @staticmethod
    def write(connection: Connection, changed: Mapping[tuple[int, int], tuple[str, ...]]) -> None:
        rows = [(post, account, " ".join(marks)) for (post, account), marks in changed.items()]
        if rows:
            dialect.add(connection, _SET, rows, _INSTEAD)

    @staticmethod
    def clear(connection: Connection, post: int, mark: str | None, gone: str) -> None:
        """Notes that another hand took a mark, or all, off a post: each is kept with gone before it."""
        changed = {}
        for pair, marks in ReactionStates.read(connection, [post]).items():
            taken = tuple(gone + m if not m.startswith(gone) and mark in (None, m) else m for m in marks)
            if taken != marks:
                changed[pair] = taken
        ReactionStates.write(connection, changed)

    async def erase(self, posts: Collection[int]) -> None:
        """Drops the states of cards that are settled."""
        for table in (reactions, forgotten_marks):
            await self.db.here.execute(sa.delete(table).where(table.c.post.in_(posts)))

    async def forget(self, post: int, account: tuple[str, str]) -> None:
        """Keeps of a person no more than what tells a reading of this post to pass their reactions over."""
        salt = await self._salt(post) or secrets.token_bytes(16)
        row = {"post": post, "hash": _hashed(salt, account), "salt": salt}
        insert = dialect.insert(forgotten_marks, self.db.here).values(**row)
        await self.db.here.execute(insert.on_conflict_do_nothing())

    async def welcome(self, post: int, account: tuple[str, str]) -> None:
        """Counts a person's reactions on a post again, as they have put a new one there."""
        salt = await self._salt(post)
        if salt is not None:
            own = forgotten_marks.c.hash == _hashed(salt, account)
            await self.db.here.execute(sa.delete(forgotten_marks).where(forgotten_marks.c.post == post, own))

    @staticmethod
    def forgotten(connection: Connection, post: int, accounts: Collection[A]) -> set[A]:
        """Those of these accounts (network, address) whose person was forgotten while this post was open."""
        query = sa.select(forgotten_marks.c.hash, forgotten_marks.c.salt).where(
            forgotten_marks.c.post == post
        )
        salts = {row.hash: row.salt for row in connection.execute(query)}
        return {a for a in accounts if any(_hashed(salt, a) in salts for salt in set(salts.values()))}

    async def _salt(self, post: int) -> bytes | None:
        query = sa.select(forgotten_marks.c.salt).where(forgotten_marks.c.post == post).limit(1)
        salt: bytes | None = (await self.db.here.execute(query)).scalar_one_or_none()
        return salt


def _hashed(salt: bytes, account: tuple[str, str]) -> str:
    return hmac.new(salt, "\x1f".join(account).encode(), hashlib.sha256).hexdigest()
