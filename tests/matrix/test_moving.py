"""The whole bot where a room is replaced or lost while people vote: they still hear the result."""

from __future__ import annotations

from tests.matrix.bot_process import BotProcess
from tests.matrix.conftest import BotStarts, JsEnters
from tests.matrix.person import JsPerson


async def opened(ana: JsPerson, ben: JsPerson, bot: BotProcess, room: str) -> None:
    """A motion in a room, seconded and voted for."""
    await ana.send(room, '!motion propose "Buy a kettle" closes:25s')
    await ana.wait(room, "a draft", sender=bot.user_id)
    await ben.send(room, "!motion second 1")
    await ana.wait(room, "vote until", sender=bot.user_id)
    await ben.send(room, "!vote 1 for")
    await ana.wait(room, "has 1", sender=bot.user_id)


async def joined_by(ana: JsPerson, ben: JsPerson, room: str) -> None:
    await ana.invite(room, ben.user_id)
    await ben.join(room)


async def founded(ana: JsPerson, bot: BotProcess, room: str) -> None:
    await ana.send(room, "!assembly found Depot")
    await ana.wait(room, "Depot is founded", sender=bot.user_id)
    await ana.send(room, "!assembly settings shortest:0h")
    await ana.wait(room, "Changed in Depot", sender=bot.user_id)


async def test_the_result_comes_to_the_room_that_replaced_the_old_one(
    js: JsEnters, start_bot: BotStarts
) -> None:
    bot, ana, ben = await start_bot(), await js("ana"), await js("ben")
    room = await ana.create(version="11", invite=[bot.user_id])
    await ana.wait(room, "I am Folkmoot", sender=bot.user_id)
    await joined_by(ana, ben, room)
    await founded(ana, bot, room)
    await opened(ana, ben, bot, room)
    told = await ana.request("POST", f"/rooms/{room}/upgrade", {"new_version": "12"})
    fresh = told["replacement_room"]
    card = await ana.wait(fresh, "vote until", sender=bot.user_id)
    result = await ana.wait(fresh, "is carried", sender=bot.user_id)
    assert result.relation["m.in_reply_to"]["event_id"] == card.id
    assert not [seen for seen in await ana.messages(room, "m.room.message") if "is carried" in seen.body]


async def test_votes_of_a_room_that_the_bot_was_put_out_of_go_on_at_home(
    js: JsEnters, start_bot: BotStarts
) -> None:
    bot, ana, ben = await start_bot(), await js("ana"), await js("ben")
    space, home, side = [await ana.create(version="11", invite=[bot.user_id]) for _ in range(3)]
    for room in (space, home, side):
        await ana.wait(room, "I am Folkmoot", sender=bot.user_id)
    for room in (home, side):
        server = room.partition(":")[2]
        await ana.request("PUT", f"/rooms/{space}/state/m.space.child/{room}", {"via": [server]})
        await joined_by(ana, ben, room)
    await founded(ana, bot, home)
    await opened(ana, ben, bot, side)
    await ana.kick(side, bot.user_id)
    card = await ana.wait(home, "vote until", sender=bot.user_id)
    assert "has 1" in card.body
    result = await ana.wait(home, "is carried", sender=bot.user_id)
    assert result.relation["m.in_reply_to"]["event_id"] == card.id
