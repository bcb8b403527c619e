"""What this cog refuses, in words: what was wrong, and what would work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.api.card import Card, Typed, View, view
from bot.api.errors import RuleError
from bot.api.speech import N_, Speech
from cogs.stewards.rules import calls, errors, terms, weighing
from cogs.stewards.rules.weighing import Stage

_LONGER = {
    Stage.DONE: N_("Number {number} is done already."),
    Stage.LAPSED: N_("Number {number} was dropped, as no second steward agreed in time."),
    Stage.FELL: N_("Number {number} is not done, as members objected. It can be put to a vote: {line}"),
    Stage.STOPPED: N_("Number {number} was dropped, as the assembly votes on a steward."),
    Stage.VOID: N_("Number {number} was not possible any more."),
    Stage.TAKEN_BACK: N_("Number {number} was taken back."),
    Stage.VOTED: N_("Number {number} was put to a vote, which decides."),
    Stage.WAITING: N_("Number {number} still waits."),
}


@view
def no_such_deed(say: Speech, e: weighing.NoSuchDeed) -> Card:
    if not e.waiting:
        return say.card("Nothing of number {number} was announced, and nothing waits.", number=e.number)
    numbers = say.listed([say.number(number) for number in e.waiting])
    return say.card(
        "Nothing of number {number} was announced. Waiting: {numbers}.", number=e.number, numbers=numbers
    )


@view
def no_longer_waits(say: Speech, e: weighing.NoLongerWaits) -> Card:
    return say.card(_LONGER[e.stage], number=e.number, line=Typed(f"steward to-vote {e.number}"))


@view
def own_deed(say: Speech, e: weighing.OwnDeed) -> Card:
    line = Typed(f"steward take-back {e.number}")
    return say.card(
        "You asked for that yourself; somebody else has to agree. To take it back: {line}", line=line
    )


@view
def came_afterwards(say: Speech, e: weighing.CameAfterwards) -> Card:
    return say.card(
        "Number {number} was announced before you came onto the roll, so those who were on it then decide.",
        number=e.number,
    )


@view
def not_yours(say: Speech, e: weighing.NotYours) -> Card:
    return say.card(
        "Number {number} was announced by another steward; they can take it back.", number=e.number
    )


@view
def objected_before(say: Speech, e: weighing.ObjectedBefore) -> Card:
    return say.card("You have objected to number {number} already; it counts.", number=e.number)


@view
def asked_before(say: Speech, e: weighing.AskedBefore) -> Card:
    return say.card("That is announced already, as number {number}, and waits.", number=e.number)


@view
def fell_before(say: Speech, e: weighing.FellBefore) -> Card:
    line = Typed(f"steward to-vote {e.number}")
    return say.card(
        "Members have objected to the same as number {number}. Now only a vote can do it: {line}",
        number=e.number,
        line=line,
    )


@view
def too_many_waiting(say: Speech, e: weighing.TooManyWaiting) -> Card:
    numbers = say.listed([say.number(number) for number in e.waiting])
    return say.card(
        "Three things that you announced still wait: {numbers}. More at once is more than members can "
        "follow. Wait for them, or take one back: {line}",
        numbers=numbers,
        line=Typed(f"steward take-back {e.waiting[0]}"),
    )


@view
def vote_runs(say: Speech, e: weighing.VoteRuns) -> Card:
    return say.card(
        "The assembly votes on a steward, as motion {number}. Until that is decided no steward changes roll, "
        "settings or stewards, or touches that vote.",
        number=e.motion,
    )


@view
def not_to_be_voted_yet(say: Speech, e: weighing.NotToBeVotedYet) -> Card:
    line = Typed(f"steward object {e.number}")
    return say.card(
        "While number {number} waits, stewards alone put it to a vote. To object: {line}",
        number=e.number,
        line=line,
    )


@view
def nothing_to_undo(say: Speech, _e: weighing.NothingToUndo) -> Card:
    return say.card("There is nothing to take back: a minute after an act the others are told of it.")


@view
def no_votes_here(say: Speech, _e: weighing.NoVotesHere) -> Card:
    return say.card("Nothing can be voted on here: whoever runs this bot has it run without motions.")


@view
def called_before(say: Speech, e: calls.CalledBefore) -> Card:
    return say.card("You have called for it already. Still missing: {missing}.", missing=e.missing)


@view
def voted_on_already(say: Speech, e: calls.VotedOnAlready) -> Card:
    return say.card("That is being voted on: {line}", line=Typed(f"motion show {e.motion}"))


@view
def voted_lately(say: Speech, e: calls.VotedLately) -> Card:
    return say.card(
        "The assembly has just decided on that, with motion {number}. It can be called for again on {at}.",
        number=e.motion,
        at=say.moment(e.again_at),
    )


@view
def no_such_call(say: Speech, _e: calls.NoSuchCall) -> Card:
    line = Typed(f"steward recall {say.word('NAME')}")
    return say.card(
        "Nobody calls for that any more; after 7 days a call is over. To begin anew: {line}", line=line
    )


@view
def new_to_the_roll(say: Speech, _e: calls.NewToTheRoll) -> Card:
    return say.card(
        "You came onto the roll after this was called for, so you don't count among those who call. You can "
        "vote if it comes to a vote."
    )


@view
def no_steward(say: Speech, _e: calls.NoSteward) -> Card:
    return say.card("That person is no steward. Who is: {line}", line=Typed("steward list"))


@view
def seen_lately(say: Speech, _e: calls.SeenLately) -> Card:
    line = Typed(f"steward propose {say.word('NAME')}")
    return say.card(
        "A steward has been seen here in the last 14 days. To propose another one: {line}", line=line
    )


@view
def no_question(say: Speech, _e: calls.NoQuestion) -> Card:
    return say.card("Say who: {line}", line=Typed(f"steward recall {say.word('NAME')}"))


@view
def already_steward(say: Speech, _e: terms.AlreadySteward) -> Card:
    line = Typed(f"steward propose {say.word('NAME')}")
    return say.card(
        "That person is a steward. To have the assembly give them another term: {line}", line=line
    )


@view
def recalled_before(say: Speech, _e: terms.RecalledBefore) -> Card:
    line = Typed(f"steward propose {say.word('NAME')}")
    return say.card(
        "The assembly has recalled that person, so only the assembly can make them a steward again: {line}",
        line=line,
    )


@view
def recalled_and_forgotten(say: Speech, e: terms.RecalledAndForgotten) -> Card:
    line = Typed(f"steward propose {say.word('NAME')}")
    return say.card(
        "A steward was recalled here and is forgotten since, so nobody can tell who it was. Until {at}, only "
        "the assembly makes somebody a steward who has come after that: {line}",
        at=say.moment(e.until),
        line=line,
    )


@view
def somebody_keeps_it(say: Speech, _e: terms.SomebodyKeepsIt) -> Card:
    return say.card("This assembly has a steward by now: {line}", line=Typed("steward list"))


@view
def not_yourself(say: Speech, _e: calls.OwnRecall | terms.NotYourself) -> Card:
    return say.card("That is you. To be a steward no longer: {line}", line=Typed("steward step-down"))


@view
def last_one(say: Speech, _e: terms.LastOne) -> Card:
    line = Typed(f"steward name {say.word('NAME')}")
    return say.card("Nobody else keeps this assembly. Make another member a steward first: {line}", line=line)


@view
def nobody_such(say: Speech, _e: errors.NobodySuch) -> Card:
    return say.card("That person is not on the roll of this assembly.")


ERRORS: Mapping[type[RuleError], Callable[[Any], View]] = {
    weighing.NoSuchDeed: no_such_deed,
    weighing.NoLongerWaits: no_longer_waits,
    weighing.OwnDeed: own_deed,
    weighing.NotYours: not_yours,
    weighing.CameAfterwards: came_afterwards,
    weighing.ObjectedBefore: objected_before,
    weighing.AskedBefore: asked_before,
    weighing.FellBefore: fell_before,
    weighing.TooManyWaiting: too_many_waiting,
    weighing.VoteRuns: vote_runs,
    weighing.NotToBeVotedYet: not_to_be_voted_yet,
    weighing.NothingToUndo: nothing_to_undo,
    weighing.NoVotesHere: no_votes_here,
    calls.CalledBefore: called_before,
    calls.VotedOnAlready: voted_on_already,
    calls.VotedLately: voted_lately,
    calls.NoSuchCall: no_such_call,
    calls.OwnRecall: not_yourself,
    calls.NewToTheRoll: new_to_the_roll,
    calls.NoSteward: no_steward,
    calls.SeenLately: seen_lately,
    calls.NoQuestion: no_question,
    terms.AlreadySteward: already_steward,
    terms.RecalledBefore: recalled_before,
    terms.RecalledAndForgotten: recalled_and_forgotten,
    terms.SomebodyKeepsIt: somebody_keeps_it,
    terms.NotYourself: not_yourself,
    terms.LastOne: last_one,
    errors.NobodySuch: nobody_such,
}
