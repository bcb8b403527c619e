"""The least that the bot has to be allowed, and what each is for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Permission:
    """One permission by the name that Discord's settings show, its bit and its reason."""

    name: str
    bit: int
    reason: str
    needed: bool = True
    for_rooms: bool = False


PERMISSIONS = (
    Permission("View Channels", 1 << 10, "to be in the rooms where the assembly meets"),
    Permission("Send Messages", 1 << 11, "to post motions and results"),
    Permission("Send Messages in Threads", 1 << 38, "to post them in threads too", needed=False),
    Permission("Create Public Threads", 1 << 35, "to open one under a draft, to talk about it", needed=False),
    Permission("Embed Links", 1 << 14, "to show cards; Discord calls them embeds"),
    Permission("Read Message History", 1 << 16, "to count the reactions on a card again"),
    Permission("Add Reactions", 1 << 6, "to put the first ✅ ❌ ⚪ under a vote"),
    Permission("View Audit Log", 1 << 7, "to learn that a voter was removed from the server", needed=False),
    Permission("Manage Channels", 1 << 4, "to open channels for blocs", needed=False, for_rooms=True),
    Permission(
        "Manage Roles", 1 << 28, "to let members into their bloc's channel", needed=False, for_rooms=True
    ),
    Permission(
        "Create Private Threads",
        1 << 36,
        "to open private threads for blocs that no channel can hold",
        needed=False,
        for_rooms=True,
    ),
)
"""By the names in the settings of a server; in those of a channel Manage Roles is "Manage Permissions"."""
EVENTS = Permission("Create Events", 1 << 44, "to put meetings into the server's calendar", needed=False)
LEAST = sum(permission.bit for permission in PERMISSIONS if not permission.for_rooms)
WITH_ROOMS = sum(permission.bit for permission in PERMISSIONS) | EVENTS.bit
_ADMINISTRATOR, _MANAGE_EVENTS = 1 << 3, 1 << 33


def missing(granted: int, *, needed_only: bool = False) -> list[Permission]:
    """The permissions that are not among the granted bits; those for rooms of blocs are left out."""
    if granted & _ADMINISTRATOR:
        return []
    asked = [p for p in PERMISSIONS if not p.for_rooms]
    return [p for p in asked if not granted & p.bit and (p.needed or not needed_only)]


def missing_for_rooms(granted: int) -> list[Permission]:
    """What the bot lacks for opening rooms of blocs."""
    if granted & _ADMINISTRATOR:
        return []
    return [p for p in PERMISSIONS if p.for_rooms and not granted & p.bit]


def may_make_events(granted: int) -> bool:
    """Whether the bot can put meetings into a server's calendar."""
    return bool(granted & (_ADMINISTRATOR | EVENTS.bit | _MANAGE_EVENTS))
