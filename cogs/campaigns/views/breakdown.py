"""Who signs, in numbers that give nobody away."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api import language
from bot.api.card import Card, Data, Line, Text, view
from bot.api.speech import Speech
from cogs.campaigns.rules.breakdown import STEP, Public, PublicRow

MOST_SHOWN = 4


@view
def most(say: Speech, public: Public) -> Card:
    """The largest trades, for a campaign's card."""
    some = public.of("trade")[:MOST_SHOWN]
    if not some:
        return Card()
    return Card(blocks=(Line((*say("Most from:"), " ", *in_a_row(say, some))),))


def in_a_row(say: Speech, some: Sequence[PublicRow]) -> Text:
    """Rows one after the other: nurses 35, 30 of them vouched for · teachers 20."""
    parts: list[Text] = [row(say, one) for one in some]
    return tuple(piece for i, part in enumerate(parts) for piece in ((" · ",) if i else ()) + part)


def row(say: Speech, one: PublicRow) -> Text:
    """One row: nurses 35, 30 of them vouched for."""
    if one.vouched and one.kind != "bloc":
        return say("{name} {n}, {vouched} vouched for", name=name(say, one), n=one.n, vouched=one.vouched)
    return say("{name} {n}", name=name(say, one), n=one.n)


def name(say: Speech, one: PublicRow) -> Data:
    """What a row is of, as its owners call it."""
    return Data(language.name(one.called, say.locale) if one.kind == "language" else one.called)


def rest(say: Speech, *, is_cut: bool = False) -> Text:
    """What stands below rows where there are others; is_cut says that some of those could be told."""
    if is_cut:
        return say("Others: fewer each, or not said")
    return say("Others: fewer than {step} each, or not said", step=STEP)


def how_counted(say: Speech) -> Text:
    """Why these numbers do not add up to the total."""
    return say(
        "Counted in steps of {step}, once an hour at most, so that no number gives anybody away.", step=STEP
    )
