"""What a campaign says of its words in other languages."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api import language
from bot.api.card import Button, Card, Line, Text, Typed, view
from bot.api.number import Numbered
from bot.api.speech import N_, Speech
from cogs.campaigns.rules.campaign import Campaign

LEAST_TOLD = 5
"""Fewer signatures than these are not told by language: one could be known from the rest."""
_STANDINGS = {
    "wanted": N_("wanted"),
    "draft": N_("a draft, not reviewed yet"),
    "reviewed": N_("reviewed"),
    "stale": N_("the original has changed since"),
}


def called(say: Speech, number: Numbered) -> str:
    """What a letter is called where a translation of it is spoken of."""
    return say.word("Campaign {number}", number=number)


def binds(say: Speech, tongue: str) -> Text:
    """Which of the texts counts."""
    return say("The {language} text is the one that is handed over.", language=tongue)


@view
def table(say: Speech, campaign: Campaign, standings: Mapping[str, str], signed: Mapping[str, int]) -> Card:
    """Every language: where its translation stands, and how many signed in it."""
    tags = dict.fromkeys((campaign.locale, *sorted({*standings, *signed})))
    rows = tuple(Line(_row(say, campaign, tag, standings.get(tag), signed.get(tag, 0))) for tag in tags)
    ask = Typed(f"campaign translate {campaign.name} {say.word('LANGUAGE')}")
    help_ = Typed(f"volunteer translate {say.word('LANGUAGE')}")
    return Card(
        title=say("Campaign {number} in other languages", number=campaign.number),
        blocks=(
            *rows,
            say.line("To ask for one, or to translate: {line}", line=ask),
            say.line("To be asked when one is wanted: {line}", line=help_),
        ),
        buttons=tuple(_read(campaign, tag) for tag, stands in standings.items() if stands != "wanted")[:4],
    )


def _row(say: Speech, campaign: Campaign, tag: str, standing: str | None, signed: int) -> Text:
    if tag == campaign.locale:
        stands = say.word("the original")
    else:
        stands = say.word(_STANDINGS[standing]) if standing else say.word("not translated")
    name = language.name(tag, say.locale)
    if not signed:
        return say("{language}: {stands}", language=name, stands=stands)
    told = say.number(signed) if signed >= LEAST_TOLD else say.word("fewer than 5")
    return say("{language}: {stands} · signed in it: {n}", language=name, stands=stands, n=told)


def _read(campaign: Campaign, tag: str) -> Button:
    arguments: dict[str, str | int] = {"number": int(campaign.number), "language": tag, "kind": "campaign"}
    return Button(language.own_name(tag), "translate read", arguments)
