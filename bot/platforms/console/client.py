"""Several people at one terminal: what they type goes in at the door, what everyone sees is printed."""

from __future__ import annotations

import asyncio
import re
import sys
import unicodedata
from collections.abc import Collection, Sequence
from contextlib import aclosing, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO

from bot.api.card import Card
from bot.api.command import Command
from bot.api.invocation import ALWAYS, Answer, Invocation, Reaction, Seen
from bot.api.people import TERMINAL, Address, Room
from bot.api.speech import N_, Features
from bot.api.text import clean
from bot.platforms import Directory, Door, Housing, Occasions, Send
from bot.platforms.console.first import first_steps
from bot.platforms.console.folder import LAID, NOT_LAID, laid
from bot.platforms.console.lines import messages, typed
from bot.platforms.console.render import Row, Words, flat, rows, shown
from bot.platforms.console.screen import Screen, changes
from bot.platforms.console.table import Posted, Table

TABLE = Address(TERMINAL, "table")
OWN = ("as", "quit", "react", "unreact")
_NAME = re.compile(r"[^\W\d_][\w.-]{0,31}")
_PULSE = 15.0  # seconds between two signs of life
_SETTLE = 30.0  # seconds that a script waits for what follows from a line
_GLANCE = 2.0  # seconds that the prompt waits for it


