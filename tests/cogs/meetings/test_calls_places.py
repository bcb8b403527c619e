"""Calls of one assembly in several places, and of blocs: who hears of them, and who counts once."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from storage.schema import journal
from tests.cogs.accounts.linking import link
from tests.twonets import TwoNets


async def test_one_call_on_two_networks_and_each_person_counts_once(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ana@discord: meeting call General assembly when:Thu 18:00 lead:1h")
    on_discord, on_matrix = nets.card("discord", "General assembly"), nets.card("matrix", "General assembly")
    assert "Seen in: Discord #assembly, Matrix Assembly" in nets.said("matrix", "General assembly")
    await nets.press("chi@discord", "Going", on_discord)
    await nets.react("ben@matrix", "✅", on_matrix)
    await nets.later(minutes=1)
    await nets("chi@matrix: rsvp 1 maybe")
    for network in nets.faces:
        assert "Going 2 · maybe 1 · apologies 0." in nets.said(network, "General assembly")
    await link(nets, "chi@discord", "chi@matrix")
    for network in nets.faces:
        assert "Going 1 · maybe 1 · apologies 0." in nets.said(network, "General assembly")
    await nets.react("ben@matrix", "✅", on_matrix, added=False)
    assert "Going 0 · maybe 1" in nets.said("discord", "General assembly")
    await nets.later(days=3, hours=4, minutes=59)
    for network in nets.faces:
        assert "General assembly begins in 1 hour" in nets.posts(network)[-1]
        assert "Thursday 4 June, 18:00 (UTC)" in nets.posts(network)[-1]


@pytest.fixture
async def strike(one_assembly: TwoNets) -> TwoNets:
    """Ben and Chi are in a bloc that appears nowhere; Dan is not."""
    nets = one_assembly
    for name in ("ben", "chi", "dan"):
        await nets(f"{name}@matrix: bloc start {name}s")
    await nets("ben@matrix: bloc start Strike kind:unlisted", private=True)
    await nets(f"ben@matrix: bloc invite Strike {nets.typed('chi@matrix')}", private=True)
    await nets("chi@matrix: now", private=True)
    (asked_into,) = re.findall(r"bloc join (\S+)", nets.text)
    await nets(f"chi@matrix: bloc join {asked_into}", private=True)
    return nets


async def test_an_unlisted_bloc_meets_and_nobody_else_learns_of_it(strike: TwoNets) -> None:
    nets = strike
    await nets("ben@matrix: meeting call Council when:Thu 18:00 bloc:Strike lead:1h", private=True)
    number = int(re.findall(r"Meeting (\d+)", nets.text)[0])
    assert number >= 100_000
    shown = [post for face in nets.faces.values() for post in face.posts.values()]
    heard = {post.room for post in shown if "Council" in post.text}
    assert heard
    assert {room.id for room in heard}.isdisjoint({"assembly", "!assembly"})
    for line in ("meeting list", f"meeting show {number}", f"rsvp {number} going", "meeting ics", "now"):
        await nets(f"dan@matrix: {line}", private=True)
        assert "Council" not in nets.text, line
        assert not nets.answer or not nets.answer.file
        await nets(f"ben@matrix: {line}")
        assert "Council" not in nets.text or (nets.answer and nets.answer.private), line
    await nets(f"chi@matrix: rsvp {number} going", private=True)
    await nets(f"ben@matrix: meeting show {number}", private=True)
    assert "Going 1" in nets.text
    await nets.later(days=3, hours=5)
    said = [
        post for network in nets.faces for post in nets.posts(network) if "Council begins in 1 hour" in post
    ]
    assert len(said) == len(heard)
    async with nets.app.db.reading() as connection:
        noted = (await connection.execute(sa.select(journal.c.body))).scalars().all()
    assert noted
    assert "call." not in str(noted)


async def test_who_has_left_a_bloc_hears_no_more_of_its_meetings(strike: TwoNets) -> None:
    nets = strike
    await nets("ben@matrix: meeting call Council when:Thu 18:00 bloc:Strike lead:1h", private=True)
    number = int(re.findall(r"Meeting (\d+)", nets.text)[0])
    await nets(f"chi@matrix: rsvp {number} going", private=True)
    await nets("chi@matrix: bloc leave Strike", private=True)
    before = len(nets.faces["matrix"].directs)
    await nets(f"ben@matrix: meeting move {number} Thu 17:00", private=True)
    await nets.later(days=3, hours=4)
    assert "Council begins" in nets.posts("matrix")[-1]
    assert "Going 0" in nets.posts("matrix")[-1]
    chi = nets.typed("chi@matrix")
    assert chi not in [who for who, _card in nets.faces["matrix"].directs[before:]]
    await nets(f"ben@matrix: meeting show {number}", private=True)
    assert "Going:" not in nets.text


async def test_a_bloc_s_meeting_is_for_its_members_and_asked_about_elsewhere(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ben@matrix: bloc start Nurses")
    await nets("dan@matrix: bloc start Dans")
    await nets("ben@matrix: meeting call Rota when:Thu 18:00 bloc:Nurses")
    await nets("dan@matrix: meeting show 1")
    assert "There is no meeting 1 here" in nets.text
    await nets("dan@matrix: rsvp 1 going")
    assert "There is no meeting 1 here" in nets.text
    await nets("ben@matrix: meeting show 1")
    assert "Meeting 1 is one of Nurses. Ask in its room" in nets.text
    await nets("ben@matrix: meeting show 1", private=True)
    assert "A meeting of Nurses." in nets.text
    await nets("dan@matrix: meeting call Other when:Thu 18:00 bloc:Nurses")
    assert nets.answer is not None
    assert not nets.answer.ok
