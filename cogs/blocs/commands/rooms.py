"""The rooms of blocs: what they are to be, what became of them, and what stewards do about it."""

from __future__ import annotations

from typing import Annotated

from bot.api.ask import Ask
from bot.api.card import Reply, Tell, View
from bot.api.cog import card, room
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.errors import NotEntitled
from bot.api.people import TERMINAL, Assembly, Role
from bot.api.rooms import RoomNews, RoomOrder, RoomPlan
from cogs.blocs.commands.desk import Desk, Which, is_steward, noted, rooms_of, stale
from cogs.blocs.rules import errors
from cogs.blocs.rules import room as plans
from cogs.blocs.rules.bloc import Bloc
from cogs.blocs.rules.room import HOUSE, ROOM, SPACE, Lodgers
from cogs.blocs.views import answers
from cogs.blocs.views import rooms as views

TROUBLE = "bloc.room-trouble"


class Rooms(Desk):
    """Rooms are opened by the house; here it is said what they are."""

    @room(HOUSE, news="bloc house-news")
    async def house(self, assembly: Assembly, _subject: int, _network: str) -> RoomPlan | None:
        return plans.house(assembly)

    @room(SPACE, news="bloc space-news")
    async def space(self, assembly: Assembly, subject: int, network: str) -> RoomPlan | None:
        bloc = await self.store.get(subject)
        if bloc is None or bloc.assembly != assembly.id:
            return None
        return plans.space(bloc, network, bool(await self.store.below(subject)))

    @room(ROOM, came="bloc came", knocked="bloc knocked", left="bloc went", news="bloc room-news")
    async def own_room(self, assembly: Assembly, subject: int, network: str) -> RoomPlan | None:
        bloc = await self.store.get(subject)
        if bloc is None or bloc.assembly != assembly.id:
            return None
        has_below = bool(await self.store.below(subject))
        return plans.room(bloc, network, has_below, await self._lodgers(bloc, network))

    async def _lodgers(self, bloc: Bloc, network: str) -> Lodgers:
        came = await self.store.came(bloc.id)
        accounts = await self.store.accounts(came, network)
        keepers = await self.keepers(bloc)
        return Lodgers(
            {address: came[member] for member, own in accounts.items() for address in own},
            frozenset(address for member in keepers for address in accounts[member]),
        )

    @command("bloc room-news", who=Role.OBSERVER, internal=True)
    async def room_news(
        self,
        ctx: Context,
        subject: Annotated[int, Arg("The bloc")],
        network: Annotated[str, Arg("The network")],
        what: Annotated[RoomNews, Arg("What became of its room")],
    ) -> Reply:
        """Tell those who keep a bloc what became of its room."""
        bloc = await self.store.get(subject)
        if bloc is None or bloc.archived_at is not None:
            return Reply(answers.nothing_to_say(), silent=True)
        return Reply(
            answers.nothing_to_say(),
            tells=_told(await self._told(bloc, what), f"{ROOM}|{network}|{what.value}", subject, what),
            stale=stale(bloc),
            silent=True,
        )

    async def _told(self, bloc: Bloc, what: RoomNews) -> list[int]:
        """Who keeps a bloc; of what another hand did, the stewards hear as well."""
        minders = await self.minders(bloc)
        if bloc.is_unlisted or what is RoomNews.REFUSED:
            return minders
        return list(dict.fromkeys([*minders, *await self.store.stewards(bloc.assembly)]))

    @command("bloc house-news", who=Role.OBSERVER, internal=True)
    async def house_news(
        self,
        ctx: Context,
        subject: Annotated[int, Arg("Nothing")],
        network: Annotated[str, Arg("The network")],
        what: Annotated[RoomNews, Arg("What became of it")],
    ) -> Reply:
        """Tell stewards, and whoever waits for a room, what became of what holds the rooms of blocs."""
        told, waiting = await self.store.stewards(ctx.assembly.id), []
        for bloc in await self.store.listed(ctx.assembly.id):
            rooms = await self.lodgings.of(bloc.assembly, bloc.id)
            if any(one.network == network and not one.is_there for one in rooms):
                waiting.append(bloc)
                told += await self.keepers(bloc)
        tells = _told(list(dict.fromkeys(told)), f"{HOUSE}|{network}|{what.value}", subject, what)
        return Reply(answers.nothing_to_say(), tells=tells, stale=stale(*waiting), silent=True)

    @command("bloc space-news", who=Role.OBSERVER, internal=True)
    async def space_news(
        self,
        ctx: Context,
        subject: Annotated[int, Arg("The bloc")],
        network: Annotated[str, Arg("The network")],
        what: Annotated[RoomNews, Arg("What became of it")],
    ) -> Reply:
        """Tell those who keep a bloc what became of the space around it."""
        bloc = await self.store.get(subject)
        if bloc is None or bloc.archived_at is not None:
            return Reply(answers.nothing_to_say(), silent=True)
        told = await self._told(bloc, what)
        tells = _told(told, f"{SPACE}|{network}|{what.value}", subject, what)
        return Reply(answers.nothing_to_say(), tells=tells, silent=True)

    @card(TROUBLE)
    async def trouble_card(self, assembly: Assembly, subject: int, detail: str) -> View | None:
        kind, network, what = detail.split("|")
        bloc = await self.store.get(subject) if subject else None
        if subject and (bloc is None or bloc.archived_at is not None):
            return None
        rooms = await self.lodgings.of(assembly.id, subject, kind)
        lodging = next((one for one in rooms if one.network == network), None)
        return None if lodging is None else views.trouble_card(bloc, lodging, RoomNews(what))

    async def look(self, ask: Ask, ctx: Context, **given: object) -> views.Found:
        """Asks the networks how the rooms differ, before anyone waits for the writer."""
        async with self.store.db.reading():
            bloc = await self.find(ctx, str(given.get("name", "")))
        found = {}
        for kind in (ROOM,) if bloc.is_unlisted else (HOUSE, SPACE, ROOM):
            subject = 0 if kind == HOUSE else bloc.id
            found[kind] = await ask.room_differences(ctx.assembly, kind, subject)
        return views.Found(found, {} if bloc.is_unlisted else await ask.warnings(ctx.assembly))

    @command("bloc permissions", prepare="look", example="bloc permissions Nurses")
    async def permissions(
        self,
        ctx: Context,
        name: Which = "",
        apply: Annotated[bool, Arg("Yes to have it changed so")] = False,
    ) -> Reply:
        """See what I would change about a bloc's rooms, then have it changed."""
        bloc = await self.kept(ctx, name)
        if not _has_rooms(ctx.assembly):
            raise errors.NoRoomsHere
        if not apply:
            return Reply(views.permissions_card(bloc, ctx.asked), private=True)
        return await self._mended(ctx, bloc)

    @command("bloc mend", example="bloc mend Nurses")
    async def mend(self, ctx: Context, name: Which = "") -> Reply:
        """Have a bloc's rooms opened, or made again as they are to be."""
        return await self._mended(ctx, await self.kept(ctx, name))

    @command("bloc mend-house")
    async def mend_house(self, ctx: Context) -> Reply:
        """Have what holds the rooms of all blocs opened, or made again as it is to be."""
        listed = await self.store.listed(ctx.assembly.id)
        if not (is_steward(ctx) or any(bloc.keeper == ctx.member.id for bloc in listed)):
            raise NotEntitled("steward")
        await self.lodgings.mend(ctx.assembly.id, [(HOUSE, 0)], ctx.now)
        rooms = [RoomOrder(HOUSE, 0), *(RoomOrder(ROOM, bloc.id) for bloc in listed)]
        return Reply(views.mending_house(), rooms=tuple(rooms), private=True)

    async def _mended(self, ctx: Context, bloc: Bloc) -> Reply:
        if not _has_rooms(ctx.assembly):
            raise errors.NoRoomsHere
        await self.lodgings.mend(bloc.assembly, _kinds(bloc), ctx.now)
        journal = noted("bloc.mended", bloc, ctx.member.id)
        return Reply(
            views.mending(bloc), stale=stale(bloc), rooms=rooms_of(bloc), journal=journal, private=True
        )

    @command("bloc adopt", example="bloc adopt Nurses")
    async def adopt(self, ctx: Context, name: Which = "") -> Reply:
        """Let stand what somebody has changed about a bloc's rooms by hand."""
        bloc = await self.kept(ctx, name)
        any_changed = await self.lodgings.adopt(bloc.assembly, _kinds(bloc))
        journal = noted("bloc.adopted", bloc, ctx.member.id) if any_changed else ()
        return Reply(views.adopted(bloc, any_changed), stale=stale(bloc), journal=journal, private=True)


def _kinds(bloc: Bloc) -> list[tuple[str, int]]:
    own = [(ROOM, bloc.id)]
    return own if bloc.is_unlisted else [(HOUSE, 0), (SPACE, bloc.id), *own]


def _told(some: list[int], detail: str, subject: int, what: RoomNews) -> tuple[Tell, ...]:
    """Nobody is told by a message of what went well: the card says where the room is."""
    if what in (RoomNews.THERE, RoomNews.CLOSED):
        return ()
    return tuple(Tell(member, TROUBLE, subject, detail) for member in some)


def _has_rooms(assembly: Assembly) -> bool:
    return bool(assembly.networks - {TERMINAL})
