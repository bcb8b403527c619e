"""How a bloc becomes an assembly of its own, under the one that it grew in."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.api.blocs import Bloc
from bot.api.card import Reply, View
from bot.api.code import LASTS, Code
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed, Said
from bot.api.errors import NotEntitled, PrivateOnly
from bot.api.people import Assembly, Role
from cogs.places import parents as rules
from cogs.places.commands.affiliating import CODE_LIMIT, TAKEN, Affiliating
from cogs.places.parents import Affiliation, Named, Stage
from cogs.places.views import parents as views
from cogs.places.views import using

BECOME, COMMAND, FOR = "assembly.become", "bloc become-assembly", "bloc"
BROUGHT, FIRST_ACT = "assembly.brought", "core.first-act"
Given = Annotated[str, Arg("The code from the new assembly", limit=CODE_LIMIT, sample="7K2M-9QXR-4TBC-H8WD")]
Which = Annotated[str, Arg("The bloc", lookup="blocs", sample="Nurses")]


class Growing(Affiliating):
    """The new assembly is founded in its place first; the bloc then comes onto its roll by a motion."""

    @command("bloc become-assembly", example="bloc become-assembly")
    async def become(self, ctx: Context, name: Which = "", code: Given = "") -> Reply:
        """Have a bloc become an assembly that you founded: get a code there, and give it here."""
        if name and not code:
            raise rules.CodeWanted(name)
        if not code:
            return await self._hand_to_bloc(ctx)
        bloc, hash_ = await self._own_bloc(ctx, name), Code.read(code).hash(FOR)
        child = await self.behind_code(ctx, hash_, COMMAND)
        await self._check_become(ctx.assembly, bloc.id, child)
        await self.store.use(hash_)
        number, reply = await self.move(ctx, Deed(BECOME, {"bloc": bloc.id, "child": child.id}), bloc.id)
        return replace(reply, view=views.becoming_under_vote(number, child.name), silent=False)

    async def _hand_to_bloc(self, ctx: Context) -> Reply:
        """A fresh code from a steward of the new assembly."""
        if ctx.role < Role.STEWARD:
            raise NotEntitled("steward")
        if not ctx.is_private:
            raise PrivateOnly
        code, assembly, until = Code.fresh(), ctx.assembly, ctx.now + LASTS
        await self.store.issue(code.hash(FOR), assembly.id, ctx.member.id, ctx.now, until)
        return Reply(views.bloc_code_card(assembly.name, code.words, until), private=True)

    async def _own_bloc(self, ctx: Context, name: str) -> Bloc:
        """The bloc that is named, or whose room this is, if the person is in it."""
        blocs = self.bodies.blocs
        if blocs is None:
            raise rules.BlocStays
        here = None if name else await blocs.of_room(ctx.room.address)
        alone = ctx.member.id if ctx.is_private else None  # else others would learn of a bloc in no list
        bloc = here or await blocs.named(ctx.assembly.id, name, alone)
        if bloc.is_unlisted or bloc.is_council:
            raise rules.BlocStays
        if ctx.member.id not in await blocs.body(bloc.id):
            raise rules.NotOfBloc(bloc.name)
        return bloc

    async def _check_become(self, parent: Assembly, bloc: int, child: Named) -> frozenset[int]:
        """Who comes along, where nobody is in the new assembly but people of the bloc."""
        await self.check_under(child.id, Named(parent.id, parent.name))
        body = await self.bodies.blocs.body(bloc) if self.bodies.blocs else frozenset[int]()
        known = {account for own in (await self.kin.accounts(body)).values() for account in own}
        there = await self.kin.accounts(await self.kin.on_the_roll(child.id))
        if not all(known & set(own) for own in there.values()):
            raise rules.OthersThere(child.name)
        return body

    async def says_become(self, _assembly: Assembly, deed: Deed) -> Said:
        """The words for becoming an assembly."""
        child = await self.kin.named(int(deed.arguments["child"]))
        return views.to_become(child.name) if child else views.to_do_nothing()

    async def do_become(self, ctx: Context, deed: Deed) -> Reply:
        """Brings those in the bloc onto the new roll; what the bloc has decided stays where it was."""
        bloc, child = int(deed.arguments["bloc"]), await self.kin.named(int(deed.arguments["child"]))
        if child is None:
            raise rules.NotAsked
        body = await self._check_become(ctx.assembly, bloc, child)
        new = await self.store.assembly(child.id)
        await self.kin.bring(body, child.id, ctx.now, FIRST_ACT if new and new.careful else BROUGHT)
        await self.kin.put_under(child.id, ctx.assembly.id, ctx.now)
        await self.kin.keep(Affiliation(child.id, ctx.assembly.id, Stage.TAKEN))
        return await self.told(ctx.assembly.id, TAKEN, child.id)

    @card(BROUGHT)
    async def brought_card(self, assembly: Assembly, _subject: int, _detail: str) -> View | None:
        return using.brought(assembly.name)
