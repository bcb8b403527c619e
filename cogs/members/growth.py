"""What more formality suits an assembly as it grows: offered once each, and never forced."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import IntEnum

from bot.api.people import Assembly, RollPolicy
from bot.ballots.defaults import Defaults

SETTLED_AFTER, NO_SECOND_AFTER = timedelta(days=1), timedelta(days=7)


class Offer(IntEnum):
    """What is offered, by the number under which it is kept that it was."""

    NO_SECOND = 1
    SECONDING = 2
    QUORUM = 3
    VOUCHING = 4


_FROM = {Offer.NO_SECOND: 2, Offer.SECONDING: 6, Offer.QUORUM: 15, Offer.VOUCHING: 30}
_BELOW = {Offer.NO_SECOND: 5}


def due(on_the_roll: int, founded_at: datetime, offered: Collection[int], now: datetime) -> Offer | None:
    """What an assembly of this size was not offered yet; one thing at a time."""
    for offer in Offer:
        waits = NO_SECOND_AFTER if offer is Offer.NO_SECOND else SETTLED_AFTER
        fits = _FROM[offer] <= on_the_roll < _BELOW.get(offer, on_the_roll + 1)
        if fits and offer not in offered and founded_at + waits <= now:
            return offer
    return None


def is_wanted(offer: Offer, assembly: Assembly, stewards: int) -> bool:
    """Whether an assembly does without what is offered; whoever has it already is left in peace."""
    usual = Defaults.read(assembly.settings)
    match offer:
        case Offer.NO_SECOND:
            return usual.seconds > 0
        case Offer.SECONDING:
            return usual.seconds == 0
        case Offer.QUORUM:
            return not usual.quorum.number and usual.quorum.share is None
        case Offer.VOUCHING:
            return lacks_vouching(assembly) or stewards < 2


def lacks_vouching(assembly: Assembly) -> bool:
    return assembly.policy is not RollPolicy.VOUCHED


def quorum(assembly: Assembly, on_the_roll: int) -> str:
    """A third, as a number where nobody knows of how many."""
    is_known = assembly.policy is not RollPolicy.ANYONE or Defaults.read(assembly.settings).size
    return "1/3" if is_known else str(on_the_roll // 3)
