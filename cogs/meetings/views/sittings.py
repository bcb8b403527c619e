"""A meeting while it is held: its card, its items, shows of hands, its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.api.card import Block, Button, Card, Data, Field, Line, Name, Style, Text, Typed, View, view
from bot.api.speech import Speech
from cogs.meetings.rules.agenda import Item, to_come
from cogs.meetings.rules.sitting import Held, Seat
from cogs.meetings.views import sitting_words as words

MOST_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """A held meeting with what its card shows beside it.

    suggested gives for each role that is wanted those who have done it least; unnamed names nobody; waiting
    is how many want to speak.
    """

    held: Held
    items: tuple[Item, ...] = ()
    suggested: tuple[tuple[Seat, tuple[int, ...]], ...] = ()
    unnamed: bool = False
    bloc: str = field(default="", repr=False)
    waiting: int = 0

    @property
    def current(self) -> tuple[int, Item] | None:
        """The item that is being talked about, with its place."""
        return next(((i, item) for i, item in enumerate(self.items, 1) if item.is_open), None)


@view
def sitting_card(say: Speech, shown: Shown) -> Card:
    """The meeting as it stands."""
    held = shown.held
    if held.ended_at is not None:
        return _over(say, shown)
    blocks: list[Block] = [
        Line(words.here(say, held, len(held.present))),
        *_seats(say, shown),
        *_now(say, shown),
    ]
    if shown.waiting:
        count = say.plural("{n} person waits to speak.", "{n} people wait to speak.", shown.waiting)
        blocks.append(Line(count))
    blocks.append(say.line("React ✋ to speak, or write: {line}", line=Typed("hand up")))
    if shown.bloc:
        blocks.append(say.line("Of {bloc}.", bloc=Data(shown.bloc)))
    if not say.face.buttons:
        blocks.append(say.line("To say that you are here, write: {line}", line=Typed("here")))
    return Card(
        head=say("The meeting goes on · since {at}", at=words.clock(say, held.started_at)),
        title=words.title(say, held),
        blocks=tuple(blocks),
        buttons=(words.here_button(say, held), *(words.take_button(say, seat) for seat in held.wanted)),
        reactions=("✋",),
        style=Style.MAIN,
    )


def _over(say: Speech, shown: Shown) -> Card:
    held = shown.held
    length = (held.ended_at or held.started_at) - held.started_at
    return Card(
        head=say("The meeting is over"),
        title=words.title(say, held),
        blocks=(say.line("It lasted {length}.", length=words.minutes(say, length)),),
        style=Style.QUIET,
    )


def _seats(say: Speech, shown: Shown) -> list[Block]:
    """Who has which role, and who might take what nobody has."""
    rows: list[Block] = []
    for seat, member in shown.held.seats:
        who: Text = say("somebody who is here") if shown.unnamed else (Name(member),)
        rows.append(Field((words.seat(say, seat).capitalize(),), who))
    for seat, some in shown.suggested:
        rows.append(Field((words.seat(say, seat).capitalize(),), _wanted(say, some, shown.unnamed)))
    return rows


def _wanted(say: Speech, some: Sequence[int], unnamed: bool) -> Text:
    if unnamed or not some:
        return say("nobody yet; best somebody who has not done it for long")
    return say("nobody yet; next in turn: {people}", people=words.people(list(some)))


def _now(say: Speech, shown: Shown) -> list[Block]:
    """What is being talked about, and what comes then."""
    rows: list[Block] = []
    if (current := shown.current) is not None:
        place, item = current
        rows.append(Field(say("Now"), say("{place}. {title}", place=place, title=_boxed(say, item))))
    ahead = to_come(shown.items)[:MOST_AHEAD]
    if ahead:
        titles = [words.item_title(say, item) for item in ahead]
        rows.append(Field(say("Then"), _joined(titles)))
    return rows


def _joined(titles: Sequence[Text]) -> Text:
    parts: list[Text] = []
    for i, title in enumerate(titles):
        parts += [(" · ",), title] if i else [title]
    return tuple(part for text in parts for part in text)


def _boxed(say: Speech, item: Item) -> Text:
    title = words.item_title(say, item)
    if item.until is None:
        return title
    return say("{title}, until {at}", title=title, at=words.clock(say, item.until))


@view
def item_card(
    say: Speech,
    item: Item,
    place: int,
    taken_up: Sequence[View],
    unnamed: bool,
    motion: View | None = None,
) -> Card:
    """What is being talked about now, with what belongs under it; of a motion, how it stands."""
    blocks: list[Block] = []
    if item.presenter is not None and not unnamed:
        blocks.append(say.line("{person} presents it.", person=Name(item.presenter)))
    if item.until is not None and item.is_open:
        blocks.append(
            say.line(
                "{minutes}, until {at}.",
                minutes=words.minutes(say, item.lasts),
                at=words.clock(say, item.until),
            )
        )
    of_motion = motion(say) if motion else Card()
    blocks += of_motion.blocks
    if item.motion is not None:
        blocks.append(say.line("See it: {line}", line=Typed(f"motion show {item.motion}")))
    for one in taken_up:
        blocks += one(say).blocks
    title = say("{place}. {title}", place=place, title=words.item_title(say, item))
    return Card(
        title=title,
        head=() if item.is_open else say("Done"),
        blocks=tuple(blocks),
        buttons=of_motion.buttons if item.is_open else (),
        style=Style.MAIN if item.is_open else Style.QUIET,
    )


@view
def box_over_card(say: Speech, item: Item) -> Card:
    """The quiet notice that the time for an item is over."""
    said = say("The time for “{title}” is over.", title=words.item_title(say, item))
    more = Button(say.word("5 more minutes"), "agenda extend", {"minutes": 5})
    further = Button(say.word("Next item"), "agenda next", {"after": item.id})
    return Card(blocks=(Line(said),), buttons=(further, more))


@view
def ended_card(say: Speech, shown: Shown, again: int, by_clock: bool, talked: View | None = None) -> Card:
    """Said in the room when a meeting ends, with how much was said."""
    held = shown.held
    length = (held.ended_at or held.started_at) - held.started_at
    blocks: list[Block] = [say.line("It lasted {length}.", length=words.minutes(say, length))]
    if by_clock:
        blocks = [
            say.line("Nobody had ended it, so I have. It went on for {length}.", length=say.span(length))
        ]
    if again:
        blocks.append(
            Line(
                say.plural(
                    "{n} item was not reached. It stands on the next agenda.",
                    "{n} items were not reached. They stand on the next agenda.",
                    again,
                )
            )
        )
    blocks += talked(say).blocks if talked else ()
    title = say("The meeting has ended: {title}", title=words.title(say, held))
    return Card(title=title, blocks=tuple(blocks))


@view
def started(say: Speech, held: Held) -> Card:
    next_line = say.line(
        "You hold it until somebody facilitates. Begin with the agenda: {line}", line=Typed("agenda next")
    )
    guide = say.line("What to say at each step: {line}", line=Typed("meeting guide"))
    title = say("The meeting has started: {title}", title=words.title(say, held))
    return Card(title=title, blocks=(next_line, guide))


@view
def came(say: Speech, held: Held, count: int) -> Card:
    return say.card("You are here. {count}", count=words.here(say, held, count))


@view
def went(say: Speech, _held: Held) -> Card:
    return say.card("You have left the meeting. To come back: {line}", line=Typed("here"))


@view
def took(say: Speech, seat: Seat) -> Card:
    if seat is Seat.FACILITATOR:
        return say.card(
            "You facilitate. The next item: {line}. What to say at each step: {guide}",
            line=Typed("agenda next"),
            guide=Typed("meeting guide"),
        )
    if seat is Seat.NOTE_TAKER:
        return say.card(
            "You take notes. Write {note} or {decided}; the rest is noted by itself.",
            note=Typed(f"note {say.word('TEXT')}"),
            decided=Typed(f"decided {say.word('TEXT')}"),
        )
    if seat is Seat.TIMEKEEPER:
        return say.card("You keep the time. I say when an item's time is over; you say it aloud.")
    return say.card("You note who wants to speak. See them: {line}", line=Typed("stack show"))


@view
def handed_over(say: Speech, seat: Seat, to: int | None) -> Card:
    person: Text = (Name(to),) if to is not None else say("Somebody else")
    return say.card("{person} is {role} now.", person=person, role=words.seat(say, seat))


@view
def ended(say: Speech) -> Card:
    return say.card("The meeting has ended.")


@view
def now_meeting(say: Speech, held: Held) -> Card:
    """A line of /now for a member who is not yet at a meeting that goes on."""
    said = say("A meeting goes on: {title}", title=words.title(say, held))
    return Card(blocks=(Line(said),), buttons=(words.here_button(say, held),))


@view
def kept_sittings(say: Speech) -> Card:
    return say.card(
        "Meetings: who was there and until when, who had which role or spoke for how long, what stood on the "
        "agenda, and the minutes. All of the assembly, or of the bloc whose meeting it was, sees counts; "
        "minutes name only who has asked for it."
    )
