"""The card of a draft, until voting opens on a card of its own."""

from __future__ import annotations

from bot.api.card import Block, Button, Card, Line, Quote, Style, Typed, view
from bot.api.speech import Speech
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State
from cogs.motions.views import words
from cogs.motions.views.cards import Shown, moved_by
from cogs.motions.views.terms import draft_terms


@view
def draft_card(say: Speech, shown: Shown) -> Card:
    """The draft, until voting opens on a card of its own."""
    motion = shown.motion
    if motion.state is not State.MOVED:
        return _past_draft(say, motion)
    blocks: list[Block] = [Line(moved_by(say, shown))]
    blocks += [Quote(motion.text)] if motion.text else []
    blocks += [*draft_terms(say, motion), *_how_to_second(say, shown)]
    return Card(
        head=say("Motion {number} · a draft; nothing is voted on yet", number=motion.number),
        title=words.title(say, motion),
        blocks=tuple(blocks),
        buttons=_draft_buttons(say, motion),
    )


def _past_draft(say: Speech, motion: Motion) -> Card:
    """What is left of a draft: where its motion has got to."""
    if motion.opened_at is not None:
        head = say("Motion {number} · it is voted on in a post of its own", number=motion.number)
    else:
        head = say("Motion {number} · {state}", number=motion.number, state=words.state(say, motion.state))
    return Card(head=head, title=words.title(say, motion))


def _how_to_second(say: Speech, shown: Shown) -> list[Block]:
    number, missing = shown.motion.number, shown.motion.seconds - len(shown.seconders)
    needed = say.plural(
        "One more member has to second it, then voting opens.",
        "{n} more members have to second it, then voting opens.",
        missing,
    )
    lines: list[Block] = [Line(needed)]
    lines.append(say.line("Second it: {line}", line=Typed(f"motion second {number}")))
    return lines


def _draft_buttons(say: Speech, motion: Motion) -> tuple[Button, ...]:
    number = {"number": motion.number}
    return (
        Button(say.word("Second"), "motion second", number, Style.MAIN),
        Button(say.word("Suggest a change"), "motion suggest", number),
    )
