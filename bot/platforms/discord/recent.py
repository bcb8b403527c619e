"""What was seen lately, and no more of it than fits."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """A mapping that forgets its oldest entries."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[K, V] = OrderedDict()

    def __setitem__(self, key: K, value: V) -> None:
        self._kept[key] = value
        self._kept.move_to_end(key)
        if len(self._kept) > self._limit:
            self._kept.popitem(last=False)

    def __contains__(self, key: K) -> bool:
        return key in self._kept

    def get(self, key: K, otherwise: V) -> V:
        return self._kept.get(key, otherwise)

    def pop(self, key: K) -> None:
        self._kept.pop(key, None)

    def items(self) -> list[tuple[K, V]]:
        """All of it, the oldest first."""
        return list(self._kept.items())
