"""Names that stand on what can be pressed."""

from bot.api.card import Button, Card, Line, Menu, Name, Pick
from bot.app import App
from bot.messenger import merged
from tests.talk import Talk, lines_of
from tests.twonets import TwoNets

ELECTION = Card(
    menus=(Menu("First choice", "poll paper", "add", (Pick("1", "Ana"), Pick("2", "Ben"))),),
    buttons=(
        Button("somebody", "poll paper", {"add": 1}, person=1),
        Button("Chi", "poll paper", {"add": 3}, person=99),
    ),
)


async def test_buttons_are_called_by_their_people(house: App, talk: Talk) -> None:
    await talk("ana: motion propose Buy a kettle")
    naming = house.door.naming
    card = await naming.named(ELECTION, "terminal")
    assert [button.label for button in card.buttons] == ["ana", "Chi"]


def test_cards_that_are_told_together_keep_what_can_be_pressed() -> None:
    one = merged([ELECTION] * 6)
    assert (len(one.menus), len(one.buttons)) == (4, 5)


async def test_what_somebody_calls_themselves_is_said_once(one_assembly: TwoNets) -> None:
    await one_assembly("ben@matrix: motion propose Buy a kettle")
    naming = one_assembly.app.door.naming
    for network, called, shown in (
        ("matrix", "ben", "@ben:example.org"),  # by which the face knows the name that is shown
        ("matrix", "Ben of the Depot", "Ben of the Depot (@ben:example.org)"),
        ("discord", " BEN", " BEN"),
        ("discord", "Ben of the Depot", "Ben of the Depot (Ben@matrix)"),
    ):
        card = Card(blocks=(Line((Name(2, beside=called),)),))
        assert lines_of(await naming.named(card, network)) == [shown]
