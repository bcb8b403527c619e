"""Consensus: nobody votes against; people stand aside, or block and say why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ballots.rules import CONSENSUS, UNANIMOUS, Choice, Tally, Verdict, Way, tally
from cogs.motions.rules import consensus
from tests.talk import Talk


async def open_by_consensus(talk: Talk, more: str = "") -> str:
    """Ana moves, Ben seconds; the message of the vote's card."""
    await talk("ana: assembly found Depot")
    await talk(f"ana: motion propose Buy a kettle threshold:consensus {more}")
    if "seconds:0" not in more:
        await talk("ben: motion second 1")
    return talk.face.find_post("vote until")


counts = st.dictionaries(st.sampled_from(list(Choice)), st.integers(0, 50))


@given(counts, st.integers(0, 100))
def test_one_block_is_enough_and_nothing_else_stops_it(ballots: dict[Choice, int], quorum: int) -> None:
    found = tally(ballots, 0)
    verdict = found.verdict(CONSENSUS, quorum)
    if sum(ballots.values()) < quorum:
        assert verdict is Verdict.INQUORATE
    elif ballots.get(Choice.BLOCK, 0):
        assert verdict is Verdict.LOST
    else:
        assert verdict is (Verdict.CARRIED if ballots.get(Choice.AYE, 0) else Verdict.LOST)


@given(counts)
def test_unanimous_means_that_nobody_is_against(ballots: dict[Choice, int]) -> None:
    carried = tally(ballots, 0).verdict(UNANIMOUS, 0) is Verdict.CARRIED
    assert carried == (ballots.get(Choice.AYE, 0) > 0 and ballots.get(Choice.NO, 0) == 0)


@given(st.sampled_from(list(Choice)), st.sampled_from(list(Way)), st.text(max_size=5))
def test_what_fits_is_what_the_rule_counts(choice: Choice, way: Way, reason: str) -> None:
    refused = consensus.unfit(12, way, choice, reason)
    if way is not Way.CONSENSUS:
        assert (refused is None) == (choice in (Choice.AYE, Choice.NO, Choice.ABSTAIN))
    elif choice is Choice.BLOCK:
        assert (refused is None) == bool(reason.strip())
    else:
        assert (refused is None) == (choice is not Choice.NO)


def test_taking_a_ballot_back_always_fits() -> None:
    assert all(consensus.unfit(12, way, None, "") is None for way in Way)


async def test_a_block_stops_a_motion_and_says_why(talk: Talk) -> None:
    card = await open_by_consensus(talk)
    for name, word in {"chi": "for", "dan": "for", "eve": "stand-aside"}.items():
        await talk(f"{name}: vote 1 {word}")
    assert "Stand aside 1" in talk.face.posts[card].text
    assert "Needs that nobody blocks it: nobody has." in talk.face.posts[card].text
    await talk("fay: ballot block 1 It leaks")
    assert "1 blocks it." in talk.face.posts[card].text
    await talk.later(hours=73)
    assert "is not carried" in talk.last
    assert "For 2, abstain 0, stand aside 1, block 1." in talk.last
    assert "It needed that nobody blocks it: 1 blocked it." in talk.last
    assert "fay blocked it: It leaks" in talk.last
    assert "To propose it again in other words: /motion again 1 text:…" in talk.last


async def test_a_blocked_motion_is_reworded_and_carried(talk: Talk) -> None:
    await open_by_consensus(talk, "quorum:2 extend:yes seconds:0")
    await talk("fay: ballot block 1 It leaks")
    await talk("dan: vote 1 for")
    await talk.later(hours=73)
    await talk("ana: motion again 1 text:Buy a kettle that does not leak")
    assert "Buy a kettle that does not leak" in talk.last
    assert "vote until" in talk.last, "the terms are the same, seconds:0 among them"
    await talk("fay: vote 2 for")
    await talk("dan: vote 2 for")
    assert "2 must take part: 2 have." in talk.last
    assert "Needs that nobody blocks it: nobody has." in talk.last
    await talk.later(hours=73)
    assert "Motion 2 is carried" in talk.last


