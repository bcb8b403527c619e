"""Reminders that shame nobody, and how many have voted."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Block, Button, Card, Data, Line, Text, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.motions.rules import reminding as e
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.turnout import Part, Turnout
from cogs.motions.views import words
from cogs.motions.views.parts.count import turnout
from cogs.motions.views.parts.heading import vote_head


@view
def reminder_card(say: Speech, motion: Motion, reached: Turnout) -> Card:
    """What is posted where everyone reads it: how many, and never who."""
    said = (*turnout(say, reached.voted, reached.entitled), " ", *say("Is yours waiting?"))
    return Card(
        head=vote_head(say, motion),
        title=words.title(say, motion),
        blocks=(Line(said),),
        buttons=(Button(say.word("My votes"), "now"),),
    )


@view
def own_reminder_card(say: Speech, motion: Motion) -> Card:
    """What somebody is told alone who has not voted yet."""
    said = say(
        "Your vote on motion {number} is waiting: {title}", number=motion.number, title=_title(say, motion)
    )
    if motion.closes_at is not None:
        said = (*said, " ", *say("Voting is open until {at}.", at=say.moment(motion.closes_at)))
    read = Button(say.word("Read and vote"), "motion show", {"number": motion.number})
    return Card(blocks=(Line(said),), buttons=(read,))


@view
def reminded(say: Speech, number: int) -> Card:
    return say.card("I have reminded everyone of motion {number}, naming nobody.", number=number)


@view
def turnout_card(say: Speech, motion: Motion, reached: Turnout) -> Card:
    """How many have voted, by groups where there are some that are large enough."""
    blocks: list[Block] = [Line(turnout(say, reached.voted, reached.entitled))]
    blocks += [_part(say, part) for part in reached.parts]
    return Card(head=vote_head(say, motion), title=words.title(say, motion), blocks=tuple(blocks))


@view
def reminded_lately(say: Speech, error: e.RemindedLately) -> Card:
    return say.card(
        "Motion {number} was reminded of a short while ago. It can be again from {at}.",
        number=error.number,
        at=say.moment(error.again_at),
    )


@view
def all_have_voted(say: Speech, error: e.AllHaveVoted) -> Card:
    return say.card("Everyone who may vote on motion {number} has voted.", number=error.number)


ERRORS: Mapping[type[RuleError], Explain] = {
    e.RemindedLately: reminded_lately,
    e.AllHaveVoted: all_have_voted,
}


def _title(say: Speech, motion: Motion) -> Text:
    return (*words.title(say, motion), ".")


def _part(say: Speech, part: Part) -> Line:
    name: Text = (Data(part.name),) if part.name else say("Everyone else")
    return say.line("{name}: {n} of {all}", name=name, n=part.voted, all=part.entitled)
