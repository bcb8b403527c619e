"""An unlisted bloc is found by its members alone; all others are answered as for one that is not there."""

from __future__ import annotations

import json
from datetime import timedelta

import sqlalchemy as sa

from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from storage.schema import journal, posts
from tests.cogs.blocs.conftest import Housed
from tests.cogs.members.stored import rows
from tests.talk import TABLE, Talk

HIDDEN, NOTHING = "Canary club", "Parrot club"
QUESTIONS = (
    'bloc show "{}"',
    'bloc join "{}"',
    'bloc leave "{}"',
    'bloc invite "{}"',
    'bloc invite "{}" ben',
    'bloc admit "{}"',
    'bloc admit "{}" ben',
    'bloc refuse "{}" ben',
    'bloc rename "{}" Other',
    'bloc move "{}" Health',
    'bloc move Health "{}"',
    'bloc change "{}" kind:open',
    'bloc archive "{}" sure:yes',
    'bloc announce "{}" hello',
    'bloc permissions "{}"',
    'bloc mend "{}"',
    'bloc adopt "{}"',
    'bloc flyer "{}"',
    'bloc start Others under:"{}"',
)


async def hidden(talk: Talk) -> int:
    """Ben keeps an unlisted bloc that Ana, who keeps the assembly, is not in; its number."""
    await talk("ana: assembly found Depot")
    await talk("ana: bloc start Health")
    await talk(f"ben: bloc start {HIDDEN} kind:unlisted")
    assert talk.answer is not None and talk.answer.private
    async with talk.app.db.reading() as connection:
        found = await connection.execute(sa.text("SELECT id FROM blocs WHERE kind = 'unlisted'"))
        return int(found.scalar_one())


async def test_whoever_asks_gets_the_answer_for_a_bloc_that_is_not_there(talk: Talk) -> None:
    number = await hidden(talk)
    none = number - 1 or 2
    for question in QUESTIONS:
        for there, absent in ((HIDDEN, NOTHING), (str(number), str(none))):
            told = [await _told(talk, question.format(word), word) for word in (there, absent)]
            assert told[0] == told[1], question


async def _told(talk: Talk, line: str, word: str) -> tuple[object, ...]:
    """All of an answer but the word that was asked about."""
    answer = await talk(f"ana: {line}")
    assert answer is not None
    return talk.text.replace(word, "…"), answer.ok, answer.private, answer.silent, answer.file is None


async def test_no_list_count_completion_or_card_tells_of_it(talk: Talk) -> None:
    number = await hidden(talk)
    before = len(talk.posts)
    for line in ("bloc list", "now", "help", "privacy", "assembly show", "bloc show Health"):
        await talk(f"ana: {line}")
        assert HIDDEN not in talk.text and str(number) not in talk.text, line
    assert len(talk.posts) == before
    assert not any(HIDDEN in post for post in talk.posts)
    room = Room(TABLE, (TABLE,))
    for who in ("ana", "ben"):
        asked = Invocation(Address("terminal", who), room, command="bloc join")
        found = await talk.app.door.complete(asked, "name", "")
        assert [name for name, _ in found] == ["Health"]


async def test_its_name_may_be_taken_and_it_is_not_said_that_it_is(talk: Talk) -> None:
    await hidden(talk)
    await talk(f"ana: bloc start {HIDDEN}")
    assert f"{HIDDEN} is started" in talk.text
    await talk(f"ana: bloc join {HIDDEN}")
    assert "You are in" in talk.text


async def test_nothing_of_it_is_in_the_journal_the_outbox_or_the_groups(talk: Talk) -> None:
    await hidden(talk)
    await talk(f'ben: bloc invite "{HIDDEN}" ana')
    await talk(f'ben: bloc rename "{HIDDEN}" Canaries')
    written = await rows(talk.app, sa.select(journal.c.body))
    kinds = [entry[0] for (body,) in written for entry in json.loads(str(body))]
    assert kinds.count("bloc.started") == 1, "of Health alone"
    assert "bloc.renamed" not in kinds
    assert await rows(talk.app, sa.select(posts.c.id).where(posts.c.kind == "bloc.card")) == [(2,)]
    assembly = await talk.app.dispatch.people.assembly(1)
    assert assembly is not None
    bodies = talk.app.house.bodies
    assert bodies.blocs is not None
    assert [bloc.name for bloc in await _read(talk, bodies.blocs.top(1))] == ["Health"]


async def _read(talk: Talk, question):  # type: ignore[no-untyped-def]
    async with talk.app.db.reading():
        return await question


