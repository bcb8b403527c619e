"""Signing: what becomes of a signature when somebody signs, or signs again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import NamedTuple

from cogs.campaigns.rules import errors
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.signature import Mark, Shown, Signature, Standing, Stated

_OURS = Mark.TELL | Mark.AGREED | Mark.NEW
SAID_YES = 4
"""What the counters add to a number of Shown where its owner has said yes."""
NEW_FOR = timedelta(days=3)
"""An account that has been there for less is a new one."""


class Choice(NamedTuple):
    """What a person asks for; None and empty leave it as it was, or as it is for whoever says nothing."""

    shown: Shown | None = None
    called: str = ""
    tell: bool | None = None

    def __repr__(self) -> str:
        return type(self).__name__


class Said(NamedTuple):
    """What a person says of themselves, in their own words; empty where they say nothing."""

    trade: str = ""
    workplace: str = ""
    association: str = ""
    country: str = ""

    def __repr__(self) -> str:
        return type(self).__name__


@dataclass(slots=True)
class Held:
    """A signature with all that is kept beside it."""

    signature: Signature
    workplace: int | None = None
    association: int | None = None
    called: str = field(default="", repr=False)


@dataclass(slots=True)
class Given:
    """What goes into a signature besides the choice: terms by id, and how it stands if it is new."""

    stated: Stated
    language: int | None
    standing: Standing
    is_new: bool
    hour: int


def signed(
    campaign: Campaign, person: int, choice: Choice, given: Given, bloc: int | None, before: Held | None
) -> Held:
    """The signature as it stands now; bloc vouches for it.

    What is not said anew stays, and so do the hour of the first time and the words that were signed then:
    whoever changes what is shown has not read others.
    """
    old, stated = before.signature if before else None, given.stated
    shown, called = _shown(campaign, choice, before)
    marks = _marks(campaign, choice, given, shown, old)
    if before is None or old is None:
        one = Signature(
            *(campaign.id, person, campaign.version, stated.trade, bloc, given.language, stated.country),
            *(given.standing, shown, marks, given.hour),
        )
        return Held(one, stated.workplace, stated.association, called)
    one = Signature(
        *(campaign.id, person, old.version, stated.trade or old.trade, bloc, given.language),
        *(stated.country or old.country, old.standing, shown, marks, old.hour),
    )
    workplace = stated.workplace or before.workplace
    return Held(one, workplace, stated.association or before.association, called)


def _shown(campaign: Campaign, choice: Choice, before: Held | None) -> tuple[Shown, str]:
    """To whom the name is shown, and which one; a name that nobody is to see is not kept."""
    shown = choice.shown
    if shown is None:
        shown = before.signature.shown if before else Shown.NOBODY
    if shown is Shown.NOBODY:
        return shown, ""
    called = choice.called or (before.called if before else "")
    if not any(letter.isalpha() for letter in called):
        raise errors.NameNeeded(campaign.number, shown.name.lower())
    return shown, called


def _marks(campaign: Campaign, choice: Choice, given: Given, shown: Shown, old: Signature | None) -> int:
    """Who has said yes to show their name has not said so for another way of showing it."""
    tells = choice.tell if choice.tell is not None else (old is None or old.has(Mark.TELL))
    agreed = old is not None and old.has(Mark.AGREED) and (campaign.is_pledge or shown is old.shown)
    is_new = old.has(Mark.NEW) if old else given.is_new
    others = old.marks & ~_OURS if old else 0
    return others | Mark.TELL * tells | Mark.AGREED * agreed | Mark.NEW * is_new


def one_of(some: Mapping[int, Held], person: int) -> Held:
    """Of several signatures of one person the one that was given last, under this number; of two in the same
    hour the one that shows the name to fewer."""
    last = min(
        some.values(), key=lambda held: (-held.signature.hour, held.signature.shown is not Shown.NOBODY)
    )
    return replace(last, signature=replace(last.signature, person=person))


def marked(held: Held, mark: int, yes: bool) -> Held:
    """The same with a mark, or without it."""
    one = held.signature
    return replace(held, signature=replace(one, marks=one.marks | mark if yes else one.marks & ~mark))


def may_show(campaign: Campaign, held: Held) -> bool:
    """Whether the name stands where everybody can read it."""
    one = held.signature
    if one.standing is not Standing.CONFIRMED or one.shown is Shown.NOBODY:
        return False
    if campaign.is_pledge:
        return campaign.met_at is not None and one.has(Mark.AGREED)
    return one.shown is Shown.EVERYONE or (campaign.shown_at is not None and one.has(Mark.AGREED))


def named(campaign: Campaign, counted: Mapping[int, int]) -> int:
    """How many names stand there, of counts by whom they are to be shown to and whether that is agreed."""
    everyone, together = int(Shown.EVERYONE), int(Shown.TOGETHER)
    agreed = {shown: counted.get(shown + SAID_YES, 0) for shown in (everyone, together)}
    if campaign.is_pledge:
        return sum(agreed.values()) if campaign.met_at is not None else 0
    with_others = agreed[together] if campaign.shown_at is not None else 0
    return counted.get(everyone, 0) + agreed[everyone] + with_others


def together_at(campaign: Campaign) -> int:
    """With how many others a name is shown together."""
    return campaign.together_at or campaign.goal
