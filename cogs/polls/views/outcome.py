"""What came of a poll: a sentence, all counts, and what was unusual; a tie is said to be one."""

from __future__ import annotations

from bot.api.card import Block, Button, Card, Data, Line, Style, Text, Typed, view
from bot.api.speech import N_, Speech
from bot.ballots.secret import LEAST_ENTITLED
from cogs.polls.rules.outcome import Outcome
from cogs.polls.rules.poll import Kind, Poll
from cogs.polls.views import words
from cogs.polls.views.ballot import receipts_button
from cogs.polls.views.cards import turn_into_a_motion
from cogs.polls.views.naming import called, listed
from cogs.polls.views.parts.shown import Shown
from cogs.polls.views.plain_words import best_lines
from cogs.polls.views.result import footnotes

MOST_IN_A_ROW, MOST_DUELS = 10, 8
"""With more options nobody reads what each has, or how each was compared with the first."""
_MOST = {
    Kind.APPROVAL: N_("Most can live with {option}: {n} of {all}."),
    Kind.YES_NO: N_("Most say {option}: {n} of {all}."),
}
_LEVEL = {
    Kind.APPROVAL: N_("As many can live with each of these, {n} of {all}: {options}."),
    Kind.YES_NO: N_("As many say yes as no: {n} each."),
}


@view
def result_card(say: Speech, shown: Shown, outcome: Outcome) -> Card:
    """What everyone reads once a poll is over; the card that it answers has the bars."""
    poll = shown.poll
    check = Button(say.word("Check it"), "poll export", {"number": poll.number})
    return Card(
        head=say("Poll {number} · over", number=poll.number),
        title=(Data(poll.title),),
        blocks=(
            Line(answer(say, poll, outcome), strong=True),
            *compared(say, poll, outcome),
            *_counts(say, shown, outcome),
            *footnotes(say, outcome),
            say.line("This was asked; nothing is decided by it."),
        ),
        buttons=(
            *turn_into_a_motion(say, shown),
            *_counted(say, poll, outcome),
            check,
            *receipts_button(say, poll),
        ),
        style=Style.QUIET,
    )


@view
def unread(say: Speech, shown: Shown) -> Card:
    """What everyone reads where so few have answered in secret that nothing may be told."""
    return Card(
        head=say("Poll {number} · over", number=shown.poll.number),
        title=(Data(shown.poll.title),),
        blocks=(
            Line(words.turnout(say, shown.voted, shown.entitled), strong=True),
            say.line(
                "The result of so few would tell who chose what, so nobody is shown any. "
                "From {least} answers on it is shown. To ask again: {line}",
                least=LEAST_ENTITLED,
                line=Typed("poll when" if shown.poll.kind is Kind.WHEN else "poll ask"),
            ),
        ),
        style=Style.QUIET,
    )


def _counted(say: Speech, poll: Poll, outcome: Outcome) -> tuple[Button, ...]:
    """How a ranking was counted; where options are added up, the sentence and the bars say it."""
    if outcome.result is None:
        return ()
    return (Button(say.word("How it was counted"), "poll counted", {"number": int(poll.number)}),)


@view
def minuted(say: Speech, poll: Poll, outcome: Outcome) -> Card:
    """The same as one line of minutes."""
    return say.card(
        "Poll {number}, {title}: {answer}",
        number=poll.number,
        title=Data(poll.title),
        answer=answer(say, poll, outcome),
    )


def answer(say: Speech, poll: Poll, outcome: Outcome) -> Text:
    """What came of it, in one sentence."""
    if not outcome.cast:
        return say("Nobody has answered.")
    if poll.is_ranked:
        return _ranked(say, poll, outcome)
    some = outcome.best
    if not some:
        return say("Nobody has chosen anything.")
    n, options = outcome.yes[some[0]] + outcome.need_be.get(some[0], 0), listed(say, poll, some)
    if len(some) > 1:
        message = _LEVEL.get(poll.kind, N_("As many chose each of these, {n} of {all}: {options}."))
        return say(message, n=n, all=outcome.cast, options=options)
    message = _MOST.get(poll.kind, N_("Most chose {option}: {n} of {all}."))
    return say(message, option=options, n=n, all=outcome.cast)


def compared(say: Speech, poll: Poll, outcome: Outcome) -> list[Block]:
    """How the first of a ranking stands against the others."""
    result = outcome.result
    if result is None or result.ties or len(poll.standing) > MOST_DUELS:
        return []
    return list(best_lines(say, poll, result, outcome.elected))


def _counts(say: Speech, shown: Shown, outcome: Outcome) -> list[Block]:
    """All counts in a row, where they are few and the sentence above has not said them."""
    poll, is_known = shown.poll, not outcome.cast or shown.poll.is_ranked
    if is_known or not 2 < len(poll.standing) <= MOST_IN_A_ROW:
        return []
    counts = [
        say("{option} {n}", option=called(say, poll, one.n), n=shown.count(one)) for one in poll.standing
    ]
    return [Line((*words.listed(counts), "."))]


def _ranked(say: Speech, poll: Poll, outcome: Outcome) -> Text:
    """Whoever is level is said to be: what decides nothing needs no lot."""
    result = outcome.result
    if result is None:
        return say("Nobody has chosen anything.")
    if result.ties:
        level = listed(say, poll, result.ties[0].level)
        return say("Level, when every two are compared: {options}.", options=level)
    return say("First, when every two are compared: {option}.", option=called(say, poll, outcome.elected[0]))
