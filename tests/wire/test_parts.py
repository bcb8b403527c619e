"""Small parts of the Discord face by themselves."""

import asyncio
from enum import Enum
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest
from discord import app_commands

from bot.api.command import Argument, Command, Kind
from bot.api.people import Role
from bot.platforms import Refused, Unreachable
from bot.platforms.discord import forms
from bot.platforms.discord.invite import application_of, link
from bot.platforms.discord.pace import Pace
from bot.platforms.discord.permissions import LEAST, missing
from bot.platforms.discord.slash import build, in_form
from bot.platforms.discord.trouble import explained

from .limits import check_commands


class Choice(Enum):
    """What a vote can be."""

    FOR = "for"
    AGAINST = "against"


def argument(name: str, kind: Kind, *, required: bool = True, **rest: Any) -> Argument:
    values = {
        "about": name.capitalize(),
        "default": None,
        "lookup": None,
        "long": False,
        "limit": 200,
        "sample": "",
    }
    return Argument(name=name, kind=kind, required=required, **{**values, **rest})


VOTE = Command(
    "motion vote",
    "Vote on a motion.",
    (
        argument("number", Kind.NUMBER, lookup="motions"),
        argument("choice", Kind.CHOICE, choices=Choice),
        argument("reason", Kind.TEXT, required=False),
    ),
    Role.MEMBER,
    "vote",
    short="vote",
)
PROPOSE = Command(
    "motion propose",
    "Propose a motion.",
    (
        argument("title", Kind.TEXT),
        argument("text", Kind.TEXT, required=False, long=True, limit=4000),
        argument("to", Kind.TEXT, required=False, form=True),
        argument("closes", Kind.WHEN, required=False),
        argument("quorum", Kind.NUMBER, required=False),
    ),
    Role.MEMBER,
    "propose",
    modal=True,
)
FIND = Command(
    "date find",
    "Find a date.",
    (
        argument("question", Kind.TEXT),
        argument("times", Kind.TIMES, long=True, limit=4000),
        argument("closes", Kind.WHEN, required=False),
    ),
    Role.MEMBER,
    "find",
    modal=True,
)
MOVE = Command("date move", "Move a date.", (argument("times", Kind.TIMES, limit=4000),), Role.MEMBER, "move")
ADD = Command(
    "member add",
    "Add.",
    (argument("person", Kind.PERSON), argument("loud", Kind.YES_NO)),
    Role.STEWARD,
    "add",
)


def tree_of(*commands: Command) -> list[dict[str, Any]]:
    async def nothing(*_: Any) -> Any:
        return None

    client = discord.Client(intents=discord.Intents.none())
    tree: app_commands.CommandTree[Any] = app_commands.CommandTree(client)
    build(tree, commands, nothing, nothing)
    return [dict(command.to_dict(tree)) for command in tree.get_commands()]


async def test_specs_become_commands_that_discord_takes() -> None:
    commands = tree_of(VOTE, PROPOSE, ADD)
    check_commands(commands)
    by_name = {command["name"]: command for command in commands}
    assert set(by_name) == {"motion", "member", "vote"}
    number, choice, reason = by_name["vote"]["options"]
    assert (number["type"], number["autocomplete"]) == (3, True)
    assert [c["value"] for c in choice["choices"]] == ["for", "against"]
    assert reason["required"] is False
    propose = next(option for option in by_name["motion"]["options"] if option["name"] == "propose")
    assert [option["name"] for option in propose["options"]] == ["closes", "quorum"]
    assert [option["type"] for option in by_name["member"]["options"][0]["options"]] == [6, 5]


def test_a_form_asks_for_texts_and_for_what_may_be_left_out_where_it_says_so() -> None:
    asked = {argument.key: argument.required for argument in in_form(PROPOSE)}
    assert asked == {"title": True, "text": False, "to": False}


