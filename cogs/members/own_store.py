"""What the common tables hold of one person, for that person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cogs.members.schema import applicants, vouches
from storage.database import Database
from storage.journal import commitment
from storage.schema import accounts, journal, members, memberships, posts, reactions, tells


class OwnStore:
    """Reads alone; of others it tells nothing."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def export(self, assembly: int, member: int) -> dict[str, object]:
        """All that stands under a member's id, by what it is."""
        m, a = members.c, accounts.c
        on_it = sa.select(m.joined_at, m.left_at, m.role, m.paused_at, m.away_at, m.accepted, m.accepted_at)
        theirs = memberships.c.account == a.id
        own_accounts = sa.select(
            a.network, a.address, a.locale, a.zone, a.quiet, a.told_at, a.closed_at, a.opened_at, a.frozen_at
        ).join(memberships, theirs)
        told = sa.select(tells.c.kind, tells.c.subject, tells.c.state, tells.c.ordered_at)
        marks = sa.select(posts.c.kind, posts.c.subject, reactions.c.marks).join(
            posts, posts.c.id == reactions.c.post
        )
        by_account = memberships.c.account == reactions.c.account
        asked = sa.select(applicants.c.asked_at, applicants.c.state).where(applicants.c.member == member)
        vouched = sa.select(sa.func.count()).where(vouches.c.voucher == member)
        return {
            "on the roll": await self._rows(on_it.where(m.id == member)),
            "accounts": await self._rows(own_accounts.where(memberships.c.member == member)),
            "asked to come onto the roll": await self._rows(asked),
            "people vouched for": (await self.db.here.execute(vouched)).scalar_one(),
            "told in private": await self._rows(told.where(tells.c.member == member)),
            "reactions": await self._rows(
                marks.join(memberships, by_account).where(
                    memberships.c.member == member, posts.c.assembly == assembly
                )
            ),
            "links of the journal": await self._links(assembly, member),
        }

    async def _links(self, assembly: int, member: int) -> list[int]:
        """The links of the journal in which a person stands, by the code that stands for them there."""
        salt = (
            await self.db.here.execute(sa.select(members.c.salt).where(members.c.id == member))
        ).scalar_one_or_none()
        if salt is None:
            return []
        query = sa.select(journal.c.link).where(
            journal.c.assembly == assembly, journal.c.body.contains(commitment(member, salt))
        )
        return list((await self.db.here.execute(query.order_by(journal.c.link))).scalars())

    async def _rows(self, query: sa.Select[Any]) -> list[dict[str, object]]:
        return [
            {key: value.isoformat() if isinstance(value, datetime) else value for key, value in row.items()}
            for row in (found._mapping for found in await self.db.here.execute(query))
        ]
