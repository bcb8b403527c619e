"""What the Matrix face learns of a server's limit, held against a bucket such as Synapse keeps."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from bot.platforms.matrix.allowance import REMEMBERED, Allowance

WAY, PAUSE = 0.02, 0.5
"""Seconds to the server and back, and for which Synapse keeps a refusal to itself."""


@dataclass
class Bucket:
    """An account's bucket on a server: it leaks at a rate and holds so many."""

    rate: float
    size: int
    level: float = 0.0
    at: float = 0.0

    def ask(self, now: float) -> float:
        """Zero where it is taken, else after how many seconds it would be."""
        self.level, self.at = max(0.0, self.level - (now - self.at) * self.rate), now
        if self.level > self.size - 1:
            return (self.level - self.size + 1) / self.rate
        self.level += 1
        return 0.0


@dataclass
class Sender:
    """Sends one after another, each as soon as it may."""

    bucket: Bucket
    allowance: Allowance = field(default_factory=Allowance)
    now: float = 0.0
    refusals: int = 0

    def send(self, count: int) -> float:
        """How long so many take."""
        begun = self.now
        for _ in range(count):
            while not self._one():
                self.refusals += 1
        return self.now - begun

    def _one(self) -> bool:
        self.now += self.allowance.wait(self.now)
        self.allowance.take(self.now)
        asked_at = self.now
        after = self.bucket.ask(asked_at + WAY / 2)
        self.now += WAY + (PAUSE if after else 0.0)
        if after:
            self.allowance.refused(asked_at, self.now, after)
        else:
            self.allowance.passed(self.now)
        return not after


@pytest.mark.parametrize(("rate", "size"), [(0.2, 10), (0.2, 1), (0.5, 20)])
def test_a_limit_is_learned_within_few_refusals_and_then_kept_to(rate: float, size: int) -> None:
    sender = Sender(Bucket(rate, size))
    sender.send(2 * size + 20)
    assert 1 <= sender.refusals <= 6
    before = sender.refusals
    sender.now += size / rate + 1
    took = sender.send(50)
    assert sender.refusals == before
    assert took <= max(50 - size, 0) / rate * 1.13 + 50 * WAY


def test_the_size_is_used_again_after_a_rest() -> None:
    sender = Sender(Bucket(0.2, 10))
    sender.send(30)
    sender.now += 60
    assert sender.send(9) < 1, "all at once but one, which is left for what was not counted"
    assert sender.send(1) > 4


def test_those_on_their_way_together_are_not_taken_for_more_than_went() -> None:
    allowance = Allowance()
    for _ in range(10):
        allowance.take(0.0)
        allowance.passed(3.0)  # a slow server: they are heard of late
    allowance.refused(0.1, 3.0, 4.9)
    went = 0
    while allowance.wait(100.0) == 0:
        allowance.take(100.0)
        went += 1
    assert went == 9


def test_a_server_without_a_limit_is_never_waited_for() -> None:
    sender = Sender(Bucket(1e9, 1))
    assert sender.send(1000) == pytest.approx(1000 * WAY)
    assert not sender.allowance.is_limited


def test_what_the_account_does_besides_slows_it_little() -> None:
    sender = Sender(Bucket(0.2, 10))
    sender.send(20)
    for _ in range(3):
        sender.bucket.level = 10  # filled with invitations, of which the pace hears nothing
        sender.send(5)
    sender.now += 60
    assert sender.send(50) < 200 * 2.2


def test_a_lifted_limit_is_found_lifted() -> None:
    sender = Sender(Bucket(0.2, 10))
    sender.send(20)
    sender.bucket = Bucket(1e9, 1)
    sender.now += REMEMBERED + 1
    assert sender.send(100) == pytest.approx(100 * WAY)
    assert not sender.allowance.is_limited
