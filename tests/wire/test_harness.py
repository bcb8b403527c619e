"""The loopback Discord itself, with a bare discord.py client as its guest."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest
import pytest_asyncio
import yarl
from discord import app_commands, gateway, http
from simcord.builders import ChannelHandle

from .faults import Cut, Meter
from .model import FIRST_ANSWER
from .people import Person
from .seen import InteractionFailed
from .waiting import until
from .world import TOKEN, World

pytestmark = pytest.mark.asyncio


class Vote(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"vote:(?P<choice>\w+)"):
    """A button that survives a restart."""

    def __init__(self, choice: str) -> None:
        super().__init__(discord.ui.Button(label=choice, custom_id=f"vote:{choice}"))
        self.choice = choice

    @classmethod
    async def from_custom_id(cls, interaction: Any, item: Any, match: Any) -> "Vote":
        return cls(match["choice"])

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"voted {self.choice}", ephemeral=True)


class Form(discord.ui.Modal, title="Propose"):
    """A form with a title and a text."""

    name = discord.ui.TextInput[Any](label="Title")
    words = discord.ui.TextInput[Any](label="Text", style=discord.TextStyle.paragraph, required=False)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"{self.name.value}|{self.words.value}", ephemeral=True)


class Guest(discord.Client):
    """A bot that does one of each thing."""

    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, guild_reactions=True, dm_messages=True)
        super().__init__(intents=intents, guild_ready_timeout=0.1)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[tuple[str, Any]] = []
        self.add_commands()

    def add_commands(self) -> None:
        @self.tree.command(description="Say a word back")
        async def echo(interaction: discord.Interaction, word: str) -> None:
            member = interaction.user
            joined = isinstance(member, discord.Member) and member.joined_at is not None
            await interaction.response.defer(ephemeral=True)
            await interaction.followup.send(f"{word} {interaction.locale} {joined}", ephemeral=True)

        @echo.autocomplete("word")
        async def words(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name=typed + "!", value=typed)]

        @self.tree.command(description="Write a motion")
        async def propose(interaction: discord.Interaction) -> None:
            await interaction.response.send_modal(Form())

        @self.tree.command(description="Never answers")
        async def silent(interaction: discord.Interaction) -> None:
            await asyncio.Event().wait()

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Vote)
        await self.tree.sync()

    async def on_raw_reaction_add(self, event: discord.RawReactionActionEvent) -> None:
        self.heard.append(("add", (event.user_id, str(event.emoji))))

    async def on_raw_reaction_clear(self, event: discord.RawReactionClearEvent) -> None:
        self.heard.append(("clear", event.message_id))

    async def on_message(self, message: discord.Message) -> None:
        if message.author.id != self.application_id and not message.author.bot:
            self.heard.append(("message", message.content))

    def reactions(self) -> list[Any]:
        return [what for kind, what in self.heard if kind == "add"]


@pytest_asyncio.fixture
async def room(world: World) -> ChannelHandle:
    return world.hall().channels["assembly"]


@pytest_asyncio.fixture
async def guest(world: World, room: Any, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Guest]:
    monkeypatch.setattr(http.Route, "BASE", world.api)
    monkeypatch.setattr(gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(world.gateway.url))
    client = Guest()
    running = asyncio.create_task(client.start(TOKEN))
    await until(client.is_ready, "ready")
    yield client
    await client.close()
    await asyncio.gather(running, return_exceptions=True)


@pytest.fixture
def ana(world: World, room: Any) -> Person:
    return world.person(world.guild, "ana", locale="es-ES")


async def post(guest: Guest, room: Any, **extra: Any) -> dict[str, Any]:
    """Send one message by discord.py's own HTTP code."""
    route = http.Route("POST", "/channels/{channel_id}/messages", channel_id=room.id)
    body = {"content": "hello", "allowed_mentions": {"parse": []}, **extra}
    answer: dict[str, Any] = await guest.http.request(route, json=body)
    return answer


async def test_slash_autocomplete_and_locale(guest: Guest, ana: Person) -> None:
    assert (await ana.slash("echo", word="hi")).text == "hi es-ES True"
    assert await ana.complete("echo", "word", "h") == ["h!"]


async def test_a_form_is_filled_in(guest: Guest, ana: Person) -> None:
    shown = await ana.slash("propose")
    answer = await ana.fill(shown, "Buy a kettle", "For the canteen")
    assert answer.text == "Buy a kettle|For the canteen"
    assert answer.is_private


async def test_a_silent_bot_fails_the_interaction(world: World, guest: Guest, ana: Person) -> None:
    world.backend.patience = FIRST_ANSWER
    with pytest.raises(InteractionFailed):
        await ana.slash("silent")


