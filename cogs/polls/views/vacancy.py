"""What is said of a seat that became vacant: who is asked, and who follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.api.card import Block, Button, Card, Data, Line, Style, Text, Typed, view
from bot.api.number import Numbered
from bot.api.speech import Speech
from bot.ballots.counting.election import Method
from bot.ballots.counting.result import Result
from cogs.polls.rules.poll import Poll
from cogs.polls.rules.vacancy import Vacancy
from cogs.polls.views import plain_words, stage_words
from cogs.polls.views.naming import called, listed, person
from cogs.polls.views.times import dated
from cogs.polls.views.words import turnout

MOST_STAGES = 4
"""So many stages are told on the card itself."""


@dataclass(frozen=True, slots=True)
class Vacant:
    """A vacant seat of an election; asked are how many were asked, and how many have answered."""

    poll: Poll
    vacancy: Vacancy
    asked: int = 0
    answered: int = 0
    unnamed: bool = False


@view
def vacant_card(say: Speech, told: Vacant) -> Card:
    """What everyone reads while people are asked."""
    poll, vacancy = told.poll, told.vacancy
    at = dated(say, vacancy.until)
    blocks: list[Block] = [became(say, told)]
    if vacancy.ended_at is None:
        blocks.append(
            say.line(
                "Whoever stood then and was not elected is asked in private whether they would take it, "
                "until {at}. The ballots of the election decide between those who would; nobody votes anew.",
                at=at,
            )
        )
        blocks.append(Line(turnout(say, told.answered, told.asked)))
    return Card(
        head=say("Election {number}", number=poll.number),
        title=(Data(poll.title),),
        blocks=tuple(blocks),
        style=Style.MAIN if vacancy.ended_at is None else Style.QUIET,
    )


@view
def would_card(say: Speech, told: Vacant) -> Card:
    """The question in private."""
    poll, vacancy = told.poll, told.vacancy
    if vacancy.ended_at is not None:
        return say.card("The time to take a seat of election {number} is over.", number=poll.number)
    number, of = int(poll.number), vacancy.leaves
    return Card(
        head=say("Election {number}", number=poll.number),
        title=(Data(poll.title),),
        blocks=(
            say.line(
                "The seat of {who} is vacant. You stood in this election. Would you take the seat?",
                who=called(say, poll, of),
            ),
            say.line(
                "If several would, the ballots of the election decide. You can answer until {at}; without an "
                "answer you are left out.",
                at=dated(say, vacancy.until),
            ),
            say.line("Or write: {line}", line=Typed(f"election take-seat {number} {say.word('yes')}")),
        ),
        buttons=(
            Button(
                say.word("I would take it"),
                "election take-seat",
                {"number": number, "answer": "yes", "of": of},
                style=Style.GOOD,
            ),
            Button(say.word("No"), "election take-seat", {"number": number, "answer": "no", "of": of}),
        ),
        style=Style.MAIN,
    )


@view
def waiting(say: Speech, told: Vacant) -> Card:
    """The line of /now for whoever is asked."""
    return say.card(
        "Say whether you would take a vacant seat in election {number}, until {at}: {line}",
        number=told.poll.number,
        at=dated(say, told.vacancy.until),
        line=Typed(f"election take-seat {told.poll.number} {say.word('yes')}"),
    )


@view
def answered(say: Speech, takes: bool, until: datetime, now: datetime) -> Card:
    """What is said to who has answered."""
    at = dated(say, until)
    if until <= now:
        return say.card("All have answered. The ballots of the election now say who follows.")
    if takes:
        return say.card(
            "You would take the seat. After {at} at the latest the ballots decide who follows.",
            at=at,
        )
    return say.card("You don't want the seat. You can think again until {at}.", at=at)


@view
def asking(say: Speech, told: Vacant) -> Card:
    """What is said to who made the vacancy known."""
    asked = say.plural(
        "{n} person who stood is asked whether they would take the seat, until {at}.",
        "{n} people who stood are asked whether they would take the seat, until {at}.",
        told.asked,
        at=dated(say, told.vacancy.until),
    )
    return Card(blocks=(Line(asked),))


@view
def filled_card(say: Speech, told: Vacant) -> Card:
    """Who follows, and how the ballots said so."""
    poll, vacancy = told.poll, told.vacancy
    result = vacancy.count
    blocks: list[Block] = [became(say, told), *(_how(say, told, result) if result else _nobody(say, told))]
    if vacancy.refused is not None and vacancy.follows is not None:
        blocks.append(_refused(say, poll, vacancy.follows, vacancy.refused))
    if vacancy.again:
        blocks.append(say.line("For that there is a new election, {number}.", number=Numbered(vacancy.again)))
    check = Typed(f"election export {poll.number}")
    blocks.append(say.line("Check it yourself: {line}", line=check))
    return Card(
        head=say("Election {number} · a vacant seat", number=poll.number),
        title=(Data(poll.title),),
        blocks=tuple(blocks),
        buttons=_buttons(say, told),
        style=Style.GOOD if vacancy.follows is not None else Style.QUIET,
    )


def became(say: Speech, told: Vacant) -> Line:
    """What became of a vacant seat."""
    poll, vacancy = told.poll, told.vacancy
    left = called(say, poll, vacancy.leaves)
    if vacancy.ended_at is None:
        return say.line("The seat of {who} is vacant.", who=left)
    option = poll.option(vacancy.follows) if vacancy.follows is not None else None
    if option is None:
        return Line(say("Nobody follows {left}; the seat stays empty.", left=left), strong=True)
    who = person(say, poll, option, told.unnamed)
    return Line(say("{who} follows {left}.", who=who, left=left), strong=True)


def _nobody(say: Speech, told: Vacant) -> list[Block]:
    if not told.vacancy.standing:
        return [say.line("Nobody of those who stood would take the seat.")]
    some = listed(say, told.poll, told.vacancy.standing)
    return [say.line("{some} would take it, but no ballot that decides names them.", some=some)]


def _how(say: Speech, told: Vacant, result: Result) -> list[Block]:
    poll, vacancy = told.poll, told.vacancy
    some = listed(say, poll, vacancy.standing)
    blocks: list[Block] = [say.line("Would take it: {some}.", some=some)]
    if poll.method is Method.STV:
        blocks.append(
            say.line(
                "The ballots that had elected {who} were counted again, for as much as they were worth then.",
                who=called(say, poll, vacancy.seat_of),
            )
        )
    else:
        blocks.append(say.line("All ballots were counted again, as if only they had stood."))
    if not result.stages[0].needed:
        return [*blocks, *plain_words.best_lines(say, poll, result, result.elected)]
    shown = result.stages if len(result.stages) <= MOST_STAGES else result.stages[-1:]
    for stage in shown:
        blocks += stage_words.told(say, poll, result, stage, result.elected)
    return [*blocks, *stage_words.lot(say, poll, result)]


def _refused(say: Speech, poll: Poll, n: int, why: str) -> Line:
    who: Text = called(say, poll, n)
    if why:
        return say.line("{who} could not take it up: {why}", who=who, why=Data(why))
    return say.line("{who} could not take it up.", who=who)


def _buttons(say: Speech, told: Vacant) -> tuple[Button, ...]:
    if told.vacancy.follows is not None or told.vacancy.again:
        return ()
    number = {"number": int(told.poll.number)}
    return (Button(say.word("Call an election"), "election again", number, style=Style.MAIN),)
