"""What the room is asked by show of hands."""

from __future__ import annotations

from bot.api.card import Button, Card, Line, Style, Text, Typed, view
from bot.api.speech import Speech
from cogs.meetings.rules.agenda import Item
from cogs.meetings.rules.sitting import Show
from cogs.meetings.views import sitting_words as words

EXTEND, FACILITATOR = "extend", "facilitator"


@view
def show_card(say: Speech, show: Show, item: Item | None) -> Card:
    """What the room is asked, with the hands so far; once they are counted, what came of it."""
    count = say("For {ayes}, against {noes}.", ayes=len(show.ayes), noes=len(show.noes))
    if show.outcome is not None:
        return Card(title=_asked(say, show, item), blocks=(Line(count), Line(_counted(say, show))))
    until = say.line("Hands are counted at {at}.", at=words.clock(say, show.closes_at))
    yes, no = (Typed(f"meeting agree {word} {show.id}") for word in (say.word("yes"), say.word("no")))
    how = say.line("To show your hand, write: {yes} or {no}", yes=yes, no=no)
    return Card(
        title=_asked(say, show, item),
        blocks=(Line(count), until, *(() if say.face.buttons else (how,))),
        buttons=(
            Button(say.word("Yes"), "meeting agree", {"show": show.id, "yes": "yes"}, Style.MAIN),
            Button(say.word("No"), "meeting agree", {"show": show.id, "yes": "no"}),
        ),
    )


def _asked(say: Speech, show: Show, item: Item | None) -> Text:
    if show.about == EXTEND:
        title = words.item_title(say, item) if item else say("this")
        return say.plural(
            "{n} more minute for “{title}”?", "{n} more minutes for “{title}”?", show.minutes, title=title
        )
    return say("Two members ask for another facilitator. Shall somebody else facilitate?")


def _counted(say: Speech, show: Show) -> Text:
    if show.about == EXTEND:
        return say("It goes on for longer.") if show.outcome else say("It does not: the next item can come.")
    if show.outcome:
        return say("Yes. Who takes it? The meeting's card has a button.")
    return say("No: the facilitator goes on.")


@view
def asked_for_another(say: Speech) -> Card:
    return say.card("Noted. If one more member asks for another facilitator, the room is asked.")


@view
def asked(say: Speech) -> Card:
    return say.card("The room is asked.")


@view
def hand_shown(say: Speech, is_for: bool) -> Card:
    return say.card("Your hand counts: yes.") if is_for else say.card("Your hand counts: no.")
