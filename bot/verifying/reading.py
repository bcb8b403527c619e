"""From the bytes of a file to a record, or one plain sentence on why it is none."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, TypeAlias

import msgspec

from bot.api.text import clean
from bot.ballots import count_record, record
from bot.ballots.count_record import CountRecord
from bot.ballots.record import Count, Record, digest
from bot.verifying.polled.words import printable

LARGEST = 64 * 1024 * 1024
AnyRecord: TypeAlias = Record | CountRecord


class Unreadable(Exception):
    """The file is nothing that can be checked; the sentence says why."""


class _Kind(msgspec.Struct):
    format: str = ""
    version: Count = 0


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
        found = msgspec.json.decode(content, type=of)
        plain = json.loads(content, object_pairs_hook=_once)
        return found, digest(plain["decided" if of is Record else "counted"])
    except msgspec.ValidationError as error:
        raise Unreadable(f"The file is not as {kind} has to be: {_said(error)}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError):
        raise Unreadable("The file is no JSON and no BLT, or is cut short.") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand there once: of two, one program reads the first, another the last."""
    found = dict(pairs)
    if len(found) != len(pairs):
        key = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise Unreadable(
            f"The file says “{printable(key)}” twice in one place, so it can be read in two ways."
        )
    return found


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
