"""Nothing that holds what somebody typed shows it by being printed."""

from __future__ import annotations

from bot.api.card import Data, Quote
from bot.api.errors import BadValue
from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from bot.ballots.threshold import NoThreshold
from cogs.motions.rules.motion import move
from cogs.motions.rules.terms import Terms
from tests.talk import START

CANARY = "canary-in-a-coal-mine"


def test_no_repr_holds_a_text() -> None:
    room = Address("terminal", "table")
    act = Invocation(room, Room(room, (room,)), line=CANARY, arguments={"title": CANARY})
    motion = move(1, 1, 1, CANARY, CANARY, Terms(), START)
    things = [
        act,
        motion,
        Data(CANARY),
        Quote(CANARY),
        BadValue("title", CANARY, "number"),
        NoThreshold(CANARY),
    ]
    assert not [thing for thing in things if CANARY in f"{thing!r}{thing!s}"]
