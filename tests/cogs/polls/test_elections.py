"""Elections as people live them, at one table."""

from __future__ import annotations

import re

import sqlalchemy as sa

from cogs.polls.commands import Polls
from cogs.polls.merging_store import MergingStore
from cogs.polls.own_store import OwnStore
from cogs.polls.schema import nominations, nominators
from tests.cogs.polls.depot import depot, night, told
from tests.talk import Talk
from tests.twonets import TwoNets

PEOPLE = ("ana", "ben", "chi", "dan", "eva", "fay", "gus")


async def cast(talk: Talk, number: int, **papers: str) -> None:
    """Both steps of secret votes."""
    for name, paper in papers.items():
        await talk(f"{name}: election vote {number} {paper}")
        assert f"Or write: /election cast {number} " in talk.text
        await talk.press(name, "Cast it")
        assert "Your vote is in." in talk.text


async def test_three_delegates_are_elected_and_one_candidate_withdraws(talk: Talk) -> None:
    await depot(talk, *PEOPLE)
    await talk("ana: election call Delegates seats:3")
    card = talk.face.find_post("Delegates")
    assert talk.face.posts[card].text.startswith("Election 1 · nominations until Thu 4 Jun")
    assert "Nobody stands yet." in talk.face.posts[card].text
    assert "when voting opens can vote. To come onto it: /member join" in talk.face.posts[card].text
    await talk("ana: election nominate 1")
    assert "for all to read: ana" in talk.text
    await talk.press("ben", "I stand", card)
    await talk("chi: election nominate 1")
    await talk("ana: election nominate 1 dan")
    first = talk.text
    assert first.startswith("dan is asked in private")
    assert "dan" not in talk.face.posts[card].text
    await talk("ben: election nominate 1 dan")
    assert talk.text == first  # who asks again learns nothing
    await talk("ben: election nominate 1 eva")
    await talk.later(hours=1)
    assert "ana has nominated you." in told(talk, "dan")[0]
    assert "ben has nominated you." in told(talk, "eva")[0]
    await talk("dan: now")
    assert "Election 1, Delegates: you were nominated." in talk.text
    await talk("dan: election statement 1 I listen.")
    assert "have not said yet that you stand" in talk.text
    await talk("dan: election accept 1 called:ANA")
    assert "nobody could tell you apart" in talk.text
    assert "called:ANA 2" in talk.text
    await talk("dan: election accept 1 called:Dan Doe")
    await talk("eva: election decline 1")
    assert "nobody is told that you were asked" in talk.text
    await talk("ben: election nominate 1 eva")
    assert talk.text.startswith("eva is asked in private")
    await talk("gus: election candidates 1")
    assert "eva" not in talk.text
    await talk("fay: election nominate 1")
    await talk("ana: election statement 1\nI report back each week.\nAnd I listen.")
    await talk("gus: election candidates 1 an")
    assert talk.text.splitlines()[1:] == ["ana", "I report back each week.", "And I listen."]
    assert "Standing: ana, ben, chi, Dan Doe and fay" in talk.face.posts[card].text

    await talk.later(days=3)
    paper = talk.face.posts[card].text
    assert paper.startswith("Election 1 · vote until")
    assert "6 Reopen nominations" in paper
    assert "Secret vote." in paper
    assert "Only 7 may vote" in paper
    assert any(post.startswith("Vote now: election 1, Delegates. 5 stand for 3 seats") for post in talk.posts)
    await talk("gus: election nominate 1")
    assert talk.text == "Nominations for election 1 are over: it is voted on now."
    await talk("ana: election statement 1 Another.")
    assert talk.text == "Nominations for election 1 are over: it is voted on now."
    await cast(talk, 1, ana="ana, ben", ben="ben, ana", chi="chi", fay="fay, chi")
    held = re.findall(r"/election change 1 (\S+)", talk.text)[0]
    await talk("fay: election change 1")
    assert "only with the receipt that you got with it: /election change 1 ABCD" in talk.text
    await talk(f"fay: election change 1 {held}")
    assert "1. fay · 2. chi" in talk.text
    await talk(f"fay: election cast 1 3,2 {held}")
    assert "Your vote is in." in talk.text
    await talk(f"fay: election receipt 1 {held} sure:yes")
    assert talk.text.startswith("Your receipt for election 1: ")
    await talk("fay: election take-back 1")
    assert "With your receipt you can change it: /election change 1" in talk.text
    await talk("fay: election withdraw 1")
    withdrawn = next(post for post in talk.posts if "stands no longer" in post)
    assert "Votes for fay go to whoever the voter put next." in withdrawn
    assert "fay: has withdrawn" in talk.face.posts[card].text
    await talk("fay: election withdraw 1")
    assert talk.text == "You do not stand in election 1."
    await talk("ana: election call-off 1")
    assert talk.text == "Election 1 goes on to its end, as 4 people have voted already."
    await cast(talk, 1, dan="ana, ben", eva="ben, chi", gus="chi, ana")
    assert "7 of 7 have voted." in talk.face.posts[card].text

    await talk.later(days=3)
    assert talk.face.posts[card].text.startswith("Election 1 · over\nDelegates\nElected: ")
    result = talk.face.posts[talk.face.find_post("· counted")].text
    assert result.startswith("Election 1 · counted\nDelegates\nElected: ")
    elected = result.splitlines()[2]
    assert all(name in elected for name in ("ana", "ben", "chi"))
    for line in ("election show 1", "poll show 1"):
        await talk(f"gus: {line}")
        assert talk.text == result
    await talk("gus: election list")
    assert talk.text.splitlines()[1:3] == ["Over:", f"1 Delegates · elected: {elected_names(elected)}"]
    assert talk.text.endswith("To see one: /election show 1")


