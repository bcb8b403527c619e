"""Counted polls and elections of every kind, made up by hypothesis, written down by our own rules."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hypothesis import strategies as st

from bot.api.number import Numbered
from bot.ballots import count_record as c
from bot.ballots import record as r
from bot.ballots.ballot import READ_AT_CLOSE, PaperBallot
from bot.ballots.counting.countback import countback
from bot.ballots.counting.election import Election, Method
from bot.ballots.counting.errors import NothingCounts
from bot.ballots.counting.tally import standing
from bot.ballots.paper import NEED_BE, Paper
from bot.ballots.rules import Votes
from cogs.polls.rules import export, outcome
from cogs.polls.rules.export import Held
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Office, Poll, State
from cogs.polls.rules.seed import drawn, seed
from tests.talk import START
from tests.verifying.making import END, SALT, link, micros

BEFORE = "3" * 64
NUMBER = 4
NAMES = ("Ana", "Ben", "Chi", "Dara", "Emre")


@st.composite
def contests(draw: st.DrawFn) -> Poll:
    """A poll or an election as it stands at the count."""
    kind = draw(st.sampled_from((*Kind, Kind.ELECTION, Kind.ELECTION)))
    is_election = kind is Kind.ELECTION
    method = Method.SCHULZE if kind is Kind.RANKED else draw(st.sampled_from(Method)) if is_election else None
    lot = seed(BEFORE, NUMBER, START) if method else ""
    office = draw(st.sampled_from((None, *Office))) if is_election else None
    return Poll(
        assembly=1,
        number=Numbered.of(NUMBER),
        kind=kind,
        title=draw(st.text(max_size=20)),
        asker=1,
        asked_at=START,
        state=State.ENDED,
        votes=draw(st.sampled_from(Votes)),
        options=draw(options(kind, lot)),
        opened_at=START,
        closes_at=END,
        ended_at=END,
        box=1,
        seats=1 if method is Method.IRV or not is_election else draw(st.integers(1, 4)),
        method=method,
        seed=lot,
        office=office,
        quorum=draw(st.integers(1, 6)) if office else 0,
    )


@st.composite
def options(draw: st.DrawFn, kind: Kind, lot: str) -> tuple[Option, ...]:
    names = NAMES[: draw(st.integers(2, len(NAMES)))]
    if kind is Kind.YES_NO:
        return Option(1), Option(2)
    if kind is Kind.WHEN:
        return tuple(Option(n, at=END + timedelta(days=n)) for n in range(1, len(names) + 1))
    if kind is not Kind.ELECTION:
        return tuple(Option(n, name) for n, name in enumerate(names, 1))
    gone = draw(st.sampled_from(("", "", names[0])))
    left = draw(st.booleans())
    some = [
        Option(n, name, withdrawn=name == gone, left=left and name == gone)
        for n, name in enumerate(drawn(lot, names), 1)
    ]
    return (*some, Option(len(some) + 1, reopens=True)) if draw(st.booleans()) else tuple(some)


@st.composite
def papers(draw: st.DrawFn, poll: Poll) -> Paper:
    order = draw(st.permutations([option.n for option in poll.options]))
    named = order[: draw(st.integers(0, 1 if poll.takes_one else len(order)))]
    if poll.is_ranked:
        return tuple(named)
    if poll.kind is Kind.WHEN:
        named = [n + NEED_BE * draw(st.integers(0, 1)) for n in named]
    return tuple(sorted(named, key=lambda mark: mark % NEED_BE))


@st.composite
def held(draw: st.DrawFn) -> Held:
    """Everything that one count rests on, with its outcome."""
    poll = draw(contests())
    people = list(range(1, draw(st.integers(5, 14)) + 1))
    given = [draw(papers(poll)) for _ in people[: draw(st.integers(0, len(people)))]]
    is_secret = poll.votes is Votes.SECRET
    electorate = frozenset(people) if is_secret or draw(st.booleans()) else None
    ballots = [] if is_secret else [draw(ballot(poll, n, paper)) for n, paper in enumerate(given, 1)]
    receipts = [(f"{n:064x}", paper) for n, paper in enumerate(given)] if is_secret else []
    found = outcome.outcome_of(poll, Counter(given), entitled=len(electorate or ()), ballots=ballots)
    return Held(poll, found, electorate, ballots, receipts, BEFORE)


@st.composite
def ballot(draw: st.DrawFn, poll: Poll, member: int, paper: Paper) -> PaperBallot:
    late = draw(st.sampled_from((0, 0, 0, 1, READ_AT_CLOSE)))
    before = draw(st.none() | papers(poll)) if late == READ_AT_CLOSE else None
    return PaperBallot(1, member, paper, "word", None, late, before)


def record(whole: Held, *, named: bool) -> c.CountRecord:
    """The file of a count, with links of a journal that fit it."""
    poll, counted = whole.poll, export.counted(whole, SALT)
    facts = {**export.facts(whole.outcome), "digest": r.digest(counted)}
    entry = ["election.ended" if poll.is_election else "poll.closed", NUMBER, "", facts]
    return c.CountRecord(
        format=c.FORMAT,
        version=c.VERSION,
        exported_at=END + timedelta(hours=2),
        title=poll.title,
        counted=counted,
        numbers=export.numbers(whole, SALT) if named else None,
        vacancies=vacancies(whole),
        journal=link(8, [["ballots", 7, "", {"acts": 3}], entry], micros(timedelta())),
    )


def vacancies(whole: Held) -> tuple[c.Vacancy, ...]:
    """The seat of whoever was elected first became vacant, and all others stood for it."""
    of, found = outcome.contest(whole.poll), whole.outcome
    if not whole.poll.is_election or found.result is None or not found.elected or of.method is None:
        return ()
    election = Election(of.standing, of.to_fill, of.method, of.seed)
    others = tuple(n for n in of.standing if n not in found.result.elected and n != of.reopens)
    cast = Counter([b.paper for b in whole.ballots] + [paper for _, paper in whole.receipts])
    try:
        again = countback(election, standing(of, cast), found.elected[0], others) if others else None
    except NothingCounts:
        again = None
    follows = again.elected[0] if again else None
    facts = {"seat_of": found.elected[0], "follows": follows or 0}
    entry = link(12, [["election.filled", NUMBER, "", facts]], micros(timedelta(hours=1)))
    at = END + timedelta(hours=1)
    return (c.Vacancy(at=at, seat_of=found.elected[0], standing=others, follows=follows, journal=entry),)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    return r.written(record(draw(held()), named=draw(st.booleans())))
