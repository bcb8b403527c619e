"""Who speaks, and who speaks next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.api.card import Button, Card, Line, Name, Style, Text, Typed, View, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.meetings.rules import stack as rules
from cogs.meetings.rules.sitting import StackRule
from cogs.meetings.rules.stack import Hand, HandKind, Totals
from cogs.meetings.views import sitting_words as words

MOST_LISTED = 15


@dataclass(frozen=True, slots=True)
class Shown:
    """The stack as it stands: who got the floor last, who waits in which order, who has not spoken."""

    last: Hand | None
    waiting: tuple[Hand, ...]
    rule: StackRule
    silent: frozenset[int]
    unnamed: bool

    @property
    def speaker(self) -> Hand | None:
        """Whoever has the floor."""
        return self.last if self.last is not None and self.last.speaks else None


@view
def stack_card(say: Speech, shown: Shown) -> Card:
    """The stack for the room, or for whoever asks."""
    rows = [
        Line(_speaking(say, shown), strong=True),
        Line(_waiting(say, shown)),
        Line(_rule(say, shown.rule)),
    ]
    up = Button(say.word("Raise my hand"), "hand up")
    further = Button(say.word("Next speaker"), "stack next", {"after": shown.last.id} if shown.last else {})
    return Card(blocks=tuple(rows), buttons=(up, further))


@view
def had_floor(say: Speech, hand: Hand, unnamed: bool) -> Card:
    """What stands where the stack stood while somebody spoke who speaks no longer."""
    time = words.minutes(say, hand.spoke(hand.until or say.now))
    if unnamed or hand.member is None:
        return Card(blocks=(say.line("Somebody had the floor ({time}).", time=time),), style=Style.QUIET)
    said = say.line("{person} had the floor ({time}).", person=Name(hand.member), time=time)
    return Card(blocks=(said,), style=Style.QUIET)


def _speaking(say: Speech, shown: Shown) -> Text:
    if shown.speaker is None or shown.speaker.member is None:
        return say("Nobody has the floor.")
    since = words.clock(say, shown.speaker.since or say.now)  # a length would be wrong a minute later
    if shown.unnamed:
        return say("Somebody speaks, since {at}.", at=since)
    return say("Speaking: {person}, since {at}.", person=Name(shown.speaker.member), at=since)


def _waiting(say: Speech, shown: Shown) -> Text:
    if not shown.waiting:
        return say("Nobody waits to speak. To raise your hand: {line}", line=Typed("hand up"))
    if shown.unnamed:
        return say.plural("{n} person waits to speak.", "{n} people wait to speak.", len(shown.waiting))
    names = [_named(say, hand, shown.silent) for hand in shown.waiting[:MOST_LISTED]]
    if (more := len(shown.waiting) - MOST_LISTED) > 0:
        names.append(say.plural("{n} more", "{n} more", more))
    parts: list[Text] = []
    for i, name in enumerate(names):
        parts += [(", ",), name] if i else [name]
    return say("Who speaks next: {people}.", people=tuple(part for text in parts for part in text))


def _named(say: Speech, hand: Hand, silent: Collection[int]) -> Text:
    person = Name(hand.member or 0)
    if hand.kind is HandKind.POINT:
        return say("{person} (point of order)", person=person)
    if hand.kind is HandKind.DIRECT:
        return say("{person} (answers directly)", person=person)
    if hand.member in silent:
        return say("{person} (has not spoken yet)", person=person)
    return (person,)


def _rule(say: Speech, rule: StackRule) -> Text:
    if rule is StackRule.PROGRESSIVE:
        return say("Those who have spoken least come first.")
    return say("In the order in which hands were raised.")


@view
def raised(say: Speech, place: int) -> Card:
    if place == 1:
        return say.card("Your hand is up: you are next. To take it down: {line}", line=Typed("hand down"))
    return say.card(
        "Your hand is up, in place {place}. To take it down: {line}", place=place, line=Typed("hand down")
    )


@view
def lowered(say: Speech, was_speaking: bool) -> Card:
    return say.card("Thank you.") if was_speaking else say.card("Your hand is down.")


@view
def called(say: Speech, member: int | None) -> Card:
    """Told to whoever called the next speaker; without the name where others read it."""
    if member is None:
        line = Typed("stack show")
        return say.card("The next one has the floor. See who it is, where we are alone: {line}", line=line)
    return say.card("{person} has the floor.", person=Name(member))


@view
def ruled(say: Speech, rule: StackRule) -> Card:
    return Card(blocks=(Line(_rule(say, rule)),))


@view
def totals_card(say: Speech, found: Totals, named: Sequence[tuple[int, timedelta]]) -> Card:
    """How much was said, by numbers; by names only where the assembly wants it."""
    rows = [Line(totals(say, found))]
    rows += [
        Line(say("{person}: {time}", person=Name(member), time=words.minutes(say, time)))
        for member, time in named[:MOST_LISTED]
    ]
    if (more := len(named) - MOST_LISTED) > 0:
        rows.append(Line(say.plural("and {n} more", "and {n} more", more)))
    return Card(title=say("Who has spoken"), blocks=tuple(rows))


@view
def nobody_spoke(say: Speech) -> Card:
    return say.card("Nobody has had the floor in this meeting yet.")


def totals(say: Speech, found: Totals) -> Text:
    """The same in one sentence."""
    return say.plural(
        "{n} of {there} spoke, {times}, for {time} in all.",
        "{n} of {there} spoke, {times}, for {time} in all.",
        found.people,
        there=found.there,
        times=say.plural("once", "{n} times", found.turns),
        time=words.minutes(say, found.time),
    )


@view
def names_set(say: Speech, on: bool) -> Card:
    if on:
        return say.card("From now on totals of meetings say who spoke for how long.")
    return say.card("From now on totals of meetings name nobody.")


@view
def hand_up_already(say: Speech, _error: rules.HandUpAlready) -> Card:
    return say.card("Your hand is up already. To take it down: {line}", line=Typed("hand down"))


@view
def hand_not_up(say: Speech, _error: rules.HandNotUp) -> Card:
    return say.card("Your hand is not up. To raise it: {line}", line=Typed("hand up"))


@view
def nobody_waits(say: Speech, _error: rules.NobodyWaits) -> Card:
    return say.card("Nobody waits to speak. The next item: {line}", line=Typed("agenda next"))


@view
def called_already(say: Speech, _error: rules.CalledAlready) -> Card:
    return say.card("The next speaker was called just now. See who: {line}", line=Typed("stack show"))


@view
def not_calling(say: Speech, _error: rules.NotCalling) -> Card:
    return say.card("The facilitator calls the next speaker, or whoever notes who wants to speak.")


ERRORS: Mapping[type[RuleError], Explain] = {
    rules.HandUpAlready: hand_up_already,
    rules.HandNotUp: hand_not_up,
    rules.NobodyWaits: nobody_waits,
    rules.CalledAlready: called_already,
    rules.NotCalling: not_calling,
}


def nothing() -> View:
    return lambda _say: Card()
