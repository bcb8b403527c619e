"""Amendments as members read them: the draft, the vote, the result, and what became of the motion's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.api.card import Block, Button, Card, Data, Line, Style, Text, Typed, View, view
from bot.api.number import Numbered
from bot.api.speech import N_, Speech
from cogs.motions.rules.amendment import Fall
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.opening import Draft
from cogs.motions.rules.state import DECIDED, State
from cogs.motions.views import cards, words
from cogs.motions.views.amending import what_comes_first
from cogs.motions.views.changes import change_lines, whole
from cogs.motions.views.parts.heading import moved_by
from cogs.motions.views.parts.shown import Shown
from cogs.motions.views.terms import draft_terms

_RESULTS = {
    State.CARRIED: N_("Amendment {number} is carried; motion {main} reads so now"),
    State.LOST: N_("Amendment {number} is not carried; motion {main} stays as it is"),
    State.INQUORATE: N_("Amendment {number} is not decided; motion {main} stays as it is"),
}
_FALLEN = {
    Fall.OPENED: N_(
        "Amendment {number} falls: nobody accepted it, and too few seconded it before voting on motion "
        "{main}."
    ),
    Fall.SAME: N_("Amendment {number} falls: motion {main} already reads as it asks."),
    Fall.ENDED: N_("Amendment {number} falls, because motion {main} is at its end."),
}


@dataclass(frozen=True, slots=True)
class Amended:
    """An amendment with the words that it is held against, and the other one that it waits for."""

    shown: Shown
    base: tuple[str, str]
    waits_for: tuple[Numbered, ...] = ()

    @property
    def amendment(self) -> Motion:
        return self.shown.motion

    @property
    def main(self) -> Numbered:
        return Numbered.of(self.amendment.number.whole)


@view
def amendment_card(say: Speech, amended: Amended) -> Card:
    """The amendment until it is accepted or voted on: what it changes, and what can be done with it."""
    motion, main = amended.amendment, amended.main
    if motion.state is not State.MOVED:
        head = _past(say, amended)
        return Card(head=head, title=_title(amended), blocks=tuple(_changes(say, amended)))
    blocks: list[Block] = [
        Line(moved_by(say, amended.shown)),
        *_changes(say, amended),
        *_reads_so(say, amended),
    ]
    blocks += [*draft_terms(say, motion), *_what_next(say, amended)]
    return Card(
        head=say("Amendment {number} to motion {main} · a draft", number=motion.number, main=main),
        title=_title(amended),
        blocks=tuple(blocks),
        buttons=_buttons(say, amended),
    )


@view
def vote_card(say: Speech, amended: Amended) -> Card:
    """The card on which an amendment is voted on: like any vote's, with what it changes."""
    motion = amended.amendment
    plain = replace(amended.shown, motion=replace(motion, title=amended.base[0], text=""))
    card = cards.vote_card(plain)(say)
    what = [*_changes(say, amended), *_reads_so(say, amended)]
    if motion.is_undecided:
        what.append(say.line("Motion {main} is voted on after this.", main=amended.main))
    blocks = (*card.blocks[:1], *what, *card.blocks[1:])
    return replace(card, head=_vote_head(say, amended), blocks=blocks)


@view
def result_card(say: Speech, result: View, amended: Amended) -> Card:
    """The result of an amendment, with the arithmetic of any result and no steps of its own."""
    card = result(say)
    title = say(_RESULTS[amended.amendment.state], **_named(amended))
    return replace(card, title=title, blocks=(*_changes(say, amended), *card.blocks), buttons=())


@view
def in_full(say: Speech, shown: View, amended: Amended) -> Card:
    """An amendment as it is read on demand: what it changes, then all of it as it would stand."""
    card = shown(say)
    new, state = amended.amendment.title, words.standing(say, amended.amendment)
    head = say("Amendment {number} to motion {main} · {state}", **_named(amended), state=state)
    title = [Line((Data(new),), strong=True)] if new != amended.base[0] else []
    reads = say.line("With it, the motion reads:")
    blocks = (*_changes(say, amended), reads, *title, *card.blocks)
    return replace(card, head=head, title=_title(amended), blocks=blocks, buttons=())


@view
def motion_in_full(
    say: Speech, shown: View, draft: Draft, amendments: Sequence[Motion], has_thread: bool
) -> Card:
    """A motion as it is read on demand, with its amendments and where people talk about it."""
    card = shown(say)
    blocks: list[Block] = []
    if draft.motion.state is State.MOVED and not draft.missing():
        blocks += [say.line("It has its seconds."), *what_comes_first(say, draft)]
    blocks += [
        say.line("Amendment {number}: {state}", number=a.number, state=words.standing(say, a))
        for a in amendments
    ]
    if has_thread:
        blocks.append(say.line("People talk about it in the thread under its draft."))
    return replace(card, blocks=(*card.blocks, *blocks))


