"""Motions for other workplaces, and how far they have come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.api.card import Block, Button, Card, Data, Line, Quote, Style, Text, Typed, view
from bot.api.speech import Speech
from cogs.campaigns.rules.model import Adoption, Carried, Model

SHORT_TEXT, MOST_NAMED = 280, 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A model with the bodies that carried it."""

    model: Model
    carried: Carried
    adoptions: tuple[Adoption, ...] = ()


def called(model: Model) -> Text:
    return (f"{model.id} ", Data(model.title))


@view
def model_card(say: Speech, shown: Shown, *, is_ours: bool) -> Card:
    """A motion for other workplaces as it stands; ours can be added to and confirmed."""
    model = shown.model
    blocks: list[Block] = []
    if model.text:
        blocks.append(
            Quote(model.text if not is_ours or len(model.text) <= SHORT_TEXT else _short(model.text))
        )
    blocks.append(Line(carried(say, shown.carried), strong=True))
    named = [one for one in shown.adoptions if one.is_confirmed and one.body]
    if named:
        blocks.append(Line((say.word("Among them: {some}", some=Data(_bodies(say, named))),)))
    for one in [one for one in shown.adoptions if not one.is_confirmed][:MOST_NAMED]:
        blocks.append(_reported(say, one))
        if one.proof:
            blocks.append(_proof(say, one))
    if model.withdrawn_at is not None:
        blocks.append(say.line("It is offered no more."))
    else:
        blocks.append(say.line("To move it where you work: {command}", command=_propose(model)))
    if is_ours and model.withdrawn_at is None:
        sample = Typed(f"campaign adopted {model.id} body:… town:… for:45 against:2")
        blocks.append(say.line("Carried by a body that does not use this bot? {command}", command=sample))
    head = say("Motion for other workplaces {number}", number=str(model.id))
    return Card(
        title=(Data(model.title),), head=head, blocks=tuple(blocks), buttons=_buttons(say, shown, is_ours)
    )


def _buttons(say: Speech, shown: Shown, is_ours: bool) -> tuple[Button, ...]:
    model = shown.model
    if model.withdrawn_at is not None:
        return ()
    if not is_ours:
        return (Button(say.word("Move it here"), "motion propose", {"model": str(model.id)}, Style.MAIN),)
    waiting = [one for one in shown.adoptions if not one.is_confirmed][:3]
    return tuple(
        Button(
            say.word("Confirm {number}", number=one.number),
            "model confirm",
            {"number": str(model.id), "report": str(one.number)},
        )
        for one in waiting
    )


def carried(say: Speech, so_far: Carried) -> Text:
    """What such movements live on: carried by 14 bodies, 612 for, 9 against."""
    if not so_far.bodies:
        text = say("Carried by nobody yet.")
    else:
        bodies = say.plural("Carried by {n} body", "Carried by {n} bodies", so_far.bodies)
        text = say("{bodies}, {ayes} for, {noes} against.", bodies=bodies, ayes=so_far.ayes, noes=so_far.noes)
    if not so_far.reported:
        return text
    return (*text, " ", *say.plural("{n} more is reported.", "{n} more are reported.", so_far.reported))


def _reported(say: Speech, one: Adoption) -> Line:
    return say.line(
        "Reported, not confirmed yet: {number} {body}, {ayes} for, {noes} against. A second member who knows "
        "of it confirms: {command}",
        number=one.number,
        body=Data(_body(one)),
        ayes=one.ayes,
        noes=one.noes,
        command=Typed(f"model confirm {one.model} {one.number}"),
    )


def _proof(say: Speech, one: Adoption) -> Line:
    return say.line("Proof of {number}: {proof}", number=one.number, proof=Data(one.proof))


def _bodies(say: Speech, some: Sequence[Adoption]) -> str:
    names = [_body(one) for one in some]
    if len(names) <= MOST_NAMED:
        return say.listed(names)
    rest = say.plural("{n} more", "{n} more", len(names) - MOST_NAMED)
    return say.listed([*names[:MOST_NAMED], "".join(str(part) for part in rest)])


def _body(one: Adoption) -> str:
    return f"{one.body}, {one.town}" if one.town else one.body


def _short(text: str) -> str:
    return f"{text[:SHORT_TEXT].rstrip()} …"


def _propose(model: Model) -> Typed:
    return Typed(f"motion propose model:{model.id}")


@view
def listing(say: Speech, some: Sequence[Shown]) -> Card:
    """The newest of all assemblies."""
    if not some:
        return say.card(
            "Nobody has offered a motion to other workplaces yet. To offer one: {command}",
            command=Typed("campaign model"),
        )
    blocks = [Line((*called(one.model), " · ", *carried(say, one.carried))) for one in some]
    blocks.append(say.line("To read one: {command}", command=Typed(f"model show {some[0].model.id}")))
    return Card(title=say("Motions for other workplaces"), blocks=tuple(blocks))


@view
def published(say: Speech, model: Model) -> Card:
    return Card(
        title=say("Offered to other workplaces: {called}", called=called(model)),
        blocks=(
            say.line("Any assembly that uses this bot can move it: {command}", command=_propose(model)),
            say.line("Everybody can read it: names of people and workplaces have no place in it."),
        ),
    )


@view
def withdrawn(say: Speech, model: Model) -> Card:
    return say.card("{called} is offered no more. What was carried stays carried.", called=called(model))


@view
def reported(say: Speech, model: Model, one: Adoption) -> Card:
    return say.card(
        "Noted as reported: {body}, {ayes} for, {noes} against. It counts once a second member confirms it: "
        "{command}",
        body=Data(_body(one)),
        ayes=one.ayes,
        noes=one.noes,
        command=Typed(f"model confirm {model.id} {one.number}"),
    )


@view
def confirmed(say: Speech, model: Model, one: Adoption, so_far: Carried) -> Card:
    return Card(
        title=say("{body} counts", body=Data(_body(one))),
        blocks=(Line((*called(model), ": ", *carried(say, so_far))),),
    )
