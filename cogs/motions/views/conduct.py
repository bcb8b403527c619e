"""Reports, what is set aside, and appeals, as members and stewards read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.api.card import Block, Button, Card, Data, Line, Quote, Style, Text, Typed, View, view
from bot.api.deeds import Said
from bot.api.number import Numbered
from bot.api.speech import Speech
from cogs.motions.rules.conduct import STEWARDS_NEEDED, SetAside
from cogs.motions.rules.motion import Motion
from cogs.motions.views import words

_WHYS = 5


@view
def with_report(say: Speech, shown: View, number: Numbered, suggestion: int = 0) -> Card:
    """A card that shows a person's text, with the quiet way to tell stewards of it."""
    card = shown(say)
    named = {"number": number} | ({"suggestion": suggestion} if suggestion else {})
    button = Button(say.word("Report"), "text report", named, Style.QUIET)
    return replace(card, buttons=(*card.buttons, button))


@view
def reported(say: Speech, number: Numbered, told: int) -> Card:
    """What a member is told who reported a text."""
    first = say.plural(
        "Reported to {n} steward, without your name.", "Reported to {n} stewards, without your name.", told
    )
    if told < STEWARDS_NEEDED:
        rest = say(
            "Two stewards have to agree before motion {number} is set aside, and neither may be the one who "
            "wrote it: there are not enough. Ask in the assembly for more stewards.",
            number=number,
        )
    else:
        rest = say("If two of them agree, the text is set aside and everyone reads why.")
    return Card(blocks=(Line((*first, " ", *rest)),))


@view
def report_told(say: Speech, motion: Motion, suggestion: int, whys: Sequence[str]) -> Card:
    """What a steward is told of a text that was reported: why, and never by whom."""
    title = say("Motion {number} was reported: {title}", number=motion.number, title=words.title(say, motion))
    if suggestion:
        title = say("A suggestion to motion {number} was reported", number=motion.number)
    blocks: list[Block] = [Quote(why) for why in whys[:_WHYS]]
    read = Typed(f"motion show {motion.number}")
    blocks.append(say.line("Read it: {line}. To set it aside, two stewards cite a principle:", line=read))
    blocks.append(Line((Typed(set_aside_line(say, motion.number, suggestion)),)))
    return Card(title=title, blocks=tuple(blocks))


@view
def proposed_told(say: Speech, motion: Motion, suggestion: int, found: SetAside) -> Card:
    """What the other stewards are told once one wants a text set aside."""
    return Card(
        title=_title(say, motion, suggestion),
        blocks=(
            say.line("A steward wants it set aside, for this reason:"),
            Quote(found.principle),
            say.line("If you agree: {line}", line=Typed(_confirm(motion.number, suggestion))),
        ),
        buttons=(
            Button(say.word("Set it aside"), "text set-aside", _named(motion.number, suggestion), Style.BAD),
        ),
    )


@view
def waits(say: Speech, motion: Motion, suggestion: int, whys: Sequence[str], found: SetAside | None) -> Card:
    """The line of /now for a steward, about what was reported."""
    if found is not None:
        return say.card(
            "a steward wants motion {number} set aside: {principle}. If you agree: {line}",
            number=motion.number,
            principle=Data(found.principle),
            line=Typed(_confirm(motion.number, suggestion)),
        )
    return say.card(
        "motion {number} was reported: {why}. To set it aside: {line}",
        number=motion.number,
        why=Data(" · ".join(" ".join(why.split()) for why in whys[:_WHYS])),
        line=Typed(set_aside_line(say, motion.number, suggestion)),
    )


@view
def proposed(say: Speech, number: Numbered) -> Card:
    return say.card(
        "Noted. One more steward has to agree before motion {number} is set aside; they are told.",
        number=number,
    )


@view
def set_aside(say: Speech, number: Numbered, suggestion: int) -> Card:
    if suggestion:
        return say.card("The suggestion to motion {number} is set aside.", number=number)
    return say.card("Motion {number} is set aside. Its number stays; everyone is told why.", number=number)


