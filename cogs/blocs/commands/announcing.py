"""Saying something to all members of a bloc."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Post, Reply, Tell, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly
from cogs.blocs.commands.desk import Desk, Word, is_steward, noted
from cogs.blocs.rules.bloc import Bloc
from cogs.blocs.views import announcing as views

ANNOUNCEMENT = "bloc.announcement"
TEXT_LIMIT = 1500


class Announcing(Desk):
    """For those who keep a bloc; it goes to its rooms, and in private to members who have none of them."""

    @command("bloc announce", example="bloc announce Nurses We meet on Thursday at six.")
    async def announce(
        self,
        ctx: Context,
        name: Word,
        text: Annotated[str, Arg("What to say", limit=TEXT_LIMIT, sample="We meet on Thursday at six.")],
        down: Annotated[bool, Arg("Yes to say it to the blocs below as well")] = False,
    ) -> Reply:
        """Say something to the members of a bloc, and to nobody else."""
        bloc = await self.kept(ctx, name)
        number = await self.notices.add(bloc.id, ctx.member.id, text, ctx.now)
        reached = [bloc, *(await self._under(bloc) if down else ())]
        posts: list[Post] = []
        told: set[int] = set()
        for one in reached:
            rooms = await self.known.rooms(one.id, deep=False)
            posts += [Post(ANNOUNCEMENT, number, room, only=True) for room in rooms]
            told |= await self._without_room(one)
        told.discard(ctx.member.id)
        reply = Reply(
            views.announced(bloc, len(posts), len(told), [one.name for one in reached[1:]]),
            posts=tuple(posts),
            tells=tuple(Tell(member, ANNOUNCEMENT, number) for member in sorted(told)),
            journal=noted("bloc.announced", bloc, ctx.member.id),
            private=True,
        )
        return await self.deeds.hold(ctx, reply) if is_steward(ctx) else reply

    async def _under(self, bloc: Bloc) -> list[Bloc]:
        found: list[Bloc] = []
        for child in await self.store.below(bloc.id):
            found += [child, *await self._under(child)]
        return found

    async def _without_room(self, bloc: Bloc) -> set[int]:
        """The members who have no account where one of the bloc's rooms stands."""
        inside = await self.store.in_order(bloc.id)
        rooms = await self.lodgings.of(bloc.assembly, bloc.id)
        networks = {one.network for one in rooms if one.is_there}
        accounts = await self.store.roll.accounts_of(inside)
        return {m for m in inside if not any(a.network in networks and not a.frozen_at for a in accounts[m])}

    @card(ANNOUNCEMENT)
    async def announcement_card(self, assembly: Assembly, subject: int, _detail: str) -> View | None:
        found = await self.notices.get(subject)
        bloc = await self.store.get(found.bloc) if found is not None else None
        if found is None or bloc is None or bloc.assembly != assembly.id:
            return None
        return views.announcement_card(bloc, None if assembly.careful else found.member, found.text)
