"""Several times in one argument: how they are read, typed, asked for, and what is said of bad ones."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.card import Card, Data, Line, Reply
from bot.api.cog import Cog
from bot.api.command import Arg, Command, Kind, command, spec_of
from bot.api.context import Context
from bot.api.errors import BadValue, InThePast, MissingArgument, RuleError, TooLong
from bot.dates.day import NoSuchDay, OtherWeekday
from bot.dates.times import MoreTimes
from bot.dates.when import Skipped
from bot.grammar import Grammar, example_line
from tests.bot.test_called import take_in
from tests.talk import Talk

NOW = datetime(2026, 6, 2, 12, tzinfo=UTC)  # a Tuesday
BERLIN = ZoneInfo("Europe/Berlin")
Times = Annotated[tuple[datetime, ...], Arg("The times")]
Lines = Annotated[tuple[datetime, ...], Arg("The times, a line each", long=True)]


class Sample:
    @command("poll when")
    async def when(
        self, ctx: None, question: str, times: Times, closes: datetime | timedelta | None = None
    ) -> None:
        """Find a date."""

    @command("date find", modal=True)
    async def find(self, ctx: None, question: str, times: Lines, zone: str = "") -> None:
        """Find a date with a form."""

    @command("times first")
    async def first(self, ctx: None, times: Times, number: int, note: str = "") -> None:
        """Give times before all else."""

    @command("times may")
    async def may(
        self, ctx: None, times: Annotated[tuple[datetime, ...] | None, Arg("Times")] = None
    ) -> None:
        """Give times, if you like."""


def _spec(path: str) -> Command:
    specs = (spec_of(getattr(Sample(), name)) for name in ("when", "find", "first", "may"))
    return next(spec for spec in specs if spec is not None and spec.path == path)


GRAMMAR = Grammar([_spec(path) for path in ("poll when", "date find", "times first", "times may")])


def read(words: str, now: datetime = NOW, zone: ZoneInfo = BERLIN) -> list[str]:
    """The times as a clock in that zone shows them."""
    given = {"question": "When?", "times": words}
    found = GRAMMAR.bind(_spec("poll when"), given, now, zone, lambda _name: None)["times"]
    assert all(at.tzinfo is not None for at in found)
    return [at.astimezone(zone).strftime("%d.%m. %H:%M") for at in found]


def typed(line: str) -> tuple[str, list[str]]:
    """The question and the times of a whole line."""
    _, values = GRAMMAR.parse(line, NOW, BERLIN, lambda _name: None)
    times = values["times"] or ()
    return values.get("question", ""), [at.astimezone(BERLIN).strftime("%d.%m. %H:%M") for at in times]


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("Thu 18:00, Fri 19:00", ["04.06. 18:00", "05.06. 19:00"]),
        ("Fri 19:00; Thu 18:00", ["05.06. 19:00", "04.06. 18:00"]),
        ("Thu 18:00\nFri 19:00\n", ["04.06. 18:00", "05.06. 19:00"]),
        ("jueves 18:00 | 5 de junio a las 19:00", ["04.06. 18:00", "05.06. 19:00"]),
        ("Thu 18:00,Thursday 6 pm,,2026-06-04 18:00,", ["04.06. 18:00"]),
        ("2026-06-04T16:00Z, Fri 19:00", ["04.06. 18:00", "05.06. 19:00"]),
        ("Fri, 5 June 18:00, Sat, 6 June 18:00", ["05.06. 18:00", "06.06. 18:00"]),
        ("June 5, 2026, 18:00, June 6", ["05.06. 18:00", "06.06. 18:00"]),
        ("48h, 72h", ["04.06. 14:00", "05.06. 14:00"]),
        ("tomorrow 18:00", ["03.06. 18:00"]),
        (
            "Thu 18:00, 19:30, Fri noon, at 6 pm",
            ["04.06. 18:00", "04.06. 19:30", "05.06. 12:00", "05.06. 18:00"],
        ),
        ("Thu 1:00\n23:00", ["04.06. 01:00", "04.06. 23:00"]),
        ("- Thu 18:00\n• Fri 19:00\n  * Sat 10:00", ["04.06. 18:00", "05.06. 19:00", "06.06. 10:00"]),
    ],
)
def test_times_are_read_each_like_one_alone(words: str, times: list[str]) -> None:
    assert read(words) == times


@pytest.mark.parametrize(
    ("words", "error", "said"),
    [
        ("Thu 18:00, soonish, Fri 19:00", BadValue, "soonish"),
        ("Thu 18:00 Fri 19:00", BadValue, "Thu 18:00 Fri 19:00"),
        (" , ;", BadValue, ", ;"),
        ("9:00, Thu 18:00", InThePast, "9:00"),
        ("Thu 18:00, 2020-01-01 10:00", InThePast, "2020-01-01 10:00"),
        ("Thu 18:00, 25:00", BadValue, "25:00"),
        ("now, Thu 18:00", InThePast, "2026-06-02 14:00"),
        ("Thu 18:00, 31 June", NoSuchDay, "31 june"),
        ("Fri, 6 June 18:00", OtherWeekday, "fri 6 june"),
    ],
)
def test_the_one_that_is_wrong_is_named(words: str, error: type[RuleError], said: str) -> None:
    with pytest.raises(error) as raised:
        read(words)
    assert vars(raised.value)["given"] == said
    if isinstance(raised.value, BadValue):
        assert raised.value.wanted == "when" and "Fri 18:00" in raised.value.examples


def test_an_hour_that_the_clock_skips_is_moved_and_says_so() -> None:
    march = datetime(2026, 3, 27, 12, tzinfo=UTC)
    given = {"question": "When?", "times": "2026-03-29 02:30, 2026-03-29 03:30, 2026-03-30 02:30"}
    first, second = GRAMMAR.bind(_spec("poll when"), given, march, BERLIN, lambda _n: None)["times"]
    assert isinstance(first, Skipped) and first.gap == timedelta(hours=1), "it is one instant with the next"
    assert second == datetime(2026, 3, 30, 0, 30, tzinfo=UTC)
    october = datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert read("2026-10-25 02:30", october) == ["25.10. 02:30"]


def test_times_are_read_where_the_person_is() -> None:
    assert read("Thu 18:00, Fri 19:00", zone=ZoneInfo("America/Bogota")) == ["04.06. 18:00", "05.06. 19:00"]
    given = {"question": "When?", "times": "Thu 18:00", "zone": "America/Bogota"}
    [at] = GRAMMAR.bind(_spec("date find"), given, NOW, BERLIN, lambda _name: None)["times"]
    assert at == datetime(2026, 6, 4, 23, tzinfo=UTC)


def test_twenty_five_are_the_most_and_doubles_are_none() -> None:
    days = [f"2026-07-{day:02} 18:00" for day in range(1, 27)]
    assert len(read(", ".join(days[:25]))) == 25
    assert len(read("; ".join(days[:25] + days[:25]))) == 25
    for separator in (", ", "\n"):
        with pytest.raises(MoreTimes) as raised:
            read(separator.join(days))
        assert raised.value.most == 25


@pytest.mark.parametrize(
    ("line", "question", "times"),
    [
        ("poll when Picnic times: Thu 18:00, Fri 19:00", "Picnic", 2),
        ("poll when Where, and when? Thu 18:00, Fri 19:00", "Where, and when?", 2),
        ('poll when "Where, and when?" Thu 18:00,Fri 19:00 ; Sat 18:00', "Where, and when?", 3),
        ("poll when times:Thu 18:00 | Fri 19:00, Where?", "Where?", 2),
        ("poll when times:Thu 18:00, Fri 19:00 Where is it?", "Where is it?", 2),
        ("poll when Picnic closes:48h times: Thu 18:00, Fri, 5 June 19:00", "Picnic", 2),
        ("poll when Picnic times: Thu 18:00, Fri 19:00 closes: 24h", "Picnic", 2),
        ('poll when Picnic times:"Thu 18:00, Fri 19:00"', "Picnic", 2),
        ("poll when Picnic on Friday Fri 19:00", "Picnic on Friday", 1),
        ("date find Summer picnic\nThu 18:00\nFri 19:00", "Summer picnic", 2),
        ("date find Picnic on Fri 18:00?\nThu 18:00\nFri 19:00", "Picnic on Fri 18:00?", 2),
        ("date find Picnic at Sat 18:00\nThu 18:00\nFri 19:00", "Picnic at Sat 18:00", 2),
        ("date find Summer picnic Thu 18:00, Fri 19:00", "Summer picnic", 2),
        ("date find Summer picnic times:Thu 18:00,\nFri 19:00", "Summer picnic", 2),
        ("times first Thu 18:00, Fri 19:00 12 and a note", "", 2),
        ("times may", "", 0),
    ],
)
def test_a_line_may_hold_them_in_many_ways(line: str, question: str, times: int) -> None:
    said, found = typed(line)
    assert (said, len(found)) == (question, times)


def test_what_is_no_time_at_the_end_is_shown_whole() -> None:
    with pytest.raises(BadValue) as raised:
        typed("poll when Picnic times: Thu 18:00, some day soon")
    assert raised.value.given == "some day soon"


@pytest.mark.parametrize("path", ["poll when", "date find", "times first"])
def test_the_example_of_help_and_of_what_is_missing_is_read(path: str) -> None:
    assert len(typed(example_line(_spec(path)))[1]) == 2
    with pytest.raises(MissingArgument) as raised:
        GRAMMAR.parse(path, NOW, BERLIN, lambda _name: None)
    assert len(typed(raised.value.line)[1]) == 2


def test_a_long_text_of_them_is_refused_by_its_length_alone() -> None:
    assert _spec("poll when").arguments[1].limit == 4000
    with pytest.raises(TooLong):
        read("Thu 18:00, " * 400)


@pytest.mark.parametrize(
    "piece", [",", "1h,", "1 ", "Fri, 5 June ", "a,", ";", "| \n", "5 June 18:00,", '"', "5:"]
)
def test_hostile_lines_take_no_longer_than_they_are(piece: str) -> None:
    took = []
    for letters in (8_000, 64_000):
        begun = time.process_time()
        for line in ("poll when times:", "poll when Picnic ", "times first "):
            with pytest.raises(RuleError):
                typed(line + piece * (letters // len(piece)))
        took.append(time.process_time() - begun)
    assert took[1] < 40 * took[0] + 1.0, took


@given(
    st.lists(
        st.sampled_from(["Thu", "18:00", ",", ";", "|", "5 June", "x", "9am", "in 2 days", "\n", "times:"])
    )
)
def test_no_words_break_the_reader(words: list[str]) -> None:
    for line in ("poll when ", "date find ", "times first "):
        try:
            _, found = typed(line + " ".join(words))
        except RuleError:
            continue
        assert len(found) == len(set(found)) <= 25


def test_faces_take_them_as_text() -> None:
    argument = _spec("date find").arguments[1]
    assert (argument.kind, argument.required, argument.long) == (Kind.TIMES, True, True)
    assert _spec("times may").arguments[0].default is None


class Dates(Cog):
    """Finds dates; the answer shows each as it was read."""

    name = "dates"

    @command("date find", modal=True)
    async def find(self, ctx: Context, question: str, times: Lines) -> Reply:
        """Find a date."""
        said = [question, *(at.astimezone(ctx.zone).strftime("%d.%m. %H:%M") for at in times)]
        return Reply(lambda _say: Card(blocks=tuple(Line((Data(words),)) for words in said)))


async def test_times_that_are_missing_are_asked_for_and_may_come_a_line_each(talk: Talk) -> None:
    take_in(talk.app, Dates())
    await talk("ana: assembly found Depot")
    await talk("ana: date find Picnic", private=True)
    assert 'For example: /date find Picnic times:"Thu 18:00, Fri 19:00"' in talk.text
    await talk("ana: Thu 18:00\nFri 19:00\nSat, 6 June", private=True, bare=True)
    assert talk.text.splitlines()[:4] == ["Picnic", "04.06. 18:00", "05.06. 19:00", "06.06. 18:00"]


async def test_what_is_said_of_bad_ones(talk: Talk) -> None:
    take_in(talk.app, Dates())
    await talk("ana: assembly found Depot")
    await talk("ana: date find Picnic Thu 18:00, Fri 19:00")
    assert talk.text.startswith("Picnic\n04.06. 18:00\n05.06. 19:00")
    for times, said in (
        ("Thu 18:00, soonish", "“soonish” is not a time that I understand. Try: tomorrow 18:00, Fri 18:00"),
        ("8:00, Thu 18:00", "“8:00” has gone by."),
        ("Thu 18:00, 31 June", "There is no “31 june”: June has 30 days."),
        (", ".join(f"2026-07-{day:02}" for day in range(1, 27)), "give up to 25 times."),
    ):
        await talk(f"ana: date find Picnic times: {times}")
        assert said in talk.text
    await talk("ana: help date find")
    assert "Thu 18:00, Fri 19:00 or a line each" in talk.text
    assert "The times may also stand below the first line, a line each." in talk.text
