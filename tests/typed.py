"""The line that stands under a button where a face has none: typed, it is the same act."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.api.card import Button
from bot.api.errors import MissingArgument
from bot.app import App
from bot.grammar.spoken import pressed

NOW, ZONE = datetime(2026, 6, 1, 12, 0, tzinfo=UTC), ZoneInfo("UTC")


def means_the_same(app: App, button: Button) -> None:
    """Fails where the line under a button is another act than the button; views may give one of their own."""
    grammar = app.dispatch.grammar
    loaded = app.dispatch.commands.get(button.command)
    if loaded is None or loaded.spec.internal or button.line != pressed(loaded.spec, button.arguments):
        return
    try:
        given = grammar.bind(loaded.spec, button.arguments, NOW, ZONE, lambda word: word)
    except MissingArgument:
        return  # it opens a form
    command, values = grammar.parse(button.line, NOW, ZONE, lambda word: word)
    assert (command.path, values) == (button.command, given), f"{button.line}: {values}, {given}"
