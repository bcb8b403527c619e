"""Cards of how an assembly is set up: everything in words, and how to change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.api.card import Block, Card, Data, Field, Text, Typed, View, view
from bot.api.deeds import Said
from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.people import Assembly, Role, RollPolicy
from bot.api.reminding import GRACE, MOST, Reminding
from bot.api.speech import N_, Speech
from bot.ballots.defaults import Defaults
from bot.ballots.rules import Votes
from bot.ballots.views import VOTES, needs, share_of
from cogs.members import deciding
from cogs.members.views.languages import languages

_POLICIES = {
    RollPolicy.ANYONE: N_("anyone who takes part comes onto it"),
    RollPolicy.LISTED: N_("stewards put people on it"),
    RollPolicy.VOUCHED: N_("whom members vouch for comes onto it"),
    RollPolicy.APPROVED: N_("whom a steward admits comes onto it"),
}


@view
def settings_card(say: Speech, assembly: Assembly, reader: Role, is_voted_on: bool = False) -> Card:
    """All settings; that an assembly is careful is shown to those who keep it."""
    blocks: list[Block] = [_field(say, assembly, key) for key in _OF_ASSEMBLY if key != "name"]
    if reader is Role.STEWARD:
        blocks.append(Field(say("Careful"), _careful(say, assembly)))
    blocks.append(say.line("Where the mover of a motion says nothing else:"))
    blocks += [_field(say, assembly, key) for key in _OF_MOTIONS]
    if reader is Role.STEWARD or (is_voted_on and reader is Role.MEMBER):
        one, other = Typed("assembly settings quorum:1/3"), Typed("assembly settings usual:quorum")
        if is_voted_on:
            blocks.append(say.line("To have all of you vote on a change: {line}", line=one))
        else:
            blocks.append(say.line("To change something: {line}", line=one))
        blocks.append(say.line("To go back to what is usual: {line}", line=other))
    else:
        blocks.append(say.line("Its stewards can change that."))
    return Card(title=say("How {name} is set up", name=Data(assembly.name)), blocks=tuple(blocks))


@view
def changed_card(say: Speech, assembly: Assembly, changed: tuple[str, ...]) -> Card:
    """What stewards changed, as it is now."""
    fields = tuple(_field(say, assembly, key) for key in changed if key in _VALUES)
    return Card(title=say("Changed in {name}", name=Data(assembly.name)), blocks=fields)


def says_change(after: Assembly, keys: tuple[str, ...]) -> Said:
    """A change of settings in one sentence: what each is from then on."""

    def says(say: Speech) -> Text:
        parts: Text = ()
        for field in (_field(say, after, key) for key in keys if key in _VALUES):
            parts += (*(("; ",) if parts else ()), *field.label, ": ", *field.value)
        return say("From then on: {changes}", changes=parts)

    return says


@view
def proposed(say: Speech, number: Numbered, answer: View) -> Card:
    """What is said to whoever wants something changed that is for all to decide."""
    why = say.line(
        "With five or more on the roll you decide that together, so I have moved it as motion {number}.",
        number=number,
    )
    card = answer(say)
    return replace(card, blocks=(why, *card.blocks))


def _field(say: Speech, assembly: Assembly, key: str) -> Field:
    return Field(say(_LABELS.get(key, N_("Careful"))), _VALUES[key](say, assembly))


def _at_least(say: Speech, assembly: Assembly) -> Text:
    if not assembly.shortest_vote:
        return say("as short as its mover likes")
    return (say.span(assembly.shortest_vote),)


def _careful(say: Speech, assembly: Assembly) -> Text:
    if assembly.careful is None:
        return say("not said yet; to say it: {line}", line=Typed("assembly careful"))
    return say("yes: nobody is named who need not be") if assembly.careful else say("no")


def _threshold(say: Speech, assembly: Assembly) -> Text:
    return (needs(say, _usual(assembly).threshold),)


def _quorum(say: Speech, assembly: Assembly) -> Text:
    usual = _usual(assembly)
    if usual.quorum.share is not None:
        return say("{share} of all", share=share_of(usual.quorum.share))
    if not usual.quorum.number:
        return say("as many as like")
    return say.plural("{n} person", "{n} people", usual.quorum.number)


def _votes(say: Speech, assembly: Assembly) -> Text:
    return say(VOTES[Votes.SECRET if assembly.careful else _usual(assembly).votes])


def _closes(say: Speech, assembly: Assembly) -> Text:
    usual = _usual(assembly)
    return (say.span(max(usual.closes, assembly.shortest_vote)),)


def _hour(say: Speech, assembly: Assembly) -> Text:
    hour = _usual(assembly).hour
    return (hour.isoformat("minutes"),) if hour else say("any time")


def _debate(say: Speech, assembly: Assembly) -> Text:
    debate = _usual(assembly).debate
    return (say.span(debate),) if debate else say("none")


def _extend(say: Speech, assembly: Assembly) -> Text:
    if _usual(assembly).extend_once:
        return say("a vote stays open once more")
    return say("nothing is decided")


def _size(say: Speech, assembly: Assembly) -> Text:
    size = _usual(assembly).size
    return say.plural("{n} person", "{n} people", size) if size else say("nobody has said; the roll counts")


def _reminders(say: Speech, assembly: Assembly) -> Text:
    return say("{n} for one person, and {n} in one room", n=Reminding.read(assembly.settings).most)


def _usual(assembly: Assembly) -> Defaults:
    return Defaults.read(assembly.settings)


_OF_ASSEMBLY = {
    "name": N_("Name"),
    "locale": N_("Language"),
    "zone": N_("Time zone"),
    "policy": N_("The roll"),
    "size": N_("How many you are"),
    "shortest_vote": N_("A vote lasts at least"),
    "hour": N_("Votes close at"),
    GRACE: N_("A reminder may be late by"),
    MOST: N_("Reminders that may wait"),
}
_OF_MOTIONS = {
    "threshold": N_("A motion needs"),
    "quorum": N_("Must take part"),
    "extend_once": N_("If too few do"),
    "seconds": N_("Must second it"),
    "debate": N_("Debate before voting"),
    "closes": N_("A vote lasts"),
    "votes": N_("Votes"),
}
_LABELS = {**_OF_ASSEMBLY, **_OF_MOTIONS}
_VALUES: Mapping[str, Callable[[Speech, Assembly], Text]] = {
    "name": lambda _say, a: (Data(a.name),),
    "locale": lambda _say, a: (languages((a.locale,))[0][1],),
    "zone": lambda _say, a: (Data(a.zone),),
    "policy": lambda say, a: say(_POLICIES[a.policy]),
    "size": _size,
    "shortest_vote": _at_least,
    "hour": _hour,
    "threshold": _threshold,
    "quorum": _quorum,
    "extend_once": _extend,
    "seconds": lambda say, a: (say.number(_usual(a).seconds),),
    "debate": _debate,
    "closes": _closes,
    "votes": _votes,
    "careful": _careful,
    GRACE: lambda say, a: (say.span(Reminding.read(a.settings).grace),),
    MOST: _reminders,
}


@view
def no_hour(say: Speech, error: deciding.NoHour) -> Card:
    return say.card(
        "{given} is no time of day. Try: {example}", given=Data(f"“{error.given[:20]}”"), example="18:00"
    )


@view
def shorter_than_shortest(say: Speech, error: deciding.ShorterThanShortest) -> Card:
    return say.card(
        "Here a vote lasts at least {span}. Give that or more, or change it too: {line}",
        span=say.span(error.shortest),
        line=Typed("assembly settings shortest:12h"),
    )


@view
def too_many(say: Speech, error: deciding.TooMany) -> Card:
    return say.card("That is too many: {most} is the most.", most=error.most)


@view
def lasts_too_long(say: Speech, error: deciding.LastsTooLong) -> Card:
    return say.card("That is too long: {span} is the most.", span=say.span(error.longest))


@view
def careful_is_secret(say: Speech, _error: deciding.CarefulIsSecret) -> Card:
    return say.card(
        "A careful assembly starts at secret votes. For one motion its mover can say otherwise: {votes}",
        votes="votes:open",
    )


ERRORS: Mapping[type[RuleError], Callable[[Any], View]] = {
    deciding.NoHour: no_hour,
    deciding.ShorterThanShortest: shorter_than_shortest,
    deciding.TooMany: too_many,
    deciding.LastsTooLong: lasts_too_long,
    deciding.CarefulIsSecret: careful_is_secret,
}
