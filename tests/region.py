"""A region, a city and three workplaces on two networks, built and run by commands alone.

Every stage plays it: in memory, and with a homeserver and a loopback Discord.
"""

from __future__ import annotations

import re
from typing import Protocol

WORKPLACES = ("Depot North", "Depot South", "Garage")
CREWS = {
    "Depot North": ("ben@matrix", "chi@discord", "dara@matrix"),
    "Depot South": ("eli@discord", "fay@matrix", "gus@discord"),
    "Garage": ("hana@matrix", "ivo@discord", "jo@matrix"),
}
FOR = ("ben@matrix", "chi@discord", "dara@matrix", "eli@discord", "fay@matrix", "hana@matrix")
AGAINST = ("gus@discord", "ivo@discord", "jo@matrix")
"""Six of nine are for it, and with them two of three workplaces."""
TITLE = "Free transport for all who work at night"
_NUMBER = re.compile(r"Motion (\d+)")


class Stage(Protocol):
    """People are "ana@discord"."""

    async def say(self, who: str, line: str, *, openly: bool = False) -> str:
        """Gives a command where others can't read, or in the room of the assembly; what is answered."""
        ...

    def named(self, who: str) -> str:
        """How somebody is named by others on their network."""
        ...

    async def posted(self, network: str, words: str) -> str:
        """The newest post on a network that holds these words, as it stands, once it is there."""
        ...

    async def rooms(self, network: str) -> set[str]:
        """The names of the rooms that the bot has opened on a network."""
        ...

    async def inside(self, who: str, room: str) -> bool:
        """Whether somebody is in, or asked into, the room of this name on their network."""
        ...


async def built(stage: Stage) -> None:
    """The tree stands: everybody sees it, and every crew is in its room."""
    await stage.say("ana@discord", "assembly settings shortest:0m")
    await stage.say("ana@discord", "bloc start Region")
    await stage.say("ana@discord", 'bloc start "North City" under:Region')
    for place in WORKPLACES:
        await stage.say("ana@discord", f'bloc start "{place}" under:"North City"')
    for place, crew in CREWS.items():
        for who in crew:
            assert place in await stage.say(who, f'bloc join "{place}"', openly=True)
    tree = await stage.say("fay@matrix", "bloc list")
    assert [tree.index(name) for name in ("Region", "North City")] == sorted(
        tree.index(name) for name in ("Region", "North City")
    )
    assert all(tree.index("North City") < tree.index(place) for place in WORKPLACES)
    for network in ("discord", "matrix"):
        opened = {name.casefold().replace("-", " ") for name in await stage.rooms(network)}
        assert {place.casefold() for place in WORKPLACES} <= opened, network
    assert await stage.inside("ben@matrix", "Depot North")
    assert not await stage.inside("fay@matrix", "Depot North")
    assert await stage.inside("eli@discord", "Depot South")
    assert not await stage.inside("chi@discord", "Depot South")


async def carried_up(stage: Stage) -> int:
    """A workplace carries a motion, the city carries it by a double majority, and so does the region."""
    await stage.say("ben@matrix", f'motion propose {TITLE} bloc:"Depot North"')
    first = number_of(await stage.posted("matrix", TITLE))
    await stage.say("chi@discord", f"motion second {first}")
    for who in CREWS["Depot North"]:
        await stage.say(who, f"vote {first} for")
    refused = await stage.say("fay@matrix", f"vote {first} for")
    assert f"your vote on motion {first}" not in refused.casefold(), "she is of another workplace"
    await stage.say("ana@discord", f"motion close {first}")
    assert "carried" in await stage.posted("matrix", f"Motion {first} is")
    city = await _decided(stage, "ben@matrix", first)
    result = await stage.posted("discord", f"Motion {city} is")
    assert "carried" in result, result
    return await _decided(stage, "dara@matrix", city)


async def _decided(stage: Stage, who: str, below: int) -> int:
    """What was carried below is brought up, voted on by everybody, and carried; its number there."""
    answer = await stage.say(who, f"bloc carry {below} double:yes")
    assert "is before" in answer, answer
    above = number_of(await stage.posted("discord", f"as motion {below}"))
    for voter in FOR:
        await stage.say(voter, f"vote {above} for")
    for voter in AGAINST:
        await stage.say(voter, f"vote {above} against")
    card = await stage.posted("matrix", f"Motion {above} · vote")
    assert "It needs the blocs too: more than" in card, card
    await stage.say("ana@discord", f"motion close {above}")
    assert "carried" in await stage.posted("matrix", f"Motion {above} is")
    return above


async def represented(stage: Stage) -> None:
    """A workplace sends a delegate to the city's council, tells them how to vote, and calls them back."""
    dara, crew = stage.named("dara@matrix"), ("ben@matrix", "chi@discord", "ana@discord", "dara@matrix")
    await stage.say("ana@discord", 'bloc start Council under:"North City" council:yes')
    await stage.say("ben@matrix", f'delegate elect {dara} "Depot North"')
    await _carried(stage, "Send a delegate", crew)
    assert await stage.inside("dara@matrix", "Council")
    await stage.say("dara@matrix", "motion propose Warm rooms for breaks bloc:Council debate:1d")
    number = number_of(await stage.posted("discord", "Warm rooms"))  # on Matrix a council's room is sealed
    await stage.say("ben@matrix", f'delegate mandate {number} for "Depot North"')
    await _carried(stage, "Tell our delegates", crew)
    assert "for" in await stage.say("ben@matrix", 'delegate list "Depot North"')
    await stage.say("ben@matrix", f'delegate recall {dara} "Depot North"')
    for caller in ("chi@discord", "ana@discord"):  # who is not on Matrix names her as their cards do
        await stage.say(caller, 'delegate recall dara@matrix "Depot North"')
    await _carried(stage, "Call a delegate back", crew)
    assert not await stage.inside("dara@matrix", "Council")


async def _carried(stage: Stage, words: str, crew: tuple[str, ...]) -> None:
    """Everybody in a bloc votes for the newest motion of this name, which is then closed."""
    number = number_of(await stage.posted("matrix", words))
    await stage.say("ana@discord", f"motion second {number}")
    for who in crew:
        await stage.say(who, f"vote {number} for")
    await stage.say("ana@discord", f"motion close {number}")
    assert "carried" in await stage.posted("matrix", f"Motion {number} is")


def number_of(text: str) -> int:
    """The number of the motion that a card is about."""
    found = _NUMBER.search(text)
    assert found is not None, text
    return int(found[1])
