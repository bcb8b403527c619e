"""What members have agreed on: a text with versions, which newcomers accept first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.api.card import Entry, Post, Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed, DeedKind, Said
from bot.api.guards import accepted_first
from bot.api.people import Assembly, Member, Role
from cogs.members import joining as rules
from cogs.members.commands.joining import JoiningCommands
from cogs.members.views import principles as views

PRINCIPLES_CARD, UNWRITE = "member.principles", "member.unwrite-principles"
LIMIT = 3000


class PrinciplesCommands(JoiningCommands):
    """Stewards write it, everyone reads it, each accepts it for themselves."""

    @command("member principles", who=Role.OBSERVER, example="member principles")
    async def principles(self, ctx: Context) -> Reply:
        """Read what members here have agreed on."""
        version = accepted_first(ctx.assembly.settings)
        if not version:
            raise rules.NoPrinciples
        text = await self.joining.principles(ctx.assembly.id, version)
        has_accepted = ctx.found_member is not None and ctx.found_member.accepted == version
        return Reply(views.principles(text, version, has_accepted), private=True)

    @command("member accept", who=Role.OBSERVER, example="member accept 2")
    async def accept(self, ctx: Context, version: Annotated[int, Arg("Which version", sample="2")]) -> Reply:
        """Accept what members here have agreed on; whoever is new comes onto the roll by it."""
        if not version or version != accepted_first(ctx.assembly.settings):
            raise rules.NoVersion
        if ctx.found_member is None:
            return await self.come(ctx, accepted=version)
        await self.joining.accept(ctx.member.id, version, ctx.now)
        ctx.found_member = replace(ctx.member, accepted=version)
        return Reply(views.accepted(), private=True)

    @command(
        "member write-principles",
        who=Role.STEWARD,
        modal=True,
        example="member write-principles We decide together.",
    )
    async def write_principles(
        self,
        ctx: Context,
        text: Annotated[str, Arg("What newcomers accept", long=True, limit=LIMIT)] = "",
        none: Annotated[bool, Arg("Yes to have no such text any more")] = False,
    ) -> Reply:
        """Write down what newcomers accept; members are asked once whether they do."""
        await self.deeds.free(ctx.assembly.id)
        if bool(text) is none:
            raise rules.NoPrinciples
        version = await self.joining.write_principles(ctx.assembly.id, text, ctx.now)
        if text:
            await self.joining.accept(ctx.member.id, version, ctx.now)
        before = {"version": accepted_first(ctx.assembly.settings), "accepted": ctx.member.accepted}
        reply = Reply(
            views.written(version if text else 0),
            posts=(Post(PRINCIPLES_CARD, version),),
            journal=(Entry(PRINCIPLES_CARD, version, ctx.member.id),),
            private=True,
        )
        return await self.deeds.hold(ctx, reply, Deed(UNWRITE, before))

    def add_principles(self) -> None:
        """What takes a new version back before anybody has read it."""
        self.deeds.add(DeedKind(UNWRITE, self._says_unwrite, self._unwrite))

    async def _says_unwrite(self, _assembly: Assembly, _deed: Deed) -> Said:
        return views.says_unwrite

    async def _unwrite(self, ctx: Context, deed: Deed) -> Reply:
        version, accepted = int(deed.arguments["version"]), int(deed.arguments["accepted"])
        await self.joining.unwrite_principles(ctx.assembly.id, version)
        await self.joining.accept(ctx.member.id, accepted, ctx.now if accepted else None)
        entry = Entry(UNWRITE, version, ctx.member.id)
        return Reply(views.written(version), journal=(entry,), private=True)

    @card(PRINCIPLES_CARD)
    async def principles_card(self, assembly: Assembly, version: int, _detail: str) -> View | None:
        async with self.store.db.reading():
            text = await self.joining.principles(assembly.id, version)
        is_newest = version == accepted_first(assembly.settings)
        return views.principles_card(assembly, text, version if is_newest else 0)

    def changed_principles(self, ctx: Context, first: bool) -> View | None:
        """Stands beside an answer to a member who has not accepted the newest version."""
        version = accepted_first(ctx.found_assembly.settings) if ctx.found_assembly else 0
        member = ctx.found_member
        if (
            not version
            or first
            or member is None
            or member.accepted >= version
            or not self._ask_once(member, version)
        ):
            return None
        return views.have_changed(member.accepted > 0)

    def _ask_once(self, member: Member, version: int) -> bool:
        """Whether a member was not asked beside an answer yet; /now goes on asking."""
        if (member.id, version) in self._asked:
            return False
        self._asked.add((member.id, version))
        return True

    async def principles_wait(self, assembly: Assembly, member: Member, _now: datetime) -> list[View]:
        version = accepted_first(assembly.settings)
        return [views.have_changed(member.accepted > 0)] if version and member.accepted < version else []
