"""SIGKILL in the middle: what was answered is on disk, what was posted is not posted twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.terminal import terminal


@pytest.mark.usefixtures("settings")  # on tables that are there already
async def test_every_answered_vote_survives(tmp_path: Path) -> None:
    async with terminal(tmp_path) as first:
        await first.say("ana: /motion propose Buy a kettle closes:1h")
        await first.say("ben: /motion second 1")
        for n in range(30):
            await first.say(f"voter{n}: /vote 1 for")
        await first.hear(r"only voter9 sees this\)\s+Your vote on motion 1: For")
        await first.kill()
        answered = len(re.findall("Your vote on motion 1: For", first.seen))
    async with terminal(tmp_path) as second:
        await second.say("ana: /motion show 1")
        await second.hear(r"For +\S+ +(\d+)\s+Against")
        counts = re.findall(r"For +\S+ +(\d+)\s+Against", second.seen)
        assert int(counts[-1]) >= answered >= 10
        assert second.seen.count("Motion 1 · a draft") == 0


@pytest.mark.usefixtures("settings")  # on tables that are there already
@pytest.mark.parametrize("after", ["a draft", "Voting is open", "being counted"])
async def test_each_post_comes_once_whenever_it_is_killed(tmp_path: Path, after: str) -> None:
    lines = [
        "ana: /motion propose Buy a kettle",
        "ben: /motion second 1",
        "chi: /vote 1 for",
        "ana: /motion close 1",
    ]
    async with terminal(tmp_path) as first:
        for line in lines:
            await first.say(line)
        await first.hear(after)
        await first.kill()
    async with terminal(tmp_path) as second:
        for line in lines[1:]:
            await second.say(line)
        await second.say("ana: /motion list all")
        await second.hear("Motions\n1 · Buy a kettle")
        assert second.process.stdin is not None
        second.process.stdin.close()
        await second.hear("is carried|· carried")
        assert await second.process.wait() == 0
    both = first.seen + second.seen
    assert both.count("Motion 1 is carried: Buy a kettle") <= 1
    assert "1 · Buy a kettle · carried" in both or "Motion 1 is carried" in both


async def test_the_end_of_input_ends_it_well(tmp_path: Path) -> None:
    async with terminal(tmp_path) as only:
        await only.say("ana: /motion propose Buy a kettle")
        assert only.process.stdin is not None
        only.process.stdin.close()
        await only.hear("a draft")
        assert await only.process.wait() == 0
