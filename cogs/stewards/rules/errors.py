"""What several commands of stewards refuse."""

from __future__ import annotations

from bot.api.errors import RuleError


class NobodySuch(RuleError):
    """The person named is not on the roll of this assembly."""
