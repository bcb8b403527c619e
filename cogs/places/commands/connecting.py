"""How a second place joins an assembly: a code from the first, given by somebody who manages the second."""

from __future__ import annotations

from typing import Annotated

from bot.api.ask import Ask
from bot.api.card import Entry, Post, Reply, View
from bot.api.code import LASTS, Code
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed, Said
from bot.api.errors import NotEntitled, NotPresent, PrivateOnly, RuleError
from bot.api.people import TERMINAL, Address, Assembly, Role
from bot.api.reach import Where, reach
from cogs.places import rules
from cogs.places.commands.desk import Desk
from cogs.places.views import errors
from cogs.places.views import places as views

CONNECT, CONNECTED = "place.connect", "place.connected"
FOR = "place"
CODE_LIMIT = 40
Given = Annotated[str, Arg("The code from the first place", limit=CODE_LIMIT, sample="7K2M-9QXR-4TBC-H8WD")]
Reaches = Annotated[Where, Arg("The whole server or space, its category, or this room alone")]


class Connecting(Desk):
    """The command that gives codes and takes them, and the deed that follows."""

    @command(
        "assembly connect",
        who=Role.STEWARD,
        anywhere=True,
        prepare="may_manage",
        example="assembly connect",
    )
    async def connect(self, ctx: Context, code: Given = "", where: Reaches = Where.EVERYWHERE) -> Reply:
        """Have the assembly meet in another place too: get a code, and give it there."""
        return await (self._take(ctx, code, where) if code else self._give(ctx))

    async def may_manage(self, ask: Ask, ctx: Context, code: str, where: Where) -> bool:
        """Whether the network lets this person manage the place for which a code is given.

        Who asks for a code where the two are alone has to be where the assembly meets.
        """
        if not code:
            await self._is_there(ask, ctx)
            return False
        try:
            place = reach(where, ctx.room)[-1]
        except RuleError:
            return False  # said once it is known whose code others may have read
        return await ask.manages(place)

    async def _is_there(self, ask: Ask, ctx: Context) -> None:
        assembly, member = ctx.found_assembly, ctx.found_member
        if assembly is None or member is None or not ctx.room.private:
            return
        if await ask.absent(assembly, frozenset([member.id])):
            raise NotPresent

    async def _give(self, ctx: Context) -> Reply:
        """A fresh code, for a steward alone."""
        assembly = ctx.assembly
        if ctx.role < Role.STEWARD:
            raise NotEntitled("steward")
        if not ctx.is_private:
            raise PrivateOnly
        if TERMINAL in assembly.networks:
            raise rules.TerminalApart
        code = Code.fresh()
        await self.store.issue(code.hash(FOR), assembly.id, ctx.member.id, ctx.now, ctx.now + LASTS)
        return Reply(views.code_card(assembly.name, code.words, ctx.now + LASTS), private=True)

    async def _take(self, ctx: Context, given: str, where: Where) -> Reply:
        """Has the place join; a code that others could read is used up, whatever comes of it."""
        hash_ = Code.read(given).hash(FOR)
        assembly = await self._behind(ctx, hash_)
        try:
            async with self.store.db.savepoint():
                return await self._weigh(ctx, assembly, where, hash_)
        except RuleError as refusal:
            if ctx.is_private:
                raise
            await self.store.use(hash_)
            return Reply(views.used_up(self._why(refusal, ctx)), private=True)

    async def _weigh(self, ctx: Context, assembly: Assembly, where: Where, hash_: str) -> Reply:
        place = reach(where, ctx.room)[-1]
        await self._check(ctx, assembly, place)
        await self.store.use(hash_)
        arguments = {"network": place.network, "address": place.id, "cards": ctx.room.address.id}
        return await self.deeds.weigh(ctx, Deed(CONNECT, arguments))

    def _why(self, refusal: RuleError, ctx: Context) -> View:
        """A refusal in words, also one of another cog."""
        known = errors.ERRORS.get(type(refusal))
        return known(refusal) if known else views.refused(self.deeds.why(refusal, ctx.assembly, ctx.now))

    async def _behind(self, ctx: Context, hash_: str) -> Assembly:
        """The assembly that a code is for; from here on its steward acts, who was given the code."""
        self.guesses.check(ctx.account.address, ctx.now)
        found = await self.store.ticket(hash_)
        if found is None:
            self.guesses.wrong(ctx.account.address, ctx.now)
        ticket = rules.checked(found, ctx.now)
        assembly, steward = (
            await self.store.assembly(ticket.assembly),
            await self.store.steward(ticket.member),
        )
        if assembly is None or steward is None or steward.assembly != assembly.id:
            raise rules.CodeExpired
        ctx.found_assembly, ctx.found_member = assembly, steward
        return assembly

    async def _check(self, ctx: Context, assembly: Assembly, place: Address) -> None:
        if not ctx.asked:
            raise rules.MayNotManage
        chain = ctx.room.chain
        at = chain.index(place) + 1
        nearest, around = await self.store.meets_at(chain[:at]), await self.store.meets_at(chain[at:])
        room_free = at > 1 and await self.store.meets_at(chain[:1]) is None
        rules.may_join(assembly, place, nearest, around, room_free=room_free)

    async def says_connect(self, _assembly: Assembly, deed: Deed) -> Said:
        """The words for having a place join."""
        return views.to_connect(_place(deed))

    async def do_connect(self, ctx: Context, deed: Deed) -> Reply:
        """Has a place join: what is open is posted there too."""
        assembly, place = await self.afresh(ctx), _place(deed)
        cards = Address(place.network, str(deed.arguments["cards"]))
        rules.may_join(assembly, place, await self.store.meets_at((cards, place)), None)
        await self.store.join(assembly.id, place, cards, ctx.now)
        now = await self.afresh(ctx)
        number, standing = await self.store.next_number(assembly.id), await self.open_cards(assembly.id)
        await self.store.announce(assembly.id, cards, CONNECTED, number, ctx.now)
        await self.store.copy(assembly.id, standing, cards, ctx.now)
        by = ctx.found_member.id if ctx.found_member else None
        return Reply(
            views.connected(now, place),
            posts=(Post(CONNECTED, number),),
            stale=tuple((kind, subject) for _, kind, subject in standing),
            journal=(Entry(CONNECTED, number, by, {"network": place.network}),),
            private=True,
        )

    @card(CONNECTED)
    async def connected_card(self, assembly: Assembly, _number: int, _detail: str) -> View | None:
        return views.meets_in(assembly)


def _place(deed: Deed) -> Address:
    return Address(str(deed.arguments["network"]), str(deed.arguments["address"]))
