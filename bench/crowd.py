"""An assembly whose members are on its roll, behind the real door: everything but a network."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from bot.api.card import Reply
from bot.api.clock import SystemClock
from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from bot.api.speech import Features
from bot.app import App, opened
from bot.config import LogSettings, Settings
from bot.dispatch import Dispatch
from bot.job import Outcome
from bot.logs import set_up
from bot.tasks import be_prompt
from storage.schema import accounts, members, memberships
from tests.talk import RecordingFace

PLACE = Address("discord", "1000")
ROOM = Room(PLACE, (PLACE,))
WORDS = ("for", "against", "abstain")


class Crowd:
    """Members who press buttons; every press has an event id of its own."""

    def __init__(self, app: App, size: int, folder: Path) -> None:
        self.app = app
        self.size = size
        self.folder = folder
        self._events = itertools.count(10**18)
        self._movers = itertools.count()

    @property
    def dispatch(self) -> Dispatch:
        return self.app.dispatch

    def press(self, member: int, command: str, **arguments: str | int) -> Invocation:
        """A member's press of a button, as a face hands it in."""
        return Invocation(
            Address("discord", f"{member}"),
            ROOM,
            event=str(next(self._events)),
            command=command,
            arguments=arguments,
            source="button",
        )

    def ballot(self, number: int, member: int, turn: int = 0) -> Invocation:
        """A vote by button, another one each turn; a button holds its arguments as words."""
        return self.press(member, "motion vote", number=str(number), choice=WORDS[(member + turn) % 3])

    async def act(self, invocation: Invocation) -> Outcome:
        """Carries an act through; AssertionError where it was refused."""
        _, _, outcome = await self.dispatch.run(invocation)
        assert outcome is not None
        assert isinstance(outcome.result, Reply), outcome.result
        return outcome

    async def open_motion(self) -> None:
        """A motion that is open at once; its number is one more than the last one's."""
        mover = next(self._movers)
        await self.act(self.press(mover, "motion propose", title=f"Kettle {mover}", seconds=0))
        await self.dispatch.people.read(self.ballot(1, 0))

    async def tally(self, number: int) -> int:
        """How many ballots the card of a motion would show."""
        async with self.app.db.reading() as connection:
            sql = "SELECT sum(n) FROM tallies JOIN motions ON motions.box = tallies.box WHERE number = :n"
            return int((await connection.execute(sa.text(sql), {"n": number})).scalar_one())


@asynccontextmanager
async def crowd(size: int) -> AsyncIterator[Crowd]:
    """The whole app with its workers running and so many members, each of them read once."""
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as name:
        folder = Path(name)
        settings = Settings(database=str(folder / "moot.db"), data=name, log=LogSettings(level="error"))
        set_up(settings.log)
        face = RecordingFace("discord", Features("/", buttons=True, reactions=True, whispers=True))
        face.edit_interval = timedelta(seconds=1.5)
        async with opened(settings, [face], SystemClock()) as app, app.working():
            people = Crowd(app, size, folder)
            await people.act(people.press(0, "assembly found", name="Depot"))
            await _enrol(people)
            be_prompt()
            yield people


async def _enrol(people: Crowd) -> None:
    """Puts everybody on the roll in one transaction, and has the roll remember them as after a first act."""
    now = SystemClock().now()
    async with people.app.db.transaction() as connection:
        account = (await connection.execute(sa.select(sa.func.max(accounts.c.id)))).scalar_one()
        member = (await connection.execute(sa.select(sa.func.max(members.c.id)))).scalar_one()
        some = range(1, people.size)
        rows = [{"id": account + n, "network": "discord", "address": str(n)} for n in some]
        await connection.execute(sa.insert(accounts), rows)
        on_roll = [
            {"id": member + n, "assembly": 1, "role": 1, "joined_at": now, "salt": b"s" * 16} for n in some
        ]
        await connection.execute(sa.insert(members), on_roll)
        pairs = [{"account": account + n, "assembly": 1, "member": member + n} for n in some]
        await connection.execute(sa.insert(memberships), pairs)
    for n in range(people.size):
        await people.dispatch.people.read(people.ballot(1, n))
