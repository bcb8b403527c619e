"""People at one terminal, played from scripts."""

from __future__ import annotations

import asyncio
import io
import os
import stat
from pathlib import Path
from textwrap import dedent

import pytest

from bot.api.card import Button, Card
from bot.api.invocation import ALWAYS
from bot.api.people import Address
from bot.platforms import Send
from bot.platforms.console.client import TABLE, ConsoleFace, is_mark
from bot.platforms.console.lines import Said, messages, split_speaker, typed
from bot.platforms.console.table import Table
from tests.platforms.house_door import SmallDoor


async def play(script: str, folder: Path | None = None) -> tuple[ConsoleFace, SmallDoor, str]:
    out = io.StringIO()
    face = ConsoleFace(("ana",), script=io.StringIO(dedent(script)), out=out, folder=folder)
    door = SmallDoor(face)
    await face.run(door)
    return face, door, out.getvalue()


async def test_a_vote_reads_like_minutes() -> None:
    face, door, said = await play("""
        # A first vote.
        ana: /motion propose Buy a kettle
        ben: /vote 1 for
        chi: 2
    """)
    assert not face.failed
    assert door.votes == {"ben": "for", "chi": "against"}
    assert said == dedent("""\
        ana> /motion propose Buy a kettle

        Motion 1
        Buy a kettle
        Moved by ana.

        For      ░░░░░░░░░░  0
        Against  ░░░░░░░░░░  0

        Needs more than half of the votes cast.
        Or write: /vote 1 for

        [1 For]  [2 Against]

        Proposed as motion 1: Buy a kettle

        ben> /vote 1 for

        Motion 1
        Buy a kettle
        For      ██░░░░░░░░  1
        Against  ░░░░░░░░░░  0

        (only ben sees this)
        Your vote is in.

        chi> 2

        Motion 1
        Buy a kettle
        For      ██░░░░░░░░  1
        Against  ██░░░░░░░░  1

        (only chi sees this)
        Your vote is in.
    """)


async def test_a_script_stops_at_its_first_refused_line() -> None:
    face, door, said = await play("""\
        ana: /motion propose Buy a kettle

        ben: /vote 1 perhaps
        ben: /vote 1 for
    """)
    assert face.failed
    assert door.votes == {}
    assert said.endswith("BadValue.\n\nLine 3 was refused; I stopped there.\n")


@pytest.mark.parametrize("line", ["ana: hello", "ana: 7", "/as 1x", "ana: /unreact", "ana: ✅"])
async def test_lines_that_a_script_may_not_hold(line: str) -> None:
    face, _, said = await play(line)
    assert face.failed
    assert said.endswith("Line 1 was refused; I stopped there.\n")


async def test_lines_below_are_part_of_the_message() -> None:
    _, door, said = await play("""\
        ana: /motion propose Buy a kettle

          Ours leaks.
            Badly.

        ana: /vote 1 for
    """)
    assert door.acts[0].line == "motion propose Buy a kettle\n\nOurs leaks.\n  Badly."
    assert "ana> /motion propose Buy a kettle\n\n     Ours leaks.\n       Badly.\n" in said
    assert len(door.acts) == 2


async def test_a_question_is_answered_before_a_button_is_pressed() -> None:
    face = ConsoleFace(out=io.StringIO(), script=None)
    face._door = door = SmallDoor(face)
    assert await face._take("ana", "/motion propose Tea")
    assert not await face._take("ana", "/vote 1")
    assert await face._take("ana", "against")
    assert await face._take("ben", "1")
    assert door.votes == {"ana": "against", "ben": "for"}


async def test_the_buttons_of_a_private_answer_are_that_persons_alone() -> None:
    _, door, said = await play("""
        ana: /motion propose Tea
        ben: /privacy
        ana: 1
        ben: 1
    """)
    assert "(only ben sees this)\nI keep your id.\n\n[1 Leave]\n" in said
    assert [(a.account.id, a.command, a.source) for a in door.acts if a.command] == [
        ("ana", "motion vote", "button"),
        ("ben", "privacy", "button"),
    ]


async def test_reactions_are_played_by_an_emoji_alone() -> None:
    face, door, _ = await play("""
        ana: /motion propose Tea
        ana: ✅
        ana: ✅
        ben: /react ❌
        chi: 👍🏽
        chi: /unreact
    """)
    assert [(r.account.id, r.mark, r.added, r.message) for r in door.reacted] == [
        ("ana", "✅", True, door.message),
        ("ben", "❌", True, door.message),
        ("chi", "👍🏽", True, door.message),
        ("chi", "👍🏽", False, door.message),
    ]
    seen = await face.reactions(TABLE, door.message)
    assert [(s.account.id, s.mark) for s in seen] == [("ana", "✅"), ("ben", "❌")]


async def test_reactions_stand_after_a_restart(tmp_path: Path) -> None:
    _, door, _ = await play("ana: /motion propose Tea\nana: ✅", tmp_path / "new")
    later = ConsoleFace(out=io.StringIO(), folder=tmp_path / "new")
    assert [s.mark for s in await later.reactions(TABLE, door.message)] == ["✅"]
    assert later._table.to_react() == door.message
    kept = tmp_path / "new" / "terminal-reactions.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


async def test_a_card_from_before_a_restart_is_shown_whole() -> None:
    _, door, _ = await play("ana: /motion propose Tea")
    out = io.StringIO()
    await ConsoleFace(out=out).edit(TABLE, "before", door._card(), 1)
    assert out.getvalue().startswith("Motion 1\nTea\n")


