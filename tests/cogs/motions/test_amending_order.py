"""Amendments under way together: in whatever order things happen, twice, and over a kill."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.app import App, opened
from bot.config import Settings
from cogs.motions.rules.state import State
from cogs.motions.schema import motions
from storage.schema import posts
from tests.cogs.motions.test_secret_kill import Copies
from tests.talk import FrozenClock, RecordingFace, Talk

TITLE = "We stop work at noon on Friday and meet at the gate"
VOTED_ON = (State.OPEN.value, State.CLOSING.value)
PEOPLE = ("ana", "ben", "chi", "dan")
ACTS = (
    "motion amend 1 noon => 1 pm",
    "motion amend 1 noon => 2 pm",
    "motion amend 1 Friday => Monday",
    "motion amend 1 gate => church",
    "motion amend 1 We stop work",
    "motion accept 1.{part}",
    "motion accept 1.{part}",
    "motion second 1.{part}",
    "motion second 1.{part}",
    "vote 1.{part} for",
    "vote 1.{part} against",
    "motion close 1.{part}",
    "motion withdraw 1.{part}",
    "motion second 1",
    "motion open 1",
)


async def standing(house: App) -> dict[str, tuple[str, str]]:
    """Each motion's state and title, by number."""
    async with house.db.reading() as connection:
        rows = await connection.execute(sa.select(motions.c.number, motions.c.state, motions.c.title))
        parts = {number: (state, title) for number, state, title in rows}
    return {f"{n % 10_000_000}.{n // 10_000_000}": found for n, found in parts.items()}


@pytest.mark.parametrize("seed", range(4))
async def test_the_motion_is_never_voted_on_beside_an_amendment(talk: Talk, house: App, seed: int) -> None:
    chance = random.Random(seed)
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings shortest:0h")
    await talk(f"ana: motion propose {TITLE} closes:48h debate:24h")
    for _ in range(25):
        line = chance.choice(ACTS).format(part=chance.randint(1, 4))
        name = chance.choice(PEOPLE)
        await talk(f"{name}: {line}")
        if chance.random() < 0.3:
            await talk(f"{name}: {line}")
        if chance.random() < 0.15:
            await talk.later(hours=chance.choice([1, 7]))
        found = await standing(house)
        if found["1.0"][0] in VOTED_ON:
            assert not [n for n, (state, _) in found.items() if n != "1.0" and state in VOTED_ON]
    await talk("ben: motion second 1")
    for _ in range(6):
        await talk.later(hours=49)
    found = await standing(house)
    assert found["1.0"][0] not in ("moved", "open")
    assert all(state not in ("moved", *VOTED_ON) for state, _ in found.values())
    last = [post for post in talk.posts if "Motion 1 has changed" in post]
    taken = [n for n, (state, _) in found.items() if state == "carried" and n != "1.0"]
    assert len(last) == len(taken)
    if not taken:
        assert found["1.0"][1] == TITLE


async def test_each_that_is_taken_up_stands_in_the_motion(talk: Talk, house: App) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings shortest:12h")
    await talk(f"ana: motion propose {TITLE}")
    for name, change in (("ben", "noon => 1 pm"), ("ben", "noon => 2 pm"), ("chi", "gate => church")):
        await talk(f"{name}: motion amend 1 {change}")
    await talk("chi: motion second 1.1")
    await talk("dan: motion second 1.2")
    assert "Decided first: 1.1" in talk.text
    await talk("ana: motion accept 1.2")
    assert "Amendment 1.1 changes the same words and is being voted on" in talk.text
    await talk("ana: motion accept 1.3")
    await talk("ana: motion accept 1.3")
    assert talk.answer is not None
    assert not talk.answer.ok
    assert (
        "and meet at the church" in talk.face.posts[talk.face.find_post("1.1 to motion 1 · vote until")].text
    )
    await talk("chi: vote 1.1 for")
    await talk("eli: motion second 1")
    await talk.later(hours=13)
    second = talk.face.posts[talk.face.find_post("1.2 to motion 1 · vote until")].text
    assert "Take out: 1\nPut in: 2\n" in second
    await talk("chi: vote 1.2 against")
    await talk.later(hours=13)
    assert "We stop work at 1 pm on Friday and meet at the church" in talk.last
    assert "Motion 1 · vote until" in talk.last
    assert len([p for p in talk.posts if "Motion 1 has changed" in p]) == 2


