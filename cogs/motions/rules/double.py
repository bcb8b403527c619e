"""A double majority: of the votes, and of the blocs, each by its own tally.

A bloc is as it was when voting opened, and is for a motion if more of its members vote for than against; who
is in several blocs counts in each. What is kept and shown of it is folded: a bloc stands there with its tally
only where at least five of it voted, where it has nobody in common with another that stands there, and where
those who are left over are five at least, or nobody: so no difference between numbers tells on fewer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from bot.api.people import Group
from bot.ballots.ballot import Ballot
from bot.ballots.rules import Choice, Tally, Verdict, tally
from cogs.motions.rules.turnout import SMALLEST, fit_to_show

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Unit:
    """A bloc with those of its body who may vote, as it was when voting opened."""

    bloc: int
    name: str = field(repr=False)
    members: frozenset[int]


@dataclass(frozen=True, slots=True)
class Row:
    """The tally of one bloc that is shown."""

    name: str = field(repr=False)
    tally: Tally

    def is_for(self, least: int) -> bool:
        return is_for(self.tally, least)


@dataclass(frozen=True, slots=True)
class Blocs:
    """How the blocs voted: those that are shown, and how many of the others were for.

    least is how many of a bloc have to vote for it to be for anything: one, or five where nobody is named,
    so that what a bloc is for never tells how one of few voted.
    """

    rows: tuple[Row, ...] = ()
    folded: int = 0
    folded_for: int = 0
    least: int = 1

    @property
    def whole(self) -> int:
        return len(self.rows) + self.folded

    @property
    def ayes(self) -> int:
        return sum(row.is_for(self.least) for row in self.rows) + self.folded_for

    @property
    def wanted(self) -> Fraction:
        """More than this many have to be for it."""
        return HALF * self.whole

    @property
    def is_met(self) -> bool:
        """Whether most blocs are for it; where there is none any more the votes alone decide."""
        return self.whole == 0 or self.ayes > self.wanted


@dataclass(frozen=True, slots=True)
class ByBlocs:
    """The blocs of a vote, and how many of each have to take part."""

    units: tuple[Unit, ...]
    least: int = 1

    def count(self, ballots: Collection[Ballot]) -> Blocs:
        """The ballots by bloc, folded."""
        votes = {ballot.member: ballot.choice for ballot in ballots}
        counts = {unit.bloc: _tally(unit, votes) for unit in self.units}
        shown = fit_to_list(self.units, frozenset(votes))
        rest = [counts[unit.bloc] for unit in self.units if unit not in shown]
        return Blocs(
            rows=tuple(Row(unit.name, counts[unit.bloc]) for unit in shown),
            folded=len(rest),
            folded_for=sum(is_for(of, self.least) for of in rest),
            least=self.least,
        )


def is_for(of: Tally, least: int) -> bool:
    """Whether a bloc is for it: enough took part, and more voted for than against."""
    return of.present >= least and of.ayes > of.noes


def units(
    blocs: Sequence[tuple[int, str, frozenset[int]]], entitled: Collection[int], is_unnamed: bool
) -> tuple[Unit, ...]:
    """The blocs (id, name, body) that count, of those who may vote: one without any of them does not.

    Where nobody is named only such blocs count as can be told apart without telling on anybody.
    """
    electorate = frozenset(entitled)
    found = [Unit(bloc, name, body & electorate) for bloc, name, body in blocs if body & electorate]
    if is_unnamed:
        fit = fit_to_show(electorate, [Group(str(unit.bloc), unit.members) for unit in found])
        kept = {group.name for group in fit}
        found = [unit for unit in found if str(unit.bloc) in kept]
    return tuple(sorted(found, key=lambda unit: (unit.name, unit.bloc)))


def fit_to_list(some: Iterable[Unit], voters: frozenset[int]) -> list[Unit]:
    """The units whose tallies can be shown, so that nobody subtracts their way to fewer than five votes."""
    found: list[Unit] = []
    taken: frozenset[int] = frozenset()
    by_size = sorted(some, key=lambda unit: (-len(unit.members & voters), unit.name, unit.bloc))
    for unit in by_size:
        if len(unit.members & voters) >= SMALLEST and not unit.members & taken:
            found.append(unit)
            taken |= unit.members
    while found and 0 < len(voters - taken) < SMALLEST:
        taken -= found.pop().members
    return sorted(found, key=lambda unit: (unit.name, unit.bloc))


def both(votes: Verdict, blocs: Blocs | None) -> Verdict:
    """What votes and blocs together come to: each can only stop a motion."""
    return Verdict.LOST if votes is Verdict.CARRIED and blocs is not None and not blocs.is_met else votes


def written(blocs: Blocs) -> dict[str, object]:
    """The blocs as a report keeps them."""
    rows = [{"name": row.name, **_counts(row.tally)} for row in blocs.rows]
    return {"rows": rows, "folded": blocs.folded, "folded_for": blocs.folded_for, "least": blocs.least}


def read(stored: Mapping[str, object]) -> Blocs:
    """The blocs of a report."""
    found: list[dict[str, int | str]] = stored["rows"]  # type: ignore[assignment]
    rows = tuple(
        Row(str(row["name"]), Tally(**{k: int(n) for k, n in row.items() if k != "name"})) for row in found
    )
    folded, folded_for, least = (int(str(stored[key])) for key in ("folded", "folded_for", "least"))
    return Blocs(rows, folded, folded_for, least)


def _tally(unit: Unit, votes: Mapping[int, Choice]) -> Tally:
    return tally(dict(Counter(votes[m] for m in unit.members if m in votes)), len(unit.members))


def _counts(of: Tally) -> dict[str, int]:
    return {
        "ayes": of.ayes,
        "noes": of.noes,
        "abstentions": of.abstentions,
        "entitled": of.entitled,
        "stand_asides": of.stand_asides,
        "blocks": of.blocks,
    }
