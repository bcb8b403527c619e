"""A run of bulk acts on the database's thread: reactions become acts, acts become answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.engine import Connection

from bot.api.card import Batch, Card, Reply
from bot.api.context import Context
from bot.api.errors import AccountFrozen, RuleError
from bot.job import Consequences, Job, Mark, Outcome
from bot.people import member_of
from bot.reactions import EACH, Difference, live, live_each, reading, reading_each, refused
from storage.journal import Written
from storage.members import Roll
from storage.persons import as_it_stands
from storage.reactions import ReactionStates

_Pair = tuple[int, int]
NOTHING = Reply(lambda _say: Card(), silent=True)


def read_anew(connection: Connection, ctx: Context) -> None:
    """Has an act be that of whom its account leads to now: it may have been linked or frozen meanwhile."""
    assembly = ctx.found_assembly.id if ctx.found_assembly else 0
    frozen, row = as_it_stands(connection, ctx.account.id, assembly)
    ctx.account = replace(ctx.account, is_frozen=frozen)
    ctx.found_member = member_of(row) if row else None


def run_batch(
    connection: Connection, jobs: Sequence[Job], followed: Consequences, roll: Roll
) -> list[Outcome]:
    """Runs jobs of one bulk method together; the outcomes are in their order."""
    for job in jobs:
        if roll.is_unsettled(job.ctx.account.id):
            read_anew(connection, job.ctx)
    return [outcome for run in _apart(jobs) for outcome in _run(connection, run, followed)]


def _apart(jobs: Sequence[Job]) -> list[Sequence[Job]]:
    """Jobs in runs, in none of which an account changes its set on a post twice: a set is judged whole."""
    runs: list[list[Job]] = [[]]
    seen: set[_Pair] = set()
    for job in jobs:
        if job.mark is not None and job.mark.reacts.each and job.ctx.account.id:
            if (pair := _pair(job, job.mark)) in seen:
                runs.append([])
                seen.clear()
            seen.add(pair)
        runs[-1].append(job)
    return [*runs]


def _run(connection: Connection, jobs: Sequence[Job], followed: Consequences) -> list[Outcome]:
    outcomes: list[Outcome | None] = [None] * len(jobs)
    states: dict[int, _Pair] = {}
    before: dict[_Pair, tuple[str, ...]] = {}
    changed: dict[_Pair, tuple[str, ...]] = {}
    if any(job.mark is not None for job in jobs):
        states, before, changed = _resolve(connection, jobs, outcomes)
    acting, acts = _described(jobs, outcomes)
    if acts:
        first = jobs[acting[0]].loaded
        batch: Batch = getattr(first.cog, first.spec.bulk or "")(connection, acts)
        untraced = {acting[place] for place in batch.untraced}
        for i, answer in zip(acting, batch.answers, strict=True):
            outcomes[i] = Outcome(answer, untraced=i in untraced)
        for i in untraced & states.keys():
            changed.pop(states[i], None)
        followed.take(_wanted(batch))
    _remember_refused([states[i] for i in _refused(jobs, outcomes)], before, changed)
    ReactionStates.write(connection, changed)
    return [outcome or Outcome(NOTHING) for outcome in outcomes]


def _wanted(batch: Batch) -> Consequences:
    journal: dict[int, list[Any]] = {
        assembly: [Written(e.kind, e.subject, facts=e.facts) for e in entries]
        for assembly, entries in batch.journal.items()
    }
    return Consequences(batch.stale, journal, batch.folds_in)


def _described(jobs: Sequence[Job], outcomes: list[Outcome | None]) -> tuple[list[int], list[Any]]:
    """Has commands say what their acts are, by place; one that already breaks a rule gets its outcome."""
    acting: list[int] = []
    acts: list[Any] = []
    for i, job in enumerate(jobs):
        if outcomes[i] is not None:
            continue
        try:
            if job.ctx.is_frozen:
                raise AccountFrozen
            acts.append(getattr(job.loaded.cog, job.loaded.spec.method)(job.ctx, **job.values))
        except RuleError as error:
            outcomes[i] = Outcome(error, untraced=job.loaded.spec.untraced)
        else:
            acting.append(i)
    return acting, acts


def _resolve(
    connection: Connection, jobs: Sequence[Job], outcomes: list[Outcome | None]
) -> tuple[dict[int, _Pair], dict[_Pair, tuple[str, ...]], dict[_Pair, tuple[str, ...]]]:
    """Turns changes of reactions into acts, each on the state that the one before it left.

    Whose state each act was about, by place, the states before, and those that are to be written.
    """
    pairs = {_pair(job, job.mark) for job in jobs if job.mark is not None}
    at_first = ReactionStates.read_some(connection, pairs)
    states = dict(at_first)
    pair_of: dict[int, _Pair] = {}
    changed: dict[_Pair, tuple[str, ...]] = {}
    for i, job in enumerate(jobs):
        if (mark := job.mark) is None:
            continue
        pair = pair_of[i] = _pair(job, mark)
        before = states.get(pair, ())
        found = _difference(before, mark)
        if found.after != before and job.ctx.account.id:  # of who is known by nothing else nothing is kept
            states[pair] = changed[pair] = found.after
        outcomes[i] = _acted(job, mark, found)
    return pair_of, at_first, changed


def _pair(job: Job, mark: Mark) -> _Pair:
    return mark.post.id, job.ctx.account.id


def _difference(before: tuple[str, ...], mark: Mark) -> Difference:
    meanings, each = mark.reacts.marks, mark.reacts.each
    if mark.standing is not None:
        return (reading_each if each else reading)(before, mark.standing, meanings)
    change = live_each if each else live
    return change(before, mark.raw, mark.added, mark.by_owner, meanings)


def _refused(jobs: Sequence[Job], outcomes: Sequence[Outcome | None]) -> list[int]:
    """The places of sets of marks that the cog, or the door, refused."""
    return [
        i
        for i, (job, outcome) in enumerate(zip(jobs, outcomes, strict=True))
        if job.mark is not None
        and job.mark.reacts.each
        and outcome is not None
        and isinstance(outcome.result, RuleError)
    ]


def _remember_refused(
    pairs: Sequence[_Pair],
    before: Mapping[_Pair, tuple[str, ...]],
    changed: dict[_Pair, tuple[str, ...]],
) -> None:
    """Keeps a mark that was refused out of every later set."""
    for pair in pairs:
        if pair in changed:
            changed[pair] = refused(before.get(pair, ()), changed[pair])


def _acted(job: Job, mark: Mark, found: Difference) -> Outcome | None:
    """Gives the job its arguments; an outcome at once where nothing is voted."""
    if found.meaning is None and found.taken is None:
        return Outcome(NOTHING, unclear=found.unclear)
    source = f"reaction:{mark.post.id}:"
    job.ctx.source = source + (EACH if mark.reacts.each else found.meaning or "")
    job.ctx.replaces = source + found.taken if found.taken else ""
    if found.at is not None:
        job.ctx.at = found.at
    job.values = {**job.values, mark.reacts.argument: found.meaning}
    return None
