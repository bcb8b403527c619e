"""Cards as Discord shows them, and what people wrote in them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.card import Bar, Bars, Button, Card, Data, Field, Line, Moment, Name, Quote, Typed
from bot.api.people import Address
from bot.api.press import unpack
from bot.api.text import clean
from bot.platforms.discord.render import Renderer, pages
from bot.platforms.discord.text import harmless, original

RENDERER = Renderer("/", lambda: "a member")
HARMFUL = {
    "@everyone": "@\u200beveryone",
    "<@123> <#4> <@&5>": "\\<@\u200b123\\> \\<#4\\> \\<@\u200b&5\\>",
    "[click](https://evil.example)": "\\[click\\](https://evil.example)",
    "**bold** _it_ ~~no~~ `x` ||s||": "\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\`x\\` \\|\\|s\\|\\|",
    "# big\n- item\n1. one\n> said": "\\# big\n\\- item\n1\\. one\n\\> said",
    "a\u202egnp.exe\x07": "agnp.exe",
    "see https://a.example/foo_bar": "see https://a.example/foo_bar",
}


@pytest.mark.parametrize(("written", "shown"), HARMFUL.items())
def test_words_mean_nothing_to_discord(written: str, shown: str) -> None:
    assert harmless(written) == shown


@given(st.text(max_size=300))
def test_harmless_words_can_be_read_back(written: str) -> None:
    assert original(harmless(written)) == clean(written)


def test_empty_lines_are_passed_in_one_go() -> None:
    gap = "\n" * 300_000  # for an hour, if from each of them anew
    assert harmless(f"a{gap} - b") == f"a{gap} \\- b"


def test_a_card_is_read_from_top_to_bottom() -> None:
    at = datetime(2026, 6, 4, 16, 0, tzinfo=UTC)
    card = Card(
        head=("Motion 12 · vote until ", Moment(at, "Thu 4 June, 18:00")),
        title=(Data("Stop work at *noon*"),),
        blocks=(
            Line(("Moved by ", Name(1, Address("discord", "77")), ", seconded by ", Name(2), ".")),
            Line(("Since ", Moment(at, "18:00", "time"))),
            Quote("First line\nsecond line"),
            Field(("Needs",), ("more than half",)),
            Bars((Bar("For", "8", 0.8), Bar("Against", "12", 1.0))),
            Line(("Write ", Typed("vote 12 for")), strong=True),
        ),
    )
    (embed,) = RENDERER.embeds(card)
    assert embed.description == (
        "Motion 12 · vote until <t:1780588800:f>\n"
        "### Stop work at \\*noon\\*\n"
        "Moved by <@77>, seconded by a member.\n"
        "Since <t:1780588800:t>\n"
        "> First line\n> second line\n"
        "**Needs:** more than half\n"
        "```\nFor      ████████░░   8\nAgainst  ██████████  12\n```\n"
        "**Write `/vote 12 for`**"
    )


async def test_a_button_is_its_own_memory() -> None:
    card = Card(buttons=(Button("For", "motion vote", {"number": 12, "choice": "for"}, emoji="✅"),))
    view = RENDERER.card(card, assembly=3, key="0123456789abcdef0123").view
    assert view is not None
    shown = view.to_components()[0]["components"][0]
    assert unpack(shown["custom_id"]) == (
        3,
        "motion vote",
        {"number": "12", "choice": "for"},
        "0123456789abcdef0123",
    )
    assert view.is_finished()


def test_the_longest_motion_fits_a_message() -> None:
    card = Card(title=("A title",), blocks=(Quote("_*" * 2000),))
    embeds = RENDERER.embeds(card)
    assert max(len(embed.description or "") for embed in embeds) <= 4096
    assert "…" not in "".join(embed.description or "" for embed in embeds)


@given(st.lists(st.text(max_size=5000), max_size=8))
def test_pages_stay_within_what_discord_takes(lines: list[str]) -> None:
    found = pages(lines)
    assert all(len(page) <= 4096 for page in found)
    assert sum(map(len, found)) <= 6000


def test_many_lines_stay_within_it_too() -> None:
    found = pages(["x" * 130] * 60)
    assert sum(map(len, found)) <= 6000
    assert found[-1].endswith("…")


def test_a_mail_address_can_be_copied_and_calls_nobody() -> None:
    assert harmless("Ms Smith <office@ministry.example>") == r"Ms Smith \<office@ministry.example\>"
    for call in ("@everyone", "x@everyone.example", "<@123.4>", "a@here", "@ana.b"):
        assert "@\u200b" in harmless(call)
