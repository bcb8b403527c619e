"""A time that the strict grammar could not read, with everything else that was given."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from bot.api.command import Command
from bot.api.errors import BadValue


class UnreadTime(BadValue):
    """Words that are no time; given has them and all others by key, zone is where they would be read."""

    def __init__(self, bad: BadValue, command: Command, given: Mapping[str, object], zone: ZoneInfo) -> None:
        super().__init__(bad.argument, bad.given, bad.wanted, bad.examples, bad.fixed)
        self.command = command
        self.words = dict(given)
        self.zone = zone
