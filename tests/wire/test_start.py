"""Before the bot is there: its other commands, and a first connection that fails."""

from .faults import Cut
from .meeting import convene
from .process import Bot
from .world import TOKEN, World

ROOF = "Repair the roof"


async def test_the_first_connection_is_refused(world: World, bot: Bot) -> None:
    world.gateway.refusals = 1
    world.faults.cut("GET", "/users/@me", Cut.BEFORE)
    meeting = await convene(world, bot)
    card = await meeting.vote_on(ROOF)
    await meeting.chi.click(card, "For")
    await meeting.counts(card, **{"for": 1})
    assert world.gateway.seen == 2


async def test_the_invitation_and_the_check(world: World, bot: Bot) -> None:
    code, link = await bot.ask("invite")
    assert code == 0
    assert f"client_id={world.backend.application_id}&scope=bot+applications.commands" in link
    code, findings = await bot.ask("check")
    assert code == 1
    assert "in no server yet" in findings
    world.hall()
    code, findings = await bot.ask("check")
    assert (code, "NOT" in findings) == (0, False), findings
    assert TOKEN not in link + findings
