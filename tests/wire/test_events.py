"""Meetings as scheduled events of a Discord server, through the whole bot."""

from datetime import datetime, timedelta

import discord
import pytest
from simcord.backend.models import ScheduledEvent

from bot.platforms.discord.permissions import LEAST

from .faults import Cut
from .meeting import Meeting
from .people import Person
from .seen import Seen
from .waiting import until

CREATE_EVENTS = discord.Permissions.create_events.flag
pytestmark = pytest.mark.asyncio(loop_scope="session")


def events(meeting: Meeting) -> list[ScheduledEvent]:
    return list(meeting.world.backend.guilds[meeting.guild.id].scheduled_events.values())


async def event(meeting: Meeting, title: str) -> ScheduledEvent:
    """The one event there is, once it is called so."""
    await until(lambda: [e.name for e in events(meeting)] == [title], f"one event called {title}")
    return events(meeting)[0]


def interest(meeting: Meeting, person: Person, one: ScheduledEvent, interested: bool = True) -> None:
    meeting.world.backend.set_scheduled_event_subscription(meeting.guild.id, one.id, person.id, interested)


async def told(person: Person, words: str) -> Seen:
    found = await until(lambda: next((m for m in person.alone.sees if words in m.text), None), words, 60)
    assert found is not None
    return found


async def counted(card: Seen, words: str) -> None:
    await until(lambda: words in card.text, lambda: f"{words!r} in {card.text!r}")


def let_it_create_events(meeting: Meeting) -> None:
    roles = meeting.world.backend.guilds[meeting.guild.id].roles.values()
    own = next(role for role in roles if role.managed)
    meeting.world.backend.edit_role(meeting.guild.id, own.id, {"permissions": LEAST | CREATE_EVENTS})


async def test_an_event_follows_a_meeting_and_interest_counts(meeting: Meeting) -> None:
    await meeting.steward.slash("meeting settings", events=True)
    await meeting.ana.slash("meeting call", title="Works council", when="in 3 days", lasts="2h")
    card = await meeting.post("Works council")
    await told(meeting.steward, "Create Events")
    assert not events(meeting)
    let_it_create_events(meeting)
    # Discord puts the event up, and the bot is killed before it can hear of it.
    path = f"/guilds/{meeting.guild.id}/scheduled-events"
    meeting.world.faults.cut("POST", path, Cut.AFTER)
    await meeting.steward.slash("meeting settings", events=True)
    await until(lambda: events(meeting), "the event")
    await meeting.bot.kill()
    await meeting.bot.start()
    there = await event(meeting, "Works council")
    begins = datetime.fromisoformat(there.scheduled_start_time)
    assert there.scheduled_end_time is not None
    assert datetime.fromisoformat(there.scheduled_end_time) - begins == timedelta(hours=2)
    link = f"https://discord.com/channels/{meeting.guild.id}/{meeting.room.id}"
    assert there.entity_metadata == {"location": link}
    assert (there.description or "").startswith("Meeting 1 of Depot.")
    await meeting.ana.slash("meeting rename", number="1", title="Works committee")
    await event(meeting, "Works committee")
    await meeting.ben.click(card, "Maybe")
    interest(meeting, meeting.ben, there)
    await counted(card, "Going 1 · maybe 0 · apologies 0.")
    interest(meeting, meeting.ben, there, interested=False)
    await counted(card, "Going 0 · maybe 0 · apologies 0.")
    for person in (meeting.chi, meeting.dara):
        await person.slash("rsvp", number="1", answer="maybe")
        await person.slash("meeting take-back", number="1")
    await meeting.bot.stop()
    interest(meeting, meeting.chi, there)
    await meeting.bot.start()
    await counted(card, "Going 1 · maybe 0 · apologies 0.")
    async with meeting.world.unreachable():
        interest(meeting, meeting.dara, there)
        interest(meeting, meeting.chi, there, interested=False)
        interest(meeting, meeting.chi, there)
    await counted(card, "Going 2 · maybe 0 · apologies 0.")
    await meeting.ana.slash("meeting move", number="1", when="in 5 days")
    moved = timedelta(days=1)
    await until(
        lambda: datetime.fromisoformat(events(meeting)[0].scheduled_start_time) - begins > moved,
        "the event at its new time",
    )
    assert [e.id for e in events(meeting)] == [there.id]
    await counted(card, "Going 2")
    posted = [c for c in meeting.world.calls if (c.method, c.path) == ("POST", path) and c.status == 200]
    assert len(posted) == 1
    await meeting.ana.slash("meeting cancel", number="1")
    await until(lambda: not events(meeting), "no event any more")


async def test_what_not_everybody_can_read_is_no_event(meeting: Meeting) -> None:
    let_it_create_events(meeting)
    await meeting.steward.slash("meeting settings", events=True)
    backend, view = meeting.world.backend, discord.Permissions.view_channel.flag
    everyone = backend.guilds[meeting.guild.id].roles[meeting.guild.id]
    before = everyone.permissions
    backend.edit_role(meeting.guild.id, everyone.id, {"permissions": before & ~view})
    await meeting.steward.slash("meeting call", title="Works council", when="in 3 days")
    await meeting.post("Works council")
    backend.edit_role(meeting.guild.id, everyone.id, {"permissions": before})
    await meeting.ana.slash("meeting call", title="Open house", when="in 4 days")
    await event(meeting, "Open house")
    assert [one.name for one in events(meeting)] == ["Open house"]
    await meeting.steward.slash("meeting settings", events=False)
    await until(lambda: not events(meeting), "no event any more")
