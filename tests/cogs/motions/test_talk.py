"""Motions as people live them, from the proposal to the result."""

from __future__ import annotations

from datetime import timedelta

from bot.platforms import Unreachable
from tests.talk import FrozenClock, RecordingFace, Talk


async def open_motion(talk: Talk, more: str = "") -> str:
    """Ana moves, Ben seconds; the message of the vote's card."""
    await talk("ana: assembly found Depot")
    await talk(f"ana: motion propose Buy a kettle {more}")
    await talk("ben: motion second 1")
    return talk.face.find_post("vote until")


async def test_a_first_vote_takes_four_lines(talk: Talk) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    await talk("chi: vote 1 for")
    await talk.later(hours=73)
    assert "Motion 1 is carried: Buy a kettle" in talk.last
    assert "For 1, against 0, abstain 0." in talk.last
    assert "1 voted; no quorum was set." in talk.last


async def test_reactions_on_the_draft_count_nothing(talk: Talk) -> None:
    await talk("ana: motion propose Buy a kettle")
    draft = talk.face.find_post("a draft")
    await talk.react("ben", "✅", draft)
    await talk("ben: motion second 1")
    assert "For 0" in talk.posts[-1]


async def test_the_last_of_word_button_and_reaction_counts(talk: Talk) -> None:
    card = await open_motion(talk)
    await talk("chi: vote 1 for")
    assert "For 1" in talk.face.posts[card].text
    await talk.press("chi", "Against", card)
    assert "Against 1" in talk.face.posts[card].text
    assert "For 0" in talk.face.posts[card].text
    await talk.react("chi", "🤷🏽", card)
    assert "Abstain 1" in talk.face.posts[card].text
    assert "Against 0" in talk.face.posts[card].text


async def test_a_reaction_taken_back_takes_its_own_ballot_only(talk: Talk) -> None:
    card = await open_motion(talk)
    await talk.react("chi", "✅", card)
    await talk.react("chi", "✅", card, added=False)
    assert "For 0" in talk.face.posts[card].text
    await talk.react("dan", "✅", card)
    await talk("dan: vote 1 against")
    await talk.react("dan", "✅", card, added=False)
    assert "Against 1" in talk.face.posts[card].text


async def test_a_ballot_can_be_taken_back_by_word(talk: Talk) -> None:
    card = await open_motion(talk)
    await talk("chi: vote 1 for")
    await talk("chi: motion take-back 1")
    assert "For 0" in talk.face.posts[card].text
    await talk("chi: motion take-back 1")
    assert "no vote on motion 1 to take back" in talk.text


async def test_the_mover_cannot_second(talk: Talk) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("ana: motion second 1")
    assert talk.answer is not None
    assert not talk.answer.ok
    assert "somebody else has to second it" in talk.text


async def test_a_late_vote_is_told_and_not_counted(talk: Talk) -> None:
    await open_motion(talk)
    await talk.later(hours=73)
    await talk("chi: vote 1 for")
    assert "your vote came after and was not counted" in talk.text
    assert "For 0" in talk.posts[-1]


async def test_quorum_and_threshold_are_printed_with_their_arithmetic(talk: Talk) -> None:
    card = await open_motion(talk, "threshold:2/3 quorum:3")
    await talk("chi: vote 1 for")
    await talk("dan: vote 1 for")
    shown = talk.face.posts[card].text
    assert "at least 2/3 of the votes cast for or against" in shown
    assert "3 must take part: 2 have, 1 to go." in shown
    await talk.later(hours=73)
    assert "is not decided" in talk.last


async def test_a_tie_is_not_carried(talk: Talk) -> None:
    await open_motion(talk)
    await talk("chi: vote 1 for")
    await talk("dan: vote 1 against")
    await talk.later(hours=73)
    assert "is not carried" in talk.last


