"""A campaign: what is fought for, with a goal; people sign its letter, or pledge to do a thing together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from zlib import crc32

from bot.api.number import Numbered
from bot.api.people import Address
from bot.api.text import folded
from cogs.campaigns.rules import errors

TITLE_LIMIT, TEXT_LIMIT, ADDRESSEE_LIMIT, SOURCE_LIMIT, SYMBOL_LIMIT = 120, 4000, 200, 300, 16
NAME_LIMIT = 24
MOST_RUNNING = 100
LARGEST_GOAL = 10_000_000
NO_ROOM = Address("", "")
_COMMON = "a an and for of the to de del el en la las los para por un una y"


class Kind(Enum):
    """What is asked of people: a name under a letter, or a promise that holds once enough have made it."""

    LETTER = "letter"
    PLEDGE = "pledge"

    @classmethod
    def read(cls, word: str) -> Kind | None:
        return _KINDS.get(folded(word))


_KINDS = {
    "letter": Kind.LETTER,
    "petition": Kind.LETTER,
    "carta": Kind.LETTER,
    "peticion": Kind.LETTER,
    "pledge": Kind.PLEDGE,
    "promise": Kind.PLEDGE,
    "compromiso": Kind.PLEDGE,
    "promesa": Kind.PLEDGE,
}


class State(Enum):
    """WAITING is for sponsors or a motion; MET is a pledge whose number was reached."""

    WAITING = "waiting"
    OPEN = "open"
    MET = "met"
    ENDED = "ended"
    ARCHIVED = "archived"


RUNNING = frozenset({State.OPEN, State.MET})


class Outcome(Enum):
    WON = "won"
    LOST = "lost"
    PARTLY = "partly"

    @classmethod
    def read(cls, word: str) -> Outcome | None:
        return _OUTCOMES.get(folded(word))


_OUTCOMES = {
    "won": Outcome.WON,
    "win": Outcome.WON,
    "ganada": Outcome.WON,
    "ganado": Outcome.WON,
    "lost": Outcome.LOST,
    "perdida": Outcome.LOST,
    "perdido": Outcome.LOST,
    "partly": Outcome.PARTLY,
    "partly won": Outcome.PARTLY,
    "en parte": Outcome.PARTLY,
    "parcial": Outcome.PARTLY,
}


@dataclass(frozen=True, slots=True)
class Version:
    """The words as they stood: what a person signed stays what they signed. Versions count from 1."""

    number: int
    title: str = field(repr=False)
    text: str = field(repr=False)
    at: datetime


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign as it stands; title and text are those of its newest version.

    name is the short word that people type for it, folded, one in its assembly. goal is a number of people;
    workplace is the bloc whose declared size a pledge's goal was taken from. bloc is whose it is, None the
    whole assembly's. motion is the carried motion that it follows from, or waits for. locale is the language
    of the text. milestone is the last number that was told of it.
    """

    id: int
    assembly: int
    number: Numbered
    name: str = field(repr=False)
    kind: Kind
    state: State
    title: str = field(repr=False)
    text: str = field(repr=False)
    goal: int
    locale: str
    room: Address
    started_at: datetime
    version: int = 1
    addressee: str = field(default="", repr=False)
    symbol: str = field(default="", repr=False)
    starter: int | None = None
    bloc: int | None = None
    workplace: int | None = None
    motion: Numbered | None = None
    sponsors_needed: int = 0
    opened_at: datetime | None = None
    closes_at: datetime | None = None
    met_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: Outcome | None = None
    news: str = field(default="", repr=False)
    source: str = field(default="", repr=False)
    together_at: int = 0
    asked_at: datetime | None = None
    shown_at: datetime | None = None
    asked_version: int = 1
    milestone: int = 0
    milestone_at: datetime | None = None

    @property
    def is_running(self) -> bool:
        """Whether it can be signed."""
        return self.state in RUNNING

    @property
    def edition(self) -> int:
        """A number that stands for the words as they are, for telling whether somebody has read others."""
        return crc32(f"{self.title}\n{self.text}".encode()) >> 1 or 1

    @property
    def is_untold(self) -> bool:
        """Whether its time was up and nobody has said what came of it; a pledge that never held is told."""
        is_up = self.state is State.ENDED and self.outcome is None
        return is_up and not (self.is_pledge and self.met_at is None)

    @property
    def is_pledge(self) -> bool:
        return self.kind is Kind.PLEDGE


