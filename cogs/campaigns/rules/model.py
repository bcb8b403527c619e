"""Models: motions that other bodies move as their own, and the count of those that carried them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.api.errors import RuleError
from bot.api.text import folded

TITLE_LIMIT, TEXT_LIMIT, BODY_LIMIT, TOWN_LIMIT, PROOF_LIMIT = 120, 4000, 120, 60, 300
MOST_MODELS, MOST_ADOPTIONS = 20, 5000
LARGEST = 10_000_000


@dataclass(frozen=True, slots=True)
class Model:
    """A published text; its number is one on the whole bot, so that every assembly can type it."""

    id: int
    assembly: int
    title: str = field(repr=False)
    text: str = field(repr=False)
    locale: str
    publisher: int | None
    at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Adoption:
    """One body that carried it; body is empty where the bot counted it itself, and then names nobody."""

    model: int
    number: int
    body: str = field(repr=False)
    town: str = field(repr=False)
    ayes: int
    noes: int
    proof: str = field(repr=False)
    reporter: int | None
    at: datetime
    confirmed_at: datetime | None = None

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    def is_same(self, body: str, town: str) -> bool:
        return bool(self.body) and (folded(self.body), folded(self.town)) == (folded(body), folded(town))


@dataclass(frozen=True, slots=True)
class Carried:
    """How many bodies carried a model, with how many votes; reported ones wait to be confirmed."""

    bodies: int = 0
    ayes: int = 0
    noes: int = 0
    reported: int = 0


@dataclass(eq=False, repr=False)
class NoModel(RuleError):
    """No model has this number, or it was withdrawn."""

    number: int


@dataclass(eq=False, repr=False)
class TooManyModels(RuleError):
    """More models than others could follow."""

    most: int


@dataclass(eq=False, repr=False)
class NotPublisher(RuleError):
    """A model is withdrawn by who published it, or by a steward."""

    number: int


@dataclass(eq=False, repr=False)
class ReportedElsewhere(RuleError):
    """What bodies carried is reported to the assembly that published the model."""

    number: int


@dataclass(eq=False, repr=False)
class NoVotes(RuleError):
    """Numbers of votes that no body could have carried anything by."""

    number: int


@dataclass(eq=False, repr=False)
class ReportedBefore(RuleError):
    """The same body was reported before."""

    number: int
    report: int


@dataclass(eq=False, repr=False)
class NoReport(RuleError):
    """There is no such report that waits for somebody to confirm it."""

    number: int


@dataclass(eq=False, repr=False)
class OwnReport(RuleError):
    """Whoever reported it can't confirm it."""

    number: int


@dataclass(eq=False, repr=False)
class NotCarriedHere(RuleError):
    """Only what was carried is offered to others."""

    motion: int


def votes(model: int, ayes: int, noes: int) -> None:
    """Refuses numbers by which nothing is carried."""
    if ayes <= noes or noes < 0 or max(ayes, noes) > LARGEST:
        raise NoVotes(model)


def confirm(adoption: Adoption | None, member: int, model: int) -> Adoption:
    """The report that a second member may confirm."""
    if adoption is None or adoption.is_confirmed:
        raise NoReport(model)
    if adoption.reporter == member:
        raise OwnReport(model)
    return adoption
