"""Delegates as members read of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from bot.api.card import Block, Button, Card, Data, Line, Name, Quote, Text, Typed, View, view
from bot.api.number import Numbered
from bot.api.speech import N_, Speech
from cogs.blocs.rules.bloc import Bloc
from cogs.blocs.rules.delegate import Delegate, Given, Mandate, Report
from cogs.blocs.views import words

MANDATES = {
    Mandate.FOR: N_("for"),
    Mandate.AGAINST: N_("against"),
    Mandate.FREE: N_("free to vote as they see fit"),
}
_VOTES = {
    "aye": N_("for"),
    "no": N_("against"),
    "abstain": N_("abstain"),
    "stand-aside": N_("stand aside"),
    "block": N_("block"),
    "": N_("no vote"),
}
MOST_ROWS = 60
Row: TypeAlias = tuple[Bloc, Sequence[Delegate], Sequence[Given]]


def sent_or_back(say: Speech, sent: bool, bloc: str, member: int) -> Text:
    """What an election or a recall does, as a sentence without an end."""
    if sent:
        return say("Send {person} as a delegate of {bloc}", person=Name(member), bloc=Data(bloc))
    return say("Call {person} back as a delegate of {bloc}", person=Name(member), bloc=Data(bloc))


def told_to_vote(say: Speech, bloc: str, number: Numbered, title: str, choice: Mandate) -> Text:
    """What a mandate does, as a sentence without an end."""
    name, told = Data(bloc), say.word(MANDATES[choice])
    if not title:
        return say(
            "Tell the delegates of {bloc} on motion {number}: {choice}", bloc=name, number=number, choice=told
        )
    return say(
        "Tell the delegates of {bloc} on motion {number}, {title}: {choice}",
        bloc=name,
        number=number,
        title=Data(title),
        choice=told,
    )


@view
def called(say: Speech, bloc: Bloc, member: int, missing: int) -> Card:
    needed = say.plural(
        "If one more member asks for it, {bloc} votes on it.",
        "If {n} more members ask for it, {bloc} votes on it.",
        missing,
        bloc=words.name(bloc),
    )
    noted = say("Noted, and shown to nobody: you ask that {person} is called back.", person=Name(member))
    return Card(blocks=(Line((*noted, " ", *needed)),))


@view
def resigned(say: Speech, bloc: Bloc) -> Card:
    return say.card("You are no delegate of {bloc} any more.", bloc=words.name(bloc))


@view
def sent_card(say: Speech, bloc: Bloc, sent: Sequence[Delegate], given: Sequence[Given]) -> Card:
    """For whom it is about: whether they are sent, and by which mandates they are bound."""
    names = _names([delegate.member for delegate in sent])
    if not sent:
        return say.card("{bloc} has no delegates now.", bloc=words.name(bloc))
    blocks: list[Block] = [say.line("Delegates of {bloc} now: {names}", bloc=words.name(bloc), names=names)]
    blocks += [Line(_mandate(say, one)) for one in given]
    blocks.append(
        say.line("To tell the bloc what happened: {line}", line=Typed(f"delegate report {say.word('TEXT')}"))
    )
    return Card(blocks=tuple(blocks))


@view
def reported(say: Speech, bloc: Bloc) -> Card:
    return say.card("Thank you. {bloc} reads your report in its room.", bloc=words.name(bloc))


@view
def asked(say: Speech, bloc: Bloc, sent: int) -> Card:
    told = say.plural(
        "{n} delegate of {bloc} is asked for a report.",
        "{n} delegates of {bloc} are asked for a report.",
        sent,
        bloc=words.name(bloc),
    )
    return Card(blocks=(Line(told),))


@view
def asked_card(say: Speech, bloc: Bloc) -> Card:
    return Card(
        blocks=(
            say.line("{bloc} asks you, its delegate, for a report.", bloc=words.name(bloc)),
            say.line("To give it: {line}", line=Typed(f"delegate report {say.word('TEXT')}")),
        ),
        buttons=(Button(say.word("Report"), "delegate report", {"bloc": words.handle(say, bloc)}),),
    )


@view
def owed(say: Speech, bloc: Bloc, about: str) -> Card:
    """A line of /now."""
    if about:
        return say.card("a report to {bloc} on {about}", bloc=words.name(bloc), about=Data(about))
    return say.card("a report to {bloc}", bloc=words.name(bloc))


@view
def report_card(say: Speech, bloc: Bloc, report: Report, unnamed: bool) -> Card:
    """What a delegate told the bloc."""
    who: Text = (Name(report.member),) if report.member and not unnamed else say("A delegate")
    title = say("{person} reports to {bloc}", person=who, bloc=words.name(bloc))
    about: list[Block] = [Line((Data(report.about),))] if report.about else []
    return Card(title=title, blocks=(*about, Quote(report.text)))


@view
def kept_card(say: Speech, given: Given, unnamed: bool) -> Card:
    """How delegates voted who had a mandate: the vote was theirs, and the bloc knows."""
    choice = say.word(MANDATES[given.mandate])
    title = say(
        "Motion {number} is decided. Our delegates were to vote {choice}.", number=given.on, choice=choice
    )
    votes = given.votes or {}
    if unnamed or any(vote is None for vote in votes.values()):
        hidden = say.line("Nobody can see here who voted how; ask them for a report.")
        return Card(title=title, blocks=(hidden,))
    lines = tuple(
        say.line("{person}: {vote}", person=Name(member), vote=say.word(_VOTES[vote or ""]))
        for member, vote in votes.items()
    )
    return Card(title=title, blocks=lines)


@view
def delegate_list(
    say: Speech,
    rows: Sequence[tuple[Bloc, Sequence[Delegate], Sequence[Given]]],
    unnamed: bool,
    everything: bool,
) -> Card:
    """Whom blocs send; of everything those without delegates are left out."""
    lines: list[Block] = []
    for bloc, sent, given in rows[:MOST_ROWS]:
        if sent:
            lines.append(Line(_sent(say, bloc, sent, unnamed)))
            lines += [Line(_mandate(say, one)) for one in given]
        elif not everything:
            lines.append(say.line("{bloc} has no delegates.", bloc=words.name(bloc)))
    if not lines:
        lines.append(say.line("No bloc has sent a delegate yet."))
    line = Typed(f"delegate elect {say.word('PERSON')} {say.word('BLOC')}")
    how = say.line("To send one: {line}", line=line)
    return Card(title=say("Delegates"), blocks=(*lines, how))


@view
def with_delegates(
    say: Speech, shown: View, sent: Sequence[Delegate], given: Sequence[Given], unnamed: bool
) -> Card:
    """The card of a bloc, with whom it sends and what it has told them."""
    card = shown(say)
    if not sent:
        return card
    if unnamed:
        who: Text = say.plural("{n} delegate", "{n} delegates", len(sent))
    else:
        names = _names([delegate.member for delegate in sent])
        who = say("Delegates: {names}", names=names)
    told = [Line(_mandate(say, one)) for one in given]
    return replace(card, blocks=(*card.blocks[:1], Line(who), *told, *card.blocks[1:]))


def _sent(say: Speech, bloc: Bloc, sent: Sequence[Delegate], unnamed: bool) -> Text:
    if unnamed:
        return say.plural("{bloc}: {n} delegate", "{bloc}: {n} delegates", len(sent), bloc=words.name(bloc))
    names = _names([delegate.member for delegate in sent])
    return say("{bloc}: {names}", bloc=words.name(bloc), names=names)


def _mandate(say: Speech, given: Given) -> Text:
    choice = say.word(MANDATES[given.mandate])
    return say("On motion {number}: {choice}", number=given.on, choice=choice)


def _names(members: Sequence[int]) -> Text:
    parts: Text = ()
    for member in members:
        parts += (", ", Name(member)) if parts else (Name(member),)
    return parts


@view
def kept(say: Speech) -> Card:
    """What is kept of delegates, for /privacy."""
    return say.card(
        "Which bloc you are a delegate of, what you reported, and how you voted where it had told you how. "
        "Your bloc sees it. Who asks for a recall is shown to nobody, and gone once the bloc votes on it."
    )
