"""A room as its state tells it: who is in it, who may do what, what lies in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import inf

from bot.platforms.matrix.wire import Json

BEFORE_V12 = frozenset(str(version) for version in range(1, 12))
"""Room versions in which the creator stands in the power levels like anybody else."""


@dataclass(slots=True)
class Membership:
    """One account's place in a room.

    since is when it came in, None where only an event further back says so; event and replaces lead there.
    """

    state: str
    name: str
    since: datetime | None
    event: str
    replaces: str | None = None


@dataclass(slots=True)
class RoomState:
    """One room, kept up to date from the events that make its state."""

    id: str
    me: str
    members: dict[str, Membership] = field(default_factory=dict)
    create: Json = field(default_factory=dict)
    creator: str = ""
    power: Json | None = None
    join_rule: str = "invite"
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
            case "m.room.join_rules":
                self.join_rule = str(content.get("join_rule", "invite"))
            case "m.room.history_visibility":
                self.history = str(content.get("history_visibility", "shared"))
            case "m.room.tombstone":
                self.tombstone = event
            case "m.space.child":
                child = str(event.get("state_key", ""))
                (self.children.add if content.get("via") else self.children.discard)(child)

    @property
    def is_private(self) -> bool:
        """Only the bot and one other can read here, and nobody can come in without being asked."""
        return len(self.present()) == 2 and self.join_rule != "public" and self.history != "world_readable"

    def present(self) -> set[str]:
        """Who is in the room or has been asked in, and so can read what is said."""
        return {user for user, seat in self.members.items() if seat.state in ("join", "invite")}

    def joined(self, user: str) -> bool:
        """Whether an account is in the room now."""
        seat = self.members.get(user)
        return seat is not None and seat.state == "join"

    def level(self, user: str) -> float:
        """How much an account may do; from room version 12 on, creators stand above all levels."""
        if self.create.get("room_version", "1") not in BEFORE_V12:
            creators = [self.creator, *_texts(self.create.get("additional_creators"))]
            if user in creators:
                return inf
        if self.power is None:
            return 100 if user == self.creator else 0
        users = self.power.get("users") or {}
        return _level(users.get(user, self.power.get("users_default")), 0)

    def manages(self, user: str) -> bool:
        """Whether an account may say who may do what here."""
        power = self.power or {}
        events = power.get("events") or {}
        needed = events.get("m.room.power_levels", power.get("state_default"))
        return self.joined(user) and self.level(user) >= _level(needed, 50)

    def may_redact(self, user: str) -> bool:
        """Whether an account may take away what others have said."""
        return self.level(user) >= _level((self.power or {}).get("redact"), 50)

    def _seat(self, event: Json, content: Json, heard_at: datetime | None) -> None:
        user, state = str(event.get("state_key", "")), str(content.get("membership", "leave"))
        before = _before(event)
        since = None
        if state == "join":
            since = self._since(user, event, before, heard_at)
        unsigned = event.get("unsigned") or {}
        name = content.get("displayname")
        self.members[user] = Membership(
            state,
            name if isinstance(name, str) else "",
            since,
            str(event.get("event_id", "")),
            event.get("replaces_state") or unsigned.get("replaces_state"),
        )

    def _since(
        self, user: str, event: Json, before: str | None, heard_at: datetime | None
    ) -> datetime | None:
        """When this join began: a new name or picture is a join event too, and begins nothing."""
        seat = self.members.get(user)
        if seat is not None and seat.state == "join" and (heard_at or seat.event == event.get("event_id")):
            return seat.since
        if before == "join":
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
    return (event.get("content") or {}).get("membership") == "join" and _before(event) != "join"


def _before(event: Json) -> str | None:
    unsigned = event.get("unsigned") or {}
    before = unsigned.get("prev_content") or event.get("prev_content") or {}
    state = before.get("membership")
    return state if isinstance(state, str) else None


def _level(value: object, default: int) -> float:
    """A level; old rooms may hold it as a text."""
    if isinstance(value, str) and value.strip().lstrip("-").isdigit():
        return int(value)
    return value if isinstance(value, int) else default


def _texts(values: object) -> Iterable[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
