"""What running text is made of, beside plain words: what people wrote, names, commands, instants, places."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from bot.api.people import Address


@dataclass(frozen=True, slots=True)
class Data:
    """Words that a person wrote: shown as they are, meaning nothing to the network.

    Where they are an account as its network writes it, account says so: what people there call it is added.
    """

    text: str = field(repr=False)
    account: Address | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A person, by member id; the face shows whatever name it has for them and pings nobody.

    address is filled in before a face sees it: the account on that face's network, or None. as_came names
    them on every network by the account by which they came, so that two readers can't tell who has another.
    beside: the name that they gave themselves for something; before a face sees it, it stands there, and what
    else they are called stands after it in brackets.
    """

    member: int
    address: Address | None = None
    as_came: bool = False
    beside: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Typed:
    """A command line as the reader would type it, without the face's prefix: 'vote 12 for'."""

    line: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant; text is how it reads where the network has no form of its own for it.

    form says which of them: the date and time, these in full with the weekday, how far away it is, or the
    time of day alone.
    """

    at: datetime
    text: str
    form: Literal["date", "full", "away", "time"] = "date"


@dataclass(frozen=True, slots=True)
class Chat:
    """The way to where the reader is alone with the bot; link is filled in by a face that has one."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class RoomName:
    """A room or place; before a face sees it its network and what people there call it stand instead.

    Where it is linked, the face of its own network gets it as it is, with name filled in, and leads there.
    """

    address: Address
    linked: bool = False
    name: str = field(default="", repr=False)


Part: TypeAlias = str | Data | Name | Typed | Moment | Chat | RoomName
Text: TypeAlias = tuple[Part, ...]
