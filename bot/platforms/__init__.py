"""What every face is: few methods, a set of features, and the door that it is given."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.api.card import Card
from bot.api.command import Command
from bot.api.invocation import Answer, Invocation, Reaction, Seen
from bot.api.people import Address
from bot.api.rooms import Difference, RoomPlan
from bot.api.speech import Features
from bot.platforms.calendar import Occasions as Occasions


class Refused(Exception):
    """The network says no for good: closed direct messages, a room that was left. It is not tried again.

    lacks names what somebody there would have to allow, in the words that the network's own settings show.
    """

    def __init__(self, reason: str, *, room_gone: bool = False, lacks: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.room_gone = room_gone
        self.lacks = lacks


class Unreachable(Exception):
    """The network can't be reached or asks to wait; retry_after is in seconds where it says how long.

    in_doubt says that it may have acted all the same.
    """

    def __init__(self, reason: str, *, retry_after: float | None = None, in_doubt: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after
        self.in_doubt = in_doubt


@dataclass(frozen=True, slots=True)
class Send:
    """A card to be posted in a room, or to one account where direct is true.

    key is the same for each try of the same act (20 hexadecimal digits); assembly goes into its buttons.
    thread is the thread of the room that it goes into.
    """

    room: Address
    card: Card
    key: str
    assembly: int | None = None
    reply_to: str | None = None
    direct: bool = False
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `python -m bot check`: what was looked at, whether it is well, and the way to mend it."""

    what: str
    ok: bool
    mend: str = ""


class Door(Protocol):
    """What a face is given: the way in."""

    async def act(self, invocation: Invocation) -> Answer | None:
        """Carries an act through; the answer is a promise kept on disk. None: nothing is to be said."""
        ...

    async def react(self, reaction: Reaction) -> Answer | None:
        """Takes a live change of a reaction; the answer, if any, is for that person alone."""
        ...

    async def cleared(self, room: Address, message: str, mark: str | None) -> None:
        """Says that another hand cleared the reactions of a message (one emoji, or all)."""
        ...

    async def caught_up(self, network: str) -> None:
        """Says that the face is connected, or is again after a gap: open cards are read anew."""
        ...

    async def alive(self, network: str) -> None:
        """Says that the face is connected and has missed nothing so far."""
        ...

    async def room_gone(self, room: Address) -> None:
        """Says that the bot was removed from a room, or that it was deleted."""
        ...

    async def room_moved(self, old: Address, new: Address) -> None:
        """Says that a room was replaced by another, as by a room upgrade."""
        ...

    async def room_back(self, room: Address) -> None:
        """Says that the bot was let into a room again."""
        ...

    async def places(self, network: str) -> Mapping[Address, bool]:
        """Where assemblies meet on a network, each with whether the bot is thought to be there."""
        ...

    async def settled(self, network: str) -> None:
        """Returns once everything that is due now is done, and posted on this network."""
        ...

    async def left(self, account: Address, place: Address, *, removed: bool = False) -> None:
        """Says that an account left a place or room, or was removed from it by another hand."""
        ...

    async def came(self, account: Address, room: Address) -> None:
        """Says that an account came into a room by itself."""
        ...

    async def knocked(self, account: Address, room: Address) -> None:
        """Says that an account asks to be let into a room."""
        ...

    async def fleeting(self, room: Address, message: str, after: timedelta) -> None:
        """Says that a message was sent which is to be taken away after a while."""
        ...

    async def altered(self, room: Address) -> None:
        """Says that another hand may have changed a room or place: its name, its people, its permissions."""
        ...

    async def interested(self, account: Address, event: str, interested: bool, *, replayed: bool) -> None:
        """Says that an account is interested in an event of ours, or is no more; replayed: some time ago."""
        ...

    def commands(self) -> list[Command]:
        """The specs of every command that people can give."""
        ...

    def said(self, message: str, locale: str) -> str:
        """A message of the catalog in another language, such as a command's description."""
        ...

    def locales(self) -> tuple[str, ...]:
        """The languages that the bot speaks."""
        ...

    async def complete(self, invocation: Invocation, key: str, typed: str) -> list[tuple[str, str]]:
        """Up to 25 (value, label) for an argument of invocation.command."""
        ...

    def greeting(self, features: Features) -> Card:
        """What the bot says once where it was invited."""
        ...

    def remark(self, message: str, features: Features) -> Card:
        """A sentence of the face's own (marked with N_), in the language of the whole bot."""
        ...


