"""The words of a letter that is handed over, in the letter's own language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.api.card import Card, Data, Text, Typed, view
from bot.api.deeds import Said
from bot.api.speech import Speech
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.handover import Form, Signatory, Sums
from cogs.campaigns.views import words

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&=:])")


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands above the names, and below them."""

    title: str = field(repr=False)
    to: str = field(repr=False)
    text: str = field(repr=False)
    signed: str = field(repr=False)
    below: tuple[str, ...] = field(repr=False)
    made: str = field(repr=False)


def letter(say: Speech, campaign: Campaign, sums: Sums) -> Letter:
    """The letter without its names."""
    to = say.word("To: {addressee}", addressee=Data(campaign.addressee)) if campaign.addressee else ""
    day = say.word("As of {day}", day=say.moment(say.now))
    return Letter(
        campaign.title, to, campaign.text, _signed(say, sums), tuple(_below(say, campaign, sums)), day
    )


def _signed(say: Speech, sums: Sums) -> str:
    return _counted(say.plural("Signed by {n} person", "Signed by {n} people", sums.total))


def _below(say: Speech, campaign: Campaign, sums: Sums) -> list[str]:
    """Who stands under it without a name, on paper, or as an organisation."""
    lines = []
    if campaign.version > 1:
        lines.append(
            say.word(
                "This is version {n} of the text. Who signed an earlier one has it beside their name.",
                n=campaign.version,
            )
        )
    if sums.unnamed:
        lines.append(unnamed(say, sums.unnamed))
    if sums.paper:
        lines.append(on_paper(say, sums.paper))
    if sums.organisations:
        some = say.listed(list(sums.organisations))
        lines.append(say.word("Organisations: {some}", some=Data(some)))
    return lines


def unnamed(say: Speech, n: int) -> str:
    said = say.plural(
        "{n} more person, whose name is not shown", "{n} more people, whose names are not shown", n
    )
    return _counted(said)


def on_paper(say: Speech, n: int) -> str:
    said = say.plural("{n} signature on paper, counted apart", "{n} signatures on paper, counted apart", n)
    return _counted(said)


def _counted(said: Text) -> str:
    """A message that holds nothing but a number."""
    return "".join(str(part) for part in said)


def headings(say: Speech) -> list[str]:
    """The first row of a table."""
    return [
        say.word("What"),
        say.word("Name"),
        say.word("Trade"),
        say.word("Workplace"),
        say.word("Association"),
        say.word("Country"),
        say.word("Signatures"),
    ]


def kinds(say: Speech) -> tuple[str, str, str, str]:
    """What a row of the table is: a signature, those without a name, those on paper, an organisation."""
    return say.word("signature"), say.word("names not shown"), say.word("on paper"), say.word("organisation")


def above_in_markdown(made: Letter) -> str:
    """The letter as Markdown, up to where the names begin."""
    parts = [
        f"# {escaped(made.title)}",
        escaped(made.to),
        _paragraphs(made.text),
        f"## {escaped(made.signed)}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n\n"


def name_in_markdown(say: Speech, one: Signatory) -> str:
    stated = beside_a_name(say, one)
    return f"- {escaped(one.called)}{', ' if stated else ''}{escaped(stated)}\n"


def signed_as(say: Speech, kind: str, one: Signatory) -> str:
    """What a row of the table is, where that is a signature."""
    return say.word("{kind}, version {n}", kind=kind, n=one.version) if one.version else kind


def beside_a_name(say: Speech, one: Signatory) -> str:
    """What people say of themselves, and which words they signed where those were changed since."""
    earlier = say.word("signed version {n}", n=one.version) if one.version else ""
    return ", ".join(part for part in (one.stated, earlier) if part)


def below_in_markdown(made: Letter) -> str:
    lines = [escaped(line) for line in (*made.below, made.made)]
    return "".join(f"\n{line}\n" for line in lines)


def escaped(text: str) -> str:
    """Words that mean nothing to Markdown, in one line."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _paragraphs(text: str) -> str:
    return "\n\n".join(escaped(part) for part in re.split(r"\n\s*\n", text) if part.strip())


@view
def handed(say: Speech, campaign: Campaign, form: Form, sums: Sums) -> Card:
    """What goes with the file."""
    named = say.plural("{n} name is shown", "{n} names are shown", sums.named)
    if not sums.named:
        named = say("No name is shown")
    lines = [say.line("{signed}. {named}, as each owner chose.", signed=_signed(say, sums), named=named)]
    if form is Form.CSV:
        lines.append(say.line("It opens in any spreadsheet; what looks like a formula is shown as text."))
    return Card(title=_file_of(say, campaign), blocks=tuple(lines))


@view
def handed_stated(say: Speech, campaign: Campaign, sums: Sums) -> Card:
    """What goes with the file of what signatories stated."""
    return Card(
        title=_file_of(say, campaign),
        blocks=(
            say.line("{n} rows with what people said of themselves, in no order of time.", n=sums.total),
            say.line(
                "Names stand in it only where their owners show them. Keep it off work devices, "
                "and erase it when it has served."
            ),
        ),
    )


def _file_of(say: Speech, campaign: Campaign) -> Text:
    return say("Campaign {called} as a file", called=words.called(campaign))


def says_hand_over(campaign: Campaign | None) -> Said:
    """The deed in words."""

    def said(say: Speech) -> Text:
        if campaign is None:
            return say("Hand over what signatories of a campaign said of themselves")
        return say(
            "Hand a steward what the signatories of campaign {called} said of themselves: trade, workplace, "
            "association and country, with names only where they are shown",
            called=words.called(campaign),
        )

    return said


@view
def allowed(say: Speech, campaign: Campaign, fetch: str) -> Card:
    """To the steward who asked."""
    return Card(
        title=say("You may fetch it now"),
        blocks=(say.line("Once, within a day, in a chat with me alone: {command}", command=Typed(fetch)),),
    )


@view
def announced(say: Speech, campaign: Campaign) -> Card:
    """To everybody."""
    return Card(
        title=say("What signatories of {called} said is handed to a steward", called=words.called(campaign)),
        blocks=(
            say.line(
                "Trade, workplace, association and country, row by row. Names stand in it only where their "
                "owners show them. To take your signature back: {command}",
                command=Typed(f"unsign {campaign.name}"),
            ),
        ),
    )


def entries(say: Speech, some: Sequence[Signatory]) -> list[dict[str, str]]:
    """Names as the press sets them."""
    return [{"name": one.called, "stated": beside_a_name(say, one)} for one in some]
