"""Counts as files: they hold, they join nobody and a secret paper, and other hands come to the same."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.api.ask import Recount
from bot.api.context import Context
from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from bot.config import Settings
from bot.verifying import Wanted, verified
from cogs.polls.commands.sealing import Sealing
from cogs.polls.rules.poll import Poll
from cogs.polls.rules.reckoning import Reckoned
from tests.cogs.polls.depot import night
from tests.recounting import elected
from tests.talk import TABLE, Talk

PEOPLE = ("ana", "ben", "chi", "dan", "eva", "fay", "gus")


async def depot(talk: Talk, *, careful: bool = False) -> None:
    await talk("ana: assembly found Depot")
    if careful:
        await talk("ana: assembly careful yes")
    for name in PEOPLE:
        await talk(f"{name}: action mine")


async def handed(talk: Talk, line: str, **more: Any) -> bytes:
    """The file that comes with an answer."""
    await talk(line, **more)
    assert talk.answer is not None
    assert talk.answer.ok, talk.text
    assert talk.answer.file is not None
    return talk.answer.file.content


def holds(content: bytes, wanted: Wanted = Wanted()) -> tuple[str, ...]:  # noqa: B008
    found = verified(content, wanted)
    assert found.code == 0, found.lines
    return found.lines


async def cast(talk: Talk, **papers: str) -> None:
    """Both steps of secret votes."""
    for name, paper in papers.items():
        await talk(f"{name}: election vote 1 {paper}", private=True)
        await talk.press(name, "Cast it")
        assert "Your vote is in." in talk.text


async def test_a_secret_election_its_lot_its_papers_alone_and_who_follows(talk: Talk) -> None:
    await depot(talk)
    await talk("ana: election call Delegates seats:2")
    for name in ("ana", "ben", "chi"):
        await talk(f"{name}: election nominate 1")
    await talk("gus: election export 1")
    assert talk.text.startswith("There is no count of election 1, so there is nothing to check.")
    await talk.later(days=3)
    await cast(talk, ana="ana, ben", ben="ben, ana", chi="chi, ben", dan="ana, chi", eva="ana, chi")
    await talk("gus: election export 1")
    assert talk.text.startswith("You can have election 1 as a file once voting is over and counted, after ")
    await talk.later(days=3)

    content = await handed(talk, "gus: election export 1")
    assert (
        "To check it on a computer with Folkmoot, without this bot: python -m bot verify election-1.json"
        in (talk.text)
    )
    file = json.loads(content)
    counted = file["counted"]
    assert holds(content)[0].startswith("The count of election 1 holds: elected: ana")
    assert "quorum" not in counted and not any("left" in row for row in counted["options"])  # as ever
    assert counted["ballots"] == []
    assert len(counted["secret_ballots"]) == 5
    assert len(counted["electorate"]["marks"]) == len(PEOPLE)
    assert elected(content)[0] == counted["outcome"]["elected"]
    opened = datetime.fromisoformat(counted["opened_at"]) - datetime(1970, 1, 1, tzinfo=UTC)
    made = f"{counted['lot']['before']}:1:{opened // timedelta(microseconds=1)}"
    assert hashlib.sha256(made.encode()).hexdigest() == counted["lot"]["seed"]

    sheet = await handed(talk, "gus: election export 1 blt:yes")
    assert f"verify election-1.blt --method stv --seed {counted['lot']['seed']}" in talk.text
    names = {row["n"]: row["text"] for row in counted["options"]}
    found = holds(sheet, Wanted("stv", seed=counted["lot"]["seed"]))[-1]
    first, second = counted["outcome"]["count"]["elected"]
    assert found == f"Elected: {names[first]} and {names[second] or 'Reopen nominations'}."

    await talk("ana: election vacancy 1")
    await talk.later(days=3)
    again = await handed(talk, "gus: election export 1")
    vacancy = json.loads(again)["vacancies"][0]
    assert names[vacancy["seat_of"]] == "ana"
    assert vacancy["journal"]["number"] > json.loads(again)["journal"]["number"]
    assert any("on the seat of ana" in line.lower() for line in holds(again))
    assert json.loads(again)["counted"] == counted


async def test_polls_of_every_kind_hold_and_say_who_voted_how_by_number(talk: Talk) -> None:
    await depot(talk)
    await talk("ana: poll ask Where? options: Depot, Canteen, Yard closes:2h")
    await talk("ana: poll ask What? kind:approval options: Tea, Juice, Maté closes:2h")
    await talk("ana: poll ask Which first? kind:ranked options: Pay, Hours, Canteen closes:2h")
    await talk("ana: poll ask Again? kind:yes-no closes:2h votes:open-at-end")
    await talk("ana: poll when Assembly? closes:2h times: Thu 18:00, Fri 18:00")
    for line in ("1 2", "2 1 3", "3 2 1", "4 yes", "5 1 ?2"):
        await talk(f"ben: poll vote {line}")
        assert talk.answer is not None
        assert talk.answer.ok, talk.text
    for line in ("1 2", "2 3", "3 1", "4 no", "5 2"):
        await talk(f"chi: poll vote {line}")
    await talk.later(hours=3)
    for number, said in enumerate(("Canteen", "Maté", "", "yes and no", ""), 1):
        content = await handed(talk, f"dan: poll export {number}")
        assert said in holds(content)[0]
        file = json.loads(content)
        assert len(file["numbers"]["members"]) == 2
        assert file["counted"]["electorate"] == {"listed": False, "marks": []}
    sheet = await handed(talk, "dan: poll export 3 blt:yes")
    assert "verify poll-3.blt --method schulze --seed " in talk.text  # by ranked choice another could win
    assert holds(sheet, Wanted("schulze", seed=talk.text.split()[-1]))[-1].startswith("Elected: ")
    await talk("dan: poll export 1 blt:yes")
    assert talk.text.startswith(
        "The BLT format is for ballots that put options in order, and those of poll 1 do not."
    )


async def test_in_a_careful_assembly_each_finds_their_own_paper_and_nobody_else_s(talk: Talk) -> None:
    await depot(talk, careful=True)
    await talk("ana: poll ask Where? options: Depot, Canteen closes:2h votes:open")
    await talk("ben: poll vote 1 2")
    await talk("chi: poll vote 1 1")
    await talk.later(hours=3)
    content = await handed(talk, "ben: poll export 1")
    assert talk.answer is not None
    assert talk.answer.private
    file = json.loads(content)
    assert file["numbers"] is None
    holds(content)
    words = talk.text.split()
    mark = words[words.index("Yours") + 2].rstrip(".")
    number, code = words[words.index("number,") + 1].rstrip(","), words[-1]
    assert hashlib.sha256(f"{number}:{code}".encode()).hexdigest() == mark
    assert {"paper": "2"}.items() <= next(b for b in file["counted"]["ballots"] if b["voter"] == mark).items()
    await talk("gus: poll export 1")
    assert "You are not in it." in talk.text


async def test_who_was_forgotten_leaves_the_file_as_it_was(talk: Talk) -> None:
    await depot(talk)
    await talk("ana: poll ask Where? options: Depot, Canteen closes:2h")
    await talk("ben: poll vote 1 2")
    await talk.later(hours=3)
    before = json.loads(await handed(talk, "ana: poll export 1"))
    await talk("ben: member forget-me sure:yes", private=True)
    assert talk.answer is not None
    assert talk.answer.ok, talk.text
    after = await handed(talk, "ana: poll export 1")
    holds(after)
    assert json.loads(after)["counted"] == before["counted"]


async def test_what_is_changed_in_the_database_afterwards_is_found(talk: Talk, settings: Settings) -> None:
    await depot(talk)
    await talk("ana: poll ask Where? options: Depot, Canteen closes:2h")
    await talk("ben: poll vote 1 2")
    await talk.later(hours=3)
    with closing(sqlite3.connect(settings.database)) as connection, connection:
        connection.execute("UPDATE papers SET paper = '01'")
    found = verified(await handed(talk, "ana: poll export 1"))
    assert "What was counted was changed after it was written into the journal." in found.lines
    assert "The file says 1 for Canteen; its papers are 0." in found.lines


async def test_nobody_is_elected_who_left_while_it_was_voted_on(talk: Talk) -> None:
    await depot(talk)
    await talk("ana: bloc start Nurses")
    for name in PEOPLE[1:]:
        await talk(f"{name}: bloc join Nurses")
    await talk("ana: election call Delegate bloc:Nurses to:delegates", private=True)
    for name in ("chi", "dan", "eva"):
        await talk(f"{name}: election nominate 1", private=True)
    await talk.later(days=3)
    await cast(
        talk, ana="chi, eva", ben="chi, dan, eva", chi="chi", dan="dan, eva", fay="dan", gus="dan, eva"
    )
    await talk("chi: member leave sure:yes", private=True)
    assert any(post.startswith("chi stands no longer in election 1.") for post in talk.posts)
    assert "chi: is here no longer" in talk.face.posts[talk.face.find_post("Election 1 · vote until")].text
    await talk("dan: bloc leave Nurses", private=True)  # nobody hears of it before the count
    await talk.later(days=3)
    result = talk.face.posts[talk.face.find_post("· counted")].text
    assert "Elected: eva" in result
    gone = next(line for line in result.splitlines() if line.startswith("Left before the count"))
    assert gone.startswith("Left before the count, so counted as if they had withdrawn: ")
    assert "2 ballots name nobody who stands." in result
    assert "Delegates of Nurses from now on: eva." in result
    content = await handed(talk, "ana: election export 1", private=True)
    said = holds(content)
    assert any(line.startswith("Passed over on every paper, as they had left before") for line in said)
    assert "Had to vote: 2." in said
    names = {row["n"]: row["text"] for row in json.loads(content)["counted"]["options"]}
    assert [names[n] for n in elected(content)[0]] == ["eva"]


async def test_elected_without_a_vote_there_are_no_papers(talk: Talk) -> None:
    await depot(talk)
    await talk("ana: election call Table seats:2 nominations:1h reopen:no")
    await talk("chi: election nominate 1")
    await talk.later(hours=1)
    await talk("ana: election declare 1")
    content = await handed(talk, "ben: election export 1")
    assert "Nobody had to vote, so there are no ballots in it." in talk.text
    assert "blt" not in talk.text
    assert "Nobody voted, as no more stood than there were seats." in holds(content)


async def test_an_unlisted_bloc_s_count_is_in_no_journal_and_nobody_else_s_to_have(talk: Talk) -> None:
    await depot(talk)
    await night(talk, "ben", "chi")
    ask = "poll ask Which gate first? who:Night kind:ranked options: North, South, West closes:2h votes:open"
    await talk(f"ana: {ask}", private=True)
    number = int(re.findall(r"\d{6}", talk.text)[0])
    await talk(f"ben: poll vote {number} 2 1", private=True)
    await talk.later(hours=3)
    content = await handed(talk, f"chi: poll export {number}", private=True)
    assert json.loads(content)["journal"] is None
    assert len(json.loads(content)["counted"]["electorate"]["marks"]) == 3
    assert "no link of the journal" in holds(content)[-1]
    await talk(f"gus: poll export {number}", private=True)
    assert talk.text.startswith(f"There is no poll or election {number} here")


async def test_what_changes_while_it_is_counted_is_counted_again_and_not_for_ever(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await depot(talk)
    await talk("ana: poll ask Where? options: Depot, Canteen closes:2h")
    await talk("ben: poll vote 1 2")
    await talk("chi: poll vote 1 1")
    cog = talk.app.house.commands["poll count"].cog
    assert isinstance(cog, Sealing)
    counts, said, reckoned = [], [], cog.reckoned
    sent = talk.clock.now()
    some = iter(("dan", "eva", "fay"))

    async def and_something_comes(ctx: Context, poll: Poll, recount: Recount) -> Reckoned:
        """Somebody is forgotten, and then one after the other has voted in time and is heard late."""
        ready = await reckoned(ctx, poll, recount)
        counts.append(ready.outcome.cast)
        if len(counts) == 1:
            async with cog.store.db.transaction():
                member = (await cog.papers.all(poll.box or 0))[0].member
                await cog.papers.forget(member, [poll.box or 0])
        else:
            who = Address(talk.face.network, next(some))
            line = Invocation(who, Room(TABLE, (TABLE,)), line="poll vote 1 2", at=sent)
            answer = await talk.app.door.act(line)
            said.append(answer is not None and answer.ok)
        return ready

    monkeypatch.setattr(cog, "reckoned", and_something_comes)
    await talk.later(hours=3)
    assert counts == [2]  # nobody waits for the writer while it is counted again: that is done a turn later
    assert "· over; the answers are being counted" in talk.face.posts[talk.face.find_post("Where?")].text
    for _ in range(3):
        await talk.later(seconds=10)
    assert counts == [2, 1, 2, 3]
    assert said == [True, True, False]  # by then the box takes no more
    content = await handed(talk, "ana: poll export 1")
    assert json.loads(content)["counted"]["outcome"]["cast"] == 3
    holds(content)
