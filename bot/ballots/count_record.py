"""A counted poll or election as a file: what was chosen from, every paper, and what the count came to.

It is to a poll what bot.ballots.record is to a motion: voters stand in it by mark, and what was counted is
bound by a digest that stands in the journal.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from bot.ballots.counting.result import Duels, Result, Stage, Tie
from bot.ballots.paper import Paper
from bot.ballots.record import Count, Electorate, Hash, Late, Link, Moment, Numbers, Strict

FORMAT: Literal["folkmoot count"] = "folkmoot count"
VERSION, QUESTION_LIMIT, OPTION_LIMIT = 1, 200, 80

Option: TypeAlias = Annotated[int, Meta(ge=1, le=50)]
Key: TypeAlias = Annotated[str, Meta(pattern="^([1-9]|[1-4][0-9]|50)$")]
Marks: TypeAlias = Annotated[str, Meta(pattern="^([1-9][0-9]?( [1-9][0-9]?){0,49})?$", max_length=149)]
Number: TypeAlias = Annotated[str, Meta(pattern="^[1-9][0-9]{0,6}$")]
Method: TypeAlias = Literal["stv", "irv", "schulze", "approval", "plurality"]
Votes: TypeAlias = dict[Key, Count]
Options: TypeAlias = Annotated[tuple[Option, ...], Meta(max_length=50)]


class OptionRow(Strict, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the paper; n is its number on the ballots below, and the lot is drawn by it.

    text is empty where the reader's language has its own word: yes and no, reopen nominations. at is the time
    that a poll for a date asks about; reopens says that it stands for nobody. What is withdrawn is passed
    over on every ballot; left says that a candidate had left before the count, and did not withdraw it. It
    stands there only where that is so, as in the files that were written before anybody could.
    """

    n: Option
    text: Annotated[str, Meta(max_length=OPTION_LIMIT)]
    at: Moment | None
    withdrawn: bool
    left: bool = False
    reopens: bool


class LotSeed(Strict, frozen=True):
    """What the lot is drawn by: SHA-256 of the journal's link before, the number and the opening."""

    seed: Annotated[str, Meta(max_length=64)]
    before: Hash


class PaperRow(Strict, frozen=True):
    """One paper that everyone may see: numbers of options, most wanted first where the order counts.

    late: "gap" was read after the bot had been offline, "close" when the room was read again at the close;
    before is the paper that such a last reading replaced.
    """

    voter: Hash
    paper: Marks
    late: Late
    before: Marks | None


class SecretPaper(Strict, frozen=True):
    """One secret paper: the hash of its receipt, and what stands on it."""

    receipt: Annotated[str, Meta(pattern="^[0-9a-f]{16,128}$")]
    paper: Marks


class TieRow(Strict, frozen=True):
    """Who was level, and who was taken; stages told some apart, drawn are the others in the lot's order."""

    purpose: Literal["elected", "surplus", "excluded"]
    level: Options
    taken: Options
    stages: tuple[Count, ...]
    drawn: Options


class StageRow(Strict, frozen=True):
    """One step of a count; votes are in units of 1/scale, and totals are as the step leaves them."""

    act: Literal["first", "surplus", "exclusion", "best"]
    of: Option | None
    totals: dict[Key, Annotated[int, Meta(ge=0, le=2**62)]]
    moved: dict[Key, Annotated[int, Meta(ge=0, le=2**62)]]
    exhausted: Annotated[int, Meta(ge=0, le=2**62)]
    fractions: Annotated[int, Meta(ge=0, le=2**62)]
    needed: Annotated[int, Meta(ge=0, le=2**62)]
    elected: Options
    excluded: Option | None
    ties: tuple[TieRow, ...]


class Duel(Strict, frozen=True):
    """One of two against the other: how many prefer it, and how strong its strongest path is."""

    one: Option
    other: Option
    preferred: Count
    path: Count


class Stages(Strict, frozen=True):
    """A count by a method, step by step; elected has everyone whom it chose, in order."""

    scale: Annotated[int, Meta(ge=1, le=10**9)]
    quota: Annotated[int, Meta(ge=0, le=2**62)]
    elected: Options
    stages: Annotated[tuple[StageRow, ...], Meta(max_length=200)]
    duels: tuple[Duel, ...]


