"""Threads under drafts on Matrix: what is said of a draft stands in its thread."""

from __future__ import annotations

from tests.matrix.conftest import BotStarts, JsEnters
from tests.matrix.test_votes import assembled


async def test_what_is_said_of_a_draft_stands_in_its_thread(js: JsEnters, start_bot: BotStarts) -> None:
    moot, ana, ben = await start_bot(), await js("ana"), await js("ben")
    room = await assembled(ana, moot, [ben], version="11")
    await ana.send(room, "!motion propose Stop work at noon on Friday")
    draft = await ana.wait(room, "nothing is voted on yet", sender=moot.user_id)
    await ben.send(room, "!motion amend 1 noon => 1 pm", thread=draft.id)
    card = await ana.wait(room, "Amendment 1.1 to motion 1 · a draft", sender=moot.user_id)
    assert (card.relation["rel_type"], card.relation["event_id"]) == ("m.thread", draft.id)
    assert "Take out: noon\nPut in: 1 pm" in card.body
    assert "<strong>Take out:</strong> noon" in card.html
    await ana.send(room, "!motion accept 1.1", thread=draft.id)
    notice = await ana.wait(room, "Motion 1 has changed", sender=moot.user_id)
    assert (notice.relation["rel_type"], notice.relation["event_id"]) == ("m.thread", draft.id)
    await ana.wait(room, "Stop work at 1 pm on Friday", replaces=draft.id)
    await ben.send(room, "!motion second 1")
    vote = await ben.wait(room, "vote until", sender=moot.user_id)
    assert "rel_type" not in vote.relation
    assert "Stop work at 1 pm on Friday" in vote.body
