"""A copy of what is kept about a person, for that person alone."""

from __future__ import annotations

import json
from datetime import timedelta

from bot.api.card import File, Reply
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Role
from cogs.members import joining as rules
from cogs.members.commands.desk import Desk
from cogs.members.views import copies as views

GONE_AFTER = timedelta(hours=1)


class CopyCommands(Desk):
    """The file is made, handed over and not kept."""

    @command("member export-me", who=Role.OBSERVER, private=True, example="member export-me")
    async def export_me(self, ctx: Context) -> Reply:
        """Get a file with all that is kept about you here."""
        member = await self.store.ever_member(ctx.account.address, ctx.assembly.id)
        if member is None:
            raise rules.NothingKept
        whole = {
            "what": "Everything that Folkmoot keeps of one person in one assembly",
            "assembly": ctx.assembly.name,
            "at": ctx.now.isoformat(),
            **await self.exporting.member(ctx.assembly.id, member),
        }
        content = json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=False).encode()
        file = File("what-is-kept-about-me.json", "application/json", content, gone_after=GONE_AFTER)
        return Reply(views.handed_over(ctx.assembly.name), private=True, file=file)
