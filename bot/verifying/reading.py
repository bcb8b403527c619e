"""From the bytes of a file to a record, or one plain sentence on why it is none."""

from __future__ import annotations

from typing import Any, TypeAlias

import msgspec

from bot.api.text import clean
from bot.ballots import count_record, record
from bot.ballots.count_record import CountRecord
from bot.ballots.record import Count, Record, digest

LARGEST = 64 * 1024 * 1024
AnyRecord: TypeAlias = Record | CountRecord


class Unreadable(Exception):
    """The file is nothing that can be checked; the sentence says why."""


class _Kind(msgspec.Struct):
    format: str = ""
    version: Count = 0


class _Parts(msgspec.Struct):
    decided: msgspec.Raw = msgspec.Raw(b"null")
    counted: msgspec.Raw = msgspec.Raw(b"null")


_KNOWN: dict[str, tuple[int, type[AnyRecord], str]] = {
    record.FORMAT: (record.VERSION, Record, "a decision"),
    count_record.FORMAT: (count_record.VERSION, CountRecord, "a count"),
}


def read(content: bytes) -> tuple[AnyRecord, str]:
    """The record of a file, and the digest of what its journal binds, as it stands there."""
    if len(content) > LARGEST:
        raise Unreadable("The file is larger than any decision or count; it was not read.")
    kind = "a decision"
    try:
        of, kind = _kind(msgspec.json.decode(content, type=_Kind))
        parts = msgspec.json.decode(content, type=_Parts)
        bound = parts.decided if of is Record else parts.counted
        return msgspec.json.decode(content, type=of), digest(_plain(bound))
    except msgspec.ValidationError as error:
        raise Unreadable(f"The file is not as {kind} has to be: {_said(error)}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError):
        raise Unreadable("The file is no JSON and no BLT, or is cut short.") from None


def _plain(part: msgspec.Raw) -> Any:
    return msgspec.json.decode(part)


def _kind(kind: _Kind) -> tuple[type[AnyRecord], str]:
    if kind.format not in _KNOWN:
        raise Unreadable("The file is no decision and no count that Folkmoot exported.")
    version, of, what = _KNOWN[kind.format]
    if kind.version != version:
        raise Unreadable(
            f"The file is of version {kind.version}, and I know version {version} alone. "
            "Use the Folkmoot that it came from, or a newer one."
        )
    return of, what


def _said(error: msgspec.ValidationError) -> str:
    """Where and what, without control characters; it may quote names of keys from the file."""
    return " ".join(clean(str(error)).split())[:200].rstrip(".")
