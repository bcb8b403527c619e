"""Structured logs that hold no text, name or secret of anyone."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, TextIO

import structlog

from bot.config import LogSettings

_LOUD = ("discord", "nio", "aiohttp", "asyncio", "sqlalchemy", "apscheduler", "alembic", "aiosqlite")
# An interaction's token is in the path of its URL, and is worth a quarter of an hour of speaking as the bot.
_TOKENS = re.compile(r"((?:interactions/\d+|webhooks/\d+)/)[\w.-]{20,}")
_REPRS = re.compile(r"[<(\n]")


def set_up(settings: LogSettings) -> None:
    """Sends every log to stderr or to a file that its owner alone can read."""
    level = logging.getLevelNamesMapping().get(settings.level.upper(), logging.INFO)
    out = _stream(settings.file)
    renderer: Any = structlog.processors.JSONRenderer() if settings.json else _plain(out)
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_tokens,
    ]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=[
            _without_reprs,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _without_details,
            renderer,
        ],
        foreign_pre_chain=shared,
    )
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)


def _plain(out: TextIO) -> Any:
    frames = structlog.dev.RichTracebackFormatter(show_locals=False)
    return structlog.dev.ConsoleRenderer(colors=out.isatty(), exception_formatter=frames)


def _stream(file: str) -> TextIO:
    if not file:
        return sys.stderr
    path = Path(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    return path.open("a", encoding="utf-8", buffering=1)


def _without_tokens(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _TOKENS.sub(r"\1…", value)
    return event


def _without_details(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception of a library may quote a message; only its kind is kept."""
    failure = event.pop("exc_info", None)
    if isinstance(failure, tuple) and failure[0] is not None:
        event["error"] = failure[0].__name__
    return event


def _without_reprs(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """asyncio writes callbacks with their arguments, and tasks with what they failed with; not so here."""
    record = event.get("_record")
    if isinstance(record, logging.LogRecord) and record.name == "asyncio":
        event["event"] = _REPRS.split(str(event["event"]), maxsplit=1)[0].strip()
    return event
