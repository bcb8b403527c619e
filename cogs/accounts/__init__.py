"""Accounts: how the accounts of one person become one member, and how they part again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.accounts.commands import Accounts
    from cogs.accounts.store import waiting_to_be_one
    from cogs.accounts.views.links import kept

    cog = Accounts(home)
    home.kept.add(kept())
    home.now.add(cog.waits_for_me)
    home.merging.add(cog.store.merge)
    home.merging.wait(waiting_to_be_one)
    home.exporting.add("accounts", cog.exported)
    return cog
