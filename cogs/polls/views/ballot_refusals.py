"""Why a ballot was not counted, and what would work."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Block, Card, Data, Line, Text, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import N_, Speech
from bot.ballots import refusals
from bot.ballots.views import ERRORS as OF_BALLOTS
from cogs.polls.rules import ballot_errors as e
from cogs.polls.rules.building import Draft
from cogs.polls.rules.poll import Kind, Poll
from cogs.polls.views import building
from cogs.polls.views.ballot import how_to_vote
from cogs.polls.views.paper import MOST_LISTED, called, listed, numbered, whole

_ONE = N_("Choose one in {poll}:")
_SEVERAL = N_("Choose as many as you like in {poll}:")
_CANDIDATES = N_("Put them in your order in {poll}, the most wanted first; leave out whom you don't want:")
_RANKED = N_("Put them in your order in {poll}, the most wanted first; leave out what you don't want:")
_DATES = N_("Say in {poll} when you can; a ? before a number means if need be:")


@view
def nothing_given(say: Speech, error: e.NothingGiven) -> Card:
    """The ballot paper itself, and a line that would work."""
    poll = error.poll
    if say.face.menus and poll.kind is not Kind.WHEN and (say.alone or say.face.whispers):
        return building.paper(Draft(poll), None)(say)
    asked = say.line(_question(poll), poll=whole(say, poll))
    rows = [Line((f"{one.n} ", *called(say, poll, one))) for one in poll.standing]
    return Card(blocks=(asked, *rows, _example(say, poll)))


def _question(poll: Poll) -> str:
    if poll.is_ranked:
        return _CANDIDATES if poll.is_election else _RANKED
    if poll.kind is Kind.WHEN:
        return _DATES
    return _ONE if poll.takes_one else _SEVERAL


@view
def no_option(say: Speech, error: e.NoOption) -> Card:
    poll = error.poll
    first = say.line(
        "{given} is none of what can be chosen in {poll}: {options}.",
        given=_said(error.given),
        poll=whole(say, poll),
        options=listed(say, poll, poll.standing),
    )
    blocks: list[Block] = [first, _example(say, poll)]
    if len(poll.standing) > MOST_LISTED:
        blocks.append(say.line("All of them: {line}", line=Typed(f"poll show {poll.number}")))
    return Card(blocks=tuple(blocks))


@view
def several_fit(say: Speech, error: e.SeveralFit) -> Card:
    poll = error.poll
    return say.card(
        "{given} could be any of these: {options}. Give its number with a # before it, or more of its words.",
        given=_said(error.given),
        options=listed(say, poll, error.options),
    )


@view
def given_twice(say: Speech, error: e.GivenTwice) -> Card:
    poll, option = error.poll, called(say, error.poll, error.option)
    first = (
        say.line("{option} is in your ranking twice. Give each a place once.", option=option)
        if poll.is_ranked
        else say.line("You gave two answers for {option}. Give one.", option=option)
    )
    return Card(blocks=(first, _example(say, poll)))


@view
def only_one(say: Speech, error: e.OnlyOne) -> Card:
    poll = error.poll
    first = say.line(
        "You named {options}, and only one can be chosen in {poll}.",
        options=listed(say, poll, error.options),
        poll=whole(say, poll),
    )
    return Card(blocks=(first, _example(say, poll)))


@view
def too_many(say: Speech, error: e.TooMany) -> Card:
    poll = error.poll
    first = say.line(
        "That names more than there are in {poll}: {n} can be chosen.",
        poll=whole(say, poll),
        n=len(poll.standing),
    )
    return Card(blocks=(first, _example(say, poll)))


@view
def stands_no_longer(say: Speech, error: e.StandsNoLonger) -> Card:
    poll = error.poll
    return say.card(
        "{option} stands no longer in {poll}. Vote without that name: {options}.",
        option=called(say, poll, error.option),
        poll=whole(say, poll),
        options=listed(say, poll, poll.standing),
    )


@view
def not_on_the_list(say: Speech, error: e.NotOnTheList) -> Card:
    poll, now = numbered(say, error.number, error.is_election), Typed("now")
    if error.is_of_bloc:
        return say.card(
            "You were not in the bloc when voting in {poll} opened, so you have no vote in it. "
            "See what you can vote on: {line}",
            poll=poll,
            line=now,
        )
    return say.card(
        "Voting in {poll} began before you joined, so you have no vote in it. "
        "See what you can vote on: {line}",
        poll=poll,
        line=now,
    )


def _example(say: Speech, poll: Poll) -> Block:
    return say.line("For example: {line}", line=how_to_vote(say, poll))


def _said(given: str) -> Text:
    return (Data(f"“{given}”"),)


ERRORS: Mapping[type[RuleError], Explain] = {
    **OF_BALLOTS,
    **refusals.ERRORS,
    e.NothingGiven: nothing_given,
    e.NoOption: no_option,
    e.SeveralFit: several_fit,
    e.GivenTwice: given_twice,
    e.OnlyOne: only_one,
    e.TooMany: too_many,
    e.StandsNoLonger: stands_no_longer,
    e.NotOnTheList: not_on_the_list,
}
