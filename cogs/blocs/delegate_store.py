"""Delegates, mandates, recalls and reports, on disk."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.api.number import Numbered
from cogs.blocs.delegate_schema import delegates, mandates, recall_callers, recalls, report_calls, reports
from cogs.blocs.rules.delegate import Delegate, Given, Mandate, Report
from cogs.blocs.schema import blocs
from storage import dialect
from storage.database import Database
from storage.merging import moved


class DelegateStore:
    """A council's members are no rows of their own here: they follow from these."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def of(self, bloc: int) -> list[Delegate]:
        """The delegates of a bloc, those first who were elected first."""
        return await self._found(delegates.c.bloc == bloc)

    async def of_assembly(self, assembly: int) -> list[Delegate]:
        """All delegates of an assembly's blocs."""
        there = sa.select(blocs.c.id).where(blocs.c.assembly == assembly, blocs.c.archived_at.is_(None))
        return await self._found(delegates.c.bloc.in_(there))

    async def of_member(self, member: int) -> list[Delegate]:
        return await self._found(delegates.c.member == member)

    async def add(self, delegate: Delegate) -> None:
        values = {name: getattr(delegate, name) for name in Delegate.__slots__}
        insert: Any = dialect.insert(delegates, self.db.here).values(**values)
        await self.db.here.execute(insert.on_conflict_do_nothing())

    async def remove(self, bloc: int, member: int) -> bool:
        """Ends that a member is sent by a bloc, with all that was asked of them as such."""
        for table in (recall_callers, report_calls):
            own = sa.and_(table.c.bloc == bloc, table.c.member == member)
            await self.db.here.execute(sa.delete(table).where(own))
        gone = sa.delete(delegates).where(delegates.c.bloc == bloc, delegates.c.member == member)
        return (await self.db.here.execute(gone.returning(delegates.c.bloc))).first() is not None

    async def mandate(self, given: Given) -> None:
        """Keeps a mandate; a later one takes the place of the one before."""
        values = {"mandate": given.mandate.value, "votes": ""}
        insert: Any = dialect.insert(mandates, self.db.here)
        insert = insert.values(bloc=given.bloc, motion=int(given.on), **values)
        await self.db.here.execute(
            insert.on_conflict_do_update(index_elements=["bloc", "motion"], set_=values)
        )

    async def mandates_on(self, assembly: int, motion: int) -> list[Given]:
        """What the blocs of an assembly have told their delegates on a motion."""
        there = sa.select(blocs.c.id).where(blocs.c.assembly == assembly, blocs.c.archived_at.is_(None))
        return await self._given(mandates.c.motion == motion, mandates.c.bloc.in_(there))

    async def mandates_of(self, bloc: int) -> list[Given]:
        """What a bloc has told its delegates on motions that are not decided."""
        return await self._given(mandates.c.bloc == bloc, mandates.c.votes == "")

    async def mandate_of(self, bloc: int, motion: int) -> Given | None:
        found = await self._given(mandates.c.bloc == bloc, mandates.c.motion == motion)
        return found[0] if found else None

    async def voted(self, given: Given, votes: Mapping[int, str | None]) -> None:
        """Keeps how delegates voted on what they had a mandate for."""
        said = json.dumps({str(member): choice for member, choice in votes.items()}, sort_keys=True)
        change = sa.update(mandates).where(mandates.c.bloc == given.bloc, mandates.c.motion == int(given.on))
        await self.db.here.execute(change.values(votes=said))

    async def calls_of(self, caller: int) -> list[int]:
        """The blocs in which a member asks for a recall that is not voted on yet."""
        query = sa.select(recall_callers.c.bloc).where(recall_callers.c.caller == caller)
        return list((await self.db.here.execute(query.order_by(recall_callers.c.bloc))).scalars())

    async def callers(self, bloc: int, member: int) -> frozenset[int]:
        """Who asks for the recall of a delegate."""
        query = sa.select(recall_callers.c.caller).where(
            recall_callers.c.bloc == bloc, recall_callers.c.member == member
        )
        return frozenset((await self.db.here.execute(query)).scalars())

    async def call(self, bloc: int, member: int, caller: int) -> None:
        insert: Any = dialect.insert(recall_callers, self.db.here)
        insert = insert.values(bloc=bloc, member=member, caller=caller)
        await self.db.here.execute(insert.on_conflict_do_nothing())

    async def recall_moved(self, bloc: int, member: int, motion: int) -> None:
        """Notes the vote on a recall; whoever asked for it has been heard."""
        own = sa.and_(recall_callers.c.bloc == bloc, recall_callers.c.member == member)
        await self.db.here.execute(sa.delete(recall_callers).where(own))
        insert: Any = dialect.insert(recalls, self.db.here).values(bloc=bloc, member=member, motion=motion)
        later = insert.on_conflict_do_update(index_elements=["bloc", "member"], set_={"motion": motion})
        await self.db.here.execute(later)

    async def recall_of(self, bloc: int, member: int) -> int | None:
        """The number of the last vote on the recall of a delegate."""
        query = sa.select(recalls.c.motion).where(recalls.c.bloc == bloc, recalls.c.member == member)
        return (await self.db.here.execute(query)).scalar_one_or_none()

    async def ask(self, bloc: int, some: Collection[int], about: str, at: datetime) -> None:
        """Asks delegates for a report; what they were asked for before and owe still is one with it."""
        for member in some:
            insert: Any = dialect.insert(report_calls, self.db.here)
            insert = insert.values(bloc=bloc, member=member, about=about, at=at)
            await self.db.here.execute(
                insert.on_conflict_do_update(
                    index_elements=["bloc", "member"], set_={"about": about, "at": at}
                )
            )

    async def asked(self, member: int) -> list[tuple[int, str]]:
        """The blocs (id, what about) that wait for a report by this member."""
        query = sa.select(report_calls.c.bloc, report_calls.c.about).where(report_calls.c.member == member)
        return [(bloc, about) for bloc, about in await self.db.here.execute(query)]

    async def report(self, bloc: int, member: int, text: str, at: datetime) -> int:
        """Keeps a report, which answers what was asked for; its number."""
        own = sa.and_(report_calls.c.bloc == bloc, report_calls.c.member == member)
        gone = sa.delete(report_calls).where(own).returning(report_calls.c.about)
        about = (await self.db.here.execute(gone)).scalar_one_or_none() or ""
        added = sa.insert(reports).values(bloc=bloc, member=member, about=about, text=text, at=at)
        return int((await self.db.here.execute(added.returning(reports.c.number))).scalar_one())

    async def reported(self, number: int) -> Report | None:
        query = sa.select(*(reports.c[name] for name in Report.__slots__)).where(reports.c.number == number)
        row = (await self.db.here.execute(query)).one_or_none()
        return Report(**row._mapping) if row else None

    async def reports_of(self, assembly: int, member: int | None) -> list[int]:
        """The reports in an assembly that name a member, or anybody."""
        query = sa.select(reports.c.number).join(blocs, blocs.c.id == reports.c.bloc)
        who = reports.c.member.is_not(None) if member is None else reports.c.member == member
        return list((await self.db.here.execute(query.where(blocs.c.assembly == assembly, who))).scalars())

    async def texts_by(self, member: int) -> list[str]:
        query = sa.select(reports.c.text).where(reports.c.member == member).order_by(reports.c.at)
        return list((await self.db.here.execute(query)).scalars())

    async def forget(self, member: int) -> None:
        """Ends all that a member is as a delegate or asked for; reports stay, without their name."""
        for table in (delegates, recall_callers, recalls, report_calls):
            await self.db.here.execute(sa.delete(table).where(table.c.member == member))
        own = sa.delete(recall_callers).where(recall_callers.c.caller == member)
        await self.db.here.execute(own)
        mine = sa.update(reports).where(reports.c.member == member)
        await self.db.here.execute(mine.values(member=None))
        await self._change_votes(member, None)

    async def merge(self, kept: int, gone: int) -> None:
        """Has what is one member's be another's; nobody calls for their own recall twice over."""
        for column in (delegates.c.member, recalls.c.member, report_calls.c.member, reports.c.member):
            await moved(self.db, column, kept, gone)
        await moved(self.db, recall_callers.c.member, kept, gone)
        await moved(self.db, recall_callers.c.caller, kept, gone)
        await self._change_votes(gone, kept)

    async def _change_votes(self, gone: int, kept: int | None) -> None:
        """Has how a delegate voted be another member's, or nobody's any more."""
        query = sa.select(mandates.c.bloc, mandates.c.motion, mandates.c.votes)
        for bloc, motion, said in (await self.db.here.execute(query.where(mandates.c.votes != ""))).all():
            votes = json.loads(said)
            if str(gone) in votes:
                vote = votes.pop(str(gone))
                if kept is not None:
                    votes.setdefault(str(kept), vote)
                own = sa.update(mandates).where(mandates.c.bloc == bloc, mandates.c.motion == motion)
                await self.db.here.execute(own.values(votes=json.dumps(votes, sort_keys=True)))

    async def _found(self, *conditions: sa.ColumnElement[bool]) -> list[Delegate]:
        query = sa.select(*(delegates.c[name] for name in Delegate.__slots__)).where(*conditions)
        rows = await self.db.here.execute(query.order_by(delegates.c.since, delegates.c.member))
        return [Delegate(**row._mapping) for row in rows]

    async def _given(self, *conditions: sa.ColumnElement[bool]) -> list[Given]:
        c = mandates.c
        query = sa.select(c.bloc, c.motion, c.mandate, c.votes).where(*conditions)
        rows = await self.db.here.execute(query.order_by(c.bloc, c.motion))
        return [
            Given(bloc, Numbered(motion), Mandate(word), _votes(said)) for bloc, motion, word, said in rows
        ]


def _votes(said: str) -> dict[int, str | None] | None:
    return {int(member): choice for member, choice in json.loads(said).items()} if said else None
