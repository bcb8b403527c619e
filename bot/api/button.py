"""What can be pressed under a card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Style(Enum):
    """What a button or card means; colour is never the only sign of it."""

    PLAIN = "plain"
    MAIN = "main"
    GOOD = "good"
    BAD = "bad"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Button:
    """A command with its arguments, as one press.

    person is a member by whose name it is called instead, where the reader's network knows them. Where one
    types for a press, of is the assembly's word, and line the command as it is typed, if that is not its
    words and then its values in order. assents: whether a bare yes, or a bare no, presses it where the card
    is the last thing that the person was told, alone with the bot.
    """

    label: str
    command: str
    arguments: Mapping[str, str | int] = field(default_factory=dict)
    style: Style = Style.PLAIN
    emoji: str = ""
    of: str = ""
    person: int | None = None
    line: str = ""
    assents: bool | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """One line of a menu; value is a word without spaces, and about says more of it.

    chosen: it stands as chosen when the menu is opened.
    """

    value: str
    label: str
    about: str = ""
    chosen: bool = False


MOST_PICKS = 25
"""So many lines a menu has room for on every face that has menus."""


@dataclass(frozen=True, slots=True)
class Menu:
    """A command whose argument is what one chooses: the values of the picks, joined by spaces.

    At least so many are chosen and at most so many; label says what to do.
    """

    label: str
    command: str
    argument: str
    picks: tuple[Pick, ...]
    arguments: Mapping[str, str | int] = field(default_factory=dict)
    least: int = 1
    most: int = 1
