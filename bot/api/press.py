"""A button as a short line of ids that survives restarts: what it does, never the words on it."""

from __future__ import annotations

from urllib.parse import quote, unquote

from bot.api.card import Button

LIMIT = 100
_MARK = "f1"
_SHORT = {"number": "n", "paper": "p", "receipt": "r"}
"""The names of arguments that many buttons carry, so that a long ballot with its receipt has room."""
_WHOLE = {short: name for name, short in _SHORT.items()}


def pack(assembly: int | None, button: Button, key: str = "") -> str:
    """The line for a button, at most 100 characters; key ties the card to its outgoing act."""
    parts = [_MARK, str(assembly or ""), button.command, key]
    parts += [
        f"{_SHORT.get(name, name)}={quote(str(value), safe=' ')}" for name, value in button.arguments.items()
    ]
    packed = "|".join(parts)
    if len(packed) > LIMIT:
        raise ValueError(f"a button of {button.command} needs {len(packed)} characters of {LIMIT}")
    return packed


def unpack(packed: str) -> tuple[int | None, str, dict[str, str], str] | None:
    """Assembly, command, arguments and key of a packed button; None for a line that is not ours."""
    mark, *rest = packed.split("|")
    if mark != _MARK or len(rest) < 3:
        return None
    assembly, command, key, *pairs = rest
    if assembly and not assembly.isdigit():
        return None
    arguments = {
        _WHOLE.get(name, name): unquote(value) for name, _, value in (pair.partition("=") for pair in pairs)
    }
    return int(assembly) if assembly else None, command, arguments, key
