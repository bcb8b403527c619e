"""What came of a motion, the steps that can follow it, and the date to look again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.api.card import Block, Button, Card, Quote, Style, Text, Typed, View, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.services import NextStep
from bot.api.speech import Speech
from cogs.motions.rules import outcome as rules
from cogs.motions.rules.announced import Announced
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.outcome import LATE_AFTER
from cogs.motions.views import words


@view
def with_outcome(say: Speech, shown: View, motion: Motion, steps: Sequence[NextStep]) -> Card:
    """A card of what was carried, with what came of it, when it is looked at again, and what can follow."""
    card = shown(say)
    blocks = [*card.blocks, *_come_of_it(say, motion)]
    return replace(card, blocks=tuple(blocks), buttons=(*card.buttons, *_buttons(say, motion, steps)))


def _come_of_it(say: Speech, motion: Motion) -> list[Block]:
    lines: list[Block] = []
    if motion.outcome:
        lines += [say.line("What came of it:"), Quote(motion.outcome)]
    if motion.review_at is not None:
        lines.append(say.line("It is looked at again on {at}.", at=say.moment(motion.review_at)))
    return lines


def _buttons(say: Speech, motion: Motion, steps: Sequence[NextStep]) -> tuple[Button, ...]:
    follow = tuple(
        Button(say.word(step.label), step.command, {step.argument: str(motion.number)}) for step in steps
    )
    return (*follow, _tell(say, motion))


def _tell(say: Speech, motion: Motion) -> Button:
    return Button(say.word("What came of it"), "motion outcome", {"number": str(motion.number)}, Style.QUIET)


@view
def told(say: Speech, motion: Motion) -> Card:
    if motion.review_at is None:
        return say.card("What came of motion {number} stands with its result.", number=motion.number)
    return say.card(
        "What came of motion {number} stands with its result. I ask again on {at}.",
        number=motion.number,
        at=say.moment(motion.review_at),
    )


@view
def review_card(say: Speech, motion: Motion, announced: Announced) -> Card:
    """Asked in the room on the date, once; late is said."""
    title = words.title(say, motion)
    said: Text = say(
        "Motion {number} was carried on {at}: {title}. Has it been done?",
        number=motion.number,
        at=say.moment(motion.ended_at or announced.at),
        title=title,
    )
    blocks: list[Block] = []
    if announced.said - announced.at > LATE_AFTER:
        blocks.append(
            say.line("This should have come on {at}; I was away until then.", at=say.moment(announced.at))
        )
    blocks += _come_of_it(say, motion)
    line = Typed(f"motion outcome {motion.number} …")
    blocks.append(say.line("Its mover or a steward can say what came of it: {line}", line=line))
    return Card(title=said, blocks=tuple(blocks), buttons=(_tell(say, motion),))


@view
def nothing_carried(say: Speech, error: rules.NothingCarried) -> Card:
    return say.card(
        "Motion {number} was not carried ({state}), so nothing came of it. See what was decided: {line}",
        number=error.number,
        state=words.state(say, error.state),
        line=Typed("motion list decided"),
    )


@view
def review_out_of_reach(say: Speech, error: rules.ReviewOutOfReach) -> Card:
    return say.card(
        "Give a date between {soonest} and {latest} from now, such as review:30d.",
        soonest=say.span(error.soonest),
        latest=say.span(error.latest),
    )


ERRORS: Mapping[type[RuleError], Explain] = {
    rules.NothingCarried: nothing_carried,
    rules.ReviewOutOfReach: review_out_of_reach,
}
