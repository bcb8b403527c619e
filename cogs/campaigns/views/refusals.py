"""Why an act on a campaign was refused, and what would work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.api.card import Button, Card, Chat, Data, Text, Typed, View, view
from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.speech import Speech
from cogs.campaigns.rules import errors
from cogs.campaigns.rules.campaign import LARGEST_GOAL


def running(say: Speech, some: tuple[tuple[Numbered, str], ...]) -> Text:
    """Campaigns as people type them, one after the other."""
    parts: list[Text] = [say("{number} {name}", number=number, name=Data(name)) for number, name in some]
    return tuple(piece for i, part in enumerate(parts) for piece in ((", ",) if i else ()) + part)


@view
def no_campaign(say: Speech, error: errors.NoCampaign) -> Card:
    given, typed = Data(error.given), Typed("campaign list")
    if not error.running:
        return say.card(
            "There is no campaign “{given}” here. To see those there are: {command}",
            given=given,
            command=typed,
        )
    return say.card(
        "There is no campaign “{given}” here. Running now: {some}. To see them all: {command}",
        given=given,
        some=running(say, error.running),
        command=typed,
    )


@view
def has_ended(say: Speech, error: errors.HasEnded) -> Card:
    return say.card(
        "Campaign {number} has ended. To see what came of it: {command}",
        number=error.number,
        command=Typed(f"campaign show {error.number}"),
    )


@view
def not_open_yet(say: Speech, error: errors.NotOpenYet) -> Card:
    return say.card(
        "Campaign {number} can’t be signed yet. To see what it waits for: {command}",
        number=error.number,
        command=Typed(f"campaign show {error.number}"),
    )


@view
def never_opened(say: Speech, error: errors.NeverOpened) -> Card:
    return say.card(
        "Campaign {number} has not opened yet, so nothing has come of it. To put it away: {command}",
        number=error.number,
        command=Typed(f"campaign archive {error.name}"),
    )


@view
def not_waiting(say: Speech, error: errors.NotWaiting) -> Card:
    return say.card("Campaign {number} is open already.", number=error.number)


@view
def no_goal(say: Speech, error: errors.NoGoal) -> Card:
    return say.card(
        "A goal is a number of people, from 1 to {most}; {given} is none. Try: {example}",
        most=LARGEST_GOAL,
        given=error.given,
        example="goal:1000",
    )


@view
def closes_in_the_past(say: Speech, error: errors.ClosesInThePast) -> Card:
    return say.card(
        "{when} has gone by. Give a time to come, such as {example}.",
        when=say.moment(error.at),
        example="closes:14d",
    )


@view
def name_taken(say: Speech, error: errors.NameTaken) -> Card:
    return say.card("Another campaign is called “{name}”. Choose another name.", name=Data(error.name))


@view
def no_name(say: Speech, error: errors.NoName) -> Card:
    return say.card(
        "“{given}” can’t be a campaign’s name. Choose one word with letters, such as {example}.",
        given=Data(error.given[:40]),
        example="erlan",
    )


@view
def too_many_running(say: Speech, error: errors.TooManyRunning) -> Card:
    return say.card(
        "{most} campaigns run already, and nobody could follow more. End one first: {command}",
        most=error.most,
        command=Typed("campaign list"),
    )


@view
def not_signed(say: Speech, error: errors.NotSigned) -> Card:
    return say.card("You have not signed campaign {number}: nothing of yours is kept.", number=error.number)


@view
def reaction_not_counted(say: Speech, error: errors.ReactionNotCounted) -> Card:
    command = Typed(f"sign {error.number}")
    if not (say.face.whispers or say.alone):
        return say.card(
            "A reaction shows your name to the whole room. Not counted. To sign, write {command} where we "
            "are alone: {chat}",
            command=command,
            chat=Chat(say.word("open a chat with me")),
        )
    said = say.line(
        "A reaction shows your name to the whole room. Not counted. To sign in private: {command}",
        command=command,
    )
    privately = Button(say.word("Sign privately"), "signature show", {"campaign": str(error.number)})
    return Card(blocks=(said,), buttons=(privately,))


@view
def not_translated(say: Speech, error: errors.NotTranslated) -> Card:
    return say.card(
        "Campaign {number} is a bloc’s own: its words are for its members alone.", number=error.number
    )


@view
def name_needed(say: Speech, error: errors.NameNeeded) -> Card:
    return say.card(
        "Under which name? Write it as it is to stand there: {command}",
        command=Typed(f"sign {error.number} name:{error.shown} called:Ana Pérez"),
    )


@view
def not_a_goal(say: Speech, error: errors.NotAGoal) -> Card:
    return say.card(
        "“{given}” is no number of people. Try: {example}",
        given=Data(error.given[:40]),
        example="goal:1000",
    )


@view
def too_many_sponsors(say: Speech, error: errors.TooManySponsors) -> Card:
    return say.card("Ask for 0 to {most} sponsors.", most=error.most)


@view
def not_yours(say: Speech, error: errors.NotYours) -> Card:
    return say.card(
        "Whoever started campaign {number} can do that, and stewards. Ask one of them.", number=error.number
    )


@view
def no_version(say: Speech, error: errors.NoVersion) -> Card:
    if error.newest == 1:
        return say.card("The text has no version {given}: it was never changed.", given=error.given)
    return say.card(
        "The text has no version {given}: there are 1 to {newest}.", given=error.given, newest=error.newest
    )


@view
def nothing_changed(say: Speech, error: errors.NothingChanged) -> Card:
    return say.card(
        "Nothing is different. See what can be changed: {command}", command=Typed(f"help {error.command}")
    )


@view
def too_many_versions(say: Speech, error: errors.TooManyVersions) -> Card:
    return say.card(
        "The text has {most} versions, and all who signed were asked about each. Start a new campaign.",
        most=error.most,
    )


@view
def pledge_stands(say: Speech, error: errors.PledgeStands) -> Card:
    return say.card(
        "A pledge stays as it was when people could first make it: its words, its number and its date. "
        "Start another pledge: {command}",
        command=Typed("campaign start"),
    )


@view
def still_runs(say: Speech, error: errors.StillRuns) -> Card:
    return say.card(
        "Campaign {number} still runs. First say what came of it: {command}",
        number=error.number,
        command=Typed(f"campaign end {error.name} won …"),
    )


_Explain = Callable[[Any], View]
ERRORS: dict[type[RuleError], _Explain] = {
    errors.NoCampaign: no_campaign,
    errors.HasEnded: has_ended,
    errors.NotOpenYet: not_open_yet,
    errors.NeverOpened: never_opened,
    errors.NotWaiting: not_waiting,
    errors.NoGoal: no_goal,
    errors.ClosesInThePast: closes_in_the_past,
    errors.NameTaken: name_taken,
    errors.NoName: no_name,
    errors.TooManyRunning: too_many_running,
    errors.NotSigned: not_signed,
    errors.ReactionNotCounted: reaction_not_counted,
    errors.NotTranslated: not_translated,
    errors.NameNeeded: name_needed,
    errors.NotAGoal: not_a_goal,
    errors.TooManySponsors: too_many_sponsors,
    errors.NotYours: not_yours,
    errors.NoVersion: no_version,
    errors.NothingChanged: nothing_changed,
    errors.TooManyVersions: too_many_versions,
    errors.PledgeStands: pledge_stands,
    errors.StillRuns: still_runs,
}
