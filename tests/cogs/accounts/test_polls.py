"""What becomes of polls and elections where two who had a hand in them turn out to be one person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.api.number import Numbered
from bot.ballots.counting.election import Method
from bot.ballots.paper import Paper, written
from bot.ballots.paper_store import Papers
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Votes
from bot.ballots.secret_papers import read_box, write_anew
from bot.ballots.store import Ballots
from cogs.polls.keeping import forget_votes
from cogs.polls.merging_store import MergingStore
from cogs.polls.nomination_store import Nominations
from cogs.polls.own_store import OwnStore
from cogs.polls.rules.nomination import Nomination, Standing
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll, State
from cogs.polls.store import PollStore
from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from tests.cogs.accounts.linking import link
from tests.talk import START
from tests.twonets import TwoNets

HOME = ("terminal", "table")
ANA, KEPT, GONE = 1, 2, 3
CLOSES = START + timedelta(days=3)


@pytest.fixture
async def merging(db: Database) -> MergingStore:
    """With an assembly of three."""
    made, roll = MergingStore(PollStore(db, Assemblies(db)), Papers(db, Ballots(db))), Roll(db)
    async with db.transaction():
        await made.store.assemblies.found("Depot", "en", "UTC", timedelta(), HOME, HOME, START)
        for name in ("ana", "kept", "gone"):
            await roll.enrol((await roll.add_account("terminal", name)).id, 1, 2, START)
    return made


async def asked(
    merging: MergingStore, number: int, votes: Votes = Votes.OPEN, kind: Kind = Kind.RANKED, asker: int = ANA
) -> Poll:
    """One that is open, on four options; in an election both stand, as the second and the fourth."""
    stands = {2: GONE, 4: KEPT} if kind is Kind.ELECTION else {}
    options = tuple(Option(n, f"Option {n}", member=stands.get(n)) for n in range(1, 5))
    box = await merging.ballots.open_box(1, [ANA, KEPT, GONE], votes, 4)
    poll = Poll(
        1,
        Numbered(number),
        kind,
        f"Question {number}",
        asker,
        START,
        votes=votes,
        options=options,
        box=box,
        opened_at=START,
        closes_at=CLOSES,
        method=Method.STV if kind is Kind.ELECTION else Method.SCHULZE,
    )
    return await merging.store.add(poll)


async def voted(merging: MergingStore, poll: Poll, member: int, paper: Paper, at: int) -> None:
    rows = [(poll.box or 0, member, written(paper), "word", at, 0, None)]
    await merging.db.within(lambda c: merging.ballots.put(c, rows))


async def voted_in_secret(merging: MergingStore, poll: Poll, member: int) -> str:
    receipt, box = Receipt.fresh(), poll.box or 0

    def put(connection: sa.Connection) -> None:
        held = read_box(connection, box)
        held.cast(member, receipt.hash, (1,))
        write_anew(connection, box, held)

    await merging.db.within(put)
    return receipt.words


async def test_one_vote_stays_and_whoever_asked_is_one(merging: MergingStore) -> None:
    async with merging.db.transaction():
        poll, over = await asked(merging, 1, asker=GONE), await asked(merging, 2)
        await merging.store.save(replace(over, state=State.ENDED, ended_at=START))
        for one in (poll, over):
            await voted(merging, one, KEPT, (1, 2), 5)
            await voted(merging, one, GONE, (3,), 9)
        assert len(await merging.cast_since(1, KEPT, START)) == 0, "it was cast before that"
        assert len(await merging.merge(1, KEPT, GONE, START)) == 1
        assert await merging.ballots.count(poll.box or 0) == {(3,): 1}
        assert await merging.ballots.count(over.box or 0) == {(1, 2): 1, (3,): 1}
        found = await merging.store.find(1, 1)
        assert found is not None and found.asker == KEPT


async def test_two_secret_votes_hinder_until_one_is_taken_out(merging: MergingStore) -> None:
    async with merging.db.transaction():
        both, once = await asked(merging, 1, Votes.SECRET), await asked(merging, 2, Votes.SECRET)
        held = [await voted_in_secret(merging, both, member) for member in (KEPT, GONE)]
        alone = await voted_in_secret(merging, once, GONE)
        assert [found.number for found in await merging.hindered_by(1, KEPT, GONE)] == [1]
        assert await merging.void(1, KEPT, GONE, alone) is None
        assert await merging.void(1, KEPT, GONE, held[0]) == 1
        assert await merging.hindered_by(1, KEPT, GONE) == []
        await merging.merge(1, KEPT, GONE, START)
        assert len(await merging.cast_since(1, KEPT, START)) == 2
        for poll in (both, once):
            assert await merging.ballots.turnout(poll.box or 0) == 1
            assert await merging.ballots.has_voted(poll.box or 0, KEPT)


async def test_who_stands_twice_stands_once(merging: MergingStore) -> None:
    async with merging.db.transaction():
        election = await asked(merging, 1, Votes.SECRET, Kind.ELECTION)
        nominations = Nominations(merging.db)
        for member, state in ((KEPT, Standing.ASKED), (GONE, Standing.STANDING)):
            one = Nomination(
                election.id, member, START, by=ANA, called="Gone", statement="I care", state=state
            )
            await nominations.put(one)
        assert len(await merging.merge(1, KEPT, GONE, START)) == 1
        found = await merging.store.get(election.id)
        assert found is not None
        assert [one.member for one in found.options] == [None, KEPT, None, KEPT]
        assert [one.n for one in found.standing] == [1, 2, 3]
        assert [(one.member, one.state) for one in await nominations.of(election.id)] == [
            (KEPT, Standing.STANDING)
        ]


async def test_a_person_is_given_what_is_kept_and_leaves_what_is_counted(merging: MergingStore) -> None:
    own = OwnStore(merging.db)
    async with merging.db.transaction():
        still, over = await asked(merging, 1), await asked(merging, 2)
        secret = await asked(merging, 3, Votes.SECRET, Kind.ELECTION, asker=KEPT)
        for one in (still, over):
            await voted(merging, one, KEPT, (3, 1), 9)
        await voted_in_secret(merging, secret, KEPT)
        await merging.store.save(replace(over, state=State.ENDED, ended_at=START))
        given = await own.export(1, KEPT)
        assert given["voted in secret"] == ["3"]
        assert [(row["number"], row["paper"]) for row in _rows(given, "votes")] == [
            ("1", ["3", "1"]),
            ("2", ["3", "1"]),
        ]
        assert [row["number"] for row in _rows(given, "asked")] == ["3"]
        assert [row["text"] for row in _rows(given, "stood")] == ["Option 4"]
        assert await own.voted_since(1, START) == {KEPT}
        assert await own.voted_since(1, CLOSES) == frozenset()
        await forget_votes(merging.ballots, 1, KEPT)
        assert await merging.ballots.turnout(still.box or 0) == 0
        assert await merging.ballots.count(over.box or 0) == {(3, 1): 1}
        assert await merging.ballots.turnout(secret.box or 0) == 1


def _rows(given: dict[str, object], name: str) -> list[dict[str, object]]:
    found = given[name]
    assert isinstance(found, list)
    return found


async def test_a_link_is_made_and_says_which_vote_counts(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ana@discord: poll ask What shall we drink? options: Tea, Coffee kind:ranked")
    await nets("chi@discord: poll vote 1 1 2")
    await nets.app.door.settled("discord")
    nets.clock.forward(timedelta(minutes=1))
    await nets("chi@matrix: poll vote 1 2 1")
    said = await link(nets, "chi@discord", "chi@matrix")
    assert "In poll 1 you had voted with both. The later vote counts: 1. Coffee · 2. Tea." in said
    assert "1 has answered." in nets.faces["discord"].posts[nets.card("discord", "What shall we drink?")].text


async def _cast(nets: TwoNets, who: str, words: str) -> str:
    """Votes in poll 2, which is secret, in the two steps; the receipt."""
    await nets(f"{who}: poll vote 2 {words}", private=True)
    assert nets.answer is not None
    receipt = str(nets.answer.card.buttons[0].arguments["receipt"])
    await nets.press(who, nets.answer.card.buttons[0].label, private=True)
    assert nets.answer.ok, nets.text
    return receipt


async def test_a_link_waits_for_a_secret_poll_and_one_account_votes_meanwhile(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ana@discord: poll ask Are you there?")
    for who in ("ben@matrix", "dan@discord", "eve@discord", "fay@matrix", "chi@discord", "chi@matrix"):
        await nets(f"{who}: poll vote 1 yes")
    await nets("ana@discord: poll ask What shall we drink? options: Tea, Coffee kind:ranked votes:secret")
    receipts = [await _cast(nets, who, "2 1") for who in ("chi@discord", "chi@matrix")]
    said = await link(nets, "chi@discord", "chi@matrix")
    assert "nobody can tell which vote is whose: Depot: poll 2." in said
    await nets("ana@discord: poll ask Shall we go?")
    await nets("chi@discord: poll vote 3 yes")
    await nets("chi@matrix: poll vote 3 no")
    assert "Your vote in poll 3 is in already, so this one is not counted." in nets.text
    await nets(f"chi@matrix: account receipt {receipts[0]}", private=True)
    assert "both accounts are one person now" in nets.text
    await nets("ana@discord: poll close 2")
    assert any("1 has" in post.text for post in nets.faces["discord"].posts.values())
