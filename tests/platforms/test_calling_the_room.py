"""A card that calls everyone in its room, and a room's name that leads there."""

from __future__ import annotations

from bot.api.card import Card, Line, RoomName
from bot.api.people import Address
from bot.platforms.discord.render import Renderer
from bot.platforms.matrix.render import content

HALL = Address("matrix", "!hall:example.org")


def test_only_a_card_that_says_so_calls_the_room_on_matrix() -> None:
    plain = content(Card(title=("Now",)), str)
    assert (plain["msgtype"], plain["m.mentions"]) == ("m.notice", {})
    calling = content(Card(title=("Now",), pings=True), str)
    assert (calling["msgtype"], calling["m.mentions"]) == ("m.text", {"room": True})
    assert calling["body"].startswith("@room ")


def test_a_linked_room_leads_there_on_its_own_network() -> None:
    card = Card(blocks=(Line((RoomName(HALL, linked=True, name="The hall"),)),))
    shown = content(card, str)
    link = "https://matrix.to/#/%21hall%3Aexample.org?via=example.org"
    assert shown["body"] == f"The hall ({link})"
    assert shown["formatted_body"] == f'<a href="{link}">The hall</a>'
    renderer = Renderer("/", lambda: "somebody")
    assert renderer.text((RoomName(Address("discord", "12345"), linked=True),)) == "<#12345>"
    assert renderer.text((RoomName(Address("discord", "12345")),)) == "discord"
