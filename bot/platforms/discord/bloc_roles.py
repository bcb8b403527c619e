"""Roles that a bloc has chosen to show on profiles, and through which its members get into its channel."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

import discord

from bot.platforms.discord.names import group_name
from bot.platforms.discord.pace import Pace
from bot.platforms.discord.permitting import MANAGE_ROLES
from bot.platforms.discord.recent import Recent
from bot.platforms.discord.rooms import Presence
from bot.platforms.discord.shapes import may_have_role
from bot.platforms.discord.site import Site, needing, passing_over

COLOUR = 0x4F6D7A
"""The colour of every role of ours: by it and by its giving no permissions it is told from others."""
UNKNOWN_MEMBER, UNKNOWN_ROLE = 10007, 10011
REMEMBERED = 2_000


class BlocRoles:
    """Makes, gives, takes and deletes roles of ours, and no others."""

    def __init__(
        self, client: Callable[[], discord.Client], presence: Callable[[], Presence], pace: Pace
    ) -> None:
        self._client = client
        self._presence = presence
        self._pace = pace
        self._handed: Recent[tuple[str, str], bool] = Recent(REMEMBERED)

    def note(self, roles: Iterable[int], person: int) -> None:
        """Remembers to whom another hand gave a role, or from whom it took one."""
        for role in roles:
            self._handed[str(role), str(person)] = True

    def among(self, site: Site, roles: Iterable[str]) -> str:
        """The one of these roles that is ours, by its number; empty where none is."""
        found = (role for number in roles if (role := site.guild.get_role(int(number))) is not None)
        return next((str(role.id) for role in found if is_ours(role)), "")

    def is_this_rooms(self, site: Site, role: str, room: int) -> bool:
        """Whether a role is ours and lets into this room alone."""
        known = site.guild.get_role(int(role))
        rooms = {c.id for c in site.guild.channels if any(o.id == int(role) for o in c.overwrites)}
        return known is not None and is_ours(known) and rooms <= {room}

    def fits(self, site: Site) -> bool:
        return may_have_role(site.numbers)

    def is_called(self, site: Site, role: str, name: str) -> bool:
        known = site.guild.get_role(int(role))
        return known is None or known.name == group_name(name)

    async def make(self, site: Site, name: str) -> str:
        """A new role without permissions, or one of ours that was left without a room by a crash."""
        wanted = group_name(name)
        used = {o.id for channel in site.guild.channels for o in channel.overwrites}
        alone = (r for r in site.guild.roles if is_ours(r) and r.name == wanted and r.id not in used)
        known = next(alone, None)
        if known is not None:
            return str(known.id)
        with needing(site, MANAGE_ROLES):
            async with self._pace.turn():
                made = await self._client().http.create_role(
                    site.guild.id, name=wanted, color=COLOUR, permissions=0, hoist=False, mentionable=False
                )
        return str(made["id"])

    async def rename(self, site: Site, role: str, name: str) -> None:
        with needing(site, MANAGE_ROLES):
            async with self._pace.turn():
                await self._client().http.edit_role(site.guild.id, int(role), name=group_name(name))

    async def holders(self, site: Site, role: str, people: Collection[str]) -> Mapping[str, bool]:
        """Those of these people who are in the server, and whether they have the role.

        Discord lists all who have it only to bots with the privileged intent; so those to whom another hand
        gave it are asked about too.
        """
        handed = {person for (given, person), _ in self._handed.items() if given == role}
        here = await self._presence().among(site.guild, map(int, {*people, *handed}))
        number = int(role) if role.isdecimal() else 0
        return {str(n): member.get_role(number) is not None for n, member in here.items()}

    async def give(self, site: Site, role: str, person: str) -> None:
        with needing(site, MANAGE_ROLES), passing_over(UNKNOWN_MEMBER):
            async with self._pace.turn():
                await self._client().http.add_role(site.guild.id, int(person), int(role))

    async def take(self, site: Site, role: str, person: str) -> None:
        with needing(site, MANAGE_ROLES), passing_over(UNKNOWN_MEMBER, UNKNOWN_ROLE):
            async with self._pace.turn():
                await self._client().http.remove_role(site.guild.id, int(person), int(role))

    async def delete(self, site: Site, role: str) -> None:
        with needing(site, MANAGE_ROLES), passing_over(UNKNOWN_ROLE):
            async with self._pace.turn():
                await self._client().http.delete_role(site.guild.id, int(role))


def is_ours(role: discord.Role) -> bool:
    """Whether the bot has made this role for a bloc."""
    return not role.managed and role.colour.value == COLOUR and not role.permissions.value
