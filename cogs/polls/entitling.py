"""Whether an act on a ballot counts, and how it is written down."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.api.errors import PrivateOnly, RuleError
from bot.ballots import act_errors
from bot.ballots.act_errors import What
from bot.ballots.ballot import LIVE, READ_AFTER_GAP, READ_AT_CLOSE, Standing
from bot.ballots.paper import Paper, written
from cogs.polls.rules import ballot_errors as errors
from cogs.polls.rules.errors import NoPoll, NotNow, VotingClosed
from cogs.polls.rules.poll import State
from cogs.polls.voting import Voting
from storage.dialect import micros


class Act(Protocol):
    """Who acts on which ballot, when and where."""

    number: int
    member: int
    source: str
    at: datetime | None
    late: bool
    now: datetime
    is_private: bool
    encrypted: bool | None
    rooms: tuple[tuple[str, str], ...]

    @property
    def is_reaction(self) -> bool: ...


def refusal(voting: Voting, act: Act) -> RuleError | None:
    """Why an act on a ballot does not count, or None."""
    return (
        unknown(voting, act)
        or _seen(voting, act)
        or _out_of_time(voting, act)
        or _no_vote(voting, act)
        or _elsewhere(voting, act)
    )


def unknown(voting: Voting, act: Act) -> RuleError | None:
    """Of what an unlisted bloc asks nobody else learns, nor where others read along."""
    if not voting.unlisted:
        return None
    is_theirs = act.member in voting.body or act.member in (voting.electorate or ())
    return None if is_theirs and _is_here(voting, act) else NoPoll(act.number)


def _is_here(voting: Voting, act: Act) -> bool:
    """Whether nobody reads along but people of the bloc."""
    return act.is_private or bool(voting.rooms.intersection(act.rooms))


def _elsewhere(voting: Voting, act: Act) -> RuleError | None:
    """Whether an answer would tell others what a bloc asks: it names what was chosen."""
    if voting.poll.bloc is None or _is_here(voting, act):
        return None
    return PrivateOnly()


def _seen(voting: Voting, act: Act) -> RuleError | None:
    """Whether somebody else could see a vote that nobody is to see."""
    if not voting.is_sealed:
        return None
    if act.is_reaction:
        return act_errors.ReactionNotCounted(act.number, What.POLL)
    if not act.is_private:
        return PrivateOnly()
    if voting.is_secret and act.encrypted is False:
        return act_errors.NotEncrypted(act.number, What.POLL)
    return None


def _out_of_time(voting: Voting, act: Act) -> RuleError | None:
    poll = voting.poll
    if poll.box is None or poll.opened_at is None:
        return NotNow(act.number, poll.state.value)
    is_open = poll.state is State.OPEN or (poll.state is State.CLOSING and _came_in_time(voting, act))
    if not is_open and (poll.closes_at is None or poll.state is State.DROPPED):
        return NotNow(act.number, poll.state.value)
    is_after = poll.closes_at is not None and act.at is not None and act.at >= poll.closes_at
    if poll.closes_at is not None and (is_after or not is_open):
        return VotingClosed(act.number, poll.closes_at)
    return None


def _no_vote(voting: Voting, act: Act) -> RuleError | None:
    if voting.electorate is None or act.member in voting.electorate:
        return None
    return errors.NotOnTheList(act.number, voting.poll.bloc is not None)


def _came_in_time(voting: Voting, act: Act) -> bool:
    """Whether an act that reaches us after the close was done before it, or may have been."""
    if act.at is None:
        return act.late
    return voting.poll.closes_at is not None and act.at < voting.poll.closes_at


def is_over(voting: Voting, act: Act) -> bool:
    """Whether an act comes after the time of its vote, so that its ballot is one read at the close."""
    poll = voting.poll
    return poll.state is State.CLOSING or (poll.closes_at is not None and act.now >= poll.closes_at)


def row_of(
    voting: Voting, act: Act, pair: tuple[int, int], paper: Paper, before: Standing[Paper] | None
) -> tuple[int, int, str, str, int | None, int, str | None]:
    """A ballot as it is written."""
    late, replaced = READ_AFTER_GAP if act.late else LIVE, None
    if is_over(voting, act):
        late = READ_AT_CLOSE
    if late == READ_AT_CLOSE and before is not None:
        replaced = before.before if before.late == READ_AT_CLOSE else before.said
    at = None if act.at is None else micros(act.at)
    kept = None if replaced is None else written(replaced)
    return (*pair, written(paper), act.source, at, late, kept)
