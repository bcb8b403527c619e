"""Changes to a file of any kind, a field or a row at a time, and the journal that is made to fit them."""

from __future__ import annotations

import copy
import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from bot.ballots import record as r
from bot.verifying import verified

Path_ = tuple[str | int, ...]


def leaves(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The way to every plain value in a file."""
    items: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    else:
        yield path
    for key, inner in items:
        yield from leaves(inner, (*path, key))


def at(file: Any, path: Path_) -> Any:
    for key in path:
        file = file[key]
    return file


def others(value: Any) -> list[Any]:
    """Values of the same kind that could stand there instead."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value + 1000, *([value - 1] if value else [])]
    if value is None:
        return ["aye", "1/2", "lost"]
    words: dict[str, list[str]] = {
        word: [other for other in group if other != word]
        for group in (
            ("aye", "no", "abstain", "stand-aside", "block"),
            ("carried", "lost", "inquorate"),
            ("share", "unanimous", "consensus"),
            ("cast", "present", "roll"),
            ("open", "open-at-end", "secret"),
            ("gap", "close"),
        )
        for word in group
    }
    if value in words:
        return words[value]
    if len(value) in (32, 64) and set(value) <= set("0123456789abcdef"):
        return [value[:-1] + ("0" if value[-1] != "0" else "1")]
    if value.startswith("20") and value.endswith("Z"):
        return ["2020-01-01T00:00:00Z", value.replace("Z", "+01:00")]
    return [value + "1", "12.1" if value == "12" else "12"]


def changed(file: Any, path: Path_, value: Any) -> bytes:
    made = copy.deepcopy(file)
    at(made, path[:-1])[path[-1]] = value
    return json.dumps(made).encode()


def unnoticed(file: Any, said: Collection[Path_]) -> list[tuple[Path_, Any]]:
    """Single fields that can be changed and the file still holds, but for what is only said."""
    if not (file["numbers"] and file["numbers"]["members"]):
        said = {*said, ("numbers", "salt")}
    return [
        (path, value)
        for path in leaves(file)
        if path not in said
        for value in others(at(file, path))
        if value != at(file, path) and verified(changed(file, path, value)).code == 0
    ]


def out_or_doubled(file: Any, part: str, keys: Iterable[str]) -> Iterator[bytes]:
    """The file without each of its rows, and with each of them twice."""
    for key in keys:
        for n, row in enumerate(file[part][key]):
            without, twice = copy.deepcopy(file), copy.deepcopy(file)
            del without[part][key][n]
            twice[part][key].append(row)
            yield json.dumps(without).encode()
            yield json.dumps(twice).encode()


def bind(file: Any, said: str, facts: dict[str, Any], part: str) -> bytes:
    """The file with its journal written anew to fit, as by somebody who runs the bot."""
    link = file["journal"]
    body = json.loads(link["body"])
    entry = next(e for e in body if "digest" in e[3])
    entry[0] = said or entry[0]
    entry[3] |= {**facts, "digest": r.digest(file[part])}
    link["body"] = json.dumps(body, sort_keys=True, separators=(",", ":"))
    link["hash"] = r.linked(link["before"], link["at"], link["body"])
    return json.dumps(file).encode()
