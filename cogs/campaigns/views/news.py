"""News of a campaign, as rooms read them and whoever asked for it is told."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Block, Button, Card, Data, Line, Name, Style, Text, Typed, view
from bot.api.speech import Speech
from cogs.campaigns.rules.campaign import Campaign, Outcome
from cogs.campaigns.views import words


@view
def news_card(
    say: Speech, campaign: Campaign, detail: str, n: int, is_translated: bool, translators: Sequence[int]
) -> Card:
    """One piece of news: opened, closed, ended, or a number that was reached."""
    match detail:
        case "opened":
            return _opened(say, campaign)
        case "closed":
            return _closed(say, campaign, n)
        case "ended":
            thanks = _of_translators(say, translators) if is_translated else []
            return _ended(say, campaign, n, thanks)
    return _reached(say, campaign, int(detail))


def _opened(say: Speech, campaign: Campaign) -> Card:
    return Card(
        title=say("Now open: {title}", title=words.title(campaign)),
        blocks=(Line(words.how_to_sign(say, campaign)),),
        buttons=(*words.sign(say, campaign), words.read(say, campaign)),
    )


def _closed(say: Speech, campaign: Campaign, n: int) -> Card:
    wait = say.line("What comes of it is told here, and to everyone who asked to be told.")
    return Card(
        title=say("Time is up: {title}", title=words.title(campaign)),
        blocks=(Line(words.signed(say, campaign, n)), wait),
    )


def _reached(say: Speech, campaign: Campaign, milestone: int) -> Card:
    return Card(
        title=words.title(campaign),
        blocks=(
            Line(words.so_many(say, campaign, milestone)),
            Line(_to_go(say, campaign.goal - milestone)),
            *(words.instead_of_button(say, campaign) if campaign.is_running else ()),
        ),
        buttons=words.sign(say, campaign) if campaign.is_running else (),
    )


def _to_go(say: Speech, left: int) -> Text:
    """How many are lacking after a number that was reached."""
    if left > 0:
        return say.plural("{n} more is needed.", "{n} more are needed.", left)
    if left == 0:
        return say("The goal is reached. Everyone more makes it stronger.")
    return say("That is more than was needed.")


def headline(say: Speech, campaign: Campaign) -> Text:
    """What came of it, and of what."""
    title = words.title(campaign)
    match campaign.outcome:
        case Outcome.WON:
            return say("Won: {title}", title=title)
        case Outcome.LOST:
            return say("Lost: {title}", title=title)
        case Outcome.PARTLY:
            return say("Partly won: {title}", title=title)
    return say("Over: {title}", title=title)


def _thanks(say: Speech, campaign: Campaign) -> Text:
    """As much care for those who lost as for those who won."""
    match campaign.outcome:
        case Outcome.WON:
            return say("You did this together. Thank you to all of you.")
        case Outcome.LOST:
            return say("It was right to ask, and you showed how many you are. Thank you to all of you.")
    return say("A part is won, and the rest is still worth asking for. Thank you to all of you.")


def _of_translators(say: Speech, translators: Sequence[int]) -> list[Block]:
    """Thanks by name, where they may be named."""
    if not translators:
        return [say.line("Thank you to those who translated it.")]
    parts: Text = ()
    for member in translators:
        parts += (*((", ",) if parts else ()), Name(member))
    return [say.line("Thank you to those who translated it: {people}.", people=parts)]


def _ended(say: Speech, campaign: Campaign, n: int, thanks: Sequence[Block]) -> Card:
    blocks = [*words.news(say, campaign), Line(words.signed(say, campaign, n)), Line(_thanks(say, campaign))]
    return Card(
        title=headline(say, campaign),
        blocks=(*blocks, *thanks),
        style=Style.GOOD if campaign.outcome is Outcome.WON else Style.PLAIN,
    )


@view
def told_card(
    say: Speech, campaign: Campaign, n: int, is_translated: bool, running: Sequence[Campaign]
) -> Card:
    """What a person is told who asked how it ends: in private, once, with what still needs names."""
    blocks: list[Block] = [
        say.line("You asked to be told how this ends."),
        *words.news(say, campaign),
        Line(words.signed(say, campaign, n)),
        Line(_thanks(say, campaign)),
    ]
    if is_translated:
        blocks += _of_translators(say, ())
    buttons: tuple[Button, ...] = ()
    if running:
        blocks.append(Line(_needing(say, running)))
        buttons = tuple(words.to_sign(say.word("Sign {name}", name=Data(one.name)), one) for one in running)
    return Card(title=headline(say, campaign), blocks=tuple(blocks), buttons=buttons)


def _needing(say: Speech, running: Sequence[Campaign]) -> Text:
    parts: Text = ()
    for one in running:
        parts += (*((" · ",) if parts else ()), *words.title(one))
    return say.plural(
        "{n} campaign still needs names: {some}",
        "{n} campaigns still need names: {some}",
        len(running),
        some=parts,
    )


@view
def over_card(say: Speech, campaign: Campaign, n: int) -> Card:
    """What whoever started it is told when its time is up."""
    return Card(
        title=say("Time is up: {title}", title=words.title(campaign)),
        blocks=(
            Line(words.signed(say, campaign, n)),
            say.line(
                "When you know what came of it, tell everyone: {end}",
                end=_to_end(campaign, "won"),
            ),
            say.line("To go on: {extend}", extend=Typed(f"campaign extend {campaign.name} closes:14d")),
        ),
        buttons=(
            _end(say.word("It is won"), campaign, "won"),
            _end(say.word("A part is won"), campaign, "partly"),
            _end(say.word("It is lost"), campaign, "lost"),
        ),
    )


def _to_end(campaign: Campaign, outcome: str) -> Typed:
    return Typed(f"campaign end {campaign.name} {outcome} …")


def _end(label: str, campaign: Campaign, outcome: str) -> Button:
    """Opens a form for what is to be told; where one types, the line for it."""
    arguments = {**words.which(campaign.number), "outcome": outcome}
    return Button(label, "campaign end", arguments, line=_to_end(campaign, outcome).line)