async def test_a_button_is_pressed(guest: Guest, world: World, room: Any, ana: Person) -> None:
    view = discord.ui.View(timeout=None)
    view.add_item(Vote("aye"))
    channel = guest.get_channel(room.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.send("Vote", view=view)
    answer = await ana.click(world.posts(room)[-1], "aye")
    assert answer.text == "voted aye"


async def test_only_messages_to_the_bot_have_words(guest: Guest, ana: Person) -> None:
    ana.say("hidden")
    ana.mention("motion list")
    ana.alone.say("in private")
    await until(lambda: len(guest.heard) == 3, "three messages")
    words = [what for _, what in guest.heard]
    assert words[0] == "" and words[1].endswith("motion list") and words[2] == "in private"


async def test_the_same_nonce_makes_one_message(guest: Guest, world: World, room: Any) -> None:
    first = await post(guest, room, nonce="n1", enforce_nonce=True)
    again = await post(guest, room, nonce="n1", enforce_nonce=True)
    assert first["id"] == again["id"]
    world.backend.clock.advance(400)
    assert (await post(guest, room, nonce="n1", enforce_nonce=True))["id"] != first["id"]


async def test_a_cut_after_the_act(guest: Guest, world: World, room: Any) -> None:
    world.faults.cut("POST", "/channels/*/messages", Cut.AFTER)
    with pytest.raises(aiohttp.ClientError):
        await post(guest, room, nonce="n2", enforce_nonce=True)
    assert len(world.posts(room)) == 1


async def test_limits_and_failures_are_waited_out(guest: Guest, world: World, room: Any) -> None:
    limited = world.faults.limit("POST", "/channels/*/messages", 0.05)
    everywhere = world.faults.limit("POST", "/channels/*/messages", 0.05, everywhere=True)
    await post(guest, room)
    assert (limited.met, everywhere.met) == (1, 1)


async def test_a_metered_route_says_its_limit(guest: Guest, world: World, room: Any) -> None:
    world.rest.meters.append(
        Meter(lambda method, path: method == "POST" and path.endswith("/messages"), 2, 0.3)
    )
    for _ in range(5):
        await post(guest, room)
    assert [call.status for call in world.calls if call.path.endswith("/messages")] == [200] * 5


async def test_reactions_are_paged(guest: Guest, world: World, room: Any) -> None:
    message = int((await post(guest, room))["id"])
    for number in range(130):
        user = world.backend.make_user(f"p{number}")
        world.backend.add_reaction(room.id, message, "✅", user.id)
    first = await guest.http.get_reaction_users(room.id, message, "✅", 100)
    rest = await guest.http.get_reaction_users(room.id, message, "✅", 100, after=first[-1]["id"])
    assert (len(first), len(rest)) == (100, 30)


async def test_a_break_is_resumed(guest: Guest, world: World, room: Any, ana: Person) -> None:
    message = int((await post(guest, room))["id"])
    async with world.unreachable():
        world.backend.add_reaction(room.id, message, "✅", ana.id)
    await until(guest.reactions, "the missed reaction")
    assert world.gateway.resumed == 1


async def test_an_invalid_session_starts_anew(guest: Guest, world: World, room: Any, ana: Person) -> None:
    message = int((await post(guest, room))["id"])
    async with world.unreachable():
        world.gateway.forget()
        world.backend.add_reaction(room.id, message, "✅", ana.id)
    await until(lambda: world.gateway.identified == 2, "a second log-in")
    assert guest.reactions() == []


async def test_clearing_is_told(guest: Guest, world: World, room: Any, ana: Person) -> None:
    message = int((await post(guest, room))["id"])
    world.backend.add_reaction(room.id, message, "✅", ana.id)
    world.backend.clear_reactions(room.id, message)
    await until(lambda: ("clear", message) in guest.heard, "the clearing")
    assert not world.backend.get_message(room.id, message).reactions


async def test_twenty_kinds_of_reaction(guest: Guest, world: World, room: Any, ana: Person) -> None:
    message = int((await post(guest, room))["id"])
    for letter in range(20):
        world.backend.add_reaction(room.id, message, chr(0x1F1E6 + letter), ana.id)
    with pytest.raises(discord.HTTPException) as refused:
        await guest.http.add_reaction(room.id, message, "✅")
    assert refused.value.code == 30010


async def test_closed_direct_messages(guest: Guest, world: World, ana: Person) -> None:
    ana.close_direct_messages()
    stranger = world.create_user("stranger")
    codes = []
    for user_id in (ana.id, stranger.id):
        direct = await guest.http.start_private_message(user_id)
        with pytest.raises(discord.Forbidden) as refused:
            await post(guest, discord.Object(int(direct["id"])))
        codes.append(refused.value.code)
    assert codes == [50007, 50278]


async def test_edits_of_old_messages_are_few(guest: Guest, world: World, room: Any) -> None:
    message = int((await post(guest, room))["id"])
    world.backend.clock.advance(3700)
    world.backend.old_edits_left = 0
    route = http.Route("PATCH", "/channels/{c}/messages/{m}", c=room.id, m=message)
    with pytest.raises(discord.HTTPException) as refused:
        await guest.http.request(route, json={"content": "later"})
    assert refused.value.code == 30046


async def test_a_bad_request_is_told(guest: Guest, world: World) -> None:
    sent = guest.http.bulk_upsert_global_commands(1, [{"name": "Bad Name", "description": "x", "type": 1}])
    with pytest.raises(discord.HTTPException):
        await sent
    assert "Bad Name" in world.rest.violations.pop()
