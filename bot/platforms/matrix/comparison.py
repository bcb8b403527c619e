"""How a room is otherwise than planned, as a pure function of its state."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.api.people import Address
from bot.api.rooms import Changed, Difference, Shape
from bot.platforms.matrix.blueprint import Blueprint
from bot.platforms.matrix.powers import misplaced
from bot.platforms.matrix.room import Membership, RoomState
from bot.platforms.matrix.rooms import NETWORK

HISTORIES = frozenset({"world_readable", "shared", "invited", "joined"})
STAYS = "stays"
"""What can't be mended: a room that is encrypted remains so."""
BANNED = "banned"


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
        *misplaced(wanted, room),
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
