"""Crowds in a meeting: five hundred come, and raise their hands, at once."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import event

from bot.api.errors import RuleError
from cogs.meetings.commands import Meetings
from cogs.meetings.waving import Waved
from tests.cogs.meetings.test_sitting import table
from tests.talk import START, Talk


async def test_a_crowd_of_hands_reads_the_stack_once(talk: Talk) -> None:
    await table(talk)
    await talk("ana: meeting start")
    cog = next(cog for cog in talk.app.house.cogs if isinstance(cog, Meetings))
    acts = [Waved(1, member, 1, up, START) for member in range(1, 501) for up in (True, True, False, True)]
    reads: list[str] = []

    def wave(connection: sa.Connection) -> int:
        event.listen(connection, "before_cursor_execute", lambda *a: reads.append(a[2]))
        answers = cog.waving.wave(connection, acts).answers
        return sum(not isinstance(answer, RuleError) for answer in answers)

    async with talk.app.db.transaction():
        assert await talk.app.db.within(wave) == 2000
    assert sum("FROM stack_hands" in line for line in reads) == 1
    async with talk.app.db.reading():
        assert sum(hand.waits for hand in await cog.stack.of(1)) == 500
    await talk("ana: stack show")
    assert "Who speaks next: ana (has not spoken yet)." in talk.text  # the others are on no roll