async def test_only_the_card_that_numbers_are_meant_for_shows_them() -> None:
    out = io.StringIO()
    face = ConsoleFace(out=out)
    second, amend = (
        Button(label, f"motion {label.casefold()}", {"number": 1}) for label in ("Second", "Amend")
    )
    vote = Button("For", "motion vote", {"number": 2, "choice": "for"})
    draft = await face.send(Send(TABLE, Card(title=("Tea",), buttons=(second, amend)), "draft", 1))
    voted = await face.send(Send(TABLE, Card(title=("Pot",), buttons=(vote,)), "vote", 1))
    before = out.tell()
    await face.edit(TABLE, draft, Card(title=("Tea, seconded",), buttons=(amend,)), 1)
    assert out.getvalue()[before:].strip() == "Tea, seconded"
    assert face._table.button("ana", 1) == (vote, 1)
    await face.edit(TABLE, voted, Card(title=("Pot",), buttons=(vote, amend)), 1)
    assert out.getvalue().strip().endswith("[1 For]  [2 Amend]")
    assert face._table.button("ana", 2) == (amend, 1)


async def test_a_card_with_the_same_key_is_put_once() -> None:
    face, door, _ = await play("ana: /motion propose Tea")
    order = Send(TABLE, door._card(), "key1", 1)
    assert await face.send(order) == door.message
    assert await face.find(order, ALWAYS) == door.message
    assert await face.find(Send(TABLE, door._card(), "key2", 1), ALWAYS) is None


async def test_an_unasked_message_is_for_one_person() -> None:
    out = io.StringIO()
    face = ConsoleFace(out=out)
    face._door = SmallDoor(face)
    await face.send(Send(Address("terminal", "ben"), Card(title=("Vote on 1.",)), "key", direct=True))
    assert out.getvalue() == "(only ben sees this)\nVote on 1.\n"


async def test_a_pipe_is_read_as_it_comes_and_goes_on_after_a_refusal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read, write = os.pipe()
    face = ConsoleFace(out=io.StringIO())
    door = SmallDoor(face)
    with os.fdopen(read) as source:
        monkeypatch.setattr("sys.stdin", source)
        os.write(write, b"/motion propose Tea\nben: /vote 1 perhaps\n/as ben\n/vote 1 fo")
        os.write(write, b"r\n")
        os.close(write)
        await face.run(door)
    assert door.votes == {"ben": "for"}
    assert not face.failed
    assert "caught up" in door.network_events


async def test_a_silent_pipe_can_be_left(monkeypatch: pytest.MonkeyPatch) -> None:
    read, write = os.pipe()
    face = ConsoleFace(out=io.StringIO())
    door = SmallDoor(face)
    with os.fdopen(read) as source, os.fdopen(write, "wb", buffering=0) as typed:
        monkeypatch.setattr("sys.stdin", source)
        running = asyncio.create_task(face.run(door))
        typed.write(b"/motion propose Tea\n")
        async with asyncio.timeout(10):
            await door.asked.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_quit_ends_a_script() -> None:
    face, door, _ = await play("ana: /quit\nana: /motion propose Tea")
    assert not face.failed
    assert door.acts == []


async def test_markup_and_control_characters_do_nothing() -> None:
    _, _, said = await play("ana: /motion propose [red]x[/red] \x1b[31m :smile: [link=a]b")
    assert "ana> /motion propose [red]x[/red] [31m :smile: [link=a]b\n" in said
    assert "Proposed as motion 1: [red]x[/red] [31m :smile: [link=a]b\n" in said
    assert "\x1b" not in said


async def test_messages_carry_their_line_numbers() -> None:
    source = io.StringIO("# note\n\nana: one\n  two\n\nBen: three\n/four")
    assert [m async for m in messages(source)] == [
        Said("ana", "one\ntwo", 3),
        Said("Ben", "three", 6),
        Said("", "/four", 7),
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("ben: /now", ("ben", "/now")),
        ("ana maria: hello", ("", "ana maria: hello")),
        ("/vote 1 for reason: x", ("", "/vote 1 for reason: x")),
        ("https://example.org", ("", "https://example.org")),
        ("José: hola: amigos", ("José", "hola: amigos")),
    ],
)
def test_who_speaks(line: str, found: tuple[str, str]) -> None:
    assert split_speaker(line) == found


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("✅", True), ("👍🏽", True), ("⚪️", True), ("✅ yes", False), ("12", False), ("", False)],
)
def test_an_emoji_alone(text: str, is_one: bool) -> None:
    assert is_mark(text) is is_one


def test_a_reactions_file_cut_short_is_put_aside(tmp_path: Path) -> None:
    file = tmp_path / "terminal-reactions.json"
    file.write_text('{"standing": {"m')
    assert Table(file).standing == {}
    assert file.with_suffix(".unreadable").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/now", [("", "/now")]),
        ("ben: /now", [("ben", "/now")]),
        ("/now\nben: /vote 1 for\n", [("", "/now"), ("ben", "/vote 1 for")]),
        ("/motion propose Kettle\nIt whistles.", [("", "/motion propose Kettle\nIt whistles.")]),
        ("note: bring cups", [("", "note: bring cups")]),
        ("  ", []),
    ],
)
def test_pasted_commands_are_a_message_each(text: str, said: list[tuple[str, str]]) -> None:
    assert typed(text.strip(), "/") == said
