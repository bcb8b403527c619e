"""The command line: run, console, check, invite, schema, backup, restore, verify."""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
import traceback
from collections.abc import Awaitable
from pathlib import Path

from bot import __version__


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; the exit code is 0 only where all was well."""
    given = _parser().parse_args(arguments)
    load_undisturbed()
    from bot.config import ConfigProblem, read

    try:
        if given.task == "verify" and given.decision is not None:
            return _verified(given)
        settings = read(given.config)
        from bot import tasks

        return asyncio.run(_run(tasks.TASKS[given.task](settings, given)))
    except ConfigProblem as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    except Exception as error:
        # What the error says may quote somebody; where it happened is enough to find it.
        frames = "".join(traceback.format_tb(error.__traceback__))
        print(f"{frames}{type(error).__name__}: ended by a fault of its own", file=sys.stderr)
        return 70


def load_undisturbed() -> None:
    """Looks for garbage seldom: to walk again and again what is loaded, and stays, is a sixth of a start."""
    gc.set_threshold(20_000, 20, 20)


def _verified(given: argparse.Namespace) -> int:
    """Checks one exported file, with neither settings nor database."""
    from bot.verifying import LARGEST, Wanted, verified

    file: Path = given.decision
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as error:
        print(f"{file} can't be read ({error.strerror}). Name the file that was exported.", file=sys.stderr)
        return 2
    found = verified(content, Wanted(given.method, given.seats, given.seed))
    print("\n".join(found.lines), file=sys.stderr if found.code == 2 else sys.stdout)
    return found.code


async def _run(task: Awaitable[int]) -> int:
    return await task


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Folkmoot, for assemblies.")
    parser.add_argument("--version", action="version", version=f"Folkmoot {__version__}")
    tasks = parser.add_subparsers(dest="task", required=True, metavar="COMMAND")
    for name, about in _ABOUT.items():
        task = tasks.add_parser(name, help=about, description=about)
        task.add_argument("--config", type=Path, default=None, help="a TOML file; ./config.toml if left out")
        if name in ("backup", "restore"):
            task.add_argument("file", type=Path, help="the archive (.tar.gz)")
        if name == "verify":
            _add_file(task)
    return parser


def _add_file(task: argparse.ArgumentParser) -> None:
    """What verify takes: a file, and how one is counted that does not say it itself."""
    about = "a result that was exported (.json), or papers (.blt), to be counted anew from the file alone"
    task.add_argument("decision", type=Path, nargs="?", metavar="FILE", help=about)
    methods = ("stv", "irv", "schulze")
    about = "for a .blt file: how it is counted; stv for several seats and irv for one if left out"
    task.add_argument("--method", choices=methods, default="", help=about)
    task.add_argument("--seats", type=int, default=None, help="for a .blt file: how many seats it fills")
    task.add_argument("--seed", default="", help="for a .blt file: the seed by which lots are drawn")


_ABOUT = {
    "run": "start the faces that are configured, or the terminal where none is",
    "console": "play lines such as 'ana: /motion propose Buy a kettle' from standard input",
    "check": "say what is wrong with configuration, log-in and permissions, and how to mend it",
    "invite": "print the link with which Discord lets the bot in",
    "schema": "bring the database up to date and say at which versions it is",
    "backup": "write database, keys and settings into one archive, also while running",
    "restore": "put an archive back in place",
    "verify": "count an exported result anew; or, without a file, walk the journal of every assembly",
}

if __name__ == "__main__":
    sys.exit(main())
