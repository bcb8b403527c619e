"""What a person is told about whether they come."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Block, Card, Line, Name, Reply, Text, Typed, view
from bot.api.speech import Speech
from bot.dates.series import Occurrence
from cogs.meetings.rules.call import Call
from cogs.meetings.rules.rsvp import Rsvp
from cogs.meetings.views import call_words as words


@view
def answered(say: Speech, call: Call, one: Occurrence, given: Rsvp) -> Card:
    return say.card(
        "{title}, {when}: {answer}. You can change it until the meeting is over.",
        title=words.title(call),
        when=words.when(say, one.at, call.series.zone),
        answer=words.answer(say, given),
    )


@view
def taken_back(say: Speech, call: Call, one: Occurrence) -> Card:
    return say.card(
        "You took back what you said about {title}, {when}. To say it again: {line}",
        title=words.title(call),
        when=words.when(say, one.at, call.series.zone),
        line=Typed(f"rsvp {call.number} {words.answer_typed(say, Rsvp.GOING)}"),
    )


@view
def nothing_changed(say: Speech) -> Card:
    return say.card("Nothing changed: your answer came another way, and it stands.")


NOTHING_CHANGED = Reply(nothing_changed(), silent=True, private=True)


def named(say: Speech, who: Mapping[Rsvp, list[int]]) -> list[Block]:
    """Who has answered how, for those who may see it."""
    lines: list[Block] = []
    for given, some in who.items():
        if not some:
            continue
        names: Text = ()
        for member in some:
            names += (", ", Name(member)) if names else (Name(member),)
        lines.append(Line(say("{answer}: {names}", answer=words.answer(say, given), names=names)))
    return lines
