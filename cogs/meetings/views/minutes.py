"""Minutes as cards, and answers to whoever writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.api.card import Button, Card, Chat, Data, Line, Name, Style, Text, Typed, view
from bot.api.cog import Explain
from bot.api.deeds import Said
from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.speech import N_, Speech
from cogs.meetings.rules import minute as rules
from cogs.meetings.rules.sitting import Held
from cogs.meetings.views import minute_words as minutes
from cogs.meetings.views import sitting_words as words
from cogs.meetings.views.minute_words import Record

APPROVE_TITLE = N_("Approve the minutes of the last meeting")
MOST_NAMED = 30
LONGEST = 3000
"""How many characters of minutes a card shows; the file has all."""


@view
def noted(say: Speech, is_decided: bool) -> Card:
    if is_decided:
        return say.card("Noted as decided. To take it back: {line}", line=Typed("undo"))
    return say.card("Noted. To take it back: {line}", line=Typed("undo"))


@view
def undone(say: Speech, text: str) -> Card:
    return say.card("Taken back: {text}", text=Data(text))


@view
def minutes_card(
    say: Speech, record: Record, is_draft: bool, edits: bool, named: Mapping[int, str] | None = None
) -> Card:
    """The minutes, as far as a card can hold them; those who edit them see the numbers of their lines.

    They see too who is meant by the names that members have chosen: nobody stands there for another.
    """
    rows: list[Line] = []
    left = LONGEST
    found = minutes.entries(say, record)
    for entry in found:
        text = f"[{entry.number}] {entry.text}" if edits and entry.number else entry.text
        if (left := left - len(text)) < 0:
            rows.append(_cut(say, record.held.number, len(found) - len(rows)))
            break
        rows.append(Line((Data(text),), strong=entry.is_heading))
    rows += [
        say.line("{name} is {person}.", name=Data(name), person=Name(member))
        for member, name in list((named or {}).items())[:MOST_NAMED]
    ]
    if edits and is_draft:
        rows += _how_to_edit(say, record.held)
    return Card(
        head=_head(say, record.held),
        title=(Data(minutes.title(say, record)),),
        blocks=tuple(rows),
        buttons=_buttons(say, record.held, is_draft and edits),
    )


def _head(say: Speech, held: Held) -> tuple[str, ...]:
    if held.minutes == rules.APPROVED:
        return (say.word("Approved"),)
    if held.minutes == rules.PROPOSED:
        return (say.word("Waits to be approved: motion {number}", number=held.approval or 0),)
    return (say.word("Draft"),)


def _cut(say: Speech, number: Numbered, left: int) -> Line:
    return Line(
        say.plural(
            "… and {n} more line. All of it: {line}",
            "… and {n} more lines. All of it: {line}",
            left,
            line=Typed(f"minutes file {number}"),
        )
    )


def _how_to_edit(say: Speech, held: Held) -> list[Line]:
    number = held.number
    return [
        say.line("Other words for a line: {line}", line=Typed(f"minutes edit {number} 1 {say.word('TEXT')}")),
        say.line("One line more: {line}", line=Typed(f"minutes add {number} {say.word('TEXT')}")),
        say.line(
            "When it is right, the next meeting approves it: {line}", line=Typed(f"minutes propose {number}")
        ),
    ]


def _buttons(say: Speech, held: Held, proposes: bool) -> tuple[Button, ...]:
    number = {"number": str(held.number)}
    files = (
        Button(say.word("As a file"), "minutes file", number),
        Button(say.word("As a PDF"), "minutes pdf", number),
    )
    propose = Button(say.word("Have them approved"), "minutes propose", number, Style.MAIN)
    return (propose, *files) if proposes else files


@view
def draft_card(say: Speech, held: Held) -> Card:
    """Told to who took the notes."""
    see = Button(say.word("Read them"), "minutes show", {"number": str(held.number)}, Style.MAIN)
    said = say(
        "Minutes {number} are drafted. Look through them, mend what is wrong, and have them approved.",
        number=held.number,
    )
    return Card(blocks=(Line(said),), buttons=(see,))


@view
def waiting_card(say: Speech, held: Held) -> Card:
    """What stands under the opening of the next meeting."""
    number = {"number": str(held.number)}
    said = say("Minutes {number} are not approved yet.", number=held.number)
    return Card(
        blocks=(
            Line(said),
            say.line("To have them approved: {line}", line=Typed(f"minutes propose {held.number}")),
        ),
        buttons=(Button(say.word("Have them approved"), "minutes propose", number),),
    )


@view
def edited(say: Speech, number: Numbered) -> Card:
    return say.card("The minutes are changed. See them: {line}", line=Typed(f"minutes show {number}"))


@view
def list_card(say: Speech, some: Sequence[Held]) -> Card:
    if not some:
        return say.card("No meeting was held yet.")
    rows = [
        say.line(
            "{number} · {title} · {at} · {state}",
            number=held.number,
            title=words.title(say, held),
            at=say.moment(held.started_at),
            state=_head(say, held)[0],
        )
        for held in some
    ]
    return Card(title=say("Minutes"), blocks=tuple(rows))


@view
def named_now(say: Speech, name: str) -> Card:
    if not name:
        return say.card("Minutes name you no longer, those that were written before as little.")
    return say.card(
        "Minutes name you so: {name} · To be named no longer: {line}",
        name=Data(name),
        line=Typed("minutes name"),
    )


@view
def unnamed_now(say: Speech) -> Card:
    return say.card("Minutes name that person no longer. They are told, and can choose another name.")


@view
def unnamed_card(say: Speech) -> Card:
    """Told to whom a steward has taken the name."""
    return say.card(
        "A steward had your name taken out of minutes, as it is another's. Choose one of your own: {line}",
        line=Typed(f"minutes name {say.word('NAME')}"),
    )


@view
def name_taken(say: Speech, _error: rules.NameTaken) -> Card:
    return say.card(
        "Minutes name somebody else so. Add something that tells you apart, such as {line}",
        line=Typed("minutes name Ana B."),
    )


@view
def not_named(say: Speech, _error: rules.NotNamed) -> Card:
    return say.card("Minutes do not name that person.")


@view
def handed(say: Speech, number: Numbered) -> Card:
    return say.card("Here are minutes {number}.", number=number)


def says_approve(number: Numbered) -> Said:
    """What the motion does, as a sentence without an end."""
    return lambda say: say("Approve minutes {number}", number=number)


@view
def nothing_noted(say: Speech, _error: rules.NothingNoted) -> Card:
    return say.card("Write what to note: {line}", line=Typed(f"note {say.word('TEXT')}"))


@view
def notes_taken(say: Speech, error: rules.NotesTaken) -> Card:
    who: Text = say("Somebody else") if error.unnamed else (Name(error.note_taker),)
    return say.card("{person} takes notes. Tell them, or ask them to hand over.", person=who)


@view
def nothing_to_undo(say: Speech, _error: rules.NothingToUndo) -> Card:
    return say.card("You have noted nothing in this meeting that could be taken back.")


@view
def no_minutes(say: Speech, error: rules.NoMinutes) -> Card:
    return say.card(
        "There are no minutes {number} here. See which there are: {line}",
        number=error.number,
        line=Typed("minutes list"),
    )


@view
def not_yet_held(say: Speech, _error: rules.NotYetHeld) -> Card:
    return say.card("That meeting goes on. Its minutes come when it has ended.")


@view
def draft_only(say: Speech, error: rules.DraftOnly) -> Card:
    return say.card(
        "Minutes {number} are a draft. Everybody can read them once they are to be approved.",
        number=error.number,
    )


@view
def draft_alone(say: Speech, error: rules.DraftAlone) -> Card:
    return say.card(
        "Minutes {number} are a draft, and others could read them here. Read them where we are alone: {chat}",
        number=error.number,
        chat=Chat(say.word("open a chat with me")),
    )


@view
def no_such_line(say: Speech, error: rules.NoSuchLine) -> Card:
    return say.card(
        "No line {line} in these minutes was written by hand. See the numbers: {show}",
        line=error.line,
        show=Typed(f"minutes show {error.number}"),
    )


@view
def are_approved(say: Speech, error: rules.AreApproved) -> Card:
    return say.card(
        "Minutes {number} stand in motion {motion}, so they can't change now.",
        number=error.number,
        motion=error.motion or 0,
    )


@view
def too_many_lines(say: Speech, _error: rules.TooManyLines) -> Card:
    return say.card("These minutes are full: {most} lines.", most=rules.MOST_LINES)


@view
def not_printed(say: Speech, _error: rules.NotPrinted) -> Card:
    return say.card(
        "The PDF could not be made just now. Try again, or take the file: {line}", line=Typed("minutes file")
    )


ERRORS: Mapping[type[RuleError], Explain] = {
    rules.NothingNoted: nothing_noted,
    rules.NotesTaken: notes_taken,
    rules.NothingToUndo: nothing_to_undo,
    rules.NoMinutes: no_minutes,
    rules.NotYetHeld: not_yet_held,
    rules.DraftOnly: draft_only,
    rules.DraftAlone: draft_alone,
    rules.NoSuchLine: no_such_line,
    rules.AreApproved: are_approved,
    rules.TooManyLines: too_many_lines,
    rules.NameTaken: name_taken,
    rules.NotNamed: not_named,
    rules.NotPrinted: not_printed,
}
