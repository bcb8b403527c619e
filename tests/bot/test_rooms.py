"""Rooms that are gone, replaced, or let the bot in again: whoever votes still hears the result."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.api.invocation import Answer, Invocation, Reaction
from bot.api.people import Address, Room
from bot.app import App
from bot.platforms import Refused, Send
from cogs.motions.schema import motions
from storage.schema import assemblies, journal, members, posts, reactions
from tests.talk import TABLE, RecordingFace, Talk, lines_of

BUILDING = Address("terminal", "building")
HALL, SHED, LOFT = (Address("terminal", room) for room in ("hall", "shed", "loft"))


@dataclass
class Building(RecordingFace):
    """A network with several rooms: some are gone, and not everyone is in each."""

    lost: set[Address] = field(default_factory=set)
    people: dict[Address, set[str]] = field(default_factory=dict)
    asked: list[Address] = field(default_factory=list)

    async def send(self, order: Send) -> str:
        if order.room in self.lost:
            raise Refused("there is no such room", room_gone=True)
        return await super().send(order)

    async def absent(self, rooms: Collection[Address], accounts: Collection[Address]) -> set[Address]:
        self.asked += rooms
        if lost := self.lost & set(rooms):
            raise Refused(f"there is no {min(lost).id}", room_gone=True)
        present = {name for room in rooms for name in self.people.get(room, ())}
        return {a for a in accounts if a.id not in present} if self.people else set()

    def said_in(self, room: Address) -> list[str]:
        return ["\n".join(lines_of(p.card)) for p in self.posts.values() if p.room == room]


@pytest.fixture
def face() -> Building:
    return Building()


async def say(talk: Talk, room: Address, said: str) -> Answer | None:
    """The same as talk(), in a room of the building."""
    name, _, line = said.partition(": ")
    invocation = Invocation(Address("terminal", name), Room(room, (room, BUILDING)), line=line)
    talk.answer = await talk.app.door.act(invocation)
    await talk.app.door.settled("terminal")
    return talk.answer


async def founded(talk: Talk, home: Address = HALL) -> None:
    await say(talk, home, "ana: assembly found Depot")


async def opened(talk: Talk, room: Address, title: str = "Buy a kettle") -> None:
    """A motion in a room, seconded."""
    await say(talk, room, f"ana: motion propose {title}")
    await say(talk, room, "ben: motion second 1")


async def decided(talk: Talk) -> None:
    await talk.later(days=8)


async def steward_heard(talk: Talk, face: Building) -> str:
    """What ana was told in private since she was last asked about."""
    await talk.later(hours=28)
    heard = [line for name, card in face.directs if name == "ana" for line in lines_of(card)]
    face.directs.clear()
    return "\n".join(heard)


async def only(app: App, query: sa.Select[tuple[object]]) -> object:
    async with app.db.reading() as connection:
        return (await connection.execute(query)).scalar_one()


# A room that is replaced


async def test_a_result_comes_to_the_room_that_replaces_the_old_one(talk: Talk, face: Building) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    await talk("ben: vote 1 for")
    await talk.app.door.room_moved(TABLE, LOFT)
    await talk.app.door.settled("terminal")
    card = face.find_post("vote until")
    assert face.posts[card].room == LOFT
    face.lost.add(TABLE)
    await decided(talk)
    result = face.posts[face.find_post("is carried")]
    assert result.room == LOFT
    assert result.reply_to == card


async def test_a_room_of_another_assembly_takes_nothing_over(talk: Talk, face: Building) -> None:
    await talk("ana: motion propose Buy a kettle")
    ward = Invocation(Address("terminal", "cas"), Room(LOFT, (LOFT,)), line="assembly found Ward")
    await talk.app.door.act(ward)
    await talk.app.door.room_moved(TABLE, LOFT)
    await talk.app.door.settled("terminal")
    found = await talk.app.dispatch.people.meets((LOFT,))
    assert found is not None and found.name == "Ward"
    assert await talk.app.dispatch.people.meets((TABLE,)) is None
    assert not [post for post in face.posts.values() if post.room == LOFT and "a draft" in post.text]


async def test_a_draft_follows_with_what_is_said_of_it(talk: Talk, face: Building) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk.app.door.room_moved(TABLE, LOFT)
    await talk.app.door.settled("terminal")
    draft = face.find_post("a draft")
    assert face.posts[draft].room == LOFT
    invocation = Invocation(
        Address("terminal", "ben"), Room(LOFT, (LOFT,)), line="motion suggest 1 Two of them"
    )
    await talk.app.door.act(invocation)
    await talk.app.door.settled("terminal")
    suggestion = face.posts[face.find_post("Two of them")]
    assert (suggestion.room, suggestion.reply_to) == (LOFT, draft)


async def test_a_mark_on_the_new_card_counts_after_a_vote_by_word(talk: Talk, face: Building) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    await talk.react("ben", "✅", face.find_post("vote until"))
    await talk("ben: vote 1 against")
    await talk.app.door.room_moved(TABLE, LOFT)
    await talk.app.door.settled("terminal")
    card = face.find_post("vote until")
    await talk.app.door.react(Reaction(Address("terminal", "ben"), Room(LOFT, (LOFT,)), card, "✅", True))
    await talk.later(seconds=10)
    assert "For 1" in face.posts[card].text


# A card that was deleted


async def test_a_mark_on_a_card_posted_again_counts_after_a_vote_by_word(
    talk: Talk, face: Building, house: App
) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    old = face.find_post("vote until")
    await talk.react("ben", "✅", old)
    del face.posts[old]
    await talk("ben: vote 1 against")
    await talk.later(seconds=10)
    assert await only(house, sa.select(sa.func.count()).select_from(reactions)) == 0
    new = face.find_post("vote until")
    assert "Against 1" in face.posts[new].text
    await talk.react("ben", "✅", new)
    await talk.later(seconds=10)
    assert "For 1" in face.posts[new].text
    assert "Against 0" in face.posts[new].text


# A room that is gone under an assembly that lives on


async def test_a_deleted_room_s_votes_go_on_at_home_and_stewards_know(talk: Talk, face: Building) -> None:
    await founded(talk)
    await opened(talk, SHED)
    await say(talk, SHED, "ben: vote 1 for")
    face.lost.add(SHED)
    await talk.app.door.room_gone(SHED)
    await talk.app.door.settled("terminal")
    heard = await steward_heard(talk, face)
    assert "A room of Depot is gone: shed." in heard
    assert "Not decided yet, from there: 1." in heard
    assert "home room" in heard
    card = face.find_post("vote until")
    assert face.posts[card].room == HALL
    await say(talk, HALL, "chi: vote 1 for")
    await decided(talk)
    result = face.posts[face.find_post("is carried")]
    assert (result.room, result.reply_to) == (HALL, card)


async def test_a_room_that_was_deleted_unseen_is_found_out_when_something_is_said_there(
    talk: Talk, face: Building
) -> None:
    await founded(talk)
    await opened(talk, SHED)
    face.lost.add(SHED)
    await decided(talk)
    assert "Motion 1 is not carried" in face.said_in(HALL)[-1]
    assert "A room of Depot is gone: shed." in await steward_heard(talk, face)


async def test_a_home_that_is_deleted_moves_to_where_the_assembly_spoke_last(
    talk: Talk, face: Building, house: App
) -> None:
    await founded(talk)
    await opened(talk, SHED)
    face.lost.add(HALL)
    await talk.app.door.room_gone(HALL)
    assert await only(house, sa.select(assemblies.c.home_room)) == "shed"
    await say(talk, SHED, "ana: assembly settings name:Ward")
    assert "Ward" in face.said_in(SHED)[-1]


async def test_what_has_no_room_left_waits_for_the_next_one(talk: Talk, face: Building, house: App) -> None:
    await founded(talk)
    await opened(talk, HALL)
    await say(talk, HALL, "ben: vote 1 for")
    face.lost.add(HALL)
    await talk.app.door.room_gone(HALL)
    assert "/assembly show" in await steward_heard(talk, face)
    await decided(talk)
    assert not [post for post in face.posts.values() if "is carried" in post.text]
    await say(talk, LOFT, "chi: assembly show")
    assert await only(house, sa.select(assemblies.c.home_room)) == "loft"
    assert "is carried" in face.said_in(LOFT)[-1]


async def test_stewards_of_assemblies_elsewhere_hear_nothing(talk: Talk, face: Building) -> None:
    await founded(talk)
    await talk.app.door.room_gone(LOFT)
    assert await steward_heard(talk, face) == ""


# The last room


async def test_an_assembly_without_its_last_room_is_erased_after_a_month(
    talk: Talk, face: Building, house: App
) -> None:
    await founded(talk)
    await opened(talk, HALL)
    await talk.app.door.room_gone(BUILDING)
    assert await only(house, sa.select(assemblies.c.erase_at)) == talk.clock.now() + timedelta(days=30)
    heard = await steward_heard(talk, face)
    assert heard.startswith("I was removed from the last room of Depot.")
    assert "erased in 30 days" in heard
    await talk.later(days=28)
    assert await only(house, sa.select(sa.func.count()).select_from(assemblies)) == 1
    await talk.later(days=2)
    for table in (assemblies, members, posts, journal):
        assert await only(house, sa.select(sa.func.count()).select_from(table)) == 0, table.name


async def test_an_assembly_that_is_invited_back_is_kept(talk: Talk, face: Building, house: App) -> None:
    await founded(talk)
    await opened(talk, HALL)
    await talk.app.door.room_gone(BUILDING)
    await talk.later(days=20)
    await talk.app.door.room_back(BUILDING)
    assert await only(house, sa.select(assemblies.c.erase_at)) is None
    await talk.later(days=20)
    await say(talk, HALL, "ana: motion show 1")
    assert "Buy a kettle" in talk.text


async def test_an_only_room_that_comes_back_is_as_it_was(talk: Talk, face: Building, house: App) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle | closes: 10 days")
    await talk("ben: motion second 1")
    card = face.find_post("vote until")
    await talk.app.door.room_gone(TABLE)
    await talk.later(days=2)
    await talk.app.door.room_back(TABLE)
    await talk.app.door.settled("terminal")
    await talk.react("ben", "✅", card)
    await talk.later(seconds=10)
    assert "For 1" in face.posts[card].text
    await decided(talk)
    result = face.posts[face.find_post("is carried")]
    assert (result.room, result.reply_to) == (TABLE, card)
    assert "could not read" not in result.text


async def test_what_is_decided_while_the_bot_is_away_is_said_when_it_is_back(
    talk: Talk, face: Building, house: App
) -> None:
    await founded(talk)
    await opened(talk, HALL)
    await say(talk, HALL, "ben: vote 1 for")
    card = face.find_post("vote until")
    face.lost.add(HALL)
    await talk.app.door.room_gone(BUILDING)
    await decided(talk)
    assert await only(house, sa.select(motions.c.state)) == "carried"
    assert not [post for post in face.posts.values() if "is carried" in post.text]
    face.lost.clear()
    await talk.app.door.room_back(BUILDING)
    await talk.app.door.settled("terminal")
    result = face.posts[face.find_post("is carried")]
    assert (result.room, result.reply_to) == (HALL, card)


async def test_a_room_that_was_left_before_it_was_replaced_is_followed(
    talk: Talk, face: Building, house: App
) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    await talk.app.door.room_gone(TABLE)
    await talk.app.door.room_moved(TABLE, LOFT)
    await talk.app.door.settled("terminal")
    assert await only(house, sa.select(assemblies.c.erase_at)) is None
    assert face.posts[face.find_post("vote until")].room == LOFT


async def test_a_card_that_was_on_its_way_when_its_room_was_replaced_is_posted_in_the_new_one(
    talk: Talk, face: Building
) -> None:
    await talk("ana: motion propose Buy a kettle")
    send = face.send

    async def send_then_move(order: Send) -> str:
        face.send = send  # type: ignore[method-assign]
        message = await send(order)
        await talk.app.door.room_moved(TABLE, LOFT)
        return message

    face.send = send_then_move  # type: ignore[method-assign]
    await talk("ben: motion second 1")
    await talk.app.door.settled("terminal")
    assert face.posts[face.find_post("vote until")].room == LOFT


async def test_a_side_room_that_comes_back_counts_as_before(talk: Talk, face: Building) -> None:
    await founded(talk)
    await opened(talk, SHED)
    old = face.find_post("vote until")
    await talk.app.door.room_gone(SHED)
    await talk.app.door.settled("terminal")
    await talk.app.door.room_back(SHED)
    await talk.app.door.settled("terminal")
    room = Room(SHED, (SHED, BUILDING))
    await talk.app.door.react(Reaction(Address("terminal", "ben"), room, old, "✅", True))
    await talk.later(seconds=10)
    new = face.find_post("vote until")
    assert new != old
    assert "For 1" in face.posts[old].text
    assert "For 1" in face.posts[new].text


# Who is still there


async def test_a_voter_is_present_who_is_in_any_room_of_the_assembly(talk: Talk, face: Building) -> None:
    await founded(talk)
    await opened(talk, SHED)
    await say(talk, SHED, "chi: vote 1 for")
    await say(talk, SHED, "dee: vote 1 for")
    await say(talk, SHED, "eva: vote 1 for")
    face.people = {HALL: {"ana"}, BUILDING: {"chi"}, SHED: {"dee"}}
    await decided(talk)
    assert "1 ballot is from a person who had left" in face.posts[face.find_post("is carried")].text
    assert set(face.asked) >= {HALL, SHED, BUILDING}


async def test_a_room_that_is_gone_holds_nobody_and_hides_nobody(talk: Talk, face: Building) -> None:
    await founded(talk)
    await opened(talk, HALL)
    await say(talk, HALL, "chi: vote 1 for")
    await say(talk, HALL, "dee: vote 1 for")
    face.people = {HALL: {"chi"}}
    face.lost.add(BUILDING)
    await decided(talk)
    assert "1 ballot is from a person who had left" in face.posts[face.find_post("is carried")].text


async def test_where_no_room_answers_nobody_is_said_to_have_left(talk: Talk, face: Building) -> None:
    await founded(talk)
    await opened(talk, SHED)
    await say(talk, SHED, "chi: vote 1 for")
    face.people = {LOFT: set()}
    face.lost |= {BUILDING, HALL, SHED}
    await decided(talk)
    await say(talk, LOFT, "chi: motion show 1")
    assert "is carried" in face.said_in(LOFT)[-1]
    assert "had left" not in face.said_in(LOFT)[-1]
