"""What signatories read when they are asked in private, and once they have answered."""

from __future__ import annotations

from bot.api.card import Button, Card, Quote, Style, Typed, view
from bot.api.speech import Speech
from cogs.campaigns.rules.breakdown import STEP
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.question import Gathered, Yes
from cogs.campaigns.rules.signature import Mark
from cogs.campaigns.rules.signing import Held, together_at
from cogs.campaigns.views import words


def _button(say: Speech, campaign: Campaign, answer: Yes, label: str, style: Style = Style.PLAIN) -> Button:
    given: dict[str, str | int] = {**words.which(campaign.number), "answer": answer.value}
    line = f"signature agree {campaign.name} {answer.value}"
    if answer is Yes.TEXT:  # which words were read: they may be changed once more
        given["read"] = campaign.edition
    return Button(label, "signature agree", given, style, line=line)


def _take_back(say: Speech, campaign: Campaign) -> Button:
    return Button(say.word("Take it back"), "unsign", words.which(campaign.number))


@view
def new_text(say: Speech, campaign: Campaign, n: int, newest: int) -> Card:
    """Asks who signed earlier words whether they sign these as well."""
    return Card(
        title=say("The text has changed: {campaign}", campaign=words.called(campaign)),
        blocks=(
            say.line("What you signed stays what you signed. Do you sign it as it is now, too?"),
            *((Quote(campaign.text),) if campaign.text else ()),
            say.line(
                "{newest} of {n} have signed it as it is now (version {version}).",
                newest=newest,
                n=n,
                version=campaign.version,
            ),
            say.line("Or write: {command}", command=Typed(f"signature agree {campaign.name} text")),
        ),
        buttons=(
            _button(say, campaign, Yes.TEXT, say.word("I sign this too"), Style.MAIN),
            words.read(say, campaign),
            _take_back(say, campaign),
        ),
    )


@view
def show_names(say: Speech, campaign: Campaign, n: int, gathered: Gathered) -> Card:
    """Asks who chose to be shown together whether their name may stand there now."""
    return Card(
        title=say("Show your name now? {campaign}", campaign=words.called(campaign)),
        blocks=(
            say.line(
                "{n} have signed; {together} of them, vouched for, want to be shown together with {wanted}.",
                n=n,
                together=gathered.together - (gathered.together - together_at(campaign)) % STEP,
                wanted=together_at(campaign),
            ),
            say.line("If you do not answer, your name stays hidden. Names appear in a day at the earliest."),
            say.line("Or write: {command}", command=Typed(f"signature agree {campaign.name} show")),
        ),
        buttons=(
            _button(say, campaign, Yes.SHOW, say.word("Show")),
            _button(say, campaign, Yes.HIDE, say.word("Not yet")),
            _take_back(say, campaign),
        ),
    )


@view
def do_it(say: Speech, campaign: Campaign, vouched: int) -> Card:
    """Asks who pledged whether they will, now that there are enough."""
    return Card(
        title=say("There are enough of you: {campaign}", campaign=words.called(campaign)),
        blocks=(
            *((Quote(campaign.text),) if campaign.text else ()),
            say.line(
                "{n} of you have pledged it; {goal} were needed. Will you?", n=vouched, goal=campaign.goal
            ),
            say.line("Or write: {command}", command=Typed(f"signature agree {campaign.name} do")),
        ),
        buttons=(
            _button(say, campaign, Yes.DO, say.word("Yes, I will"), Style.MAIN),
            _take_back(say, campaign),
        ),
    )


@view
def agreed(say: Speech, campaign: Campaign, held: Held, answer: Yes) -> Card:
    """What stands now that somebody answered; how many have is told to nobody before names are shown."""
    called = words.called(campaign)
    match answer:
        case Yes.TEXT:
            return say.card("You have signed it as it is now: {campaign}", campaign=called)
        case Yes.HIDE:
            again = Typed(f"signature agree {campaign.name} show")
            return say.card("Your name stays hidden. To show it later: {command}", command=again)
        case Yes.DO:
            return say.card("You have said yes: {campaign}", campaign=called)
    if campaign.shown_at is not None and held.signature.has(Mark.AGREED):
        return say.card("Your name stands with the others now: {campaign}", campaign=called)
    return say.card(
        "You have said yes. Names appear once {n} have whom a bloc vouches for, and a day after you were "
        "asked at the earliest. To hide yours again: {command}",
        n=together_at(campaign),
        command=Typed(f"signature agree {campaign.name} hide"),
    )


@view
def now_asked(say: Speech, campaign: Campaign, answer: Yes) -> Card:
    """A line of /now: what somebody who has signed is asked."""
    title = words.title(campaign)
    line = Typed(f"signature agree {campaign.name} {answer.value}")
    match answer:
        case Yes.TEXT:
            return say.card(
                "{title} was changed since you signed. To read it: {read}. To sign it as it is now: {line}",
                title=title,
                read=Typed(f"campaign read {campaign.name}"),
                line=line,
            )
        case Yes.DO:
            return say.card("{title}: there are enough of you. If you will: {line}", title=title, line=line)
    return say.card("{title}: to show your name with the others: {line}", title=title, line=line)
