"""Meetings as people call them, answer, move and leave out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from bot.app import opened
from bot.config import Settings
from bot.dates.zones import version
from cogs.meetings.call_schema import calls
from storage.schema import alarms
from tests.talk import FrozenClock, RecordingFace, Talk, lines_of


async def depot(talk: Talk) -> None:
    """Monday 1 June 2026, 12:00 in UTC, 14:00 at Depot in Berlin: four people are on its roll."""
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings zone:Europe/Berlin")
    for name in ("ben", "chi", "dan"):
        await talk(f"{name}: bloc start {name}s")


def told(talk: Talk, name: str) -> list[str]:
    """What was said to somebody in private, a text a message."""
    return ["\n".join(lines_of(card)) for who, card in talk.face.directs if who == name]


def posts(talk: Talk, words: str) -> list[str]:
    """The posts that say these words, oldest first."""
    return [post for post in talk.posts if words in post]


async def test_a_meeting_from_its_call_to_its_end(talk: Talk) -> None:
    await depot(talk)
    await talk(
        "ben: meeting call General assembly when:Thu 18:00 lead:1d,1h at:Canteen lasts:2h", private=True
    )
    assert "Meeting 1, General assembly: Thursday 4 June, 18:00 (Berlin, UTC+2), in 3 days." in talk.text
    assert "I remind you here 1 day and 1 hour before." in talk.text
    card = talk.face.find_post("General assembly")
    assert "Where: Canteen" in talk.face.posts[card].text

    await talk.react("ana", "✅", card)
    await talk.press("chi", "Maybe", card)
    await talk("dan: rsvp 1 going")
    assert "Going 2 · maybe 1 · apologies 0." in talk.face.posts[card].text
    await talk("dan: rsvp 1 apologies")
    await talk.react("ana", "✅", card, added=False)
    await talk.react("ana", "✅", card)
    assert "Going 1 · maybe 1 · apologies 1." in talk.face.posts[card].text
    await talk("ben: now", private=True)
    assert "say whether you come: General assembly" in talk.text
    await talk("chi: now", private=True)
    assert "say whether you come" not in talk.text

    await talk.later(days=2, hours=4)
    assert "General assembly begins in 1 day" in talk.last
    reminder = talk.face.find_post("begins in 1 day")
    assert talk.face.posts[reminder].reply_to == card
    assert [len(told(talk, name)) for name in ("ana", "ben", "chi", "dan")] == [0, 1, 0, 0]
    assert "Do you come?" in told(talk, "ben")[0]
    await talk.later(hours=23)
    assert "General assembly begins in 1 hour" in talk.last
    assert "You said: Going." in told(talk, "ana")[0]
    assert "You said: Maybe." in told(talk, "chi")[0]
    assert not told(talk, "dan")

    await talk("ben: meeting show 1", private=True)
    assert talk.text.splitlines()[-3:] == ["Going: ana", "Maybe: chi", "Apologies: dan"]
    await talk("chi: meeting show 1", private=True)
    assert "Going: ana" not in talk.text
    await talk.react("ben", "❌", reminder)
    await talk.later(hours=3, minutes=1)
    assert "was on Thursday 4 June, 18:00" in talk.face.posts[card].text
    assert "Going 1 · maybe 1 · apologies 2." in talk.face.posts[card].text
    assert not talk.face.posts[card].card.buttons
    await talk("dan: rsvp 1 going")
    assert "Meeting 1 is over." in talk.text
    await talk("ben: meeting list")
    assert "No meeting is called." in talk.text


async def test_weekly_at_six_stays_at_six_when_the_clocks_change(talk: Talk) -> None:
    talk.clock.at = datetime(2026, 10, 20, 8, tzinfo=UTC)
    await depot(talk)
    await talk("ben: meeting call Shift talk when:Thu 18:00 every:weekly lead:1h who:going")
    seen = []
    for at in ("22T14:59", "22T15:00", "29T15:01", "29T16:00"):
        talk.clock.at = datetime.fromisoformat(f"2026-10-{at}:00+00:00")
        await talk.later(seconds=1)
        seen.append(len(posts(talk, "Shift talk begins")))
    assert seen == [0, 1, 0, 1]
    assert "Thursday 29 October, 18:00 (Berlin, UTC+1)" in posts(talk, "Shift talk begins")[-1]


async def test_a_series_without_reminders_brings_its_next_card_when_one_is_over(talk: Talk) -> None:
    await depot(talk)
    await talk("ben: meeting call Assembly when:Thu 18:00 every:weekly lead:none lasts:1h")
    await talk("ben: meeting list")
    assert "1 · Assembly · Thu 4 Jun, 18:00 · every week" in talk.text
    assert talk.text.endswith("To see one in full: /meeting show 1")
    await talk("chi: rsvp 1 apologies 2026-06-11")
    await talk.later(days=3, hours=5, minutes=1)
    first, second = posts(talk, "Assembly")
    assert "was on Thursday 4 June" in first
    assert "Thursday 11 June, 18:00" in second
    assert "apologies 1" in second
    await talk("ben: meeting cancel 1")
    assert "cancelled: Thursday 11 June" in posts(talk, "Assembly")[1]
    assert "was on Thursday 4 June" in posts(talk, "Assembly")[0]


async def test_whoever_lives_in_another_zone_says_and_reads_times_in_theirs(talk: Talk) -> None:
    await depot(talk)
    await talk("ben: timezone Europe/Lisbon")
    await talk("ben: meeting call Assembly when:Thu 18:00")
    assert "Thursday 4 June, 19:00 (Berlin, UTC+2) = 18:00 Lisbon" in talk.text
    assert "Thursday 4 June, 19:00 (Berlin, UTC+2) ·" in talk.last
    await talk("ben: meeting call Far away when:Fri 23:00 zone:new_york every:weekly")
    assert "Friday 5 June, 23:00 (New York, UTC-4) = Sat 6 Jun, 04:00 Lisbon" in talk.text
    assert "Friday 5 June, 23:00 (New York, UTC-4) = Sat 6 Jun, 05:00 Berlin" in talk.last
    await talk("ben: meeting move 2 Wed 12:00")
    assert "to Wednesday 3 June, 07:00 (New York, UTC-4)" in talk.text
    await talk("ben: meeting list")
    assert "1 · Assembly · Thu 4 Jun, 19:00 (Berlin) = 18:00 Lisbon" in talk.text
    await talk("ben: now", private=True)
    assert talk.text.index("Far away, Wed 3 Jun") < talk.text.index(
        "Assembly, Thu 4 Jun"
    )  # the soonest first


async def test_whose_friday_is_saturday_there_calls_a_meeting_on_their_fridays(talk: Talk) -> None:
    await depot(talk)
    await talk("ben: timezone Bogota", private=True)
    await talk("ben: meeting call Foo when:fri 18:00 every:friday lead:none")
    assert "Saturday 6 June, 01:00 (Berlin, UTC+2) = Fri 5 Jun, 18:00 Bogota" in talk.text
    assert "every Saturday" in talk.text
    await talk("ben: meeting call Foo when:fri 18:00 every:first friday")
    assert talk.text.startswith("By then it is another day where this is held than it is for you.")
    await talk("ben: meeting call Bar when:fri 18:00 every:first friday zone:Berlin")
    assert "Friday 5 June, 18:00 (Berlin, UTC+2)" in talk.text


async def test_a_time_that_the_clocks_skip_is_said_and_moved_forward(talk: Talk) -> None:
    talk.clock.at = datetime(2027, 3, 1, 8, tzinfo=UTC)
    await depot(talk)
    await talk('ben: meeting call Night shift when:"2027-03-28 02:30"')
    assert "Sunday 28 March, 03:30 (Berlin, UTC+2)" in talk.text + talk.last
    assert "there is no 02:30 in Berlin: it begins at 03:30." in talk.text + talk.last
    await talk('ben: meeting call Early when:"2027-03-27 02:30" every:"daily 3 times"')
    await talk("ben: meeting show 2")
    assert [line for line in talk.text.splitlines() if line.startswith("Sunday 28 March, 03:30")]
    assert [line for line in talk.text.splitlines() if line.startswith("Monday 29 March, 02:30")]


async def test_three_days_away_with_twelve_reminders_due(talk: Talk) -> None:
    """Nothing of it comes too late, one line says what was missed, and the next date is as it should be."""
    await depot(talk)
    await talk("ben: meeting call Stand-up when:Tue 09:00 every:daily lead:4h,2h,1h,10m who:going")
    await talk.later(hours=13)
    assert len(posts(talk, "Stand-up")) == 1
    await talk.later(days=3)  # Friday, 03:00 in Berlin
    missed = posts(talk, "I was away")
    assert missed == [
        "Meeting 1, Stand-up: Tue 2 Jun, 09:00 · Wed 3 Jun, 09:00 · Thu 4 Jun, 09:00. "
        "I was away when I should have reminded you. See it: /meeting show 1"
    ]
    assert not posts(talk, "begins in")
    await talk.later(hours=2)
    assert "Friday 5 June, 09:00" in talk.last
    await talk.later(hours=2)
    assert "Stand-up begins in 2 hours" in talk.last
    assert len(posts(talk, "begins in")) == 2


async def test_what_was_missed_is_said_once_after_a_restart(settings: Settings, clock: FrozenClock) -> None:
    face = RecordingFace()
    for days in (0, 3, 0):
        clock.forward(timedelta(days=days))
        async with opened(settings, [face], clock) as app, app.working():
            await app.door.caught_up(face.network)
            talk = Talk(app, face, clock)
            if not face.posts:
                await depot(talk)
                await talk("ben: meeting call Stand-up when:Tue 09:00 every:daily lead:4h,1h who:going")
            await talk.later(minutes=1)
    assert len(posts(talk, "I was away")) == 1
    assert [post.splitlines()[0] for post in posts(talk, "Meeting 1 ·")] == [
        "Meeting 1 · was on Tuesday 2 June, 09:00 (Berlin, UTC+2)"
    ]


async def test_a_little_late_is_said_with_how_late(talk: Talk) -> None:
    await depot(talk)
    await talk("ben: meeting call Stand-up when:Tue 09:00 lead:1h")
    await talk.later(hours=18, minutes=12)
    assert "This should have come 12 minutes ago; I was away." in talk.last
    assert "begins in 48 minutes" in talk.last
    await talk("ana: meeting settings grace:5m")
    await talk("ben: meeting call Stand-up when:Wed 09:00 lead:1h")
    await talk.later(days=1)
    assert talk.last.startswith("Meeting 2, Stand-up: Wed 3 Jun, 09:00. I was away when I should have")


async def test_one_date_is_moved_one_left_out_and_then_all_are_cancelled(talk: Talk) -> None:
    await depot(talk)
    await talk("ben: meeting call Assembly when:Thu 18:00 every:weekly lead:2d,1h")
    card = talk.face.find_post("Assembly")
    await talk("chi: rsvp 1 going")
    await talk("chi: meeting move 1 Fri 19:00")
    assert "can be changed by whoever called it, or by a steward" in talk.text
    await talk("ben: meeting move 1 Fri 19:00")
    assert "is moved from Thu 4 Jun, 18:00 to Friday 5 June, 19:00 (Berlin, UTC+2)" in talk.last
    assert "Friday 5 June, 19:00" in talk.face.posts[card].text
    assert "Going 1" in talk.face.posts[card].text
    assert "If you can't come then, say so:" in told(talk, "chi")[0]
    await talk("ana: meeting skip 1 2026-06-11")
    assert "is left out on Thu 11 Jun, 18:00. It is next held on" in talk.last
    await talk("ben: meeting show 1")
    assert [line for line in talk.text.splitlines() if line.startswith(("Friday", "Thursday"))] == [
        "Friday 5 June, 19:00 (Berlin, UTC+2)",
        "Thursday 18 June, 18:00 (Berlin, UTC+2)",
        "Thursday 25 June, 18:00 (Berlin, UTC+2)",
        "Thursday 2 July, 18:00 (Berlin, UTC+2)",
    ]
    seen = []
    for span in ({"days": 2, "hours": 5}, {"days": 1}, {"hours": 23}, {"hours": 3}):
        await talk.later(**span)  # Wednesday and Thursday at seven, Friday at six and at nine
        seen.append(len(posts(talk, "Assembly begins")))
    assert seen == [1, 1, 2, 0]
    await talk("ben: meeting move 1 Wed 20:00 series:yes")
    assert "is moved with all its dates: from Thu 18 Jun, 18:00 to Wednesday 10 June, 20:00" in talk.last
    await talk("ben: meeting rename 1 Works assembly")
    await talk("ben: meeting cancel 1")
    assert "Meeting 1, Works assembly, is cancelled with all its dates." in talk.last
    said = len(posts(talk, "Works assembly"))
    await talk.later(days=30)
    assert len(posts(talk, "Works assembly")) == said
    await talk("ben: meeting cancel 1")
    assert "Meeting 1 is cancelled." in talk.text


async def test_a_series_is_moved_with_its_cards_and_what_was_otherwise(talk: Talk) -> None:
    await depot(talk)
    await talk("ben: meeting call Crew when:Wed 18:00 every:wednesday lead:2d,1h")
    first = talk.face.find_post("Crew")
    await talk("ben: meeting skip 1 2026-06-10")
    await talk("ben: meeting move 1 Thu 18:00 on:2026-06-17")
    moved_alone = talk.face.find_post("Thursday 4 June, 18:00")
    await talk("chi: rsvp 1 going 2026-06-03")
    await talk("ben: meeting move 1 Wed 20:00 series:yes")
    assert "Those that were moved by themselves stay as they are." in talk.text
    assert "No longer" not in talk.text
    assert "but not on 10 June 2026" in talk.text
    assert "Wednesday 3 June, 20:00" in talk.face.posts[first].text
    assert "Going 1" in talk.face.posts[first].text
    assert "left out" not in talk.face.posts[moved_alone].text
    await talk("ben: meeting move 1 2026-06-09 20:00 series:yes")
    assert "from Wed 3 Jun, 20:00 to Tuesday 9 June, 20:00" in talk.text
    assert "No longer left out, or moved by themselves: Wed 10 Jun and Wed 17 Jun." in talk.text
    assert "every Tuesday" in talk.text
    assert "Tuesday 9 June, 20:00" in talk.face.posts[first].text
    await talk("ben: meeting move 1 2026-06-23 20:00 series:yes")
    await talk("ben: meeting show 1", private=True)
    assert "Tuesday 23 June, 20:00" in talk.text
    assert "left out: Tuesday 9 June, 20:00" in talk.face.posts[first].text


async def test_a_date_that_goes_on_while_its_series_is_moved_is_closed_at_its_end(talk: Talk) -> None:
    await depot(talk)
    await talk("ben: meeting call Crew when:in 1 h every:weekly lead:none")
    card = talk.face.find_post("Crew")
    await talk.later(hours=2)
    await talk("ben: meeting move 1 2026-06-09 18:00 series:yes")
    assert "is moved with all its dates: from Mon 8 Jun, 15:00 to Tuesday 9 June, 18:00" in talk.text
    assert "left out" not in talk.face.posts[card].text
    await talk.later(hours=1)
    assert "was on Monday 1 June, 15:00" in talk.face.posts[card].text
    assert not talk.face.posts[card].card.buttons


async def test_the_only_meeting_needs_no_number(talk: Talk) -> None:
    await depot(talk)
    await talk("chi: rsvp yes")
    assert talk.text == "No meeting is to come here. See them: /meeting list"
    await talk("ben: meeting call Crew when:Thu 18:00 every:weekly")
    await talk("chi: rsvp yes")
    assert talk.text.startswith("Crew, Thursday 4 June, 18:00 (Berlin, UTC+2): Going.")
    await talk("chi: rsvp can't 2026-06-11")
    assert talk.text.startswith("Crew, Thursday 11 June, 18:00 (Berlin, UTC+2): Apologies.")
    await talk("ben: meeting call Other when:Fri 18:00")
    await talk("chi: rsvp maybe")
    assert talk.text == "Which meeting do you mean: 1 or 2? For example: /rsvp 1 going"
    await talk("chi: rsvp")
    assert "I need one thing more: the meeting's number" in talk.text
    await talk("chi: rsvp 2 maybe")
    assert talk.text.startswith("Other, Friday 5 June, 18:00")


async def test_a_meeting_of_the_same_day_asks_in_private_too(talk: Talk) -> None:
    await depot(talk)
    await talk("ben: meeting call Assembly when:in 3 h")
    await talk.later(hours=2)
    assert "Do you come?" in told(talk, "ana")[0]


async def test_everyone_is_called_at_once(talk: Talk) -> None:
    await depot(talk)
    await talk('dan: meeting call "Dara is at HR, come" when:now')
    card = talk.face.posts[talk.face.find_post("Dara is at HR")].card
    assert card.pings
    assert [button.label for button in card.buttons] == ["Coming", "Can't"]
    await talk.press("chi", "Coming", talk.face.find_post("Dara is at HR"))
    assert "Going 1" in talk.last
    await talk('dan: meeting call "Come, all" when:now')
    assert "You called everyone a moment ago, as meeting 1." in talk.text
    await talk.later(hours=2, minutes=1)
    assert "was on Monday 1 June" in talk.last
    assert len(posts(talk, "Dara is at HR")) == 1


async def test_a_motion_that_is_carried_is_met_about(talk: Talk) -> None:
    await depot(talk)
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    await talk("chi: vote 1 for")
    await talk.later(hours=73)
    await talk.press("ana", "Call a meeting", talk.face.find_post("is carried"))
    assert "when" in talk.text
    await talk("ana: meeting about 1 Fri 18:00")
    assert "Buy a kettle" in talk.last
    assert "Friday 5 June, 18:00" in talk.last


async def test_a_steward_alone_has_reminders_call_the_room(talk: Talk) -> None:
    await depot(talk)
    await talk("ben: meeting settings ping:yes")
    assert talk.answer is not None
    assert not talk.answer.ok
    await talk("ana: meeting settings grace:13h")
    assert talk.text == "A reminder comes at most 12 hours late."
    await talk("ana: meeting settings grace:0")
    assert "One that is up to 60 seconds late still comes" in talk.text
    await talk("ana: meeting settings most:2")
    assert "That is 4 reminders; a meeting here has 2 at most." in talk.text
    await talk("ana: meeting settings ping:yes lead:1h most:2")
    assert "A meeting has 2 reminders at most." in talk.text
    await talk("ben: meeting call Assembly when:Tue 18:00")
    assert not talk.face.posts[talk.face.find_post("Assembly")].card.pings
    await talk.later(days=1, hours=3)
    reminder = talk.face.posts[talk.face.find_post("Assembly begins in")]
    assert reminder.card.pings
    await talk("chi: rsvp 1 going")
    assert "Going 1" in reminder.text
    assert not reminder.card.pings  # an edit calls nobody


async def test_bad_input_is_answered_in_one_sentence_and_changes_nothing(talk: Talk) -> None:
    await depot(talk)
    await talk("ben: meeting call Assembly when:Thu 18:00 every:weekly")
    before = list(talk.posts)
    for line, said in {
        'meeting call X when:"2020-01-01 18:00"': "gone by",
        'meeting call X when:"2027-02-30 18:00"': "February",
        "meeting call X when:Thu 18:00 lasts:0m": "end before it begins",
        'meeting call X when:Thu 18:00 lasts:"Wed 18:00"': "end before it begins",
        "meeting call X when:Thu 18:00 lasts:30d": "at most 7 days",
        "meeting call X when:Thu 18:00 zone:Europe/Berln": "Europe/Berlin",
        'meeting call X when:Thu 18:00 every:"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"': "never",
        "meeting call X when:Thu 18:00 every:hourly": "Once a day is as often",
        "meeting call X when:Thu 18:00 lead:7d,2d,1d,1h,10m": "a meeting here has 4 at most.",
        "meeting call X when:Thu 18:00 lead:soon": "is no time before a meeting",
        "meeting call X when:Thu 18:00 who:bloc": "no bloc's meeting",
        "meeting call X when:Thu 18:00 room:attic": "no room “attic”",
        "meeting call X when:Thu 18:00 bloc:Weavers": "Weavers",
        "meeting call Assembly when:Thu 18:00 every:weekly": "number 1",
        "rsvp 7 going": "There is no meeting 7 here",
        "rsvp 1 perhapsish": "perhapsish",
        "rsvp 1 going 2026-06-05": "is not held on “2026-06-05”. Its next dates: Thu 4 Jun, 18:00",
        "meeting move 1 yesterday": "yesterday",
        "meeting skip 1 2026-05-28": "is not held on",
        "meeting take-back 1": "nothing about meeting 1 to take back",
        "meeting show 12": "To come: 1",
    }.items():
        await talk(f"ben: {line}")
        assert talk.answer is not None
        assert not talk.answer.ok, line
        assert said in talk.text, (line, talk.text)
    assert talk.posts == before


async def test_new_rules_of_time_zones_set_the_alarms_anew(talk: Talk) -> None:
    """A meeting whose alarms were set by another edition of the zones is worked out again."""
    await depot(talk)
    await talk("ben: meeting call Assembly when:Thu 18:00 every:weekly lead:1h")
    async with talk.app.db.transaction() as connection:
        await connection.execute(sa.update(calls).values(zones="1970a"))
        wrong = datetime(2026, 6, 4, 20, tzinfo=UTC)
        await connection.execute(sa.update(alarms).values(due_at=wrong, rings_at=wrong))
    await talk.later(minutes=5)
    async with talk.app.db.reading() as connection:
        due = (await connection.execute(sa.select(alarms.c.due_at).order_by(alarms.c.due_at))).scalars().all()
        assert (await connection.execute(sa.select(calls.c.zones))).scalar_one() == version()
    assert due == [datetime(2026, 6, 4, 15, tzinfo=UTC), datetime(2026, 6, 4, 17, 30, tzinfo=UTC)]
    await talk.later(days=3, hours=3)
    assert "Assembly begins in 55 minutes" in talk.last


async def test_who_is_forgotten_called_and_answered_nothing(talk: Talk) -> None:
    await depot(talk)
    await talk("ben: meeting call Assembly when:Thu 18:00 lead:1h")
    await talk("ben: rsvp 1 going")
    await talk("ben: member export-me", private=True)
    assert talk.answer is not None
    assert talk.answer.file is not None
    assert b"Assembly" in talk.answer.file.content
    await talk("ben: member forget-me sure:yes", private=True)
    card = talk.face.posts[talk.face.find_post("Assembly")].text
    assert "Called by a member." in card
    assert "Going 0" in card
    await talk("ana: privacy", private=True)
    assert "Meetings you called, and whether you said that you come." in talk.text
