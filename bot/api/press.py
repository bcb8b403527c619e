"""A button or a menu as a short line of ids that survives restarts: what it does, never the words on it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias
from urllib.parse import quote, unquote
from zlib import crc32

from bot.api.card import Button, Menu

LIMIT = 100
_BUTTON, _MENU = "f1", "m"
ASSEMBLY = re.compile(r"[0-9]{0,15}")
"""An assembly's number in such a line, nothing where it is of none; a forged one may hold anything."""
_OF_MENU = re.compile(r"m\d[0-9a-f]{0,2}")
_SHORT = {"number": "n", "paper": "p", "receipt": "r"}
"""The names of arguments that many buttons carry, so that a long ballot with its receipt has room."""
_WHOLE = {short: name for name, short in _SHORT.items()}

Pressed: TypeAlias = tuple[int | None, str, dict[str, str], str]


def pack(assembly: int | None, button: Button, key: str = "") -> str:
    """The line for a button, at most 100 characters; key ties the card to its outgoing act."""
    head = [_BUTTON, str(assembly or ""), button.command, key]
    return _within("button", button.command, head + _pairs(button.arguments))


def pack_menu(assembly: int | None, menu: Menu, place: int, key: str = "") -> str:
    """The line for a menu, which its place on the card keeps apart from others that do the same.

    What stands as chosen has a part in it: a client that is shown the same line again would go on showing
    what was chosen there before.
    """
    argument = _SHORT.get(menu.argument, menu.argument)
    head = [f"{_MENU}{place}{_check(menu)}", str(assembly or ""), menu.command, key, argument]
    return _within("menu", menu.command, head + _pairs(menu.arguments))


def unpack(packed: str, chosen: Sequence[str] = ()) -> Pressed | None:
    """Assembly, command, arguments and key of a packed button, or menu with what was chosen in it.

    None for a line that is not ours.
    """
    mark, *rest = packed.split("|")
    is_menu = _OF_MENU.fullmatch(mark) is not None
    if not (is_menu or mark == _BUTTON) or len(rest) < (4 if is_menu else 3):
        return None
    assembly, command, key, *pairs = rest
    if ASSEMBLY.fullmatch(assembly) is None:
        return None
    argument = pairs.pop(0) if is_menu else ""
    split = (pair.partition("=") for pair in pairs)
    arguments = {_WHOLE.get(name, name): unquote(value) for name, _, value in split}
    if is_menu:
        arguments[_WHOLE.get(argument, argument)] = " ".join(chosen)
    return int(assembly) if assembly else None, command, arguments, key


def _pairs(arguments: Mapping[str, str | int]) -> list[str]:
    return [f"{_SHORT.get(name, name)}={quote(str(value), safe=' ')}" for name, value in arguments.items()]


def _check(menu: Menu) -> str:
    """Two letters for what stands as chosen, none for nothing."""
    chosen = " ".join(pick.value for pick in menu.picks if pick.chosen)
    return f"{crc32(chosen.encode()) % 256:02x}" if chosen else ""


def _within(what: str, command: str, parts: Sequence[str]) -> str:
    packed = "|".join(parts)
    if len(packed) > LIMIT:
        raise ValueError(f"a {what} of {command} needs {len(packed)} characters of {LIMIT}")
    return packed
