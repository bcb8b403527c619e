"""Who may do what in a room: how it is otherwise than planned, and the levels that mend it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from types import MappingProxyType

from bot.api.rooms import Changed, Difference
from bot.platforms.matrix.blueprint import DEEDS, KEEPER, OURS, STATE, Blueprint
from bot.platforms.matrix.room import RoomState, as_level
from bot.platforms.matrix.wire import Json

RANKS: Mapping[int, str] = MappingProxyType({KEEPER: "Moderator", OURS: "Admin"})
FREE = frozenset({"users_default", "events_default", "invite"})
"""What everybody may do where a room says nothing of it."""
WORDS: Mapping[str, str] = MappingProxyType(
    {
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
)
"""What clients call each permission."""


def misplaced(wanted: Blueprint, room: RoomState) -> Iterator[Difference]:
    """Keepers who may too little, others who may too much, and what asks for too much or too little.

    Nothing is to be higher than the bot itself. Who stands as high as the bot is told of, though it can't
    be mended: somebody who runs the homeserver can raise people so.
    """
    yield from _ranks(wanted, room)
    mine = room.level(room.me)
    for name, found, aim in _levels(wanted, room):
        if found != aim and found <= mine and aim <= mine:
            yield Difference(Changed.MAY_NOT if found < aim else Changed.MAY, what=WORDS[name])


def mended(wanted: Blueprint, room: RoomState, differences: Collection[Difference]) -> Json:
    """The levels once these differences are gone; whatever else is set there stays as it is."""
    power = deepcopy(room.power or {})
    mine = room.level(room.me)
    for difference in differences:
        if difference.who and room.level(difference.who) < mine:
            _rank(power, wanted, difference.who)
        elif not difference.who:
            _permit(power, wanted, difference.what)
    return power


def _ranks(wanted: Blueprint, room: RoomState) -> Iterator[Difference]:
    mine = room.level(room.me)
    everybody = dict(wanted.deeds())["users_default"]
    users = (room.power or {}).get("users") or {}
    named = {*users, *wanted.keepers}
    for account in sorted(named - room.founders - {room.me}):
        found, aim = (
            as_level(users.get(account), everybody),
            KEEPER if account in wanted.keepers else everybody,
        )
        if aim > mine or found == aim:
            continue
        rank = int(max(found, aim))
        yield Difference(Changed.MAY if found < aim else Changed.MAY_NOT, account, RANKS.get(rank, str(rank)))


def _levels(wanted: Blueprint, room: RoomState) -> Iterator[tuple[str, float, int]]:
    """Each permission that a room of ours sets: what it asks for now, and what it is to ask for."""
    power = room.power or {}
    for deed, aim in wanted.deeds():
        yield deed, as_level(power.get(deed), 0 if deed in FREE else KEEPER), aim
    events = power.get("events") or {}
    for kind, aim in STATE.items():
        # What is not named follows the default, also when that is mended.
        yield kind, as_level(events.get(kind), DEEDS["state_default"]), aim


def _rank(power: Json, wanted: Blueprint, account: str) -> None:
    users = power.setdefault("users", {})
    if account in wanted.keepers:
        users[account] = KEEPER
    else:
        users.pop(account, None)


def _permit(power: Json, wanted: Blueprint, words: str) -> None:
    deeds = dict(wanted.deeds())
    for name in (name for name, told in WORDS.items() if told == words):
        if name in deeds:
            power[name] = deeds[name]
        else:
            power.setdefault("events", {})[name] = STATE[name]
