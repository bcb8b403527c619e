"""Who may see and do what in a channel of ours: the difference between plan and overwrites, and its mending.

Pure: overwrites in, differences out; one difference in, one overwrite out. What the plan is not about is
left alone: the overwrites of bots and of the roles that come with them, and permissions not named here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.api.rooms import Changed, Difference

VIEW, SEND, HISTORY = 1 << 10, 1 << 11, 1 << 16
EMBED, REACT, IN_THREADS = 1 << 14, 1 << 6, 1 << 38
MANAGE_MESSAGES, MANAGE_CHANNELS, MANAGE_ROLES = 1 << 13, 1 << 4, 1 << 28
MANAGE_THREADS, MANAGE_WEBHOOKS = 1 << 34, 1 << 29
NAMES = {
    VIEW: "View Channels",
    SEND: "Send Messages",
    HISTORY: "Read Message History",
    EMBED: "Embed Links",
    REACT: "Add Reactions",
    IN_THREADS: "Send Messages in Threads",
    MANAGE_MESSAGES: "Manage Messages",
    MANAGE_CHANNELS: "Manage Channels",
    MANAGE_ROLES: "Manage Roles",
    MANAGE_THREADS: "Manage Threads",
    MANAGE_WEBHOOKS: "Manage Webhooks",
}
BITS = {name: bit for bit, name in NAMES.items()}
PERSON = VIEW | SEND | HISTORY
KEEPER = PERSON | MANAGE_MESSAGES
OWN = VIEW | SEND | HISTORY | EMBED | REACT | MANAGE_CHANNELS
POWERS = MANAGE_MESSAGES | MANAGE_CHANNELS | MANAGE_ROLES | MANAGE_THREADS | MANAGE_WEBHOOKS


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What one person or role is allowed and denied in one channel, as bits."""

    allow: int = 0
    deny: int = 0

    def allowing(self, bits: int) -> Overwrite:
        return Overwrite(self.allow | bits, self.deny & ~bits)

    def without(self, bits: int) -> Overwrite:
        """The bits as the server's roles have them."""
        return Overwrite(self.allow & ~bits, self.deny & ~bits)


@dataclass(frozen=True, slots=True)
class Present:
    """The overwrites of one channel by id, and who has the role of ours that lets into it."""

    people: Mapping[str, Overwrite] = field(default_factory=dict)
    roles: Mapping[str, Overwrite] = field(default_factory=dict)
    holders: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is to be in a channel, by id.

    everyone is the role that all have, bot the bot's own account, held its permissions in the server, which
    bound what it gives. role is the role of ours through which people get in, empty where they are let in by
    name. others are bots and the roles that came with them.
    """

    everyone: str
    bot: str
    held: int
    people: frozenset[str] = frozenset()
    keepers: frozenset[str] = frozenset()
    role: str = ""
    others: frozenset[str] = frozenset()

    def bits_of(self, person: str) -> int:
        return (KEEPER if person in self.keepers else PERSON) & self.held

    @property
    def own(self) -> int:
        return OWN & self.held


_NOTHING = Overwrite()


def differences(wanted: Wanted, present: Present) -> tuple[Difference, ...]:
    """What is to change, in an order in which nobody is shut out on the way."""
    return (
        *_of_the_bot(wanted, present),
        *_of_the_door(wanted, present),
        *_of_those_within(wanted, present),
        *_of_those_to_leave(wanted, present),
        *_of_other_roles(wanted, present),
    )


def mended(wanted: Wanted, present: Present, difference: Difference) -> tuple[str, bool, Overwrite | None]:
    """Whose overwrite it is, whether a role's, and what it becomes; None where it goes."""
    who = difference.who or wanted.everyone
    is_role = who in present.roles or who in (wanted.everyone, wanted.role)
    now = (present.roles if is_role else present.people).get(who, _NOTHING)
    bit = BITS.get(difference.what, 0)
    match difference.changed:
        case Changed.ENTERS if wanted.role:
            after = Overwrite(now.allow, now.deny & ~VIEW)
        case Changed.ENTERS:
            after = now.allowing(wanted.bits_of(who) & PERSON)
        case Changed.LEAVES:
            after = now.without(PERSON | POWERS)
        case Changed.MAY:
            after = now.allowing(bit)
        case Changed.MAY_NOT:
            after = now.without(bit)
        case Changed.ENTRANCE if who == wanted.everyone:
            after = Overwrite(now.allow & ~VIEW, now.deny | VIEW)
        case Changed.ENTRANCE:
            after = now.without(VIEW)
        case Changed.ROLE:
            after = now.allowing(PERSON & wanted.held)
        case _:
            after = now
    return who, is_role, after if after != _NOTHING else None


def _of_the_bot(wanted: Wanted, present: Present) -> Iterable[Difference]:
    own = present.people.get(wanted.bot, _NOTHING)
    return (Difference(Changed.MAY, wanted.bot, name) for name in _names(wanted.own & ~own.allow))


def _of_the_door(wanted: Wanted, present: Present) -> Iterable[Difference]:
    """Not everybody may see it, and who has the bloc's own role does."""
    if not present.roles.get(wanted.everyone, _NOTHING).deny & VIEW:
        yield Difference(Changed.ENTRANCE)
    if wanted.role:
        lacking = PERSON & wanted.held & ~present.roles.get(wanted.role, _NOTHING).allow
        if lacking:
            yield Difference(Changed.ROLE, wanted.role)


def _of_other_roles(wanted: Wanted, present: Present) -> Iterable[Difference]:
    """No role but the bloc's own lets anybody in, except those that came with bots."""
    known = wanted.others | {wanted.everyone, wanted.role}
    letting_in = (role for role, has in sorted(present.roles.items()) if has.allow & VIEW)
    return (Difference(Changed.ENTRANCE, role, NAMES[VIEW]) for role in letting_in if role not in known)


def _of_those_within(wanted: Wanted, present: Present) -> Iterable[Difference]:
    for person in sorted(wanted.people):
        has = present.people.get(person, _NOTHING)
        if _is_outside(wanted, present, person):
            yield Difference(Changed.ENTERS, person)
            has = (
                Overwrite(has.allow, has.deny & ~VIEW) if wanted.role else has.allowing(PERSON & wanted.held)
            )
        by_role = PERSON if wanted.role else 0
        lacking = wanted.bits_of(person) & ~has.allow & ~(by_role & ~has.deny)
        yield from (Difference(Changed.MAY, person, name) for name in _names(lacking))
        yield from _of_powers(wanted, person, has)


def _is_outside(wanted: Wanted, present: Present, person: str) -> bool:
    has = present.people.get(person, _NOTHING)
    if wanted.role:
        return person not in present.holders or bool(has.deny & VIEW)
    return bool(VIEW & wanted.held & ~has.allow)


def _of_powers(wanted: Wanted, person: str, has: Overwrite) -> Iterable[Difference]:
    """Powers over the room that a person was given and is not to have."""
    too_much = has.allow & POWERS & ~wanted.bits_of(person)
    return (Difference(Changed.MAY_NOT, person, name) for name in _names(too_much))


def _of_those_to_leave(wanted: Wanted, present: Present) -> Iterable[Difference]:
    staying = wanted.people | wanted.others | {wanted.bot}
    by_name = {person for person, has in present.people.items() if has.allow & VIEW}
    return (Difference(Changed.LEAVES, who) for who in sorted((by_name | present.holders) - staying))


def _names(bits: int) -> list[str]:
    return [name for bit, name in NAMES.items() if bits & bit]
