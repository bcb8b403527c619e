"""The bot by a clock that a test sets, so that an evening and a week pass in a minute.

python -m tests.handset FILE run --config config.toml

FILE holds the instant that was set and the machine's own then. From there on the clock goes ever more slowly,
and takes twenty minutes to go on by one, so that a minute on the wall is the same on any machine; what waits
for a second to pass, such as a try to send again, still comes.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.__main__ import load_undisturbed, main
from bot.api.clock import SystemClock

RUNS_ON = 20.0
LEAST = 30.0
"""So many times more slowly at most: what waits for a second comes within half a minute."""
LOOKS = timedelta(seconds=0.2)
"""How soon the bot sees that the clock was set; by its own it looks once a minute."""


def set_to(file: Path, at: datetime) -> None:
    """Sets the clock; whoever reads it meanwhile sees the one time or the other."""
    fresh = file.with_suffix(".new")
    fresh.write_text(f"{at.timestamp()} {time.time()}")
    fresh.replace(file)


def told(file: Path) -> datetime:
    """The time by that clock."""
    at, since = map(float, file.read_text().split())
    gone = max(time.time() - since, 0.0)
    return datetime.fromtimestamp(at + RUNS_ON * gone / (gone + RUNS_ON) + gone / LEAST, UTC)


def take_over(file: Path) -> None:
    """Has every clock of this process go by the file."""
    from bot import scheduler

    def now(_clock: SystemClock) -> datetime:
        return told(file)

    setattr(SystemClock, "now", now)  # noqa: B010 - mypy takes no assignment to a method
    scheduler.LOOK_AGAIN = LOOKS


if __name__ == "__main__":
    load_undisturbed()
    take_over(Path(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