class Outcome(Strict, frozen=True):
    """What was announced, with its footnotes.

    elected are those who take a seat, or what a ranked question comes to; empty how many seats stay so. yes
    and need_be are by option where options are added up. late are papers read after a gap or at the close,
    gone those whose reaction was no longer there; away is in seconds; unread says that a room could not be
    read again, alarm that the running count had been off. declared says that nobody voted, as no more stood
    than there were seats.
    """

    declared: bool
    cast: Count
    blank: Count
    entitled: Count
    elected: Options
    empty: Count
    yes: Votes
    need_be: Votes
    count: Stages | None
    late: Count
    gone: Count
    away: Count
    unread: bool
    alarm: bool


class Counted(Strict, frozen=True, kw_only=True, omit_defaults=True):
    """What the digest in the journal binds; no part of it changes after the count.

    quorum is how many had to vote for an office to be given; it stands there only where not any number could.
    """

    number: Number
    what: Literal["poll", "election"]
    kind: Literal["single", "several", "approval", "ranked", "yes-no", "when", "election"]
    method: Method | None
    wording: Hash
    seats: Count
    options: Annotated[tuple[OptionRow, ...], Meta(max_length=50)]
    votes: Literal["open", "open-at-end", "secret"]
    asked_at: Moment
    opened_at: Moment | None
    closed_at: Moment | None
    ended_at: Moment
    lot: LotSeed | None
    electorate: Electorate
    ballots: tuple[PaperRow, ...]
    secret_ballots: tuple[SecretPaper, ...]
    follows: Number | None
    office: Literal["delegates", "stewards"] | None
    quorum: Count = 0
    outcome: Outcome


class Vacancy(Strict, frozen=True):
    """A seat that became vacant later, and who follows on it from the same papers; None where nobody does."""

    at: Moment
    seat_of: Option
    standing: Options
    follows: Option | None
    journal: Link | None


class CountRecord(Strict, frozen=True):
    """The whole file; title is the question, or what the election is for."""

    format: Literal["folkmoot count"]
    version: Count
    exported_at: Moment
    title: Annotated[str, Meta(max_length=QUESTION_LIMIT)]
    counted: Counted
    numbers: Numbers | None
    vacancies: Annotated[tuple[Vacancy, ...], Meta(max_length=200)]
    journal: Link | None


def marks(paper: Paper) -> str:
    """A paper as people type it: 3 1 4."""
    return " ".join(map(str, paper))


def paper(marks: str) -> Paper:
    """The paper that stands there."""
    return tuple(map(int, marks.split()))


def stages(result: Result) -> Stages:
    """A count as it is written down; the same count always reads the same."""
    return Stages(
        scale=result.scale,
        quota=result.quota,
        elected=result.elected,
        stages=tuple(map(_stage, result.stages)),
        duels=_duels(result.duels) if result.duels else (),
    )


def votes(by_option: dict[int, int]) -> Votes:
    """Votes by the number of the option, as JSON has keys."""
    return {str(n): by_option[n] for n in sorted(by_option)}


def _stage(stage: Stage) -> StageRow:
    return StageRow(
        act=stage.act.value,
        of=stage.of,
        totals=votes(dict(stage.totals)),
        moved=votes(dict(stage.moved)),
        exhausted=stage.exhausted,
        fractions=stage.fractions,
        needed=stage.needed,
        elected=stage.elected,
        excluded=stage.excluded,
        ties=tuple(map(_tie, stage.ties)),
    )


def _tie(tie: Tie) -> TieRow:
    return TieRow(
        purpose=tie.purpose.value,
        level=tie.level,
        taken=tie.taken,
        stages=tie.stages,
        drawn=tie.drawn,
    )


def _duels(duels: Duels) -> tuple[Duel, ...]:
    rows = sorted(duels.preferred.items())
    return tuple(Duel(one=a, other=b, preferred=n, path=duels.paths[a, b]) for (a, b), n in rows)