async def test_where_nobody_is_named_the_reason_stands_alone(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly careful yes", private=True)
    await talk("ana: motion propose Buy a kettle threshold:consensus votes:open seconds:0")
    await talk("fay: ballot block 1 It leaks")
    await talk.later(hours=73)
    assert "A member blocked it: It leaks" in talk.last
    assert "fay" not in talk.last


async def test_standing_aside_stops_nothing(talk: Talk) -> None:
    await open_by_consensus(talk)
    await talk("chi: vote 1 for")
    await talk("dan: vote 1 me aparto")
    await talk.later(hours=73)
    assert "is carried" in talk.last
    assert "nobody did" in talk.last


async def test_against_is_refused_and_the_ways_are_named(talk: Talk) -> None:
    card = await open_by_consensus(talk)
    for said in ("vote 1 against", "vote 1 no"):
        await talk(f"chi: {said}")
        assert talk.answer is not None
        assert not talk.answer.ok
        assert "vote 1 stand-aside" in talk.text
        assert "ballot block 1" in talk.text
    await talk.react("chi", "❌", card)
    assert "nobody votes against" in talk.text
    assert "For 0" in talk.face.posts[card].text


async def test_a_reaction_alone_asks_why_and_counts_nothing(talk: Talk) -> None:
    card = await open_by_consensus(talk)
    await talk("dan: vote 1 for")
    await talk.react("chi", "🛑", card)
    assert "This stops the motion. Why?" in talk.text
    assert "Block 0" in talk.face.posts[card].text
    await talk.later(hours=73)
    assert "is carried" in talk.last


async def test_a_block_by_word_is_asked_for_its_reason(talk: Talk) -> None:
    card = await open_by_consensus(talk)
    await talk("chi: vote 1 block")
    assert "This stops the motion. Why?" in talk.text
    assert "Block 0" in talk.face.posts[card].text
    await talk("chi: vote 1 bloqueo porque gotea")
    assert "Block 1" in talk.face.posts[card].text
    await talk("chi: vote 1 for")
    assert "Block 0" in talk.face.posts[card].text


async def test_the_question_has_a_button_that_asks_for_the_reason(talk: Talk) -> None:
    card = await open_by_consensus(talk)
    await talk("chi: vote 1 block")
    await talk.press("chi", "Block")
    assert "this stops the motion. Why?" in talk.text
    await talk("chi: It leaks", bare=True)
    assert "Block 1" in talk.face.posts[card].text


@pytest.mark.parametrize("word", ["stand-aside", "block It leaks"])
async def test_what_belongs_to_consensus_is_refused_elsewhere(talk: Talk, word: str) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle seconds:0")
    await talk(f"ben: vote 1 {word}")
    assert "is not decided by consensus" in talk.text
    assert "For 0, " not in talk.last
    await talk("ben: ballot block 1 It leaks")
    assert "is not decided by consensus" in talk.text


async def test_consensus_is_never_secret(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle threshold:consensus votes:secret")
    assert "that vote can't be secret" in talk.text
    assert "votes:open-at-end" in talk.text


async def test_one_against_stops_what_has_to_be_unanimous(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle threshold:unanimous seconds:0")
    for name in ("chi", "dan", "eve"):
        await talk(f"{name}: vote 1 for")
    assert "Needs that nobody is against: nobody is." in talk.last
    await talk("fay: vote 1 against")
    assert "Needs that nobody is against: 1 is." in talk.last
    await talk.later(hours=73)
    assert "is not carried" in talk.last
    assert "It needed that nobody is against: 1 was." in talk.last


def test_a_tally_without_votes_carries_nothing() -> None:
    assert Tally().verdict(UNANIMOUS, 0) is Verdict.LOST
    assert Tally(stand_asides=3).verdict(CONSENSUS, 0) is Verdict.LOST


async def test_until_the_close_nobody_reads_a_block_on_a_sealed_vote(talk: Talk) -> None:
    card = await open_by_consensus(talk, "votes:open-at-end")
    await talk.react("chi", "🛑", card)
    assert talk.answer is not None
    assert not talk.answer.ok
    await talk("ana: member enrol chi")
    await talk("chi: ballot block 1 It leaks", private=True)
    assert talk.answer.ok
    await talk("dan: motion show 1")
    assert "It leaks" not in talk.text
    assert not any("It leaks" in post for post in talk.posts)
    await talk.later(hours=73)
    assert "chi blocked it: It leaks" in talk.last


async def test_a_block_that_was_refused_live_is_not_counted_at_the_close(talk: Talk) -> None:
    card = await open_by_consensus(talk)
    await talk("dan: vote 1 for")
    talk.face.standing.setdefault(card, {})["chi"] = {"🛑": None}
    await talk.later(hours=73)
    assert "For 1, abstain 0, stand aside 0, block 0." in talk.last
