"""What the tests of the house share: the specs of every command, as a face gets them."""

from __future__ import annotations

import pytest

from bot.api.command import Command
from tools.messages import specs


@pytest.fixture(scope="session")
def commands() -> list[Command]:
    return specs()
