"""Who was put up for an election, and whether they stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from bot.api.text import clean
from cogs.polls.rules import nomination_errors as errors
from cogs.polls.rules.ballot_words import REOPEN
from cogs.polls.rules.likeness import drawn_as, unstacked
from cogs.polls.rules.option import TEXT_LIMIT, Option
from cogs.polls.rules.poll import Poll, State
from cogs.polls.rules.seed import drawn

STATEMENT_LIMIT = 1000
LEAST_NOMINATIONS = 5
MOST_STANDING = 49
"""With "reopen nominations" they are as many as a ballot paper has lines."""

_NOBODYS = tuple(drawn_as(words) for words in REOPEN if " " in words)
"""What nobody is called; that leaves Ron their name."""


class Standing(Enum):
    """ASKED is nobody's to know but theirs; WITHDRAWN stood, and does so no longer."""

    ASKED = "asked"
    STANDING = "standing"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Nomination:
    """A member who was put up; by is who did it, None for themselves, and for who had themselves erased."""

    poll: int
    member: int
    at: datetime
    by: int | None = None
    called: str = field(default="", repr=False)
    statement: str = field(default="", repr=False)
    state: Standing = Standing.ASKED

    @property
    def stands(self) -> bool:
        return self.state is Standing.STANDING

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state is Standing.ASKED


def must_nominate(poll: Poll) -> None:
    """Refuses to put anybody up once it is settled who stands."""
    if poll.state is not State.NOMINATING:
        raise errors.NominationsOver(poll.number, poll.state.value)


def most_by_one(poll: Poll) -> int:
    """How many others one member may nominate."""
    return max(LEAST_NOMINATIONS, poll.seats)


def name_of(poll: Poll, words: str, others: Collection[Nomination]) -> str:
    """What a candidate is called on the paper; it has to tell them from the others."""
    name = unstacked(" ".join(clean(words).split()))
    if not any(sign.isalpha() for sign in name):
        raise errors.NoName(poll.number)
    if len(name) > TEXT_LIMIT:
        raise errors.NameTooLong(poll.number, len(name), TEXT_LIMIT)
    if drawn_as(name).startswith(_NOBODYS):
        raise errors.CalledLikeNobody(poll.number)
    taken = {drawn_as(one.called) for one in others if one.stands}
    if drawn_as(name) in taken:
        raise errors.CalledTheSame(poll.number, name, _free(name, taken))
    return name


def name_in(account: str) -> str:
    """The part of an account's id by which a person may be known: ana of @ana:example.org."""
    return account.removeprefix("@").partition(":")[0]


def accept(nomination: Nomination, called: str) -> Nomination:
    """The nomination of a member who stands under this name."""
    return replace(nomination, called=called, state=Standing.STANDING)


def decline(nomination: Nomination) -> Nomination:
    return replace(nomination, state=Standing.DECLINED, called="", statement="")


def on_paper(poll: Poll, standing: Sequence[Nomination], seed: str) -> tuple[Option, ...]:
    """The lines of the ballot paper in the order that the lot draws; "reopen nominations" comes last."""
    of = {one.called: one.member for one in standing}
    some = [Option(n, name, member=of[name]) for n, name in enumerate(drawn(seed, of), 1)]
    if poll.stands_open:
        some.append(Option(len(some) + 1, reopens=True))
    return tuple(some)


def mark_withdrawn(poll: Poll, member: int) -> Poll:
    """The election whose paper says that this member stands no longer, wherever they are from then on."""
    marked = [replace(o, withdrawn=True, left=False) if o.member == member else o for o in poll.options]
    return replace(poll, options=tuple(marked))


def stand_once(poll: Poll, member: int) -> Poll:
    """The election in which one person, who stood under two accounts, stands once: where they did not leave.

    Who ranked both has ranked the one that stays.
    """
    mine = [o for o in poll.options if o.member == member and (o.left or not o.withdrawn)]
    again = sorted(mine, key=lambda o: (o.left, o.n))[1:]
    marked = [replace(o, withdrawn=True, left=False) if o in again else o for o in poll.options]
    return replace(poll, options=tuple(marked))


def set_aside(poll: Poll, there: Collection[int]) -> Poll:
    """The election whose paper says that those who are there no longer stand no longer either.

    Who comes back stands as before: nobody is rid of a rival by having them taken off the roll for a day.
    """
    return replace(poll, options=tuple(_marked(o, there) for o in poll.options))


def _marked(option: Option, there: Collection[int]) -> Option:
    if option.reopens or (option.withdrawn and not option.left):
        return option
    is_gone = option.member not in there
    return replace(option, withdrawn=is_gone, left=is_gone)


def _free(name: str, taken: Collection[str]) -> str:
    """A name that nobody has yet: this one with a number, cut where it grows too long."""
    n = 2
    while drawn_as(free := f"{name[: TEXT_LIMIT - 4]} {n}") in taken:
        n += 1
    return free
