"""The composition root: opens storage, loads cogs, starts the faces, and ends them in the same order back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.api.clock import Clock, SystemClock
from bot.api.cog import Cog, Home, Operator
from bot.api.services import Forgetting, Kept, Moving, Now
from bot.asked import Asked
from bot.asking import NetworkAsk
from bot.audience import Audience
from bot.config import Settings
from bot.dates import zones
from bot.dispatch import Dispatch
from bot.door import FaceDoor
from bot.folding import Folding
from bot.housing import Housekeeper
from bot.job import Consequences
from bot.languages import shipped, speech
from bot.loader import House, load, owners
from bot.messenger import Messenger
from bot.naming import Naming
from bot.occasions import OccasionKeeper
from bot.outbox import Carrier
from bot.own import Own
from bot.people import People
from bot.platforms import Platform
from bot.reading import Reader
from bot.reasons import reasons
from bot.recount import Recounter
from bot.ringing import Ringing
from bot.rooms import Rooms
from bot.scheduler import Scheduler, Sweeper
from bot.single import Single
from bot.telling import Teller
from bot.writer import Writer
from storage.alarms import Alarms
from storage.assemblies import Assemblies
from storage.database import Database
from storage.inbox import Inbox
from storage.journal import Journal
from storage.members import Roll
from storage.migrate import CORE, Owner, migrate
from storage.networks import Networks
from storage.outbox import Outbox
from storage.persons import Persons
from storage.reactions import ReactionStates

log = structlog.get_logger()
RESTART_AFTER = 1.0


@dataclass(slots=True)
class App:
    """Folkmoot, put together: a door for faces, and the workers behind it."""

    db: Database
    house: House
    door: FaceDoor
    dispatch: Dispatch
    writer: Writer
    carriers: dict[str, Carrier]
    teller: Teller
    asked: Asked
    sweeper: Sweeper
    scheduler: Scheduler
    platforms: Sequence[Platform]
    housekeepers: dict[str, Housekeeper]
    calendars: dict[str, OccasionKeeper]

    def workers(self) -> dict[str, Callable[[], Awaitable[None]]]:
        """What runs beside the faces, by name."""
        carriers = {f"outbox {name}": carrier.run for name, carrier in self.carriers.items()}
        keepers = {f"rooms {name}": keeper.run for name, keeper in self.housekeepers.items()}
        keepers |= {f"calendar {name}": keeper.run for name, keeper in self.calendars.items()}
        return {
            "writer": self.writer.run,
            "telling": self.teller.run,
            "asked": self.asked.run,
            "clock": self.scheduler.run,
            "fleeting": self.door.passing.run,
            **carriers,
            **keepers,
        }

    async def run(self) -> None:
        """Runs the workers, and the faces until the first of them returns."""
        async with self.working():
            faces = [asyncio.create_task(p.run(self.door), name=p.network) for p in self.platforms]
            try:
                done, _ = await asyncio.wait(faces, return_when=asyncio.FIRST_COMPLETED)
                for face in done:
                    face.result()
            finally:
                await _end(faces)

    @asynccontextmanager
    async def working(self) -> AsyncIterator[App]:
        """The workers alone, without a face."""
        tasks = [
            asyncio.create_task(_kept_up(name, work), name=name) for name, work in self.workers().items()
        ]
        try:
            yield self
        finally:
            await _end(tasks)


@asynccontextmanager
async def opened(
    settings: Settings, platforms: Sequence[Platform], clock: Clock | None = None
) -> AsyncIterator[App]:
    """The app on its database, migrated, with its cogs loaded; closed when it is left."""
    zones.pin()
    db = await Database.open(settings.database_url)
    try:
        done = await migrate(db, all_owners(settings))
        if done:
            log.info("migrated", steps=done)
        app = await _put_together(db, settings, platforms, clock or SystemClock())
        await app.writer.folding.now()
        try:
            yield app
        finally:
            await app.writer.folding.end()
    finally:
        await db.close()


def all_owners(settings: Settings) -> list[Owner]:
    """Whose tables there are, in the order in which they are made."""
    from bot.ballots import OWNER as BALLOTS

    return [CORE, BALLOTS, *owners(settings.cogs)]


async def _put_together(db: Database, settings: Settings, platforms: Sequence[Platform], clock: Clock) -> App:
    assemblies, roll, outbox, states = Assemblies(db), Roll(db), Outbox(db), ReactionStates(db)
    inbox, journal, networks = Inbox(db), Journal(db), Networks(db)
    async with db.reading():
        await inbox.load()
    moving = Moving()
    folding = Folding(db)
    house = _furnished(db, settings, assemblies, roll, clock, moving, folding)
    rooms = Rooms(db, assemblies, roll, outbox, moving, clock)
    by_network = {platform.network: platform for platform in platforms}
    people, naming = People(assemblies, roll), Naming(roll, by_network, house.commands)
    single = Single(db, roll, outbox, states, rooms, Audience(assemblies, house.bodies), house.acting, clock)
    writer = Writer(db, inbox, journal, single, folding, clock)
    reader = Reader(db, outbox, roll, clock)
    recounter = Recounter(db, outbox, roll, networks, by_network, house.reacts, reader, clock)
    features = {network: platform.features for network, platform in by_network.items()}
    ask = NetworkAsk(by_network, recounter, naming)
    dispatch = Dispatch(house.commands, people, writer, inbox, clock, features, ask, settings.language)
    reader.run_mark = dispatch.run_mark
    door = FaceDoor(db, house, dispatch, recounter, rooms, roll, outbox, naming, clock, settings.language)
    carriers = {
        name: Carrier(db, outbox, platform, house, people, naming, rooms, clock)
        for name, platform in by_network.items()
    }
    chats, assent = door.answering.chats, door.answering.assent
    messenger = Messenger(db, roll, people, house, naming, by_network, assent)
    teller = Teller(db, outbox, roll, people, messenger, clock, chats)
    sweeper = Sweeper(db, house.sweeps, dispatch.run_due, clock)
    asked = Asked(db, outbox, roll, people, messenger, clock, chats, sweeper.calm)
    house.now.add(asked.waiting)
    scheduler = Scheduler(sweeper, clock)
    keepers = {
        name: Housekeeper(db, name, platform.housing, house, people, clock)
        for name, platform in by_network.items()
        if platform.housing is not None
    }
    calendars = _calendars(db, by_network, house, people, clock)
    workers = (writer, carriers, teller, asked, sweeper, scheduler)
    app = App(db, house, door, dispatch, *workers, platforms, keepers, calendars)
    writer.committed = _after_commits(app)
    for carrier in carriers.values():
        carrier.found = recounter.read_again
    for keeper in keepers.values():
        keeper.report, keeper.moved = dispatch.run_due, rooms.moved
    for calendar in calendars.values():
        calendar.report = dispatch.run_due
    door.carriers, door.sweeper, door.housekeepers, door.asked = carriers, sweeper, keepers, asked
    door.calendars, asked.ordered = calendars, _poking(carriers)
    ask.keepers = keepers
    return app


def _calendars(
    db: Database, by_network: Mapping[str, Platform], house: House, people: People, clock: Clock
) -> dict[str, OccasionKeeper]:
    """Who keeps the events on each network that has a calendar."""
    keepers = {
        name: OccasionKeeper(db, name, platform.occasions, house, people, clock)
        for name, platform in by_network.items()
        if platform.occasions is not None
    }
    house.calendars.networks.update(keepers)
    return keepers


def _furnished(
    db: Database,
    settings: Settings,
    assemblies: Assemblies,
    roll: Roll,
    clock: Clock,
    moving: Moving,
    folding: Folding,
) -> House:
    """The cogs, set up in one house, and the person's way out of all of them."""
    persons, alarms = Persons(db, roll), Alarms(db)
    forgetting = Forgetting(persons.earlier)
    operator = Operator(settings.operator.name, settings.operator.contact)
    keeping = settings.keeping.lengths()
    boards = (Now(), Kept(), forgetting, moving)
    home = Home(db, clock, assemblies, roll, alarms, *boards, operator, keeping, shipped())
    home.redrawing.earlier = persons.earlier
    home.speech = speech
    house = load(settings.cogs, home)
    home.deeds.why = reasons(house)
    house.take_in(Own(house))
    house.take_in(ringing := Ringing(alarms, home.ringers))
    home.merging.add(ringing.merge)
    for cog in house.cogs:
        forgetting.add(_forgotten_by(cog))
    forgetting.add(lambda _assembly, member, now: roll.forget(member, now))
    forgetting.add(lambda _assembly, member, _now: persons.forget(member))
    forgetting.add(_folded_in(db, folding))
    return house


