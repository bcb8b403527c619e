"""What follows from an act on several motions at once, gathered for one reply."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.api.card import Entry, Post, Reply, View
from cogs.motions.commands.base import DRAFT_CARD
from cogs.motions.rules.motion import Motion
from cogs.motions.voting import VOTE_CARD


@dataclass(slots=True)
class Steps:
    """Posts, cards that no longer show what is, cards whose reactions are over, and the journal's entries."""

    posts: list[Post] = field(default_factory=list)
    stale: list[tuple[str, int]] = field(default_factory=list)
    settled: list[tuple[str, int]] = field(default_factory=list)
    journal: list[Entry] = field(default_factory=list)

    def redraw(self, motion: Motion) -> None:
        """Has the cards of a motion drawn anew; one that is at its end takes no more votes."""
        self.stale.append((DRAFT_CARD, motion.number))
        if motion.opened_at is not None:
            self.stale.append((VOTE_CARD, motion.number))
            if not motion.is_undecided:
                self.settled.append((VOTE_CARD, motion.number))

    def reply(self, view: View, *, private: bool = False, silent: bool = False) -> Reply:
        return Reply(
            view,
            posts=tuple(self.posts),
            stale=tuple(self.stale),
            settled=tuple(self.settled),
            journal=tuple(self.journal),
            private=private,
            silent=silent,
        )

    def added_to(self, reply: Reply) -> Reply:
        """The reply, with these steps after its own."""
        reply.posts += tuple(self.posts)
        reply.stale += tuple(self.stale)
        reply.settled += tuple(self.settled)
        reply.journal += tuple(self.journal)
        return reply
