"""Asking people into a bloc, letting in who waits, and vouching."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Reply, Tell, View
from bot.api.code import Code
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Account, Assembly
from cogs.blocs.commands.desk import Person, Word, noted
from cogs.blocs.commands.joining import ASKS, CODE, LET_IN, Joining
from cogs.blocs.rules import bloc as rules
from cogs.blocs.rules import entry, errors
from cogs.blocs.rules.bloc import Bloc
from cogs.blocs.rules.entry import INVITE_KEPT, LARGEST, Asking
from cogs.blocs.views import answers, doors

INVITED, DECLINED = "bloc.invited", "bloc.declined"
Number = Annotated[int, Arg("Who waits, by the number on the card; the button fills it in")]


class Admitting(Joining):
    """For those who are in: whoever keeps a bloc lets people in, of a vouched one its members."""

    @command("bloc invite", example="bloc invite Nurses")
    async def invite(self, ctx: Context, name: Word = "", person: Person = None) -> Reply:
        """Ask somebody into a bloc, or get a code for one person who is not here yet."""
        bloc = await self.find(ctx, name)
        if bloc.council:
            raise errors.FollowsItsBlocs
        inside, kept = await self.store.in_order(bloc.id), await self.is_keeper(ctx, bloc)
        if ctx.member.id not in inside and not kept:
            raise errors.NotInBloc(bloc.name)
        until = ctx.now + INVITE_KEPT
        member = await self.member_of(ctx, person) if person is not None else None
        if member is None:
            return await self._code_for_one(ctx, bloc, kept, person is not None)
        if member in inside:
            return Reply(answers.already_in(bloc, member), private=True)
        await self.doors.invite(bloc.id, member, ctx.member.id, kept=kept, until=until)
        return Reply(answers.invited(bloc, member), tells=(Tell(member, INVITED, bloc.id),), private=True)

    async def _code_for_one(self, ctx: Context, bloc: Bloc, kept: bool, named: bool) -> Reply:
        """A code is shown to whoever asked for it, and to nobody else."""
        if not ctx.is_private:
            return Reply(answers.ask_alone(bloc), private=True)
        code, until = Code.fresh(), ctx.now + INVITE_KEPT
        await self.doors.add_code(code.hash(CODE), bloc.id, once=True, kept=kept, until=until)
        return Reply(answers.code_made(bloc, code.words, until, named), private=True)

    @command("bloc admit", example="bloc admit Nurses")
    async def admit(self, ctx: Context, name: Word = "", person: Person = None) -> Reply:
        """Let in who waits, or vouch for them; without a person, see who waits."""
        bloc = await self.find(ctx, name)
        if person is None:
            return await self._list(ctx, bloc)
        return await self._admitted(ctx, bloc, await self._asking(ctx, bloc, person))

    @command("bloc let-in")
    async def let_in(self, ctx: Context, number: Number) -> Reply:
        """Let in who waits, or vouch for them, by the number on the card."""
        return await self._admitted(ctx, *await self._numbered(ctx, number))

    @command("bloc refuse", example="bloc refuse Nurses ben")
    async def refuse(self, ctx: Context, name: Word, person: Annotated[Account, Arg("Who")]) -> Reply:
        """Say no to somebody who waits to be let in."""
        bloc = await self.find(ctx, name)
        return await self._refused(ctx, bloc, await self._asking(ctx, bloc, person))

    @command("bloc turn-away")
    async def turn_away(self, ctx: Context, number: Number) -> Reply:
        """Say no to somebody who waits, by the number on the card."""
        return await self._refused(ctx, *await self._numbered(ctx, number))

    async def _admitted(self, ctx: Context, bloc: Bloc, asking: Asking) -> Reply:
        """Lets somebody in, or counts a voucher towards it."""
        inside = await self.store.in_order(bloc.id)
        if not entry.needs_vouching(bloc, inside):
            rules.kept_by(bloc, ctx.member.id, ctx.role, inside)
            return await self._let_in(ctx, bloc, asking)
        vouchers = entry.vouch(bloc, asking, ctx.member.id, inside)
        if ctx.member.id not in asking.vouchers:
            await self.doors.vouch(asking.number, ctx.member.id)
        if entry.is_vouched(vouchers, inside):
            return await self._let_in(ctx, bloc, asking)
        missing = entry.vouchers_needed(inside) - len(vouchers)
        answer = answers.vouched(bloc, asking.member, missing)
        return Reply(answer, stale=((ASKS, asking.number),), private=True)

    async def _refused(self, ctx: Context, bloc: Bloc, asking: Asking) -> Reply:
        rules.kept_by(bloc, ctx.member.id, ctx.role, await self.store.in_order(bloc.id))
        await self.doors.over(bloc.id, asking.member)
        tells = (Tell(asking.member, DECLINED, bloc.id),)
        answer = answers.declined(bloc, asking.member)
        return Reply(answer, tells=tells, stale=((ASKS, asking.number),), private=True)

    async def _let_in(self, ctx: Context, bloc: Bloc, asking: Asking) -> Reply:
        reply = await self._enter(ctx, bloc, asking.member, own=False)
        reply.stale += ((ASKS, asking.number),)
        reply.journal += noted("bloc.admitted", bloc, ctx.member.id)
        return reply

    async def _asking(self, ctx: Context, bloc: Bloc, person: Account) -> Asking:
        """The wait of a person."""
        member = await self.member_of(ctx, person)
        asking = await self.doors.asking_of(bloc.id, member) if member is not None else None
        if asking is None:
            raise errors.NobodyAsks(bloc.name)
        return asking

    async def _numbered(self, ctx: Context, number: int) -> tuple[Bloc, Asking]:
        """A wait by its number, where this person may know of it."""
        asking = await self.doors.asking(number) if number <= LARGEST else None
        bloc = await self.store.get(asking.bloc) if asking is not None else None
        if asking is None or bloc is None or bloc.assembly != ctx.assembly.id:
            raise errors.WaitsNoMore
        if bloc.is_unlisted and bloc not in await self.findable(ctx):
            raise errors.WaitsNoMore
        return bloc, asking

    async def _list(self, ctx: Context, bloc: Bloc) -> Reply:
        """Who waits, for those who can do something about it."""
        vouching = entry.needs_vouching(bloc, await self.store.in_order(bloc.id))
        if not (vouching and await self.is_in(ctx, bloc)):
            await self.kept(ctx, str(bloc.id))
        waiting = await self.doors.waiting(bloc.id)
        return Reply(doors.waiting_list(bloc, waiting, vouching), private=True)

    @card(ASKS)
    async def asks_card(self, assembly: Assembly, subject: int, _detail: str) -> View | None:
        asking = await self.doors.asking(subject)
        bloc = await self.store.get(asking.bloc) if asking is not None else None
        if asking is None or bloc is None or bloc.assembly != assembly.id:
            return doors.no_longer_asks()
        inside = await self.store.in_order(bloc.id)
        missing = entry.vouchers_needed(inside) - len(asking.vouchers & frozenset(inside))
        return doors.asks_card(bloc, asking, missing if inside else 0)

    @card(LET_IN)
    async def let_in_card(self, assembly: Assembly, subject: int, _detail: str) -> View | None:
        bloc = await self.store.get(subject)
        return doors.let_in(await self.shown(bloc)) if bloc and bloc.assembly == assembly.id else None

    @card(INVITED)
    async def invited_card(self, assembly: Assembly, subject: int, _detail: str) -> View | None:
        bloc = await self.store.get(subject)
        gone = bloc is None or bloc.assembly != assembly.id or bloc.archived_at is not None
        return None if gone or bloc is None else doors.invited_card(bloc)

    @card(DECLINED)
    async def declined_card(self, assembly: Assembly, subject: int, _detail: str) -> View | None:
        bloc = await self.store.get(subject)
        return doors.declined_card(bloc) if bloc and bloc.assembly == assembly.id else None
