"""A motion in another language on Matrix: asked for before all, read by its reader alone."""

from __future__ import annotations

from tests.matrix.conftest import BotStarts, JsEnters


async def test_a_translation_is_read_in_the_reader_s_own_room(js: JsEnters, start_bot: BotStarts) -> None:
    moot, ana, ben = await start_bot(), await js("ana"), await js("ben")
    room = await ana.create(invite=[moot.user_id, ben.user_id])
    await ana.wait(room, "I am Folkmoot", sender=moot.user_id)
    await ben.join(room)
    await ana.send(room, "!assembly found Depot")
    await ana.wait(room, "Depot is founded", sender=moot.user_id)
    await ana.send(room, "!motion propose Buy a kettle\nOurs leaks.")
    draft = await ana.wait(room, "a draft", sender=moot.user_id)
    await ben.send(room, "!translate write 1 es Comprar una tetera\nLa nuestra gotea.")
    await ben.wait(room, "your draft is in", sender=moot.user_id)
    await ana.wait(room, "!translate read 1 es", replaces=draft.id)
    alone = await ben.create(invite=[moot.user_id], direct=True)
    await ben.wait(alone, "I am Folkmoot", sender=moot.user_id)
    await ben.send(room, "!translate read 1 es")
    shown = await ben.wait(alone, "La nuestra gotea.", sender=moot.user_id)
    assert "The English text is the one voted on." in shown.body
    assert all(
        "gotea" not in one.body
        for one in await ana.messages(room, "m.room.message")
        if one.sender == moot.user_id
    )
