"""Meetings as events in a network's calendar: which, when they change, and who is interested."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.api.people import Address
from bot.dates.series import Series
from bot.platforms import Refused, Unreachable
from cogs.meetings.rules.call import NOWHERE, Call, Who
from cogs.meetings.rules.call_errors import CarefulShowsNothing
from cogs.meetings.rules.lead import EVENTS_KEY, Usual
from cogs.meetings.rules.shown import is_for_all, may_show
from tests.occasions import Event, RecordingCalendar
from tests.talk import lines_of
from tests.twonets import TwoNets

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
THURSDAY = datetime(2026, 6, 4, 18, tzinfo=UTC)
CALL = Call(
    id=1,
    assembly=1,
    number=1,
    caller=1,
    title="General assembly",
    series=Series(THURSDAY.replace(tzinfo=None), "UTC"),
    lasts=timedelta(hours=2),
    leads=(),
    who=Who.ALL,
    room=NOWHERE,
    held_in=NOWHERE,
    spot="",
    bloc=None,
    unlisted=False,
    urgent=False,
    called_at=NOW,
    changed_at=NOW,
)


def calendar(nets: TwoNets) -> RecordingCalendar:
    found = nets.faces["discord"].occasions
    assert isinstance(found, RecordingCalendar)
    return found


def only(nets: TwoNets) -> Event:
    (event,) = calendar(nets).events.values()
    return event


async def interest(nets: TwoNets, who: str, interested: bool = True, *, heard: bool = True) -> None:
    """Somebody presses Interested on the one event, or takes it back."""
    event, account = only(nets), nets.account(who)
    event.interested.add(account) if interested else event.interested.discard(account)
    if heard:
        (name,) = calendar(nets).events
        await nets.app.door.interested(account, name, interested, replayed=False)
    await nets.settled()


@pytest.mark.parametrize(
    ("call", "wanted", "careful", "shown"),
    [
        (CALL, True, False, True),
        (CALL, True, None, True),
        (CALL, False, False, False),
        (CALL, True, True, False),
        (replace(CALL, bloc=3), True, False, False),
        (replace(CALL, unlisted=True), True, False, False),
        (replace(CALL, cancelled_at=NOW), True, False, False),
    ],
)
def test_only_the_assembly_s_own_meetings_are_shown(
    call: Call, wanted: bool, careful: bool | None, shown: bool
) -> None:
    assert is_for_all(call, Usual(events=wanted), careful) is shown


def test_off_is_usual_and_a_careful_assembly_may_not() -> None:
    assert not Usual.read({}).events
    assert Usual.read(Usual(events=True).written()).events
    assert Usual(events=True).written()[EVENTS_KEY] == "yes"
    may_show(False)
    with pytest.raises(CarefulShowsNothing):
        may_show(True)


async def test_an_event_follows_each_next_date(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ana@discord: meeting call General assembly when:Thu 18:00 every:weekly lasts:2h lead:1h")
    await nets("ben@discord: bloc start Nurses")
    assert not calendar(nets).events
    await nets("ben@discord: meeting settings events:yes")
    assert not calendar(nets).events
    await nets("ana@discord: meeting settings events:yes")
    plan = only(nets).plan
    assert (plan.title, plan.starts, plan.ends) == (
        "General assembly",
        THURSDAY,
        THURSDAY + timedelta(hours=2),
    )
    assert plan.rooms == (Address("discord", "assembly"),)
    assert plan.about.startswith("Meeting 1 of Depot.")
    assert "Ana" not in plan.about
    await nets("ben@discord: meeting call Ward round when:Thu 10:00 bloc:Nurses")
    await nets("ana@discord: meeting rename 1 Works assembly")
    await nets("ana@discord: meeting move 1 Thu 19:00")
    assert (only(nets).plan.title, only(nets).plan.starts) == ("Works assembly", THURSDAY.replace(hour=19))
    await nets("ana@discord: meeting skip 1")
    assert only(nets).plan.starts == THURSDAY + timedelta(days=7)
    assert calendar(nets).put_up_ever == 2
    await nets.later(days=10, hours=6)
    await nets.later(hours=2, minutes=1)
    shown = [event.plan.starts for event in calendar(nets).events.values()]
    assert shown[-1] == THURSDAY + timedelta(days=14)
    calendar(nets).events.pop("e2")  # what is over leaves the calendar by itself
    await nets("ana@discord: meeting cancel 1")
    assert not calendar(nets).events


async def test_who_is_interested_comes_and_the_newest_word_counts(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ana@discord: meeting settings events:yes")
    await nets("ana@discord: meeting call General assembly when:Thu 18:00")
    card = nets.card("discord", "General assembly")
    await nets.press("ben@discord", "Apologies", card)
    await nets.press("chi@discord", "Maybe", card)
    await nets("chi@discord: meeting take-back 1")
    await nets.later(minutes=1)

    def counts(words: str) -> bool:
        return all(words in nets.said(network, "General assembly") for network in nets.faces)

    await interest(nets, "ben@discord")
    await interest(nets, "dan@discord")  # not on the roll
    assert counts("Going 1 · maybe 0 · apologies 0.")
    await nets.later(minutes=1)
    await nets.press("ben@discord", "Maybe", card)
    await interest(nets, "ben@discord", False)
    assert counts("Going 0 · maybe 1 · apologies 0.")
    await nets.later(minutes=1)
    await interest(nets, "ben@discord")
    await interest(nets, "ben@discord")
    assert counts("Going 1 · maybe 0 · apologies 0.")
    await nets.later(minutes=1)
    await interest(nets, "ben@discord", False)
    assert counts("Going 0 · maybe 0 · apologies 0.")
    # What was pressed while nobody listened is read afterwards; a word that was given since then stands.
    await interest(nets, "chi@discord", heard=False)
    await interest(nets, "ben@discord", heard=False)
    nets.clock.forward(timedelta(seconds=30))
    await nets.press("ben@discord", "Apologies", card)
    await nets.app.door.caught_up("discord")
    await nets.settled()
    assert counts("Going 1 · maybe 0 · apologies 1.")
    await interest(nets, "chi@discord", False, heard=False)
    await nets.app.door.caught_up("discord")
    await nets.settled()
    assert counts("Going 0 · maybe 0 · apologies 1.")


async def test_what_is_careful_or_read_by_few_is_shown_nowhere(one_assembly: TwoNets) -> None:
    nets = one_assembly
    calendar(nets).hidden.add(Address("discord", "assembly"))
    await nets("ana@discord: meeting settings events:yes")
    await nets("ana@discord: meeting call General assembly when:Thu 18:00")
    assert not calendar(nets).events
    calendar(nets).hidden.clear()
    await nets("ana@discord: meeting settings events:yes")
    assert only(nets).plan.title == "General assembly"
    await nets("ana@discord: assembly careful yes", private=True)
    assert not calendar(nets).events
    await nets("ana@discord: meeting settings events:yes")
    assert "A careful assembly shows its meetings in no calendar" in nets.text


async def test_what_is_refused_is_told_once_and_what_breaks_off_is_found_again(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ana@discord: now", private=True)
    await nets("ana@discord: meeting settings events:yes")
    calendar(nets).trouble += [
        Refused("no", lacks=("Create Events",)),
        Refused("no", lacks=("Create Events",)),
    ]
    await nets("ana@discord: meeting call General assembly when:Thu 18:00")
    await nets("ana@discord: meeting call Works council when:Fri 18:00")
    await nets.later(hours=24)
    told = [card for _to, card in nets.faces["discord"].directs]
    said = "\n".join(line for card in told for line in lines_of(card))
    assert said.count("has to allow me") == 1
    assert "Create Events" in said
    calendar(nets).after_putting_up.append(Unreachable("the connection broke", in_doubt=True))
    await nets("ana@discord: meeting settings events:yes")
    assert len(calendar(nets).events) == 2
    await nets.later(minutes=1)
    assert (len(calendar(nets).events), calendar(nets).put_up_ever) == (2, 2)
    # One that another hand took down stays down for its date.
    gone = next(name for name, event in calendar(nets).events.items() if event.plan.title == "Works council")
    calendar(nets).events.pop(gone)
    await nets("ana@discord: meeting rename 2 Works committee")
    assert only(nets).plan.title == "General assembly"
    await nets("ana@discord: meeting settings events:no")
    assert not calendar(nets).events
