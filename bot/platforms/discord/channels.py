"""Rooms of ours that are text channels, seen by their members alone through personal overwrites or a role."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

import discord

from bot.api.rooms import Changed, Difference, Entrance, RoomPlan
from bot.platforms.discord.bloc_roles import UNKNOWN_MEMBER, BlocRoles
from bot.platforms.discord.finding import reason
from bot.platforms.discord.names import key_in, room_name, same_name, same_topic, with_key
from bot.platforms.discord.pace import Pace
from bot.platforms.discord.permitting import (
    MANAGE_CHANNELS,
    MANAGE_ROLES,
    OWN,
    PERSON,
    SEND,
    VIEW,
    Overwrite,
    Present,
    Wanted,
    differences,
    mended,
)
from bot.platforms.discord.recent import Recent
from bot.platforms.discord.rooms import Presence
from bot.platforms.discord.shapes import OWN_OVERWRITES, fits_a_channel
from bot.platforms.discord.site import TEXT, Channel, Site, fitting, needing, passing_over
from bot.platforms.discord.trouble import UNKNOWN_USER

OUTGROWN, RENAMED, NEW = "thread", "name", "new"
_ROLE, _MEMBER = 0, 1
_UNKNOWN = (10009, UNKNOWN_MEMBER, UNKNOWN_USER)  # an overwrite, somebody who has left
_REMEMBERED = 2_000


class Channels:
    """Opens, compares and mends channels; what is changed by us is noted in own."""

    def __init__(
        self,
        client: Callable[[], discord.Client],
        presence: Callable[[], Presence],
        roles: BlocRoles,
        pace: Pace,
    ) -> None:
        self._client = client
        self._presence = presence
        self._roles = roles
        self._pace = pace
        self.own: Recent[int, float] = Recent(_REMEMBERED)

    async def open(self, site: Site, plan: RoomPlan, key: str) -> int:
        """A new channel with its people in it already, as far as they are in the server."""
        site.require(MANAGE_CHANNELS, MANAGE_ROLES)
        people = {int(person.id) for person in plan.people} if not plan.role else set()
        here = await self._presence().among(site.guild, people) if people else {}
        options: dict[str, Any] = {
            "name": room_name(plan.name),
            "topic": with_key(plan.topic, key),
            "permission_overwrites": [
                _told(site.guild.id, _ROLE, Overwrite(deny=VIEW)),
                _told(site.guild.me.id, _MEMBER, Overwrite(OWN & site.held)),
                *(_told(person, _MEMBER, Overwrite(PERSON & site.held)) for person in sorted(here)),
            ],
        }
        if site.category is not None:
            options["parent_id"] = site.category
        with needing(site, MANAGE_CHANNELS, MANAGE_ROLES):
            async with self._pace.turn():
                made = await self._client().http.create_channel(
                    site.guild.id, TEXT, reason=reason(key), **options
                )
        return int(made["id"])

    async def differences(
        self, site: Site, plan: RoomPlan, there: Channel, category: int | None
    ) -> tuple[Difference, ...]:
        """In what a channel is otherwise than planned."""
        found = []
        if not same_name(room_name(plan.name), there["name"]):
            found.append(Difference(Changed.NAME))
        if not same_topic(plan.topic, there.get("topic")):
            found.append(Difference(Changed.TOPIC))
        if site.category != category and replace(site, category=category).may_hold_one_more:
            found.append(Difference(Changed.ABOVE))
        wanted, present = await self._held_against(site, plan, there)
        if _has_outgrown(wanted, present) and plan.entrance is not Entrance.CLOSED:
            return (*found, Difference(Changed.ABOVE, what=OUTGROWN))
        if wanted.role not in ("", NEW) and not self._roles.is_called(site, wanted.role, plan.role):
            found.append(Difference(Changed.ROLE, wanted.role, RENAMED))
        return (*found, *differences(wanted, present))

    async def mend(
        self,
        site: Site,
        plan: RoomPlan,
        there: Channel,
        category: int | None,
        changes: Collection[Difference],
    ) -> None:
        """Makes these differences go away, one by one."""
        wanted, present = await self._held_against(site, plan, there)
        for change in changes:
            match change.changed:
                case Changed.NAME:
                    await self._edit(site, there, name=room_name(plan.name))
                case Changed.TOPIC:
                    await self._edit(site, there, topic=with_key(plan.topic, key_in(there.get("topic"))))
                case Changed.ABOVE:
                    await self._edit(site, there, parent_id=category)
                case Changed.ROLE if change.what == RENAMED:
                    await self._roles.rename(site, change.who, plan.role)
                case _:
                    wanted = await self._with_role(site, plan, there, wanted, change)
                    await self._permit(site, there, wanted, present, change)

    async def lock(self, site: Site, there: Channel, topic: str) -> None:
        """Lets nobody write in a channel any more; who could read it still can."""
        people, roles = _overwrites(there)
        keep = {site.guild.me.id, site.guild.id}
        told = [_told(int(who), _ROLE, has) for who, has in roles.items()]
        for who, has in people.items():
            quiet = has if int(who) in keep else Overwrite(has.allow & ~SEND, has.deny | SEND)
            told.append(_told(int(who), _MEMBER, quiet))
        await self._edit(site, there, topic=topic, permission_overwrites=told)

    async def close(self, site: Site, there: Channel) -> None:
        """Lets nobody in any more but the bot and other bots; what was said stays."""
        people, roles = _overwrites(there)
        ours = self._roles.among(site, roles)
        bots = await self._bots(site, set(people) - {str(site.guild.me.id)})
        staying = [_told(site.guild.id, _ROLE, Overwrite(deny=VIEW))]
        for who, has in roles.items():
            role = site.guild.get_role(int(who))
            if role is not None and role.managed:
                staying.append(_told(int(who), _ROLE, has))
        for who in bots | {str(site.guild.me.id)} & set(people):
            staying.append(_told(int(who), _MEMBER, people[who]))
        await self._edit(site, there, permission_overwrites=staying)
        if ours:
            await self._roles.delete(site, ours)

    async def _held_against(self, site: Site, plan: RoomPlan, there: Channel) -> tuple[Wanted, Present]:
        """What is wanted, and what is there, as permitting compares them."""
        people, roles = _overwrites(there)
        planned = frozenset(person.id for person in plan.people)
        before = frozenset(person.id for person in plan.before)
        me = str(site.guild.me.id)
        role = self._role(site, plan, roles)
        holders: frozenset[str] = frozenset()
        if role:  # who is not in the server can't be given one
            here = await self._roles.holders(site, role, planned | before)
            planned, holders = planned & here.keys(), frozenset(who for who, has in here.items() if has)
        strangers = {who for who, has in people.items() if has.allow & VIEW} - planned - before - {me}
        managed = {who for who in roles if (r := site.guild.get_role(int(who))) is not None and r.managed}
        wanted = Wanted(
            everyone=str(site.guild.id),
            bot=me,
            held=site.held,
            people=planned,
            keepers=frozenset(person.id for person in plan.keepers) & planned,
            role=role,
            others=frozenset(await self._bots(site, strangers) | managed),
        )
        return wanted, Present(people, roles, holders)

    def _role(self, site: Site, plan: RoomPlan, roles: Collection[str]) -> str:
        """The role through which people get in: the bloc's own, one that is to be made, or none."""
        if not plan.role:
            return ""
        return self._roles.among(site, roles) or (NEW if self._roles.fits(site) else "")

    async def _bots(self, site: Site, people: Collection[str]) -> set[str]:
        if not people:
            return set()
        here = await self._presence().among(site.guild, (int(person) for person in people))
        return {str(number) for number, member in here.items() if member.bot}

    async def _with_role(
        self, site: Site, plan: RoomPlan, there: Channel, wanted: Wanted, change: Difference
    ) -> Wanted:
        """What is wanted with the role that was to be made, where this change has to do with it."""
        if wanted.role != NEW or change.changed not in (Changed.ROLE, Changed.ENTERS):
            return wanted
        role = await self._roles.make(site, plan.role)
        await self._put(site, there, role, True, Overwrite(PERSON & wanted.held))
        return replace(wanted, role=role)

    async def _permit(
        self, site: Site, there: Channel, wanted: Wanted, present: Present, change: Difference
    ) -> None:
        if change.changed is Changed.ROLE and change.who == NEW:
            return  # it is made by now
        who, is_role, after = mended(wanted, present, change)
        now = (present.roles if is_role else present.people).get(who)
        if change.changed is Changed.ENTERS and wanted.role:
            await self._roles.give(site, wanted.role, who)
        if change.changed is Changed.LEAVES and who in present.holders:
            await self._roles.take(site, wanted.role, who)
        is_shut = change.changed is Changed.ENTRANCE and who != wanted.everyone
        if is_shut and self._roles.is_this_rooms(site, who, int(there["id"])):
            await self._roles.delete(site, who)
            return
        if now != after:
            await self._put(site, there, who, is_role, after)
            _note(present, who, is_role, after)

    async def _put(
        self, site: Site, there: Channel, who: str, is_role: bool, after: Overwrite | None
    ) -> None:
        room, http = int(there["id"]), self._client().http
        self._touch(room)
        with needing(site, MANAGE_ROLES), fitting(), passing_over(*_UNKNOWN):
            async with self._pace.turn():
                if after is None:
                    await http.delete_channel_permissions(room, int(who))
                else:
                    kind: Any = _ROLE if is_role else _MEMBER
                    bits = (str(after.allow), str(after.deny))
                    await http.edit_channel_permissions(room, int(who), *bits, kind)

    async def _edit(self, site: Site, there: Channel, **options: Any) -> None:
        self._touch(int(there["id"]))
        with needing(site, MANAGE_CHANNELS, MANAGE_ROLES):
            async with self._pace.turn():
                await self._client().http.edit_channel(int(there["id"]), **options)

    def _touch(self, room: int) -> None:
        self.own[room] = self._client().loop.time()


