"""What the bot says for itself, outside any cog."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Button, Card, Chat, Data, Line, Name, Part, RoomName, Text, Typed, view
from bot.api.people import Address
from bot.api.speech import Speech


@view
def greeting(say: Speech) -> Card:
    """Said once where the bot was invited."""
    found, practice = Typed(f"assembly found {say.word('NAME')}"), Typed("motion practice")
    return Card(
        blocks=(
            say.line(
                "I am Folkmoot. With me an assembly proposes, votes and counts, and everyone can check it."
            ),
            say.line(
                "To begin: {found}; then try it out with {practice}. "
                "Are you a member already? {now} says what waits for you.",
                found=found,
                practice=practice,
                now=Typed("now"),
            ),
            say.line(
                "What I keep of you, and who runs me: {privacy}. I speak only when spoken to.",
                privacy=Typed("privacy"),
            ),
        )
    )


def first_act_line(say: Speech, assembly: str) -> Line:
    """Said once to a person whose act put them on the roll."""
    text: Text = say(
        "You are now on the roll of {assembly}. I keep your account id and what you do here, "
        "not your messages.",
        assembly=Data(assembly),
    )
    if not say.face.buttons and not say.face.numbered:
        text += (
            " ",
            *say(
                "What is kept: {kept}. To leave: {leave}.", kept=Typed("privacy"), leave=Typed("member leave")
            ),
        )
    return Line(text)


def first_act_buttons(say: Speech) -> tuple[Button, ...]:
    return (Button(say.word("What is kept"), "privacy"), Button(say.word("Leave"), "member leave"))


@view
def first_act(say: Speech, assembly: str, asks_elsewhere: bool = False) -> Card:
    """What a newcomer is told, beside their first answer or, who only reacted, in a message of its own."""
    asked = elsewhere()(say) if asks_elsewhere else Card()
    return Card(
        blocks=(first_act_line(say, assembly), *asked.blocks),
        buttons=(*first_act_buttons(say), *asked.buttons),
    )


@view
def elsewhere(say: Speech) -> Card:
    """Asked once of a newcomer where an assembly meets on several networks."""
    yes, no = Typed("account link"), Typed("assembly alone")
    asked = say("Do you already take part elsewhere, by another account?")
    if say.face.buttons or say.face.numbered:
        return Card(
            blocks=(Line(asked),),
            buttons=(Button(say.word("Yes, link"), yes.line), Button(say.word("No, only here"), no.line)),
        )
    told = say("Tell me where we are alone. Yes, link them: {yes}. No, only here: {no}.", yes=yes, no=no)
    return Card(blocks=(Line((*asked, " ", *told)),))


@view
def unclear_reactions(say: Speech, number: int) -> Card:
    """For a person whose new reactions came without an order."""
    return say.card(
        "You put several reactions under motion {number} while I was away, and I can't tell which came last. "
        "None of them was counted. Vote with {line}, or leave just one.",
        number=number,
        line=Typed(f"vote {number} {say.word('for')}"),
    )


@view
def something_broke(say: Speech) -> Card:
    """For an act that failed by a fault of ours; nothing of it is on disk."""
    return say.card("That went wrong on my side, and nothing was changed. Please send it once more.")


@view
def nothing_asked(say: Speech) -> Card:
    """For bare words in a private room."""
    return say.card("I did not ask anything just now. See what you can do here: {help}.", help=Typed("help"))


@view
def remark(say: Speech, message: str) -> Card:
    """A sentence that a face says for itself."""
    return say.card(message)


@view
def room_gone(say: Speech, name: str) -> Card:
    """For the stewards of an assembly whose last room the bot was removed from."""
    return say.card(
        "I was removed from the last room of {assembly}. What I keep of it is erased in 30 days, "
        "unless somebody invites me back there before.",
        assembly=Data(name),
    )


@view
def room_lost(say: Speech, name: str, room: str, numbers: tuple[str, ...], has_home: bool) -> Card:
    """For the stewards of an assembly that lost one of its rooms."""
    lines = [
        say.line(
            "A room of {assembly} is gone: {room}. It was deleted, or I was removed from it.",
            assembly=Data(name),
            room=Data(room),
        )
    ]
    if numbers:
        lines.append(say.line("Not decided yet, from there: {numbers}.", numbers=(say.listed([*numbers]),)))
    if has_home:
        lines.append(
            say.line("Votes that were held there go on. Their cards and results come to your home room.")
        )
    else:
        lines.append(
            say.line(
                "I know no other room of yours. Use me once where you want to hear of your votes, "
                "for example with {line}; what waits then comes there.",
                line=Typed("assembly show"),
            )
        )
    return Card(blocks=tuple(lines))


@view
def cleared_reactions(say: Speech, number: int) -> Card:
    """For stewards, when another hand cleared the reactions of a card."""
    return say.card(
        "Somebody cleared reactions under motion {number}. The ballots that came from them stand.",
        number=number,
    )


def seen_in(say: Speech, rooms: Sequence[Address]) -> Line:
    """Said under a card that stands in several rooms."""
    named: list[Part] = []
    for room in rooms:
        named += [", ", RoomName(room)] if named else [RoomName(room)]
    return say.line("Seen in: {rooms}", rooms=tuple(named))


@view
def neutral_first_act(say: Speech) -> Card:
    """The same where a boss could read: it names no assembly and nothing that was done."""
    return say.card(
        "I now keep your account id and what you do with me, not your messages. What is kept: {kept}. "
        "To leave: {leave}.",
        kept=Typed("privacy"),
        leave=Typed("member leave"),
    )


@view
def neutral_notice(say: Speech, line: str) -> Card:
    """In a careful assembly nothing is named where a phone might show it."""
    return say.card("Something waits for you: {line}", line=Typed(line))


@view
def waits_for(say: Speech, member: int) -> Card:
    """In a room, for somebody whose chat is closed: that something waits, and nothing of what it is."""
    who, line = Name(member), Typed("now")
    if say.face.whispers:
        return say.card(
            "{who}: something that you asked for waits for you, and I can't write to you alone. "
            "Only you see it with {line}.",
            who=who,
            line=line,
        )
    return say.card(
        "{who}: something that you asked for waits for you. To read it, {chat} and write {line}.",
        who=who,
        chat=Chat(say.word("open a chat with me")),
        line=line,
    )


@view
def burst(say: Speech, assembly: str, people: int) -> Card:
    """For stewards, when many people come onto the roll at once."""
    return say.card(
        "{n} people have come onto the roll of {assembly} within an hour. If that is strange to you, "
        "see what can be asked of newcomers: {line}",
        n=people,
        assembly=Data(assembly),
        line=Typed("member guards"),
    )


def pause_over_line(say: Speech) -> Line:
    return say.line("Your pause is over: you count again when it is reckoned how many must take part.")


@view
def pause_over(say: Speech) -> Card:
    """The same as a message of its own, for somebody who only reacted."""
    return Card(blocks=(pause_over_line(say),))
