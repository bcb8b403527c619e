"""Who is no longer in a server, or came late, gets no further in the direct room than in the server."""

import pytest

from .meeting import Meeting
from .waiting import until

ROOF = "Repair the roof"


pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_kicked_person_does_not_vote_in_the_direct_room(meeting: Meeting) -> None:
    m = meeting
    card = await m.vote_on(ROOF)
    await m.chi.slash("vote", number="1", choice="against")
    alone = m.chi.alone
    answer = await alone.slash("vote", number="1", choice="for")
    await m.counts(card, **{"for": 1})
    m.world.kick(m.guild, m.chi)
    await until(lambda: "an account left a place" in m.bot.words, "the word of the removal")
    for command, more in (("vote", {"choice": "against"}), ("motion show", {})):
        answer = await alone.slash(command, number="1", **more)
        assert "I don't find you where this assembly meets" in answer.text
        assert ROOF not in answer.text
    await m.dara.slash("vote", number="1", choice="abstain")
    await m.counts(card, **{"for": 1, "abstain": 1})


async def test_a_server_that_was_lost_and_found_while_away(meeting: Meeting) -> None:
    m = meeting
    card = await m.vote_on(ROOF)
    m.chi.react(card, "✅")
    await m.counts(card, **{"for": 1})
    await m.bot.kill()
    m.world.backend.expel(m.guild.id)
    before = m.bot.words.count("place.changed")
    await m.bot.start()
    await until(lambda: m.bot.words.count("place.changed") > before, "that the server is lost")
    answer = await m.ben.alone.slash("vote", number="1", choice="for")
    assert "I don't find you where this assembly meets" in answer.text
    await m.bot.kill()
    m.world.backend.let_in(m.guild.id)
    m.dara.react(card, "❌")
    await m.bot.start()
    await m.counts(card, **{"for": 1, "against": 1})
    assert m.bot.words.count("place.changed") == before + 2
    await m.ben.click(card, "For")
    await m.counts(card, **{"for": 2, "against": 1})
    assert m.once("vote until").id == card.id


async def test_a_newcomer_is_refused_in_the_direct_room_as_in_the_room(meeting: Meeting) -> None:
    m = meeting
    user = m.world.create_user("late")
    m.steward.mention(f"member enrol {user.id}")
    card = await m.vote_on(ROOF)
    late = m.world.comes(m.guild, user)
    in_room = await late.slash("vote", number="1", choice="for")
    alone = await late.alone.slash("vote", number="1", choice="for")
    assert alone.text == f"Depot\n{in_room.text}"  # alone, each answer says of which assembly
    assert "began before you joined" in alone.text
    await m.ben.alone.slash("vote", number="1", choice="against")
    await m.counts(card, **{"for": 0, "against": 1})
