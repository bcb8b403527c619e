"""What a person is told about the campaigns that they started or changed."""

from __future__ import annotations

from bot.api.card import Block, Button, Card, Data, Line, Text, Typed, view
from bot.api.deeds import Said
from bot.api.number import Numbered
from bot.api.speech import Speech
from cogs.campaigns.rules.campaign import Campaign, State
from cogs.campaigns.rules.opening import Needs
from cogs.campaigns.views import words
from cogs.campaigns.views.news import headline

USUAL_GOALS = (20, 50, 100, 1000)


@view
def started(say: Speech, campaign: Campaign) -> Card:
    """What became of a start, and what to do next."""
    called = words.called(campaign)
    if campaign.state is State.WAITING:
        first = say.line("Campaign {called} is there, and not open yet.", called=called)
        return Card(blocks=(first, *_lacking(say, campaign), *_vouching(say, campaign)))
    opened = say.line("Campaign {called} is open.", called=called)
    return Card(blocks=(opened, Line(words.how_to_sign(say, campaign)), *_vouching(say, campaign)))


def _vouching(say: Speech, campaign: Campaign) -> list[Block]:
    """Without a bloc that vouches a pledge is never met."""
    if not campaign.is_pledge:
        return []
    how = Typed(f"campaign vouch {campaign.name} Nurses")
    return [say.line("Only those count whom a bloc vouches for. Its keeper does that: {how}", how=how)]


def _lacking(say: Speech, campaign: Campaign) -> list[Block]:
    said: list[Block] = []
    if campaign.sponsors_needed:
        sponsors = say.plural(
            "It opens once {n} member sponsors it: {how}",
            "It opens once {n} members sponsor it: {how}",
            campaign.sponsors_needed,
            how=Typed(f"campaign sponsor {campaign.name}"),
        )
        said.append(Line(sponsors))
    if campaign.motion is not None:
        said.append(
            say.line(
                "It opens once motion {number} is carried. I have moved that: {show}",
                number=campaign.motion,
                show=Typed(f"motion show {campaign.motion}"),
            )
        )
    return said


@view
def sponsored(say: Speech, campaign: Campaign, sponsors: int) -> Card:
    """How many stand behind it now, and whether it opened."""
    if campaign.is_running:
        return say.card("Thank you. Campaign {called} is open.", called=words.called(campaign))
    needed = campaign.sponsors_needed
    if sponsors < needed:
        return say.card(
            "Thank you. {n} of {needed} sponsor campaign {called}.",
            n=sponsors,
            needed=needed,
            called=words.called(campaign),
        )
    return say.card("Thank you. Campaign {called} waits for its motion.", called=words.called(campaign))


def says_open(campaign: Campaign | None) -> Said:
    """A campaign that is to open, as part of a sentence."""

    def says(say: Speech) -> Text:
        return say("Open campaign {called}", called=words.called(campaign)) if campaign else say("Open it")

    return says


def says_go_on(number: Numbered) -> Said:
    """That a campaign goes on, as part of a sentence."""
    return lambda say: say("Let campaign {number} go on", number=number)


@view
def settings(say: Speech, needs: Needs, can_change: bool) -> Card:
    """What a campaign needs before it opens."""
    if not needs.sponsors and not needs.motion:
        blocks = [say.line("A campaign opens as soon as a member starts it.")]
    else:
        blocks = [say.line("Before a campaign opens:")]
    if needs.sponsors:
        blocks.append(Line(say.plural("{n} member sponsors it.", "{n} members sponsor it.", needs.sponsors)))
    if needs.motion:
        blocks.append(say.line("A motion for it is carried."))
    if can_change:
        example = Typed("campaign settings sponsors:3 motion:no")
        blocks.append(say.line("To change that: {line}", line=example))
    else:
        blocks.append(say.line("Stewards can change that."))
    return Card(title=say("How campaigns open"), blocks=tuple(blocks))


@view
def how_many(say: Speech, motion: Numbered, command: str) -> Card:
    """Asks for the goal of what follows from a motion."""
    choices = tuple(
        Button(say.number(n), command, {"number": str(motion), "goal": str(n)}) for n in USUAL_GOALS
    )
    line = say.line("Or another number: {line}", line=Typed(f"{command} {motion} goal:60"))
    return Card(title=say("How many people does it need?"), blocks=(line,), buttons=choices)


