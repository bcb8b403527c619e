"""Ballots as people write them: numbers, names, beginnings, quotes, ranks beside names, times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.ballots.counting.election import Method
from bot.ballots.paper import NEED_BE, NotAPaper, Paper
from cogs.polls.rules import ballot_errors as errors
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll
from cogs.polls.rules.reading import Reading, carried, typed

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
PEOPLE = ("Ana Lee", "Ben", "Chi Nwosu", "Ánna Maria", "Dév")


def poll(kind: Kind, *texts: str, method: Method | None = None) -> Poll:
    options = tuple(Option(n, text) for n, text in enumerate(texts, 1))
    return Poll(1, Numbered(3), kind, "Who?", 1, NOW, options=options, method=method)


def dates(n: int) -> Poll:
    options = tuple(Option(i, at=NOW + timedelta(days=i)) for i in range(1, n + 1))
    return Poll(1, Numbered(3), Kind.WHEN, "When?", 1, NOW, options=options)


RANKED = Reading(poll(Kind.RANKED, *PEOPLE))
SINGLE = Reading(poll(Kind.SINGLE, "Tea", "Coffee, black", "Green tea", "7 up"))
SEVERAL = Reading(poll(Kind.SEVERAL, "Bread", "Bread and cheese", "Wine"))
YES_NO = Reading(Poll(1, Numbered(3), Kind.YES_NO, "Go?", 1, NOW, options=(Option(1), Option(2))))
WHEN = Reading(dates(4))


@pytest.mark.parametrize(
    ("words", "paper"),
    [
        ("3 1 4", (3, 1, 4)),
        ("3,1,4", (3, 1, 4)),
        ("3 > 1 > 4", (3, 1, 4)),
        ("3>1>4", (3, 1, 4)),
        ("3 - 1 - 4", (3, 1, 4)),
        ("#3 #1", (3, 1)),
        ("3️⃣ 1️⃣", (3, 1)),
        ("３ １", (3, 1)),
        ("chi, ana lee", (3, 1)),
        ("Chi Ben", (3, 2)),
        ("BEN chi nwosu ana l", (2, 3, 1)),
        ('"Ana Lee" "Ánna Maria"', (1, 4)),
        ("“Chi Nwosu”, Ben", (3, 2)),
        ("anna > dev", (4, 5)),
        ("1. Chi 2. Ben 3. Dev", (3, 2, 5)),
        ("1 chi, 2 ben", (3, 2)),
        ("3 chi, 2 ben", (3, 2)),
        ("3 ben", (3, 2)),
        (carried((3, 1)), (3, 1)),
    ],
)
def test_rankings(words: str, paper: Paper) -> None:
    assert RANKED.paper(words) == paper


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("", errors.NothingGiven),
        (" , ", errors.NothingGiven),
        ("3 1 3", errors.GivenTwice),
        ("chi ben chi", errors.GivenTwice),
        ("3 chi nwosu 3", errors.GivenTwice),
        ("6", errors.NoOption),
        ("0", errors.NoOption),
        ("Eve", errors.NoOption),
        ("ben eve", errors.NoOption),
        ("?2", errors.NoOption),
        ("an", errors.SeveralFit),
        ("1 2 3 4 5 1", errors.TooMany),
        ("ben " * 40, errors.TooMany),
        (". ana", NotAPaper),
        (carried((6,)), errors.NoOption),
        (carried((51,)), errors.NoOption),
    ],
)
def test_what_is_no_ranking(words: str, error: type[RuleError]) -> None:
    with pytest.raises(error):
        RANKED.paper(words)


def test_what_could_be_several_is_said() -> None:
    with pytest.raises(errors.SeveralFit) as refused:
        RANKED.paper("ben > an")
    assert refused.value.given == "an"
    assert [option.text for option in refused.value.options] == ["Ana Lee", "Ánna Maria"]


def test_one_choice() -> None:
    for words, n in (
        ("2", 2),
        ("coffee, black", 2),
        ("cof", 2),
        ("tea", 1),
        ("gre", 3),
        ("7 up", 4),
    ):
        assert SINGLE.paper(words) == (n,)
    assert SINGLE.paper("1 1") == (1,)
    assert SINGLE.paper("1 tea") == (1,)
    with pytest.raises(errors.OnlyOne):
        SINGLE.paper("tea, green tea")
    with pytest.raises(errors.OnlyOne):
        SINGLE.paper("1 coffee")


def test_several_in_any_order_and_none() -> None:
    assert SEVERAL.paper("wine, bread") == (1, 3)
    assert SEVERAL.paper("bread and cheese wine") == (2, 3)
    assert SEVERAL.paper("3 1 3") == (1, 3)
    assert SEVERAL.paper("all") == (1, 2, 3)
    assert SEVERAL.paper("none") == ()
    assert Reading(poll(Kind.APPROVAL, "None of these", "Tea")).paper("none") == (1,)
    with pytest.raises(errors.NoOption):
        RANKED.paper("none")


def test_a_figure_that_is_another_ones_name_is_asked_about() -> None:
    how_many = Reading(poll(Kind.SINGLE, "0", "1", "2"))
    with pytest.raises(errors.SeveralFit):
        how_many.paper("1")
    assert how_many.paper("#1") == (1,)
    assert how_many.paper('"1"') == (2,)
    assert how_many.paper("3") == (3,)
    assert how_many.paper("0") == (1,)
    assert Reading(poll(Kind.SEVERAL, "10 euros", "20 euros")).paper("10 euros, 2") == (1, 2)


@pytest.mark.parametrize("words", ["yes", "Sí", "да", "👍", "1", "Y"])
def test_yes_in_any_language(words: str) -> None:
    assert YES_NO.paper(words) == (1,)


@pytest.mark.parametrize("words", ["no", "NO", "нет", "👎", "2", "en contra"])
def test_no_in_any_language(words: str) -> None:
    assert YES_NO.paper(words) == (2,)


def test_yes_and_no_is_neither() -> None:
    with pytest.raises(errors.OnlyOne):
        YES_NO.paper("yes no")
    with pytest.raises(errors.NoOption):
        YES_NO.paper("tea")


@pytest.mark.parametrize(
    ("words", "paper"),
    [
        ("1 3 ?2", (1, 52, 3)),
        ("1 yes 2 maybe 3 no", (1, 52)),
        ("1=yes, 2=maybe", (1, 52)),
        ("1 sí, 2 quizás, 4 no", (1, 52)),
        ("1 3 yes 2 4 if need be", (1, 52, 3, 54)),
        ("yes: 1 3 maybe: 2", (1, 52, 3)),
        ("2? 1", (1, 52)),
        ("(2) 1", (1, 52)),
        ("4, 1", (1, 4)),
        ("all", (1, 2, 3, 4)),
        ("maybe", (51, 52, 53, 54)),
        ("none", ()),
        ("no", ()),
        ("1 no", ()),
        (carried((1, 52)), (1, 52)),
        (carried(()), ()),
    ],
)
def test_times(words: str, paper: Paper) -> None:
    assert WHEN.paper(words) == paper


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("5", errors.NoOption),
        ("1 perhapsy", errors.NoOption),
        ("thursday", errors.NoOption),
        ("1 ?1", errors.GivenTwice),
        ("1 yes 1 no", errors.GivenTwice),
        ("", errors.NothingGiven),
    ],
)
def test_what_is_no_answer_on_times(words: str, error: type[RuleError]) -> None:
    with pytest.raises(error):
        WHEN.paper(words)


@pytest.mark.parametrize(
    ("names", "words", "paper"),
    [
        (("1 2 3 Ana", "Ben", "Chi"), "1 2 3", (1, 2, 3)),
        (("1 2 3 Ana", "Ben", "Chi"), "3 2", (3, 2)),
        (("Ben", "4 Ana"), "4", None),
        (("1 Ana", "Ana", "Ben"), "1 ana", None),
        (("1 Ana", "Ana Lee", "Ben"), "1 ana, 3 ben", None),
        (("Ana, Ben", "Ana", "Ben"), "ana, ben", None),
        (("Ana, Ben", "Ana", "Ben"), "ben, ana", (3, 2)),
        (("Ana, Ben & Co", "Ana", "Ben"), "ana, ben", (2, 3)),
        (("Ana Ben", "Ana", "Ben"), "ana ben", None),
        (("Ana Ben Chi", "Ana", "Ben"), "ana ben", (2, 3)),
        (("Ana > 2", "Ana", "Ben"), "ana > 2", None),
        (("Ana Ben", "Ana", "Ben"), '"ana ben"', (1,)),
        (("10 euros", "20 euros", "30 euros"), "20 euros 10 euros", (2, 1)),
        (("Ana Lee", "Ben", "Lee"), "ana lee", (1,)),
        (("a", "a a", "a a a"), "a " * 30, None),
    ],
)
def test_no_name_takes_the_ballots_of_others(names: tuple[str, ...], words: str, paper: Paper | None) -> None:
    """Whoever chooses what they are called can't have words mean them that mean others."""
    reading = Reading(poll(Kind.RANKED, *names))
    if paper is not None:
        assert reading.paper(words) == paper
        return
    with pytest.raises((errors.SeveralFit, errors.NoOption, errors.TooMany)):
        reading.paper(words)