def elected_names(line: str) -> str:
    """The names on the ballot of those whom a result says are elected."""
    return ", ".join(part.partition(" (")[0] for part in line.removeprefix("Elected: ").split(", "))


async def test_too_few_stand_and_whoever_called_it_says_how_it_goes_on(talk: Talk) -> None:
    await depot(talk, "ben", "chi")
    await talk("ben: election call Two for the table seats:2 nominations:1h")
    assert "A secret vote needs at least 5 who may vote, and has 3 now." in talk.text
    await talk.later(hours=1)
    short = talk.face.find_post("nobody stands")
    assert [b.label for b in talk.face.posts[short].card.buttons] == ["Nominate 3 days longer", "Call it off"]
    await talk("ben: election declare 1")
    assert talk.text.startswith("Nobody stands in election 1.")
    await talk("chi: election longer 1")
    assert talk.text == "Only who started election 1, and stewards, can do this."
    await talk("ben: now")
    assert "Election 1, Two for the table: 0 stand for 2 seats." in talk.text
    await talk.press("ben", "Nominate 3 days longer", short)
    assert any(post.startswith("Nominations for election 1 are open until Thu 4 Jun") for post in talk.posts)
    assert "This is settled" in talk.face.posts[short].text
    await talk("chi: election nominate 1")
    await talk.later(days=3)
    short = talk.face.find_post("fewer stand than there are seats (2): chi.")
    await talk("chi: election call-off 1")
    assert "Only who started election 1" in talk.text
    await talk.press("ben", "Declare them elected", short)
    assert talk.text == "Election 1 is over. What came of it follows."
    await talk("ana: election show 1")
    assert "voted." not in talk.text
    assert "Elected: chi" in talk.text
    assert "1 seat stays empty." in talk.text
    await talk("ben: election longer 1")
    assert talk.text.startswith("Election 1 is over and counted.")


async def test_among_few_the_vote_is_open_at_the_end_and_says_so(talk: Talk) -> None:
    await depot(talk, "ben", "chi")
    await talk("ana: election call Note-taker nominations:1h reopen:no")
    await talk("ben: election nominate 1")
    await talk("chi: election nominate 1")
    await talk("ana: election open 1")
    card = talk.face.find_post("Election 1 · vote until")
    assert "Nobody sees the count until the close." in talk.face.posts[card].text
    assert "Reopen" not in talk.face.posts[card].text
    await talk("ben: election withdraw 1")
    await talk("chi: election withdraw 1")
    assert any("Nobody stands in election 1 any more, so it is over" in post for post in talk.posts)
    assert talk.face.posts[card].text.startswith("Election 1 · called off")


