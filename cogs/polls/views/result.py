"""The result of an election: who is elected, how that came about, and how to check it."""

from __future__ import annotations

from datetime import timedelta

from bot.api.card import Block, Button, Card, Data, Line, Style, Text, Typed, view
from bot.api.number import Numbered
from bot.api.speech import N_, Speech
from cogs.polls.rules.outcome import Outcome
from cogs.polls.rules.poll import Office, Poll
from cogs.polls.views import stage_words
from cogs.polls.views.ballot import receipts_button
from cogs.polls.views.naming import called, in_a_row, listed, person
from cogs.polls.views.plain_words import best_lines
from cogs.polls.views.told import Told
from cogs.polls.views.vacancy import Vacant, became

MOST_SENTENCES = 3
"""A card says how so many were elected; the rest stands in the stages."""


@view
def elected_card(say: Speech, told: Told) -> Card:
    """What everyone reads when an election has been counted."""
    poll, outcome = told.poll, told.outcome
    return Card(
        head=say("Election {number} · counted", number=poll.number),
        title=(Data(poll.title),),
        blocks=(
            Line(the_elected(say, told), strong=True),
            *since(say, told),
            *how(say, poll, outcome),
            *left(say, poll),
            *_empty(say, poll, outcome),
            *_office(say, told),
            *took_part(say, outcome),
            *footnotes(say, outcome),
            *_check(say, poll, outcome),
        ),
        buttons=buttons(say, poll, outcome),
        style=Style.GOOD if outcome.elected else Style.QUIET,
    )


@view
def minuted(say: Speech, told: Told) -> Card:
    """The same as one line of minutes, with what became of the seats since."""
    poll, outcome = told.poll, told.outcome
    message = N_("Election {number}, {title}: {who}")
    if outcome.elected:
        who = say("elected: {who}.", who=listed(say, poll, outcome.elected))
    else:
        who = say("nobody is elected.")
    first = say.line(message, number=poll.number, title=Data(poll.title), who=who)
    later = [became(say, Vacant(poll, one, unnamed=True)) for one in told.since]
    return Card(blocks=(first, *later))


def the_elected(say: Speech, told: Told) -> Text:
    """The elected by the names under which they stood."""
    options = [option for n in told.outcome.elected if (option := told.poll.option(n)) is not None]
    if not options:
        return say("Nobody is elected.")
    who = in_a_row([person(say, told.poll, option, told.unnamed) for option in options])
    return say("Elected: {who}", who=who)


def since(say: Speech, told: Told) -> list[Line]:
    """What became of the seats that became vacant, so that nobody takes who left for who sits."""
    return [became(say, Vacant(told.poll, one, unnamed=told.unnamed)) for one in told.since]


def how(say: Speech, poll: Poll, outcome: Outcome) -> list[Line]:
    """How that came about, in two or three sentences."""
    result = outcome.result
    if outcome.declared:
        return [say.line("Nobody voted: no more stood than there are seats.")]
    if result is None:
        return [_nothing(say, poll, outcome)]
    if result.duels is not None or not result.stages[0].needed:
        return best_lines(say, poll, result, outcome.elected)[:MOST_SENTENCES]
    lines = [
        Line(stage_words.elected(say, poll, result, stage, n, outcome.elected))
        for stage in result.stages
        for n in stage.elected
    ][:MOST_SENTENCES]
    if any(tie.drawn for tie in result.ties):
        lines.append(say.line("A tie was decided by the lot; the stages say between whom."))
    return lines


def left(say: Speech, poll: Poll) -> list[Line]:
    """Who had left before the count, so that nobody looks for their votes."""
    some = [option.n for option in poll.options if option.left]
    if not some:
        return []
    who = listed(say, poll, some)
    return [say.line("Left before the count, so counted as if they had withdrawn: {who}.", who=who)]


def _nothing(say: Speech, poll: Poll, outcome: Outcome) -> Line:
    if not outcome.cast:
        return say.line("Nobody voted.")
    if outcome.cast < poll.quorum:
        return Line(too_few(say, poll, outcome))
    return say.line("No ballot names anybody who stands.")


def _empty(say: Speech, poll: Poll, outcome: Outcome) -> list[Line]:
    if not outcome.empty:
        return []
    lines = [say.plural("{n} seat stays empty.", "{n} seats stay empty.", outcome.empty)]
    if outcome.again:
        lines.append(say("For that there is a new election, {number}.", number=Numbered(outcome.again)))
    else:
        lines.append(say("To vote on that anew: {line}", line=Typed(f"election again {poll.number}")))
    return [Line(in_sentences(lines)), *_by_motion(say, poll, outcome)]


