"""An evening of thirty members on two networks: from the call to the minutes that the next meeting approves.

Every stage plays it, in memory and with a homeserver and a loopback Discord. It goes across a clock change,
and the bot is killed twice in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
"""Its clocks go back on Sunday 27 October 2030."""
FOUNDED = datetime(2030, 10, 21, 8, tzinfo=UTC)
ON_DISCORD = (
    "ana",
    "gus",
    "ivo",
    "kim",
    "max",
    "oto",
    "qin",
    "sam",
    "uma",
    "wim",
    "yan",
    "abe",
    "cem",
    "leo",
)
ON_MATRIX = ("ben", "fay", "hana", "jo", "lea", "nia", "pia", "rosa", "tea", "vic", "xia", "zoe", "bo")
ON_BOTH = ("chi", "dara", "eli")
EVERYBODY = (
    *(f"{name}@discord" for name in (*ON_DISCORD, *ON_BOTH)),
    *(f"{name}@matrix" for name in ON_MATRIX),
)
"""Each of the thirty once."""
AWAY = {"tea@matrix", "max@discord"}
"""They have sent apologies, and vote from home."""
THERE = tuple(who for who in EVERYBODY if who not in AWAY)
NETWORKS = ("discord", "matrix")
TITLE = "General assembly"
BEGINS = f"{TITLE} begins"
SITTING = "React ✋ to speak"
APPROVED = "5 of 28 spoke, 5 times, for 10 minutes in all."
MINUTES = (
    """\
Minutes: General assembly
Depot, minutes 1
Thursday, 24 October 2030, 18:00 to 19:10 (Europe/Berlin)
28 members were there; the quorum of 20 was reached: Ben B., Chi and 26 others.
2 sent apologies.
Facilitator: Ben B.
Note-taker: Chi
Timekeeper: a member
Stack-taker: a member
1. Opening (18:03–18:07)
2. Reports from the workplaces (18:07–18:12)
A report from a workplace was heard.
5. Buy a kettle (18:12–18:50)
5 more minutes were agreed.
Motion 1 is carried: Buy a red kettle. For 26, against 3, abstain 1. It needed more than half of the votes \
cast: more than 14.5 of 29. 20 had to take part; 30 did.
The old kettle leaks
Decided: The canteen keeps the kettle
Action 1: Buy the kettle, due on Fri 1 Nov, 12:00. Ben B. does it.
6. Actions (18:50–19:10)
Not reached
Paint the shed
Who has spoken
"""
    + APPROVED
)
_CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")
_REPORT = re.compile(r"\b\d{6}\b")


class Stage(Protocol):
    """People are "ana@discord"; a card is known by words in it, the newest one that holds them."""

    async def say(self, who: str, line: str, *, openly: bool = False) -> str:
        """Gives a command where others can't read, or in the room of the assembly; what is answered."""
        ...

    async def all_say(self, lines: Mapping[str, str]) -> None:
        """Several give a command in the room of the assembly, at once or one after another."""
        ...

    async def react(self, who: str, mark: str, words: str) -> None:
        """Puts a reaction under a card on their network."""
        ...

    async def link(self, name: str) -> None:
        """Makes one member of somebody's two accounts."""
        ...

    async def press(self, who: str, label: str, words: str) -> None:
        """Presses a button of a card on Discord."""
        ...

    def named(self, who: str, by: str) -> str:
        """How somebody is named on the network of another."""
        ...

    async def posted(self, network: str, words: str, also: str = "") -> str:
        """The newest post on a network that holds these words, as it stands, once it holds the others too."""
        ...

    async def count(self, network: str, words: str) -> int:
        """How many posts on a network hold these words."""
        ...

    async def gone(self, network: str, words: str) -> None:
        """Returns once no post on a network holds these words any more."""
        ...

    async def told(self, who: str, words: str) -> str:
        """What somebody was told in private with these words in it, once it is there."""
        ...

    async def until(self, at: datetime) -> None:
        """Time goes on to then, and what falls due is done."""
        ...

    async def dies_sending(self, at: datetime, words: str) -> None:
        """The bot is killed after it has claimed a post that is due then and before it knows it is sent."""
        ...

    async def dies(self) -> None:
        """The bot is killed, and started again."""
        ...


def berlin(day: int, hour: int, minute: int = 0, second: int = 0, month: int = 10) -> datetime:
    """A time on the wall at Depot."""
    return datetime(2030, month, day, hour, minute, second, tzinfo=BERLIN).astimezone(UTC)


async def play(stage: Stage) -> None:
    """The whole of it."""
    await gathered(stage)
    await called(stage)
    await answered(stage)
    await put_on_the_agenda(stage)
    await reminded(stage)
    await opened(stage)
    await spoken(stage)
    await extended(stage)
    await decided(stage)
    await ended(stage)
    await reminded_across_the_change(stage)
    await approved(stage)


