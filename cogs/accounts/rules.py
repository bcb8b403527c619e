"""When two accounts become one person's, when they part, and who may say that one is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.api.errors import RuleError
from bot.api.people import TERMINAL, Account, Address
from bot.api.person import Hinders

CODE = "account link"
"""What a code is for: its hash is of this too."""
CONFIRMED_WITHIN = timedelta(hours=1)
MOST_ACCOUNTS, VOUCHERS = 10, 2
WORD_LASTS, LONGEST_LOST = timedelta(days=1), timedelta(days=30)
_MENTION = re.compile(r"^<@!?(\d+)>$")
_ON_MATRIX = re.compile(r"^@[^\s:]+:\S+$")


class State(Enum):
    """How far a link has come: the code was given, the one who gave it has confirmed, or it waits."""

    GIVEN = "given"
    CONFIRMED = "confirmed"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Link:
    """Two accounts that are about to be one person's: first made the code, second gave it."""

    id: int
    first: int
    second: int
    state: State
    until: datetime | None

    def other(self, account: int) -> int:
        return self.second if account == self.first else self.first


class NoSuchCode(RuleError):
    """A code that nobody made, that was used, or whose time is over."""


class OwnCode(RuleError):
    """A code was given by the account that made it."""


class OnePerson(RuleError):
    """Both accounts are one person's already."""


class TerminalApart(RuleError):
    """Who sits at a terminal can't be known, so nobody's account is linked to one."""


@dataclass(eq=False, repr=False)
class TooManyAccounts(RuleError):
    """So many accounts can't be one person's."""

    most: int = MOST_ACCOUNTS


class LinkWaits(RuleError):
    """Another link would take the place of one that waits for a vote."""


class NothingToConfirm(RuleError):
    """No link waits for this account's word."""


class OthersTurn(RuleError):
    """The account that gave the code confirms first."""


class NotLinked(RuleError):
    """The account is the only one of its person."""


class NothingWaits(RuleError):
    """No link waits for the close of a vote."""


@dataclass(eq=False, repr=False)
class ReceiptDoesNotFit(RuleError):
    """A receipt of none of the ballots in question."""


@dataclass(eq=False, repr=False)
class ReceiptsMissing(RuleError):
    """There are more votes with two secret ballots of one person than receipts were given; by assembly."""

    votes: Sequence[tuple[str, Sequence[Hinders]]]


@dataclass(eq=False, repr=False)
class WhichAccount(RuleError):
    """It was not said which account is meant, or there is none so called."""

    given: str


class NotThisOne(RuleError):
    """An account can't be said to be lost by itself."""


class NotByYourself(RuleError):
    """Another account of the same person is meant: that needs nobody else."""


class LengthWanted(RuleError):
    """A date was given where a length of time was asked for."""


@dataclass(eq=False, repr=False)
class TooLongAgo(RuleError):
    """An account was lost longer ago than can be looked back."""

    most: timedelta = LONGEST_LOST


class NotFrozen(RuleError):
    """Everything counts that the account does."""


class FrozenAlready(RuleError):
    """Nothing counts that the account does, already."""


def together(first: Account, second: Account, ones: Sequence[int], others: Sequence[int]) -> None:
    """Refuses to link what can't be one person's; ones and others are all accounts on either side."""
    networks = {first.address.network, second.address.network}
    if first.id == second.id:
        raise OwnCode
    if TERMINAL in networks and networks != {TERMINAL}:
        raise TerminalApart
    if second.id in ones:
        raise OnePerson
    if len(ones) + len(others) > MOST_ACCOUNTS:
        raise TooManyAccounts


def fresh(link: Link | None) -> None:
    """Refuses to begin a link in the place of one that both sides have confirmed."""
    if link is not None and link.state is State.WAITING:
        raise LinkWaits


def confirmed(link: Link | None, account: int, meant: int = 0) -> Link:
    """The link with this account's word: who gave the code says so first, and then who made it.

    meant is the number on the button, 0 where words were typed: an old button confirms no other link.
    """
    if link is None or link.state is State.WAITING or meant not in (0, link.id):
        raise NothingToConfirm
    if account == link.first and link.state is State.GIVEN:
        raise OthersTurn
    if account == link.second and link.state is State.CONFIRMED:
        raise NothingToConfirm
    return Link(link.id, link.first, link.second, State.CONFIRMED, link.until)


def is_asked(link: Link, account: int) -> bool:
    """Whether a link waits for this account's word."""
    asked = {State.GIVEN: link.second, State.CONFIRMED: link.first}
    return asked.get(link.state) == account


def since(ago: timedelta | datetime | None, now: datetime) -> datetime:
    """Since when an account is lost."""
    if isinstance(ago, datetime):
        raise LengthWanted
    if ago is not None and ago > LONGEST_LOST:
        raise TooLongAgo
    return now - (ago or timedelta())


def place(which: str, own: int, mine: Sequence[int]) -> int | None:
    """Which of my accounts is meant by its place in the list; None where the words name somebody else."""
    others = [account for account in mine if account != own]
    if not which and len(others) == 1:
        return others[0]
    if not which:
        raise WhichAccount("")
    if not (which.isdecimal() and len(which) <= 2):
        return None
    if not 1 <= int(which) <= len(mine):
        raise WhichAccount(which)
    return mine[int(which) - 1]


def address(words: str, network: str) -> Address:
    """An account as people name it: on their own network, or as it can only be written on another one."""
    mention = _MENTION.match(words)
    if network == TERMINAL:
        return Address(network, words.removeprefix("@").casefold())
    if mention:
        return Address("discord", mention[1])
    return Address("matrix" if _ON_MATRIX.match(words) else network, words)


def enough(said: Mapping[int, datetime], now: datetime) -> bool:
    """Whether so many members have said the same lately that it is done."""
    return sum(at > now - WORD_LASTS for at in said.values()) >= VOUCHERS
