"""The rules of a secret box, in whatever order people vote, change and say things twice."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ballots.receipt import LETTERS, NotAReceipt, Receipt, listed
from bot.ballots.rules import Choice, Votes
from bot.ballots.secret import Came, SecretBox
from cogs.motions.rules import secret
from cogs.motions.rules.errors import NotNow, NotYours
from cogs.motions.rules.motion import Motion, Terms, move
from cogs.motions.rules.state import State
from tests.talk import START

MEMBERS, RECEIPTS = st.integers(1, 6), st.sampled_from("abcdef")
ACTS = st.lists(st.tuples(MEMBERS, RECEIPTS, st.sampled_from(Choice)), max_size=40)


@given(ACTS)
def test_every_ballot_is_one_members_and_every_member_has_one(acts: list[tuple[int, str, Choice]]) -> None:
    box = SecretBox()
    for member, receipt, choice in acts:
        voted, ballots = set(box.voted), dict(box.ballots)
        came = box.cast(member, receipt, choice)
        assert len(box.voted) == len(box.ballots)
        if came.is_taken:
            assert box.voted == voted | {member}
            assert box.ballots == {**ballots, receipt: choice}
        else:
            assert (box.voted, box.ballots) == (voted, ballots)
            assert (came is Came.HAS_VOTED) == (member in voted)


@given(ACTS, st.data())
def test_what_is_said_twice_counts_once(acts: list[tuple[int, str, Choice]], data: st.DataObject) -> None:
    once, twice = SecretBox(), SecretBox()
    for act in acts:
        came = once.cast(*act)
        for _ in range(data.draw(st.integers(1, 3))):
            again = twice.cast(*act)
        assert again.is_taken is came.is_taken
    assert (once.voted, once.ballots) == (twice.voted, twice.ballots)


@given(st.permutations(range(8)), st.lists(st.sampled_from(Choice), min_size=8, max_size=8))
def test_the_order_of_voting_changes_nothing(order: list[int], choices: list[Choice]) -> None:
    box = SecretBox()
    assert {box.cast(n, f"receipt {n}", choices[n]) for n in order} == {Came.IN}
    assert Counter(box.ballots.values()) == Counter(choices)
    assert box.voted == set(range(8))


@given(st.text(LETTERS, min_size=16, max_size=16), st.data())
def test_a_receipt_is_read_in_any_form(letters: str, data: st.DataObject) -> None:
    receipt = Receipt(letters)
    words = data.draw(st.sampled_from([receipt.words, receipt.letters, receipt.words.replace("-", " – ")]))
    spoken = "".join(data.draw(st.sampled_from([c, c.lower()])) for c in words)
    assert Receipt.read(f" {spoken} ") == receipt


def test_letters_that_look_alike_are_read_alike() -> None:
    assert Receipt.read("iloO-ILo0-1110-0110") == Receipt("1100110011100110")


@pytest.mark.parametrize("words", ["", "ABCD", "U" * 16, "A" * 17, "A" * 15 + "!", "А" * 16])
def test_what_is_no_receipt_is_refused(words: str) -> None:
    with pytest.raises(NotAReceipt) as refused:
        Receipt.read(words)
    assert f"{refused.value!r}{refused.value}" == "NotAReceiptNotAReceipt"


def test_receipts_are_of_80_bits_and_shown_by_nothing_but_words() -> None:
    found = {Receipt.fresh() for _ in range(200)}
    assert len({receipt.letters for receipt in found}) == 200
    receipt = found.pop()
    assert len(receipt.letters) * 5 >= 64
    assert receipt.letters not in repr(receipt)
    assert listed(receipt.hash) == receipt.hash[:12]


def draft(votes: Votes = Votes.OPEN, state: State = State.MOVED) -> Motion:
    motion = move(1, 12, 1, "Strike", "", Terms(votes=votes), START)  # type: ignore[arg-type]
    return motion if state is State.MOVED else secret.replace(motion, state=state)


@given(st.sampled_from(Votes), st.sampled_from(Votes))
def test_votes_become_stricter_and_never_laxer(before: Votes, after: Votes) -> None:
    if after.is_stricter_than(before):
        assert secret.make_stricter(draft(before), 1, after).votes is after
    else:
        with pytest.raises(secret.NeverLaxer):
            secret.make_stricter(draft(before), 1, after)


def test_only_the_mover_and_only_before_the_opening() -> None:
    with pytest.raises(NotYours):
        secret.make_stricter(draft(), 2, Votes.SECRET)
    with pytest.raises(NotNow):
        secret.make_stricter(draft(state=State.OPEN), 1, Votes.SECRET)


@given(st.integers(0, 20))
def test_under_five_there_is_no_secret_vote(entitled: int) -> None:
    if entitled < 5:
        with pytest.raises(secret.TooFewForSecret):
            secret.check_electorate(draft(Votes.SECRET), entitled)
    else:
        secret.check_electorate(draft(Votes.SECRET), entitled)
    secret.check_electorate(draft(Votes.AT_END), entitled)
