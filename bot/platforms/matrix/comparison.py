"""How a room is otherwise than planned, as a pure function of its state."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.api.people import Address
from bot.api.rooms import Changed, Difference, Shape
from bot.platforms.matrix.blueprint import KEEPER, STATE, Blueprint
from bot.platforms.matrix.room import Membership, RoomState, as_level
from bot.platforms.matrix.rooms import NETWORK

HISTORIES = frozenset({"world_readable", "shared", "invited", "joined"})
STAYS = "stays"
"""What can't be mended: a room that is encrypted remains so."""
BANNED = "banned"
RANKS = {KEEPER: "Moderator", 100: "Admin"}
WORDS = {
    "users_default": "Default role",
    "events_default": "Send messages",
    "state_default": "Change settings",
    "invite": "Invite users",
    "kick": "Remove users",
    "ban": "Ban users",
    "redact": "Remove messages sent by others",
    "m.room.name": "Change room name",
    "m.room.topic": "Change topic",
    "m.room.avatar": "Change room avatar",
    "m.room.power_levels": "Change permissions",
    "m.room.join_rules": "Change who can join",
    "m.room.history_visibility": "Change history visibility",
    "m.room.encryption": "Enable room encryption",
    "m.room.guest_access": "Change guest access",
    "m.room.canonical_alias": "Change main address for the room",
    "m.room.server_acl": "Change server ACLs",
    "m.room.tombstone": "Upgrade the room",
    "m.space.child": "Manage rooms in this space",
    "m.space.parent": "Change the space that this room is in",
}
"""What clients call each permission."""


def compare(
    wanted: Blueprint, room: RoomState, listed: Collection[str], arriving: Collection[str] = ()
) -> tuple[Difference, ...]:
    """All in which a room is otherwise; listed are the spaces of ours that list it.

    arriving are accounts that have just come in and of whom the core does not know yet.
    """
    return (
        *_said(wanted, room),
        *_hung(wanted, listed),
        *_entrance(wanted, room),
        *_people(wanted, room, arriving),
        *_ranks(wanted, room),
        *_permissions(wanted, room),
    )


def _said(wanted: Blueprint, room: RoomState) -> Iterator[Difference]:
    if room.name != wanted.name:
        yield Difference(Changed.NAME)
    if room.topic != wanted.topic:
        yield Difference(Changed.TOPIC)


def _hung(wanted: Blueprint, listed: Collection[str]) -> Iterator[Difference]:
    home = wanted.listed_in
    if home is not None and home not in listed:
        yield Difference(Changed.ABOVE, home)
    for space in sorted(set(listed) - {home}):
        yield Difference(Changed.ABOVE, space)


def _entrance(wanted: Blueprint, room: RoomState) -> Iterator[Difference]:
    if room.join_rule != wanted.join_rule or room.allowed != wanted.allowed:
        yield Difference(Changed.ENTRANCE, what=room.join_rule)
    if room.history != wanted.history:
        yield Difference(Changed.ENTRANCE, what=room.history)
    if wanted.plan.shape is Shape.GROUP:
        return
    if wanted.plan.sealed and not room.encrypted:
        yield Difference(Changed.SEALED)
    if room.encrypted and not wanted.plan.sealed:
        yield Difference(Changed.SEALED, what=STAYS)


def _people(wanted: Blueprint, room: RoomState, arriving: Collection[str]) -> Iterator[Difference]:
    present = room.present()
    for account in sorted(wanted.people - present):
        seat = room.members.get(account)
        if seat is not None and seat.state == "ban":
            yield Difference(Changed.ENTERS, account, BANNED)
        elif seat is None or not _stays_away(wanted, account, seat):
            yield Difference(Changed.ENTERS, account)
    for account in sorted(wanted.outsiders(present - set(arriving) - {room.me})):
        yield Difference(Changed.LEAVES, account)


def _stays_away(wanted: Blueprint, account: str, seat: Membership) -> bool:
    """Whether somebody left by their own hand, and was not given the room again since."""
    if seat.state != "leave" or seat.by != account:
        return False
    given = wanted.plan.since.get(Address(NETWORK, account))
    return given is None or seat.at is None or given <= seat.at


def _ranks(wanted: Blueprint, room: RoomState) -> Iterator[Difference]:
    """Keepers who may too little, and others who may too much; never who stands as high as the bot."""
    mine = room.level(room.me)
    users = (room.power or {}).get("users") or {}
    for account in sorted(({*users} | wanted.keepers) - room.founders - {room.me}):
        found = room.level(account)
        aim = KEEPER if account in wanted.keepers else as_level((room.power or {}).get("users_default"), 0)
        if found >= mine or aim > mine or found == aim:
            continue
        changed = Changed.MAY if found < aim else Changed.MAY_NOT
        yield Difference(changed, account, RANKS.get(int(max(found, aim)), str(int(max(found, aim)))))


def _permissions(wanted: Blueprint, room: RoomState) -> Iterator[Difference]:
    """What asks for too much or too little; a level above the bot's own is out of its reach."""
    mine = room.level(room.me)
    for name, found, aim in levels(wanted, room):
        if found != aim and found <= mine and aim <= mine:
            yield Difference(Changed.MAY_NOT if found < aim else Changed.MAY, what=WORDS[name])


def levels(wanted: Blueprint, room: RoomState) -> Iterator[tuple[str, float, int]]:
    """Each permission that a room of ours sets: what it asks for now, and what it is to ask for."""
    power = room.power or {}
    for deed, aim in wanted.deeds():
        default = 0 if deed in ("users_default", "events_default", "invite") else KEEPER
        yield deed, as_level(power.get(deed), default), aim
    for kind, aim in STATE.items():
        yield kind, room.needed(kind), aim
