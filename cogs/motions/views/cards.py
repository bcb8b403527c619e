"""The card of a motion's vote, and what all cards of motions stand on."""

from __future__ import annotations

from dataclasses import dataclass

from bot.api.card import Bar, Bars, Block, Button, Card, Line, Name, Quote, Style, Text, Typed, view
from bot.api.speech import N_, Speech
from bot.ballots.rules import Choice, Tally
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import DECIDED, State
from cogs.motions.views import words
from cogs.motions.views.terms import quorum_lines


@dataclass(frozen=True, slots=True)
class Shown:
    """A motion with what its cards show beside it; unnamed hides who moved and who voted.

    While a motion is sealed its tally is empty but for the entitled, and turnout alone says how many voted.
    """

    motion: Motion
    seconders: frozenset[int]
    tally: Tally
    unnamed: bool = False
    turnout: int = 0


@view
def vote_card(say: Speech, shown: Shown) -> Card:
    """The card that is voted on; its text is frozen."""
    motion = shown.motion
    is_open = motion.state is State.OPEN
    blocks: list[Block] = [Line(moved_by(say, shown))]
    blocks += [Quote(motion.text)] if motion.text else []
    if motion.state is not State.WITHDRAWN:
        blocks += [bars(say, motion, shown.tally), Line(words.arithmetic(say, motion.threshold, shown.tally))]
        blocks += quorum_lines(say, motion, shown.turnout or shown.tally.present)
    blocks += _how_to_vote(say, motion) if is_open else []
    return Card(
        head=_vote_head(say, motion),
        title=words.title(say, motion),
        blocks=tuple(blocks),
        buttons=vote_buttons(say, motion) if is_open else (),
        reactions=tuple(words.MARKS[c] for c in motion.threshold.choices) if is_open else (),
        style=Style.MAIN if is_open else Style.QUIET,
    )


def bars(say: Speech, motion: Motion, tally: Tally) -> Bars:
    """The tally, a row for each choice that there is."""
    whole = max(1, tally.present)
    counts = {c: tally.of(c) for c in motion.threshold.choices}
    return Bars(tuple(Bar(words.choice(say, c), say.number(n), n / whole) for c, n in counts.items()))


def vote_buttons(say: Speech, motion: Motion) -> tuple[Button, ...]:
    """What may be voted, each with its mark."""
    styles = {Choice.AYE: Style.GOOD, Choice.NO: Style.BAD, Choice.BLOCK: Style.BAD}
    return tuple(
        Button(
            words.choice(say, c),
            "motion vote",
            {"number": motion.number, "choice": words.GIVEN[c]},
            styles.get(c, Style.PLAIN),
            words.MARKS[c],
        )
        for c in motion.threshold.choices
    )


def moved_by(say: Speech, shown: Shown) -> Text:
    motion = shown.motion
    if motion.practice:
        return say("Practice: it counts for nothing, and is gone in an hour. Everyone can see who votes how.")
    mover: Text = (Name(motion.mover),) if motion.mover and not shown.unnamed else say("a member")
    if not shown.seconders:
        said = say("Moved by {mover}.", mover=mover)
    elif shown.unnamed:
        said = say("Moved and seconded by members.")
    else:
        names: Text = ()
        for member in sorted(shown.seconders):
            names += (", ", Name(member)) if names else (Name(member),)
        said = say("Moved by {mover}, seconded by {seconders}.", mover=mover, seconders=names)
    is_vote = motion.state is State.OPEN
    return (*said, " ", *say("Everyone can see who votes how.")) if is_vote else said


def _vote_head(say: Speech, motion: Motion) -> Text:
    number = motion.number
    if motion.state is State.OPEN and motion.closes_at is not None:
        at = say.moment(motion.closes_at)
        message = N_("Motion {number} · vote until {at} ({away})")
        if motion.practice:
            message = N_("Practice {number} · vote until {at} ({away})")
        return say(message, number=number, at=at, away=say.until(motion.closes_at))
    if motion.state is State.CLOSING:
        return say("Motion {number} · voting is over; the votes are being counted", number=number)
    if motion.state in DECIDED and motion.ended_at is not None:
        state = words.state(say, motion.state)
        return say(
            "Motion {number} · {state}, {at}", number=number, state=state, at=say.moment(motion.ended_at)
        )
    return say("Motion {number} · {state}", number=number, state=words.state(say, motion.state))


def _how_to_vote(say: Speech, motion: Motion) -> list[Block]:
    line = Typed(f"vote {motion.number} {say.word('for')}")
    if say.face.reactions and say.face.buttons:
        return [say.line("Press a button, react ✅ for, ❌ against, ⚪ abstain, or write: {line}", line=line)]
    if say.face.reactions:
        return [say.line("React ✅ for, ❌ against, ⚪ abstain, or write: {line}", line=line)]
    return [say.line("To vote, write: {line}", line=line)]
