"""Coming into a bloc: who is in at once, who waits, and when the wait is over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from cogs.blocs.rules import errors
from cogs.blocs.rules.bloc import Bloc, Kind

VOUCHERS = 2
LARGEST = 2**31 - 1
"""The largest number that may be drawn for a bloc, or for somebody who waits."""
INVITE_KEPT, FLYER_KEPT = timedelta(days=7), timedelta(days=30)


class Way(Enum):
    """What a person has in hand who wants to come in: nothing, a code, or an invitation of a keeper's."""

    WORD = "word"
    CODE = "code"
    ASKED_IN = "asked-in"


@dataclass(frozen=True, slots=True)
class Asking:
    """A member who waits to be let in; number is what a keeper names them by."""

    number: int
    bloc: int
    member: int
    at: datetime
    vouchers: frozenset[int] = frozenset()


def is_let_in(bloc: Bloc, way: Way) -> bool:
    """Whether somebody who comes this way is in at once; otherwise they wait."""
    if bloc.council:
        raise errors.FollowsItsBlocs
    if bloc.kind is Kind.OPEN:
        return True
    return way is Way.ASKED_IN and bloc.kind is not Kind.VOUCHED


def needs_vouching(bloc: Bloc, members: Collection[int]) -> bool:
    """Whether members have to vouch; while a bloc has none, whoever keeps it lets people in."""
    return bloc.kind is Kind.VOUCHED and bool(members)


def vouchers_needed(members: Collection[int]) -> int:
    """How many have to vouch: two, or all there are."""
    return max(1, min(VOUCHERS, len(members)))


def vouch(bloc: Bloc, asking: Asking, member: int, members: Collection[int]) -> frozenset[int]:
    """Those who have vouched, this member among them."""
    if member not in members:
        raise errors.NotInBloc(bloc.name)
    there = asking.vouchers & frozenset(members)
    if member in there and not is_vouched(there, members):
        raise errors.AlreadyVouched(bloc.name)
    return there | {member}


def is_vouched(vouchers: Collection[int], members: Collection[int]) -> bool:
    return len(vouchers) >= vouchers_needed(members)
