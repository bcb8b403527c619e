"""Filling a seat that became vacant: those who stood are asked, and then the ballots of the election."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.api.ask import Ask
from bot.api.card import Post, Reply, Tell, View
from bot.api.cog import Home, card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Assembly, Member, Role
from bot.api.sweep import Due, DueAct, sweep
from cogs.polls.commands.counting import ELECTED_CARD, result_post
from cogs.polls.commands.desk import ElectionNumber, card_kind, is_unlisted, is_unnamed, news_post, noted
from cogs.polls.commands.stages import Stages
from cogs.polls.rules import outcome as outcomes
from cogs.polls.rules import vacancy as rules
from cogs.polls.rules.poll import Office, Poll, State
from cogs.polls.rules.vacancy import Vacancy
from cogs.polls.rules.vacancy_errors import NotAsked
from cogs.polls.vacancy_store import FIRST_VACANCY, VacancyStore
from cogs.polls.views import vacancy as views
from cogs.polls.views.told import Told
from cogs.polls.views.vacancy import Vacant

VACANT_CARD, WOULD_CARD, FILLED_CARD = "election.vacant", "election.would", "election.filled"
Who = Annotated[str, Arg("Whose seat: a name or number on the ballot; without it your own", sample="ana")]
Takes = Annotated[bool, Arg("Whether you would take it: yes or no", sample="yes")]
Of = Annotated[int, Arg("Stands in a button: whose seat you were asked about, by number", keyed=True)]


class Vacancies(Stages):
    """One seat after the other; each time the same ballots are asked."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.vacancies = VacancyStore(home.db)

    @command("election vacancy", example="election vacancy 4 ana")
    async def vacate(self, ctx: Context, number: ElectionNumber, who: Who = "") -> Reply:
        """Say that a seat has become vacant, so that the ballots of the election say who follows."""
        poll = await self.election_over(ctx, number)
        before = await self.vacancies.of(poll.id)
        outcome = outcomes.read(poll.result)
        vacancy = rules.leaving(poll, outcome, before, who, ctx.member.id, ctx.now)
        option = poll.option(vacancy.leaves)
        if option is None or option.member != ctx.member.id:
            await self.own(ctx, poll)
        rules.must_be_free(poll, vacancy, await self._in_office(poll))
        told = [*before, vacancy]
        asked = rules.each_once(poll, rules.may_follow(poll, outcome, told, await self.entitled(poll)))
        vacancy = await self.vacancies.add(vacancy, asked)
        if not asked:
            return await self._filled(ctx, poll, rules.unfilled(vacancy, ctx.now))
        await self.noted_in_minutes(ctx, poll)
        return Reply(
            views.asking(Vacant(poll, vacancy, len(asked))),
            posts=(vacancy_post(poll, VACANT_CARD, vacancy),),
            stale=_where_it_shows(poll),
            tells=tuple(_question(poll, n, vacancy) for n in asked),
            journal=noted("election.vacant", poll, None, seat_of=vacancy.seat_of),
        )

    @command("election take-seat", private=True, example="election take-seat 4 yes")
    async def take_seat(self, ctx: Context, number: ElectionNumber, answer: Takes, of: Of = 0) -> Reply:
        """Say whether you would take a seat that has become vacant."""
        poll = await self.election_over(ctx, number)
        vacancy = await self.asked_now(poll)
        if of and vacancy is not None and vacancy.leaves != of:
            raise NotAsked(poll.number)
        asked = await self.vacancies.answers(vacancy.id) if vacancy is not None else {}
        n = next((o.n for o in poll.options if o.member == ctx.member.id and o.n in asked), None)
        if vacancy is None or n is None:
            raise NotAsked(poll.number)
        await self.vacancies.answer(vacancy.id, n, answer)
        said = await self.vacancies.answers(vacancy.id)
        if all(takes is not None for takes in said.values()):
            vacancy = replace(vacancy, until=ctx.now)
            await self.vacancies.save(vacancy)
        stale = ((VACANT_CARD, int(poll.number)),)
        return Reply(views.answered(answer, vacancy.until, ctx.now), stale=stale, private=True)

    @command("election again", example="election again 4")
    async def again(self, ctx: Context, number: ElectionNumber) -> Reply:
        """Call an election for the seats that another one has left empty."""
        poll = await self.election_over(ctx, number)
        await self.own(ctx, poll)
        before, outcome = await self.vacancies.of(poll.id), outcomes.read(poll.result)
        reply = await self.called_again(ctx, poll, rules.to_call(poll, outcome, before))
        called = Numbered(reply.posts[0].subject)
        if outcome.empty and not outcome.again:
            with_next = outcomes.with_next(outcome, called)
            await self.store.save(replace(poll, result=outcomes.written(with_next)))
        for one in before:
            if one.ended_at and one.follows is None and not one.again:
                await self.vacancies.save(replace(one, again=int(called)))
        reply.stale += ((result_post(poll).kind, int(number)), (FILLED_CARD, int(number)))
        return reply

    @sweep(first=FIRST_VACANCY)
    async def vacancies_due(self, now: datetime) -> Due:
        """Seats for which the time is over in which people are asked."""
        found, soonest = await self.vacancies.due(now)
        return Due(tuple(DueAct(a, "election fill", {"number": number}) for a, number in found), soonest)

    async def ask_ballots(self, _ask: Ask, ctx: Context, number: int) -> Vacancy:
        """The vacancy as the ballots fill it: they are counted before anyone waits for the writer."""
        async with self.store.db.reading():
            poll, vacancy = await self._over_by(ctx, number)
            standing = await self._standing(poll, vacancy)
            papers = await self.papers.count(poll.box or 0)
        return await asyncio.to_thread(rules.filled, vacancy, poll, papers, standing, ctx.now)

    @command("election fill", who=Role.STEWARD, internal=True, prepare="ask_ballots")
    async def fill(self, ctx: Context, number: ElectionNumber) -> Reply:
        """Fills a vacant seat once the time to answer is over; a turn later if somebody left meanwhile."""
        poll, vacancy = await self._over_by(ctx, number)
        filled: Vacancy = ctx.asked
        if filled.id != vacancy.id or list(filled.standing) != await self._standing(poll, vacancy):
            raise NotAsked(poll.number)
        return await self._filled(ctx, poll, filled)

    async def _over_by(self, ctx: Context, number: int) -> tuple[Poll, Vacancy]:
        """An election and its vacancy for which the time to answer is over."""
        poll = await self.store.find(ctx.assembly.id, number)
        vacancy = await self.asked_now(poll) if poll is not None else None
        if poll is None or vacancy is None or vacancy.until > ctx.now:
            raise NotAsked(Numbered(number))
        return poll, vacancy

    async def _standing(self, poll: Poll, vacancy: Vacancy) -> list[int]:
        """Those who would take a seat and still can."""
        before, entitled = await self.vacancies.of(poll.id), await self.entitled(poll)
        can = rules.may_follow(poll, outcomes.read(poll.result), before, entitled)
        some = rules.would(await self.vacancies.answers(vacancy.id))
        return rules.each_once(poll, [n for n in some if n in can])

    async def _filled(self, ctx: Context, poll: Poll, vacancy: Vacancy) -> Reply:
        """Keeps who follows, and has them take up the office."""
        link = 0 if is_unlisted(poll) else await self.seals.next_link(poll.assembly)
        facts = {"seat_of": vacancy.seat_of, "follows": vacancy.follows or 0}
        reply = Reply(
            views.filled_card(Vacant(poll, vacancy, unnamed=is_unnamed(ctx.assembly, poll))),
            posts=(vacancy_post(poll, FILLED_CARD, vacancy),),
            stale=(*_where_it_shows(poll), *((kind, int(poll.number)) for kind in (VACANT_CARD, WOULD_CARD))),
            journal=noted("election.filled", poll, None, **facts),
        )
        refused = None
        if vacancy.follows is not None:
            refused = await self.taken_up(ctx, poll, vacancy.follows, reply)
        await self.vacancies.save(replace(vacancy, link=link, refused=refused))
        await self.vacancies.clear(vacancy.id)
        await self.noted_in_minutes(ctx, poll)
        return reply

    async def _in_office(self, poll: Poll) -> Collection[int]:
        """Who is now what people are elected to by it."""
        if poll.office is Office.STEWARDS:
            return await self.roll.in_role(poll.assembly, Role.STEWARD)
        if poll.office is Office.DELEGATES and poll.bloc is not None and self.bodies.delegates is not None:
            return await self.bodies.delegates.sent(poll.bloc)
        return ()

    async def told(self, assembly: Assembly, poll: Poll) -> Told:
        """A counted one, and what became of its seats since."""
        told = await super().told(assembly, poll)
        return replace(told, since=tuple(await self.vacancies.of(poll.id))) if poll.is_election else told

    async def asked_now(self, poll: Poll) -> Vacancy | None:
        some = await self.vacancies.of(poll.id)
        return next((one for one in some if one.ended_at is None), None)

    async def election_over(self, ctx: Context, number: int) -> Poll:
        """An election that has been counted."""
        await self.election(ctx, number)
        return await self.over(ctx, number)

    async def seats_waiting(self, assembly: Assembly, member: Member, _now: datetime) -> Sequence[View]:
        """What waits for a member who is asked whether they would take a seat."""
        views_: list[View] = []
        for vacancy in await self.vacancies.waiting(assembly.id, member.id):
            poll = await self.store.get(vacancy.poll)
            if poll is not None and await self.circles.is_for(member, poll.bloc):
                views_.append(views.waiting(Vacant(poll, vacancy)))
        return views_

    async def naming_elected(self, assembly: int, member: int | None) -> list[tuple[str, int]]:
        """The results that name a member, or anybody at all."""
        some = await self.store.naming(assembly, member)
        over = [poll for poll in some if poll.is_election and poll.state is State.ENDED]
        return [(kind, int(poll.number)) for poll in over for kind in (ELECTED_CARD, FILLED_CARD)]

    async def _vacant(self, assembly: Assembly, number: int, detail: str) -> Vacant | None:
        vacancy = await self.vacancies.get(int(detail))
        poll = await self.store.get(vacancy.poll) if vacancy else None
        if vacancy is None or poll is None or (poll.assembly, int(poll.number)) != (assembly.id, number):
            return None
        said = list((await self.vacancies.answers(vacancy.id)).values())
        have = sum(takes is not None for takes in said)
        return Vacant(poll, vacancy, len(said), have, is_unnamed(assembly, poll))

    @card(VACANT_CARD)
    async def vacant_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        told = await self._vacant(assembly, number, detail)
        return views.vacant_card(told) if told else None

    @card(WOULD_CARD)
    async def would_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        told = await self._vacant(assembly, number, detail.partition(" ")[0])
        return views.would_card(told) if told else None

    @card(FILLED_CARD)
    async def filled_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        told = await self._vacant(assembly, number, detail)
        return views.filled_card(told) if told and told.vacancy.ended_at else None


def _where_it_shows(poll: Poll) -> tuple[tuple[str, int], ...]:
    """The cards that say who sits: that of the election, and its result."""
    return tuple((kind, int(poll.number)) for kind in (card_kind(poll), ELECTED_CARD))


def vacancy_post(poll: Poll, kind: str, vacancy: Vacancy) -> Post:
    """News of a vacant seat; each has a post of its own."""
    return news_post(poll, kind, str(vacancy.id))


def _question(poll: Poll, n: int, vacancy: Vacancy) -> Tell:
    """The question in private; each who is asked has one of their own."""
    option = poll.option(n)
    member = option.member if option is not None and option.member is not None else 0
    return Tell(member, WOULD_CARD, int(poll.number), f"{vacancy.id} {n}")
