"""What is said of the file of a count, and why there is none."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Block, Card, Data, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from bot.ballots.checking_views import Own, how_to_check, which_is_yours
from bot.ballots.count_record import CountRecord
from cogs.polls.rules.export import ExportAfterTheCount, NothingCounted, NotRanked
from cogs.polls.rules.poll import Poll
from cogs.polls.views.paper import numbered, whole
from cogs.polls.views.times import dated


@view
def exported(say: Speech, poll: Poll, record: CountRecord, name: str, own: Own | None) -> Card:
    """What comes with the file."""
    lines: list[Block] = [
        say.line(
            "The count of {poll} as a file: what could be chosen, and every ballot.", poll=whole(say, poll)
        ),
        how_to_check(say, name),
    ]
    if record.journal is not None:
        compared = Data(record.journal.hash[:16])
        lines.append(say.line("Compare this with what others got for the same count: {hash}", hash=compared))
    if poll.is_ranked and not record.counted.outcome.declared:
        line = Typed(f"{_noun(poll.is_election)} export {poll.number} blt:yes")
        lines.append(say.line("As a file that other counting programs read: {line}", line=line))
    return Card(blocks=(*lines, *_who_is_in_it(say, poll, record, own)))


@view
def as_blt(say: Speech, poll: Poll, name: str) -> Card:
    """What comes with the papers alone; neither how they are counted nor the lot is in them."""
    method = f" --method {poll.method.value}" if poll.method is not None else ""
    check = Data(f"python -m bot verify {name}{method} --seed {poll.seed}")
    return Card(
        blocks=(
            say.line(
                "The ballots of {poll} in the BLT format, without names of voters.", poll=whole(say, poll)
            ),
            say.line("Other counting programs read it, and so does this: {command}", command=check),
        )
    )


def _who_is_in_it(say: Speech, poll: Poll, record: CountRecord, own: Own | None) -> list[Block]:
    if record.counted.outcome.declared:
        return [say.line("Nobody had to vote, so there are no ballots in it.")]
    if record.numbers is not None:
        return [say.line("Voters stand in it by number, without names.")]
    unknown = say.line("Voters stand in it by marks that say nothing of who they are.")
    return [
        unknown,
        *which_is_yours(say, own, _marks(record), f"{_noun(poll.is_election)} export {poll.number}"),
    ]


def _marks(record: CountRecord) -> set[str]:
    return {*record.counted.electorate.marks, *(ballot.voter for ballot in record.counted.ballots)}


def _noun(is_election: bool) -> str:
    return "election" if is_election else "poll"


@view
def export_after_the_count(say: Speech, error: ExportAfterTheCount) -> Card:
    poll = numbered(say, error.number, error.is_election)
    if error.closes_at is None:
        return say.card("You can have {poll} as a file once it is counted.", poll=poll)
    return say.card(
        "You can have {poll} as a file once voting is over and counted, after {at}.",
        poll=poll,
        at=dated(say, error.closes_at),
    )


@view
def nothing_counted(say: Speech, error: NothingCounted) -> Card:
    return say.card(
        "There is no count of {poll}, so there is nothing to check. See it: {line}",
        poll=numbered(say, error.number, error.is_election),
        line=Typed(f"{_noun(error.is_election)} show {error.number}"),
    )


@view
def not_ranked(say: Speech, error: NotRanked) -> Card:
    return say.card(
        "The BLT format is for ballots that put options in order, and those of {poll} do not. "
        "Get the file that has everything: {line}",
        poll=numbered(say, error.number, error.is_election),
        line=Typed(f"{_noun(error.is_election)} export {error.number}"),
    )


EXPORT_ERRORS: Mapping[type[RuleError], Explain] = {
    ExportAfterTheCount: export_after_the_count,
    NothingCounted: nothing_counted,
    NotRanked: not_ranked,
}
