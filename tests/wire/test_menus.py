"""Menus on Discord: what is chosen comes in as an act, and its answer stands where one chose."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from simcord.builders import ChannelHandle

from bot.api.card import Button, Card, Line, Menu, Pick
from bot.api.clock import SystemClock
from bot.api.invocation import Answer, Invocation
from bot.api.people import Address
from bot.api.press import pack_menu, unpack
from bot.api.secret import Secret
from bot.platforms import Send
from bot.platforms.discord.client import DiscordFace
from bot.platforms.discord.settings import DiscordSettings

from .people import Person
from .recorder import Recorder, sentence
from .seen import Seen
from .waiting import until
from .world import TOKEN, World

KEY = "0123456789abcdef0123"
HOSTILE = "@everyone \u202e**<@1>** \u0007" + "x" * 200
PEOPLE = (Pick("1", "Ana"), Pick("2", HOSTILE, HOSTILE), Pick("3", "Chi", chosen=True), Pick("4", " "))


def ballot(so_far: str = "", most: int = 1) -> Card:
    """One step of building a ranking."""
    return Card(
        blocks=(Line((f"So far: {so_far or 'nothing'}",)),),
        buttons=(Button("Cast it", "motion vote", {"number": 3, "choice": so_far}),),
        menus=(Menu("Next", "motion vote", "choice", PEOPLE, {"number": 3, "reason": so_far}, most=most),),
    )


def step(act: Invocation) -> Answer:
    """The next step: what stood before, and what was chosen now."""
    so_far = f"{act.arguments.get('reason', '')} {act.arguments['choice']}".strip()
    return Answer(ballot(so_far), private=True, assembly=3)


async def posted(face: DiscordFace, world: World, room: ChannelHandle, card: Card) -> Seen:
    message = await face.send(Send(Address("discord", str(room.id)), card, KEY, assembly=3))
    await face._posts.in_flight.landed(room.id, int(message))
    return world.posts(room)[-1]


async def test_what_is_chosen_is_an_argument(
    face: DiscordFace, door: Recorder, world: World, room: ChannelHandle, ana: Person
) -> None:
    card = await posted(face, world, room, ballot(most=3))
    assert card.chosen == ["Chi"]
    labels = list(card.menus["Next"][1])
    assert [len(label) for label in labels] == [3, 100, 3, 1]
    assert not {"\u202e", "\u0007"} & set("".join(labels))
    answer = await ana.choose(card, "Next", "Chi", "Ana", "@everyone")
    (act,) = door.acts
    assert act.arguments == {"number": "3", "reason": "", "choice": "3 1 2"}
    assert (act.command, act.assembly, act.source) == ("motion vote", 3, "button")
    assert (answer.messages[-1].text, answer.messages[-1].ephemeral, card.text) == (
        "done",
        True,
        "So far: nothing",
    )


async def test_a_ranking_is_built_in_one_private_answer(
    face: DiscordFace, door: Recorder, world: World, room: ChannelHandle, ana: Person
) -> None:
    door.say = step
    shown = (await ana.choose(await posted(face, world, room, ballot()), "Next", "Chi")).messages[-1]
    before = len(ana.sees)
    await ana.choose(shown, "Next", "Ana")
    assert (shown.text, list(shown.buttons)) == ("So far: 3 1", ["Cast it"])
    door.say = lambda _: Answer(sentence("Ana stands there already."), ok=False)
    refused = await ana.choose(shown, "Next", "Ana")
    assert refused.messages[-1].text == "Ana stands there already."
    assert shown.text == "So far: 3 1"  # a mistake takes nothing away
    door.say = lambda _: Answer(sentence("Your vote is in."), private=True)
    await ana.click(shown, "Cast it")
    assert door.acts[-1].arguments == {"number": "3", "choice": "3 1"}
    assert (shown.text, shown.menus) == ("Your vote is in.", {})
    assert len(ana.sees) == before + 1  # the refusal


async def test_in_a_direct_room_a_step_gives_way_where_the_answer_says_so(
    face: DiscordFace, door: Recorder, world: World, ana: Person
) -> None:
    alone = ana.alone
    door.say = lambda act: replace(step(act), instead=True) if act.arguments else Answer(ballot(), assembly=3)
    alone.say("vote 3")
    await until(lambda: len(alone.sees) == 2, "an answer")
    shown = alone.sees[-1]
    await alone.choose(shown, "Next", "Chi")
    assert (shown.text, len(alone.sees)) == ("So far: 3", 2)
    door.wait = 2.0  # longer than the face waits before it shows a sign of life
    await alone.choose(shown, "Next", "Ana")
    await until(lambda: shown.text == "So far: 3 1", "the next step")
    assert len(alone.sees) == 2
    door.say = lambda _: Answer(sentence("It is in."))
    answer = await alone.choose(shown, "Next", "Ana")
    await until(lambda: "It is in." in answer.text, "the answer")
    assert shown.text == "So far: 3 1"


async def test_what_was_posted_in_a_direct_room_stays(
    face: DiscordFace, door: Recorder, world: World, ana: Person
) -> None:
    door.say = lambda act: replace(step(act), instead=True)
    await face.send(Send(Address("discord", str(ana.id)), ballot(), KEY, assembly=3, direct=True))
    shown = ana.alone.sees[-1]
    answer = await ana.alone.choose(shown, "Next", "Chi")
    assert (shown.text, answer.messages[-1].text) == ("So far: nothing", "So far: 3")


@asynccontextmanager
async def log_in(world: World, door: Recorder) -> AsyncIterator[DiscordFace]:
    """The face for as long as it runs."""
    settings = DiscordSettings(api=world.api, gateway=f"ws://127.0.0.1:{world.port}/gateway")
    face = DiscordFace(settings, Secret(TOKEN), SystemClock())
    running = asyncio.create_task(face.run(door))
    await until(lambda: ("caught up", "discord") in door.told, "the log-in")
    yield face
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_menus_work_after_a_restart(
    world: World, door: Recorder, room: ChannelHandle, ana: Person
) -> None:
    async with log_in(world, door) as before:
        card = await posted(before, world, room, ballot())
    later = Recorder(door.specs)
    async with log_in(world, later):
        await ana.choose(card, "Next", "Ana")
    assert door.acts == []
    assert [act.arguments["choice"] for act in later.acts] == ["1"]


async def test_a_post_with_menus_alone_is_found_again(
    face: DiscordFace, world: World, room: ChannelHandle
) -> None:
    began, card = datetime.now(UTC), replace(ballot(), buttons=())
    shown = await posted(face, world, room, card)
    order = Send(Address("discord", str(room.id)), card, KEY, assembly=3)
    assert await face.find(order, began) == str(shown.id)
    assert await face.find(replace(order, key="f" * 20), began) is None


def test_a_menu_is_its_own_memory() -> None:
    menu = Menu("Next", "poll paper", "add", (), {"number": 123456, "so-far": "a|b=c d%é"})
    packed = pack_menu(12, menu, 2, KEY)
    arguments = {"number": "123456", "so-far": "a|b=c d%é", "add": "3 1"}
    assert unpack(packed, ["3", "1"]) == (12, "poll paper", arguments, KEY)
    assert packed != pack_menu(12, menu, 3, KEY)
    chosen = replace(menu, picks=(Pick("1", "Ana", chosen=True), Pick("2", "Ben")))
    assert pack_menu(12, chosen, 2, KEY) != packed
    assert unpack(pack_menu(12, chosen, 2, KEY), ["3", "1"]) == (12, "poll paper", arguments, KEY)
    for broken in (
        "m1|1|poll paper|",
        "m|1|poll paper||add",
        "m1|x|poll paper||add",
        "x1|1|poll||add",
        "f1|²|poll list|",
        f"f1|{10**15}|poll list|",
    ):
        assert unpack(broken) is None
    with pytest.raises(ValueError, match="menu of poll paper"):
        pack_menu(12, replace(menu, arguments={"so-far": "x" * 90}), 1)
