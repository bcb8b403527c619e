"""What the tests of the house share: the specs of every command, as a face gets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.api.command import Command
from bot.config import Settings
from tools.messages import specs


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings whose database is not there yet: the house is looked at from its first start on."""
    return Settings(database=str(tmp_path / "folkmoot.db"), data=str(tmp_path))


@pytest.fixture(scope="session")
def commands() -> list[Command]:
    return specs()
