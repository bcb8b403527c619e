"""Actions as everybody reads them: one, those still to be done, and what a meeting takes up."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Block, Card, Data, Line, Style, Text, Typed, View, view
from bot.api.speech import Speech
from cogs.actions.rules.action import Action, State
from cogs.actions.views import words

MOST_LISTED, MOST_AT_MEETING = 25, 10


@view
def action_card(say: Speech, action: Action, unnamed: bool = False, bloc: str = "") -> Card:
    """One action as it stands."""
    blocks: list[Block] = [Line(_standing(say, action, unnamed))]
    if action.motion is not None:
        blocks.append(say.line("It follows from motion {number}.", number=action.motion))
    if bloc:
        blocks.append(say.line("For {bloc}.", bloc=Data(bloc)))
    return Card(
        title=(words.title(action),),
        head=_head(say, action),
        blocks=tuple(blocks),
        buttons=words.buttons(say, action),
        style=Style.GOOD if action.state is State.DONE else Style.PLAIN,
    )


def _head(say: Speech, action: Action) -> Text:
    if action.state is State.DONE:
        return say("Action {number} · done", number=action.number)
    if action.state is State.DROPPED:
        return say("Action {number} · dropped", number=action.number)
    return say("Action {number} · {due}", number=action.number, due=words.due(say, action))


def _standing(say: Speech, action: Action, unnamed: bool) -> Text:
    if action.state is State.DROPPED:
        return say("It will not be done: {why}", why=Data(action.why))
    if action.state is State.DONE:
        return say("Done on {at}.", at=say.moment(action.ended_at or action.due_at))
    return words.who(say, action, unnamed)


@view
def list_card(say: Speech, some: Sequence[Action], unnamed: bool, is_own: bool) -> Card:
    """What is still to be done, the soonest first."""
    if not some:
        return _nothing(say, is_own)
    count = say.plural("{n} action is still to be done", "{n} actions are still to be done", len(some))
    rows = [Line(row(say, action, unnamed)) for action in some[:MOST_LISTED]]
    if len(some) > MOST_LISTED:
        more = len(some) - MOST_LISTED
        rows.append(Line(say.plural("and {n} more, due later.", "and {n} more, due later.", more)))
    return Card(title=count, blocks=tuple(rows))


def _nothing(say: Speech, is_own: bool) -> Card:
    if is_own:
        return say.card(
            "You have nothing to do. See what others could need help with: {line}", line=Typed("action list")
        )
    return say.card(
        "Nothing is left to be done. To add something: {line}",
        line=Typed(f"action add {say.word('Bring the banner')} by:7d"),
    )


@view
def over_card(say: Speech, some: Sequence[Action]) -> Card:
    """What was done or dropped lately."""
    if not some:
        return say.card("Nothing was done or dropped lately.")
    rows = [Line(_over(say, action)) for action in some[:MOST_LISTED]]
    return Card(title=say("Done or dropped lately"), blocks=tuple(rows))


def _over(say: Speech, action: Action) -> Text:
    if action.state is State.DONE:
        return say("{number} · {what} · done", number=action.number, what=words.title(action))
    return say(
        "{number} · {what} · dropped: {why}",
        number=action.number,
        what=words.title(action),
        why=Data(action.why),
    )


def row(say: Speech, action: Action, unnamed: bool) -> Text:
    """An action in one line."""
    return say(
        "{number} · {what} · {due} · {who}",
        number=action.number,
        what=words.title(action),
        due=words.due(say, action),
        who=words.who(say, action, unnamed),
    )


def opening(some: Sequence[Action], unnamed: bool) -> list[View]:
    """What a meeting takes up: a line an action, those first that are late."""

    def said(action: Action) -> View:
        return lambda say: Card(blocks=(Line(row(say, action, unnamed)),))

    more = len(some) - MOST_AT_MEETING
    return [*(said(action) for action in some[:MOST_AT_MEETING]), *([left_over(more)] if more > 0 else [])]


@view
def left_over(say: Speech, count: int) -> Card:
    """Stands below as many actions as a meeting is shown."""
    said = say.plural(
        "and {n} more, due later. All of them: {line}",
        "and {n} more, due later. All of them: {line}",
        count,
        line=Typed("action list"),
    )
    return Card(blocks=(Line(said),))


@view
def minuted(say: Speech, action: Action, unnamed: bool) -> Card:
    """How an action reads in minutes."""
    if action.state is State.DONE:
        return say.card("Action {number} is done: {what}", number=action.number, what=words.title(action))
    if action.state is State.DROPPED:
        return say.card(
            "Action {number} is dropped: {what} ({why})",
            number=action.number,
            what=words.title(action),
            why=Data(action.why),
        )
    return say.card(
        "Action {number}: {what}, due on {at}. {who}",
        number=action.number,
        what=words.title(action),
        at=say.moment(action.due_at),
        who=words.who(say, action, unnamed),
    )
