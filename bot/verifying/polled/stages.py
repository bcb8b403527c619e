"""A count by stages as a file has it, held against the one from its papers, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from bot.ballots.count_record import StageRow, Stages, TieRow
from bot.verifying.polled.words import called, number

Names: TypeAlias = Mapping[int, str]
_TOLD = 3
"""So many ties of a stage are told; a count has one at most, a made-up file may have a million."""


def faults(names: dict[int, str], said: Stages | None, found: Stages | None) -> Iterator[str]:
    """Where they differ, a sentence each."""
    if said is None or found is None:
        if said is not found:
            yield "There must be a count by stages and is none, or there is one and can't be."
        return
    if said.scale != found.scale:
        yield f"The file counts in units of 1/{said.scale}; this method counts in units of 1/{found.scale}."
        return
    if said.quota != found.quota:
        given, right = number(said.quota, said.scale), number(found.quota, found.scale)
        yield f"The file has a quota of {given}; from its papers it is {right}."
    if said.elected != found.elected:
        given, right = called(names, said.elected), called(names, found.elected)
        yield f"By the file the count chose {given}; from its papers it is {right}."
    if len(said.stages) != len(found.stages):
        yield f"The file has {len(said.stages)} stages; from its papers there are {len(found.stages)}."
    for n, (one, other) in enumerate(zip(said.stages, found.stages, strict=False), 1):
        yield from _stage(names, n, one, other, found.scale)
    yield from _duels(names, said, found)


def _stage(names: dict[int, str], n: int, said: StageRow, found: StageRow, scale: int) -> Iterator[str]:
    if (said.act, said.of, said.excluded) != (found.act, found.of, found.excluded):
        yield f"Stage {n} is {act(names, said)} in the file; from its papers it is {act(names, found)}."
    yield from _by_option(names, n, said.totals, found.totals, scale)
    if said.moved != found.moved:
        yield f"At stage {n} the file moves other votes than its papers do."
    yield from _figure(f"At stage {n} exhausted", said.exhausted, found.exhausted, scale)
    yield from _figure(f"At stage {n} lost in fractions", said.fractions, found.fractions, scale)
    yield from _figure(f"At stage {n} needed", said.needed, found.needed, scale)
    if said.elected != found.elected:
        yield (
            f"At stage {n} the file elects {called(names, said.elected)}; "
            f"from its papers it is {called(names, found.elected)}."
        )
    if said.ties != found.ties:
        yield f"At stage {n} the file says {_ties(names, said.ties)}; it is {_ties(names, found.ties)}."


def _figure(what: str, said: int, found: int, scale: int) -> Iterator[str]:
    if said != found:
        yield f"{what}: the file says {number(said, scale)}; from its papers it is {number(found, scale)}."


def _by_option(
    names: Names, n: int, said: Mapping[str, int], found: Mapping[str, int], scale: int
) -> Iterator[str]:
    for key in sorted({*said, *found}, key=int):
        if said.get(key) != found.get(key):
            given = number(said[key], scale) if key in said else "nothing"
            right = number(found[key], scale) if key in found else "nothing"
            yield (
                f"At stage {n} the file has {names.get(int(key), key)} with {given}; "
                f"from its papers it is {right}."
            )


def act(names: dict[int, str], stage: StageRow) -> str:
    """What a stage does."""
    whose = called(names, () if stage.of is None else (stage.of,))
    if stage.act == "surplus":
        return f"the surplus of {whose}"
    if stage.act == "exclusion":
        return f"{whose} going out"
    return {"first": "the first names", "best": "who is best"}[stage.act]


def _ties(names: dict[int, str], ties: tuple[TieRow, ...]) -> str:
    told = [tie(names, one) for one in ties[:_TOLD]]
    more = [f"and {len(ties) - _TOLD} more"] if len(ties) > _TOLD else []
    return "; ".join(told + more) or "that nobody was level"


def tie(names: dict[int, str], one: TieRow) -> str:
    """Who was level, and how that was settled."""
    how = "the lot" if one.drawn else "an earlier stage"
    what = {"elected": "elected", "surplus": "first to pass on a surplus", "excluded": "out"}[one.purpose]
    order = f" (in the order {called(names, one.drawn)})" if one.drawn else ""
    return (
        f"that {called(names, sorted(one.level))} were level, and by {how}{order} "
        f"{called(names, one.taken)} {'was' if len(one.taken) == 1 else 'were'} {what}"
    )


def _duels(names: dict[int, str], said: Stages, found: Stages) -> Iterator[str]:
    pairs = {(duel.one, duel.other): duel for duel in found.duels}
    given = {(duel.one, duel.other): duel for duel in said.duels}
    wrong = sorted(pair for pair in {*pairs, *given} if pairs.get(pair) != given.get(pair))
    if wrong:
        one, other = wrong[0]
        yield (
            f"The file compares {called(names, (one,))} and {called(names, (other,))} otherwise than its "
            f"papers do; such pairs: {len(wrong)}."
        )
    elif said.duels != found.duels:
        yield "The pairs stand more than once, or in another order."