async def test_nobody_is_declared_elected_where_somebody_is_back_and_there_are_more_than_seats(
    talk: Talk,
) -> None:
    await depot(talk, "ben", "chi", "dan")
    await talk("ana: election call Two for the table seats:2 nominations:1h reopen:no")
    for name in ("ben", "chi", "dan"):
        await talk(f"{name}: election nominate 1")
    await talk("dan: member leave sure:yes")
    await talk.later(hours=1)
    await talk("dan: member join")
    await talk("ana: election declare 1")
    assert talk.last.startswith("Vote now: election 1, Two for the table. 3 stand for 2 seats")
    await talk("dan: election vote 1 dan")
    assert talk.answer is not None and talk.answer.ok


async def test_nominations_close_early_with_a_day_s_notice(talk: Talk) -> None:
    await depot(talk)
    await talk("ana: assembly settings shortest:1d")
    await talk("ana: election call Delegates nominations:3h")
    assert "nominations take 24 hours at least here" in talk.text
    await talk("ana: election call Delegates closes:3h")
    assert "A vote is open for 24 hours at least here" in talk.text
    await talk("ana: election call Delegates")
    for name in ("ana", "ben"):
        await talk(f"{name}: election nominate 1")
    await talk("chi: action mine")
    await talk("ben: election open 1")
    assert "Only who started election 1" in talk.text
    await talk("ana: election open 1")
    assert any(p.startswith("Nominations for election 1 close earlier: Tue 2 Jun") for p in talk.posts)
    await talk("ana: election open 1")
    assert "with a day's notice" in talk.text
    await talk.later(days=1)
    assert talk.face.find_post("Election 1 · vote until")


async def test_what_can_t_be_is_refused_in_one_sentence(talk: Talk) -> None:
    await depot(talk, "ben")
    await talk("ana: election call Delegates seats:0")
    assert talk.text == "An election fills 1 to 20 seats; 0 is not among them. Try: seats:3"
    await talk("ana: election call Delegates seats:3 method:irv")
    assert talk.text.startswith("Ranked choice (irv) fills one seat; for 3 seats take method:stv")
    await talk("ana: election call Delegates seats:2 to:delegates")
    assert talk.text.startswith("Only a bloc has delegates.")
    await talk("ana: election call Delegates seats:2 método:schulze")
    await talk("ana: election call Delegates seats:2 method:condorcet")
    await talk("ana: election call Delegates who:Nurses")
    assert talk.text.endswith("For one bloc alone, write: bloc:Nurses")
    await talk("ana: election call Delegates seats:2")
    assert "it is number 1" in talk.text
    for title in ("Two", "Three"):
        await talk(f"ana: election call {title}")
    await talk("ana: election call Four")
    assert "1, 2, 3" in talk.text
    await talk("ben: election nominate 1 zed")
    assert talk.text == "They are not on the roll here, so they cannot stand in election 1."
    await talk("ben: election nominate 1 called:42")
    assert talk.text.startswith("A name on a ballot needs a letter.")
    await talk("ben: election accept 1")
    assert talk.text.startswith("Nobody has nominated you in election 1.")
    await talk("ana: election call-off 2")
    await talk("ben: election nominate 2")
    assert talk.text == "Election 2 was called off."
    await talk("ben: election candidates 1 zed")
    assert talk.text.startswith("“zed” is not clearly one of those who stand")


async def test_a_careful_assembly_names_candidates_as_they_agreed_and_nobody_else(talk: Talk) -> None:
    await depot(talk, *PEOPLE)
    await talk("ana: assembly careful yes")
    await talk("ben: election call Delegates")
    await talk("ana: election nominate 1 called:A. Alder")
    await talk("chi: election nominate 1 called:Chi")
    card = talk.face.find_post("Delegates")
    await talk("ana: election open 1")
    text = talk.face.posts[card].text
    assert "A. Alder" in text
    assert not any(f"({name})" in text or f"by {name}" in text for name in PEOPLE)


