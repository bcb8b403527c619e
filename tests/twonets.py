"""Two networks in memory under one app, and a talk in which everybody says where they speak.

await nets("ana@discord: assembly found Depot")
await nets("ben@matrix: vote 1 for")              in Matrix's first room
await nets("ben@matrix/hall: vote 1 for")         in a room that nets.room("hall", ...) described
await nets("ben@matrix: me", private=True)        where he is alone with the bot
await nets.press("ana@discord", "For", nets.card("discord", "vote until"))
await nets.react("ben@matrix", "✅", nets.card("matrix", "vote until"))
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from bot.api.card import Card
from bot.api.invocation import Answer, Invocation, Reaction
from bot.api.people import Address, Room
from bot.api.speech import Features
from bot.app import App
from tests.directory import RecordingDirectory
from tests.housing import RecordingHousing
from tests.occasions import RecordingCalendar
from tests.talk import FrozenClock, RecordingFace, lines_of
from tests.typed import means_the_same

DISCORD_LIKE = Features("/", buttons=True, reactions=True, whispers=True, menus=True)
MATRIX_LIKE = Features("!", reactions=True, captions=True)


def discord_face() -> RecordingFace:
    return RecordingFace(
        "discord",
        DISCORD_LIKE,
        housing=RecordingHousing("discord"),
        occasions=RecordingCalendar(),
        directory=RecordingDirectory("discord"),
        names={"assembly": "#assembly", "server": "Depot server"},
    )


def matrix_face() -> RecordingFace:
    return RecordingFace(
        "matrix",
        MATRIX_LIKE,
        housing=RecordingHousing("matrix"),
        directory=RecordingDirectory("matrix"),
        names={"!assembly": "Assembly", "!space": "Depot space"},
    )


def chain(network: str, *ids: str) -> Room:
    """A room and the places that it lies in, nearest first."""
    addresses = tuple(Address(network, i) for i in ids)
    return Room(addresses[0], addresses, group=addresses[1] if len(addresses) > 2 else None)


def usual_rooms() -> dict[str, Room]:
    """By network the room in which people speak unless they say another."""
    return {
        "discord": chain("discord", "assembly", "category", "server"),
        "matrix": chain("matrix", "!assembly", "!space"),
    }


@dataclass
class TwoNets:
    """A talk over two recording faces; people are "ana@discord", by which each has one account."""

    app: App
    faces: dict[str, RecordingFace]
    clock: FrozenClock
    rooms: dict[str, Room] = field(default_factory=usual_rooms)
    answer: Answer | None = None
    _ids: dict[str, str] = field(default_factory=dict)

    def room(self, name: str, network: str, *ids: str) -> Room:
        """Gives a room a name to speak in: nets.room("hall", "matrix", "!hall", "!otherspace")."""
        self.rooms[name] = chain(network, *ids)
        return self.rooms[name]

    def account(self, who: str) -> Address:
        """The account of "ana@discord", as the network names it: digits there, @ana:example.org on Matrix."""
        name, _, network = who.partition("/")[0].partition("@")
        known = f"@{name}:example.org" if network == "matrix" else self._ids.setdefault(name, self._fresh())
        directory = self.faces[network].directory
        if isinstance(directory, RecordingDirectory):
            directory.names[known] = name.capitalize()
        return Address(network, known)

    def _fresh(self) -> str:
        return str(101 + len(self._ids))

    def typed(self, who: str) -> str:
        """What has to be typed to name this account."""
        account = self.account(who)
        return f"<@{account.id}>" if account.network == "discord" else account.id

    async def __call__(
        self, said: str, *, private: bool = False, event: str = "", **more: object
    ) -> Answer | None:
        who, _, line = said.partition(": ")
        invocation = Invocation(
            self.account(who),
            self._where(who, private),
            event=event,
            line=line.lstrip("/!"),
            **more,  # type: ignore[arg-type]
        )
        return await self._through(invocation)

    async def press(
        self, who: str, label: str, message: str | None = None, *, private: bool = False
    ) -> Answer | None:
        """Presses a button by its label, on a message of that network or on the last answer."""
        card = self.face_of(who).posts[message].card if message else self._answered()
        button = next(b for b in card.buttons if b.label == label)
        means_the_same(self.app, button)
        assembly = self.answer.assembly if self.answer and message is None else None
        return await self._through(
            Invocation(
                self.account(who),
                self._where(who, private),
                command=button.command,
                arguments=button.arguments,
                assembly=assembly,
                source="button",
            )
        )

    async def choose(
        self, who: str, menu: str, *picks: str, message: str | None = None, private: bool = False
    ) -> Answer | None:
        """Chooses lines of a menu by their labels, on a message of that network or on the last answer."""
        card = self.face_of(who).posts[message].card if message else self._answered()
        found = next(m for m in card.menus if m.label == menu)
        values = {pick.label: pick.value for pick in found.picks}
        chosen = " ".join(values[pick] for pick in picks)
        assembly = self.answer.assembly if self.answer and message is None else None
        return await self._through(
            Invocation(
                self.account(who),
                self._where(who, private),
                command=found.command,
                arguments={**found.arguments, found.argument: chosen},
                assembly=assembly,
                source="button",
            )
        )

    async def react(
        self, who: str, mark: str, message: str, *, added: bool = True, heard: bool = True, **more: object
    ) -> Answer | None:
        """Puts a reaction under a message, or takes it away; unheard, it only stands there."""
        face, account = self.face_of(who), self.account(who)
        marks = face.standing.setdefault(message, {}).setdefault(account.id, {})
        if added:
            marks[mark] = None
        else:
            marks.pop(mark, None)
        if not heard:
            return None
        room = face.posts[message].room
        reaction = Reaction(account, Room(room, (room,)), message, mark, added, **more)  # type: ignore[arg-type]
        self.answer = await self.app.door.react(reaction)
        await self.settled()
        return self.answer

    async def later(self, **span: float) -> None:
        """Moves the clock on, and lets the clock's work be done, on both networks."""
        self.clock.forward(timedelta(**span))
        for network in self.faces:
            await self.app.door.alive(network)
        await self.settled()

    async def settled(self) -> None:
        for network in self.faces:
            await self.app.door.settled(network)
        await self.app.teller.round()

    def face_of(self, who: str) -> RecordingFace:
        return self.faces[self.account(who).network]

    def card(self, network: str, words: str) -> str:
        """The newest message on a network whose card says these words."""
        found = [m for m, post in self.faces[network].posts.items() if words in post.text]
        assert found, f"no card on {network} says {words!r}"
        return found[-1]

    def said(self, network: str, words: str) -> str:
        """The text of that card."""
        return self.faces[network].posts[self.card(network, words)].text

    def posts(self, network: str) -> list[str]:
        return [post.text for post in self.faces[network].posts.values()]

    @property
    def text(self) -> str:
        """What the last answer said."""
        return "\n".join(lines_of(self.answer.card)) if self.answer else ""

    def _answered(self) -> Card:
        return self.answer.card if self.answer else Card()

    def _where(self, who: str, private: bool) -> Room:
        account, _, name = who.partition("/")
        network = self.account(account).network
        if private:
            alone = Address(network, f"with-{account.partition('@')[0]}")
            return Room(alone, (alone,), True)
        return self.rooms[name or network]

    async def _through(self, invocation: Invocation) -> Answer | None:
        self.answer = await self.app.door.act(invocation)
        await self.settled()
        return self.answer
