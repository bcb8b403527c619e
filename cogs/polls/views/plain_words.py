"""Counts without transfers in sentences: Schulze's comparisons, and who was named most often."""

from __future__ import annotations

from collections.abc import Collection

from bot.api.card import Line, Text
from bot.api.speech import N_, Speech
from bot.ballots.counting.election import Method
from bot.ballots.counting.result import Duels, Result
from cogs.polls.rules.poll import Poll
from cogs.polls.views.naming import called, in_a_row, listed
from cogs.polls.views.stage_words import MOST_NAMED, decided, level_ones

MOST_ELECTED = 3
"""So many are told of one by one."""


def best_lines(say: Speech, poll: Poll, result: Result, seated: Collection[int]) -> list[Line]:
    """How those were found who are elected, and every tie that the lot decided."""
    lines = [
        line
        for n in result.elected[:MOST_ELECTED]
        for line in (_by_duels(say, poll, result, n) if result.duels else [_by_names(say, poll, result, n)])
    ]
    then = result.elected[MOST_ELECTED:]
    if then:
        lines.append(say.line("Then, in the same way: {some}.", some=listed(say, poll, then)))
    for tie in result.ties:
        level = say("{who} were level.", who=level_ones(say, poll, tie.level))
        lines.append(Line((*level, " ", *decided(say, poll, tie))))
    option = next((option for option in poll.options if option.reopens), None)
    if option is not None and option.n in result.elected:
        lines.append(_reopened(say, poll, option.n, [n for n in result.elected if n not in seated]))
    return lines


def _reopened(say: Speech, poll: Poll, reopens: int, unseated: Collection[int]) -> Line:
    """What it means that nobody is wanted more than some who stood."""
    after = [n for n in unseated if n != reopens]
    first = say("The seat of {who} stays empty.", who=called(say, poll, reopens))
    if not after:
        return Line(first)
    rest = say("Whoever comes after it has none either: {some}.", some=listed(say, poll, after))
    return Line((*first, " ", *rest))


def _by_names(say: Speech, poll: Poll, result: Result, n: int) -> Line:
    """How often somebody was named."""
    return say.line(
        "{who} was named on {votes} of {ballots} ballots.",
        who=called(say, poll, n),
        votes=result.stages[0].totals[n],
        ballots=result.ballots,
    )


def _by_duels(say: Speech, poll: Poll, result: Result, n: int) -> list[Line]:
    """How somebody stands against each of the others who were left then."""
    duels = result.duels
    if duels is None:
        return []
    before = result.elected[: result.elected.index(n)]
    others = [other for other in result.election.candidates if other != n and other not in before]
    if not others:
        return [say.line("{who} follows, as nobody else is left.", who=called(say, poll, n))]
    plain = [other for other in others if duels.preferred[n, other] > duels.preferred[other, n]]
    round_about = [other for other in others if other not in plain]
    if not round_about and len(plain) > MOST_NAMED:
        closest = min(plain, key=lambda other: (duels.preferred[n, other] - duels.preferred[other, n], other))
        message = N_("{who} is wanted more than each of the {n} others; it is closest {win}.")
        win = _win(say, poll, duels, n, closest)
        return [say.line(message, who=called(say, poll, n), n=len(plain), win=win)]
    if not round_about:
        wins = in_a_row([_win(say, poll, duels, n, other) for other in plain])
        return [
            say.line(
                "{who} is wanted more than each of the others: {wins}.", who=called(say, poll, n), wins=wins
            )
        ]
    ways = in_a_row([_way(say, poll, duels, n, other) for other in round_about[:MOST_NAMED]])
    return [
        say.line(
            "{who} does not beat each of the others directly, but by ways round nobody beats it: {ways}.",
            who=called(say, poll, n),
            ways=ways,
        )
    ]


def _win(say: Speech, poll: Poll, duels: Duels, n: int, other: int) -> Text:
    return say(
        "than {other} by {more} to {fewer}",
        other=called(say, poll, other),
        more=duels.preferred[n, other],
        fewer=duels.preferred[other, n],
    )


def _way(say: Speech, poll: Poll, duels: Duels, n: int, other: int) -> Text:
    return say(
        "against {other} the strongest way is {there}, and {back} back",
        other=called(say, poll, other),
        there=duels.paths[n, other],
        back=duels.paths[other, n],
    )


def explained(say: Speech, result: Result) -> list[Line]:
    """What the method does, in one or two sentences."""
    if result.election.method is Method.SCHULZE:
        message = N_(
            "Every two are compared: how many ballots put the one above the other? Whoever beats each of the "
            "others is first. Where nobody does, ways round count too, as strong as their weakest win."
        )
        return [say.line(message)]
    if result.election.method is Method.APPROVAL:
        return [say.line("A ballot names as many as it likes. Who was named most often is elected.")]
    return [say.line("A ballot names one. Who was named most often is elected.")]