@view
def amended_card(say: Speech, amended: Amended) -> Card:
    """The notice that a motion has other words now."""
    motion = amended.amendment
    title = say("Motion {main} has changed: amendment {number} is in it now", **_named(amended))
    if motion.accepted:
        why = say.line("The member who moved motion {main} accepted it.", main=amended.main)
    else:
        why = say.line("It was carried.")
    read = say.line("Read the motion: {line}", line=Typed(f"motion show {amended.main}"))
    return Card(title=title, blocks=(why, *_changes(say, amended), read))


@view
def fallen_card(say: Speech, number: Numbered, why: Fall) -> Card:
    """The notice that an amendment is at its end without a decision."""
    return say.card(_FALLEN[why], number=number, main=Numbered.of(number.whole))


def _named(amended: Amended) -> dict[str, Numbered]:
    return {"number": amended.amendment.number, "main": amended.main}


def _title(amended: Amended) -> Text:
    return (Data(amended.base[0]),)


def _past(say: Speech, amended: Amended) -> Text:
    """The head of a draft that is none any more."""
    if amended.amendment.state is State.OPEN:
        return say(
            "Amendment {number} to motion {main} · it is voted on in a post of its own", **_named(amended)
        )
    state = words.standing(say, amended.amendment)
    return say("Amendment {number} to motion {main} · {state}", **_named(amended), state=state)


def _vote_head(say: Speech, amended: Amended) -> Text:
    motion = amended.amendment
    if motion.state is State.OPEN and motion.closes_at is not None:
        at, away = say.moment(motion.closes_at), say.away(motion.closes_at)
        message = N_("Amendment {number} to motion {main} · vote until {at} ({away})")
        return say(message, number=motion.number, main=amended.main, at=at, away=away)
    state = words.standing(say, motion)
    if motion.state in DECIDED and motion.ended_at is not None:
        return say(
            "Amendment {number} to motion {main} · {state}, {at}",
            number=motion.number,
            main=amended.main,
            state=state,
            at=say.moment(motion.ended_at),
        )
    return say(
        "Amendment {number} to motion {main} · {state}", number=motion.number, main=amended.main, state=state
    )


def _changes(say: Speech, amended: Amended) -> list[Block]:
    title, text = amended.base
    motion = amended.amendment
    found = change_lines(say, title, motion.title)
    if found and (title and text):
        found.insert(0, say.line("In the title:"))
    return [*found, *change_lines(say, text, motion.text)]


def _reads_so(say: Speech, amended: Amended) -> list[Block]:
    """How the motion reads with the amendment, where that is short; else where to read it."""
    title, text = amended.base
    motion = amended.amendment
    parts = [after for before, after in ((title, motion.title), (text, motion.text)) if before != after]
    short = [block for part in parts for block in whole(part)]
    if parts and len(short) == len(parts):
        return [say.line("With it, the motion reads:"), *short]
    return [say.line("Read all of it as it would be: {line}", line=Typed(f"motion show {motion.number}"))]


def _what_next(say: Speech, amended: Amended) -> list[Block]:
    number, missing = amended.amendment.number, _missing(amended)
    if not missing:
        if not amended.waits_for:
            return [say.line("It has its seconds.")]
        return [
            say.line(
                "It has its seconds. It is voted on once amendment {others} is decided, which changes the "
                "same words.",
                others=say.listed([str(n) for n in amended.waits_for]),
            )
        ]
    needed = say.plural(
        "One more member has to second it, then it is voted on before motion {main}.",
        "{n} more members have to second it, then it is voted on before motion {main}.",
        missing,
        main=amended.main,
    )
    second = say.line("Second it: {line}", line=Typed(f"motion second {number}"))
    accept = say.line(
        "Or the member who moved motion {main} accepts it: {line}",
        main=amended.main,
        line=Typed(f"motion accept {number}"),
    )
    fall = say.line("If neither is done before voting on motion {main} opens, it falls.", main=amended.main)
    return [Line(needed), second, accept, fall]


def _missing(amended: Amended) -> int:
    return amended.amendment.seconds - len(amended.shown.seconders)


def _buttons(say: Speech, amended: Amended) -> tuple[Button, ...]:
    number = {"number": amended.amendment.number}
    accept = Button(say.word("Accept"), "motion accept", number)
    if not _missing(amended) > 0:
        return (accept,)
    return (Button(say.word("Second"), "motion second", number, Style.MAIN), accept)
