"""The whole bot on the loopback Discord, and all that can go wrong between the two."""

from typing import Any

import pytest

from .faults import Cut
from .meeting import Meeting, tally
from .seen import InteractionFailed
from .waiting import until

ROOF = "Repair the roof"


pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_vote_by_reaction_button_and_word(meeting: Meeting) -> None:
    m = meeting
    await m.steward.slash("assembly settings", shortest="0h")
    draft = await m.propose(ROOF, quorum="3", threshold="2/3")
    m.chi.react(draft, "✅")
    await m.ben.click(draft, "Second")
    card = await m.card_of(ROOF)
    assert card.id != draft.id
    m.ana.react(card, "✅")
    m.ben.react(card, "👍🏽")
    await m.chi.click(card, "Against")
    m.dara.mention("vote 1 for")
    await m.eli.slash("vote", number="1", choice="abstain")
    await m.counts(card, **{"for": 3, "against": 1, "abstain": 1})
    m.chi.react(card, "✅")
    m.ben.unreact(card, "👍🏽")
    await m.counts(card, **{"for": 3, "against": 0, "abstain": 1})
    m.world.kick(m.guild, m.dara)
    await m.bot.kill()
    m.fay.react(card, "❌")
    m.ben.react(card, "✅")
    await m.bot.start(anew=True)
    await m.counts(card, **{"for": 4, "against": 1, "abstain": 1})
    await m.steward.slash("motion close", number="1")
    result = await m.post("carried")
    assert result.replies_to == card.id
    assert "For 4, against 1, abstain 1" in result.text
    assert [len([p for p in m.posts if p.id == one.id]) for one in m.posts] == [1] * len(m.posts)
    assert not any(post.pings for post in m.posts)


@pytest.mark.parametrize("everywhere", [False, True], ids=["route", "global"])
async def test_429(meeting: Meeting, everywhere: bool) -> None:
    limited = meeting.world.faults.limit("POST", "/channels/*/messages", 0.5, everywhere=everywhere, times=2)
    card = await meeting.vote_on(ROOF)
    meeting.chi.react(card, "✅")
    await meeting.counts(card, **{"for": 1})
    assert limited.met == 2
    assert meeting.once("vote until").id == card.id


async def test_502(meeting: Meeting) -> None:
    failed = meeting.world.faults.fail("POST", "/channels/*/messages", 502, times=2)
    card = await meeting.vote_on(ROOF)
    edits = meeting.world.faults.fail("PATCH", "/channels/*", 502)
    meeting.chi.react(card, "✅")
    await meeting.counts(card, **{"for": 1})
    assert (failed.met, edits.met) == (2, 1)
    assert meeting.once("vote until").id == card.id


async def test_a_connection_cut_after_discord_acted(meeting: Meeting) -> None:
    cut = meeting.world.faults.cut("POST", "/channels/*/messages", Cut.AFTER, times=2)
    card = await meeting.vote_on(ROOF)
    meeting.world.faults.cut("PATCH", "/channels/*", Cut.AFTER)
    meeting.chi.react(card, "❌")
    await meeting.counts(card, against=1)
    assert cut.met == 2
    assert meeting.once("vote until").id == card.id


async def test_a_tcp_abort_is_resumed(meeting: Meeting) -> None:
    card = await meeting.vote_on(ROOF)
    await meeting.dara.click(card, "Abstain")
    async with meeting.world.unreachable():
        meeting.chi.react(card, "✅")
        meeting.dara.react(card, "❌")
        meeting.dara.unreact(card, "❌")
    await meeting.counts(card, **{"for": 1})
    assert meeting.world.gateway.resumed == 1
    assert meeting.once("vote until").id == card.id


async def test_an_invalid_session_has_reactions_missed(meeting: Meeting) -> None:
    card = await meeting.vote_on(ROOF)
    meeting.chi.react(card, "✅")
    await meeting.counts(card, **{"for": 1})
    async with meeting.world.unreachable():
        meeting.world.gateway.forget()
        meeting.dara.react(card, "✅")
        meeting.eli.react(card, "❌")
    await meeting.counts(card, **{"for": 2, "against": 1})
    assert meeting.world.gateway.resumed == 0
    assert meeting.once("vote until").id == card.id


