"""The whole bot as a process of its own, as an operator runs it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import warm
from tests.ahead import move, program
from tests.matrix.synapse import REPOSITORY, SERVER_NAME, Login

PATIENCE = 120.0


class BotProcess:
    """`python -m bot run` on a folder of its own; can be killed at any moment and started again.

    more is what its configuration says besides, such as of another network.
    """

    def __init__(self, login: Login, folder: Path, more: str = "", **secrets: str) -> None:
        self.login = login
        self.folder = folder
        self._secrets = {"FOLKMOOT_MATRIX_PASSWORD": login.password, **secrets}
        self._process: warm.Started | None = None
        self.clock: Path | None = None
        folder.mkdir(parents=True)
        (folder / "config.toml").write_text(
            f"""
            database = "{folder / "moot.db"}"
            data = "{folder}"
            [log]
            file = "{folder / "log"}"
            [matrix]
            homeserver = "{login.homeserver}"
            user = "{login.user_id}"
            invite_from = ["*:{SERVER_NAME}"]
            edit_interval = 1.0
            {more}
            """
        )

    @property
    def user_id(self) -> str:
        """The bot's account."""
        return self.login.user_id

    @property
    def is_running(self) -> bool:
        """Whether the process has been started and has not ended by itself."""
        return self._process is not None and self._process.poll() is None

    def program(self) -> list[str]:
        """What follows python -m, before the command."""
        return program(self.clock)

    async def start(self, *, anew: bool = False) -> None:
        """Starts the process; anew from nothing rather than from what is loaded."""
        env = {**os.environ, **self._secrets, "PYTHONPATH": str(REPOSITORY)}
        words = [*self.program(), "run", "--config", str(self.folder / "config.toml")]
        self._process = warm.start(words, self.folder, env, self.folder / "output", anew=anew)

    def go_by(self, ahead: float) -> None:
        """Has its clock go so many seconds ahead; the first time before it is started."""
        self.clock = self.folder / "clock"
        move(self.clock, ahead)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Holds the process where it stands, so that what happens meanwhile is not heard."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    async def kill(self) -> None:
        """Ends it as a power cut would."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ends it as an operator would, and returns its exit code."""
        return await self._end(signal.SIGTERM)

    def words(self) -> str:
        """All that it wrote to its log and its outputs."""
        return "\n".join(
            (self.folder / name).read_text() for name in ("output", "log") if (self.folder / name).exists()
        )

    async def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        process, self._process = self._process, None
        process.send_signal(how)
        return await warm.ended(process, PATIENCE)
