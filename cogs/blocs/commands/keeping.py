"""What those who keep a bloc may change about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.rooms import RoomOrder
from cogs.blocs.commands.desk import Desk, Named, Word, noted, rooms_of, stale
from cogs.blocs.commands.starting import Town, Trade
from cogs.blocs.rules import bloc as rules
from cogs.blocs.rules import errors, tree
from cogs.blocs.rules.bloc import NAME_LIMIT, Bloc, Kind
from cogs.blocs.rules.room import ROOM, SPACE
from cogs.blocs.views import answers

TOP = frozenset({"none", "top", "-", "assembly"})


class Keeping(Desk):
    """For who started a bloc, and for stewards."""

    @command("bloc rename", example="bloc rename Nurses Carers")
    async def rename(
        self,
        ctx: Context,
        name: Word,
        to: Annotated[str, Arg("Its new name", limit=NAME_LIMIT, sample="Carers")],
    ) -> Reply:
        """Give a bloc another name."""
        bloc = await self.kept(ctx, name)
        free = rules.free(rules.name_of(to, self.words), await self.findable(ctx), bloc.id)
        named = replace(bloc, name=free)
        await self.store.save(named)
        below = await self.store.below(bloc.id)
        return Reply(
            answers.renamed(bloc, named),
            stale=stale(named, *below),
            journal=noted("bloc.renamed", named, ctx.member.id),
            rooms=rooms_of(named),
            private=True,
        )

    @command("bloc move", example="bloc move Nurses Health")
    async def move(
        self,
        ctx: Context,
        name: Word,
        under: Annotated[
            str,
            Arg(
                "The bloc to put it under, or none for the top",
                lookup="blocs",
                limit=NAME_LIMIT + 1,
                sample="Health",
            ),
        ],
    ) -> Reply:
        """Put a bloc under another one, or at the top."""
        bloc = await self.kept(ctx, name)
        if under.strip().casefold() in TOP:
            moved, parent = replace(bloc, parent=None), None
        else:
            parent = await self.find(ctx, under)
            parents = await self.store.parents(ctx.assembly.id)
            moved = replace(bloc, parent=tree.placed(bloc, parent, parents))
        await self.store.save(moved)
        councils = await self.councils.follow(ctx.assembly.id, ctx.now)
        return Reply(
            answers.moved(moved, parent),
            stale=(*stale(moved, *await self._cards(bloc.parent, moved.parent)), *councils.cards),
            journal=noted("bloc.moved", moved, ctx.member.id, parent=moved.parent or 0),
            rooms=(*rooms_of(moved, bloc.parent, moved.parent), *councils.rooms),
            private=True,
        )

    async def _cards(self, *some: int | None) -> list[Bloc]:
        found = [await self.store.get(one) for one in some if one is not None]
        return [bloc for bloc in found if bloc is not None]

    @command("bloc change", example="bloc change Nurses kind:vouched")
    async def change(
        self,
        ctx: Context,
        name: Word,
        kind: Annotated[Kind | None, Arg("Who comes in: open, request, vouched")] = None,
        trade: Trade = "",
        town: Town = "",
        role: Annotated[
            bool | None, Arg("Yes to show its name as a role on profiles, for everybody to see")
        ] = None,
        size: Annotated[int | None, Arg("How many belong to it, members here or not", sample="45")] = None,
    ) -> Reply:
        """Change who comes into a bloc, its trade, town and size, and whether it has a role on Discord."""
        bloc = await self.kept(ctx, name)
        if bloc.is_unlisted and role:
            raise errors.UnlistedStandsAlone
        changed = replace(
            bloc,
            kind=rules.stays_listed(bloc, kind) if kind is not None else bloc.kind,
            trade=trade or bloc.trade,
            town=town or bloc.town,
            with_role=bloc.with_role if role is None else role,
            size=bloc.size if size is None else min(size, rules.LARGEST),
        )
        await self.store.save(changed)
        return Reply(
            answers.changed(await self.shown(changed)),
            stale=stale(changed),
            journal=noted("bloc.changed", changed, ctx.member.id, kind=changed.kind.value),
            rooms=(RoomOrder(ROOM, bloc.id),),
            private=True,
        )

    @command("bloc archive", example="bloc archive Nurses")
    async def archive(
        self,
        ctx: Context,
        name: Named,
        sure: Annotated[bool, Arg("Yes if you have made up your mind")] = False,
    ) -> Reply:
        """Close a bloc and its rooms; what was decided there stays."""
        bloc = await self.kept(ctx, name)
        below = await self.store.below(bloc.id)
        if below:
            raise errors.HasBlocsBelow(bloc.name, tuple(one.name for one in below))
        running = await self.bodies.motions.running(bloc.id) if self.bodies.motions else ()
        if running:
            raise errors.VotesRun(bloc.name, tuple(running))
        if not sure:
            return Reply(answers.archive_question(await self.shown(bloc)), private=True)
        over = replace(bloc, archived_at=ctx.now)
        await self.store.save(over)
        councils = await self.councils.follow(ctx.assembly.id, ctx.now)
        return Reply(
            answers.archived(over),
            stale=(*stale(over, *await self._cards(bloc.parent)), *councils.cards),
            journal=noted("bloc.archived", over, ctx.member.id),
            rooms=(*_closed(over), *councils.rooms),
            private=True,
        )


def _closed(bloc: Bloc) -> tuple[RoomOrder, ...]:
    """The rooms to be closed, and what held them."""
    above = (RoomOrder(SPACE, bloc.parent), RoomOrder(ROOM, bloc.parent)) if bloc.parent is not None else ()
    return (
        (RoomOrder(ROOM, bloc.id), RoomOrder(SPACE, bloc.id), *above)
        if not bloc.is_unlisted
        else (RoomOrder(ROOM, bloc.id),)
    )
