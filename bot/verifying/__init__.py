"""Checks a decision or a count that was exported, from its file alone: no database, no network."""

from bot.verifying.reading import LARGEST
from bot.verifying.sheet import Wanted
from bot.verifying.verdict import Verdict, verified

__all__ = ["LARGEST", "Verdict", "Wanted", "verified"]
