"""An organisation that signs a letter, through a bloc that speaks for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from hashlib import blake2b

from bot.api.number import Numbered
from bot.api.text import clean, folded
from cogs.campaigns.rules import trust_errors as errors

NAME_LIMIT = 120
MOST = 500


@dataclass(frozen=True, slots=True)
class Endorsement:
    """One organisation; it is told to nobody before the bloc has confirmed it."""

    name: str = field(repr=False)
    bloc: int | None
    is_confirmed: bool


def called(words: str, among: Collection[Endorsement], number: Numbered) -> str:
    """The organisation's name, as it stands there already or as it was typed, or by its mark."""
    name = " ".join(clean(words).split())[:NAME_LIMIT].strip()
    if not name:
        raise errors.NoOrganisationName(number)
    return next(
        (one.name for one in among if name == mark(one.name) or folded(one.name) == folded(name)), name
    )


def mark(name: str) -> str:
    """What stands for an organisation in a button, which has no room for a name."""
    return "#" + blake2b(folded(name).encode(), digest_size=4).hexdigest()


def has_room(among: Collection[Endorsement], name: str, number: Numbered) -> None:
    """Refuses more organisations than anybody reads."""
    if len(among) >= MOST and all(one.name != name for one in among):
        raise errors.TooManyEndorse(number, MOST)