async def test_it_is_voted_on_whoever_would_be_a_steward(talk: Talk) -> None:
    await depot(talk, *PEOPLE)
    await talk("ben: election call Stewards seats:2 to:stewards reopen:no")
    assert "Leave out reopen:no." in talk.text
    await talk("ben: election call Stewards seats:2 to:stewards nominations:2h")
    await talk("ben: election nominate 1")
    card = talk.face.find_post("Election 1 · nominations")
    assert "At least 2 have to vote, else nobody is elected." in talk.face.posts[card].text
    await talk("ana: election vote 1 1")
    assert talk.text.splitlines() == [
        "In election 1 people are still being nominated, so that has to wait.",
        "To see how it stands: /election show 1",
    ]
    await talk.later(hours=2)
    assert "Vote now: election 1, Stewards. 1 stands for 2 seats, until" in talk.last
    assert "2 Reopen nominations" in talk.face.posts[talk.face.find_post("Election 1 · vote until")].text
    await talk("ben: election declare 1")
    assert talk.text.startswith("Voting in election 1 goes on, so that is not possible now.")
    for line in ("call-off", "longer", "close", "open"):
        await talk(f"ana: election {line} 1")
        assert "is about who becomes a steward, so stewards leave it alone" in talk.text
    assert "At least 2 have to vote" in talk.face.posts[card].text
    await cast(talk, 1, ben="1")
    await talk.later(days=3)
    result = talk.face.posts[talk.face.find_post("· counted")].text
    assert "Too few voted: 1 of the 2 that are needed. No seat is filled." in result
    assert "Or by a motion: /steward propose name" in result
    await talk("ana: steward list")
    assert "ben" not in talk.text


async def test_an_unlisted_bloc_s_election_is_nobody_else_s_to_know(talk: Talk) -> None:
    await depot(talk, "ben", "chi")
    await night(talk, "ben")
    before = list(talk.posts)
    await talk("ana: election call Speaker bloc:Night", private=True)
    number = talk.text.split()[1]
    assert int(number) >= 100_000
    assert talk.posts == before
    await talk(f"chi: election nominate {number}", private=True)
    assert talk.text.startswith(f"There is no poll or election {number} here")
    await talk(f"ana: election nominate {number} chi", private=True)
    assert talk.text == f"They are not in Night, so they cannot stand in election {number}."
    await talk(f"ben: election nominate {number}", private=True)
    assert "You stand" in talk.text
    await talk("chi: election list")
    assert "Speaker" not in talk.text


async def test_what_many_say_is_cut_and_can_be_read_one_by_one(talk: Talk) -> None:
    people = [f"worker{n}" for n in range(30)]
    await depot(talk, *people)
    await talk("ana: election call Delegates seats:5")
    for name in people[:5]:
        await talk(f"{name}: election nominate 1")
        await talk(f"{name}: election statement 1\n{'I listen. ' * 99}End.")
    await talk("ana: election candidates 1")
    assert len(talk.text) < 4000
    assert "To read all that one of them says: /election candidates 1 worker0" in talk.text
    await talk("ana: election candidates 1 worker0")
    assert talk.text.endswith("End.")
    await talk(f"worker0: election statement 1\n{'a' * 1001}")
    assert "1,000" in talk.text
    for name in people[5:]:
        await talk(f"{name}: election nominate 1")
    await talk("ana: election candidates 1")
    assert len(talk.text.splitlines()) == 32
    assert "listen" not in talk.text


async def test_whoever_is_erased_stands_no_longer(talk: Talk) -> None:
    await depot(talk, *PEOPLE)
    await talk("ana: election call Speaker")
    for name in ("ben", "chi", "dan"):
        await talk(f"{name}: election nominate 1")
    await talk("ana: election open 1")
    assert talk.answer is not None and talk.answer.nod, "the news stands in this very room"
    card = talk.face.find_post("Election 1 · vote until")
    await talk("dan: member leave sure:yes")
    assert "dan: is here no longer" in talk.face.posts[card].text
    await talk("dan: member join")
    assert talk.last.startswith("dan is here again and stands in election 1 as before.")
    assert "no longer" not in talk.face.posts[card].text
    await talk("dan: election withdraw 1")
    assert "dan: has withdrawn" in talk.face.posts[card].text
    await talk("dan: member leave sure:yes")
    await talk("dan: member forget-me sure:yes")
    assert "dan: has withdrawn" in talk.face.posts[card].text
    await talk("ben: member forget-me sure:yes")
    assert "ben: is here no longer" in talk.face.posts[card].text
    await talk("chi: member forget-me sure:yes")
    assert talk.last.startswith("Nobody stands in election 1 any more, so it is over without a result.")
    assert talk.face.posts[card].text.startswith("Election 1 · called off")


