"""What the person reads who did something about an action, and what is told in private."""

from __future__ import annotations

from bot.api.card import Card, Line, Name, Text, Typed, view
from bot.api.speech import Speech
from cogs.actions.rules.action import Action
from cogs.actions.rules.nudge import Nudge
from cogs.actions.views import words


@view
def added(say: Speech, action: Action) -> Card:
    if action.asked is not None:
        said = say(
            "Action {number} is noted, {due}. It binds nobody until they press I will.",
            number=action.number,
            due=words.due(say, action),
        )
    else:
        said = say(
            "Action {number} is noted, {due}. It waits for somebody who says: I will.",
            number=action.number,
            due=words.due(say, action),
        )
    return Card(blocks=(Line(said),), buttons=words.buttons(say, action))


@view
def taken(say: Speech, action: Action) -> Card:
    return say.card(
        "Thank you: you do action {number}, {due}. I remind you in time. When it is done: {line}",
        line=words.line("done", action.number),
        number=action.number,
        due=words.due(say, action),
    )


@view
def declined(say: Speech, action: Action) -> Card:
    if action.owner is not None:
        return say.card(
            "Fine: action {number} stays with {person}.", number=action.number, person=Name(action.owner)
        )
    return say.card("Fine: action {number} is open to anybody now.", number=action.number)


@view
def done(say: Speech, action: Action) -> Card:
    return say.card(
        "Action {number} is done: {what}. Thank you.", number=action.number, what=words.title(action)
    )


@view
def passed(say: Speech, action: Action, to: int) -> Card:
    if action.owner is not None:
        return say.card(
            "{person} is asked to take over action {number}. Until they say so, it stays with {owner}.",
            person=Name(to),
            number=action.number,
            owner=Name(action.owner),
        )
    return say.card("{person} is asked for action {number}.", person=Name(to), number=action.number)


@view
def dropped(say: Speech, action: Action) -> Card:
    return say.card("Action {number} is dropped, and everyone can read why.", number=action.number)


@view
def put_off(say: Speech, action: Action) -> Card:
    return say.card("Action {number} is {due} now.", number=action.number, due=words.due(say, action))


@view
def asked_card(say: Speech, action: Action) -> Card:
    """Told to the member who is asked."""
    said = say(
        "You are asked for action {number}, {due}: {what}",
        what=words.title(action),
        number=action.number,
        due=words.due(say, action),
    )
    free = say.line("It binds you only once you press I will.")
    return Card(blocks=(Line(said), free), buttons=words.buttons(say, action))


@view
def nudge_card(say: Speech, action: Action, nudge: Nudge) -> Card:
    """Told to the member who has it."""
    said = _late(say, action) if action.due_at <= say.now else _ahead(say, action, nudge)
    more = say.line("Too much? Ask somebody else: {line}", line=words.line("pass", action.number, "to:…"))
    return Card(blocks=(Line(said, strong=True), more), buttons=(words.is_done(say, action),))


def _late(say: Speech, action: Action) -> Text:
    return say(
        "Action {number} {due}: {what}. Is it done? The next meeting asks too.",
        what=words.title(action),
        number=action.number,
        due=words.due(say, action),
    )


def _ahead(say: Speech, action: Action, nudge: Nudge) -> Text:
    if nudge is Nudge.HALF:
        return say(
            "Half of the time has gone. Action {number} is {due}: {what}",
            what=words.title(action),
            number=action.number,
            due=words.due(say, action),
        )
    return say(
        "Action {number} is {due}: {what}",
        what=words.title(action),
        number=action.number,
        due=words.due(say, action),
    )


@view
def now_owned(say: Speech, action: Action) -> Card:
    """A line of /now for who has it."""
    said = say(
        "Action {number}, {what}, {due}",
        what=words.title(action),
        number=action.number,
        due=words.due(say, action),
    )
    return Card(blocks=(Line(said),), buttons=(words.is_done(say, action),))


@view
def now_asked(say: Speech, action: Action) -> Card:
    """A line of /now for who is asked."""
    said = say(
        "You are asked for action {number}, {what}, {due}",
        what=words.title(action),
        number=action.number,
        due=words.due(say, action),
    )
    return Card(blocks=(Line(said),), buttons=words.buttons(say, action))


@view
def merged(say: Speech) -> Card:
    return say.card(
        "What was to be done by either of your accounts is yours now: {line}", line=Typed("action mine")
    )


@view
def kept(say: Speech) -> Card:
    return say.card(
        "Actions: what is to be done, who proposed it, who is asked and who does it. "
        "All of the assembly, or of the bloc whose it is, can read that, until 180 days after its end."
    )
