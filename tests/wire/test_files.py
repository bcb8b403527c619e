"""Files that answers hand over on Discord: uploaded for the person who asked alone."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from typing import Any

import discord
import pytest

from bot.api.card import Card, File, Line
from bot.api.file import Kept
from bot.api.invocation import Answer
from bot.platforms.discord.files import TOO_LARGE, attached, within
from bot.verifying import verified

from .meeting import Meeting
from .waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_result_comes_with_the_answer_and_in_the_direct_room(meeting: Meeting) -> None:
    await meeting.steward.slash("assembly settings", shortest="0h")
    await meeting.vote_on("Repair the roof")
    await meeting.chi.slash("vote", number="1", choice="for")
    await meeting.steward.slash("motion close", number="1")
    await meeting.post("is carried")
    answer = await meeting.chi.slash("motion export", number="1")
    assert answer.is_private
    assert "Motion 1 as a file" in answer.text
    (shown,) = [found for message in answer.messages for found in message.attachments]
    assert shown.filename == "motion-1.json"
    (file,) = meeting.world.uploads
    checked = verified(file)
    assert checked.code == 0, checked.lines
    assert not any(post.attachments for post in meeting.posts)
    meeting.chi.alone.say("!motion export 1")
    seen = meeting.chi.alone
    await until(lambda: any(message.attachments for message in seen.sees), "the file in the direct room")
    assert len(meeting.world.uploads) == 2


async def test_a_file_that_is_too_large_is_left_out_with_a_sentence() -> None:
    answer = Answer(Card(blocks=(Line(("Here it is.",)),)), file=File("a.json", "application/json", b"12345"))
    remark = Card(blocks=(Line((TOO_LARGE,)),))
    assert within(answer, 5, remark) is answer
    left_out = within(answer, 4, remark)
    assert left_out.file is None
    assert left_out.card.blocks[-1] == Line((TOO_LARGE,))


async def test_an_upload_has_the_name_and_all_that_is_in_it() -> None:
    file = attached(File("a.json", "application/json", b"{}"))
    assert isinstance(file, discord.File)
    assert (file.filename, file.fp.read()) == ("a.json", b"{}")


async def test_a_large_file_is_read_from_the_disk_each_time_it_is_tried_and_a_picture_has_its_words() -> None:
    with tempfile.TemporaryFile() as written:
        written.write(b"name\n" * 3)
        large = File("a.png", "image/png", kept=Kept.of(written), alt="A line that grows")
    assert large.size == 15
    for _ in range(2):
        sent = attached(large)
        assert sent.fp.read() == b"name\n" * 3
        assert sent.description == "A line that grows"
        sent.close()
    assert large.read() == b"name\n" * 3


async def test_a_copy_of_what_is_kept_is_taken_away_again(meeting: Meeting) -> None:
    """In the direct room by a row that the next run finds, wherever this one ended."""
    await meeting.chi.slash("member join")
    answer = await meeting.chi.slash("member export-me")
    assert answer.is_private
    (shown,) = [found for message in answer.messages for found in message.attachments]
    assert shown.filename == "what-is-kept-about-me.json"
    alone = meeting.chi.alone
    alone.say("!member export-me")
    await until(lambda: any(message.attachments for message in alone.sees), "the copy in the direct room")
    await until(lambda: len(_fleeting(meeting)) == 1, "the note that it goes again")
    await meeting.bot.stop()
    _fleeting(meeting, "UPDATE fleeting SET due_at = 0 RETURNING id")
    await meeting.bot.start()
    await until(lambda: not any(message.attachments for message in alone.sees), "the copy to be gone")
    await until(lambda: not _fleeting(meeting), "its row to be gone")


def _fleeting(meeting: Meeting, statement: str = "SELECT id FROM fleeting") -> list[Any]:
    with closing(sqlite3.connect(meeting.bot.config.parent / "folkmoot.db")) as native, native:
        return native.execute(statement).fetchall()
