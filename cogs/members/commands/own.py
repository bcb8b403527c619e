"""What a person may know and choose about themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.api.card import Entry, Post, Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.errors import NotEntitled
from bot.api.people import TERMINAL, Assembly, Member, Role
from bot.api.reach import AloneThere
from bot.dates.zones import read_zone
from cogs.members import rules
from cogs.members.commands.desk import Desk
from cogs.members.views import own as views
from cogs.members.views.languages import names_of
from cogs.members.views.privacy import privacy_card

ROOM_ZONE = "room.zone"


class OwnCommands(Desk):
    """Commands that work for everyone, wherever they are."""

    @command("privacy", who=Role.OBSERVER, anywhere=True)
    async def privacy(self, ctx: Context) -> Reply:
        """See what is kept about you, who sees it, and how to erase it."""
        return Reply(privacy_card(self.kept.lines(), self.operator.name, self.operator.contact), private=True)

    @command("now", who=Role.OBSERVER)
    async def waits(self, ctx: Context) -> Reply:
        """See what waits for you."""
        if ctx.found_member is None:
            return Reply(views.not_yet_a_member(ctx.assembly), private=True)
        lines = await self.now.waiting(ctx.assembly, ctx.member, ctx.now)
        return Reply(views.now_card(tuple(lines)), private=True)

    @command("language", who=Role.OBSERVER, anywhere=True)
    async def language(
        self, ctx: Context, language: Annotated[str, Arg("The language", lookup="languages", sample="es")]
    ) -> Reply:
        """Choose the language in which I speak to you."""
        locale = rules.language(language, names_of(self.locales), self.locales)
        account = await self.store.account(ctx.account.address)
        await self.store.choose(account, locale=locale)
        ctx.locale = locale  # so that this very answer is in it
        return Reply(views.language_chosen(locale), private=True)

    @command("timezone", who=Role.OBSERVER, anywhere=True)
    async def timezone(
        self,
        ctx: Context,
        zone: Annotated[str, Arg("The time zone", lookup="zones", sample="Europe/Berlin")],
        room: Annotated[bool, Arg("For everyone in this room, which a steward may choose")] = False,
    ) -> Reply:
        """Choose the time zone in which I tell you times, or this whole room."""
        zone = read_zone(zone)
        if room:
            return await self._room_zone(ctx, zone)
        account = await self.store.account(ctx.account.address)
        await self.store.choose(account, zone=zone)
        ctx.account = replace(account, zone=zone)
        return Reply(views.zone_chosen(zone, ctx.now), private=True)

    async def _room_zone(self, ctx: Context, zone: str) -> Reply:
        """What is written and read in this room is in its zone, but for people who have chosen their own."""
        if ctx.role < Role.STEWARD:
            raise NotEntitled("steward")
        if ctx.room.private:
            raise AloneThere
        number = await self.room_zones.choose(ctx.assembly, ctx.room.address, zone)
        seen = Post(ROOM_ZONE, number, room=ctx.room.address, detail=zone, only=True)
        entry = Entry(ROOM_ZONE, number, ctx.member.id, {"zone": zone})
        return Reply(views.room_zone_chosen(zone, ctx.now), posts=(seen,), journal=(entry,), silent=True)

    @card(ROOM_ZONE)
    async def room_zone(self, _assembly: Assembly, _number: int, zone: str) -> View | None:
        return views.room_has_zone(zone)

    @command("quiet", who=Role.OBSERVER, anywhere=True)
    async def quiet(
        self, ctx: Context, quiet: Annotated[bool, Arg("On: I never write to you unasked", sample="on")]
    ) -> Reply:
        """Choose whether I may write to you unasked."""
        account = await self.store.account(ctx.account.address)
        await self.store.choose(account, quiet=quiet)
        return Reply(views.quiet_chosen(quiet), private=True)

    async def waiting(self, assembly: Assembly, member: Member, _now: datetime) -> list[View]:
        """The founder's question, for stewards until one of them has answered it."""
        asked = assembly.careful is None and assembly.home.network != TERMINAL
        return [views.careful_waits()] if asked and member.role is Role.STEWARD else []
