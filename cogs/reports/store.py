"""Reports on disk, by numbers that are drawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from bot.api.circles import unlisted_number
from bot.api.number import Numbered
from bot.api.people import Account, Role
from cogs.reports.rules import Report, State
from cogs.reports.schema import report_checks, report_readers, workplace_reports
from storage import dialect
from storage.database import Database
from storage.due import present
from storage.members import Roll
from storage.merging import moved

_R = workplace_reports.c


class ReportStore:
    """What was reported, who looked it through, and who may."""

    def __init__(self, db: Database, roll: Roll) -> None:
        self.db = db
        self.roll = roll

    async def number(self, assembly: int) -> Numbered:
        """A number that no report of the assembly has."""
        while await self.find(assembly, drawn := unlisted_number()) is not None:
            pass
        return drawn

    async def add(self, report: Report) -> None:
        await self.db.here.execute(sa.insert(workplace_reports).values(**_row(report)))

    async def save(self, report: Report) -> None:
        change = sa.update(workplace_reports).where(*_own(report.assembly, report.number))
        await self.db.here.execute(change.values(**_row(report)))

    async def find(self, assembly: int, number: int) -> Report | None:
        return _first(await self._read(*_own(assembly, number)))

    async def by_code(self, hashed: str) -> Report | None:
        return _first(await self._read(_R.code == hashed))

    async def in_state(self, assembly: int, *states: State) -> list[Report]:
        """Urgent ones first, then by number, which says nothing."""
        wanted = _R.state.in_([state.value for state in states])
        return await self._read(_R.assembly == assembly, wanted)

    async def looked(self, report: Report) -> frozenset[int]:
        """Which readers have found nothing in it that tells on anyone."""
        c = report_checks.c
        query = sa.select(c.reader).where(c.assembly == report.assembly, c.number == int(report.number))
        return frozenset((await self.db.here.execute(query)).scalars())

    async def look(self, report: Report, reader: int) -> None:
        values = {"assembly": report.assembly, "number": int(report.number), "reader": reader}
        insert: Any = dialect.insert(report_checks, self.db.here).values(**values)
        await self.db.here.execute(insert.on_conflict_do_nothing())

    async def look_again(self, report: Report) -> None:
        """Forgets who has looked it through, as its words are others now."""
        c = report_checks.c
        own = sa.and_(c.assembly == report.assembly, c.number == int(report.number))
        await self.db.here.execute(sa.delete(report_checks).where(own))

    async def readers(self, assembly: int) -> frozenset[int]:
        """Those who were named, and the stewards."""
        named = sa.select(report_readers.c.member).where(report_readers.c.assembly == assembly)
        chosen = (await self.db.here.execute(named)).scalars()
        return frozenset([*chosen, *await self.roll.in_role(assembly, Role.STEWARD)])

    async def name(self, assembly: int, member: int) -> None:
        insert: Any = dialect.insert(report_readers, self.db.here).values(assembly=assembly, member=member)
        await self.db.here.execute(insert.on_conflict_do_nothing())

    async def unname(self, assembly: int, member: int) -> bool:
        """Whether the member was named before."""
        c = report_readers.c
        gone = sa.delete(report_readers).where(c.assembly == assembly, c.member == member)
        return (await self.db.here.execute(gone.returning(c.member))).first() is not None

    async def member_of(self, person: Account, assembly: int) -> int | None:
        """The member behind an account, where they are on the roll."""
        row = await self.roll.member_at(person.address, assembly)
        return row.id if row else None

    async def oldest(self) -> tuple[int, date] | None:
        """The report that has been kept for longest, by its assembly and day."""
        query = sa.select(_R.assembly, _R.day).order_by(_R.day).limit(1)
        found = (await self.db.here.execute(query)).first()
        return (found.assembly, date.fromordinal(found.day)) if found else None

    async def tidy(self, assembly: int, before: date) -> None:
        """Erases what came before a day, or on it, and who looked it through."""
        old = sa.select(_R.number).where(_R.assembly == assembly, _R.day <= before.toordinal())
        checks = sa.and_(report_checks.c.assembly == assembly, report_checks.c.number.in_(old))
        await self.db.here.execute(sa.delete(report_checks).where(checks))
        await self.db.here.execute(
            sa.delete(workplace_reports).where(_R.assembly == assembly, _R.day <= before.toordinal())
        )

    async def merge(self, kept: int, gone: int) -> None:
        await moved(self.db, report_checks.c.reader, kept, gone)
        await moved(self.db, report_readers.c.member, kept, gone)

    async def forget(self, member: int) -> None:
        """Takes a reader off; of senders nothing is there to be taken off."""
        await self.db.here.execute(sa.delete(report_checks).where(report_checks.c.reader == member))
        await self.db.here.execute(sa.delete(report_readers).where(report_readers.c.member == member))

    async def export(self, assembly: int, member: int) -> dict[str, object]:
        """Whether a member reads reports first; which ones they sent is known to nobody."""
        named = sa.select(report_readers.c.member).where(
            report_readers.c.assembly == assembly, report_readers.c.member == member
        )
        looked = sa.select(sa.func.count()).where(
            report_checks.c.assembly == assembly, report_checks.c.reader == member
        )
        return {
            "named to read reports": (await self.db.here.execute(named)).first() is not None,
            "reports looked through": (await self.db.here.execute(looked)).scalar_one(),
        }

    async def _read(self, *conditions: sa.ColumnElement[bool]) -> list[Report]:
        query = sa.select(workplace_reports).where(*conditions).order_by(_R.urgent.desc(), _R.number)
        return [_report(row) for row in await self.db.here.execute(query)]


def _own(assembly: int, number: int) -> Iterable[sa.ColumnElement[bool]]:
    return _R.assembly == assembly, _R.number == int(number)


def _first(found: list[Report]) -> Report | None:
    return found[0] if found else None


def _row(report: Report) -> dict[str, Any]:
    return {
        "assembly": report.assembly,
        "number": int(report.number),
        "text": report.text,
        "more": report.more,
        "bloc": report.bloc,
        "urgent": report.urgent,
        "state": report.state.value,
        "why": report.why,
        "day": report.day.toordinal(),
        "code": report.code,
        "motion": report.motion,
    }


def _report(row: sa.Row[Any]) -> Report:
    return Report(
        row.assembly,
        Numbered(row.number),
        row.text,
        date.fromordinal(row.day),
        row.code,
        row.more,
        row.bloc,
        row.urgent,
        State(row.state),
        row.why,
        row.motion,
    )


FIRST_TO_ERASE = (present(_R.day.is_not(None)),)
"""Whether there is any report: a day is no instant."""
