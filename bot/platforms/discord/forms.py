"""Long texts: a form, then a look at it in private, then the act. All of it survives a restart.

Nothing of a draft is kept here. The options beside the form are in its id and in the ids of the buttons
under the preview; the texts are in the preview itself, which Discord hands back with the press.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

import discord

from bot.api.command import Argument, Command
from bot.api.press import ASSEMBLY
from bot.api.speech import N_
from bot.platforms.discord.render import DESCRIPTION, TOTAL
from bot.platforms.discord.slash import in_form
from bot.platforms.discord.text import harmless, original, shortened

FORM, POST, CHANGE = "form", "post", "change"
LIMIT, LABEL, TITLE, BESIDE = 100, 45, 45, 4000
LOOK = N_("Only you see this. Look it over, then post it.")
POST_IT, CHANGE_IT = N_("Post it"), N_("Change it")
OPTIONS_TOO_LONG = N_("These options are too long together. Write them shorter and send the command again.")

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A command with the options that were given beside its form."""

    command: Command
    options: Mapping[str, object]
    assembly: int | None = None

    @property
    def fits(self) -> bool:
        """Whether every id that it needs is short enough for Discord."""
        return all(len(self.packed(step)) <= LIMIT for step in (FORM, POST, CHANGE))

    def packed(self, step: str) -> str:
        """The id of the form, or of a button under its preview."""
        places = {a.key: str(n) for n, a in enumerate(self.command.arguments)}
        given = [f"{places[key]}={quote(str(value), safe=' ')}" for key, value in self.options.items()]
        return "|".join([step, str(self.assembly or ""), self.command.path, *given])


def unpack(packed: str, commands: list[Command]) -> tuple[str, Draft] | None:
    """The step and the draft of such an id; None for one that is not ours, or is no more."""
    step, *rest = packed.split("|")
    if step not in (FORM, POST, CHANGE) or len(rest) < 2:
        return None
    assembly, path, *given = rest
    command = next((c for c in commands if c.path == path), None)
    if command is None or ASSEMBLY.fullmatch(assembly) is None:
        return None
    options = {}
    for place, _, value in (pair.partition("=") for pair in given):
        if place.isdecimal() and int(place) < len(command.arguments):
            options[command.arguments[int(place)].key] = unquote(value)
    return step, Draft(command, options, int(assembly) if assembly else None)


class Form(discord.ui.Modal):
    """The form for a command's texts; what is sent in comes as an event of its own.

    beside is what its writer had before them: a form covers it, so it is shown in the form again.
    """

    def __init__(self, draft: Draft, say: Say, texts: Mapping[str, str], beside: str = "") -> None:
        title = shortened(say(draft.command.about), TITLE)
        super().__init__(title=title, custom_id=draft.packed(FORM), timeout=900)
        if beside:
            self.add_item(discord.ui.TextDisplay(shortened(beside, BESIDE)))
        for argument in in_form(draft.command):
            self.add_item(_input(argument, say, texts.get(argument.key, "")))


def _input(argument: Argument, say: Say, text: str) -> discord.ui.Label[Any]:
    style = discord.TextStyle.paragraph if argument.long else discord.TextStyle.short
    return discord.ui.Label(
        text=shortened(say(argument.about), LABEL),
        component=discord.ui.TextInput(
            custom_id=argument.key,
            style=style,
            required=argument.required,
            max_length=min(argument.limit, 4000),
            default=text or None,
        ),
    )


def filled(interaction: discord.Interaction) -> dict[str, str]:
    """What was written into the form, by argument."""
    found: dict[str, str] = {}

    def walk(parts: list[Any]) -> None:
        for part in parts:
            if part.get("custom_id") and "value" in part:
                found[str(part["custom_id"])] = str(part["value"])
            walk(
                part.get("components") or [part["component"]]
                if "component" in part
                else part.get("components", [])
            )

    data: Any = interaction.data or {}
    walk(data.get("components", []))
    return {key: value for key, value in found.items() if value.strip()}


def preview(command: Command, texts: Mapping[str, str], say: Say) -> list[discord.Embed] | None:
    """The texts as they were written, one embed each; None where they are too long to be shown so."""
    first = discord.Embed(description=say(LOOK))
    shown = [first]
    for argument in in_form(command):
        if argument.key in texts:
            embed = discord.Embed(description=harmless(texts[argument.key]))
            shown.append(embed.set_footer(text=say(argument.about)))
    lengths = [len(embed.description or "") for embed in shown]
    fits = max(lengths) <= DESCRIPTION and sum(len(embed) for embed in shown) <= TOTAL
    return shown if fits else None


def read_preview(message: discord.Message, command: Command, say: Say) -> dict[str, str]:
    """The texts that a preview shows."""
    by_label = {say(argument.about): argument.key for argument in in_form(command)}
    texts = {}
    for embed in message.embeds[1:]:
        key = by_label.get(embed.footer.text or "")
        if key is not None:
            texts[key] = original(embed.description or "")
    return texts


def beside(message: discord.Message | None) -> str:
    """What the card says under which a button for a form was pressed."""
    return "\n".join(embed.description or "" for embed in message.embeds) if message is not None else ""


def choices(draft: Draft, say: Say) -> discord.ui.View:
    """[Post it] [Change it]."""
    view = discord.ui.View(timeout=None)
    for step, label, style in (
        (POST, POST_IT, discord.ButtonStyle.primary),
        (CHANGE, CHANGE_IT, discord.ButtonStyle.secondary),
    ):
        view.add_item(discord.ui.Button(label=say(label), custom_id=draft.packed(step), style=style))
    view.stop()
    return view
