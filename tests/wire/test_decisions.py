"""Thirty people decide on the loopback Discord."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest_asyncio

from tests import decisions
from tests.stages import Slip

from .meeting import zone_at_noon
from .people import Person
from .process import Bot
from .seen import Answer, InteractionFailed, Seen
from .world import World


class Discord:
    """stages.Stage on a loopback Discord; a third each votes by a mark, by a button and by a word."""

    def __init__(self, world: World, bot: Bot) -> None:
        self.world = world
        self.bot = bot
        self.database = bot.config.parent / "folkmoot.db"
        self.guild = world.hall()
        others = {name: world.person(self.guild, name) for name in decisions.NAMES[1:]}
        self.people: dict[str, Person] = {"ana": world.steward(self.guild), **others}
        self.room = self.people["ana"].room

    async def found(self) -> None:
        ana = self.people["ana"]
        await ana.slash("assembly found", name="Depot", zone=zone_at_noon())
        await ana.slash("assembly settings", shortest="0h", roll="listed")
        for name in decisions.NAMES[1:]:
            told = await ana.slash("member enrol", person=self.people[name]._actor)
            assert "on the roll now" in told.text

    async def say(self, name: str, line: str) -> None:
        self.people[name].mention(line)

    async def ask(self, name: str, command: str, **values: str) -> str:
        told = await self._given(name, command, **values)
        assert told.is_private
        return told.text

    async def vote(self, votes: Mapping[str, str], number: str) -> None:
        card = self._card(number)
        for turn, (name, choice) in enumerate(votes.items()):
            person = self.people[name]
            if choice == "Block":
                continue
            if turn % 3 == 0:
                person.react(card, decisions.MARKS[choice])
            elif turn % 3 == 1:
                await self._pressed(name, card, choice)
            else:
                await person.slash("vote", number=number, choice=decisions.typed(choice))

    async def react(self, name: str, number: str, mark: str) -> None:
        self.people[name].react(self._card(number), mark)

    async def choose(self, name: str, number: str, choice: str) -> Slip:
        told = await self._pressed(name, self._card(number), choice)
        assert told.is_private
        button = told.messages[-1].buttons.get("Cast it", "")
        found = decisions.RECEIPT.search(button)
        return Slip(name, number, choice, told.text, found[0] if found else "", told)

    async def cast(self, slip: Slip) -> str | None:
        try:
            slip.held = await self.people[slip.name].click(slip.held.messages[-1], "Cast it")
        except (InteractionFailed, TimeoutError):
            return None
        assert slip.held.is_private
        return str(slip.held.text)

    async def change(self, slip: Slip, choice: str) -> str:
        asked = await self._pressed(slip.name, slip.held.messages[-1], "Change my vote")
        slip.held = await self._pressed(slip.name, asked.messages[-1], choice)
        return str(slip.held.text)

    async def export(self, name: str, number: str) -> bytes:
        told = await self._given(name, "motion export", number=number)
        (file,) = told.messages[-1]._message.attachments
        content = self.world.backend.cdn.get(file["url"])
        assert content is not None
        return content

    async def kill(self) -> None:
        await self.bot.kill()

    async def start(self) -> None:
        await self.bot.start()

    async def posts(self) -> Sequence[str]:
        """What stands in the room and in the threads of its motions."""
        return [_read(post) for post in self._posts()]

    def _posts(self) -> list[Seen]:
        rooms = [r for r in self.world.backend.messages if self._is_here(r)]
        own = self.world.backend.bot_user.id
        stored = [m for room in rooms for m in self.world.backend.messages[room].values()]
        mine = [m for m in stored if m.author_id == own and not m.is_ephemeral]
        return [Seen(self.world, message) for message in sorted(mine, key=lambda m: m.id)]

    def _is_here(self, room: int) -> bool:
        """Whether it is the room of the assembly or a thread in it, and nobody's chat with the bot."""
        channel = self.world.backend.channels.get(room)
        return channel is not None and channel.guild_id == self.guild.id

    def _card(self, number: str) -> Seen:
        return next(post for post in self._posts() if decisions.open_card(number) in _read(post))

    async def _pressed(self, name: str, message: Seen, label: str) -> Answer:
        """Presses until the bot is quick enough for Discord, which gives it three seconds."""

        async def press() -> Answer | None:
            try:
                return await self.people[name].click(message, label)
            except InteractionFailed:
                return None

        return await decisions.come(press, f"an answer to {name}'s {label!r}")

    async def _given(self, name: str, command: str, **values: str) -> Answer:
        """Uses a slash command; longer words are asked for in a form."""
        person = self.people[name]
        written = [values.pop(key) for key in ("reason", "text") if key in values]
        told = await person.slash(command, **values)
        if not told.form:
            return told
        looked = await person.fill(told, *written)
        return await person.click(looked.messages[0], "Post it")


def _read(post: Seen) -> str:
    """A post as Discord shows it: without the signs that keep people's words from being markup."""
    return re.sub(r"\\(?=[^\w\s])", "", post.text)


@pytest_asyncio.fixture
async def stage(world: World, bot: Bot) -> Discord:
    await bot.start()
    return Discord(world, bot)


async def test_thirty_people_decide(stage: Discord) -> None:
    assert await decisions.play(stage) == decisions.ENDED
