"""Waiting for a condition with a deadline."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 120.0
"""Seconds that what ought to come may take, on a machine that has much else to do."""
LOOK_AGAIN = 0.03


async def until(condition: Callable[[], T], what: str | Callable[[], str], within: float = PATIENCE) -> T:
    """The first true value of the condition; TimeoutError says what never came."""
    deadline = time.monotonic() + within
    while not (value := condition()):
        if time.monotonic() > deadline:
            told = what if isinstance(what, str) else what()
            raise TimeoutError(f"never came within {within:g} s: {told}")
        await asyncio.sleep(LOOK_AGAIN)
    return value
