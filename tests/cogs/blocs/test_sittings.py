"""Which meeting is meant in the rooms of blocs, and in the assembly's."""

from __future__ import annotations

from tests.cogs.blocs.conftest import Housed


async def test_a_room_means_its_own_meeting_or_that_of_the_bloc_above(both: Housed) -> None:
    nets = both
    for who in ("ben@matrix", "dara@discord"):
        await nets(f"{who}: action mine")
    await nets("ben@matrix: bloc start Health", private=True)
    await nets("ben@matrix: bloc start Nurses under:Health", private=True)
    await nets("dara@discord: bloc join Nurses")
    health, nurses = nets.address("matrix", "Health"), nets.address("discord", "Nurses")
    nets.room("health", "matrix", health.id)
    nets.room("nurses", "discord", nurses.id, "category", "server")
    await nets("ana@discord: meeting start All of us")
    for line in ("here", "hand up", "note A thing"):
        await nets(f"dara@discord/nurses: {line}")
        assert nets.text.startswith("No meeting goes on here."), line
    await nets("ben@matrix/health: meeting start Health round")
    await nets("dara@discord/nurses: hand up")
    assert nets.text.startswith("Your hand is up: you are next.")
    await nets("dara@discord/nurses: here leave:yes")
    assert nets.text.startswith("You have left the meeting.")
    await nets("ana@discord: meeting end")
    await nets("dara@discord: here")
    assert nets.text.startswith("No meeting goes on here.")
    await nets("dara@discord: agenda add For all of us")
    await nets("ben@matrix/health: agenda list")
    assert "For all of us" not in nets.text