def _has_outgrown(wanted: Wanted, present: Present) -> bool:
    """Whether more people are to be let in by name than Discord has room for."""
    ours = wanted.people | {wanted.everyone, wanted.bot, wanted.role}
    others = len((set(present.people) | set(present.roles)) - ours) - _leaving(wanted, present)
    return not fits_a_channel(len(wanted.people), by_role=bool(wanted.role), others=others)


def _leaving(wanted: Wanted, present: Present) -> int:
    return sum(change.changed is Changed.LEAVES for change in differences(wanted, present))


def fullest(channel: discord.TextChannel) -> int:
    """How many overwrites a room of ours has; those of the bot and of everybody among them."""
    return max(len(channel.overwrites), OWN_OVERWRITES) if key_in(channel.topic) else 0


def _overwrites(there: Channel) -> tuple[dict[str, Overwrite], dict[str, Overwrite]]:
    """Those of people and those of roles."""
    found: tuple[dict[str, Overwrite], dict[str, Overwrite]] = {}, {}
    for told in there.get("permission_overwrites") or []:
        is_role = int(told["type"]) == _ROLE
        found[is_role][str(told["id"])] = Overwrite(int(told["allow"]), int(told["deny"]))
    return found


def _told(who: int, kind: int, has: Overwrite) -> dict[str, Any]:
    return {"id": who, "type": kind, "allow": str(has.allow), "deny": str(has.deny)}


def _note(present: Present, who: str, is_role: bool, after: Overwrite | None) -> None:
    """Keeps what is there in step with what was done to it."""
    there: Any = present.roles if is_role else present.people
    if after is None:
        there.pop(who, None)
    else:
        there[who] = after
