"""A time in free words on Discord: asked back, carried out by a press, or to be given again."""

import pytest

from .meeting import Meeting

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_guessed_time_is_asked_back(meeting: Meeting) -> None:
    m = meeting
    asked = await m.ana.slash("action add", what="Bring the banner", by="tomorrow evening")
    assert "Did you mean <t:" in asked.text
    assert ":F>" in asked.text
    done = await m.ana.click(asked.messages[0], "Yes")
    assert "Action 1 is noted" in done.text
    asked = await m.ana.slash("action add", what="Print the leaflets", by="tomorrow evening")
    await m.bot.kill()
    await m.bot.start()
    lost = await m.ana.click(asked.messages[0], "Yes")
    assert "please give the whole of it once more" in lost.text
    assert "leaflets" not in (await m.ana.slash("action list")).text
