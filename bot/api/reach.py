"""How far a place reaches: from the room in which somebody speaks up to the whole server or space."""

from __future__ import annotations

from enum import Enum

from bot.api.errors import RuleError
from bot.api.people import TERMINAL, Address, Room


class Where(Enum):
    """The whole server or outermost space; the category or space right above the room; the room alone."""

    EVERYWHERE = "everywhere"
    CATEGORY = "category"
    HERE = "here"


class AloneThere(RuleError):
    """Something was to meet where nobody but one person can come in."""


class NoCategory(RuleError):
    """The room lies in no category or space of its own, so there is none to choose."""


def reach(where: Where, room: Room) -> tuple[Address, ...]:
    """The places from the room up to the one that is meant."""
    if room.private and room.address.network != TERMINAL:
        raise AloneThere
    if where is Where.HERE:
        return room.chain[:1]
    if where is Where.EVERYWHERE:
        return room.chain
    if room.group is None:
        raise NoCategory
    return room.chain[: room.chain.index(room.group) + 1]
