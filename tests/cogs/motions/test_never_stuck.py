"""What must not wait for ever, lapse unheard, or tell of a sealed count by what it does."""

from __future__ import annotations

from datetime import timedelta

from bot.api.sweep import DueAct
from bot.app import App, opened
from bot.config import Settings
from bot.job import Outcome
from bot.platforms import Unreachable
from tests.cogs.motions.test_reminding import NAMES, a_listed_vote
from tests.cogs.motions.test_secret import PEOPLE, enrolled, open_secret, receipt_of
from tests.talk import FrozenClock, RecordingFace, Talk


async def rounds(talk: Talk, times: int) -> list[str]:
    """The clock's acts in so many rounds, ten seconds apart."""
    done = []
    run = talk.app.sweeper.run_due

    async def watched(act: DueAct) -> Outcome | None:
        done.append(act.command)
        return await run(act)

    talk.app.sweeper.run_due = watched
    for _ in range(times):
        await talk.later(seconds=10)
    talk.app.sweeper.run_due = run
    return done


async def test_a_secret_vote_of_too_few_is_put_off_and_everyone_is_told(talk: Talk) -> None:
    await enrolled(talk, PEOPLE[:4])
    await talk("ana: motion propose Strike on Friday votes:secret debate:1d")
    await talk("ben: motion second 2")
    await talk.later(days=1)
    assert talk.last.startswith("Only 4 may vote here, and a secret vote needs at least 5")
    await talk("ana: motion show 2")
    assert "Motion 2 · put off" in talk.text
    assert await rounds(talk, 3) == []
    await talk("eve: motion propose Buy a kettle")
    await talk("ana: motion resume 2")
    await talk.later(seconds=1)
    await talk("ana: motion show 2")
    assert "Motion 2 · vote open" in talk.text


async def test_an_amendment_that_too_few_may_vote_on_puts_its_motion_off(talk: Talk, house: App) -> None:
    await enrolled(talk, PEOPLE[:5])
    await talk("ana: motion propose Strike on Friday votes:secret")
    await talk("ben: motion amend 2 Strike on Monday")
    await talk("chi: motion amend 2 Strike on Tuesday")
    await talk("dan: motion second 2.1")
    await talk("dan: motion second 2.2")
    await talk("eve: member forget-me sure:yes", private=True)
    await talk.later(days=4)
    assert any(post.startswith("Only 4 may vote here") for post in talk.posts)
    assert await rounds(talk, 3) == []
    await talk("ana: motion show 2")
    assert "Motion 2 · put off" in talk.text


async def test_a_long_debate_lets_nothing_lapse_that_has_its_seconds(talk: Talk) -> None:
    await enrolled(talk)
    await talk("ana: motion propose Strike on Friday seconds:0 debate:20d")
    await talk("ben: motion propose Strike on Monday debate:20d")
    await talk("chi: motion second 3")
    await talk("ben: motion postpone 3")
    await talk("ben: motion resume 3")
    await talk.later(days=14, minutes=1)
    assert not any("Nobody seconded" in post for post in talk.posts)
    await talk.later(days=6)
    for number in (2, 3):
        await talk(f"ana: motion show {number}")
        assert "vote open" in talk.text


async def test_a_reminder_that_would_reach_nobody_is_passed_over_once(talk: Talk) -> None:
    await a_listed_vote(talk)
    for name in NAMES:
        await talk(f"{name}: vote 1 for")
    before = len(talk.posts)
    await talk.later(hours=48)
    assert await rounds(talk, 3) == []
    assert len(talk.posts) == before


async def test_amendments_follow_their_motion_to_stricter_votes(talk: Talk) -> None:
    await enrolled(talk)
    await talk("ana: motion propose Strike on Friday")
    await talk("ben: motion amend 2 Strike on Monday")
    await talk("ana: motion votes 2 secret")
    await talk("chi: motion second 2.1")
    assert "Secret vote." in talk.last
    assert "Everyone can see who votes how." not in talk.last


