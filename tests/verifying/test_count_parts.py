"""The parts of a counted election that only some have: secret papers, lots, pairs, vacant seats, links."""

from __future__ import annotations

import json

from bot.ballots.counting.election import Method
from bot.ballots.rules import Votes
from bot.verifying import verified
from cogs.polls.rules import outcome
from cogs.polls.rules.export import Held
from tests.verifying.counted import (
    ANA,
    BEN,
    CHI,
    DARA,
    MARK,
    election,
    held,
    plain,
    rebound,
    stage,
)
from tests.verifying.making import SALT


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
