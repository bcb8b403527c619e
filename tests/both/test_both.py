"""One assembly on Discord and on Matrix: one electorate, one tally, whichever network is away."""

from __future__ import annotations

import pytest

from tests.both.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_both(stage: Stage) -> None:
    await stage.start()
    ben = await stage.on_matrix("ben")
    await stage.found(ben)
