"""What signatories are asked in private: whether they sign new words too, show their names, do as pledged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from bot.api.text import folded
from cogs.campaigns.rules.campaign import Campaign, State
from cogs.campaigns.rules.signature import Mark, Shown
from cogs.campaigns.rules.signing import Held, together_at

TIME_TO_ANSWER = timedelta(days=1)


class Question(Enum):
    """What is asked."""

    TEXT = "text"
    NAMES = "names"
    PLEDGE = "pledge"


class Yes(Enum):
    """What is answered: I sign the new text too; show my name; not yet; I will do it."""

    TEXT = "text"
    SHOW = "show"
    HIDE = "hide"
    DO = "do"

    @classmethod
    def read(cls, word: str) -> Yes | None:
        plain = folded(word)
        return next((cls(value) for value, words in _WORDS.items() if plain in (value, *words)), None)


_WORDS = {
    "text": ("new text", "texto"),
    "show": ("show my name", "mostrar", "muestra"),
    "hide": ("not yet", "ocultar", "todavia no", "aun no"),
    "do": ("i will", "yes", "hacer", "lo hare", "si"),
}


@dataclass(frozen=True, slots=True)
class Gathered:
    """How many whom a bloc vouches for have chosen to be shown together, and have said yes to it since."""

    together: int
    agreed: int


def text_asked(campaign: Campaign) -> Campaign | None:
    """The campaign once its signatories are asked about its newest words; None where they have been."""
    if not campaign.is_running or campaign.asked_version >= campaign.version:
        return None
    return replace(campaign, asked_version=campaign.version)


def names_asked(campaign: Campaign, gathered: Gathered, now: datetime) -> Campaign | None:
    """The campaign once enough want to be shown together, so that each is asked; None before and after."""
    if campaign.is_pledge or not campaign.is_running or campaign.asked_at is not None:
        return None
    return replace(campaign, asked_at=now) if gathered.together >= together_at(campaign) else None


def names_shown(campaign: Campaign, gathered: Gathered, now: datetime) -> Campaign | None:
    """The campaign once the names stand together: a day after the question, if enough said yes by then.

    Nobody's name is shown with fewer others than they chose, so who does not answer is not counted.
    """
    if campaign.asked_at is None or campaign.shown_at is not None or not campaign.is_running:
        return None
    is_time = now >= campaign.asked_at + TIME_TO_ANSWER
    is_enough = gathered.agreed >= together_at(campaign)
    return replace(campaign, shown_at=now) if is_time and is_enough else None


def met(campaign: Campaign, vouched: int, now: datetime) -> Campaign | None:
    """The pledge once so many have made it whom a bloc vouches for; None where that is not so.

    Each has a day to confirm it, also where it was met in the last minute.
    """
    if not campaign.is_pledge or campaign.state is not State.OPEN or vouched < campaign.goal:
        return None
    closes_at = max(campaign.closes_at, now + TIME_TO_ANSWER) if campaign.closes_at else None
    return replace(campaign, state=State.MET, met_at=now, closes_at=closes_at)


def is_lapsed(campaign: Campaign, now: datetime) -> bool:
    """Whether a pledge's date has passed without enough people."""
    is_over = campaign.closes_at is not None and campaign.closes_at <= now
    return campaign.is_pledge and campaign.state is State.OPEN and is_over


def lapsed(campaign: Campaign, now: datetime) -> Campaign:
    """The pledge that nobody is held to."""
    return replace(campaign, state=State.ENDED, ended_at=now)


def still_open(campaign: Campaign, held: Held) -> Yes | None:
    """What whoever signs after all were asked is asked with the answer."""
    if held.signature.has(Mark.AGREED) or not campaign.is_running:
        return None
    if campaign.state is State.MET:
        return Yes.DO
    return Yes.SHOW if campaign.asked_at and held.signature.shown is Shown.TOGETHER else None


def is_asked(campaign: Campaign, question: Question) -> bool:
    """Whether a question still stands."""
    if not campaign.is_running:
        return False
    match question:
        case Question.TEXT:
            return campaign.version > 1
        case Question.NAMES:
            return campaign.asked_at is not None
    return campaign.state is State.MET
