"""Logs: their file is its owner's alone, and neither tokens nor what a library quotes comes into them."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.config import LogSettings
from bot.logs import set_up

TOKEN = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OTA.x_y-z"


@pytest.fixture(autouse=True)
def untouched() -> Iterator[None]:
    """Logging is the whole process's; each test leaves it as it was."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    for handler in root.handlers:
        if handler not in handlers and isinstance(handler, logging.StreamHandler):
            handler.stream.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def _lines(path: Path) -> list[str]:
    for handler in logging.getLogger().handlers:
        handler.flush()
    return path.read_text().splitlines()


def test_the_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "folkmoot.log"
    set_up(LogSettings(file=str(path)))
    structlog.get_logger().info("ready", faces=["terminal"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert any("ready" in line and "terminal" in line for line in _lines(path))


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "folkmoot.log"
    path.touch(mode=0o644)
    set_up(LogSettings(file=str(path)))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_each_line_may_be_an_object(tmp_path: Path) -> None:
    path = tmp_path / "folkmoot.log"
    set_up(LogSettings(file=str(path), json=True))
    structlog.get_logger().warning("refused for good", network="matrix")
    logging.getLogger("bot.platforms.matrix").warning("the homeserver can't be reached: %s", "timeout")
    ours, theirs = (json.loads(line) for line in _lines(path))
    assert (ours["event"], ours["network"], ours["level"]) == ("refused for good", "matrix", "warning")
    assert theirs["event"] == "the homeserver can't be reached: timeout"


@pytest.mark.parametrize("json_lines", [True, False])
def test_the_token_of_an_interaction_is_cut_out_of_its_address(tmp_path: Path, json_lines: bool) -> None:
    path = tmp_path / "folkmoot.log"
    set_up(LogSettings(file=str(path), json=json_lines))
    url = f"https://discord.example/api/v10/interactions/1234/{TOKEN}/callback"
    structlog.get_logger().warning("slow", url=url)
    logging.getLogger("discord.http").warning("POST %s has been rate limited", url)
    said = "\n".join(_lines(path))
    assert TOKEN not in said
    assert said.count("interactions/1234/") == 2


@pytest.mark.parametrize("json_lines", [True, False])
def test_of_a_library_s_exception_only_its_kind_is_kept(tmp_path: Path, json_lines: bool) -> None:
    path = tmp_path / "folkmoot.log"
    set_up(LogSettings(file=str(path), json=json_lines))
    try:
        raise ValueError("a canary that somebody wrote")
    except ValueError:
        logging.getLogger("asyncio").exception("Task exception was never retrieved")
    said = "\n".join(_lines(path))
    assert "ValueError" in said
    assert "canary" not in said


def test_libraries_speak_up_only_to_warn(tmp_path: Path) -> None:
    path = tmp_path / "folkmoot.log"
    set_up(LogSettings(file=str(path), level="debug"))
    for name in ("discord.gateway", "nio.client", "aiohttp.access", "sqlalchemy.engine"):
        logging.getLogger(name).info("an event with a canary")
    assert "canary" not in "\n".join(_lines(path))


async def test_a_task_that_nobody_awaits_does_not_quote_what_it_failed_with(tmp_path: Path) -> None:
    """asyncio itself writes the exception into its message, as part of the task's repr."""
    path = tmp_path / "folkmoot.log"
    set_up(LogSettings(file=str(path)))

    async def fail() -> None:
        raise ValueError("a canary that somebody wrote")

    task = asyncio.create_task(fail())
    await asyncio.wait({task})
    del task
    gc.collect()
    said = "\n".join(_lines(path))
    assert "never retrieved" in said
    assert "canary" not in said


async def test_a_callback_that_fails_is_named_without_its_arguments(tmp_path: Path) -> None:
    path = tmp_path / "folkmoot.log"
    set_up(LogSettings(file=str(path)))

    def fail(text: str) -> None:
        raise ValueError(text)

    asyncio.get_running_loop().call_soon(fail, "a canary that somebody wrote")
    await asyncio.sleep(0)
    said = "\n".join(_lines(path))
    assert "Exception in callback" in said
    assert "canary" not in said
