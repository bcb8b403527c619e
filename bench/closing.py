"""The close of an election of twenty candidates within the bot, and its file: made, and checked anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from time import perf_counter

from bench.crowd import Crowd, crowd
from bench.row import Row, at_most
from bench.stall import Stall
from bot.api.card import Reply
from bot.api.number import Numbered
from bot.api.sweep import DueAct
from bot.ballots.counting.election import Method
from bot.ballots.paper import written
from bot.ballots.paper_store import Papers
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Votes
from bot.ballots.secret import SecretBox
from bot.ballots.secret_papers import write_anew
from bot.ballots.store import Ballots
from bot.verifying import verified
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll, State
from cogs.polls.rules.seed import drawn, seed
from cogs.polls.store import PollStore
from storage.assemblies import Assemblies
from storage.journal import Journal

PAPERS, CANDIDATES, SEATS, HELD = 20_000, 20, 5, 250
MEMBERS = 1_000_000
_ALONE = "how long all others who write wait"


async def measure() -> list[Row]:
    async with crowd(2) as people:
        rows = []
        for number, votes in enumerate((Votes.AT_END, Votes.SECRET), 1):
            rows += await _closed(people, number, votes)
        return rows


async def _closed(people: Crowd, number: int, votes: Votes) -> list[Row]:
    """Counts a whole election, which the clock does, and has its file handed over and checked."""
    await _held(people, number, votes)
    stall = Stall()
    people.app.writer.longest = 0.0
    begun = perf_counter()
    async with stall.watched():
        done = await people.dispatch.run_due(DueAct(1, "poll count", {"number": number}))
    took = perf_counter() - begun
    assert done is not None
    assert isinstance(done.result, Reply), done.result
    held = people.app.writer.longest
    handed = await people.act(people.press(0, "election export", number=str(number)))
    assert isinstance(handed.result, Reply)
    assert handed.result.file is not None
    content = handed.result.file.content
    begun = perf_counter()
    found = verified(content)
    checked = perf_counter() - begun
    assert found.code == 0, found.lines
    kind = "secret" if votes is Votes.SECRET else "open at the end"
    note = f"{took:.2f} s from the act to its answer; the loop away {stall.longest * 1000:.0f} ms at most"
    size = f"{len(content) / 1e6:.1f} MB"
    return [
        at_most(
            f"the count of {PAPERS:,} papers, {kind}", _ALONE, held * 1000, HELD, note, unit=" ms", digits=0
        ),
        Row("  its file checked by verify", size, f"{checked:.2f} s"),
    ]


async def _held(people: Crowd, number: int, votes: Votes) -> None:
    """An election past its close, with all its papers in."""
    db = people.app.db
    papers, now = Papers(db, Ballots(db)), datetime.now(UTC)
    some, pick = range(MEMBERS, MEMBERS + PAPERS), Random(number)
    names = [f"Candidate {n}" for n in range(1, CANDIDATES + 1)]
    opened = now - timedelta(minutes=10)
    async with db.transaction():
        lot = seed(await Journal(db).last(1), number, opened)
        box = await papers.open_box(1, some, votes, CANDIDATES)
        poll = Poll(
            assembly=1,
            number=Numbered.of(number),
            kind=Kind.ELECTION,
            title="Delegates",
            asker=None,
            asked_at=now - timedelta(minutes=20),
            state=State.CLOSING,
            votes=votes,
            options=tuple(Option(n, name) for n, name in enumerate(drawn(lot, names), 1)),
            opened_at=opened,
            closes_at=now - timedelta(seconds=1),
            box=box,
            seats=SEATS,
            method=Method.STV,
            seed=lot,
        )
        await PollStore(db, Assemblies(db)).add(poll)
        cast = [(member, _paper(pick)) for member in some]
        if votes is Votes.SECRET:
            held = SecretBox(set(some), {Receipt.fresh().hash: paper for _, paper in cast})
            await db.within(lambda c: write_anew(c, box, held))
        else:
            rows = [(box, member, written(paper), "button", None, 0, None) for member, paper in cast]
            await db.within(lambda c: papers.put(c, rows))


def _paper(pick: Random) -> tuple[int, ...]:
    return tuple(pick.sample(range(1, CANDIDATES + 1), pick.randint(1, CANDIDATES)))
