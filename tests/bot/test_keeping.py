"""Backup and restore: whole while running, private, never over anything, and nothing is posted twice."""

from __future__ import annotations

import asyncio
import io
import sqlite3
import stat
import tarfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.__main__ import main
from bot.app import App, opened
from bot.config import ConfigProblem, Settings
from bot.keeping import broken_chains, read_backup, write_backup
from bot.platforms import Unreachable
from storage.outbox import Outbox
from storage.schema import posts
from tests.talk import FrozenClock, RecordingFace, Talk

SEED = "c2VlZA==\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.tar.gz"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Settings:
    """Settings for a machine on which nothing is yet."""
    folder = tmp_path / "elsewhere"
    return Settings(database=str(folder / "folkmoot.db"), data=str(folder))


def _archive(path: Path, **parts: bytes) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, content in parts.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def _database(settings: Settings) -> Path:
    return Path(settings.database)


async def test_what_was_decided_comes_back(
    talk: Talk, settings: Settings, elsewhere: Settings, file: Path, clock: FrozenClock
) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    await talk("ben: vote 1 for")
    assert await write_backup(settings, None, file) == ["the database"]
    assert await read_backup(elsewhere, file, clock) == ["the database"]
    face = RecordingFace()
    async with opened(elsewhere, [face], clock) as app, app.working():
        restored = Talk(app, face, clock)
        await restored("ana: motion show 1")
        assert "Buy a kettle" in restored.text
        assert "For 1" in restored.text
    assert await broken_chains(elsewhere) == ([], 1)


async def test_it_is_private_and_replaces_nothing(talk: Talk, settings: Settings, file: Path) -> None:
    await talk("ana: motion propose Buy a kettle")
    await write_backup(settings, None, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    with pytest.raises(ConfigProblem, match="replaces none"):
        await write_backup(settings, None, file)
    assert file.read_bytes() == before


async def test_it_is_whole_while_people_vote(talk: Talk, settings: Settings, file: Path) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    votes = asyncio.gather(*(talk(f"voter{n}: vote 1 for") for n in range(40)))
    await write_backup(settings, None, file)
    await votes
    with tarfile.open(file) as archive:
        part = archive.extractfile("folkmoot.db")
        assert part is not None
        copy = file.with_name("copy.db")
        copy.write_bytes(part.read())
    with closing(sqlite3.connect(copy)) as native:
        assert native.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert native.execute("PRAGMA foreign_key_check").fetchall() == []


async def test_the_seed_comes_along_and_the_device_does_not(
    talk: Talk, settings: Settings, elsewhere: Settings, file: Path
) -> None:
    await talk("ana: motion propose Buy a kettle")
    store = Path(settings.data) / settings.matrix.store
    store.mkdir()
    for name in ("device.json", "DEVICE.db", "memory.json"):
        (store / name).write_text("canary")
    (store / "cross-signing.seed").write_text(SEED)
    (store / "reactions.jsonl").write_text("{}\n")
    kept = await write_backup(settings, None, file)
    assert kept == ["the database", "the seed of the Matrix keys", "which emoji reactions were"]
    await read_backup(elsewhere, file)
    restored = Path(elsewhere.data) / elsewhere.matrix.store
    assert sorted(f.name for f in restored.iterdir()) == ["cross-signing.seed", "reactions.jsonl"]
    assert (restored / "cross-signing.seed").read_text() == SEED
    assert stat.S_IMODE((restored / "cross-signing.seed").stat().st_mode) == 0o600
    assert stat.S_IMODE(restored.stat().st_mode) == 0o700


async def test_a_post_that_waited_is_looked_up_before_it_is_sent(
    settings: Settings, elsewhere: Settings, file: Path, clock: FrozenClock
) -> None:
    """It may have been sent after the backup was made, by a device whose names for sends are gone."""
    face = RecordingFace(window=timedelta(hours=20))
    async with opened(settings, [face], clock) as app, app.working():
        talk = Talk(app, face, clock)
        await talk("ana: assembly found Depot")
        face.trouble = [Unreachable("away")] * 20
        await talk("ana: motion propose Paint the shed")
        await _as_if_never_tried(app)
        await write_backup(settings, None, file)
        face.trouble = []
        await talk.later(minutes=10)
    drafts = [m for m, post in face.posts.items() if "Paint the shed" in post.text]
    assert len(drafts) == 1
    await read_backup(elsewhere, file, clock)
    async with opened(elsewhere, [face], clock) as app, app.working():
        await Talk(app, face, clock).later(seconds=1)
        async with app.db.reading():
            kept = await Outbox(app.db).by_message(face.network, drafts[0])
        assert kept is not None
        assert kept.state == "there"
    assert [m for m, post in face.posts.items() if "Paint the shed" in post.text] == drafts


async def _as_if_never_tried(app: App) -> None:
    async with app.db.transaction() as connection:
        done = await connection.execute(
            sa.update(posts).where(posts.c.state == "waiting").values(tried_at=None)
        )
        assert done.rowcount >= 1


async def test_it_is_put_back_over_nothing(
    talk: Talk, settings: Settings, elsewhere: Settings, file: Path
) -> None:
    await talk("ana: motion propose Buy a kettle")
    await write_backup(settings, None, file)
    with pytest.raises(ConfigProblem, match="There is a database"):
        await read_backup(settings, file)
    store = Path(elsewhere.data) / elsewhere.matrix.store
    store.mkdir(parents=True)
    (store / "device.json").write_text("{}")
    with pytest.raises(ConfigProblem, match="There is a Matrix device"):
        await read_backup(elsewhere, file)
    assert not _database(elsewhere).exists()


async def test_an_empty_database_is_no_hindrance(
    talk: Talk, settings: Settings, elsewhere: Settings, file: Path
) -> None:
    await talk("ana: motion propose Buy a kettle")
    await write_backup(settings, None, file)
    async with opened(elsewhere, []):
        pass
    await read_backup(elsewhere, file)
    assert await broken_chains(elsewhere) == ([], 1)


async def test_settings_come_back_where_there_are_none(
    talk: Talk, settings: Settings, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talk("ana: motion propose Buy a kettle")
    config = tmp_path / "mine.toml"
    there = tmp_path / "there"
    config.write_text(f'database = "{there}/moot.db"\ndata = "{there}"\n')
    await write_backup(settings, config, file)
    folder = tmp_path / "new"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert await read_backup(Settings(), file) == ["the database", "the settings"]
    assert (folder / "config.toml").read_text() == config.read_text()
    assert (there / "moot.db").exists()
    assert not (folder / "folkmoot.db").exists()


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "matrix/../../evil", "matrix/device.json"])
async def test_other_names_than_a_backup_s_own_are_refused(
    elsewhere: Settings, tmp_path: Path, name: str
) -> None:
    parts = {"folkmoot-backup.json": b"{}", "folkmoot.db": b"", name: b"canary"}
    path = _archive(tmp_path / "evil.tar.gz", **parts)
    with pytest.raises(ConfigProblem, match="Nothing was put back"):
        await read_backup(elsewhere, path)
    assert not Path(elsewhere.data).exists()


