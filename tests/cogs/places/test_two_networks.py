"""One assembly on two networks: one number, one tally, results on both."""

from __future__ import annotations

from tests.twonets import TwoNets


async def test_a_ballot_from_anywhere_moves_the_one_tally(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ana@discord: motion propose Buy a kettle")
    await nets("ben@matrix: motion second 1")
    on_discord, on_matrix = nets.card("discord", "vote until"), nets.card("matrix", "vote until")
    await nets.press("ana@discord", "For", on_discord)
    await nets.react("ben@matrix", "✅", on_matrix)
    await nets("chi@matrix: vote 1 against")
    assert "For 2" in nets.said("discord", "vote until")
    assert "Against 1" in nets.said("matrix", "vote until")
    assert "Seen in: Discord #assembly, Matrix Assembly" in nets.said("matrix", "vote until")
    await nets.later(hours=73)
    assert "Motion 1 is carried: Buy a kettle" in nets.posts("discord")[-1]
    assert "Motion 1 is carried: Buy a kettle" in nets.posts("matrix")[-1]
