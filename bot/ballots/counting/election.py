"""What is to be filled, among whom, how it is counted, and the seed of the lot."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum

from bot.api.text import folded
from bot.ballots.counting.errors import NoSeats, OneSeatOnly, StandsTwice, TooFewCandidates
from bot.ballots.counting.lot import Lot


class Method(Enum):
    """How ballots are counted; the values are stored."""

    STV = "stv"
    IRV = "irv"
    SCHULZE = "schulze"
    APPROVAL = "approval"
    PLURALITY = "plurality"

    @classmethod
    def read(cls, word: str) -> Method | None:
        """The method that a word stands for, in any shipped language."""
        plain = " ".join(folded(word).replace("-", " ").split())
        return next((cls(value) for value, words in _WORDS.items() if plain in (value, *words)), None)


_WORDS = {
    "stv": ("transferable", "single transferable vote", "vut", "voto transferible"),
    "irv": ("ranked", "ranked choice", "instant runoff", "preferential", "voto preferencial", "preferencial"),
    "schulze": ("condorcet",),
    "approval": ("approve", "aprobacion", "voto de aprobacion"),
    "plurality": ("most names", "first past the post", "mayoria simple", "pluralidad", "mayoria"),
}


@dataclass(frozen=True, slots=True)
class Election:
    """All that a count needs beside the ballots; the order of the candidates means nothing."""

    candidates: tuple[int, ...]
    seats: int
    method: Method
    seed: str

    def __post_init__(self) -> None:
        """Refuses what cannot be counted."""
        if self.seats < 1:
            raise NoSeats(self.seats)
        twice = [candidate for candidate, times in Counter(self.candidates).items() if times > 1]
        if twice:
            raise StandsTwice(twice[0])
        if len(self.candidates) < self.seats:
            raise TooFewCandidates(len(self.candidates), self.seats)
        if self.method is Method.IRV and self.seats > 1:
            raise OneSeatOnly(self.seats)

    @property
    def lot(self) -> Lot:
        return Lot(self.seed)


def usual(seats: int) -> Method:
    """The method for so many seats where nobody asks for another."""
    return Method.IRV if seats == 1 else Method.STV
