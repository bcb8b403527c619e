"""Starts bots from a process that has loaded all that a bot is made of.

To load it takes a second, and the tests start a hundred bots. Each is a process of its own all the same, with
its own memory, that a signal ends as any other. python -m tests.warm FD: orders and ends are lines of JSON.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

ROOT = Path(__file__).parents[1]
FACES = ("bot.platforms.discord.client", "bot.platforms.matrix.client")
LOOK_AGAIN = 0.02


class Started(Protocol):
    """A bot that runs, or has ended with a code."""

    def poll(self) -> int | None: ...

    def send_signal(self, how: signal.Signals) -> None: ...


class Forked:
    """A bot that was forked from what is loaded."""

    def __init__(self, loaded: Loaded, number: int) -> None:
        self._loaded = loaded
        self._number = number

    def poll(self) -> int | None:
        """Its exit code, as subprocess has it, or None while it runs."""
        self._loaded.hear(0)
        return self._loaded.codes.get(self._number)

    def send_signal(self, how: signal.Signals) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self._loaded.pids[self._number], how)


class Loaded:
    """The process that has loaded everything; with it end all whom it has started."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.warm", str(theirs.fileno())],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        self._numbers = itertools.count(1)
        self._rest = b""
        self.pids: dict[int, int] = {}
        self.codes: dict[int, int] = {}

    def start(self, words: Sequence[str], cwd: Path, env: Mapping[str, str], output: Path) -> Forked:
        number = next(self._numbers)
        order = {"number": number, "words": words, "cwd": str(cwd), "env": {**env}, "output": str(output)}
        self._socket.sendall(json.dumps(order).encode() + b"\n")
        while number not in self.pids:
            self.hear(None)
        return Forked(self, number)

    def hear(self, patience: float | None) -> None:
        """Takes in what the process tells: who has started, and who has ended."""
        while select.select([self._socket], [], [], patience)[0]:
            if not (heard := self._socket.recv(65536)):
                raise RuntimeError("the process that bots are started from has ended")
            *lines, self._rest = (self._rest + heard).split(b"\n")
            for told in map(json.loads, lines):
                self.pids |= {told["number"]: told["pid"]} if "pid" in told else {}
                self.codes |= {told["number"]: told["code"]} if "code" in told else {}
            patience = 0

    def close(self) -> None:
        self._socket.close()
        self._process.wait()


@dataclass
class Keeping:
    """Whether bots are started from what is loaded; it is loaded for the first of them."""

    is_wanted: bool = False
    loaded: Loaded | None = None

    def close(self) -> None:
        if self.loaded is not None:
            self.loaded.close()
        self.is_wanted, self.loaded = False, None


_keeping = Keeping()


@contextmanager
def kept() -> Iterator[None]:
    """Has all bots be started from what is loaded, as long as the outermost of these lasts."""
    if _keeping.is_wanted:
        yield
        return
    _keeping.is_wanted = True
    try:
        yield
    finally:
        _keeping.close()


def start(
    words: Sequence[str], cwd: Path, env: Mapping[str, str], output: Path, *, anew: bool = False
) -> Started:
    """`python -m WORDS` with its outputs appended to a file; from what is loaded, where that is kept.

    One that is to start anew loads all by itself, as it does for everybody else.
    """
    if _keeping.is_wanted and not anew:
        _keeping.loaded = _keeping.loaded or Loaded()
        return _keeping.loaded.start(words, cwd, env, output)
    with output.open("ab") as written:
        return subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=cwd,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
        )


async def ended(started: Started, within: float) -> int:
    """The exit code, once it has ended; TimeoutError where it does not."""
    deadline = time.monotonic() + within
    while (code := started.poll()) is None:
        if time.monotonic() > deadline:
            raise TimeoutError(f"the bot has not ended within {within:g} s")
        await asyncio.sleep(LOOK_AGAIN)
    return code


def kill(started: Started, within: float = 60.0) -> None:
    """Ends it in the middle of what it does, and comes back once it is gone."""
    started.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + within
    while started.poll() is None:
        if time.monotonic() > deadline:
            raise TimeoutError(f"a bot that was killed is there after {within:g} s")
        time.sleep(LOOK_AGAIN)


def serve(orders: socket.socket) -> dict[str, Any] | None:
    """Forks for each order; returns the order in the process that is to follow it, and None at the end."""
    woken, waker = socket.socketpair()
    waker.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waker.fileno())
    running: dict[int, int] = {}
    rest = b""
    while True:
        ready, _, _ = select.select([orders, woken], [], [])
        if woken in ready:
            woken.recv(4096)
            _tell_of_ends(orders, running)
        if orders not in ready:
            continue
        if not (heard := orders.recv(65536)):
            break
        *lines, rest = (rest + heard).split(b"\n")
        for order in map(json.loads, lines):
            if (pid := os.fork()) == 0:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                for end in (woken, waker, orders):
                    end.close()
                return dict(order)
            running[pid] = order["number"]
            _tell(orders, number=order["number"], pid=pid)
    for pid in running:
        os.kill(pid, signal.SIGKILL)
    return None


def _tell_of_ends(orders: socket.socket, running: dict[int, int]) -> None:
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        _tell(orders, number=running.pop(pid), code=os.waitstatus_to_exitcode(status))


def _tell(orders: socket.socket, **told: int) -> None:
    orders.sendall(json.dumps(told).encode() + b"\n")


def follow(order: dict[str, Any]) -> None:
    """Goes on as `python -m WORDS` would, from where all is loaded."""
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    written = os.open(order["output"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for stream in (1, 2):
        os.dup2(written, stream)
    os.close(written)
    sys.argv = list(order["words"])
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def load() -> None:
    """Loads what a bot on every network is made of."""
    gc.set_threshold(20_000, 20, 20)
    from bot import app, checkup, logs, tasks  # noqa: F401  (loaded is all they are to be)
    from bot.loader import ALL_COGS

    for name in (*FACES, *(f"cogs.{name}.commands" for name in ALL_COGS)):
        import_module(name)
    gc.freeze()


if __name__ == "__main__":
    load()
    with socket.socket(fileno=int(sys.argv[1])) as given:
        taken = serve(given)
    if taken is not None:
        follow(taken)