async def test_nobody_finds_out_who_was_asked_by_how_many_they_can_nominate(talk: Talk) -> None:
    people = ["ana", *(f"worker{n}" for n in range(7))]
    await depot(talk, *people)
    await talk("ana: election call Speaker")
    await talk("worker6: election nominate 1 worker0")
    for name in people[1:6]:
        await talk(f"ana: election nominate 1 {name}")  # worker0 was asked before, and costs the same
    await talk("ana: election nominate 1 worker6")
    assert talk.text.startswith("You have nominated 5, as many as one member may.")
    await talk("ana: election nominate 1 worker3")
    assert talk.text.startswith("worker3 is asked in private")
    async with talk.app.db.reading():
        own = await OwnStore(talk.app.db).export(1, 1)
    assert own["put others up"] == [{"number": "1"}] * 5
    await talk.later(hours=1)
    asked = told(talk, "worker0")
    assert [text.splitlines()[1] for text in asked if "Do you stand" in text] == [
        "worker6 has nominated you."
    ]
    cog = talk.app.house.commands["election nominate"].cog
    assert isinstance(cog, Polls)
    async with talk.app.db.transaction() as connection:
        [last] = (await connection.execute(sa.select(nominators.c.by).where(nominators.c.by != 1))).scalars()
        await MergingStore(cog.store, cog.papers).merge(1, 1, last, talk.clock.now())
        assert [row.by for row in await connection.execute(sa.select(nominators))] == [1] * 5
    await talk("worker1: election accept 1")
    await talk.later(days=3)
    async with talk.app.db.reading() as connection:
        assert list(await connection.execute(sa.select(nominators))) == []


async def test_once_it_is_voted_on_nothing_is_known_of_who_is_not_on_the_paper(talk: Talk) -> None:
    await depot(talk, *PEOPLE)
    await talk("ana: election call Speaker nominations:2h")
    for name in ("ben", "chi", "dan"):
        await talk(f"{name}: election nominate 1")
    await talk("dan: election withdraw 1")
    await talk("ana: election nominate 1 eva")
    await talk("ana: election nominate 1 fay")
    await talk("fay: election decline 1")
    await talk("ben: member leave sure:yes", private=True)
    await talk.later(hours=2)
    async with talk.app.db.reading() as connection:
        [kept] = await connection.execute(sa.select(nominations))
    assert kept.called == "chi"
    await talk("ben: member join")
    await talk("ben: election withdraw 1")
    assert talk.text == "You do not stand in election 1."


async def test_where_others_read_along_nobody_is_nominated_but_by_themselves(nets: TwoNets) -> None:
    await nets("ana@matrix: assembly found Depot")
    await nets("ben@matrix: action mine")
    await nets("ana@matrix: election call Delegates")
    assert "To nominate somebody: open a chat with me." in nets.said("matrix", "Election 1 · nominations")
    await nets(f"ana@matrix: election nominate 1 {nets.typed('ben@matrix')}")
    assert "Others could read that" in nets.text
    await nets(f"ana@matrix: election nominate 1 {nets.typed('ben@matrix')}", private=True)
    assert "is asked in private" in nets.text
    await nets("ana@matrix: election nominate 1 called:Ana Alder")
    await nets("ben@matrix: election nominate 1")
    assert "Standing: Ana Alder and Ben" in nets.said("matrix", "Election 1 · nominations")
    await nets("ana@matrix: election open 1")
    assert "close earlier" in nets.said("matrix", "Nominations for election 1")
    await nets.later(days=1)
    assert "Vote where we are alone: open a chat with me." in nets.said("matrix", "Vote now: election 1")
    assert not nets.faces["matrix"].posts[nets.card("matrix", "vote until")].card.reactions
