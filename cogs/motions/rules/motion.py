"""A motion and the verbs of its life: move, second, open, edit, withdraw, postpone, close."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fractions import Fraction

from bot.api.number import Numbered
from bot.ballots.defaults import USUAL_VOTE
from bot.ballots.rules import MAJORITY, Threshold, Votes
from bot.ballots.threshold import Quorum
from bot.dates.hour import Hour
from cogs.motions.rules import errors
from cogs.motions.rules.state import DECIDED, UNDECIDED, State
from cogs.motions.rules.terms import Terms

TITLE_LIMIT, TEXT_LIMIT, REASON_LIMIT = 200, 4000, 300
PRACTICE_VOTE, EARLY_NOTICE, EXTENDED_BY = timedelta(minutes=50), timedelta(hours=1), timedelta(hours=24)
LAPSES_AFTER, REOPENED_FOR, UNREADABLE_FOR = timedelta(days=14), timedelta(hours=1), timedelta(hours=1)
SAME_WITHIN, PRACTICE_GONE = timedelta(minutes=10), timedelta(hours=1)
UNDECIDED_EACH, OBJECTIONS_NEEDED = 2, 2


@dataclass(frozen=True, slots=True)
class Motion:
    """A proposal put to the body; its text is frozen when voting opens.

    closes_after counts from the opening and is rounded up to the hour, closes_on is a fixed instant;
    closes_at holds while voting is open, closes_before is what it was before an early close was announced;
    kept_open says that members stopped one.
    unnamed stays with a motion that was moved while its assembly was careful. votes says who sees what of
    the ballots. quorum is a number, reckoned when voting opens where quorum_share asks for a share of the
    roll, or of size people if that is more. debate_until is when voting may open at the earliest. An
    amendment is a motion whose number is a part of the main one's; accepted says that the mover took it up.
    locale is the language of the text that binds. before is the state that a motion had when it was set
    aside. hidden is an amendment whose motion was. restores is what an appeal would bring back:
    a motion, or that suggestion to it. bloc is whose own motion it is; unlisted says that nobody else may
    know of it. double asks for a majority of the blocs too. deed is what is done when it is carried, undone
    why that could not be. origin is the motion of a bloc that it carries up, sitting its meeting.
    """

    assembly: int
    number: Numbered
    mover: int | None
    title: str = field(repr=False)
    text: str = field(repr=False)
    moved_at: datetime
    id: int = 0
    state: State = State.MOVED
    threshold: Threshold = MAJORITY
    quorum: int = 0
    seconds: int = 1
    closes_after: timedelta = USUAL_VOTE
    closes_on: datetime | None = None
    lapses_at: datetime | None = None
    opened_at: datetime | None = None
    closes_at: datetime | None = None
    closes_before: datetime | None = None
    ended_at: datetime | None = None
    box: int | None = None
    room: tuple[str, str] = ("", "")
    practice: bool = False
    reopened: bool = False
    unnamed: bool = False
    report: str = ""
    votes: Votes = Votes.OPEN
    quorum_share: Fraction | None = None
    size: int = 0
    extend_once: bool = False
    extended: bool = False
    debate_until: datetime | None = None
    hour: Hour | None = None
    accepted: bool = False
    locale: str = ""
    before: State | None = None
    set_aside_for: str = field(default="", repr=False)
    disputed_at: datetime | None = None
    outcome: str = field(default="", repr=False)
    review_at: datetime | None = None
    reminded_at: datetime | None = None
    kept_open: bool = False
    hidden: bool = False
    restores: Numbered | None = None
    restored_suggestion: int = 0
    bloc: int | None = None
    unlisted: bool = False
    double: bool = False
    deed: str = field(default="", repr=False)
    undone: str = field(default="", repr=False)
    origin: Numbered | None = None
    sitting: int | None = None

    @property
    def is_amendment(self) -> bool:
        return self.number.part > 0

    @property
    def is_sealed(self) -> bool:
        """Whether nobody may see a count or who voted how: until it is decided; for good if it never is."""
        return self.votes.are_sealed and not {self.state, self.before} & set(DECIDED)

    @property
    def is_unreadable(self) -> bool:
        """Whether its words are set aside, or those that it would change."""
        return self.state is State.SET_ASIDE or self.hidden

    @property
    def goes_up(self) -> bool:
        """Whether it is a bloc's decision that can be brought to the body above."""
        is_plain = not (self.deed or self.practice or self.is_amendment or self.restores)
        return self.bloc is not None and self.state is State.CARRIED and is_plain

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED


