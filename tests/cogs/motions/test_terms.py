"""How a motion is to be decided: thresholds at their edge, quorums as shares, closing hours, edited terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.api.errors import RuleError
from bot.api.people import RollPolicy
from bot.ballots.fitting import NeedsASize, SecretConsensus
from bot.ballots.rules import CONSENSUS, UNANIMOUS, Base, Tally, Threshold, Verdict, Votes
from bot.ballots.threshold import NoQuorum, Quorum, quorum, threshold, written
from bot.dates.hour import Hour, read
from cogs.motions.rules import errors, motion
from cogs.motions.rules.terms import Asked, Terms, again, altered, checked, settled
from tests.cogs.members.golden import DEPOT
from tests.talk import Talk

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HALF_DAY = timedelta(hours=12)
counts = st.integers(0, 300)
parts = st.integers(1, 40)


@given(counts, counts, counts, counts, parts, parts, st.sampled_from(list(Base)), st.booleans())
def test_a_threshold_at_its_edge_by_whole_numbers(
    ayes: int, noes: int, abstentions: int, absent: int, a: int, b: int, base: Base, strict: bool
) -> None:
    """Held against a rule of whole numbers alone: ayes times the bottom against the top times the base."""
    top, bottom = min(a, b), max(a, b)
    present = ayes + noes + abstentions
    whole = {Base.CAST: ayes + noes, Base.PRESENT: present, Base.ROLL: present + absent}[base]
    found = Tally(ayes, noes, abstentions, present + absent).verdict(
        Threshold(Fraction(top, bottom), base, strict), 0
    )
    left, right = ayes * bottom, top * whole
    wanted = ayes > 0 and (left > right if strict else left >= right)
    assert found is (Verdict.CARRIED if wanted else Verdict.LOST)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("unanimous", UNANIMOUS),
        ("Por unanimidad", UNANIMOUS),
        ("unánime", UNANIMOUS),
        ("consensus", CONSENSUS),
        ("consenso", CONSENSUS),
        ("1", Threshold(Fraction(1))),
        ("all", Threshold(Fraction(1))),
        ("100 %", Threshold(Fraction(1))),
        ("all of the roll", Threshold(Fraction(1), Base.ROLL)),
        ("two-thirds", Threshold(Fraction(2, 3))),
        ("dos tercios del padrón", Threshold(Fraction(2, 3), Base.ROLL)),
        ("más de la mitad de los presentes", Threshold(Fraction(1, 2), Base.PRESENT, True)),
        ("al menos 3/5 de los votos emitidos", Threshold(Fraction(3, 5))),
        ("at least half", Threshold(Fraction(1, 2))),
        ("more than 2/3", Threshold(Fraction(2, 3), strict=True)),
        ("66.6%", Threshold(Fraction(333, 500))),
        ("66,6 %", Threshold(Fraction(333, 500))),
        ("¾", Threshold(Fraction(3, 4))),
        ("17/23 of all members", Threshold(Fraction(17, 23), Base.ROLL)),
    ],
)
def test_thresholds_in_both_languages(words: str, wanted: Threshold) -> None:
    assert threshold(words) == wanted


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("open", Votes.OPEN),
        ("Abierta", Votes.OPEN),
        ("open at end", Votes.AT_END),
        ("al cierre", Votes.AT_END),
        ("secreta", Votes.SECRET),
        ("voto secreto", Votes.SECRET),
        ("hidden", None),
    ],
)
def test_kinds_of_votes_in_both_languages(word: str, wanted: Votes | None) -> None:
    assert Votes.read(word) is wanted


shares = st.builds(lambda a, b: Fraction(min(a, b), max(a, b)), st.integers(1, 999), st.integers(1, 999))


@given(shares, st.sampled_from(list(Base)), st.booleans())
def test_a_threshold_is_read_as_it_was_written(share: Fraction, base: Base, strict: bool) -> None:
    assume(not (strict and share == 1))
    of = Threshold(share, base, strict)
    assert threshold(written(of)) == of
    assert all(threshold(written(one)) == one for one in (UNANIMOUS, CONSENSUS))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("", Quorum()),
        ("none", Quorum()),
        ("ninguno", Quorum()),
        ("0", Quorum()),
        ("15", Quorum(15)),
        ("1", Quorum(1)),
        ("1/3", Quorum(share=Fraction(1, 3))),
        ("30%", Quorum(share=Fraction(3, 10))),
        ("half", Quorum(share=Fraction(1, 2))),
        ("la mitad del padrón", Quorum(share=Fraction(1, 2))),
        ("1/3 of the roll", Quorum(share=Fraction(1, 3))),
        ("100%", Quorum(share=Fraction(1))),
    ],
)
def test_quorums_as_people_write_them(words: str, wanted: Quorum) -> None:
    assert quorum(words) == wanted


@pytest.mark.parametrize(
    "words", ["a few", "-3", "4/3", "0/3", "1/0", "1/3 of those present", "9" * 8, ">1/3"]
)
def test_words_that_are_no_quorum(words: str) -> None:
    with pytest.raises(NoQuorum):
        quorum(words)


@given(st.text(max_size=40))
def test_any_words_are_a_quorum_or_refused(words: str) -> None:
    try:
        found = quorum(words)
    except RuleError:
        return
    assert quorum(str(found)) == found


@given(shares, st.integers(0, 2000), st.integers(0, 2000))
def test_a_share_is_the_fewest_that_are_enough_of_the_larger(share: Fraction, size: int, roll: int) -> None:
    found = Quorum(share=share).of(size, roll)
    larger = max(size, roll)
    assert found * share.denominator >= share.numerator * larger
    assert found == 0 or (found - 1) * share.denominator < share.numerator * larger


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_share_is_reckoned_when_voting_opens(size: int, roll: int) -> None:
    moved = motion.move(1, 12, 100, "x", "", Terms(quorum_share=Fraction(1, 3), size=size), NOON)
    opened = motion.open_voting(moved, 5, HALF_DAY, NOON, roll)
    assert opened.size == max(size, roll)
    assert 3 * opened.quorum >= opened.size > 3 * (opened.quorum - 1) or opened.size == opened.quorum == 0
    assert motion.terms_of(opened).quorum == 0


ZONES = (
    "Europe/Berlin",
    "America/Bogota",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "UTC",
    "Asia/Kathmandu",
)
instants = st.integers(0, 15 * 365 * 24 * 60).map(lambda minutes: NOON + timedelta(minutes=minutes))
hours = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@given(instants, hours, st.sampled_from(ZONES))
def test_a_close_moves_to_the_hour_and_never_before_it_was_asked(at: datetime, hour: time, zone: str) -> None:
    found = Hour(hour, zone).from_(at)
    assert at <= found <= at + timedelta(hours=25)
    local = found.astimezone(ZoneInfo(zone))
    skipped = datetime.combine(local.date(), hour, ZoneInfo(zone)).astimezone(UTC)
    assert found == skipped, "an hour that a clock change skips moves forward"
    assert read(str(Hour(hour, zone))) == Hour(hour, zone)


@given(instants, hours, st.sampled_from(ZONES), st.integers(1, 500), st.integers(0, 500))
def test_a_vote_is_never_shorter_than_asked_or_allowed(
    now: datetime, hour: time, zone: str, length: int, shortest: int
) -> None:
    asked, least = timedelta(hours=length), timedelta(hours=shortest)
    moved = motion.move(1, 12, 100, "x", "", Terms(closes=asked, hour=Hour(hour, zone)), now)
    opened = motion.open_voting(moved, 5, least, now)
    assert opened.closes_at is not None
    longest = max(asked, least)
    assert now + longest <= opened.closes_at <= now + longest + timedelta(hours=25)


@pytest.mark.parametrize(
    ("now", "closes_at"),
    [
        ("2026-06-01 17:59", "2026-06-02 18:00"),
        ("2026-06-01 18:00", "2026-06-02 18:00"),
        ("2026-06-01 18:01", "2026-06-03 18:00"),
        ("2026-10-23 18:00", "2026-10-24 18:00"),
        ("2026-10-24 18:00", "2026-10-25 18:00"),
        ("2027-03-27 17:30", "2027-03-28 18:30"),
    ],
)
def test_six_in_the_evening_stays_six_in_the_evening(now: str, closes_at: str) -> None:
    """A day on, over both clock changes; in spring a day of 24 hours ends at 18:30, past 18:00."""
    berlin = ZoneInfo("Europe/Berlin")
    begins, wanted = (datetime.fromisoformat(text).replace(tzinfo=berlin) for text in (now, closes_at))
    found = Hour(time(wanted.hour, wanted.minute), "Europe/Berlin").from_(
        begins.astimezone(UTC) + timedelta(days=1)
    )
    assert found == wanted.astimezone(UTC)


def test_a_fixed_close_stays_where_people_put_it() -> None:
    fixed = NOON + timedelta(days=3, minutes=7)
    moved = motion.move(1, 12, 100, "x", "", Terms(closes=fixed, hour=Hour(time(18), "UTC")), NOON)
    assert motion.open_voting(moved, 5, HALF_DAY, NOON).closes_at == fixed


def test_what_the_mover_does_not_say_comes_from_the_settings() -> None:
    kept = {"threshold": "consensus", "quorum": "1/3", "size": "45", "closes": "86400", "hour": "18:00"}
    assembly = replace(DEPOT, settings={**kept, "votes": "open-at-end", "extend_once": "yes", "seconds": "2"})
    found = settled(Asked(), assembly)
    assert found == Terms(
        threshold=CONSENSUS,
        quorum_share=Fraction(1, 3),
        size=45,
        closes=timedelta(days=1),
        hour=Hour(time(18), "Europe/Berlin"),
        votes=Votes.AT_END,
        extend_once=True,
        seconds=2,
    )
    said = settled(Asked("1/2", "7", HALF_DAY, 0, Votes.OPEN, timedelta(hours=2), False), assembly)
    assert (said.quorum, said.quorum_share, said.votes, said.seconds) == (7, None, Votes.OPEN, 0)


def test_a_careful_assembly_starts_at_secret_and_again_is_never_laxer() -> None:
    careful = replace(DEPOT, careful=True)
    assert settled(Asked(), careful).votes is Votes.SECRET
    assert settled(Asked(), replace(DEPOT, careful=None)).votes is Votes.OPEN
    assert again(Terms(votes=Votes.OPEN), careful).votes is Votes.SECRET
    assert again(Terms(CONSENSUS, votes=Votes.OPEN), careful).votes is Votes.AT_END
    assert again(Terms(votes=Votes.AT_END), DEPOT).votes is Votes.AT_END


@pytest.mark.parametrize(
    ("terms", "refused"),
    [
        (Terms(CONSENSUS, votes=Votes.SECRET), SecretConsensus),
        (Terms(quorum_share=Fraction(1, 3)), NeedsASize),
        (Terms(debate=timedelta(days=61)), errors.DebateTooLong),
        (Terms(debate=timedelta(days=3), closes=NOON + timedelta(days=3)), errors.VoteTooShort),
        (Terms(seconds=51), errors.OutOfRange),
        (Terms(CONSENSUS, votes=Votes.AT_END), None),
        (Terms(quorum_share=Fraction(1, 3), size=45), None),
    ],
)
def test_terms_that_nothing_can_be_decided_by(terms: Terms, refused: type[RuleError] | None) -> None:
    if refused is None:
        assert checked(terms, RollPolicy.ANYONE, HALF_DAY, NOON) is terms
        return
    with pytest.raises(refused):
        checked(terms, RollPolicy.ANYONE, HALF_DAY, NOON)


@given(st.sampled_from(list(Votes)), st.integers(0, 99), st.one_of(st.none(), shares), st.booleans())
def test_terms_go_into_a_motion_and_come_out_again(
    votes: Votes, number: int, share: Fraction | None, extend: bool
) -> None:
    terms = Terms(
        votes=votes,
        quorum=number if share is None else 0,
        quorum_share=share,
        extend_once=extend,
        closes=HALF_DAY,
        debate=timedelta(hours=5),
        hour=Hour(time(18), "UTC"),
    )
    moved = motion.move(1, 12, 100, "x", "", terms, NOON)
    assert motion.terms_of(moved) == terms
    assert motion.with_terms(moved, altered(terms, Asked(), NOON + HALF_DAY)) == moved


async def test_a_share_of_the_people_on_the_ward(talk: Talk) -> None:
    await talk("ana: assembly found Ward")
    await talk("ana: motion propose Buy a kettle quorum:1/3 seconds:0")
    assert "how many 1/3 of all would be" in talk.text
    await talk("ana: assembly settings size:45")
    await talk("ana: motion propose Buy a kettle quorum:1/3 seconds:0")
    await talk("ben: vote 1 for")
    assert "15 must take part (1/3 of 45): 1 have, 14 to go." in talk.last
    await talk.later(hours=73)
    assert "is not decided" in talk.last
    assert "15 had to take part; 1 did." in talk.last


async def test_votes_close_at_the_hour(talk: Talk) -> None:
    await talk("ana: assembly found Ward zone:Europe/Berlin")
    await talk("ana: assembly settings hour:18:00")
    await talk("ana: motion propose Buy a kettle closes:24h")
    assert "Voting is open for 24 hours, and then until it is 18:00." in talk.last
    await talk("ana: assembly settings usual:hour")
    await talk("ben: motion second 1")
    assert "vote until Tue 2 Jun, 18:00" in talk.last


async def test_a_motion_is_moved_again_by_the_same_terms(talk: Talk) -> None:
    await talk("ana: assembly found Ward")
    await talk(
        "ana: motion propose Buy a kettle threshold:unanimous quorum:2 extend:yes seconds:0 closes:30h"
    )
    await talk.later(hours=31)
    await talk.later(hours=25)
    assert "is not decided" in talk.last
    await talk("ben: motion again 1")
    assert "Motion 2 · vote until" in talk.last
    assert "Needs that nobody is against" in talk.last
    assert "2 must take part: 0 have, 2 to go." in talk.last
    assert "it stays open for 24 hours more, once" in talk.last
    await talk("ben: motion show 2")
    assert "Moved by ben." in talk.text
    assert "Voting closes at" in talk.text
    assert "2 must take part" in talk.text


async def test_a_draft_s_terms_are_changed_before_anyone_seconds_it(talk: Talk) -> None:
    await talk("ana: assembly found Ward")
    await talk("ana: motion propose Buy a kettle")
    draft = talk.face.find_post("a draft")
    await talk("ana: motion edit 1 closes:24h threshold:consensus quorum:3")
    shown = talk.face.posts[draft].text
    assert "Buy a kettle" in shown
    assert "it needs that nobody blocks it, and 3 must take part." in shown
    assert "Voting is open for 24 hours." in shown
    for line, said in {
        "motion edit 1 votes:secret": "There is no option",
        "motion edit 1 closes:2020-01-01": "gone by",
        "motion edit 1 threshold:lots": "is no threshold",
        "motion edit 1": "Say what is to change",
    }.items():
        await talk(f"ana: {line}")
        assert said in talk.text, (line, talk.text)
    assert talk.face.posts[draft].text == shown
    await talk("ben: motion second 1")
    await talk("ana: motion edit 1 quorum:5")
    assert "is open, so its words stay" in talk.text


async def test_a_date_alone_closes_in_the_evening(talk: Talk) -> None:
    await talk("ana: assembly found Ward")
    await talk("ana: motion propose Buy a kettle closes:2026-06-05 seconds:0")
    assert "vote until Fri 5 Jun, 18:00" in talk.last
    await talk("ana: motion propose Buy a pot closes:2020-01-01")
    assert "gone by" in talk.text


async def test_a_debate_comes_first_also_where_nobody_has_to_second(talk: Talk) -> None:
    await talk("ana: assembly found Ward")
    await talk("ana: motion propose Buy a kettle seconds:0 debate:24h")
    assert "a draft" in talk.last
    await talk.later(hours=25)
    assert "vote until" in talk.last
