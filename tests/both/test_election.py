"""An election of three delegates on two real networks, with a bot that SIGKILL ends twice; then all else.

Everybody votes alone with the bot: on Matrix in an encrypted chat, most of them on a phone that reads only
when it is looked at; on Discord some from the card's menus, the others in words.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests import election
from tests.both import asking, seats
from tests.both.electing import staged
from tests.both.stage import Networks

pytestmark = pytest.mark.asyncio(loop_scope="session")
AT_A_DESK = ("ben", *election.ON_BOTH, "mast1")
"""These have their client on Matrix open all the time."""
LONGEST = 900


async def test_an_election_of_three_delegates(networks: Networks, tmp_path: Path) -> None:
    phones = [name for name in election.ON_MATRIX if name not in AT_A_DESK]
    docks = (*election.ON_DISCORD, *election.ON_BOTH)
    async with staged(networks, tmp_path, docks, AT_A_DESK, phones) as stage:
        await asyncio.wait_for(election.play(stage), LONGEST)
        for network in election.NETWORKS:
            assert await stage.count(network, election.RESULT) == 1


async def test_what_else_is_asked_and_elected(networks: Networks, tmp_path: Path) -> None:
    docks, desk, phones = ("dock1", "dock2", "dock3"), ("ben", "mast1"), ("mast2",)
    async with staged(networks, tmp_path, docks, desk, phones) as stage:
        await stage.say("ana@discord", "assembly settings shortest:0m")
        for who in ("ben@matrix", "dock1@discord", "dock2@discord", "mast2@matrix", *asking.SPANISH):
            await stage.say(who, "action mine")
        for who in asking.SPANISH:
            await stage.speaks(who, "es")
        await asyncio.wait_for(asking.asked(stage), LONGEST)
        await asyncio.wait_for(seats.elected(stage), LONGEST)
        for network in election.NETWORKS:
            assert await stage.posted(network, "a vacant seat", "Nobody follows")
