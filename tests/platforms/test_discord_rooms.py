"""Names that Discord takes, keys in topics, and the kind of room that its numbers demand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.discord.names import (
    NAME,
    TOPIC,
    group_name,
    key_in,
    leading_to,
    leads_to,
    room_name,
    same_name,
    same_topic,
    with_key,
    words_in,
)
from bot.platforms.discord.shapes import (
    MANY_CHANNELS,
    MANY_IN_CATEGORY,
    MANY_PEOPLE,
    MANY_ROLES,
    MANY_THREADS,
    Kind,
    Numbers,
    fits_a_channel,
    kind_of,
    may_have_role,
    near,
)

KEY = "0123456789abcdef0123"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Night Nurses!", "night-nurses"),
        ("@everyone", "everyone"),
        ("a/b\\c #d", "a-b-c-d"),
        ("ممرضات الليل", "ممرضات-الليل"),
        ("\u202eevil\u2066", "evil"),
        ("夜勤の看護師", "夜勤の看護師"),
        ("Nurses 🩺", "nurses-🩺"),
        ("<@123> <#4>", "123-4"),
        ("!!!", "room"),
        ("", "room"),
        ("--- ---", "room"),
        ("y" * 200, "y" * 100),
        ("🩺" * 200, "🩺" * 50),
    ],
)
def test_what_people_write_comes_out_as_a_channels_name(written: str, name: str) -> None:
    assert room_name(written) == name


def test_a_category_is_called_as_it_was_written() -> None:
    assert group_name("Depot / the blocs") == "Depot / the blocs"
    assert group_name("@everyone") == "@\u2060everyone"
    assert len(group_name("🩺" * 200)) == 50


@given(st.text(max_size=300))
def test_no_name_is_refused_or_calls_anybody(written: str) -> None:
    name, group = room_name(written), group_name(written)
    assert name == room_name(name)
    assert not re.search(r"[\s@#:/<>`]", name)
    for made in (name, group):
        assert 1 <= len(made.encode("utf-16-le")) // 2 <= NAME
        assert "@everyone" not in made.lower() and "@here" not in made.lower()
    assert same_name(name, name.upper().lower())


def test_no_topic_that_people_write_leads_elsewhere() -> None:
    assert leads_to(leading_to(42, KEY)) == 42
    assert leads_to(with_key("<#42>", KEY)) is None
    assert same_topic("<#42>", with_key("<#42>", KEY))


@given(st.text(max_size=1500))
def test_a_topic_carries_its_key_and_keeps_its_words(topic: str) -> None:
    made = with_key(topic, KEY)
    assert key_in(made) == KEY
    assert len(made) <= TOPIC
    assert same_topic(topic, made)
    assert not same_topic("quite another", made) or words_in(made) == "quite another"
    assert KEY not in words_in(made)


@pytest.mark.parametrize(
    ("people", "numbers", "by_role", "kind"),
    [
        (98, Numbers(), False, Kind.CHANNEL),
        (99, Numbers(), False, Kind.THREAD),
        (99, Numbers(), True, Kind.CHANNEL),
        (5000, Numbers(), True, Kind.CHANNEL),
        (5, Numbers(channels=499), False, Kind.CHANNEL),
        (5, Numbers(channels=500), False, Kind.THREAD),
        (5, Numbers(channels=500), True, Kind.THREAD),
        (5, Numbers(in_category=49), False, Kind.CHANNEL),
        (5, Numbers(in_category=50), False, Kind.THREAD),
        (999, Numbers(), False, Kind.THREAD),
        (1000, Numbers(), False, Kind.NONE),
        (99, Numbers(threads=999), False, Kind.THREAD),
        (99, Numbers(threads=1000), False, Kind.NONE),
        (5, Numbers(channels=500, threads=1000), False, Kind.NONE),
    ],
)
def test_the_kind_of_room_at_each_limit(people: int, numbers: Numbers, by_role: bool, kind: Kind) -> None:
    assert kind_of(people, numbers, by_role=by_role) is kind


def test_what_is_in_no_list_is_never_a_thread() -> None:
    assert kind_of(98, Numbers(), hidden=True) is Kind.CHANNEL
    assert kind_of(99, Numbers(), hidden=True) is Kind.NONE
    assert kind_of(5, Numbers(in_category=50), hidden=True) is Kind.NONE


def test_overwrites_of_others_take_room_too() -> None:
    assert fits_a_channel(95, by_role=False, others=3)
    assert not fits_a_channel(96, by_role=False, others=3)
    assert may_have_role(Numbers(roles=249)) and not may_have_role(Numbers(roles=250))


@pytest.mark.parametrize(
    ("numbers", "fullest", "told"),
    [
        (Numbers(449, 44, 224, 899), 89, ()),
        (Numbers(channels=450), 0, (MANY_CHANNELS,)),
        (Numbers(in_category=45), 0, (MANY_IN_CATEGORY,)),
        (Numbers(roles=225), 0, (MANY_ROLES,)),
        (Numbers(threads=900), 0, (MANY_THREADS,)),
        (Numbers(), 90, (MANY_PEOPLE,)),
    ],
)
def test_stewards_are_told_before_a_limit_is_met(
    numbers: Numbers, fullest: int, told: tuple[str, ...]
) -> None:
    assert near(numbers, fullest) == told
