"""How an assembly comes under another one, by a motion on both sides, and leaves it by one of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.api.blocs import Proposal, moved
from bot.api.card import Entry, Post, Reply, View
from bot.api.code import LASTS, Code
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed, Said
from bot.api.errors import PrivateOnly
from bot.api.number import Numbered
from bot.api.people import Assembly, Role
from bot.api.sweep import Due, DueAct, sweep
from cogs.places import parents as rules
from cogs.places.commands.desk import Desk
from cogs.places.parent_store import FIRST_STEP
from cogs.places.parents import Affiliation, Named, Stage, Tree
from cogs.places.views import parents as views

AFFILIATE, TAKE_IN, LEAVE = "assembly.affiliate", "assembly.take-in", "assembly.leave"
COMMAND = "assembly affiliate"
KIN, FOR, CODE_LIMIT = "assembly.kin", "parent", 40
CAME, REFUSED, TAKEN, LEFT, WAS_LEFT = "came", "refused", "taken", "left", "was-left"
ASKS_NO_MORE = "asks-no-more"
NEWS = {
    CAME: views.came_under,
    REFUSED: views.not_taken,
    TAKEN: views.taken_in,
    LEFT: views.left_it,
    WAS_LEFT: views.was_left,
    ASKS_NO_MORE: views.asks_no_more,
}
Given = Annotated[
    str,
    Arg(
        "The code from the assembly that shall be above this one",
        limit=CODE_LIMIT,
        sample="7K2M-9QXR-4TBC-H8WD",
    ),
]


class Affiliating(Desk):
    """A step that one assembly has decided is a row, and the clock has the other act on it."""

    @command("assembly affiliate", example="assembly affiliate")
    async def affiliate(self, ctx: Context, code: Given = "") -> Reply:
        """Have this assembly come under a larger one: get a code there, and give it here."""
        return await (self._ask(ctx, code) if code else self._hand_out(ctx))

    async def _hand_out(self, ctx: Context) -> Reply:
        """A fresh code for an assembly that is to come under this one."""
        if not ctx.is_private:
            raise PrivateOnly
        code, assembly, until = Code.fresh(), ctx.assembly, ctx.now + LASTS
        await self.store.issue(code.hash(FOR), assembly.id, ctx.member.id, ctx.now, until)
        return Reply(views.code_card(assembly.name, code.words, until), private=True)

    async def _ask(self, ctx: Context, given: str) -> Reply:
        """Moves the motion of the assembly below."""
        hash_ = Code.read(given).hash(FOR)
        parent = await self.behind_code(ctx, hash_, COMMAND)
        await self.check_under(ctx.assembly.id, parent)
        await self.store.use(hash_)
        number, reply = await self.move(ctx, Deed(AFFILIATE, {"parent": parent.id}))
        return replace(reply, view=views.under_vote(number, parent.name), silent=False)

    async def behind_code(self, ctx: Context, hash_: str, line: str) -> Named:
        """The assembly that gave the code, by somebody who is still on its roll."""
        self.guesses.check(ctx.account.address, ctx.now)
        found = await self.store.ticket(hash_)
        if found is None:
            self.guesses.wrong(ctx.account.address, ctx.now)
        ticket = rules.working(found, ctx.now, line)
        parent = await self.kin.named(ticket.assembly)
        if parent is None or not await self.kin.is_on_roll(ticket.member, ticket.assembly):
            raise rules.ParentCodeOver(line)
        return parent

    @command("assembly leave-parent", example="assembly leave-parent")
    async def leave_parent(self, ctx: Context) -> Reply:
        """Have this assembly leave the one above it, or ask that one no more to take it in."""
        parent = await self._above(ctx.assembly.id) or await self._asked(ctx.assembly.id)
        if parent is None:
            raise rules.NoParent
        number, reply = await self.move(ctx, Deed(LEAVE, {"parent": parent.id}))
        return replace(reply, view=views.leaving_under_vote(number, parent.name), silent=False)

    @command("assembly tree", who=Role.OBSERVER)
    async def tree(self, ctx: Context) -> Reply:
        """See the assembly with those above, beside and below it, and its blocs."""
        own, parent = ctx.assembly, await self._above(ctx.assembly.id)
        beside = await self.kin.under(parent.id) if parent else []
        blocs = await self.bodies.blocs.top(own.id) if self.bodies.blocs else ()
        tree = Tree(
            Named(own.id, own.name),
            await self.kin.size(own.id),
            parent,
            tuple(one for one in beside if one.id != own.id),
            tuple(await self.kin.under(own.id)),
            tuple(bloc.name for bloc in blocs if not bloc.is_unlisted),
        )
        return Reply(views.tree_card(tree), private=True)

    # What is done by motions

    async def says_affiliate(self, _assembly: Assembly, deed: Deed) -> Said:
        """The words for asking a parent."""
        parent = await self.kin.named(int(deed.arguments["parent"]))
        return views.to_affiliate(parent.name) if parent else views.to_do_nothing()

    async def says_take_in(self, _assembly: Assembly, deed: Deed) -> Said:
        """The words for taking an assembly in."""
        child = await self.kin.named(int(deed.arguments["child"]))
        return views.to_take_in(child.name) if child else views.to_do_nothing()

    async def says_leave(self, _assembly: Assembly, deed: Deed) -> Said:
        """The words for leaving a parent."""
        parent = await self.kin.named(int(deed.arguments["parent"]))
        return views.to_leave(parent.name) if parent else views.to_do_nothing()

    async def do_affiliate(self, ctx: Context, deed: Deed) -> Reply:
        """Keeps that the assembly asks; the parent's own motion follows."""
        parent, own = await self.kin.named(int(deed.arguments["parent"])), ctx.assembly.id
        if parent is None:
            raise rules.NotAsked
        await self.check_under(own, parent)
        present = await self.kin.step(own)
        if present is None or (present.parent, present.stage) != (parent.id, Stage.ASKED):
            await self.kin.keep(Affiliation(own, parent.id, Stage.AGREED))
        return Reply(views.agreed(parent.name), journal=(Entry("parent.wanted", parent.id),))

    async def do_take_in(self, ctx: Context, deed: Deed) -> Reply:
        """Has an assembly be under this one, if it still asks for it."""
        own, child = Named(ctx.assembly.id, ctx.assembly.name), int(deed.arguments["child"])
        asked = rules.awaited(await self.kin.step(child), own.id)
        await self.check_under(child, own)
        await self.kin.put_under(child, own.id, ctx.now)
        await self.kin.keep(replace(asked, stage=Stage.TAKEN))
        return await self.told(own.id, TAKEN, child)

    async def do_leave(self, ctx: Context, deed: Deed) -> Reply:
        """Has the assembly be under none, and ask none, unless it has left that parent already."""
        own, parent = ctx.assembly.id, int(deed.arguments["parent"])
        if (await self.kin.parents()).get(own) != parent:
            asked = await self._asked(own)
            if asked is None or asked.id != parent:
                raise rules.NoParent
            await self.kin.drop(own)
            return await self.told(own, ASKS_NO_MORE, parent)
        await self.kin.take_out(own)
        await self.kin.keep(Affiliation(own, parent, Stage.LEFT))
        return await self.told(own, LEFT, parent)

    # What the clock does in the other assembly

    @sweep(first=FIRST_STEP)
    async def affiliations(self, _now: datetime) -> Due:
        """What one assembly has decided and the other has not acted on."""
        if self.bodies.motions is None:
            return Due()
        acts = []
        for step in await self.kin.steps():
            turn = step.parent if step.stage in (Stage.AGREED, Stage.LEFT) else step.assembly
            if step.stage is not Stage.ASKED or await self._is_over(step):
                acts.append(DueAct(turn, "assembly follow", {"child": step.assembly}))
        return Due(tuple(acts))

    @command("assembly follow", who=Role.STEWARD, internal=True)
    async def follow(self, ctx: Context, child: Annotated[int, Arg("Whose step it is")]) -> Reply:
        """Act here on what another assembly has decided, or hear of it."""
        step = await self.kin.step(child)
        turn = (step.stage, ctx.assembly.id) if step else None
        if step is not None and turn == (Stage.AGREED, step.parent):
            number, reply = await self.move(ctx, Deed(TAKE_IN, {"child": child}))
            await self.kin.keep(replace(step, stage=Stage.ASKED, motion=int(number)))
            return reply
        if step is None or not (news := await self._news(step, ctx.assembly.id)):
            return Reply(views.nothing_due(), silent=True)
        await self.kin.drop(child)
        return await self.told(ctx.assembly.id, news, step.parent if news != WAS_LEFT else child)

    async def _news(self, step: Affiliation, reader: int) -> str:
        """What a step means to the assembly that hears of it."""
        if step.stage is Stage.LEFT and reader == step.parent:
            return WAS_LEFT
        if reader != step.assembly:
            return ""
        if step.stage is Stage.TAKEN:
            return CAME
        return REFUSED if step.stage is Stage.ASKED and await self._is_over(step) else ""

    async def _is_over(self, step: Affiliation) -> bool:
        """Whether the parent's motion is decided, so that nothing more comes of it."""
        if self.bodies.motions is None or step.motion is None:
            return False
        found = await self.bodies.motions.find(step.parent, Numbered(step.motion))
        return found is None or found.is_over

    @card(KIN)
    async def kin_card(self, _assembly: Assembly, _number: int, detail: str) -> View | None:
        news, _, other = detail.partition(" ")
        named = await self.kin.named(int(other))
        return NEWS[news](named.name) if named else None

    async def told(self, assembly: int, news: str, other: int) -> Reply:
        named, number = await self.kin.named(other), await self.kin.next_number(assembly)
        return Reply(
            NEWS[news](named.name if named else ""),
            posts=(Post(KIN, number, detail=f"{news} {other}"),),
            journal=(Entry(f"parent.{news}", other),),
            silent=True,
        )

    async def move(self, ctx: Context, deed: Deed, bloc: int | None = None) -> tuple[Numbered, Reply]:
        if self.bodies.motions is None:
            raise rules.NothingToVoteWith
        reply = await self.bodies.motions.propose(ctx, Proposal(self.deeds.title(deed), bloc=bloc, deed=deed))
        return moved(reply), reply

    async def _asked(self, assembly: int) -> Named | None:
        """The assembly that this one has decided to ask, and that has not answered."""
        step = await self.kin.step(assembly)
        waits = step is not None and step.stage in (Stage.AGREED, Stage.ASKED)
        return await self.kin.named(step.parent) if step is not None and waits else None

    async def _above(self, assembly: int) -> Named | None:
        parent = (await self.kin.parents()).get(assembly)
        return await self.kin.named(parent) if parent is not None else None

    async def check_under(self, child: int, parent: Named) -> None:
        present = await self._above(child)
        names = {present.id: present.name} if present else {}
        rules.may_go_under(child, parent, await self.kin.parents(), names)
