"""Founding an assembly, and how it is set up."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.api.card import Entry, Post, Reply, View
from bot.api.cog import card, lookup
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed
from bot.api.errors import NotOnTheRoll
from bot.api.people import Address, Assembly, Role, RollPolicy
from bot.api.reach import Where, reach
from bot.dates.zones import like
from cogs.members import rules
from cogs.members.commands.settings import CHANGE, FOUNDED, SettingsCommands
from cogs.members.rules import NAME_LIMIT
from cogs.members.views import assembly as views
from cogs.members.views.languages import languages

Reaches = Annotated[Where, Arg("The whole server or space, its category, or this room alone")]


class AssemblyCommands(SettingsCommands):
    """Commands that begin with "assembly"."""

    @command("assembly found", who=Role.OBSERVER, manages=rules.founded, anywhere=True)
    async def found(
        self,
        ctx: Context,
        name: Annotated[str, Arg("Its name", limit=NAME_LIMIT, sample="Depot")],
        language: Annotated[str, Arg("Its language", lookup="languages", sample="en")] = "",
        zone: Annotated[str, Arg("Its time zone", lookup="zones", sample="Europe/Berlin")] = "",
        where: Reaches = Where.EVERYWHERE,
    ) -> Reply:
        """Found an assembly here."""
        name, places = rules.name(name), reach(where, ctx.room)
        if (left_alone := await self._left_alone(places)) is not None:
            return await self._taken_up(ctx, left_alone)
        rules.not_its_card_room(await self.store.meets_at(ctx.room.chain), ctx.room.address)
        ctx.found_assembly = await self.store.found(
            name,
            self._language(language) or ctx.locale,
            self._zone(zone) or ctx.account.zone or "UTC",
            rules.shortest_vote(ctx.room.address.network),
            places[-1],
            ctx.room.address,
            ctx.now,
        )
        await self._take_the_chair(ctx)
        return Reply(
            views.welcome_card(ctx.assembly),
            posts=(Post(FOUNDED, 0),),
            journal=(Entry(FOUNDED, person=ctx.member.id),),
            private=True,
        )

    async def _left_alone(self, places: tuple[Address, ...]) -> Assembly | None:
        """An assembly that meets here without a steward; refuses where one with stewards does."""
        present = await self.store.meets_at(places)
        stewards = await self.store.stewards(present.id) if present else []
        return rules.taken_up(present, stewards, await self.store.meets_at(places[:1]) is not None)

    async def _taken_up(self, ctx: Context, assembly: Assembly) -> Reply:
        """A member who manages the place may keep an assembly that nobody keeps, unless the others object.

        To manage a place makes nobody a member: a roll that is kept knows who is.
        """
        ctx.found_assembly = assembly
        entry = Entry("assembly.taken-up")
        if self.deeds.scales is None:
            await self._take_the_chair(ctx)
            done = Reply(views.taken_up_card(assembly), stale=((FOUNDED, 0),), private=True)
            return replace(done, journal=(entry,))
        member = await self.store.member(ctx.account.address, assembly.id)
        if member is None:
            if assembly.policy is not RollPolicy.ANYONE:
                raise NotOnTheRoll(assembly.policy)
            member = await self.store.enrol(ctx.account.address, assembly.id, Role.MEMBER, ctx.now)
        ctx.found_member = member
        reply = await self.deeds.weigh(ctx, Deed("steward.take-up", {"member": member.id}))
        if member.id not in await self.store.stewards(assembly.id):
            return reply
        return replace(reply, view=views.taken_up_card(assembly), journal=(*reply.journal, entry))

    async def _take_the_chair(self, ctx: Context) -> None:
        """Enrols the person who acts as a steward."""
        member = await self.store.enrol(ctx.account.address, ctx.assembly.id, Role.STEWARD, ctx.now)
        await self.store.give_role(member.id, Role.STEWARD)
        ctx.found_member = replace(member, role=Role.STEWARD)

    @command("assembly careful", who=Role.STEWARD, private=True, example="assembly careful yes")
    async def careful(
        self, ctx: Context, answer: Annotated[bool | None, Arg("Yes if a boss could read here")] = None
    ) -> Reply:
        """Say whether a boss could read here, so that nobody is named who should not be."""
        if answer is None:
            return Reply(views.careful_question())
        await self.deeds.free(ctx.assembly.id)
        if ctx.assembly.careful and not answer:
            return await self.deeds.weigh(ctx, Deed(CHANGE, {"careful": 0}))
        named = () if answer == bool(ctx.assembly.careful) else await self.redrawing.cards(ctx.assembly.id)
        ctx.found_assembly, _ = await self.store.change(ctx.assembly, {"careful": answer})
        entry = Entry("assembly.careful", person=ctx.member.id, facts={"careful": int(answer)})
        return Reply(views.careful_answer(answer), stale=((FOUNDED, 0), *named), journal=(entry,))

    @command("assembly show", who=Role.OBSERVER)
    async def show(self, ctx: Context) -> Reply:
        """See what assembly this is, and who keeps it."""
        size = await self.store.size(ctx.assembly.id)
        stewards = await self.store.stewards(ctx.assembly.id)
        return Reply(views.assembly_card(ctx.assembly, size, stewards, ctx.role))

    @card(FOUNDED)
    async def founded_card(self, assembly: Assembly, _subject: int, _detail: str) -> View | None:
        async with self.store.db.reading():
            return views.founded_card(assembly, await self.store.stewards(assembly.id))

    @lookup("zones")
    async def zones_like(self, _assembly: Assembly, typed: str) -> list[tuple[str, str]]:
        return [(zone, zone) for zone in like(typed)[:25]]

    @lookup("languages")
    async def languages_like(self, _assembly: Assembly, typed: str) -> list[tuple[str, str]]:
        return [(code, name) for code, name in languages(self.locales) if typed.casefold() in name.casefold()]
