"""The agenda as members read it, and answers to what they do with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.api.card import Block, Button, Card, Data, Line, Text, Typed, View, view
from bot.api.number import Numbered
from bot.api.speech import Speech
from cogs.meetings.rules.agenda import Item
from cogs.meetings.views import sitting_words as words

TITLES = 3000
_NUMBER_AT_END = re.compile(r"(.*\S) ([1-9]\d{0,2})")


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose agenda it is: of a meeting that goes on, else of the one that comes at a time, if any is called.

    others are the numbers of the same body's meetings after it.
    """

    goes_on: bool
    title: str = field(default="", repr=False)
    at: datetime | None = None
    others: tuple[int, ...] = ()


def _brief(items: Sequence[Item]) -> list[Item]:
    """The items, their titles cut where all of them would be more than a network shows in one message."""
    if sum(len(item.title) for item in items) <= TITLES:
        return list(items)
    most = TITLES // len(items)
    cut = {item.id: f"{item.title[: most - 1].rstrip()}…" for item in items if len(item.title) > most}
    return [replace(item, title=cut.get(item.id, item.title)) for item in items]


@view
def agenda_card(
    say: Speech,
    items: Sequence[Item],
    whose: Whose,
    conducts: bool,
    motions: Mapping[Numbered, View] | None = None,
) -> Card:
    """The whole agenda, numbered by places; motions says where those on it stand."""
    stand = {number: one(say).title for number, one in (motions or {}).items()}
    rows: list[Block] = [
        Line(_row(say, place, item, stand.get(item.motion) if item.motion else None))
        for place, item in enumerate(_brief(items), 1)
    ]
    how = say.line(
        "Put something on it: {line}", line=Typed(f"agenda add {say.word('Buy a kettle')} minutes:10")
    )
    now = next((item.id for item in items if item.is_open), 0)
    next_item = Button(say.word("Next item"), "agenda next", {"after": now} if now else {})
    further = (next_item,) if whose.goes_on and conducts else ()
    return Card(title=_of(say, whose), blocks=(*rows, how, *_others(say, whose)), buttons=further)


def _of(say: Speech, whose: Whose) -> Text:
    if whose.goes_on:
        return say("Agenda")
    if whose.at is None:
        return say("Agenda of the next meeting")
    return say("Agenda of “{title}”, {at}", title=Data(whose.title), at=say.moment(whose.at))


def _others(say: Speech, whose: Whose) -> list[Line]:
    if not whose.others or whose.goes_on:
        return []
    line = Typed(f"agenda list meeting:{whose.others[0]}")
    return [say.line("Of the meeting after that: {line}", line=line)]


def _row(say: Speech, place: int, item: Item, stands: Text | None) -> Text:
    title = words.item_title(say, item)
    if stands:
        title = say("{title} ({state})", title=title, state=stands)
    if item.closed_at is not None:
        return say("{place}. {title} · done", place=place, title=title)
    if item.is_open:
        return say("{place}. {title} · now", place=place, title=title)
    again = say(" · not reached last time") if item.again else ()
    return (*say("{place}. {title}", place=place, title=title), *_box(say, item), *again)


def _box(say: Speech, item: Item) -> Text:
    return say(" · {minutes}", minutes=words.minutes(say, item.lasts)) if item.lasts else ()


def _unboxed(say: Speech, item: Item, place: int) -> list[Line]:
    """What to do where a number at the end was meant as minutes: it stands in the title."""
    found = None if item.lasts else _NUMBER_AT_END.fullmatch(item.title)
    if found is None:
        return []
    again = Typed(f"agenda add {found[1]} minutes:{found[2]}")
    return [
        say.line(
            "Did you mean {n} minutes? Take it off with {off} and add it again: {again}",
            n=found[2],
            off=Typed(f"agenda remove {place}"),
            again=again,
        )
    ]


@view
def on_card(say: Speech, items: Sequence[Item]) -> Card:
    """What members have put on the agenda, in a line of a call's card."""
    titles = [words.item_title(say, item) for item in _brief(items)]
    parts: list[Text] = []
    for i, title in enumerate(titles):
        parts += [(" · ",), title] if i else [title]
    return Card(blocks=(Line(tuple(part for text in parts for part in text)),))


def in_short(items: Sequence[Item]) -> list[View]:
    """The same as views; none where nobody has put anything there."""
    own = [item for item in items if not item.standing.value]
    return [on_card(own)] if own else []


@view
def added(say: Speech, item: Item, place: int, whose: Whose) -> Card:
    title = (*words.item_title(say, item), *_box(say, item))
    if whose.at is None:
        said = say.line("On the agenda, in place {place}: {title}", place=place, title=title)
    else:
        said = say.line(
            "On the agenda of “{meeting}”, {at}, in place {place}: {title}",
            meeting=Data(whose.title),
            at=say.moment(whose.at),
            place=place,
            title=title,
        )
    rows = [said, *_unboxed(say, item, place)]
    rows.append(say.line("To see all of it: {line}", line=Typed("agenda list")))
    if whose.others and not whose.goes_on:
        line = Typed(f"agenda add {say.word('Buy a kettle')} meeting:{whose.others[0]}")
        rows.append(say.line("For the meeting after that: {line}", line=line))
    return Card(blocks=tuple(rows))


@view
def moved(say: Speech, item: Item, place: int) -> Card:
    return say.card("“{title}” is in place {place} now.", title=words.item_title(say, item), place=place)


@view
def removed(say: Speech, item: Item) -> Card:
    return say.card("“{title}” is off the agenda.", title=words.item_title(say, item))


@view
def went_on(say: Speech, item: Item) -> Card:
    return say.card("Now: {title}", title=words.item_title(say, item))


@view
def none_heard(say: Speech) -> Card:
    """Stands under the reports of the workplaces where nobody has sent one that could be read out."""
    return say.card("No report is ready. Whoever wants to tell something raises a hand.")