def _by_motion(say: Speech, poll: Poll, outcome: Outcome) -> list[Line]:
    """The other way to an office, where too few voted for this one."""
    if outcome.cast >= poll.quorum:
        return []
    path = "steward propose" if poll.office is Office.STEWARDS else "delegate elect"
    return [say.line("Or by a motion: {line}", line=Typed(f"{path} {say.word('name')}"))]


def _office(say: Speech, told: Told) -> list[Line]:
    """What those who are elected have become, and who has not, with why."""
    poll, refused = told.poll, dict(told.outcome.refused)
    taken = [n for n in told.outcome.elected if n not in refused]
    lines: list[Line] = []
    if poll.office is Office.DELEGATES and taken:
        lines.append(
            say.line(
                "Delegates of {bloc} from now on: {who}.",
                bloc=Data(told.whose),
                who=listed(say, poll, taken),
            )
        )
    if poll.office is Office.STEWARDS and taken:
        lines.append(say.line("Stewards from now on: {who}.", who=listed(say, poll, taken)))
    for n, why in refused.items():
        who = called(say, poll, n)
        if why:
            lines.append(say.line("{who} could not take it up: {why}", who=who, why=Data(why)))
        else:
            lines.append(say.line("{who} could not take it up.", who=who))
    return lines


def took_part(say: Speech, outcome: Outcome) -> list[Line]:
    """The turnout on a line of its own, where there was a vote."""
    return [] if outcome.declared else [Line(turnout(say, outcome))]


def too_few(say: Speech, poll: Poll, outcome: Outcome) -> Text:
    """Said where fewer voted than it takes for an office."""
    return say.plural(
        "Too few voted: {n} of the {least} that are needed. No seat is filled.",
        "Too few voted: {n} of the {least} that are needed. No seat is filled.",
        outcome.cast,
        least=poll.quorum,
    )


def turnout(say: Speech, outcome: Outcome) -> Text:
    """How many voted, of how many, and how many papers say nothing."""
    if outcome.entitled:
        voted = say.plural("{n} of {all} voted.", "{n} of {all} voted.", outcome.cast, all=outcome.entitled)
    else:
        voted = say.plural("{n} voted.", "{n} voted.", outcome.cast)
    if not outcome.blank:
        return voted
    blank = say.plural(
        "{n} ballot names nobody who stands.", "{n} ballots name nobody who stands.", outcome.blank
    )
    return (*voted, " ", *blank)


def footnotes(say: Speech, outcome: Outcome) -> list[Line]:
    """Whatever was unusual about the count."""
    lines = _read_late(say, outcome)
    if outcome.gone:
        lines.append(
            Line(
                say.plural(
                    "{n} reaction was gone when I read them again; its ballot stands.",
                    "{n} reactions were gone when I read them again; their ballots stand.",
                    outcome.gone,
                )
            )
        )
    if outcome.unread:
        lines.append(say.line("I could not reach every room before the count; this counts the votes I had."))
    if outcome.alarm:
        lines.append(say.line("The running count was off. This result is counted from the ballots."))
    return lines


def _read_late(say: Speech, outcome: Outcome) -> list[Line]:
    away = say.span(timedelta(seconds=outcome.away))
    if not outcome.late:
        return [say.line("I was offline for {away} before the count.", away=away)] if outcome.away else []
    votes = say.plural("{n} vote had come in meanwhile.", "{n} votes had come in meanwhile.", outcome.late)
    first = say("Counted again from the room before the close:")
    if outcome.away:
        first = say("Counted again from the room after {away} offline:", away=away)
    return [Line((*first, " ", *votes))]


def _check(say: Speech, poll: Poll, outcome: Outcome) -> list[Block]:
    if outcome.declared:
        return []
    line = Typed(f"election export {poll.number}")
    return [say.line("Check it yourself: {line}", line=line)]


def buttons(say: Speech, poll: Poll, outcome: Outcome) -> tuple[Button, ...]:
    """The stages, the file that anyone can count, and a new election for empty seats."""
    number = {"number": int(poll.number)}
    again = Button(say.word("Call an election"), "election again", number)
    more = (again,) if outcome.empty and not outcome.again else ()
    if outcome.declared:
        return more
    stages = Button(say.word("Stages and chart"), "election count", number, style=Style.MAIN)
    check = (Button(say.word("Check it"), "election export", number),)
    is_pressed = say.face.buttons or say.face.numbered  # elsewhere the card has said that very line
    return (stages, *(check if is_pressed else ()), *receipts_button(say, poll), *more)


def in_sentences(some: list[Text]) -> Text:
    """Sentences one after the other."""
    return tuple(part for place, text in enumerate(some) for part in ((" ", *text) if place else text))
