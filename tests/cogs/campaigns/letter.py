"""A letter that can be signed, on a database that nobody has written to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.api.number import Numbered
from cogs.campaigns.rules.campaign import NO_ROOM, Campaign, Kind, State
from cogs.campaigns.store import CampaignStore
from storage.assemblies import Assemblies
from storage.database import Database

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
HALL = ("terminal", "hall")


async def opened(db: Database) -> Campaign:
    """A letter in an assembly of its own."""
    assemblies = Assemblies(db)
    made = await assemblies.found("Depot", "en", "UTC", timedelta(), HALL, HALL, NOW)
    letter = Campaign(
        id=0,
        assembly=made.id,
        number=Numbered(1),
        name="erlan",
        kind=Kind.LETTER,
        state=State.OPEN,
        title="Free Erlan",
        text="Text",
        goal=1000,
        locale="en",
        room=NO_ROOM,
        started_at=NOW,
        opened_at=NOW,
    )
    return await CampaignStore(db, assemblies).add(letter)
