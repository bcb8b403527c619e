"""Counts as people live them: known elections, a seat that becomes vacant, and nobody who is wanted."""

from __future__ import annotations

import sqlalchemy as sa

from bot.api.card import Table
from bot.ballots.paper_schema import paper_counts
from cogs.polls.own_store import OwnStore
from cogs.polls.vacancy_schema import answers
from tests.bot.counting.test_known import SCHULZE
from tests.talk import Talk, lines_of

TENNESSEE = {
    "Memphis Nashville Chattanooga Knoxville": 42,
    "Nashville Chattanooga Knoxville Memphis": 26,
    "Chattanooga Knoxville Nashville Memphis": 15,
    "Knoxville Chattanooga Nashville Memphis": 17,
}
EXAMPLE = {
    "ana ben": 6,
    "ana chi": 3,
    "ana": 3,
    "ben chi": 2,
    "ben": 2,
    "chi ben": 4,
    "dara chi": 2,
    "dara": 1,
}


async def vote(talk: Talk, command: str, ballots: dict[str, int], names: list[str]) -> None:
    """Has one person after the other vote, in private, as the rankings stand there."""
    voters = iter(names)
    for ranking, times in ballots.items():
        for _ in range(times):
            answer = await talk(f"{next(voters)}: {command} {ranking}")
            assert answer is not None
            assert answer.ok, talk.text


def tables(talk: Talk) -> list[dict[str, tuple[str, ...]]]:
    """The tables of the last answer, by the first cell of each row."""
    assert talk.answer is not None
    found = [block for block in talk.answer.card.blocks if isinstance(block, Table)]
    return [{row[0]: row[1:] for row in table.rows} for table in found]


