"""Members, accounts, rooms, places and assemblies, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, IntEnum
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

TERMINAL = "terminal"


class Address(NamedTuple):
    """One account, room or place, as its network names it."""

    network: str
    id: str


class Role(IntEnum):
    """What a person may do in an assembly; each role may do what the ones below it may."""

    OBSERVER = 0
    MEMBER = 1
    STEWARD = 2


class RollPolicy(Enum):
    """How a person comes onto the roll.

    By a first act; by a steward's hand; once members have vouched for them; once a steward has admitted them.
    """

    ANYONE = "anyone"
    LISTED = "listed"
    VOUCHED = "vouched"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Account:
    """One identity on one network; locale and zone are the person's own choice, or None.

    is_linked says that the person has others too; is_frozen that nothing counts that is done by it; parted_at
    is when it was unlinked from its person. uses is the assembly that it means in a direct room.
    """

    id: int
    address: Address
    locale: str | None = None
    zone: str | None = None
    is_linked: bool = False
    is_frozen: bool = False
    parted_at: datetime | None = None
    uses: int | None = None

    @property
    def is_apart(self) -> bool:
        """Whether it was unlinked and stands alone: its person may be on a roll by another account."""
        return self.parted_at is not None and not self.is_linked


@dataclass(frozen=True, slots=True)
class Member:
    """A person on an assembly's roll.

    rests says that they have paused, or were found in no place where it meets: taking part ends that.
    accepted is the version of the assembly's principles that they have accepted, 0 for none. is_frozen says
    of the account by which they were found that nothing counts that is done by it here.
    """

    id: int
    assembly: int
    role: Role
    joined_at: datetime
    rests: bool = False
    accepted: int = 0
    is_frozen: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where an assembly meets: a server, category or channel, a space or room.

    cards is the room in it that its cards go to; None in the place that holds the assembly's home.
    """

    address: Address
    cards: Address | None = None


@lru_cache(maxsize=4096)
def zone_key(place: Address) -> str:
    """The key of the setting that holds a room's own time zone."""
    return "zone." + blake2b(f"{place.network} {place.id}".encode(), digest_size=7).hexdigest()


@dataclass(frozen=True, slots=True)
class Assembly:
    """The body that decides; careful is None until its founder has answered.

    settings are words by key, as the ballots and cogs that they are for write and read them. places are those
    where it meets now, the first one first.
    """

    id: int
    name: str
    locale: str
    zone: str
    policy: RollPolicy
    careful: bool | None
    shortest_vote: timedelta
    home: Address
    founded_at: datetime
    settings: Mapping[str, str] = field(default_factory=dict)
    places: tuple[Place, ...] = ()

    @property
    def networks(self) -> frozenset[str]:
        """The networks that it meets on."""
        return frozenset(place.address.network for place in self.places) or frozenset({self.home.network})

    def zone_in(self, *chain: Address) -> str:
        """The time zone of the nearest of these places that has one of its own, else the assembly's."""
        own = (self.settings.get(zone_key(place)) for place in chain)
        return next((zone for zone in own if zone), self.zone)

    @property
    def may_count_twice(self) -> bool:
        """Whether one person could be on the roll by two accounts, and nobody vouches that they are not."""
        return len(self.networks) > 1 and self.policy is not RollPolicy.VOUCHED


@dataclass(frozen=True, slots=True)
class Group:
    """Some of an assembly's members under a name that everyone there may know, such as a bloc."""

    name: str
    members: frozenset[int]


@dataclass(frozen=True, slots=True)
class Room:
    """Where an act came from.

    chain holds the addresses of the places it lies in, nearest first, the room itself among them;
    private says that only this person and the bot can read there; encrypted whether the network's own
    servers can't read there either, None on a network that knows no such rooms. group is the category or
    space right above it, where that is something less than all there is.
    """

    address: Address
    chain: tuple[Address, ...]
    private: bool = False
    encrypted: bool | None = None
    group: Address | None = None
