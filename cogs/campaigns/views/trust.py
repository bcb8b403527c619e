"""Words that count as one, and blocs that vouch."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.blocs import Bloc
from bot.api.card import Button, Card, Data, Field, Line, Name, Text, Typed, view
from bot.api.speech import Speech, Value
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.term import Merge


@view
def merged(say: Speech, gone: str, into: str, number: int) -> Card:
    """A word counts as another from now on."""
    said = say.line("“{gone}” counts as “{into}” from now on.", gone=Data(gone), into=Data(into))
    undo = Button(say.word("Undo"), "campaign merge", {"undo": number})
    return Card(
        blocks=(said, say.line("Nobody’s signature is changed by it. Numbers follow within the hour.")),
        buttons=(undo,),
    )


@view
def unmerged(say: Speech, undone: Merge) -> Card:
    return say.card("“{gone}” counts as itself again.", gone=Data(undone.gone))


@view
def merges(say: Speech, stated: Sequence[str], log: Sequence[Merge]) -> Card:
    """What people have stated, without numbers, and what stewards have made one."""
    blocks: list[Field | Line] = []
    if stated:
        blocks.append(Field(say("Stated"), _in_a_row([Data(word) for word in stated])))
    else:
        blocks.append(say.line("Nobody has stated anything yet that can be listed."))
    blocks += [Line(_logged(say, one)) for one in log]
    example = Typed("campaign merge infirmière into:nurse")
    blocks.append(say.line("To have two words count as one: {command}", command=example))
    return Card(title=say("Words that people sign with"), blocks=tuple(blocks))


def _logged(say: Speech, one: Merge) -> Text:
    by: Text = (Name(one.steward),) if one.steward is not None else say("somebody who has left")
    said: dict[str, Value] = {"number": one.number, "gone": Data(one.gone), "into": Data(one.into), "by": by}
    if one.undone_at is not None:
        return say("{number}: “{gone}” counted as “{into}” (by {by}), and no longer does.", **said)
    return say("{number}: “{gone}” counts as “{into}” (by {by}, {at}).", at=say.moment(one.at), **said)


def _in_a_row(parts: Sequence[Data]) -> Text:
    return tuple(piece for i, part in enumerate(parts) for piece in ((", ",) if i else ()) + (part,))


@view
def vouched(say: Speech, campaign: Campaign, body: Bloc, trade: str) -> Card:
    """A bloc gives its word."""
    bloc = body.name
    if trade:
        said = say.line(
            "{bloc} vouches under campaign {number} for its members who state “{trade}”, or no trade.",
            bloc=Data(bloc),
            number=campaign.number,
            trade=Data(trade),
        )
    else:
        said = say.line(
            "{bloc} vouches for its members under campaign {number}.",
            bloc=Data(bloc),
            number=campaign.number,
        )
    seen = say.line("Nobody sees who of them has signed, you neither. Numbers follow within the hour.")
    stop = Button(
        say.word("Vouch no longer"),
        "campaign vouch",
        {"campaign": str(campaign.number), "bloc": str(body.id), "stop": "yes"},
    )
    return Card(blocks=(said, seen), buttons=(stop,))


@view
def stopped(say: Speech, campaign: Campaign, bloc: str) -> Card:
    return say.card(
        "{bloc} vouches no longer under campaign {number}.", bloc=Data(bloc), number=campaign.number
    )


@view
def vouching(say: Speech, campaign: Campaign, some: Sequence[tuple[str, str]]) -> Card:
    """The blocs that vouch."""
    typed = Typed(f"campaign vouch {campaign.number} Nurses as:nurse")
    how = say.line("A bloc’s keeper can vouch for its members: {command}", command=typed)
    if not some:
        return Card(blocks=(say.line("No bloc vouches under campaign {n} yet.", n=campaign.number), how))
    lines = [
        Line(say("{bloc}: {trade}", bloc=Data(bloc), trade=Data(trade)) if trade else (Data(bloc),))
        for bloc, trade in some
    ]
    title = say("Blocs that vouch under campaign {n}", n=campaign.number)
    return Card(title=title, blocks=(*lines, how))


@view
def kept(say: Speech) -> Card:
    """A line of /privacy."""
    return say.card(
        "Campaigns: which words you made one as a steward, and which signatures on paper you handed in, for "
        "as long as the assembly is there. Other stewards see the first, nobody the second."
    )