async def test_a_ranked_poll_finds_nashville_and_schulze_s_own_example_e(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    cities = "Memphis, Nashville, Chattanooga, Knoxville"
    await talk(f"ana: poll ask Which capital? kind:ranked options: {cities} closes:2h")
    await talk("ana: poll ask Which letter? kind:ranked options: A, B, C, D, E closes:2h")
    people = [f"voter{n}" for n in range(100)]
    numbers = {"Memphis": 1, "Nashville": 2, "Chattanooga": 3, "Knoxville": 4}
    capital = {" ".join(str(numbers[c]) for c in r.split()): n for r, n in TENNESSEE.items()}
    await vote(talk, "poll vote 1", capital, people)
    letters = {" ".join(str(ord(c) - 64) for c in r): n for r, n in SCHULZE.items()}
    await vote(talk, "poll vote 2", letters, people)
    await talk("ana: election count 1")
    assert talk.text == "There is no count of poll 1 yet. To see how it stands: /poll show 1"
    await talk.later(hours=2)
    answer = await talk.press("ben", "How it was counted", talk.face.find_post("Which capital?"))
    assert "Nashville is wanted more than each of the others: " in talk.text
    assert "than Memphis by 58 to 42" in talk.text
    assert tables(talk)[0]["Knoxville"] == ("68", "32", "68", "0")
    assert tables(talk)[1]["2 Nashville"] == ("–", "58", "68", "68")
    assert answer is not None
    assert answer.file is not None
    assert answer.file.content.startswith(b"\x89PNG")
    assert answer.file.alt == (
        "How many put Nashville above each of the others, and below. "
        "Memphis: 58 : 42; Chattanooga: 68 : 32; Knoxville: 68 : 32."
    )
    await talk("ben: poll counted 2")
    assert "E does not beat each of the others directly, but by ways round nobody beats it" in talk.text
    assert "against C the strongest way is 28, and 24 back" in talk.text


async def test_an_election_is_counted_and_its_seats_are_filled_again_from_its_ballots(talk: Talk) -> None:
    people = ["ana", "ben", "chi", "dara", *(f"voter{n}" for n in range(19))]
    await talk("ana: assembly found Depot")
    for name in people[1:]:
        await talk(f"{name}: member join")
    await talk("ana: election call Delegates seats:2 votes:open-at-end reopen:no")
    number = int(talk.face.posts[talk.face.find_post("Delegates")].text.split()[1])
    for name in people[:4]:
        await talk(f"{name}: election nominate {number}")
    await talk.later(days=3)
    await vote(talk, f"election vote {number}", EXAMPLE, people)
    await talk(f"ben: election vacancy {number}")
    assert talk.text.startswith(f"There is no count of election {number} yet.")
    await talk.later(days=3)
    await _is_told(talk, number)
    await _is_filled_again(talk, number)


async def _is_told(talk: Talk, number: int) -> None:
    card = talk.face.posts[talk.face.find_post("Elected: ")]
    assert card.text.splitlines() == [
        f"Election {number} · counted",
        "Delegates",
        "Elected: ana, chi",
        "ana was elected at stage 1 with 12 of a quota of 8.",
        "chi was elected at stage 4 with 8.99999 of a quota of 8.",
        "23 of 23 voted.",
        f"Check it yourself: /election export {number}",
    ]
    answer = await talk.press("voter1", "Stages and chart", talk.face.find_post("Elected: "))
    assert answer is not None
    lines = lines_of(answer.card)
    assert (
        "ana had 12 and needs 8 of them. So all of these ballots go on to the next choice on them, each for "
        "4 / 12 of what it was worth, cut after five decimals: 1.99998 to ben, 0.99999 to chi, "
        "0.99999 to nobody, as no choice is left, 0.00004 were cut off." in lines
    )
    [table] = tables(talk)
    assert table["ana"] == ("12 in", "8", "8", "8")
    assert table["ben"] == ("4", "5.99998", "5.99998", "out")
    assert table["chi"] == ("4", "4.99999", "6.99999", "8.99999 in")
    assert table["dara"] == ("3", "3", "out", "–")
    assert table["not transferable"] == ("0", "1.00003", "2.00003", "6.00001")
    assert answer.file is not None
    assert "chi: 4, 4.99999, 6.99999, 8.99999; elected at stage 4." in answer.file.alt


async def _is_filled_again(talk: Talk, number: int) -> None:
    await talk(f"voter1: election vacancy {number} chi")
    assert talk.text == f"Only who started election {number}, and stewards, can do this."
    await talk(f"ana: election vacancy {number} eve")
    assert talk.text.startswith(f"Nobody of that name has a seat of election {number}. These have: ana, chi.")
    await talk(f"dara: election vacancy {number}")
    assert talk.text.startswith(f"You have no seat of election {number}. These have: ana, chi.")
    await talk(f"chi: election vacancy {number}")
    assert talk.text.startswith("2 people who stood are asked whether they would take the seat")
    assert "Would you take the seat?" in told(talk, "ben")
    await talk("dara: now")
    assert f"election {number}" in talk.text
    await talk(f"ana: election vacancy {number} ana")
    assert "being asked about another seat" in talk.text
    await talk(f"voter1: election take-seat {number} yes")
    assert talk.text == (
        f"No seat of election {number} waits for your answer. If you were asked, the time for it is over. "
        f"To see the election: /election show {number}"
    )
    await talk(f"ben: election take-seat {number} yes")
    assert talk.text.startswith("You would take the seat.")
    assert "1 of 2 has answered." in talk.posts[-1]
    async with talk.app.db.reading():
        given = await OwnStore(talk.app.db).export(1, 2)
    assert given["asked to take a seat"] == [{"number": str(number), "takes": True}]
    await talk(f"dara: election take-seat {number} no")
    filled = talk.face.posts[talk.face.find_post("ben follows chi.")].text
    assert "Would take it: ben." in filled
    assert (
        "The ballots that had elected chi were counted again, for as much as they were worth then." in filled
    )
    assert (
        "ben was elected at stage 1 with 6 of the 6 votes that were still in the count: more than half."
        in filled
    )
    for where in (f"Election {number} · over", f"Election {number} · counted"):
        seen = talk.face.posts[talk.face.find_post(where)].text.splitlines()
        assert seen[2:4] == ["Elected: ana, chi", "ben follows chi."]
    await talk(f"ben: election vacancy {number}")
    assert talk.text.startswith("1 person who stood is asked")
    await talk(f"dara: election show {number}")
    assert talk.text.splitlines()[3:5] == ["ben follows chi.", "The seat of ben is vacant."]
    await talk.later(days=3)
    post = talk.face.find_post("Nobody follows ben; the seat stays empty.")
    assert "Nobody of those who stood would take the seat." in talk.face.posts[post].text
    await talk.press("ana", "Call an election", post)
    assert talk.answer is not None
    assert talk.answer.ok
    assert "For that there is a new election" in talk.face.posts[post].text
    await talk(f"ana: election again {number}")
    assert talk.text.startswith(f"No seat of election {number} is empty")


def told(talk: Talk, name: str) -> str:
    """What a person was told in private."""
    return "\n".join("\n".join(lines_of(card)) for who, card in talk.face.directs if who == name)


async def test_irv_finds_knoxville_where_members_nominate_it(talk: Talk) -> None:
    people = ["Memphis", "Nashville", "Chattanooga", "Knoxville", *(f"voter{n}" for n in range(96))]
    await talk("Memphis: assembly found Depot")
    for name in people[1:]:
        await talk(f"{name}: member join")
    await talk("Memphis: election call Capital votes:open-at-end")
    for name in people[:4]:
        await talk(f"{name}: election nominate 1")
    await talk.later(days=3)
    await vote(talk, "election vote 1", TENNESSEE, people)
    await talk.later(days=3)
    assert "Elected: Knoxville" in talk.last
    assert (
        "Knoxville was elected at stage 4 with 58 of the 100 votes that were still in the count: more than "
        "half." in talk.last
    )


async def test_what_nobody_wants_is_voted_on_anew(talk: Talk) -> None:
    people = ["ana", *(f"voter{n}" for n in range(4))]
    await talk("ana: assembly found Depot")
    for name in people[1:]:
        await talk(f"{name}: member join")
    await talk("ana: election call Treasurer votes:open-at-end")
    await talk("ana: election nominate 1")
    await talk.later(days=3)
    reopen = "Reopen nominations"
    card = talk.face.find_post(reopen)
    lines = talk.face.posts[card].text.splitlines()
    assert any(reopen in line for line in lines)
    for name in people[1:]:
        await talk(f'{name}: election vote 1 "{reopen}"')
        assert talk.answer is not None
        assert talk.answer.ok, talk.text
    await talk.later(days=3)
    result = talk.face.posts[talk.face.find_post("Nobody is elected.")].text
    assert "Reopen nominations has 4 at stage 1 and takes a seat: it stays empty." in result
    assert "1 seat stays empty. For that there is a new election, 2." in result
    assert "Election 2 · nominations until" in "\n".join(talk.posts)
    await talk("ana: election show 2")
    assert "Treasurer" in talk.text


async def test_an_election_in_which_nobody_votes_says_so_and_rests(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: election call Treasurer votes:open-at-end")
    await talk("ana: election nominate 1")
    await talk.later(days=3)
    await talk.later(days=3)
    result = talk.face.find_post("Nobody is elected.")
    assert "Nobody voted." in talk.face.posts[result].text
    assert "0 of 1 voted." in talk.face.posts[result].text
    await talk("ana: election count 1")
    assert "Nobody voted." in talk.text
    await talk("ana: election vacancy 1")
    assert talk.text.startswith("Nobody voted in election 1, so no ballots can say who follows.")
    await talk.press("ana", "Call an election", result)
    assert "For that there is a new election, 2." in talk.face.posts[result].text


async def test_delegates_take_up_their_office_and_what_that_refuses_is_said(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: bloc start Nurses")
    await talk("ben: bloc join Nurses")
    for number in (1, 2):
        call = f"ana: election call Delegate {number} bloc:Nurses to:delegates votes:open-at-end"
        await talk(f"{call} reopen:no", private=True)
        assert "Leave out reopen:no." in talk.text
        await talk(call, private=True)
        await talk(f"ben: election nominate {number}", private=True)
        await talk.later(days=3)
        for name in ("ana", "ben"):
            await talk(f"{name}: election vote {number} 1", private=True)
        await talk.later(days=3)
    results = {post.text for post in talk.face.posts.values() if "· counted" in post.text}
    first, second = sorted(results)
    assert "Delegates of Nurses from now on: ben." in first
    assert "2 of 2 voted." in first
    assert "ben could not take it up: " in second


async def test_a_seat_of_stewards_is_vacant_once_its_holder_is_none(talk: Talk) -> None:
    people = ["ana", "ben", "chi"]
    await talk("ana: assembly found Depot")
    for name in people[1:]:
        await talk(f"{name}: member join")
    await talk("ana: election call Stewards to:stewards votes:open-at-end")
    await talk("ben: election nominate 1")
    await talk("chi: election nominate 1")
    await talk.later(days=3)
    await vote(talk, "election vote 1", {"ben chi": 2}, people)
    await talk("ben: election close 1")
    assert talk.text.startswith("Only who started election 1")
    await talk("ana: election close 1")
    assert talk.text.startswith("2 of 3 have voted in election 1. It can be closed early once everyone has;")
    await vote(talk, "election vote 1", {"chi": 1}, people[2:])
    await talk("ana: election close 1")
    assert talk.text == "Election 1 is over. What came of it follows."
    result = talk.face.posts[talk.face.find_post("Elected: ben")].text
    assert "Stewards from now on: ben." in result
    await talk("ana: election vacancy 1 ben")
    assert talk.text.startswith("ben is a steward still, so the seat is not vacant.")
    await talk("ben: steward step-down")
    await talk("ana: meeting start")
    await talk("ana: election vacancy 1 ben")
    assert talk.text.startswith("1 person who stood is asked")
    await talk("chi: election take-seat 1 yes")
    assert talk.text == "All have answered. The ballots of the election now say who follows."
    filled = talk.face.posts[talk.face.find_post("chi follows ben.")].text
    assert "All ballots were counted again, as if only they had stood." in filled
    await talk("ana: steward list")
    assert "chi" in talk.text
    assert "ben" not in talk.text
    await talk("ana: meeting end")
    await talk("ana: minutes show 1", private=True)
    assert "Election 1, Stewards: elected: ben. chi follows ben." in talk.text.splitlines()


async def test_what_somebody_said_of_a_seat_is_forgotten_with_them(talk: Talk) -> None:
    people = ["ana", "ben", "chi", "dara"]
    await talk("ana: assembly found Depot")
    for name in people[1:]:
        await talk(f"{name}: member join")
    await talk("ana: election call Treasurer votes:open-at-end")
    for name in people[1:]:
        await talk(f"{name}: election nominate 1")
    await talk.later(days=3)
    await vote(talk, "election vote 1", {"ben chi": 3, "chi": 1}, people)
    await talk.later(days=3)
    await talk("ben: election vacancy 1")
    await talk("chi: election take-seat 1 yes")
    await talk("chi: member forget-me sure:yes", private=True)
    async with talk.app.db.reading() as connection:
        [left] = await connection.execute(sa.select(answers))
    assert left.takes is None
    await talk.later(days=3)
    assert talk.face.find_post("Nobody follows ben; the seat stays empty.")


async def test_a_count_that_was_off_says_so(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ben: member join")
    await talk("ana: election call Treasurer votes:open-at-end")
    await talk("ana: election nominate 1")
    await talk.later(days=3)
    await talk("ben: election vote 1 ana")
    async with talk.app.db.transaction() as connection:
        await connection.execute(sa.update(paper_counts).values(n=3))
    await talk.later(days=3)
    assert "ana was elected at stage 1 with 1 of the 1 votes" in talk.last
    assert "The running count was off. This result is counted from the ballots." in talk.last
