"""Typed lines: what they mean, what is said of bad ones, and that no line at all can break the reader."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.command import Arg, Command, command, spec_of
from bot.api.errors import (
    BadValue,
    InThePast,
    MissingArgument,
    RuleError,
    SurplusArgument,
    TooLong,
    UnknownCommand,
    UnknownOption,
)
from bot.api.people import Account, Address
from bot.api.text import clean
from bot.grammar import Grammar, example_line, spoken
from bot.grammar.tokens import bare_or_quoted, quoted, tokens

NOW = datetime(2026, 6, 2, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
ANA = Account(1, Address("terminal", "ana"))


class Choice(Enum):
    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"

    @classmethod
    def read(cls, word: str) -> Choice | None:
        return {"aye": cls.FOR, "si": cls.FOR, "en contra": cls.AGAINST}.get(word)


class State(Enum):
    OPEN = "open"
    SET_ASIDE = "set-aside"


class Sample:
    """Commands of the shapes that cogs have."""

    @command("motion propose")
    async def propose(
        self,
        ctx: Any,
        title: Annotated[str, Arg("What it asks for", sample="Buy a kettle")],
        text: Annotated[str, Arg("The motion's text", long=True)] = "",
        closes: Annotated[datetime | timedelta | None, Arg("When voting ends")] = None,
        quorum: Annotated[int | None, Arg("How many must take part")] = None,
        threshold: Annotated[str, Arg("How many must be for it")] = "1/2",
    ) -> None:
        """Propose something."""

    @command("motion vote", short="vote")
    async def vote(self, ctx: Any, number: int, choice: Choice, reason: str = "") -> None:
        """Vote on a motion."""

    @command("motion show")
    async def show(self, ctx: Any, number: int) -> None:
        """Show a motion."""

    @command("motion list")
    async def list_(self, ctx: Any, state: State = State.OPEN) -> None:
        """List motions."""

    @command("motion postpone")
    async def postpone(self, ctx: Any, number: int, until: datetime | timedelta) -> None:
        """Put a motion off."""

    @command("motion close", internal=True)
    async def close(self, ctx: Any, number: int) -> None:
        """The clock's own."""

    @command("roll add")
    async def add(self, ctx: Any, person: Account, steward_: bool = False) -> None:
        """Put a person on the roll."""

    @command("note")
    async def note(self, ctx: Any, words: Annotated[str, Arg("What to note", long=True)]) -> None:
        """Note something."""

    @command("help", anywhere=True)
    async def help_(self, ctx: Any, topic: str = "") -> None:
        """What you can do."""


COMMANDS = [
    spec
    for name in ("propose", "vote", "show", "list_", "postpone", "close", "add", "note", "help_")
    if (spec := spec_of(getattr(Sample, name)))
]
GRAMMAR = Grammar(COMMANDS)
BY_PATH = {c.path: c for c in COMMANDS}


def people(word: str) -> Account | None:
    return ANA if word.removeprefix("@") == "ana" else None


def parse(line: str) -> tuple[Command, dict[str, Any]]:
    return GRAMMAR.parse(line, NOW, BERLIN, people)


def values(line: str) -> dict[str, Any]:
    return parse(line)[1]


def bind(path: str, **arguments: object) -> dict[str, Any]:
    return GRAMMAR.bind(BY_PATH[path], arguments, NOW, BERLIN, people)


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("motion vote 12 for", "motion vote"),
        ("vote 12 for", "motion vote"),
        ("VÓTE 12 For", "motion vote"),
        ("motion 12", "motion show"),
        ("motion #12", "motion show"),
        ("motion", "help"),
        ("help motion", "help"),
    ],
)
def test_a_line_names_its_command(line: str, path: str) -> None:
    assert parse(line)[0].path == path


def test_a_group_alone_asks_for_its_help() -> None:
    assert values("motion") == {"topic": "motion"}


