"""One person, one member, one ballot: linking as people meet it, on two networks."""

from __future__ import annotations

from datetime import timedelta

from bot.app import opened
from bot.config import Settings
from tests.cogs.accounts.linking import code, link, rows
from tests.talk import FrozenClock
from tests.twonets import TwoNets, discord_face, matrix_face


async def test_two_accounts_give_one_ballot(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ana@discord: motion propose Buy a kettle")
    await nets("ben@matrix: motion second 1")
    await nets("chi@discord: vote 1 for")
    nets.clock.forward(timedelta(seconds=1))
    await nets("chi@matrix: vote 1 against")
    assert "Against 1" in nets.said("discord", "vote until")
    said = await link(nets, "chi@discord", "chi@matrix")
    assert "both accounts are one person now" in said
    assert "Motion 1: you had voted with both." in said
    card = nets.said("discord", "vote until")
    assert "For 0" in card and "Against 1" in card, "the later vote stays"
    await nets("chi@discord: vote 1 abstain")
    await nets("chi@matrix: vote 1 for")
    card = nets.said("matrix", "vote until")
    assert "For 1" in card
    assert "Abstain 0" in card
    await nets("ana@discord: assembly tree")
    assert "Depot: this assembly, 3 on the roll" in nets.text
    assert len(await rows(nets, "once", "member")) == 1


async def test_a_link_goes_on_where_it_was_after_a_restart(settings: Settings, clock: FrozenClock) -> None:
    """The program ends after each step: the code, the first word, and the second."""
    given, lines = (
        "",
        (
            "chi@matrix: account link {}",
            "chi@matrix: account confirm yes",
            "chi@discord: account confirm yes",
        ),
    )
    for step in range(5):
        faces = {face.network: face for face in (discord_face(), matrix_face())}
        async with opened(settings, list(faces.values()), clock) as app, app.working():
            nets = TwoNets(app, faces, clock)
            nets.account("chi@discord")
            if step == 0:
                given = await code(nets, "chi@discord")
            elif step <= len(lines):
                await nets(lines[step - 1].format(given), private=True)
            else:
                await nets("chi@discord: account list", private=True)
                assert "@chi:example.org" in nets.text
