"""A decision as a file: what was decided by which rule from which ballots, in a form that anyone can check.

A voter stands in it under a mark, which their number and their own code give; the code comes from a salt
that the decision has to itself. What was decided is bound by a digest, which stands in the journal.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta

from bot.ballots.rules import Choice

FORMAT: Literal["folkmoot decision"] = "folkmoot decision"
VERSION, TITLE_LIMIT, TEXT_LIMIT = 1, 400, 20_000

Hash: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Moment: TypeAlias = Annotated[datetime, Meta(tz=True)]
Count: TypeAlias = Annotated[int, Meta(ge=0, le=1_000_000_000)]
Share: TypeAlias = Annotated[str, Meta(pattern="^[0-9]{1,6}/[1-9][0-9]{0,5}$")]
Word: TypeAlias = Literal["aye", "no", "abstain", "stand-aside", "block"]
End: TypeAlias = Literal["carried", "lost", "inquorate"]
Late: TypeAlias = Literal["no", "gap", "close"]

WORDS: dict[Choice, Word] = {
    Choice.AYE: "aye",
    Choice.NO: "no",
    Choice.ABSTAIN: "abstain",
    Choice.STAND_ASIDE: "stand-aside",
    Choice.BLOCK: "block",
}
CHOICES: dict[str, Choice] = {word: choice for choice, word in WORDS.items()}
LATE: tuple[Late, ...] = ("no", "gap", "close")


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The base of every part: nothing that is not known here may stand in a file."""


class Quorum(Strict, frozen=True):
    """How many had to take part; where that is a share, of how many people it was reckoned."""

    needed: Count
    share: Share | None
    of: Count


class Rule(Strict, frozen=True):
    """How it was decided. A way other than a share says nothing by its share and base."""

    way: Literal["share", "unanimous", "consensus"]
    share: Share
    strict: bool
    base: Literal["cast", "present", "roll"]
    quorum: Quorum


class Electorate(Strict, frozen=True):
    """Who could vote, by mark; listed is False where anyone could who was there when voting opened."""

    listed: bool
    marks: tuple[Hash, ...]


class Ballot(Strict, frozen=True):
    """One ballot that everyone may see.

    late: "gap" was read after the bot had been offline, "close" when the room was read again at the close;
    before is the choice that such a last reading replaced.
    """

    voter: Hash
    choice: Word
    late: Late
    before: Word | None


class SecretBallot(Strict, frozen=True):
    """One secret ballot: the hash of its receipt, and what was voted under it."""

    receipt: Annotated[str, Meta(pattern="^[0-9a-f]{16,128}$")]
    choice: Word


class Counts(Strict, frozen=True, rename="kebab"):
    """How many for each choice."""

    aye: Count = 0
    no: Count = 0
    abstain: Count = 0
    stand_aside: Count = 0
    block: Count = 0


class Hall(Strict, frozen=True):
    """What tellers counted in the hall, beside the ballots.

    ticked is how many people were noted as voting there, voters who they are; in a secret vote it is not said
    who. What each of them chose is known to nobody.
    """

    counts: Counts
    ticked: Count
    voters: tuple[Hash, ...]
    tellers: Count


class Result(Strict, frozen=True):
    """What was announced, with its footnotes; counts are those of the ballots, without the hall.

    voted is how many have, late are ballots read after a gap or at the close, gone those whose reaction was
    no longer there; away is in seconds; unread says that a room could not be read again, alarm that the
    running count had been off; without_removed is the end that it would have come to without the ballots of
    people who had left.
    """

    state: End
    counts: Counts
    entitled: Count
    voted: Count
    late: Count
    gone: Count
    away: Count
    unread: bool
    alarm: bool
    without_removed: End | None
    reopened: bool
    extended: bool


class BlocCount(Strict, frozen=True):
    """The tally of one bloc, of those who were in it when voting opened; the hall is in none."""

    name: Annotated[str, Meta(max_length=TITLE_LIMIT)]
    counts: Counts


class Blocs(Strict, frozen=True):
    """How the blocs voted where it needed more than half of them too.

    A bloc is for it if at least so many of it as least voted, and more of them for than against. Those whose
    numbers would tell on people are folded: how many there are, and how many of them were for it.
    """

    rows: tuple[BlocCount, ...]
    folded: Count
    folded_for: Count
    least: Count


