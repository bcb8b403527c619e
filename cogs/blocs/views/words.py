"""Words and buttons that several cards of blocs share."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Button, Data, Style, Text, Typed
from bot.api.speech import N_, Speech
from cogs.blocs.rules.bloc import Bloc, Kind

KINDS = {
    Kind.OPEN: N_("Open to all who belong here."),
    Kind.REQUEST: N_("Ask to be let in."),
    Kind.VOUCHED: N_("Its members vouch for who comes in."),
    Kind.UNLISTED: N_("In no list. Who is asked in comes in."),
}
NETWORKS = {"discord": "Discord", "matrix": "Matrix"}
LONGEST_BUTTON = 40
_ONE_WORD = frozenset({"bloc admit", "bloc invite"})
"""Commands in which something may follow the name, so that a longer one stands in quotes."""


def name(bloc: Bloc) -> Data:
    return Data(bloc.name)


def handle(say: Speech, bloc: Bloc) -> str:
    """What a button names a bloc by: its name where it is read, its number where it is only pressed."""
    if say.face.buttons or bloc.is_unlisted or len(bloc.name) > LONGEST_BUTTON or '"' in bloc.name:
        return str(bloc.id)
    return bloc.name


def line(command: str, bloc: Bloc, *more: str) -> Typed:
    """A command about a bloc, as it would be typed."""
    called = f'"{bloc.name}"' if " " in bloc.name and (more or command in _ONE_WORD) else bloc.name
    return Typed(" ".join([command, called, *more]))


def button(
    say: Speech, label: str, command: str, bloc: Bloc, style: Style = Style.PLAIN, **more: str | int
) -> Button:
    """A button with a command about a bloc."""
    return Button(label, command, {"name": handle(say, bloc), **more}, style)


def join_button(say: Speech, bloc: Bloc) -> Button:
    label = say.word("Join") if bloc.kind is Kind.OPEN else say.word("Ask to join")
    return button(say, label, "bloc join", bloc, Style.MAIN)


def leave_button(say: Speech, bloc: Bloc, style: Style = Style.PLAIN) -> Button:
    """It names the bloc: beside it may stand the one that leaves the assembly."""
    return button(say, say.word("Leave {name}", name=Data(short(bloc))), "bloc leave", bloc, style)


def short(bloc: Bloc) -> str:
    """A name that fits on a button."""
    return bloc.name if len(bloc.name) <= LONGEST_BUTTON else bloc.name[: LONGEST_BUTTON - 1] + "…"


def members(say: Speech, size: int) -> Text:
    return say.plural("{n} member", "{n} members", size)


def network(given: str) -> str:
    """A network as people call it."""
    return NETWORKS.get(given, given)


def names(some: Sequence[str]) -> Data:
    """Names that people gave, in a row."""
    return Data(", ".join(some))
