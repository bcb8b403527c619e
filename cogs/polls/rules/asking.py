"""How a poll is to be asked: its kind in words, who sees what, and when it closes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from bot.api.number import Numbered
from bot.api.people import Assembly
from bot.api.text import folded
from bot.ballots.counting.election import Method
from bot.ballots.defaults import Defaults
from bot.ballots.rules import Votes
from bot.dates.hour import Hour
from cogs.polls.rules import asking_errors as errors
from cogs.polls.rules.poll import Kind, Poll

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=366)
SAME_WITHIN = timedelta(minutes=10)
OPEN_EACH = 5
OPTIONS_OF_BLOCS = ("bloc:", "who:")
_WORDS = {
    "single": ("one", "uno", "una", "unica", "una sola", "una opcion", "opcion unica"),
    "several": ("multiple", "many", "varias", "varios", "multiples", "varias opciones"),
    "approval": ("approve", "aprobacion", "voto de aprobacion"),
    "ranked": ("rank", "ranking", "ordered", "orden", "ordenada", "ordenado", "preferencias", "clasificada"),
    "yes-no": ("yes or no", "yes/no", "yes", "si-no", "si o no", "si/no", "si"),
}


class Form(Enum):
    """What an answer may say, as it is asked for: dates and elections are asked in ways of their own."""

    SINGLE = "single"
    SEVERAL = "several"
    APPROVAL = "approval"
    RANKED = "ranked"
    YES_NO = "yes-no"

    @classmethod
    def read(cls, word: str) -> Form | None:
        """The form that a word stands for, in any shipped language."""
        plain = " ".join(folded(word).split())
        spoken = {word: value for value, words in _WORDS.items() for word in (value, *words)}
        found = spoken.get(plain) or spoken.get(plain.replace(" ", "-"))
        return cls(found) if found else None

    @property
    def kind(self) -> Kind:
        return Kind(self.value)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as it was asked; what is left out is as usual."""

    question: str = field(repr=False)
    options: tuple[str, ...] = field(default=(), repr=False)
    form: Form | None = None
    closes: timedelta | datetime | None = None
    votes: Votes | None = None

    @property
    def kind(self) -> Kind:
        """Without options it is a question of yes or no."""
        form = self.form or (Form.SINGLE if self.options else Form.YES_NO)
        if form is Form.YES_NO and self.options:
            raise errors.YesNoAlone
        if form is not Form.YES_NO and not self.options:
            raise errors.NoOptions
        return form.kind


def method_of(kind: Kind) -> Method | None:
    """How it is counted, where that is more than adding up."""
    return Method.SCHULZE if kind is Kind.RANKED else None


def votes_of(asked: Votes | None, assembly: Assembly) -> Votes:
    """Who sees what of the answers; where nobody says, a careful assembly asks in secret."""
    usual = Votes.SECRET if assembly.careful else Defaults.read(assembly.settings).votes
    return asked or usual


def closes_at(asked: timedelta | datetime | None, assembly: Assembly, now: datetime) -> datetime:
    """When it closes: as asked for, else after the assembly's usual time, at its hour."""
    if asked is None:
        usual = Defaults.read(assembly.settings)
        at = now + usual.closes
        return Hour(usual.hour, assembly.zone).from_(at) if usual.hour else at
    at = now + asked if isinstance(asked, timedelta) else asked
    if at - now < SHORTEST:
        raise errors.TooShort(SHORTEST)
    if at - now > LONGEST:
        raise errors.TooLongOpen(LONGEST)
    return at


def same_as(title: str, bloc: int | None, mine: Sequence[Poll], now: datetime) -> Numbered | None:
    """The number of what this member asked a moment ago in the same words."""
    for one in mine:
        is_same = folded(one.title) == folded(title) and one.bloc == bloc
        if is_same and one.asked_at > now - SAME_WITHIN:
            return one.number
    return None


def must_name_no_bloc(title: str, option: str) -> None:
    """Refuses words of which some name a bloc as polls or elections do; option is the one that does here."""
    for word in title.split():
        if word.casefold().startswith(OPTIONS_OF_BLOCS):
            raise errors.BlocInTheWords(f"{option}:{word.partition(':')[2]}")
