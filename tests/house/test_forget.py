"""Every cog forgets a member: afterwards no table holds the person's account."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.api.cog import Cog
from bot.app import App
from bot.config import Settings
from storage.journal import Journal
from tests.talk import Talk

CANARY = "canary-person"


def _dump(settings: Settings) -> str:
    """All that the tables say, as text."""
    with closing(sqlite3.connect(settings.database)) as native:
        return "\n".join(native.iterdump())


def _folded_in(settings: Settings) -> bool:
    """Waits for readers, so it must not hold up the loop that they run in."""
    with closing(sqlite3.connect(settings.database, timeout=20)) as native:
        return native.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0


async def _lives(talk: Talk) -> None:
    """One person does everything that leaves a trace."""
    await talk("ana: assembly found Depot")
    await talk(f"{CANARY}: language es", event="canary-event")
    await talk(f"{CANARY}: timezone Europe/Madrid")
    await talk(f"{CANARY}: motion propose Paint the shed")
    await talk(f"{CANARY}: motion suggest 1 In green")
    await talk("ana: motion second 1")
    await talk(f"{CANARY}: vote 1 for because it rusts")
    await talk.react(CANARY, "❌", talk.face.find_post("vote until"))
    await talk("ana: motion propose Buy a kettle")
    await talk(f"{CANARY}: motion second 2")
    await talk(f"{CANARY}: translate motion 2 fr")
    await talk(f"{CANARY}: translate write 2 es Comprar una tetera")
    await talk("ana: translate write 1 es Pintar el cobertizo")
    await talk(f"{CANARY}: translate review 1 es 1")
    await talk("ana: member write-principles\nWe decide together.")
    await talk(f"{CANARY}: member accept 1")
    await talk("ana: assembly settings roll:vouched")
    await talk("eva: member join")
    await talk(f"{CANARY}: member vouch eva")
    await talk(f"{CANARY}: member pause")
    await talk(f"{CANARY}: bloc start Nurses")
    await talk(f"{CANARY}: bloc announce Nurses We meet at six.")
    await talk("ben: bloc start Vets kind:vouched")
    await talk(f"{CANARY}: bloc join Vets")
    await talk("ana: bloc join Nurses")
    await talk(f"{CANARY}: meeting call Picnic when:Thu 18:00")
    await talk.react(CANARY, "✅", talk.face.find_post("Picnic"))
    await talk("ana: campaign settings sponsors:1")
    await talk("ana: campaign start Free Erlan goal:10\nLet him go.")
    await talk(f"{CANARY}: campaign sponsor erlan")
    await talk(f"{CANARY}: sign erlan name:everyone called:{CANARY} as:nurse")
    await talk(f"{CANARY}: campaign start Save the depot goal:10")
    await talk("ana: campaign sponsor depot")
    await talk(f"{CANARY}: translate write kind:campaign 1 es Libertad")


def test_every_cog_says_how_it_forgets(house: App) -> None:
    assert house.house.cogs
    for cog in house.house.cogs:
        assert type(cog).forget is not Cog.forget, cog.name


async def test_one_that_does_not_say_is_told_so() -> None:
    with pytest.raises(TypeError, match="how it forgets"):
        await Cog().forget(1, 1)


async def test_nobody_finds_the_person_afterwards(talk: Talk, settings: Settings) -> None:
    await _lives(talk)
    assert CANARY in _dump(settings)
    await talk(f"{CANARY}: member forget-me", private=True)
    await talk(f"{CANARY}: member forget-me sure:yes", private=True)
    assert talk.answer is not None
    assert talk.answer.ok
    assert CANARY not in _dump(settings)


async def test_the_file_itself_holds_nothing_either(talk: Talk, house: App, settings: Settings) -> None:
    """What SQLite has freed is overwritten, and the log of changes is folded in."""
    await _lives(talk)
    await talk(f"{CANARY}: member forget-me sure:yes", private=True)
    assert await asyncio.to_thread(_folded_in, settings)
    left = [path.name for path in Path(settings.data).iterdir() if CANARY.encode() in path.read_bytes()]
    assert left == []


async def test_the_journal_still_holds(talk: Talk, house: App) -> None:
    await _lives(talk)
    await talk(f"{CANARY}: member forget-me sure:yes", private=True)
    async with house.db.reading():
        assert await Journal(house.db).verify(1) is None


async def test_what_was_decided_stays(talk: Talk) -> None:
    await _lives(talk)
    await talk(f"{CANARY}: member forget-me sure:yes", private=True)
    await talk("ana: motion show 1")
    assert "Paint the shed" in talk.text
    assert CANARY not in talk.text


async def test_what_is_forgotten_leaves_the_write_ahead_file_too(talk: Talk, settings: Settings) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("quetzalcoatl: motion second 1")
    await talk("quetzalcoatl: member forget-me sure:yes")
    files = [Path(settings.database + suffix) for suffix in ("", "-wal")]
    for _ in range(200):
        kept = [file.name for file in files if file.exists() and b"quetzalcoatl" in file.read_bytes()]
        if not kept:
            break
        await asyncio.sleep(0.05)
    assert not kept
