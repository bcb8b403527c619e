"""What people do to an election who mean it no good, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from time import perf_counter

import pytest

from bot.api.invocation import Invocation
from bot.api.number import Numbered
from bot.api.people import Address, Room
from bot.ballots.paper import written
from bot.ballots.paper_store import Papers
from bot.ballots.store import Ballots
from cogs.polls.rules import nomination_errors as errors
from cogs.polls.rules.nomination import Nomination, Standing, name_of
from cogs.polls.rules.poll import Kind, Poll
from tests.cogs.polls.depot import depot
from tests.talk import START, TABLE, Talk
from tests.twonets import TwoNets

ORDERS = list(permutations(range(1, 6))) * 25
HELD = "ABCD-EFGH-JKMN-PQRS"
PEOPLE = ("ben", "chi", "dan", "eva", "fay", "gus")


def name_beside(called: str, name: str) -> str:
    """The name that somebody gets who wants this one, where another stands already."""
    other = Nomination(1, 1, START, called=called, state=Standing.STANDING)
    return name_of(Poll(1, Numbered(1), Kind.ELECTION, "Speaker", 1, START), name, [other])


@pytest.mark.parametrize(
    "name",
    ["Ana\u200d Alder", "Аna Alder", "ana-alder", "Ana  Álder", "ANA ALDER.", "Αna Alder", "An\u200ca Alder"],
)
def test_nobody_stands_who_looks_like_another_on_paper(name: str) -> None:
    with pytest.raises(errors.CalledTheSame):
        name_beside("Ana Alder", name)


@pytest.mark.parametrize("name", ["Reopen nominations", "Reopen-nominations 2", "Rеopеn nominations!"])
def test_nobody_stands_as_reopen_nominations(name: str) -> None:
    with pytest.raises(errors.CalledLikeNobody):
        name_beside("Ana Alder", name)


@pytest.mark.parametrize("name", ["Ana Adler", "Ana Alder 2", "Ron", "Анна", "李娜", "Ναταλία", "Reo"])
def test_whoever_looks_different_stands(name: str) -> None:
    assert name_beside("Ana Alder", name) == name


@pytest.mark.parametrize(("one", "other"), [("कमल", "कमला"), ("राम", "रमा"), ("ปู", "ปี"), ("রিমা", "রমা")])
def test_names_that_differ_in_a_vowel_alone_are_two(one: str, other: str) -> None:
    assert name_beside(one, other) == other


def test_marks_do_not_reach_into_the_lines_of_others() -> None:
    assert len(name_beside("Ana Alder", "Z" + "\u0301\u0302\u0303" * 20 + "oe")) == 6
    assert name_beside("Ana Alder", "Nguyễn Đức") == "Nguyễn Đức"


async def test_a_nominee_who_errs_where_others_read_is_not_given_away(nets: TwoNets) -> None:
    await nets("ana@matrix: assembly found Depot")
    await nets("chi@matrix: action mine")
    await nets("ana@matrix: election call Delegates")
    await nets(f"ana@matrix: election nominate 1 {nets.typed('chi@matrix')}", private=True)
    for line in ("election statement 1 I listen.", "election withdraw 1"):
        await nets(f"chi@matrix: {line}")
        assert nets.text == "You do not stand in election 1."
        await nets(f"chi@matrix: {line}", private=True)
        assert "have not said yet that you stand" in nets.text


async def test_a_secret_poll_is_not_closed_on_its_first_voter(talk: Talk) -> None:
    await depot(talk, *PEOPLE)
    await talk("ben: poll ask Shall we strike? votes:secret")
    for name in ("chi", "dan", "eva", "fay", "gus"):
        await talk(f"{name}: poll vote 1 yes")
        await talk.press(name, "Cast it")
        await talk("ben: poll close 1")
        assert talk.text.startswith("So few have answered poll 1") == (name != "gus")
    assert talk.text.startswith("Poll 1 is over.")
    await talk("ben: poll ask Shall we dance? votes:secret")
    await talk("ben: poll close 2")  # nobody has answered, so nothing is told by it
    assert talk.text.startswith("Poll 2 is over.")


async def test_a_secret_question_is_not_turned_round_under_who_is_about_to_vote(talk: Talk) -> None:
    await depot(talk, *PEOPLE)
    await talk("ben: poll ask Who speaks? options: ben, chi votes:secret")
    await talk("dan: poll vote 1 chi")
    about_to = talk.answer
    for change in ("options: chi, ben", "question: Who keeps quiet?"):
        await talk(f"ben: poll edit 1 {change}")
        assert talk.text.startswith("Somebody may be about to answer poll 1 in secret")
    await talk("ben: poll edit 1 closes:5d")
    assert talk.answer is not None and talk.answer.ok
    talk.answer = about_to
    await talk.press("dan", "Cast it")
    await talk.later(days=5)
    assert "1 of 7 has answered.\nThe result of so few would tell who chose what" in talk.last
    for line in ("poll show 1", "poll export 1", "poll receipt 1", "poll motion 1", "poll list"):
        await talk(f"ben: {line}")
        assert "chi 1" not in talk.text and "Most chose" not in talk.text
    assert "1 Who speaks? · too few have answered to show it" in talk.text
    await talk("dan: poll vote 1 chi")
    assert talk.text.startswith("Poll 1 is over; too few have answered to show its result.")


@pytest.mark.parametrize("line", ["poll paper 1 add:2", f"poll paper 1 receipt:{HELD}", "poll dates 2 yes 1"])
async def test_no_secret_ballot_is_filled_in_where_a_server_reads_along(talk: Talk, line: str) -> None:
    await depot(talk, *PEOPLE)
    await talk("ben: poll ask Who speaks? kind:ranked options: ben, chi, dan votes:secret")
    await talk("ben: poll when The assembly? times: Thu 18:00, Fri 19:00 votes:secret")
    room = Room(TABLE, (TABLE,), private=True, encrypted=False)
    talk.answer = await talk.app.door.act(Invocation(Address("terminal", "chi"), room, line=line))
    assert talk.answer is not None and not talk.answer.ok
    assert "encrypted" in talk.text


async def test_whoever_looks_at_many_answers_holds_up_nobody(talk: Talk) -> None:
    await depot(talk, *PEOPLE)
    await talk("ana: poll ask Which colours? kind:ranked votes:open options: red, green, blue, black, white")
    papers = Papers(talk.app.db, Ballots(talk.app.db))
    async with talk.app.db.transaction():
        rows = [(1, 1000 + n, written(order), "typed", None, 0, None) for n, order in enumerate(ORDERS)]
        await talk.app.db.within(lambda connection: papers.put(connection, rows))
    shares = []
    for _ in range(3):  # a machine that does something else meanwhile spoils one look, not each of them
        talk.app.writer.longest, begun = 0.0, perf_counter()
        await talk("ben: poll show 1")
        shares.append(talk.app.writer.longest / (perf_counter() - begun))
    assert min(shares) < 1 / 4
    assert f"{len(ORDERS):,} have answered" in talk.text


async def test_a_button_of_one_vacant_seat_answers_for_no_other(talk: Talk) -> None:
    await depot(talk, *PEOPLE)
    await talk("ana: election call Delegates seats:2 votes:open-at-end reopen:no")
    for name in PEOPLE[:4]:
        await talk(f"{name}: election nominate 1")
    await talk.later(days=3)
    for name, paper in zip(
        PEOPLE, ("ben, dan", "ben, dan", "chi, eva", "chi, eva", "eva", "dan"), strict=True
    ):
        await talk(f"{name}: election vote 1 {paper}", private=True)
    await talk.later(days=3)
    assert "Elected: " in talk.posts[-1] and "dan" not in talk.posts[-1].splitlines()[2]
    buttons = []
    for name in ("ben", "chi"):
        await talk(f"ana: election vacancy 1 {name}")
        await talk.later(minutes=10)
        card = next(card for who, card in reversed(talk.face.directs) if who == "dan")
        buttons.append(next(b for b in card.buttons if b.label == "I would take it"))
        await talk("eva: election take-seat 1 yes")
        if name == "ben":
            await talk("dan: election take-seat 1 no")
            await talk.later(days=3)
    for button, said in zip(buttons, ("No seat of election 1 waits", "All have answered"), strict=True):
        act = Invocation(Address("terminal", "dan"), Room(TABLE, (TABLE,)), command=button.command)
        talk.answer = await talk.app.door.act(replace(act, arguments=button.arguments, source="button"))
        assert talk.text.startswith(said)


async def test_a_sealed_vote_without_its_number_is_not_left_to_be_read(nets: TwoNets) -> None:
    await nets("ana@matrix: assembly found Depot")
    await nets("ben@matrix: action mine")
    await nets("ana@matrix: poll ask Where? options: Yard, Canteen votes:open")
    await nets("ben@matrix: poll vote Yard")
    assert nets.answer is not None and not nets.answer.hush
    await nets("ana@matrix: poll ask Shall we strike? votes:open-at-end")
    await nets("ben@matrix: poll vote yes")
    assert nets.answer.hush
    assert nets.text.startswith("Others could read that, so it does not count.")
    await nets("ben@matrix: poll vote")
    assert "the poll's number" in nets.text