@view
def launched(say: Speech, campaign: Campaign, name: str, bloc: str) -> Card:
    """Who launches it, and whether that is confirmed."""
    if bloc:
        return say.card(
            "{bloc} confirms that {name} launches campaign {number}.",
            bloc=Data(bloc),
            name=Data(name),
            number=campaign.number,
        )
    how = Typed(f"campaign organisation {campaign.name} {name} bloc:Nurses")
    return say.card(
        "{name} stands on the card, not confirmed. Who keeps a bloc that speaks for it confirms: {how}",
        name=Data(name),
        how=how,
    )


@view
def not_launched(say: Speech, campaign: Campaign, name: str) -> Card:
    number = campaign.number
    return say.card("{name} does not stand on campaign {number} any more.", name=Data(name), number=number)


@view
def kept(say: Speech) -> Card:
    return say.card(
        "Campaigns: who started and who sponsored one, so that they can change it and nobody counts twice. "
        "That is shown to nobody, and kept as long as the campaign."
    )


@view
def now_sign(say: Speech, campaign: Campaign) -> Card:
    """A line of /now."""
    line, title = Typed(f"sign {campaign.name}"), words.title(campaign)
    if campaign.is_pledge:
        return say.card("{title} waits for pledges: {line}", title=title, line=line)
    return say.card("{title} can be signed: {line}", title=title, line=line)


@view
def now_sponsor(say: Speech, campaign: Campaign) -> Card:
    line = Typed(f"campaign sponsor {campaign.name}")
    return say.card("{title} needs sponsors: {line}", title=words.title(campaign), line=line)


@view
def now_ended(say: Speech, campaign: Campaign) -> Card:
    """How something ended that was signed, in one line."""
    line = Typed(f"campaign show {campaign.name}")
    return say.card("{headline}. To read it: {line}", headline=headline(say, campaign), line=line)


@view
def now_end(say: Speech, campaign: Campaign) -> Card:
    return say.card(
        "{title}: its time is up. When you know what came of it: {line}",
        title=words.title(campaign),
        line=Typed(f"campaign end {campaign.name} won …"),
    )


@view
def updated(say: Speech, before: Campaign, after: Campaign) -> Card:
    """What a change of the words means for those who have signed."""
    if after.version == before.version:
        return say.card("Campaign {called} is changed.", called=words.called(after))
    kept = say.line(
        "Campaign {called} has a version {version}. Those who signed keep what they signed, and are asked.",
        called=words.called(after),
        version=after.version,
    )
    both = say.line("Both counts are on the card: all, and those of this version.")
    return Card(blocks=(kept, both))


@view
def extended(say: Speech, campaign: Campaign) -> Card:
    """What is wanted now, and until when."""
    if campaign.closes_at is None:
        needs = say.plural(
            "Campaign {called} needs {n} person now.",
            "Campaign {called} needs {n} people now.",
            campaign.goal,
            called=words.called(campaign),
        )
    else:
        needs = say.plural(
            "Campaign {called} needs {n} person, until {until}.",
            "Campaign {called} needs {n} people, until {until}.",
            campaign.goal,
            called=words.called(campaign),
            until=say.understood(campaign.closes_at),
        )
    return Card(blocks=(Line(needs),))


@view
def symbol_set(say: Speech, campaign: Campaign) -> Card:
    if not campaign.symbol:
        return say.card("Campaign {number} has no symbol any more.", number=campaign.number)
    return say.card("On its cards it is now: {title}", title=words.title(campaign))


@view
def ended(say: Speech, campaign: Campaign) -> Card:
    """That everyone is told, and how it can be put away."""
    return say.card(
        "Thank you. It is told here, and once to each who asked. To put it away later: {archive}",
        archive=Typed(f"campaign archive {campaign.name}"),
    )


@view
def given_up(say: Speech, campaign: Campaign) -> Card:
    """That a pledge which was never met is over."""
    return say.card(
        "Its number was not reached, so pledge {number} holds nobody. Who made it is told so and erased now.",
        number=campaign.number,
    )


@view
def archived(say: Speech, campaign: Campaign) -> Card:
    return say.card(
        "Campaign {number} is put away. It can still be read: {show}",
        number=campaign.number,
        show=Typed(f"campaign show {campaign.number}"),
    )


@view
def nothing(say: Speech) -> Card:
    """For what the clock does: nobody reads it."""
    return Card()