@pytest.mark.parametrize(
    "line",
    [
        "motion propose Buy a kettle closes:48h quorum:3",
        'motion propose "Buy a kettle" closes:48h quorum:3',
        "motion propose “Buy a kettle” closes: 48h quorum: 3",
        "motion propose «Buy a kettle» CLOSES:“2 days” quorum:#3",
        "motion propose closes:2 days quorum:3 Buy a kettle",
        "motion propose Buy a closes:48h kettle quorum:3",
        "motion propose title:'' title:‘Buy a kettle’ closes:in 48 h quorum:3",
        "motion propose \u202eBuy a kettle\u0007 closes:48h quorum:3",
    ],
)
def test_ways_to_say_one_thing(line: str) -> None:
    found = values(line)
    expected = {"title": "Buy a kettle", "text": "", "closes": timedelta(hours=48), "quorum": 3}
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    "line",
    [
        "motion propose Buy a kettle threshold:3/4 of the roll quorum:3",
        "motion propose Buy a kettle quorum:3 threshold: 3/4 of the roll",
        'motion propose threshold:"3/4 of the roll" quorum:3 Buy a kettle',
        "motion propose title:Buy a kettle threshold:3/4 of the roll quorum:3",
    ],
)
def test_a_text_option_takes_its_words_once_what_is_needed_is_there(line: str) -> None:
    found = values(line)
    assert (found["title"], found["threshold"], found["quorum"]) == ("Buy a kettle", "3/4 of the roll", 3)


def test_a_text_option_ahead_of_what_is_needed_takes_one_word() -> None:
    found = values("motion propose threshold:2/3 Buy a kettle")
    assert (found["title"], found["threshold"]) == ("Buy a kettle", "2/3")


def test_lines_below_are_the_long_text() -> None:
    found = values("motion propose Buy a kettle closes:48h\n\nOurs leaks.\nclosing:it is hard.\n")
    assert (found["title"], found["text"]) == ("Buy a kettle", "Ours leaks.\nclosing:it is hard.")


def test_a_long_text_alone_takes_both() -> None:
    assert values("note first line\nsecond line") == {"words": "first line\nsecond line"}


@pytest.mark.parametrize("title", ['"Yes" means yes', "“Sí” es sí", '"Tea" or "coffee"?'])
def test_a_text_may_begin_with_a_word_in_quotes(title: str) -> None:
    assert values(f"motion propose {title} quorum:3") == {
        **values("motion propose X quorum:3"),
        "title": title,
    }


def test_a_second_quoted_text_is_the_long_one() -> None:
    assert values('motion propose "Buy a kettle" "Ours leaks."')["text"] == "Ours leaks."


@pytest.mark.parametrize(
    "title",
    ["See https://example.org/a:b", "Meet at 18:00", "Note: the door", "About foo:bar and x:y", 'A 5" pipe'],
)
def test_a_colon_in_a_text_stays(title: str) -> None:
    assert values(f"motion propose {title}")["title"] == title


def test_a_reason_takes_the_rest() -> None:
    found = values("vote 12 en contra because it is late")
    assert found == {"number": 12, "choice": Choice.AGAINST, "reason": "because it is late"}


@pytest.mark.parametrize(
    ("word", "choice"),
    [("FOR", Choice.FOR), ("aye", Choice.FOR), ("Sí", Choice.FOR), ("against", Choice.AGAINST)],
)
def test_choices_have_words(word: str, choice: Choice) -> None:
    assert values(f"vote 12 {word}")["choice"] is choice


@pytest.mark.parametrize("word", ["set-aside", "set aside", "SET_ASIDE"])
def test_choices_of_two_words(word: str) -> None:
    assert values(f"motion list {word}") == {"state": State.SET_ASIDE}


@pytest.mark.parametrize(
    ("word", "is_steward"), [("yes", True), ("Sí", True), ("да", True), ("no", False), ("нет", False)]
)
def test_yes_and_no(word: str, is_steward: bool) -> None:
    assert values(f"roll add @ana {word}") == {"person": ANA, "steward_": is_steward}
    assert values(f"roll add ana steward:{word}") == {"person": ANA, "steward_": is_steward}


