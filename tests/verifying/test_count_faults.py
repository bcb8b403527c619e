"""Whatever is wrong with a counted election has its sentence, though the journal was made to fit."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.api.number import Numbered
from bot.ballots import record as r
from bot.ballots.ballot import PaperBallot
from bot.ballots.counting.election import Method
from bot.ballots.paper import Paper
from bot.ballots.rules import Votes
from bot.verifying import Verdict, verified
from cogs.polls.rules import outcome
from cogs.polls.rules.export import Held
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll, State
from cogs.polls.rules.seed import drawn, seed
from tests.talk import START
from tests.verifying.making import END, SALT
from tests.verifying.polling import BEFORE, NUMBER, record
from tests.verifying.tampering import bind

LOT = seed(BEFORE, NUMBER, START)
NAMES = drawn(LOT, ("Ana", "Ben", "Chi", "Dara"))
ANA, BEN, CHI, DARA = (NAMES.index(name) + 1 for name in ("Ana", "Ben", "Chi", "Dara"))
PAPERS: tuple[Paper, ...] = (
    *[(ANA, BEN)] * 6,
    *[(ANA, CHI)] * 3,
    *[(ANA,)] * 3,
    *[(BEN, CHI)] * 2,
    *[(BEN,)] * 2,
    *[(CHI, BEN)] * 4,
    *[(DARA, CHI)] * 2,
    (DARA,),
)
"""The example of docs/counting.md."""
MARK, OTHER = "a" * 64, "b" * 64


def election(**more: Any) -> Poll:
    some = tuple(Option(n, name) for n, name in enumerate(NAMES, 1))
    plain = Poll(
        assembly=1,
        number=Numbered.of(NUMBER),
        kind=Kind.ELECTION,
        title="Delegates",
        asker=1,
        asked_at=START,
        state=State.ENDED,
        votes=Votes.AT_END,
        options=some,
        opened_at=START,
        closes_at=END,
        ended_at=END,
        box=1,
        seats=2,
        method=Method.STV,
        seed=LOT,
    )
    return replace(plain, **more)


def held(poll: Poll, papers: tuple[Paper, ...] = PAPERS) -> Held:
    """Thirty could vote, and those have whose papers these are."""
    ballots = [PaperBallot(1, n, paper, "word", None) for n, paper in enumerate(papers, 1)]
    receipts = [(f"{n:064x}", paper) for n, paper in enumerate(papers)]
    found = outcome.outcome_of(poll, Counter(papers), entitled=30)
    whole = Held(poll, found, frozenset(range(1, 31)), ballots, (), BEFORE)
    return replace(whole, ballots=(), receipts=receipts) if poll.votes is Votes.SECRET else whole


def plain(whole: Held | None = None) -> Any:
    return json.loads(r.written(record(whole or held(election()), named=False)))


def rebound(file: Any) -> Verdict:
    """What is said of the file with its journal written anew to fit, as by somebody who runs the bot."""
    said = file["counted"]["outcome"]
    facts = {key: said[key] for key in ("cast", "blank", "empty")}
    facts["elected"] = " ".join(map(str, said["elected"]))
    return verified(bind(file, "", facts, "counted"))


def stage(counted: Any, number: int) -> Any:
    return counted["outcome"]["count"]["stages"][number - 1]


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


def test_secret_papers_are_as_many_as_voters_and_tell_nothing_by_their_order() -> None:
    whole = held(election(votes=Votes.SECRET))
    assert rebound(plain(whole)).code == 0
    file = plain(whole)
    rows = file["counted"]["secret_ballots"]
    rows[0], rows[1] = rows[1], rows[0]
    said = rebound(file).lines
    assert "The secret papers stand in another order than their receipts, which may tell of voters." in said
    rows[0] = rows[1]
    assert "Receipts that stand there more than once: 1." in rebound(file).lines
    file["counted"]["electorate"]["marks"] = file["counted"]["electorate"]["marks"][:22]
    assert "There are 23 secret papers, and 22 could vote." in rebound(file).lines
    file["counted"]["electorate"] = {"listed": False, "marks": []}
    assert "The vote was secret, and the file does not list who could vote." in rebound(file).lines


def test_a_lot_is_drawn_again() -> None:
    level = held(election(seats=1, method=Method.IRV), ((ANA,), (BEN,)))
    file = plain(level)
    assert rebound(file).code == 0
    tie = stage(file["counted"], 2)["ties"][0]
    tie["drawn"].reverse()
    assert any(line.startswith("At stage 2 the file says that") for line in rebound(file).lines)


def test_under_schulze_every_pair_is_compared_again() -> None:
    file = plain(held(election(method=Method.SCHULZE)))
    assert rebound(file).code == 0
    file["counted"]["outcome"]["count"]["duels"][0]["preferred"] += 1
    assert any("such pairs: 1." in line for line in rebound(file).lines)


def test_who_follows_on_a_vacant_seat_is_counted_again() -> None:
    for change, sentence in (
        ({"follows": DARA}, "On the seat of Ana the file has Dara; from its papers it is Ben."),
        ({"seat_of": BEN}, "A seat is said to be vacant to which nobody was elected by these papers."),
        ({"standing": [CHI]}, "For a vacant seat somebody is said to stand who can't."),
        ({"follows": None}, "The link of the journal does not say that the vacant seat was filled so."),
    ):
        file = plain()
        file["vacancies"][0].update(change)
        assert sentence in rebound(file).lines, change


def test_a_seat_that_was_filled_is_not_there_to_be_had() -> None:
    file = plain()
    once = file["vacancies"][0]
    assert once["seat_of"] == ANA
    again = {**once, "seat_of": CHI, "journal": None}
    file["vacancies"].append(again)
    assert "For a vacant seat somebody is said to stand who has another." in rebound(file).lines


def test_without_a_vote_who_stands_is_elected() -> None:
    poll = election(seats=5, opened_at=None, box=None, seed="", closes_at=None)
    whole = Held(poll, outcome.declared(poll), frozenset())
    found = rebound(plain(whole))
    assert found.code == 0, found.lines
    assert "Nobody voted, as no more stood than there were seats." in found.lines
    file = plain(whole)
    file["counted"]["outcome"]["elected"].pop()
    assert "Without a vote those who stand are elected, and the file says others." in rebound(file).lines
    assert "The file has 5 seats, 3 filled and 1 empty." in rebound(file).lines


def test_a_file_that_can_be_read_in_two_ways_is_not_read() -> None:
    whole = json.dumps(plain())
    for key, other in (("elected", "[]"), ("paper", '"1"'), (str(ANA), "7")):
        twice = whole.replace(f'"{key}":', f'"{key}": {other}, "{key}":', 1)
        found = verified(twice.encode())
        assert found.lines == (f"The file says “{key}” twice in one place, so it can be read in two ways.",)
        assert found.code == 2


def test_another_question_numbers_and_links_are_told() -> None:
    file = plain()
    file["title"] = "Stewards"
    assert "The question in the file is not the one that was asked." in rebound(file).lines
    file = plain()
    file["numbers"] = {"salt": SALT.hex(), "members": {MARK: 3}}
    said = rebound(file).lines
    assert "The numbers of the members do not fit their marks." in said
    assert "The list of numbers is not that of the voters." in said
    file = plain()
    file["counted"]["asked_at"] = "2026-05-31T12:00:00Z"
    assert verified(json.dumps(file).encode()).lines == (
        "The count of election 4 does not hold.",
        "What was counted was changed after it was written into the journal.",
    )
    file["journal"]["body"] = "[]"
    said = verified(json.dumps(file).encode()).lines
    assert "Link 8 of the journal does not hold: its hash is not that of what it says." in said
    assert "The link of the journal does not say that election 4 was counted." in said


def test_several_faults_are_all_told() -> None:
    file = plain()
    some = ("another elected", "another total", "another quota", "a stranger")
    for case in some:
        CASES[case][0](file["counted"])
    assert {CASES[case][1] for case in some} <= set(rebound(file).lines)


def test_a_count_without_a_link_says_so() -> None:
    file = plain()
    file["journal"], file["vacancies"] = None, []
    found = verified(json.dumps(file).encode())
    assert found.code == 0
    assert "no link of the journal" in found.lines[-1]


def test_ties_without_end_are_told_in_a_sentence() -> None:
    file = plain()
    tie = {"purpose": "excluded", "level": [BEN, DARA], "taken": [DARA], "stages": [2], "drawn": []}
    stage(file["counted"], 3)["ties"] = [tie] * 5_000
    said = next(line for line in rebound(file).lines if line.startswith("At stage 3 the file says"))
    assert said.endswith("; and 4997 more; it is that nobody was level.")
    assert len(said) < 400


def test_a_list_of_the_elected_without_end_is_not_told() -> None:
    file = plain()
    file["counted"]["outcome"]["elected"] = [ANA] * 10_000
    found = verified(json.dumps(file).encode())
    assert found.code == 2
    assert max(map(len, found.lines)) < 400
