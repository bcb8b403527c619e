"""The card of a campaign, as it stands in rooms and is shown to whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.api import language
from bot.api.card import Bar, Bars, Block, Card, Data, Field, Line, Quote, Style, Text, Typed, View, view
from bot.api.services import Buttons, Rendering
from bot.api.speech import Speech
from cogs.campaigns.rules.campaign import Campaign, Outcome, State
from cogs.campaigns.views import words as texts
from cogs.campaigns.views.translated import binds

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
    buttons = texts.buttons(say, campaign)
    for one in (other(say) for other in shown.beside):
        blocks += one.blocks
        buttons += one.buttons
    if campaign.is_running:
        blocks.append(say.line("Your name is shown to nobody unless you choose it."))
        blocks += texts.instead_of_button(say, campaign)
    return Card(
        title=texts.title(campaign),
        head=texts.head(say, campaign),
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
        return [*texts.news(say, campaign), Line(texts.signed(say, campaign, shown.n))]
    if campaign.opened_at is None:
        return [say.line("It never opened.")]
    if texts.is_unmet(campaign):
        return [say.line("Not enough people pledged, so it holds nobody. Who pledged is erased.")]
    said: list[Block] = []
    if not texts.is_hidden(campaign):
        share = min(1.0, shown.n / campaign.goal)
        said.append(Bars((Bar(texts.label(say, campaign), texts.percent(say, campaign, shown.n), share),)))
    said.append(Line(texts.progress(say, campaign, shown.n)))
    if campaign.version > 1 and shown.n and not texts.is_hidden(campaign):
        said.append(Line(texts.newest(say, campaign, shown.newest, shown.n)))
    if campaign.is_pledge and campaign.is_running:
        said.append(say.line("Only those count whom a bloc vouches for."))
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
    if campaign.motion is not None and campaign.opened_at is not None:
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


def with_buttons(card: View, buttons: Buttons) -> View:
    """A card with a button for each language that it can be read in."""

    def said(say: Speech) -> Card:
        shown = card(say)
        return replace(shown, buttons=(*shown.buttons, *buttons(say)))

    return said


@view
def reading(say: Speech, campaign: Campaign, words: Rendering, version: int | None = None) -> Card:
    """The words that are signed, in the reader's language where there are any; or an earlier version."""
    number = version or campaign.version
    return Card(
        title=(Data(words.title),),
        head=_edition(say, campaign, number),
        blocks=(
            *((Field(say("To"), (Data(campaign.addressee),)),) if campaign.addressee else ()),
            Quote(words.text) if words.text else say.line("Its title is all there is to it."),
            *_beside_text(say, campaign, words.locale, number),
        ),
        buttons=texts.sign(say, campaign) if campaign.is_running and number == campaign.version else (),
    )


def _edition(say: Speech, campaign: Campaign, number: int) -> Text:
    what = say("{kind} {number}", kind=texts.kind(say, campaign), number=campaign.number)
    if campaign.version == 1:
        return what
    return say("{what} · version {version} of {newest}", what=what, version=number, newest=campaign.version)


def _beside_text(say: Speech, campaign: Campaign, locale: str, number: int) -> list[Block]:
    """Where to read it in other words: those of the original, of now, or of the beginning."""
    read = f"campaign read {campaign.number}"
    if number < campaign.version:
        return [say.line("As it is now: {command}", command=Typed(read))]
    said: list[Block] = []
    if not language.is_same(locale, campaign.locale):
        said.append(Line(binds(say, language.name(campaign.locale, say.locale))))
        original = Typed(f"{read} {campaign.locale}")
        said.append(say.line("To read that: {line}", line=original))
    if number > 1:
        said.append(say.line("As it was at first: {command}", command=Typed(f"{read} version:1")))
    return said
