"""The card of a campaign, as it stands in rooms and is shown to whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.api.card import Bar, Bars, Block, Card, Data, Field, Line, Quote, Style, Text, Typed, View, view
from bot.api.speech import Speech
from cogs.campaigns.rules.campaign import Campaign, Outcome, State
from cogs.campaigns.views import words

SHORT_TEXT = 280
"""A text up to so many characters stands on the card; a longer one is read at a press."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """One that launches a campaign; bloc is the name of the one that confirmed it."""

    name: str = field(repr=False)
    bloc: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """A campaign with all that its card says.

    n is how many have signed, newest how many of them the words as they are now; beside are views whose
    blocks and buttons stand on the card as well.
    """

    campaign: Campaign
    n: int
    newest: int = 0
    sponsors: int = 0
    bloc: str = field(default="", repr=False)
    organisations: tuple[Organisation, ...] = ()
    beside: tuple[View, ...] = ()


@view
def campaign_card(say: Speech, shown: Shown) -> Card:
    """One campaign as it stands."""
    campaign = shown.campaign
    blocks = [*_standing(say, shown), *_about(say, shown)]
    buttons = words.buttons(say, campaign)
    for one in (other(say) for other in shown.beside):
        blocks += one.blocks
        buttons += one.buttons
    if campaign.is_running:
        blocks.append(say.line("Your name is shown to nobody unless you choose it."))
    return Card(
        title=words.title(campaign),
        head=words.head(say, campaign),
        blocks=tuple(blocks),
        buttons=buttons,
        style=Style.GOOD if campaign.outcome is Outcome.WON else Style.PLAIN,
    )


def _standing(say: Speech, shown: Shown) -> list[Block]:
    """How far it is: words and a bar, what it waits for, or what came of it."""
    campaign = shown.campaign
    if campaign.state is State.WAITING:
        return _waiting(say, shown)
    if campaign.outcome is not None:
        return [*words.news(say, campaign), Line(words.signed(say, campaign, shown.n))]
    said: list[Block] = []
    if not words.is_hidden(campaign):
        share = min(1.0, shown.n / campaign.goal)
        said.append(Bars((Bar(words.label(say, campaign), words.percent(say, campaign, shown.n), share),)))
    said.append(Line(words.progress(say, campaign, shown.n)))
    if campaign.version > 1 and shown.n:
        said.append(Line(words.newest(say, campaign, shown.newest, shown.n)))
    return said


def _waiting(say: Speech, shown: Shown) -> list[Block]:
    campaign = shown.campaign
    said: list[Block] = []
    if campaign.sponsors_needed:
        needed = campaign.sponsors_needed
        said.append(say.line("{n} of {needed} sponsors so far.", n=shown.sponsors, needed=needed))
    if campaign.motion is not None:
        said.append(say.line("It opens once motion {number} is carried.", number=campaign.motion))
    return said


def _about(say: Speech, shown: Shown) -> list[Block]:
    """Whom it is for and who launches it, and its words where they are short."""
    campaign = shown.campaign
    said: list[Block] = []
    if shown.organisations:
        said.append(Field(say("Launched by"), _launching(say, shown.organisations)))
    if campaign.motion is not None and campaign.state is not State.WAITING:
        said.append(say.line("It follows from motion {number}.", number=campaign.motion))
    if shown.bloc:
        said.append(say.line("For {bloc}.", bloc=Data(shown.bloc)))
    if campaign.text and len(campaign.text) <= SHORT_TEXT and campaign.outcome is None:
        said.append(Quote(campaign.text))
    return said


def _launching(say: Speech, some: Sequence[Organisation]) -> Text:
    parts: Text = ()
    for one in some:
        named: Text = (Data(one.name),)
        if one.bloc:
            named = say("{name} (confirmed by {bloc})", name=Data(one.name), bloc=Data(one.bloc))
        else:
            named = say("{name} (not confirmed)", name=Data(one.name))
        parts += (*((", ",) if parts else ()), *named)
    return parts


@view
def text_card(say: Speech, campaign: Campaign, version: int, title: str, text: str, newest: int) -> Card:
    """The words that are signed, or were signed in an earlier version."""
    head = say("{kind} {number}", kind=words.kind(say, campaign), number=campaign.number)
    if newest > 1:
        head = say("{what} · version {version} of {newest}", what=head, version=version, newest=newest)
    blocks: list[Block] = []
    if campaign.addressee:
        blocks.append(Field(say("To"), (Data(campaign.addressee),)))
    blocks.append(Quote(text) if text else say.line("Its title is all there is to it."))
    if version < newest:
        now = Typed(f"campaign read {campaign.number}")
        blocks.append(say.line("As it is now: {command}", command=now))
    elif newest > 1:
        first = Typed(f"campaign read {campaign.number} version:1")
        blocks.append(say.line("As it was at first: {command}", command=first))
    buttons = words.sign(say, campaign) if campaign.is_running and version == newest else ()
    return Card(title=(Data(title),), head=head, blocks=tuple(blocks), buttons=buttons)
