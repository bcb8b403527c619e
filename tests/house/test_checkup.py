"""`python -m bot check` names each thing that is wrong, with the way to mend it, and changes nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.checkup import findings
from bot.config import Settings
from bot.platforms import Finding

VARIABLES = ("FOLKMOOT_MATRIX_PASSWORD", "FOLKMOOT_MATRIX_TOKEN", "FOLKMOOT_DISCORD_TOKEN")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


async def _wrong(settings: Settings) -> list[Finding]:
    found = [finding for finding in await findings(settings) if not finding.ok]
    assert all(finding.mend for finding in found)
    return found


async def test_with_nothing_configured_the_terminal_starts(settings: Settings) -> None:
    found = await findings(settings)
    assert all(finding.ok for finding in found)
    assert "terminal face will start" in found[-1].what
    assert not Path(settings.database).exists()


async def test_a_database_that_is_up_to_date_is_well(settings: Settings, db: object) -> None:
    assert await _wrong(settings) == []
    assert any("up to date" in f.what for f in await findings(settings))


async def test_a_database_that_others_may_read_is_not(settings: Settings, db: object) -> None:
    Path(settings.database).chmod(0o644)
    (found,) = await _wrong(settings)
    assert f"chmod 600 {settings.database}" in found.mend
    assert Path(settings.database).stat().st_mode & 0o777 == 0o644


async def test_a_newer_database_is_named(settings: Settings, db: object) -> None:
    with closing(sqlite3.connect(settings.database)) as native:
        native.execute("UPDATE schema_versions SET revision = 99 WHERE owner = 'core'")
        native.commit()
    (found,) = await _wrong(settings)
    assert "newer than this program (core)" in found.what


async def test_an_older_one_is_brought_up_at_the_next_start(settings: Settings, db: object) -> None:
    with closing(sqlite3.connect(settings.database)) as native:
        native.execute("UPDATE schema_versions SET revision = 0 WHERE owner = 'motions'")
        native.commit()
    assert await _wrong(settings) == []
    assert any("next start brings it up to date" in f.what for f in await findings(settings))


async def test_what_is_no_database_is_said_to_be_none(settings: Settings) -> None:
    path = Path(settings.database)
    path.write_text("just some words, and more than one page of them. " * 200)
    path.chmod(0o600)
    (found,) = await _wrong(settings)
    assert "is no database" in found.mend


async def test_a_server_that_is_away_is_said_to_be(settings: Settings) -> None:
    settings.database = "postgresql+asyncpg://folkmoot@127.0.0.1:1/folkmoot"
    (found,) = await _wrong(settings)
    assert found.what == "Database: can be opened"


@pytest.mark.parametrize(
    ("key", "value"),
    [("language", "tlh"), ("cogs", ["motions", "kettles"]), ("cogs", []), ("data", __file__)],
)
async def test_a_setting_that_can_t_be_is_named(settings: Settings, key: str, value: object) -> None:
    setattr(settings, key, value)
    assert f"Setting {key}" in [f.what for f in await _wrong(settings)]


async def test_secret_files_are_looked_at(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("canary")
    file.chmod(0o644)
    settings.matrix.password_file = str(file)
    found = await _wrong(settings)
    assert any(f"chmod 600 {file}" in f.mend for f in found)
    assert any("matrix.homeserver" in f.mend for f in found)
    assert "canary" not in str(found)
    settings.matrix.password_file = str(tmp_path / "nowhere")
    assert any("FOLKMOOT_MATRIX_PASSWORD" in f.mend for f in await _wrong(settings))


async def test_keys_of_the_matrix_device_are_looked_at(settings: Settings) -> None:
    store = Path(settings.data) / settings.matrix.store
    store.mkdir()
    (store / "cross-signing.seed").touch(mode=0o640)
    (store / "cross-signing.seed").chmod(0o640)
    (found,) = await _wrong(settings)
    assert "cross-signing.seed" in found.mend


async def test_a_homeserver_that_is_away_is_said_to_be(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.matrix.homeserver = "http://127.0.0.1:1"
    assert any("MATRIX_PASSWORD" in f.mend for f in await _wrong(settings))
    monkeypatch.setenv("FOLKMOOT_MATRIX_PASSWORD", "canary")
    found = await _wrong(settings)
    assert any(f.what == "Matrix: homeserver" for f in found)
    assert "canary" not in str(found)


def test_the_command_line_ends_with_one_where_anything_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 0
    assert main(["schema"]) == 0
    Path("folkmoot.db").chmod(0o604)
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "NOT  Database" in said
    assert "chmod 600" in said
