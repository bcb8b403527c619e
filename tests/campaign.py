"""A whole campaign on two networks: a letter from its opening to the news that it is won, and two pledges.

Every stage plays it, in memory and with a homeserver and a loopback Discord. People with one account and with
two sign it, forty new accounts attack it, and no name stands anywhere before its owner said so.
"""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Protocol

from tests.evening import come

PATIENCE = 120.0
FOUNDED = datetime(2030, 10, 14, 8, tzinfo=UTC)
BEGAN = datetime(2030, 10, 21, 8, tzinfo=UTC)
ON_DISCORD = ("gus", "ivo", "kim", "max")
ON_MATRIX = ("ben", "fay", "hana", "jo")
ON_BOTH = ("chi", "dara")
NETWORKS = ("discord", "matrix")
NURSES = ("gus@discord", "ivo@discord", "fay@matrix", "hana@matrix", "chi@discord", "dara@discord")
"""They are in the bloc that vouches, and want to be shown together."""
CALLED = {who: f"{who.partition('@')[0].title()} Zquarry" for who in NURSES}
"""The names that are to stand under the letter; nothing else is called so."""
STRANGERS = ("kim@discord", "jo@matrix")
"""They sign, and are on no roll."""
ATTACKERS = 40
LETTER = "Free Erlan"
LETTER_TEXT = "He is in prison for a strike. We ask the government to let him go."


class Stage(Protocol):
    """What of tests.thirty.Stage a campaign needs, and files and newcomers."""

    async def say(self, who: str, line: str, *, openly: bool = False) -> str: ...

    async def react(self, who: str, mark: str, words: str) -> None: ...

    async def link(self, name: str) -> None: ...

    async def posted(self, network: str, words: str, also: str = "") -> str: ...

    async def count(self, network: str, words: str) -> int: ...

    async def told(self, who: str, words: str) -> str: ...

    async def until(self, at: datetime) -> None: ...

    async def dies(self) -> None: ...

    async def file(self, who: str, line: str) -> bytes:
        """The file that comes with an answer."""
        ...

    async def newcomers(self, count: int) -> list[str]:
        """People who have come to the assembly's room on Discord a moment ago."""
        ...

    async def told_times(self, who: str, words: str) -> int:
        """How many private messages somebody got with these words in them."""
        ...

    def logged(self) -> str:
        """Everything that the bot has written down of what it does."""
        ...


async def play(stage: Stage) -> None:
    """The whole of it."""
    await gathered(stage)
    await opened(stage)
    await signed(stage)
    await translated(stage)
    await shown_together(stage)
    await attacked(stage)
    await pledged(stage)
    await won(stage)
    await handed_over(stage)


async def gathered(stage: Stage) -> None:
    """Members with one account and with two; those of a bloc, which is to vouch for them."""
    await stage.say("ben@matrix", "action mine", openly=True)
    await stage.say("ana@discord", "steward name ben@matrix", openly=True)
    await stage.until(BEGAN - timedelta(hours=1))
    assert "ben" in (await stage.say("ana@discord", "steward list", openly=True)).casefold()
    for name in ON_BOTH:
        await stage.say(f"{name}@discord", "action mine", openly=True)
        await stage.link(name)
    await stage.say("ana@discord", "bloc start Nurses", openly=True)
    for who in NURSES:
        await stage.say(who, "bloc join Nurses", openly=True)


async def opened(stage: Stage) -> None:
    """Its card stands on both networks."""
    await stage.until(BEGAN)
    await stage.say("ana@discord", f"campaign start {LETTER} goal:6 closes:30d\n{LETTER_TEXT}", openly=True)
    for network in NETWORKS:
        await stage.posted(network, LETTER, "0 of 6")


async def signed(stage: Stage) -> None:
    """Strangers and members sign; two accounts are one; one takes it back, and a pen is refused."""
    for who in STRANGERS:
        said = await stage.say(who, "sign erlan as:Nurse")
        assert "You have signed" in said and "Your name is shown to nobody." in said, said
    await stage.say("max@discord", "sign erlan as:driver name:everyone called:Max Zquarry")
    await stage.dies()
    said = await stage.say("max@discord", "unsign erlan")
    assert "kept nowhere" in said, said
    await stage.react("ben@matrix", "✒️", LETTER)
    for who in ("chi@discord", "chi@matrix"):
        await stage.say(who, "sign erlan as:infirmière")
    for network in NETWORKS:
        await stage.posted(network, LETTER, "3 of 6")


async def translated(stage: Stage) -> None:
    """Into two languages, each reviewed by somebody else; a volunteer is asked."""
    await stage.say("fay@matrix", "volunteer translate es")
    await stage.say("gus@discord", "campaign translate erlan es", openly=True)
    await stage.until(BEGAN + timedelta(hours=2))
    assert "is wanted in Spanish" in await stage.told("fay@matrix", "you can translate into it")
    for writer, reviewer, tag, title, text in (
        ("fay@matrix", "gus@discord", "es", "Libertad para Erlan", "Está en prisión por una huelga."),
        ("gus@discord", "fay@matrix", "de", "Freiheit für Erlan", "Er sitzt wegen eines Streiks."),
    ):
        await stage.say(writer, f"translate write 1 {tag} {title} kind:campaign\n{text}", openly=True)
        said = await stage.say(reviewer, f"translate review 1 {tag} kind:campaign", openly=True)
        assert title in said, said
        await stage.say(reviewer, f"translate review 1 {tag} kind:campaign draft:1", openly=True)
    table = await stage.say("ben@matrix", "campaign translate erlan", openly=True)
    assert "Spanish: reviewed" in table and "German: reviewed" in table, table
    await stage.say("ben@matrix", "language es")
    assert "Libertad para Erlan" in await stage.say("ben@matrix", "signature show erlan")
    await stage.say("ben@matrix", "language en")


