"""The evening that every face plays, on the loopback Discord."""

from __future__ import annotations

from pathlib import Path

import pytest
import pytest_asyncio

from tests import evening

from .meeting import Meeting, convene
from .process import Bot
from .seen import Seen
from .world import World

NAMES = ("ana", "ben", "chi", "dara", "eli", "fay", "gus")


class Discord:
    """evening.Stage on a loopback Discord."""

    def __init__(self, meeting: Meeting, database: Path) -> None:
        self.meeting = meeting
        self.database = database
        guild, world = meeting.guild, meeting.world
        self.people = {**meeting.people, "gus": world.person(guild, "gus")}

    async def found(self) -> None:
        await self.meeting.steward.slash("assembly settings", shortest="0h")

    async def propose(self) -> None:
        await self.meeting.propose(evening.TITLE, **evening.TERMS)

    async def second(self, name: str) -> None:
        await self.people[name].click(self._seen("a draft"), "Second")

    async def react(self, name: str, message: str, mark: str) -> None:
        self.people[name].react(self._by_id(message), mark)

    async def unreact(self, name: str, message: str, mark: str) -> None:
        self.people[name].unreact(self._by_id(message), mark)

    async def say(self, name: str, line: str) -> None:
        self.people[name].mention(line)

    async def press(self, name: str, message: str, label: str) -> None:
        await self.people[name].click(self._by_id(message), label)

    async def kick(self, name: str) -> None:
        self.meeting.world.kick(self.meeting.guild, self.people[name])

    def go_by(self, ahead: float) -> None:
        self.meeting.bot.go_by(ahead)

    async def kill(self) -> None:
        await self.meeting.bot.kill()

    async def start(self) -> None:
        await self.meeting.bot.start()

    async def posts(self) -> dict[str, str]:
        return {str(post.id): post.text for post in self.meeting.posts}

    async def standing(self, message: str) -> dict[str, set[str]]:
        reactions = self._by_id(message)._message.reactions
        return {
            name: {reaction.emoji for reaction in reactions if person.id in reaction.user_ids}
            for name, person in self.people.items()
        }

    def _seen(self, words: str) -> Seen:
        return next(post for post in self.meeting.posts if words in post.text)

    def _by_id(self, message: str) -> Seen:
        return next(post for post in self.meeting.posts if str(post.id) == message)


@pytest_asyncio.fixture
async def stage(world: World, bot: Bot) -> Discord:
    bot.go_by(0.0)
    meeting = await convene(world, bot)
    return Discord(meeting, bot.config.parent / "folkmoot.db")


@pytest.mark.parametrize("away", [False, True], ids=["back-in-time", "away-at-the-close"])
async def test_the_evening(stage: Discord, away: bool) -> None:
    await evening.play(stage, away_at_the_close=away)
    assert evening.counts_in(stage.database) == evening.EXPECTED