async def gathered(stage: Stage) -> None:
    """Thirty are on the roll, and decide by their own terms; three of them have two accounts."""
    said = await stage.say("ana@discord", "assembly settings zone:Europe/Berlin shortest:0m quorum:20")
    assert "20 people" in said, said
    await stage.say("ben@matrix", "action mine", openly=True)
    await stage.say("chi@discord", "action mine", openly=True)
    reader = stage.named("chi@discord", "ana@discord")
    assert "reads reports" in await stage.say("ana@discord", f"reports reader {reader}")
    await stage.all_say(dict.fromkeys(EVERYBODY[1:], "action mine"))
    for name in ON_BOTH:
        await stage.link(name)


async def called(stage: Stage) -> None:
    """A weekly meeting at six is called from Matrix, and its card stands on both networks."""
    for name, words in (("ben@matrix", "Ben B."), ("chi@discord", "Chi")):
        said = await stage.say(name, f"minutes name {words}")
        assert words in said, said
    call = f"meeting call {TITLE} when:Thu 18:00 every:weekly lead:1d,1h at:Canteen lasts:2h"
    assert TITLE in await stage.say("ben@matrix", call, openly=True)
    card = await stage.posted("matrix", TITLE)
    assert "Thursday 24 October, 18:00 (Berlin, UTC+2)" in card, card
    assert "Canteen" in await stage.posted("discord", TITLE)


async def answered(stage: Stage) -> None:
    """They answer by reaction, button and word; who has an account on both counts once."""
    for who in ("gus@discord", "fay@matrix", "chi@discord", "chi@matrix"):
        await stage.react(who, "✅", TITLE)
    await stage.press("ivo@discord", "Maybe", TITLE)
    await stage.press("kim@discord", "Going", TITLE)
    await stage.say("tea@matrix", "rsvp 1 apologies", openly=True)
    await stage.react("max@discord", "❌", TITLE)
    for network in NETWORKS:
        await stage.posted(network, TITLE, "Going 4 · maybe 1 · apologies 2.")


async def put_on_the_agenda(stage: Stage) -> None:
    """Two items and a report, which two read before anybody hears it."""
    await stage.say("fay@matrix", "agenda add Buy a kettle minutes:20", openly=True)
    await stage.say("gus@discord", "agenda add Paint the shed")
    assert _CODE.search(await stage.say("jo@matrix", "report The night shift has no breaks"))
    found = _REPORT.search(await stage.say("ana@discord", "reports waiting"))
    assert found is not None
    for reader in ("ana@discord", "chi@discord"):
        await stage.say(reader, f"reports look {found[0]}")
    for network in NETWORKS:
        assert await stage.count(network, "night shift") == 0


async def reminded(stage: Stage) -> None:
    """Each reminder comes once, although the bot is killed while it sends one."""
    await stage.until(berlin(23, 18))
    for network in NETWORKS:
        await stage.posted(network, BEGINS, "Buy a kettle")
    assert "Do you come?" in await stage.told("jo@matrix", TITLE)
    await stage.dies_sending(berlin(24, 17), BEGINS)
    await stage.posted("matrix", f"{BEGINS} in 1 hour")
    for network in NETWORKS:
        await stage.posted(network, BEGINS, "Going 4 · maybe 1 · apologies 2.")
        assert await stage.count(network, BEGINS) == 2


async def opened(stage: Stage) -> None:
    """All but two come, the quorum fills, four take roles, and a report is heard."""
    await stage.until(berlin(24, 18))
    await stage.say("ben@matrix", "meeting start", openly=True)
    await stage.posted(
        "discord", "The meeting goes on · since", "1 is here, 20 have to be for a quorum: 19 to go."
    )
    for who in ("kim@discord", "gus@discord"):
        await stage.press(who, "I am here", "The meeting goes on · since")
    await stage.all_say(dict.fromkeys((*THERE, "dara@matrix"), "here"))
    for network in NETWORKS:
        await stage.posted(
            network, "The meeting goes on · since", "28 are here; the quorum of 20 is reached."
        )
    roles = {"ben@matrix": "facilitator", "chi@discord": "note-taker"}
    for who, role in (roles | {"dara@matrix": "timekeeper", "eli@discord": "stack-taker"}).items():
        await stage.say(who, f"meeting role {role}", openly=True)
    await stage.until(berlin(24, 18, 3))
    await stage.say("ben@matrix", "agenda next", openly=True)
    await stage.until(berlin(24, 18, 7))
    await stage.say("ben@matrix", "agenda next", openly=True)
    for network in NETWORKS:
        await stage.posted(network, "2. Reports from the workplaces")
        await stage.posted(network, "The night shift has no breaks")
    await stage.until(berlin(24, 18, 12))
    await stage.say("ben@matrix", "agenda next", openly=True)


