"""Settings: every mistake is named with its key and the way to mend it, and no secret is ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.config import ConfigProblem, Settings, read, secrets


def _read(folder: Path, text: str) -> Settings:
    path = folder / "config.toml"
    path.write_text(text)
    return read(path)


def test_a_file_sets_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    settings = _read(
        tmp_path,
        'database = "/srv/moot.db"\n[matrix]\nhomeserver = "https://example.org"\n[web]\nport = 9100',
    )
    assert settings.database_url == "sqlite+aiosqlite:////srv/moot.db"
    assert settings.matrix.homeserver == "https://example.org"
    assert settings.web.port == 9100
    assert settings.language == Settings().language
    assert settings.discord == Settings().discord


def test_the_address_of_a_server_is_left_as_it_is() -> None:
    url = "postgresql+asyncpg://folkmoot@localhost/folkmoot"
    assert Settings(database=url).database_url == url


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('databse = "x"', ["databse", "Did you mean database?", "config.example.toml"]),
        ('[matrix]\nhomserver = "x"', ["matrix.homserver", "Did you mean matrix.homeserver?"]),
        ("[web]\nprot = 1", ["web.prot", "web.port"]),
        ("[discrod]\n", ["discrod", "discord"]),
        ('[web]\nport = "high"', ["$.web.port", "int", "config.example.toml"]),
        ("database = ", ["is not TOML", "config.example.toml"]),
    ],
)
def test_a_mistake_names_its_key_and_the_way_to_mend_it(tmp_path: Path, text: str, says: list[str]) -> None:
    with pytest.raises(ConfigProblem) as raised:
        _read(tmp_path, text)
    for words in says:
        assert words in str(raised.value)


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read(None) == Settings()
    with pytest.raises(ConfigProblem, match=r"Copy config\.example\.toml"):
        read(tmp_path / "missing.toml")


def test_the_command_line_says_a_mistake_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "config.toml"
    path.write_text('languge = "es"')
    assert main(["check", "--config", str(path)]) == 2
    said = capsys.readouterr().err
    assert "Did you mean language?" in said
    assert said.count("\n") == 1


def test_the_environment_comes_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("from-the-file\n")
    settings = Settings()
    settings.discord.token_file = str(file)
    held = secrets(settings, {})
    assert held.discord_token is not None
    assert held.discord_token.reveal() == "from-the-file"
    held = secrets(settings, {"FOLKMOOT_DISCORD_TOKEN": " from-the-environment "})
    assert held.discord_token is not None
    assert held.discord_token.reveal() == "from-the-environment"


def test_nothing_set_is_no_secret() -> None:
    held = secrets(Settings(), {"FOLKMOOT_MATRIX_TOKEN": "  "})
    assert (held.matrix_password, held.matrix_token, held.discord_token) == (None, None, None)


def test_a_secret_file_that_fails_is_named_with_the_way_around(tmp_path: Path) -> None:
    settings = Settings()
    settings.matrix.password_file = str(tmp_path / "nowhere")
    with pytest.raises(ConfigProblem, match="FOLKMOOT_MATRIX_PASSWORD"):
        secrets(settings, {})
    empty = tmp_path / "empty"
    empty.touch()
    settings.matrix.password_file = str(empty)
    with pytest.raises(ConfigProblem, match="is empty"):
        secrets(settings, {})


def test_no_repr_shows_a_secret() -> None:
    held = secrets(Settings(), {"FOLKMOOT_DISCORD_TOKEN": "canary-1", "FOLKMOOT_MATRIX_PASSWORD": "canary-2"})
    shown = f"{held!r} {held} {held.discord_token!r} {held.matrix_password}"
    assert "canary" not in shown