def move(
    assembly: int, number: Numbered, mover: int | None, title: str, text: str, terms: Terms, now: datetime
) -> Motion:
    """A motion that waits to be seconded."""
    moved = Motion(assembly, number, mover, title, text, moved_at=now, lapses_at=now + LAPSES_AFTER)
    return with_terms(moved, terms)


def with_terms(motion: Motion, terms: Terms) -> Motion:
    """The motion with these terms written into it."""
    closes = terms.closes
    return replace(
        motion,
        threshold=terms.threshold,
        quorum=terms.quorum,
        seconds=terms.seconds,
        closes_after=closes if isinstance(closes, timedelta) else USUAL_VOTE,
        closes_on=closes if isinstance(closes, datetime) else None,
        votes=terms.votes,
        quorum_share=terms.quorum_share,
        size=terms.size,
        extend_once=terms.extend_once,
        debate_until=terms.debate_until(motion.moved_at),
        hour=terms.hour,
    )


def terms_of(motion: Motion) -> Terms:
    """The terms of a motion; a fixed close is told as the usual length, for one that is proposed again."""
    debate = motion.debate_until - motion.moved_at if motion.debate_until else None
    return Terms(
        threshold=motion.threshold,
        quorum=0 if motion.quorum_share else motion.quorum,
        seconds=motion.seconds,
        closes=motion.closes_after,
        votes=motion.votes,
        debate=debate,
        extend_once=motion.extend_once,
        quorum_share=motion.quorum_share,
        size=motion.size,
        hour=motion.hour,
    )


def second(motion: Motion, seconder: int, seconders: frozenset[int]) -> frozenset[int]:
    """The seconders with one more."""
    if motion.state is not State.MOVED:
        raise errors.NotNow(motion.number, motion.state)
    if seconder == motion.mover:
        raise errors.MoverCannotSecond(motion.number)
    if seconder in seconders:
        raise errors.AlreadySeconded(motion.number)
    return seconders | {seconder}


def open_voting(motion: Motion, box: int, shortest: timedelta, now: datetime, roll: int = 0) -> Motion:
    """The motion with voting open, and a share as quorum reckoned from the roll of this moment."""
    opened = replace(motion, state=State.OPEN, opened_at=now, lapses_at=None, box=box)
    opened = replace(opened, closes_at=_closing_time(motion, shortest, now))
    if motion.quorum_share is None:
        return opened
    size = max(motion.size, roll)
    return replace(opened, size=size, quorum=Quorum(share=motion.quorum_share).of(size, roll))


def _closing_time(motion: Motion, shortest: timedelta, now: datetime) -> datetime:
    """When voting closes; a fixed time that has come too near moves to the shortest vote.

    One that has gone by where a vote may be as short as one likes moves to the usual length. Only lengths
    are rounded up to the assembly's hour.
    """
    if motion.closes_on is not None and (fixed := max(motion.closes_on, now + shortest)) > now:
        return fixed
    earliest = now + max(motion.closes_after, shortest)
    return motion.hour.from_(earliest) if motion.hour else earliest


def edit(
    motion: Motion, editor: int, title: str, text: str, is_seconded: bool, terms: Terms | None = None
) -> Motion:
    """The draft with another title, text or terms, by its mover, until it is seconded."""
    if motion.state is not State.MOVED or is_seconded:
        raise errors.NotNow(motion.number, motion.state)
    if motion.mover != editor:
        raise errors.NotYours(motion.number)
    if not title and not text and terms is None:
        raise errors.NothingToChange(motion.number)
    edited = replace(motion, title=title or motion.title, text=text or motion.text)
    return edited if terms is None else with_terms(edited, terms)


