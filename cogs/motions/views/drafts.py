"""The card of a draft, until voting opens on a card of its own."""

from __future__ import annotations

from bot.api.card import Block, Button, Card, Line, Quote, Style, Typed, view
from bot.api.speech import Speech
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.opening import Draft
from cogs.motions.rules.state import State
from cogs.motions.views import words
from cogs.motions.views.amending import what_comes_first
from cogs.motions.views.blocs import standing_lines
from cogs.motions.views.cards import Shown, moved_by
from cogs.motions.views.terms import draft_terms


@view
def draft_card(say: Speech, shown: Shown, draft: Draft | None = None) -> Card:
    """The draft, until voting opens on a card of its own."""
    motion = shown.motion
    if motion.state is not State.MOVED:
        return _past_draft(say, motion)
    blocks: list[Block] = [Line(moved_by(say, shown)), *standing_lines(say, shown)]
    blocks += [Quote(motion.text)] if motion.text else []
    blocks += draft_terms(say, motion)
    blocks += _what_is_missing(say, shown, draft or Draft(motion))
    return Card(
        head=say("Motion {number} · a draft; nothing is voted on yet", number=motion.number),
        title=words.title(say, motion),
        blocks=tuple(blocks),
        buttons=_draft_buttons(say, shown),
    )


def _past_draft(say: Speech, motion: Motion) -> Card:
    """What is left of a draft: where its motion has got to."""
    if motion.opened_at is not None:
        head = say("Motion {number} · it is voted on in a post of its own", number=motion.number)
    else:
        head = say("Motion {number} · {state}", number=motion.number, state=words.state(say, motion.state))
    return Card(head=head, title=words.title(say, motion))


def _what_is_missing(say: Speech, shown: Shown, draft: Draft) -> list[Block]:
    """What has to be done before voting opens."""
    missing = _missing(shown)
    lines = _how_to_second(say, shown.motion, missing) if missing else [say.line("It has its seconds.")]
    return [*lines, *what_comes_first(say, draft), *_amendments(say, draft)]


def _how_to_second(say: Speech, motion: Motion, missing: int) -> list[Block]:
    needed = say.plural(
        "One more member has to second it, then voting opens.",
        "{n} more members have to second it, then voting opens.",
        missing,
    )
    return [Line(needed), say.line("Second it: {line}", line=Typed(f"motion second {motion.number}"))]


def _amendments(say: Speech, draft: Draft) -> list[Block]:
    """The amendments that somebody still has to be for."""
    if not draft.unsupported:
        return []
    numbers = say.listed([str(a.number) for a in draft.unsupported])
    falls = say.line("They fall if nobody accepts or seconds them before voting opens.")
    return [say.line("Amendments that are proposed: {numbers}.", numbers=numbers), falls]


def _missing(shown: Shown) -> int:
    return max(0, shown.motion.seconds - len(shown.seconders))


def _draft_buttons(say: Speech, shown: Shown) -> tuple[Button, ...]:
    number = {"number": shown.motion.number}
    second = (Button(say.word("Second"), "motion second", number, Style.MAIN),)
    return (
        *(second if _missing(shown) else ()),
        Button(say.word("Suggest a change"), "motion suggest", number),
        Button(say.word("Amend"), "motion amend", number),
    )
