"""Amendments: changes of a motion's words, taken up by its mover or voted on before it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from bot.api.errors import RuleError, TooLong
from bot.api.number import Numbered
from bot.ballots.rules import MAJORITY, Threshold, Way
from cogs.motions.rules import errors
from cogs.motions.rules.motion import TEXT_LIMIT, TITLE_LIMIT, Motion
from cogs.motions.rules.state import UNDECIDED, State
from cogs.motions.rules.wording import clash, merged

MOST_AMENDMENTS, OPEN_EACH = 99, 2
ARROW = "=>"
VOTED_ON = (State.OPEN, State.CLOSING)
DRAFTS = (State.MOVED, State.POSTPONED)
"""States in which a motion can still come to a vote as it stands."""
Words = tuple[str, str]
"""A title and a text."""


class Fall(Enum):
    """Why an amendment comes to its end undecided."""

    OPENED = "opened"
    SAME = "same"
    ENDED = "ended"


@dataclass(eq=False, repr=False)
class NoAmendmentToAmendments(RuleError):
    """What is to be amended is an amendment itself."""

    number: Numbered


@dataclass(eq=False, repr=False)
class TooLateToAmend(RuleError):
    """The motion is no draft any more."""

    number: Numbered
    state: State


@dataclass(eq=False, repr=False)
class TooManyAmendments(RuleError):
    """This member has as many open amendments to the motion as one may have."""

    numbers: tuple[Numbered, ...]


@dataclass(eq=False, repr=False)
class NoMoreAmendments(RuleError):
    """The motion has as many amendments as there are numbers for."""

    number: Numbered


@dataclass(eq=False, repr=False)
class SameWords(RuleError):
    """The amendment would change nothing."""

    number: Numbered


@dataclass(eq=False, repr=False)
class WordsNotThere(RuleError):
    """The words to be replaced stand in the motion not at all, or more than once."""

    number: Numbered
    words: str
    times: int


@dataclass(eq=False, repr=False)
class NoAmendment(RuleError):
    """The act is for amendments, and the number is that of a motion."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NotForAmendments(RuleError):
    """The act is for motions, and the number is that of an amendment."""

    number: Numbered


@dataclass(eq=False, repr=False)
class OwnAmendment(RuleError):
    """Nobody accepts their own amendment: others have relied on the words as they are."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NotTheMoversToAccept(RuleError):
    """Only the member who moved the motion can accept a change of it."""

    number: Numbered


@dataclass(eq=False, repr=False)
class SameWordsVotedOn(RuleError):
    """Another amendment changes the same words, and is being voted on."""

    number: Numbered
    other: Numbered


def words_amended(motion: Motion) -> str:
    """What an amendment changes: the text of a motion that has one, else its title."""
    return motion.text or motion.title


def reworded(motion: Motion, words: str, text: str) -> str:
    """The words with the change that a person wrote: all of them as they shall read, or "old => new"."""
    old, arrow, new = (part.strip() for part in text.partition(ARROW))
    if not arrow or not old or ARROW in new or "\n" in text:
        return text
    places = [found.span() for found in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", words)]
    if len(places) != 1:
        raise WordsNotThere(motion.number, old, len(places))
    before, after = words[: places[0][0]], words[places[0][1] :]
    if not new:
        before, after = before.rstrip(), after if after[:1] in ".,;:!?" else f" {after.lstrip()}"
    return f"{before}{new}{after}".strip()


def amend(
    main: Motion, before: Sequence[Motion], mover: int, text: str, shortest: timedelta, now: datetime
) -> Motion:
    """A change of a draft's words, which waits for its mover to accept it, or for a second.

    before are all amendments that the motion has had.
    """
    if main.is_amendment:
        raise NoAmendmentToAmendments(main.number)
    if main.state is not State.MOVED:
        raise TooLateToAmend(main.number, main.state)
    own = tuple(a.number for a in before if a.mover == mover and a.is_undecided)
    if len(own) >= OPEN_EACH:
        raise TooManyAmendments(own)
    part = 1 + max((a.number.part for a in before), default=0)
    if part > MOST_AMENDMENTS:
        raise NoMoreAmendments(main.number)
    made = Motion(
        assembly=main.assembly,
        number=Numbered.of(main.number, part),
        mover=mover,
        title=main.title,
        text=main.text,
        moved_at=now,
        threshold=threshold(main.threshold),
        quorum=main.quorum,
        seconds=max(1, main.seconds),
        closes_after=length(main, shortest),
        votes=main.votes,
        quorum_share=main.quorum_share,
        size=main.size,
        hour=main.hour,
        room=main.room,
        unnamed=main.unnamed,
        locale=main.locale,
        bloc=main.bloc,
        unlisted=main.unlisted,
    )
    return put(made, main, reworded(main, words_amended(main), text))


def threshold(of_main: Threshold) -> Threshold:
    """What an amendment needs: more than half of the votes cast, or what a consensus asks for."""
    return MAJORITY if of_main.way is Way.SHARE else of_main


def put(amendment: Motion, main: Motion, words: str) -> Motion:
    """The amendment with other words for the motion, which have to differ from those it has."""
    if words == words_amended(main):
        raise SameWords(amendment.number)
    if main.text:
        return replace(amendment, text=words)
    if len(words) > TITLE_LIMIT:
        raise TooLong("title", len(words), TITLE_LIMIT)
    return replace(amendment, title=words)


def edit(amendment: Motion, main: Motion, editor: int, text: str, is_seconded: bool) -> Motion:
    """The amendment with other words, by its mover, until it is seconded."""
    if amendment.state is not State.MOVED or is_seconded:
        raise errors.NotNow(amendment.number, amendment.state)
    if amendment.mover != editor:
        raise errors.NotYours(amendment.number)
    if not text:
        raise errors.NothingToChange(amendment.number)
    return put(amendment, main, reworded(main, words_amended(amendment), text))


def accept(amendment: Motion, main: Motion, others: Collection[Motion], by: int, now: datetime) -> Motion:
    """The amendment taken up by the motion's mover; others are its fellows that are not decided."""
    if main.mover != by:
        raise NotTheMoversToAccept(main.number)
    if amendment.mover == by:
        raise OwnAmendment(amendment.number)
    if amendment.state is not State.MOVED:
        raise errors.NotNow(amendment.number, amendment.state)
    if main.state is not State.MOVED:
        raise TooLateToAmend(main.number, main.state)
    if (other := rival(amendment, main, others)) is not None:
        raise SameWordsVotedOn(amendment.number, other.number)
    return replace(amendment, state=State.CARRIED, accepted=True, ended_at=now)


