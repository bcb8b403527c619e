"""Who stands and what they say."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Block, Card, Data, Line, Quote, Typed, view
from bot.api.speech import N_, Speech
from bot.ballots.counting.election import Method
from cogs.polls.rules.candidate import Candidate
from cogs.polls.rules.nomination import STATEMENT_LIMIT
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Poll, State
from cogs.polls.views.elections import candidate_line, so_many_stand, vote_button

_RANKED = N_("Votes for {name} go to whoever the voter put next. You can change your vote until the close.")
_ONE = N_("Votes for {name} count for nobody now. If yours is one, vote again before the close.")
_SEVERAL = N_("Votes for {name} count no longer; what else a vote names does. You can change yours.")
ABOUT_A_LINE, LEAST_SHOWN = 120, 60
"""So much of a card's room a candidate takes beside what they say, and how much of that is worth showing."""


@view
def candidates_card(
    say: Speech, poll: Poll, some: Sequence[Candidate], unnamed: bool, whole: bool = False
) -> Card:
    """Everyone who stands with what they say, or one of them; what is cut says where the rest is."""
    if not some:
        return _nobody(say, poll)
    room = STATEMENT_LIMIT if whole else _room(say, len(some))
    blocks = [block for one in some for block in _lines(say, one, unnamed, room)]
    if any(len(one.statement) > room for one in some):
        line = Typed(f"election candidates {poll.number} {some[0].n or some[0].called}")
        blocks.append(say.line("To read all that one of them says: {line}", line=line))
    return Card(
        title=say("Election {number}: {title}", number=poll.number, title=Data(poll.title)),
        blocks=tuple(blocks),
        buttons=vote_button(say, poll),
    )


def _nobody(say: Speech, poll: Poll) -> Card:
    if poll.state is State.NOMINATING:
        stand = Typed(f"election nominate {poll.number}")
        return say.card("Nobody stands yet. To stand yourself: {line}", line=stand)
    return say.card("Nobody stands in election {number}.", number=poll.number)


def _room(say: Speech, many: int) -> int:
    """So many characters of what each says fit where the card is read; 0 where names alone do."""
    room = (say.face.text_limit - 400) // many - ABOUT_A_LINE
    return min(STATEMENT_LIMIT, room) if room >= LEAST_SHOWN else 0


def _lines(say: Speech, one: Candidate, unnamed: bool, room: int) -> list[Block]:
    name = candidate_line(say, one, unnamed)
    if not room:
        return [Line(name)]
    if one.withdrawn:
        return [Line(name, strong=True)]
    cut = one.statement if len(one.statement) <= room else f"{one.statement[: room - 1].rstrip()}…"
    return [Line(name, strong=True), Quote(cut) if cut else say.line("has written nothing.")]


@view
def said(say: Speech, poll: Poll) -> Card:
    return say.card(
        "Everyone can read it now: {line}. You can change it until voting opens.",
        line=Typed(f"election candidates {poll.number}"),
    )


@view
def withdrew(say: Speech, poll: Poll) -> Card:
    if poll.state in (State.NOMINATING, State.SHORT):
        return say.card(
            "You stand no longer in election {number}, and your name is gone from it.", number=poll.number
        )
    return say.card(
        "You stand no longer in election {number}. Your name stays on the ballot, with a note that you have "
        "withdrawn.",
        number=poll.number,
    )


@view
def withdrawn(say: Speech, poll: Poll, option: Option) -> Card:
    """Said to everyone when a candidate withdraws while it is voted."""
    name = Data(option.text)
    first = say.line("{name} stands no longer in election {number}.", name=name, number=poll.number)
    lines: list[Block] = [first, say.line(_what_becomes(poll), name=name)]
    left = len([one for one in poll.standing if not one.reopens])
    if left < poll.seats:
        standing = so_many_stand(say, poll, left)
        lines.append(say.line("{standing}, so at least one seat stays empty.", standing=standing))
    return Card(blocks=tuple(lines), buttons=vote_button(say, poll))


@view
def back(say: Speech, poll: Poll, option: Option) -> Card:
    """Said to everyone when a candidate who had left is there again."""
    name = Data(option.text)
    line = say.line(
        "{name} is here again and stands in election {number} as before.", name=name, number=poll.number
    )
    return Card(blocks=(line,), buttons=vote_button(say, poll))


def _what_becomes(poll: Poll) -> str:
    """What becomes of votes for whoever has withdrawn."""
    if poll.is_ranked:
        return _RANKED
    return _ONE if poll.method is Method.PLURALITY else _SEVERAL


@view
def nobody_left(say: Speech, poll: Poll) -> Card:
    return say.card(
        "Nobody stands in election {number} any more, so it is over without a result. "
        "To call another: {line}",
        number=poll.number,
        line=Typed(f"election call {poll.title} seats:{poll.seats}"),
    )
