"""Names that stand on what can be pressed."""

from bot.api.card import Button, Card, Menu, Pick
from bot.app import App
from bot.messenger import merged
from tests.talk import Talk

ELECTION = Card(
    menus=(
        Menu(
            "First choice",
            "poll paper",
            "add",
            (Pick("1", "somebody", person=1), Pick("2", "Ben of the depot"), Pick("3", "Chi", person=99)),
        ),
    ),
    buttons=(Button("somebody", "poll paper", {"add": 1}, person=1),),
)


async def test_buttons_and_lines_of_menus_are_called_by_their_people(house: App, talk: Talk) -> None:
    await talk("ana: motion propose Buy a kettle")
    naming = house.door.naming
    card = await naming.named(ELECTION, "terminal")
    assert [pick.label for pick in card.menus[0].picks] == ["ana", "Ben of the depot", "Chi"]
    assert [pick.value for pick in card.menus[0].picks] == ["1", "2", "3"]
    assert card.buttons[0].label == "ana"


def test_cards_that_are_told_together_keep_what_can_be_pressed() -> None:
    one = merged([ELECTION] * 6)
    assert (len(one.menus), len(one.buttons)) == (4, 5)
