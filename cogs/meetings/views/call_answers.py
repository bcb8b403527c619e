"""What a person is told about the meetings that they called, changed or asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.api.card import Block, Button, Card, Data, Line, Style, Text, Typed, View, view
from bot.api.speech import N_, Speech
from bot.dates.series import Occurrence
from bot.dates.words import repeats
from cogs.meetings.rules.call import Call
from cogs.meetings.rules.lead import Usual
from cogs.meetings.rules.rsvp import Rsvp
from cogs.meetings.views import call_words as words
from cogs.meetings.views import rsvp
from cogs.meetings.views.calls import Shown, answer_buttons

MEETING = N_("Meeting")
"""All that a careful assembly's calendar file says of a meeting."""


@view
def called(say: Speech, call: Call, one: Occurrence, first: str = "") -> Card:
    """What was understood, in full; first is a sentence about what was done."""
    when = words.when(say, one.at, call.series.zone)
    if call.urgent:
        head = say("Everyone is asked to come now, as meeting {number}: {title}.", **_named(call))
    else:
        head = say(
            "Meeting {number}, {title}: {when}, {away}.",
            when=when,
            away=words.away(say, one.at),
            **_named(call),
        )
    blocks: list[Block] = [say.line(first, **_named(call))] if first else []
    blocks += [Line(head), *words.clock_change(say, one, call.series.zone), *words.how_often(say, call)]
    if not call.urgent:
        blocks.append(Line(words.leads(say, call, one.at)))
    return Card(blocks=tuple(blocks))


@view
def moved(
    say: Speech,
    call: Call,
    was: datetime,
    one: Occurrence,
    whole: bool = False,
    given_up: Sequence[date] = (),
) -> Card:
    """That a date was moved, or all of them, and to when."""
    zone = call.series.zone
    said = say.line(
        N_("Meeting {number}, {title}, is moved with all its dates: from {was} to {when}, {away}.")
        if whole
        else N_("Meeting {number}, {title}, is moved from {was} to {when}, {away}."),
        was=words.short(say, was, zone),
        when=words.when(say, one.at, zone),
        away=words.away(say, one.at),
        **_named(call),
    )
    others = [say.line("Its other dates stay.")] if call.repeats and not whole else []
    if whole and call.series.moved:
        others.append(say.line("Those that were moved by themselves stay as they are."))
    if given_up:
        days = say.listed([words.named_day(say, day) for day in given_up])
        others.append(say.line("No longer left out, or moved by themselves: {days}.", days=days))
    return Card(blocks=(said, *others, *words.clock_change(say, one, zone), *words.how_often(say, call)))


@view
def skipped(say: Speech, call: Call, was: datetime, following: datetime | None) -> Card:
    """That a date is left out, and when the next one is."""
    zone = call.series.zone
    text = say(
        "Meeting {number}, {title}, is left out on {was}.", was=words.short(say, was, zone), **_named(call)
    )
    if following is not None:
        text += (" ", *say("It is next held on {when}.", when=words.when(say, following, zone)))
    return Card(blocks=(Line(text),))


@view
def cancelled(say: Speech, call: Call) -> Card:
    if call.repeats:
        return say.card("Meeting {number}, {title}, is cancelled with all its dates.", **_named(call))
    return say.card("Meeting {number}, {title}, is cancelled.", **_named(call))


@view
def renamed(say: Speech, call: Call, before: str) -> Card:
    return say.card(
        "Meeting {number} is now called {title}; it was {before}.", before=Data(before), **_named(call)
    )


@view
def moved_told(say: Speech, call: Call, shown: Shown, was: datetime, whole: bool = False) -> Card:
    """What those are told in private who said that they come: the time is another one."""
    card = moved(call, was, shown.date, whole)(say) if shown.date is not None else Card()
    again = say.line("If you can't come then, say so:")
    return replace(card, blocks=(*card.blocks, again), buttons=answer_buttons(say, call, shown.key))


@view
def call_list(say: Speech, found: Sequence[tuple[Call, Occurrence]]) -> Card:
    """The meetings to come, the soonest first."""
    if not found:
        line = Typed(f"meeting call {say.word('General assembly')} when:{say.word('Thu')} 18:00")
        return say.card("No meeting is called. To call one: {line}", line=line)
    blocks: list[Block] = []
    for call, one in found:
        text: Text = (
            f"{call.number} · ",
            *words.title(call),
            " · ",
            words.short(say, one.at, call.series.zone),
        )
        text += (" · ", *repeats(say, call.series.rule)) if call.repeats else ()
        blocks.append(Line(text))
    first = found[0][0].number
    blocks.append(say.line("To see one in full: {line}", line=Typed(f"meeting show {first}")))
    return Card(title=say("Meetings to come"), blocks=tuple(blocks))


