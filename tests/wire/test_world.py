"""What goes out to the world, on Discord: motions for other workplaces, a letter as a file, a flyer."""

from __future__ import annotations

import pytest

from .meeting import Meeting

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_model_is_moved_without_a_form_and_a_letter_is_handed_over(meeting: Meeting) -> None:
    looked = await meeting.ana.fill(await meeting.ana.slash("campaign model"), "No layoffs here")
    await meeting.ana.click(looked.messages[0], "Post it")
    await meeting.post("Motion for other workplaces 1")
    await meeting.ben.slash("motion propose", model="1", seconds=0)
    assert "No layoffs here" in (await meeting.post("vote until")).text
    looked = await meeting.ana.fill(await meeting.ana.slash("campaign start", goal="100"), "Free Erlan")
    await meeting.ana.click(looked.messages[0], "Post it")
    await meeting.post("Free Erlan")
    answer = await meeting.chi.slash("campaign export", campaign="erlan", **{"as": "csv"})
    assert answer.is_private
    assert meeting.world.uploads[-1].decode("utf-8-sig").splitlines()[0].startswith('"What","Name"')
    answer = await meeting.chi.slash("campaign flyer", campaign="erlan", link="https://hall.example/join")
    assert answer.is_private
    assert meeting.world.uploads[-1].startswith(b"%PDF")
    answer = await meeting.chi.slash("campaign message", campaign="erlan")
    assert "This goes from your own address. Not from work." in answer.text
    assert "mailto:?subject=Free%20Erlan" in answer.text
