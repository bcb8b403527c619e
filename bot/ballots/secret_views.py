"""What members read of secret votes, wherever they are held: the promise, the two steps, the receipt."""

from __future__ import annotations

from datetime import datetime

from bot.api.card import Block, Line, Text, Typed
from bot.api.speech import Speech
from bot.ballots.receipt import Receipt, listed
from bot.ballots.secret import TELLING_BELOW


def promise(say: Speech, entitled: int, seen: str) -> list[Block]:
    """What a card says of a secret vote: what is kept, and who sees what; seen says it of Discord."""
    parts = [say("Secret vote. We store who has voted and, apart from it, what was voted.")]
    if say.face.buttons:
        parts.append(say(seen))
    parts.append(
        say(
            "Whoever runs this bot could watch while votes come in; "
            "vote here only if you trust them with that."
        )
    )
    lines: list[Block] = [Line(tuple(part for text in parts for part in (*text, " "))[:-1])]
    if 0 < entitled < TELLING_BELOW:
        lines.append(say.line("Only {n} may vote, so the result itself may show who chose what.", n=entitled))
    return lines


def or_write(say: Speech, line: str) -> tuple[Block, ...]:
    """The line behind a button, where buttons are numbers that last no longer than the program."""
    return (say.line("Or write: {line}", line=Typed(line)),) if say.face.numbered else ()


def or_yes(say: Speech) -> tuple[Block, ...]:
    """What is said for a button where there is none and nobody else listens: a line by hand is long."""
    if say.face.buttons or say.face.numbered or not say.alone:
        return ()
    return (say.line("To cast it, answer: {yes}", yes=say.word("yes")),)


def is_in(say: Speech, closes_at: datetime | None) -> Line:
    """That a vote is in, how it can be changed, and what its receipt is."""
    told = (
        say("Your vote is in. To change it before {at}: [Change my vote].", at=say.moment(closes_at))
        if closes_at is not None
        else say("Your vote is in. To change it: [Change my vote].")
    )
    proof = say("[Show my receipt]: it can prove how you voted, so nobody has the right to ask you for it.")
    return Line((*told, " ", *proof))


def warning(say: Speech) -> Line:
    """What is said before a receipt is shown."""
    return say.line(
        "With your receipt anyone can see how you voted, and can change your vote if they have voted "
        "too. Nobody has the right to ask you for it. Look at it where nobody looks on."
    )


def how_it_is_listed(say: Speech, receipt: Receipt) -> Line:
    """What stands for a receipt once there is a list."""
    return say.line(
        "After the close, the list of receipts shows it as {code}, with what was voted.",
        code=(listed(receipt.hash),),
    )


def in_the_list(say: Speech, own: str, choice: Text | str) -> Line:
    """What the list has for one's own receipt, of which own is the hash."""
    return say.line("Your receipt is {code} in the list: {choice}.", code=(listed(own),), choice=choice)


def to_find_yours(say: Speech, line: str) -> Line:
    """How to find one's own vote in the list."""
    return say.line("To find yours, give your receipt: {line}", line=Typed(line))
