"""Which kind of Discord room a plan becomes, as Discord's numbers demand; and when a number is near."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bot.api.speech import N_

OVERWRITES, IN_CATEGORY, CHANNELS, ROLES = 100, 50, 500, 250
THREADS, IN_THREAD = 1000, 1000
OWN_OVERWRITES = 2  # everybody, who may not see the channel, and the bot
NEAR = 0.9

MANY_CHANNELS = N_(
    "This Discord server has nearly as many channels as it can have: 500. When it is full, new rooms become "
    "private threads. Delete channels that nobody needs."
)
MANY_IN_CATEGORY = N_(
    "A Discord category of this assembly has nearly as many channels as it can have: 50. When it is full, "
    "new rooms become private threads."
)
MANY_ROLES = N_(
    "This Discord server has nearly as many roles as it can have: 250. When it is full, new blocs get none. "
    "Delete roles that nobody needs."
)
MANY_PEOPLE = N_(
    "A room on Discord has nearly as many people as can be let in by name: 98. When it is full, it goes on "
    "as a private thread; with a role of its own the bloc can keep the channel."
)
MANY_THREADS = N_(
    "This Discord server has nearly as many open threads as it can have: 1,000. Close threads that nobody "
    "needs."
)
FULL_CHANNEL = N_("a channel takes 98 people by name, and an unlisted bloc has nothing but a channel")
FULL_SERVER = N_("this server has no more room: 500 channels and 1,000 threads")
FULL_ROOM = N_("a private thread takes 1,000 people; a role lets in more")


class Kind(Enum):
    """What a room of ours is on Discord."""

    CHANNEL = "channel"
    THREAD = "thread"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many there are in a server now: channels (categories are some), roles, open threads; and in the
    category where a room would lie."""

    channels: int = 0
    in_category: int = 0
    roles: int = 0
    threads: int = 0


def fits_a_channel(people: int, *, by_role: bool, others: int = 0) -> bool:
    """Whether a channel can let in so many by name, beside the overwrites that others have put there."""
    return by_role or people + OWN_OVERWRITES + others <= OVERWRITES


def kind_of(people: int, numbers: Numbers, *, by_role: bool = False, hidden: bool = False) -> Kind:
    """A channel where one fits, else a private thread where one does.

    What is in no list is no thread either: that would stand under a channel which others use.
    """
    if (
        fits_a_channel(people, by_role=by_role)
        and numbers.channels < CHANNELS
        and numbers.in_category < IN_CATEGORY
    ):
        return Kind.CHANNEL
    if not hidden and people < IN_THREAD and numbers.threads < THREADS:  # the bot is in the thread too
        return Kind.THREAD
    return Kind.NONE


def may_have_role(numbers: Numbers) -> bool:
    """Whether the server can have one more role."""
    return numbers.roles < ROLES


def near(numbers: Numbers, fullest: int = 0) -> tuple[str, ...]:
    """What stewards are to know before a limit is met; fullest is the most overwrites of a room of ours."""
    looked_at = (
        (numbers.channels, CHANNELS, MANY_CHANNELS),
        (numbers.in_category, IN_CATEGORY, MANY_IN_CATEGORY),
        (numbers.roles, ROLES, MANY_ROLES),
        (fullest, OVERWRITES, MANY_PEOPLE),
        (numbers.threads, THREADS, MANY_THREADS),
    )
    return tuple(words for there, limit, words in looked_at if there >= limit * NEAR)
