"""What a person is told about what they just did with an election, and what nominees are asked."""

from __future__ import annotations

from bot.api.card import Block, Button, Card, Data, Line, Name, Style, Typed, view
from bot.api.speech import N_, Speech
from bot.ballots.rules import Votes
from bot.ballots.secret import LEAST_ENTITLED
from cogs.polls.rules.nomination import Nomination
from cogs.polls.rules.poll import Poll
from cogs.polls.views.times import dated

_FEW = N_(
    "A secret vote needs at least {least} who may vote, and has {n} now. If there are no more when voting "
    "opens, nobody sees the count until the close, and then everyone sees who voted how."
)
_FEW_UNNAMED = N_(
    "A secret vote needs at least {least} who may vote, and has {n} now. If there are no more when voting "
    "opens, nobody sees the count until the close, and nobody is named."
)


@view
def called(say: Speech, poll: Poll, entitled: int) -> Card:
    """Said to whoever called it."""
    blocks: list[Block] = [
        say.line(
            "Election {number} is called: {title}. People can be nominated until {at}.",
            number=poll.number,
            title=Data(poll.title),
            at=dated(say, poll.nominations_close),
        ),
        say.line(
            "To stand yourself: {stand}. To nominate somebody, in private: {other}",
            stand=Typed(f"election nominate {poll.number}"),
            other=Typed(f"election nominate {poll.number} {say.word('name')}"),
        ),
    ]
    return Card(blocks=(*blocks, *too_few_for_secret(say, poll, entitled)))


def too_few_for_secret(say: Speech, poll: Poll, entitled: int) -> list[Block]:
    """What is said before the voting where a secret vote would show who chose what."""
    if poll.votes is not Votes.SECRET or entitled >= LEAST_ENTITLED:
        return []
    return [say.line(_FEW_UNNAMED if poll.unnamed else _FEW, least=LEAST_ENTITLED, n=entitled)]


@view
def stands(say: Speech, poll: Poll, name: str) -> Card:
    return Card(
        blocks=(
            say.line(
                "You stand in election {number}. Your name is on the ballot for all to read: {name}",
                number=poll.number,
                name=Data(name),
            ),
            say.line(
                "To say why people should vote for you: {statement}. To stand no longer: {withdraw}",
                statement=Typed(f"election statement {poll.number}"),
                withdraw=Typed(f"election withdraw {poll.number}"),
            ),
        )
    )


@view
def was_asked(say: Speech, poll: Poll, member: int) -> Card:
    """Says nothing of whether they were asked before, or what they answered."""
    return say.card(
        "{member} is asked in private whether they stand in election {number}. "
        "Nobody else reads their name before they say yes; they see that you nominated them.",
        member=Name(member),
        number=poll.number,
    )


@view
def nominated(say: Speech, poll: Poll, nomination: Nomination) -> Card:
    """The question to a nominee: what they would stand for, and what saying yes means."""
    by = (
        say("{member} has nominated you.", member=Name(nomination.by))
        if nomination.by is not None
        else say("You have been nominated.")
    )
    number = {"number": int(poll.number)}
    return Card(
        title=say("Do you stand in election {number}? {title}", number=poll.number, title=Data(poll.title)),
        blocks=(
            Line(by),
            say.line(
                "If you say yes, your name stands on the ballot for all to read, as you are called here. "
                "Another name: {line}",
                line=Typed(f"election accept {poll.number} called:{say.word('Ana M.')}"),
            ),
            say.line(
                "Nobody else knows that you were asked. Without an answer by {at} you do not stand.",
                at=dated(say, poll.nominations_close),
            ),
        ),
        buttons=(
            Button(say.word("I stand"), "election accept", number, Style.MAIN),
            Button(say.word("No"), "election decline", number),
        ),
    )


@view
def to_answer(say: Speech, poll: Poll) -> Card:
    """The line of what waits for a nominee."""
    number = {"number": int(poll.number)}
    return Card(
        blocks=(
            say.line(
                "Election {number}, {title}: you were nominated. Say until {at} whether you stand: {yes} or "
                "{no}",
                number=poll.number,
                title=Data(poll.title),
                at=dated(say, poll.nominations_close),
                yes=Typed(f"election accept {poll.number}"),
                no=Typed(f"election decline {poll.number}"),
            ),
        ),
        buttons=(
            Button(say.word("I stand"), "election accept", number),
            Button(say.word("No"), "election decline", number),
        ),
    )


@view
def declined(say: Speech, poll: Poll) -> Card:
    return say.card(
        "You do not stand in election {number}, and nobody is told that you were asked. "
        "If you change your mind before {at}: {line}",
        number=poll.number,
        at=dated(say, poll.nominations_close),
        line=Typed(f"election nominate {poll.number}"),
    )


@view
def closes_soon(say: Speech, poll: Poll) -> Card:
    """Said to everyone where nominations close earlier than it was said."""
    return say.card(
        "Nominations for election {number} close earlier: {at}, {away}. To stand: {line}",
        number=poll.number,
        at=dated(say, poll.nominations_close),
        away=say.away(poll.nominations_close),
        line=Typed(f"election nominate {poll.number}"),
    )


@view
def opened(say: Speech, poll: Poll) -> Card:
    return say.card(
        "Voting in election {number} is open until {at}.",
        number=poll.number,
        at=dated(say, poll.voting_closes),
    )


@view
def fell_short(say: Speech, poll: Poll) -> Card:
    return say.card("Too few stand in election {number} for a vote.", number=poll.number)