def short_name(title: str, taken: frozenset[str]) -> str:
    """The word that people type for a campaign: the longest of its title's that is not too common."""
    words = [w for w in re.findall(r"[^\W\d_]+", folded(title)) if w not in _COMMON.split()]
    found = max(words, key=len, default="campaign")[:NAME_LIMIT]
    if found not in taken:
        return found
    return next(f"{found}-{n}" for n in range(2, MOST_RUNNING * 10) if f"{found}-{n}" not in taken)


def unlisted_name(name: str, number: Numbered) -> str:
    """The name of what is an unlisted bloc's: with its number, so that none that others choose is taken."""
    return f"{name[:16]}-{number}"


def titled(some: Iterable[Campaign], word: str) -> Campaign | None:
    """The only one of these whose title this is, or has this word: few people look its short name up."""
    wanted, some = folded(word), list(some)
    if len(whole := [one for one in some if folded(one.title) == wanted]) == 1:
        return whole[0]
    if not re.search(r"[^\W\d]", wanted) or wanted in _COMMON.split():
        return None
    found = [one for one in some if wanted in re.findall(r"[^\W_]+", folded(one.title))]
    return found[0] if len(found) == 1 else None


def name_of(words: str) -> str:
    """A short name as it is kept, for comparing with what people type; never one that reads as a number."""
    name = "-".join(re.findall(r"[^\W_]+", folded(words)))[:NAME_LIMIT].strip("-")
    if not re.search(r"[^\W\d]", name):
        raise errors.NoName(words)
    return name


def opened(campaign: Campaign, now: datetime) -> Campaign:
    """The campaign from when it can be signed."""
    if campaign.state is not State.WAITING:
        raise errors.NotWaiting(campaign.number)
    return replace(campaign, state=State.OPEN, opened_at=now)


def ended(campaign: Campaign, outcome: Outcome, news: str, source: str, now: datetime) -> Campaign:
    """The campaign with what came of it; that may be said long after its time was up."""
    if campaign.state is State.WAITING:
        raise errors.NeverOpened(campaign.number, campaign.name)
    if not campaign.is_running and not campaign.is_untold:
        raise errors.HasEnded(campaign.number, campaign.name)
    return replace(campaign, state=State.ENDED, outcome=outcome, news=news, source=source, ended_at=now)


def must_go_on(campaign: Campaign) -> None:
    """Refuses a campaign that is over."""
    if campaign.state in (State.ENDED, State.ARCHIVED):
        raise errors.HasEnded(campaign.number, campaign.name)


def is_unmet(campaign: Campaign) -> bool:
    """Whether a pledge still waits for its number: nobody may learn how many have made it."""
    return campaign.is_pledge and campaign.state is State.OPEN


def as_before_its_end(campaign: Campaign) -> Campaign:
    """The campaign as it was before somebody said what came of it."""
    ends = (campaign.closes_at, campaign.ended_at)
    untold = replace(campaign, outcome=None, news="", source="", ended_at=None)
    if ends[0] and ends[1] and ends[0] <= ends[1]:
        return closed(replace(untold, state=State.ENDED))
    return replace(untold, state=State.MET if campaign.met_at else State.OPEN)


def is_up(campaign: Campaign, now: datetime) -> bool:
    """Whether a campaign runs whose time is up; a pledge that waits for its number ends in another way."""
    at_end = campaign.closes_at is not None and campaign.closes_at <= now
    return at_end and campaign.is_running and not is_unmet(campaign)


def closed(campaign: Campaign) -> Campaign:
    """The campaign from when it can't be signed any more; what came of it is said later."""
    return replace(campaign, state=State.ENDED, ended_at=campaign.closes_at)


def archived(campaign: Campaign) -> Campaign:
    """The campaign as it is in no list any more; its short name is free for another."""
    if campaign.is_running:
        raise errors.StillRuns(campaign.number, campaign.name)
    if campaign.state is State.ARCHIVED:
        raise errors.HasEnded(campaign.number, campaign.name)
    return replace(campaign, state=State.ARCHIVED, name=f"{campaign.name}.{campaign.number}")


def sizes(goal: int, closes_at: datetime | None, now: datetime) -> None:
    """Refuses a goal that is none, and a closing date that has gone by."""
    if goal < 1 or goal > LARGEST_GOAL:
        raise errors.NoGoal(goal)
    if closes_at is not None and closes_at <= now:
        raise errors.ClosesInThePast(closes_at)
