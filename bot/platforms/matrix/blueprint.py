"""What a plan means on Matrix: the state that a room is to have."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.api.rooms import Entrance, RoomPlan, Shape
from bot.api.text import clean
from bot.platforms.matrix.room import KEY, SPACE, RoomState
from bot.platforms.matrix.wire import Json

KEEPER, OURS = 50, 100
NAME_BYTES, TOPIC_BYTES = 255, 1000
NAMELESS = "…"
"""Stands where nothing of a name is left once invisible characters are taken out."""
DEEDS: Mapping[str, int] = MappingProxyType(
    {
        "users_default": 0,
        "events_default": 0,
        "state_default": KEEPER,
        "invite": KEEPER,
        "kick": KEEPER,
        "ban": KEEPER,
        "redact": KEEPER,
    }
)
"""What each deed asks for in a room of ours: members speak, keepers keep order."""
STATE: Mapping[str, int] = MappingProxyType(
    {
        "m.room.name": KEEPER,
        "m.room.topic": KEEPER,
        "m.room.avatar": KEEPER,
        "m.room.power_levels": OURS,
        "m.room.join_rules": OURS,
        "m.room.history_visibility": OURS,
        "m.room.encryption": OURS,
        "m.room.guest_access": OURS,
        "m.room.canonical_alias": OURS,
        "m.room.server_acl": OURS,
        "m.room.tombstone": OURS,
        "m.space.child": OURS,
        "m.space.parent": OURS,
    }
)
"""What changing each part of the state asks for: who gets in and who may do what is the assembly's."""


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A plan with the ground that it stands on.

    place is where the assembly meets; above the room that it lies in, and space whether that one can list it.
    """

    plan: RoomPlan
    place: str
    above: str
    space: bool

    @property
    def name(self) -> str:
        return _line(self.plan.name, NAME_BYTES) or NAMELESS

    @property
    def topic(self) -> str:
        return _line(self.plan.topic, TOPIC_BYTES)

    @property
    def people(self) -> frozenset[str]:
        """Who is to be in it."""
        return frozenset(account.id for account in self.plan.people)

    @property
    def keepers(self) -> frozenset[str]:
        """Those among them who may keep order."""
        return frozenset(account.id for account in self.plan.keepers)

    @property
    def listed_in(self) -> str | None:
        """The space that lists it; a closed room is in none."""
        return self.above if self.space and self.plan.entrance is not Entrance.CLOSED else None

    @property
    def join_rule(self) -> str:
        match self.plan.entrance:
            case Entrance.OPEN:
                return "restricted"
            case Entrance.ASKED:
                return "knock_restricted"
        return "invite"

    @property
    def allowed(self) -> frozenset[str]:
        """The rooms whose members may come in by themselves."""
        return frozenset({self.place, self.above}) if self.plan.entrance is Entrance.OPEN else frozenset()

    @property
    def history(self) -> str:
        """What people may read: all where anybody may come in, else what was said while they were in it."""
        is_shared = self.plan.entrance is Entrance.OPEN and not self.plan.sealed
        return "shared" if is_shared else "joined"

    def outsiders(self, present: Collection[str]) -> frozenset[str]:
        """Those in it who are not to be; where anybody may come in, those to whom it was given before."""
        visitors = frozenset(present) - self.people
        if self.plan.entrance is Entrance.OPEN:
            return visitors & {account.id for account in self.plan.before}
        return visitors

    def deeds(self) -> Iterator[tuple[str, int]]:
        """What each deed is to ask for; in a space nobody speaks."""
        for deed, wanted in DEEDS.items():
            yield deed, OURS if deed == "events_default" and self.plan.shape is Shape.GROUP else wanted

    def rule(self) -> Json:
        """The content of the room's join rule."""
        rule: Json = {"join_rule": self.join_rule}
        if self.join_rule != "invite":
            rule["allow"] = [{"type": "m.room_membership", "room_id": room} for room in sorted(self.allowed)]
        return rule

    def creation(self, key: str, me: str, version: str) -> Json:
        """The order by which the room is opened: all of it at once, so that no moment finds it half open."""
        content: Json = {KEY: key}
        if self.plan.shape is Shape.GROUP:
            content["type"] = SPACE
        return {
            "name": self.name,
            "topic": self.topic,
            "preset": "private_chat",
            "visibility": "private",
            "room_version": version,
            "creation_content": content,
            "initial_state": list(self._state(me, version)),
        }

    def _state(self, me: str, version: str) -> Iterator[Json]:
        yield _event("m.room.power_levels", self._power(me, version))
        yield _event("m.room.join_rules", self.rule())
        yield _event("m.room.history_visibility", {"history_visibility": self.history})
        yield _event("m.room.guest_access", {"guest_access": "forbidden"})
        if self.plan.sealed and self.plan.shape is Shape.ROOM:
            yield _event("m.room.encryption", sealing())
        if (space := self.listed_in) is not None:
            yield {**_event("m.space.parent", lying_in(me, canonical=True)), "state_key": space}

    def _power(self, me: str, version: str) -> Json:
        fresh = RoomState("", me, create={"room_version": version}, creator=me)
        users = dict.fromkeys(sorted(self.keepers - {me}), KEEPER)
        if me not in fresh.founders:
            users[me] = OURS
        return {**dict(self.deeds()), "users": users, "events": dict(STATE)}


def sealing() -> Json:
    """The content that has a room encrypted from then on."""
    return {"algorithm": "m.megolm.v1.aes-sha2"}


def lying_in(me: str, *, canonical: bool = False) -> Json:
    """The content that links a room and a space, by way of the bot's own server."""
    content: Json = {"via": [me.partition(":")[2]]}
    return {**content, "canonical": True} if canonical else content


def _event(kind: str, content: Json) -> Json:
    return {"type": kind, "state_key": "", "content": content}


def _line(text: str, most: int) -> str:
    """A text on one line, of as many bytes as a room may be called, and not cut inside a letter."""
    line = " ".join(clean(text).split())
    if len(line.encode()) <= most:
        return line
    return line.encode()[: most - len("…".encode())].decode(errors="ignore").rstrip() + "…"
