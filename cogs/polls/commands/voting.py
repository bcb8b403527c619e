"""Votes that are given, changed and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from sqlalchemy.engine import Connection

from bot.api.card import Batch
from bot.api.circles import FIRST_UNLISTED
from bot.api.cog import Home
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Assembly
from bot.ballots.act import Cast, act
from cogs.polls.casting import Casting
from cogs.polls.commands.desk import Desk, ElectionNumber, Number
from cogs.polls.secret_casting import SecretCasting

WORDS_LIMIT, NOTHING_SAID = 2000, 2
"""So long is a ballot in words at most, and so many words has a line that says nothing beside its command."""
Choice = Annotated[
    str,
    Arg(
        "What you choose: numbers or words; in your order where it is a ranking",
        limit=WORDS_LIMIT,
        whole=True,
    ),
]


class Voting(Desk):
    """One act for polls and elections alike: they share their numbers."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        common = (home.roll, self._body_on, home.merging.twins, self.settling)
        self.casting = Casting(self.papers, *common)
        self.secret_casting = SecretCasting(self.papers, *common)

    @command("poll vote", bulk="cast", example="poll vote 3 2", confides="is_for_one_ear")
    def vote(self, ctx: Context, number: Number, choice: Choice = "") -> Cast[str]:
        """Vote in a poll: 2, or 3 1 4 for a ranking, or the words of what you choose."""
        return act(ctx, number, choice)

    @command("election vote", bulk="cast", example="election vote 4 3 1 2", confides="is_for_one_ear")
    def vote_in_election(self, ctx: Context, number: ElectionNumber, choice: Choice = "") -> Cast[str]:
        """Vote in an election: the candidates in your order, by number or by name."""
        return act(ctx, number, choice)

    @command("poll take-back", bulk="cast", example="poll take-back 3")
    def take_back(self, ctx: Context, number: Number) -> Cast[str]:
        """Take your vote back while voting is open."""
        return act(ctx, number, None)

    def cast(self, connection: Connection, acts: Sequence[Cast[str]]) -> Batch:
        """Writes a batch of ballots."""
        return self.casting.cast(connection, acts)

    async def is_for_one_ear(self, assembly: Assembly, line: str) -> bool:
        """Whether a line says how somebody votes where nobody is to know that."""
        read = (Numbered.read(word.rpartition(":")[2]) for word in line.split())
        number = next((found for found in read if found is not None), None)
        if number is not None and int(number) >= FIRST_UNLISTED:
            return True  # whether there is such a poll or not: nobody learns it from this
        async with self.store.db.reading():
            if number is None:  # yes, and nobody knows to what: it may be to what is sealed
                some = await self.store.undecided(assembly.id) if len(line.split()) > NOTHING_SAID else []
                return any(poll.votes.are_sealed and poll.bloc is None for poll in some)
            poll = await self.store.find(assembly.id, number)
        return poll is not None and poll.votes.are_sealed

    def _body_on(self, connection: Connection, bloc: int) -> frozenset[int]:
        """Who is in a bloc, on the database's own thread."""
        return self.bodies.blocs.body_on(connection, bloc) if self.bodies.blocs else frozenset()
