"""Whether an act on a ballot of a poll or an election counts."""

from __future__ import annotations

from bot.api.errors import PrivateOnly, RuleError
from bot.ballots import act_errors
from bot.ballots.act import Cast, came_in_time, is_here, is_hidden
from cogs.polls.rules import ballot_errors as errors
from cogs.polls.rules.errors import NoPoll, NotNow, VotingClosed
from cogs.polls.rules.poll import State
from cogs.polls.voting import Voting


def refusal(voting: Voting, act: Cast[str]) -> RuleError | None:
    """Why an act on a ballot does not count, or None."""
    return (
        unknown(voting, act)
        or _seen(voting, act)
        or _out_of_time(voting, act)
        or _no_vote(voting, act)
        or _elsewhere(voting, act)
    )


def unknown(voting: Voting, act: Cast[str]) -> RuleError | None:
    """Of what an unlisted bloc asks nobody else learns."""
    return NoPoll(act.number) if is_hidden(voting, act) else None


def _elsewhere(voting: Voting, act: Cast[str]) -> RuleError | None:
    """Whether an answer would tell others what a bloc asks: it names what was chosen."""
    if voting.poll.bloc is None or is_here(voting, act):
        return None
    return PrivateOnly()


def _seen(voting: Voting, act: Cast[str]) -> RuleError | None:
    """Whether somebody else could see a vote that nobody is to see."""
    if not voting.is_sealed:
        return None
    if act.is_reaction:
        return act_errors.ReactionNotCounted(act.number, voting.what)
    if not act.is_private:
        return PrivateOnly()
    if voting.is_secret and act.encrypted is False:
        return act_errors.NotEncrypted(act.number, voting.what)
    return None


def _out_of_time(voting: Voting, act: Cast[str]) -> RuleError | None:
    poll = voting.poll
    if poll.box is None or poll.opened_at is None:
        return NotNow(act.number, poll.state.value, poll.is_election)
    is_awaited = poll.state is State.CLOSING and not voting.is_fixed
    is_open = poll.state is State.OPEN or (is_awaited and came_in_time(voting, act))
    if not is_open and (poll.closes_at is None or poll.state is State.DROPPED):
        return NotNow(act.number, poll.state.value, poll.is_election)
    is_after = poll.closes_at is not None and act.at is not None and act.at >= poll.closes_at
    if poll.closes_at is not None and (is_after or not is_open):
        return VotingClosed(act.number, poll.closes_at, poll.is_election)
    return None


def _no_vote(voting: Voting, act: Cast[str]) -> RuleError | None:
    if voting.electorate is None or act.member in voting.electorate:
        return None
    return errors.NotOnTheList(act.number, voting.poll.bloc is not None, voting.poll.is_election)