def rival(amendment: Motion, main: Motion, others: Collection[Motion]) -> Motion | None:
    """Another amendment that is voted on and changes the same words."""
    voted_on = [o for o in others if o.state in VOTED_ON and o.number != amendment.number]
    return next((o for o in voted_on if is_rival(amendment, o, main)), None)


def is_rival(one: Motion, other: Motion, main: Motion) -> bool:
    """Whether two amendments are about the same words of a motion."""
    return clash(main.title, one.title, other.title) or clash(main.text, one.text, other.text)


def taken_up(main: Motion, amendment: Motion, base: Words) -> Motion:
    """The motion with an amendment's words; a motion that is at its end stays as it was."""
    if main.opened_at is not None or main.state not in DRAFTS:
        return main
    title, text = _together(amendment, base, main)
    return replace(main, title=title, text=text)


def followed(amendment: Motion, base: Words, main: Motion) -> Motion:
    """The amendment on the words that its motion has now; what it changes itself stands as it did."""
    title, text = _together(amendment, base, main)
    return replace(amendment, title=title, text=text)


def _together(amendment: Motion, base: Words, main: Motion) -> Words:
    """What has become of the base in a motion, with what the amendment changes in it.

    Where both together are too long, the amendment's words stand alone, and its card shows what goes out.
    """
    title = merged(base[0], main.title, amendment.title)
    text = merged(base[1], main.text, amendment.text)
    return (
        title if len(title) <= TITLE_LIMIT else amendment.title,
        text if len(text) <= TEXT_LIMIT else amendment.text,
    )


def fall(amendment: Motion, now: datetime) -> Motion:
    """The amendment at an end without a decision: nobody was for it in time, or its motion is no more."""
    if amendment.state not in UNDECIDED:
        raise errors.NotNow(amendment.number, amendment.state)
    return replace(amendment, state=State.LAPSED, ended_at=now, closes_at=None)


def changes_nothing(amendment: Motion, main: Motion) -> bool:
    """Whether the motion reads already as the amendment asks."""
    return (amendment.title, amendment.text) == (main.title, main.text)


def length(main: Motion, shortest: timedelta) -> timedelta:
    """How long an amendment is voted on: the shortest vote that the assembly allows, if it has one."""
    return shortest or main.closes_after
