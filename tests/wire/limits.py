"""What Discord accepts as a set of slash commands."""

import re
from collections.abc import Iterator
from typing import Any

from simcord.backend.errors import invalid_form_body

NAME = re.compile(r"^[-_a-z0-9]{1,32}$")
SUBCOMMANDS = (1, 2)


def check_commands(commands: list[dict[str, Any]]) -> None:
    """Refuse a command set that Discord would refuse."""
    chat = [command for command in commands if command.get("type", 1) == 1]
    _require(len(chat) <= 100, "commands: 100 at most")
    _require(len({command["name"] for command in chat}) == len(chat), "commands: names must differ")
    for command in chat:
        _check_node(command, depth=1)
        _require(_weight(command) <= 8000, f"{command['name']}: 8,000 characters at most")


def _check_node(node: dict[str, Any], depth: int) -> None:
    name = str(node.get("name"))
    _require(depth <= 3 or node.get("type") not in SUBCOMMANDS, f"{name}: three levels at most")
    _require(bool(NAME.match(name)), f"{name}: not a name")
    for text in [node.get("description", ""), *(node.get("description_localizations") or {}).values()]:
        _require(1 <= len(text) <= 100, f"{name}: a description has 1 to 100 characters")
    options = node.get("options") or []
    _require(len(options) <= 25, f"{name}: 25 options at most")
    _require(len(node.get("choices") or []) <= 25, f"{name}: 25 choices at most")
    _require(not (node.get("choices") and node.get("autocomplete")), f"{name}: choices or autocomplete")
    _check_order(name, options)
    for option in options:
        _check_node(option, depth + 1)


def _check_order(name: str, options: list[dict[str, Any]]) -> None:
    needed = [bool(option.get("required")) for option in options if option.get("type") not in SUBCOMMANDS]
    _require(needed == sorted(needed, reverse=True), f"{name}: required options come first")
    mixed = {option.get("type") in SUBCOMMANDS for option in options}
    _require(len(mixed) < 2, f"{name}: sub-commands and options don't mix")


def _weight(node: dict[str, Any]) -> int:
    own = _longest(node, "name") + _longest(node, "description")
    choices = sum(
        _longest(choice, "name") + len(str(choice["value"])) for choice in node.get("choices") or []
    )
    return own + choices + sum(_weight(option) for option in node.get("options") or [])


def _longest(node: dict[str, Any], key: str) -> int:
    def texts() -> Iterator[str]:
        yield node.get(key) or ""
        yield from (node.get(f"{key}_localizations") or {}).values()

    return max(len(text) for text in texts())


def _require(holds: bool, why: str) -> None:
    if not holds:
        raise invalid_form_body(why)
