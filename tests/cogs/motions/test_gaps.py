"""Votes around a gap and around the close: none lost, none counted that came too late."""

from __future__ import annotations

from datetime import timedelta

from bot.app import opened
from bot.config import Settings
from bot.platforms import Unreachable
from tests.talk import FrozenClock, RecordingFace, Talk


async def open_motion(talk: Talk) -> str:
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    return talk.face.find_post("vote until")


async def open_then_away(settings: Settings, face: RecordingFace, clock: FrozenClock, away: timedelta) -> str:
    """A motion that one voted against, left open by a bot that then was away for so long."""
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up(face.network)
        talk = Talk(app, face, clock)
        card = await open_motion(talk)
        await talk("chi: vote 1 against")
    clock.forward(away)
    return card


async def test_nothing_is_counted_before_the_network_was_heard(
    settings: Settings, face: RecordingFace, clock: FrozenClock
) -> None:
    card = await open_then_away(settings, face, clock, timedelta(hours=80))
    face.standing[card] = {"dan": {"✅": None}, "eve": {"✅": None}}
    async with opened(settings, [face], clock) as app, app.working():
        await app.sweeper.settle()
        talk = Talk(app, face, clock)
        await talk("ana: motion list all")
        assert "being counted" in talk.text
        await app.door.caught_up(face.network)
        await talk.later(seconds=10)
        assert "voting is open for one more hour" in talk.last


async def test_marks_read_after_the_close_reopen_whoever_comes_first(
    settings: Settings, face: RecordingFace, clock: FrozenClock
) -> None:
    card = await open_then_away(settings, face, clock, timedelta(hours=80))
    face.standing[card] = {"dan": {"✅": None}, "eve": {"✅": None}}
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up(face.network)
        talk = Talk(app, face, clock)
        await talk.later(seconds=10)
        assert "voting is open for one more hour" in talk.last
        await talk.later(hours=2)
        assert "For 2, against 1" in talk.last


async def test_a_dated_vote_from_before_the_close_counts_though_it_is_heard_after(
    settings: Settings, face: RecordingFace, clock: FrozenClock
) -> None:
    card = await open_then_away(settings, face, clock, timedelta(hours=72, minutes=10))
    async with opened(settings, [face], clock) as app, app.working():
        await app.sweeper.settle()
        talk = Talk(app, face, clock)
        before = clock.now() - timedelta(hours=2)
        await talk.react("dan", "✅", card, at=before)
        await talk("eve: vote 1 for", at=before)
        assert "closed at" not in talk.text
        await app.door.caught_up(face.network)
        await talk.later(seconds=10)
        assert "voting is open for one more hour" in talk.last
        await talk.later(hours=2)
        assert "For 2, against 1" in talk.last


async def test_a_live_mark_after_the_close_is_not_read_as_a_vote(talk: Talk, face: RecordingFace) -> None:
    card = await open_motion(talk)
    await talk("chi: vote 1 against")
    face.unreadable.append(Unreachable("away"))
    talk.clock.forward(timedelta(hours=72))
    await talk.app.door.alive(face.network)
    await talk.react("dan", "✅", card)
    assert "came after and was not counted" in talk.text
    await talk.later(seconds=10)
    assert "For 0, against 1" in talk.last


async def test_a_mark_that_means_nothing_enrols_nobody(talk: Talk, face: RecordingFace) -> None:
    card = await open_motion(talk)
    await talk("chi: vote 1 for")
    face.standing[card] = {"zoe": {"🎉": None}, "yan": {"✅": None, "❌": None}}
    await talk.app.door.caught_up(face.network)
    await talk.later(hours=73)
    async with talk.app.db.reading():
        assert await talk.app.door.roll.account("terminal", "zoe") is None
        assert await talk.app.door.roll.account("terminal", "yan") is None
    assert "For 1, against 0" in talk.last


async def test_a_sender_whose_clock_is_fast_votes_all_the_same(
    talk: Talk, face: RecordingFace, clock: FrozenClock
) -> None:
    card = await open_motion(talk)
    face.standing[card] = {"dan": {"✅": clock.now() + timedelta(days=9)}}
    await talk.app.door.caught_up(face.network)
    await talk.later(hours=73)
    assert "For 1, against 0" in talk.last


async def test_another_mark_of_the_same_meaning_after_a_gap_votes_again(
    talk: Talk, face: RecordingFace
) -> None:
    card = await open_motion(talk)
    await talk.react("chi", "✅", card)
    await talk("chi: vote 1 against")
    face.standing[card]["chi"]["👍"] = None
    await talk.app.door.caught_up(face.network)
    await talk.later(hours=73)
    assert "For 1, against 0" in talk.last


async def test_a_switched_mark_is_not_called_gone(talk: Talk, face: RecordingFace) -> None:
    card = await open_motion(talk)
    await talk.react("chi", "✅", card)
    face.standing[card]["chi"] = {"❌": None}
    await talk.app.door.caught_up(face.network)
    await talk.later(hours=73)
    assert "For 0, against 1" in talk.last
    assert "was gone" not in talk.last
