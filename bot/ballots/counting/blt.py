"""The BLT format: an election and its ballots as a text that other programs count too."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from bot.ballots.counting.errors import NoSeats, NotBlt, TooFewCandidates
from bot.ballots.counting.ranking import Ranking, Rankings, checked, only

MOST_CANDIDATES, MOST_BALLOTS = 200, 10**9
_NUMBERS = re.compile(r"(?:[0-9]{1,9} )*[0-9]{1,9}")
_WITHDRAWN = re.compile(r"(?:-[0-9]{1,9} ?)+")
_COMMENT = re.compile(r"""(?:[^#"]|"[^"]*")*""")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds; names are by id, in the file's order, with those who have withdrawn."""

    names: dict[int, str]
    seats: int
    ballots: Rankings
    withdrawn: frozenset[int] = field(default=frozenset())
    title: str = ""

    @property
    def standing(self) -> tuple[int, ...]:
        """Who has not withdrawn."""
        return tuple(candidate for candidate in self.names if candidate not in self.withdrawn)

    @property
    def counted(self) -> Rankings:
        """The ballots as they count: without those who have withdrawn."""
        return only(self.ballots, frozenset(self.standing)) if self.withdrawn else self.ballots


def write(sheet: Sheet) -> str:
    """The text of a file; candidates are numbered in the order of the names, and ballots stand sorted."""
    numbers = {candidate: number for number, candidate in enumerate(sheet.names, 1)}
    lines = [f"{len(numbers)} {sheet.seats}"]
    if sheet.withdrawn:
        lines.append(" ".join(f"-{number}" for number in sorted(numbers[gone] for gone in sheet.withdrawn)))
    rows = sorted((tuple(numbers[c] for c in named), times) for named, times in sheet.ballots.items())
    lines += [" ".join(map(str, (times, *named, 0))) for named, times in rows if times]
    lines += ["0", *(_quoted(name) for name in sheet.names.values()), _quoted(sheet.title)]
    return "\n".join(lines) + "\n"


def read(text: str) -> Sheet:
    """What a text holds; the candidates' ids are their numbers."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    said = {line: _said(line) for line in set(lines)}
    end = _end(lines, {line for line, content in said.items() if content == "0"})
    if end < 0:
        raise NotBlt(0, "")
    numbered = ((number, said[line]) for number, line in enumerate(lines[:end], 1) if said[line])
    start, head = next(numbered, (end + 1, "0"))
    candidates, seats = _head(start, head)
    line, content = next(numbered, (0, ""))
    withdrawn: frozenset[int] = frozenset()
    if _WITHDRAWN.fullmatch(content):
        withdrawn, start = _withdrawn(line, content, candidates), line
    ballots = _ballots(lines[start:end], start, said, candidates)
    names = [_name(n, said[text]) for n, text in enumerate(lines[end + 1 :], end + 2) if said[text]]
    if not candidates <= len(names) <= candidates + 1:
        raise NotBlt(0, "")
    title = names[candidates] if len(names) > candidates else ""
    return Sheet(dict(enumerate(names[:candidates], 1)), seats, ballots, withdrawn, title)


def _end(lines: list[str], zeros: set[str]) -> int:
    """Where the ballots end; a file can say so in as many ways as it has lines."""
    if len(zeros) == 1:
        return lines.index(next(iter(zeros)))
    return next((number for number, line in enumerate(lines) if line in zeros), -1)


def _said(line: str) -> str:
    """A line without comment and surplus space."""
    if "#" in line and (found := _COMMENT.match(line)):
        line = found[0]
    return " ".join(line.split())


def _head(line: int, content: str) -> tuple[int, int]:
    if not _NUMBERS.fullmatch(content) or content.count(" ") != 1:
        raise NotBlt(line, content)
    candidates, seats = map(int, content.split())
    if candidates > MOST_CANDIDATES:
        raise NotBlt(line, content)
    if seats < 1:
        raise NoSeats(seats)
    if candidates < seats:
        raise TooFewCandidates(candidates, seats)
    return candidates, seats


def _withdrawn(line: int, content: str, candidates: int) -> frozenset[int]:
    gone = tuple(int(number[1:]) for number in content.split())
    return frozenset(checked(gone, range(1, candidates + 1), line))


def _ballots(lines: list[str], start: int, said: dict[str, str], candidates: int) -> Counter[Ranking]:
    """The ballots; equal lines are read once, as there are many."""
    ballots: Counter[Ranking] = Counter()
    known = frozenset(range(1, candidates + 1))
    for line, times in Counter(lines).items():
        content = said[line]
        if not content:
            continue
        if not _NUMBERS.fullmatch(content) or not content.endswith(" 0"):
            raise NotBlt(start + lines.index(line) + 1, content)
        weight, *named, _ = map(int, content.split())
        ranking = tuple(named)
        if not known.issuperset(ranking) or len(set(ranking)) != len(ranking):
            checked(ranking, known, start + lines.index(line) + 1)
        ballots[ranking] += weight * times
    if ballots.total() > MOST_BALLOTS:
        raise NotBlt(0, "")
    return ballots


def _name(line: int, content: str) -> str:
    """What stands between quotes; a list or party in quotes of its own follows after a comma."""
    if len(content) < 2 or content[0] != '"' or content[-1] != '"':
        raise NotBlt(line, content)
    return content[1:-1].replace('" "', ", ")


def _quoted(name: str) -> str:
    """A name as the format can hold it: on one line, without the sign that ends it."""
    return '"' + " ".join(name.replace('"', "'").split()) + '"'
