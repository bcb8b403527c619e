"""Making a room as it is to be: one difference after another, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable

import structlog

from bot.api.rooms import Changed, Difference
from bot.platforms import Refused, Unreachable
from bot.platforms.matrix.blueprint import Blueprint, lying_in, sealing
from bot.platforms.matrix.comparison import BANNED, HISTORIES, STAYS
from bot.platforms.matrix.powers import WORDS, mended
from bot.platforms.matrix.room import RoomState
from bot.platforms.matrix.wire import Denied, Json, Wire

log = structlog.get_logger("matrix")
PATIENCE, SHORT = 60.0, 10.0
"""Seconds for which one mending waits for leave to invite; a longer wait is about the one who is invited."""


class Mending:
    """One room and what it is to be."""

    def __init__(self, wire: Wire, room: RoomState, wanted: Blueprint) -> None:
        self._wire = wire
        self._room = room
        self._wanted = wanted

    async def all(self, differences: Collection[Difference]) -> None:
        """Mends these; people are put out first and asked in last, since servers make invitations wait."""
        by: dict[Changed, list[Difference]] = {}
        for difference in differences:
            by.setdefault(difference.changed, []).append(difference)
        await self.put_out(d.who for d in by.get(Changed.LEAVES, ()))
        for difference in by.get(Changed.ENTRANCE, ()):
            await self._entrance(difference)
        if any(d.what != STAYS for d in by.get(Changed.SEALED, ())):
            await self._set("m.room.encryption", sealing())
        levels = mended(self._wanted, self._room, [*by.get(Changed.MAY, ()), *by.get(Changed.MAY_NOT, ())])
        if levels != (self._room.power or {}):
            await self._set("m.room.power_levels", levels)
        if Changed.NAME in by:
            await self._set("m.room.name", {"name": self._wanted.name})
        if Changed.TOPIC in by:
            await self._set("m.room.topic", {"topic": self._wanted.topic})
        for difference in by.get(Changed.ABOVE, ()):
            await self._hang(difference.who)
        await self._let_in(by.get(Changed.ENTERS, ()))

    async def put_out(self, accounts: Iterable[str]) -> None:
        """Removes people; who stands as high as the bot can't be removed, and stays."""
        accounts = list(accounts)
        if accounts and not self._room.may(self._room.me, "kick"):
            raise Refused("may not remove people", lacks=(WORDS["kick"],))
        for account in accounts:
            await self._ask("kick", account, "somebody could not be removed")

    async def unlist(self, space: str) -> None:
        """Takes the room out of a space's list."""
        await self._put(space, "m.space.child", {}, self._room.id)

    async def shut(self) -> None:
        """Lets nobody in any more but by invitation."""
        if self._room.join_rule != "invite":
            await self._set("m.room.join_rules", {"join_rule": "invite"})

    async def _entrance(self, difference: Difference) -> None:
        if difference.what in HISTORIES:
            await self._set("m.room.history_visibility", {"history_visibility": self._wanted.history})
        else:
            await self._set("m.room.join_rules", self._wanted.rule())

    async def _hang(self, space: str) -> None:
        me = self._room.me
        if space != self._wanted.listed_in:
            await self.unlist(space)
            await self._set("m.space.parent", {}, space)
            return
        await self._put(space, "m.space.child", lying_in(me), self._room.id)
        await self._set("m.space.parent", lying_in(me, canonical=True), space)

    async def _let_in(self, differences: Collection[Difference]) -> None:
        if differences and not self._room.may(self._room.me, "invite"):
            raise Refused("may not invite people", lacks=(WORDS["invite"],))
        deadline = asyncio.get_running_loop().time() + PATIENCE
        later: list[float] = []
        for difference in differences:
            if difference.what == BANNED:
                await self._ask("unban", difference.who, "a ban could not be lifted")
            wait = await self._invite(difference.who, deadline)
            if wait:
                later.append(wait)
        if later:
            raise Unreachable("some invitations have to wait", retry_after=min(later))

    async def _invite(self, account: str, deadline: float) -> float:
        """Asks somebody in; how long that has to wait where they were asked into many rooms just now."""
        while True:
            try:
                await self._ask("invite", account, "somebody could not be invited")
                return 0.0
            except Unreachable as later:
                if later.retry_after is None:
                    raise
                if later.retry_after > SHORT:
                    return later.retry_after
                if asyncio.get_running_loop().time() + later.retry_after > deadline:
                    raise
                await asyncio.sleep(later.retry_after)

    async def _ask(self, deed: str, account: str, failed: str) -> None:
        """Does something about one person; a no that is about this person alone holds up nobody else."""
        try:
            await self._wire.seat(self._room.id, deed, account)
        except Denied as denied:
            if denied.status == 401:
                raise
            log.warning(failed, reason=denied.code)

    async def _set(self, kind: str, content: Json, state_key: str = "") -> None:
        if not self._room.may_set(self._room.me, kind):
            raise Refused(f"may not change {kind}", lacks=(WORDS[kind],))
        await self._put(self._room.id, kind, content, state_key)

    async def _put(self, room: str, kind: str, content: Json, state_key: str = "") -> None:
        await self._wire.put(content, room, "state", kind, state_key)
