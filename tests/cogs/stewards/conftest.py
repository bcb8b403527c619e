"""An assembly of a steward and some members, who have all done something."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from tests.talk import Talk

Found = Callable[..., Awaitable[None]]
NAMES = ("ana", "ben", "chi", "dara", "eli", "fay", "gus")


@pytest.fixture
def depot(talk: Talk) -> Found:
    """await depot(5): Ana, its steward, and four more; stewards=3 makes Ben and Chi stewards too."""

    async def found(people: int, stewards: int = 1) -> None:
        await talk("ana: assembly found Depot")
        await talk("ana: assembly settings roll:listed")
        for name in NAMES[1:stewards]:
            await talk(f"ana: member enrol {name}")
            await talk(f"ana: steward name {name}")
            if name != "ben":
                await talk(f"ben: steward name {name}")
        for name in NAMES[stewards:people] if stewards > 1 else NAMES[1:people]:
            await talk(f"ana: member enrol {name}")
        await talk.later(minutes=2)

    return found
