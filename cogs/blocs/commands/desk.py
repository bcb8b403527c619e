"""What all commands of blocs stand on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.api.blocs import Bodies
from bot.api.card import Entry, Post
from bot.api.clock import Clock, SystemClock
from bot.api.code import Guesses
from bot.api.cog import Cog, Speaks
from bot.api.command import Arg
from bot.api.context import Context
from bot.api.deeds import Deeds
from bot.api.errors import PrivateOnly
from bot.api.people import Account, Address, Role
from bot.api.rooms import RoomOrder
from bot.api.speech import Features, Speech
from cogs.blocs.councils import Councils
from cogs.blocs.delegate_store import DelegateStore
from cogs.blocs.doors import Doors
from cogs.blocs.known import KnownBlocs, called
from cogs.blocs.lodging import Lodgings
from cogs.blocs.notices import Notices
from cogs.blocs.rules import bloc as rules
from cogs.blocs.rules import errors
from cogs.blocs.rules.bloc import CARD as CARD
from cogs.blocs.rules.bloc import NAME_LIMIT, Bloc, Kind
from cogs.blocs.rules.room import HOUSE, ROOM, SPACE
from cogs.blocs.store import BlocStore
from cogs.blocs.views.cards import Shown
from cogs.blocs.views.errors import ERRORS

Which = Annotated[
    str, Arg("The bloc; none for the one whose room this is", lookup="blocs", limit=NAME_LIMIT + 1)
]
Named = Annotated[str, Arg("The bloc", lookup="blocs", limit=NAME_LIMIT + 1, sample="Nurses")]
Word = Annotated[str, Arg("The bloc", lookup="blocs", sample="Nurses")]
Person = Annotated[Account | None, Arg("Who")]


@dataclass(frozen=True, slots=True)
class Tables:
    """Where the cog keeps what it keeps."""

    blocs: BlocStore
    doors: Doors
    lodgings: Lodgings
    known: KnownBlocs
    notices: Notices
    delegates: DelegateStore
    councils: Councils


@dataclass(frozen=True, slots=True)
class Boards:
    """What the cog asks of the house."""

    deeds: Deeds = field(default_factory=Deeds)
    words: Collection[str] = ()
    clock: Clock = field(default_factory=SystemClock)
    speech: Speaks | None = None
    bodies: Bodies = field(default_factory=Bodies)


class Desk(Cog):
    """Blocs with their stores, and who may do what with them."""

    name = "blocs"
    errors = ERRORS

    def __init__(self, tables: Tables, boards: Boards) -> None:
        self.store = tables.blocs
        self.doors = tables.doors
        self.lodgings = tables.lodgings
        self.known = tables.known
        self.notices = tables.notices
        self.delegates = tables.delegates
        self.councils = tables.councils
        self.deeds = boards.deeds
        self.bodies = boards.bodies
        self.words = boards.words
        self.clock = boards.clock
        self.speech: Speaks = boards.speech or _plain
        self.guesses = Guesses()

    async def find(self, ctx: Context, name: str) -> Bloc:
        """The bloc that is meant, as far as this person may find it here; without a name the room's own."""
        here = await self._here(ctx)
        if not name.strip():
            if here is None:
                raise errors.WhichBloc
            return here
        return called(name, await self._findable(ctx, here))

    async def _findable(self, ctx: Context, here: Bloc | None) -> list[Bloc]:
        """Where others read along, nobody is told that an unlisted bloc is there, but in its own room."""
        alone = ctx.found_member.id if ctx.found_member is not None and ctx.is_private else None
        found = await self.store.known_to(ctx.assembly.id, alone)
        return [*found, here] if here is not None and here not in found else found

    async def findable(self, ctx: Context) -> list[Bloc]:
        """All blocs that may be named to this person here."""
        return await self._findable(ctx, await self._here(ctx))

    async def _here(self, ctx: Context) -> Bloc | None:
        """The bloc whose room this is, for those who may know it."""
        number = await self.lodgings.bloc_at(ctx.room.address)
        bloc = await self.store.get(number) if number is not None else None
        if bloc is None or bloc.assembly != ctx.assembly.id or bloc.archived_at is not None:
            return None
        if bloc.is_unlisted and not await self.is_in(ctx, bloc):
            return None
        return bloc

    async def is_in(self, ctx: Context, bloc: Bloc) -> bool:
        return ctx.found_member is not None and ctx.found_member.id in await self.store.in_order(bloc.id)

    async def kept(self, ctx: Context, name: str) -> Bloc:
        """The bloc that is meant; refuses who does not keep it."""
        bloc = await self.find(ctx, name)
        if ctx.found_member is None:  # before their first act, in a prepare step
            raise errors.OnlyKeepers(bloc.name)
        rules.kept_by(bloc, ctx.member.id, ctx.role, await self.store.in_order(bloc.id))
        return bloc

    async def is_keeper(self, ctx: Context, bloc: Bloc) -> bool:
        if ctx.found_member is None:
            return False
        return rules.is_kept_by(bloc, ctx.member.id, ctx.role, await self.store.in_order(bloc.id))

    async def keepers(self, bloc: Bloc) -> list[int]:
        """Who keeps a bloc: who started it, and the stewards among its members."""
        inside = await self.store.in_order(bloc.id)
        stewards = await self.store.stewards(bloc.assembly)
        return [m for m in inside if m == bloc.keeper or m in stewards]

    async def minders(self, bloc: Bloc) -> list[int]:
        """Who is told of what goes wrong: its keepers, else the stewards, who know of no unlisted one."""
        keepers = await self.keepers(bloc)
        return keepers or ([] if bloc.is_unlisted else await self.store.stewards(bloc.assembly))

    async def member_of(self, ctx: Context, person: Account) -> int | None:
        """The member behind an account, where they are on the roll."""
        row = await self.store.roll.member_at(person.address, ctx.assembly.id)
        return row.id if row else None

    async def shown(self, bloc: Bloc) -> Shown:
        """A bloc with what its card shows beside it."""
        size = len(await self.store.in_order(bloc.id))
        parent = await self.store.get(bloc.parent) if bloc.parent is not None else None
        rooms = await self.lodgings.of(bloc.assembly, bloc.id)
        return Shown(bloc, size, parent.name if parent else "", tuple(rooms))


