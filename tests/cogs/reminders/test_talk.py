"""Reminders as people live them, at one table and on two networks."""

from __future__ import annotations

import sqlalchemy as sa

from cogs.reminders.schema import reminders
from storage.schema import alarms, tells
from tests.talk import Talk, lines_of
from tests.twonets import TwoNets


def told(talk: Talk, name: str, since: int = 0) -> list[str]:
    """What a person was told in private."""
    return ["\n".join(lines_of(card)) for who, card in talk.face.directs[since:] if who == name]


async def _rows(talk: Talk, table: sa.Table) -> int:
    async with talk.app.db.reading() as connection:
        return int((await connection.execute(sa.select(sa.func.count()).select_from(table))).scalar_one())


async def test_one_is_set_rings_is_put_off_and_done(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: remind me tomorrow 18:00 Fetch the keys")
    assert talk.answer is not None
    assert talk.answer.private
    assert talk.text.splitlines()[:4] == [
        "Reminder 1",
        "Fetch the keys",
        "I will remind you:",
        "Tuesday 2 June, 18:00 (UTC), in 1 day",
    ]
    await talk("ben: remind list")
    assert "keys" not in talk.text
    await talk("ben: remind cancel 1")
    assert talk.text == "There is no reminder 1 of yours. None waits for you."
    await talk("ana: remind snooze 1 10 min")
    assert talk.text == "Reminder 1 has not rung yet. To take it off: /remind cancel 1"
    await talk.later(hours=30)
    assert told(talk, "ana") == ["Reminder 1\nFetch the keys"]
    assert told(talk, "ben") == []
    [(_, card)] = talk.face.directs
    assert [button.label for button in card.buttons] == ["Done", "In 10 minutes", "In 1 hour", "Tomorrow"]
    await talk("ana: remind snooze 1 10 min")
    assert (
        talk.text == "I will remind you again: Tuesday 2 June, 18:10 (UTC), in 10 minutes. It is reminder 1."
    )
    await talk.later(minutes=9)
    assert len(told(talk, "ana")) == 1
    await talk.later(minutes=1)
    assert told(talk, "ana")[1:] == ["Reminder 1\nFetch the keys"]
    await talk("ana: now")
    assert "keys" not in talk.text
    await talk("ana: remind done 1")
    assert talk.text == "Reminder 1 is done."
    assert await _rows(talk, reminders) == await _rows(talk, alarms) == 0


async def test_a_series_is_not_moved_and_what_is_important_comes_again(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: remind me in 2 h Take the pill every:daily important:yes")
    assert "It repeats: every day" in talk.text
    for late, again in ((2, 0), (0.2, 1), (0.6, 2), (1.1, 3)):
        await talk.later(hours=late)
        assert len(told(talk, "ana")) == again + 1, late
    assert "nobody has said that it is done, so I come again" in told(talk, "ana")[-1]
    await talk("ana: now")
    assert "Reminder 1: Take the pill" in talk.text
    await talk("ana: remind snooze 1 1 d")
    assert "Its next time stays: Tue 2 Jun, 14:00" in talk.text
    await talk("ana: remind done 1")
    assert talk.text == "Reminder 1 is done. Next: Tue 2 Jun, 14:00"
    await talk.later(hours=5)
    assert len(told(talk, "ana")) == 4, "what is done comes no more"
    await talk.later(hours=30)
    assert "Take the pill" in told(talk, "ana")[-1]
    for _ in range(7):
        await talk.later(hours=1, minutes=1)
    last = told(talk, "ana")[-1]
    assert "This was the last time that I come again with it." in last
    count = len(told(talk, "ana"))
    await talk.later(hours=2)
    assert len(told(talk, "ana")) == count
    await talk("ana: remind cancel 1")
    await talk.later(days=3)
    assert len(told(talk, "ana")) == count


async def test_three_days_down_with_twelve_reminders(talk: Talk) -> None:
    """Those within a day are given and say how late; the others are one message; every series goes on."""
    await talk("ana: assembly found Depot")
    for number in range(4):
        await talk(f"ana: remind me in {6 + number} h Early {number}")  # due on the first day: missed
        await talk(f"ana: remind me in {60 + number} h Late {number}")  # due on the third: given
    for number in range(3):
        await talk(f"ana: remind me in {1 + number} h Daily {number} every:daily")
    await talk("ana: remind here in 5 h The van leaves every:weekly")
    assert await _rows(talk, alarms) == 12
    talk.face.directs.clear()
    await talk.later(days=3)
    said = told(talk, "ana")
    given = [text for text in said if "This should have reached you" in text]
    assert sorted(text.splitlines()[1] for text in given) == [
        *(f"Daily {n}" for n in range(3)),
        *(f"Late {n}" for n in range(4)),
    ]
    first = next(text for text in given if "Late 0" in text)
    assert "This should have reached you at Thu 4 Jun, 00:00; I was away until Thu 4 Jun, 12:00." in first
    [missed] = [text for text in said if text not in given]
    assert missed.splitlines()[0] == "I was away for too long to remind you in time. Here is what you missed:"
    assert {line.partition(":")[0] for line in missed.splitlines()[1:]} == {
        *(f"Early {n}" for n in range(4)),
        *(f"Daily {n}" for n in range(3)),
    }
    assert "Daily 0: 2 times, from Mon 1 Jun, 13:00 on" in missed
    assert talk.last.splitlines()[1:] == ["The van leaves: Mon 1 Jun, 17:00"]
    talk.face.directs.clear()
    await talk.later(hours=1)
    assert told(talk, "ana") == ["Reminder 9\nDaily 0\nIt repeats: every day. Next: Fri 5 Jun, 13:00"]
    await talk("ana: remind list")
    assert "The van leaves · Mon 8 Jun, 17:00" in talk.text
    await talk.later(days=8)
    async with talk.app.db.reading() as connection:
        left = (await connection.execute(sa.select(reminders.c.text).order_by(reminders.c.number))).scalars()
        assert list(left) == ["Daily 0", "Daily 1", "Daily 2", "The van leaves"], "what is over is erased"


async def test_a_room_is_reminded_and_stewards_may_take_it_off(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ben: remind here in 2 h The gate opens important:yes")
    assert talk.text.splitlines()[2] == "I will remind everyone in this room:"
    await talk("ben: remind here in 3 h x", private=True)
    assert talk.text.startswith("We are alone here.")
    await talk("chi: remind list")
    assert "In this room:\n1 · The gate opens · Mon 1 Jun, 14:00 (in 2 hours) · important" in talk.text
    await talk("chi: remind cancel 1")
    assert talk.text == "Reminder 1 was set by somebody else. They can take it off, and stewards can."
    await talk.later(hours=2)
    card = talk.face.find_post("The gate opens")
    assert "Set by ben." in talk.face.posts[card].text
    await talk.press("chi", "Remind me in 1 hour", card)
    await talk.press("dara", "Done", card)
    assert "Done" not in [button.label for button in talk.face.posts[card].card.buttons]
    await talk.later(hours=1)
    assert told(talk, "chi")[-1].splitlines()[1] == "The gate opens"
    assert len([text for text in talk.posts if "The gate opens" in text]) == 1
    await talk("ben: remind here in 2 h Again every:daily")
    await talk("ana: remind cancel 3")
    assert talk.text == "Reminder 3 is taken off: Again"
    await talk.later(days=2)
    assert "Again" not in talk.last


async def test_what_is_wrong_is_said_in_one_sentence(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    said = {
        "remind me 2026-01-01 18:00 Tea": "has gone by",
        "remind me in 2 h": "I need one thing more: of what",
        "remind me in 2 h Tea every:daily until 2026-05-01": "whether it ends before it begins",
        "remind me in 2 h Tea every:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30": "so it would never happen",
        "remind me in 5000 d Tea": "That is more than ten years away.",
        "remind me in 2 h " + "x" * 501: "501",
        "remind cancel seven": "seven",
        "remind cancel 7": "There is no reminder 7 of yours.",
        "remind bloc in 2 h Tea": "Which bloc?",
        "remind bloc in 2 h Tea bloc:Nurses": "Nurses",
    }
    for line, words in said.items():
        await talk(f"ana: {line}")
        assert talk.answer is not None
        assert not talk.answer.ok, line
        assert words in talk.text, line
    assert await _rows(talk, reminders) == 0
    for number in range(50):
        await talk(f"ana: remind me in {number + 1} h Tea")
    await talk("ana: remind me in 2 h Tea")
    assert talk.text.startswith("50 reminders of yours wait, and no more may.")


async def test_all_of_a_person_goes_with_them(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ben: remind me in 2 h Canary one")
    await talk("ben: remind here in 2 h Canary two every:daily")
    await talk("ben: member export-me", private=True)
    assert talk.answer is not None
    assert talk.answer.file is not None
    assert b"Canary one" in talk.answer.file.content
    await talk("ben: member forget-me sure:yes", private=True)
    assert await _rows(talk, reminders) == 0
    await talk.later(days=3)
    assert "Canary" not in " ".join([*talk.posts, *told(talk, "ben")])
    assert await _rows(talk, tells) == await _rows(talk, alarms) == 0


async def test_who_can_t_be_written_to_learns_in_the_room_that_something_waits(
    one_assembly: TwoNets,
) -> None:
    nets = one_assembly
    await nets("ben@matrix: motion list")
    await nets("ben@matrix: remind me in 2 h Secret tea")
    matrix = nets.faces["matrix"]
    matrix.closed.add("@ben:example.org")
    await nets.later(hours=2)
    waits = nets.said("matrix", "waits for you")
    assert "tea" not in waits
    assert waits == (
        "@ben:example.org: something that you asked for waits for you. "
        "To read it, open a chat with me and write /now."
    )
    assert not [post for post in nets.posts("discord") if "waits for you" in post]
    assert matrix.directs == []
    matrix.closed.clear()
    await nets("ben@matrix: now", private=True)
    assert "Secret tea" in nets.text
    await nets.settled()
    assert ["Secret tea" in " ".join(lines_of(card)) for _, card in matrix.directs] == [True]
    await nets.later(days=2)
    assert len(matrix.directs) == 1


async def test_a_careful_assembly_says_nothing_where_a_phone_shows_it(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly careful yes")
    await talk("ana: remind me in 2 h Secret tea", private=True)
    await talk.later(hours=2)
    assert told(talk, "ana")[-1] == "Something waits for you: /now"
    await talk("ana: now", private=True)
    assert "Secret tea" in talk.text
    await talk("ana: remind done 1", private=True)
    await talk("ana: now", private=True)
    assert "Secret tea" not in talk.text


async def test_a_bloc_is_reminded_in_its_rooms_alone(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ana@discord: bloc start Nurses")
    await nets.settled()
    await nets("ben@matrix: remind bloc in 2 h Leaflets bloc:Nurses")
    assert "Nurses" in nets.text
    await nets("ana@discord: remind bloc in 2 h Leaflets bloc:Nurses")
    assert "I will remind Nurses, in its rooms:" in nets.text
    await nets.later(hours=2)
    rooms = {
        post.room.id
        for network in ("discord", "matrix")
        for post in nets.faces[network].posts.values()
        if "Leaflets" in post.text
    }
    assert rooms
    assert not rooms & {"assembly", "!assembly"}
    await nets("ben@matrix: remind list")
    assert "Leaflets" not in nets.text


async def test_who_keeps_the_assembly_reads_no_reminder_of_a_room_that_they_are_not_in(
    one_assembly: TwoNets,
) -> None:
    nets = one_assembly
    nets.room("elsewhere", "matrix", "!elsewhere", "!space")
    await nets("ben@matrix/elsewhere: remind here in 2 h The secret plan")
    assert "The secret plan" in nets.text
    for line in ("remind cancel 1", "remind snooze 1 1 h", "remind done 1"):
        await nets(f"ana@discord: {line}", private=True)
        assert "There is no reminder 1 of yours" in nets.text, line
        assert "secret" not in nets.text


async def test_new_rules_of_the_zones_move_what_is_to_come(talk: Talk) -> None:
    """As if an edition of the zones had it ring an hour later: the wall time counts."""
    await talk("ana: assembly found Depot")
    await talk("ana: remind me in 2 h Tea every:daily")
    await talk("ana: remind me in 3 h Once")
    async with talk.app.db.transaction() as connection:
        for change in (
            "UPDATE reminders SET due_at = due_at + 3600000000, edition = '1999a'",
            "UPDATE alarms SET due_at = due_at + 3600000000, rings_at = rings_at + 3600000000",
        ):
            await connection.execute(sa.text(change))
    await talk.later(minutes=1)
    await talk("ana: remind list")
    assert "1 · Tea · Mon 1 Jun, 14:00" in talk.text
    assert "2 · Once · Mon 1 Jun, 15:00" in talk.text
    await talk.later(hours=2)
    assert len(told(talk, "ana")) == 1


async def test_stewards_say_how_late_and_how_many(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings grace:2h reminders:1")
    assert "A reminder may be late by: 2 hours" in talk.text
    assert "Reminders that may wait: 1 for one person, and 1 in one room" in talk.text
    await talk("ana: remind me in 2 h Tea")
    await talk("ana: remind me in 2 h Coffee")
    assert talk.text == "1 reminder of yours waits, and no more may. Take one off first: /remind list"
    await talk.later(hours=5)
    assert told(talk, "ana")[-1].endswith("Here is what you missed:\nTea: Mon 1 Jun, 14:00")
    await talk("ana: assembly settings grace:0")
    assert "A reminder may be late by: 60 seconds" in talk.text
    await talk("ana: assembly settings usual:grace")
    assert "A reminder may be late by: 24 hours" in talk.text
