"""One poll on both networks: lists to choose from on the one, words on the other, and one count."""

from __future__ import annotations

from bot.platforms.discord.render import Renderer
from bot.platforms.matrix.render import plain
from tests.talk import lines_of
from tests.twonets import TwoNets

TWELVE = ", ".join(f"dish {n}" for n in range(1, 13))


def on_matrix(nets: TwoNets, words: str) -> str:
    """The card as Matrix shows it in plain text."""
    return plain(nets.faces["matrix"].posts[nets.card("matrix", words)].card, lambda _: "a member")


async def test_a_list_on_discord_and_words_on_matrix_go_into_one_count(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets(f"ana@discord: poll ask What do we cook? kind:several options: {TWELVE}")
    there = nets.card("discord", "What do we cook?")
    await nets.choose("ana@discord", "Choose as many as you like", "2 dish 2", "12 dish 12", message=there)
    await nets("ben@matrix: poll vote 1 12")
    said = on_matrix(nets, "What do we cook?")
    assert "Most so far: 12 dish 12 (2)." in said
    assert "To answer, write: !poll vote 1 1 2" in said
    assert "[Turn into a motion] !poll motion 1" in said
    card = nets.faces["discord"].posts[there].card
    lines = lines_of(card)
    assert "12 dish 12: 2" in lines
    assert "Answer below, or write: /poll vote 1 1 2" in lines
    shown = Renderer("/", lambda: "a member").card(card)
    assert shown.view is not None
    assert len(shown.view.children) == 2
    await nets("ben@matrix: poll show 1")
    assert "12 dish 12: " in nets.text
    await nets("ana@discord: poll close 1")
    await nets.later(seconds=5)
    for network in nets.faces:
        assert "Most chose dish 12: 2 of 2." in nets.faces[network].posts[nets.card(network, "Most")].text


async def test_a_sealed_one_is_answered_where_nobody_looks_on(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ana@discord: poll ask Do we stop? votes:open-at-end")
    said = on_matrix(nets, "Do we stop?")
    assert "Answer where we are alone: open a chat with me" in said
    assert "[Yes]" not in said
    card = nets.faces["discord"].posts[nets.card("discord", "Do we stop?")].card
    assert [button.label for button in card.buttons][:2] == ["Yes", "No"]
    assert card.reactions == ()
    await nets("ben@matrix: poll vote 1 yes")
    assert nets.answer is not None
    assert not nets.answer.ok
    await nets("ben@matrix: poll vote 1 yes", private=True)
    assert "Your vote in poll 1: Yes." in nets.text
    await nets("ben@matrix: poll show 1", private=True)
    assert [button.label for button in nets.answer.card.buttons][:2] == ["Yes", "No"]
    await nets.press("ana@discord", "No", nets.card("discord", "Do we stop?"))
    assert "2 have answered." in on_matrix(nets, "Do we stop?")
    assert "Most" not in on_matrix(nets, "Do we stop?")
