"""Cards about the rooms of blocs: what would change, what a network refuses, what a hand has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.api.card import Block, Button, Card, Data, Line, Style, Text, view
from bot.api.rooms import Changed, Difference, RoomNews
from bot.api.speech import N_, Speech
from cogs.blocs.rules.bloc import Bloc
from cogs.blocs.rules.room import HOUSE, SPACE, Lodging
from cogs.blocs.views import words

MOST_SHOWN = 20
Differences = Mapping[str, tuple[Difference, ...] | None]
_CHANGES = {
    Changed.NAME: N_("its name"),
    Changed.TOPIC: N_("what it says of itself"),
    Changed.ABOVE: N_("what it hangs under"),
    Changed.ENTRANCE: N_("who gets in"),
    Changed.SEALED: N_("encryption"),
    Changed.ENTERS: N_("let in: {n}"),
    Changed.LEAVES: N_("put out: {n}"),
    Changed.MAY: N_("may: {what}"),
    Changed.MAY_NOT: N_("may not: {what}"),
    Changed.ROLE: N_("its role"),
}
_SPECIAL: Mapping[tuple[Changed | str, ...], str] = {
    (Changed.ABOVE, "thread"): N_("more people than a channel takes, so it goes on as a private thread"),
    (Changed.ROLE, "new"): N_("a new role with its name"),
    (Changed.SEALED, "stays"): N_("nothing about encryption: what is encrypted stays so"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """What the networks say: by kind of room, then by network; and which of their limits are near."""

    differences: Mapping[str, Differences] = field(default_factory=dict)
    warnings: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def is_as_planned(self) -> bool:
        return all(found == () for each in self.differences.values() for found in each.values())


@view
def permissions_card(say: Speech, bloc: Bloc, found: Found) -> Card:
    """What would be changed about the rooms, before it is."""
    blocks: list[Block] = []
    for kind, by_network in found.differences.items():
        for network, differences in sorted(by_network.items()):
            blocks += _told(say, _where(say, kind, network), differences)
    blocks += [
        say.line("{network} says: {warning}", network=words.network(network), warning=say.word(warning))
        for network, warnings in found.warnings.items()
        for warning in warnings
    ]
    title = say("Rooms of {name}", name=words.name(bloc))
    if not blocks:
        blocks.append(say.line("It has no room yet."))
    if found.is_as_planned and any(found.differences.values()):
        return Card(title=title, blocks=(*blocks, say.line("There is nothing that I would change.")))
    given: dict[str, str | int] = {"name": words.handle(say, bloc), "apply": "yes"}
    return Card(
        title=title,
        blocks=tuple(blocks),
        buttons=(Button(say.word("Apply"), "bloc permissions", given, Style.MAIN),),
    )


def _where(say: Speech, kind: str, network: str) -> Text:
    called = words.network(network)
    if kind == HOUSE:
        return say("What holds the rooms of all blocs, on {network}", network=called)
    if kind == SPACE:
        return say("The space around it, on {network}", network=called)
    return say("Its room on {network}", network=called)


def _told(say: Speech, where: Text, differences: Sequence[Difference] | None) -> list[Block]:
    if differences is None:
        return [Line((*where, ": ", *say("I can't see it just now.")))]
    if not differences:
        return [Line((*where, ": ", *say("as it is to be.")))]
    said = "; ".join(_changes(say, differences))
    return [Line((*where, ": ", *say("I would change: {changes}", changes=Data(said))))]


def _changes(say: Speech, differences: Sequence[Difference]) -> list[str]:
    """The kinds of changes, people as a number alone: who they are is nobody's business here."""
    said = []
    for changed in Changed:
        these = [one for one in differences if one.changed is changed]
        if not these:
            continue
        whats = sorted({one.what for one in these if one.what})
        if changed in (Changed.MAY, Changed.MAY_NOT):
            said += [say.word(_CHANGES[changed], what=Data(what)) for what in whats[:MOST_SHOWN]]
        elif changed in (Changed.ENTERS, Changed.LEAVES):
            said.append(say.word(_CHANGES[changed], n=len(these)))
        else:
            said.append(say.word(_SPECIAL.get((changed, *whats), _CHANGES[changed])))
    return said


@view
def trouble_card(say: Speech, bloc: Bloc | None, lodging: Lodging, what: RoomNews) -> Card:
    """What went wrong with a room, and what to do about it."""
    network = words.network(lodging.network)
    name = words.name(bloc) if bloc is not None else Data("")
    if what is RoomNews.REFUSED:
        return Card(blocks=_refused(say, bloc, lodging), buttons=_buttons(say, bloc, say.word("Try again")))
    if what is RoomNews.GONE:
        text = (
            say(
                "The room of {name} on {network} was deleted, or I was put out of it.",
                name=name,
                network=network,
            )
            if bloc is not None
            else say(
                "What holds the rooms of blocs on {network} was deleted, or I was put out of it.",
                network=network,
            )
        )
        return Card(blocks=(Line(text),), buttons=_buttons(say, bloc, say.word("Open it again")))
    text = (
        say("Somebody has changed the room of {name} on {network} by hand.", name=name, network=network)
        if bloc is not None
        else say("Somebody has changed by hand what holds the rooms of blocs on {network}.", network=network)
    )
    buttons = _buttons(say, bloc, say.word("Put it back"))
    if bloc is not None:
        show = words.button(say, say.word("Show me"), "bloc permissions", bloc)
        buttons = (show, *buttons, words.button(say, say.word("Leave it so"), "bloc adopt", bloc))
    return Card(blocks=(Line(text),), buttons=buttons)


def _refused(say: Speech, bloc: Bloc | None, lodging: Lodging) -> tuple[Block, ...]:
    network, lacks = words.network(lodging.network), Data(lodging.lacks)
    first = (
        say(
            "I could not make the room of {name} as it is to be on {network}.",
            name=words.name(bloc),
            network=network,
        )
        if bloc is not None
        else say(
            "I could not make what holds the rooms of blocs as it is to be on {network}.", network=network
        )
    )
    if lodging.why:
        why = Data(say.catalog.gettext(lodging.why))
        reason = say.line("The reason it gives: {why}. Once that is mended, press Try again.", why=why)
        return (Line(first), reason)
    if not lodging.lacks:
        return (Line(first),)
    need = say.line(
        "Somebody who manages it there has to allow me: {lacks}. Then press Try again.", lacks=lacks
    )
    return (Line(first), need)


def _buttons(say: Speech, bloc: Bloc | None, label: str) -> tuple[Button, ...]:
    if bloc is None:
        return (Button(label, "bloc mend-house", style=Style.MAIN),)
    return (words.button(say, label, "bloc mend", bloc, Style.MAIN),)


@view
def mending(say: Speech, bloc: Bloc) -> Card:
    return say.card(
        "I see to the rooms of {name} now; its card says how far they are.", name=words.name(bloc)
    )


@view
def mending_house(say: Speech) -> Card:
    return say.card("I see to what holds the rooms of blocs now.")


@view
def adopted(say: Speech, bloc: Bloc, any_changed: bool) -> Card:
    if not any_changed:
        return say.card("Nothing was changed by hand about the rooms of {name}.", name=words.name(bloc))
    return say.card("What was changed by hand about the rooms of {name} stays.", name=words.name(bloc))
