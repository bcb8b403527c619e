"""Campaigns: letters that are signed, and pledges that hold once enough have made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.api.services import NextStep
from bot.api.speech import N_

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home
    from cogs.campaigns.commands import Campaigns


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.campaigns.commands import Campaigns
    from cogs.campaigns.commands.asking import ASK
    from cogs.campaigns.commands.ending import TELL
    from cogs.campaigns.commands.following import LETTER, PLEDGE
    from cogs.campaigns.commands.keeping import WhileTheyWait
    from cogs.campaigns.commands.looking import LATER, LOOK
    from cogs.campaigns.commands.moving import DAYS, MILESTONE
    from cogs.campaigns.commands.pledging import CLEAR
    from cogs.campaigns.views.answers import kept
    from cogs.campaigns.views.signing import kept as kept_signing

    cog = Campaigns(home)
    home.ringers.add(LOOK, cog.looked)
    home.ringers.add(LATER, cog.looked)
    home.ringers.add(ASK, cog.asking)
    home.ringers.add(CLEAR, cog.clearing)
    home.ringers.add(DAYS, cog.day_gone)
    home.ringers.add(MILESTONE, cog.milestone_due)
    home.ringers.add(TELL, cog.telling)
    home.texts.add(cog.as_texts())
    cog.add_opening()
    cog.add_going_on()
    home.gatherings.watch(cog.decided)
    home.next_steps.add(NextStep(N_("Start a letter"), LETTER))
    home.next_steps.add(NextStep(N_("Start a pledge"), PLEDGE))
    home.now.add(cog.waiting)
    home.kept.add(kept())
    home.moving.add(cog.room_moved)
    home.redrawing.add(cog.naming)
    home.activity.add(cog.store.active_since)
    home.exporting.add("campaigns", cog.store.export)
    home.merging.add(cog.starters_merged)
    home.merging.add(cog.signers_merged, WhileTheyWait(cog))
    home.merging.watch(cog.accounts_changed)
    home.exporting.add("signatures", cog.export_signatures)
    home.kept.add(kept_signing())
    tell_the_world(home, cog)
    make_trusted(home, cog)
    return cog


def tell_the_world(home: Home, cog: Campaigns) -> None:
    """What other bodies and other cogs learn of."""
    from cogs.campaigns.commands.modelling import ADOPTED, Offered
    from cogs.campaigns.views.message import kept as kept_told

    home.kept.add(kept_told())
    home.bodies.models = Offered(cog)
    home.gatherings.watch(cog.model_decided)
    home.ringers.add(ADOPTED, cog.adopted_elsewhere)
    home.next_steps.add(NextStep(N_("Offer to other workplaces"), "campaign model", "motion"))
    home.merging.add(cog.told_merged)
    home.exporting.add("told to the world", cog.told_of)


def make_trusted(home: Home, cog: Campaigns) -> None:
    """What is kept of those who see to it that a count can be trusted."""
    from cogs.campaigns.commands.breakdowns import STEP_ALARM
    from cogs.campaigns.commands.vouching import VOUCH
    from cogs.campaigns.views.trust import kept

    home.ringers.add(STEP_ALARM, cog.stepped)
    home.ringers.add(VOUCH, cog.vouching_goes_on)
    home.now.add(cog.to_review)
    home.merging.add(cog.trust_merged)
    home.exporting.add("seen to in campaigns", cog.seen_to)
    home.kept.add(kept())
