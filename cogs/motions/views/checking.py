"""What is said of checking a result: its file, a dispute, and the count made anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.api.card import Block, Button, Card, Data, Line, Name, Quote, Style, Text, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from bot.ballots.checking_views import Own, how_to_check, which_is_yours
from bot.ballots.record import Record
from cogs.motions.rules.dispute import (
    DISPUTERS_NEEDED,
    DisputedAlready,
    DisputedByYou,
    NothingToDispute,
    Objection,
    PartOfAMotion,
    PracticeCountsForNothing,
    Recounted,
    TooLateToDispute,
)
from cogs.motions.rules.export import ExportAfterTheClose, NothingCounted, end
from cogs.motions.rules.motion import Motion
from cogs.motions.views import words
from cogs.motions.views.double import result_lines


@view
def exported(say: Speech, motion: Motion, record: Record, name: str, own: Own | None) -> Card:
    """What comes with the file."""
    lines: list[Block] = [
        say.line("Motion {number} as a file: the words, the rule and every vote.", number=motion.number),
        how_to_check(say, name),
    ]
    if record.journal is not None:
        lines.append(
            say.line(
                "Compare this with what others got for the same motion: {hash}",
                hash=Data(record.journal.hash[:16]),
            )
        )
    return Card(blocks=(*lines, *_who_is_in_it(say, motion, record, own)))


def _who_is_in_it(say: Speech, motion: Motion, record: Record, own: Own | None) -> list[Block]:
    if record.numbers is not None:
        return [say.line("Members stand in it by number, without names.")]
    unknown = say.line("Members stand in it by marks that say nothing of who they are.")
    return [unknown, *which_is_yours(say, own, _marks(record), f"motion export {motion.number}")]


def _marks(record: Record) -> set[str]:
    decided = record.decided
    there = decided.hall.voters if decided.hall else ()
    return {*decided.electorate.marks, *(ballot.voter for ballot in decided.ballots), *there}


@view
def disputed(say: Speech, motion: Motion, missing: int) -> Card:
    """Said in private to who disputes."""
    if not missing:
        return say.card(
            "The result of motion {number} is marked as disputed now. I count it again and post that.",
            number=motion.number,
        )
    needed = say.plural(
        "If one more member disputes it in time, I count it again before everyone.",
        "If {n} more members dispute it in time, I count it again before everyone.",
        missing,
    )
    kept = say("Your objection to the result of motion {number} is noted.", number=motion.number)
    how = say("They write: {line}", line=Typed(f"motion dispute {motion.number} …"))
    return Card(blocks=(Line((*kept, " ", *needed)), Line(how)))


@view
def disputed_card(say: Speech, motion: Motion, recounted: Recounted, objections: Sequence[Objection]) -> Card:
    """The count made anew, in reply to the result, with why it is disputed and how to check it oneself."""
    number, title = motion.number, words.title(say, motion)
    said = say("{n} members dispute the result, and I have counted again.", n=DISPUTERS_NEEDED)
    agenda = say.line(
        "It is for the agenda of your next meeting. A dispute by itself changes nothing and reopens nothing."
    )
    check = say.line("Check it yourself: {line}", line=Typed(f"motion export {number}"))
    return Card(
        title=say("The result of motion {number} is disputed: {title}", number=number, title=title),
        blocks=(
            Line(said),
            *(block for objection in objections for block in _objection(say, objection)),
            *_anew(say, motion, recounted),
            agenda,
            check,
        ),
        buttons=(Button(say.word("Get the file"), "motion export", {"number": number}),),
        style=Style.QUIET,
    )


def _objection(say: Speech, objection: Objection) -> tuple[Block, ...]:
    who: Text = (Name(objection.member),) if objection.member else say("A member")
    return Line(say("{who} says:", who=who)), Quote(objection.why)


def _anew(say: Speech, motion: Motion, recounted: Recounted) -> list[Block]:
    """The arithmetic once more, and whether it is what was announced."""
    of, found = motion.threshold, recounted.found
    counted = (*words.counts(say, of, found), " ", *words.arithmetic_then(say, of, found))
    lines: list[Block] = [Line((*say("Counted again from the ballots:"), " ", *counted))]
    if motion.quorum:
        took_part = say(
            "{quorum} had to take part; {present} did.", quorum=motion.quorum, present=found.present
        )
        lines.append(Line(took_part))
    return [*lines, *result_lines(say, recounted.blocs), _agreement(say, motion, recounted)]


def _agreement(say: Speech, motion: Motion, recounted: Recounted) -> Line:
    if recounted.agrees:
        state = words.state(say, end(motion))
        return say.line("That is what was announced: {state}.", state=state)
    if recounted.said == recounted.found and recounted.said_blocs != recounted.blocs:
        return Line(say("By blocs that is not what was announced."), strong=True)
    if recounted.said != recounted.found:
        was = words.counts(say, motion.threshold, recounted.said)
        return Line((*say("That is not what was announced:"), " ", *was), strong=True)
    return Line(
        say("The counts are the same, but what is stored is not what the journal noted at the close."),
        strong=True,
    )


@view
def kept_objections(say: Speech) -> Card:
    """What disputes keep, for /privacy."""
    return say.card(
        "Whether you disputed a result, and why. Until three do, nobody sees it; then everyone can read why, "
        "with your name unless the assembly is careful. If you have yourself erased, both go."
    )


@view
def export_after_the_close(say: Speech, error: ExportAfterTheClose) -> Card:
    if error.closes_at is None:
        return say.card("Motion {number} can be exported once it is counted.", number=error.number)
    return say.card(
        "Motion {number} can be exported once voting is over and counted, after {at}.",
        number=error.number,
        at=say.moment(error.closes_at),
    )


@view
def nothing_counted(say: Speech, error: NothingCounted) -> Card:
    return say.card(
        "Motion {number} was never counted, so there is no result to check: {state}. Read it: {line}",
        number=error.number,
        state=words.state(say, error.state),
        line=Typed(f"motion show {error.number}"),
    )


@view
def nothing_to_dispute(say: Speech, error: NothingToDispute) -> Card:
    return say.card(
        "Motion {number} has no result yet that could be disputed: {state}. See it: {line}",
        number=error.number,
        state=words.state(say, error.state),
        line=Typed(f"motion show {error.number}"),
    )


@view
def part_of_a_motion(say: Speech, error: PartOfAMotion) -> Card:
    return say.card(
        "{number} is a change to motion {whole}. Dispute the result of the motion as a whole: {line}",
        number=error.number,
        whole=error.whole,
        line=Typed(f"motion dispute {error.whole} …"),
    )


@view
def practice_counts_for_nothing(say: Speech, error: PracticeCountsForNothing) -> Card:
    return say.card(
        "Motion {number} was practice and counts for nothing, so there is nothing to dispute.",
        number=error.number,
    )


@view
def too_late_to_dispute(say: Speech, error: TooLateToDispute) -> Card:
    return say.card(
        "The result of motion {number} could be disputed until {at}. You can still check it ({export}), and "
        "propose it once more: {again}",
        number=error.number,
        at=say.moment(error.until),
        export=Typed(f"motion export {error.number}"),
        again=Typed(f"motion again {error.number}"),
    )


@view
def disputed_by_you(say: Speech, error: DisputedByYou) -> Card:
    needed = say.plural("One more member has to.", "{n} more members have to.", error.missing)
    noted = say("You dispute the result of motion {number} already.", number=error.number)
    return Card(blocks=(Line((*noted, " ", *needed)),))


@view
def disputed_already(say: Speech, error: DisputedAlready) -> Card:
    return say.card(
        "The result of motion {number} is disputed already, and was counted again. Check it yourself: {line}",
        number=error.number,
        line=Typed(f"motion export {error.number}"),
    )


ERRORS: Mapping[type[RuleError], Explain] = {
    ExportAfterTheClose: export_after_the_close,
    NothingCounted: nothing_counted,
    NothingToDispute: nothing_to_dispute,
    PartOfAMotion: part_of_a_motion,
    PracticeCountsForNothing: practice_counts_for_nothing,
    TooLateToDispute: too_late_to_dispute,
    DisputedByYou: disputed_by_you,
    DisputedAlready: disputed_already,
}
