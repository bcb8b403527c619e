"""Texts that are reported, set aside by two stewards, and brought back by a vote."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from bot.api.number import Numbered
from bot.app import App, opened
from bot.config import Settings
from cogs.motions.rules import conduct
from cogs.motions.rules.conduct import Passage, SetAside
from cogs.motions.rules.state import State
from cogs.motions.schema import motions, reports
from cogs.motions.views.conduct_refusals import ERRORS
from storage.schema import tells
from tests.cogs.motions.test_views import a_motion, an_open_one
from tests.talk import START, FrozenClock, RecordingFace, Talk, lines_of

TWELVE = Numbered(12)
MEMBER = st.integers(1, 4)
CANARY = "canary-7f3a"


@given(MEMBER, MEMBER, st.booleans(), st.integers(0, 9))
def test_nobody_reports_themselves_and_nobody_without_end(
    author: int, reporter: int, before: bool, lately: int
) -> None:
    passage = Passage(TWELVE, 0, author)
    refused = author == reporter or before or lately >= conduct.REPORTS_A_DAY
    if not refused:
        conduct.report(passage, reporter, before, lately, None)
        return
    with pytest.raises((conduct.AboutYourself, conduct.ReportedBefore, conduct.TooManyReports)):
        conduct.report(passage, reporter, before, lately, None)


@given(MEMBER, st.lists(st.tuples(MEMBER, st.booleans()), max_size=8))
def test_two_different_stewards_and_never_the_author(author: int, acts: list[tuple[int, bool]]) -> None:
    passage = Passage(TWELVE, 0, author)
    found: SetAside | None = None
    agreed: set[int] = set()
    for steward, cites in acts:
        try:
            found = conduct.set_aside(passage, found, steward, "Names a person" if cites else "", START)
        except (
            conduct.AboutYourself,
            conduct.AnotherSteward,
            conduct.PrincipleNeeded,
            conduct.IsSetAside,
        ):
            continue
        agreed.add(steward)
    assert author not in agreed
    assert (found is not None and found.stands) is (len(agreed) >= 2)
    assert found is None or found.principle


@given(st.lists(MEMBER, max_size=10))
def test_an_appeal_counts_people_and_not_clicks(acts: list[int]) -> None:
    passage = Passage(TWELVE, 0, 9)
    found = SetAside("Names a person", 1, START, 2, START)
    appellants: frozenset[int] = frozenset()
    for member in acts:
        try:
            appellants = conduct.appeal(passage, found, appellants, member, None)
        except conduct.AppealedBefore:
            assert member in appellants
    assert appellants == set(acts)


@given(st.sampled_from(list(State)), st.integers(0, 200), st.integers(0, 48))
def test_what_is_restored_stands_as_it_stood(state: State, away: int, shortest: int) -> None:
    motion = replace(an_open_one(), state=state)
    aside = conduct.hidden(motion, "Names a person")
    assert (aside.state, aside.before) == (State.SET_ASIDE, state)
    assert aside.is_sealed is motion.is_sealed
    now = START + timedelta(hours=away)
    back = conduct.restored(aside, START, timedelta(hours=shortest), now)
    assert (back.state, back.before, back.set_aside_for) == (state, None, "")
    if state is State.OPEN:
        assert back.closes_at is not None
        assert motion.closes_at is not None
        assert back.closes_at - now >= max(motion.closes_at - START, timedelta(hours=shortest))


def test_a_proposal_of_long_ago_is_none() -> None:
    old = SetAside("Names a person", 1, START)
    later = START + conduct.PROPOSED_FOR
    found = conduct.set_aside(Passage(TWELVE, 0, 9), old, 2, "Insults somebody", later)
    assert (found.first, found.second, found.principle) == (2, None, "Insults somebody")


def test_every_refusal_has_words() -> None:
    kinds = {k for k in vars(conduct).values() if isinstance(k, type) and k.__module__ == conduct.__name__}
    assert {k for k in kinds if issubclass(k, Exception)} == set(ERRORS)


async def a_house(talk: Talk, more: str = "") -> None:
    """Ana, Ben and Chi are stewards; Mia moves what is about somebody."""
    await talk("ana: assembly found Depot")
    await talk("ana: assembly careful no", private=True)
    await talk("ana: member enrol ben")
    await talk("ana: steward name ben")
    for name in ("chi", "dan", "eva"):
        await talk(f"ana: member enrol {name}")
    for steward in ("ana", "ben"):
        await talk(f"{steward}: steward name chi")
    await talk(f"mia: motion propose {CANARY} threshold:half {more}\n{CANARY} in full")


def spoken(talk: Talk) -> str:
    """All that stands in the room now."""
    return "\n".join(talk.posts)


async def set_aside(talk: Talk, number: str = "1") -> None:
    await talk(f'ana: text set-aside {number} "It names a private person"', private=True)
    await talk(f"ben: text set-aside {number}", private=True)
    assert talk.answer is not None
    assert talk.answer.ok, talk.text


async def test_the_second_steward_can_take_it_back_for_a_minute(talk: Talk) -> None:
    await a_house(talk)
    await talk.later(minutes=2)
    before = talk.posts
    await set_aside(talk)
    assert CANARY not in spoken(talk), "the words are gone at once"
    await talk.press("ben", "Undo")
    assert talk.text == "It is taken back. Nobody was told of it."
    assert talk.posts == before
    await talk.later(minutes=2)
    assert talk.posts == before, "nothing was said of it later either"
    await talk("ben: text set-aside 1", private=True)
    assert "is set aside" in talk.text, "the first steward's word stands"


async def test_a_report_reaches_stewards_without_a_name(talk: Talk, house: App) -> None:
    await a_house(talk)
    card = talk.face.find_post("a draft")
    assert "Report" in [b.label for b in talk.face.posts[card].card.buttons]
    await talk("dan: text report 1 It names my neighbour")
    assert "Reported to 3 stewards, without your name." in talk.text
    async with house.db.reading() as connection:
        sent = list(await connection.execute(sa.select(tells.c.kind).where(tells.c.kind == "text.report")))
    assert len(sent) == 3
    await talk("ana: now", private=True)
    assert "motion 1 was reported: It names my neighbour" in talk.text
    assert "dan" not in talk.text
    await talk("mia: now", private=True)
    assert "reported" not in talk.text
    await talk.later(hours=26)
    await house.teller.round()
    told = [" ".join(lines_of(card)) for who, card in talk.face.directs if who == "ben"]
    assert any("It names my neighbour" in words for words in told)
    assert not any("dan" in words for words in told)


async def test_a_report_in_the_room_is_refused_where_others_read(talk: Talk) -> None:
    await a_house(talk)
    talk.face.features = replace(talk.face.features, whispers=False)
    talk.app.dispatch.features[talk.face.network] = talk.face.features  # type: ignore[index]
    await talk("dan: text report 1 It names my neighbour")
    assert talk.answer is not None
    assert not talk.answer.ok


async def test_a_report_is_given_once_and_not_about_oneself(talk: Talk) -> None:
    await a_house(talk)
    await talk("dan: text report 1 It names my neighbour")
    await talk("dan: text report 1 It names my neighbour")
    assert "You have reported that already" in talk.text
    await talk("mia: text report 1 It is mine")
    assert "nobody acts on a report about themselves" in talk.text


async def test_one_member_reports_five_texts_a_day(talk: Talk) -> None:
    await a_house(talk)
    for suggestion in range(1, 6):
        await talk(f"eva: motion suggest 1 Another way {suggestion}")
        await talk(f"dan: text report 1 Bad suggestion:{suggestion}")
        assert "without your name" in talk.text
    await talk("dan: text report 1 Bad")
    assert "You have reported 5 texts since yesterday" in talk.text
    await talk.later(hours=25)
    await talk("dan: text report 1 Bad")
    assert "without your name" in talk.text


async def test_a_steward_has_no_hand_in_what_is_about_themselves(talk: Talk) -> None:
    await a_house(talk)
    await talk("chi: motion propose Buy a kettle")
    await talk("dan: text report 2 It is rude")
    assert "Reported to 2 stewards" in talk.text
    await talk("chi: now", private=True)
    assert "reported" not in talk.text
    await talk("chi: text set-aside 2 Rude", private=True)
    assert "nobody acts on a report about themselves" in talk.text


@pytest.mark.parametrize("votes", ["open", "open-at-end"])
async def test_set_aside_it_is_gone_from_every_surface(talk: Talk, house: App, votes: str) -> None:
    await a_house(talk, f"votes:{votes}")
    await talk(f"eva: motion suggest 1 {CANARY} in green")
    await talk(f"eva: motion amend 1 {CANARY} twice")
    await talk("ben: motion second 1")
    await talk("dan: vote 1 for", private=True)
    await talk('ana: text set-aside 1 "It names a private person"', private=True)
    assert "One more steward has to agree" in talk.text
    assert CANARY in spoken(talk), "one steward alone takes nothing away"
    await talk("ana: text set-aside 1", private=True)
    assert "another steward has to agree" in talk.text
    await talk("ben: now", private=True)
    assert "a steward wants motion 1 set aside: It names a private person" in talk.text
    await talk("ben: text set-aside 1", private=True)
    assert "Motion 1 is set aside." in talk.text
    assert CANARY not in spoken(talk)
    notice = "Motion 1 was set aside by two stewards: It names a private person"
    assert notice in talk.last
    assert "Three members may appeal: /text appeal 1" in talk.last
    for line in (
        "motion show 1",
        "motion show 1.1",
        "motion list all",
        "motion list",
        "now",
        "text appeal 2",
    ):
        await talk(f"dan: {line}", private=True)
        assert CANARY not in talk.text, line
    await talk("dan: motion show 1")
    assert notice in talk.text
    await talk("dan: vote 1 against", private=True)
    assert "Motion 1 is set aside." in talk.text
    await talk("dan: motion again 1")
    assert talk.answer is not None
    assert not talk.answer.ok
    await talk("dan: motion export 1")
    assert CANARY not in talk.text
    await talk.later(hours=90)
    assert CANARY not in spoken(talk)
    assert "carried" not in spoken(talk)
    async with house.db.reading() as connection:
        kept = (
            await connection.execute(sa.select(motions.c.title).where(motions.c.number == 1))
        ).scalar_one()
    assert kept == CANARY


async def test_what_was_decided_can_be_set_aside_too(talk: Talk) -> None:
    await a_house(talk)
    await talk("ben: motion second 1")
    await talk("dan: vote 1 for")
    await talk.later(hours=73)
    assert f"Motion 1 is carried: {CANARY}" in talk.last
    await set_aside(talk)
    assert CANARY not in spoken(talk)
    assert "For 1" not in spoken(talk)
    for name in ("dan", "eva", "mia"):
        await talk(f"{name}: text appeal 1")
    await talk("dan: vote 2 for")
    await talk.later(hours=73)
    assert f"Motion 1 is carried: {CANARY}" in spoken(talk)


async def test_three_members_appeal_and_the_vote_goes_on_where_it_was(talk: Talk) -> None:
    await a_house(talk)
    await talk("ben: motion second 1")
    card = talk.face.find_post("vote until")
    await talk("dan: vote 1 for")
    await talk.later(hours=12)
    await set_aside(talk)
    await talk("dan: text appeal 1")
    assert "You appealed for motion 1. 2 more are needed." in talk.text
    await talk("dan: text appeal 1")
    assert "You have appealed already" in talk.text
    await talk("eva: text appeal 1")
    await talk("mia: text appeal 1")
    vote = talk.last
    assert "Shall motion 1 be shown again?" in vote
    assert "It names a private person" in vote
    assert "Three members appealed." in vote
    assert CANARY not in vote
    await talk("eva: text appeal 1")
    assert "The appeal is voted on: motion 2." in talk.text
    for name in ("dan", "eva"):
        await talk(f"{name}: vote 2 for")
    await talk.later(hours=73)
    assert "Motion 1 is shown again: motion 2 was carried." in spoken(talk)
    shown = talk.face.posts[card].text
    assert CANARY in shown
    assert "vote until" in shown
    assert "For 1" in shown
    assert "was set aside by two" not in spoken(talk)
    await talk("eva: vote 1 for")
    await talk.later(hours=61)
    assert f"Motion 1 is carried: {CANARY}" in talk.last
    assert "For 2" in talk.last
    await talk("ana: text set-aside 1 Again", private=True)
    assert "The assembly has voted that motion 1 is shown" in talk.text


async def test_an_appeal_that_is_lost_stays_lost(talk: Talk) -> None:
    await a_house(talk)
    await set_aside(talk)
    for name in ("dan", "eva", "mia"):
        await talk(f"{name}: text appeal 1")
    await talk("dan: vote 2 against")
    await talk.later(hours=73)
    assert "Motion 2 is not carried: Shall motion 1 be shown again?" in talk.last
    assert CANARY not in spoken(talk)
    await talk("eva: text appeal 1")
    assert "The assembly has decided on that appeal" in talk.text


async def test_a_suggestion_is_set_aside_without_its_motion(talk: Talk) -> None:
    await a_house(talk)
    await talk("eva: motion suggest 1 Throw them out")
    await talk('ana: text set-aside 1 "No threats" suggestion:1', private=True)
    await talk("ben: text set-aside 1 suggestion:1", private=True)
    assert "Throw them out" not in spoken(talk)
    assert "A suggestion to motion 1 was set aside by two stewards: No threats" in spoken(talk)
    assert f"{CANARY} in full" in spoken(talk)
    for name in ("dan", "eva", "mia"):
        await talk(f"{name}: text appeal 1 suggestion:1")
    assert "Shall the suggestion to motion 1 be shown again?" in talk.last
    await talk("dan: vote 2 for")
    await talk.later(hours=73)
    assert "Throw them out" in spoken(talk)
    assert "The suggestion to motion 1 is shown again" in spoken(talk)


async def test_killed_between_the_two_stewards_nothing_is_lost(
    settings: Settings, face: RecordingFace, clock: FrozenClock
) -> None:
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up(face.network)
        talk = Talk(app, face, clock)
        await a_house(talk)
        await talk('ana: text set-aside 1 "It names a private person"', private=True, event="e1")
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up(face.network)
        talk = Talk(app, face, clock)
        again = await talk('ana: text set-aside 1 "It names a private person"', private=True, event="e1")
        assert again is None, "said twice counts once"
        assert CANARY in spoken(talk)
        await talk("ben: text set-aside 1", private=True)
        await talk("ben: text set-aside 1", private=True)
        assert "That is set aside already" in talk.text
        assert CANARY not in spoken(talk)
        await talk.later(minutes=1)
        assert sum("Three members may appeal" in post for post in talk.posts) == 2, "the draft and the notice"


async def test_reports_go_after_thirty_days_and_with_their_reporter(talk: Talk, house: App) -> None:
    async def kept() -> int:
        async with house.db.reading() as connection:
            return int(
                (await connection.execute(sa.select(sa.func.count()).select_from(reports))).scalar_one()
            )

    await a_house(talk)
    await talk("dan: text report 1 It names my neighbour")
    await talk("eva: text report 1 It is rude")
    assert await kept() == 2
    await talk("dan: member forget-me sure:yes")
    assert await kept() == 1
    await talk.later(days=31)
    assert await kept() == 0


async def test_an_appeal_and_a_practice_are_nobodys_words(talk: Talk) -> None:
    await a_house(talk)
    await talk("ana: motion practice")
    await talk("dan: text report 2 Tea is better")
    assert "in my own words" in talk.text


def test_a_motion_set_aside_shows_no_words_by_itself() -> None:
    assert conduct.hidden(a_motion(), "Rude").set_aside_for == "Rude"
