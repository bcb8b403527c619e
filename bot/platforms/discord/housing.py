"""Rooms of our own on Discord: a category for an assembly, a channel or a private thread for each bloc."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

import discord

from bot.api.people import Address
from bot.api.rooms import Changed, Difference, Entrance, RoomPlan, Shape
from bot.platforms import Refused
from bot.platforms.discord.bloc_roles import BlocRoles
from bot.platforms.discord.channels import OUTGROWN, Channels, fullest
from bot.platforms.discord.finding import Finder
from bot.platforms.discord.groups import Groups
from bot.platforms.discord.names import key_in, leading_to, leads_to
from bot.platforms.discord.pace import Pace
from bot.platforms.discord.private_rooms import PrivateRooms
from bot.platforms.discord.rooms import Presence, room_address
from bot.platforms.discord.shapes import FULL_CHANNEL, FULL_SERVER, Kind, fits_a_channel, kind_of, near
from bot.platforms.discord.site import CATEGORY, TEXT, Channel, Site, Sites

_FULL = {30013, 30060}  # 500 channels; more overwrites than a channel takes
_NOT_VALID = 50035


class DiscordHousing:
    """Implements bot.platforms.Housing.

    A room is seen by those alone whom its plan names, whatever its entrance: on Discord nobody comes in by
    themselves where not everybody can read, so a bloc that is open to all is joined by its button.
    """

    def __init__(
        self,
        client: Callable[[], discord.Client],
        presence: Callable[[], Presence],
        pace: Pace,
        *,
        lists: bool = False,
    ) -> None:
        self._sites = Sites(client, pace)
        self._finder = Finder(client, pace)
        self._groups = Groups(client, self._finder, pace)
        self._roles = BlocRoles(client, presence, pace)
        self._channels = Channels(client, presence, self._roles, pace)
        self._threads = PrivateRooms(client, presence, self._finder, pace, lists=lists)

    async def open(self, plan: RoomPlan, key: str, place: Address, above: Address | None) -> Address:
        site = await self._sites.of(place, above)
        known = await self._finder.find(site, key)
        if known is not None:
            return room_address(known)
        if plan.shape is Shape.GROUP:
            return room_address(await self._groups.open(site, plan, key))
        hidden = plan.entrance is Entrance.CLOSED
        match kind_of(len(plan.people), site.numbers, by_role=bool(plan.role), hidden=hidden):
            case Kind.CHANNEL:
                return room_address(await self._open_channel(site, plan, key))
            case Kind.THREAD:
                return room_address(await self._threads.open(site, plan, key))
            case Kind.NONE:
                fits = fits_a_channel(len(plan.people), by_role=bool(plan.role))
                raise Refused(FULL_CHANNEL if hidden and not fits else FULL_SERVER)

    async def find(self, key: str, place: Address) -> Address | None:
        found = await self._finder.find(await self._sites.of(place), key)
        return None if found is None else room_address(found)

    async def differences(
        self, plan: RoomPlan, room: Address, place: Address, above: Address | None
    ) -> tuple[Difference, ...]:
        there = await self._sites.look(int(room.id))
        lies = self._sites.around(there)
        if there["type"] == CATEGORY:
            return self._groups.differences(lies, plan, there)
        if there["type"] != TEXT:
            return await self._threads.differences(lies, plan, there)
        category = (await self._sites.of(place, above)).category
        return await self._channels.differences(lies, plan, there, category)

    async def mend(
        self,
        plan: RoomPlan,
        room: Address,
        place: Address,
        above: Address | None,
        differences: Collection[Difference],
    ) -> Address:
        there = await self._sites.look(int(room.id))
        lies = self._sites.around(there)
        if there["type"] == CATEGORY:
            await self._groups.mend(lies, plan, there, differences)
        elif there["type"] != TEXT:
            await self._threads.mend(lies, plan, there, differences)
        elif any(d.changed is Changed.ABOVE and d.what == OUTGROWN for d in differences):
            return await self._go_on_in_a_thread(plan, there, await self._sites.of(place, above))
        else:
            category = (await self._sites.of(place, above)).category
            await self._channels.mend(lies, plan, there, category, differences)
        return room

    async def close(self, room: Address, people: Collection[Address] = ()) -> None:
        there = await self._sites.look(int(room.id))
        lies = self._sites.around(there)
        if there["type"] == CATEGORY:
            await self._groups.close(lies, there)
        elif there["type"] == TEXT:
            await self._channels.close(lies, there)
        else:
            await self._threads.close(lies, there, {person.id for person in people})

    async def warnings(self, place: Address) -> tuple[str, ...]:
        site = await self._sites.of(place)
        rooms = [c for c in site.guild.text_channels if key_in(c.topic)]
        categories = {c.category_id for c in rooms} | {site.category}
        fullest_one = max(replace(site, category=c).numbers.in_category for c in categories)
        numbers = replace(site.numbers, in_category=fullest_one)
        return near(numbers, max((fullest(channel) for channel in rooms), default=0))

    def is_own_change(self, room: int, within: float, now: float) -> bool:
        """Whether the bot itself changed this channel in the last few seconds."""
        kinds = (self._channels, self._threads, self._groups)
        return any(now - kind.own.get(room, -within) < within for kind in kinds)

    def note_roles(self, roles: Collection[int], person: int) -> None:
        """Notes that another hand gave somebody roles or took them: they may lead into a room."""
        self._roles.note(roles, person)

    def has_put_out(self, thread: int, person: int) -> bool:
        """Whether the bot itself removed this person from a thread."""
        return (thread, person) in self._threads.removed

    async def _open_channel(self, site: Site, plan: RoomPlan, key: str) -> int:
        try:
            return await self._channels.open(site, plan, key)
        except Refused as refusal:
            if not _is_full(refusal) or plan.entrance is Entrance.CLOSED:
                raise
        return await self._threads.open(site, plan, key)

    async def _go_on_in_a_thread(self, plan: RoomPlan, there: Channel, site: Site) -> Address:
        """Where more are to be let in than a channel takes; who could read the channel can read it still.

        The channel's topic leads to the thread from the first, so that after a crash it is found again.
        """
        key = key_in(there.get("topic"))
        thread = await self._finder.find(site, key) if key else None
        if thread is None or thread == int(there["id"]):
            thread = await self._threads.open(site, plan, key)
        if leads_to(there.get("topic")) != thread:
            await self._channels.lock(self._sites.around(there), there, leading_to(thread, key))
        room = await self._sites.look(thread)
        missing = await self._threads.differences(site, replace(plan, before=frozenset()), room)
        await self._threads.mend(site, plan, room, missing)
        return room_address(thread)


def _is_full(refusal: Refused) -> bool:
    """Whether Discord has no room left, as it says itself: in the server, in the category."""
    cause = refusal.__cause__
    if not isinstance(cause, discord.HTTPException):
        return False
    return cause.code in _FULL or (cause.code == _NOT_VALID and "parent_id" in cause.text)
