"""Waiting for a condition with a deadline."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def until(condition: Callable[[], T], what: str | Callable[[], str], within: float = 15.0) -> T:
    """The first true value of the condition; TimeoutError says what never came."""
    deadline = time.monotonic() + within
    while not (value := condition()):
        if time.monotonic() > deadline:
            told = what if isinstance(what, str) else what()
            raise TimeoutError(f"never came within {within:g} s: {told}")
        await asyncio.sleep(0.01)
    return value
