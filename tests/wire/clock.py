"""The wall clock, which a test may push forward."""

from datetime import UTC, datetime, timedelta

from simcord._clock import Clock


class WallClock(Clock):
    """Real time plus what a test has added, so that a bot in its own process agrees with it."""

    def __init__(self) -> None:
        super().__init__()
        self._epoch = datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.elapsed)
