"""What becomes of the votes of somebody who has themselves erased."""

from __future__ import annotations

import sqlalchemy as sa

from bot.ballots.paper_store import Papers
from cogs.polls.rules.poll import State
from cogs.polls.schema import polls


async def forget_votes(papers: Papers, assembly: int, member: int) -> None:
    """Takes their votes out of what is not counted; in what is counted they stay, and lead to nobody."""
    c = polls.c
    query = sa.select(c.box).where(c.assembly == assembly, c.state != State.ENDED.value, c.box.is_not(None))
    boxes = list((await papers.db.here.execute(query)).scalars())
    await papers.forget(member, boxes)
