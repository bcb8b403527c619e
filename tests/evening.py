"""One evening that every face plays: the vote that Folkmoot has to get right, whatever happens to it."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol, TypeVar

T = TypeVar("T")
TITLE = "Repair the roof"
OPEN_FOR = 30
TERMS = {"quorum": "3", "threshold": "2/3", "closes": f"{OPEN_FOR}m"}
CLOSED = 60.0 * (OPEN_FOR + 1)
"""So many seconds after it was opened the vote is closed, however long all else has taken."""
EXPECTED = {"For": 4, "Against": 1, "Abstain": 1}
CHOICES = {1: "For", 2: "Against", 3: "Abstain"}
_ROW = re.compile(r"^\W*(For|Against|Abstain)\W+(\d+)\s*$", re.MULTILINE)
DEADLINE = 120.0


class Stage(Protocol):
    """What a face lets people and the test do; messages are named by the network's own ids."""

    @property
    def database(self) -> Path: ...

    async def found(self) -> None:
        """Ana founds the assembly, with a shortest vote of 0, and everybody is in the room."""
        ...

    async def propose(self) -> None: ...

    async def second(self, name: str) -> None: ...

    async def react(self, name: str, message: str, mark: str) -> None: ...

    async def unreact(self, name: str, message: str, mark: str) -> None: ...

    async def say(self, name: str, line: str) -> None: ...

    async def press(self, name: str, message: str, label: str) -> None: ...

    async def kick(self, name: str) -> None: ...

    def go_by(self, ahead: float) -> None:
        """Has the bot's clock go so many seconds ahead of the machine's; first before it is started."""
        ...

    async def kill(self) -> None: ...

    async def start(self) -> None: ...

    async def posts(self) -> dict[str, str]:
        """What stands in the room: text by message, oldest first."""
        ...

    async def standing(self, message: str) -> dict[str, set[str]]:
        """Who has which reactions under a message, read from the network."""
        ...


async def come(look: Callable[[], Awaitable[T | None]], what: str, within: float = DEADLINE) -> T:
    """What look finds, once it finds it."""
    async with asyncio.timeout(within):
        while True:
            if (found := await look()) is not None:
                return found
            await asyncio.sleep(0.1)
    raise AssertionError(what)


async def post_with(stage: Stage, words: str) -> str:
    """The message that says these words, once it is there."""

    async def look() -> str | None:
        return next((m for m, text in (await stage.posts()).items() if words in text), None)

    return await come(look, words)


async def shows(stage: Stage, card: str, **wanted: int) -> None:
    """Returns once the card shows these counts."""

    async def look() -> bool | None:
        return True if counts_on((await stage.posts())[card]) == wanted else None

    await come(look, f"{wanted} on the card")


def counts_on(text: str) -> dict[str, int]:
    """The tally that a card shows."""
    return {label: int(count) for label, count in _ROW.findall(text)}


def counts_in(database: Path) -> dict[str, int]:
    """A recount by another hand: the ballots in the file, read with nothing of Folkmoot's."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT choice, count(*) FROM ballots GROUP BY choice").fetchall()
    connection.close()
    return {CHOICES[choice]: count for choice, count in rows}


async def play(stage: Stage, *, away_at_the_close: bool = False) -> None:
    """From the founding to the result, through a kill and two votes that come meanwhile."""
    await stage.found()
    await stage.propose()
    draft = await post_with(stage, "a draft")
    await stage.react("chi", draft, "✅")
    await stage.second("ben")
    card = await post_with(stage, "vote until")
    assert counts_on((await stage.posts())[card]) == {"For": 0, "Against": 0, "Abstain": 0}
    await stage.react("ana", card, "✅")
    await stage.react("ben", card, "👍🏽")
    await stage.press("chi", card, "Against")
    await stage.say("dara", "vote 1 for")
    await stage.say("eli", "vote 1 abstain")
    await shows(stage, card, For=3, Against=1, Abstain=1)
    await stage.react("chi", card, "✅")
    await stage.unreact("ben", card, "👍🏽")
    await shows(stage, card, For=3, Against=0, Abstain=1)
    await stage.kick("dara")
    await stage.kill()
    await stage.react("fay", card, "❌")
    await stage.react("gus", card, "✅")
    if away_at_the_close:
        stage.go_by(CLOSED)
        await stage.start()
    else:
        await stage.start()
        await shows(stage, card, **EXPECTED)
        stage.go_by(CLOSED)
    await _ends_well(stage, card)


async def _ends_well(stage: Stage, card: str) -> None:
    result = await post_with(stage, f"Motion 1 is carried: {TITLE}")
    posts = await stage.posts()
    assert "For 4, against 1, abstain 1." in posts[result]
    assert "3 had to take part; 6 did." in posts[result]
    assert counts_in(stage.database) == EXPECTED
    standing = await stage.standing(card)
    assert {name: standing.get(name) for name in ("ana", "chi", "fay", "gus")} == {
        "ana": {"✅"},
        "chi": {"✅"},
        "fay": {"❌"},
        "gus": {"✅"},
    }
    assert not standing.get("ben")
    await shows(stage, card, **EXPECTED)
    once = Counter(_kind(text) for text in (await stage.posts()).values())
    assert once["draft"] == once["vote"] == once["result"] == 1, once


def _kind(text: str) -> str:
    if f"Motion 1 is carried: {TITLE}" in text:
        return "result"
    if counts_on(text):
        return "vote"
    return "draft" if "it is voted on in a post of its own" in text or "a draft" in text else "other"