async def test_its_members_find_it_and_let_others_in(talk: Talk) -> None:
    number = await hidden(talk)
    await talk("ben: bloc list")
    assert HIDDEN in talk.text
    await talk(f'ben: bloc invite "{HIDDEN}" chi')
    assert "not on the roll yet" in talk.text
    await talk(f'ben: bloc invite "{HIDDEN}" ana')
    await talk("ana: now")
    assert f"You were asked into {HIDDEN}" in talk.text
    await talk(f"ana: bloc join {number}")
    assert f"You are in {HIDDEN} now." in talk.text
    await talk(f"ana: bloc show {HIDDEN}")
    assert "2 members" in talk.text


async def test_a_code_for_it_leads_to_where_people_wait(talk: Talk) -> None:
    await hidden(talk)
    await talk(f'ben: bloc invite "{HIDDEN}"')
    code = next(line for line in talk.text.splitlines() if line.count("-") == 3 and " " not in line)
    await talk(f"dan: bloc join {code}")
    assert f"You are in {HIDDEN} now." in talk.text
    await talk(f"eve: bloc join {code}")
    assert "good no more" in talk.text, "it was for one"


async def test_it_is_not_started_aloud(both: Housed) -> None:
    await both("ben@matrix: bloc start Harbour")
    await both("ben@matrix: bloc start Canaries kind:unlisted")
    assert both.answer is not None and both.answer.hush
    await both("ben@matrix: bloc start Canaries kind:unlisted", private=True)
    assert "Canaries is started" in both.text
    await both("ben@matrix: bloc show Canaries")
    assert "There is no bloc" in both.text, "others read along"


async def test_where_others_read_its_name_is_free_to_its_members_too(both: Housed) -> None:
    await both("ben@matrix: member join")
    await both("ben@matrix: bloc start Canaries kind:unlisted", private=True)
    await both("ben@matrix: bloc start Canaries")
    assert "Canaries is started" in both.text, "else others would learn that there is one"
    await both("ben@matrix: bloc start Miners")
    await both("ben@matrix: bloc start Parrots kind:unlisted", private=True)
    await both("ben@matrix: bloc rename Miners Parrots")
    assert "Miners is called Parrots from now on." in both.text
    await both("ben@matrix: bloc start Parrots kind:unlisted", private=True)
    assert "There is a bloc “Parrots” already." in both.text


async def test_who_waits_at_its_door_is_named_where_nobody_else_reads(both: Housed) -> None:
    await both("ben@matrix: member join")
    await both("ben@matrix: bloc start Canaries kind:unlisted", private=True)
    await both("dan@matrix: member join")
    async with both.app.db.reading() as connection:
        number, bloc = (
            await connection.execute(sa.text("SELECT max(members.id), max(blocs.id) FROM members, blocs"))
        ).one()
    async with both.app.db.transaction():
        statement = sa.text("INSERT INTO bloc_askings (number, bloc, member, at) VALUES (77, :b, :m, 0)")
        await both.app.db.here.execute(statement, {"b": bloc, "m": number})
    await both("ben@matrix: bloc let-in 77")
    assert "Canaries" not in both.text
    await both("ben@matrix: bloc let-in 77", private=True)
    assert "is in Canaries now." in both.text


async def test_no_count_of_who_is_active_tells_of_it(talk: Talk) -> None:
    await hidden(talk)
    bloc = next(cog for cog in talk.app.house.cogs if cog.name == "blocs")
    async with talk.app.db.reading():
        active = await bloc.active(1, talk.clock.now() - timedelta(days=1))  # type: ignore[attr-defined]
    assert active == {1}, "Ana, who has started Health; of Ben nothing is told"


async def test_its_room_is_called_by_a_number_and_hangs_nowhere(both: Housed) -> None:
    await both("ben@matrix: member join")
    await both("ben@matrix: bloc start Canaries kind:unlisted trade:Miner town:Kiruna", private=True)
    [room] = [room for room in both.housing("matrix").rooms.values() if room.people]
    assert room.name.isdecimal() and len(room.name) == 4
    assert (room.topic, room.above) == ("", None)
    assert room.people == {both.id("ben@matrix")}
    assert not any("Canaries" in post for network in both.faces for post in both.posts(network))


async def test_when_its_last_member_leaves_it_is_over(both: Housed) -> None:
    await both("ben@matrix: member join")
    await both("ben@matrix: bloc start Canaries kind:unlisted", private=True)
    await both("ben@matrix: bloc leave Canaries", private=True)
    assert "You have left Canaries." in both.text
    assert [room for room in both.housing("matrix").rooms.values() if room.people] == []
    await both("ben@matrix: bloc show Canaries", private=True)
    assert "There is no bloc" in both.text
