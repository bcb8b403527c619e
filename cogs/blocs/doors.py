"""Who waits to be let into blocs, who was asked in, and the codes that lead there; on disk."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cogs.blocs.rules.entry import LARGEST, Asking
from cogs.blocs.schema import bloc_askings, bloc_codes, bloc_invitations, bloc_vouchers, blocs
from storage import dialect
from storage.database import Database
from storage.due import earliest
from storage.merging import moved

_ASKING = sa.select(bloc_askings.c.number, bloc_askings.c.bloc, bloc_askings.c.member, bloc_askings.c.at)

_NEXT_EXPIRY = sa.select(
    sa.select(sa.func.min(bloc_codes.c.expires_at)).scalar_subquery(),
    sa.select(sa.func.min(bloc_invitations.c.expires_at)).scalar_subquery(),
)

FIRST_TOO_OLD = (earliest(bloc_codes.c.expires_at), earliest(bloc_invitations.c.expires_at))


class Doors:
    """What opens a bloc to a person."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def ask(self, bloc: int, member: int, at: datetime) -> tuple[Asking, bool]:
        """The asking of a member, and whether it is new."""
        present = await self.asking_of(bloc, member)
        if present is not None:
            return present, False
        while True:
            number = 1 + secrets.randbelow(LARGEST)
            insert: Any = dialect.insert(bloc_askings, self.db.here).values(
                number=number, bloc=bloc, member=member, at=at
            )
            free = insert.on_conflict_do_nothing(index_elements=["number"]).returning(bloc_askings.c.number)
            if (await self.db.here.execute(free)).scalar_one_or_none() is not None:
                return Asking(number, bloc, member, at), True

    async def asking(self, number: int) -> Asking | None:
        found = await self._askings(bloc_askings.c.number == number)
        return found[0] if found else None

    async def asking_of(self, bloc: int, member: int) -> Asking | None:
        found = await self._askings(bloc_askings.c.bloc == bloc, bloc_askings.c.member == member)
        return found[0] if found else None

    async def waiting(self, bloc: int) -> list[Asking]:
        """Who waits to be let in, those who asked first first."""
        return await self._askings(bloc_askings.c.bloc == bloc)

    async def asked_by(self, member: int) -> list[Asking]:
        return await self._askings(bloc_askings.c.member == member)

    async def of_assembly(self, assembly: int, member: int | None) -> list[int]:
        """The askings of an assembly that name a member, or anybody."""
        query = sa.select(bloc_askings.c.number).join(blocs, blocs.c.id == bloc_askings.c.bloc)
        where = [blocs.c.assembly == assembly]
        if member is not None:
            where.append(bloc_askings.c.member == member)
        return list((await self.db.here.execute(query.where(*where))).scalars())

    async def vouch(self, asking: int, member: int) -> None:
        await self.db.here.execute(sa.insert(bloc_vouchers).values(asking=asking, member=member))

    async def over(self, bloc: int, member: int) -> int | None:
        """Ends a member's wait, and any invitation that they had; the number under which they waited."""
        mine = sa.and_(bloc_askings.c.bloc == bloc, bloc_askings.c.member == member)
        gone = sa.delete(bloc_askings).where(mine).returning(bloc_askings.c.number)
        waited: int | None = (await self.db.here.execute(gone)).scalar_one_or_none()
        theirs = sa.and_(bloc_invitations.c.bloc == bloc, bloc_invitations.c.member == member)
        await self.db.here.execute(sa.delete(bloc_invitations).where(theirs))
        return waited

    async def invite(self, bloc: int, member: int, by: int, *, kept: bool, until: datetime) -> None:
        """Notes that a member was asked in; kept says that a keeper of the bloc did it."""
        values = {"by": by, "kept": kept, "expires_at": until}
        insert: Any = dialect.insert(bloc_invitations, self.db.here).values(
            bloc=bloc, member=member, **values
        )
        await self.db.here.execute(
            insert.on_conflict_do_update(index_elements=["bloc", "member"], set_=values)
        )

    async def invitation(self, bloc: int, member: int, now: datetime) -> tuple[bool, int | None] | None:
        """Whether a keeper asked a member in, and who did; None where nobody has, or long ago."""
        c = bloc_invitations.c
        query = sa.select(c.kept, c.by).where(c.bloc == bloc, c.member == member, c.expires_at > now)
        found = (await self.db.here.execute(query)).one_or_none()
        return (found[0], found[1]) if found else None

    async def invited_to(self, member: int, now: datetime) -> list[int]:
        """The blocs that a member was asked into."""
        c = bloc_invitations.c
        query = sa.select(c.bloc).where(c.member == member, c.expires_at > now).order_by(c.bloc)
        return list((await self.db.here.execute(query)).scalars())

    async def add_code(self, digest: str, bloc: int, *, once: bool, kept: bool, until: datetime) -> None:
        row = {"digest": digest, "bloc": bloc, "once": once, "kept": kept, "expires_at": until}
        await self.db.here.execute(sa.insert(bloc_codes).values(**row))

    async def use_code(self, digest: str, now: datetime) -> tuple[int, bool] | None:
        """The bloc that a code leads to, and whether a keeper gave it; a code for one is used up."""
        c = bloc_codes.c
        query = sa.select(c.bloc, c.kept, c.once).where(c.digest == digest, c.expires_at > now)
        found = (await self.db.here.execute(query)).one_or_none()
        if found is None:
            return None
        if found.once:
            await self.db.here.execute(sa.delete(bloc_codes).where(c.digest == digest))
        return found.bloc, found.kept

    async def tidy(self, now: datetime) -> None:
        """Deletes codes and invitations that are good no more."""
        for table in (bloc_codes, bloc_invitations):
            await self.db.here.execute(sa.delete(table).where(table.c.expires_at <= now))

    async def next_expiry(self) -> datetime | None:
        """When the next code or invitation is good no more."""
        found = (await self.db.here.execute(_NEXT_EXPIRY)).one()
        return min((at for at in found if at is not None), default=None)

    async def forget(self, member: int) -> None:
        """Erases what a member asked for, and takes their name off what they did for others."""
        own = ((bloc_askings, "member"), (bloc_vouchers, "member"), (bloc_invitations, "member"))
        for table, column in own:
            await self.db.here.execute(sa.delete(table).where(table.c[column] == member))
        asked = sa.update(bloc_invitations).where(bloc_invitations.c.by == member)
        await self.db.here.execute(asked.values(by=None))

    async def merge(self, kept: int, gone: int) -> None:
        """Has what was one member's be another's; nobody has vouched for themselves."""
        for column in (bloc_askings.c.member, bloc_vouchers.c.member, bloc_invitations.c.member):
            await moved(self.db, column, kept, gone)
        await moved(self.db, bloc_invitations.c.by, kept, gone)
        own = sa.select(bloc_askings.c.number).where(bloc_askings.c.member == kept)
        double = sa.delete(bloc_vouchers).where(bloc_vouchers.c.member == kept)
        await self.db.here.execute(double.where(bloc_vouchers.c.asking.in_(own)))
        mine = sa.and_(bloc_invitations.c.member == kept, bloc_invitations.c.by == kept)
        await self.db.here.execute(sa.delete(bloc_invitations).where(mine))

    async def _askings(self, *conditions: sa.ColumnElement[bool]) -> list[Asking]:
        query = _ASKING.where(*conditions).order_by(bloc_askings.c.at, bloc_askings.c.number)
        rows = (await self.db.here.execute(query)).all()
        found = []
        for number, bloc, member, at in rows:
            own = sa.select(bloc_vouchers.c.member).where(bloc_vouchers.c.asking == number)
            vouchers = frozenset((await self.db.here.execute(own)).scalars())
            found.append(Asking(number, bloc, member, at, vouchers))
        return found
