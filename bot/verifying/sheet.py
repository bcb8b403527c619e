"""A BLT file: it holds no result, so it is counted, and what it comes to is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.api.errors import RuleError
from bot.ballots.count_record import stages
from bot.ballots.counting import blt, errors
from bot.ballots.counting.blt import Sheet
from bot.ballots.counting.count import count
from bot.ballots.counting.election import Election, Method, usual
from bot.ballots.counting.result import Act, Result, Stage
from bot.verifying.polled.stages import act, tie
from bot.verifying.polled.words import METHODS, called, fixed, number, printable
from bot.verifying.table import table

_HEAD = re.compile(rb"\s*(?:#[^\r\n]*[\r\n]\s*)*[0-9]{1,9}[ \t]+[0-9]{1,9}[ \t]*(?:#[^\r\n]*)?(?:[\r\n]|$)")
_FIRST = 4_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a BLT file is to be counted, where it is to be said: by which method, for how many seats."""

    method: str = ""
    seats: int | None = None
    seed: str = ""

    def __bool__(self) -> bool:
        return bool(self.method or self.seed or self.seats is not None)


def is_sheet(content: bytes) -> bool:
    """Whether a file begins as the format does: with how many stand, and for how many seats."""
    return _HEAD.match(content[:_FIRST].removeprefix(b"\xef\xbb\xbf")) is not None


def counted(content: bytes, wanted: Wanted) -> tuple[bool, list[str]]:
    """Whether it comes to a result, and the count in lines."""
    try:
        sheet = blt.read(_text(content))
        seats = sheet.seats if wanted.seats is None else wanted.seats
        method = Method(wanted.method) if wanted.method else usual(seats)
        result = count(Election(sheet.standing, seats, method, wanted.seed), sheet.counted)
    except RuleError as error:
        return False, [_refusal(error)]
    names = {n: printable(name) or f"candidate {n}" for n, name in sheet.names.items()}
    undecided = None if wanted.seed else _undecided(result)
    told = (*_figures(names, result, undecided), *_steps(names, result, undecided))
    lines = [*_head(sheet, result), "", *told]
    if undecided is not None:
        return False, [*lines, _needs_a_seed(names, result.stages[undecided])]
    return True, [*lines, f"Elected: {called(names, result.elected)}."]


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # what Windows wrote before


def _head(sheet: Sheet, result: Result) -> Iterator[str]:
    election = result.election
    title = printable(sheet.title) or "An election without a name"
    seats = f"{election.seats} {'seat' if election.seats == 1 else 'seats'}"
    stand = f"{len(election.candidates)} stand"
    gone = f", {len(sheet.withdrawn)} have withdrawn" if sheet.withdrawn else ""
    yield f"{title}: {seats}, {stand}{gone}. Papers: {result.ballots}; {result.blank} more name nobody."
    quota = f" The quota is {number(result.quota, result.scale)}." if result.quota else ""
    yield f"Counted by {METHODS[election.method.value]}.{quota}"


def _figures(names: dict[int, str], result: Result, undecided: int | None) -> Iterator[str]:
    """Votes by stage; under Schulze how many prefer each to each other."""
    shown = result.stages[:undecided] if undecided is not None else result.stages
    if result.duels is not None:
        preferred = result.duels.preferred
        some = sorted(result.election.candidates)
        rows = [(f"{a} {names[a]}", *(_against(preferred, a, b) for b in some)) for a in some]
        yield from table(("preferred to", *map(str, some)), rows)
    elif shown:
        head = ("stage", *(str(stage.number) for stage in shown))
        standing = [n for n in names if n in shown[0].totals]
        rows = [(names[n], *_fixed([s.totals[n] for s in shown], result)) for n in standing]
        lost = ("not transferable", *_fixed([s.not_transferable for s in shown], result))
        yield from table(head, [*rows, lost] if shown[0].act is Act.FIRST else rows)


def _fixed(votes: list[int], result: Result) -> list[str]:
    """Votes with all decimals, where there are any in this count, so that they stand below each other."""
    is_whole = all(n % result.scale == 0 for stage in result.stages for n in stage.totals.values())
    return [number(n, result.scale) if is_whole else fixed(n, result.scale) for n in votes]


def _against(preferred: Mapping[tuple[int, int], int], one: int, other: int) -> str:
    return "" if one == other else str(preferred[one, other])


def _steps(names: dict[int, str], result: Result, undecided: int | None) -> Iterator[str]:
    rows = stages(result).stages
    for n, (stage, row) in enumerate(zip(result.stages[:undecided], rows, strict=False), 1):
        elected = f" Elected: {called(names, stage.elected)}." if stage.elected else ""
        ties = "".join(f" It was found {tie(names, one)}." for one in row.ties)
        yield f"Stage {n}: {act(names, row)}.{elected}{ties}"


def _undecided(result: Result) -> int | None:
    """The first stage at which a lot had to decide."""
    return next((at for at, s in enumerate(result.stages) if any(tie.drawn for tie in s.ties)), None)


def _needs_a_seed(names: dict[int, str], stage: Stage) -> str:
    level = next(tie.drawn for tie in stage.ties if tie.drawn)
    return (
        f"At stage {stage.number} {called(names, sorted(level))} are level, and no earlier stage tells them "
        "apart: a lot has to decide. Give the seed that was shown before the close: --seed 9f3c2a…"
    )


def _refusal(error: RuleError) -> str:
    """Why nothing can be counted."""
    match error:
        case errors.NotBlt(0, _):
            return "The file is no BLT: its end is missing, or it has not a name for each candidate."
        case errors.NotBlt(line, given):
            return f"Line {line} of the file is not as BLT has to be: {printable(given)}"
        case errors.RankedTwice(candidate, line):
            return f"Line {line} of the file names candidate {candidate} twice."
        case errors.NotACandidate(given, line):
            return f"Line {line} of the file names candidate {given}, and there is none."
        case errors.TooFewCandidates(candidates, seats):
            return f"There are {seats} seats, and {candidates} stand for them."
        case errors.NoSeats():
            return "There has to be at least one seat."
        case errors.OneSeatOnly(seats):
            return f"Ranked choice (irv) fills one seat, and there are {seats}: take stv, or --seats 1."
        case errors.NamesTooMany():
            return "Under plurality a paper names one, and here papers name several."
        case _:
            return "No paper names anybody who stands, so nobody is elected."
