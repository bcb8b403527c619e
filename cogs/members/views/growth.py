"""Cards that offer an assembly what suits its size."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Block, Button, Card, Style, Typed, view
from bot.api.people import Assembly
from bot.api.speech import N_, Speech
from cogs.members import growth as rules
from cogs.members.growth import Offer

_TITLES: Mapping[Offer, str] = {
    Offer.NO_SECOND: N_("Does a motion need a second here?"),
    Offer.SECONDING: N_("Shall somebody second a motion before you vote on it?"),
    Offer.QUORUM: N_("How many must take part in a vote?"),
    Offer.VOUCHING: N_("Who keeps this assembly, and who comes onto its roll?"),
}
_WHY: Mapping[Offer, str] = {
    Offer.NO_SECOND: N_(
        "You are fewer than five. So few can vote at once on what one of them proposes, without anybody "
        "seconding it."
    ),
    Offer.SECONDING: N_(
        "You are six or more. If somebody else has to want a motion too, you vote on what matters to more "
        "than one person."
    ),
    Offer.QUORUM: N_(
        "You are 15 or more. So that a few don't decide for all, you can say how many must take part."
    ),
    Offer.VOUCHING: N_(
        "You are 30 or more, and not everyone knows everyone any more. With two stewards nothing that can "
        "hurt is in one hand, and with a roll onto which members vouch for newcomers nobody votes twice."
    ),
}


@view
def growth_card(say: Speech, assembly: Assembly, offer: Offer, stewards: int, size: int) -> Card:
    """What is offered and why; once it is so, that."""
    title = say(_TITLES[offer])
    if not rules.is_wanted(offer, assembly, stewards):
        return Card(title=title, blocks=(say.line("You have decided that since."),), style=Style.QUIET)
    buttons = _buttons(say, assembly, offer, stewards, size)
    blocks: list[Block] = [say.line(_WHY[offer])]
    for button in buttons:
        values = " ".join(f"{key}:{value}" for key, value in button.arguments.items())
        name = "" if button.arguments else say.word("NAME")
        line = Typed(f"{button.command} {values or name}")
        blocks.append(say.line("{what}: {line}", what=button.label, line=line))
    if offer is Offer.NO_SECOND:
        blocks.append(say.line("A steward can change that. If nobody does, all stays as it is."))
    else:
        blocks.append(say.line("You decide it by a vote. If nobody proposes it, all stays as it is."))
    return Card(title=title, blocks=tuple(blocks), buttons=buttons, style=Style.MAIN)


def _buttons(say: Speech, assembly: Assembly, offer: Offer, stewards: int, size: int) -> tuple[Button, ...]:
    settings = "assembly settings"
    match offer:
        case Offer.NO_SECOND:
            return (Button(say.word("Do without a second"), settings, {"seconds": 0}),)
        case Offer.SECONDING:
            return (Button(say.word("Have motions seconded"), settings, {"seconds": 1}),)
        case Offer.QUORUM:
            share = rules.quorum(assembly, size)
            return (Button(say.word("A third must take part"), settings, {"quorum": share}),)
    found = [Button(say.word("Propose somebody"), "steward propose")] if stewards < 2 else []
    if rules.lacks_vouching(assembly):
        found.append(Button(say.word("Have members vouch"), settings, {"roll": "vouched"}))
    return tuple(found)
