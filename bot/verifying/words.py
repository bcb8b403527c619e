"""Counts, rules and ends as sentences."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from bot.ballots.record import Rule
from bot.ballots.rules import Base, Choice, Tally, Threshold, Verdict, Way

ENDS = {"carried": "carried", "lost": "not carried", "inquorate": "not decided, as too few took part"}
_LABELS = {
    Choice.AYE: "for",
    Choice.NO: "against",
    Choice.ABSTAIN: "abstain",
    Choice.STAND_ASIDE: "stand aside",
    Choice.BLOCK: "block",
}
_OF = {
    Base.CAST: "of the votes cast for or against",
    Base.PRESENT: "of all who voted",
    Base.ROLL: "of everyone entitled to vote",
}


def threshold(rule: Rule) -> Threshold:
    """The threshold of a file's rule."""
    return Threshold(Fraction(rule.share), Base(rule.base), rule.strict, Way(rule.way))


def counts(tally: Tally, of: Threshold) -> str:
    """For 12, against 3, abstain 1."""
    shown = [c for c in Choice if c in of.choices or tally.of(c)]
    said = ", ".join(f"{_LABELS[c]} {tally.of(c)}" for c in shown)
    return said[:1].upper() + said[1:]


def ended(verdict: Verdict | str) -> str:
    return ENDS[verdict.value if isinstance(verdict, Verdict) else verdict]


def arithmetic(tally: Tally, of: Threshold, quorum: int) -> str:
    """What was needed, and what there was."""
    if tally.present < quorum:
        return f"{tally.present} took part, {quorum} had to"
    if of.way is Way.UNANIMOUS:
        return f"nobody may be against, {tally.noes} were"
    if of.way is Way.CONSENSUS:
        return f"nobody may block, {tally.blocks} did"
    base = tally.base(of.base)
    wanted = of.share * base if of.strict else Fraction(ceil(of.share * base))
    than = "more than" if of.strict else "at least"
    return f"{tally.ayes} of {base} {_OF[of.base]}, {than} {number(wanted)} needed"


def number(exact: Fraction) -> str:
    """An exact number: whole, with at most three decimals, or with a fraction."""
    if (exact * 1000).denominator == 1:
        return f"{float(exact):.3f}".rstrip("0").rstrip(".")
    whole, rest = divmod(exact.numerator, exact.denominator)
    return f"{whole} {rest}/{exact.denominator}" if whole else f"{rest}/{exact.denominator}"
