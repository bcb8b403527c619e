"""What is posted about a motion beside its cards: results, changes that are suggested, announcements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.api.card import Block, Button, Card, Line, Name, Quote, Style, Text, Typed, View, view
from bot.api.speech import N_, Speech
from bot.ballots.rules import Tally, Way
from cogs.motions.rules.announced import Announced
from cogs.motions.rules.hall import NOBODY_THERE, InTheHall
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.result import Report
from cogs.motions.rules.state import State
from cogs.motions.views import consensus, hall, words
from cogs.motions.views.double import result_lines
from cogs.motions.views.secret import receipts_button

_TITLES = {
    State.CARRIED: N_("Motion {number} is carried: {title}"),
    State.LOST: N_("Motion {number} is not carried: {title}"),
    State.INQUORATE: N_("Motion {number} is not decided: {title}"),
}


@view
def result_card(
    say: Speech,
    motion: Motion,
    report: Report,
    there: InTheHall = NOBODY_THERE,
    unnamed: bool = False,
    blocked: Sequence[tuple[int, str]] = (),
    meets: bool = False,
) -> Card:
    """The result, with the arithmetic and whatever was unusual; blocked says who stopped it, and why.

    meets says that there are meetings, to which it can be taken.
    """
    blocks: list[Block] = [Line(_counts(say, motion, report.tally)), *result_lines(say, report.blocs)]
    blocks += consensus.blocked_by(say, motion.number, blocked, unnamed)
    blocks += [*hall.line(say, motion, report.online, there, unnamed), *_unusual(say, report)]
    if motion.practice:
        blocks.append(say.line("This was practice and counts for nothing."))
    else:
        check = Typed(f"motion export {motion.number}")
        blocks.append(say.line("Check it yourself: {line}", line=check))
    if motion.disputed_at is not None:
        blocks.append(
            say.line(
                "This result is disputed. It was counted again; see below.",
            )
        )
    return Card(
        title=say(_TITLES[motion.state], number=motion.number, title=words.title(say, motion)),
        blocks=tuple(blocks),
        buttons=(*receipts_button(say, motion), *_next_steps(say, motion, meets)),
        style=Style.GOOD if motion.state is State.CARRIED else Style.QUIET,
    )


@view
def with_doubt(say: Speech, shown: View) -> Card:
    """A result of an assembly on several networks, where nobody vouches that each member is one person."""
    card = shown(say)
    line = say.line(
        "This assembly meets on several networks and nobody vouches for newcomers, so second accounts that "
        "nobody has linked can't be ruled out."
    )
    return replace(card, blocks=(*card.blocks, line))


@view
def practice_over(say: Speech) -> Card:
    """All that is left of a practice where it was posted."""
    return say.card("This practice is over.")


@view
def lapsed_card(say: Speech, motion: Motion) -> Card:
    return say.card(
        "Nobody seconded motion {number} in time: {title}. To try once more: {line}",
        number=motion.number,
        title=words.title(say, motion),
        line=Typed(f"motion again {motion.number}"),
    )


@view
def suggestion_card(say: Speech, motion: Motion, member: int | None, text: str, unnamed: bool) -> Card:
    """A change that somebody suggests to the mover of a draft."""
    who: Text = (Name(member),) if member and not unnamed else say("a member")
    return Card(
        title=say("A change is suggested to motion {number}", number=motion.number),
        blocks=(
            say.line("By {who}:", who=who),
            Quote(text),
            say.line(
                "Its mover can take it up, until it is seconded: {line}",
                line=Typed(f"motion edit {motion.number} text:…"),
            ),
        ),
    )


@view
def closing_early_card(say: Speech, motion: Motion, announced: Announced, unnamed: bool) -> Card:
    """The notice of an hour before an early close; it can be stopped while that close still stands."""
    steward = announced.member
    nobody = say("the facilitator") if motion.sitting is not None else say("a steward")
    who: Text = (Name(steward),) if steward and not unnamed else nobody
    title = say(
        "Voting on motion {number} closes early, at {at}", number=motion.number, at=say.moment(announced.at)
    )
    if motion.kept_open:
        return _stopped(say, motion, announced, who)
    asked = say.line("Asked for by {who}. Any two members can keep it open.", who=who)
    if motion.closes_before is None or motion.closes_at != announced.at:
        return Card(title=title, blocks=(asked,))
    how = say.line("To keep it open: {line}", line=Typed(f"motion keep-open {motion.number}"))
    button = Button(say.word("Keep it open"), "motion keep-open", {"number": motion.number})
    return Card(title=title, blocks=(asked, how), buttons=(button,))


def _stopped(say: Speech, motion: Motion, announced: Announced, who: Text) -> Card:
    """What is left of a notice of an early close that two members have stopped."""
    at = say.moment(announced.at)
    return Card(
        title=say("Voting on motion {number} does not close early", number=motion.number),
        blocks=(say.line("{who} had asked to close it at {at}. Two members kept it open.", who=who, at=at),),
    )


@view
def kept_open_card(say: Speech, motion: Motion, until: datetime) -> Card:
    return say.card(
        "Two members asked for it: voting on motion {number} goes on until {at}.",
        number=motion.number,
        at=say.moment(until),
    )


@view
def reopened_card(say: Speech, motion: Motion, until: datetime) -> Card:
    """Said when votes that were read late alone would change the outcome."""
    return say.card(
        "Votes on motion {number} reached me only after its close, and they alone would change the outcome. "
        "So that nobody is taken by surprise, voting is open for one more hour, until {at}.",
        number=motion.number,
        at=say.moment(until),
    )


def _counts(say: Speech, motion: Motion, tally: Tally) -> Text:
    return (
        *words.counts(say, motion.threshold, tally),
        " ",
        *words.arithmetic_then(say, motion.threshold, tally),
        " ",
        *words.took_part(say, motion, tally),
    )


def _unusual(say: Speech, report: Report) -> list[Block]:
    lines: list[Block] = []
    if report.away or report.late:
        lines.append(Line(_read_late(say, report)))
    if report.gone:
        lines.append(
            Line(
                say.plural(
                    "{n} reaction was gone when I read them again; its ballot stands.",
                    "{n} reactions were gone when I read them again; their ballots stand.",
                    report.gone,
                )
            )
        )
    if report.removed:
        lines.append(Line(_removed(say, report)))
    if report.unread:
        lines.append(
            say.line("I could not read the reactions in the room again; this counts the votes I had.")
        )
    if report.alarm:
        lines.append(
            say.line("The running count on the card was off. This result is counted from the ballots.")
        )
    return lines


def _read_late(say: Speech, report: Report) -> Text:
    votes = say.plural("{n} vote had come in meanwhile.", "{n} votes had come in meanwhile.", report.late)
    if report.away:
        away = say.span(timedelta(seconds=report.away))
        return (*say("Counted again from the room after {away} offline:", away=away), " ", *votes)
    return (*say("Counted again from the room before the close:"), " ", *votes)


def _removed(say: Speech, report: Report) -> Text:
    count = say.plural(
        "{n} ballot is from a person who had left by the count; it stands.",
        "{n} ballots are from people who had left by the count; they stand.",
        report.removed,
    )
    without = words.state(say, State(report.without_removed))
    return (*count, " ", *say("Without it the outcome would be: {state}.", state=without))


def _next_steps(say: Speech, motion: Motion, meets: bool) -> tuple[Button, ...]:
    if motion.state is State.INQUORATE:
        again = Button(say.word("Try again"), "motion again", {"number": motion.number})
        talk = Button(say.word("Take it to the meeting"), "agenda motion", {"number": str(motion.number)})
        return (again, talk) if meets and not motion.practice else (again,)
    if motion.state is State.LOST and motion.threshold.way is Way.CONSENSUS:
        return (Button(say.word("Propose it again"), "motion again", {"number": motion.number}),)
    return ()
