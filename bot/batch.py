"""A run of bulk acts on the database's thread: reactions become acts, acts become answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.engine import Connection

from bot.api.card import Batch, Card, Reply
from bot.api.context import Context
from bot.api.errors import AccountFrozen, RuleError
from bot.job import Consequences, Job, Mark, Outcome
from bot.people import member_of
from bot.reactions import Difference, live, reading
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
    outcomes: list[Outcome | None] = [None] * len(jobs)
    states: dict[int, _Pair] = {}
    changed: dict[_Pair, tuple[str, ...]] = {}
    if any(job.mark is not None for job in jobs):
        states, changed = _resolve(connection, jobs, outcomes)
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
) -> tuple[dict[int, _Pair], dict[_Pair, tuple[str, ...]]]:
    """Turns changes of reactions into acts, each on the state that the one before it left.

    Whose state each act was about, by place, and the states that are to be written.
    """
    pairs = {(job.mark.post.id, job.ctx.account.id) for job in jobs if job.mark is not None}
    states = ReactionStates.read_some(connection, pairs)
    pair_of: dict[int, _Pair] = {}
    changed: dict[_Pair, tuple[str, ...]] = {}
    for i, job in enumerate(jobs):
        if (mark := job.mark) is None:
            continue
        pair = pair_of[i] = (mark.post.id, job.ctx.account.id)
        before = states.get(pair, ())
        found = _difference(before, mark)
        if found.after != before and job.ctx.account.id:  # of who is known by nothing else nothing is kept
            states[pair] = changed[pair] = found.after
        outcomes[i] = _acted(job, mark, found)
    return pair_of, changed


def _difference(before: tuple[str, ...], mark: Mark) -> Difference:
    if mark.standing is not None:
        return reading(before, mark.standing, mark.reacts.marks)
    return live(before, mark.raw, mark.added, mark.by_owner, mark.reacts.marks)


def _acted(job: Job, mark: Mark, found: Difference) -> Outcome | None:
    """Gives the job its arguments; an outcome at once where nothing is voted."""
    if found.meaning is None and found.taken is None:
        return Outcome(NOTHING, unclear=found.unclear)
    source = f"reaction:{mark.post.id}:"
    job.ctx.source = source + (found.meaning or "")
    job.ctx.replaces = source + found.taken if found.taken else ""
    if found.at is not None:
        job.ctx.at = found.at
    job.values = {**job.values, mark.reacts.argument: found.meaning}
    return None