async def test_a_link_in_the_place_of_a_part_is_refused(elsewhere: Settings, tmp_path: Path) -> None:
    path = tmp_path / "evil.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        link = tarfile.TarInfo("folkmoot.db")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    with pytest.raises(ConfigProblem, match="Nothing was put back"):
        await read_backup(elsewhere, path)


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08\x00cut"])
async def test_what_is_no_backup_is_said_to_be_none(
    elsewhere: Settings, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "strange.tar.gz"
    path.write_bytes(content)
    with pytest.raises(ConfigProblem, match="is no backup"):
        await read_backup(elsewhere, path)
    with pytest.raises(ConfigProblem, match="is no file"):
        await read_backup(elsewhere, tmp_path / "nowhere.tar.gz")


async def test_a_newer_database_is_refused_and_leaves_nothing(
    talk: Talk, house: App, settings: Settings, elsewhere: Settings, file: Path
) -> None:
    await talk("ana: motion propose Buy a kettle")
    async with house.db.transaction() as connection:
        await connection.execute(sa.text("UPDATE schema_versions SET revision = 99 WHERE owner = 'core'"))
    await write_backup(settings, None, file)
    with pytest.raises(ConfigProblem, match="newer than this program"):
        await read_backup(elsewhere, file)
    assert not _database(elsewhere).exists()


async def test_a_link_that_was_changed_breaks_the_chain(talk: Talk, house: App, settings: Settings) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    assert await broken_chains(settings) == ([], 1)
    async with house.db.transaction() as connection:
        await connection.execute(sa.text("UPDATE journal SET body = '[]' WHERE link = 2"))
    assert await broken_chains(settings) == ([("Depot", 2)], 1)


async def test_a_database_on_a_server_has_its_own_way(file: Path) -> None:
    server = Settings(database="postgresql+asyncpg://folkmoot@localhost/folkmoot")
    with pytest.raises(ConfigProblem, match="pg_dump"):
        await write_backup(server, None, file)
    assert not file.exists()


def test_the_command_line_says_what_it_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["backup", "kept.tar.gz"]) == 2
    assert "Start the bot once" in capsys.readouterr().err
    assert main(["schema"]) == 0
    assert main(["backup", "kept.tar.gz"]) == 0
    assert "the database" in capsys.readouterr().out
    assert main(["restore", "kept.tar.gz"]) == 0
    assert main(["verify"]) == 0
    assert "The journals of 0 assemblies hold" in capsys.readouterr().out
