"""Resting cards: a crowd wakes the outbox once an edit interval, and nothing stays stale."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.rest import REMEMBERED, Rest
from tests.talk import START

CARD, OTHER = (1, "motion.vote", 12), (1, "motion.vote", 13)


async def test_a_crowd_wakes_once_and_again_when_the_card_has_rested() -> None:
    woken: list[float] = []
    again = asyncio.Event()
    rest = Rest(lambda: (woken.append(0.0), again.set())[0])
    for _ in range(100):
        rest.wake_for([CARD], START, timedelta(seconds=0.02))
    assert len(woken) == 1
    again.clear()
    await asyncio.wait_for(again.wait(), 5)
    assert len(woken) == 2
    rest.wake_for([CARD], START + timedelta(seconds=1), timedelta(seconds=0.02))
    assert len(woken) == 3


async def test_another_card_does_not_wait_for_the_first() -> None:
    woken: list[None] = []
    rest = Rest(lambda: woken.append(None))
    rest.wake_for([CARD], START, timedelta(seconds=60))
    rest.wake_for([OTHER], START, timedelta(seconds=60))
    assert len(woken) == 2


async def test_only_cards_that_still_rest_are_remembered() -> None:
    rest = Rest(lambda: None)
    for number in range(REMEMBERED):
        rest.wake_for([(1, "motion.vote", number)], START, timedelta(seconds=1))
    rest.wake_for([CARD], START + timedelta(seconds=2), timedelta(seconds=1))
    assert rest._until == {CARD: START + timedelta(seconds=3)}
