"""The words for choices, states and thresholds."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from bot.api.card import Data, Text
from bot.api.speech import N_, Speech
from bot.ballots.rules import Choice, Tally, Threshold, Way
from bot.ballots.views import needs as needs
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State

CHOICES = {
    Choice.AYE: N_("For"),
    Choice.NO: N_("Against"),
    Choice.ABSTAIN: N_("Abstain"),
    Choice.STAND_ASIDE: N_("Stand aside"),
    Choice.BLOCK: N_("Block"),
}
TYPED = {
    Choice.AYE: N_("for"),
    Choice.NO: N_("against"),
    Choice.ABSTAIN: N_("abstain"),
    Choice.STAND_ASIDE: N_("stand-aside"),
    Choice.BLOCK: N_("block"),
}
GIVEN = {
    Choice.AYE: "for",
    Choice.NO: "against",
    Choice.ABSTAIN: "abstain",
    Choice.STAND_ASIDE: "stand-aside",
    Choice.BLOCK: "block",
}
MARKS = {
    Choice.AYE: "✅",
    Choice.NO: "❌",
    Choice.ABSTAIN: "⚪",
    Choice.STAND_ASIDE: "🟡",
    Choice.BLOCK: "🛑",
}
STATES = {
    State.MOVED: N_("waits for a second"),
    State.OPEN: N_("vote open"),
    State.CLOSING: N_("being counted"),
    State.CARRIED: N_("carried"),
    State.LOST: N_("not carried"),
    State.INQUORATE: N_("not decided: too few took part"),
    State.LAPSED: N_("nobody seconded it"),
    State.WITHDRAWN: N_("withdrawn by its mover"),
    State.POSTPONED: N_("put off"),
    State.SET_ASIDE: N_("set aside"),
}


def title(say: Speech, motion: Motion) -> Text:
    """What a motion is called; one whose words are the house's own, in the reader's language."""
    if motion.practice:
        return say("Tea or coffee? For is tea, against is coffee")
    if motion.is_unreadable:
        return say("set aside by two stewards")
    if motion.deed:
        return say(motion.title)
    if motion.restores is None:
        return (Data(motion.title),)
    if motion.restored_suggestion:
        return say("Shall the suggestion to motion {number} be shown again?", number=motion.restores)
    return say("Shall motion {number} be shown again?", number=motion.restores)


def choice(say: Speech, of: Choice) -> str:
    return say.word(CHOICES[of])


def state(say: Speech, of: State) -> str:
    return say.word(STATES[of])


def standing(say: Speech, motion: Motion) -> str:
    """Where a motion or an amendment stands, with the mark that its result is disputed."""
    if motion.is_amendment and (motion.accepted or motion.state is State.LAPSED):
        return say.word("accepted by the motion's mover") if motion.accepted else say.word("fallen")
    said = state(say, motion.state)
    return said if motion.disputed_at is None else say.word("{state}, disputed", state=said)


def needed(threshold: Threshold, base: int) -> Fraction:
    """What the ayes are measured against: the share itself where more than it is asked, else rounded up."""
    share = threshold.share * base
    return share if threshold.strict else Fraction(ceil(share))


def arithmetic(say: Speech, threshold: Threshold, tally: Tally) -> Text:
    """Where the count stands against the threshold, with every number."""
    if threshold.way is not Way.SHARE:
        return _without_a_share(say, threshold.way, tally)
    base = tally.base(threshold.base)
    if not base:
        return say("Needs {needs}.", needs=needs(say, threshold))
    wanted = needed(threshold, base)
    message = (
        N_("Needs {needs}: more than {wanted} of {base}; has {ayes}.")
        if threshold.strict
        else N_("Needs {needs}: at least {wanted} of {base}; has {ayes}.")
    )
    return say(message, needs=needs(say, threshold), wanted=wanted, base=base, ayes=tally.ayes)


def _without_a_share(say: Speech, way: Way, tally: Tally) -> Text:
    """Where the count stands if one voice is enough to stop the motion."""
    is_consensus = way is Way.CONSENSUS
    if is_consensus and tally.blocks:
        return say.plural(
            "Needs that nobody blocks it: {n} blocks it.",
            "Needs that nobody blocks it: {n} block it.",
            tally.blocks,
        )
    if not is_consensus and tally.noes:
        return say.plural(
            "Needs that nobody is against: {n} is.", "Needs that nobody is against: {n} are.", tally.noes
        )
    if not tally.ayes:
        return say(
            "Needs that nobody blocks it, and at least one vote for: there is none yet."
            if is_consensus
            else "Needs that nobody is against, and at least one vote for: there is none yet."
        )
    return say(
        "Needs that nobody blocks it: nobody has."
        if is_consensus
        else "Needs that nobody is against: nobody is."
    )


def arithmetic_then(say: Speech, threshold: Threshold, tally: Tally) -> Text:
    """What the count came to against the threshold, with every number."""
    if threshold.way is not Way.SHARE:
        return _without_a_share_then(say, threshold.way, tally)
    base = tally.base(threshold.base)
    message = (
        N_("It needed {needs}: more than {wanted} of {base}.")
        if threshold.strict
        else N_("It needed {needs}: at least {wanted} of {base}.")
    )
    return say(message, needs=needs(say, threshold), wanted=needed(threshold, base), base=base)


def _without_a_share_then(say: Speech, way: Way, tally: Tally) -> Text:
    is_consensus = way is Way.CONSENSUS
    if is_consensus and tally.blocks:
        return say.plural(
            "It needed that nobody blocks it: {n} blocked it.",
            "It needed that nobody blocks it: {n} blocked it.",
            tally.blocks,
        )
    if not is_consensus and tally.noes:
        return say.plural(
            "It needed that nobody is against: {n} was.",
            "It needed that nobody is against: {n} were.",
            tally.noes,
        )
    if not tally.ayes:
        return say(
            "It needed that nobody blocks it, and at least one vote for: there was none."
            if is_consensus
            else "It needed that nobody is against, and at least one vote for: there was none."
        )
    return say(
        "It needed that nobody blocks it: nobody did."
        if is_consensus
        else "It needed that nobody is against: nobody was."
    )


def counts(say: Speech, threshold: Threshold, tally: Tally) -> Text:
    """The counts in a sentence: For 12, against 3, abstain 1."""
    message = (
        N_("For {ayes}, abstain {abstentions}, stand aside {stand_asides}, block {blocks}.")
        if threshold.way is Way.CONSENSUS
        else N_("For {ayes}, against {noes}, abstain {abstentions}.")
    )
    return say(
        message,
        ayes=tally.ayes,
        noes=tally.noes,
        abstentions=tally.abstentions,
        stand_asides=tally.stand_asides,
        blocks=tally.blocks,
    )


def took_part(say: Speech, motion: Motion, tally: Tally) -> Text:
    """How many had to take part, and did."""
    if motion.quorum:
        return say("{quorum} had to take part; {present} did.", quorum=motion.quorum, present=tally.present)
    return say.plural("{n} voted; no quorum was set.", "{n} voted; no quorum was set.", tally.present)
