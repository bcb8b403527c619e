"""Motions in a meeting: who orders them, where they stand on its agenda, and what its minutes say."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Block, Button, Card, Line, Name, Style, Text, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.speech import N_, Speech
from cogs.motions.rules import sitting as rules
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.opening import Draft
from cogs.motions.rules.result import Report
from cogs.motions.rules.state import DECIDED, State
from cogs.motions.views import hall, words
from cogs.motions.views.amending import what_comes_first
from cogs.motions.views.double import result_line

_RESULTS = {
    State.CARRIED: N_("Motion {number} is carried: {title}."),
    State.LOST: N_("Motion {number} is not carried: {title}."),
    State.INQUORATE: N_("Motion {number} is not decided, too few took part: {title}."),
}
_AMENDMENTS = {
    State.CARRIED: N_("Amendment {number} is carried; motion {main} reads so now."),
    State.LOST: N_("Amendment {number} is not carried; motion {main} stays as it is."),
    State.INQUORATE: N_("Amendment {number} is not decided; motion {main} stays as it is."),
}


def voted_in_lines(say: Speech, motion: Motion) -> list[Block]:
    """In which meeting it is voted on, and what its facilitator may do there."""
    if motion.sitting is None or motion.opened_at is None:
        return []
    if motion.state is not State.OPEN:
        return [say.line("Voted on in a meeting.")]
    return [say.line("Voted on in the meeting: its facilitator can close it a minute after saying so.")]


@view
def minuted(say: Speech, motion: Motion, report: Report | None) -> Card:
    """What became of a motion, in a line that names nobody."""
    return Card(blocks=(Line(_became(say, motion, report)),))


def _became(say: Speech, motion: Motion, report: Report | None) -> Text:
    number, title, main = motion.number, words.title(say, motion), Numbered.of(motion.number.whole)
    state = motion.before or motion.state  # what was set aside has no words, and what became of it stands
    if state in DECIDED and report is not None:
        said = _AMENDMENTS if motion.is_amendment else _RESULTS
        first = say(said[state], number=number, title=title, main=main)
        return (*first, " ", *_arithmetic(say, motion, report))
    if motion.accepted:
        return say("Amendment {number} was accepted; motion {main} reads so now.", number=number, main=main)
    if state is State.WITHDRAWN:
        return say("Motion {number} was withdrawn: {title}.", number=number, title=title)
    if state is State.POSTPONED:
        return say("Motion {number} was put off: {title}.", number=number, title=title)
    standing = words.standing(say, motion)
    return say("Motion {number}: {title} ({state}).", number=number, title=title, state=standing)


def _arithmetic(say: Speech, motion: Motion, report: Report) -> Text:
    """The counts, what was needed, who took part; the hall's count, and the blocs'."""
    tally = report.tally
    said = (
        *words.counts(say, motion.threshold, tally),
        " ",
        *words.arithmetic_then(say, motion.threshold, tally),
        " ",
        *words.took_part(say, motion, tally),
    )
    if report.hall is not None:
        said += (" ", *hall.apart(say, motion, report.online, report.hall))
    if report.blocs is not None:
        said += (" ", *result_line(say, report.blocs))
    return said


@view
def on_agenda(say: Speech, draft: Draft, report: Report | None) -> Card:
    """A motion as an item of a meeting: where it stands, and the next step as a button."""
    return Card(
        title=(_standing(say, draft),),
        blocks=tuple(_where(say, draft, report)),
        buttons=_steps(say, draft),
    )


def _standing(say: Speech, draft: Draft) -> str:
    if draft.motion.state is State.MOVED and not draft.missing():
        return say.word("has its seconds")
    return words.standing(say, draft.motion)


def _where(say: Speech, draft: Draft, report: Report | None) -> list[Block]:
    motion = draft.motion
    if motion.state in DECIDED:
        return [Line(_became(say, motion, report))]
    if motion.state is State.OPEN and motion.closes_at is not None:
        return [say.line("It is voted on until {at}.", at=say.moment(motion.closes_at))]
    if motion.state is State.MOVED and not draft.missing():
        return what_comes_first(say, draft) or [say.line("It has its seconds; voting is not open yet.")]
    return [say.line("Where it stands: {state}.", state=words.standing(say, motion))]


def _steps(say: Speech, draft: Draft) -> tuple[Button, ...]:
    motion = draft.motion
    number: dict[str, str | int] = {"number": str(motion.number)}
    if motion.state is State.MOVED and draft.missing():
        return (Button(say.word("Second"), "motion second", number, Style.MAIN),)
    if motion.state is State.MOVED:
        return (Button(say.word("Open the vote"), "motion open", number, Style.MAIN),)
    if motion.state is State.OPEN:
        return (Button(say.word("Close the vote"), "motion close", number),)
    if motion.state is State.POSTPONED:
        return (Button(say.word("Take it up again"), "motion resume", number),)
    if motion.state is State.INQUORATE:
        return (Button(say.word("Try again"), "motion again", number),)
    return ()


@view
def hand_over(say: Speech, error: rules.HandOver) -> Card:
    """Whoever facilitates is a party to it; the others who are here can take the role by a button."""
    motion = error.number
    first = say("Motion {number} concerns you, so somebody else opens and closes its vote.", number=motion)
    if error.is_mover:
        first = say("You moved motion {number}, so somebody else opens and closes its vote.", number=motion)
    named = error.others if say.alone or say.face.whispers or not error.unnamed else ()
    if not named:
        line = Typed(f"meeting hand-over facilitator {say.word('NAME')}")
        rest = say(
            "Hand the facilitator's role to somebody who is here, and take it back after it: {line}",
            line=line,
        )
        return Card(blocks=(Line((*first, " ", *rest)),))
    people: Text = ()
    for member in named:
        people += (", ", Name(member)) if people else (Name(member),)
    rest = say("Hand over the facilitator's role, and take it back after it: {people}", people=people)
    buttons = tuple(
        Button(str(place), "meeting hand-to", {"member": member}, person=member)
        for place, member in enumerate(named, 1)
    )
    return Card(blocks=(Line((*first, " ", *rest)),), buttons=buttons)


@view
def facilitator_orders(say: Speech, error: rules.FacilitatorOrders) -> Card:
    if error.unnamed:
        return say.card(
            "A meeting goes on, and whoever facilitates it opens and closes votes. Two who are there can "
            "ask for somebody else: {line}",
            line=Typed("meeting new-facilitator"),
        )
    return say.card(
        "A meeting goes on, and {person} facilitates: they open and close votes. Two who are there can ask "
        "for somebody else: {line}",
        person=Name(error.facilitator),
        line=Typed("meeting new-facilitator"),
    )


@view
def speaks_for_few(say: Speech, error: rules.SpeaksForFew) -> Card:
    return say.card(
        "Too few are here to speak for everyone, so a steward does that, not the facilitator. You can once "
        "more than half of all who may vote are here; or if everyone could know of the meeting for {span}, "
        "once its quorum is.",
        span=say.span(error.shortest),
    )


@view
def not_short_here(say: Speech, error: rules.NotShortHere) -> Card:
    if not error.goes_on:
        return say.card(
            "Its mover has said how long it is voted on. Only the facilitator of a meeting gives another "
            "length, and no meeting goes on here."
        )
    return say.card(
        "Its mover has said how long it is voted on. The facilitator gives another length if more than half "
        "of all who may vote are here; or if the quorum is, and everyone could know of the meeting for "
        "{span}. What does something by itself keeps its length.",
        span=say.span(error.shortest),
    )


ERRORS: Mapping[type[RuleError], Explain] = {
    rules.HandOver: hand_over,
    rules.FacilitatorOrders: facilitator_orders,
    rules.SpeaksForFew: speaks_for_few,
    rules.NotShortHere: not_short_here,
}
