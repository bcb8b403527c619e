"""What reaches the one door: a command, however it was given, and what a face is told back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.api.card import Card, File
from bot.api.people import Address, Room

ALWAYS = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Invocation:
    """One act by one account.

    A typed line is in line, without the face's prefix ("motion vote 12 for"); a slash command or button
    names its command, with arguments by key as typed values or as words. event is the network's id of it
    ("" where it has none): the same one counts once. at is when it was done, None where the network can't
    say; since is when the account came into the room (ALWAYS where rooms are not joined). bare marks a
    line without a prefix in a private room: it only answers a question that the bot has asked. overheard
    marks words that others in the room have read, whatever the face can do; edited marks a message that was
    changed into these words.
    """

    account: Address
    room: Room
    event: str = ""
    line: str = field(default="", repr=False)
    command: str = ""
    arguments: Mapping[str, object] = field(default_factory=dict, repr=False)
    assembly: int | None = None
    at: datetime | None = None
    since: datetime = ALWAYS
    locale: str | None = None
    source: str = "word"
    bare: bool = False
    overheard: bool = False
    edited: bool = False


@dataclass(slots=True)
class Reaction:
    """A live change of one reaction on a message; mark is the emoji as the network gives it.

    by_owner is False where another hand took it away; then it takes back nothing.
    """

    account: Address
    room: Room
    message: str
    mark: str
    added: bool
    event: str = ""
    at: datetime | None = None
    since: datetime = ALWAYS
    by_owner: bool = True


@dataclass(frozen=True, slots=True)
class Seen:
    """A reaction that stands on a message now, by someone who is in the room; at is the network's claim."""

    account: Address
    mark: str
    at: datetime | None = None
    since: datetime = ALWAYS


@dataclass(slots=True)
class Answer:
    """What the acting person is told.

    private: shown to that person alone, where the face can. silent: everyone sees the change anyway, so a
    face in a shared room may say nothing; nod: or puts a mark under the words, where it can. ok is False for
    a refusal. file is handed over with the card. hush: others could read what should have been said in
    private, so it is taken away from there. direct is the card as it is shown where the person is alone with
    the bot, for a face that takes it there. instead: where they are, it stands in the place of the answer
    that was pressed, if the face can do that.
    """

    card: Card
    ok: bool = True
    private: bool = False
    silent: bool = False
    nod: bool = False
    assembly: int | None = None
    file: File | None = None
    hush: bool = False
    direct: Card | None = None
    instead: bool = False
