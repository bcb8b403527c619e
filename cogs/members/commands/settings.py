"""How the assembly is set up: seen by all, changed by stewards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any

from bot.api.card import Entry, Post, Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed, DeedKind, Said
from bot.api.people import Assembly, Role, RollPolicy
from bot.api.speech import N_
from bot.ballots.rules import Votes
from bot.dates.zones import read_zone
from cogs.members import deciding, rules
from cogs.members.commands.desk import Desk
from cogs.members.commands.growth import GROWTH_CARD
from cogs.members.deciding import DECIDING, Usual, Wish
from cogs.members.growth import Offer
from cogs.members.rules import NAME_LIMIT
from cogs.members.views import settings as views
from cogs.members.views.languages import names_of

FOUNDED, CHANGED, CHANGE = "assembly.founded", "assembly.changed", "settings.change"
Roll = Annotated[RollPolicy | None, Arg("Who comes onto the roll: anyone, or whom a steward puts there")]
Shortest = Annotated[timedelta | datetime | None, Arg("How long a vote lasts at least", sample="12h")]
Threshold = Annotated[str, Arg("How much a motion needs: half, 2/3, consensus", limit=40, sample="2/3")]
Quorum = Annotated[str, Arg("How many must take part: 15, 1/3, none", limit=40, sample="1/3")]
Kind = Annotated[Votes | None, Arg("Who sees the votes: open, open-at-end, secret")]
Closes = Annotated[timedelta | datetime | None, Arg("How long a vote is open", sample="72h")]
Debate = Annotated[timedelta | datetime | None, Arg("How long to talk before voting opens", sample="24h")]
Seconds = Annotated[int | None, Arg("How many must second a motion", sample="1")]
Extend = Annotated[bool | None, Arg("Keep a vote open once more if too few take part")]
Size = Annotated[int | None, Arg("How many people you are, on the roll or not", sample="45")]
Grace = Annotated[timedelta | datetime | None, Arg("How late a reminder may still be given", sample="24h")]
Most = Annotated[int | None, Arg("How many reminders may wait for one person, or one room", sample="50")]
Hour = Annotated[str, Arg("The time of day at which votes close", limit=20, sample="18:00")]
Back = Annotated[Usual | None, Arg("What to set back to what is usual")]
Zone = Annotated[str, Arg("Its time zone", lookup="zones", sample="Europe/Berlin")]
Language = Annotated[str, Arg("Its language", lookup="languages", sample="en")]
Name = Annotated[str, Arg("Its name", limit=NAME_LIMIT, sample="Depot")]


class SettingsCommands(Desk):
    """The one command that shows and changes all settings."""

    @command("assembly settings", who=Role.OBSERVER, example="assembly settings quorum:1/3 size:45")
    async def settings(
        self,
        ctx: Context,
        # A choice comes first, so that a word typed without its key is refused and renames nothing.
        roll: Roll = None,
        shortest: Shortest = None,
        threshold: Threshold = "",
        quorum: Quorum = "",
        votes: Kind = None,
        closes: Closes = None,
        debate: Debate = None,
        seconds: Seconds = None,
        extend: Extend = None,
        size: Size = None,
        hour: Hour = "",
        grace: Grace = None,
        reminders: Most = None,
        usual: Back = None,
        zone: Zone = "",
        language: Language = "",
        name: Name = "",
    ) -> Reply:
        """See how the assembly is set up; stewards change it here."""
        wished = rules.Wished(
            name=rules.name(name) if name else None,
            locale=self._language(language),
            zone=self._zone(zone),
            policy=roll,
            shortest_vote=rules.length(shortest),
        )
        wish = Wish(
            threshold, quorum, votes, closes, debate, seconds, extend, size, hour, usual, grace, reminders
        )
        if wished.is_nothing and wish.is_nothing:
            return await self._shown(ctx)
        return await self.change(
            ctx, rules.changes(ctx.assembly, wished), deciding.changed(ctx.assembly, wish)
        )

    async def _shown(self, ctx: Context) -> Reply:
        is_voted_on = deciding.is_for_all(DECIDING, await self.store.size(ctx.assembly.id))
        return Reply(views.settings_card(ctx.assembly, ctx.role, is_voted_on))

    async def change(self, ctx: Context, changes: Mapping[str, Any], kept: Mapping[str, str]) -> Reply:
        """Sets the assembly up otherwise, or has everyone vote on it where it is theirs to decide."""
        size = await self.store.size(ctx.assembly.id)
        is_voted_on = deciding.is_for_all((*changes, *kept), size) and self.bodies.motions is not None
        rules.may_change(ctx.role, is_voted_on)
        if not changes and not kept:
            return await self._shown(ctx)
        deciding.checked(deciding.after(ctx.assembly, changes, kept), kept)
        deed = Deed(CHANGE, deciding.written(changes, kept))
        if is_voted_on:
            return await self.proposed(ctx, deed)
        await self.deeds.free(ctx.assembly.id)
        undo = Deed(CHANGE, deciding.present(ctx.assembly, deed.arguments))
        return await self.deeds.hold(ctx, await self._set_up(ctx, deed), undo)

    def add_settings(self) -> None:
        """The deed by which a motion, or somebody's second thought, changes settings."""
        self.deeds.add(DeedKind(CHANGE, self._says_change, self._set_up, N_("How we decide")))

    async def _says_change(self, assembly: Assembly, deed: Deed) -> Said:
        changes, kept = deciding.read(deed.arguments)
        return views.says_change(deciding.after(assembly, changes, kept), (*changes, *kept))

    async def _set_up(self, ctx: Context, deed: Deed) -> Reply:
        """Writes settings, as they fit what is there now."""
        before, (changes, kept) = ctx.assembly, deciding.read(deed.arguments)
        after = deciding.after(before, changes, kept)
        deciding.checked(after, kept)
        named = await self.redrawing.cards(before.id) if "careful" in changes else ()
        number = await self.store.set_up(before, changes, kept)
        ctx.found_assembly, all_keys = after, (*changes, *kept)
        facts = rules.facts(changes) | {key: value or "usual" for key, value in kept.items()}
        who = ctx.found_member.id if ctx.found_member else None
        return Reply(
            views.changed_card(after, all_keys),
            posts=(Post(CHANGED, number, detail=",".join(all_keys)),),
            stale=((FOUNDED, 0), *((GROWTH_CARD, int(offer)) for offer in Offer), *named),
            journal=(Entry(CHANGED, number, who, facts),),
            private=True,
        )

    @card(CHANGED)
    async def changed_card(self, assembly: Assembly, _subject: int, detail: str) -> View | None:
        return views.changed_card(assembly, tuple(detail.split(",")))

    def _language(self, given: str) -> str | None:
        return rules.language(given, names_of(self.locales), self.locales) if given else None

    def _zone(self, given: str) -> str | None:
        return read_zone(given) if given else None
