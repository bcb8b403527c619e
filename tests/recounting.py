"""A count by another hand than Folkmoot's: paper by paper, from the rules as they are published.

STV is counted by the Scottish Local Government Elections Order 2007 (schedule 1, rules 45 to 52), in decimals
cut after the fifth place; ranked choice as its special case without a quota. Schulze looks for the widest
path step by step. It reads the file of an election (JSON) or its papers (BLT), and knows nothing of bot.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

FIFTH = Decimal("0.00001")
Totals = dict[int, Decimal]


@dataclass
class Paper:
    """One paper, whose it is now (0: nobody's any more), and what it is worth there."""

    names: list[int]
    holder: int = 0
    worth: Decimal = Decimal(1)


@dataclass
class Box:
    """What was found in a file."""

    standing: list[int]
    seats: int
    method: str
    seed: str
    papers: list[list[int]]
    nobody: int | None = None
    quorum: int = 0


def elected(content: bytes, seed: str = "") -> tuple[list[int], list[Totals]]:
    """Who is elected, by number and in order, and everyone's votes at each stage."""
    box = _of_json(content) if content.lstrip().startswith(b"{") else _of_blt(content.decode(), seed)
    named = [names for names in box.papers if names]
    places = min(box.seats, len([one for one in box.standing if one != box.nobody]))
    if not named or not places or len(box.papers) < box.quorum:
        return [], []
    if box.method in ("stv", "irv"):
        table = Table(box, named, places)
        table.fill()
        return _but_nobody(box, table), table.seen
    if box.method == "schulze":
        rank, wins = _schulze(box, named)
    else:
        wins = Counter(one for names in named for one in names)
        rank = {one: -wins[one] for one in box.standing}
    chosen = sorted(box.standing, key=lambda one: (rank[one], _lot(box.seed, one)))[:places]
    if box.nobody in chosen:
        last = rank[box.nobody]
        chosen = [one for one in chosen if one != box.nobody and rank[one] <= last]
    stages = [{one: Decimal(wins[one]) for one in box.standing}]
    return chosen, stages


class Table:
    """Papers on a table, and who has been elected or put aside so far."""

    def __init__(self, box: Box, papers: list[list[int]], places: int) -> None:
        self.box, self.places = box, places
        self.papers = [Paper(names) for names in papers]
        self.quota = len(papers) // (places + 1) + 1 if box.method == "stv" else None
        self.hopeful = set(box.standing)
        self.done: list[int] = []
        self.left_over: set[int] = set()
        self.surplus: set[int] = set()
        self.seen: list[Totals] = []

    def fill(self) -> None:
        """Rules 46 to 52: pass on surpluses, or put aside whoever has least, until the places are filled."""
        for paper in self.papers:
            paper.holder = self._next(paper)
        self._look()
        while len(self.done) < self.places:
            if self.surplus:
                self._pass_on(self._most(self.surplus))
            else:
                self._put_aside(self._least(self.hopeful))
            self._look()

    def _next(self, paper: Paper) -> int:
        return next((one for one in paper.names if one in self.hopeful), 0)

    def _votes(self) -> Totals:
        """What everyone holds; whoever passed a surplus on keeps the quota."""
        held = dict.fromkeys(self.box.standing, Decimal(0))
        for paper in self.papers:
            if paper.holder:
                held[paper.holder] += paper.worth
        for one in self.done:
            if one not in self.surplus and self.quota is not None and self.seen:
                held[one] = min(self.seen[-1][one], Decimal(self.quota))
        return held

    def _look(self) -> None:
        votes = self._votes()
        self.seen.append(votes)
        needed = self.quota or int(sum(votes.values())) // 2 + 1
        reached = {one for one in self.hopeful if votes[one] >= needed}
        if len(self.hopeful) <= self.places - len(self.done):
            self.left_over |= self.hopeful - reached
            reached = set(self.hopeful)
        self.done += sorted(reached, key=self._rank)
        self.hopeful -= reached
        self.surplus |= {one for one in reached if votes[one] > needed}

    def _rank(self, one: int) -> tuple[list[Decimal], str]:
        """Most votes first, then most at the stage before, and so on, then the lot."""
        return [-votes[one] for votes in reversed(self.seen)], _lot(self.box.seed, one)

    def _most(self, some: set[int]) -> int:
        return min(some, key=self._rank)

    def _least(self, some: set[int]) -> int:
        return max(some, key=self._rank)

    def _pass_on(self, one: int) -> None:
        """Rule 48: each paper goes on for surplus times worth by total, cut after the fifth decimal."""
        self.surplus.remove(one)
        total = self.seen[-1][one]
        over = total - Decimal(self.quota or 0)
        for paper in self.papers:
            if paper.holder == one:
                paper.holder = self._next(paper)
                paper.worth = _cut(over * paper.worth, total)

    def _put_aside(self, one: int) -> None:
        """Rule 50: each paper goes on for as much as it was worth."""
        self.hopeful.remove(one)
        for paper in self.papers:
            if paper.holder == one:
                paper.holder = self._next(paper)


def _cut(above: Decimal, below: Decimal) -> Decimal:
    """The quotient cut after the fifth decimal; reckoned in whole numbers, so that nothing is rounded."""
    scaled = int(above.scaleb(10).to_integral_exact()) // int(below.scaleb(5).to_integral_exact())
    return Decimal(scaled).scaleb(-5).quantize(FIFTH, ROUND_DOWN)


def _but_nobody(box: Box, table: Table) -> list[int]:
    """A place that nobody wins stays empty, and then whoever was merely left over has none either."""
    if box.nobody not in table.done:
        return table.done
    return [one for one in table.done if one != box.nobody and one not in table.left_over]


def _schulze(box: Box, papers: list[list[int]]) -> tuple[dict[int, int], Counter[int]]:
    """The round in which nobody who is left beats one on the widest ways, and how many each beats so."""
    liked: Counter[tuple[int, int]] = Counter()
    for names in papers:
        after = set(box.standing)
        for one in names:
            after.discard(one)
            liked.update((one, other) for other in after)
    wide = {one: _widest(box.standing, liked, one) for one in box.standing}
    wins = Counter({a: sum(wide[a][b] > wide[b][a] for b in box.standing if b != a) for a in box.standing})
    rounds: dict[int, int] = {}
    while len(rounds) < len(box.standing):
        left = [one for one in box.standing if one not in rounds]
        best = [a for a in left if all(wide[a][b] >= wide[b][a] for b in left if b != a)]
        rounds.update(dict.fromkeys(best, len(rounds)))
    return rounds, wins


def _widest(standing: list[int], liked: Counter[tuple[int, int]], start: int) -> dict[int, int]:
    """How wide the widest way from one to each of the others is: always the widest known is gone on from."""
    wide = dict.fromkeys(standing, 0)
    wide[start] = sum(liked.values()) + 1
    open_ = set(standing)
    while open_:
        here = max(open_, key=lambda one: wide[one])
        open_.remove(here)
        for there in open_:
            if liked[here, there] > liked[there, here]:
                wide[there] = max(wide[there], min(wide[here], liked[here, there]))
    return wide


def _lot(seed: str, one: int) -> str:
    return hashlib.sha256(f"{seed}:{one}".encode()).hexdigest()


def _of_json(content: bytes) -> Box:
    counted = json.loads(content)["counted"]
    standing = [row["n"] for row in counted["options"] if not row["withdrawn"]]
    papers = [row["paper"] for row in counted["ballots"] + counted["secret_ballots"]]
    named = [[n for n in map(int, paper.split()) if n in standing] for paper in papers]
    nobody = next((row["n"] for row in counted["options"] if row["reopens"] and row["n"] in standing), None)
    seed = counted["lot"]["seed"] if counted["lot"] else ""
    return Box(standing, counted["seats"], counted["method"], seed, named, nobody, counted.get("quorum", 0))


def _of_blt(text: str, seed: str) -> Box:
    rows = [line.split("#")[0].split() for line in text.splitlines()]
    rows = [row for row in rows if row]
    many, seats = map(int, rows.pop(0))
    gone: set[int] = set()
    if rows and re.fullmatch("-[0-9]+", rows[0][0]):
        gone = {-int(word) for word in rows.pop(0)}
    standing = [n for n in range(1, many + 1) if n not in gone]
    papers: list[list[int]] = []
    for row in rows:
        if row == ["0"]:
            break
        times, *names = map(int, row[:-1])
        papers += [[n for n in names if n in standing]] * times
    return Box(standing, seats, "stv" if seats > 1 else "irv", seed, papers)
