"""A batch of ballots in a poll, as it goes to both kinds of database."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.api.card import Batch, Reply
from bot.api.errors import PrivateOnly
from bot.api.number import Numbered
from bot.ballots import OWNER, act_errors
from bot.ballots.act import Cast
from bot.ballots.counting.election import Method
from bot.ballots.paper_store import Papers
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Votes
from bot.ballots.store import Ballots
from cogs.polls.casting import Casting
from cogs.polls.rules import ballot_errors as errors
from cogs.polls.rules.errors import NoPoll, NotNow, VotingClosed
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll, State
from cogs.polls.secret_casting import SecretCasting
from cogs.polls.settling import Settling
from cogs.polls.store import PollStore
from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from storage.migrate import CORE, Owner, migrate
from tests.storage.conftest import NOW

POLLS = Owner("polls", Path(__file__).parents[2] / "cogs" / "polls" / "migrations")
PLACE = ("discord", "100")
CLOSES = NOW + timedelta(hours=2)
SIX = range(1, 7)


@pytest.fixture
async def store(db: Database) -> PollStore:
    """With an assembly of six."""
    await migrate(db, [CORE, OWNER, POLLS])
    made, roll = PollStore(db, Assemblies(db)), Roll(db)
    async with db.transaction():
        await made.assemblies.found("Depot", "en", "UTC", timedelta(), PLACE, PLACE, NOW)
        for n in SIX:
            await roll.enrol((await roll.add_account("discord", str(n))).id, 1, 1, NOW)
    return made


async def asked(store: PollStore, votes: Votes, electorate: list[int] | None = None) -> tuple[Papers, Poll]:
    papers = Papers(store.db, Ballots(store.db))
    options = tuple(Option(n, text) for n, text in enumerate(("Ana", "Ben", "Chi"), 1))
    poll = Poll(1, Numbered(3), Kind.RANKED, "Who?", 1, NOW, options=options, method=Method.SCHULZE)
    async with store.db.transaction():
        box = await papers.open_box(1, electorate, votes, 3)
        poll = await store.add(replace(poll, votes=votes, box=box, opened_at=NOW, closes_at=CLOSES))
    return papers, poll


def act(member: int, words: str | None, number: int = 3, receipt: Receipt | None = None) -> Cast[str]:
    return Cast(1, number, member, words, "word", "", NOW, NOW, False, NOW, True, None, (), receipt)


async def given(store: PollStore, papers: Papers, *acts: Cast[str]) -> Batch:
    secret = acts[0].receipt is not None
    casting = (SecretCasting if secret else Casting)(
        papers, Roll(store.db), lambda *_: frozenset(), lambda _: {}, Settling()
    )
    return await store.db.batch(lambda c: casting.cast(c, acts))


def kinds(batch: Batch) -> list[type[object]]:
    return [type(answer) for answer in batch.answers]


async def test_a_batch_is_judged_in_its_order_and_counted(store: PollStore) -> None:
    papers, poll = await asked(store, Votes.OPEN, [1, 2, 3, 4])
    batch = await given(
        store,
        papers,
        act(1, "chi ana"),
        act(2, "3 1"),
        act(3, "2"),
        act(3, None),
        act(4, "1 1"),
        act(5, "1"),
        act(1, "2 3 1"),
        act(4, None),
        act(1, "1", number=9),
    )
    assert kinds(batch) == [
        *[Reply] * 4,
        errors.GivenTwice,
        errors.NotOnTheList,
        Reply,
        act_errors.NothingToTakeBack,
        NoPoll,
    ]
    assert batch.stale == {(1, "poll.card", 3)}
    assert [entry.facts for entry in batch.journal[1]] == [{"acts": 5}]
    async with store.db.reading():
        expected = Counter({(3, 1): 1, (2, 3, 1): 1})
        assert await papers.grouped(poll.box or 0) == await papers.count(poll.box or 0) == expected


async def test_what_came_in_time_counts_while_it_is_counted_and_says_what_it_replaced(
    store: PollStore,
) -> None:
    papers, poll = await asked(store, Votes.OPEN)
    await given(store, papers, act(1, "1"))
    async with store.db.transaction():
        await store.save(replace(poll, state=State.CLOSING))
    after = CLOSES + timedelta(minutes=1)
    late = replace(act(1, "2 1"), at=None, late=True, now=after)
    never = replace(act(2, "2 1"), at=after, now=after)
    assert kinds(await given(store, papers, late, never)) == [Reply, VotingClosed]
    async with store.db.reading():
        [ballot] = await papers.all(poll.box or 0)
    assert (ballot.paper, ballot.late, ballot.before) == ((2, 1), 2, (1,))
    async with store.db.transaction():
        await store.save(replace(poll, state=State.DROPPED))
    assert kinds(await given(store, papers, act(2, "1"))) == [NotNow]


async def test_a_batch_of_secret_ballots(store: PollStore) -> None:
    papers, poll = await asked(store, Votes.SECRET, [1, 2, 3, 4, 5])
    held = [Receipt.fresh() for _ in range(3)]
    batch = await given(
        store,
        papers,
        act(1, "3 1", receipt=held[0]),
        act(2, "2", receipt=held[1]),
        act(2, "1", receipt=held[2]),
        act(3, "1", receipt=held[1]),
        act(2, "1 2", receipt=held[1]),
        act(6, "1", receipt=held[2]),
    )
    assert kinds(batch) == [
        Reply,
        Reply,
        act_errors.HasVoted,
        act_errors.NotYourReceipt,
        Reply,
        errors.NotOnTheList,
    ]
    assert batch.folds_in
    assert batch.untraced == set(range(6))
    assert batch.journal == {}
    async with store.db.reading():
        assert await papers.count(poll.box or 0) == Counter({(3, 1): 1, (1, 2): 1})
        assert await papers.turnout(poll.box or 0) == 2
    refused = await given(store, papers, act(1, "1"), act(3, "1"), act(3, None))
    assert kinds(refused) == [act_errors.HasVoted, Reply, act_errors.CannotTakeBack]
    assert refused.untraced == {0, 1, 2}


async def test_what_a_bloc_asks_is_named_nowhere_else(store: PollStore) -> None:
    papers, poll = await asked(store, Votes.OPEN, [1, 2])
    async with store.db.transaction():
        await store.save(replace(poll, bloc=7))
    batch = await given(
        store,
        papers,
        replace(act(1, "nobody"), is_private=False),
        replace(act(5, "1"), is_private=False),
        act(1, "1"),
    )
    assert kinds(batch) == [PrivateOnly, errors.NotOnTheList, Reply]