async def test_several_times_are_one_text_or_the_lines_of_a_form() -> None:
    commands = tree_of(FIND, MOVE)
    check_commands(commands)
    find, move = commands[0]["options"]
    assert [option["name"] for option in find["options"]] == ["closes"]
    [times] = move["options"]
    assert (times["type"], times["max_length"], times.get("autocomplete", False)) == (3, 4000, False)
    form = forms.Form(forms.Draft(FIND, {"closes": "48h"}), str, {"times": "Thu 18:00\nFri 19:00"})
    fields = {part["component"]["custom_id"]: part["component"] for part in form.to_dict()["components"]}
    assert (fields["times"]["style"], fields["times"]["max_length"]) == (2, 4000)
    assert fields["times"]["value"] == "Thu 18:00\nFri 19:00"
    embeds = forms.preview(FIND, {"question": "When?", "times": "Thu 18:00\nFri 19:00"}, str)
    message: Any = SimpleNamespace(embeds=embeds)
    assert forms.read_preview(message, FIND, str)["times"] == "Thu 18:00\nFri 19:00"


def test_a_form_remembers_its_options_in_its_id() -> None:
    draft = forms.Draft(PROPOSE, {"closes": "Fri 18:00|x", "quorum": 3}, assembly=7)
    assert draft.fits
    found = forms.unpack(draft.packed(forms.CHANGE), [VOTE, PROPOSE])
    assert found == (forms.CHANGE, forms.Draft(PROPOSE, {"closes": "Fri 18:00|x", "quorum": "3"}, 7))
    assert not forms.Draft(PROPOSE, {"closes": "x" * 100}).fits
    for forged in ("form|7|motion gone", "post|²|motion propose", f"post|{10**15}|motion propose"):
        assert forms.unpack(forged, [VOTE, PROPOSE]) is None


async def test_a_preview_gives_the_texts_back() -> None:
    texts = {"title": "Buy *two* kettles", "text": "For @everyone\n- one\n- two"}
    embeds = forms.preview(PROPOSE, texts, str)
    assert embeds is not None
    message: Any = SimpleNamespace(embeds=embeds)
    assert forms.read_preview(message, PROPOSE, str) == texts
    assert forms.preview(PROPOSE, {"title": "x", "text": "*" * 4000}, str) is None


def refusal(status: int, code: int) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="")
    return discord.HTTPException(response, {"code": code, "message": ""})


@pytest.mark.parametrize(
    ("failure", "meaning", "mark"),
    [
        (refusal(403, 50007), Refused, False),
        (refusal(403, 50278), Refused, False),
        (refusal(404, 10003), Refused, True),
        (refusal(404, 10008), Refused, False),
        (refusal(400, 50035), Refused, False),
        (refusal(403, 50013), Unreachable, False),
        (refusal(429, 30046), Unreachable, False),
        (refusal(502, 0), Unreachable, True),
        (aiohttp.ServerDisconnectedError(), Unreachable, True),
        (TimeoutError(), Unreachable, True),
        (discord.RateLimited(7.0), Unreachable, False),
    ],
)
def test_troubles_are_told_apart(failure: Exception, meaning: type[Exception], mark: bool) -> None:
    with pytest.raises(meaning) as told, explained():
        raise failure
    assert getattr(told.value, "room_gone", None) is mark or getattr(told.value, "in_doubt", None) is mark


async def test_our_pace_is_kept_in_order() -> None:
    now = [0.0]
    pace = Pace(rate=10, burst=2, tick=lambda: now[0])
    order: list[int] = []

    async def go(number: int) -> None:
        await pace.take()
        order.append(number)

    waiting = [asyncio.create_task(go(number)) for number in range(4)]
    await asyncio.wait(waiting[:2])
    assert order == [0, 1]
    now[0] += 1.0
    await asyncio.wait(waiting)
    assert order == [0, 1, 2, 3]


def test_the_invitation_asks_for_the_least() -> None:
    assert missing(LEAST) == []
    assert [p.name for p in missing(LEAST & ~(1 << 11))] == ["Send Messages"]
    assert (
        link(42)
        == f"https://discord.com/oauth2/authorize?client_id=42&scope=bot+applications.commands&permissions={LEAST}"
    )
    assert application_of("NDI.x.y") == 42
    assert application_of("not a token") is None
