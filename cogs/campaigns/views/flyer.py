"""What stands on a campaign's flyer, and what whoever has it printed is told."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.api.card import Block, Card, Data, view
from bot.api.people import Address
from bot.api.speech import Speech
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.reaching import way_to
from cogs.campaigns.stencils import NAMES, stencil
from cogs.campaigns.views import words

_NETWORKS = {"discord": "Discord", "matrix": "Matrix"}


@dataclass(frozen=True, slots=True)
class Flyer:
    """The words on one page; scanned is what a phone reads from it, symbol what a stencil is looked up by."""

    symbol: str = field(repr=False)
    demand: str = field(repr=False)
    to: str = field(repr=False)
    line: str = field(repr=False)
    steps: tuple[str, ...] = field(repr=False)
    warning: str = field(repr=False)
    scanned: str = field(repr=False)


def flyer(say: Speech, campaign: Campaign, assembly: str, here: Address, link: str) -> Flyer:
    """The words of a flyer; here is a room of the network for which it is printed."""
    where = _NETWORKS.get(here.network, here.network)
    line = f"{say.face.prefix}sign {campaign.name}"
    come = say.word("Come to {assembly} on {network}.", assembly=Data(assembly), network=where)
    write = say.word("Write the line above to the bot, in a chat with it alone.")
    name = say.word("Nobody sees your name unless you choose it.")
    return Flyer(
        campaign.symbol,
        campaign.title,
        say.word("To: {addressee}", addressee=Data(campaign.addressee)) if campaign.addressee else "",
        line,
        (come, write, name),
        say.word("No faces in photos of this. Not from a work device."),
        link or way_to(here) or f"{come} {say.word('Write to the bot, in a chat with it alone:')} {line}",
    )


@view
def flyer_made(say: Speech, campaign: Campaign, is_linked: bool) -> Card:
    """What goes with the file."""
    lines: list[Block] = [say.line("No faces in photos of it, and print it at home, not at work.")]
    if not is_linked:
        lines.append(
            say.line(
                "Its code says in words how to sign. With a link to join instead, add: {option}", option=_LINK
            )
        )
    if not campaign.symbol:
        lines.append(
            say.line("Give the campaign a symbol, and it stands on top: {some}", some=" ".join(NAMES))
        )
    elif stencil(campaign.symbol) is None:
        lines.append(
            say.line(
                "Its symbol has no stencil and is left out. These have one: {some}", some=" ".join(NAMES)
            )
        )
    return Card(title=say("A flyer for {called}", called=words.called(campaign)), blocks=tuple(lines))


_LINK = "link:https://…"
