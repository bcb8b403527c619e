"""What is taken back is nowhere: in no table, no file and no log is the person, their words or the hour."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import Settings
from cogs.campaigns.rules.signature import hour_of
from storage.dialect import micros
from tests.talk import Talk

CANARY, CALLED, WORKPLACE = "quetzalcoatl", "Quirinus Quetz", "Xylophonic works"
ALIVE = ("networks", "seen_at")
"""Of when a network was heard last the bot has to know, whoever spoke."""


def dump(settings: Settings) -> str:
    """All that the tables say, as text."""
    with closing(sqlite3.connect(settings.database)) as native:
        return "\n".join(native.iterdump())


def numbers(settings: Settings) -> dict[tuple[str, str], set[int]]:
    """Every whole number in the database, by table and column."""
    found: dict[tuple[str, str], set[int]] = {}
    with closing(sqlite3.connect(settings.database)) as native:
        tables = [row[0] for row in native.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            rows = native.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in rows.description]
            for row in rows:
                for name, value in zip(names, row, strict=True):
                    if isinstance(value, int):
                        found.setdefault((table, name), set()).add(value)
    return found


@pytest.mark.parametrize("member", [False, True])
async def test_taken_back_is_gone_from_tables_files_and_logs(
    talk: Talk, settings: Settings, capfd: pytest.CaptureFixture[str], member: bool
) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:100")
    if member:
        await talk(f"{CANARY}: member join")
    await talk.later(days=1, hours=3, minutes=17)
    before = numbers(settings)
    began = talk.clock.now().replace(minute=0, second=0)
    capfd.readouterr()
    await talk(
        f'{CANARY}: sign erlan as:Xylophonist at:"{WORKPLACE}" name:everyone called:"{CALLED}"', event="e-1"
    )
    assert "You have signed" in talk.text
    assert WORKPLACE in dump(settings)
    await talk.later(seconds=6)
    await talk.later(hours=5)
    await talk(f"{CANARY}: campaign message erlan sent:yes")
    await talk(f"{CANARY}: unsign erlan", event="e-2")
    assert "That you ever signed it is kept nowhere." in talk.text
    files = [Path(settings.database + suffix) for suffix in ("", "-wal")]
    bytes_ = b"".join(file.read_bytes() for file in files if file.exists())
    words = [CALLED, WORKPLACE, "ylophonist", *([] if member else [CANARY])]
    for word in words:
        assert word not in dump(settings)
        assert word.encode() not in bytes_
    assert CANARY not in capfd.readouterr().out
    ended = began + timedelta(hours=1)
    after = {column: values - before.get(column, set()) for column, values in numbers(settings).items()}
    for column, values in after.items():
        if column != ALIVE:
            assert not [v for v in values if micros(began) <= v < micros(ended)], column
            assert not values & {hour_of(began), hour_of(began) // 24}, column
    assert not [event for event in ("e-1", "e-2") if event in dump(settings)]
    assert not [column for column in after if column[0] in ("campaign_sent", "signatures", "signed_as")]


async def test_what_others_say_too_stays(talk: Talk, settings: Settings) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:100")
    await talk('ben: sign erlan as:nurse at:"Clinic of Mebun"')
    await talk('chi: sign erlan as:nurse at:"Clinic of Mebun" with:"Cobblers of Ulm"')
    await talk("chi: unsign erlan")
    assert "Clinic of Mebun" in dump(settings)
    assert "Cobblers" not in dump(settings)
    await talk("chi: unsign erlan")
    assert "You have not signed campaign 1" in talk.text
    await talk("ben: signature show erlan")
    assert "nurse, Clinic of Mebun" in talk.text


async def test_the_order_of_signing_is_off_the_disk_a_moment_later(talk: Talk, settings: Settings) -> None:
    """What lies in the write-ahead file would tell, beside other things, at which minute somebody came."""
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:100")
    await talk(f"{CANARY}: sign erlan", event="e-1")
    await talk.later(seconds=6)
    ahead = Path(settings.database + "-wal")
    assert CANARY.encode() not in ahead.read_bytes()
    assert "e-1" not in dump(settings)
