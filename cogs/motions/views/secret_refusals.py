"""The sentences for what is refused of votes that are not open."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Card, Chat, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from bot.ballots.secret import LEAST_ENTITLED
from bot.ballots.views import VOTES
from cogs.motions.rules import secret as e


@view
def never_laxer(say: Speech, error: e.NeverLaxer) -> Card:
    return say.card(
        "Motion {number}: {votes} That can be made stricter before voting opens, never looser.",
        number=error.number,
        votes=say(VOTES[error.votes]),
    )


@view
def too_few_for_secret(say: Speech, error: e.TooFewForSecret) -> Card:
    return say.card(
        "Only {n} may vote here, and a secret vote needs at least {least}: among fewer, the result would "
        "show who chose what. The mover can withdraw motion {number} and propose it again with {option}.",
        n=error.entitled,
        least=LEAST_ENTITLED,
        number=error.number,
        option=("votes:open-at-end",),
    )


@view
def no_reason_in_secret(say: Speech, error: e.NoReasonInSecret) -> Card:
    return say.card(
        "A secret vote takes no reason: it could show who voted how. Nothing was counted. "
        "Vote without it: {line}",
        line=_vote(say, error.number),
    )


@view
def reaction_not_counted(say: Speech, error: e.ReactionNotCounted) -> Card:
    number, line = error.number, _vote(say, error.number)
    if say.face.whispers:
        return say.card(
            "Everyone can see a reaction, so it does not count on motion {number}. "
            "Use the button or the command, then only you see what you choose: {line}",
            number=number,
            line=line,
        )
    return say.card(
        "Everyone can see a reaction, so it does not count on motion {number}. "
        "Vote where we are alone ({chat}): {line}",
        number=number,
        chat=Chat(say.word("open a chat with me")),
        line=line,
    )


@view
def not_encrypted(say: Speech, error: e.NotEncrypted) -> Card:
    return say.card(
        "This chat is not encrypted, so a server could read your vote, and nothing was counted. Open this "
        "room's settings, turn on encryption under “Security & Privacy”, and vote again: {line}",
        line=_vote(say, error.number),
    )


@view
def not_secret(say: Speech, error: e.NotSecret) -> Card:
    return say.card(
        "Votes on motion {number} are not secret, so they have no receipt. To vote: {line}",
        number=error.number,
        line=_vote(say, error.number),
    )


@view
def has_voted(say: Speech, error: e.HasVoted) -> Card:
    return say.card(
        "Your vote on motion {number} is in, and it counts. It can be changed only with the receipt that you "
        "got with it: {line}",
        number=error.number,
        line=Typed(f"ballot change {error.number} ABCD-EFGH-JKMN-PQRS"),
    )


@view
def not_your_receipt(say: Speech, error: e.NotYourReceipt) -> Card:
    return say.card(
        "That receipt belongs to a vote, and you have not voted on motion {number} yet. To vote: {line}",
        number=error.number,
        line=_vote(say, error.number),
    )


@view
def no_such_receipt(say: Speech, error: e.NoSuchReceipt) -> Card:
    return say.card(
        "No vote on motion {number} has that receipt. Look whether you typed it right.", number=error.number
    )


@view
def cannot_take_back(say: Speech, error: e.CannotTakeBack) -> Card:
    return say.card(
        "A secret vote can't be taken back, as nobody can tell which one is yours. With your receipt you can "
        "change it: {line}",
        line=Typed(f"ballot change {error.number} ABCD-EFGH-JKMN-PQRS"),
    )


@view
def list_not_yet(say: Speech, error: e.ListNotYet) -> Card:
    return say.card(
        "The list of receipts of motion {number} comes with the result. To see your own now, give it: {line}",
        number=error.number,
        line=Typed(f"ballot receipt {error.number} ABCD-EFGH-JKMN-PQRS"),
    )


def _vote(say: Speech, number: int) -> Typed:
    return Typed(f"vote {number} {say.word('for')}")


ERRORS: Mapping[type[RuleError], Explain] = {
    e.NeverLaxer: never_laxer,
    e.TooFewForSecret: too_few_for_secret,
    e.NoReasonInSecret: no_reason_in_secret,
    e.ReactionNotCounted: reaction_not_counted,
    e.NotEncrypted: not_encrypted,
    e.NotSecret: not_secret,
    e.HasVoted: has_voted,
    e.NotYourReceipt: not_your_receipt,
    e.NoSuchReceipt: no_such_receipt,
    e.CannotTakeBack: cannot_take_back,
    e.ListNotYet: list_not_yet,
}
