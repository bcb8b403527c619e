"""One assembly on two networks: one number, one tally, results on both."""

from __future__ import annotations

from datetime import timedelta

from bot.platforms import Refused, Unreachable
from tests.cogs.accounts.linking import link
from tests.twonets import TwoNets


async def opened(nets: TwoNets) -> tuple[str, str]:
    """A motion that Ana moves on Discord and Ben seconds on Matrix; its cards there and there."""
    await nets("ana@discord: motion propose Buy a kettle")
    await nets("ben@matrix: motion second 1")
    return nets.card("discord", "vote until"), nets.card("matrix", "vote until")


def down(times: int) -> list[Exception]:
    return [Unreachable("nobody answers") for _ in range(times)]


async def test_a_ballot_from_anywhere_moves_the_one_tally(one_assembly: TwoNets) -> None:
    nets = one_assembly
    on_discord, on_matrix = await opened(nets)
    await nets.press("ana@discord", "For", on_discord)
    await nets.react("ben@matrix", "✅", on_matrix)
    await nets("chi@matrix: vote 1 against")
    assert "For 2" in nets.said("discord", "vote until")
    assert "Against 1" in nets.said("matrix", "vote until")
    assert "Seen in: Discord #assembly, Matrix Assembly" in nets.said("matrix", "vote until")
    await nets.later(hours=73)
    assert "Motion 1 is carried: Buy a kettle" in nets.posts("discord")[-1]
    assert "Motion 1 is carried: Buy a kettle" in nets.posts("matrix")[-1]
    assert "second accounts that nobody has linked can't be ruled out" in nets.posts("matrix")[-1]
    assert "Seen in: Discord #assembly, Matrix Assembly" in nets.posts("matrix")[-1]


