"""Campaigns in a row."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Card, Line, Typed, view
from bot.api.speech import Speech
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.views import words


@view
def running(
    say: Speech, some: Sequence[tuple[Campaign, int]], waiting: Sequence[Campaign], over: Sequence[Campaign]
) -> Card:
    """Running ones with how far they are, then those that wait to open, then what has ended."""
    lines = [Line((*words.called(one), " · ", *words.progress(say, one, n))) for one, n in some]
    if some:
        lines.append(say.line("To sign one: {command}", command=Typed(f"sign {some[0][0].name}")))
    else:
        start = Typed("campaign start")
        lines.append(say.line("No campaign runs just now. To start one: {command}", command=start))
    lines += [Line(say("{called} · not open yet", called=words.called(one))) for one in waiting]
    lines += [Line((*words.called(one), " · ", words.outcome(say, one))) for one in over]
    return Card(title=say("Campaigns"), blocks=tuple(lines))
