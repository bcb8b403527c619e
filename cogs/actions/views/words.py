"""Words and buttons that several cards of actions share."""

from __future__ import annotations

from bot.api.card import Button, Data, Name, Style, Text, Typed
from bot.api.number import Numbered
from bot.api.speech import Speech
from cogs.actions.rules.action import Action, State


def due(say: Speech, action: Action) -> Text:
    """Until when it is to be done, and how long that is from now."""
    at, away = say.moment(action.due_at), say.until(action.due_at)
    if action.due_at <= say.now:
        return say("was due on {at} ({away})", at=at, away=away)
    return say("due on {at} ({away})", at=at, away=away)


def title(action: Action) -> Data:
    return Data(action.text)


def number(action: Action) -> dict[str, str | int]:
    return {"number": str(action.number)}


def i_will(say: Speech, action: Action) -> Button:
    return Button(say.word("I will"), "action take", number(action), Style.MAIN)


def not_me(say: Speech, action: Action) -> Button:
    return Button(say.word("Not me"), "action decline", number(action))


def is_done(say: Speech, action: Action) -> Button:
    return Button(say.word("It is done"), "action done", number(action), Style.GOOD)


def buttons(say: Speech, action: Action) -> tuple[Button, ...]:
    """What can be done about it at a press."""
    if not action.is_open:
        return ()
    if action.asked is not None:
        return (i_will(say, action), not_me(say, action))
    return (is_done(say, action),) if action.state is State.TAKEN else (i_will(say, action),)


def who(say: Speech, action: Action, unnamed: bool) -> Text:
    """Who has it, or is asked for it."""
    if unnamed:
        return _who_unnamed(say, action)
    if action.owner is not None and action.asked is not None:
        return say(
            "{person} has it, and asks {other} to take it over.",
            person=Name(action.owner),
            other=Name(action.asked),
        )
    if action.owner is not None:
        return say("{person} does it.", person=Name(action.owner))
    if action.asked is not None:
        return say("{person} is asked, and is bound by nothing until they say so.", person=Name(action.asked))
    return say("Nobody has it yet.")


def _who_unnamed(say: Speech, action: Action) -> Text:
    if action.owner is not None:
        return say("Somebody does it.")
    if action.asked is not None:
        return say("Somebody is asked, and is bound by nothing until they say so.")
    return say("Nobody has it yet.")


def line(command: str, of: Numbered, more: str = "") -> Typed:
    """A command about an action, as it would be typed."""
    return Typed(" ".join([f"action {command} {of}", more]).strip())