@view
def set_aside_card(say: Speech, number: Numbered, principle: str, suggestion: int = 0) -> Card:
    """All that is left of a text in every place where it stood."""
    said = say(
        "Motion {number} was set aside by two stewards: {principle}", number=number, principle=Data(principle)
    )
    if suggestion:
        said = say(
            "A suggestion to motion {number} was set aside by two stewards: {principle}",
            number=number,
            principle=Data(principle),
        )
    line = Typed(appeal_line(number, suggestion))
    appeal = say.line("Three members may appeal: {line}", line=line)
    button = Button(say.word("Appeal"), "text appeal", _named(number, suggestion), Style.QUIET)
    return Card(blocks=(Line(said), appeal), buttons=(button,), style=Style.QUIET)


def says_put_back(number: Numbered) -> Said:
    return lambda say: say("Show again what was set aside: motion {number}", number=number)


@view
def shown_again_card(say: Speech, number: Numbered) -> Card:
    """What the notice of a setting aside says once a vote has undone it."""
    return say.card(
        "What was set aside here by two stewards is shown again, as the assembly decided: motion {number}.",
        number=number,
    )


@view
def under_set_aside_card(say: Speech, number: Numbered, main: Numbered) -> Card:
    """What is left of a card that would show words of a motion that is set aside."""
    return say.card(
        "Motion {main} was set aside, and what was written to change it is not shown either: {number}.",
        main=main,
        number=number,
    )


@view
def appealed(say: Speech, number: Numbered, missing: int, vote: Numbered | None) -> Card:
    if vote is not None:
        return say.card(
            "Three members have appealed. Whether motion {number} is shown again is voted on: motion {vote}.",
            number=number,
            vote=vote,
        )
    more = say.plural("One more is needed.", "{n} more are needed.", missing)
    return Card(blocks=(Line((*say("You appealed for motion {number}.", number=number), " ", *more)),))


@view
def restored_card(
    say: Speech, motion: Motion, vote: Numbered, suggestion: int, until: datetime | None
) -> Card:
    """The notice that a text is shown again, and if it is voted on until when."""
    said = say("Motion {number} is shown again: motion {vote} was carried.", number=motion.number, vote=vote)
    if suggestion:
        said = say(
            "The suggestion to motion {number} is shown again: motion {vote} was carried.",
            number=motion.number,
            vote=vote,
        )
    if until is None:
        return Card(blocks=(Line(said),))
    later = say.line(
        "Voting on it goes on until {at}. Votes from before stand; reactions from the time in between do not "
        "count: vote again.",
        at=say.moment(until),
    )
    return Card(blocks=(Line(said), later))


@view
def kept_reports(say: Speech) -> Card:
    """What is kept of reports, for /privacy."""
    return say.card(
        "What you report to stewards, for 30 days, and that it was you, so that nobody reports without end. "
        "Stewards read why and never who."
    )


def _named(number: Numbered, suggestion: int) -> dict[str, str | int]:
    named: dict[str, str | int] = {"number": str(number)}
    return named | ({"suggestion": suggestion} if suggestion else {})


def _line(path: str, number: Numbered, suggestion: int) -> str:
    return f"{path} {number}" + (f" suggestion:{suggestion}" if suggestion else "")


def appeal_line(number: Numbered, suggestion: int) -> str:
    return _line("text appeal", number, suggestion)


def _confirm(number: Numbered, suggestion: int) -> str:
    return _line("text set-aside", number, suggestion)


def set_aside_line(say: Speech, number: Numbered, suggestion: int) -> str:
    principle = say.word("PRINCIPLE")
    return f"{_confirm(number, suggestion)} principle:{principle}"


def _title(say: Speech, motion: Motion, suggestion: int) -> Text:
    if suggestion:
        return say("A suggestion to motion {number}", number=motion.number)
    return say("Motion {number}: {title}", number=motion.number, title=words.title(say, motion))
