"""A recording face, a frozen clock, and a talk that reads like minutes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.api.card import Bars, Card, Chat, Data, Field, Line, Moment, Name, Quote, RoomName, Text, Typed
from bot.api.invocation import ALWAYS, Answer, Invocation, Reaction, Seen
from bot.api.people import Address, Room
from bot.api.speech import Features
from bot.app import App
from bot.platforms import Directory, Door, Housing, Occasions, Refused, Send, Unreachable
from tests.typed import means_the_same

START = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
TABLE = Address("terminal", "table")


class FrozenClock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def forward(self, by: timedelta) -> None:
        self.at += by


def text_of(parts: Text) -> str:
    """What a text says, names as member ids."""
    said = []
    for part in parts:
        match part:
            case str():
                said.append(part)
            case Data(text) | Moment(_, text) | Chat(text):
                said.append(text)
            case Typed(line):
                said.append("/" + line)
            case RoomName(address):
                said.append(f"{address.network} {address.id}")
            case Name(member, address, beside=beside):
                called = address.id if address else f"member {member}"
                said.append(f"{beside} ({called})" if beside else called)
    return "".join(said)


def lines_of(card: Card) -> list[str]:
    """A card as plain lines."""
    lines = [text_of(card.head), text_of(card.title)]
    for block in card.blocks:
        match block:
            case Line(text, _):
                lines.append(text_of(text))
            case Quote(text):
                lines += text.splitlines()
            case Field(label, value):
                lines.append(f"{text_of(label)}: {text_of(value)}")
            case Bars(rows):
                lines += [f"{row.label} {row.count}" for row in rows]
    return [line for line in lines if line]


@dataclass
class Shown:
    """A post as it stands in the room now."""

    card: Card
    room: Address
    reply_to: str | None
    edits: int = 0
    thread: str | None = None

    @property
    def text(self) -> str:
        return "\n".join(lines_of(self.card))


@dataclass
class RecordingFace:
    """A network in memory: what was sent, what stands, who reacted how."""

    network: str = "terminal"
    features: Features = field(
        default_factory=lambda: Features("/", numbered=True, whispers=True, reactions=True)
    )
    window: timedelta = timedelta()
    edit_interval: timedelta = timedelta()
    side_by_side: int = 1
    housing: Housing | None = None
    directory: Directory | None = None
    occasions: Occasions | None = None
    names: dict[str, str] = field(default_factory=dict)
    posts: dict[str, Shown] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    directs: list[tuple[str, Card]] = field(default_factory=list)
    standing: dict[str, dict[str, dict[str, datetime | None]]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    trouble: list[Exception] = field(default_factory=list)
    unreadable: list[Exception] = field(default_factory=list)
    managers: set[str] | None = None
    outside: set[str] = field(default_factory=set)
    arrived: dict[str, datetime] = field(default_factory=dict)
    made: dict[str, datetime] = field(default_factory=dict)
    taken: list[tuple[str, str]] = field(default_factory=list)
    silent: bool = False
    threads: bool = False
    opened: list[str] = field(default_factory=list)
    no_threads: list[Exception] = field(default_factory=list)
    seeds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    asked: list[tuple[Address, frozenset[Address]]] = field(default_factory=list)

    async def run(self, door: Door) -> None:
        await door.caught_up(self.network)

    async def send(self, order: Send) -> str:
        self._stumble()
        if order.direct:
            if order.room.id in self.closed:
                raise Refused("direct messages are closed")
            self.directs.append((order.room.id, order.card))
            return f"d{len(self.directs)}"
        message = f"m{len(self.posts) + 1}"
        self.posts[message] = Shown(order.card, order.room, order.reply_to, thread=order.thread)
        self.keys[order.key] = message
        self.seeds[message] = order.card.reactions
        return message

    async def edit(self, room: Address, message: str, card: Card, assembly: int | None) -> None:
        self._stumble()
        if message not in self.posts:
            raise Refused("the message is gone")
        self.posts[message].card = card
        self.posts[message].edits += 1

    async def seed(self, room: Address, message: str, marks: tuple[str, ...]) -> None:
        self._stumble()
        self.seeds[message] = marks

    async def take_away(self, room: Address, message: str) -> None:
        self._stumble()
        self.taken.append((room.id, message))

    async def find(self, order: Send, since: datetime) -> str | None:
        return self.keys.get(order.key)

    async def reactions(self, room: Address, message: str) -> list[Seen]:
        if self.unreadable:
            raise self.unreadable.pop(0)
        if message not in self.posts:
            raise Refused("the message is gone")
        people = self.standing.get(message, {})
        return [
            Seen(Address(self.network, name), mark, at, ALWAYS)
            for name, marks in people.items()
            for mark, at in marks.items()
        ]

    async def absent(self, rooms: Collection[Address], accounts: Collection[Address]) -> set[Address]:
        return {a for a in accounts if a.id in self.gone}

    async def since(self, account: Address, places: Collection[Address]) -> datetime | None:
        self.asked.append((account, frozenset(places)))
        if self.silent:
            raise Unreachable("nobody answers")
        return None if account.id in self.outside else self.arrived.get(account.id, ALWAYS)

    async def open_thread(self, room: Address, message: str, card: Card) -> str | None:
        if self.no_threads:
            raise self.no_threads.pop(0)
        if not self.threads:
            return None
        self.opened.append(message)
        return message

    def thread_room(self, room: Address, thread: str) -> Address:
        return room

    def called(self, room: Address) -> str | None:
        return self.names.get(room.id)

    def born(self, account: Address) -> datetime | None:
        return self.made.get(account.id)

    async def manages(self, account: Address, place: Address) -> bool:
        return self.managers is None or account.id in self.managers

    def _stumble(self) -> None:
        if self.trouble:
            raise self.trouble.pop(0)

    def find_post(self, words: str) -> str:
        """The newest message whose card says these words."""
        return next(m for m in reversed(self.posts) if words in self.posts[m].text)


class Talk:
    """await talk("ana: motion propose Buy a kettle"); then look at answer, text, posts."""

    def __init__(self, app: App, face: RecordingFace, clock: FrozenClock) -> None:
        self.app = app
        self.face = face
        self.clock = clock
        self.answer: Answer | None = None

    async def settled(self) -> None:
        """Carries out what follows from what was done: cards, and what people are told in private."""
        await self.app.door.settled(self.face.network)
        await self.app.teller.round()

    async def __call__(
        self, said: str, *, private: bool = False, event: str = "", **more: object
    ) -> Answer | None:
        name, _, line = said.partition(": ")
        room = Address(self.face.network, f"with-{name}") if private else TABLE
        invocation = Invocation(
            Address(self.face.network, name),
            Room(room, (room,), private),
            event=event,
            line=line.removeprefix("/"),
            **more,  # type: ignore[arg-type]
        )
        self.answer = await self.app.door.act(invocation)
        await self.settled()
        return self.answer

    async def press(self, name: str, label: str, message: str | None = None) -> Answer | None:
        """Presses a button by its label, on a message or on the last answer."""
        card = self.face.posts[message].card if message else self.answer.card if self.answer else Card()
        button = next(b for b in card.buttons if b.label == label)
        means_the_same(self.app, button)
        self.answer = await self.app.door.act(
            Invocation(
                Address(self.face.network, name),
                Room(TABLE, (TABLE,)),
                command=button.command,
                arguments=button.arguments,
                source="button",
            )
        )
        await self.settled()
        return self.answer

    async def react(
        self, name: str, mark: str, message: str, *, added: bool = True, **more: object
    ) -> Answer | None:
        """Puts a reaction under a message, or takes it away."""
        marks = self.face.standing.setdefault(message, {}).setdefault(name, {})
        if added:
            marks[mark] = None
        else:
            marks.pop(mark, None)
        account, room = Address(self.face.network, name), Room(TABLE, (TABLE,))
        self.answer = await self.app.door.react(
            Reaction(account, room, message, mark, added, **more)  # type: ignore[arg-type]
        )
        await self.settled()
        return self.answer

    async def later(self, **span: float) -> None:
        """Moves the clock on, and lets the clock's work be done."""
        self.clock.forward(timedelta(**span))
        await self.app.door.alive(self.face.network)
        await self.settled()

    @property
    def text(self) -> str:
        """What the last answer said."""
        return "\n".join(lines_of(self.answer.card)) if self.answer else ""

    @property
    def posts(self) -> list[str]:
        """All posts as they stand, oldest first."""
        return [post.text for post in self.face.posts.values()]

    @property
    def last(self) -> str:
        """The newest post."""
        return self.posts[-1] if self.posts else ""