@view
def in_full(
    say: Speech, shown: View, call: Call, coming: Sequence[Occurrence], who: Mapping[Rsvp, list[int]] | None
) -> Card:
    """A meeting with its next dates; who comes, for those who may see it."""
    card = shown(say)
    blocks = list(card.blocks)
    if len(coming) > 1:
        blocks.append(say.line("Its next dates:"))
        blocks += [Line(words.when(say, one.at, call.series.zone)) for one in coming]
    if coming and not call.urgent:
        blocks.append(Line(words.leads(say, call, coming[0].at)))
    blocks += rsvp.named(say, who) if who is not None else []
    file = Button(say.word("Put it in my calendar"), "meeting ics", {"number": call.number}, Style.QUIET)
    return replace(card, blocks=tuple(blocks), buttons=(*card.buttons, file), reactions=(), pings=False)


@view
def waiting(say: Speech, call: Call, one: Occurrence) -> Card:
    """A line of /now: a meeting of which the member has not said whether they come."""
    said = say(
        "say whether you come: {title}, {when} ({away})",
        title=words.title(call),
        when=words.short(say, one.at, call.series.zone),
        away=words.away(say, one.at),
    )
    return Card(blocks=(Line(said),), buttons=answer_buttons(say, call, one.key))


@view
def missed(say: Speech, call: Call, some: Sequence[datetime], more: int) -> Card:
    """What should have been said while nobody was there to say it."""
    zone = call.series.zone
    dates: Text = ()
    for at in some:  # each a moment, which some networks show in the reader's own time
        dates = (*dates, *((" · ",) if dates else ()), words.short(say, at, zone))
    if more:
        dates = say("{dates} and {n} more", dates=dates, n=more)
    return say.card(
        "Meeting {number}, {title}: {dates}. I was away when I should have reminded you. See it: {line}",
        dates=dates,
        line=Typed(f"meeting show {call.number}"),
        **_named(call),
    )


@view
def settings(say: Speech, usual: Usual, can_change: bool) -> Card:
    """What meetings here begin with."""
    leads = Data(usual.leads)
    pings = (
        say("Reminders call everyone in the room.") if usual.pings else say("Reminders call nobody by name.")
    )
    blocks: list[Block] = [
        say.line("Reminders come {leads} before a meeting, where its call says nothing else.", leads=leads),
        say.line("A meeting has {n} reminders at most.", n=usual.most),
        say.line("One that is up to {grace} late still comes, and says so.", grace=say.span(usual.grace)),
        Line(pings),
        Line(_events(say, usual)),
    ]
    if can_change:
        blocks.append(
            say.line("To change it: {line}", line=Typed("meeting settings lead:1d,1h ping:no events:no"))
        )
    return Card(title=say("How meetings are reminded of"), blocks=tuple(blocks))


def _events(say: Speech, usual: Usual) -> Text:
    if usual.events:
        return say(
            "The next date of each meeting is an event on Discord, where the whole server is the "
            "assembly's and everybody can read the room. Who is interested counts as going."
        )
    return say("Meetings are shown as events nowhere.")


@view
def calendar(say: Speech, count: int, cancelled: int = 0) -> Card:
    """What is in the file; cancelled are those that it takes off the calendar."""
    text = say.plural("Here is a file with {n} meeting.", "Here is a file with {n} meetings.", count)
    if cancelled:
        off = say.plural(
            "It takes {n} cancelled meeting off.", "It takes {n} cancelled meetings off.", cancelled
        )
        text = (*text, " ", *off)
    how = say("Open it with your calendar; after a change open a newer one, which takes its place.")
    return Card(blocks=(Line((*text, " ", *how)),))


@view
def kept(say: Speech) -> Card:
    """What meetings keep of a person, for /privacy."""
    return say.card(
        "Meetings you called, and whether you said that you come. Everyone sees how many come; who, only "
        "whoever called the meeting and stewards, in private, and nobody in a careful assembly. It stays as "
        "long as the assembly."
    )


def _named(call: Call) -> dict[str, str | Text]:
    return {"number": str(call.number), "title": words.title(call)}
