"""A result as plain numbers, lists and texts, for files that are read elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.ballots.counting.election import Election, Method
from bot.ballots.counting.result import Act, Duels, Purpose, Result, Stage, Tie


def plain(result: Result) -> dict[str, object]:
    """All of a result, ready for JSON; the same result always reads the same."""
    election = result.election
    return {
        "method": election.method.value,
        "candidates": sorted(election.candidates),
        "seats": election.seats,
        "seed": election.seed,
        "ballots": result.ballots,
        "blank": result.blank,
        "scale": result.scale,
        "quota": result.quota,
        "elected": list(result.elected),
        "stages": [_stage(stage) for stage in result.stages],
        **({"duels": _duels(result.duels)} if result.duels else {}),
    }


def _stage(stage: Stage) -> dict[str, object]:
    return {
        "act": stage.act.value,
        "of": stage.of,
        "totals": _by_candidate(stage.totals),
        "moved": _by_candidate(stage.moved),
        "exhausted": stage.exhausted,
        "fractions": stage.fractions,
        "needed": stage.needed,
        "elected": list(stage.elected),
        "excluded": stage.excluded,
        "ties": [_tie(tie) for tie in stage.ties],
    }


def _tie(tie: Tie) -> dict[str, object]:
    return {
        "purpose": tie.purpose.value,
        "level": list(tie.level),
        "taken": list(tie.taken),
        "stages": list(tie.stages),
        "drawn": list(tie.drawn),
    }


def _duels(duels: Duels) -> list[list[int]]:
    """Each pair with how many prefer the first, and the strength of the path to the second."""
    return [[a, b, votes, duels.paths[a, b]] for (a, b), votes in sorted(duels.preferred.items())]


def _by_candidate(votes: Mapping[int, int]) -> dict[str, int]:
    return {str(candidate): votes[candidate] for candidate in sorted(votes)}


def read(stored: Mapping[str, Any]) -> Result:
    """The result that reads so."""
    method = Method(stored["method"])
    return Result(
        Election(tuple(stored["candidates"]), stored["seats"], method, stored["seed"]),
        ballots=stored["ballots"],
        blank=stored["blank"],
        scale=stored["scale"],
        quota=stored["quota"],
        elected=tuple(stored["elected"]),
        stages=tuple(_read_stage(number, one) for number, one in enumerate(stored["stages"], 1)),
        duels=_read_duels(stored["duels"]) if "duels" in stored else None,
    )


def _read_stage(number: int, stored: Mapping[str, Any]) -> Stage:
    return Stage(
        number,
        Act(stored["act"]),
        stored["of"],
        totals=_votes(stored["totals"]),
        moved=_votes(stored["moved"]),
        exhausted=stored["exhausted"],
        fractions=stored["fractions"],
        needed=stored["needed"],
        elected=tuple(stored["elected"]),
        excluded=stored["excluded"],
        ties=tuple(map(_read_tie, stored["ties"])),
    )


def _read_tie(stored: Mapping[str, Any]) -> Tie:
    of = {name: tuple(stored[name]) for name in ("level", "taken", "stages", "drawn")}
    return Tie(Purpose(stored["purpose"]), **of)


def _read_duels(stored: list[list[int]]) -> Duels:
    preferred = {(a, b): votes for a, b, votes, _ in stored}
    return Duels(preferred, {(a, b): path for a, b, _, path in stored})


def _votes(stored: Mapping[str, int]) -> dict[int, int]:
    return {int(candidate): votes for candidate, votes in stored.items()}
