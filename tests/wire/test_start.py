"""The bot's first connection, when Discord is not there."""

from .faults import Cut
from .meeting import convene
from .process import Bot
from .world import World

ROOF = "Repair the roof"


async def test_the_first_connection_is_refused(world: World, bot: Bot) -> None:
    world.gateway.refusals = 1
    world.faults.cut("GET", "/users/@me", Cut.BEFORE)
    meeting = await convene(world, bot)
    card = await meeting.vote_on(ROOF)
    await meeting.chi.click(card, "For")
    await meeting.counts(card, **{"for": 1})
    assert world.gateway.seen == 2
