"""Reports as people send them, read them first, and hear them."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

from bot.config import Settings
from tests.talk import Talk, lines_of
from tests.twonets import TwoNets

CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")
NUMBER = re.compile(r"\b\d{6}\b")


def told(talk: Talk, name: str) -> list[str]:
    """What a person was told in private."""
    return ["\n".join(lines_of(card)) for who, card in talk.face.directs if who == name]


async def depot(talk: Talk) -> None:
    """Ana is its steward, Ben reads reports with her, Chi sends them."""
    await talk("ana: assembly found Depot")
    for name in ("ben", "chi"):
        await talk(f"{name}: action mine")
    await talk("ana: reports reader ben")


async def sent(talk: Talk, line: str = "report The night shift has no breaks") -> tuple[str, str]:
    """The code and the number of a report that Chi has sent."""
    await talk(f"chi: {line}", private=True)
    code = CODE.search(talk.text)
    await talk("ana: reports waiting", private=True)
    number = NUMBER.search(talk.text)
    assert code and number, talk.text
    return code[0], number[0]


async def test_two_read_it_and_then_it_is_heard(talk: Talk) -> None:
    await depot(talk)
    assert "ben reads reports from the workplaces first" in talk.last
    code, number = await sent(talk)
    assert "The night shift has no breaks" in talk.text
    await talk.press("ana", "It tells on nobody")
    assert talk.text == f"Thank you. Report {number} needs another reader."
    await talk(f"ana: reports look {number}", private=True)
    assert talk.text == f"You have looked through report {number} already; it takes two readers."
    await talk(f"ana: reports read {number}", private=True)
    assert talk.text.startswith(f"Report {number} can't be heard yet: 1 more reader")
    await talk("ben: now")
    assert "1 report from a workplace waits for you" in talk.text
    await talk(f"ben: reports look {number}", private=True)
    await talk.press("ben", "Read it out now")
    assert talk.last == "Report from a workplace\nThe night shift has no breaks"
    await talk(f"chi: reports show {code}", private=True)
    assert talk.text == "It was read out. Nobody was told who sent it, as nobody knows."
    await talk(f"chi: reports add {code} Still so", private=True)
    assert talk.text == f"Report {number} was read out, so nothing about it can change any more."
    await talk.press("ben", "Make it a motion", talk.face.find_post("Report from a workplace"))
    assert "The night shift has no breaks" in talk.last
    assert "Moved by ben" in talk.last
    await talk(f"ana: reports offer {number}")
    assert talk.text == f"Report {number} is motion 1 already. See it: /motion show 1"
    await talk("ben: motion withdraw 1")
    await talk(f"ana: reports offer {number}")
    assert "Moved by ana" in talk.last


async def test_what_tells_on_somebody_is_held_back_or_put_in_other_words(talk: Talk) -> None:
    await depot(talk)
    code, number = await sent(talk, "report Dara, alone on ward 3, was threatened urgent:yes")
    assert told(talk, "ben")[-1].startswith("An urgent report from a workplace waits")
    await talk(f"ben: reports hold {number} It names a ward", private=True)
    await talk(f"chi: reports show {code}", private=True)
    assert talk.text.startswith("It is held back: It names a ward")
    await talk(f"chi: reports add {code} It was last week", private=True)
    assert talk.text.startswith("That is added.")
    await talk(f"ben: reports word {number} Somebody was threatened", private=True)
    await talk(f"ana: reports look {number}", private=True)
    await talk(f"ana: reports read {number}", private=True)
    assert talk.last == "Urgent report from a workplace\nSomebody was threatened"


async def test_a_reader_may_look_at_another_one_first(talk: Talk) -> None:
    await depot(talk)
    for text in ("report One", "report Two"):
        await sent(talk, text)
    await talk("ben: reports waiting", private=True)
    other = talk.text.splitlines()[-1].removeprefix("Another of them: /")
    first = talk.text.splitlines()[1]
    await talk(f"ben: {other}", private=True)
    assert other.split()[-1] in talk.text.splitlines()[1] != first


async def test_nobody_else_reads_it_and_a_code_is_not_guessed(talk: Talk) -> None:
    await depot(talk)
    _code, number = await sent(talk)
    await talk("chi: reports waiting", private=True)
    assert talk.text.startswith("Only its readers see a report")
    await talk(f"chi: reports look {number}", private=True)
    assert talk.text.startswith("Only its readers see a report")
    await talk(f"chi: reports offer {number}")
    assert talk.text.startswith(f"There is no report {number} for you.")
    for _ in range(5):
        await talk("chi: reports show 7K2M-9QXR-4TBC-H8WD", private=True)
        assert talk.text.startswith("No report has this code.")
    await talk("chi: reports show 7K2M-9QXR-4TBC-H8WD", private=True)
    assert not talk.text.startswith("No report has this code.")
    await talk("chi: report", private=True)
    assert "I need one thing more" in talk.text
    assert not [post for post in talk.posts if "night shift" in post]


async def test_too_many_in_a_day_are_refused_and_tomorrow_is_another_day(talk: Talk) -> None:
    await depot(talk)
    for _ in range(5):
        await talk("chi: report No breaks", private=True)
        assert "Your report is in." in talk.text
    await talk("chi: report No breaks", private=True)
    assert talk.text.startswith("You have sent 5 reports today")
    await talk.later(days=1)
    await talk("chi: report No breaks", private=True)
    assert "Your report is in." in talk.text


async def test_a_blocs_report_is_read_by_its_own_alone(talk: Talk) -> None:
    await depot(talk)
    await talk("chi: bloc start Night kind:unlisted", private=True)
    await talk("chi: report They listen in bloc:Night", private=True)
    assert "There are not two readers yet" in talk.text
    await talk("ana: reports waiting", private=True)
    assert talk.text == "No report waits for you."


async def test_a_meeting_reads_out_what_is_ready_each_by_itself(talk: Talk) -> None:
    await depot(talk)
    for n in range(11):
        await talk(f"{('ana', 'ben', 'chi')[n // 5]}: report Number {n} {'x' * 1400}", private=True)
        await talk("ana: reports waiting", private=True)
        found = NUMBER.search(talk.text)
        assert found
        await talk(f"ana: reports look {found[0]}", private=True)
        await talk(f"ben: reports look {found[0]}", private=True)
    await talk("ana: meeting start")
    await talk("ana: agenda next")
    await talk("ana: agenda next")
    heard = [post for post in talk.posts if post.startswith("Report from a workplace")]
    assert len(set(heard)) == 10
    assert "1 more report can be heard" in talk.face.posts[talk.face.find_post("2. Reports")].text
    await talk("ana: meeting end")
    await talk("ana: minutes show 1")
    assert "A report from a workplace was heard." in talk.text
    assert "xxxx" not in talk.text
    await talk("ana: meeting start")
    await talk("ana: agenda next")
    await talk("ana: agenda next")
    assert len({post for post in talk.posts if post.startswith("Report from a workplace")}) == 11
    await talk.press("chi", "Make it a motion", talk.face.find_post("Report from a workplace"))
    assert "Moved by chi" in talk.last


async def test_what_does_not_fit_or_was_never_named_is_said(talk: Talk) -> None:
    await depot(talk)
    code, _number = await sent(talk)
    await talk(f"chi: reports add {code} {'x' * 1000}", private=True)
    await talk(f"chi: reports add {code} {'y' * 1000}", private=True)
    assert talk.text.startswith("That is more than this report can hold.")
    await talk("ana: reports reader ana stop:yes")
    assert talk.text.startswith("Every steward reads reports.")
    await talk("ana: reports reader chi stop:yes")
    assert talk.text == "That person was not named to read reports, so nothing changes."


async def test_the_day_is_that_of_no_zone(talk: Talk, settings: Settings) -> None:
    await depot(talk)
    await talk("chi: timezone Pacific/Kiritimati")
    await talk("chi: report No breaks", private=True)
    await talk("ben: report No breaks either", private=True)
    with closing(sqlite3.connect(settings.database)) as native:
        assert len({day for (day,) in native.execute("SELECT day FROM workplace_reports")}) == 1


async def test_nothing_on_disk_joins_a_report_with_its_sender(talk: Talk, settings: Settings) -> None:
    await talk("ana: assembly found Depot")
    await talk("canary: action mine")
    before = _rows(settings)
    await talk("canary: report It is hot in here", private=True, event="canary-event")
    after = _rows(settings)
    changed = {table for table in after if after[table] != before.get(table)}
    assert "workplace_reports" in changed
    assert changed <= {"workplace_reports", "accounts"}, changed
    assert "canary-event" not in str(after)


async def test_it_is_erased_after_sixty_days(talk: Talk) -> None:
    await depot(talk)
    code, _number = await sent(talk)
    await talk.later(days=62)
    await talk(f"chi: reports show {code}", private=True)
    assert talk.text.startswith("No report has this code.")


def _rows(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    """Everything that the tables hold."""
    with closing(sqlite3.connect(settings.database)) as native:
        tables = [n for (n,) in native.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: native.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}


async def test_it_is_heard_in_the_room_where_people_meet(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ben@discord: action mine")
    await nets(f"ana@discord: reports reader {nets.typed('ben@discord')}")
    await nets("ben@matrix: report The night shift has no breaks", private=True)
    await nets("ana@discord: reports waiting", private=True)
    found = NUMBER.search(nets.text)
    assert found is not None
    for name in ("ana", "ben"):
        await nets(f"{name}@discord: reports look {found[0]}", private=True)
    nets.room("hall", "discord", "hall", "category", "server")
    await nets("ana@discord/hall: meeting start")
    for _ in range(2):
        await nets("ana@discord/hall: agenda next")
    posts = nets.faces["discord"].posts.values()
    assert [post.room.id for post in posts if "Report from a workplace" in post.text] == ["hall"]
