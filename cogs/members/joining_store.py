"""Applicants, who vouches for them, principles, and how often a roll was opened, on disk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.api.card import View
from bot.api.guards import PRINCIPLES
from bot.api.people import Address
from cogs.members.joining import Applicant, Approval, State, month_of
from cogs.members.schema import applicants, principles, roll_openings, vouches
from storage import dialect
from storage.assemblies import Assemblies
from storage.database import Database
from storage.due import earliest, present
from storage.members import Roll
from storage.merging import moved
from storage.schema import members

NUMBERS = "applicant"


class JoiningStore:
    """Somebody who asks has a member id from the start, and is off the roll until they are admitted."""

    def __init__(self, db: Database, assemblies: Assemblies, roll: Roll) -> None:
        self.db = db
        self.assemblies = assemblies
        self.roll = roll

    async def ask(self, address: Address, assembly: int, approval: Approval, at: datetime) -> Applicant:
        """Somebody who is not on the roll asks to come onto it."""
        account = await self.roll.add_account(*address)
        member = await self.roll.wait(account.id, assembly, at)
        number = await self.assemblies.next_number(assembly, NUMBERS)
        row = {"assembly": assembly, "number": number, "member": member, "asked_at": at}
        await self.db.here.execute(sa.delete(applicants).where(applicants.c.member == member))
        await self.db.here.execute(
            sa.insert(applicants).values(**row, state=State.WAITING.value, approval=approval.value)
        )
        return Applicant(assembly, number, member, at, State.WAITING, approval)

    async def numbered(self, assembly: int, number: int) -> Applicant | None:
        found = await self._read(applicants.c.assembly == assembly, applicants.c.number == number)
        return found[0] if found else None

    async def of_member(self, member: int) -> Applicant | None:
        found = await self._read(applicants.c.member == member)
        return found[0] if found else None

    async def waiting(self, assembly: int) -> list[Applicant]:
        """Who waits, those who asked first at first."""
        return await self._read(applicants.c.assembly == assembly, _IS_WAITING)

    async def asked_since(self, assembly: int, at: datetime) -> int:
        query = sa.select(sa.func.count()).select_from(applicants)
        query = query.where(applicants.c.assembly == assembly, applicants.c.asked_at > at)
        return int((await self.db.here.execute(query)).scalar_one())

    async def vouchers(self, applicant: Applicant) -> list[int]:
        """Those on the roll who vouch for somebody: the word of one who left counts no more."""
        query = (
            sa.select(vouches.c.voucher)
            .join(members, members.c.id == vouches.c.voucher)
            .where(vouches.c.applicant == applicant.member, members.c.left_at.is_(None))
        )
        return list((await self.db.here.execute(query.order_by(vouches.c.voucher))).scalars())

    async def add_voucher(self, applicant: Applicant, voucher: int) -> None:
        row = {"applicant": applicant.member, "voucher": voucher}
        await self.db.here.execute(sa.insert(vouches).values(**row))

    async def approve(self, applicant: Applicant, approval: Approval) -> None:
        """Notes that a steward's word is asked for, or given."""
        await self._change(applicant, approval=approval.value)

    async def admit(self, applicant: Applicant, at: datetime) -> None:
        """Puts somebody who asked on the roll; who vouched for them is not kept."""
        await self.roll.change_member(
            applicant.member, left_at=None, joined_at=at, role=1, paused_at=None, away_at=None
        )
        await self._change(applicant, state=State.ADMITTED.value)
        await self.db.here.execute(sa.delete(vouches).where(vouches.c.applicant == applicant.member))

    async def drop(self, applicant: Applicant) -> None:
        """Somebody asks no more; what they were on the roll before stays as it was."""
        await self.forget(applicant.member, only_asked=True)

    async def was_never_on(self, applicant: Applicant) -> bool:
        """Whether somebody was not on the roll before they asked, so that all of it can go."""
        query = sa.select(members.c.left_at == members.c.joined_at).where(members.c.id == applicant.member)
        return bool((await self.db.here.execute(query)).scalar_one_or_none())

    async def lapsed(self, before: datetime) -> tuple[list[tuple[int, int]], datetime | None]:
        """Those (assembly, number) who asked before an instant, and when the next one after it did."""
        c = applicants.c
        query = sa.select(c.assembly, c.number).where(_IS_WAITING, c.asked_at <= before)
        due = [(row.assembly, row.number) for row in await self.db.here.execute(query)]
        later = sa.select(sa.func.min(c.asked_at)).where(_IS_WAITING, c.asked_at > before)
        first: datetime | None = (await self.db.here.execute(later)).scalar_one_or_none()
        return due, first

    async def write_principles(self, assembly: int, text: str, at: datetime) -> int:
        """Keeps a new version; its number."""
        version = await self.assemblies.next_number(assembly, PRINCIPLES)
        row = {"assembly": assembly, "version": version, "text": text, "at": at}
        await self.db.here.execute(sa.insert(principles).values(**row))
        await self.assemblies.keep(assembly, {PRINCIPLES: str(version) if text else ""})
        return version

    async def unwrite_principles(self, assembly: int, version: int) -> None:
        """Has an earlier version be the newest again, or none."""
        newer = sa.and_(principles.c.assembly == assembly, principles.c.version > version)
        await self.db.here.execute(sa.delete(principles).where(newer))
        await self.assemblies.keep(assembly, {PRINCIPLES: str(version) if version else ""})

    async def principles(self, assembly: int, version: int) -> str:
        """The text of a version; nothing where there is none."""
        query = sa.select(principles.c.text).where(
            principles.c.assembly == assembly, principles.c.version == version
        )
        return (await self.db.here.execute(query)).scalar_one_or_none() or ""

    async def accept(self, member: int, version: int, at: datetime | None) -> None:
        await self.roll.change_member(member, accepted=version, accepted_at=at)

    async def note_opening(self, assembly: int, now: datetime) -> None:
        """Counts that names on the roll were shown; not to whom."""
        insert: Any = dialect.insert(roll_openings, self.db.here).values(
            assembly=assembly, month=month_of(now), times=1
        )
        once_more = {"times": roll_openings.c.times + 1}
        await self.db.here.execute(
            insert.on_conflict_do_update(index_elements=["assembly", "month"], set_=once_more)
        )

    async def openings_before(self, month: int) -> list[tuple[int, int]]:
        """Those (assembly, month) before a month that the room was not told of."""
        query = sa.select(roll_openings.c.assembly, roll_openings.c.month)
        rows = await self.db.here.execute(query.where(roll_openings.c.month < month))
        return [(row.assembly, row.month) for row in rows]

    async def take_openings(self, assembly: int, month: int) -> int:
        """How often names were shown in a month, which is not kept any longer."""
        own = sa.delete(roll_openings).where(
            roll_openings.c.assembly == assembly, roll_openings.c.month == month
        )
        found = (await self.db.here.execute(own.returning(roll_openings.c.times))).scalar_one_or_none()
        return int(found or 0)

    async def forget(self, member: int, *, only_asked: bool = False) -> None:
        """Erases that somebody asked and who vouches for them, and the words that they gave for others."""
        own = vouches.c.applicant == member
        gone = own if only_asked else sa.or_(own, vouches.c.voucher == member)
        await self.db.here.execute(sa.delete(vouches).where(gone))
        await self.db.here.execute(sa.delete(applicants).where(applicants.c.member == member))

    async def merge(self, _assembly: int, kept: int, gone: int, _now: datetime) -> tuple[View, ...]:
        """Two members are one: they speak for others once, and not for themselves."""
        await moved(self.db, vouches.c.voucher, kept, gone)
        of_both = sa.or_(vouches.c.applicant == gone, vouches.c.applicant == vouches.c.voucher)
        await self.db.here.execute(sa.delete(vouches).where(of_both))
        off = sa.select(members.c.id).where(members.c.id == kept, members.c.left_at.is_not(None))
        answered = sa.and_(applicants.c.member == kept, applicants.c.member.not_in(off))
        await self.db.here.execute(sa.delete(applicants).where(sa.or_(applicants.c.member == gone, answered)))
        return ()

    async def naming(self, assembly: int, member: int | None) -> list[int]:
        """The numbers of applicants whose cards name a member, or anybody."""
        c = applicants.c
        query = sa.select(c.number).where(c.assembly == assembly)
        if member is not None:
            vouched = sa.select(vouches.c.applicant).where(vouches.c.voucher == member)
            query = query.where(sa.or_(c.member == member, c.member.in_(vouched)))
        return list((await self.db.here.execute(query)).scalars())

    async def _change(self, applicant: Applicant, **values: Any) -> None:
        own = sa.update(applicants).where(applicants.c.member == applicant.member)
        await self.db.here.execute(own.values(**values))

    async def _read(self, *where: sa.ColumnElement[bool]) -> list[Applicant]:
        rows = await self.db.here.execute(sa.select(applicants).where(*where).order_by(applicants.c.number))
        return [
            Applicant(r.assembly, r.number, r.member, r.asked_at, State(r.state), Approval(r.approval))
            for r in rows
        ]


_IS_WAITING = applicants.c.state == State.WAITING.value
FIRST_TO_LAPSE = (earliest(applicants.c.asked_at, _IS_WAITING),)
"""When the first asked who waits: for how long that is kept is each operator's to say."""
FIRST_TO_TELL = (present(roll_openings.c.month.is_not(None)),)