class Amendment(Strict, frozen=True):
    """A change that was proposed to the text, and what became of it; accepted by the mover or decided."""

    number: str
    wording: Hash
    state: str
    accepted: bool


class Decided(Strict, frozen=True):
    """What the digest in the journal binds; no part of it changes after the close.

    blocs is there only where the rule asked for a majority of them too.
    """

    number: Annotated[str, Meta(pattern=r"^[0-9]{1,7}(\.[0-9]{1,2})?$")]
    wording: Hash
    votes: Literal["open", "open-at-end", "secret"]
    practice: bool
    moved_at: Moment
    opened_at: Moment
    closed_at: Moment
    ended_at: Moment
    rule: Rule
    electorate: Electorate
    ballots: tuple[Ballot, ...]
    secret_ballots: tuple[SecretBallot, ...]
    removed: tuple[Hash, ...]
    hall: Hall | None
    amendments: tuple[Amendment, ...]
    result: Result
    blocs: Blocs | msgspec.UnsetType = msgspec.UNSET


class Wording(Strict, frozen=True):
    """The words of a motion or amendment."""

    title: Annotated[str, Meta(max_length=TITLE_LIMIT)]
    text: Annotated[str, Meta(max_length=TEXT_LIMIT)]


class Numbers(Strict, frozen=True):
    """Which member of the assembly a mark is, by number; given where the assembly shows who voted how."""

    salt: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    members: dict[Hash, Count]


class Link(Strict, frozen=True):
    """A link of the journal's chain, whole: hash is SHA-256 over before, at and body, a line each."""

    number: Count
    before: Hash
    at: Annotated[int, Meta(ge=0, le=2**62)]
    body: str
    hash: Hash


class Dispute(Strict, frozen=True):
    """That the result is disputed, since when, and where the journal says so."""

    at: Moment
    journal: Link | None


class Record(Strict, frozen=True):
    """The whole file; texts holds the words by number, without those that were set aside."""

    format: Literal["folkmoot decision"]
    version: Count
    exported_at: Moment
    decided: Decided
    texts: dict[str, Wording]
    numbers: Numbers | None
    journal: Link | None
    dispute: Dispute | None


def code(salt: bytes, member: int) -> str:
    """The secret of one member in one decision: whoever has it can show which mark is theirs."""
    return hmac.new(salt, str(member).encode(), hashlib.sha256).hexdigest()


def mark(salt: bytes, member: int) -> str:
    """What stands for a member: the hash of their number and their code."""
    return hashlib.sha256(f"{member}:{code(salt, member)}".encode()).hexdigest()


def electorate(members: Collection[int] | None, marks: Mapping[int, str]) -> Electorate:
    """Who could vote, by mark; None where anyone could."""
    return Electorate(listed=members is not None, marks=tuple(sorted(marks[m] for m in members or ())))


def wording(title: str, text: str) -> str:
    """The hash of the words that were voted on."""
    return hashlib.sha256(canonical([title, text]).encode()).hexdigest()


def canonical(plain: Any) -> str:
    """The one way to write plain values down: keys sorted, no spaces, ASCII alone."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"))


def digest(decided: Decided | Any) -> str:
    """What binds a decision: SHA-256 over its canonical form."""
    hashed = hashlib.sha256()
    for piece in _pieces(msgspec.to_builtins(decided)):
        hashed.update(piece.encode())
    return hashed.hexdigest()


def _pieces(plain: Any) -> Iterator[str]:
    """The canonical form bit by bit: written at once, one of many ballots keeps all other threads waiting."""
    if isinstance(plain, dict):
        for place, key in enumerate(sorted(plain)):
            yield f"{',' if place else '{'}{canonical(key)}:"
            yield from _pieces(plain[key])
        yield "}" if plain else "{}"
    elif isinstance(plain, list) and plain:
        for place, one in enumerate(plain):
            yield f"{',' if place else '['}{canonical(one)}"
        yield "]"
    else:
        yield canonical(plain)


def linked(before: str, at: int, body: str) -> str:
    """The hash of a link of the journal, from the one before it."""
    return hashlib.sha256(f"{before}\n{at}\n{body}".encode()).hexdigest()


def written(record: Strict) -> bytes:
    """The file of a record: readable, its parts in the order in which they are described."""
    return msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"
