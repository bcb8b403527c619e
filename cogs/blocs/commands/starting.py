"""Starting a bloc, and who may."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.api.card import Entry, Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from cogs.blocs.commands.desk import Desk, card_room, confided, noted, posted, rooms_of
from cogs.blocs.councils import Followed
from cogs.blocs.rules import bloc as rules
from cogs.blocs.rules import tree
from cogs.blocs.rules.bloc import NAME_LIMIT, STARTED_BY, WORD_LIMIT, Bloc, Kind, Starters
from cogs.blocs.rules.errors import UnlistedStandsAlone
from cogs.blocs.views import answers

Name = Annotated[str, Arg("Its name", limit=NAME_LIMIT, sample="Nurses")]
Trade = Annotated[str, Arg("The trade of one of them, as on a flyer: Nurse", limit=WORD_LIMIT)]
Town = Annotated[str, Arg("The town or workplace", limit=WORD_LIMIT)]


class Starting(Desk):
    """For members; an assembly may leave it to its stewards."""

    @command("bloc start", example="bloc start Nurses kind:open", confides="is_unlisted_started")
    async def start(
        self,
        ctx: Context,
        name: Name,
        under: Annotated[str, Arg("The bloc that it is part of", lookup="blocs", sample="Health")] = "",
        kind: Annotated[Kind, Arg("Who comes in: open, request, vouched, unlisted")] = Kind.OPEN,
        trade: Trade = "",
        town: Town = "",
        council: Annotated[
            bool, Arg("Yes for a council: the delegates of the other blocs beside it")
        ] = False,
    ) -> Reply:
        """Start a bloc: members of one trade, workplace or town."""
        confided(kind, ctx)
        rules.may_start(ctx.role, ctx.assembly.settings.get(STARTED_BY, ""))
        known = await self.findable(ctx)
        mine = await self.store.started_by(ctx.assembly.id, ctx.member.id, kind is Kind.UNLISTED)
        rules.within_limits(len([bloc for bloc in known if not bloc.is_unlisted]), mine)
        name = rules.free(rules.name_of(name, self.words), known)
        if kind is Kind.UNLISTED and council:
            raise UnlistedStandsAlone
        room = card_room(ctx, await self._here(ctx))
        fresh = Bloc(
            0,
            ctx.assembly.id,
            name,
            kind,
            ctx.member.id,
            ctx.now,
            room,
            council=council,
            trade=trade,
            town=town,
        )
        if under:
            fresh = await self._placed(ctx, fresh, under)
        added = await self.store.add(fresh)
        await self.store.in_step(added.id)
        return await self._started(ctx, added)

    async def _placed(self, ctx: Context, bloc: Bloc, under: str) -> Bloc:
        parent = await self.find(ctx, under)
        return replace(bloc, parent=tree.placed(bloc, parent, await self.store.parents(ctx.assembly.id)))

    async def _started(self, ctx: Context, bloc: Bloc) -> Reply:
        councils = await self.councils.follow(ctx.assembly.id, ctx.now) if bloc.council else Followed()
        return Reply(
            answers.started(await self.shown(bloc)),
            posts=posted(bloc),
            journal=noted("bloc.started", bloc, ctx.member.id, kind=bloc.kind.value),
            rooms=(*rooms_of(bloc, bloc.parent), *councils.rooms),
            private=True,
        )

    async def is_unlisted_started(self, _assembly: Assembly, line: str) -> bool:
        """Whether a line asks for a bloc that nobody else is to know of."""
        return Kind.UNLISTED.value in line.casefold()

    @command("bloc settings", who=Role.STEWARD, example="bloc settings stewards")
    async def settings(
        self, ctx: Context, start: Annotated[Starters, Arg("Who may start blocs: members or stewards")]
    ) -> Reply:
        """Say who may start blocs in this assembly."""
        await self.deeds.free(ctx.assembly.id)
        await self.store.keep(ctx.assembly.id, **{STARTED_BY: start.value})
        entry = Entry("bloc.starters", person=ctx.member.id, facts={"start": start.value})
        return Reply(answers.starters_set(start), journal=(entry,), private=True)
