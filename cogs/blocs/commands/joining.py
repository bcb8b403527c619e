"""Coming into a bloc and leaving it, by a word, a button, a code, or the door of its room."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.api.card import Post, Reply, Tell
from bot.api.code import Code, NotACode
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.errors import PrivateOnly
from bot.api.people import Role
from bot.api.rooms import RoomOrder
from cogs.blocs.commands.desk import Desk, Named, Which, noted, rooms_of, stale
from cogs.blocs.rules import bloc as rules
from cogs.blocs.rules import entry, errors
from cogs.blocs.rules.bloc import Bloc, Kind
from cogs.blocs.rules.entry import Asking, Way
from cogs.blocs.rules.room import ROOM
from cogs.blocs.views import answers

ASKS, LET_IN = "bloc.asks", "bloc.let-in"
CODE = "bloc"


class Joining(Desk):
    """For members; who is let in gets the room on each network where they have an account."""

    @command("bloc join", example="bloc join Nurses")
    async def join(self, ctx: Context, name: Named) -> Reply:
        """Join a bloc, or ask to be let in."""
        try:
            bloc = await self.find(ctx, name)
        except errors.NoSuchBloc as unknown:
            return await self._by_code_or_invitation(ctx, name, unknown)
        return await self._come(ctx, bloc, Way.WORD)

    async def _by_code_or_invitation(self, ctx: Context, name: str, unknown: errors.NoSuchBloc) -> Reply:
        """What else may be in a person's hand; where others read along, no code is looked at."""
        try:
            code = Code.read(name)
        except NotACode:
            return await self._invited(ctx, name, unknown)
        if not ctx.is_private:
            raise PrivateOnly
        self.guesses.check(ctx.account.address, ctx.now)
        found = await self.doors.use_code(code.hash(CODE), ctx.now)
        bloc = await self.store.get(found[0]) if found else None
        if found is None or bloc is None or bloc.assembly != ctx.assembly.id or bloc.archived_at is not None:
            self.guesses.wrong(ctx.account.address, ctx.now)
            raise errors.CodeNotGood
        return await self._come(ctx, bloc, Way.ASKED_IN if found[1] else Way.CODE)

    async def _invited(self, ctx: Context, name: str, unknown: errors.NoSuchBloc) -> Reply:
        """A bloc in no list is found by its number, by whoever was asked in."""
        number = int(name) if name.strip().isdecimal() and len(name) < 12 else 0
        if number and ctx.is_private and await self.doors.invitation(number, ctx.member.id, ctx.now):
            bloc = await self.store.get(number)
            if bloc is not None and bloc.assembly == ctx.assembly.id and bloc.archived_at is None:
                return await self._come(ctx, bloc, Way.WORD)
        raise unknown

    async def _come(self, ctx: Context, bloc: Bloc, way: Way) -> Reply:
        """Lets somebody in, or has them wait."""
        invited = await self.doors.invitation(bloc.id, ctx.member.id, ctx.now)
        if invited and invited[0]:
            way = Way.ASKED_IN
        if await self.is_in(ctx, bloc) or entry.is_let_in(bloc, way):
            return await self._enter(ctx, bloc, ctx.member.id, own=True)
        asking, is_new = await self.doors.ask(bloc.id, ctx.member.id, ctx.now)
        inside = await self.store.in_order(bloc.id)
        if invited and invited[1] in inside and bloc.kind is Kind.VOUCHED:
            asking = await self._vouched(bloc, asking, invited[1])
            if entry.is_vouched(asking.vouchers, inside):
                return await self._enter(ctx, bloc, ctx.member.id, own=True)
        missing = entry.vouchers_needed(inside) - len(asking.vouchers & frozenset(inside))
        answer = answers.asked(bloc, missing if inside else 0)
        aloud = not ctx.assembly.careful
        posts, tells = await self._announced(bloc, asking, aloud=aloud) if is_new else ((), ())
        return Reply(answer, posts=posts, tells=tells, private=True)

    async def _enter(self, ctx: Context, bloc: Bloc, member: int, *, own: bool) -> Reply:
        """Puts a member in; whoever was in already gets their room again."""
        is_new = await self.store.enter(bloc.id, member, ctx.now)
        await self.store.in_step(bloc.id)
        waited = await self.doors.over(bloc.id, member)
        if bloc.keeper is None:
            await self.store.save(replace(bloc, keeper=member))
        shown = await self.shown(bloc)
        answer = (
            answers.joined(shown, is_new, await self._has_account(bloc, member))
            if own
            else answers.admitted(bloc, member)
        )
        tells = () if own else (Tell(member, LET_IN, bloc.id),)
        journal = noted("bloc.joined", bloc, member) if is_new else ()
        cards, room = (*stale(bloc), *_asked(waited)), (RoomOrder(ROOM, bloc.id),)
        return Reply(answer, tells=tells, stale=cards, journal=journal, rooms=room, private=True)

    async def _has_account(self, bloc: Bloc, member: int) -> bool:
        """Whether a member can be given one of the rooms."""
        rooms = await self.lodgings.of(bloc.assembly, bloc.id)
        networks = {one.network for one in rooms}
        accounts = (await self.store.roll.accounts_of([member]))[member]
        return any(account.network in networks and not account.frozen_at for account in accounts)

    async def _announced(
        self, bloc: Bloc, asking: Asking, *, aloud: bool
    ) -> tuple[tuple[Post, ...], tuple[Tell, ...]]:
        """Has those be told who can let somebody in: in the bloc's rooms, or each by themselves."""
        rooms = await self.known.rooms(bloc.id, deep=False) if aloud else []
        if rooms:
            return tuple(Post(ASKS, asking.number, room, only=True) for room in rooms), ()
        inside = await self.store.in_order(bloc.id)
        told = inside if entry.needs_vouching(bloc, inside) else await self.minders(bloc)
        return (), tuple(Tell(member, ASKS, asking.number) for member in told)

    async def _vouched(self, bloc: Bloc, asking: Asking, member: int | None) -> Asking:
        if member is None or member in asking.vouchers:
            return asking
        inside = await self.store.in_order(bloc.id)
        vouchers = entry.vouch(bloc, asking, member, inside)
        await self.doors.vouch(asking.number, member)
        return replace(asking, vouchers=vouchers)

    @command("bloc leave", example="bloc leave Nurses")
    async def leave(self, ctx: Context, name: Which = "") -> Reply:
        """Leave a bloc, or stop asking to be let in."""
        bloc = await self.find(ctx, name)
        if bloc.council:
            raise errors.FollowsItsBlocs
        waited = await self.doors.over(bloc.id, ctx.member.id)
        if not await self.store.leave(bloc.id, ctx.member.id):
            if waited:
                return Reply(answers.asks_no_more(bloc), stale=_asked(waited), private=True)
            raise errors.NotInBloc(bloc.name)
        await self.store.in_step(bloc.id)
        left = await self.left_behind(ctx, bloc)
        journal = noted("bloc.left", bloc, ctx.member.id)
        rooms = rooms_of(left) if left.archived_at else (RoomOrder(ROOM, bloc.id),)
        followed = await self.councils.follow(ctx.assembly.id, ctx.now)
        rooms, cards = (*rooms, *followed.rooms), (*stale(bloc), *followed.cards)
        return Reply(answers.left(bloc), stale=cards, journal=journal, rooms=rooms, private=True)

    async def left_behind(self, ctx: Context, bloc: Bloc) -> Bloc:
        """A bloc after somebody left: it has a keeper who is in it, or is over if unlisted and empty."""
        inside = await self.store.in_order(bloc.id)
        after = bloc if bloc.council else rules.successor(bloc, inside)
        if not inside and bloc.is_unlisted:
            after = replace(after, archived_at=ctx.now)
        if after != bloc:
            await self.store.save(after)
        return after

    @command("bloc came", who=Role.MEMBER, internal=True)
    async def came(self, ctx: Context, subject: Annotated[int, Arg("The bloc")]) -> Reply:
        """Take in whoever came into a bloc's room by the network's own ways, or have them wait outside."""
        bloc, room = await self.store.get(subject), (RoomOrder(ROOM, subject),)
        quiet = Reply(answers.nothing_to_say(), silent=True, rooms=room)
        if bloc is None or bloc.archived_at is not None or ctx.found_member is None:
            return quiet
        if await self.is_in(ctx, bloc) or bloc.is_unlisted or bloc.council:
            return quiet
        reply = await self._come(ctx, bloc, Way.WORD)
        reply.rooms = room
        return reply

    @command("bloc knocked", who=Role.MEMBER, internal=True)
    async def knocked(self, ctx: Context, subject: Annotated[int, Arg("The bloc")]) -> Reply:
        """Have whoever knocks at a bloc's room wait like somebody who has asked by a word."""
        bloc = await self.store.get(subject)
        quiet = Reply(answers.nothing_to_say(), silent=True)
        if bloc is None or bloc.archived_at is not None or bloc.council or ctx.found_member is None:
            return quiet
        return await self._come(ctx, bloc, Way.WORD)

    @command("bloc went", who=Role.OBSERVER, internal=True)
    async def went(
        self,
        ctx: Context,
        subject: Annotated[int, Arg("The bloc")],
        removed: Annotated[bool, Arg("Whether another hand did it")] = False,
    ) -> Reply:
        """Keep whoever leaves a bloc's room in the bloc: its room comes back with the next word."""
        return Reply(answers.nothing_to_say(), silent=True)


def _asked(number: int | None) -> tuple[tuple[str, int], ...]:
    """The cards that ask about somebody who waited."""
    return ((ASKS, number),) if number is not None else ()
