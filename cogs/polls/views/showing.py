"""One poll in full, and the line of what waits to be answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.api.card import Block, Button, Card, Data, Line, Name, Text, View, view
from bot.api.speech import Speech
from bot.ballots.paper import NEED_BE, Paper
from cogs.polls.rules.poll import Poll
from cogs.polls.views import words
from cogs.polls.views.parts.shown import Shown

MOST_NAMES = 100
Chosen = Sequence[tuple[int, Paper]]


@view
def in_full(say: Speech, plain: View, shown: Shown, chosen: Chosen) -> Card:
    """The card with who chose what, where that may be known."""
    card = plain(say)
    return replace(card, blocks=(*card.blocks, *_names(say, shown, chosen)))


@view
def waiting(say: Speech, poll: Poll) -> Card:
    number, title = poll.number, Data(poll.title)
    away = say.until(poll.closes_at) if poll.closes_at else ""
    if poll.is_election:
        said = say("vote in election {number}: {title} ({away})", number=number, title=title, away=away)
        read = Button(say.word("Election {number}", number=number), "election show", {"number": number})
    else:
        said = say("answer poll {number}: {title} ({away})", number=number, title=title, away=away)
        read = Button(say.word("Poll {number}", number=number), "poll show", {"number": number})
    return Card(blocks=(Line(said),), buttons=(read,))


def _names(say: Speech, shown: Shown, chosen: Chosen) -> list[Block]:
    """Who chose each option; of orders, who put it first."""
    poll = shown.poll
    blocks: list[Block] = [say.line("Who put which one first:")] if poll.is_ranked and chosen else []
    for option in poll.standing:
        some = [m for m, paper in chosen if option.n in (paper[:1] if poll.is_ranked else paper)]
        soft = [m for m, paper in chosen if option.n + NEED_BE in paper]
        if some or soft:
            named = say("{option}:", option=words.named(say, poll, option))
            blocks.append(Line((*named, " ", *_who(say, some, soft))))
    return blocks


def _who(say: Speech, some: Sequence[int], soft: Sequence[int]) -> Text:
    """Those who chose it; of a time, those too who can come if need be."""
    if not soft:
        return _row(some)
    if_need_be = say("if need be {names}", names=_row(soft))
    return (*_row(some), "; ", *if_need_be) if some else if_need_be


def _row(members: Sequence[int]) -> Text:
    names = words.listed([(Name(member),) for member in members[:MOST_NAMES]])
    return (*names, " …") if len(members) > MOST_NAMES else names
