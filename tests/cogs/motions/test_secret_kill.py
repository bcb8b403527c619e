"""Killed in the middle of a secret vote: the ballot is there or it is not, and the receipt works.

Between two statements nothing on the disk changes, whatever is awaited meanwhile. So the files are copied
before each statement, as a kill would leave them, and the bot is started on every copy.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest

from bot.app import opened
from bot.ballots.receipt import Receipt
from bot.config import Settings
from tests.cogs.motions.test_secret import open_secret, receipt_of
from tests.talk import FrozenClock, RecordingFace, Talk
from tests.terminal import terminal


@dataclass
class Copies:
    """The files of the database as they were, each different state once."""

    settings: Settings
    folder: Path
    found: dict[str, Path] = field(default_factory=dict)

    def take(self, _statement: str = "") -> None:
        files = [Path(self.settings.database + suffix) for suffix in ("", "-wal")]
        state = sha256(b"".join(file.read_bytes() for file in files if file.exists())).hexdigest()
        if state not in self.found:
            kept = self.found[state] = self.folder / f"killed-{len(self.found)}"
            kept.mkdir()
            for file in files:
                if file.exists():
                    shutil.copyfile(file, kept / file.name)


@asynccontextmanager
async def living(settings: Settings, face: RecordingFace) -> AsyncIterator[Talk]:
    clock = FrozenClock()
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up(face.network)
        yield Talk(app, face, clock)


async def copied(settings: Settings, folder: Path, line: str) -> tuple[Copies, str]:
    """What the disk went through while a line was carried out after the first step; and the receipt."""
    copies = Copies(settings, folder)
    async with living(settings, RecordingFace()) as talk:
        await open_secret(talk)
        await talk("ana: vote 2 abstain")
        await talk.press("ana", "Cast it")
        await talk("chi: vote 2 for")
        receipt = receipt_of(talk)
        if line.startswith("change"):
            await talk.press("chi", "Cast it")
        raw = talk.app.db._raw
        assert raw is not None
        await raw.over(lambda native: native.set_trace_callback(copies.take))
        choice = "against" if line.startswith("change") else "for"
        await talk(f"chi: ballot cast 2 {choice} {receipt}")
        await raw.over(lambda native: (copies.take(), native.set_trace_callback(None)))
        assert "Your vote is in." in talk.text
    return copies, receipt


def stored(folder: Path) -> list[int]:
    """The choices in the box of motion 2, and how many have voted."""
    with closing(sqlite3.connect(folder / "folkmoot.db")) as native:
        choices = [choice - 10 for (choice,) in native.execute("SELECT choice FROM secret_ballots")]
        (voted,) = native.execute("SELECT count(*) FROM voted").fetchone()
    assert voted == len(choices)
    return sorted(choices)


@pytest.mark.parametrize(
    ("line", "allowed"), [("cast", [[3], [1, 3]]), ("change", [[1, 3], [2, 3]])], ids=["cast", "change"]
)
async def test_the_ballot_is_there_or_it_is_not(
    settings: Settings, tmp_path: Path, line: str, allowed: list[list[int]]
) -> None:
    copies, receipt = await copied(settings, tmp_path, line)
    states = []
    for folder in copies.found.values():
        again = tmp_path / "again" / folder.name
        shutil.copytree(folder, again)
        states.append(stored(again))
        await _goes_on(Settings(database=str(folder / "folkmoot.db"), data=str(folder)), receipt)
    assert all(state in allowed for state in states)
    assert len(states) >= 3  # before it, in the write-ahead file, and folded in
    assert states[0] == allowed[0]
    assert states[-1] == allowed[1]


async def _goes_on(settings: Settings, receipt: str) -> None:
    """After the start nothing of the vote is in the write-ahead file; the same receipt gives one ballot."""
    async with living(settings, RecordingFace()) as talk:
        wal = Path(settings.database + "-wal")
        assert Receipt.read(receipt).hash.encode() not in wal.read_bytes()
        await talk(f"chi: ballot cast 2 for {receipt}")
        assert "Your vote is in." in talk.text
        await talk(f"chi: ballot cast 2 for {receipt}")
        assert "Your vote is in." in talk.text
        await talk(f"chi: ballot cast 2 against {receipt}")
        await talk("dan: vote 2 for")
        await talk.press("dan", "Cast it")
        await talk.later(hours=73)
        assert "For 1, against 1, abstain 1." in talk.last
        await talk(f"chi: ballot receipt 2 {receipt}")
        assert ": Against." in talk.text


async def test_a_real_kill_loses_no_ballot_and_no_receipt(tmp_path: Path) -> None:
    people = ("ben", "chi", "dan", "eve", "fay")
    async with terminal(tmp_path) as first:
        await first.say("ana: /motion practice")
        for name in people:
            await first.say(f"{name}: /vote 1 for")
        await first.say("ana: /motion propose Strike closes:1h votes:secret")
        await first.say("ben: /motion second 2")
        await first.say("chi: /vote 2 for")
        await first.hear("You are about to vote For on motion 2")
        await first.say("chi: 1")
        await first.hear("Your vote is in")
        await first.say("dan: /ballot cast 2 against 0000-0000-0000-0000")
        await first.kill()
    async with terminal(tmp_path) as second:
        await second.say("dan: /ballot cast 2 against 0000-0000-0000-0000")
        await second.hear("Your vote is in")
        await second.say("chi: /vote 2 against")
        await second.hear("is in, and it counts")
        await second.say("dan: /ballot cast 2 abstain 0000-0000-0000-0000")
        await second.say("ana: /motion show 2")
        await second.hear("2 of 6 have voted")
        await second.say("ana: /motion close 2")
        await second.hear("For 1, against 0, abstain 1")
        assert second.seen.count("Your vote is in") == 2, "as dan casts it, and as he changes it"
