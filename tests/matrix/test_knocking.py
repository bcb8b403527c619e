"""Knocking at a bloc's room with a client of one's own, through the whole bot."""

from __future__ import annotations

import re

import pytest

from tests.matrix.bot_process import BotProcess
from tests.matrix.conftest import BotStarts, JsEnters
from tests.matrix.person import JsPerson, Refused
from tests.matrix.test_votes import assembled, posts

PATIENCE = 60_000


async def started(ana: JsPerson, moot: BotProcess, hall: str, kind: str) -> str:
    """A bloc of Ana's; its room, in which she is."""
    await ana.send(hall, f"!bloc start Nurses kind:{kind}")
    room = await ana.invited(sender=moot.user_id)
    await ana.join(room)
    return room


async def membership(person: JsPerson, room: str, user: str) -> str:
    told = await person.request("GET", f"/rooms/{room}/state/m.room.member/{user}")
    return str(told["membership"])


async def test_who_knocks_is_let_in_by_who_keeps_the_bloc(js: JsEnters, start_bot: BotStarts) -> None:
    moot, ana, ben, stranger = await start_bot(), await js("ana"), await js("ben"), await js("eve")
    hall = await assembled(ana, moot, [ben], version="11")
    room = await started(ana, moot, hall, "request")
    rule = await ana.request("GET", f"/rooms/{room}/state/m.room.join_rules/")
    sealed = await ana.request("GET", f"/rooms/{room}/state/m.room.encryption/")
    assert (rule["join_rule"], sealed["algorithm"]) == ("knock_restricted", "m.megolm.v1.aes-sha2")
    with pytest.raises(Refused, match="M_FORBIDDEN"):
        await ben.join(room)

    # Whoever knocks from outside the assembly is nobody there; who takes a member's name is told apart.
    await stranger.request("POST", f"/knock/{room}", {})
    name = await ana.request("GET", f"/profile/{ana.user_id}/displayname")
    await ben.request("PUT", f"/profile/{ben.user_id}/displayname", {"displayname": name["displayname"]})
    await ben.request("POST", f"/knock/{room}", {})
    asks = await ana.wait(room, "asks to be let into", sender=moot.user_id, timeout=PATIENCE)
    assert asks.decrypted
    assert ben.user_id in asks.body
    assert len(await posts(ana, room, moot, "asks to be let into")) == 1
    line = re.search(r"!bloc let-in \d+", asks.body)
    assert line is not None, asks.body

    await ana.send(room, line[0])
    assert await ben.invited(room) == room
    await ben.join(room)
    await ana.send(hall, "!bloc announce Nurses We meet at six")
    said = await ben.wait(room, "We meet at six", sender=moot.user_id, timeout=2 * PATIENCE)
    assert said.decrypted
    assert await membership(ana, room, stranger.user_id) == "knock"
    assert "Traceback" not in moot.words()