async def shown_together(stage: Stage) -> None:
    """Six for whom their bloc vouches are asked at the number; names appear a day later, and not before."""
    await stage.say("ana@discord", "campaign vouch erlan Nurses", openly=True)
    for who in NURSES:
        said = await stage.say(who, f'sign erlan as:nurse name:together called:"{CALLED[who]}"')
        assert "together" in said, said
    await stage.until(BEGAN + timedelta(hours=3))
    for who in NURSES:
        assert "want to be shown together with 6" in await stage.told(who, "Show your name now?")
        await nobody_is_named(stage)
        await stage.say(who, "signature agree erlan show")
    await nobody_is_named(stage)
    await stage.until(BEGAN + timedelta(days=1, hours=5))
    await comes_to(stage, sorted(CALLED.values()), 8)


async def nobody_is_named(stage: Stage) -> None:
    """Not on any card, nor in the file that is handed over, nor in what the bot writes down."""
    for network in NETWORKS:
        assert await stage.count(network, "Zquarry") == 0
    assert b"Zquarry" not in await stage.file("ana@discord", "campaign export erlan csv")
    assert "Zquarry" not in stage.logged()


async def handed(stage: Stage) -> tuple[list[str], int]:
    """The names in the file that is handed over, and how many signatures all its rows are together."""
    content = (await stage.file("ana@discord", "campaign export erlan csv")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    names = sorted(row["Name"] for row in rows if row["Name"])
    return names, sum(int(row["Signatures"] or 0) for row in rows)


async def comes_to(stage: Stage, names: list[str], signatures: int) -> None:
    """Returns once the file that is handed over has these names, and so many signatures."""

    async def look() -> bool | None:
        return True if await handed(stage) == (names, signatures) else None

    await come(look, f"{signatures} signatures with {len(names)} names", PATIENCE)


async def attacked(stage: Stage) -> None:
    """Forty accounts that came a moment ago sign; stewards are told, and two of them clean up."""
    await stage.until(BEGAN + timedelta(days=3))
    for name in await stage.newcomers(ATTACKERS):
        await stage.say(name, "sign erlan as:driver")
    await stage.until(BEGAN + timedelta(days=3, minutes=30))
    assert LETTER in await stage.told("ana@discord", "new accounts have signed")
    review = "campaign review erlan"
    said = await stage.say("ana@discord", f'{review} new:yes because:"Forty accounts within an hour"')
    assert "40" in said, said
    await stage.say("ana@discord", f"{review} go:1")
    await stage.until(BEGAN + timedelta(days=3, minutes=35))
    await stage.posted("matrix", "Forty accounts within an hour")
    await stage.say("ben@matrix", "steward agree 1", openly=True)
    await comes_to(stage, sorted(CALLED.values()), 8)


async def pledged(stage: Stage) -> None:
    """One is met, and those who pledged are asked; one is not, and nothing of it is left."""
    day = BEGAN + timedelta(days=4)
    await stage.until(day)
    for name, goal in (("noon", 3), ("gate", 4)):
        line = f"campaign start We stop at {name} kind:pledge goal:{goal} closes:7d name:{name}"
        await stage.say("ana@discord", line, openly=True)
    for campaign in ("noon", "gate"):
        await stage.say("ana@discord", f"campaign vouch {campaign} Nurses", openly=True)
    some = NURSES[:3]
    for who in some:
        await stage.say(who, f'sign noon name:everyone called:"{CALLED[who]}"')
        await stage.say(who, "sign gate")
    await stage.until(day + timedelta(minutes=5))
    for who in some:
        assert "3 of you have pledged it" in await stage.told(who, "There are enough of you")
        await stage.say(who, "signature agree noon do")
    await stage.until(day + timedelta(days=7, hours=1))
    for who in some:
        assert "holds nobody" in await stage.told(who, "was not met")


async def won(stage: Stage) -> None:
    """Everyone who asked is told once, with what still runs; who took their name back is not."""
    await stage.say("ivo@discord", "signature tell erlan no")
    await stage.until(BEGAN + timedelta(days=12))
    news = "campaign end erlan won\nHe was pardoned and left prison."
    await stage.say("ana@discord", news, openly=True)
    await stage.until(BEGAN + timedelta(days=12, hours=1))
    await stage.dies()
    await stage.until(BEGAN + timedelta(days=13, hours=4))
    asked = [*STRANGERS, *(who for who in NURSES if not who.startswith("ivo"))]
    for who in asked:
        assert LETTER in await stage.told(who, "He was pardoned")
        assert await stage.told_times(who, "He was pardoned") == 1, who
    for who in ("ivo@discord", "max@discord"):
        assert await stage.told_times(who, "He was pardoned") == 0, who


async def handed_over(stage: Stage) -> None:
    """What is handed over agrees with the tally to the last signature."""
    await comes_to(stage, sorted(CALLED.values()), 8)
    tally = await stage.say("ana@discord", "campaign tally erlan", openly=True)
    assert "8 of 6" in tally, tally
    letter = (await stage.file("ana@discord", "campaign export erlan md")).decode().replace("\\", "")
    assert LETTER_TEXT in letter and all(called in letter for called in CALLED.values()), letter
    assert (await stage.file("ana@discord", "campaign export erlan pdf")).startswith(b"%PDF")
    assert "Max Zquarry" not in letter + stage.logged()
