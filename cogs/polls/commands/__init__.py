"""The commands of polls and elections."""

from __future__ import annotations

from bot.api.command import Command
from cogs.polls.commands.candidates import Candidates
from cogs.polls.commands.changing import Changing
from cogs.polls.commands.clock import Clockwork
from cogs.polls.commands.declaring import Declaring
from cogs.polls.commands.election_ballot import ElectionBallot
from cogs.polls.commands.election_cards import ElectionCards
from cogs.polls.commands.export import Exporting
from cogs.polls.commands.listing import Listing
from cogs.polls.commands.moving import Moving
from cogs.polls.commands.reminding import Reminding
from cogs.polls.commands.showing import Showing
from cogs.polls.commands.standing import Candidacy
from cogs.polls.commands.vacancy import Vacancies
from cogs.polls.keeping import forget_votes

FIRST = {
    path: place
    for place, path in enumerate(
        (
            "poll ask",
            "poll vote",
            "poll when",
            "poll list",
            "poll show",
            "poll close",
            "election call",
            "election nominate",
            "election accept",
            "election decline",
            "election statement",
            "election candidates",
            "election vote",
            "election change",
            "election show",
            "election list",
            "election withdraw",
        )
    )
}


class Polls(
    ElectionBallot,
    Clockwork,
    Changing,
    Showing,
    Moving,
    Reminding,
    Candidacy,
    Candidates,
    Declaring,
    ElectionCards,
    Exporting,
    Vacancies,
    Listing,
):
    """Questions that bind nobody, and elections whose count anyone can check."""

    def commands(self) -> list[Command]:
        """What most people look for comes first, in help."""
        return sorted(super().commands(), key=lambda one: FIRST.get(one.path, len(FIRST)))

    async def forget(self, assembly: int, member: int) -> None:
        """Takes a member off what they asked, called and stood for, and their votes out of what is open."""
        await forget_votes(self.papers, assembly, member)
        await self.vacancies.forget(assembly, member)
        await self.store.forget(assembly, member)