async def test_a_card_names_its_places_in_one_order_wherever_it_comes_from(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ben@matrix: motion propose Paint the door")
    for network in nets.faces:
        assert "Seen in: Discord #assembly, Matrix Assembly" in nets.said(network, "Paint the door")


async def test_answers_and_threads_are_those_of_their_own_place(one_assembly: TwoNets) -> None:
    nets = one_assembly
    for face in nets.faces.values():
        face.threads = True
    await nets("ana@discord: motion propose Buy a kettle")
    await nets("ben@matrix: motion suggest 1 Buy two")
    for network in ("discord", "matrix"):
        draft = nets.card(network, "Moved by")
        suggestion = nets.faces[network].posts[nets.card(network, "Buy two")]
        assert draft in (suggestion.thread, suggestion.reply_to)
    await nets("chi@matrix: motion second 1")
    votes = {network: nets.card(network, "vote until") for network in nets.faces}
    await nets("chi@matrix: vote 1 for")
    await nets.later(hours=73)
    for network, card in votes.items():
        result = nets.faces[network].posts[nets.card(network, "is carried")]
        assert card in (result.reply_to, result.thread)


async def test_one_network_goes_on_while_the_other_is_down_and_that_one_catches_up(
    one_assembly: TwoNets,
) -> None:
    nets = one_assembly
    matrix = nets.faces["matrix"]
    matrix.trouble = down(4)
    await nets("ana@discord: motion propose Buy a kettle")
    await nets("cas@discord: motion second 1")
    assert "vote until" in nets.posts("discord")[-1]
    assert not nets.posts("matrix")
    await nets("cas@discord: vote 1 for")
    while matrix.trouble:
        await nets.later(minutes=6)
    await nets.later(minutes=6)
    assert sum("vote until" in post for post in nets.posts("matrix")) == 1
    assert "For 1" in nets.said("matrix", "vote until")


async def test_votes_of_a_network_that_was_down_count_before_the_result(one_assembly: TwoNets) -> None:
    nets = one_assembly
    _, on_matrix = await opened(nets)
    await nets("ana@discord: vote 1 for")
    for who in ("chi@matrix", "dan@matrix"):
        await nets.react(who, "✅", on_matrix, heard=False)
    nets.faces["matrix"].unreadable = down(2)
    nets.clock.forward(timedelta(hours=73))
    await nets.app.door.alive("discord")
    await nets.settled()
    assert "is carried" not in nets.posts("discord")[-1]
    while nets.faces["matrix"].unreadable:
        await nets.later(minutes=10)
    await nets.later(minutes=10)
    for network in nets.faces:
        assert "For 3, against 0" in nets.said(network, "is carried")


async def test_a_place_that_is_lost_hands_its_votes_on_and_has_them_again_when_it_is_back(
    one_assembly: TwoNets,
) -> None:
    nets = one_assembly
    await opened(nets)
    server = nets.rooms["discord"].chain[-1]
    await nets.app.door.room_gone(server)
    await nets.settled()
    assembly = await nets.app.dispatch.people.assembly(1)
    assert assembly is not None and assembly.home == nets.rooms["matrix"].address
    assert sum("vote until" in post for post in nets.posts("matrix")) == 1
    await nets("ben@matrix: motion propose Paint the door")
    await nets("chi@matrix: motion second 2")
    assert not any("Paint the door" in post for post in nets.posts("discord"))
    await nets.app.door.room_back(server)
    await nets.settled()
    assert "Paint the door" in nets.said("discord", "vote until")
    await nets("ana@discord: vote 2 for")
    await nets.later(hours=73)
    for network in nets.faces:
        assert any("Motion 2 is carried" in post for post in nets.posts(network))


async def test_a_card_room_that_is_deleted_gives_way_to_the_next_one_of_its_own_place(
    one_assembly: TwoNets,
) -> None:
    nets = one_assembly
    await opened(nets)
    await nets("ben@matrix: vote 1 for")
    before = len(nets.posts("discord"))
    await nets.app.door.room_gone(nets.rooms["matrix"].address)
    await nets.settled()
    assert len(nets.posts("discord")) == before
    nets.room("hall", "matrix", "!hall", "!space")
    await nets("chi@matrix/hall: vote 1 for")
    await nets.settled()
    card = nets.card("matrix", "vote until")
    assert nets.faces["matrix"].posts[card].room.id == "!hall"
    await nets.react("dan@matrix", "❌", card)
    assert "Against 1" in nets.said("discord", "vote until")
    await nets.later(hours=73)
    assert nets.faces["matrix"].posts[nets.card("matrix", "is carried")].room.id == "!hall"


async def test_a_home_that_is_deleted_moves_within_its_place_if_it_can(one_assembly: TwoNets) -> None:
    nets = one_assembly
    nets.room("depot", "discord", "depot", "category", "server")
    await nets("ana@discord/depot: motion propose Paint the door")
    await opened_in_home(nets)
    await nets.app.door.room_gone(nets.rooms["discord"].address)
    await nets.settled()
    assembly = await nets.app.dispatch.people.assembly(1)
    assert assembly is not None and assembly.home == nets.rooms["depot"].address
    assert sum("vote until" in post for post in nets.posts("matrix")) == 1
    moved = nets.faces["discord"].posts[nets.card("discord", "vote until")]
    assert moved.room.id == "depot"


async def opened_in_home(nets: TwoNets) -> None:
    await nets("ana@discord: motion propose Buy a kettle")
    await nets("ben@discord: motion second 2")


async def test_a_room_that_is_replaced_takes_its_cards_along_and_nothing_doubles(
    one_assembly: TwoNets,
) -> None:
    nets = one_assembly
    await opened(nets)
    old = nets.rooms["matrix"].address
    new = nets.room("matrix", "matrix", "!newer", "!space").address
    await nets.app.door.room_moved(old, new)
    await nets.settled()
    matrix = nets.faces["matrix"]
    assert [p.room for p in matrix.posts.values() if "vote until" in p.text][-1] == new
    await nets("ben@matrix: vote 1 for")
    await nets.later(hours=73)
    results = [p for p in matrix.posts.values() if "is carried" in p.text]
    assert [p.room for p in results] == [new]
    assert sum("is carried" in post for post in nets.posts("discord")) == 1


async def test_a_room_that_refuses_hides_nothing_from_the_other_place(one_assembly: TwoNets) -> None:
    nets = one_assembly
    nets.faces["matrix"].trouble = [Refused("there is no such room", room_gone=True)]
    await nets("ana@discord: motion propose Buy a kettle")
    await nets("ben@discord: motion second 1")
    await nets("ben@discord: vote 1 for")
    await nets.later(hours=73)
    assert "is carried" in nets.posts("discord")[-1]
    assert sum("is carried" in post for post in nets.posts("discord")) == 1


async def test_a_newcomer_is_asked_whether_they_are_there_already(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await opened(nets)
    await nets("cas@discord: vote 1 for")
    assert "Do you already take part elsewhere" in nets.text
    assert nets.answer is not None and nets.answer.private
    assert {"Yes, link", "No, only here"} <= {b.label for b in nets.answer.card.buttons}
    await nets.press("cas@discord", "No, only here")
    assert "this account alone is you" in nets.text
    await nets("cas@discord: vote 1 against")
    assert "elsewhere" not in nets.text
    await nets("dan@matrix: vote 1 for")
    assert "Tell me where we are alone. Yes, link them: /account link." in nets.text


async def test_whoever_joins_by_a_word_is_asked_too_and_who_has_linked_is_not(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("cas@discord: member join")
    assert "Do you already take part elsewhere" in nets.text
    await link(nets, "eve@discord", "eve@matrix")
    await nets("eve@matrix: member join")
    assert "You are now on the roll" in nets.text
    assert "elsewhere" not in nets.text
