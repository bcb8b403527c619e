"""From the bytes of a file to a record, or one plain sentence on why it is none."""

from __future__ import annotations

from typing import Any

import msgspec

from bot.api.text import clean
from bot.ballots.record import FORMAT, VERSION, Count, Record, digest

LARGEST = 64 * 1024 * 1024


class Unreadable(Exception):
    """The file is no decision that can be checked; the sentence says why."""


class _Kind(msgspec.Struct):
    format: str = ""
    version: Count = 0


class _Part(msgspec.Struct):
    decided: msgspec.Raw


def record(content: bytes) -> tuple[Record, str]:
    """The record of a file, and the digest of its decision as it stands there."""
    if len(content) > LARGEST:
        raise Unreadable("The file is larger than any decision; it was not read.")
    try:
        _check_kind(msgspec.json.decode(content, type=_Kind))
        part = msgspec.json.decode(content, type=_Part)
        return msgspec.json.decode(content, type=Record), digest(_plain(part.decided))
    except msgspec.ValidationError as error:
        raise Unreadable(f"The file is not as a decision has to be: {_said(error)}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError):
        raise Unreadable("The file is no JSON, or is cut short.") from None


def _plain(part: msgspec.Raw) -> Any:
    return msgspec.json.decode(part)


def _check_kind(kind: _Kind) -> None:
    if kind.format != FORMAT:
        raise Unreadable("The file is no decision that Folkmoot exported.")
    if kind.version != VERSION:
        raise Unreadable(
            f"The file is of version {kind.version}, and I know version {VERSION} alone. "
            "Use the Folkmoot that it came from, or a newer one."
        )


def _said(error: msgspec.ValidationError) -> str:
    """Where and what, without control characters; it may quote names of keys from the file."""
    return " ".join(clean(str(error)).split())[:200].rstrip(".")
