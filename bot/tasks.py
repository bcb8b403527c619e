"""What each command of the command line does."""

from __future__ import annotations

import argparse
import asyncio
import gc
import signal
import sys
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import structlog

from bot.api.clock import SystemClock
from bot.config import ConfigProblem, Settings, secrets
from bot.locking import locked
from bot.platforms import Platform, Refused

Task = Callable[[Settings, argparse.Namespace], Awaitable[int]]


async def run(settings: Settings, _given: argparse.Namespace) -> int:
    """Starts what is configured, until the end of input or a signal."""
    from bot.app import opened
    from bot.logs import set_up

    platforms = faces(settings)
    if not platforms:
        settings.log.level = "error" if settings.log.level == "info" else settings.log.level
    set_up(settings.log)
    chosen = platforms or [terminal(settings)]
    async with AsyncExitStack() as stack:
        stack.enter_context(locked(settings))
        app = await stack.enter_async_context(opened(settings, chosen))
        be_prompt()
        if settings.web.port:
            from bot.web import serving

            await stack.enter_async_context(serving(settings.web, app))
        running = asyncio.create_task(app.run())
        _end_at_signals(running)
        structlog.get_logger().info("ready", faces=[p.network for p in chosen])
        try:
            await running
        except asyncio.CancelledError:
            return 0
        except Refused as refusal:
            raise ConfigProblem(refusal.reason) from None
    return 0


async def console(settings: Settings, _given: argparse.Namespace) -> int:
    """Plays a script from standard input; 1 where a line was refused."""
    from bot.app import opened
    from bot.logs import set_up
    from bot.platforms.console.client import ConsoleFace

    settings.log.level = "error"
    set_up(settings.log)
    face = ConsoleFace(script=sys.stdin, folder=Path(settings.data), locale=settings.language)
    with locked(settings):
        async with opened(settings, [face]) as app:
            await app.run()
    return 1 if face.failed else 0


async def check(settings: Settings, _given: argparse.Namespace) -> int:
    """Says what is wrong and how to mend it; 1 where anything is."""
    from bot.checkup import findings

    found = await findings(settings)
    for finding in found:
        print(f"{'ok  ' if finding.ok else 'NOT '} {finding.what}")  # noqa: T201
        if finding.mend and not finding.ok:
            print(f"     {finding.mend}")  # noqa: T201
    return 0 if all(finding.ok for finding in found) else 1


async def invite(settings: Settings, _given: argparse.Namespace) -> int:
    """Prints the link with the scopes and the least permissions, and one with what rooms of blocs need."""
    from bot.platforms.discord.check import application_id
    from bot.platforms.discord.invite import link

    token = secrets(settings).discord_token
    if token is None:
        raise ConfigProblem("Discord has no token yet. Set FOLKMOOT_DISCORD_TOKEN, or discord.token_file.")
    number = await application_id(settings.discord, token)
    print(link(number))  # noqa: T201
    print(f"With what it needs for rooms of blocs and for events: {link(number, with_rooms=True)}")  # noqa: T201
    return 0


async def schema(settings: Settings, _given: argparse.Namespace) -> int:
    """Brings the database up to date."""
    from bot.app import all_owners
    from storage.database import Database
    from storage.migrate import migrate

    with locked(settings):
        db = await Database.open(settings.database_url)
        try:
            done = await migrate(db, all_owners(settings))
        finally:
            await db.close()
    print("\n".join(done) or "The database is up to date.")  # noqa: T201
    return 0


async def backup(settings: Settings, given: argparse.Namespace) -> int:
    """Writes one archive, also while the bot runs."""
    from bot.keeping import write_backup

    kept = await write_backup(settings, given.config, given.file)
    print(f"Kept in {given.file}: {', '.join(kept)}.")  # noqa: T201
    return 0


async def restore(settings: Settings, given: argparse.Namespace) -> int:
    """Puts an archive back; the bot must not be running."""
    from bot.keeping import read_backup

    with locked(settings):
        kept = await read_backup(settings, given.file)
    print(f"Put back: {', '.join(kept)}. Now start the bot.")  # noqa: T201
    return 0


async def verify(settings: Settings, _given: argparse.Namespace) -> int:
    """Walks each assembly's chain; 1 where one is broken."""
    from bot.keeping import broken_chains

    broken, count = await broken_chains(settings)
    for name, link in broken:
        print(f"The journal of {name} does not hold: link {link} was changed or is missing.")  # noqa: T201
    if not broken:
        whose = "journal of 1 assembly holds" if count == 1 else f"journals of {count} assemblies hold"
        print(f"The {whose}, link by link.")  # noqa: T201
    return 1 if broken else 0


def be_prompt() -> None:
    """Sets the interpreter up for crowds.

    What is loaded stays, and walking it again and again costs as much as the acts do; and while the
    database's thread works through a batch, the event loop is to get its turn within a millisecond.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    sys.setswitchinterval(0.001)


def faces(settings: Settings) -> list[Platform]:
    """The networks that are configured."""
    held = secrets(settings)
    found: list[Platform] = []
    if settings.matrix.homeserver:
        from bot.platforms.matrix.client import MatrixFace

        folder = Path(settings.data)
        found.append(
            MatrixFace(settings.matrix, held.matrix_password, held.matrix_token, folder, SystemClock())
        )
    if held.discord_token is not None:
        from bot.platforms.discord.client import DiscordFace

        found.append(DiscordFace(settings.discord, held.discord_token, SystemClock()))
    return found


def terminal(settings: Settings) -> Platform:
    """The terminal face, for people at a prompt or lines from a pipe."""
    from bot.platforms.console.client import ConsoleFace

    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    return ConsoleFace(interactive=interactive, folder=Path(settings.data), locale=settings.language)


def _end_at_signals(running: asyncio.Task[None]) -> None:
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows has none of these; Ctrl+C ends it there all the same
            loop.add_signal_handler(name, running.cancel)


TASKS: dict[str, Task] = {
    "run": run,
    "console": console,
    "check": check,
    "invite": invite,
    "schema": schema,
    "backup": backup,
    "restore": restore,
    "verify": verify,
}
