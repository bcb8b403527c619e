"""What an act in a meeting was refused for, and what would work."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Button, Card, Data, Line, Name, Text, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.meetings.rules import sitting_errors as e
from cogs.meetings.views import sitting_words as words


@view
def not_started(say: Speech, error: e.NotStarted) -> Card:
    if error.coming is None:
        return say.card("No meeting goes on here. To start one: {line}", line=Typed("meeting start"))
    return say.card(
        "No meeting goes on here. The next one is called for {at}. To start one now: {line}",
        at=say.moment(error.coming),
        line=Typed("meeting start"),
    )


@view
def goes_on_already(say: Speech, error: e.GoesOnAlready) -> Card:
    title = (Data(error.title),) if error.title else say("Meeting")
    return say.card(
        "A meeting goes on already: {title}. To be there: {line}", title=title, line=Typed("here")
    )


@view
def several_due(say: Speech, error: e.SeveralDue) -> Card:
    rows = [
        say.line(
            "{title}, {at}: {line}",
            title=Data(title),
            at=say.moment(at),
            line=Typed(f"meeting start {number}"),
        )
        for number, title, at in error.calls
    ]
    buttons = tuple(
        Button(say.word("Start {number}", number=str(number)), "meeting start", {"meeting": str(number)})
        for number, _, _ in error.calls
    )
    return Card(title=say("Which meeting starts now?"), blocks=tuple(rows), buttons=buttons)


@view
def too_early(say: Speech, error: e.TooEarly) -> Card:
    return say.card(
        "Meeting {number} is called for {at}. It can start half an hour before. To meet at once: {line}",
        number=error.number,
        at=say.moment(error.at),
        line=Typed("meeting start"),
    )


@view
def meeting_over(say: Speech, _error: e.MeetingOver) -> Card:
    return say.card(
        "That meeting is over. To meet again now: {line}", line=Typed(f"meeting start {say.word('TITLE')}")
    )


@view
def not_facilitating(say: Speech, error: e.NotFacilitating) -> Card:
    if error.facilitator is None:
        return say.card(
            "Whoever started this meeting holds it until somebody facilitates: {line}",
            line=Typed("meeting role facilitator"),
        )
    return say.card(
        "{person} facilitates, and does that. Two who are here can ask for somebody else: {line}",
        person=_somebody(say, error.facilitator, error.unnamed),
        line=Typed("meeting new-facilitator"),
    )


@view
def seat_taken(say: Speech, error: e.SeatTaken) -> Card:
    role = words.seat(say, error.seat)
    if error.is_own:
        return say.card("You are {role} already.", role=role)
    who = _somebody(say, error.holder, error.unnamed)
    return say.card("{person} is {role}. They can hand it over to you.", person=who, role=role)


def _somebody(say: Speech, member: int, unnamed: bool) -> Text:
    return say("Somebody else") if unnamed else (Name(member),)


@view
def not_your_seat(say: Speech, error: e.NotYourSeat) -> Card:
    return say.card("You are not {role}, so there is nothing to hand over.", role=words.seat(say, error.seat))


@view
def not_here(say: Speech, _error: e.NotHere) -> Card:
    return say.card("Only somebody else who is here can take it. They write: {line}", line=Typed("here"))


@view
def say_here(say: Speech, error: e.SayHere) -> Card:
    here = Button(say.word("I am here"), "here", {"number": str(error.number)})
    said = say("Say first that you are here: {line}", line=Typed("here"))
    return Card(blocks=(Line(said),), buttons=(here,))


@view
def here_already(say: Speech, error: e.HereAlready) -> Card:
    if error.is_here:
        return say.card("You are here already. When you go: {line}", line=Typed("here leave:yes"))
    return say.card("You are not noted as here. When you come: {line}", line=Typed("here"))


@view
def no_item(say: Speech, error: e.NoItem) -> Card:
    return say.card(
        "The agenda has places 1 to {count}; there is no {place}. See it: {line}",
        count=error.count,
        place=error.place,
        line=Typed("agenda list"),
    )


@view
def went_on_already(say: Speech, _error: e.WentOnAlready) -> Card:
    return say.card("The meeting has gone on already. See where it is: {line}", line=Typed("agenda list"))


@view
def not_to_present(say: Speech, _error: e.NotToPresent) -> Card:
    return say.card("Only a member of those who meet can present something. Leave it out, or name one.")


@view
def nothing_on_agenda(say: Speech, _error: e.NothingOnAgenda) -> Card:
    end = Button(say.word("End the meeting"), "meeting end")
    said = say("Everything on the agenda is done. To end: {line}", line=Typed("meeting end"))
    return Card(blocks=(Line(said),), buttons=(end,))


@view
def item_needs_words(say: Speech, _error: e.ItemNeedsWords) -> Card:
    line = Typed(f"agenda add {say.word('Buy a kettle')} minutes:10")
    return say.card("Say what it is about, for example: {line}", line=line)


@view
def too_many_items(say: Speech, error: e.TooManyItems) -> Card:
    return say.card("{most} items are on the agenda, more than a meeting gets through.", most=error.most)


@view
def odd_length(say: Speech, error: e.OddLength) -> Card:
    return say.card("Give between 1 and {most} minutes, such as 10.", most=error.most)


@view
def not_your_item(say: Speech, error: e.NotYourItem) -> Card:
    return say.card(
        "Item {place} can be taken off by whoever put it there, or by the facilitator.", place=error.place
    )


@view
def taken_up_already(say: Speech, error: e.TakenUpAlready) -> Card:
    return say.card("The meeting has taken up item {place} already, so it stays.", place=error.place)


@view
def on_agenda_already(say: Speech, error: e.OnAgendaAlready) -> Card:
    return say.card(
        "Motion {motion} is on the agenda, in place {place}.", motion=error.motion, place=error.place
    )


@view
def no_such_motion(say: Speech, error: e.NoSuchMotion) -> Card:
    return say.card(
        "There is no motion {motion} that could be put on this agenda. See them: {line}",
        motion=error.motion,
        line=Typed("motion list"),
    )


@view
def no_item_open(say: Speech, _error: e.NoItemOpen) -> Card:
    return say.card(
        "Nothing is being talked about just now. The next item: {line}", line=Typed("agenda next")
    )


@view
def asked_already(say: Speech, _error: e.AskedAlready) -> Card:
    return say.card("That is being asked just now.")


@view
def nothing_asked(say: Speech, _error: e.NothingAsked) -> Card:
    return say.card(
        "The room is asked nothing just now. To ask for more time: {line}", line=Typed("agenda extend 5")
    )


@view
def which_question(say: Speech, error: e.WhichQuestion) -> Card:
    one, two = (Typed(f"meeting agree {say.word('yes')} {number}") for number in error.asked)
    return say.card(
        "The room is asked two things. Say for which, as its card does: {one} or {two}", one=one, two=two
    )


@view
def hands_counted(say: Speech, _error: e.HandsCounted) -> Card:
    return say.card("Hands have been counted; yours came after and does not count.")


ERRORS: Mapping[type[RuleError], Explain] = {
    e.NotStarted: not_started,
    e.GoesOnAlready: goes_on_already,
    e.SeveralDue: several_due,
    e.TooEarly: too_early,
    e.MeetingOver: meeting_over,
    e.NotFacilitating: not_facilitating,
    e.SeatTaken: seat_taken,
    e.NotYourSeat: not_your_seat,
    e.NotHere: not_here,
    e.SayHere: say_here,
    e.HereAlready: here_already,
    e.NoItem: no_item,
    e.WentOnAlready: went_on_already,
    e.NotToPresent: not_to_present,
    e.NothingOnAgenda: nothing_on_agenda,
    e.ItemNeedsWords: item_needs_words,
    e.TooManyItems: too_many_items,
    e.OddLength: odd_length,
    e.NotYourItem: not_your_item,
    e.TakenUpAlready: taken_up_already,
    e.OnAgendaAlready: on_agenda_already,
    e.NoSuchMotion: no_such_motion,
    e.NoItemOpen: no_item_open,
    e.AskedAlready: asked_already,
    e.NothingAsked: nothing_asked,
    e.WhichQuestion: which_question,
    e.HandsCounted: hands_counted,
}
