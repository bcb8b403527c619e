"""Slash commands, built from the commands' specs."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import discord
from discord import app_commands

from bot.api.command import Argument, Command, Kind
from bot.platforms import Door
from bot.platforms.discord.text import shortened

ABOUT, MOST_CHOICES, CHOICE, MOST_TEXT = 100, 25, 100, 4000
SHORT_OPTION = 24  # a form carries its other options in its id, which has 100 characters

Run = Callable[[discord.Interaction, Command, dict[str, Any]], Awaitable[None]]
Complete = Callable[[discord.Interaction, Command, Argument, str], Awaitable[list[tuple[str, str]]]]


def in_form(command: Command) -> list[Argument]:
    """The texts that are asked for in a form instead of beside the command."""
    written = [a for a in command.arguments if a.kind in (Kind.TEXT, Kind.TIMES)]
    texts = [a for a in written if a.required or a.long or a.form]
    return texts[:5] if command.modal else []


def build(
    tree: app_commands.CommandTree[Any], commands: Iterable[Command], run: Run, complete: Complete
) -> None:
    """Put every command into the tree: groups for paths of two words, short names beside them."""
    groups: dict[str, app_commands.Group] = {}
    specs = [spec for spec in commands if not spec.internal]
    for spec in specs:
        parent, _, name = spec.path.rpartition(" ")
        made = _command(name, spec, run, complete)
        (_group(tree, groups, parent) if parent else tree).add_command(made)
    taken = {spec.path.split()[0] for spec in specs}
    for spec in specs:
        if spec.short and " " not in spec.short and spec.short not in taken:
            tree.add_command(_command(spec.short, spec, run, complete))


def _group(
    tree: app_commands.CommandTree[Any], groups: dict[str, app_commands.Group], path: str
) -> app_commands.Group:
    if path not in groups:
        parent, _, name = path.rpartition(" ")
        above = _group(tree, groups, parent) if parent else None
        # Discord shows the group's description nowhere; it only has to be there.
        groups[path] = app_commands.Group(name=name, description=name, parent=above)
        if above is None:
            _place(groups[path])
            tree.add_command(groups[path])
    return groups[path]


def _command(name: str, spec: Command, run: Run, complete: Complete) -> app_commands.Command[Any, Any, Any]:
    arguments = [a for a in spec.arguments if a not in in_form(spec)]

    async def callback(interaction: discord.Interaction, /, **given: Any) -> None:
        await run(interaction, spec, {key: value for key, value in given.items() if value is not None})

    callback.__signature__ = _signature(spec, arguments)  # type: ignore[attr-defined]
    app_commands.describe(**{a.name: _about(a.about) for a in arguments})(callback)
    app_commands.rename(**{a.name: a.key for a in arguments if a.key != a.name})(callback)
    app_commands.choices(**{a.name: _choices(a) for a in arguments if a.choices})(callback)
    app_commands.autocomplete(**{a.name: _lookup(spec, a, complete) for a in arguments if a.lookup})(callback)
    made: app_commands.Command[Any, Any, Any] = app_commands.Command(
        name=name, description=_about(spec.about), callback=callback
    )
    if " " not in spec.path or name == spec.short:
        _place(made)
    return made


def _place(command: app_commands.Command[Any, Any, Any] | app_commands.Group) -> None:
    command.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=True)
    command.allowed_installs = app_commands.AppInstallationType(guild=True)


def _signature(spec: Command, arguments: list[Argument]) -> inspect.Signature:
    kind = inspect.Parameter.KEYWORD_ONLY
    first = inspect.Parameter(
        "interaction", inspect.Parameter.POSITIONAL_ONLY, annotation=discord.Interaction
    )
    rest = [
        inspect.Parameter(
            a.name,
            kind,
            annotation=_annotation(spec, a),
            default=inspect.Parameter.empty if a.required else None,
        )
        for a in arguments
    ]
    return inspect.Signature([first, *rest])


def _annotation(spec: Command, argument: Argument) -> Any:
    match argument.kind:
        # Completion on Discord's numbers takes digits only; as a text it finds a motion by its words.
        case Kind.NUMBER if not argument.lookup:
            return int if argument.required else int | None
        case Kind.YES_NO:
            return bool if argument.required else bool | None
        case Kind.PERSON:
            return discord.User if argument.required else discord.User | None
        case Kind.CHOICE:
            return str if argument.required else str | None
    most = SHORT_OPTION if spec.modal else min(argument.limit, MOST_TEXT)
    text: Any = app_commands.Range[str, 1, most]
    return text if argument.required else text | None


def _about(words: str) -> app_commands.locale_str:
    return app_commands.locale_str(shortened(words, ABOUT), full=words)


def _choices(argument: Argument) -> list[app_commands.Choice[str]]:
    assert argument.choices is not None
    values = [str(member.value) for member in argument.choices][:MOST_CHOICES]
    return [app_commands.Choice(name=app_commands.locale_str(value), value=value) for value in values]


def _lookup(spec: Command, argument: Argument, complete: Complete) -> Callable[..., Any]:
    async def offered(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = await complete(interaction, spec, argument, typed)
        return [
            app_commands.Choice(name=shortened(label, CHOICE), value=value)
            for value, label in found[:MOST_CHOICES]
            if label and len(value) <= CHOICE
        ]

    return offered


class Languages(app_commands.Translator):
    """Says descriptions and choices in the languages that the bot's catalog has."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._known: dict[discord.Locale, str | None] = {}

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: Any
    ) -> str | None:
        if context.location in _NAMES or (language := self._language(locale)) is None:
            return None
        ours = str(string.extras.get("full", string.message))
        said = self._door.said(ours, language)
        return shortened(said, ABOUT) if said and said != ours else None

    def _language(self, locale: discord.Locale) -> str | None:
        """Each text is asked for in every language that Discord has."""
        if locale not in self._known:
            self._known[locale] = language_of(locale, self._door.locales())
        return self._known[locale]


# Names stay as they are: help, cards and typed lines name commands by them.
_NAMES = frozenset(
    {
        app_commands.TranslationContextLocation.command_name,
        app_commands.TranslationContextLocation.group_name,
        app_commands.TranslationContextLocation.parameter_name,
    }
)


def language_of(locale: discord.Locale, spoken: Iterable[str]) -> str | None:
    """The language of ours that fits one of Discord's: the same, or the same without its country."""
    by_tag = {tag.replace("_", "-").lower(): tag for tag in spoken}
    wanted = str(locale.value).lower()
    return by_tag.get(wanted) or by_tag.get(wanted.partition("-")[0])
