"""An election of three delegates on two networks in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

import pytest

from bot.api.invocation import Answer
from bot.config import Settings
from tests import election
from tests.memory import InMemory


class Electing(InMemory):
    """The stage of tests/election.py."""

    capsys: pytest.CaptureFixture[str]
    answers: dict[str, Answer | None]

    async def choose(self, who: str, line: str) -> str:
        said = await self.say(who, line)
        self.answers[who] = self.nets.answer
        return said

    async def cast(self, who: str) -> str:
        self.nets.answer = self.answers[who]
        await self.nets.press(who, "Cast it", private=True)
        self.answers[who] = self.nets.answer
        return self.nets.text

    def receipt(self, who: str) -> str:
        answer = self.answers[who]
        assert answer is not None
        change = next(button for button in answer.card.buttons if button.label == "Change my vote")
        return str(change.arguments["receipt"])

    async def pick(self, who: str, names: Sequence[str]) -> str:
        await self.press(who, "Vote", "vote until")
        for name in names:
            assert self.nets.answer is not None
            menu = self.nets.answer.card.menus[0]
            label = next(pick.label for pick in menu.picks if name in pick.label)
            await self.nets.choose(who, menu.label, label, private=True)
        await self.nets.press(who, "Cast it", private=True)
        self.answers[who] = self.nets.answer
        return self.nets.text

    async def dies_until(self, at: datetime) -> None:
        await self.end()
        self.clock.at = at
        await self.start()

    def logged(self) -> str:
        out, err = self.capsys.readouterr()
        return out + err


@pytest.fixture
async def stage(settings: Settings, capsys: pytest.CaptureFixture[str]) -> AsyncIterator[Electing]:
    """Both networks, and an assembly that meets on them."""
    made = Electing(settings, election.FOUNDED)
    made.capsys, made.answers = capsys, {}
    await made.start()
    await made.found()
    yield made
    await made.end()


async def test_an_election_of_three_delegates(stage: Electing) -> None:
    await election.play(stage)
    for network in election.NETWORKS:
        assert await stage.count(network, election.RESULT) == 1
