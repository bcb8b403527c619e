"""The card of an election, from its call to its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.api.card import Block, Button, Card, Data, Line, Name, Style, Text, Typed, view
from bot.api.speech import N_, Speech
from bot.ballots.counting.election import Method
from bot.ballots.views import VOTES
from cogs.polls.rules.nomination import Nomination
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Poll, State
from cogs.polls.rules.seed import SHOWN
from cogs.polls.views.nominations import too_few_for_secret

METHODS = {
    Method.IRV: N_("Ranked choice: put those you want in order, the most wanted first."),
    Method.STV: N_("Ranked choice for several seats: put those you want in order, the most wanted first."),
    Method.SCHULZE: N_("Everyone is compared with everyone: put those you want in order."),
    Method.APPROVAL: N_("Name everyone whom you could do with. Those named most often are elected."),
    Method.PLURALITY: N_("Name one. Those named most often are elected."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """An election with what its card shows beside it; standing are those who stand before the voting."""

    poll: Poll
    standing: Sequence[Nomination] = ()
    voted: int = 0
    entitled: int = 0
    unnamed: bool = False
    whose: str = field(default="", repr=False)


@view
def election_card(say: Speech, shown: Shown) -> Card:
    """How it stands, and what can be done now."""
    poll = shown.poll
    lively = poll.state in (State.NOMINATING, State.OPEN)
    return Card(
        head=_head(say, poll),
        title=(Data(poll.title),),
        blocks=tuple(_blocks(say, shown)),
        buttons=_buttons(say, poll),
        style=Style.MAIN if lively else Style.QUIET,
    )


def _head(say: Speech, poll: Poll) -> Text:
    number = poll.number
    if poll.state is State.NOMINATING and poll.nominations_until is not None:
        at, away = say.moment(poll.nominations_until), say.away(poll.nominations_until)
        return say("Election {number} · nominate until {at} ({away})", number=number, at=at, away=away)
    if poll.state is State.OPEN and poll.closes_at is not None:
        at, away = say.moment(poll.closes_at), say.away(poll.closes_at)
        return say("Election {number} · vote until {at} ({away})", number=number, at=at, away=away)
    heads = {
        State.SHORT: N_("Election {number} · too few candidates"),
        State.CLOSING: N_("Election {number} · over; the votes are being counted"),
        State.DROPPED: N_("Election {number} · called off"),
    }
    return say(heads.get(poll.state, N_("Election {number} · over")), number=number)


def _blocks(say: Speech, shown: Shown) -> list[Block]:
    poll = shown.poll
    blocks: list[Block] = [Line(_seats(say, poll))]
    if poll.state in (State.NOMINATING, State.SHORT):
        return [*blocks, *_nominating(say, shown)]
    blocks += [Line(candidate(say, option, shown.unnamed)) for option in poll.options]
    if poll.state is State.OPEN:
        blocks += _voting(say, shown)
    return blocks


def _seats(say: Speech, poll: Poll) -> Text:
    if poll.seats == 1:
        return say("One seat is to be filled.")
    return say.plural("{n} seat is to be filled.", "{n} seats are to be filled.", poll.seats)


def candidate(say: Speech, option: Option, unnamed: bool) -> Text:
    """A line of the ballot paper with its number."""
    text: Text = say("Reopen nominations") if option.reopens else (Data(option.text),)
    if option.member is not None and not unnamed:
        text = (*text, " (", Name(option.member), ")")
    if option.withdrawn:
        text = say("{name} has withdrawn", name=text)
    return (f"{option.n} ", *text)


def _nominating(say: Speech, shown: Shown) -> list[Block]:
    poll = shown.poll
    blocks: list[Block] = []
    names = say.listed([one.called for one in shown.standing])
    if names:
        blocks.append(say.line("Standing so far: {names}", names=Data(names)))
    else:
        blocks.append(say.line("Nobody stands yet."))
    if poll.state is State.NOMINATING:
        stand = Typed(f"election nominate {poll.number}")
        blocks.append(say.line("To stand yourself: {line}", line=stand))
        other = Typed(f"election nominate {poll.number} {say.word('name')}")
        blocks.append(
            say.line("To nominate somebody, alone with me: {line}. They are asked in private.", line=other)
        )
        blocks += too_few_for_secret(say, poll, shown.entitled)
    return blocks


def _voting(say: Speech, shown: Shown) -> list[Block]:
    poll = shown.poll
    blocks: list[Block] = [say.line(METHODS[poll.method or Method.STV])]
    blocks.append(Line(say(VOTES[poll.votes])))
    blocks.append(say.line("{voted} of {entitled} have voted.", voted=shown.voted, entitled=shown.entitled))
    blocks.append(say.line("Ties are decided by the lot {seed}…", seed=poll.seed[:SHOWN]))
    return blocks


def _buttons(say: Speech, poll: Poll) -> tuple[Button, ...]:
    number = {"number": int(poll.number)}
    if poll.state is State.NOMINATING:
        return (Button(say.word("I stand"), "election nominate", number, Style.MAIN),)
    return ()
