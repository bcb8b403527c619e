"""Cards about who is on the roll: numbers for all, names for stewards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.api.card import Block, Button, Card, Data, Field, Line, Name, Style, Typed, view
from bot.api.people import Assembly, Role
from bot.api.speech import Speech

A_PAGE = 25
_LIST, _BUTTONS = "member list", 3


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are on a roll, how many of them have no account, have paused, and how many ask."""

    size: int
    entries: int
    paused: int
    waiting: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.size // A_PAGE))


@dataclass(frozen=True, slots=True)
class Named:
    """One on the roll, as stewards see them; initials of those who have no account."""

    member: int
    initials: str = field(repr=False)
    is_steward: bool
    paused: bool


@view
def roll_counts(say: Speech, assembly: Assembly, counts: Counts, reader: Role) -> Card:
    blocks = _counts(say, counts)
    if reader is Role.STEWARD:
        blocks.append(say.line("Their names, where we are alone: {line}", line=Typed(_LIST)))
    else:
        blocks.append(say.line("Names are shown to stewards alone; the room is told how often they look."))
    return Card(title=say("On the roll of {name}", name=Data(assembly.name)), blocks=tuple(blocks))


def _counts(say: Speech, counts: Counts) -> list[Block]:
    found: list[Block] = [Field(say("On the roll"), say.plural("{n} person", "{n} people", counts.size))]
    if counts.entries:
        found.append(Field(say("Without an account"), (say.number(counts.entries),)))
    if counts.paused:
        found.append(Field(say("Have paused"), (say.number(counts.paused),)))
    if counts.waiting:
        found.append(Field(say("Ask to come onto it"), (say.number(counts.waiting),)))
    return found


@view
def roll_names(say: Speech, assembly: Assembly, counts: Counts, names: Sequence[Named], page: int) -> Card:
    """One page of names, for a steward alone."""
    pages = counts.pages
    blocks = _counts(say, counts)
    blocks += [Line(_one(say, named)) for named in names]
    entries = [named.initials for named in names if named.initials]
    if entries:
        joined = Typed(f'member enrol {say.word("NAME")} as:"{entries[0]}"')
        blocks.append(say.line("If one without an account has one now: {line}", line=joined))
    blocks.append(say.line("The room is told each month how often stewards looked at names."))
    buttons = [_remove(say, initials) for initials in entries[:_BUTTONS]]
    for label, other in ((say.word("Before"), page - 1), (say.word("Further"), page + 1)):
        if 1 <= other <= pages:
            buttons.append(Button(label, _LIST, {"page": other}))
    title = say("On the roll of {name}", name=Data(assembly.name))
    if pages > 1:
        title = (*title, " · ", *say("page {page} of {pages}", page=page, pages=pages))
    return Card(title=title, blocks=tuple(blocks), buttons=tuple(buttons))


def _one(say: Speech, named: Named) -> tuple[str | Name | Data, ...]:
    who: str | Name | Data = Data(named.initials) if named.initials else Name(named.member, as_came=True)
    notes = [say.word("steward")] if named.is_steward else []
    notes += [say.word("without an account")] if named.initials else []
    notes += [say.word("has paused")] if named.paused else []
    return (who, f" ({', '.join(notes)})") if notes else (who,)


def _remove(say: Speech, initials: str) -> Button:
    label = say.word("Remove {initials}", initials=initials)
    return Button(label, "member remove", {"initials": initials}, Style.QUIET)


@view
def openings(say: Speech, month: int, times: int) -> Card:
    """For the room, once a month."""
    from babel.dates import format_skeleton

    first = datetime(month // 100, month % 100, 1, tzinfo=UTC)
    called = str(format_skeleton("yMMMM", first, locale=say.babel_locale))
    return Card(
        blocks=(
            Line(
                say.plural(
                    "In {month}, stewards looked at a page of names on the roll {n} time.",
                    "In {month}, stewards looked at a page of names on the roll {n} times.",
                    times,
                    month=called,
                )
            ),
        )
    )


@view
def activity(say: Speech, assembly: Assembly, size: int, active: tuple[tuple[timedelta, int], ...]) -> Card:
    """How many took part lately, of how many; nobody is named."""
    blocks: list[Block] = []
    for span, count in active:
        blocks.append(
            Field(
                say.plural("In the last {n} day", "In the last {n} days", span.days),
                say("{active} took part or are new, {rest} did not", active=count, rest=size - count),
            )
        )
    blocks.append(say.line("Who takes no part for a while can pause: {line}", line=Typed("member pause")))
    return Card(
        title=say.plural(
            "{n} on the roll of {name}", "{n} on the roll of {name}", size, name=Data(assembly.name)
        ),
        blocks=tuple(blocks),
    )
