"""Whatever is wrong with a counted election has its sentence, though the journal was made to fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.verifying.counted import (
    ANA,
    BEN,
    CHI,
    DARA,
    MARK,
    NAMES,
    plain,
    rebound,
    stage,
)


def _votes(counted: Any, votes: str) -> None:
    counted["votes"] = votes


def _paper(counted: Any, paper: str) -> None:
    counted["ballots"][0]["paper"] = paper


CASES: dict[str, tuple[Callable[[Any], Any], str]] = {
    "another elected": (
        lambda d: d["outcome"].update(elected=[ANA, BEN]),
        "The file says that this comes out of it: Ana and Ben; from its papers it is: Ana and Chi.",
    ),
    "too few for an office": (
        lambda d: d.update(office="delegates", quorum=25),
        "The file says 0 seats stay empty; from its papers it is 2.",
    ),
    "so many for no office": (
        lambda d: d.update(quorum=2),
        "Only for an office so many have to vote, and the file names none.",
    ),
    "who left and was counted": (
        lambda d: d["options"][0].update(left=True),
        "Somebody is said to have left before the count, and was counted.",
    ),
    "an empty seat": (
        lambda d: d["outcome"].update(empty=1),
        "The file says 1 seats stay empty; from its papers it is 0.",
    ),
    "another count": (
        lambda d: d["outcome"]["count"].update(elected=[ANA, BEN]),
        "By the file the count chose Ana and Ben; from its papers it is Ana and Chi.",
    ),
    "another quota": (
        lambda d: d["outcome"]["count"].update(quota=700_000),
        "The file has a quota of 7; from its papers it is 8.",
    ),
    "another scale": (
        lambda d: d["outcome"]["count"].update(scale=1000),
        "The file counts in units of 1/1000; this method counts in units of 1/100000.",
    ),
    "no stages": (
        lambda d: d["outcome"].update(count=None),
        "There must be a count by stages and is none, or there is one and can't be.",
    ),
    "a stage too few": (
        lambda d: d["outcome"]["count"]["stages"].pop(),
        "The file has 3 stages; from its papers there are 4.",
    ),
    "another total": (
        lambda d: stage(d, 2)["totals"].update({str(BEN): 600_000}),
        "At stage 2 the file has Ben with 6; from its papers it is 5.99998.",
    ),
    "a total too few": (
        lambda d: stage(d, 2)["totals"].pop(str(BEN)),
        "At stage 2 the file has Ben with nothing; from its papers it is 5.99998.",
    ),
    "other votes moved": (
        lambda d: stage(d, 2)["moved"].update({str(BEN): 1}),
        "At stage 2 the file moves other votes than its papers do.",
    ),
    "other fractions": (
        lambda d: stage(d, 2).update(fractions=0),
        "At stage 2 lost in fractions: the file says 0; from its papers it is 0.00004.",
    ),
    "others exhausted": (
        lambda d: stage(d, 2).update(exhausted=0),
        "At stage 2 exhausted: the file says 0; from its papers it is 0.99999.",
    ),
    "another act": (
        lambda d: stage(d, 3).update(of=BEN, excluded=BEN),
        "Stage 3 is Ben going out in the file; from its papers it is Dara going out.",
    ),
    "elected too early": (
        lambda d: stage(d, 3).update(elected=[CHI]),
        "At stage 3 the file elects Chi; from its papers it is nobody.",
    ),
    "a tie that was none": (
        lambda d: stage(d, 3).update(
            ties=[{"purpose": "excluded", "level": [BEN, DARA], "taken": [DARA], "stages": [2], "drawn": []}]
        ),
        "At stage 3 the file says that "
        + " and ".join(n for n in NAMES if n in ("Ben", "Dara"))
        + " were level, and by an earlier stage Dara was out; it is that nobody was level.",
    ),
    "more papers than there are": (
        lambda d: d["outcome"].update(cast=24),
        "The file says 24 papers were cast; it has 23.",
    ),
    "blank ones that are none": (
        lambda d: d["outcome"].update(blank=1),
        "The file says 1 papers name nobody; of those that it has 0 do.",
    ),
    "another electorate": (
        lambda d: d["outcome"].update(entitled=29),
        "The file says 29 could vote; it lists 30.",
    ),
    "late ones not told": (
        lambda d: d["ballots"][0].update(late="gap"),
        "The file says 0 were read late; its papers say 1.",
    ),
    "replaced too early": (
        lambda d: d["ballots"][0].update(before="1"),
        "A paper has replaced another, and was not read at the close.",
    ),
    "a name twice": (lambda d: _paper(d, "1 2 1"), "Papers that name an option twice: 1."),
    "no option": (lambda d: _paper(d, "7"), "Papers that name an option which is none: 1."),
    "if need be": (lambda d: _paper(d, "51"), "Papers that name an option which is none: 1."),
    "a stranger": (
        lambda d: d["ballots"][0].update(voter=MARK),
        "Papers from people who could not vote: 1.",
    ),
    "two papers": (
        lambda d: d["ballots"][0].update(voter=d["ballots"][1]["voter"]),
        "Voters with more than one paper: 1.",
    ),
    "a voter listed twice": (
        lambda d: d["electorate"]["marks"].append(d["electorate"]["marks"][0]),
        "Voters who stand more than once in the list of who could vote: 1.",
    ),
    "names in a secret vote": (
        lambda d: _votes(d, "secret"),
        "The vote was secret, and the file joins voters and papers.",
    ),
    "receipts in an open vote": (
        lambda d: d.update(secret_ballots=[{"receipt": MARK, "paper": "1"}]),
        "The vote was not secret, and the file has secret papers.",
    ),
    "an option twice": (
        lambda d: d["options"].append(d["options"][0]),
        "Options whose number stands there more than once: 1.",
    ),
    "two that reopen": (
        lambda d: [row.update(reopens=True) for row in d["options"][:2]],
        "Nominations can be reopened by one option, and the file has several.",
    ),
    "two of one name": (
        lambda d: d["options"][0].update(text=NAMES[1]),
        "Options that are called the same: 1.",
    ),
    "another order of the paper": (
        lambda d: (d["options"][0].update(text=NAMES[1]), d["options"][1].update(text=NAMES[0])),
        "The candidates do not stand in the order in which the lot draws them.",
    ),
    "a seed of one's own": (
        lambda d: d["lot"].update(seed="a seed that suits me"),
        "The seed of the lot does not come from the journal's link, the number and the opening.",
    ),
    "no seed": (lambda d: d.update(lot=None), "The file does not say by which seed lots are drawn."),
    "no method": (
        lambda d: d.update(method=None),
        "An election has seats and a method, and the file names none.",
    ),
    "several seats by ranked choice": (
        lambda d: d.update(method="irv"),
        "Ranked choice fills one seat, and the file has 2.",
    ),
    "too many names": (
        lambda d: d.update(method="plurality"),
        "Papers that name more than the one that may be named: 17.",
    ),
    "a poll with seats": (
        lambda d: d.update(kind="single"),
        "The file says that it is of an election, and of the kind single.",
    ),
    "nobody voted": (
        lambda d: d["outcome"].update(declared=True),
        "The file says that nobody voted, and has papers.",
    ),
    "before its time": (
        lambda d: d.update(closed_at="2026-05-01T12:00:00Z"),
        "Asking, opening, close, result and export do not follow each other in time.",
    ),
    "no times": (
        lambda d: d.update(opened_at=None),
        "The file does not say when voting opened and closed.",
    ),
    "added up": (
        lambda d: d["outcome"].update(yes={"1": 3}),
        f"The file says 3 for {NAMES[0]}; its papers are 0.",
    ),
}


def test_as_it_was_it_holds() -> None:
    found = rebound(plain())
    assert found.code == 0, found.lines
    assert found.lines[:3] == (
        "The count of election 4 holds: elected: Ana and Chi.",
        "Papers: 23 of 30 who could vote.",
        "Counted by the single transferable vote in 4 stages, each as in the file. The quota is 8.",
    )
    assert any("who follows" in line or "follows, by the same papers" in line for line in found.lines)


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_a_sentence(case: str) -> None:
    file = plain()
    change, sentence = CASES[case]
    change(file["counted"])
    found = rebound(file)
    assert found.code == 1
    assert found.lines[0] == "The count of election 4 does not hold."
    assert sentence in found.lines
    assert all(line.endswith(".") for line in found.lines)


def test_several_faults_are_all_told() -> None:
    file = plain()
    some = ("another elected", "another total", "another quota", "a stranger")
    for case in some:
        CASES[case][0](file["counted"])
    assert {CASES[case][1] for case in some} <= set(rebound(file).lines)
