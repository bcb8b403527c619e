"""The whole bot as people on Discord use it."""

import pytest

from bot.languages import shipped

from .faults import Meter
from .meeting import Meeting, tally
from .waiting import until

ROOF = "Repair the roof"


pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_each_reads_their_own_language(meeting: Meeting) -> None:
    if "es" not in shipped():
        pytest.skip("the Spanish catalog is not there")
    luz = meeting.world.person(meeting.guild, "luz", locale="es-ES")
    card = await meeting.vote_on(ROOF)
    answer = await luz.slash("motion list")
    assert ROOF in answer.text
    assert answer.text != (await meeting.ana.slash("motion list")).text
    assert answer.is_private
    await luz.slash("vote", number="1", choice="for")
    await meeting.counts(card, **{"for": 1})


async def test_completion_finds_a_motion_by_its_words(meeting: Meeting) -> None:
    await meeting.vote_on(ROOF)
    (offered,) = await meeting.chi.complete("vote", "number", "roof")
    assert ROOF in offered


async def test_a_vote_in_the_direct_room(meeting: Meeting) -> None:
    card = await meeting.vote_on(ROOF)
    await meeting.chi.slash("vote", number="1", choice="against")
    alone = meeting.chi.alone
    answer = await alone.slash("vote", number="1", choice="for")
    assert answer.is_private
    await meeting.counts(card, **{"for": 1})
    alone.say("!vote 1 abstain")
    await meeting.counts(card, abstain=1)
    await until(lambda: any(post.author_is_bot for post in alone.sees), "an answer in the direct room")


async def test_the_bot_greets_once(meeting: Meeting) -> None:
    harbour = meeting.world.hall("Harbour")
    room = harbour.channels["assembly"]
    (greeting,) = await until(lambda: meeting.world.posts(room), "the greeting")
    assert len(greeting.text.split("\n")) == 3
    await meeting.bot.kill()
    await meeting.bot.start()
    steward = meeting.world.steward(harbour)
    answer = await steward.slash("motion list")
    assert "assembly found" in answer.text
    assert len(meeting.world.posts(room)) == 1


def _is_post_or_edit(method: str, path: str) -> bool:
    return method in ("POST", "PATCH") and path.startswith("/channels")


async def test_a_crowd_stays_within_the_limits_of_a_room(meeting: Meeting) -> None:
    """Discord takes five posts and five edits in five seconds; a crowd of votes never meets the limit."""
    rooms = Meter(_is_post_or_edit, 5, 5.0)
    meeting.world.rest.meters.append(rooms)
    crowd = [meeting.world.person(meeting.guild, f"p{n}") for n in range(150)]
    card = await meeting.vote_on(ROOF)
    for person in crowd:
        person.react(card, "✅")
    await meeting.counts(card, **{"for": 150})
    assert 429 not in [call.status for call in meeting.world.calls]
    edits = [
        call for call in meeting.world.calls if call.method == "PATCH" and call.path.endswith(str(card.id))
    ]
    assert len(edits) < 10


async def test_a_first_vote_taken_back_at_once(meeting: Meeting) -> None:
    card = await meeting.vote_on(ROOF)
    for person in (meeting.dara, meeting.eli):
        person.react(card, "❌")
        person.unreact(card, "❌")
    meeting.chi.react(card, "✅")
    await meeting.counts(card, **{"for": 1})
    assert tally(card) == {"For": 1, "Against": 0, "Abstain": 0}


async def test_a_kill_in_the_middle_of_a_burst(meeting: Meeting) -> None:
    crowd = [meeting.world.person(meeting.guild, f"p{n}") for n in range(300)]
    card = await meeting.vote_on(ROOF)
    for person in crowd[:150]:
        person.react(card, "✅")
    await until(lambda: card.edited, "the first votes on the card")
    for person in crowd[150:250]:
        person.react(card, "❌")
    await meeting.bot.kill()
    for person in crowd[250:]:
        person.react(card, "⚪")
    await meeting.bot.start()
    await meeting.counts(card, **{"for": 150, "against": 100, "abstain": 50})
    assert meeting.once("vote until").id == card.id
