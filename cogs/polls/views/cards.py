"""The card of a poll, as it stands in rooms and is shown to whoever asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.api.card import Bar, Bars, Block, Button, Card, Data, Line, Style, Text, Typed, view
from bot.api.speech import Speech
from bot.ballots.views import VOTES
from cogs.polls.rules.poll import Poll, State
from cogs.polls.views import words


@dataclass(frozen=True, slots=True)
class Shown:
    """A poll with what its card shows beside it; counts by option are empty while they are sealed."""

    poll: Poll
    voted: int = 0
    entitled: int = 0
    counts: Mapping[int, int] = field(default_factory=dict)
    unnamed: bool = False
    whose: str = field(default="", repr=False)


@view
def poll_card(say: Speech, shown: Shown) -> Card:
    """A question that is open, or is being counted, or was."""
    poll = shown.poll
    is_open = poll.state is State.OPEN
    return Card(
        head=_head(say, poll),
        title=(Data(poll.title),),
        blocks=tuple(_blocks(say, shown)),
        buttons=_buttons(say, poll) if is_open else (),
        reactions=_marks(poll) if is_open else (),
        style=Style.MAIN if is_open else Style.QUIET,
    )


def _head(say: Speech, poll: Poll) -> Text:
    if poll.state is State.OPEN and poll.closes_at is not None:
        at, away = say.moment(poll.closes_at), say.away(poll.closes_at)
        return say("Poll {number} · answer until {at} ({away})", number=poll.number, at=at, away=away)
    if poll.state is State.CLOSING:
        return say("Poll {number} · over; the answers are being counted", number=poll.number)
    return say("Poll {number} · over", number=poll.number)


def _blocks(say: Speech, shown: Shown) -> list[Block]:
    poll = shown.poll
    blocks: list[Block] = [
        Line((*say("This asks; it decides nothing."), " ", *say(VOTES[poll.votes]))),
    ]
    if poll.is_sealed:
        blocks += [Line(words.numbered(say, poll, option)) for option in poll.options]
    else:
        whole = max(1, shown.voted)
        blocks.append(
            Bars(
                tuple(
                    Bar(words.label(say, poll, o), say.number(n), n / whole)
                    for o in poll.options
                    for n in (shown.counts.get(o.n, 0),)
                )
            )
        )
    blocks.append(Line(say.plural("{n} has answered.", "{n} have answered.", shown.voted)))
    if poll.state is State.OPEN:
        line = Typed(f"poll vote {poll.number} {words.given(poll, poll.options[0])}")
        blocks.append(say.line("To answer, write: {line}", line=line))
    return blocks


def _marks(poll: Poll) -> tuple[str, ...]:
    if poll.votes.are_sealed or poll.is_ranked:
        return ()
    marks = tuple(words.mark(poll, option) for option in poll.options)
    return marks if all(marks) else ()


def _buttons(say: Speech, poll: Poll) -> tuple[Button, ...]:
    if not poll.takes_one or len(poll.options) > words.MOST_MARKS:
        return ()
    return tuple(
        Button(
            words.text(say, poll, o),
            "poll vote",
            {"number": int(poll.number), "choice": words.given(poll, o)},
            emoji=words.mark(poll, o),
        )
        for o in poll.options
    )