async def test_bad_input_changes_nothing(talk: Talk) -> None:
    await open_motion(talk)
    before = list(talk.posts)
    for line, said in {
        "motion propose": "/motion propose",
        "motin list": "Did you mean",
        "vote 21 for": "no motion 21",
        "vote 1 maybe": "maybe",
        "motion propose X threshold:99/2": "no threshold",
        'motion propose X closes:"2020-01-01 18:00"': "gone by",
        'motion propose X threshold:"2/3 of the roll"': "anyone may take part",
        "motion second 1": "is open, so its words stay",
        "motion propose " + "x" * 300: "300 characters",
    }.items():
        await talk(f"chi: {line}")
        assert talk.answer is not None
        assert not talk.answer.ok, line
        assert said in talk.text, (line, talk.text)
    assert talk.posts == before


async def test_the_same_words_twice_are_asked_about(talk: Talk) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("ana: motion propose Buy a kettle")
    assert "number 1" in talk.text
    assert len([p for p in talk.posts if "a draft" in p]) == 1


async def test_a_redelivered_event_counts_once(talk: Talk) -> None:
    await talk("ana: motion propose Buy a kettle", event="e1")
    assert await talk("ana: motion propose Buy another", event="e1") is None
    assert len([p for p in talk.posts if "a draft" in p]) == 1


async def test_two_undecided_motions_are_the_most(talk: Talk) -> None:
    for title in ("one", "two", "three"):
        await talk(f"ana: motion propose Kettle {title}")
    assert "two motions that are not decided yet: 1 and 2" in talk.text


