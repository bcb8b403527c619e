"""The questions that a prepare step may put to the outside, before any transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.api.people import Address, Assembly
from bot.api.rooms import Difference

ASKED_ABOUT = 1000
"""Of so many at most the networks are asked at once who is still there, while somebody waits."""


@dataclass(frozen=True, slots=True)
class Recount:
    """What a second reading of a card's reactions found.

    readable is False while a network can't be reached, unreadable_for how long it has been tried;
    lost_places says that a room is gone for good; late counts the reactions that were new and were put in
    as votes; gone holds (member, source) of ballots whose reaction is no longer there; away is how long the
    bot was offline before it read them.
    """

    readable: bool = True
    lost_places: bool = False
    late: int = 0
    gone: frozenset[tuple[int, str]] = frozenset()
    unreadable_for: timedelta = timedelta()
    away: timedelta = timedelta()


class Ask(Protocol):
    """Ports to the networks; each answer is plain data, and may be out of date a moment later."""

    async def recount(self, assembly: Assembly, kind: str, subject: int) -> Recount:
        """Reads the reactions on every post of a card again and puts the differences through the door."""
        ...

    async def reach(self, assembly: Assembly, kind: str, subject: int) -> Recount:
        """Finds out whether the networks of a card are heard; reactions on it are put nowhere."""
        ...

    async def absent(self, assembly: Assembly, members: frozenset[int]) -> frozenset[int]:
        """Those of these members who are no longer in any room of the assembly."""
        ...

    async def room_differences(
        self, assembly: Assembly, kind: str, subject: int
    ) -> Mapping[str, tuple[Difference, ...] | None]:
        """In what a room of ours differs from its plan, by network, but for those where there is to be none.

        None where the network does not say.
        """
        ...

    async def called(self, assembly: Assembly, members: frozenset[int]) -> Mapping[int, str]:
        """What these members are called in plain words, on one line of 60 characters at most; "" if unknown.

        It is for what takes no Name: pictures, files, menus. Two people may be called the same.
        """
        ...

    async def warnings(self, assembly: Assembly) -> Mapping[str, tuple[str, ...]]:
        """Limits of each network that are near, such as too many channels; marked messages."""
        ...

    async def manages(self, place: Address) -> bool:
        """Whether the network lets the acting person manage a place."""
        ...
