"""What members are called in plain words, for what takes no name that a network shows."""

from __future__ import annotations

import pytest

from bot.api.ask import Ask
from bot.api.card import Card, Data, Line, Reply
from bot.api.cog import Cog
from bot.api.command import command
from bot.api.context import Context
from bot.app import App
from bot.grammar import Grammar
from tests.directory import RecordingDirectory
from tests.talk import Talk
from tests.twonets import TwoNets


class Badges(Cog):
    """A cog that writes names onto badges, which no network draws."""

    name = "badges"

    async def ask(self, ask: Ask, ctx: Context, **_given: object) -> dict[int, str]:
        return dict(await ask.called(ctx.assembly, frozenset({1, 2, 3, 99})))

    @command("badge print", prepare="ask")
    async def print(self, ctx: Context) -> Reply:
        """Print the badges of everyone."""
        names = " | ".join(f"{member}={name}" for member, name in sorted(ctx.asked.items()))
        return Reply(lambda _say: Card(blocks=(Line((Data(names),)),)))

    async def forget(self, assembly: int, member: int) -> None:
        """Keeps nothing."""


def take_in(app: App, cog: Cog) -> None:
    """Brings a cog into a house that stands already."""
    app.house.take_in(cog)
    app.dispatch.grammar = app.dispatch.understanding.grammar = Grammar(app.house.specs())


@pytest.fixture
async def nets(one_assembly: TwoNets) -> TwoNets:
    take_in(one_assembly.app, Badges())
    return one_assembly


async def test_everyone_is_called_as_on_the_network_that_they_came_by(nets: TwoNets) -> None:
    for who in ("ana@discord", "ben@matrix", "chi@discord"):
        await nets(f"{who}: badge print")  # whose first act it is comes onto the roll by it
    directory = nets.faces["discord"].directory
    assert isinstance(directory, RecordingDirectory)
    chi = nets.account("chi@discord").id
    directory.names[chi] = "\u202eChi\n\u200b\tof  the " + "very " * 20 + "North"
    await nets("ben@matrix: badge print")
    said = dict(part.split("=") for part in nets.text.splitlines()[0].split(" | "))
    assert said["99"] == "", "nobody knows"
    assert (said["1"], said["2"]) == ("Ana", "Ben")
    assert said["3"].startswith("Chi of the very very") and len(said["3"]) == 60


async def test_who_was_not_heard_of_since_the_start_is_asked_about(nets: TwoNets) -> None:
    directory = nets.faces["discord"].directory
    assert isinstance(directory, RecordingDirectory)
    await nets("ana@discord: help")
    directory.unheard, directory.names = directory.names, {}
    await nets("ben@matrix: badge print")
    assert "=Ana" in nets.text


async def test_where_nobody_has_names_accounts_are_what_people_go_by(talk: Talk) -> None:
    take_in(talk.app, Badges())
    await talk("ana: assembly found Depot")
    await talk("ana: badge print")
    assert talk.text.startswith("1=ana")
