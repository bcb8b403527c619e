"""The rules of links and of lost accounts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.api.errors import RuleError
from bot.api.people import Account, Address
from cogs.accounts import rules
from cogs.accounts.rules import Link, State

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ACCOUNTS = st.integers(1, 40)


def an_account(id_: int, network: str = "matrix") -> Account:
    return Account(id_, Address(network, str(id_)))


@given(st.sampled_from(State), st.integers(0, 3), st.booleans(), st.integers(0, 2))
def test_both_sides_confirm_one_after_the_other(state: State, meant: int, first: bool, link: int) -> None:
    begun = Link(link + 1, 10, 20, state, None)
    who = begun.first if first else begun.second
    is_right = state is (State.CONFIRMED if first else State.GIVEN) and meant in (0, begun.id)
    assert rules.is_asked(begun, who) is (state is (State.CONFIRMED if first else State.GIVEN))
    if is_right:
        assert rules.confirmed(begun, who, meant).state is State.CONFIRMED
    else:
        with pytest.raises(RuleError):
            rules.confirmed(begun, who, meant)


@given(st.sets(ACCOUNTS, min_size=1), st.sets(ACCOUNTS, min_size=1))
def test_nobody_is_linked_twice_and_nobody_has_too_many(ones: set[int], others: set[int]) -> None:
    first, second = an_account(min(ones)), an_account(max(others))
    if second.id in ones or len(ones) + len(others) > rules.MOST_ACCOUNTS:
        with pytest.raises(RuleError):
            rules.together(first, second, sorted(ones), sorted(others))
    else:
        rules.together(first, second, sorted(ones), sorted(others))


@pytest.mark.parametrize("networks", [("terminal", "matrix"), ("discord", "terminal")])
def test_a_terminal_is_linked_to_no_network(networks: tuple[str, str]) -> None:
    with pytest.raises(rules.TerminalApart):
        rules.together(an_account(1, networks[0]), an_account(2, networks[1]), [1], [2])


@example("²", 1, [2])  # a digit, but no number
@given(st.text(max_size=6), ACCOUNTS, st.lists(ACCOUNTS, min_size=1, max_size=5, unique=True))
def test_what_is_said_of_ones_own_accounts_means_one_of_them(which: str, own: int, others: list[int]) -> None:
    mine = sorted({own, *others})
    try:
        found = rules.place(which, own, mine)
    except rules.WhichAccount:
        assert not which or which.isdigit()
        return
    assert found is None or found in mine
    if which.isascii() and which.isdigit() and len(which) <= 2:
        assert found == mine[int(which) - 1]


@given(st.dictionaries(st.integers(1, 9), st.integers(0, 72), max_size=6))
def test_two_members_within_a_day_are_enough(hours: dict[int, int]) -> None:
    said = {member: NOW - timedelta(hours=ago) for member, ago in hours.items()}
    assert rules.enough(said, NOW) is (sum(ago < 24 for ago in hours.values()) >= 2)


def test_how_long_ago_is_a_length_of_time() -> None:
    assert rules.since(None, NOW) == NOW
    assert rules.since(timedelta(hours=3), NOW) == NOW - timedelta(hours=3)
    with pytest.raises(rules.TooLongAgo):
        rules.since(timedelta(days=31), NOW)
    with pytest.raises(rules.LengthWanted):
        rules.since(NOW, NOW)


@pytest.mark.parametrize(
    ("words", "network", "id_"),
    [
        ("<@!123>", "discord", "123"),
        ("123", "discord", "123"),
        ("@ben:example.org", "matrix", "@ben:example.org"),
        ("@Ben", "terminal", "ben"),
    ],
)
def test_accounts_are_named_as_their_network_does(words: str, network: str, id_: str) -> None:
    assert rules.address(words, network) == Address(network, id_)


def test_an_account_of_the_other_network_can_be_named() -> None:
    assert rules.address("@ben:example.org", "discord") == Address("matrix", "@ben:example.org")
    assert rules.address("<@123>", "matrix") == Address("discord", "123")
