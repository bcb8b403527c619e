"""What is said where something about delegates can't be done."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Card, Data, Line, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.speech import Speech
from cogs.blocs.rules import delegate as rules


@view
def delegates_need_votes(say: Speech, _e: rules.DelegatesNeedVotes) -> Card:
    return say.card("Delegates are elected by a vote, and votes are switched off in this bot.")


@view
def sends_nobody(say: Speech, e: rules.SendsNobody) -> Card:
    if e.is_council:
        return say.card("{bloc} is made of delegates, so it sends none itself.", bloc=Data(e.bloc))
    return say.card(
        "{bloc} is in no list, and a delegate would tell of it; so it sends none.", bloc=Data(e.bloc)
    )


@view
def not_from_there(say: Speech, e: rules.NotFromThere) -> Card:
    return say.card("Only somebody who is in {bloc} can be its delegate.", bloc=Data(e.bloc))


@view
def is_delegate(say: Speech, e: rules.IsDelegate) -> Card:
    return say.card(
        "That person is a delegate of {bloc} already. See all: {line}",
        bloc=Data(e.bloc),
        line=Typed("delegate list"),
    )


@view
def is_no_delegate(say: Speech, e: rules.IsNoDelegate) -> Card:
    line = Typed("delegate list")
    if e.is_you:
        return say.card("You are no delegate of {bloc}. See who is: {line}", bloc=Data(e.bloc), line=line)
    return say.card("That person is no delegate of {bloc}. See who is: {line}", bloc=Data(e.bloc), line=line)


@view
def has_no_delegates(say: Speech, e: rules.HasNoDelegates) -> Card:
    return say.card(
        "{bloc} has no delegates yet. To send one: {line}",
        bloc=Data(e.bloc),
        line=Typed(f"delegate elect {say.word('PERSON')}"),
    )


@view
def enough_delegates(say: Speech, e: rules.EnoughDelegates) -> Card:
    return say.card("{bloc} has {most} delegates, and more are too many.", bloc=Data(e.bloc), most=e.most)


@view
def no_vote_of_theirs(say: Speech, e: rules.NoVoteOfTheirs) -> Card:
    return say.card("Your delegates have no vote on a motion {number}.", number=Numbered(e.number))


@view
def vote_is_over(say: Speech, e: rules.VoteIsOver) -> Card:
    return say.card("Motion {number} is decided, so it is too late for a mandate.", number=Numbered(e.number))


@view
def called_before(say: Speech, e: rules.CalledBefore) -> Card:
    needed = say.plural("One more member has to.", "{n} more members have to.", e.missing)
    return Card(blocks=(Line((*say("You have asked for that already."), " ", *needed)),))


@view
def recall_runs(say: Speech, e: rules.RecallRuns) -> Card:
    return say.card(
        "The bloc is voting on that already. To vote: {line}",
        line=Typed(f"vote {e.number} {say.word('for')}"),
    )


ERRORS: Mapping[type[RuleError], Explain] = {
    rules.DelegatesNeedVotes: delegates_need_votes,
    rules.SendsNobody: sends_nobody,
    rules.NotFromThere: not_from_there,
    rules.IsDelegate: is_delegate,
    rules.IsNoDelegate: is_no_delegate,
    rules.HasNoDelegates: has_no_delegates,
    rules.EnoughDelegates: enough_delegates,
    rules.NoVoteOfTheirs: no_vote_of_theirs,
    rules.VoteIsOver: vote_is_over,
    rules.CalledBefore: called_before,
    rules.RecallRuns: recall_runs,
}
