"""What an assembly asks of newcomers before an act alone puts them on its roll."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.api.errors import Crowded, TooNew

HOUR = timedelta(hours=1)
VOUCHERS, ALARM = 2, 30
PRINCIPLES = "principles"
"""The setting that holds the newest version of an assembly's principles."""
_KEYS = {"vouchers": "vouchers", "age": "newcomer-age", "hourly": "newcomers", "alarm": "newcomers-alarm"}


@dataclass(frozen=True, slots=True)
class Guards:
    """The house's own values, where an assembly has set none.

    vouchers is how many members vouch for a newcomer; age how old an account has to be, or where its network
    does not tell, for how long it has to have been there; hourly how many come onto the roll within an hour
    before each is asked to be admitted, 0 for any number; alarm at how many stewards are told, 0 for never.
    """

    vouchers: int = VOUCHERS
    age: timedelta = timedelta()
    hourly: int = 0
    alarm: int = ALARM

    @classmethod
    def read(cls, settings: Mapping[str, str]) -> Guards:
        usual, found = cls(), {n: int(settings[key]) for n, key in _KEYS.items() if settings.get(key)}
        return cls(
            found.get("vouchers", usual.vouchers),
            timedelta(seconds=found.get("age", 0)),
            found.get("hourly", usual.hourly),
            found.get("alarm", usual.alarm),
        )

    def written(self) -> dict[str, str]:
        """As settings; what is usual is kept as nothing."""
        usual = Guards()
        return {
            key: "" if getattr(self, name) == getattr(usual, name) else _word(getattr(self, name))
            for name, key in _KEYS.items()
        }

    def is_stricter_than(self, other: Guards) -> bool:
        """Whether nothing is made easier by these: they ask for more, or warn sooner."""
        more = self.vouchers >= other.vouchers and self.age >= other.age
        fewer = _or_any(self.hourly) <= _or_any(other.hourly)
        return more and fewer and _or_any(self.alarm) <= _or_any(other.alarm)

    @property
    def counted(self) -> int:
        """Up to how many newcomers of an hour are worth counting."""
        return max(self.hourly, self.alarm)

    def check(self, born: datetime | None, since: datetime, now: datetime, newcomers: int) -> None:
        """Refuses who is too new, and anyone once there are many; they may ask to be admitted."""
        known_since = since if born is None else born
        if self.age and now - known_since < self.age:
            raise TooNew(self.age, born is not None)
        if self.hourly and newcomers >= self.hourly:
            raise Crowded


def accepted_first(settings: Mapping[str, str]) -> int:
    """The version of the principles that a newcomer accepts first; 0 where there are none."""
    return int(settings.get(PRINCIPLES) or 0)


def _word(value: int | timedelta) -> str:
    return str(int(value.total_seconds()) if isinstance(value, timedelta) else value)


def _or_any(number: int) -> float:
    """A number of newcomers, of which 0 means that any is fine."""
    return number or float("inf")
