"""What came of a motion: told, shown with the result, and asked for once on its date."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from bot.api.number import Numbered
from bot.api.services import NextStep
from bot.app import App, opened
from bot.config import Settings
from cogs.motions.rules import outcome
from cogs.motions.rules.announced import Announced
from cogs.motions.rules.errors import NotYours
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.result import Report
from cogs.motions.rules.state import State
from cogs.motions.views import notices
from cogs.motions.views.outcome import ERRORS, review_card, with_outcome
from tests.cogs.motions.test_views import decided, said
from tests.talk import START, FrozenClock, RecordingFace, Talk

CARRIED = replace(decided(State.CARRIED, Report(3, 0, 0, 0)), number=Numbered(12))


@pytest.mark.parametrize("state", [s for s in State if s is not State.CARRIED])
def test_only_of_what_was_carried_something_comes(state: State) -> None:
    with pytest.raises(outcome.NothingCarried):
        outcome.told(replace(CARRIED, state=state), 100, True, "Done", None, START)


@given(st.integers(1, 3), st.booleans(), st.none() | st.timedeltas(timedelta(), timedelta(days=2000)))
def test_who_tells_it_and_when_it_is_looked_at(by: int, steward: bool, review: timedelta | None) -> None:
    motion = replace(CARRIED, mover=1, review_at=START)
    try:
        found = outcome.told(motion, by, steward, "Done", review, START)
    except NotYours:
        assert by != 1 and not steward
    except outcome.ReviewOutOfReach:
        assert review is not None
        assert not outcome.SOONEST_REVIEW <= review <= outcome.LATEST_REVIEW
    else:
        assert by == 1 or steward
        assert found.review_at == (START if review is None else START + review)
        assert outcome.reviewed(found).review_at is None
        assert found.review_at is not None
        assert outcome.is_due(found, found.review_at)
        assert not outcome.is_due(found, found.review_at - timedelta(microseconds=1))


def test_every_refusal_has_words() -> None:
    kinds = {k for k in vars(outcome).values() if isinstance(k, type) and k.__module__ == outcome.__name__}
    assert kinds == set(ERRORS)


def test_the_result_offers_what_the_cogs_that_are_there_can_do() -> None:
    motion = replace(CARRIED, outcome="We stopped at noon.", review_at=START + timedelta(days=30))
    shown = notices.result_card(motion, Report(3, 0, 0, 0))
    step = NextStep("Call a meeting", "meeting call", "about")
    card = with_outcome(shown, motion, (step,))
    assert said(card)[-3:] == snapshot(
        ["What came of it:", "We stopped at noon.", "It is looked at again on Wed 1 Jul, 14:00."]
    )
    assert buttons(card) == snapshot(
        [
            ("Call a meeting", "meeting call", {"about": "12"}),
            ("What came of it", "motion outcome", {"number": "12"}),
        ]
    )


def test_the_question_on_its_date() -> None:
    at = START + timedelta(days=30)
    motion = replace(CARRIED, outcome="We will stop at noon.")
    assert said(review_card(motion, Announced(at, at + timedelta(hours=2)))) == snapshot(
        [
            "Motion 12 was carried on Mon 1 Jun, 14:00: Stop work at noon on Friday. Has it been done?",
            "This should have come on Wed 1 Jul, 14:00; I was away until then.",
            "What came of it:",
            "We will stop at noon.",
            "Its mover or a steward can say what came of it: /motion outcome 12 …",
        ]
    )


async def carried(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("mia: motion propose Paint the shed")
    await talk("ben: motion second 1")
    await talk("dan: vote 1 for")
    await talk.later(hours=73)


async def test_its_mover_tells_what_came_of_it(talk: Talk) -> None:
    await carried(talk)
    result = talk.face.find_post("is carried")
    assert "What came of it" in [b.label for b in talk.face.posts[result].card.buttons]
    await talk("dan: motion outcome 1 Nothing")
    assert talk.answer is not None
    assert not talk.answer.ok
    await talk("mia: motion outcome 1 The shed is half green review:30d")
    assert "I ask again on" in talk.text
    assert "The shed is half green" in talk.face.posts[result].text
    await talk("dan: motion show 1")
    assert "The shed is half green" in talk.text


async def test_it_is_asked_for_once_and_answered_there(talk: Talk) -> None:
    await carried(talk)
    await talk("ana: motion outcome 1 The shed is half green review:30d")
    await talk.later(days=29)
    assert "Has it been done?" not in talk.last
    await talk.later(days=1, seconds=1)
    assert "Paint the shed. Has it been done?" in talk.last
    assert "This should have come" not in talk.last
    await talk("mia: motion outcome 1 All of it is green")
    assert "All of it is green" in talk.last
    await talk.later(days=60)
    assert sum("Has it been done?" in post for post in talk.posts) == 1


async def test_after_a_time_away_it_says_that_it_is_late(
    settings: Settings, face: RecordingFace, clock: FrozenClock
) -> None:
    async def opened_talk(app: App) -> Talk:
        await app.door.caught_up(face.network)
        return Talk(app, face, clock)

    async with opened(settings, [face], clock) as app, app.working():
        talk = await opened_talk(app)
        await carried(talk)
        await talk("ana: motion outcome 1 The shed is half green review:30d")
    clock.forward(timedelta(days=31))
    async with opened(settings, [face], clock) as app, app.working():
        talk = await opened_talk(app)
        await talk.later(seconds=1)
        assert any("This should have come on" in post for post in talk.posts)
        assert sum("Has it been done?" in post for post in talk.posts) == 1


async def test_what_was_not_carried_has_no_outcome(talk: Talk) -> None:
    await carried(talk)
    await talk("mia: motion propose Buy a kettle")
    await talk("mia: motion outcome 2 Done")
    assert "Motion 2 was not carried (waits for a second)" in talk.text
    await talk("mia: motion outcome 1 Done review:9999d")
    assert talk.answer is not None
    assert not talk.answer.ok


def buttons(card: object) -> list[tuple[str, str, dict[str, str | int]]]:
    from bot.languages import speech
    from tests.cogs.motions.test_views import MATRIX

    shown = card(speech("en", "Europe/Berlin", START, MATRIX))  # type: ignore[operator]
    return [(b.label, b.command, dict(b.arguments)) for b in shown.buttons]


def test_a_date_is_kept_as_it_was_given() -> None:
    at = datetime(2026, 7, 1, 16, 0, tzinfo=START.tzinfo)
    found: Motion = outcome.told(CARRIED, 100, False, "Done", at, START)
    assert found.review_at == at
