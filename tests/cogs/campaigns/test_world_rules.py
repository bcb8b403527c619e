"""What holds for charts, letters of one's own, flyers and paper, whoever asks."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api import drawing as pictures
from bot.api.number import Numbered
from bot.api.people import Address
from bot.api.speech import Speech
from cogs.campaigns.handing import Whole, as_file
from cogs.campaigns.rules import model, reaching
from cogs.campaigns.rules.breakdown import Public
from cogs.campaigns.rules.campaign import NO_ROOM, Campaign, Kind, State
from cogs.campaigns.rules.handover import MOST_ON_PAPER, Form, Sums, TooManyForPaper
from cogs.campaigns.rules.series import Point, series, spread, ticks
from cogs.campaigns.stencils import NAMES, stencil
from cogs.campaigns.views.chart import Chart, described, drawing

SAY = Speech("en", ZoneInfo("UTC"), datetime(2026, 6, 20, tzinfo=UTC))
BEGAN, TODAY = date(2026, 6, 1), date(2026, 6, 20)
DAY = (BEGAN - date(1970, 1, 1)).days


@given(st.lists(st.tuples(st.integers(DAY, DAY + 19), st.integers(0, 500))), st.integers(0, 2_000))
def test_a_line_only_grows_and_ends_at_the_total(days: list[tuple[int, int]], total: int) -> None:
    points = series(days, total, BEGAN, TODAY)
    assert points[0] == Point(date(2026, 5, 31), 0)
    assert points[-1].n == total
    assert all(a.n <= b.n and a.day <= b.day for a, b in pairwise(points))


@given(st.integers(0, 10**9))
def test_few_round_numbers_reach_as_far_as_they_must(top: int) -> None:
    rows = ticks(top)
    assert rows[0] == 0
    assert rows[-1] >= top
    assert 2 <= len(rows) <= 7


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 4_000))
def test_few_days_stand_below_a_line(first: date, length: int) -> None:
    days = spread(first, date.fromordinal(first.toordinal() + length))
    assert days[0] == first
    assert 1 <= len(days) <= 7


def test_a_chart_is_drawn_in_words_numbers_and_one_dark_line() -> None:
    points = series([(DAY, 30), (DAY + 9, 382)], 412, BEGAN, TODAY)
    made = Chart("Erlan <& all>", points, 1_000)
    svg = drawing(SAY, made)
    assert "Erlan &lt;&amp; all&gt;" in svg
    assert ">412 of 1,000 signatures<" in svg
    assert ">Goal: 1,000<" in svg
    assert set(re.findall("#[0-9a-f]{6}", svg)) == {"#1a1a1a", "#c8c8c8", "#e6e6e6"}
    assert described(SAY, made) == (
        "Signatures over time: from 0 on 31 May to 412 on 10 Jun and 412 on 20 Jun. Goal: 1,000."
    )
    on_one_day = Chart("Erlan", series([(DAY, 30)], 30, BEGAN, TODAY)[:2], 1_000)
    assert described(SAY, on_one_day).startswith("Signatures over time: from 0 on 31 May to 30 on 1 Jun.")


async def test_a_picture_is_as_large_as_it_was_drawn_and_none_without_letters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    svg = drawing(SAY, Chart("Erlan", series([], 3, BEGAN, TODAY), 10))
    png = await pictures.picture(svg)
    if png is None:
        pytest.skip("needs-environment: a font, such as Debian's fonts-dejavu-core")
    assert png.startswith(b"\x89PNG")
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (1200, 675)
    monkeypatch.setattr(pictures, "_has_letters", lambda: False)
    assert await pictures.picture(svg) is None


@pytest.mark.parametrize(
    ("addressee", "address"),
    [
        ("The Ministry <office@ministry.example>", "office@ministry.example"),
        ("write to office@ministry.example.", "office@ministry.example"),
        ("The Ministry", ""),
        ("a@b", ""),
    ],
)
def test_an_address_for_mail_is_found_among_words(addressee: str, address: str) -> None:
    assert reaching.mail_address(addressee) == address


def test_a_link_opens_the_letter_and_nothing_of_it_is_a_header() -> None:
    text = "Let him go &bcc=x@y.example\n100 % of us"
    link, is_whole = reaching.mailto("o@m.example", "Free Erlan?cc=a@b.example", text)
    parts = urlsplit(link)
    assert is_whole
    assert (parts.scheme, parts.path) == ("mailto", "o@m.example")
    asked = parse_qs(parts.query)
    assert asked == {"subject": ["Free Erlan?cc=a@b.example"], "body": [text.replace("\n", "\r\n")]}


def test_a_text_too_long_for_a_link_is_left_to_be_copied() -> None:
    link, is_whole = reaching.mailto("", "Free Erlan", "Жаңаөзен " * 100)
    assert (link, is_whole) == ("mailto:?subject=Free%20Erlan", False)


@pytest.mark.parametrize(
    "words", ["javascript:alert(1)", "example.org", "https://", "https://a b", "ftp://a.b"]
)
def test_what_is_no_address_of_the_web_is_refused(words: str) -> None:
    with pytest.raises(reaching.NotALink):
        reaching.link(words)


def test_a_room_of_matrix_is_reached_by_a_link() -> None:
    room = Address("matrix", "!abc:hs.example")
    assert reaching.way_to(room) == "https://matrix.to/#/%21abc:hs.example?via=hs.example"
    assert reaching.way_to(Address("discord", "12")) == ""


def test_stencils_are_found_by_emoji_and_by_name() -> None:
    assert all(stencil(name) for name in NAMES)
    assert stencil("🦺") == stencil("Vest") == stencil("chaleco")
    assert stencil("✉️") == stencil("✉")
    assert stencil("🧿") is None


async def test_more_names_than_anybody_would_print_come_as_a_table() -> None:
    letter = Campaign(
        1, 1, Numbered(1), "erlan", Kind.LETTER, State.OPEN, "Free Erlan", "", 10, "en", NO_ROOM, SAY.now
    )
    many = MOST_ON_PAPER + 1

    async def nobody() -> object:
        yield []

    with pytest.raises(TooManyForPaper):
        await as_file(Whole(SAY, letter, Sums(many, many), Public()), Form.PDF, nobody())  # type: ignore[arg-type]


@pytest.mark.parametrize(("ayes", "noes"), [(0, 3), (2, 2), (-1, 0), (5, -1), (10**8, 0)])
def test_numbers_by_which_nothing_is_carried_are_refused(ayes: int, noes: int) -> None:
    with pytest.raises(model.NoVotes):
        model.votes(7, ayes, noes)
