"""One field changed, one thing left out or added: the file says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from bot.ballots import record as r
from bot.verifying import verified
from tests.verifying.making import files
from tests.verifying.tampering import bind, out_or_doubled, unnoticed

# What is only said, and nothing rests on: docs/export.md says so too.
SAID = {("exported_at",), ("journal", "number"), ("dispute", "journal", "number")}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(files())
def test_any_single_field_changed_is_found(content: bytes) -> None:
    assert unnoticed(json.loads(content), SAID) == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(files())
def test_a_ballot_or_voter_left_out_or_doubled_is_found(content: bytes) -> None:
    rows = ("ballots", "secret_ballots", "removed", "amendments")
    for other in out_or_doubled(json.loads(content), "decided", rows):
        assert verified(other).code == 1


def rebound(file: Any) -> bytes:
    """The file with its journal written anew to fit."""
    file["numbers"] = None
    result = file["decided"]["result"]
    names = ("ayes", "noes", "abstentions", "stand_asides", "blocks")
    counts = dict(zip(names, result["counts"].values(), strict=True))
    return bind(file, result["state"], counts, "decided")


MARK, OTHER = "a" * 64, "b" * 64


def plain() -> Any:
    """A vote of three in which ten may vote: two for, one against."""
    marks = [f"{n:064x}" for n in range(10)]
    one = {"late": "no", "before": None}
    return {
        "format": r.FORMAT,
        "version": 1,
        "exported_at": "2026-06-05T12:00:00Z",
        "decided": {
            "number": "12",
            "wording": r.wording("Tea", ""),
            "votes": "open",
            "practice": False,
            "moved_at": "2026-06-01T12:00:00Z",
            "opened_at": "2026-06-01T12:00:00Z",
            "closed_at": "2026-06-04T12:00:00Z",
            "ended_at": "2026-06-04T12:00:00Z",
            "rule": {
                "way": "share",
                "share": "1/2",
                "strict": True,
                "base": "cast",
                "quorum": {"needed": 3, "share": None, "of": 0},
            },
            "electorate": {"listed": True, "marks": marks},
            "ballots": [
                {"voter": marks[0], "choice": "aye", **one},
                {"voter": marks[1], "choice": "aye", **one},
                {"voter": marks[2], "choice": "no", **one},
            ],
            "secret_ballots": [],
            "removed": [],
            "hall": None,
            "amendments": [],
            "result": {
                "state": "carried",
                "counts": {"aye": 2, "no": 1, "abstain": 0, "stand-aside": 0, "block": 0},
                "entitled": 10,
                "voted": 3,
                "late": 0,
                "gone": 0,
                "away": 0,
                "unread": False,
                "alarm": False,
                "without_removed": None,
                "reopened": False,
                "extended": False,
            },
        },
        "texts": {"12": {"title": "Tea", "text": ""}},
        "numbers": None,
        "journal": {
            "number": 4,
            "before": "0" * 64,
            "at": 1780574400000000,
            "body": '[["carried",12,"",{"digest":""}]]',
            "hash": "0" * 64,
        },
        "dispute": None,
    }


def _hall(d: Any, **more: Any) -> None:
    counts = {"aye": 1, "no": 0, "abstain": 0, "stand-aside": 0, "block": 0}
    voters = [d["electorate"]["marks"][9]]
    d["hall"] = {"counts": counts, "ticked": 1, "voters": voters, "tellers": 2, **more}


def _late(d: Any) -> None:
    for ballot in d["ballots"][:2]:
        ballot |= {"late": "close", "before": "no"}
    d["result"]["late"] = 2


CASES: dict[str, tuple[Callable[[Any], Any], str]] = {
    "an end that does not follow": (
        lambda d: d["result"].update(state="lost"),
        "The file says not carried; from its ballots it is carried: 2 of 3 of the votes cast for or against, "
        "more than 1.5 needed.",
    ),
    "too few": (
        lambda d: d["rule"]["quorum"].update(needed=4),
        "The file says carried; from its ballots it is not decided, as too few took part: "
        "3 took part, 4 had to.",
    ),
    "a stranger": (
        lambda d: d["ballots"][0].update(voter=MARK),
        "Ballots from people who could not vote: 1.",
    ),
    "two ballots": (
        lambda d: d["ballots"][0].update(voter=d["ballots"][1]["voter"]),
        "Voters with more than one ballot: 1.",
    ),
    "a voter listed twice": (
        lambda d: d["electorate"]["marks"].append(d["electorate"]["marks"][0]),
        "Voters who stand more than once in the list of who could vote: 1.",
    ),
    "a choice that the rule lacks": (
        lambda d: d["ballots"][2].update(choice="block"),
        "Ballots with a choice that this rule does not have: 1.",
    ),
    "other counts": (
        lambda d: d["result"]["counts"].update(aye=3),
        "The file says 3 with the choice aye; its ballots are 2.",
    ),
    "another turnout": (
        lambda d: d["result"].update(voted=4),
        "The file says 4 voted; its ballots are 3.",
    ),
    "another electorate": (
        lambda d: d["result"].update(entitled=9),
        "The file says 9 could vote; it lists 10.",
    ),
    "a quorum reckoned wrongly": (
        lambda d: d["rule"]["quorum"].update(share="1/3", of=10),
        "The quorum is 1/3 of 10, which is 4 and not 3.",
    ),
    "a quorum of too few people": (
        lambda d: d["rule"]["quorum"].update(share="1/3", of=9),
        "The quorum is reckoned of 9, and 10 could vote.",
    ),
    "late ones that decide": (
        _late,
        "Ballots that were read at the close alone have decided, and voting was not opened again.",
    ),
    "late ones not told": (
        lambda d: d["ballots"][2].update(late="gap"),
        "The file says 0 were read late; its ballots say 1.",
    ),
    "a choice replaced too early": (
        lambda d: d["ballots"][2].update(before="aye"),
        "A ballot has replaced another, and was not read at the close.",
    ),
    "gone without a ballot": (
        lambda d: d.update(removed=[OTHER]),
        "Among those who had left by the count is somebody without a ballot.",
    ),
    "gone, with another end": (
        lambda d: (d.update(removed=[d["ballots"][0]["voter"]]), d["result"].update(without_removed="lost")),
        "Without those who had left by the count it would be not decided, as too few took part; "
        "the file differs.",
    ),
    "names in a secret vote": (
        lambda d: d.update(votes="secret"),
        "The vote was secret, and the file joins voters and choices.",
    ),
    "receipts in an open vote": (
        lambda d: d.update(secret_ballots=[{"receipt": MARK, "choice": "aye"}]),
        "The vote was not secret, and the file has secret ballots.",
    ),
    "in the hall and online": (
        lambda d: _hall(d, voters=[d["ballots"][0]["voter"]]),
        "Somebody voted in the hall and online.",
    ),
    "more in the hall than ticked": (
        lambda d: _hall(d, ticked=0, voters=[]),
        "In the hall 1 voted, and 0 were noted as voting there.",
    ),
    "an hour before its time": (
        lambda d: d.update(opened_at="2026-05-01T12:00:00Z"),
        "Moving, opening, close, result and export do not follow each other in time.",
    ),
}


def test_as_it_was_it_holds() -> None:
    found = verified(rebound(plain()))
    assert found.code == 0, found.lines
    assert found.lines[:2] == (
        "The result of motion 12 holds: carried. For 2, against 1, abstain 0: 2 of 3 of the votes cast for "
        "or against, more than 1.5 needed.",
        "3 took part; 3 had to.",
    )


@pytest.mark.parametrize("case", CASES)
def test_each_fault_has_a_sentence_though_the_journal_was_made_to_fit(case: str) -> None:
    file = plain()
    change, sentence = CASES[case]
    change(file["decided"])
    found = verified(rebound(file))
    assert found.code == 1
    assert sentence in found.lines


def test_several_faults_are_all_told() -> None:
    file = plain()
    for case in ("a stranger", "other counts", "another turnout"):
        CASES[case][0](file["decided"])
    found = verified(rebound(file))
    assert {CASES[case][1] for case in ("a stranger", "other counts", "another turnout")} <= set(found.lines)


def test_receipts_that_are_one_are_told() -> None:
    file = plain()
    decided = file["decided"]
    decided.update(votes="secret", ballots=[])
    decided["secret_ballots"] = [{"receipt": MARK, "choice": c} for c in ("aye", "aye", "no")]
    assert "Receipts that stand there more than once: 1." in verified(rebound(file)).lines


def test_words_that_were_not_voted_on_are_told() -> None:
    file = plain()
    file["texts"]["12"]["text"] = "and biscuits"
    assert "The words in the file are not those that were voted on." in verified(rebound(file)).lines


def test_a_link_that_does_not_hold_is_told() -> None:
    file = json.loads(rebound(plain()))
    file["journal"]["body"] = file["journal"]["body"].replace('"ayes":2', '"ayes":3')
    found = verified(json.dumps(file).encode())
    assert "Link 4 of the journal does not hold: its hash is not that of what it says." in found.lines
    assert "The journal has other counts than the file." in found.lines


def test_a_file_without_a_link_says_so() -> None:
    file = plain()
    file["journal"] = None
    found = verified(json.dumps(file).encode())
    assert found.code == 0
    assert "no link of the journal" in found.lines[-1]


def test_words_that_were_set_aside_are_not_missed() -> None:
    file = plain()
    file["texts"] = {}
    found = verified(rebound(file))
    assert found.code == 0
    assert any("set aside" in line for line in found.lines)
