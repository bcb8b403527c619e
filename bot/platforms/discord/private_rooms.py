"""Rooms of ours that are private threads, where no channel can hold them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import discord

from bot.api.rooms import Changed, Difference, RoomPlan
from bot.platforms import Refused, Unreachable
from bot.platforms.discord.finding import Finder, reason
from bot.platforms.discord.names import group_name, same_name
from bot.platforms.discord.pace import Pace
from bot.platforms.discord.permitting import IN_THREADS
from bot.platforms.discord.recent import Recent
from bot.platforms.discord.rooms import Presence
from bot.platforms.discord.shapes import FULL_ROOM
from bot.platforms.discord.site import (
    PRIVATE_THREAD,
    PRIVATE_THREADS,
    Channel,
    Site,
    needing,
    passing_over,
)
from bot.platforms.discord.threads import WEEK, bring_back
from bot.platforms.discord.trouble import UNKNOWN_USER

ASKED_ONE_BY_ONE = 40
"""Up to so many people Discord is asked of each whether they are in; of more, who was let in is believed."""
_UNKNOWN_MEMBER, _MOST_MEMBERS = 10007, 30033
_NOT_IN = {_UNKNOWN_MEMBER, UNKNOWN_USER}
_REMEMBERED = 5_000
_KIND: dict[str, Any] = {"type": PRIVATE_THREAD, "auto_archive_duration": WEEK}


class PrivateRooms:
    """Opens, compares and mends private threads; whom we put out is noted in removed.

    Discord lists the people of a thread only to bots with the privileged intent. Without it each planned
    person is asked for in small rooms; in large ones the people whom the bot let in before count as inside.
    """

    def __init__(
        self,
        client: Callable[[], discord.Client],
        presence: Callable[[], Presence],
        finder: Finder,
        pace: Pace,
        *,
        lists: bool,
    ) -> None:
        self._client = client
        self._presence = presence
        self._finder = finder
        self._pace = pace
        self._lists = lists
        self.removed: Recent[tuple[int, int], bool] = Recent(_REMEMBERED)
        self.own: Recent[int, float] = Recent(_REMEMBERED)

    async def open(self, site: Site, plan: RoomPlan, key: str) -> int:
        """A new thread into which nobody but the bot lets people, or one that was opened for it before."""
        site.require(PRIVATE_THREADS)
        hall = site.hall()
        known = await self._finder.namesake(site, PRIVATE_THREAD, plan.name, hall.id)
        if known is not None:
            return known
        with needing(site, PRIVATE_THREADS, IN_THREADS):
            async with self._pace.turn():
                made = await self._client().http.start_thread_without_message(
                    hall.id, name=group_name(plan.name), invitable=False, reason=reason(key), **_KIND
                )
        return int(made["id"])

    async def differences(self, site: Site, plan: RoomPlan, there: Channel) -> tuple[Difference, ...]:
        """In what a thread is otherwise than planned; it has no topic, and lies where it was opened.

        Who is not in the server is not missed in it.
        """
        found = [] if same_name(plan.name, there["name"]) else [Difference(Changed.NAME)]
        planned = {person.id for person in plan.people}
        before = {person.id for person in plan.before}
        inside = await self._inside(int(there["id"]), planned, before)
        outside = await self._presence().among(site.guild, map(int, planned - inside))
        found += [Difference(Changed.ENTERS, str(who)) for who in sorted(outside)]
        return (*found, *(Difference(Changed.LEAVES, who) for who in sorted(inside - planned)))

    async def mend(self, site: Site, plan: RoomPlan, there: Channel, changes: Collection[Difference]) -> None:
        """Makes these differences go away, one by one."""
        thread = int(there["id"])
        if changes:
            await self._bring_back(there)
        for change in changes:
            match change.changed:
                case Changed.NAME:
                    await self._edit(thread, name=group_name(plan.name))
                case Changed.ENTERS:
                    await self._let_in(site, thread, int(change.who))
                case Changed.LEAVES:
                    await self._put_out(thread, int(change.who))
                case _:
                    continue

    async def close(self, site: Site, there: Channel, people: set[str]) -> None:
        """Puts everybody out whom the bot has let in, and the thread away, for good where the bot may."""
        thread = int(there["id"])
        await self._bring_back(there)
        for who in sorted(await self._inside(thread, set(), people)):
            await self._put_out(thread, int(who))
        hall = site.guild.get_channel(int(there["parent_id"]))
        may_lock = hall is not None and hall.permissions_for(site.guild.me).manage_threads
        await self._edit(thread, archived=True, **({"locked": True} if may_lock else {}))

    async def _bring_back(self, there: Channel) -> None:
        if there.get("thread_metadata", {}).get("archived"):
            async with self._pace.turn():
                await bring_back(self._client(), int(there["id"]))

    async def _inside(self, thread: int, planned: set[str], before: set[str]) -> set[str]:
        if self._lists:
            async with self._pace.turn():
                told = await self._client().http.get_thread_members(thread)
            me = self._client().user
            return {str(m["user_id"]) for m in told} - ({str(me.id)} if me is not None else set())
        asked = planned | before
        if len(asked) > ASKED_ONE_BY_ONE:
            return before
        return {who for who in sorted(asked) if await self._is_in(thread, int(who))}

    async def _is_in(self, thread: int, who: int) -> bool:
        try:
            async with self._pace.turn():
                await self._client().http.get_thread_member(thread, who)
        except Refused as refusal:
            if getattr(refusal.__cause__, "code", 0) not in _NOT_IN:
                raise
            return False
        return True

    async def _let_in(self, site: Site, thread: int, who: int) -> None:
        self.own[thread] = self._client().loop.time()
        try:
            with needing(site, PRIVATE_THREADS, IN_THREADS), passing_over(*_NOT_IN):
                async with self._pace.turn():
                    await self._client().http.add_user_to_thread(thread, who)
        except (Refused, Unreachable) as failure:
            if getattr(failure.__cause__, "code", 0) == _MOST_MEMBERS:
                raise Refused(FULL_ROOM) from failure
            raise

    async def _put_out(self, thread: int, who: int) -> None:
        self.removed[thread, who] = True
        with passing_over(*_NOT_IN):
            async with self._pace.turn():
                await self._client().http.remove_user_from_thread(thread, who)

    async def _edit(self, thread: int, **options: Any) -> None:
        self.own[thread] = self._client().loop.time()
        async with self._pace.turn():
            await self._client().http.edit_channel(thread, **options)
