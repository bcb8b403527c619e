"""A bot on two networks whose clock a test sets."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tests import handset
from tests.matrix.bot_process import BotProcess
from tests.matrix.synapse import Login


class HandsetBot(BotProcess):
    """`python -m tests.handset` in the place of `python -m bot`; its edits rest for a moment only."""

    def __init__(self, login: Login, folder: Path, more: str = "", **secrets: str) -> None:
        super().__init__(login, folder, more, **secrets)
        config = self.folder / "config.toml"
        config.write_text(config.read_text().replace("edit_interval = 1.0", "edit_interval = 0.1"))

    def program(self) -> list[str]:
        return ["tests.handset", str(self.folder / "hands")]

    def set_clock(self, at: datetime) -> None:
        """Has it be this time for the bot, whether it runs or not."""
        handset.set_to(self.folder / "hands", at)
