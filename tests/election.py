"""An election of three delegates on two networks at once, with forty voters, two kills and a recount.

Every stage plays it, in memory and with a homeserver and a loopback Discord. Six people stand; forty rank
them in secret, two of whom have accounts on both networks; the bot is killed while they vote, and is away at
the close. What it hands over is counted again by other means than its own.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol

from bot.verifying import verified
from tests import recounting

PATIENCE = 120.0
FOUNDED = datetime(2030, 10, 14, 8, tzinfo=UTC)
CALLED = datetime(2030, 10, 14, 12, tzinfo=UTC)
OPENED = CALLED + timedelta(days=3)
CLOSED = OPENED + timedelta(days=3)
NETWORKS = ("discord", "matrix")
ON_BOTH = ("chi", "dara")
ON_DISCORD = tuple(f"dock{n}" for n in range(1, 25))
ON_MATRIX = tuple(f"mast{n}" for n in range(1, 13))
VOTERS = (
    "ana@discord",
    "ben@matrix",
    *(f"{name}@{network}" for name, network in zip(ON_BOTH, NETWORKS, strict=True)),
    *(f"{name}@discord" for name in ON_DISCORD),
    *(f"{name}@matrix" for name in ON_MATRIX),
)
STAND = {
    "ana@discord": "Ana Alder",
    "ben@matrix": "Ben Birch",
    "chi@discord": "Chi Cedar",
    "dara@matrix": "Dara Damson",
    "dock1@discord": "Eli Elm",
    "mast1@matrix": "Fay Fir",
}
PUT_UP = ("mast1@matrix", "ben@matrix")
"""Somebody else nominates them, and they say yes."""
SAYS_NO = "dock2@discord"
AGAIN = "mast3@matrix"
"""They change their ballot with its receipt."""
SEATS, NUMBER = 3, 1
CARD = f"Election {NUMBER} ·"
RESULT = f"{CARD} counted"
_WANTED = (9, 8, 7, 4, 3, 2)


class Stage(Protocol):
    """What of tests.campaign.Stage an election needs, and ballots."""

    async def say(self, who: str, line: str, *, openly: bool = False) -> str: ...

    async def link(self, name: str) -> None: ...

    def named(self, who: str, by: str) -> str:
        """How somebody on a network writes whom they mean."""
        ...

    async def posted(self, network: str, words: str, also: str = "") -> str: ...

    async def count(self, network: str, words: str) -> int: ...

    async def told(self, who: str, words: str) -> str: ...

    async def until(self, at: datetime) -> None: ...

    async def dies(self) -> None: ...

    async def dies_until(self, at: datetime) -> None:
        """It is away when this time comes, and back after it."""
        ...

    async def file(self, who: str, line: str) -> bytes: ...

    async def choose(self, who: str, line: str) -> str:
        """The first step of a secret ballot, alone with the bot."""
        ...

    async def cast(self, who: str) -> str:
        """[Cast it], under what the first step answered."""
        ...

    def receipt(self, who: str) -> str:
        """What the answer to [Cast it] gave, to change the ballot with."""
        ...

    async def pick(self, who: str, names: Sequence[str]) -> str:
        """Builds a ballot step by step from the card, up to what [Cast it] of the last step asks."""
        ...

    def logged(self) -> str: ...


def rankings() -> dict[str, tuple[str, ...]]:
    """What everybody wants, by name: few rank all, and some want none of them."""
    chance = random.Random(2030)
    found = {}
    for who in VOTERS:
        left = dict(zip(STAND.values(), _WANTED, strict=True))
        paper = []
        for _ in range(chance.choice((1, 2, 3, 3, 4, 6))):
            name = chance.choices(list(left), list(left.values()))[0]
            paper.append(name)
            del left[name]
        found[who] = tuple(paper)
    return found


async def play(stage: Stage) -> None:
    """The whole of it."""
    papers = rankings()
    await gathered(stage)
    await nominated(stage)
    cards = await opened(stage)
    await voted(stage, papers)
    await untold(stage, cards)
    await decided(stage, papers)


async def gathered(stage: Stage) -> None:
    """Everybody is on the roll; two have an account on each network."""
    for who in VOTERS:
        await stage.say(who, "action mine")
    for name in ON_BOTH:
        other = "matrix" if f"{name}@discord" in VOTERS else "discord"
        await stage.say(f"{name}@{other}", "action mine")
        await stage.link(name)


async def nominated(stage: Stage) -> None:
    """Six stand: four by themselves, two were asked; whoever says no is named nowhere."""
    await stage.until(CALLED)
    said = await stage.say("ana@discord", f"election call Delegates seats:{SEATS}", openly=True)
    assert "Delegates" in said, said
    for network in NETWORKS:
        await stage.posted(network, "Delegates", f"{SEATS} seats")
    for who, name in STAND.items():
        if who not in PUT_UP:
            said = await stage.say(who, f'election nominate {NUMBER} called:"{name}"')
            assert name in said, said
    for who in (*PUT_UP, SAYS_NO):
        by = (
            "ana@discord"
            if who.endswith("discord")
            else "ben@matrix"
            if who in PUT_UP[:1]
            else "mast2@matrix"
        )
        await stage.say(by, f"election nominate {NUMBER} {stage.named(who, by)}")
        await stage.until(CALLED + timedelta(hours=2))
        assert "Delegates" in await stage.told(who, "election accept")
    for who in PUT_UP:
        said = await stage.say(who, f'election accept {NUMBER} called:"{STAND[who]}"')
        assert STAND[who] in said, said
    await stage.say(SAYS_NO, f"election decline {NUMBER}")
    await stage.say("ana@discord", f"election statement {NUMBER}\nI have worked here for ten years.")
    for network in NETWORKS:
        await stage.posted(network, "Delegates", STAND["mast1@matrix"])


async def opened(stage: Stage) -> list[str]:
    """By the clock: the same paper stands on both networks, with the lot that decides between equals."""
    await stage.until(OPENED + timedelta(minutes=1))
    cards = [await stage.posted(network, CARD, "vote until") for network in NETWORKS]
    orders = [sorted(STAND.values(), key=card.index) for card in cards]
    assert orders[0] == orders[1], cards
    assert all("Secret vote" in card for card in cards), cards
    return cards


async def voted(stage: Stage, papers: dict[str, tuple[str, ...]]) -> None:
    """Half of them before it is killed and half after; one whose first step came before casts after."""
    half = len(VOTERS) // 2
    for who in VOTERS[:half]:
        await ballot(stage, who, papers[who])
    early = VOTERS[half]
    assert "about to vote" in await chosen(stage, early, papers[early])
    await stage.dies()
    assert "Your vote is in." in await stage.cast(early)
    for who in VOTERS[half + 1 :]:
        await ballot(stage, who, papers[who])
    await changed(stage, papers)
    for who in ("chi@matrix", "dara@discord"):
        said = await chosen(stage, who, papers[VOTERS[0]])
        assert "is in, and it counts" in said, said


async def untold(stage: Stage, before: Sequence[str]) -> None:
    """Both cards say that all have voted, and of each candidate what they said when voting opened."""
    for network, opened in zip(NETWORKS, before, strict=True):
        card = await stage.posted(network, CARD, f"{len(VOTERS)} of {len(VOTERS)} have voted")
        assert _of_candidates(card) == _of_candidates(opened), card


def _of_candidates(card: str) -> list[str]:
    return [line for line in card.splitlines() if any(name in line for name in STAND.values())]


async def changed(stage: Stage, papers: dict[str, tuple[str, ...]]) -> None:
    """One thinks better of it."""
    card = await stage.posted("matrix", CARD, "vote until")
    on_paper = sorted(STAND.values(), key=card.index)
    papers[AGAIN] = (STAND["mast1@matrix"], STAND["ana@discord"])
    numbers = ",".join(str(on_paper.index(name) + 1) for name in papers[AGAIN])
    said = await stage.say(AGAIN, f"poll cast {NUMBER} {numbers} {stage.receipt(AGAIN)}")
    assert "Your vote is in." in said, said


async def ballot(stage: Stage, who: str, names: Sequence[str]) -> None:
    """Both steps of a secret ballot."""
    said = await chosen(stage, who, names)
    assert "about to vote" in said and all(name in said for name in names), said
    assert "Your vote is in." in await stage.cast(who)


async def chosen(stage: Stage, who: str, names: Sequence[str]) -> str:
    """What the first step answers: some build their ballot from menus, the others write names."""
    if who in (f"{ON_DISCORD[4]}@discord", f"{ON_DISCORD[20]}@discord"):
        return await stage.pick(who, names)
    return await stage.choose(who, f"election vote {NUMBER} {', '.join(names)}")


async def decided(stage: Stage, papers: dict[str, tuple[str, ...]]) -> None:
    """It is away at the close; the result stands on both networks, and others count the same."""
    await stage.dies_until(CLOSED + timedelta(hours=1))
    for network in NETWORKS:
        await stage.posted(network, RESULT, "Elected: ")
    wanted = recounted(papers, await handed(stage, "ana@discord", f"election export {NUMBER}"))
    assert len(wanted) == SEATS, wanted
    for network in NETWORKS:
        result = await stage.posted(network, RESULT, "Elected: ")
        assert all(name in result for name in wanted), result
        assert await stage.count(network, "Check it yourself") == 1, result
    blt = (await stage.file("ana@discord", f"election export {NUMBER} blt:yes")).decode()
    names = re.findall('^"(.*)"$', blt, re.MULTILINE)
    assert [names[n - 1] for n in recounting.elected(blt.encode())[0]] == wanted, blt
    words = await stage.say("ben@matrix", f"election count {NUMBER}")
    assert all(name in words for name in wanted) and "stage" in words.casefold(), words
    assert not re.search(r"called:|Alder|ten years", stage.logged())


async def handed(stage: Stage, who: str, line: str) -> dict[str, Any]:
    """The file that is handed over, once it was checked from itself alone."""
    content = await stage.file(who, line)
    verdict = verified(content)
    assert verdict.code == 0, verdict.lines
    found: dict[str, Any] = json.loads(content)
    return found


def recounted(papers: dict[str, tuple[str, ...]], found: dict[str, Any]) -> list[str]:
    """Who is elected by another count of the papers that were given; the file has those and no others."""
    given = Counter(papers.values())
    counted = found["counted"]
    names = {str(option["n"]): option["text"] for option in counted["options"]}
    held = Counter(tuple(names[n] for n in one["paper"].split()) for one in counted["secret_ballots"])
    assert held == given, held - given | given - held
    assert not counted["ballots"]
    elected, stages = recounting.elected(json.dumps(found).encode())
    assert elected == counted["outcome"]["elected"], counted["outcome"]
    count = counted["outcome"]["count"]
    said = [
        {int(n): Decimal(v) / count["scale"] for n, v in one["totals"].items()} for one in count["stages"]
    ]
    assert stages == said, stages
    return [names[str(n)] for n in elected]
