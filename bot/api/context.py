"""What a handler knows of the act it handles: plain data, and no way to send anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.api.errors import NoAssembly, NotOnTheRoll, WhichAssembly
from bot.api.people import Account, Assembly, Member, Role, Room
from bot.api.speech import Features


@dataclass(slots=True)
class Context:
    """Who acts, where, when, through which face.

    since is when this account was first seen in the room (its network says so), the earliest time for
    networks that have no rooms to join. at is when the act was done, None where its network can't say;
    late says that it was read from the network after a gap. source is "word", "button" or
    "reaction:POST:MEANING", with * for the meaning where each mark stands for itself; replaces says that the
    act only stands in place of one from that source. overheard says that others have read the words of it.
    born is when the account was made, where its network tells and the person is not on the roll. several
    names the assemblies that could be meant where nothing says which one is. tongue is the language of the
    person's own choice or program, shipped or not, empty where nobody knows. asked is what the command's
    prepare step found out.
    """

    account: Account
    room: Room
    now: datetime
    at: datetime | None
    since: datetime
    features: Features
    locale: str
    found_assembly: Assembly | None = None
    found_member: Member | None = None
    source: str = "word"
    replaces: str = ""
    late: bool = False
    overheard: bool = False
    several: tuple[str, ...] = ()
    born: datetime | None = None
    tongue: str = ""
    asked: Any = None

    @property
    def is_private(self) -> bool:
        """Whether nobody but this person and the bot sees the act and its answer."""
        return self.room.private or (self.features.whispers and not (self.overheard or self.is_reaction))

    @property
    def is_reaction(self) -> bool:
        return self.source.startswith("reaction:")

    @property
    def is_frozen(self) -> bool:
        """Whether nothing counts that this account does: here, or anywhere for who is not on the roll."""
        return self.found_member.is_frozen if self.found_member else self.account.is_frozen

    @property
    def assembly(self) -> Assembly:
        if self.found_assembly is None:
            raise WhichAssembly(self.several) if self.several else NoAssembly
        return self.found_assembly

    @property
    def member(self) -> Member:
        if self.found_member is None:
            raise NotOnTheRoll
        return self.found_member

    @property
    def role(self) -> Role:
        return self.found_member.role if self.found_member else Role.OBSERVER

    @property
    def zone(self) -> ZoneInfo:
        """The person's own zone, else the room's, else the assembly's, else UTC."""
        here = self.found_assembly.zone_in(*self.room.chain) if self.found_assembly else "UTC"
        return ZoneInfo(self.account.zone or here)

    @property
    def hour(self) -> time:
        """The time of day that a date without one means here: when the assembly's votes close."""
        settings = self.found_assembly.settings if self.found_assembly else {}
        return time.fromisoformat(settings.get("hour") or "18:00")
