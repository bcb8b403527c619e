"""What holds for questions: options as people type them, kinds in words, times, and what may be changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.number import Numbered
from bot.api.people import Assembly, RollPolicy
from bot.api.text import folded
from bot.ballots.rules import Votes
from cogs.polls.rules import asking, changing, options
from cogs.polls.rules import asking_errors as errors
from cogs.polls.rules.asking import Form, Wanted
from cogs.polls.rules.errors import NotNow
from cogs.polls.rules.option import TEXT_LIMIT, Option
from cogs.polls.rules.poll import Kind, Poll, State
from tests.talk import START, TABLE

DEPOT = Assembly(
    1, "Depot", "en", "Europe/Berlin", RollPolicy.ANYONE, None, timedelta(hours=24), TABLE, START
)
POLL = Poll(
    1,
    Numbered(3),
    Kind.SINGLE,
    "Where?",
    7,
    START,
    options=(Option(1, "Depot"), Option(2, "Canteen")),
    opened_at=START,
    closes_at=START + timedelta(days=2),
)


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("Depot, Canteen", ("Depot", "Canteen")),
        ("Depot,Canteen,", ("Depot", "Canteen")),
        (" red ; green; blue", ("red", "green", "blue")),
        ("Mon, 18:00; Tue, 19:00", ("Mon, 18:00", "Tue, 19:00")),
        ("a; b | c; d", ("a; b", "c; d")),
        ("Rice, beans\nSoup | bread\n\nNothing", ("Rice, beans", "Soup | bread", "Nothing")),
        ("- Depot\n- Canteen", ("Depot", "Canteen")),
        ("• Depot\n* Canteen", ("Depot", "Canteen")),
        ("1. Depot\n2. Canteen", ("Depot", "Canteen")),
        ("1) Depot, 2) Canteen", ("Depot", "Canteen")),
        ("2. floor, 3. floor", ("2. floor", "3. floor")),
        ("3 cats, 5 dogs", ("3 cats", "5 dogs")),
        ("Depot,  the   old\tone", ("Depot", "the old one")),
        ("Depot, depot, DEPÓT, Canteen", ("Depot", "Canteen")),
        ("50 %, 1.5, 2-3", ("50 %", "1.5", "2-3")),
        ("Depot", ("Depot",)),
        ("", ()),
        (" , ;", (",",)),
        (",,,", ()),
    ],
)
def test_options_are_read_as_people_write_them(text: str, some: tuple[str, ...]) -> None:
    assert options.split(text) == some


@pytest.mark.parametrize(
    ("said", "question", "some"),
    [
        ("lunch? pizza, pasta", "lunch?", ("pizza", "pasta")),
        ("¿Dónde? Taller, Cantina o Puerto", "¿Dónde?", ("Taller", "Cantina", "Puerto")),
        ("Snack? options: 🍕; 🍔", "Snack?", ("🍕", "🍔")),
        ("So? Well? a or A or b", "So? Well?", ("a", "A or b")),
        ("Shall we go? yes or no", "Shall we go? yes or no", ()),
        ("Tea or coffee?", "Tea or coffee?", ()),
        ("Shall we paint it? Quickly", "Shall we paint it? Quickly", ()),
        ("Strike? I think that it is time, don't you", "Strike? I think that it is time, don't you", ()),
        ("Which one, this, that", "Which one, this, that", ()),
    ],
)
def test_options_behind_a_question_are_known_by_being_a_list_of_few_words(
    said: str, question: str, some: tuple[str, ...]
) -> None:
    assert options.behind(said) == (question, some)


WORDS = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=30)


@given(st.lists(WORDS, max_size=60), st.sampled_from(["\n", " | ", "; ", ", "]))
def test_options_come_out_clean_once_and_in_order(some: list[str], between: str) -> None:
    found = options.split(between.join(some))
    assert len({folded(one) for one in found}) == len(found)
    assert all(one and one == " ".join(one.split()) for one in found)


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=2, max_size=50, unique=True))
def test_what_was_split_is_what_was_joined(some: list[str]) -> None:
    for between in (",", ";", "|", "\n"):
        assert options.split(between.join(some)) == tuple(some)


@pytest.mark.parametrize(
    ("some", "wrong"),
    [
        (["Depot"], errors.OneOption),
        ([f"o{n}" for n in range(51)], errors.TooManyOptions),
        (["Depot", "x" * (TEXT_LIMIT + 1)], errors.OptionTooLong),
    ],
)
def test_what_is_no_choice_is_refused(some: list[str], wrong: type[Exception]) -> None:
    with pytest.raises(wrong):
        options.checked(some)


def test_fifty_options_of_eighty_signs_are_taken() -> None:
    some = [f"{n:02}" + "x" * (TEXT_LIMIT - 2) for n in range(50)]
    paper = options.on_paper(Kind.SEVERAL, options.checked(some))
    assert [one.n for one in paper] == list(range(1, 51))


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("single", Form.SINGLE),
        ("Several", Form.SEVERAL),
        ("multiple", Form.SEVERAL),
        ("varias", Form.SEVERAL),
        ("aprobación", Form.APPROVAL),
        ("ranked", Form.RANKED),
        ("ordenada", Form.RANKED),
        ("yes no", Form.YES_NO),
        ("yes/no", Form.YES_NO),
        ("sí-no", Form.YES_NO),
        ("sí o no", Form.YES_NO),
        ("única", Form.SINGLE),
        ("when", None),
        ("election", None),
        ("", None),
    ],
)
def test_kinds_are_read_in_every_shipped_language(word: str, form: Form | None) -> None:
    assert Form.read(word) is form


def test_the_kind_follows_from_what_was_given() -> None:
    assert Wanted("Where?", ("a", "b")).kind is Kind.SINGLE
    assert Wanted("Shall we?").kind is Kind.YES_NO
    assert Wanted("Where?", ("a", "b"), Form.APPROVAL).kind is Kind.APPROVAL
    with pytest.raises(errors.NoOptions):
        _ = Wanted("Where?", form=Form.SEVERAL).kind
    with pytest.raises(errors.YesNoAlone):
        _ = Wanted("Shall we?", ("a", "b"), Form.YES_NO).kind


def test_a_poll_closes_as_asked_else_when_votes_do() -> None:
    assert asking.closes_at(None, DEPOT, START) == START + timedelta(hours=72)
    settled = replace(DEPOT, settings={"closes": "86400", "hour": "18:00"})
    assert asking.closes_at(None, settled, START) == datetime(2026, 6, 2, 16, 0, tzinfo=UTC)
    assert asking.closes_at(timedelta(minutes=10), settled, START) == START + timedelta(minutes=10)
    assert asking.closes_at(START + timedelta(days=1), DEPOT, START) == START + timedelta(days=1)
    for short in (timedelta(), timedelta(seconds=59), START):
        with pytest.raises(errors.TooShort):
            asking.closes_at(short, DEPOT, START)
    with pytest.raises(errors.TooLongOpen):
        asking.closes_at(timedelta(days=367), DEPOT, START)


def test_who_sees_the_answers_is_as_asked_else_as_usual() -> None:
    assert asking.votes_of(None, DEPOT) is Votes.OPEN
    assert asking.votes_of(None, replace(DEPOT, settings={"votes": "open-at-end"})) is Votes.AT_END
    assert asking.votes_of(None, replace(DEPOT, careful=True)) is Votes.SECRET
    assert asking.votes_of(Votes.OPEN, replace(DEPOT, careful=True)) is Votes.OPEN


def test_the_same_question_is_the_same_for_ten_minutes() -> None:
    later = START + timedelta(minutes=9)
    assert asking.same_as("where?", None, [POLL], later) == 3
    assert asking.same_as("Where?", 5, [POLL], later) is None
    assert asking.same_as("Where else?", None, [POLL], later) is None
    assert asking.same_as("Where?", None, [POLL], START + timedelta(minutes=11)) is None


def test_only_the_asker_changes_and_only_before_the_first_answer() -> None:
    changing.may_change(POLL, 7, 0, START)
    with pytest.raises(errors.OnlyTheAsker):
        changing.may_change(POLL, 8, 0, START)
    with pytest.raises(errors.Frozen):
        changing.may_change(POLL, 7, 1, START)
    with pytest.raises(NotNow):
        changing.may_change(POLL, 7, 0, START + timedelta(days=2))


def test_a_question_of_yes_or_no_with_options_is_one_of_several() -> None:
    changed = changing.with_options(replace(POLL, kind=Kind.YES_NO), ("a", "b", "c"))
    assert (changed.kind, len(changed.options)) == (Kind.SINGLE, 3)
    assert changing.with_options(replace(POLL, kind=Kind.RANKED), ("a", "b")).kind is Kind.RANKED
    with pytest.raises(errors.DatesStay):
        changing.with_options(replace(POLL, kind=Kind.WHEN), ("a", "b"))


def test_a_poll_is_closed_once() -> None:
    closed = changing.close(POLL, 0, 5, START)
    assert (closed.state, closed.closes_at) == (State.CLOSING, START)
    with pytest.raises(NotNow):
        changing.close(closed, 0, 5, START)
