"""A letter that is handed over: who stands under it, and in what form."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum

from bot.api.errors import RuleError
from bot.api.number import Numbered
from cogs.campaigns.rules.campaign import Campaign

MOST_ON_PAPER = 5000
"""More names than that make no PDF that somebody would print."""
FETCHED_WITHIN = timedelta(days=1)
"""For so long a steward may fetch what another agreed to."""
_FORMULA = "=+-@\t\r|%＝＋－＠"


class Form(Enum):
    """What the file is for: a spreadsheet, a program, a text, paper."""

    CSV = "csv"
    JSON = "json"
    MARKDOWN = "md"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Signatory:
    """One line under the letter; called is empty where the name is shown to nobody.

    version is that of the words that were signed, where they are not those of now: nobody stands as one who
    signed what they did not.

    Whether a bloc vouches for somebody is in none: it would tell of whom a bloc knows.
    """

    called: str = field(repr=False)
    trade: str = field(default="", repr=False)
    workplace: str = field(default="", repr=False)
    association: str = field(default="", repr=False)
    country: str = field(default="", repr=False)
    version: int = 0

    @property
    def stated(self) -> str:
        """What they say of themselves, in a row."""
        return ", ".join(part for part in (self.trade, self.workplace, self.association) if part)


@dataclass(frozen=True, slots=True)
class Sums:
    """How many stand under the letter: in all, with their name, on paper; and the organisations."""

    total: int
    named: int
    paper: int = 0
    organisations: tuple[str, ...] = field(default=(), repr=False)

    @property
    def unnamed(self) -> int:
        return self.total - self.named


@dataclass(eq=False, repr=False)
class NotMetYet(RuleError):
    """Of a pledge nothing is handed over before its number is reached."""

    number: Numbered


@dataclass(eq=False, repr=False)
class TooManyForPaper(RuleError):
    """More names than are set on paper."""

    number: Numbered
    most: int


class LetterNotSet(RuleError):
    """The letter could not be set on paper just now."""


@dataclass(eq=False, repr=False)
class StewardsOnly(RuleError):
    """What people stated of themselves is for stewards, two of them."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NoPersonalForm(RuleError):
    """What people stated is handed over as a table or as JSON alone."""

    number: Numbered


@dataclass(eq=False, repr=False)
class OfABloc(RuleError):
    """What was stated under a bloc's own campaign stays with the bloc."""

    number: Numbered


def ready(campaign: Campaign) -> Campaign:
    """Refuses what may not be handed over yet."""
    if campaign.is_pledge and campaign.met_at is None:
        raise NotMetYet(campaign.number)
    return campaign


def cell(words: str) -> str:
    """Words in one line that no spreadsheet takes for a formula."""
    line = " ".join(words.split())
    return f"'{line}" if line.startswith(tuple(_FORMULA)) else line
