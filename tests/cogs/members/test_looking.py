"""A roll too large to be asked about at once is gone through some at a time."""

from __future__ import annotations

import sqlalchemy as sa

from bot.ballots.schema import electorates
from cogs.members.schema import look_rounds
from storage.schema import accounts, members, memberships
from tests.cogs.members.stored import rows
from tests.talk import START, RecordingFace, Talk

PEOPLE = 1200


async def a_city(talk: Talk) -> None:
    await talk("ana: assembly found City")
    await talk("ana: assembly settings roll:listed")
    some = range(1000, 1000 + PEOPLE)
    async with talk.app.db.transaction() as here:
        named = [{"id": n, "network": "terminal", "address": f"p{n}"} for n in some]
        await here.execute(sa.insert(accounts), named)
        on_it = [{"id": n, "assembly": 1, "joined_at": START, "role": 1, "salt": b"s" * 16} for n in some]
        await here.execute(sa.insert(members), on_it)
        lead = [{"account": n, "assembly": 1, "member": n, "linked": False} for n in some]
        await here.execute(sa.insert(memberships), lead)


async def away(talk: Talk) -> list[int]:
    query = sa.select(members.c.id).where(members.c.away_at.is_not(None)).order_by(members.c.id)
    return [row[0] for row in await rows(talk.app, query)]


async def test_quiet_leavers_of_a_large_roll_are_found_over_the_day(talk: Talk, face: RecordingFace) -> None:
    await a_city(talk)
    face.gone |= {"p1001", "p2100"}
    await talk.later(minutes=5)
    assert await away(talk) == [1001]
    assert [row[0] for row in await rows(talk.app, sa.select(look_rounds.c.reached))] != [0]
    for _ in range(2):
        await talk.later(minutes=5)
    assert await away(talk) == [1001, 2100]
    assert [row[0] for row in await rows(talk.app, sa.select(look_rounds.c.reached))] == [0]
    await talk("ana: motion propose Tea")
    await talk("p1000: motion second 1")
    assert len(await rows(talk.app, sa.select(electorates))) == PEOPLE + 1 - 2
    face.gone.clear()
    await talk.later(hours=1)
    assert await away(talk) == [1001, 2100], "a round a day"
    await talk.later(hours=24)
    for _ in range(2):
        await talk.later(minutes=5)
    assert await away(talk) == []