@pytest.mark.parametrize(
    ("line", "error", "facts"),
    [
        ("", UnknownCommand, {"nearest": ""}),
        ("moton vote 12", UnknownCommand, {"given": "moton vote", "nearest": "motion vote"}),
        ("motion vot 12", UnknownCommand, {"nearest": "motion vote"}),
        ("vot 12 for", UnknownCommand, {"nearest": "vote"}),
        ("propose Buy a kettle", UnknownCommand, {"nearest": "motion propose"}),
        ("motion close 12", UnknownCommand, {}),
        ("xyzzy", UnknownCommand, {"nearest": ""}),
        ("motion propose", MissingArgument, {"argument": "title", "line": "motion propose Buy a kettle"}),
        ("vote 12", MissingArgument, {"argument": "choice", "line": "vote 12 for"}),
        ("vote", MissingArgument, {"argument": "number", "line": "vote 12 for"}),
        ("motion propose A closes:", MissingArgument, {"argument": "closes"}),
        ("motion show 12 13", SurplusArgument, {"surplus": "13", "line": "motion show 12"}),
        ('motion propose "Buy a kettle" 48h', SurplusArgument, {"surplus": "48h"}),
        ("motion show 12\nand more", SurplusArgument, {"surplus": "and more"}),
        ("motion show 12 foo:bar", UnknownOption, {"given": "foo", "nearest": ""}),
        ("motion propose Buy closs:48h", UnknownOption, {"given": "closs", "nearest": "closes"}),
        ("vote twelve for", BadValue, {"argument": "number", "given": "twelve", "wanted": "number"}),
        ("vote 12 fro", BadValue, {"wanted": "choice", "examples": ("for", "against", "abstain")}),
        ("vote -1 for", BadValue, {"given": "-1"}),
        ("vote 99999999999999999999 for", BadValue, {"argument": "number"}),
        ("roll add zoe", BadValue, {"wanted": "person"}),
        ("roll add ana perhaps", BadValue, {"wanted": "yes-no"}),
        ("motion postpone 12 tomorow 18h", BadValue, {"given": "tomorow 18h", "wanted": "when"}),
        ("motion propose A closes:tomorow 18h", BadValue, {"given": "tomorow 18h"}),
        ("motion propose closes:tomorow 18h", BadValue, {"given": "tomorow"}),
        ("motion propose A closes:soon", BadValue, {"argument": "closes", "given": "soon"}),
        ("motion postpone 12 2026-06-01 10:00", InThePast, {"given": "2026-06-01 10:00"}),
        (f"motion propose {'x' * 201}", TooLong, {"argument": "title", "length": 201, "limit": 200}),
        (f"motion propose A\n{'x' * 4001}", TooLong, {"argument": "text", "length": 4001, "limit": 4000}),
    ],
)
def test_what_is_said_of_bad_lines(line: str, error: type[RuleError], facts: dict[str, Any]) -> None:
    with pytest.raises(error) as caught:
        parse(line)
    assert {name: getattr(caught.value, name) for name in facts} == facts


@pytest.mark.parametrize(
    "line", ["motion propose", "vote 12", "vote", "motion postpone 3", "roll add", "note"]
)
def test_the_line_of_an_error_works(line: str) -> None:
    with pytest.raises(MissingArgument) as caught:
        parse(line)
    assert parse(caught.value.line)[0] is GRAMMAR.parse(caught.value.line, NOW, BERLIN, people)[0]


@pytest.mark.parametrize("path", sorted(set(BY_PATH) - {"motion close"}))
def test_every_example_works(path: str) -> None:
    assert parse(example_line(BY_PATH[path]))[0].path == path


def test_typed_values_are_bound_by_key() -> None:
    assert bind("motion vote", number=12, choice="against")["choice"] is Choice.AGAINST
    assert bind("motion vote", number="12", choice=Choice.FOR)["number"] == 12
    assert bind("roll add", person=ANA, steward=True) == {"person": ANA, "steward_": True}
    assert bind("motion propose", title="A\nB", text="C\nD", closes=NOW + timedelta(1)) == {
        "title": "A B",
        "text": "C\nD",
        "closes": NOW + timedelta(1),
        "quorum": None,
        "threshold": "1/2",
    }


@pytest.mark.parametrize(
    ("path", "arguments", "error"),
    [
        ("motion vote", {"number": 12}, MissingArgument),
        ("motion vote", {"number": 12, "choice": "x"}, BadValue),
        ("motion vote", {"number": True, "choice": "for"}, BadValue),
        ("motion vote", {"number": -4, "choice": "for"}, BadValue),
        ("motion vote", {"number": 12, "choice": "for", "colour": "red"}, UnknownOption),
        ("motion propose", {"title": " \u200b "}, MissingArgument),
        ("motion postpone", {"number": 1, "until": NOW - timedelta(1)}, InThePast),
        ("motion propose", {"title": "x" * 201}, TooLong),
    ],
)
def test_bad_arguments(path: str, arguments: dict[str, object], error: type[RuleError]) -> None:
    with pytest.raises(error):
        bind(path, **arguments)


