"""What there is to see of blocs: the tree, one of them, and what waits for a member."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.api.card import Reply, View
from bot.api.cog import card, lookup
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Address, Assembly, Group, Member, Role
from bot.api.services import OpenCard
from cogs.blocs.commands.announcing import ANNOUNCEMENT
from cogs.blocs.commands.desk import CARD, Desk, Which
from cogs.blocs.commands.joining import ASKS
from cogs.blocs.rules import bloc as rules
from cogs.blocs.rules import entry, tree
from cogs.blocs.rules.bloc import Bloc, Kind
from cogs.blocs.views import cards, delegates, doors

LABEL_LIMIT, REPORT = 100, "delegate.report"


class Reading(Desk):
    """Unlisted blocs are seen by their members, where nobody else reads along."""

    @command("bloc list", who=Role.OBSERVER, example="bloc list")
    async def list_blocs(self, ctx: Context) -> Reply:
        """See all blocs as a tree."""
        listed = await self.store.listed(ctx.assembly.id)
        inside = await self.store.among([bloc.id for bloc in listed])
        sizes = {bloc: len(members) for bloc, members in inside.items()}
        mine, own = frozenset[int](), list[Bloc]()
        if ctx.found_member is not None and ctx.is_private:
            of_member = await self.store.of_member(ctx.assembly.id, ctx.found_member.id)
            mine, own = frozenset(b.id for b in of_member), [b for b in of_member if b.is_unlisted]
        return Reply(cards.tree_card(tree.drawn(listed), sizes, mine, own), private=True)

    @command("bloc show", who=Role.OBSERVER, example="bloc show Nurses")
    async def show(self, ctx: Context, name: Which = "") -> Reply:
        """See a bloc: who it is for, how many are in it, and where its room is."""
        bloc = await self.find(ctx, name)
        shown = await self.shown(bloc)
        below = [one.name for one in await self.store.below(bloc.id)]
        plain = cards.bloc_card(shown, below, await self.is_in(ctx, bloc))
        return Reply(await self._with_delegates(ctx.assembly, bloc, plain), private=bloc.is_unlisted)

    async def _with_delegates(self, assembly: Assembly, bloc: Bloc, plain: View) -> View:
        """A bloc's card, with whom it sends."""
        sent = await self.delegates.of(bloc.id)
        given = await self.delegates.mandates_of(bloc.id) if sent else []
        return delegates.with_delegates(plain, sent, given, bool(assembly.careful))

    @card(CARD)
    async def bloc_card(self, assembly: Assembly, subject: int, _detail: str) -> View | None:
        bloc = await self.store.get(subject)
        if bloc is None or bloc.assembly != assembly.id or bloc.is_unlisted:
            return None
        below = [one.name for one in await self.store.below(bloc.id)]
        plain = cards.bloc_card(await self.shown(bloc), below)
        return await self._with_delegates(assembly, bloc, plain)

    @lookup("blocs")
    async def blocs_like(self, assembly: Assembly, typed: str) -> list[tuple[str, str]]:
        """Listed blocs alone: whoever types may be anybody."""
        wanted = rules.key(typed)
        found = [bloc for bloc in await self.store.listed(assembly.id) if wanted in rules.key(bloc.name)]
        return [_choice(bloc) for bloc in sorted(found, key=lambda bloc: bloc.name.casefold())[:25]]

    async def waiting(self, assembly: Assembly, member: Member, now: datetime) -> Sequence[View]:
        """Who waits to be let in, for those who can let them in; and where the member was asked in."""
        lines: list[View] = []
        for bloc in await self._looked_after(assembly, member):
            asking = [a for a in await self.doors.waiting(bloc.id) if member.id not in a.vouchers]
            if asking:
                lines.append(doors.waiting_line(bloc, len(asking)))
        for number in await self.doors.invited_to(member.id, now):
            invited = await self.store.get(number)
            if invited and invited.assembly == assembly.id and invited.archived_at is None:
                lines.append(doors.invited_line(invited))
        return lines

    async def _looked_after(self, assembly: Assembly, member: Member) -> list[Bloc]:
        """The blocs into which a member may let people, or vouch for them."""
        mine = await self.store.of_member(assembly.id, member.id)
        found = [b for b in mine if b.kind is Kind.VOUCHED or b.keeper == member.id]
        if member.role is not Role.STEWARD:
            return found
        listed = await self.store.listed(assembly.id)
        inside = await self.store.among([bloc.id for bloc in listed])
        others = [b for b in listed if not entry.needs_vouching(b, inside[b.id])]
        return list(dict.fromkeys([*found, *others, *(b for b in mine if b.is_unlisted)]))

    async def groups(self, assembly: Assembly) -> list[Group]:
        """The listed blocs as groups of members."""
        listed = await self.store.listed(assembly.id)
        inside = await self.store.among([bloc.id for bloc in listed])
        return [Group(bloc.name, inside[bloc.id]) for bloc in listed]

    async def room_moved(self, old: Address, new: Address, assembly: int | None) -> list[OpenCard]:
        """Has the cards of blocs stand in another room."""
        moved = await self.store.move_room(old, new, assembly)
        return [(bloc.assembly, CARD, bloc.id) for bloc in moved]

    async def naming(self, assembly: int, member: int | None) -> list[tuple[str, int]]:
        """The cards that name a member, or anybody: who asks to be let in, who has announced."""
        asked = await self.doors.of_assembly(assembly, member)
        said = await self.notices.of_assembly(assembly, member)
        told = await self.delegates.reports_of(assembly, member)
        found = [*((ASKS, number) for number in asked), *((ANNOUNCEMENT, number) for number in said)]
        sent = await self.delegates.of_assembly(assembly)
        own = {delegate.bloc for delegate in sent if member is None or delegate.member == member}
        return [*found, *((REPORT, number) for number in told), *((CARD, bloc) for bloc in own)]


def _choice(bloc: Bloc) -> tuple[str, str]:
    """A name too long for a network's list of choices is given by its number."""
    if len(bloc.name) <= LABEL_LIMIT:
        return bloc.name, bloc.name
    return str(bloc.id), bloc.name[: LABEL_LIMIT - 1] + "…"
