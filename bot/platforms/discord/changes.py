"""What other hands change in a server, as the audit log tells it: removals, permissions, roles, channels."""

from __future__ import annotations

from collections.abc import Iterable

import discord

from bot.api.people import Address
from bot.platforms import Door
from bot.platforms.discord.belonging import Belonging
from bot.platforms.discord.housing import DiscordHousing
from bot.platforms.discord.rooms import account, room_address, server_address

_Action = discord.AuditLogAction
REMOVALS = {_Action.kick, _Action.ban}
OF_CHANNELS = {
    _Action.channel_update,
    _Action.overwrite_create,
    _Action.overwrite_update,
    _Action.overwrite_delete,
    _Action.thread_update,
}
AFTER_OWN = 10.0  # seconds in which a change of a channel is taken for the bot's own where no log says whose


class Changes:
    """Tells the door who was removed, and which room may not be any more as it was left.

    The bot's own changes are not told: the log names who acted. Where the bot may not read the log, a channel
    that changed within seconds of its own change is taken for changed by itself.
    """

    def __init__(
        self, client: discord.Client, door: Door, belonging: Belonging, housing: DiscordHousing
    ) -> None:
        self._client = client
        self._door = door
        self._belonging = belonging
        self._housing = housing

    async def logged(self, entry: discord.AuditLogEntry) -> None:
        """One entry of the audit log, just made."""
        target = getattr(entry.target, "id", None)
        if target is None or self._is_me(entry.user_id):
            return
        guild = entry.guild
        if entry.action in REMOVALS:
            await self.removed(guild, target)
        elif entry.action is _Action.member_role_update:
            await self._roles_changed(entry, target)
        elif entry.action in OF_CHANNELS:
            await self._door.altered(room_address(target))
        elif entry.action is _Action.role_update:
            await self._tell(self._led_to_by(guild, {target}))

    async def removed(self, guild: discord.Guild, person: int) -> None:
        """A kick or a ban."""
        self._belonging.forget(guild.id, person)
        await self._door.left(account(person), server_address(guild.id), removed=True)

    async def channel_changed(self, channel: discord.abc.GuildChannel) -> None:
        """A channel changed, and the log can't say by whom."""
        if channel.guild.me.guild_permissions.view_audit_log:
            return  # the log tells it
        if not self._housing.is_own_change(channel.id, AFTER_OWN, self._client.loop.time()):
            await self._door.altered(room_address(channel.id))

    async def role_deleted(self, role: discord.Role) -> None:
        """A role is gone, and with it whoever got into a room by it."""
        await self._tell(self._led_to_by(role.guild, {role.id}))

    async def let_into_thread(self, thread: int, person: int) -> None:
        """Somebody is in a thread now; nobody comes into a private one by themselves."""
        if not self._housing.is_own_change(thread, AFTER_OWN, self._client.loop.time()):
            await self._door.altered(room_address(thread))

    async def out_of_thread(self, event: discord.RawThreadMembersUpdate) -> None:
        """People left a thread, or were put out of it by another hand."""
        for person in map(int, event.data.get("removed_member_ids", [])):
            if not self._is_me(person) and not self._housing.has_put_out(event.thread_id, person):
                await self._door.left(account(person), room_address(event.thread_id))

    async def _roles_changed(self, entry: discord.AuditLogEntry, person: int) -> None:
        """Roles were given to somebody or taken: what they may see is another, and what the bot may do."""
        self._belonging.forget(entry.guild.id, person)
        changed = {
            role.id
            for side in (entry.changes.before, entry.changes.after)
            for role in getattr(side, "roles", [])
        }
        self._housing.note_roles(changed, person)
        if self._is_me(person):
            await self._door.altered(server_address(entry.guild.id))
        await self._tell(self._led_to_by(entry.guild, changed))

    def _led_to_by(self, guild: discord.Guild, roles: set[int]) -> list[Address]:
        """The channels that name one of these roles; the server where one is the bot's own."""
        own = {role.id for role in guild.me.roles} - {guild.id}
        rooms = [c for c in guild.channels if any(o.id in roles for o in c.overwrites)]
        server = [server_address(guild.id)] if roles & own else []
        return [*server, *(room_address(channel.id) for channel in rooms)]

    async def _tell(self, rooms: Iterable[Address]) -> None:
        for room in rooms:
            await self._door.altered(room)

    def _is_me(self, user: int | None) -> bool:
        return self._client.user is not None and user == self._client.user.id
