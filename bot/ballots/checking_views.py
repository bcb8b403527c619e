"""How members find themselves in a file that has marks for them, wherever it was voted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from bot.api.card import Block, Data, Typed
from bot.api.speech import Speech
from bot.ballots.record import code, mark


@dataclass(frozen=True, slots=True)
class Own:
    """How a member finds themselves in a file that has no numbers."""

    number: int
    salt: bytes = field(repr=False)


def how_to_check(say: Speech, name: str) -> Block:
    """The line that counts a file anew."""
    check = Data(f"python -m bot verify {name}")
    return say.line("To check it on a computer with Folkmoot, without this bot: {command}", command=check)


def which_is_yours(say: Speech, own: Own | None, marks: Collection[str], line: str) -> list[Block]:
    """A member's own mark among those of a file; line asks for it in private."""
    if own is None:
        return [say.line("To learn which mark is yours, ask me in private: {line}", line=Typed(line))]
    mine = mark(own.salt, own.number)
    if mine not in marks:
        return [say.line("You are not in it.")]
    return [
        say.line("Yours is {mark}.", mark=Data(mine)),
        say.line(
            "What proves it is your number, {number}, and this code, which is for you alone: {code}",
            number=Data(str(own.number)),
            code=Data(code(own.salt, own.number)),
        ),
    ]