def test_a_button_as_a_line() -> None:
    assert spoken("motion vote", {"number": 12, "choice": "for"}) == "motion vote 12 for"
    assert spoken("roll add", ["Ana María"]) == 'roll add "Ana María"'


WORDS = st.sampled_from(
    [
        "motion",
        "vote",
        "propose",
        "closes:",
        "closes:48h",
        "title:",
        '"',
        "“",
        "”",
        "\\",
        "12",
        "for",
        "\n",
        " ",
    ]
)
ANY_LINE = st.one_of(st.text(), st.lists(st.one_of(WORDS, st.text(max_size=5))).map(" ".join))


@given(ANY_LINE)
def test_no_line_breaks_the_reader(line: str) -> None:
    for tried in (line, f"motion propose {line}", f"vote 1 {line}", f"motion postpone 1 {line}"):
        try:
            found, bound = parse(tried)
        except RuleError:
            continue
        assert set(bound) == {a.name for a in found.arguments}


@given(st.text(min_size=1))
def test_quotes_keep_a_word(text: str) -> None:
    line = text.replace("\n", " ")
    assert [t.text for t in tokens(quoted(line))] == [line]
    assert [t.text for t in tokens(f"a {bare_or_quoted(line)} b")] == ["a", line, "b"]


class Counted(str):
    """A line that counts how often somebody looks into it."""

    looks = 0

    def __getitem__(self, key: Any) -> str:
        self.looks += 1
        return super().__getitem__(key)


@pytest.mark.parametrize("open_quote", ["« ", '"a ', "a:« ", '"\\" '])
def test_quotes_that_nothing_closes_are_looked_for_once(open_quote: str) -> None:
    line = Counted(open_quote * 2000)
    assert len(tokens(line)) == 2000
    assert line.looks < 10 * len(line)


@given(st.text(min_size=1, max_size=200))
def test_what_a_button_says_can_be_typed(text: str) -> None:
    title = " ".join(clean(clean(text)).splitlines())
    if clean(title) == title and title:
        assert values(spoken("motion propose", [title]))["title"] == title
        assert values(f"motion propose title:{quoted(title)}")["title"] == title


_GIVEN = st.fixed_dictionaries(
    {"number": st.sampled_from(["12", "#3", 7, "x", "", " 5 "])},
    optional={
        "choice": st.sampled_from(["for", "AGAINST", "x", ""]),
        "reason": st.one_of(st.text(max_size=20), st.just("x" * 201), st.just(" a b "), st.just("a\nb")),
    },
)


@given(_GIVEN)
def test_what_a_crowd_says_is_read_as_what_one_says(given: dict[str, object]) -> None:
    for _ in range(2):  # the second time some of it is remembered
        try:
            expected: object = bind("motion vote", **given)
        except RuleError as error:
            with pytest.raises(type(error)):
                GRAMMAR.bind_again(BY_PATH["motion vote"], given)
        else:
            assert GRAMMAR.bind_again(BY_PATH["motion vote"], given) == expected
    assert GRAMMAR.bind_again(BY_PATH["motion postpone"], {"number": "1", "until": "48h"}) is None


class Answers:
    @command("meeting rsvp")
    async def rsvp(
        self,
        ctx: Any,
        number: Annotated[int, Arg("The meeting's number", unless="coming")],
        coming: bool = False,
        note: str = "",
    ) -> None:
        """Say whether you come."""


def test_what_another_argument_stood_in_for_once_is_missing_without_it() -> None:
    spec = spec_of(Answers.rsvp)
    assert spec is not None
    grammar = Grammar([spec])
    for _ in range(2):
        given = {"number": "", "coming": "yes", "note": "with cake"}
        assert grammar.bind_again(spec, given) == {"number": "", "coming": True, "note": "with cake"}
    with pytest.raises(MissingArgument):
        grammar.bind_again(spec, {"number": "", "note": "with cake"})
