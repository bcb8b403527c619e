"""Names that are shown together, once enough stand beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from bot.api.alarms import Alarm, Rung
from bot.api.card import Reply, View
from bot.api.cog import Home, card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from cogs.campaigns import unnaming_store
from cogs.campaigns.commands.asking import Asking
from cogs.campaigns.commands.desk import CARD, Which, noted, tell
from cogs.campaigns.commands.looking import LATER
from cogs.campaigns.export_store import Exports
from cogs.campaigns.rules import question as rules
from cogs.campaigns.rules import sign_errors
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.handover import Signatory
from cogs.campaigns.rules.question import TIME_TO_ANSWER, Question
from cogs.campaigns.rules.signature import STATED_LIMIT
from cogs.campaigns.rules.signing import named
from cogs.campaigns.views import signing as views

MOST_NAMES = 50
UNNAMED = "campaign.unnamed"
Unwanted = Annotated[str, Arg("The name as it stands there", limit=STATED_LIMIT, sample="Ana Pérez")]


class Together(Asking):
    """At the number everybody is asked; a day later those who said yes stand there, if they are enough."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.lookers.append(self.names_together)
        self.beside.append(self.names_to_read)
        self.under = Exports(home.db)

    @command("signature names", who=Role.OBSERVER, example="signature names erlan")
    async def names(self, ctx: Context, campaign: Which) -> Reply:
        """Read the names under a letter: those whose owners show them."""
        found = await self.find(ctx, campaign)
        some: list[Signatory] = []
        total = 0
        async for page in self.under.named(found):
            total += len(page)
            room = MOST_NAMES - len(some)
            some += page[:room]
        return Reply(views.names(found, some, total - len(some)), private=True)

    @command(
        "signature unname",
        who=Role.STEWARD,
        private=True,
        example="signature unname erlan Ana Pérez",
    )
    async def unname(self, ctx: Context, campaign: Which, called: Unwanted) -> Reply:
        """Take a name off that stands under a letter, such as somebody else's; the signature stays."""
        found = await self.find(ctx, campaign)
        people = await self.store.db.within(lambda c: unnaming_store.unname(c, found, called))
        if not people:
            raise sign_errors.NotNamed(found.number, found.name)
        tells = tuple(tell(person, UNNAMED, found.number) for person in people)
        journal = noted("campaign.unnamed", found, ctx.member.id)
        stale = ((CARD, found.number),)
        return Reply(views.unnamed(found), tells=tells, stale=stale, journal=journal, private=True)

    @card(UNNAMED)
    async def unnamed_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        """For whoever wrote the name."""
        campaign = await self.store.find(assembly.id, number)
        return views.your_name_taken(campaign) if campaign is not None else None

    async def names_to_read(self, _assembly: Assembly, campaign: Campaign) -> Sequence[View]:
        """What the card says as well, once anybody's name is shown."""
        some = await self.signatures.by(campaign.id, "shown")
        n = named(campaign, {term: vouched if campaign.is_pledge else n for term, n, vouched in some})
        return (views.names_to_read(campaign, n),) if n else ()

    async def names_together(self, assembly: Assembly, campaign: Campaign, now: datetime) -> Rung:
        found = await self.store.get(campaign.id)  # as it is after those who looked before
        if found is None or found.is_pledge:
            return Rung()
        gathered = await self.questions.gathered(found.id)
        if (asked := rules.names_asked(found, gathered, now)) is not None:
            await self.store.save(asked)
            later = Alarm(assembly.id, LATER, asked.id, now + TIME_TO_ANSWER)
            return Rung(alarms=(self.ask_alarm(asked, Question.NAMES, now), later))
        if (shown := rules.names_shown(found, gathered, now)) is not None:
            await self.store.save(shown)
            return Rung(stale=((CARD, shown.number),))
        return Rung()
