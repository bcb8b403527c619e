"""One assembly on Discord and on Matrix: one electorate, one tally, whichever network is away."""

from __future__ import annotations

import asyncio

import pytest

from tests.both.stage import SLOW, Stage

TITLE = "Repair the roof"
AWAY = 60.0
"""Seconds for which Matrix is away: real ones, since what waits is a process that has no clock of ours."""
pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_one_electorate_on_two_networks(stage: Stage) -> None:
    await stage.start()
    ben, chi = await stage.on_matrix("ben"), await stage.on_both("chi")
    await stage.found(ben)
    await stage.connect(ben)
    await chi.matrix.join(stage.room)
    await stage.link(chi)
    stage.ana.mention(f'motion propose "{TITLE}"')
    draft = await stage.post(TITLE)
    await ben.wait(stage.room, f"a draft.*{TITLE}", sender=stage.bot.user_id, timeout=SLOW)
    await ben.send(stage.room, "!motion second 1")
    card = await stage.card(TITLE)
    there = await ben.wait(stage.room, f"vote until.*{TITLE}", sender=stage.bot.user_id, timeout=SLOW)
    assert card.id != draft.id

    stage.ana.react(card, "✅")
    stage.ana.react(card, "❌")
    await ben.react(stage.room, there.id, "✅")
    await ben.react(stage.room, there.id, "👍🏽")
    chi.discord.react(card, "❌")
    await stage.shown(card, **{"for": 1, "against": 2, "abstain": 0})
    await chi.matrix.react(stage.room, there.id, "✅")
    wanted = {"for": 2, "against": 1, "abstain": 0}
    await stage.shown(card, **wanted)
    await stage.shown_on_matrix(ben, there.id, **wanted)
    assert sum(stage.ballots().values()) == 3

    await asyncio.to_thread(stage.synapse.kill)
    back = asyncio.get_running_loop().time() + AWAY
    stage.ana.react(card, "⚪")
    wanted = {"for": 2, "against": 0, "abstain": 1}
    await stage.shown(card, **wanted)
    while (left := back - asyncio.get_running_loop().time()) > 0:
        assert TITLE in await stage.asks(stage.ana, "motion show 1"), "Discord goes on"
        await asyncio.sleep(min(left, 10))
    with stage.bot.held():  # Matrix is back before the bot hears of it, and Ben is quicker
        await asyncio.to_thread(stage.synapse.start)
        await ben.react(stage.room, there.id, "⚪")
    wanted = {"for": 1, "against": 0, "abstain": 2}
    await stage.shown(card, **wanted)
    await stage.shown_on_matrix(ben, there.id, **wanted)

    await stage.asks(stage.ana, "assembly settings shortest:0h")
    await stage.asks(stage.ana, "motion close 1")
    result = await ben.wait(stage.room, "Motion 1 is carried", sender=stage.bot.user_id, timeout=SLOW)
    for said in (result.body, (await stage.post("Motion 1 is carried")).text):
        assert "For 1, against 0, abstain 2" in said
    assert sum(stage.ballots().values()) == 3
    await stage.each_card_once(ben, TITLE)
