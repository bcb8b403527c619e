"""Translations on disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.api.card import View
from bot.api.number import Numbered
from cogs.translations.rules import Ref, Translation, Version
from cogs.translations.schema import translations, versions, volunteers
from storage.database import Database
from storage.members import Roll
from storage.merging import moved

_WORDS = ("title", "text", "source", "edition", "author", "reviewer", "unnamed", "at")
_BOTH = sa.select(translations, *(versions.c[name] for name in (*_WORDS, "is_reviewed"))).outerjoin(
    versions, versions.c.translation == translations.c.id
)


class TranslationStore:
    """One row a text and language, and beside it at most two versions: a draft and a reviewed one."""

    def __init__(self, db: Database, roll: Roll) -> None:
        self.db = db
        self.roll = roll

    async def find(self, assembly: int, of: Ref) -> Translation | None:
        found = await self._read(
            _of_text(assembly, of.kind, of.number), translations.c.language == of.language
        )
        return found[0] if found else None

    async def get(self, translation: int) -> Translation | None:
        found = await self._read(translations.c.id == translation)
        return found[0] if found else None

    async def of_text(self, assembly: int, kind: str, number: int) -> list[Translation]:
        """The translations of one text, by language."""
        return await self._read(_of_text(assembly, kind, number))

    async def of_assembly(self, assembly: int, language: str = "", limit: int = 100) -> list[Translation]:
        """The newest translations, into one language and its kinds or into all."""
        wanted = [translations.c.assembly == assembly]
        if language:
            its_kinds = translations.c.language.startswith(f"{language}-", autoescape=True)
            wanted.append(sa.or_(translations.c.language == language, its_kinds))
        newest = sa.select(translations.c.id).where(*wanted).order_by(translations.c.id.desc()).limit(limit)
        return await self._read(translations.c.id.in_(newest))

    async def languages(self, assembly: int, of: Ref) -> int:
        """How many languages a text is translated into, or wanted in."""
        return await self._count(translations.c.id, _of_text(assembly, of.kind, of.number))

    async def wanted_by(self, assembly: int, member: int) -> int:
        """How many translations a member waits for."""
        return await self._count(
            translations.c.id, translations.c.assembly == assembly, translations.c.wanted_by == member
        )

    async def drafts_by(self, translation: Translation, member: int) -> int:
        """How many other drafts of a member wait for a review."""
        return await self._count(
            versions.c.translation,
            versions.c.author == member,
            sa.not_(versions.c.is_reviewed),
            versions.c.translation != translation.id,
        )

    async def export(self, assembly: int, member: int) -> dict[str, object]:
        """What a member wrote, reviewed and waits for, for that member."""
        t, v = translations.c, versions.c
        of = sa.select(t.kind, t.number, t.language)
        whole = sa.select(t.kind, t.number, t.language, v.title, v.text, v.at).join(
            translations, t.id == v.translation
        )
        read = sa.select(t.kind, t.number, t.language).join(versions, t.id == v.translation)
        return {
            "wanted": await self._plain(of.where(t.assembly == assembly, t.wanted_by == member)),
            "written": await self._plain(whole.where(t.assembly == assembly, v.author == member)),
            "reviewed": await self._plain(read.where(t.assembly == assembly, v.reviewer == member)),
            "volunteers": await self._plain(
                sa.select(volunteers.c.language).where(
                    volunteers.c.assembly == assembly, volunteers.c.member == member
                )
            ),
        }

    async def _plain(self, query: sa.Select[Any]) -> list[dict[str, object]]:
        rows = [dict(row._mapping) for row in await self.db.here.execute(query)]
        return [{**row, "at": row["at"].isoformat()} if "at" in row else row for row in rows]

    async def add(self, translation: Translation) -> Translation:
        of = translation.of
        added = sa.insert(translations).values(
            assembly=translation.assembly,
            kind=of.kind,
            number=int(of.number),
            language=of.language,
            wanted_by=translation.wanted_by,
        )
        done = await self.db.here.execute(added.returning(translations.c.id))
        return replace(translation, id=int(done.scalar_one()))

    async def save(self, translation: Translation) -> None:
        """Keeps a translation that was added before, with the versions that it has now."""
        change = sa.update(translations).where(translations.c.id == translation.id)
        await self.db.here.execute(change.values(wanted_by=translation.wanted_by))
        await self.db.here.execute(sa.delete(versions).where(versions.c.translation == translation.id))
        for is_reviewed, version in ((False, translation.draft), (True, translation.reviewed)):
            if version is not None:
                values = {name: getattr(version, name) for name in _WORDS}
                row = sa.insert(versions).values(
                    translation=translation.id, is_reviewed=is_reviewed, **values
                )
                await self.db.here.execute(row)

    async def locales_of(self, member: int) -> frozenset[str]:
        """The languages that a member has chosen, on any of their accounts."""
        accounts = (await self.roll.accounts_of([member]))[member]
        return frozenset(account.locale for account in accounts if account.locale)

    async def forget(self, assembly: int, member: int) -> None:
        """Takes a member's name off what they asked for, wrote and reviewed."""
        asked = sa.update(translations).where(
            translations.c.assembly == assembly, translations.c.wanted_by == member
        )
        await self.db.here.execute(asked.values(wanted_by=None))
        for column in (versions.c.author, versions.c.reviewer):
            own = sa.update(versions).where(column == member)
            await self.db.here.execute(own.values({column: None}))

    async def merge(self, assembly: int, kept: int, gone: int, _now: datetime) -> Sequence[View]:
        """Makes what one member asked for, wrote and reviewed another's, as both are one person.

        Nobody has reviewed their own words.
        """
        here = sa.select(translations.c.id).where(translations.c.assembly == assembly)
        await moved(self.db, translations.c.wanted_by, kept, gone, translations.c.assembly == assembly)
        for column in (versions.c.author, versions.c.reviewer):
            await moved(self.db, column, kept, gone, versions.c.translation.in_(here))
        alone = sa.and_(versions.c.author == kept, versions.c.reviewer == kept)
        await self.db.here.execute(sa.update(versions).where(alone).values(reviewer=None))
        return ()

    async def _count(self, what: Any, *conditions: Any) -> int:
        query = sa.select(sa.func.count(what)).where(*conditions)
        return int((await self.db.here.execute(query)).scalar_one())

    async def _read(self, *conditions: Any) -> list[Translation]:
        query = _BOTH.where(*conditions).order_by(translations.c.language, translations.c.id)
        return _gathered((await self.db.here.execute(query)).all())


def _of_text(assembly: int, kind: str, number: int) -> sa.ColumnElement[bool]:
    return sa.and_(
        translations.c.assembly == assembly,
        translations.c.kind == kind,
        translations.c.number == int(number),
    )


def _gathered(rows: Iterable[Any]) -> list[Translation]:
    """Translations from rows that hold one version each, or none."""
    found: dict[int, Translation] = {}
    for row in rows:
        of = Ref(row.kind, Numbered(row.number), row.language)
        known = found.get(row.id) or Translation(row.assembly, of, row.id, row.wanted_by)
        if row.is_reviewed is not None:
            version = Version(**{name: getattr(row, name) for name in _WORDS})
            known = replace(known, reviewed=version) if row.is_reviewed else replace(known, draft=version)
        found[row.id] = known
    return list(found.values())
