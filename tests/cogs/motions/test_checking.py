"""Results that anyone can check: files, disputes, and the count made anew."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from bot.app import App
from bot.config import Settings
from bot.verifying import verified
from storage.journal import Journal
from tests.talk import RecordingFace, Talk, lines_of

PEOPLE = ("ana", "ben", "chi", "dan", "eli", "fay")


async def decided(talk: Talk, more: str = "", *, careful: bool = False) -> None:
    """Ana moves, Ben seconds, Chi and Dan vote for and Eli against; it is counted."""
    await talk("ana: assembly found Depot")
    if careful:
        await talk("ana: assembly careful yes")
        more = f"{more} votes:open"
    await talk(f"ana: motion propose Buy a kettle {more}")
    await talk("ben: motion second 1")
    await talk("chi: vote 1 for")
    await talk("dan: vote 1 for")
    await talk("eli: vote 1 against it leaks")
    await talk.later(hours=73)


async def rolled(talk: Talk) -> None:
    """An assembly with a roll of six."""
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings roll:listed")
    for name in PEOPLE[1:]:
        await talk(f"{name}: now")
        await talk(f"ana: member enrol {name}")


def handed(talk: Talk) -> bytes:
    assert talk.answer is not None
    assert talk.answer.ok, talk.text
    assert talk.answer.file is not None
    return talk.answer.file.content


def holds(content: bytes) -> tuple[str, ...]:
    found = verified(content)
    assert found.code == 0, found.lines
    return found.lines


async def refused(talk: Talk, line: str, **more: Any) -> str:
    await talk(line, **more)
    assert talk.answer is not None
    assert not talk.answer.ok
    assert talk.answer.file is None
    return talk.text


async def disputed(talk: Talk, *names: str) -> None:
    for name in names:
        await talk(f"{name}: motion dispute 1 The night shift could not vote")


# Export


async def test_a_result_is_exported_and_holds(talk: Talk) -> None:
    await decided(talk)
    await talk("ana: motion export 1")
    lines = holds(handed(talk))
    assert lines[0].startswith("The result of motion 1 holds: carried. For 2, against 1")
    assert talk.answer is not None
    assert talk.answer.file is not None
    assert (talk.answer.file.name, talk.answer.file.media_type) == ("motion-1.json", "application/json")
    file = json.loads(handed(talk))
    assert file["journal"]["hash"][:16] in talk.text
    assert "python -m bot verify motion-1.json" in talk.text
    assert "it leaks" not in handed(talk).decode()


async def test_two_files_of_one_motion_say_the_same(talk: Talk) -> None:
    await decided(talk)
    await talk("ana: motion export 1")
    first = json.loads(handed(talk))
    await talk.later(days=3)
    await talk("eli: motion export 1")
    second = json.loads(handed(talk))
    assert {k: v for k, v in first.items() if k != "exported_at"} == {
        k: v for k, v in second.items() if k != "exported_at"
    }


async def test_the_file_names_nobody(talk: Talk) -> None:
    await decided(talk)
    await talk("ana: motion export 1")
    content = handed(talk).decode()
    assert [name for name in (*PEOPLE, "terminal", "Depot") if name in content] == []


async def test_numbers_are_members_and_their_marks(talk: Talk) -> None:
    await decided(talk)
    await talk("ana: motion export 1")
    file = json.loads(handed(talk))
    numbers = file["numbers"]["members"]
    assert sorted(numbers.values()) == [3, 4, 5]
    by_number = {numbers[b["voter"]]: b["choice"] for b in file["decided"]["ballots"]}
    assert by_number == {3: "aye", 4: "aye", 5: "no"}


async def test_the_roll_and_the_quorum_are_in_it(talk: Talk) -> None:
    await rolled(talk)
    await talk('ana: motion propose Buy a kettle threshold:"1/3 of the roll" quorum:1/2')
    await talk("ben: motion second 1")
    for name in ("chi", "dan", "eli"):
        await talk(f"{name}: vote 1 for")
    await talk.later(hours=73)
    await talk("ana: motion export 1")
    lines = holds(handed(talk))
    file = json.loads(handed(talk))["decided"]
    assert file["electorate"]["listed"]
    assert len(file["electorate"]["marks"]) == 6
    assert file["rule"]["quorum"] == {"needed": 3, "share": "1/2", "of": 6}
    assert "3 of 6 of everyone entitled to vote, at least 2 needed" in lines[0]
    assert lines[1] == "3 took part; 3 had to."


async def test_a_careful_assembly_gives_marks_alone_and_each_their_own(talk: Talk) -> None:
    await decided(talk, careful=True)
    await talk("chi: motion export 1", private=True)
    file = json.loads(handed(talk))
    assert file["numbers"] is None
    holds(handed(talk))
    lines = talk.text.splitlines()
    mine = next(line for line in lines if line.startswith("Yours is ")).split()[-1].rstrip(".")
    proof = next(line for line in lines if "your number, 3" in line).split()[-1]
    assert hashlib.sha256(f"3:{proof}".encode()).hexdigest() == mine
    ballot = next(b for b in file["decided"]["ballots"] if b["voter"] == mine)
    assert ballot["choice"] == "aye"
    assert talk.answer is not None
    assert talk.answer.private


async def test_who_is_not_in_it_is_told_so(talk: Talk) -> None:
    await decided(talk, careful=True)
    await talk("fay: motion export 1")
    assert "You are not in it." in talk.text


async def test_where_others_read_nobody_gets_their_code(talk: Talk, face: RecordingFace) -> None:
    await decided(talk, careful=True)
    face.features = type(face.features)("!", reactions=True)
    talk.app.dispatch.features[face.network] = face.features
    await talk("chi: motion export 1")
    holds(handed(talk))
    assert "ask me in private: /motion export 1" in talk.text
    assert "code" not in talk.text


async def test_marks_of_two_motions_have_nothing_in_common(talk: Talk) -> None:
    await decided(talk, careful=True)
    await talk("ana: motion propose Paint the shed votes:open")
    await talk("ben: motion second 2")
    await talk("chi: vote 2 for")
    await talk.later(hours=73)
    await talk("ana: motion export 1")
    one = {b["voter"] for b in json.loads(handed(talk))["decided"]["ballots"]}
    await talk("ana: motion export 2")
    two = {b["voter"] for b in json.loads(handed(talk))["decided"]["ballots"]}
    assert one
    assert two
    assert not one & two


@pytest.mark.parametrize("votes", ["open", "open-at-end"])
async def test_nothing_leaves_before_the_close(talk: Talk, votes: str) -> None:
    await talk("ana: assembly found Depot")
    await talk(f"ana: motion propose Buy a kettle votes:{votes}")
    assert "draft and waits for a second" in await refused(talk, "ana: motion export 1")
    await talk("ben: motion second 1")
    await talk("chi: vote 1 for", private=True)
    text = await refused(talk, "ana: motion export 1")
    assert text.startswith("Motion 1 can be exported once voting is over and counted, after")


async def test_what_was_never_counted_has_no_file(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle")
    await talk("ana: motion withdraw 1")
    assert "was never counted" in await refused(talk, "ana: motion export 1")
    assert "There is no motion 7" in await refused(talk, "ana: motion export 7")


async def test_who_was_forgotten_leaves_the_file_as_it_was(talk: Talk) -> None:
    await decided(talk, careful=True)
    await talk("chi: motion export 1", private=True)
    before = json.loads(handed(talk))
    await talk("dan: member forget-me sure:yes", private=True)
    await talk("chi: motion export 1", private=True)
    holds(handed(talk))
    assert json.loads(handed(talk))["decided"] == before["decided"]


async def test_who_had_left_by_the_count_is_marked(talk: Talk, face: RecordingFace) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    await talk("chi: vote 1 for")
    face.gone.add("chi")
    await talk.later(hours=73)
    await talk("ana: motion export 1")
    holds(handed(talk))
    decided_ = json.loads(handed(talk))["decided"]
    assert decided_["removed"] == [decided_["ballots"][0]["voter"]]
    assert decided_["result"]["without_removed"] == "lost"


async def test_the_hall_is_in_it(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    await talk("chi: vote 1 against")
    await talk("ana: ballot tick 1 ben")
    await talk('ana: motion hall 1 for:1 against:0 tellers:"chi and ben"')
    assert talk.answer is not None
    assert talk.answer.ok, talk.text
    await talk.later(hours=73)
    await talk("ana: motion export 1")
    lines = holds(handed(talk))
    assert json.loads(handed(talk))["decided"]["hall"]["ticked"] == 1
    assert any("hall" in line for line in lines)


async def test_what_was_proposed_as_a_change_is_in_it(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion amend 1 Buy two kettles")
    await talk("ana: motion accept 1.1")
    await talk("ben: motion second 1")
    await talk("chi: vote 1 for")
    await talk.later(hours=73)
    await talk("ana: motion export 1")
    holds(handed(talk))
    file = json.loads(handed(talk))
    (amendment,) = file["decided"]["amendments"]
    assert (amendment["number"], amendment["accepted"]) == ("1.1", True)
    assert "two kettles" in json.dumps(file["texts"]["1"])


async def test_a_text_that_was_set_aside_is_not_in_it(talk: Talk) -> None:
    await decided(talk)
    for steward in ("ben", "dan"):
        await talk(f"ana: steward name {steward}")
    await talk.later(minutes=2)
    await talk.later(hours=25)
    for line in ('ben: text set-aside 1 "It names a person"', "dan: text set-aside 1"):
        await talk(line, private=True)
        assert talk.answer is not None
        assert talk.answer.ok, talk.text
    await talk("chi: motion export 1")
    lines = holds(handed(talk))
    assert json.loads(handed(talk))["texts"] == {}
    assert b"kettle" not in handed(talk)
    assert any("set aside" in line for line in lines)
    await disputed(talk, "chi", "dan", "eli")
    assert "That is what was announced: carried." in talk.last
    assert "kettle" not in talk.last


async def test_a_consensus_that_was_blocked(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle threshold:consensus")
    await talk("ben: motion second 1")
    await talk("chi: vote 1 for")
    await talk("dan: vote 1 stand-aside")
    await talk("eli: ballot block 1 why:It is not safe")
    assert talk.answer is not None
    assert talk.answer.ok, talk.text
    await talk.later(hours=73)
    await talk("ana: motion export 1")
    assert (
        "not carried. For 1, abstain 0, stand aside 1, block 1: nobody may block, 1 did."
        in holds(handed(talk))[0]
    )


async def test_a_secret_vote_joins_nobody_and_a_choice(talk: Talk) -> None:
    await rolled(talk)
    await talk("ana: motion propose Strike on Friday votes:secret")
    await talk("ben: motion second 1")
    for name, word in zip(PEOPLE, ("for", "for", "against", "abstain", "for"), strict=False):
        await talk(f"{name}: vote 1 {word}", private=True)
        await talk.press(name, "Cast it")
    assert "once voting is over" in await refused(talk, "ana: motion export 1")
    await talk.later(hours=73)
    await talk("ana: motion export 1")
    lines = holds(handed(talk))
    assert "For 3, against 1, abstain 1" in lines[0]
    file = json.loads(handed(talk))["decided"]
    assert file["ballots"] == []
    assert file["result"]["voted"] == 5
    receipts = [b["receipt"] for b in file["secret_ballots"]]
    assert receipts == sorted(receipts)
    assert len(set(receipts)) == 5
    assert len(file["electorate"]["marks"]) == 6


async def test_what_is_changed_in_the_database_afterwards_is_found(talk: Talk, settings: Settings) -> None:
    await decided(talk)
    with closing(sqlite3.connect(settings.database)) as native:
        native.execute("UPDATE ballots SET choice = 2 WHERE member = 3")
        native.commit()
    await talk("ana: motion export 1")
    found = verified(handed(talk))
    assert found.code == 1
    assert any("the file says carried" in line.casefold() for line in found.lines)


async def test_the_entry_of_the_journal_has_all_counts_and_the_digest(talk: Talk, house: App) -> None:
    await decided(talk)
    await talk("ana: motion export 1")
    link = json.loads(handed(talk))["journal"]
    (entry,) = [e for e in json.loads(link["body"]) if e[0] == "carried"]
    assert {k: v for k, v in entry[3].items() if k != "digest"} == {
        "ayes": 2,
        "noes": 1,
        "abstentions": 0,
        "stand_asides": 0,
        "blocks": 0,
    }
    async with house.db.reading():
        assert await Journal(house.db).verify(1) is None


async def test_a_motion_that_was_counted_before_there_were_seals(talk: Talk, settings: Settings) -> None:
    await decided(talk)
    with closing(sqlite3.connect(settings.database)) as native:
        native.execute("DELETE FROM motion_seals")
        native.commit()
    await talk("ana: motion export 1")
    assert "no link of the journal" in holds(handed(talk))[-1]
    await disputed(talk, "ana", "ben", "chi")
    assert "That is what was announced: carried." in talk.last


# Dispute


async def test_three_members_have_it_counted_again(talk: Talk, face: RecordingFace) -> None:
    await decided(talk)
    await talk("ana: motion dispute 1 The night shift could not vote")
    assert "If 2 more members dispute it in time" in talk.text
    assert talk.answer is not None
    assert talk.answer.private
    await talk("ben: motion dispute 1 why:I was ticked twice")
    assert "If one more member disputes it in time" in talk.text
    posts = len(talk.posts)
    await talk("eli: motion dispute 1 It leaks")
    assert "marked as disputed now" in talk.text
    assert len(talk.posts) == posts + 1
    assert talk.last.startswith("The result of motion 1 is disputed: Buy a kettle")
    for words in (
        "Counted again from the ballots: For 2, against 1, abstain 0.",
        "That is what was announced: carried.",
        "I was ticked twice",
        "ben says:",
        "agenda of your next meeting",
        "Check it yourself: /motion export 1",
    ):
        assert words in talk.last, words
    result = face.find_post("Motion 1 is carried")
    assert list(face.posts.values())[-1].reply_to == result
    assert "This result is disputed." in face.posts[result].text
    assert "carried, disputed" in face.posts[face.find_post("disputed, ")].text


async def test_until_three_have_nobody_sees_it(talk: Talk) -> None:
    await decided(talk)
    before = talk.posts
    await disputed(talk, "ana", "ben")
    assert talk.posts == before
    await talk("chi: motion show 1")
    assert "disputed" not in talk.text


async def test_a_dispute_is_in_lists_and_in_the_file(talk: Talk) -> None:
    await decided(talk)
    await talk("ana: motion list disputed")
    assert "Buy a kettle · carried" not in talk.text
    await disputed(talk, "ana", "ben", "chi")
    await talk("dan: motion show 1")
    assert "Motion 1 · carried, disputed" in talk.text
    await talk("dan: motion list disputed")
    assert "Buy a kettle · carried, disputed" in talk.text
    await talk("dan: motion export 1")
    assert any("disputed" in line for line in holds(handed(talk)))
    file = json.loads(handed(talk))
    assert file["dispute"]["journal"]["number"] > file["journal"]["number"]
    file["dispute"]["at"] = "2026-06-04T13:00:01Z"
    file["exported_at"] = "2026-07-01T00:00:00Z"
    assert verified(json.dumps(file).encode()).code == 1


async def test_the_result_stands_and_nothing_reopens(talk: Talk) -> None:
    await decided(talk)
    await disputed(talk, "ana", "ben", "chi")
    await talk("dan: vote 1 against")
    assert talk.answer is not None
    assert not talk.answer.ok
    await talk.later(days=5)
    await talk("dan: motion show 1")
    assert "carried, disputed" in talk.text


async def test_nobody_disputes_twice_or_too_late(talk: Talk) -> None:
    await decided(talk)
    await talk("ana: motion dispute 1 No")
    text = await refused(talk, "ana: motion dispute 1 No, no")
    assert text == "You dispute the result of motion 1 already. 2 more members have to."
    await talk.later(hours=47)
    await talk("ben: motion dispute 1 No")
    assert talk.answer is not None
    assert talk.answer.ok
    await talk.later(hours=2)
    assert "could be disputed until" in await refused(talk, "chi: motion dispute 1 No")


async def test_a_fourth_is_told_that_it_is_disputed(talk: Talk) -> None:
    await decided(talk)
    await disputed(talk, "ana", "ben", "chi")
    assert "is disputed already" in await refused(talk, "dan: motion dispute 1 No")


async def test_what_can_not_be_disputed(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle")
    assert "no result yet" in await refused(talk, "ben: motion dispute 1 No")
    await talk("ben: motion second 1")
    assert "vote open" in await refused(talk, "ben: motion dispute 1 No")
    await talk("ana: motion practice")
    await talk.later(minutes=51)
    assert "was practice" in await refused(talk, "ben: motion dispute 2 No")


async def test_an_amendment_is_disputed_with_its_motion(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion amend 1 Buy two kettles")
    assert talk.answer is not None
    assert talk.answer.ok, talk.text
    assert "1.1 is a change to motion 1." in await refused(talk, "chi: motion dispute 1.1 No")


async def test_in_a_careful_assembly_nobody_who_disputes_is_named(talk: Talk) -> None:
    await decided(talk, careful=True)
    await disputed(talk, "ana", "ben", "chi")
    assert "A member says:" in talk.last
    assert [name for name in PEOPLE if name in talk.last] == []


async def test_a_count_that_differs_is_said_aloud(talk: Talk, settings: Settings) -> None:
    await decided(talk)
    with closing(sqlite3.connect(settings.database)) as native:
        native.execute("UPDATE ballots SET choice = 2 WHERE member = 3")
        native.commit()
    await disputed(talk, "ana", "ben", "chi")
    assert "Counted again from the ballots: For 1, against 2, abstain 0." in talk.last
    assert "That is not what was announced: For 2, against 1, abstain 0." in talk.last


async def test_ballots_that_were_swapped_are_said_aloud(talk: Talk, settings: Settings) -> None:
    await decided(talk)
    with closing(sqlite3.connect(settings.database)) as native:
        native.execute("UPDATE ballots SET choice = 3 - choice WHERE member IN (4, 5)")
        native.commit()
    await disputed(talk, "ana", "ben", "chi")
    assert "what is stored is not what the journal noted at the close" in talk.last


async def test_who_is_forgotten_takes_their_words_along(
    talk: Talk, face: RecordingFace, settings: Settings
) -> None:
    await decided(talk)
    await talk("ben: motion dispute 1 A word of mine")
    await disputed(talk, "ana", "chi")
    post = face.find_post("A word of mine")
    await talk("ben: member forget-me sure:yes", private=True)
    await talk.later(minutes=1)
    assert "A word of mine" not in face.posts[post].text
    assert "ben" not in face.posts[post].text
    with closing(sqlite3.connect(settings.database)) as native:
        assert "A word of mine" not in "\n".join(native.iterdump())
    await talk("ana: motion show 1")
    assert "carried, disputed" in talk.text


async def test_where_others_read_a_dispute_does_nothing(talk: Talk, face: RecordingFace) -> None:
    await decided(talk)
    talk.app.dispatch.features[face.network] = type(face.features)("!", reactions=True)
    await refused(talk, "ana: motion dispute 1 The night shift could not vote")
    await talk("ana: motion dispute 1 The night shift could not vote", private=True)
    assert "If 2 more members" in talk.text


async def test_the_recount_of_a_secret_vote(talk: Talk) -> None:
    await rolled(talk)
    await talk("ana: motion propose Strike on Friday votes:secret")
    await talk("ben: motion second 1")
    for name in PEOPLE[:5]:
        await talk(f"{name}: vote 1 for", private=True)
        await talk.press(name, "Cast it")
    await talk.later(hours=73)
    await disputed(talk, "ana", "ben", "chi")
    assert "Counted again from the ballots: For 5, against 0, abstain 0." in talk.last
    assert "That is what was announced: carried." in talk.last


async def test_the_button_hands_over_the_file(talk: Talk, face: RecordingFace) -> None:
    await decided(talk)
    await disputed(talk, "ana", "ben", "chi")
    card = face.find_post("The result of motion 1 is disputed")
    await talk.press("dan", "Get the file", card)
    holds(handed(talk))
    assert "Motion 1 as a file" in "\n".join(lines_of(talk.answer.card) if talk.answer else [])
