"""How a motion is decided, in words: on its draft, and while it is voted on."""

from __future__ import annotations

from fractions import Fraction

from bot.api.card import Block, Line, Text
from bot.api.speech import N_, Speech
from bot.ballots import views as ballots
from bot.ballots.rules import Votes
from cogs.motions.rules.motion import EXTENDED_BY, Motion
from cogs.motions.rules.state import State


def draft_terms(say: Speech, motion: Motion) -> list[Block]:
    """All that seconders should know of how a draft would be decided."""
    lines: list[Text] = [_needs(say, motion), _closing(say, motion)]
    if motion.votes is not Votes.OPEN:
        lines.append(say(ballots.VOTES[motion.votes]))
    if motion.extend_once and (motion.quorum or motion.quorum_share):
        lines.append(say("If too few take part, voting goes on for {span} more, once.", span=_more(say)))
    return [Line(line) for line in lines]


def _needs(say: Speech, motion: Motion) -> Text:
    needs = ballots.needs(say, motion.threshold)
    if motion.quorum or motion.quorum_share:
        return say(
            "If it is voted on, it needs {needs}, and {quorum} must take part.",
            needs=needs,
            quorum=quorum_asked(say, motion),
        )
    return say("If it is voted on, it needs {needs}.", needs=needs)


def quorum_asked(say: Speech, motion: Motion) -> Text:
    """How many must take part: a number, or a share that is reckoned when voting opens."""
    if motion.quorum_share is None or motion.opened_at is not None:
        return (say.number(motion.quorum),)
    share = ballots.share_of(motion.quorum_share)
    if motion.size:
        return say("{share} of all (at least of {size} people)", share=share, size=motion.size)
    return say("{share} of all on the roll", share=share)


def _closing(say: Speech, motion: Motion) -> Text:
    if motion.closes_on is not None:
        return say("Voting closes at {at}.", at=say.moment(motion.closes_on))
    span = say.span(motion.closes_after)
    if motion.hour is not None:
        hour = motion.hour.at.isoformat("minutes")
        return say("Voting is open for {span}, and then until it is {hour}.", span=span, hour=hour)
    return say("Voting is open for {span}.", span=span)


def closing_lines(say: Speech, motion: Motion) -> list[Block]:
    """When voting closes, or closed."""
    if motion.closes_at is None:
        return []
    if motion.state is State.OPEN:
        return [say.line("Voting closes at {at}.", at=say.moment(motion.closes_at))]
    return [say.line("Voting closed at {at}.", at=say.moment(motion.closes_at))]


def quorum_lines(say: Speech, motion: Motion, turnout: int) -> list[Block]:
    """Who must take part in an open vote and how many have; what follows if too few do."""
    if not motion.quorum:
        return []
    lines: list[Block] = [Line(_quorum(say, motion, turnout))]
    if motion.extend_once and not motion.extended and motion.state is State.OPEN:
        lines.append(
            say.line(
                "If too few have taken part by then, it stays open for {span} more, once.", span=_more(say)
            )
        )
    return lines


def _quorum(say: Speech, motion: Motion, turnout: int) -> Text:
    missing = max(0, motion.quorum - turnout)
    if motion.quorum_share is not None:
        message = (
            N_("{quorum} must take part ({share} of {size}): {present} have, {missing} to go.")
            if missing
            else N_("{quorum} must take part ({share} of {size}): {present} have.")
        )
    else:
        message = (
            N_("{quorum} must take part: {present} have, {missing} to go.")
            if missing
            else N_("{quorum} must take part: {present} have.")
        )
    return say(
        message,
        share=ballots.share_of(motion.quorum_share or Fraction(0)),
        size=motion.size,
        quorum=motion.quorum,
        present=turnout,
        missing=missing,
    )


def _more(say: Speech) -> str:
    return say.span(EXTENDED_BY)
