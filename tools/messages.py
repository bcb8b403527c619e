"""Finds every message of the catalog: in the source, and in the specs of the loaded commands."""

from __future__ import annotations

import ast
import asyncio
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from structlog.testing import capture_logs

from bot.api.command import Command
from bot.app import opened
from bot.config import Settings

ROOT = Path(__file__).parent.parent
SOURCES = ("bot", "cogs")
SAYS = ("line", "card", "word")


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the catalog; many is empty where it has no plural."""

    one: str
    many: str = ""


@dataclass(slots=True)
class Found:
    """Messages with the files that say them."""

    places: dict[Message, set[str]] = field(default_factory=dict)

    def add(self, message: Message, place: str) -> None:
        if message.one.strip():
            self.places.setdefault(message, set()).add(place)


def every() -> Found:
    """All messages that anybody may read."""
    found = Found()
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            place = str(path.relative_to(ROOT))
            for message in of_source(path.read_text(encoding="utf-8")):
                found.add(message, place)
    for command in specs():
        for text in of_command(command):
            found.add(Message(text), "command/" + command.path.replace(" ", "-"))
    return found


def specs() -> list[Command]:
    """The specs of all commands that people can give."""
    return asyncio.run(_specs())


async def _specs() -> list[Command]:
    with tempfile.TemporaryDirectory() as folder, capture_logs():
        async with opened(Settings(database=f"{folder}/messages.db", data=folder), []) as app:
            return app.house.specs()


def of_command(command: Command) -> Iterator[str]:
    """What a command says of itself: its description, its arguments', and its choices."""
    yield command.about
    for argument in command.arguments:
        yield argument.about
        if argument.choices is not None:
            yield from (str(choice.value) for choice in argument.choices)


def of_source(source: str) -> Iterator[Message]:
    """The messages in one file, in its order."""
    tree = ast.parse(source)
    for scope in ast.walk(tree):
        if isinstance(scope, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Module)):
            yield from _of_scope(scope)


def _of_scope(scope: ast.FunctionDef | ast.AsyncFunctionDef | ast.Module) -> Iterator[Message]:
    named = {
        target.id: node.value
        for node in _own(scope)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in _own(scope):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        if _is_plural(node.func) and len(node.args) > 1:
            one, many = _texts(node.args[0], named), _texts(node.args[1], named)
            yield from (Message(*pair) for pair in zip(one, many, strict=True))
        elif _is_said(node.func):
            yield from (Message(text) for text in _texts(node.args[0], named))


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """What stands in a function itself, not in the functions inside it."""
    for child in ast.iter_child_nodes(scope):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        yield child
        yield from _own(child)


def _is_said(func: ast.expr) -> bool:
    if isinstance(func, ast.Name):
        return func.id in ("say", "N_")
    return isinstance(func, ast.Attribute) and func.attr in SAYS and _is_say(func.value)


def _is_plural(func: ast.expr) -> bool:
    return isinstance(func, ast.Attribute) and func.attr == "plural" and _is_say(func.value)


def _is_say(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id == "say"


def _texts(node: ast.expr, named: dict[str, ast.expr]) -> list[str]:
    """The literal texts that an expression may be; a name is looked up once in its own function."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=body, orelse=orelse):
            return _texts(body, named) + _texts(orelse, named)
        case ast.Name(id=name) if name in named:
            return _texts(named[name], {})
    return []