async def spoken(stage: Stage) -> None:
    """Five speak, who has spoken least first; a point of order comes before them, and a kill between them."""
    await stage.say("ben@matrix", "stack rule progressive", openly=True)
    await stage.say("fay@matrix", "hand up", openly=True)
    await stage.react("gus@discord", "✋", "The meeting goes on · since")
    await stage.say("hana@matrix", "hand up", openly=True)
    await stage.say("ivo@discord", "hand up")
    for network in NETWORKS:
        await stage.posted(network, "The meeting goes on · since", "4 people wait to speak.")
    await stage.say("eli@discord", "stack next")
    await stage.posted("matrix", "Speaking: ")
    await stage.until(berlin(24, 18, 14))
    await stage.say("jo@matrix", "hand up point", openly=True)
    await stage.dies()
    order = ["fay@matrix", "jo@matrix", "gus@discord", "hana@matrix", "ivo@discord"]
    for minute, who in enumerate(order[1:], 7):
        name, _, network = who.partition("@")
        said = await stage.say(f"eli@{network}", "stack next", openly=True)
        assert name in said.casefold() or stage.named(who, who).strip("<@>") in said, said
        await stage.until(berlin(24, 18, 2 * minute + 2))
    assert "Nobody waits" in await stage.say("eli@discord", "stack next")
    await stage.until(berlin(24, 18, 22, 20))
    await stage.say("ivo@discord", "hand down")


async def extended(stage: Stage) -> None:
    """The time is over, and the room agrees on more by show of hands."""
    await stage.until(berlin(24, 18, 33))
    for network in NETWORKS:
        await stage.posted(network, "The time for “Buy a kettle” is over.")
    await stage.say("fay@matrix", "agenda extend 5", openly=True)
    await stage.press("kim@discord", "Yes", "5 more minutes for")
    await stage.say("lea@matrix", "meeting agree no", openly=True)
    await stage.posted("discord", "5 more minutes for", "For 2, against 1.")
    await stage.until(berlin(24, 18, 35))
    for network in NETWORKS:
        await stage.posted(network, "5 more minutes for", "It goes on for longer.")


async def decided(stage: Stage) -> None:
    """A motion is moved, seconded and voted in the meeting; somebody takes on what follows from it."""
    await stage.say("fay@matrix", "motion propose Buy a red kettle", openly=True)
    await voted(stage, 1, "gus@discord", "ben@matrix")
    for network in NETWORKS:
        await stage.posted(network, "Motion 1 is carried", "For 26, against 3, abstain 1.")
    for line in ("note The old one leaks", "note A slip", "undo", "decided The canteen keeps the kettle"):
        await stage.say("chi@discord", line)
    ben = stage.named("ben@matrix", "chi@matrix")
    await stage.say("chi@matrix", f"action add Buy the kettle who:{ben} by:2030-11-01 12:00", openly=True)
    await stage.say("ben@matrix", "action take 1", openly=True)
    await stage.posted("discord", "Action 1", "does it.")


async def voted(stage: Stage, number: int, seconder: str, closer: str) -> None:
    """Three are against, one abstains, all others are for it."""
    await stage.say(seconder, f"motion second {number}")
    others = {
        "leo@discord": "against",
        "zoe@matrix": "against",
        "bo@matrix": "against",
        "cem@discord": "abstain",
    }
    await stage.all_say({who: f"vote {number} {others.get(who, 'for')}" for who in EVERYBODY})
    assert "is over" in await stage.say(closer, f"motion close {number}")


async def ended(stage: Stage) -> None:
    """What was not reached stands on the next agenda; the note-taker mends a line of the draft."""
    await stage.say("ben@matrix", "agenda move 6 8", openly=True)
    await stage.until(berlin(24, 18, 50))
    await stage.say("ben@matrix", "agenda next", openly=True)
    await stage.until(berlin(24, 19, 10))
    await stage.say("ben@matrix", "meeting end", openly=True)
    for network in NETWORKS:
        await stage.posted(network, f"The meeting has ended: {TITLE}", "1 item was not reached.")
    await stage.told("chi@discord", "are drafted")
    assert "[1] The old one leaks" in await stage.say("chi@discord", "minutes show 1")
    await stage.say("chi@discord", "minutes edit 1 1 The old kettle leaks")


async def reminded_across_the_change(stage: Stage) -> None:
    """Six o'clock is an hour later in the world than it was a week ago, and so is the reminder."""
    await stage.until(berlin(30, 17, 59))
    for network in NETWORKS:
        await stage.gone(network, BEGINS)
    await stage.until(berlin(30, 18))
    card = await stage.posted("matrix", BEGINS)
    assert "Thursday 31 October, 18:00 (Berlin, UTC+1)" in card, card
    await stage.posted("discord", BEGINS)


async def approved(stage: Stage) -> None:
    """The next meeting approves the minutes by a motion, and they stand in both rooms, line by line."""
    await stage.until(berlin(31, 18))
    await stage.say("ana@discord", "meeting start", openly=True)
    await stage.all_say(dict.fromkeys(EVERYBODY[:22], "here"))
    await stage.say("ana@discord", "agenda next")
    for network in NETWORKS:
        await stage.posted(network, "1. Opening", "Minutes 1 are not approved yet.")
    await stage.say("chi@discord", "minutes propose 1")
    await voted(stage, 2, "ben@matrix", "ana@discord")
    for network in NETWORKS:
        found = (await stage.posted(network, f"Who has spoken\n{APPROVED}")).splitlines()
        first = found.index(MINUTES.splitlines()[0])
        assert found[first : first + len(MINUTES.splitlines())] == MINUTES.splitlines(), "\n".join(found)
        assert await stage.count(network, f"Who has spoken\n{APPROVED}") == 1
