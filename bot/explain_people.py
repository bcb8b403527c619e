"""The sentences for who may not do something, or not yet: what was wrong, and what would work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.api import errors
from bot.api.card import Button, Card, Data, Line, Text, Typed, View, view
from bot.api.circles import NotInBloc
from bot.api.errors import RuleError
from bot.api.people import RollPolicy
from bot.api.speech import N_, Speech

_JOIN, _PRINCIPLES = "member join", "member principles"
_ROLES = {
    "member": N_("Only members of this assembly can do that. A steward can put you on the roll."),
    "steward": N_("Only a steward of this assembly can do that. Ask one of them."),
    "manager": N_("Only someone whom this network lets manage this place can do that. Ask one of them."),
}


@view
def not_entitled(say: Speech, e: errors.NotEntitled) -> Card:
    return say.card(_ROLES.get(e.needed, N_("Nobody can do that by hand.")))


@view
def not_on_the_roll(say: Speech, e: errors.NotOnTheRoll) -> Card:
    if e.policy is RollPolicy.VOUCHED:
        return _asking(
            say,
            say(
                "You are not on the roll of this assembly. Ask, and members vouch for you: {line}",
                line=Typed(_JOIN),
            ),
        )
    if e.policy is RollPolicy.APPROVED:
        return _asking(
            say,
            say(
                "You are not on the roll of this assembly. Ask, and a steward admits you: {line}",
                line=Typed(_JOIN),
            ),
        )
    return say.card("You are not on the roll of this assembly. A steward can put you on it.")


@view
def too_new(say: Speech, e: errors.TooNew) -> Card:
    if e.is_made:
        text = say(
            "Your account is too new to count by itself: here it has to be {age} old. "
            "Ask, and a steward can admit you: {line}",
            age=say.span(e.age),
            line=Typed(_JOIN),
        )
    else:
        text = say(
            "You are too new here to count by yourself: that takes {age}. "
            "Ask, and a steward can admit you: {line}",
            age=say.span(e.age),
            line=Typed(_JOIN),
        )
    return _asking(say, text)


@view
def crowded(say: Speech, _e: errors.Crowded) -> Card:
    return _asking(
        say,
        say(
            "More people have come within the hour than this assembly takes in without a question. "
            "Ask, and a steward can admit you: {line}",
            line=Typed(_JOIN),
        ),
    )


@view
def accept_first(say: Speech, _e: errors.AcceptFirst) -> Card:
    return Card(
        blocks=(
            say.line(
                "Before you take part here, read what its members have agreed on: {line}",
                line=Typed(_PRINCIPLES),
            ),
        ),
        buttons=(Button(say.word("Read it"), _PRINCIPLES),),
    )


def _asking(say: Speech, text: Text) -> Card:
    """What is refused now, with the way onto the roll as a button."""
    return Card(blocks=(Line(text),), buttons=(Button(say.word("Ask to join"), _JOIN),))


@view
def account_frozen(say: Speech, _e: errors.AccountFrozen) -> Card:
    return say.card(
        "This account was reported lost, so nothing that is done with it counts. If you have it in hand, "
        "say so from another account of yours, or ask two members to: {line}",
        line=Typed("account found"),
    )


@view
def not_present(say: Speech, _e: errors.NotPresent) -> Card:
    return say.card(
        "I don't find you where this assembly meets, and only people there can do that. "
        "Come into its server, space or room, and try again."
    )


@view
def presence_unknown(say: Speech, _e: errors.PresenceUnknown) -> Card:
    return say.card(
        "I could not find out whether you are still where this assembly meets, so I did nothing. "
        "Try again in a minute, or do it in the assembly's room."
    )


@view
def not_in_bloc(say: Speech, e: NotInBloc) -> Card:
    return say.card(
        "Only members of {bloc} do that there. To join it: {line}",
        bloc=Data(e.bloc),
        line=Typed(f"bloc join {e.bloc}"),
    )


@view
def nobody_called(say: Speech, e: errors.NobodyCalled) -> Card:
    return say.card(
        "Nobody on the roll here is called {name} on {network}. "
        "Write it as it stands on my cards, for example dara@matrix.",
        name=Data(e.name),
        network=e.network.capitalize(),
    )


@view
def several_called(say: Speech, e: errors.SeveralCalled) -> Card:
    if e.network == "matrix":
        return say.card(
            "Several people here are called {name} on Matrix. "
            "Somebody who is there can name the one you mean by the whole account, such as {example}.",
            name=Data(e.name),
            example=Data("@dara:example.org"),
        )
    return say.card(
        "Several people here are called {name} on {network}. "
        "Somebody who is there too can name the one you mean.",
        name=Data(e.name),
        network=e.network.capitalize(),
    )


WHO: Mapping[type[RuleError], Callable[[Any], View]] = {
    errors.NotEntitled: not_entitled,
    errors.NotOnTheRoll: not_on_the_roll,
    errors.TooNew: too_new,
    errors.Crowded: crowded,
    errors.AcceptFirst: accept_first,
    errors.AccountFrozen: account_frozen,
    NotInBloc: not_in_bloc,
    errors.NobodyCalled: nobody_called,
    errors.SeveralCalled: several_called,
    errors.NotPresent: not_present,
    errors.PresenceUnknown: presence_unknown,
}


def _said(text: str) -> Data:
    """What a person typed, short enough to be quoted back."""
    return Data(f"“{text if len(text) <= 60 else text[:59] + '…'}”")