def _folded_in(db: Database, folding: Folding) -> Callable[[int, int, datetime], Awaitable[None]]:
    """Has what was erased leave the write-ahead file too, once the erasing is on disk."""
    under_way: set[asyncio.Task[bool]] = set()

    def begin() -> None:
        task = asyncio.create_task(folding.now())
        under_way.add(task)
        task.add_done_callback(under_way.discard)

    async def hook(_assembly: int, _member: int, _now: datetime) -> None:
        db.after_commit(begin)

    return hook


def _forgotten_by(cog: Cog) -> Callable[[int, int, datetime], Awaitable[None]]:
    return lambda assembly, member, _now: cog.forget(assembly, member)


def _poking(carriers: Mapping[str, Carrier]) -> Callable[[], None]:
    def poke() -> None:
        for carrier in carriers.values():
            carrier.poke()

    return poke


def _after_commits(app: App) -> Callable[[Consequences, bool], None]:
    """After a commit the carriers look for what is to be said, and the clock for what is due."""

    def committed(followed: Consequences, ordinary: bool) -> None:
        if ordinary:
            app.scheduler.poke()
            app.teller.poke()
            app.asked.poke()
            for keeper in app.housekeepers.values():
                keeper.poke()
            for calendar in app.calendars.values():
                calendar.poke()
        for carrier in app.carriers.values():
            carrier.poke() if ordinary else carrier.poke_for(followed.stale)

    return committed


async def _kept_up(name: str, work: Callable[[], Awaitable[None]]) -> None:
    """Starts a worker again when it fails, so that one bad row stops nothing else."""
    while True:
        try:
            await work()
        except Exception as error:
            log.error("a worker failed and is started again", worker=name, error=type(error).__name__)
            await asyncio.sleep(RESTART_AFTER)


async def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
