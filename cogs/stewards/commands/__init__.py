"""The commands of this cog, by what they are about."""

from __future__ import annotations

from datetime import date, datetime

from bot.api.card import View
from bot.api.cog import Home
from bot.api.people import Member, Role
from cogs.stewards.commands.naming import ENDED_CARD, NAMED_CARD
from cogs.stewards.commands.upkeep import ENDING_CARD, Upkeep
from cogs.stewards.rules import terms as rules
from cogs.stewards.rules.calls import Called, Vote


class Stewards(Upkeep):
    """Given and recalled by the assembly, and never alone with what can hurt."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self._seen: dict[int, date] = {}

    async def acted(self, member: Member, now: datetime) -> None:
        """Notes the day on which a steward last did anything, once a day and nothing else."""
        if member.role is not Role.STEWARD or self._seen.get(member.id) == now.date():
            return
        present = await self.terms.member(member.id)
        if present is None or present.role is not Role.STEWARD:
            return
        term = await self.terms.of(member.id) or rules.begin(member.id, member.assembly, present.joined_at)
        await self.terms.keep(rules.seen(term, now))
        self.terms.db.after_commit(lambda: self._seen.__setitem__(member.id, now.date()))

    async def naming(self, assembly: int, member: int | None) -> list[tuple[str, int]]:
        """The cards that name a member, or anybody at all."""
        who = [member] if member is not None else [t.member for t in await self.terms.stewards(assembly)]
        named = [(kind, one) for kind in (NAMED_CARD, ENDED_CARD, ENDING_CARD) for one in who]
        return [*named, *await self.announced.cards(assembly), *await self.calls.cards(assembly)]

    async def merged(self, assembly: int, kept: int, gone: int, _now: datetime) -> list[View]:
        """Makes of two members one steward, one objection and one call."""
        await self.terms.merge(kept, gone)
        await self.announced.merge(assembly, kept, gone)
        await self.calls.merge(assembly, kept, gone)
        await self.undoable.forget(gone)
        return []

    async def exported(self, assembly: int, member: int) -> object:
        """What is kept of a person here, for themselves."""
        term = await self.terms.of(member)
        return {
            "term": [term.since.isoformat(), term.until.isoformat(), term.seen.isoformat()] if term else None,
            "recalled": await self.terms.was_recalled(member),
            "objected to": sorted(await self.announced.objected_to(assembly, member)),
            "announced": sorted(await self.announced.asked_for(assembly, member)),
            "agreed to": sorted(await self.announced.agreed_to(assembly, member)),
            "calls for": sorted(await self.calls.called_for(assembly, member)),
        }

    async def forget(self, assembly: int, member: int) -> None:
        """Erases terms, objections and calls; what is announced about the person waits no longer.

        That a steward was recalled, or was about to be, stays without whom: else they would come back as new.
        """
        self._seen.pop(member, None)
        if await self.terms.was_recalled(member) or await self._is_voted_on(assembly, member):
            await self.terms.forget_recalled(assembly, self.clock.now())
        await self.terms.forget(member)
        await self.announced.forget(assembly, member)
        await self.calls.forget(assembly, member)
        await self.undoable.forget(member)

    async def _is_voted_on(self, assembly: int, member: int) -> bool:
        """Whether the others are voting on whether this member stays a steward."""
        calls = await self.calls.about(assembly, Called.RECALL, member)
        return any([await self.vote_of(assembly, call) is Vote.RUNS for call in calls])
