"""Answers: in the room or its thread, in the room that the person opened with the bot, or not at all."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

import structlog

from bot.api.card import Card, Data, File, Line, Name
from bot.api.command import Command
from bot.api.invocation import Answer, Invocation, Reaction
from bot.api.people import Address, Role
from bot.api.speech import N_, Features
from bot.platforms import Door, Refused, Unreachable
from bot.platforms.matrix.errands import Errands
from bot.platforms.matrix.memory import Notebook
from bot.platforms.matrix.rooms import Rooms
from bot.platforms.matrix.voice import Voice, named
from bot.platforms.matrix.wire import Denied

log = structlog.get_logger("matrix")
TOO_LARGE = N_("The file is larger than this network takes, so I can't hand it over here.")
STILL_THERE = N_("It still stands there, and I may not take it away. Please remove it yourself.")
IN_PRIVATE = N_("My answer is for you alone. Open a chat with me, and you will find it there:")
NODDED = "✔️"
TRIES = 30


class Answering:
    """Brings acts through the door and shows the person what came of them."""

    def __init__(
        self, voice: Voice, rooms: Rooms, notebook: Notebook, door: Door, features: Features
    ) -> None:
        self._voice = voice
        self._rooms = rooms
        self._notebook = notebook
        self._door = door
        self._features = features
        self.errands = Errands()
        self._kept: dict[str, list[tuple[Answer, str]]] = {}
        self._specs = {name: c for c in door.commands() for name in (c.path, c.short) if name}

    async def act(self, invocation: Invocation, thread: str | None) -> None:
        """Carries an act through; it is done when it is safe on disk, and the answer goes its own way."""
        answer = await self._door.act(invocation)
        if answer is None:
            return
        if answer.hush:
            self.errands.start(self._hush(invocation, answer, thread))
            return
        if answer.nod and invocation.event and not invocation.room.private:
            self.errands.start(self._nod(invocation, answer, thread))
            return
        spec = self._spec(invocation.line)
        alone = answer.ok and answer.private and not invocation.room.private and _is_personal(spec)
        self.errands.start(self._show(invocation, answer, thread, alone=alone))

    async def react(self, reaction: Reaction) -> None:
        """Carries a reaction through; who sees the change anyway is told nothing."""
        answer = await self._door.react(reaction)
        if answer is None or (answer.ok and answer.silent):
            return
        self.errands.start(self._tell(reaction, answer))

    async def _nod(self, invocation: Invocation, answer: Answer, thread: str | None) -> None:
        """Puts a mark under what somebody wrote; where that can't be, says it."""
        room, event = invocation.room.address.id, invocation.event
        key = named("nod", event)
        if await self._tried(lambda: self._voice.react(room, event, NODDED, key)) is not None:
            await self._show(invocation, answer, thread, alone=False)

    async def _hush(self, invocation: Invocation, answer: Answer, thread: str | None) -> None:
        """Takes away what others could read, and says where it can be said to the bot alone."""
        room, event = invocation.room.address.id, invocation.event
        card = await self._taken_away(room, event, invocation.account.id, answer.card)
        await self._say(room, card, event, to=event, thread=thread)

    async def _taken_away(self, room: str, event: str, user: str, card: Card) -> Card:
        """What the person is told once their words or reaction are gone, or could not be taken away."""
        card = card.linked(self._rooms.way_to(user))
        if event and await self._take_away(room, event):
            return card
        return replace(card, blocks=(*card.blocks, *self._door.remark(STILL_THERE, self._features).blocks))

    async def _tell(self, reaction: Reaction, answer: Answer) -> None:
        if answer.hush:
            room, user = reaction.room.address.id, reaction.account.id
            card = await self._taken_away(room, reaction.event, user, answer.card)
            answer = replace(answer, card=card, direct=None)
        about = reaction.event or f"{reaction.message} {reaction.account.id} {reaction.mark}"
        direct = self._rooms.direct(reaction.account.id)
        if direct is not None:
            await self._say(direct, answer.direct or answer.card, about)
        elif not answer.private and not answer.ok:
            addressed = _to(reaction.account, answer.card)
            await self._say(reaction.room.address.id, addressed, about, to=reaction.message)

    async def remark(self, room: str, message: str, to: str, *, thread: str | None = None) -> None:
        """Says a sentence of the face's own, in reply to a message."""
        await self._say(room, self._door.remark(message, self._features), to, to=to, thread=thread)

    async def unread(self, room: str, sender: str, event: str, message: str) -> None:
        """Tells somebody, once, that their messages can't be read."""
        whose = f"{room} {sender}"
        if whose in self._notebook.memory.unread:
            return
        self._notebook.memory.unread.add(whose)
        self._notebook.save()
        await self.remark(room, message, event)

    def read(self, room: str, sender: str) -> None:
        """Notes that somebody's messages can be read (again)."""
        self._notebook.memory.unread.discard(f"{room} {sender}")

    async def greet(self, room: str) -> bool:
        """Says once what the bot is; whether that went out."""
        return await self._say(room, self._door.greeting(self._features), f"greeting {room}")

    async def _show(self, invocation: Invocation, answer: Answer, thread: str | None, *, alone: bool) -> None:
        """Answers in place, or where the person is alone with the bot."""
        room, event = invocation.room.address.id, invocation.event
        if not alone:
            await self._say(room, answer.card, event, to=event, thread=thread)
            if answer.file is not None:
                await self._hand(room, answer.file, event, to=event, thread=thread)
            return
        self._kept.setdefault(invocation.account.id, []).append((answer, event))
        if not await self._hand_over(invocation.account.id):
            await self._say(room, self._shut(), f"shut {event}", to=event, thread=thread)

    @property
    def keeps(self) -> bool:
        """Whether answers wait for people to open a chat."""
        return bool(self._kept)

    async def hand_over(self) -> None:
        """Gives people the answers that were kept for them, where they have opened a chat meanwhile."""
        for user in list(self._kept):
            await self._hand_over(user)

    async def _hand_over(self, user: str) -> bool:
        direct = self._rooms.direct(user)
        if direct is None:
            return False
        for answer, about in self._kept.pop(user, []):
            await self._say(direct, answer.direct or answer.card, about)
            if answer.file is not None:
                await self._hand(direct, answer.file, about)
        return True

    def _shut(self) -> Card:
        card = self._door.remark(IN_PRIVATE, self._features)
        link = Line((Data(f"https://matrix.to/#/{self._rooms.me}"),))
        return replace(card, blocks=(*card.blocks, link))

    async def _take_away(self, room: str, event: str) -> bool:
        """Takes an event away from where others could read it; whether that could be done."""
        known = self._rooms.all.get(room)
        if known is None or not known.may_redact(self._rooms.me):
            return False
        return await self._tried(lambda: self._voice.redact(room, event)) is None

    def _spec(self, line: str) -> Command | None:
        """The command that a line begins with."""
        words = line.casefold().split()
        names = (" ".join(words[:count]) for count in (3, 2, 1))
        return next((self._specs[name] for name in names if name in self._specs), None)

    async def _say(
        self, room: str, card: Card, about: str, *, to: str | None = None, thread: str | None = None
    ) -> bool:
        """Says something that follows from an event; told again after a restart, it is no second message."""
        key = named("answer", about)
        return await self._tried(lambda: self._voice.say(room, card, key, to=to, thread=thread)) is None

    async def _hand(
        self, room: str, file: File, about: str, *, to: str | None = None, thread: str | None = None
    ) -> None:
        """Hands a file over; where the server takes none so large, the person is told."""
        key = named("file", about)

        async def sending() -> None:
            sent = await self._voice.hand(room, file, key, to=to, thread=thread)
            if file.gone_after is not None:
                await self._door.fleeting(Address("matrix", room), sent, file.gone_after)

        refusal = await self._tried(sending)
        if isinstance(refusal, Denied) and refusal.status == 413:
            remark = self._door.remark(TOO_LARGE, self._features)
            await self._say(room, remark, f"file {about}", to=to, thread=thread)

    async def _tried(self, sending: Callable[[], Awaitable[object]]) -> Exception | None:
        """Sends, however often the server asks to wait; None where it went out, else why it did not."""
        last: Exception | None = None
        for _ in range(TRIES):
            try:
                await sending()
                return None
            except Unreachable as later:
                last = later
                self._voice.hold(later.retry_after or 2.0)
            except (Denied, Refused) as error:
                log.warning("an answer could not be sent", reason=type(error).__name__)
                return error
        return last


def _is_personal(spec: Command | None) -> bool:
    """Whether a command's answer may be about the person who asks.

    What members and stewards do in a room is answered there, as it was said there, and so is help.
    """
    return spec is not None and spec.who is Role.OBSERVER and spec.path != "help"


def _to(account: Address, card: Card) -> Card:
    """The same card, with the name of whom it is for; they are not pinged."""
    blocks = card.blocks
    first = blocks[0] if blocks else None
    if isinstance(first, Line):
        return replace(card, blocks=(Line((Name(0, account), ": ", *first.text), first.strong), *blocks[1:]))
    return replace(card, head=(Name(0, account), ": ", *card.head))
