"""Translations of the texts that bind, so that everyone can read what they decide on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the board where other cogs put their texts."""
    from cogs.translations.commands import Translations
    from cogs.translations.store import TranslationStore
    from cogs.translations.views.cards import kept
    from cogs.translations.volunteer_store import Volunteers

    store = TranslationStore(home.db, home.roll)
    volunteers = Volunteers(home.db)
    cog = Translations(store, volunteers, home.texts, home.locales)
    home.exporting.add("translations", store.export)
    home.texts.translations = cog
    home.now.add(cog.waiting)
    home.kept.add(kept())
    home.merging.add(cog.store.merge)
    home.merging.add(volunteers.merge)
    return cog