def test_candidates_and_who_stands_no_longer() -> None:
    options = (Option(1, "Ana"), Option(2, "Ben", withdrawn=True), Option(3, "Bea"), Option(4, reopens=True))
    election = Poll(
        1, Numbered(4), Kind.ELECTION, "Delegates", 1, NOW, options=options, seats=3, method=Method.STV
    )
    reading = Reading(election)
    assert reading.paper("ana reopen nominations") == (1, 4)
    assert reading.paper("RON, Bea") == (4, 3)
    assert reading.paper("be") == (3,)
    for words in ("ben", "2", "1 2"):
        with pytest.raises(errors.StandsNoLonger):
            reading.paper(words)


@given(
    st.permutations(range(1, 6)), st.integers(1, 5), st.sampled_from([" ", ", ", ",", " > ", ">", ";", " | "])
)
def test_every_ranking_is_read_by_number_and_by_name(order: list[int], length: int, between: str) -> None:
    paper = tuple(order[:length])
    assert RANKED.paper(between.join(map(str, paper))) == paper
    assert RANKED.paper(between.join(PEOPLE[n - 1] for n in paper)) == paper
    assert RANKED.paper(between.join(f'"{PEOPLE[n - 1]}"' for n in paper)) == paper
    assert RANKED.paper(carried(paper)) == paper
    assert RANKED.paper(typed(paper)) == paper


@given(st.lists(st.sampled_from(["no", "yes", "maybe"]), min_size=4, max_size=4))
def test_every_answer_on_times_is_read(answers: list[str]) -> None:
    paper = tuple(n if a == "yes" else n + NEED_BE for n, a in enumerate(answers, 1) if a != "no")
    assert WHEN.paper(" ".join(f"{n} {a}" for n, a in enumerate(answers, 1))) == paper
    assert WHEN.paper(carried(paper)) == paper
    assert WHEN.paper(typed(paper)) == paper


_SCRAPS = st.lists(
    st.sampled_from(
        [*PEOPLE, "ana", "1", "3", "12", "#2", "?", "yes", "no", "maybe", '"', ",", ">", ".", "ß", "“"]
    )
).map(" ".join)


@given(st.one_of(st.text(max_size=60), _SCRAPS), st.sampled_from([RANKED, SINGLE, SEVERAL, YES_NO, WHEN]))
def test_whatever_is_written_is_a_paper_or_refused(words: str, reading: Reading) -> None:
    try:
        paper = reading.paper(words)
    except RuleError:
        return
    assert reading.paper(carried(paper)) == paper
    assert len({n - NEED_BE if n > NEED_BE else n for n in paper}) == len(paper)