async def test_a_listed_roll_fixes_the_electorate(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings roll:listed")
    await talk("ben: motion propose Tea")
    assert "not on the roll" in talk.text
    for name in ("ben", "chi"):
        await talk(f"ana: member enrol {name}")
    await talk('ana: motion propose Tea threshold:"2/3 of the roll"')
    await talk("ben: motion second 1")
    await talk("ana: member enrol dan")
    await talk("dan: vote 1 for")
    assert "began before you joined" in talk.text
    card = talk.face.find_post("vote until")
    await talk("chi: vote 1 for")
    assert "has 1" in talk.face.posts[card].text
    assert "of 3" in talk.face.posts[card].text


async def test_somebody_who_came_later_has_no_vote(talk: Talk, clock: FrozenClock) -> None:
    await open_motion(talk)
    await talk("eve: vote 1 for", since=clock.now() + timedelta(minutes=1))
    assert "began before you joined" in talk.text


async def test_votes_read_late_reopen_where_they_alone_decide(talk: Talk, face: RecordingFace) -> None:
    card = await open_motion(talk)
    await talk("chi: vote 1 against")
    for name in ("dan", "eve"):
        face.standing.setdefault(card, {})[name] = {"✅": None}
    await talk.later(hours=73)
    assert "voting is open for one more hour" in talk.last
    await talk.later(hours=2)
    assert "is carried" in talk.last
    assert "For 2, against 1" in talk.last
    assert "2 votes had come in meanwhile" in talk.last


async def test_a_room_that_cannot_be_read_is_read_later(talk: Talk, face: RecordingFace) -> None:
    card = await open_motion(talk)
    await talk("chi: vote 1 for")
    face.unreadable.append(Unreachable("away"))
    await talk.later(hours=72)
    assert "being counted" in face.posts[card].text
    await talk.later(seconds=10)
    assert "is carried" in talk.last


async def test_ballots_of_people_removed_stand_and_it_is_said(talk: Talk, face: RecordingFace) -> None:
    await open_motion(talk)
    await talk("chi: vote 1 for")
    face.gone.add("chi")
    await talk.later(hours=73)
    assert "1 ballot is from a person who had left" in talk.last
    assert "not carried" in talk.last


async def test_reactions_that_are_gone_are_said(talk: Talk, face: RecordingFace) -> None:
    card = await open_motion(talk)
    await talk.react("chi", "✅", card)
    face.standing[card].clear()
    await talk.later(hours=73)
    assert "1 reaction was gone" in talk.last
    assert "For 1" in talk.last


async def test_an_early_close_can_be_stopped_by_two(talk: Talk) -> None:
    await open_motion(talk)
    await talk("ana: assembly settings shortest:12h")
    await talk("chi: vote 1 for")
    await talk.later(hours=20)
    await talk("ana: motion close 1")
    await talk.later(minutes=1)
    assert "closes early" in talk.last
    await talk("chi: motion keep-open 1")
    await talk("dan: motion keep-open 1")
    assert "goes on until" in talk.last
    await talk.later(hours=2)
    assert "goes on until" in talk.last
    await talk.later(hours=72)
    assert "is carried" in talk.last


async def test_a_draft_lapses(talk: Talk) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk.later(days=15)
    assert "Nobody seconded motion 1" in talk.last


async def test_practice_counts_for_nothing_and_is_gone_in_an_hour(talk: Talk) -> None:
    await talk("ana: motion practice")
    assert "Tea or coffee?" in talk.last
    await talk("ben: vote 1 for")
    await talk.later(minutes=51)
    assert "This was practice" in talk.last
    await talk.later(minutes=9)
    assert talk.posts[1:] == ["This practice is over."] * 2
    assert not talk.face.posts["m2"].card.reactions
    await talk("ana: motion show 1")
    assert "no motion 1" in talk.text


async def test_a_careful_assembly_names_nobody(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly careful yes")
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    await talk("chi: vote 1 for")
    await talk("dan: motion show 1")
    everything = "\n".join([*talk.posts, talk.text])
    assert not any(name in everything for name in ("ana", "ben", "chi"))


async def test_now_says_what_waits(talk: Talk) -> None:
    await open_motion(talk)
    await talk("chi: vote 1 for")
    await talk("ana: now")
    assert "vote on motion 1" in talk.text
    await talk("chi: now")
    assert "vote on motion 1" not in talk.text


async def test_an_older_reaction_read_late_does_not_beat_a_later_vote(
    talk: Talk, face: RecordingFace, clock: FrozenClock
) -> None:
    card = await open_motion(talk)
    face.standing.setdefault(card, {})["chi"] = {"✅": clock.now()}
    clock.forward(timedelta(hours=1))
    await talk("chi: vote 1 against")
    await talk.later(hours=73)
    assert "For 0, against 1" in talk.last


async def test_reactions_of_people_who_left_are_not_called_gone(talk: Talk, face: RecordingFace) -> None:
    card = await open_motion(talk)
    await talk.react("chi", "✅", card)
    face.standing[card].clear()
    face.gone.add("chi")
    await talk.later(hours=73)
    assert "was gone" not in talk.last
    assert "1 ballot is from a person who had left" in talk.last


async def test_what_was_moved_in_a_careful_time_stays_unnamed(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly careful yes")
    await talk("carl: motion propose Strike on Friday")
    await talk("ben: motion second 1")
    await talk("ana: assembly careful no")
    await talk("dan: vote 1 for")
    await talk("dan: motion show 1")
    shown = "\n".join([talk.text, *(post for post in talk.posts if "Strike" in post)])
    assert "carl" not in shown
    assert "ben" not in shown
    assert "dan" not in shown


async def test_a_ballot_of_someone_taken_off_the_roll_stands_and_it_is_said(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings roll:listed")
    for name in ("ben", "carl"):
        await talk(f"ana: member enrol {name}")
    await talk("ana: motion propose Tea")
    await talk("ben: motion second 1")
    await talk("ben: vote 1 for")
    await talk("carl: vote 1 against")
    await talk("ana: member remove carl")
    await talk.later(minutes=2)
    await talk.later(hours=25)
    await talk("ana: motion close 1")
    assert "is not carried" in talk.last
    assert "1 ballot is from a person who had left" in talk.last
    assert "outcome would be: carried" in talk.last
