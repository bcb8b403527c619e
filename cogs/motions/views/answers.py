"""What a person is told about what they just did with a motion."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.api.card import Block, Button, Card, Data, Line, Name, Quote, Text, Typed, view
from bot.api.deeds import Said
from bot.api.number import Numbered
from bot.api.speech import Speech
from bot.ballots import views as ballots
from bot.ballots.rules import Choice
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State
from cogs.motions.views import words
from cogs.motions.views.blocs import standing_lines
from cogs.motions.views.parts.count import count_lines
from cogs.motions.views.parts.heading import moved_by
from cogs.motions.views.parts.shown import Shown
from cogs.motions.views.parts.ways import how_to_vote, vote_buttons
from cogs.motions.views.secret import receipts_button
from cogs.motions.views.terms import closing_lines, draft_terms, quorum_lines


@view
def voted(say: Speech, number: int, choice: Choice, closes_at: datetime | None) -> Card:
    kind = words.choice(say, choice)
    if closes_at is None:
        return say.card("Your vote on motion {number}: {choice}.", number=number, choice=kind)
    return say.card(
        "Your vote on motion {number}: {choice}. You can change it until {at}.",
        number=number,
        choice=kind,
        at=say.moment(closes_at),
    )


@view
def taken_back(say: Speech, number: int) -> Card:
    return say.card(
        "You took your vote on motion {number} back. To vote again: {line}",
        number=number,
        line=Typed(f"vote {number} {say.word('for')}"),
    )


@view
def proposed(say: Speech, motion: Motion) -> Card:
    title = words.title(say, motion)
    if motion.state is State.OPEN:
        return say.card("Motion {number}, {title}: voting is open.", number=motion.number, title=title)
    return say.card(
        "Motion {number} is proposed: {title}. It is voted on once another member seconds it.",
        number=motion.number,
        title=title,
    )


@view
def seconded(say: Speech, motion: Motion, missing: int) -> Card:
    if motion.state is State.OPEN:
        return say.card("Motion {number} is seconded. Voting is open.", number=motion.number)
    missing_line = say.plural("One more is needed.", "{n} more are needed.", missing)
    return Card(
        blocks=(Line((*say("You seconded motion {number}.", number=motion.number), " ", *missing_line)),)
    )


@view
def changed(say: Speech, motion: Motion) -> Card:
    return say.card("Motion {number} is changed. The draft shows the new words.", number=motion.number)


@view
def now_in(say: Speech, motion: Motion) -> Card:
    return say.card("Motion {number}: {state}.", number=motion.number, state=words.state(say, motion.state))


@view
def suggested(say: Speech, motion: Motion) -> Card:
    return say.card(
        "Your suggestion for motion {number} is posted; its mover can take it up.", number=motion.number
    )


@view
def closing(say: Speech, motion: Motion) -> Card:
    if motion.state is State.CLOSING or motion.closes_at is None:
        return say.card("Voting on motion {number} is over. The result follows.", number=motion.number)
    return say.card(
        "Voting on motion {number} will close at {at}. Everyone is told; any two members can keep it open.",
        number=motion.number,
        at=say.moment(motion.closes_at),
    )


@view
def kept_open(say: Speech, motion: Motion, missing: int) -> Card:
    if missing > 0:
        return say.card(
            "Noted. If one more member asks for it, motion {number} stays open.", number=motion.number
        )
    return say.card("Motion {number} stays open as long as it was first said.", number=motion.number)


@view
def motion_list(say: Speech, found: Sequence[Motion]) -> Card:
    """Numbers, titles and where each stands."""
    if not found:
        return say.card(
            "No motions here. To propose one: {line}",
            line=Typed(f"motion propose {say.word('Buy a kettle')}"),
        )
    lines: list[Block] = [_listed(say, motion) for motion in found]
    lines.append(say.line("More about one: {line}", line=Typed(f"motion show {found[-1].number}")))
    return Card(title=say("Motions"), blocks=tuple(lines))


@view
def motion_in_full(
    say: Speech, shown: Shown, by_choice: dict[Choice, list[int]], reasons: Sequence[tuple[int, str]]
) -> Card:
    """Everything that may be seen of one motion; who voted how, where names are shown and it may be known."""
    motion = shown.motion
    is_voted_on = motion.state is State.OPEN and say.alone
    blocks: list[Block] = [Line(moved_by(say, shown)), *standing_lines(say, shown)]
    blocks += [Quote(motion.text)] if motion.text else []
    if motion.opened_at is None:
        blocks += draft_terms(say, motion)
    else:
        blocks += [*count_lines(say, shown), *quorum_lines(say, motion, shown.turnout or shown.tally.present)]
        blocks += closing_lines(say, motion)
    if motion.is_sealed and motion.state is not State.OPEN and motion.opened_at is not None:
        blocks.append(say.line(ballots.VOTES[motion.votes]))
    if not shown.unnamed:
        blocks += [
            Line((*say("{choice}:", choice=words.choice(say, choice)), " ", *_names(members)))
            for choice, members in by_choice.items()
            if members
        ]
        blocks += [Line((Name(member), ": ", Data(reason))) for member, reason in reasons]
    return Card(
        head=say("Motion {number} · {state}", number=motion.number, state=words.standing(say, motion)),
        title=words.title(say, motion),
        blocks=(*blocks, *(how_to_vote(say, motion) if is_voted_on else ())),
        buttons=vote_buttons(say, motion)
        if is_voted_on
        else (*receipts_button(say, motion), *_again(say, motion)),
    )


@view
def waiting_vote(say: Speech, motion: Motion) -> Card:
    number, title = motion.number, words.title(say, motion)
    said = say("vote on motion {number}: {title}", number=number, title=title)
    if motion.closes_at is not None:
        away = say.until(motion.closes_at)
        said = say("vote on motion {number}: {title} ({away})", number=number, title=title, away=away)
    read = Button(say.word("Motion {number}", number=number), "motion show", {"number": number})
    return Card(blocks=(Line(said),), buttons=(read,))


@view
def waiting_second(say: Speech, motion: Motion) -> Card:
    return say.card(
        "motion {number} waits for a second: {title}", number=motion.number, title=words.title(say, motion)
    )


@view
def kept(say: Speech) -> Card:
    """What motions keep of a person, for /privacy."""
    return say.card(
        "Motions you moved, seconded or voted on, and how you voted: open votes are seen by everyone, "
        "and stay as long as the assembly keeps its decisions."
    )


@view
def kept_words(say: Speech) -> Card:
    """Which texts motions keep, for /privacy."""
    return say.card(
        "The words of motions, of reasons for a vote and of suggested changes; everyone can read them. If "
        "you have yourself erased, your reasons go; motions and suggestions stay, without your name."
    )


def _listed(say: Speech, motion: Motion) -> Line:
    state: Text = (words.standing(say, motion),)
    if motion.state is State.OPEN and motion.closes_at is not None:
        state = say("vote until {at}", at=say.moment(motion.closes_at))
    return Line((f"{motion.number} · ", *words.title(say, motion), " · ", *state))


def _names(members: Sequence[int]) -> Text:
    parts: Text = ()
    for member in members[:100]:
        parts += (", ", Name(member)) if parts else (Name(member),)
    return (*parts, " …") if len(members) > 100 else parts


def _again(say: Speech, motion: Motion) -> tuple[Button, ...]:
    if motion.is_undecided or (motion.deed and motion.mover is None):
        return ()
    return (Button(say.word("Propose it again"), "motion again", {"number": motion.number}),)


def says_close_as_before(number: Numbered) -> Said:
    return lambda say: say("Have the vote on motion {number} close when it was to close first", number=number)
