"""The bot by a clock that a test moves on, so that what is due in hours comes in seconds.

python -m tests.ahead FILE run --config config.toml: the file says how many seconds the clock goes ahead.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.__main__ import load_undisturbed, main
from bot.api.clock import SystemClock

LOOK_AGAIN = timedelta(seconds=0.3)
"""Nobody tells the bot that its clock has moved, so it looks often for what is due."""


def program(clock: Path | None) -> list[str]:
    """What python -m runs to have the bot by such a clock, or by the machine's."""
    return ["tests.ahead", str(clock)] if clock else ["bot"]


def move(clock: Path, ahead: float) -> float:
    """Sets such a clock, all at once, and says by how many seconds that moves it on."""
    before = float(clock.read_text()) if clock.exists() else 0.0
    written = clock.with_suffix(".new")
    written.write_text(str(ahead))
    written.replace(clock)
    return ahead - before


def go_by(clock: Path) -> None:
    """Has every clock of this process go by the file."""
    from bot import scheduler

    def now(_clock: SystemClock) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(clock.read_text()))

    setattr(SystemClock, "now", now)  # noqa: B010 - mypy takes no assignment to a method
    scheduler.LOOK_AGAIN = LOOK_AGAIN


if __name__ == "__main__":
    load_undisturbed()
    go_by(Path(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