class Housing(Protocol):
    """What a network with rooms of its own does for ours. Every method raises Refused or Unreachable."""

    async def open(self, plan: RoomPlan, key: str, place: Address, above: Address | None) -> Address:
        """Opens a room and leaves the key in it, where it can be found again; people are let in by mend.

        place is where the assembly meets, above the room that it hangs under, None: the place itself.
        """
        ...

    async def find(self, key: str, place: Address) -> Address | None:
        """Looks for a room that carries the key: one that may have been opened before a crash."""
        ...

    async def differences(
        self, plan: RoomPlan, room: Address, place: Address, above: Address | None
    ) -> tuple[Difference, ...]:
        """In what a room is otherwise than planned; never wants more for anybody than the bot has itself."""
        ...

    async def mend(
        self,
        plan: RoomPlan,
        room: Address,
        place: Address,
        above: Address | None,
        differences: Collection[Difference],
    ) -> Address:
        """Makes these differences go away and no others; the room, or another that took its place."""
        ...

    async def close(self, room: Address, people: Collection[Address] = ()) -> None:
        """Closes a room: nobody is in it any more; what was said there is not deleted where it can stay.

        people are those who were let in, for a network that does not say who is in a room.
        """
        ...

    async def warnings(self, place: Address) -> tuple[str, ...]:
        """Limits of the network that are near, such as 480 of 500 channels: messages marked with N_."""
        ...


class Directory(Protocol):
    """What a network calls people, as far as the bot has heard it; nothing of it is stored."""

    def known_as(self, account: Address) -> str | None:
        """The name that others see, or None."""
        ...

    def so_called(self, name: str) -> list[Address]:
        """Accounts of this name; capitals, accents and spaces don't matter."""
        ...

    async def learn(self, accounts: Collection[Address]) -> None:
        """Asks what these are called, where the network does not say so by itself. Raises Unreachable."""
        ...


class Platform(Protocol):
    """One network.

    window is how long the network itself makes two sends with one key one message; edit_interval how long
    a card rests between two edits; side_by_side in how many rooms the bot may write at the same time.
    housing opens rooms of our own, occasions puts events up, None where there are none. directory knows what
    people are called.
    """

    network: str
    features: Features
    window: timedelta
    edit_interval: timedelta
    housing: Housing | None
    directory: Directory | None
    occasions: Occasions | None

    @property
    def side_by_side(self) -> int: ...

    def called(self, room: Address) -> str | None:
        """What people there call a room or place, as far as it is known without asking: #assembly."""
        ...

    async def run(self, door: Door) -> None:
        """Connects, hands in what people do, and returns at the end of input or when cancelled."""
        ...

    async def send(self, order: Send) -> str:
        """Posts a card and puts its reactions under it; the message's id. Raises Refused or Unreachable."""
        ...

    async def edit(self, room: Address, message: str, card: Card, assembly: int | None) -> None:
        """Replaces a card. Raises Refused (room_gone False: the message is gone) or Unreachable."""
        ...

    async def seed(self, room: Address, message: str, marks: tuple[str, ...]) -> None:
        """Has these reactions of the bot's stand under a card, and no others. Raises Refused, Unreachable."""
        ...

    async def take_away(self, room: Address, message: str) -> None:
        """Takes a message of the bot's own away. Raises Refused or Unreachable."""
        ...

    async def find(self, order: Send, since: datetime) -> str | None:
        """Looks in the room's own history for a post that may have arrived."""
        ...

    async def open_thread(self, room: Address, message: str, card: Card) -> str | None:
        """Opens a thread under a card, or finds it; its id, None where there are none. Raises as edit()."""
        ...

    def thread_room(self, room: Address, thread: str) -> Address:
        """The room whose posts stand in a thread: one of its own, or the room that the thread is in."""
        ...

    async def reactions(self, room: Address, message: str) -> list[Seen]:
        """All reactions that stand on a message now, by people who are in the room; not the bot's own."""
        ...

    async def absent(self, rooms: Collection[Address], accounts: Collection[Address]) -> set[Address]:
        """Those accounts that are in none of these rooms."""
        ...

    async def since(self, account: Address, places: Collection[Address]) -> datetime | None:
        """Since when the account has been in one of these places, the earliest; None: it is in none of them.

        Raises Unreachable where the network does not say.
        """
        ...

    def born(self, account: Address) -> datetime | None:
        """When an account was made, where its name tells that; None where nobody can say."""
        ...

    async def manages(self, account: Address, place: Address) -> bool:
        """Whether the network lets this account manage a place, such as a server, a space or a room."""
        ...
