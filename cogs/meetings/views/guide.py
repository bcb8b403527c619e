"""What a first facilitator says at each step, in words that can be read out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Block, Card, Line, Text, Typed, view
from bot.api.speech import Speech
from cogs.meetings.rules.agenda import Item, Standing
from cogs.meetings.rules.sitting import Held
from cogs.meetings.views import sitting_words as words


@view
def guide_card(say: Speech, held: Held | None, items: Sequence[Item]) -> Card:
    """The step that the meeting is at, in full; before and after it, all of them in short."""
    current = next((item for item in items if item.is_open), None)
    if held is None:
        return Card(title=say("How to hold a meeting"), blocks=tuple(_all(say)))
    if current is None:
        return Card(title=say("Before the first item"), blocks=tuple(_begin(say, held)))
    return Card(title=words.item_title(say, current), blocks=tuple(_step(say, current)))


def _said(say: Speech, text: Text) -> Line:
    return Line(say("Say: “{words}”", words=text), strong=True)


def _all(say: Speech) -> list[Block]:
    return [
        say.line(
            "1. Start it: {line}. Everyone says that they are here: {here}",
            line=_t("meeting start"),
            here=_t("here"),
        ),
        say.line("2. Take a role, and have others take the other ones. The meeting's card has buttons."),
        say.line(
            "3. Go from item to item: {line}. Each has its time; ask the room for more.",
            line=_t("agenda next"),
        ),
        say.line(
            "4. Whoever wants to speak raises a hand: {line}. You call the next one: {next}",
            line=_t("hand up"),
            next=_t("stack next"),
        ),
        say.line("5. Decide by a motion, and note who does what: {line}", line=_t("action add …")),
        say.line(
            "6. End it: {line}. The notes become minutes, for the next meeting to approve.",
            line=_t("meeting end"),
        ),
    ]


def _begin(say: Speech, held: Held) -> list[Block]:
    missing = held.missing
    rows: list[Block] = [
        _said(say, say("Welcome. Please say that you are here, with the button or by writing: here.")),
        say.line("Wait until those have come who are coming, then ask who takes notes."),
    ]
    if missing:
        rows.append(
            say.line(
                "{missing} more have to be here before you decide anything. You can talk meanwhile.",
                missing=missing,
            )
        )
    return [*rows, _next(say)]


def _step(say: Speech, item: Item) -> list[Block]:
    rows = {
        Standing.OPENING: [
            _said(say, say("This is our agenda. Does anybody want something else on it, or another order?")),
            say.line("Change the order: {line}", line=_t("agenda move 4 2")),
        ],
        Standing.REPORTS: [
            _said(
                say,
                say("What happens at your workplaces? First what was reported, then whoever raises a hand."),
            ),
            say.line("Nobody has to say where they work. What came as a report is read out from the card."),
        ],
        Standing.ACTIONS: [
            _said(say, say("Who was to do what? For each: is it done, does it need help, or is it dropped?")),
            say.line("Note new ones: {line}", line=_t("action add …")),
        ],
        Standing.NEXT: [
            _said(say, say("When do we meet next, and who facilitates then?")),
            say.line("Call it: {line}", line=_t("meeting call …")),
        ],
    }
    found = rows.get(item.standing) or _any(say, item)
    return [*found, _next(say)]


def _any(say: Speech, item: Item) -> list[Line]:
    rows = [
        _said(
            say, say("First whoever put it on the agenda, then those who raise a hand. What shall we decide?")
        ),
        say.line(
            "Call the next speaker: {line}. Those come first who have spoken least, if you want: {rule}",
            line=_t("stack next"),
            rule=_t("stack rule progressive"),
        ),
    ]
    if item.motion is not None:
        rows.append(say.line("Open the vote: {line}", line=_t(f"motion open {item.motion}")))
    else:
        rows.append(say.line("To decide something: {line}", line=_t("motion propose …")))
    return rows


def _next(say: Speech) -> Line:
    return say.line("Then: {line}", line=_t("agenda next"))


def _t(line: str) -> Typed:
    return Typed(line)