class ConsoleFace:
    """The terminal as a network of its own: one room, accounts that are names, no log-in.

    A script stops at its first refused line and sets failed; other input goes on to its end.
    """

    network = TERMINAL
    features = Features(prefix="/", numbered=True, whispers=True, reactions=True)
    window = edit_interval = timedelta(0)
    side_by_side = 1
    housing: Housing | None = None
    directory: Directory | None = None
    occasions: Occasions | None = None

    def __init__(
        self,
        people: Sequence[str] = ("ana",),
        script: TextIO | None = None,
        out: TextIO | None = None,
        interactive: bool = False,
        folder: Path | None = None,
        locale: str = "en",
    ) -> None:
        self.failed = False
        self._people = [name.casefold() for name in people]
        self._person = self._people[0]
        self._script = script
        self._interactive = interactive
        self._folder = folder
        self._locale = locale
        self._screen = Screen(out)
        self._table = Table(folder / "terminal-reactions.json" if folder else None)
        self._room = Room(TABLE, (TABLE,))
        self._words = Words()
        self._ended = False
        self._door: Door

    async def run(self, door: Door) -> None:
        """Takes lines until the input ends or somebody types /quit."""
        self._door = door
        self._words = Words(self._remark(N_("a member")), self.features.prefix)
        await door.caught_up(self.network)
        pulse = asyncio.create_task(self._pulse(door))
        try:
            await (self._converse() if self._interactive else self._read())
        finally:
            pulse.cancel()
            with suppress(asyncio.CancelledError):
                await pulse

    async def send(self, order: Send) -> str:
        """Lays a card on the table, or shows it to one person."""
        if known := self._table.keyed(order.key):
            return known
        posted = Posted("", order.card, rows(order.card, self._words), order.assembly, order.key)
        if order.direct:
            self._table.hand(order.room.id, order.card.buttons, order.assembly)
            self._whisper(order.room.id, posted.rows)
            return f"direct-{order.key}"
        self._table.put(posted)
        self._screen.block(posted.rows)
        return posted.message

    async def edit(self, room: Address, message: str, card: Card, assembly: int | None) -> None:
        """Shows what is new on a card; one from before a restart is shown whole."""
        before, now = self._table.change(message, card, rows(card, self._words), assembly)
        if fresh := changes(before, now):
            self._screen.block(fresh)

    async def seed(self, room: Address, message: str, marks: tuple[str, ...]) -> None:
        """Does nothing: the card itself says which reactions it takes."""

    async def take_away(self, room: Address, message: str) -> None:
        """Takes nothing away: what is on a screen stays there."""

    async def find(self, order: Send, since: datetime) -> str | None:
        return self._table.keyed(order.key)

    async def reactions(self, room: Address, message: str) -> list[Seen]:
        marks = self._table.marks(message)
        return [Seen(Address(TERMINAL, name), mark, None, ALWAYS) for name, mark in marks]

    async def absent(self, rooms: Collection[Address], accounts: Collection[Address]) -> set[Address]:
        return set()

    async def since(self, account: Address, places: Collection[Address]) -> datetime | None:
        return ALWAYS

    async def open_thread(self, room: Address, message: str, card: Card) -> str | None:
        """Opens none: at a table everybody hears everything."""
        return None

    def thread_room(self, room: Address, thread: str) -> Address:
        return room

    def called(self, room: Address) -> str | None:
        return None

    def born(self, account: Address) -> datetime | None:
        return None

    async def manages(self, account: Address, place: Address) -> bool:
        return True

    async def _pulse(self, door: Door) -> None:
        while True:
            await door.alive(self.network)
            await asyncio.sleep(_PULSE)

    async def _read(self) -> None:
        """Reads a script or a pipe to its end."""
        async with aclosing(messages(self._script or sys.stdin)) as script:
            async for said in script:
                person, text = said.person.casefold() or self._person, clean(said.text)
                self._screen.echo(person, text)
                went_well = await self._take(person, text)
                await self._settled(_SETTLE)
                if self._script is not None and not went_well:
                    self.failed = True
                    self._note(N_("Line {number} was refused; I stopped there."), number=str(said.number))
                if self._ended or self.failed:
                    return

    async def _converse(self) -> None:
        """Asks people at the prompt, one line after the other."""
        from prompt_toolkit.patch_stdout import patch_stdout

        from bot.platforms.console.completion import Commands
        from bot.platforms.console.prompt import Prompt, is_first_start

        if is_first_start(self._folder):
            self._introduce()
        completer = Commands(self._door.commands(), OWN, self._people, self._complete)
        prompt = Prompt(self._folder, completer, lambda: self._person, completer.is_private)
        with patch_stdout(raw=True):
            while not self._ended and (line := await prompt.line()) is not None:
                for person, text in typed(clean(line), self.features.prefix):
                    await self._take(person.casefold() or self._person, text)
                    await self._settled(_GLANCE)

    def _introduce(self) -> None:
        self._screen.block(rows(self._door.greeting(self.features), self._words))
        for block in first_steps(self._remark):
            self._screen.block(block)

    async def _complete(self, command: Command, key: str, typed: str) -> list[tuple[str, str]]:
        asked = Invocation(Address(TERMINAL, self._person), self._room, command=command.path)
        return await self._door.complete(asked, key, typed)

    async def _take(self, person: str, text: str) -> bool:
        """Carries out what a person typed; False where it was refused."""
        if person not in self._people:
            self._people.append(person)
        verb, _, rest = text.removeprefix(self.features.prefix).partition(" ")
        if text.startswith(self.features.prefix) and verb in OWN:
            return await self._own(person, verb, rest.strip())
        if text.startswith(self.features.prefix):
            return await self._act(person, text.removeprefix(self.features.prefix).strip() or "help")
        if is_mark(text):
            return await self._react(person, text)
        return await self._bare(person, text)

    async def _own(self, person: str, verb: str, rest: str) -> bool:
        match verb:
            case "as":
                return self._speak_as(rest)
            case "react":
                return await self._react(person, rest)
            case "unreact":
                return await self._take_back(person, rest)
        self._ended = True
        return True

    def _speak_as(self, name: str) -> bool:
        if not _NAME.fullmatch(name):
            self._note(N_("Who speaks? Type a name of letters and digits: /as ben"))
            return False
        self._person = name.casefold()
        if self._person not in self._people:
            self._people.append(self._person)
        return True

    async def _act(self, person: str, line: str) -> bool:
        act = Invocation(Address(TERMINAL, person), self._room, line=line)
        return self._answer(person, await self._door.act(act))

    async def _bare(self, person: str, text: str) -> bool:
        """Words without a prefix answer a question, or press a button by its number."""
        account = Address(TERMINAL, person)
        answer = await self._door.act(Invocation(account, self._room, line=text, bare=True))
        if answer is not None:
            return self._answer(person, answer)
        pressed = self._table.button(person, int(text)) if text.isdecimal() and len(text) < 4 else None
        if pressed is None:
            self._note(N_("Commands begin with /. Type /help to see what you can do."))
            return False
        button, assembly = pressed
        act = Invocation(
            account,
            self._room,
            command=button.command,
            arguments=button.arguments,
            assembly=assembly,
            source="button",
        )
        return self._answer(person, await self._door.act(act))

    async def _react(self, person: str, mark: str) -> bool:
        message = self._table.to_react()
        if message is None or not is_mark(mark):
            self._note(N_("Here is nothing to react to yet. Type an emoji alone, such as ✅, below a card."))
            return False
        if not self._table.react(message, person, mark):
            return True
        reaction = Reaction(Address(TERMINAL, person), self._room, message, mark, added=True)
        return self._answer(person, await self._door.react(reaction))

    async def _take_back(self, person: str, mark: str) -> bool:
        found = self._table.reacted(person)
        if found is None or not self._table.take_back(found[0], person, mark or found[1]):
            self._note(N_("You have no such reaction to take back."))
            return False
        message, newest = found
        reaction = Reaction(Address(TERMINAL, person), self._room, message, mark or newest, added=False)
        return self._answer(person, await self._door.react(reaction))

    def _answer(self, person: str, answer: Answer | None) -> bool:
        if answer is None:
            return True
        shown_rows = rows(answer.card, self._words)
        self._table.hand(person, answer.card.buttons, answer.assembly)
        if answer.private:
            self._whisper(person, shown_rows)
        elif shown_rows:
            self._screen.block(shown_rows)
        if answer.file is not None:
            path = laid(self._folder or Path(), answer.file)
            self._note(LAID, path=str(path)) if path else self._note(NOT_LAID)
        return answer.ok

    def _whisper(self, person: str, shown_rows: list[Row]) -> None:
        label = self._door.said(N_("(only {name} sees this)"), self._locale).format(name=shown(person))
        self._screen.block([Row(label, "private"), *shown_rows])

    def _note(self, message: str, **facts: str) -> None:
        text = self._door.said(message, self._locale).format(**facts) if facts else self._remark(message)
        self._screen.block([Row(text, "note")])

    def _remark(self, message: str) -> str:
        """A sentence of the face's own."""
        card = self._door.remark(message, self.features)
        return flat((" ".join(row.text for row in rows(card, Words())),), Words())

    async def _settled(self, patience: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._door.settled(self.network)


def is_mark(text: str) -> bool:
    """Whether this is an emoji and nothing else."""
    kinds = [unicodedata.category(c) for c in text]
    return "So" in kinds and len(text) <= 12 and all(k in ("So", "Sk", "Mn", "Cf", "Me") for k in kinds)
