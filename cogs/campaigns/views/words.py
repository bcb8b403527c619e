"""The words of campaigns that several cards share."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.api.card import Block, Button, Chat, Data, Line, Quote, Style, Text, Typed
from bot.api.number import Numbered
from bot.api.speech import Speech
from cogs.campaigns.rules.campaign import Campaign, Outcome, State


def called(campaign: Campaign) -> Text:
    """A campaign by number and title, with its symbol between, and the word that is typed for it."""
    named = (f"{campaign.number} ", *title(campaign))
    if campaign.state is State.ARCHIVED:  # nobody types its word any more
        return named
    return (*named, " (", Data(campaign.name), ")")


def title(campaign: Campaign) -> Text:
    """Its title, with its symbol before."""
    symbol: Text = (Data(campaign.symbol), " ") if campaign.symbol else ()
    return (*symbol, Data(campaign.title))


def kind(say: Speech, campaign: Campaign) -> str:
    """What it is, in a word."""
    return say.word("Pledge") if campaign.is_pledge else say.word("Letter")


def head(say: Speech, campaign: Campaign) -> Text:
    """What it is, its number and how it is signed, and to whom it goes."""
    what = say("{kind} {number}", kind=kind(say, campaign), number=campaign.number)
    if campaign.addressee:
        what = say("{what} to {addressee}", what=what, addressee=Data(campaign.addressee))
    match campaign.state:
        case State.WAITING:
            return say("{what} · not open yet", what=what)
        case State.OPEN | State.MET:
            return what
    return say("{what} · {outcome}", what=what, outcome=outcome(say, campaign))


def is_hidden(campaign: Campaign) -> bool:
    """Whether how many have pledged is not told: a bloc that vouches would see its number before it holds."""
    return campaign.is_pledge and campaign.met_at is None


def is_unmet(campaign: Campaign) -> bool:
    """Whether it is a pledge that holds nobody, as it is over and its number was never reached."""
    return is_hidden(campaign) and not campaign.is_running and campaign.opened_at is not None


def label(say: Speech, campaign: Campaign) -> str:
    """What the bar of a campaign counts."""
    return say.word("Pledged") if campaign.is_pledge else say.word("Signed")


def percent(say: Speech, campaign: Campaign, n: int) -> str:
    """How much of the goal that is: 41 %."""
    return say.word("{n} %", n=n * 100 // campaign.goal)


def count(say: Speech, campaign: Campaign, n: int) -> str:
    """How many there are, and are wanted: 412 of 1,000."""
    return say.word("{n} of {goal}", n=n, goal=campaign.goal)


def progress(say: Speech, campaign: Campaign, n: int) -> Text:
    """How far a campaign is: 412 of 1,000 · 3 days left; before a pledge holds its number is not told."""
    if not is_hidden(campaign):
        so_far: Text = (count(say, campaign, n),)
    elif campaign.is_running:
        so_far = say.plural(
            "{n} is needed; how many there are is told once that is reached",
            "{n} are needed; how many there are is told once that is reached",
            campaign.goal,
        )
    else:
        so_far = say("its number was not reached")
    if campaign.closes_at is None or not campaign.is_running:
        return so_far
    return say("{so_far} · {left}", so_far=so_far, left=left(say, campaign.closes_at))


def signed(say: Speech, campaign: Campaign, n: int) -> Text:
    """How many signed a campaign that is over."""
    if campaign.is_pledge:
        return say.plural("{n} person pledged it.", "{n} people pledged it.", n)
    return say.plural("{n} person signed it.", "{n} people signed it.", n)


def so_many(say: Speech, campaign: Campaign, n: int) -> Text:
    """How many have signed by now."""
    if campaign.is_pledge:
        return say.plural("{n} person has pledged.", "{n} people have pledged.", n)
    return say.plural("{n} person has signed.", "{n} people have signed.", n)


def newest(say: Speech, campaign: Campaign, newest: int, n: int) -> Text:
    """How many of all have signed the words as they are now."""
    return say(
        "The text was changed: {newest} of {n} signed it as it is now (version {version}).",
        newest=newest,
        n=n,
        version=campaign.version,
    )


def left(say: Speech, closes_at: datetime) -> Text:
    """How long there is still time: 3 days left; at the end until when, as cards are drawn once a day."""
    away = closes_at - say.now
    if away < timedelta(days=2):
        return say("until {when}", when=say.moment(closes_at))
    return say.plural("{n} day left", "{n} days left", round(away / timedelta(days=1)))


def outcome(say: Speech, campaign: Campaign) -> str:
    """What came of a campaign, in a word or two."""
    match campaign.outcome:
        case Outcome.WON:
            return say.word("won")
        case Outcome.LOST:
            return say.word("lost")
        case Outcome.PARTLY:
            return say.word("partly won")
    return say.word("not met") if is_unmet(campaign) else say.word("over")


def news(say: Speech, campaign: Campaign) -> list[Block]:
    """What came of it in the words of whoever ended it, and where that can be read."""
    said: list[Block] = [Quote(campaign.news)] if campaign.news else []
    if campaign.source:
        said.append(say.line("Read more: {source}", source=Data(campaign.source)))
    return said


def which(number: Numbered) -> dict[str, str | int]:
    return {"campaign": str(number)}


def sign(say: Speech, campaign: Campaign) -> tuple[Button, ...]:
    """The button that opens a private answer, in which one signs; none where others read what is typed."""
    if not _is_unread(say):
        return ()
    words = say.word("Pledge") if campaign.is_pledge else say.word("Sign")
    return (to_sign(words, campaign),)


def _is_unread(say: Speech) -> bool:
    """Whether nobody else reads what is pressed or typed there."""
    return say.face.whispers or say.alone


def how_to_sign(say: Speech, campaign: Campaign) -> Text:
    """What is typed to sign it, and where."""
    line = Typed(f"sign {campaign.name}")
    if _is_unread(say):
        return (
            say("To pledge: {line}", line=line)
            if campaign.is_pledge
            else say("To sign it: {line}", line=line)
        )
    chat = Chat(say.word("open a chat with me"))
    if campaign.is_pledge:
        return say("To pledge, write {line} where we are alone: {chat}", line=line, chat=chat)
    return say("To sign it, write {line} where we are alone: {chat}", line=line, chat=chat)


def instead_of_button(say: Speech, campaign: Campaign) -> list[Line]:
    """How to sign where no button for it stands."""
    return [] if _is_unread(say) else [Line(how_to_sign(say, campaign))]


def to_sign(label: str, campaign: Campaign) -> Button:
    """One that asks in private first; where one types instead, a word is enough."""
    line = f"sign {campaign.name}"
    return Button(label, "signature show", which(campaign.number), Style.MAIN, line=line)


def read(say: Speech, campaign: Campaign) -> Button:
    return Button(say.word("Read"), "campaign read", which(campaign.number))


def sponsor(say: Speech, campaign: Campaign) -> Button:
    return Button(say.word("Sponsor it"), "campaign sponsor", which(campaign.number), Style.MAIN)


def buttons(say: Speech, campaign: Campaign) -> tuple[Button, ...]:
    """What can be done about it at a press."""
    if campaign.state is State.WAITING:
        needs = (sponsor(say, campaign),) if campaign.sponsors_needed else ()
        return (*needs, read(say, campaign))
    if campaign.is_running:
        return (*sign(say, campaign), read(say, campaign))
    return (read(say, campaign),)
