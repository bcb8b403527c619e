"""The Discord face by itself: what it hands in and how it shows answers."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
from simcord.backend.models.channel import Overwrite
from simcord.builders import ChannelHandle, GuildHandle
from simcord.enums import OverwriteType

from bot.api.card import Button, Card, Data, Line
from bot.api.clock import SystemClock
from bot.api.invocation import ALWAYS, Answer
from bot.api.people import Address
from bot.api.secret import Secret
from bot.platforms import Refused, Send, Unreachable
from bot.platforms.discord.client import DiscordFace
from bot.platforms.discord.settings import DiscordSettings

from .faults import Cut
from .people import Person
from .recorder import Recorder, sentence
from .seen import Seen
from .waiting import until
from .world import TOKEN, World

KEY = "0123456789abcdef0123"
AYE = Button("For", "motion vote", {"number": 12, "choice": "for"})


def order(room: ChannelHandle, **rest: Any) -> Send:
    card = Card(title=(Data("Buy a kettle"),), buttons=(AYE,), reactions=("✅", "❌"))
    return replace(Send(Address("discord", str(room.id)), card, KEY, assembly=3), **rest)


async def posted(face: DiscordFace, world: World, room: ChannelHandle) -> Seen:
    message = await face.send(order(room))
    await face._posts.in_flight.landed(room.id, int(message))
    return world.posts(room)[-1]


# What people do


async def test_a_slash_command_is_an_act(
    face: DiscordFace, door: Recorder, ana: Person, guild: GuildHandle, room: ChannelHandle
) -> None:
    answer = await ana.slash("motion vote", number="12", choice="for")
    (act,) = door.acts
    assert (act.command, act.arguments) == ("motion vote", {"number": "12", "choice": "for"})
    assert act.account == Address("discord", str(ana.id))
    assert act.room.chain == (Address("discord", str(room.id)), Address("discord", f"server:{guild.id}"))
    assert act.since > ALWAYS
    assert act.at is not None and act.at <= datetime.now(UTC)
    assert (answer.text, answer.is_private) == ("done", True)


async def test_the_short_name_and_completion(face: DiscordFace, door: Recorder, ana: Person) -> None:
    await ana.slash("vote", number="12", choice="against")
    assert door.acts[0].command == "motion vote"
    assert await ana.complete("vote", "number", "ket") == ["12 ket", "14 Another"]


async def test_commands_are_described_in_other_languages(face: DiscordFace, world: World) -> None:
    command = world.backend.find_command("vote", None)
    assert command is not None
    assert command["description_localizations"]["es-ES"] == "es: Vote on a motion."
    assert command["options"][1]["choices"][0]["name_localizations"]["es-419"] == "es: for"


async def test_a_slow_act_is_deferred(face: DiscordFace, door: Recorder, ana: Person) -> None:
    door.wait = 3.2
    answer = await ana.slash("motion vote", number="12", choice="for")
    assert (answer.text, answer.is_private) == ("done", True)


async def test_an_act_stands_though_its_answer_is_lost(
    face: DiscordFace, door: Recorder, world: World, ana: Person
) -> None:
    lost = world.faults.cut("POST", "/interactions/*", Cut.BEFORE)
    with pytest.raises(Exception, match="motion"):
        await ana.slash("motion vote", number="12", choice="for")
    assert (lost.met, len(door.acts)) == (1, 1)


async def test_a_button_is_pressed(
    face: DiscordFace, door: Recorder, world: World, room: ChannelHandle, ana: Person
) -> None:
    card = await posted(face, world, room)
    door.say = lambda _: Answer(sentence("counted"), silent=True)
    answer = await ana.click(card, "For")
    assert door.acts[0].arguments == {"number": "12", "choice": "for"}
    assert (door.acts[0].assembly, door.acts[0].source) == (3, "button")
    assert answer.text == card.text  # nothing new is said; the card stands


async def test_a_private_button_gives_way_to_what_it_did(
    face: DiscordFace, door: Recorder, ana: Person
) -> None:
    door.say = lambda _: Answer(sentence("Sure?", Button("Yes", "motion vote", {"choice": "for"})))
    shown = await ana.slash("motion vote", number="12", choice="for")
    door.say = lambda _: Answer(sentence("It is in."))
    await ana.click(shown.messages[0], "Yes")
    assert shown.messages[0].text == "It is in."
    assert shown.messages[0].buttons == {}


async def test_a_refusal_loses_nothing_that_was_written(
    face: DiscordFace, door: Recorder, ana: Person
) -> None:
    looked = await ana.fill(await ana.slash("motion propose"), "Buy a kettle")
    door.say = lambda _: Answer(sentence("Not so fast."), ok=False)
    answer = await ana.click(looked.messages[0], "Post it")
    assert answer.messages[-1].text == "Not so fast."
    assert "Buy a kettle" in looked.messages[0].text
    assert list(looked.messages[0].buttons) == ["Post it", "Change it"]


async def test_where_nothing_is_to_be_said_nothing_is_left(
    face: DiscordFace, door: Recorder, ana: Person
) -> None:
    door.say = lambda _: None
    answer = await ana.slash("motion vote", number="12", choice="for")
    assert answer.acknowledged
    assert answer.messages == []


async def test_a_button_of_another_time_says_so(
    face: DiscordFace, door: Recorder, world: World, room: ChannelHandle, ana: Person
) -> None:
    await face.send(order(room, card=sentence("Old", Button("Gone", "motion gone"))))
    door.specs = []
    view = world.posts(room)[-1]
    assert (await ana.click(view, "Gone")).text == "done"
    shown = await ana.slash("motion propose")
    answer = await ana.fill(shown, "x")
    assert "older version" in answer.text
    assert [act.command for act in door.acts] == ["motion gone"]


async def test_a_form_is_looked_over_before_it_is_posted(
    face: DiscordFace, door: Recorder, ana: Person
) -> None:
    shown = await ana.slash("motion propose", quorum=3)
    assert [part["custom_id"] for part in shown.form] == ["title", "text", "to"]
    looked = await ana.fill(shown, "Buy a *kettle*", "For @everyone\n- us")
    assert looked.is_private
    assert door.acts == []
    again = await ana.click(looked.messages[0], "Change it")
    assert [part.get("value") for part in again.form] == ["Buy a *kettle*", "For @everyone\n- us", None]
    changed = await ana.fill(again, "Buy two kettles", "For us")
    answer = await ana.click(looked.messages[0], "Post it")
    assert changed.text == answer.text == "done"
    assert door.acts[0].arguments == {"quorum": "3", "title": "Buy two kettles", "text": "For us"}


async def test_lines_by_mention_and_alone(
    face: DiscordFace, door: Recorder, world: World, room: ChannelHandle, ana: Person
) -> None:
    ana.say("motion list")
    said = ana.mention("motion list")
    await until(lambda: world.posts(room), "an answer in the room")
    assert world.posts(room)[0].replies_to == said.id
    ana.alone.say("!motion list")
    ana.alone.say("tomorrow")
    await until(lambda: len(door.acts) == 3, "three acts")
    assert [(act.line, act.bare) for act in door.acts] == [
        ("motion list", False),
        ("motion list", False),
        ("tomorrow", True),
    ]
    assert [act.room.private for act in door.acts] == [False, True, True]


async def test_bots_are_nobody(
    face: DiscordFace, door: Recorder, world: World, guild: GuildHandle, ana: Person
) -> None:
    robot = Person(world, guild.add_member(world.create_user("robot", bot=True)), ana.room)
    card = await posted(face, world, ana.room)
    robot.mention("motion list")
    robot.react(card, "✅")
    ana.react(card, "❌")
    await until(lambda: door.marks, "ana's reaction")
    assert (len(door.marks), door.acts) == (1, [])
    assert [
        seen.account.id for seen in await face.reactions(Address("discord", str(ana.room.id)), str(card.id))
    ] == [str(ana.id)]


async def test_edits_are_not_read(
    face: DiscordFace, door: Recorder, world: World, room: ChannelHandle, ana: Person
) -> None:
    said = ana.mention("motion list")
    await until(lambda: world.posts(room), "the answer")
    world.backend.edit_message(room.id, said.id, {"content": f"<@{world.backend.bot_user.id}> motion show 1"})
    await until(lambda: len(world.posts(room)) == 2, "a word about edits")
    assert world.posts(room)[1].replies_to == said.id
    assert [(act.line, act.edited, act.event != "") for act in door.acts] == [
        ("motion list", False, True),
        ("motion show 1", True, False),
    ]


# Reactions


async def test_reactions_arrive_in_their_order(
    face: DiscordFace, door: Recorder, world: World, room: ChannelHandle, ana: Person
) -> None:
    card = await posted(face, world, room)
    ana.react(card, "✅")
    ana.unreact(card, "✅")
    ana.react(card, "👎🏽")
    ana.mention("motion list")
    await until(lambda: len(door.order) == 4, "all of it")
    assert door.order == ["+✅", "-✅", "+👎🏽", "act motion list"]
    assert door.marks[0].since > ALWAYS
    world.clear_reactions(card, "✅")
    world.clear_reactions(card)
    await until(lambda: ("cleared", str(room.id), str(card.id), None) in door.told, "the clearing")
    assert ("cleared", str(room.id), str(card.id), "✅") in door.told


async def test_a_reaction_waits_until_its_post_is_known(
    face: DiscordFace, door: Recorder, world: World, room: ChannelHandle, ana: Person
) -> None:
    old = await posted(face, world, room)
    world.faults.limit("PUT", "/channels/*/reactions/*", 0.5)
    sending = asyncio.create_task(face.send(order(room, key="a" * 20)))
    (new,) = await until(lambda: world.posts(room)[1:], "the post")
    ana.react(new, "✅")
    ana.react(old, "✅")
    await until(lambda: door.marks, "the reaction on the old post")
    assert (door.marks[0].message, sending.done()) == (str(old.id), False)
    await until(lambda: len(door.marks) == 2, "the reaction on the new post")
    assert (door.marks[1].message, sending.done()) == (str(new.id), True)


async def test_reactions_told_again_have_no_time(
    face: DiscordFace, door: Recorder, world: World, room: ChannelHandle, ana: Person
) -> None:
    card = await posted(face, world, room)
    async with world.unreachable():
        ana.react(card, "✅")
    await until(lambda: door.marks, "the reaction after RESUME")
    assert door.marks[0].at is None
    await until(lambda: ("alive", "discord") in door.told, "the end of the gap")
    ana.react(card, "❌")
    await until(lambda: len(door.marks) == 2, "a live reaction")
    assert door.marks[1].at is not None


async def test_all_reactions_are_read_and_only_of_those_who_are_here(
    face: DiscordFace, world: World, guild: GuildHandle, room: ChannelHandle, ana: Person
) -> None:
    card = await posted(face, world, room)
    crowd = [world.person(guild, f"p{n}") for n in range(120)]
    for person in crowd:
        person.react(card, "✅")
    world.kick(guild, crowd[0])
    seen = await face.reactions(Address("discord", str(room.id)), str(card.id))
    assert {s.account.id for s in seen} == {str(p.id) for p in crowd[1:]}
    assert all(s.mark == "✅" and s.since > ALWAYS for s in seen)
    absent = await face.absent(
        [Address("discord", str(room.id))],
        [s.account for s in seen[:2]] + [Address("discord", str(crowd[0].id))],
    )
    assert absent == {Address("discord", str(crowd[0].id))}


# Posts


async def test_a_post_comes_once_though_the_connection_breaks(
    face: DiscordFace, world: World, room: ChannelHandle
) -> None:
    world.faults.cut("POST", "/channels/*/messages", Cut.AFTER)
    with pytest.raises(Unreachable) as told:
        await face.send(order(room))
    assert told.value.in_doubt
    message = await face.send(order(room))
    (post,) = world.posts(room)
    assert str(post.id) == message
    assert post.reactions == {"✅": 1, "❌": 1}
    await face.seed(Address("discord", str(room.id)), message, ("1️⃣", "✅"))
    assert world.posts(room)[0].reactions == {"✅": 1, "1️⃣": 1}


async def test_a_post_is_found_again_past_the_nonce(
    face: DiscordFace, world: World, room: ChannelHandle
) -> None:
    began = datetime.now(UTC)
    message = await face.send(order(room))
    assert await face.find(order(room), began) == message
    assert await face.find(order(room, key="f" * 20), began) is None
    plain = order(room, key="e" * 20, card=sentence("No buttons here."))
    assert await face.find(plain, began) is None
    assert await face.find(plain, began) != await face.send(plain)
    assert await face.find(plain, began) is not None


async def test_an_edit_replaces_the_card(face: DiscordFace, world: World, room: ChannelHandle) -> None:
    card = await posted(face, world, room)
    await face.edit(Address("discord", str(room.id)), str(card.id), sentence("It is over."), 3)
    assert (card.text, card.buttons) == ("It is over.", {})
    world.backend.delete_message(room.id, card.id)
    with pytest.raises(Refused) as told:
        await face.edit(Address("discord", str(room.id)), str(card.id), sentence("Again"), 3)
    assert not told.value.room_gone


async def test_a_private_answer_over_a_line_that_breaks_stands_once(
    face: DiscordFace, world: World, door: Recorder, room: ChannelHandle, ana: Person
) -> None:
    door.say = lambda invocation: Answer(sentence("Only for you"), private=True)
    path = f"/channels/{ana.alone.room.id}/messages"
    world.faults.cut("POST", path, Cut.AFTER)
    ana.mention("now")
    await until(lambda: [call.path for call in world.calls].count(path) == 2, "the second try")
    broken = world.faults.cut("POST", path, Cut.BEFORE, times=2)
    ana.mention("now")
    await until(lambda: world.posts(room), "a word where it was asked")
    assert broken.met == 2
    assert [post.text for post in world.posts(ana.alone.room)] == ["Only for you"]
    (told,) = world.posts(room)
    assert "I could not reach you just now" in told.text


async def test_closed_direct_messages_are_remembered(face: DiscordFace, world: World, ana: Person) -> None:
    ana.close_direct_messages()
    direct = replace(order(ana.room), room=Address("discord", str(ana.id)), direct=True)
    for _ in range(3):
        with pytest.raises(Refused):
            await face.send(direct)
    tried = [call for call in world.calls if call.method == "POST" and call.path.endswith("/messages")]
    assert len(tried) == 1
    world.backend.closed.clear()
    ana.alone.say("hello")
    await until(lambda: len(world.posts(ana.alone.room)) == 1, "an answer")
    await face.send(direct)
    assert len(world.posts(ana.alone.room)) == 2


async def test_a_deleted_room_refuses_for_good(
    face: DiscordFace, door: Recorder, world: World, room: ChannelHandle
) -> None:
    world.backend.delete_channel(room.id)
    with pytest.raises(Refused) as told:
        await face.send(order(room))
    assert told.value.room_gone
    await until(lambda: ("gone", str(room.id)) in door.told, "the deletion")


async def test_a_post_waits_for_permission(
    face: DiscordFace, world: World, room: ChannelHandle, ana: Person
) -> None:
    world.forbid(room, "send_messages", "add_reactions")
    with pytest.raises(Unreachable) as told:
        await face.send(order(room))
    assert not told.value.in_doubt
    answer = await ana.slash("vote", number="1", choice="for")
    assert '"Send Messages", "Add Reactions"' in answer.text


async def test_nothing_posted_pings(
    face: DiscordFace, world: World, room: ChannelHandle, ana: Person
) -> None:
    words = f"@everyone @here <@{ana.id}> [x](https://a.example)"
    await face.send(order(room, card=Card(title=(Data(words),), blocks=(Line((words,)),))))
    (post,) = world.posts(room)
    assert not post.pings
    assert all(
        call.body["allowed_mentions"]["parse"] == []
        for call in world.calls
        if call.path.endswith("/messages")
    )


async def test_super_reactions_are_read_like_others(
    face: DiscordFace, world: World, guild: GuildHandle, room: ChannelHandle, ana: Person
) -> None:
    card = await posted(face, world, room)
    ben = world.person(guild, "ben")
    ana.react(card, "✅")
    ben.react_with_effects(card, "✅")
    ben.react_with_effects(card, "🎉")
    seen = await face.reactions(Address("discord", str(room.id)), str(card.id))
    assert {(one.account.id, one.mark) for one in seen} == {
        (str(ana.id), "✅"),
        (str(ben.id), "✅"),
        (str(ben.id), "🎉"),
    }


# Coming and going


async def test_what_changed_while_it_was_away_is_told(
    face: DiscordFace, door: Recorder, world: World, guild: GuildHandle, room: ChannelHandle
) -> None:
    here = {f"server:{guild.id}": True, str(room.id): False}
    lost = {"server:17": True, "18": True, "server:19": False}
    door.known = {Address("discord", place): there for place, there in {**here, **lost}.items()}
    async with world.unreachable():
        world.gateway.forget()
    await until(lambda: door.told.count(("caught up", "discord")) == 2, "another log-in")
    told = {one for one in door.told if one[0] in ("gone", "back")}
    assert told == {("back", str(room.id)), ("gone", "server:17"), ("gone", "18")}


async def test_the_bot_says_what_it_is_where_it_comes(
    face: DiscordFace, door: Recorder, world: World, room: ChannelHandle
) -> None:
    hall = world.hall("Harbour")
    (greeting,) = await until(lambda: world.posts(hall.channels["assembly"]), "a greeting")
    assert greeting.text == "I am Folkmoot."
    assert ("back", f"server:{hall.id}") in door.told
    assert world.posts(room) == []


async def test_managing_is_what_discord_says(
    face: DiscordFace, world: World, guild: GuildHandle, room: ChannelHandle, ana: Person
) -> None:
    here = Address("discord", f"server:{guild.id}")
    assert await face.manages(Address("discord", str(guild.owner.id)), here)
    assert not await face.manages(Address("discord", str(ana.id)), here)
    await ana.slash("vote", number="1", choice="for")
    assert not await face.manages(Address("discord", str(ana.id)), here)


async def test_removals_are_told(
    face: DiscordFace, door: Recorder, world: World, guild: GuildHandle, ana: Person
) -> None:
    world.kick(guild, ana)
    await until(lambda: ("removed", str(ana.id), f"server:{guild.id}") in door.told, "the kick")
    world.backend.remove_guild(guild.id)
    await until(lambda: ("gone", f"server:{guild.id}") in door.told, "the end of the server")
    assert [what for what, *_ in door.told if what in ("removed", "gone")] == ["removed", "gone"]


async def test_the_first_connection_may_fail(world: World, guild: GuildHandle, door: Recorder) -> None:
    world.gateway.refusals = 1
    settings = DiscordSettings(api=world.api, gateway=f"ws://127.0.0.1:{world.port}/gateway")
    face = DiscordFace(settings, Secret(TOKEN), SystemClock())
    with pytest.raises(Unreachable):
        await face.send(order(guild.channels["assembly"]))
    running = asyncio.create_task(face.run(door))
    await until(lambda: ("caught up", "discord") in door.told, "the second try")
    assert world.gateway.seen == 2
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert face.window > timedelta(minutes=1)


async def test_a_wrong_token_is_no_reason_to_try_again(world: World, door: Recorder) -> None:
    settings = DiscordSettings(api=world.api, gateway=world.gateway.url)
    with pytest.raises(Refused, match="Reset Token"):
        await DiscordFace(settings, Secret("wrong.token.here"), SystemClock()).run(door)


async def test_since_when_somebody_is_where_an_assembly_meets(
    face: DiscordFace, world: World, guild: GuildHandle, room: ChannelHandle
) -> None:
    joined = datetime(2026, 3, 1, 12, tzinfo=UTC)
    old = world.person(guild, "old", joined=joined.isoformat())
    stranger = Address("discord", str(world.create_user("stranger").id))
    server, here = Address("discord", f"server:{guild.id}"), Address("discord", str(room.id))
    hidden = guild.create_text_channel(
        "stewards", overwrites={guild.default_role: discord.PermissionOverwrite(view_channel=False)}
    )
    world.backend.set_overwrite(
        hidden.id, Overwrite(world.backend.bot_user.id, OverwriteType.MEMBER, allow=1 << 10)
    )
    account = Address("discord", str(old.id))
    closed = Address("discord", str(hidden.id))
    await until(lambda: face._client().get_channel(hidden.id), "the hidden room")
    assert await face.since(account, [server]) == await face.since(account, [here]) == joined
    assert await face.since(account, [closed]) is None
    assert await face.since(account, [closed, here]) == joined
    assert await face.since(stranger, [server, here]) is None
    assert await face.since(account, [Address("discord", "123")]) is None
    world.kick(guild, old)
    await until(lambda: (guild.id, old.id) not in face._client().belonging._asked, "the kick")
    assert await face.since(account, [server]) is None


async def test_nobody_knows_who_is_there_while_the_bot_is_away(
    face: DiscordFace, world: World, guild: GuildHandle, ana: Person
) -> None:
    server, account = Address("discord", f"server:{guild.id}"), Address("discord", str(ana.id))
    world.faults.fail("GET", "/guilds/*/members/*", 503)
    with pytest.raises(Unreachable):
        await face.since(account, [server])
    async with world.unreachable():
        await until(lambda: not face._client().ws.open, "the end of the connection")
        with pytest.raises(Unreachable):
            await face.absent([server], [account])
    assert await face.since(account, [server]) is not None