async def test_what_the_mover_edits_the_amendments_follow(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk(f"ana: motion propose {TITLE}")
    await talk("ben: motion amend 1 noon => 1 pm")
    await talk("chi: motion amend 1 Friday => Monday")
    await talk('ana: motion edit 1 title:"We stop work at noon on Monday and meet at the gate"')
    assert "Amendment 1.2 falls: motion 1 already reads as it asks." in talk.last
    shown = talk.face.posts[talk.face.find_post("Amendment 1.1 to motion 1 · a draft")].text
    assert "We stop work at 1 pm on Monday and meet at the gate" in shown


async def test_amendments_that_nobody_is_for_fall_when_voting_opens(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk(f"ana: motion propose {TITLE}")
    await talk("ben: motion amend 1 noon => 1 pm")
    await talk("chi: motion second 1")
    assert any("Amendment 1.1 falls: nobody accepted it" in post for post in talk.posts)
    await talk("chi: motion second 1.1")
    assert talk.answer is not None
    assert not talk.answer.ok


async def test_amendments_fall_with_their_motion(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk(f"ana: motion propose {TITLE}")
    await talk("ben: motion amend 1 noon => 1 pm")
    await talk("chi: motion second 1.1")
    await talk("chi: vote 1.1 for")
    await talk("ana: motion withdraw 1")
    assert "Votes have been cast on motion 1.1" in talk.text
    await talk("chi: motion take-back 1.1")
    await talk("ana: motion withdraw 1")
    assert "Amendment 1.1 falls, because motion 1 is at its end." in talk.last
    await talk("chi: vote 1.1 for")
    assert talk.answer is not None
    assert not talk.answer.ok


async def test_killed_between_the_count_and_the_opening(settings: Settings, tmp_path: Path) -> None:
    copies, clock = Copies(settings, tmp_path), FrozenClock()
    async with opened(settings, [face := RecordingFace()], clock) as app, app.working():
        await app.door.caught_up("terminal")
        talk = Talk(app, face, clock)
        await talk("ana: assembly found Depot")
        await talk("ana: assembly settings shortest:12h")
        await talk(f"ana: motion propose {TITLE}")
        await talk("ben: motion amend 1 noon => 1 pm")
        await talk("chi: motion second 1.1")
        await talk("dan: vote 1.1 for")
        await talk("chi: motion second 1")
        raw = app.db._raw
        assert raw is not None
        await raw.over(lambda native: native.set_trace_callback(copies.take))
        await talk.later(hours=13)
        await raw.over(lambda native: native.set_trace_callback(None))
    assert len(copies.found) > 3
    for kept in copies.found.values():
        killed = Settings(database=str(kept / Path(settings.database).name), data=settings.data)
        await _goes_on(killed, clock)


async def _goes_on(settings: Settings, clock: FrozenClock) -> None:
    """Wherever it was killed, the amendment is in the motion once, and the motion is voted on."""
    async with opened(settings, [RecordingFace()], clock) as app, app.working():
        await app.door.caught_up("terminal")
        await app.door.settled("terminal")
        found = await standing(app)
        assert found["1.0"] == ("open", TITLE.replace("noon", "1 pm"))
        assert found["1.1"][0] == "carried"
        async with app.db.reading() as connection:
            rows = await connection.execute(sa.select(posts.c.kind, posts.c.subject))
            ordered = [(row.kind, row.subject) for row in rows]
        assert ordered.count(("motion.amended", 10_000_001)) == 1
        assert ordered.count(("motion.vote", 1)) == 1


async def test_a_debate_that_ended_while_the_bot_was_away(settings: Settings) -> None:
    clock = FrozenClock()
    async with opened(settings, [face := RecordingFace()], clock) as app, app.working():
        talk = Talk(app, face, clock)
        await talk("ana: assembly found Depot")
        await talk(f"ana: motion propose {TITLE} debate:24h")
        await talk("ben: motion second 1")
        assert "Debate until Tue 2 Jun, 12:00; then voting opens." in talk.text
        await talk.later(hours=23)
        assert not any("vote until" in post for post in talk.posts)
    await _day_later(settings, clock)


async def _day_later(settings: Settings, clock: FrozenClock) -> None:
    async with opened(settings, [face := RecordingFace()], clock) as app, app.working():
        await app.door.caught_up("terminal")
        talk = Talk(app, face, clock)
        await talk.later(hours=24)
        assert any("vote until" in post for post in talk.posts)


@pytest.mark.parametrize(
    "text",
    [
        "x " * 1990,
        "*_~`|[](<@1>" * 300,
        "@everyone " * 390,
        "\u202eab\u0301" * 900,
        "a\n" * 1900,
        "=> " * 1000,
    ],
)
async def test_the_huge_and_the_hostile(talk: Talk, text: str) -> None:
    await talk("ana: assembly found Depot")
    await talk(f"ana: motion propose Plan\nWe meet on Monday.\n{'word ' * 700}")
    await talk(f"ben: motion amend 1\n{text}")
    assert "Amendment 1.1 is proposed" in talk.text
    shown = talk.face.posts[talk.face.find_post("Amendment 1.1 to motion 1")].text
    assert len(shown) < 3000
    await talk("chi: motion amend 1 Monday => Sunday")
    await talk("ana: motion accept 1.2")
    assert "Motion 1 has changed: amendment 1.2 is in it now" in talk.last
    await talk("ana: motion accept 1.1")
    await talk("ana: motion show 1")
    assert talk.answer is not None
    assert talk.answer.ok
