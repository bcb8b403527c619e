"""A letter of one's own to the addressee, and words to pass on."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.api.card import Block, Button, Card, Data, Field, Quote, Style, view
from bot.api.speech import Speech
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.views import words
from cogs.campaigns.views.tally import in_steps


@dataclass(frozen=True, slots=True)
class Message:
    """What one member may send: the letter in their language, and a link that opens it; n have signed."""

    campaign: Campaign
    title: str = field(repr=False)
    text: str = field(repr=False)
    link: str = field(repr=False)
    is_whole: bool
    n: int
    assembly: str = field(repr=False)
    way: str = field(default="", repr=False)


@view
def message(say: Speech, made: Message) -> Card:
    """A ready letter, and the warning before it."""
    campaign = made.campaign
    blocks: list[Block] = [say.line("This goes from your own address. Not from work.")]
    if campaign.addressee:
        blocks.append(Field(say("To"), (Data(campaign.addressee),)))
    blocks.append(Field(say("Subject"), (Data(made.title),)))
    if made.text:
        blocks.append(Quote(made.text))
    blocks.append(say.line("Put your own name under it, and a sentence of your own: it weighs more."))
    if made.is_whole:
        blocks.append(say.line("To open it in your program for mail: {link}", link=Data(made.link)))
    else:
        blocks.append(say.line("To begin it in your program for mail: {link}", link=Data(made.link)))
        blocks.append(say.line("The text is too long for a link: copy it from above."))
    if campaign.bloc is None:
        blocks += [say.line("To pass on:"), Quote(shared(say, made))]
    sent = {**words.which(campaign.number), "sent": "yes"}
    button = Button(say.word("I sent it"), "campaign message", sent, Style.MAIN)
    return Card(title=words.called(campaign), blocks=tuple(blocks), buttons=(button,))


def shared(say: Speech, made: Message) -> str:
    """Words that lead others to it, on any network."""
    campaign = made.campaign
    if words.is_hidden(campaign) or not made.n:
        so_far = f"{made.title}."
    else:
        title = Data(made.title)
        so_far = _plain(
            say.plural(
                "{title}: {n} of us has signed.", "{title}: {n} of us have signed.", made.n, title=title
            )
        )
    sign = f"{say.face.prefix}sign {campaign.name}"
    how = say.word(
        "Sign too: write {line} to the bot of {assembly}, in a chat with it alone.",
        line=Data(sign),
        assembly=Data(made.assembly),
    )
    unseen = say.word("Nobody sees your name unless you choose it.")
    return " ".join(part for part in (so_far, how, unseen, made.way) if part)


def _plain(said: tuple[object, ...]) -> str:
    return "".join(part.text if isinstance(part, Data) else str(part) for part in said)


@view
def thanked(say: Speech, campaign: Campaign, n: int) -> Card:
    """Once somebody says that it was sent to the addressee of a campaign."""
    blocks = [
        say.line(
            "It is counted once for {called}. Only a number is shown, and nobody learns that you wrote.",
            called=words.called(campaign),
        )
    ]
    if (sent := in_steps(n)) > 0:
        blocks.append(say.line("At least {n} people have written so far.", n=sent))
    return Card(title=say("Thank you"), blocks=tuple(blocks))


@view
def kept(say: Speech) -> Card:
    """A line of /privacy."""
    return say.card(
        "Campaigns: that you said you wrote to an addressee, so that you are counted once; which motions you "
        "offered to other workplaces, and which bodies you reported. Shown to nobody."
    )


@view
def share_button(say: Speech, campaign: Campaign) -> Card:
    """On the campaign's card."""
    which = words.which(campaign.number)
    return Card(buttons=(Button(say.word("Share"), "campaign message", which),))
