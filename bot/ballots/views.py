"""The words for thresholds, quorums, kinds of votes and receipts, wherever members read of them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from bot.api.card import Card, Data, Reply, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import N_, Speech
from bot.ballots.fitting import NeedsARoll, NeedsASize, SecretConsensus
from bot.ballots.paper import NotAPaper
from bot.ballots.receipt import NotAReceipt
from bot.ballots.rules import Base, Threshold, Votes, Way
from bot.ballots.threshold import MOST_PEOPLE, NoQuorum, NoThreshold

_BASES = {
    Base.CAST: N_("of the votes cast for or against"),
    Base.PRESENT: N_("of all who voted, abstentions included"),
    Base.ROLL: N_("of everyone entitled to vote"),
}
_HALF = {
    Base.CAST: N_("more than half of the votes cast"),
    Base.PRESENT: N_("more than half of all who voted, abstentions included"),
    Base.ROLL: N_("more than half of everyone entitled to vote"),
}
_WAYS = {
    Way.UNANIMOUS: N_("that nobody is against"),
    Way.CONSENSUS: N_("that nobody blocks it"),
}
VOTES = {
    Votes.OPEN: N_("Everyone can see who votes how."),
    Votes.AT_END: N_("Nobody sees the count until the close. Then everyone sees who voted how."),
    Votes.SECRET: N_("Secret: what is stored does not say who voted how."),
}


def share_of(share: Fraction) -> str:
    """A share as it is read best: 1/3, 100%."""
    return "100%" if share == 1 else f"{share.numerator}/{share.denominator}"


def needs(say: Speech, threshold: Threshold) -> str:
    """The threshold in words: more than half of the votes cast."""
    if threshold.way is not Way.SHARE:
        return say.word(_WAYS[threshold.way])
    if threshold.strict and threshold.share == Fraction(1, 2):
        return say.word(_HALF[threshold.base])
    share = share_of(threshold.share)
    base = say.word(_BASES[threshold.base])
    if threshold.strict:
        return say.word("more than {share} {base}", share=share, base=base)
    return say.word("at least {share} {base}", share=share, base=base)


@view
def no_threshold(say: Speech, error: NoThreshold) -> Card:
    return say.card(
        "{given} is no threshold: it has to be a share of the votes. "
        "Try: half, 2/3, 3/4 of the roll, unanimous, consensus",
        given=_said(error.given),
    )


@view
def no_quorum(say: Speech, error: NoQuorum) -> Card:
    return say.card(
        "{given} does not say how many must take part. Give a number up to {most}, or a share of all. "
        "Try: 15, 1/3, 30%",
        given=_said(error.given),
        most=MOST_PEOPLE,
    )


@view
def needs_a_roll(say: Speech, _error: NeedsARoll) -> Card:
    return say.card(
        "Here anyone may take part, so nobody can say how many a share of the roll would be. "
        "Use votes cast (2/3), or have the stewards keep a roll: {line}",
        line=Typed("assembly settings roll:listed"),
    )


@view
def needs_a_size(say: Speech, error: NeedsASize) -> Card:
    return say.card(
        "Here anyone may take part, so nobody can say how many {share} of all would be. Give a number "
        "({number}), or have the stewards say how many people you are: {line}",
        share=share_of(error.share),
        number="quorum:15",
        line=Typed("assembly settings size:45"),
    )


@view
def secret_consensus(say: Speech, _error: SecretConsensus) -> Card:
    return say.card(
        "Under consensus whoever blocks says why, for all to read, so that vote can't be secret. "
        "Add {votes}, or choose another threshold.",
        votes="votes:open-at-end",
    )


@view
def not_a_receipt(say: Speech, _error: NotAReceipt) -> Card:
    return say.card(
        "That is no receipt. One has 16 letters and digits, such as {sample}; large or small and with or "
        "without hyphens is all the same.",
        sample=("ABCD-EFGH-JKMN-PQRS",),
    )


@view
def not_a_paper(say: Speech, _error: NotAPaper) -> Card:
    return say.card(
        "What stands behind that button is no ballot. Vote anew, with the numbers of what you choose."
    )


@view
def nothing_changed(say: Speech) -> Card:
    return say.card("Nothing changed: your vote came another way, and it stands.")


NOTHING_CHANGED = Reply(nothing_changed(), silent=True, private=True)
ERRORS: Mapping[type[RuleError], Explain] = {
    NoThreshold: no_threshold,
    NoQuorum: no_quorum,
    NeedsARoll: needs_a_roll,
    NeedsASize: needs_a_size,
    SecretConsensus: secret_consensus,
    NotAReceipt: not_a_receipt,
    NotAPaper: not_a_paper,
}


def _said(text: str) -> Data:
    return Data(f"“{text if len(text) <= 40 else text[:39] + '…'}”")
