"""What can be pressed under a message: menus in rows of their own, and buttons five to a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import discord

from bot.api.button import MOST_PICKS
from bot.api.card import Button, Card, Menu, Pick, Style
from bot.api.press import pack, pack_menu
from bot.platforms.discord.text import line, shortened

LABEL, ROWS, IN_ROW = 80, 5, 5
PICK_LABEL, PLACEHOLDER = 100, 150

_STYLES = {
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.MAIN: discord.ButtonStyle.primary,
    Style.GOOD: discord.ButtonStyle.success,
    Style.BAD: discord.ButtonStyle.danger,
    Style.QUIET: discord.ButtonStyle.secondary,
}


def view(card: Card, assembly: int | None, key: str) -> discord.ui.View | None:
    """The menus and buttons under a card; their ids say what they do, so they work after a restart."""
    menus = [menu for menu in card.menus if menu.picks][: ROWS - 1 if card.buttons else ROWS]
    buttons = card.buttons[: (ROWS - len(menus)) * IN_ROW]
    found = discord.ui.View(timeout=None)
    for item in (*_menus(menus, assembly, key), *_buttons(buttons, assembly, key)):
        found.add_item(item)
    # discord.py would keep a live view in memory for each message; ours are found by their ids.
    found.stop()
    return found if found.children else None


def _menus(
    menus: Sequence[Menu], assembly: int | None, key: str
) -> Iterable[discord.ui.Select[discord.ui.View]]:
    for place, menu in enumerate(menus, 1):
        picks = menu.picks[:MOST_PICKS]
        most = max(1, min(menu.most, len(picks)))
        yield discord.ui.Select(
            custom_id=pack_menu(assembly, menu, place, key),
            placeholder=shortened(line(menu.label), PLACEHOLDER) or None,
            min_values=min(menu.least, most),
            max_values=most,
            options=_options(picks, most),
        )


def _options(picks: Sequence[Pick], most: int) -> list[discord.SelectOption]:
    """The lines of a menu; no more of them stand as chosen than may be."""
    chosen = [pick for pick in picks if pick.chosen][:most]
    return [
        discord.SelectOption(
            label=shortened(line(pick.label), PICK_LABEL) or "…",
            value=pick.value,
            description=shortened(line(pick.about), PICK_LABEL) or None,
            default=pick in chosen,
        )
        for pick in picks
    ]


def _buttons(
    buttons: Sequence[Button], assembly: int | None, key: str
) -> Iterable[discord.ui.Button[discord.ui.View]]:
    for button in buttons:
        yield discord.ui.Button(
            label=shortened(line(button.label), LABEL) or "…",
            custom_id=pack(assembly, button, key),
            style=_STYLES[button.style],
            emoji=button.emoji or None,
        )
