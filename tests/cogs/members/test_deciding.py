"""Settings for how motions are decided: read, checked, changed, and taken back to what is usual."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from fractions import Fraction

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from bot.api.errors import RuleError
from bot.api.people import RollPolicy
from bot.api.reminding import GRACE, MOST
from bot.ballots.defaults import Defaults
from bot.ballots.fitting import NeedsARoll, NeedsASize, SecretConsensus
from bot.ballots.rules import CONSENSUS, MAJORITY, UNANIMOUS, Base, Threshold, Votes
from bot.ballots.threshold import Quorum
from cogs.members import deciding, rules
from cogs.members.deciding import Usual, Wish
from storage.schema import journal, settings
from tests.cogs.members.golden import DEPOT
from tests.cogs.members.stored import rows
from tests.talk import Talk

shares = st.builds(lambda a, b: Fraction(min(a, b), max(a, b)), st.integers(1, 99), st.integers(1, 99))
thresholds = st.one_of(
    st.sampled_from([MAJORITY, UNANIMOUS, CONSENSUS]),
    st.builds(Threshold, shares, st.sampled_from(list(Base)), st.just(False)),
)
defaults = st.builds(
    Defaults,
    threshold=thresholds,
    quorum=st.one_of(st.builds(Quorum, st.integers(0, 10**6)), st.builds(lambda s: Quorum(0, s), shares)),
    votes=st.sampled_from(list(Votes)),
    closes=st.integers(60, 10**7).map(lambda s: timedelta(seconds=s)),
    debate=st.integers(0, 10**6).map(lambda s: timedelta(seconds=s)),
    seconds=st.integers(0, 50),
    extend_once=st.booleans(),
    size=st.integers(0, 10**6),
    hour=st.one_of(st.none(), st.builds(time, st.integers(0, 23), st.integers(0, 59))),
)


@given(defaults)
def test_settings_are_read_as_they_were_written(of: Defaults) -> None:
    assert Defaults.read(of.written()) == of


def test_no_settings_are_the_house_s_own() -> None:
    assert Defaults.read({}) == Defaults()
    assert Defaults.read({"somebody-else-s": "x", "quorum": ""}) == Defaults()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("18:00", time(18)),
        ("18h", time(18)),
        ("18", time(18)),
        ("6 pm", time(18)),
        ("12am", time(0)),
        ("7.30", time(7, 30)),
        ("0:00", time(0)),
    ],
)
def test_hours_as_people_write_them(words: str, wanted: time) -> None:
    assert deciding.hour(words) == wanted


@given(st.text(max_size=20))
def test_any_words_are_an_hour_or_refused(words: str) -> None:
    try:
        found = deciding.hour(words)
    except deciding.NoHour:
        return
    assert found.second == 0


@pytest.mark.parametrize(
    ("wish", "refused"),
    [
        (Wish(hour="25:00"), deciding.NoHour),
        (Wish(hour="13 pm"), deciding.NoHour),
        (Wish(seconds=51), deciding.TooMany),
        (Wish(size=10**6 + 1), deciding.TooMany),
        (Wish(closes=timedelta(days=400)), deciding.LastsTooLong),
        (Wish(debate=timedelta(days=61)), deciding.LastsTooLong),
        (Wish(closes=DEPOT.founded_at), rules.LengthWanted),
    ],
)
def test_what_is_no_setting_is_refused(wish: Wish, refused: type[RuleError]) -> None:
    with pytest.raises(refused):
        deciding.wanted(wish)


@pytest.mark.parametrize(
    ("wish", "refused"),
    [
        (Wish(threshold="2/3 of the roll"), NeedsARoll),
        (Wish(quorum="1/3"), NeedsASize),
        (Wish(quorum="1/3", size=45), None),
        (Wish(threshold="consensus", votes=Votes.SECRET), SecretConsensus),
        (Wish(closes=timedelta(hours=11)), deciding.ShorterThanShortest),
        (Wish(closes=timedelta(hours=12)), None),
    ],
)
def test_settings_that_no_motion_could_be_decided_by_are_refused(
    wish: Wish, refused: type[RuleError] | None
) -> None:
    kept = deciding.changed(DEPOT, wish)
    after = replace(DEPOT, policy=RollPolicy.ANYONE, settings=kept)
    if refused is None:
        deciding.checked(after, kept)
        assert Defaults.read(kept) != Defaults()
        return
    with pytest.raises(refused):
        deciding.checked(after, kept)


def test_a_careful_assembly_starts_at_secret() -> None:
    kept = deciding.changed(DEPOT, Wish(votes=Votes.AT_END))
    with pytest.raises(deciding.CarefulIsSecret):
        deciding.checked(replace(DEPOT, careful=True, settings=kept), kept)


def test_everything_can_be_set_back() -> None:
    assert set(Usual.ALL.keys) == {*Defaults().written(), GRACE, MOST}
    assert deciding.wanted(Wish(usual=Usual.EXTEND)) == {"extend_once": ""}
    assert deciding.wanted(Wish(usual=Usual.ALL, quorum="15"))["quorum"] == "15"


async def test_settings_are_shown_in_words_and_changed(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ben: assembly settings")
    assert "A motion needs: more than half of the votes cast" in talk.text
    assert "Careful" not in talk.text
    await talk("ben: assembly settings quorum:15")
    assert "Only a steward" in talk.text
    await talk('ana: assembly settings quorum:1/3 size:45 threshold:"2/3" hour:18:00 extend:yes seconds:2')
    assert talk.last.splitlines() == [
        "Changed in Depot",
        "A motion needs: at least 2/3 of the votes cast for or against",
        "Must take part: 1/3 of all",
        "Must second it: 2",
        "If too few do: a vote stays open once more",
        "How many you are: 45 people",
        "Votes close at: 18:00",
    ]
    await talk("ana: assembly settings")
    assert "Careful: not said yet" in talk.text
    assert "How many you are: 45 people" in talk.text
    await talk("ana: assembly settings usual:quorum")
    assert talk.last == "Changed in Depot\nMust take part: as many as like"
    await talk("ana: assembly settings usual:all")
    assert await rows(talk.app, sa.select(settings.c.key)) == []


async def test_a_refused_setting_changes_nothing(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    before = list(talk.posts)
    for line, said in {
        "quorum:1/3": "how many 1/3 of all would be",
        'threshold:"2/3 of the roll"': "keep a roll",
        "threshold:lots": "is no threshold",
        "quorum:few zone:Madrid": "does not say how many must take part",
        "hour:25:00": "is no time of day",
        "votes:hidden": "is not one of the choices",
        "closes:400d": "That is too long",
        "threshold:consensus votes:secret": "can't be secret",
        "seconds:99": "50 is the most",
    }.items():
        await talk(f"ana: assembly settings {line}")
        assert talk.answer is not None
        assert not talk.answer.ok, line
        assert said in talk.text, (line, talk.text)
    assert talk.posts == before
    assert await rows(talk.app, sa.select(settings.c.key)) == []


async def test_a_change_is_in_the_journal(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings quorum:15")
    await talk("ana: assembly settings usual:quorum")
    bodies = [str(body) for (body,) in await rows(talk.app, sa.select(journal.c.body))]
    changes = [body for body in bodies if "assembly.changed" in body]
    assert len(changes) == 2
    assert '"quorum": "15"' in changes[0].replace('":"', '": "')
    assert "usual" in changes[1]


async def test_motions_start_as_the_settings_say_and_stay_so(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings quorum:1/3 size:45 threshold:unanimous seconds:0 extend:yes")
    await talk("ana: motion propose Buy a kettle")
    first = talk.face.find_post("vote until")
    await talk("ana: assembly settings usual:all size:90")
    await talk("ben: motion propose Buy a pot")
    await talk("chi: motion second 2")
    shown = talk.face.posts[first].text
    assert "15 must take part (1/3 of 45): 0 have, 15 to go." in shown
    assert "Needs that nobody is against" in shown
    assert "it stays open for 24 hours more, once" in shown
    second = talk.face.posts[talk.face.find_post("Motion 2 · vote until")].text
    assert "must take part" not in second
    assert "Needs more than half of the votes cast." in second
