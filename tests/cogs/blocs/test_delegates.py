"""A tree of blocs decides: a motion goes up from a workplace, and delegates go, bound and recallable."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.config import Settings
from bot.verifying import verified
from tests.cogs.blocs.conftest import Housed, Standstill, founded
from tests.talk import lines_of

PLACES = {
    "North": ("ana", "ben", "chi", "dan", "eve"),
    "South": ("fay", "gus", "hal", "ida", "jon"),
    "East": ("kim", "lea", "mia", "noa", "oli"),
}
NETWORKS = ("discord", "matrix")
WHO = {name: f"{name}@{NETWORKS[i % 2]}" for names in PLACES.values() for i, name in enumerate(names)}


async def say(talk: Housed, name: str, line: str, *, private: bool = True) -> str:
    """What somebody is told who says something, where they are alone with the bot or in the first room."""
    answer = await talk(f"{WHO[name]}: {line}", private=private)
    return "\n".join(lines_of(answer.card)) if answer else ""


async def all_say(talk: Housed, names: tuple[str, ...], line: str, *, private: bool = True) -> None:
    for name in names:
        said = await say(talk, name, line, private=private)
        assert talk.answer is not None
        assert talk.answer.ok, said


def posts(talk: Housed, words: str) -> dict[str, str]:
    """The posts that say these words, by the name of the room that they are in."""
    found = {}
    for network, face in talk.faces.items():
        rooms = talk.housing(network).rooms
        for post in face.posts.values():
            if words in post.text:
                room = rooms.get(post.room.id)
                found[room.name if room else "assembly"] = post.text
    return found


async def _grow(both: Housed) -> None:
    await founded(both)
    await say(both, "ana", "bloc start Region")
    await say(both, "ana", "bloc start City under:Region")
    for place, names in PLACES.items():
        await all_say(both, names[:1], f"bloc start {place} under:City", private=False)
        await all_say(both, names[1:], f"bloc join {place}", private=False)
    await all_say(both, ("ana",), "bloc leave City")
    await all_say(both, ("ana",), "bloc leave Region")


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Standstill:
    return Standstill(migrated).after(tmp_path_factory.mktemp("grown"), _grow)


@pytest.fixture
async def tree(settings: Settings, grown: Standstill) -> AsyncIterator[Housed]:
    """Region, with a city in it, with three workplaces of five people each, on two networks."""
    async with grown.again(settings) as talk:
        yield talk


async def carried(talk: Housed, number: int, *names: str) -> None:
    """These vote for a motion, and its time comes."""
    await all_say(talk, names, f"vote {number} for")
    await talk.later(hours=73)
    assert posts(talk, f"Motion {number} is carried"), posts(talk, f"Motion {number}")


async def test_a_motion_goes_from_a_workplace_up_to_the_region(tree: Housed) -> None:
    talk = tree
    await all_say(talk, ("ana",), 'motion propose "Longer breaks" bloc:North')
    await all_say(talk, ("ben",), "motion second 1")
    assert "a bloc that you were not in" in await say(talk, "fay", "vote 1 against")
    await carried(talk, 1, *PLACES["North"])
    assert set(posts(talk, "Longer breaks")) == {"North"}
    assert "is one of North" in await say(talk, "fay", "bloc carry 1")
    await all_say(talk, ("chi",), "bloc carry 1 double:yes")
    card = posts(talk, "Moved by North.")
    assert set(card) == {"City", "North", "South", "East"}
    assert "It needs the blocs too: more than 1.5 of 3. Now 0 are for it." in card["City"]
    assert "brought up already, as motion 2" in await say(talk, "dan", "bloc carry 1 double:yes")
    await all_say(talk, PLACES["North"], "vote 2 for")
    await all_say(talk, PLACES["East"], "vote 2 against")
    await all_say(talk, PLACES["South"][:3], "vote 2 for")
    assert "Now 2 are for it." in posts(talk, "Moved by North.")["City"]
    await talk.later(hours=73)
    result = posts(talk, "Motion 2 is carried")["City"]
    assert "2 of 3 blocs were for it; more than 1.5 had to be." in result
    assert "North is for it: for 5, against 0, abstain 0." not in result  # three of South would be told of
    await all_say(talk, ("fay",), "bloc carry 2 double:yes")
    await carried(talk, 3, *PLACES["North"], *PLACES["South"])
    above = posts(talk, "Motion 3 is carried")["Region"]
    assert "1 of 1 bloc was for it; more than 0.5 had to be." in above
    assert "City is for it: for 10, against 0, abstain 0." in above
    assert "assembly" not in posts(talk, "Longer breaks")
    await all_say(talk, ("ana",), "bloc carry 3")
    assert "assembly" in posts(talk, "Longer breaks")


async def test_what_a_bloc_brought_is_not_moved_again_in_its_name(tree: Housed) -> None:
    talk = tree
    await all_say(talk, ("ana",), "motion propose Breaks bloc:North seconds:0")
    await carried(talk, 1, *PLACES["North"])
    await all_say(talk, ("chi",), "bloc carry 1")
    await talk.later(hours=73)
    assert "not carried" in posts(talk, "Motion 2 is")["City"]
    await all_say(talk, ("fay",), "motion again 2 Canary")
    card = posts(talk, "Canary")["City"]
    assert "Moved by North" not in card and "Carried by North" not in card
    assert "One more member has to second it" in card


async def in_blocs(talk: Housed) -> int:
    """How many rows still say who was in which bloc at a vote."""
    async with talk.app.db.reading() as connection:
        count = await connection.execute(sa.text("SELECT count(*) FROM motion_bloc_members"))
        return int(count.scalar_one())


async def test_blocs_can_stop_what_most_votes_are_for(tree: Housed) -> None:
    talk = tree
    await all_say(talk, ("ana",), "bloc start Council under:City council:yes")  # it is none of them
    await all_say(talk, ("ana",), 'motion propose "Move North" double:yes bloc:City seconds:0')
    await all_say(talk, PLACES["North"], "vote 1 for")
    await all_say(talk, PLACES["South"][:1], "vote 1 against")
    await all_say(talk, PLACES["East"][:1], "vote 1 against")
    await talk.later(hours=73)
    result = posts(talk, "Motion 1 is not carried")["City"]
    assert "For 5, against 2, abstain 0." in result
    assert "1 of 3 blocs were for it; more than 1.5 had to be." in result
    for name in ("fay", "gus", "kim"):
        await all_say(talk, (name,), "motion dispute 1 I doubt it")
    anew = posts(talk, "The result of motion 1 is disputed")["City"]
    assert "1 of 3 blocs were for it; more than 1.5 had to be." in anew
    assert "That is what was announced: not carried." in anew
    file = (await talk(f"{WHO['kim']}: motion export 1", private=True)).file  # type: ignore[union-attr]
    assert file is not None
    assert verified(file.content).code == 0, verified(file.content).lines
    assert await in_blocs(talk) == 15
    await talk.later(hours=49)
    assert await in_blocs(talk) == 0


async def test_a_double_majority_needs_blocs_and_votes_that_can_be_counted_by_them(tree: Housed) -> None:
    talk = tree
    said = await say(talk, "ana", 'motion propose "Move North" double:yes bloc:North')
    assert "There are no blocs under North" in said
    said = await say(talk, "ana", 'motion propose "Move North" double:yes votes:secret bloc:City')
    assert "so nobody can count it by blocs" in said


async def elected(talk: Housed, name: str, place: str, number: int) -> None:
    """A workplace sends one of its people."""
    names = PLACES[place]
    await all_say(talk, names[4:], f"delegate elect {talk.typed(WHO[name])} {place}")
    await all_say(talk, names[:1], f"motion second {number}")
    await carried(talk, number, *names)


async def _send(tree: Housed) -> None:
    await all_say(tree, ("ana",), "bloc start Council under:City council:yes")
    await elected(tree, "chi", "North", 1)
    await elected(tree, "hal", "South", 2)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory, grown: Standstill) -> Standstill:
    return grown.after(tmp_path_factory.mktemp("sent"), _send)


@pytest.fixture
async def council(settings: Settings, sent: Standstill) -> AsyncIterator[Housed]:
    """Chi is sent by North and Hal by South to the council of the city."""
    async with sent.again(settings) as talk:
        yield talk


def in_council(talk: Housed) -> set[str]:
    """The accounts in the rooms of the council."""
    people = [p for network in NETWORKS for room in talk.called(network, "Council") for p in room.people]
    return {getattr(person, "id", person) for person in people}


async def test_a_delegate_is_elected_by_the_bloc_and_the_council_follows(council: Housed) -> None:
    talk = council
    assert set(posts(talk, "Send a delegate")) >= {"North", "South"}
    assert "City" not in posts(talk, "Send a delegate")
    assert "So this was done: Send" in posts(talk, "Motion 1 is carried")["North"]
    assert in_council(talk) == {talk.id(WHO["chi"]), talk.id(WHO["hal"])}
    listed = await say(talk, "kim", "delegate list")
    assert "North: " in listed
    assert "South: " in listed
    assert "East" not in listed
    assert "Delegates: " in await say(talk, "kim", "bloc show North")
    await all_say(talk, ("chi",), "bloc leave North")
    assert in_council(talk) == {talk.id(WHO["hal"])}
    assert "North has no delegates." in await say(talk, "kim", "delegate list North")


async def test_a_mandate_is_the_blocs_decision_and_the_vote_the_delegates(council: Housed) -> None:
    talk = council
    await all_say(talk, ("chi",), 'motion propose "Strike on Friday" bloc:Council seconds:0 closes:200h')
    assert set(posts(talk, "Strike on Friday")) == {"Council"}
    assert "no vote on a motion 99" in await say(talk, "ben", "delegate mandate 99 for North")
    assert "East has no delegates yet" in await say(talk, "kim", "delegate mandate 3 for East")
    await all_say(talk, ("ben",), "delegate mandate 3 for North")
    asked = posts(talk, "Tell our delegates how to vote")["North"]
    assert "Tell the delegates of North on motion 3, Strike on Friday: for" in asked
    await all_say(talk, ("dan",), "motion second 4")
    await carried(talk, 4, *PLACES["North"])
    assert "Mandate of North for" in posts(talk, "Strike on Friday")["Council"]
    await all_say(talk, ("chi",), "vote 3 against")
    await all_say(talk, ("hal",), "vote 3 for")
    await talk.later(hours=130)
    told = posts(talk, "Our delegates were to vote for.")
    assert set(told) == {"North"}
    assert ": against" in told["North"]
    assert "Mandate of North for" in posts(talk, "Motion 3 ·")["Council"]
    assert "it is too late for a mandate" in await say(talk, "ben", "delegate mandate 3 for North")


async def test_a_delegate_is_recalled_by_the_bloc(council: Housed) -> None:
    talk = council
    chi = talk.typed(WHO["chi"])
    await say(talk, "ben", f"delegate recall {chi} North", private=False)
    assert talk.answer is not None and talk.answer.hush, "who asks is shown to nobody"
    assert "2 more members ask for it" in await say(talk, "ana", f"delegate recall {chi} North")
    assert "asked for that already" in await say(talk, "ana", f"delegate recall {chi} North")
    assert "1 more" in (said := await say(talk, "eve", f"delegate recall {chi} North")) or "one more" in said
    assert "are not in" in await say(talk, "fay", f"delegate recall {chi} North")
    await all_say(talk, ("chi",), f"delegate recall {chi} North")
    assert set(posts(talk, "Call a delegate back")) == {"North"}
    assert "voting on that already" in await say(talk, "eve", f"delegate recall {chi} North")
    await carried(talk, 3, *PLACES["North"])
    assert in_council(talk) == {talk.id(WHO["hal"])}
    assert "North has no delegates." in await say(talk, "kim", "delegate list North")
    assert "no delegate of North" in await say(talk, "eve", f"delegate recall {chi} North")


async def test_nobody_is_shown_as_who_asked_and_nobody_can_withdraw_a_recall(council: Housed) -> None:
    talk = council
    async with talk.app.db.transaction():
        await talk.app.dispatch.people.assemblies.keep(1, {"debate": "259200"})
    for name in ("ana", "eve", "chi"):  # Chi is who is called back, and is the third to ask
        await all_say(talk, (name,), f"delegate recall {talk.typed(WHO['chi'])} North")
    card = posts(talk, "Call a delegate back")["North"]
    assert "Moved by Chi" not in card and "Moved by @" not in card
    assert "vote until" in card, "there is nothing that could be put off"
    assert "Only" in await say(talk, "chi", "motion withdraw 3")
    await carried(talk, 3, *PLACES["North"])
    assert "North has no delegates." in await say(talk, "kim", "delegate list North")


async def test_what_a_delegate_votes_on_elsewhere_is_none_of_the_blocs_business(council: Housed) -> None:
    talk = council
    await all_say(talk, ("ana",), "bloc start Women kind:request")
    await all_say(talk, ("chi",), "bloc join Women")
    await all_say(talk, ("ana",), f"bloc admit Women {talk.typed(WHO['chi'])}")
    await all_say(talk, ("chi",), "motion propose Canary bloc:Women")
    assert "no vote on a motion 3" in await say(talk, "ben", "delegate mandate 3 for North")
    assert set(posts(talk, "Canary")) == {"Women"}
    await all_say(talk, ("gus",), "motion propose Heating bloc:City")
    await all_say(talk, ("ben",), "delegate mandate 4 for North")
    assert "on motion 4, Heating: for" in posts(talk, "Tell our delegates")["North"]


async def test_a_delegate_reports_to_the_bloc_alone(council: Housed) -> None:
    talk = council
    await all_say(talk, ("ben",), "delegate ask North about:Thursday")
    assert "a report to North on Thursday" in await say(talk, "chi", "now")
    await all_say(talk, ("chi",), "delegate report We got the longer breaks.")
    assert set(posts(talk, "We got the longer breaks.")) == {"North"}
    assert "a report to North" not in await say(talk, "chi", "now")
    assert "You are no delegate of North" in await say(talk, "ben", "delegate report bloc:North Me too")


async def test_a_bloc_is_not_closed_over_what_it_votes_on(tree: Housed) -> None:
    talk = tree
    await all_say(talk, ("ben",), 'motion propose "Longer breaks" bloc:North seconds:0')
    said = await say(talk, "ana", "bloc archive North sure:yes")
    assert "“North” has motions that are not decided: 1." in said
    await all_say(talk, ("ben",), "motion withdraw 1")
    assert "North is closed" in await say(talk, "ana", "bloc archive North sure:yes")


async def test_an_unlisted_bloc_sends_nobody(tree: Housed) -> None:
    talk = tree
    await all_say(talk, ("ana",), "bloc start Ghosts kind:unlisted")
    me = talk.typed(WHO["ana"])
    assert "Ghosts is in no list" in await say(talk, "ana", f"delegate elect {me} Ghosts")
    assert "There is no bloc" in await say(talk, "chi", f"delegate elect {me} Ghosts")


async def test_a_result_says_what_could_not_be_done_and_why(tree: Housed) -> None:
    talk = tree
    await all_say(talk, ("eve",), f"delegate elect {talk.typed(WHO['chi'])} North")
    await all_say(talk, ("ana",), "motion second 1")
    assert "If it is carried, this is done by itself: Send" in posts(talk, "Motion 1")["North"]
    assert "so its words stay as they are" in await say(talk, "eve", "motion edit 1 Send nobody")
    await all_say(talk, PLACES["North"], "vote 1 for")
    await all_say(talk, ("chi",), "bloc leave North")
    await talk.later(hours=73)
    result = posts(talk, "Motion 1 is carried")["North"]
    assert "This could not be done: Send" in result
    assert "Why: Only somebody who is in North can be its delegate." in result
    assert "Carry it up" not in result


async def test_cards_say_who_is_sent_as_soon_as_that_changes(council: Housed) -> None:
    talk = council
    assert "2 members" in posts(talk, "A council: its members")["assembly"]
    await all_say(talk, ("gus",), "motion propose Heating bloc:City")
    await all_say(talk, ("ben",), "delegate mandate 3 for North")
    await all_say(talk, ("dan",), "motion second 4")
    await carried(talk, 4, *PLACES["North"])
    assert "Mandate of North for" in posts(talk, "Heating")["City"]
    await all_say(talk, ("chi",), "delegate resign North")
    assert "1 member" in posts(talk, "A council: its members")["assembly"]
    assert "Mandate of North: for" in posts(talk, "Heating")["City"]
    await all_say(talk, ("hal",), "bloc leave South")
    assert "0 members" in posts(talk, "A council: its members")["assembly"]


async def test_who_was_at_the_councils_meeting_is_asked_for_a_report(council: Housed) -> None:
    talk = council
    speaks = talk.address(WHO["chi"].partition("@")[2], "Council")
    talk.room(
        "council", speaks.network, speaks.id, *(("category", "server") if speaks.network == "discord" else ())
    )
    answer = await talk(f"{WHO['chi']}/council: meeting start Thursday")
    assert answer is not None and answer.ok, lines_of(answer.card)
    assert set(posts(talk, "Thursday")) == {"Council"}
    await talk(f"{WHO['chi']}/council: meeting end")
    assert "a report to North on Thursday" in await say(talk, "chi", "now")
    assert "a report to South" not in await say(talk, "hal", "now"), "Hal was not there"
