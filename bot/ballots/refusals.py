"""Why an act on a ballot does not count: the sentences that name a motion, and those that name a poll."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Card, Chat, Part, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import N_, Speech
from bot.ballots import act_errors as e
from bot.ballots.act_errors import OfABallot, What

_SAMPLE = "ABCD-EFGH-JKMN-PQRS"
_ELSE = What.POLL
"""Polls and elections are spoken of alike but for their names."""
_IS_IN = {
    What.MOTION: N_(
        "Your vote on motion {number} is in already, so this one is not counted. "
        "To see why, where we are alone: {line}"
    ),
    _ELSE: N_(
        "Your vote in {poll} is in already, so this one is not counted. "
        "To see why, where we are alone: {line}"
    ),
}
_NOTHING_TO_TAKE_BACK = {
    What.MOTION: N_("You have no vote on motion {number} to take back. To vote: {line}"),
    _ELSE: N_("You have no vote in {poll} to take back. To vote: {line}"),
}
_REACTION = {
    What.MOTION: N_(
        "Everyone can see a reaction, so it does not count on motion {number}. "
        "Vote where we are alone ({chat}): {line}"
    ),
    _ELSE: N_(
        "Everyone can see a reaction, so it does not count in {poll}. "
        "Vote where we are alone ({chat}): {line}"
    ),
}
_REACTION_WHERE_ANSWERS_ARE_PRIVATE = {
    What.MOTION: N_(
        "Everyone can see a reaction, so it does not count on motion {number}. "
        "Use the button or the command, then only you see what you choose: {line}"
    ),
    _ELSE: N_(
        "Everyone can see a reaction, so it does not count in {poll}. "
        "Use the button or the command, then only you see what you choose: {line}"
    ),
}
_NOT_SECRET = {
    What.MOTION: N_("Votes on motion {number} are not secret, so they have no receipt. To vote: {line}"),
    _ELSE: N_("Votes in {poll} are not secret, so they have no receipt. To vote: {line}"),
}
_HAS_VOTED = {
    What.MOTION: N_(
        "Your vote on motion {number} is in, and it counts. It can be changed only with the receipt that you "
        "got with it: {line}"
    ),
    _ELSE: N_(
        "Your vote in {poll} is in, and it counts. It can be changed only with the receipt that you "
        "got with it: {line}"
    ),
}
_NOT_YOURS = {
    What.MOTION: N_(
        "That receipt belongs to a vote, and you have not voted on motion {number} yet. To vote: {line}"
    ),
    _ELSE: N_("That receipt belongs to a vote, and you have not voted in {poll} yet. To vote: {line}"),
}
_NO_SUCH = {
    What.MOTION: N_("No vote on motion {number} has that receipt. Look whether you typed it right."),
    _ELSE: N_("No vote in {poll} has that receipt. Look whether you typed it right."),
}
_NOT_YET = {
    What.MOTION: N_(
        "The list of receipts of motion {number} comes with the result. To see your own now, give it: {line}"
    ),
    _ELSE: N_("The list of receipts of {poll} comes with the result. To see your own now, give it: {line}"),
}


@view
def vote_is_in(say: Speech, error: e.VoteIsIn) -> Card:
    """Said where others may read along: it names no other account."""
    return _card(say, error, _IS_IN, line=Typed("now"))


@view
def nothing_to_take_back(say: Speech, error: e.NothingToTakeBack) -> Card:
    return _card(say, error, _NOTHING_TO_TAKE_BACK, line=_vote(say, error))


@view
def reaction_not_counted(say: Speech, error: e.ReactionNotCounted) -> Card:
    line = _vote(say, error)
    if say.face.whispers:
        return _card(say, error, _REACTION_WHERE_ANSWERS_ARE_PRIVATE, line=line)
    return _card(say, error, _REACTION, chat=Chat(say.word("open a chat with me")), line=line)


@view
def not_encrypted(say: Speech, error: e.NotEncrypted) -> Card:
    return say.card(
        "This chat is not encrypted, so a server could read your vote, and nothing was counted. Open this "
        "room's settings, turn on encryption under “Security & Privacy”, and vote again: {line}",
        line=_vote(say, error),
    )


@view
def not_secret(say: Speech, error: e.NotSecret) -> Card:
    return _card(say, error, _NOT_SECRET, line=_vote(say, error))


@view
def has_voted(say: Speech, error: e.HasVoted) -> Card:
    return _card(say, error, _HAS_VOTED, line=_with_receipt(error, "change"))


@view
def not_your_receipt(say: Speech, error: e.NotYourReceipt) -> Card:
    return _card(say, error, _NOT_YOURS, line=_vote(say, error))


@view
def no_such_receipt(say: Speech, error: e.NoSuchReceipt) -> Card:
    return _card(say, error, _NO_SUCH)


@view
def cannot_take_back(say: Speech, error: e.CannotTakeBack) -> Card:
    return say.card(
        "A secret vote can't be taken back, as nobody can tell which one is yours. With your receipt you can "
        "change it: {line}",
        line=_with_receipt(error, "change"),
    )


@view
def list_not_yet(say: Speech, error: e.ListNotYet) -> Card:
    return _card(say, error, _NOT_YET, line=_with_receipt(error, "receipt"))


def _card(say: Speech, error: OfABallot, sentences: Mapping[What, str], **data: Part) -> Card:
    """The sentence of what is voted on, with its name."""
    if error.what is What.MOTION:
        return say.card(sentences[What.MOTION], number=error.number, **data)
    name = N_("election {number}") if error.what is What.ELECTION else N_("poll {number}")
    return say.card(sentences[_ELSE], poll=say(name, number=error.number), **data)


def _vote(say: Speech, error: OfABallot) -> Typed:
    if error.what is What.MOTION:
        return Typed(f"vote {error.number} {say.word('for')}")
    return Typed(f"{error.what.value} vote {error.number} 1")


def _with_receipt(error: OfABallot, act: str) -> Typed:
    group = "ballot" if error.what is What.MOTION else error.what.value
    return Typed(f"{group} {act} {error.number} {_SAMPLE}")


ERRORS: Mapping[type[RuleError], Explain] = {
    e.VoteIsIn: vote_is_in,
    e.NothingToTakeBack: nothing_to_take_back,
    e.ReactionNotCounted: reaction_not_counted,
    e.NotEncrypted: not_encrypted,
    e.NotSecret: not_secret,
    e.HasVoted: has_voted,
    e.NotYourReceipt: not_your_receipt,
    e.NoSuchReceipt: no_such_receipt,
    e.CannotTakeBack: cannot_take_back,
    e.ListNotYet: list_not_yet,
}
