"""No text, name or secret of anyone is in a log, an error or a repr, also where a handler fails."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

import pytest
import sqlalchemy as sa
import structlog

from bot.api.card import Reply
from bot.api.cog import Cog
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Role
from bot.app import opened
from bot.config import LogSettings, Settings, secrets
from bot.logs import set_up
from storage.database import Database
from tests.talk import FrozenClock, RecordingFace, Talk

CANARY = "canary-7f3a"


class Broken(Cog):
    """A cog whose handlers fail with what they were given in their hands."""

    name = "broken"

    def __init__(self, db: Database) -> None:
        self.db = db

    @command("broken python", who=Role.OBSERVER, anywhere=True)
    async def python(self, ctx: Context, text: Annotated[str, Arg("Text")]) -> Reply:
        """Fails by itself."""
        held = {"text": text, "by": ctx.account}
        raise ValueError(f"can't do that with {held}")

    @command("broken database", who=Role.OBSERVER, anywhere=True)
    async def database(self, ctx: Context, text: Annotated[str, Arg("Text")]) -> Reply:
        """Fails in the database, which would quote its parameters."""
        await self.db.here.execute(sa.text("INSERT INTO assemblies (name) VALUES (:name)"), {"name": text})
        raise AssertionError(text)

    async def forget(self, assembly: int, member: int) -> None:
        """Keeps nothing."""


@pytest.fixture(params=[True, False], ids=["json", "plain"])
def logs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """The log at its most talkative, in a file."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    path = tmp_path / "folkmoot.log"
    set_up(LogSettings(level="debug", json=request.param, file=str(path)))
    yield path
    for handler in root.handlers:
        if isinstance(handler, logging.StreamHandler) and handler not in handlers:
            handler.stream.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


async def _talk(settings: Settings, said: list[str]) -> list[str]:
    """What was answered, with a broken cog among the others."""
    face, answers = RecordingFace(), []
    async with opened(settings, [face], FrozenClock()) as app:
        app.house.take_in(Broken(app.db))
        grammar = type(app.dispatch.grammar)(app.house.specs())
        app.dispatch.grammar = app.dispatch.understanding.grammar = grammar
        async with app.working():
            talk = Talk(app, face, FrozenClock())
            for line in said:
                await talk(line)
                answers.append(talk.text)
    return answers


async def test_a_handler_that_fails_tells_nobody_what_it_held(
    settings: Settings, logs: Path, capsys: pytest.CaptureFixture[str], recwarn: Any
) -> None:
    lines = [f"{CANARY}-ana: broken {how} {CANARY} words" for how in ("python", "database")]
    answers = await _talk(settings, lines)
    assert all("went wrong" in answer for answer in answers)
    said = logs.read_text()
    assert "ValueError" in said
    assert "IntegrityError" in said
    assert CANARY not in said
    assert CANARY not in "".join(capsys.readouterr())
    assert CANARY not in "".join(str(w.message) for w in recwarn)


async def test_nothing_of_a_failed_act_is_on_disk(settings: Settings, logs: Path) -> None:
    await _talk(settings, [f"ana: broken python {CANARY}", f"ana: broken database {CANARY}"])
    with closing(sqlite3.connect(settings.database)) as native:
        assert CANARY not in "\n".join(native.iterdump())


async def test_an_ordinary_day_leaves_no_text_and_no_name_in_the_log(settings: Settings, logs: Path) -> None:
    name = f"{CANARY}-ana"
    await _talk(
        settings,
        [
            f"{name}: assembly found {CANARY}",
            f"{name}: motion propose {CANARY}",
            f"ben-{CANARY}: motion second 1",
            f"ben-{CANARY}: vote 1 for {CANARY}",
            f"{name}: motion prpose {CANARY}",
            f"{name}: vote {CANARY}",
            f"{name}: campaign start {CANARY} goal:10 addressee:{CANARY}\n{CANARY}",
            f"ben-{CANARY}: sign 1 as:{CANARY} at:{CANARY} name:everyone called:{CANARY}",
            f"ben-{CANARY}: sign {CANARY}",
            f"{name}: campaign update 1\nOh {CANARY}",
            f"{name}: campaign symbol 1 {CANARY}",
            f"{name}: campaign end 1 won source:{CANARY}\nSo {CANARY}",
        ],
    )
    assert logs.read_text()
    assert CANARY not in logs.read_text()


def test_no_repr_holds_a_secret(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(CANARY)
    settings = Settings()
    settings.discord.token_file = str(file)
    held = secrets(settings, {"FOLKMOOT_MATRIX_PASSWORD": CANARY, "FOLKMOOT_MATRIX_TOKEN": CANARY})
    assert CANARY not in f"{settings!r} {held!r}"
    assert held.discord_token is not None
    assert held.discord_token.reveal() == CANARY


def test_a_matrix_device_does_not_show_its_token() -> None:
    from bot.platforms.matrix.device import Device

    assert CANARY not in repr(Device("@folkmoot:example.org", "DEVICE", CANARY))
