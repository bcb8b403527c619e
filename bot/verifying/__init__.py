"""Checks a decision that was exported, from its file alone: no database, no settings, no network."""

from bot.verifying.reading import LARGEST
from bot.verifying.verdict import Verdict, verified

__all__ = ["LARGEST", "Verdict", "verified"]
