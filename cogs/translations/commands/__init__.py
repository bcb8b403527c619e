"""The commands of translations."""

from __future__ import annotations

from cogs.translations.commands.volunteering import Volunteering
from cogs.translations.commands.writing import Writing


class Translations(Writing, Volunteering):
    """Texts that bind, in the languages of those whom they bind."""

    async def forget(self, assembly: int, member: int) -> None:
        """Takes the member's name off what they asked for, wrote and reviewed; the words stay."""
        await self.store.forget(assembly, member)
        await self.volunteers.forget(assembly, member)
