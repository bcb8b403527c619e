"""Settings from a TOML file and the environment; an error names the key and how to mend it."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import msgspec

from bot.api.cog import Keeping
from bot.api.secret import Secret
from bot.loader import ALL_COGS
from bot.platforms.discord.settings import DiscordSettings
from bot.platforms.matrix.settings import MatrixSettings

_DATABASES = ("sqlite+aiosqlite:///", "postgresql+asyncpg://")


class OperatorSettings(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Who runs this bot, as /privacy tells it."""

    name: str = ""
    contact: str = ""


class LogSettings(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """level is debug, info, warning or error; json makes each line an object; file is empty for stderr."""

    level: str = "info"
    json: bool = False
    file: str = ""


class WebSettings(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """/healthz and /metrics on loopback; port 0 leaves them off."""

    port: int = 0


Days = Annotated[int, msgspec.Meta(ge=7, le=365)]


class KeepingSettings(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """For how many days is kept what nobody needs for ever."""

    events: Days = 14
    told: Days = 30
    asked: Days = 30

    def lengths(self) -> Keeping:
        return Keeping(timedelta(self.events), timedelta(self.told), timedelta(self.asked))


class Settings(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The whole configuration; database is an SQLAlchemy URL or a file's path."""

    database: str = "folkmoot.db"
    data: str = "."
    language: str = "en"
    cogs: list[str] = msgspec.field(default_factory=lambda: list(ALL_COGS))
    operator: OperatorSettings = msgspec.field(default_factory=OperatorSettings)
    log: LogSettings = msgspec.field(default_factory=LogSettings)
    web: WebSettings = msgspec.field(default_factory=WebSettings)
    keeping: KeepingSettings = msgspec.field(default_factory=KeepingSettings)
    matrix: MatrixSettings = msgspec.field(default_factory=MatrixSettings)
    discord: DiscordSettings = msgspec.field(default_factory=DiscordSettings)

    @property
    def database_url(self) -> str:
        if "://" in self.database:
            if not self.database.startswith(_DATABASES):
                raise ConfigProblem(
                    "database has to be a file's path, sqlite+aiosqlite:///FILE or postgresql+asyncpg://… ."
                )
            return self.database
        return f"sqlite+aiosqlite:///{Path(self.database).absolute()}"


class Secrets(msgspec.Struct, kw_only=True):
    """What comes from the environment or from files of its own, never from the configuration."""

    matrix_password: Secret | None = None
    matrix_token: Secret | None = None
    discord_token: Secret | None = None


class ConfigProblem(Exception):
    """The configuration can't be used; the text names the key and the way to mend it."""


def read(path: Path | None) -> Settings:
    """The settings of a file; the defaults where none is named and ./config.toml is not there."""
    chosen = path or Path("config.toml")
    if path is None and not chosen.exists():
        return Settings()
    try:
        given = tomllib.loads(chosen.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigProblem(f"There is no file {chosen}. Copy config.example.toml to it.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigProblem(f"{chosen} is not TOML: {error}. Compare it with config.example.toml.") from None
    _refuse_unknown(given, Settings, "")
    try:
        return msgspec.convert(given, Settings)
    except msgspec.ValidationError as error:
        raise ConfigProblem(f"{chosen}: {error}. See that key in config.example.toml.") from None


def secrets(settings: Settings, environment: Mapping[str, str] | None = None) -> Secrets:
    """The secrets, from the environment first, else from the files that the settings name."""
    env = os.environ if environment is None else environment
    return Secrets(
        matrix_password=_secret(env, "FOLKMOOT_MATRIX_PASSWORD", settings.matrix.password_file),
        matrix_token=_secret(env, "FOLKMOOT_MATRIX_TOKEN", settings.matrix.token_file),
        discord_token=_secret(env, "FOLKMOOT_DISCORD_TOKEN", settings.discord.token_file),
    )


def _secret(env: Mapping[str, str], name: str, file: str) -> Secret | None:
    if value := env.get(name, "").strip():
        return Secret(value)
    if not file:
        return None
    try:
        value = Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        reason = error.strerror or "unknown"
        raise ConfigProblem(f"The secret file {file} can't be read ({reason}). Or set {name}.") from None
    if not value:
        raise ConfigProblem(f"The secret file {file} is empty. Write the secret into it, or set {name}.")
    return Secret(value)


def _refuse_unknown(given: Mapping[str, Any], kind: type[msgspec.Struct], above: str) -> None:
    fields = {f.encode_name: f.type for f in msgspec.structs.fields(kind)}
    for key, value in given.items():
        if key not in fields:
            close = difflib.get_close_matches(key, fields, 1, 0.0)
            hint = f" Did you mean {above}{close[0]}?" if close else ""
            raise ConfigProblem(f"There is no setting {above}{key}.{hint} config.example.toml has them all.")
        inner = fields[key]
        if isinstance(value, dict) and isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            _refuse_unknown(value, inner, f"{above}{key}.")
