"""The commands of this cog, by what they are about."""

from cogs.accounts.commands.linking import Linking
from cogs.accounts.commands.losing import Losing
from cogs.accounts.commands.own import OwnAccounts


class Accounts(Linking, OwnAccounts, Losing):
    """How the accounts of one person become one member, and how they part again."""
