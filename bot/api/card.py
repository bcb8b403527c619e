"""The neutral document that every face renders, and the answer that carries it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import update_wrapper
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeAlias

from bot.api.block import Bar as Bar
from bot.api.block import Bars as Bars
from bot.api.block import Block as Block
from bot.api.block import Field as Field
from bot.api.block import Line as Line
from bot.api.block import Quote as Quote
from bot.api.block import Table as Table
from bot.api.button import Button as Button
from bot.api.button import Menu as Menu
from bot.api.button import Pick as Pick
from bot.api.button import Style as Style
from bot.api.file import File as File
from bot.api.parts import Chat as Chat
from bot.api.parts import Data as Data
from bot.api.parts import Moment as Moment
from bot.api.parts import Name as Name
from bot.api.parts import Part as Part
from bot.api.parts import RoomName as RoomName
from bot.api.parts import Text as Text
from bot.api.parts import Typed as Typed

if TYPE_CHECKING:
    from bot.api.errors import RuleError
    from bot.api.people import Address
    from bot.api.rooms import RoomOrder
    from bot.api.speech import Speech

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Card:
    """Head line, title, blocks and buttons; reactions are the emoji that the bot itself puts first.

    menus are shown by faces that have them, above the buttons; for the others its words say what to type.
    pings says that everyone in the room is called when it is posted, as far as the network lets the bot.
    """

    title: Text = ()
    head: Text = ()
    blocks: tuple[Block, ...] = ()
    buttons: tuple[Button, ...] = ()
    menus: tuple[Menu, ...] = ()
    reactions: tuple[str, ...] = ()
    style: Style = Style.PLAIN
    pings: bool = False

    def named(self, find: Callable[[int], Address | None]) -> Card:
        """The same card with an account of the reader's network for each name in it."""
        return self.with_parts(lambda p: replace(p, address=find(p.member)) if isinstance(p, Name) else p)

    def linked(self, link: str) -> Card:
        """The same card with an address for each way to a chat with the bot that has none."""
        return self.with_parts(lambda p: replace(p, link=p.link or link) if isinstance(p, Chat) else p)

    def with_parts(self, change: Callable[[Part], Part | Text]) -> Card:
        """The same card with another part, or several, in the place of each."""

        def text(parts: Text) -> Text:
            found = [change(part) for part in parts]
            return tuple(p for one in found for p in (one if isinstance(one, tuple) else (one,)))

        def block(b: Block) -> Block:
            if isinstance(b, Line):
                return replace(b, text=text(b.text))
            if isinstance(b, Field):
                return replace(b, label=text(b.label), value=text(b.value))
            return b

        return replace(
            self, title=text(self.title), head=text(self.head), blocks=tuple(block(b) for b in self.blocks)
        )

    def names(self) -> set[int]:
        """The members whom the card names."""
        found: set[int] = set()

        def note(member: int) -> None:
            found.add(member)

        self.named(note)
        return found


View: TypeAlias = Callable[["Speech"], Card]


def view(function: Callable[Concatenate[Speech, P], Card]) -> Callable[P, View]:
    """Lets a view be named with its data now and be said later, in the reader's language."""

    def with_data(*args: P.args, **kwargs: P.kwargs) -> View:
        return lambda say: function(say, *args, **kwargs)

    update_wrapper(with_data, function, assigned=("__module__", "__name__", "__qualname__", "__doc__"))
    return with_data


@dataclass(frozen=True, slots=True)
class Post:
    """A card that others shall see.

    It is named, not written out: the cog that owns the kind renders it when it is sent or edited.
    subject is the number of the motion (call, letter …) within the assembly; room is the assembly's home
    where None. replies_to names the kind of card with the same subject that this one answers. watched says
    that reactions on it count. thread asks for a thread under it, in which people talk about it; within names
    the card (kind, subject) in whose thread this one goes: where it has none, this one answers it. Two posts
    of the same kind, subject, room and detail are one.

    It goes to the card room of every other place of the assembly as well, unless only says that it is for
    this room; with a bloc, to the rooms of that bloc and of those below it instead, and nowhere else. hold
    is how long it waits before it is sent, in which it can still be taken back.
    """

    kind: str
    subject: int
    room: Address | None = None
    detail: str = ""
    replies_to: str | None = None
    watched: bool = False
    thread: bool = False
    within: tuple[str, int] | None = None
    only: bool = False
    bloc: int | None = None
    hold: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Tell:
    """A private message to one member; unasked ones are at most one a day, the rest merged, none at night.

    With an account it goes to the person behind it, who is no member, and member is 0.

    hold is how long it waits at least, in which it can still be taken back. asked says that the person wants
    it at this very time: it goes at once and by itself. elsewhere is the room in which the person learns that
    it waits, where no chat of theirs can be written to.
    """

    member: int
    kind: str
    subject: int
    detail: str = ""
    hold: timedelta = timedelta()
    asked: bool = False
    elsewhere: Address | None = None
    account: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal: what was decided or done; person is the member whom it is about."""

    kind: str
    subject: int = 0
    person: int | None = None
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(slots=True)
class Reply:
    """The answer to an act, and what follows from it.

    posts and tells are stored with the change and carried out after the commit; stale names cards
    (kind, subject) that no longer show what is; settled those whose reactions no longer count; journal is
    chained in the same transaction. silent answers are given by a change that everyone sees anyway; nod says
    that a mark under the words is enough, for what a whole room says within a minute. file goes with the
    answer, to wherever that is shown. rooms are to be opened, or mended. elsewhere is for the journals of
    other assemblies than the one that the act was done in, by id. folds_in says that what was overwritten
    has to be gone from the disk before the answer. newcomer says that whoever acts came onto the roll by it,
    so that they are asked what a first act asks. instead
    says that, given by a press in a chat with the bot, it stands in the place of the answer pressed, as every
    answer does that is given by a press in one which only the reader sees.
    """

    view: View
    posts: tuple[Post, ...] = ()
    tells: tuple[Tell, ...] = ()
    stale: tuple[tuple[str, int], ...] = ()
    settled: tuple[tuple[str, int], ...] = ()
    journal: tuple[Entry, ...] = ()
    private: bool = False
    silent: bool = False
    nod: bool = False
    file: File | None = None
    rooms: tuple[RoomOrder, ...] = ()
    elsewhere: Mapping[int, tuple[Entry, ...]] = field(default_factory=dict)
    folds_in: bool = False
    newcomer: bool = False
    instead: bool = False

    def take_on(self, follows: Reply) -> None:
        """Adds all that follows from another one, but its answer."""
        self.posts += follows.posts
        self.tells += follows.tells
        self.stale += follows.stale
        self.settled += follows.settled
        self.journal += follows.journal
        self.rooms += follows.rooms


@dataclass(slots=True)
class Batch:
    """What a bulk command made of its acts: an answer each, and what follows from all together.

    stale names cards (assembly, kind, subject); journal holds an entry for each assembly. untraced are the
    places of acts of which nothing but what they changed may be kept: no event, no reaction. folds_in says
    that what was overwritten has to be gone from the disk before anyone is answered.
    """

    answers: list[Reply | RuleError]
    stale: set[tuple[int, str, int]] = field(default_factory=set)
    journal: dict[int, list[Entry]] = field(default_factory=dict)
    untraced: set[int] = field(default_factory=set)
    folds_in: bool = False
