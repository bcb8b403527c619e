"""Who can be sent, who can be called back, and by how many; and who is in a council."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.blocs import Decided
from bot.api.number import Numbered
from bot.api.people import Address
from cogs.blocs.rules import delegate as rules
from cogs.blocs.rules.bloc import Bloc, Kind
from cogs.blocs.rules.delegate import Delegate, Mandate

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOME = Address("matrix", "!home")


def bloc(number: int, name: str = "North", kind: Kind = Kind.OPEN, **more: object) -> Bloc:
    return Bloc(number, 1, name, kind, 1, NOW, HOME, **more)  # type: ignore[arg-type]


def sent(*pairs: tuple[int, int]) -> list[Delegate]:
    return [Delegate(number, member, NOW) for number, member in pairs]


def motion(carried: bool | None = None, *, withdrawn: bool = False) -> Decided:
    return Decided(Numbered(12), "Strike", "", None, carried, is_over=withdrawn or carried is not None)


def test_only_somebody_of_the_bloc_is_sent_and_once() -> None:
    rules.elect(bloc(1), 5, {5, 6}, sent((1, 6)))
    with pytest.raises(rules.NotFromThere):
        rules.elect(bloc(1), 7, {5, 6}, [])
    with pytest.raises(rules.IsDelegate):
        rules.elect(bloc(1), 6, {5, 6}, sent((1, 6)))
    many = sent(*((1, member) for member in range(100, 100 + rules.MOST_DELEGATES)))
    with pytest.raises(rules.EnoughDelegates):
        rules.elect(bloc(1), 5, {5, 6}, many)


@pytest.mark.parametrize(
    "some", [bloc(1, kind=Kind.UNLISTED), bloc(1, council=True), bloc(1, archived_at=NOW)]
)
def test_some_blocs_send_nobody(some: Bloc) -> None:
    with pytest.raises(rules.SendsNobody):
        rules.elect(some, 5, {5}, [])


def test_who_was_not_sent_is_not_called_back() -> None:
    rules.recall(bloc(1), 6, sent((1, 6)))
    with pytest.raises(rules.IsNoDelegate):
        rules.recall(bloc(1), 5, sent((1, 6)))


@pytest.mark.parametrize(("size", "needed"), [(1, 1), (2, 1), (3, 2), (4, 3), (30, 3), (1000, 3)])
def test_three_call_for_a_recall_or_all_the_others(size: int, needed: int) -> None:
    assert rules.callers_needed(range(size)) == needed


@given(st.frozensets(st.integers(1, 20), min_size=1), st.frozensets(st.integers(1, 20)))
def test_callers_who_have_left_the_bloc_count_no_more(body: frozenset[int], before: frozenset[int]) -> None:
    by = min(body)
    if by in before:
        with pytest.raises(rules.CalledBefore):
            rules.call(body, before, by, None)
        return
    callers, missing = rules.call(body, before, by, None)
    assert callers == (before & body) | {by}
    assert missing == max(0, rules.callers_needed(body) - len(callers))


def test_one_vote_on_a_recall_at_a_time() -> None:
    with pytest.raises(rules.RecallRuns):
        rules.call({1, 2, 3, 4}, (), 1, motion())
    for before in (motion(carried=False), motion(withdrawn=True)):
        assert rules.call({1, 2, 3, 4}, (), 1, before) == (frozenset({1}), 2)


def test_a_mandate_needs_delegates_who_vote_there_and_a_motion_that_is_open() -> None:
    some = sent((1, 6))
    rules.mandate(bloc(1), some, motion(), 12, True)
    with pytest.raises(rules.HasNoDelegates):
        rules.mandate(bloc(1), [], motion(), 12, True)
    for found, there in ((None, False), (motion(), False)):
        with pytest.raises(rules.NoVoteOfTheirs):
            rules.mandate(bloc(1), some, found, 12, there)
    with pytest.raises(rules.VoteIsOver):
        rules.mandate(bloc(1), some, motion(carried=True), 12, True)


@pytest.mark.parametrize(
    ("word", "mandate"),
    [("For", Mandate.FOR), ("sí", Mandate.FOR), ("en contra", Mandate.AGAINST), ("libre", Mandate.FREE)],
)
def test_mandates_are_read_in_every_shipped_language(word: str, mandate: Mandate) -> None:
    assert Mandate.read(word) is mandate


def test_a_council_is_the_delegates_of_the_blocs_beside_it() -> None:
    council = bloc(9, "Council", parent=1, council=True)
    tree = [
        bloc(1, "City"),
        bloc(2, "North", parent=1),
        bloc(3, "South", parent=1),
        bloc(4, "Elsewhere"),
        bloc(5, "Closed", parent=1, archived_at=NOW),
        bloc(6, "Other council", parent=1, council=True),
        council,
    ]
    delegates = sent((2, 20), (2, 21), (3, 30), (4, 40), (5, 50), (6, 60), (1, 10))
    assert rules.council(council, tree, delegates) == {20, 21, 30}


@given(st.lists(st.tuples(st.integers(2, 8), st.integers(1, 30)), max_size=30))
def test_a_council_has_nobody_whom_no_bloc_sent(pairs: list[tuple[int, int]]) -> None:
    tree = [bloc(number, f"Bloc {number}", parent=number % 3 or None) for number in range(2, 9)]
    council = bloc(9, "Council", parent=1, council=True)
    found = rules.council(council, [*tree, council], sent(*pairs))
    assert found == {member for number, member in pairs if number % 3 == 1}
