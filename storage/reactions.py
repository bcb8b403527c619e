"""What each post's reactions were last seen to be, by post and account."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from storage import dialect
from storage.database import Database
from storage.schema import reactions

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
        await self.db.here.execute(sa.delete(reactions).where(reactions.c.post.in_(posts)))
