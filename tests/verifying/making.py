"""Decisions of every kind, made up by hypothesis and written down by the product's own rules."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from bot.api.ask import Recount
from bot.api.number import Numbered
from bot.ballots import record as r
from bot.ballots.ballot import READ_AT_CLOSE, Ballot
from bot.ballots.rules import CONSENSUS, UNANIMOUS, Base, Choice, Tally, Threshold, Votes, tally
from cogs.motions.rules import export, result
from cogs.motions.rules.double import ByBlocs, units
from cogs.motions.rules.export import Hall, Held
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State
from cogs.motions.rules.turnout import SMALLEST
from tests.talk import START

SALT = bytes(range(16))
BEFORE = "0" * 64
END = START + timedelta(hours=72)


@st.composite
def thresholds(draw: st.DrawFn) -> Threshold:
    if draw(st.booleans()):
        return draw(st.sampled_from((UNANIMOUS, CONSENSUS)))
    share = draw(st.fractions(min_value=Fraction(1, 100), max_value=1, max_denominator=100))
    strict = draw(st.booleans()) and share < 1
    return Threshold(share, draw(st.sampled_from(Base)), strict)


@st.composite
def counts(draw: st.DrawFn, choices: tuple[Choice, ...], most: int) -> Tally:
    """A count in the hall of at most so many."""
    found = dict.fromkeys(choices, 0)
    for choice in draw(st.lists(st.sampled_from(choices), max_size=most)):
        found[choice] += 1
    return tally(found, 0)


@st.composite
def ballots(draw: st.DrawFn, voters: list[int], choices: tuple[Choice, ...]) -> list[Ballot]:
    found = []
    for member in voters:
        late = draw(st.sampled_from((0, 0, 0, 1, READ_AT_CLOSE)))
        before = draw(st.sampled_from((None, *choices))) if late == READ_AT_CLOSE else None
        found.append(Ballot(1, member, draw(st.sampled_from(choices)), "word", None, late, before))
    return found


@st.composite
def held(draw: st.DrawFn) -> Held:
    """Everything that one decision rests on, with its result."""
    of = draw(thresholds())
    people = list(range(1, draw(st.integers(1, 20)) + 1))
    is_listed = of.base is Base.ROLL or draw(st.booleans())
    votes = draw(st.sampled_from(Votes))
    split = draw(st.integers(0, len(people)))
    there = draw(st.integers(0, split)) if draw(st.booleans()) else 0
    ticked, online = frozenset(people[:there]), people[there:split]
    hall = Hall(draw(counts(of.choices, len(ticked))), ticked, 2) if ticked else None
    given_ = draw(ballots(online, of.choices))
    share = draw(st.sampled_from((None, Fraction(1, 3), Fraction(1, 2))))
    size = draw(st.integers(len(people), 40))
    motion = Motion(
        assembly=1,
        number=draw(st.sampled_from((Numbered.of(12), Numbered.of(12, 1)))),
        mover=1,
        title=draw(st.text(max_size=30)),
        text=draw(st.text(max_size=60)),
        moved_at=START,
        threshold=of,
        quorum=draw(st.integers(0, 15)) if share is None else -(-share * size // 1),
        quorum_share=share,
        size=size if share else 0,
        opened_at=START,
        closes_at=END,
        box=1,
        reopened=True,
        votes=votes,
    )
    electorate = frozenset(people) if is_listed else None
    if votes is Votes.SECRET:
        receipts = [(f"{n:064x}", b.choice) for n, b in enumerate(given_)]
        return _ended(Held(motion, electorate, (), receipts, len(receipts), hall=hall), frozenset())
    left = frozenset(draw(st.lists(st.sampled_from(people), max_size=4)))
    removed = left & {b.member for b in given_}
    whole = Held(motion, electorate, given_, (), len(given_), removed, hall=hall)
    return _ended(whole, removed, draw(by_blocs(people)))


@st.composite
def by_blocs(draw: st.DrawFn, people: list[int]) -> ByBlocs | None:
    """The blocs of a double majority, or of a motion that needs none."""
    if draw(st.booleans()):
        return None
    bodies = draw(st.lists(st.frozensets(st.sampled_from(people)), max_size=4))
    some = [(i, f"Bloc {i}", body) for i, body in enumerate(bodies)]
    is_unnamed = draw(st.booleans())
    return ByBlocs(units(some, people, is_unnamed), SMALLEST if is_unnamed else 1)


def _ended(whole: Held, removed: frozenset[int], blocs: ByBlocs | None = None) -> Held:
    entitled = len(whole.electorate or ())
    told = whole.hall.votes if whole.hall else None
    given_ = list(whole.ballots)
    counters = result.counted(given_, entitled)
    found = result.report(whole.motion, given_, counters, Recount(), removed, told, blocs)
    if whole.is_secret:
        once = {c: sum(choice is c for _, choice in whole.receipts) for c in Choice}
        facts: dict[str, Any] = export.facts(tally(once, entitled))
        found = replace(found, **facts)
    reopened = result.late_ones_decide(whole.motion, given_, entitled, told, blocs)
    state = result.verdict(whole.motion, found)
    motion = replace(whole.motion, state=state, ended_at=END, report=result.written(found), reopened=reopened)
    return replace(whole, motion=motion, amendments=_amendments(motion))


def _amendments(motion: Motion) -> list[Motion]:
    if motion.is_amendment:
        return []
    of = replace(motion, number=Numbered.of(12, 1), text="in green", state=State.LOST, accepted=False)
    return [of, replace(of, number=Numbered.of(12, 2), accepted=True, state=State.CARRIED)]


def link(number: int, entries: list[list[Any]], at: int) -> r.Link:
    body = json.dumps(entries, sort_keys=True, separators=(",", ":"))
    return r.Link(number=number, before=BEFORE, at=at, body=body, hash=r.linked(BEFORE, at, body))


def micros(after: timedelta) -> int:
    return int((END + after).timestamp()) * 1_000_000


def record(whole: Held, *, named: bool, disputed: bool) -> r.Record:
    """The file of a decision, with links of a journal that fit it."""
    decided, motion = export.decided(whole, SALT), whole.motion
    facts = {**export.facts(result.read(motion.report).online), "digest": r.digest(decided)}
    other = ["ballots", 7, "", {"acts": 3}]
    dispute = None
    if disputed:
        at = micros(timedelta(hours=1))
        entry = ["disputed", int(motion.number), "", {"at": at}]
        dispute = r.Dispute(at=END + timedelta(hours=1), journal=link(9, [entry], at))
    return r.Record(
        format=r.FORMAT,
        version=r.VERSION,
        exported_at=END + timedelta(hours=2),
        decided=decided,
        texts=export.texts(whole),
        numbers=export.numbers(whole, SALT) if named else None,
        journal=link(8, [other, [motion.state.value, int(motion.number), "", facts]], micros(timedelta())),
        dispute=dispute,
    )


@st.composite
def files(draw: st.DrawFn) -> bytes:
    whole = draw(held())
    return r.written(record(whole, named=draw(st.booleans()), disputed=draw(st.booleans())))
