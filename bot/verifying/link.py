"""A link of the journal that a file carries: whether it holds, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, TypeAlias

import msgspec

from bot.api.number import Numbered
from bot.ballots.record import Link, linked

Fact: TypeAlias = str | int
Entry: TypeAlias = tuple[str, Annotated[int, msgspec.Meta(ge=-(2**62), le=2**62)], str, dict[str, Fact]]
NO_LINK = "The file has no link of the journal, so the result could be checked and not when it was written."


def faults(link: Link) -> Iterator[str]:
    """That its hash is not that of what it says."""
    if linked(link.before, link.at, link.body) != link.hash:
        yield f"Link {link.number} of the journal does not hold: its hash is not that of what it says."


def facts(link: Link, kind: str, number: str) -> Mapping[str, Fact] | None:
    """The facts of the one entry of a kind about this number; None where there is none."""
    found = entries(link, kind, number)
    return found[0] if len(found) == 1 else None


def entries(link: Link, kind: str, number: str) -> list[Mapping[str, Fact]]:
    """The facts of all entries of a kind about this number."""
    try:
        written = msgspec.json.decode(link.body, type=list[Entry])
    except (msgspec.DecodeError, RecursionError):
        return []
    subject = Numbered.read(number)
    return [facts for said, about, _person, facts in written if said == kind and about == subject]
