"""An assembly in session on the loopback Discord."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from simcord.builders import ChannelHandle, GuildHandle

from .people import Person
from .process import Bot
from .seen import Seen
from .waiting import PATIENCE, until
from .world import World

_ROW = re.compile(r"^(?P<label>\S[^█░\n]*?)\s+[█░]+\s+(?P<count>[\d,]+)$", re.MULTILINE)
NAMES = ("ana", "ben", "chi", "dara", "eli", "fay")


def tally(card: Seen) -> dict[str, int]:
    """The counts that a card shows, by label."""
    return {row["label"]: int(row["count"].replace(",", "")) for row in _ROW.finditer(card.text)}


@dataclass
class Meeting:
    """A founded assembly and the people in it."""

    world: World
    bot: Bot
    guild: GuildHandle
    room: ChannelHandle
    steward: Person
    people: dict[str, Person]

    def __getattr__(self, name: str) -> Person:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def posts(self) -> list[Seen]:
        return self.world.posts(self.room)

    async def post(self, words: str, *, within: float = PATIENCE) -> Seen:
        """The first post that holds these words, once it is there."""

        def found() -> Seen | None:
            return next((post for post in self.posts if words in post.text), None)

        post = await until(found, f"a post with {words!r}", within)
        assert post is not None
        return post

    async def propose(self, title: str, **options: object) -> Seen:
        """Ana proposes; the draft."""
        looked = await self.ana.fill(await self.ana.slash("motion propose", **options), title)
        await self.ana.click(looked.messages[0], "Post it")
        return await self.post(title)

    async def vote_on(self, title: str, **options: object) -> Seen:
        """Ana proposes and Ben seconds; the card of the vote."""
        draft = await self.propose(title, **options)
        await self.ben.click(draft, "Second")
        return await self.card_of(title)

    async def card_of(self, title: str) -> Seen:
        """The card on which a motion is voted, once it is there with its reactions."""
        card = await until(lambda: self._vote_card(title), "the card of the vote")
        assert card is not None
        return card

    def _vote_card(self, title: str) -> Seen | None:
        return next((p for p in self.posts if title in p.text and tally(p) and len(p.reactions) >= 3), None)

    async def counts(self, card: Seen, *, within: float = PATIENCE, **wanted: int) -> None:
        """Wait until the card shows these counts."""
        wished = {name.capitalize(): count for name, count in wanted.items()}
        await until(
            lambda: {k: v for k, v in tally(card).items() if v or k in wished} == wished,
            lambda: f"{wished} on the card, which shows {tally(card)}",
            within,
        )

    def statuses_of_posts(self) -> list[int]:
        """How Discord answered each try to post in the room."""
        path = f"/channels/{self.room.id}/messages"
        return [call.status for call in self.world.calls if call.method == "POST" and call.path == path]

    def dissolve(self) -> None:
        """The room and its server are deleted."""
        if self.room.id in self.world.backend.channels:
            self.world.backend.delete_channel(self.room.id)
        self.world.backend.remove_guild(self.guild.id)

    def once(self, words: str) -> Seen:
        """The one post with these words; fails where there are two."""
        (post,) = [post for post in self.posts if words in post.text]
        return post


def zone_at_noon() -> str:
    """A time zone in which it is day now, so that people may be told things."""
    now = datetime.now(UTC)
    zones = (
        "Pacific/Auckland",
        "Asia/Tokyo",
        "Asia/Karachi",
        "Europe/Berlin",
        "America/New_York",
        "Pacific/Honolulu",
    )
    return min(zones, key=lambda zone: abs(now.astimezone(ZoneInfo(zone)).hour - 13))


async def convene(world: World, bot: Bot) -> Meeting:
    """Start the bot, found an assembly and let everybody in."""
    guild = world.hall()
    steward = world.steward(guild)
    if not bot.is_running:
        await bot.start()
    meeting = Meeting(
        world, bot, guild, steward.room, steward, {name: world.person(guild, name) for name in NAMES}
    )
    founded = await steward.slash("assembly found", name="Depot", zone=zone_at_noon())
    assert founded.is_private
    return meeting
