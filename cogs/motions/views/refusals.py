"""The sentences for what the rules of motions refuse."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Card, Line, Text, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.speech import N_, Speech
from cogs.motions.rules import errors as e
from cogs.motions.rules.state import State
from cogs.motions.views import words

_NUMBERS = {"quorum": N_("How many must take part"), "seconds": N_("How many must second it")}


def _numbers(say: Speech, numbers: tuple[int, ...]) -> str:
    return say.listed([str(n) for n in numbers])


@view
def no_motion(say: Speech, error: e.NoMotion) -> Card:
    see = Typed("motion list")
    if not error.undecided:
        return say.card("There is no motion {number} here. See them: {line}", number=error.number, line=see)
    return say.card(
        "There is no motion {number} here. Undecided now: {numbers}. See them: {line}",
        number=error.number,
        numbers=_numbers(say, error.undecided),
        line=see,
    )


@view
def mover_cannot_second(say: Speech, error: e.MoverCannotSecond) -> Card:
    return say.card(
        "You moved motion {number}, so somebody else has to second it. Ask a colleague to write: {line}",
        number=error.number,
        line=Typed(f"motion second {error.number}"),
    )


@view
def already_seconded(say: Speech, error: e.AlreadySeconded) -> Card:
    return say.card(
        "You have seconded motion {number} already; it needs somebody else too.", number=error.number
    )


@view
def not_now(say: Speech, error: e.NotNow) -> Card:
    number = error.number
    if error.state is State.MOVED:
        return say.card(
            "Motion {number} is a draft and waits for a second. To second it: {second}. "
            "To suggest a change: {suggest}",
            number=number,
            second=Typed(f"motion second {number}"),
            suggest=Typed(f"motion suggest {number} …"),
        )
    if error.state is State.OPEN:
        vote = Typed(f"vote {number} {say.word('for')}")
        return say.card(
            "Voting on motion {number} is open, so its words stay as they are. To vote: {line}",
            number=number,
            line=vote,
        )
    if error.state is State.POSTPONED:
        return say.card(
            "Motion {number} is put off. Its mover or a steward can take it up again: {line}",
            number=number,
            line=Typed(f"motion resume {number}"),
        )
    return _ended(say, number, error.state)


def _ended(say: Speech, number: int, state: State) -> Card:
    if state is State.CLOSING:
        return say.card(
            "Voting on motion {number} is over, and the votes are being counted. The result follows.",
            number=number,
        )
    if state is State.SET_ASIDE:
        return say.card(
            "Motion {number} is set aside. Why, and how to appeal: {line}",
            number=number,
            line=Typed(f"motion show {number}"),
        )
    text = say(
        "Motion {number} is at its end: {state}. See it: {line}",
        number=number,
        state=words.state(say, state),
        line=Typed(f"motion show {number}"),
    )
    if state is not State.CARRIED and not Numbered(number).part:
        text += (". ", *say("To propose it once more: {line}", line=Typed(f"motion again {number}")))
    return Card(blocks=(Line(text),))


@view
def no_models(say: Speech, _error: e.NoModels) -> Card:
    example = Typed("motion propose Buy a kettle")
    return say.card(
        "Nobody offers motions to all workplaces here. In your own words: {command}", command=example
    )


@view
def moved_by_nobody(say: Speech, error: e.MovedByNobody) -> Card:
    return say.card(
        "Motion {number} was called for by several members together, so nobody moves it once more alone.",
        number=error.number,
    )


@view
def voting_closed(say: Speech, error: e.VotingClosed) -> Card:
    return say.card(
        "Voting on motion {number} closed at {at}; your vote came after and was not counted. See it: {line}",
        number=error.number,
        at=say.moment(error.closed_at),
        line=Typed(f"motion show {error.number}"),
    )


@view
def not_in_the_electorate(say: Speech, error: e.NotInTheElectorate) -> Card:
    text: Text = say(
        "Voting on motion {number} began before you joined, so you have no vote on it.", number=error.number
    )
    text += (" ", *say("See what you can vote on: {line}", line=Typed("now")))
    return Card(blocks=(Line(text),))


@view
def not_yours(say: Speech, error: e.NotYours) -> Card:
    return say.card(
        "Only the member who moved motion {number} can do that. You can suggest a change: {line}",
        number=error.number,
        line=Typed(f"motion suggest {error.number} …"),
    )


@view
def ballots_cast(say: Speech, error: e.BallotsCast) -> Card:
    return say.card("Votes have been cast on motion {number}, so it runs to its close.", number=error.number)


@view
def too_many_undecided(say: Speech, error: e.TooManyUndecided) -> Card:
    return say.card(
        "You have two motions that are not decided yet: {numbers}. Withdraw one or wait for its result.",
        numbers=_numbers(say, error.numbers),
    )


@view
def debate_too_long(say: Speech, error: e.DebateTooLong) -> Card:
    return say.card(
        "A debate can last {span} at most. Give a shorter one, such as debate:24h.",
        span=say.span(error.longest),
    )


@view
def out_of_range(say: Speech, error: e.OutOfRange) -> Card:
    return say.card(
        "{argument} has to be a number from {lowest} to {highest}.",
        argument=say(_NUMBERS[error.argument]),
        lowest=error.lowest,
        highest=error.highest,
    )


@view
def stays_open(say: Speech, error: e.StaysOpen) -> Card:
    return say.card(
        "Two members have kept motion {number} open, so it can't be closed early any more: "
        "voting goes on until {at}.",
        number=error.number,
        at=say.moment(error.closes_at),
    )


@view
def vote_too_short(say: Speech, error: e.VoteTooShort) -> Card:
    return say.card(
        "In this assembly a vote is open for at least {span}, so that people on shift can take part. "
        "Give a later close, such as closes:72h.",
        span=say.span(error.shortest),
    )


@view
def vote_too_long(say: Speech, error: e.VoteTooLong) -> Card:
    return say.card(
        "A vote can be open for {span} at most. Give a nearer close, such as closes:72h.",
        span=say.span(error.longest),
    )


@view
def already_objected(say: Speech, error: e.AlreadyObjected) -> Card:
    return say.card("You have asked for that already; one more member has to ask too.")


@view
def not_readable(say: Speech, error: e.NotReadable) -> Card:
    return say.card(
        "I can't read the room again yet, so motion {number} is not counted yet.", number=error.number
    )


@view
def practice_open(say: Speech, error: e.PracticeOpen) -> Card:
    return say.card(
        "A practice is open already, and one at a time is enough. To vote in it: {line}",
        line=Typed(f"vote {error.number} {say.word('for')}"),
    )


@view
def nothing_to_change(say: Speech, error: e.NothingToChange) -> Card:
    return say.card(
        "Say what is to change: {line}",
        line=Typed(f"motion edit {error.number} {say.word('Buy two kettles')}"),
    )


@view
def decided_like_its_motion(say: Speech, error: e.DecidedLikeItsMotion) -> Card:
    return say.card(
        "Amendment {number} is decided like its motion, so it has no terms of its own. "
        "Its words can be changed: {line}",
        number=error.number,
        line=Typed(f"motion edit {error.number} text:…"),
    )


ERRORS: Mapping[type[RuleError], Explain] = {
    e.NoMotion: no_motion,
    e.MoverCannotSecond: mover_cannot_second,
    e.AlreadySeconded: already_seconded,
    e.NotNow: not_now,
    e.MovedByNobody: moved_by_nobody,
    e.NoModels: no_models,
    e.VotingClosed: voting_closed,
    e.NotInTheElectorate: not_in_the_electorate,
    e.NotYours: not_yours,
    e.BallotsCast: ballots_cast,
    e.TooManyUndecided: too_many_undecided,
    e.DebateTooLong: debate_too_long,
    e.OutOfRange: out_of_range,
    e.StaysOpen: stays_open,
    e.VoteTooShort: vote_too_short,
    e.VoteTooLong: vote_too_long,
    e.AlreadyObjected: already_objected,
    e.NotReadable: not_readable,
    e.NothingToChange: nothing_to_change,
    e.DecidedLikeItsMotion: decided_like_its_motion,
    e.PracticeOpen: practice_open,
}
