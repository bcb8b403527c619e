"""A meeting on the loopback Discord, from the call to the action that follows from it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests import meetings

from .faults import Cut
from .meeting import Meeting, convene
from .process import Bot
from .seen import Answer, Seen
from .waiting import until
from .world import World


class Discord:
    """meetings.Stage on a loopback Discord."""

    def __init__(self, meeting: Meeting, database: Path) -> None:
        self.meeting = meeting
        self.world = meeting.world
        self.database = database
        self.people = meeting.people

    async def found(self) -> None:
        await self.meeting.steward.slash("assembly settings", shortest="0h", zone=meetings.morning())
        for name in meetings.IN_CHAT:
            await self.people[name].slash("action mine")
            self.people[name].alone.say("!now")
            await until(lambda name=name: self._alone(name), f"an answer in {name}'s chat")  # type: ignore[misc]

    async def say(self, name: str, line: str) -> None:
        self.people[name].mention(line)

    async def ask(self, name: str, command: str, **values: str) -> str:
        told = await self.people[name].slash(command, **values)
        assert told.is_private, told.text
        return self._read(told.text)

    async def react(self, name: str, words: str, mark: str) -> None:
        self.people[name].react(self._newest(words), mark)

    async def unreact(self, name: str, words: str, mark: str) -> None:
        self.people[name].unreact(self._newest(words), mark)

    async def press(self, name: str, words: str, label: str, line: str) -> None:
        await self.people[name].click(self._newest(words), label)

    async def press_alone(self, name: str, words: str, label: str) -> str:
        message = next(post for post in reversed(self._alone(name)) if words in self._read(post.text))
        told: Answer = await self.people[name].alone.click(message, label)
        return self._read(told.text)

    async def posts(self) -> Sequence[str]:
        return [self._read(post.text) for post in self.meeting.posts]

    async def told(self, name: str) -> Sequence[str]:
        return [self._read(post.text) for post in self._alone(name)]

    @asynccontextmanager
    async def cut_off(self) -> AsyncIterator[None]:
        """Discord posts what it is handed, and each time the connection breaks before it says so."""
        cut = self.world.faults.cut("POST", "/channels/*/messages", Cut.AFTER, times=1_000)
        yield
        self.world.faults.ahead.remove(cut)

    async def kill(self) -> None:
        await self.meeting.bot.kill()

    async def start(self) -> None:
        await self.meeting.bot.start()

    def go_by(self, ahead: float) -> None:
        self.meeting.bot.go_by(ahead)

    def _newest(self, words: str) -> Seen:
        return next(post for post in reversed(self.meeting.posts) if words in self._read(post.text))

    def _read(self, text: str) -> str:
        """A post as Discord shows it: names for mentions, and no signs of markup."""
        names = {str(person.id): name for name, person in self.people.items()}
        named = re.sub(r"<@(\d+)>", lambda found: names.get(found[1], found[0]), text)
        return re.sub(r"\*\*|\\(?=[^\w\s])", "", named)

    def _alone(self, name: str) -> list[Seen]:
        return [post for post in self.people[name].alone.sees if post.author_is_bot]


async def test_a_meeting_from_the_call_to_its_actions(world: World, bot: Bot) -> None:
    bot.go_by(0.0)
    meeting = await convene(world, bot)
    posts = await meetings.play(Discord(meeting, bot.config.parent / "folkmoot.db"))
    assert any("Action 1 · done" in post for post in posts)