def _plain(locale: str, zone: str, now: datetime, features: Features) -> Speech:
    """Speaks the language in which the messages are written."""
    return Speech(locale, ZoneInfo(zone), now, features)


def posted(bloc: Bloc) -> tuple[Post, ...]:
    """The standing card of a bloc; an unlisted one has none."""
    return () if bloc.is_unlisted else (Post(CARD, bloc.id, bloc.room),)


def stale(*some: Bloc) -> tuple[tuple[str, int], ...]:
    """The cards of these blocs."""
    return tuple((CARD, bloc.id) for bloc in some if not bloc.is_unlisted)


def noted(what: str, bloc: Bloc, person: int | None = None, **facts: str | int) -> tuple[Entry, ...]:
    """An entry of the journal; of an unlisted bloc nothing stands there."""
    return () if bloc.is_unlisted else (Entry(what, bloc.id, person, facts),)


def rooms_of(bloc: Bloc, *parents: int | None) -> tuple[RoomOrder, ...]:
    """The rooms that may be otherwise now: what holds them first."""
    if bloc.is_unlisted:
        return (RoomOrder(ROOM, bloc.id),)
    above = [RoomOrder(kind, one) for one in parents if one is not None for kind in (SPACE, ROOM)]
    return (RoomOrder(HOUSE, 0), *above, RoomOrder(SPACE, bloc.id), RoomOrder(ROOM, bloc.id))


def card_room(ctx: Context, here: Bloc | None) -> Address:
    """Where a bloc's card is posted: where it was started, unless others can't read there."""
    return ctx.assembly.home if ctx.room.private or here is not None else ctx.room.address


def is_steward(ctx: Context) -> bool:
    return ctx.role is Role.STEWARD


def confided(bloc_kind: Kind, ctx: Context) -> None:
    """Refuses to start an unlisted bloc aloud."""
    if bloc_kind is Kind.UNLISTED and not ctx.is_private:
        raise PrivateOnly