async def test_old_buttons_work_after_sigkill(meeting: Meeting) -> None:
    card = await meeting.vote_on(ROOF)
    await meeting.chi.click(card, "For")
    await meeting.bot.kill()
    with pytest.raises(InteractionFailed):
        await meeting.dara.click(card, "For")
    meeting.eli.react(card, "❌")
    await meeting.bot.start()
    await meeting.dara.click(card, "Against")
    await meeting.chi.click(card, "Abstain")
    await meeting.counts(card, **{"for": 0, "against": 2, "abstain": 1})
    assert meeting.once("vote until").id == card.id


async def test_a_kill_between_act_and_post_posts_once(meeting: Meeting) -> None:
    """Discord acted, the bot never heard of it and was killed: the restart finds what stands there."""
    meeting.world.faults.cut("POST", "/channels/*/messages", Cut.AFTER)
    looked = await meeting.ana.fill(await meeting.ana.slash("motion propose"), ROOF)
    await meeting.ana.click(looked.messages[0], "Post it")
    draft = await meeting.post(ROOF)
    await meeting.bot.kill()
    await meeting.bot.start()
    await until(lambda: len(meeting.statuses_of_posts()) >= 2, "the second try")
    await meeting.ben.click(draft, "Second")
    card = await meeting.card_of(ROOF)
    assert tally(card)["For"] == 0
    assert len([post for post in meeting.posts if ROOF in post.text]) == 2


async def test_closed_direct_messages_stop_nothing(meeting: Meeting) -> None:
    card = await meeting.vote_on(ROOF)
    meeting.steward.close_direct_messages()
    meeting.chi.react(card, "✅")
    await meeting.counts(card, **{"for": 1})
    for _ in range(3):
        meeting.world.clear_reactions(card)
    await meeting.propose("Paint the door")
    await until(lambda: _direct(meeting), "a word to the steward")
    meeting.dara.react(card, "❌")
    await meeting.counts(card, **{"for": 1, "against": 1})
    assert [call.status for call in _direct(meeting)] == [403]


def _direct(meeting: Meeting) -> list[Any]:
    room = meeting.world.backend.dm_channels.get(meeting.steward.id)
    return [
        call
        for call in meeting.world.calls
        if call.method == "POST" and call.path == f"/channels/{room}/messages"
    ]


async def test_missing_permissions_are_named_and_then_used(meeting: Meeting) -> None:
    meeting.world.forbid(meeting.room, "send_messages")
    looked = await meeting.ana.fill(await meeting.ana.slash("motion propose"), ROOF)
    answer = await meeting.ana.click(looked.messages[0], "Post it")
    assert '"Send Messages"' in answer.text
    await until(lambda: 403 in meeting.statuses_of_posts(), "the refusal")
    assert not any(ROOF in post.text for post in meeting.posts)
    meeting.world.allow_again(meeting.room)
    await meeting.post(ROOF)
    assert meeting.once(ROOF)


async def test_a_reaction_without_add_reactions(meeting: Meeting) -> None:
    meeting.world.forbid(meeting.room, "add_reactions")
    await meeting.propose(ROOF)
    await meeting.ben.slash("motion second", number="1")
    card = await meeting.post("vote until")
    await meeting.chi.click(card, "For")
    await meeting.counts(card, **{"for": 1})
    assert card.reactions == {}


async def test_a_deleted_card_is_posted_again_once(meeting: Meeting) -> None:
    card = await meeting.vote_on(ROOF)
    meeting.world.backend.delete_message(meeting.room.id, card.id)
    await meeting.chi.slash("vote", number="1", choice="for")
    again = await meeting.post("vote until")
    await meeting.counts(again, **{"for": 1})
    assert meeting.once("vote until").id == again.id != card.id


async def test_what_people_write_harms_nobody(meeting: Meeting) -> None:
    title = f"@everyone <@{meeting.ben.id}> [x](https://a.example) **b**\u202e"
    looked = await meeting.ana.fill(await meeting.ana.slash("motion propose"), title)
    await meeting.ana.click(looked.messages[0], "Post it")
    post = await meeting.post("a.example")
    assert not post.pings
    assert "\\[x\\](https://a.example) \\*\\*b\\*\\*" in post.text
    assert "@everyone" not in post.text and "\u202e" not in post.text
    assert "a.example" not in meeting.bot.words