async def test_votes_from_before_the_close_count_and_reopen_no_sealed_vote(
    settings: Settings, face: RecordingFace, clock: FrozenClock
) -> None:
    """The bot was away over the close; going on would tell everyone what the count was without them."""
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up(face.network)
        talk = Talk(app, face, clock)
        await enrolled(talk)
        await talk("ana: motion propose Strike on Friday votes:open-at-end")
        await talk("ben: motion second 2")
        await talk("ana: vote 2 against", private=True)
    closes = clock.now() + timedelta(days=3)
    clock.forward(timedelta(days=3, minutes=5))
    async with opened(settings, [face], clock) as app, app.working():
        await app.sweeper.settle()
        talk = Talk(app, face, clock)
        for name in ("ben", "chi"):
            await talk(f"{name}: vote 2 for", private=True, at=closes - timedelta(minutes=1))
            assert "Your vote on motion 2: For" in talk.text
        await app.door.caught_up(face.network)
        await talk.later(seconds=10)
        assert talk.last.startswith("Motion 2 is carried")
        assert "For 2, against 1" in talk.last


async def test_a_result_names_nobody_once_the_assembly_is_careful(talk: Talk) -> None:
    await enrolled(talk)
    await talk("ana: motion propose Strike on Friday threshold:consensus")
    await talk("ben: motion second 2")
    await talk("chi: ballot block 2 It costs two jobs")
    await talk.later(days=4)
    result = talk.face.find_post("is not carried")
    assert "chi blocked it: It costs two jobs" in talk.face.posts[result].text
    await talk("ana: assembly careful yes", private=True)
    await talk.later(minutes=1)
    assert "A member blocked it: It costs two jobs" in talk.face.posts[result].text


async def test_a_result_forgets_whoever_blocked_it(talk: Talk) -> None:
    await enrolled(talk)
    await talk("ana: motion propose Strike on Friday threshold:consensus")
    await talk("ben: motion second 2")
    await talk("chi: ballot block 2 It costs two jobs")
    await talk.later(days=4)
    result = talk.face.find_post("is not carried")
    await talk("chi: member forget-me sure:yes", private=True)
    await talk.later(minutes=1)
    assert "chi" not in talk.face.posts[result].text
    assert "two jobs" not in talk.face.posts[result].text


async def test_a_secret_vote_waits_for_what_was_cast_in_time(
    settings: Settings, face: RecordingFace, clock: FrozenClock
) -> None:
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up(face.network)
        talk = Talk(app, face, clock)
        await open_secret(talk)
        await talk("ana: vote 2 for", private=True)
        receipt = receipt_of(talk)
    closes = clock.now() + timedelta(days=3)
    clock.forward(timedelta(days=3, minutes=5))
    async with opened(settings, [face], clock) as app, app.working():
        await app.sweeper.settle()
        talk = Talk(app, face, clock)
        cast = f"ana: ballot cast 2 for {receipt}"
        await talk(cast, private=True, at=closes - timedelta(minutes=1))
        assert "Your vote is in." in talk.text
        await talk(cast.replace("ana", "ben"), private=True, at=closes + timedelta(minutes=1))
        assert "Your vote is in." not in talk.text
        await app.door.caught_up(face.network)
        await talk.later(seconds=10)
        assert "For 1, against 0" in talk.last


async def test_a_network_that_stays_away_holds_a_sealed_count_up_for_an_hour(
    talk: Talk, face: RecordingFace
) -> None:
    await open_secret(talk, more="votes:open-at-end")
    face.unreadable += [Unreachable("away")] * 50
    await talk.later(days=3)
    await talk.later(minutes=30)
    assert not any("is not carried" in post for post in talk.posts)
    await talk.later(minutes=31)
    assert "Motion 2 is not carried" in talk.last
    assert "reactions" not in talk.last


async def test_nobody_disputes_a_result_who_came_after_it(talk: Talk) -> None:
    await enrolled(talk)
    await talk("ana: motion propose Strike on Friday")
    await talk("ben: motion second 2")
    await talk("ana: vote 2 for")
    await talk.later(days=3, minutes=1)
    await talk.later(hours=1)
    now = talk.clock.now()
    for name in ("xia", "yan", "zoe"):
        await talk(f"{name}: motion dispute 2 I say so", since=now)
        assert talk.answer is not None and not talk.answer.ok
    await talk("chi: motion dispute 2 The list was wrong")
    assert "If 2 more members dispute it" in talk.text


async def test_an_amendment_at_its_end_is_not_said_to_be_proposed_again(talk: Talk) -> None:
    await enrolled(talk)
    await talk("ana: motion propose Strike on Friday")
    await talk("ben: motion amend 2 Strike on Monday")
    await talk("chi: motion second 2")
    await talk("dan: motion second 2.1")
    assert "2.1 is at its end" in talk.text
    assert "motion again" not in talk.text