def withdraw(motion: Motion, by: int, ballots: int, now: datetime) -> Motion:
    """The motion taken back by its mover, before the first ballot."""
    if motion.state not in (State.MOVED, State.OPEN, State.POSTPONED):
        raise errors.NotNow(motion.number, motion.state)
    if motion.mover != by:
        raise errors.NotYours(motion.number)
    if ballots:
        raise errors.BallotsCast(motion.number)
    return replace(motion, state=State.WITHDRAWN, ended_at=now, closes_at=None, lapses_at=None)


def postpone(motion: Motion, by: int, is_steward: bool) -> Motion:
    """The draft put off until it is resumed."""
    _mover_or_steward(motion, by, is_steward)
    return _turned(motion, State.MOVED, State.POSTPONED, None)


def resume(motion: Motion, by: int, is_steward: bool, now: datetime) -> Motion:
    """The draft that was put off, waiting for a second again."""
    _mover_or_steward(motion, by, is_steward)
    return _turned(motion, State.POSTPONED, State.MOVED, now + LAPSES_AFTER)


def lapse(motion: Motion, now: datetime) -> Motion:
    """The draft that nobody seconded in time."""
    lapsed = _turned(motion, State.MOVED, State.LAPSED, None)
    return replace(lapsed, ended_at=now)


def is_to_be_cleared(motion: Motion, now: datetime) -> bool:
    """Whether a practice has had its hour, counted or not: it was said to be gone by then."""
    return motion.practice and motion.opened_at is not None and motion.opened_at + PRACTICE_GONE <= now


def close_early(
    motion: Motion, is_complete: bool, shortest: timedelta, now: datetime, notice: timedelta = EARLY_NOTICE
) -> Motion:
    """The motion closing now, if all have voted or no vote is too short; else with notice."""
    if motion.state is not State.OPEN or motion.closes_at is None or motion.opened_at is None:
        raise errors.NotNow(motion.number, motion.state)
    if is_complete or not shortest:
        return replace(motion, state=State.CLOSING, closes_at=now, closes_before=None)
    if motion.kept_open:
        raise errors.StaysOpen(motion.number, motion.closes_at)
    announced = max(now + notice, motion.opened_at + shortest)
    if motion.closes_before is not None or announced >= motion.closes_at:
        raise errors.VoteTooShort(shortest)
    return replace(motion, closes_at=announced, closes_before=motion.closes_at)


def close_as_before(motion: Motion) -> Motion:
    """The motion with its first closing time, as whoever wanted to close it early thought better of it."""
    if motion.state is not State.OPEN or motion.closes_before is None:
        raise errors.NotNow(motion.number, motion.state)
    return replace(motion, closes_at=motion.closes_before, closes_before=None)


def keep_open(motion: Motion, objectors: frozenset[int], objector: int) -> tuple[Motion, frozenset[int]]:
    """The motion with its first closing time, once two members have asked for that."""
    if motion.state is not State.OPEN or motion.closes_before is None:
        raise errors.NotNow(motion.number, motion.state)
    if objector in objectors:
        raise errors.AlreadyObjected(motion.number)
    objectors |= {objector}
    if len(objectors) >= OBJECTIONS_NEEDED:
        motion = replace(motion, closes_at=motion.closes_before, closes_before=None, kept_open=True)
    return motion, objectors


def expire(motion: Motion, now: datetime) -> Motion:
    """The motion past its time: it takes no more votes, and is to be counted."""
    if motion.state is not State.OPEN or motion.closes_at is None or motion.closes_at > now:
        raise errors.NotNow(motion.number, motion.state)
    return replace(motion, state=State.CLOSING, closes_before=None)


def reopen(motion: Motion, now: datetime) -> Motion:
    """The motion open for another hour, as votes that were read late alone would change its outcome."""
    return replace(motion, state=State.OPEN, closes_at=now + REOPENED_FOR, reopened=True)


def _mover_or_steward(motion: Motion, by: int, is_steward: bool) -> None:
    if motion.mover != by and not is_steward:
        raise errors.NotYours(motion.number)


def _turned(motion: Motion, before: State, after: State, lapses_at: datetime | None) -> Motion:
    if motion.state is not before:
        raise errors.NotNow(motion.number, motion.state)
    return replace(motion, state=after, lapses_at=lapses_at)
