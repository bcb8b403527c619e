"""Where the time of a batch goes: on the event loop's thread, on the database's, and in waiting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter, process_time, thread_time

from bench.row import spread


class Spent:
    """Shares of the raw base, and microseconds an act."""

    def __init__(self) -> None:
        self.shares: list[float] = []
        self._whole: list[float] = []
        self._loop: list[float] = []
        self._database: list[float] = []
        self._raw: list[float] = []

    @contextmanager
    def over(self, acts: int, base: float) -> Iterator[None]:
        """Measures a batch whose raw twin took base seconds."""
        begun, everywhere, here = perf_counter(), process_time(), thread_time()
        yield
        took, loop = perf_counter() - begun, thread_time() - here
        self.shares.append(base / took)
        micro = 1_000_000 / acts
        self._whole.append(took * micro)
        self._loop.append(loop * micro)
        self._database.append((process_time() - everywhere - loop) * micro)
        self._raw.append(base * micro)

    def said(self, what: str = "ballot") -> tuple[str, ...]:
        whole, raw = median(self._whole), median(self._raw)
        return (
            f"{1_000_000 / whole:,.0f} a second; share {spread(self.shares)} over {len(self.shares)} batches",
            f"{whole:.1f} us a {what} (raw {raw:.1f}): {median(self._loop):.1f} of work on the event loop, "
            f"{median(self._database):.1f} on the database's thread, the rest waiting",
        )
