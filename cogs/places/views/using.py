"""Cards for one person: which assembly they mean, and with which account they take part."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Button, Card, Data, Line, Style, Text, Typed, view
from bot.api.speech import Speech

_USE = "assembly use"


@view
def choice(say: Speech, own: Mapping[int, str], present: int | None) -> Card:
    """The assemblies of a person, to choose one."""
    if not own:
        return say.card("You are on the roll of no assembly yet.")
    lines = [Line(_listed(say, name, id_ == present)) for id_, name in own.items()]
    if not say.face.buttons and not say.face.numbered:
        lines.append(say.line("To choose: {line}", line=Typed(f"{_USE} {next(iter(own.values()))}")))
    buttons = tuple(
        Button(name[:60], _USE, {"name": str(id_)}, Style.MAIN if id_ == present else Style.PLAIN)
        for id_, name in own.items()
    )
    shown = buttons[:20] if say.face.buttons or say.face.numbered else ()
    return Card(
        title=say("Which assembly do you mean where we are alone?"), blocks=tuple(lines), buttons=shown
    )


def _listed(say: Speech, name: str, is_present: bool) -> Text:
    return say("{name}: the one you chose", name=Data(name)) if is_present else (Data(name),)


@view
def chosen(say: Speech, name: str, is_one_of_several: bool) -> Card:
    text = say("Where we are alone, you mean {name} from now on.", name=Data(name))
    if is_one_of_several:
        other = say("For another one, say it with the number, such as {line}.", line=_example(say))
        text = (*text, " ", *other)
    return Card(blocks=(Line(text),))


def _example(say: Speech) -> Typed:
    return Typed(f"vote 12@{say.word('depot')} {say.word('for')}")


@view
def brought(say: Speech, name: str) -> Card:
    """Told to whoever comes onto another roll because their bloc decided so."""
    return Card(
        blocks=(
            say.line(
                "A bloc of yours has become an assembly of its own, {name}. You are on its roll from now on, "
                "with a vote there, and stay on the roll that you were on.",
                name=Data(name),
            ),
            say.line(
                "I keep your account id and what you do there, not your messages. What is kept: {kept}. "
                "If you do not want to be on it: {leave}",
                kept=Typed("privacy"),
                leave=Typed("member leave"),
            ),
        ),
        buttons=(Button(say.word("What is kept"), "privacy"), Button(say.word("Leave"), "member leave")),
    )


@view
def alone(say: Speech) -> Card:
    return say.card(
        "Good: this account alone is you. Should that change, link another one: {line}",
        line=Typed("account link"),
    )
