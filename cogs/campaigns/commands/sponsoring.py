"""What an assembly asks for before a campaign opens: sponsors, or a carried motion."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.api.alarms import Alarm
from bot.api.blocs import Proposal, moved
from bot.api.card import Entry, Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed, DeedKind, Said
from bot.api.errors import NotEntitled
from bot.api.meetings import Happened
from bot.api.number import Numbered
from bot.api.people import Assembly, Role
from bot.api.speech import N_
from cogs.campaigns.commands.desk import Which, noted
from cogs.campaigns.commands.moving import DAYS, Moving, told
from cogs.campaigns.rules import campaign as rules
from cogs.campaigns.rules import errors, opening
from cogs.campaigns.rules.campaign import Campaign, State
from cogs.campaigns.rules.opening import Needs
from cogs.campaigns.views import answers

OPEN, MOTION = "campaign.open", "motion"
Sponsors = Annotated[int | None, Arg("How many members sponsor a campaign before it opens", sample="3")]
Carried = Annotated[bool | None, Arg("Yes if a motion has to be carried before a campaign opens")]


class Sponsoring(Moving):
    """A campaign that waits opens by itself, as soon as nothing is lacking."""

    @command("campaign sponsor", example="campaign sponsor erlan")
    async def sponsor(self, ctx: Context, campaign: Which) -> Reply:
        """Stand behind a campaign, so that it opens."""
        found = await self.find(ctx, campaign)
        opening.must_wait(found)
        if found.starter == ctx.member.id:
            raise errors.OthersSponsor(found.number)
        await self.store.sponsor(found.id, ctx.member.id)
        return await self.supported(ctx, found, await self.is_carried(found))

    async def supported(self, ctx: Context, campaign: Campaign, has_motion: bool) -> Reply:
        """A campaign that has come closer to opening, or opens."""
        sponsors = len(await self.store.sponsors(campaign.id))
        after = opening.sponsored(campaign, sponsors, has_motion, ctx.now)
        reply = await self.keep(after, answers.sponsored(after, sponsors))
        reply.private = True
        if after.is_running:
            await self.days_counted(ctx.assembly, after, ctx.now)
            reply.posts = (told(after, "opened"),)
            reply.journal = noted("campaign.opened", after)
        return reply

    async def is_carried(self, campaign: Campaign) -> bool:
        """Whether there is no motion that it waits for."""
        if campaign.motion is None or self.bodies.motions is None:
            return True
        found = await self.bodies.motions.find(campaign.assembly, campaign.motion)
        return found is not None and bool(found.carried)

    async def proposed(self, ctx: Context, campaign: Campaign) -> tuple[Campaign, Reply]:
        """Moves that a campaign opens, where the assembly wants all of them to be decided on."""
        assert self.bodies.motions is not None
        deed = Deed(OPEN, {"number": int(campaign.number)})
        text = "\n\n".join(filter(None, (campaign.title, campaign.text)))
        proposal = Proposal(self.deeds.title(deed), text, campaign.bloc, deed=deed)
        reply = await self.bodies.motions.propose(ctx, proposal)
        linked = replace(campaign, motion=moved(reply))
        await self.store.save(linked)
        return linked, reply

    def add_opening(self) -> None:
        """The deed by which a carried motion opens a campaign."""
        self.deeds.add(DeedKind(OPEN, self._says_open, self._open, N_("Start a campaign")))

    async def _says_open(self, assembly: Assembly, deed: Deed) -> Said:
        return answers.says_open(await self._of(assembly, deed))

    async def _open(self, ctx: Context, deed: Deed) -> Reply:
        campaign = await self._of(ctx.assembly, deed)
        if campaign is None:
            raise errors.NoCampaign(str(deed.arguments["number"]), ())
        return await self.supported(ctx, campaign, has_motion=True)

    async def _of(self, assembly: Assembly, deed: Deed) -> Campaign | None:
        return await self.store.find(assembly.id, int(deed.arguments["number"]))

    async def decided(self, happened: Happened) -> None:
        """Puts a campaign away whose motion was not carried."""
        if happened.kind != MOTION or self.bodies.motions is None:
            return
        number = Numbered(happened.subject)
        for campaign in await self.store.of_motion(happened.assembly.id, number):
            found = await self.bodies.motions.find(happened.assembly.id, number)
            is_lost = found is not None and found.is_over and not found.carried
            if is_lost and campaign.state is State.WAITING:
                await self.store.save(replace(rules.archived(campaign), ended_at=happened.at))
                await self.alarms.set(Alarm(campaign.assembly, DAYS, campaign.id, happened.at))

    @command("campaign settings", who=Role.OBSERVER, example="campaign settings sponsors:3")
    async def settings(self, ctx: Context, sponsors: Sponsors = None, motion: Carried = None) -> Reply:
        """See what a campaign needs before it opens; stewards change it here."""
        before = Needs.read(ctx.assembly.settings)
        after = before.changed(sponsors, motion)
        can_change = ctx.role is Role.STEWARD
        if after == before:
            return Reply(answers.settings(before, can_change), private=True)
        if not can_change:
            raise NotEntitled("steward")
        await self.deeds.free(ctx.assembly.id)
        await self.home.assemblies.keep(ctx.assembly.id, after.written())
        facts: dict[str, str | int] = {"sponsors": after.sponsors, "motion": int(after.motion)}
        entry = Entry("campaign.settings", person=ctx.member.id, facts=facts)
        return Reply(answers.settings(after, can_change), journal=(entry,), private=True)
