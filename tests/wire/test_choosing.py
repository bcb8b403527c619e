"""The whole bot, asked by menus on Discord."""

import pytest

from .meeting import Meeting
from .seen import Seen
from .waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="session")

DAYS = ", ".join(f"day {n}" for n in range(1, 13))


async def ask(meeting: Meeting, question: str, options: str, kind: str) -> Seen:
    """Ana asks; the card."""
    looked = await meeting.ana.fill(await meeting.ana.slash("poll ask", kind=kind), question, options)
    await meeting.ana.click(looked.messages[0], "Post it")
    return await meeting.post(question)


async def test_old_menus_count_after_a_kill(meeting: Meeting) -> None:
    card = await ask(meeting, "Which days suit you?", DAYS, "several")
    (label,) = card.menus
    await meeting.ben.choose(card, label, "3", "1")
    await until(lambda: "1 day 1: 1" in card.text, "Ben's answer")
    await meeting.bot.kill()
    await meeting.bot.start()
    await meeting.chi.choose(card, label, "3", "12")
    await until(lambda: "2 have answered" in card.text, "Chi's answer")
    assert [line for line in card.text.splitlines() if line.endswith((": 1", ": 2"))] == [
        "1 day 1: 1",
        "3 day 3: 2",
        "12 day 12: 1",
    ]


async def test_an_order_is_put_together_in_one_private_answer(meeting: Meeting) -> None:
    card = await ask(meeting, "Which colour?", "red, green, blue", "ranked")
    shown = (await meeting.ben.click(card, "Vote")).messages[-1]
    assert shown.ephemeral
    before = len(meeting.ben.sees)
    for pick in ("1", "3", "2"):
        (label,) = shown.menus
        await meeting.ben.choose(shown, label, pick)
    await meeting.ben.click(shown, "Undo the last")
    assert "red · 2\\. blue" in shown.text
    (label,) = shown.menus
    assert list(shown.menus[label][1]) == ["2 · green"]
    await meeting.ben.click(shown, "Cast it")
    assert "Your ranking" in shown.text and "red · 2\\. blue" in shown.text
    assert (shown.menus, len(meeting.ben.sees)) == ({}, before)
