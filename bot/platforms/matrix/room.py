"""A room as its state tells it: what it is called, who is in it, who may do what, what lies in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import inf

from bot.platforms.matrix.wire import Json

BEFORE_V12 = frozenset(str(version) for version in range(1, 12))
"""Room versions in which the creator stands in the power levels like anybody else."""
KEY = "org.folkmoot.room"
"""Stands in the first event of a room that the bot has opened, so that it is found again."""
SPACE = "m.space"
_LEVEL = re.compile(r"\s*-?[0-9]{1,16}\s*")


@dataclass(slots=True)
class Membership:
    """One account's place in a room.

    since is when it came in, None where only an event further back says so; event and replaces lead there.
    by is whose hand made it so, at when their server says that they did.
    """

    state: str
    name: str
    since: datetime | None
    event: str
    replaces: str | None = None
    by: str = ""
    at: datetime | None = None


@dataclass(slots=True)
class RoomState:
    """One room, kept up to date from the events that make its state."""

    id: str
    me: str
    members: dict[str, Membership] = field(default_factory=dict)
    create: Json = field(default_factory=dict)
    creator: str = ""
    power: Json | None = None
    name: str = ""
    topic: str = ""
    alias: str = ""
    encrypted: bool = False
    join_rule: str = "invite"
    allowed: frozenset[str] = frozenset()
    history: str = "shared"
    children: set[str] = field(default_factory=set)
    tombstone: Json | None = None

    def apply(self, event: Json, heard_at: datetime | None = None) -> None:
        """Takes in one state event; heard_at is given where it has just happened."""
        content = event.get("content") or {}
        match event.get("type"):
            case "m.room.member":
                self._seat(event, content, heard_at)
            case "m.room.create":
                self.create, self.creator = content, str(event.get("sender", ""))
            case "m.room.power_levels":
                self.power = content
            case "m.room.name":
                self.name = _text(content.get("name"))
            case "m.room.topic":
                self.topic = _text(content.get("topic"))
            case "m.room.canonical_alias":
                self.alias = _text(content.get("alias"))
            case "m.room.encryption":
                self.encrypted = True
            case "m.room.join_rules":
                self.join_rule = str(content.get("join_rule", "invite"))
                self.allowed = frozenset(_allowed(content.get("allow")))
            case "m.room.history_visibility":
                self.history = str(content.get("history_visibility", "shared"))
            case "m.room.tombstone":
                self.tombstone = event
            case "m.space.child":
                child = str(event.get("state_key", ""))
                (self.children.add if content.get("via") else self.children.discard)(child)

    @property
    def is_private(self) -> bool:
        """Only the bot and one other can read here, and nobody can come in without being asked.

        A room that the bot has opened for a bloc is none, however few are in it: others will read there.
        """
        if self.is_space or KEY in self.create or self.history == "world_readable":
            return False
        return len(self.present()) == 2 and self.join_rule in ("invite", "knock", "private")

    @property
    def is_space(self) -> bool:
        """Whether it holds rooms instead of words."""
        return self.create.get("type") == SPACE

    def carries(self, key: str) -> bool:
        """Whether this is the room that the bot has opened under a key; others can write keys too."""
        return self.create.get(KEY) == key and self.creator == self.me and self.joined(self.me)

    def present(self) -> set[str]:
        """Who is in the room or has been asked in, and so can read what is said."""
        return {user for user, seat in self.members.items() if seat.state in ("join", "invite")}

    def joined(self, user: str) -> bool:
        """Whether an account is in the room now."""
        seat = self.members.get(user)
        return seat is not None and seat.state == "join"

    def level(self, user: str) -> float:
        """How much an account may do; from room version 12 on, creators stand above all levels."""
        if user in self.founders:
            return inf
        if self.power is None:
            return 100 if user == self.creator else 0
        users = self.power.get("users") or {}
        return as_level(users.get(user, self.power.get("users_default")), 0)

    @property
    def founders(self) -> frozenset[str]:
        """Those who stand above all levels and in none of them: the creators, from room version 12 on."""
        if self.create.get("room_version", "1") in BEFORE_V12:
            return frozenset()
        return frozenset([self.creator, *_texts(self.create.get("additional_creators"))])

    def needed(self, kind: str) -> float:
        """The level that changing this part of the state asks for."""
        power = self.power or {}
        events = power.get("events") or {}
        return as_level(events.get(kind, power.get("state_default")), 50)

    def may_set(self, user: str, kind: str) -> bool:
        """Whether an account may change this part of the state."""
        return self.joined(user) and self.level(user) >= self.needed(kind)

    def may(self, user: str, deed: str) -> bool:
        """Whether an account may do something that has a level of its own: invite, kick, ban, redact."""
        return self.level(user) >= as_level((self.power or {}).get(deed), 50)

    def manages(self, user: str) -> bool:
        """Whether an account may say who may do what here."""
        return self.may_set(user, "m.room.power_levels")

    def may_redact(self, user: str) -> bool:
        """Whether an account may take away what others have said."""
        return self.may(user, "redact")

    def _seat(self, event: Json, content: Json, heard_at: datetime | None) -> None:
        user, state = str(event.get("state_key", "")), str(content.get("membership", "leave"))
        since = self._since(user, event, before(event), heard_at) if state == "join" else None
        unsigned = event.get("unsigned") or {}
        name = content.get("displayname")
        self.members[user] = Membership(
            state,
            name if isinstance(name, str) else "",
            since,
            str(event.get("event_id", "")),
            event.get("replaces_state") or unsigned.get("replaces_state"),
            str(event.get("sender", "")),
            sent_at(event),
        )

    def _since(
        self, user: str, event: Json, earlier: str | None, heard_at: datetime | None
    ) -> datetime | None:
        """When this join began: a new name or picture is a join event too, and begins nothing."""
        seat = self.members.get(user)
        if seat is not None and seat.state == "join" and (heard_at or seat.event == event.get("event_id")):
            return seat.since
        if earlier == "join":
            return None
        return max(sent_at(event), heard_at) if heard_at else sent_at(event)


def sent_at(event: Json) -> datetime:
    """When the sender's own server says that an event was sent."""
    claimed = event.get("origin_server_ts")
    milliseconds = claimed if isinstance(claimed, int) and 0 <= claimed < 2**45 else 0
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def is_arrival(event: Json, user: str) -> bool:
    """Whether an event is an account's coming in (and not a change of its name)."""
    if event.get("type") != "m.room.member" or event.get("state_key") != user:
        return False
    return (event.get("content") or {}).get("membership") == "join" and before(event) != "join"


def before(event: Json) -> str | None:
    """What somebody's membership was until this event."""
    unsigned = event.get("unsigned") or {}
    earlier = unsigned.get("prev_content") or event.get("prev_content") or {}
    state = earlier.get("membership")
    return state if isinstance(state, str) else None


def as_level(value: object, default: int) -> float:
    """A level; old rooms may hold it as a text."""
    if isinstance(value, str) and _LEVEL.fullmatch(value):
        return int(value)
    return value if isinstance(value, int) else default


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _allowed(rules: object) -> Iterable[str]:
    """The rooms whose members may come in without being asked."""
    allowed = [rule for rule in rules if isinstance(rule, dict)] if isinstance(rules, list) else []
    return _texts([rule.get("room_id") for rule in allowed])


def _texts(values: object) -> Iterable[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
