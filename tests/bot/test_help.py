"""Help from the specs: it fits a phone, its examples work, and stewards' commands stand apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import pytest

from bot.api.card import Card, Field, Line, Text, Typed, View
from bot.api.command import Arg, Command, command, spec_of
from bot.api.errors import UnknownCommand
from bot.api.people import Role
from bot.api.speech import Features, Speech
from bot.grammar import Grammar
from bot.help import overview, topic

NOW = datetime(2026, 6, 2, 12, tzinfo=UTC)
SAY = Speech("en", ZoneInfo("UTC"), NOW, Features(prefix="/"))


class Choice(Enum):
    FOR = "for"
    AGAINST = "against"


class Sample:
    @command("motion propose")
    async def propose(
        self,
        ctx: Any,
        title: Annotated[str, Arg("What it asks for", sample="Buy a kettle")],
        text: Annotated[str, Arg("The whole text", long=True)] = "",
        closes: Annotated[timedelta | datetime | None, Arg("When voting ends")] = None,
    ) -> None:
        """Propose something."""

    @command("motion vote", short="vote")
    async def vote(
        self,
        ctx: Any,
        number: Annotated[int, Arg("The motion's number")],
        choice: Annotated[Choice, Arg("Your vote", sample="for")],
        reason: Annotated[str, Arg("Why")] = "",
    ) -> None:
        """Vote on a motion."""

    @command("motion list")
    async def list_(self, ctx: Any) -> None:
        """See the motions that are open."""

    @command("motion practice")
    async def practice(self, ctx: Any) -> None:
        """Try a vote that counts for nothing."""

    @command("motion close", who=Role.STEWARD)
    async def close(self, ctx: Any, number: int) -> None:
        """End a vote early."""

    @command("motion count", internal=True)
    async def count(self, ctx: Any, number: int) -> None:
        """The clock's own."""

    @command("now")
    async def now(self, ctx: Any) -> None:
        """See what waits for you."""

    @command("privacy", private=True)
    async def privacy(self, ctx: Any) -> None:
        """See what is kept about you."""

    @command("help")
    async def help_(self, ctx: Any, topic: str = "") -> None:
        """See what you can do."""


NAMES = ("propose", "vote", "list_", "practice", "close", "count", "now", "privacy", "help_")
COMMANDS = [spec for name in NAMES if (spec := spec_of(getattr(Sample, name)))]


def shown(view: View) -> Card:
    return view(SAY)


def plain(text: Text) -> str:
    return "".join(f"/{p.line}" if isinstance(p, Typed) else str(p) for p in text)


def lines(card: Card) -> list[str]:
    found = [plain(card.title)]
    for block in card.blocks:
        if isinstance(block, Line):
            found.append(plain(block.text))
        elif isinstance(block, Field):
            found.append(f"{plain(block.label)}: {plain(block.value)}")
    return found


def test_the_overview_is_what_members_want() -> None:
    assert lines(shown(topic(COMMANDS, ""))) == [
        "What would you like to do?",
        "Propose something: /motion propose Buy a kettle",
        "Vote: /vote 12 for",
        "What waits for me: /now",
        "My privacy: /privacy",
        "Try it out: /motion practice",
        "More, by topic, such as /help motion: motion",
        "For stewards: /help steward",
    ]


def test_the_overview_fits_a_phone() -> None:
    shown_lines = lines(shown(overview(COMMANDS)))
    assert len(shown_lines) <= 12
    assert max(len(line) for line in shown_lines) <= 60


def test_the_overview_leaves_out_what_is_not_loaded() -> None:
    few = [c for c in COMMANDS if c.path in ("now", "help")]
    assert lines(shown(overview(few))) == ["What would you like to do?", "What waits for me: /now"]


def test_a_noun_lists_its_commands_with_those_of_stewards_apart() -> None:
    assert lines(shown(topic(COMMANDS, "Motion"))) == [
        "Motion: what you can do",
        "/motion propose: Propose something.",
        "/vote: Vote on a motion.",
        "/motion list: See the motions that are open.",
        "/motion practice: Try a vote that counts for nothing.",
        "For stewards:",
        "/motion close: End a vote early.",
        "More about one of them: /help motion propose",
    ]


@pytest.mark.parametrize("words", ["motion vote", "vote", "MOTION  VÓTE"])
def test_one_command(words: str) -> None:
    assert lines(shown(topic(COMMANDS, words))) == [
        "/motion vote",
        "Vote on a motion.",
        "number: The motion's number",
        "choice: Your vote: for, against",
        "reason (if you like): Why",
        "Example: /vote 12 for",
        "/vote is short for /motion vote.",
    ]


def test_a_command_with_options() -> None:
    assert lines(shown(topic(COMMANDS, "motion propose")))[2:] == [
        "title: What it asks for",
        "text (if you like): The whole text",
        "closes (if you like): When voting ends: 48h, in 3 h, tomorrow 18:00, Fri 18:00 or 2026-06-05 18:00",
        "Example: /motion propose Buy a kettle",
        "The lines below the first one become the long text.",
        "Options may stand anywhere in the line: closes:48h",
    ]


def test_what_is_said_of_private_and_stewards_commands() -> None:
    assert "Use it where we are alone; others must not read it." in lines(shown(topic(COMMANDS, "privacy")))
    assert "Only stewards may do this." in lines(shown(topic(COMMANDS, "motion close")))


@pytest.mark.parametrize("words", ["steward", "stewards"])
def test_stewards(words: str) -> None:
    assert lines(shown(topic(COMMANDS, words))) == [
        "For stewards: keeping the assembly going",
        "/motion close: End a vote early.",
    ]


@pytest.mark.parametrize(
    ("words", "nearest"), [("moton", ""), ("motion vot", "motion vote"), ("motion count", "")]
)
def test_an_unknown_topic(words: str, nearest: str) -> None:
    with pytest.raises(UnknownCommand) as caught:
        topic(COMMANDS, words)
    assert nearest in caught.value.nearest


def test_every_example_in_help_works() -> None:
    def nobody(word: str) -> None:
        return None

    typed: list[Command] = []
    for block in shown(overview(COMMANDS)).blocks:
        for part in block.value if isinstance(block, Field) else ():
            if isinstance(part, Typed):
                typed.append(Grammar(COMMANDS).parse(part.line, NOW, ZoneInfo("UTC"), nobody)[0])
    assert [c.path for c in typed] == [
        "motion propose",
        "motion vote",
        "now",
        "privacy",
        "motion practice",
    ]
