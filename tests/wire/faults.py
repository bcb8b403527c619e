"""What can go wrong between the bot and Discord, on demand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from fnmatch import fnmatch
from typing import Any


class Cut(Enum):
    """When the connection breaks: before Discord acts, or after it."""

    BEFORE = auto()
    AFTER = auto()


@dataclass
class Fault:
    """One trouble that meets the next matching requests."""

    method: str
    path: str
    times: int
    cut: Cut | None = None
    status: int = 0
    body: dict[str, Any] = field(default_factory=dict)
    met: int = 0

    def meets(self, method: str, path: str) -> bool:
        return self.times > 0 and self.method in (method, "*") and fnmatch(path, self.path)


@dataclass
class Faults:
    """The troubles ahead; each is used up as requests meet it."""

    ahead: list[Fault] = field(default_factory=list)

    def next(self, method: str, path: str) -> Fault | None:
        fault = next((fault for fault in self.ahead if fault.meets(method, path)), None)
        if fault is not None:
            fault.times -= 1
            fault.met += 1
        return fault

    def limit(
        self, method: str, path: str, wait: float, *, everywhere: bool = False, times: int = 1
    ) -> Fault:
        """429: too many requests, on this route or everywhere."""
        body = {"message": "You are being rate limited.", "retry_after": wait, "global": everywhere}
        return self._add(Fault(method, path, times, status=429, body=body))

    def fail(self, method: str, path: str, status: int = 502, *, times: int = 1) -> Fault:
        """Discord's own failure."""
        return self._add(
            Fault(method, path, times, status=status, body={"message": "Bad gateway", "code": 0})
        )

    def refuse(self, method: str, path: str, code: int, *, status: int = 403, times: int = 1) -> Fault:
        """A refusal with one of Discord's codes."""
        return self._add(Fault(method, path, times, status=status, body={"message": "No", "code": code}))

    def cut(self, method: str, path: str, when: Cut, *, times: int = 1) -> Fault:
        """The connection breaks; with AFTER Discord has acted and the bot never hears of it."""
        return self._add(Fault(method, path, times, cut=when))

    def _add(self, fault: Fault) -> Fault:
        self.ahead.append(fault)
        return fault


@dataclass
class Meter:
    """Discord's rate limit of one kind of route, with its headers."""

    matches: Callable[[str, str], bool]
    limit: int
    window: float
    everywhere: bool = False
    used: dict[str, list[float]] = field(default_factory=dict)

    def headers(self, path: str, now: float) -> tuple[dict[str, str], float]:
        """The headers of this answer, and how long to wait where the limit is passed.

        A limit over all routes is told only once it is passed.
        """
        path = "" if self.everywhere else path
        recent = [at for at in self.used.get(path, []) if now - at < self.window]
        wait = self.window - (now - recent[0]) if len(recent) >= self.limit else 0.0
        if not wait:
            recent.append(now)
        self.used[path] = recent
        if self.everywhere:
            return {}, wait
        reset = self.window - (now - recent[0])
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.limit - len(recent)),
            "X-RateLimit-Reset": f"{now + reset:.3f}",
            "X-RateLimit-Reset-After": f"{reset:.3f}",
            "X-RateLimit-Bucket": "metered",
        }, wait
