"""What an act on reports was refused for, and what would work."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Card, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.reports import rules as e


@view
def nothing_reported(say: Speech, _error: e.NothingReported) -> Card:
    return say.card(
        "Write what happened, for example: {line}",
        line=Typed(f"report {say.word('The night shift has no breaks')}"),
    )


@view
def enough_today(say: Speech, _error: e.EnoughToday) -> Card:
    return say.card(
        "You have sent {n} reports today, as many as anybody may. "
        "With the code of one you can add to it: {line}",
        n=e.MOST_A_DAY,
        line=Typed("reports add …"),
    )


@view
def too_many_waiting(say: Speech, _error: e.TooManyWaiting) -> Card:
    return say.card(
        "So many reports wait that nobody could read yours. Ask a steward to name more readers: {line}",
        line=Typed("reports reader …"),
    )


@view
def no_report(say: Speech, error: e.NoReport) -> Card:
    return say.card(
        "There is no report {number} for you. See what waits for you: {line}",
        number=error.number,
        line=Typed("reports waiting"),
    )


@view
def no_such_code(say: Speech, _error: e.NoSuchCode) -> Card:
    return say.card("No report has this code. Look at it again; reports are erased after 60 days.")


@view
def not_ready(say: Speech, error: e.NotReady) -> Card:
    said = say.plural(
        "Report {number} can't be heard yet: {missing} more reader has to look it through.",
        "Report {number} can't be heard yet: {missing} more readers have to look it through.",
        error.missing,
        number=error.number,
        missing=error.missing,
    )
    return Card(title=said)


@view
def looked_already(say: Speech, error: e.LookedAlready) -> Card:
    return say.card(
        "You have looked through report {number} already; it takes two readers.", number=error.number
    )


@view
def read_out_already(say: Speech, error: e.ReadOutAlready) -> Card:
    return say.card(
        "Report {number} was read out, so nothing about it can change any more.", number=error.number
    )


@view
def offered_already(say: Speech, error: e.OfferedAlready) -> Card:
    return say.card(
        "Report {number} is motion {motion} already. See it: {line}",
        number=error.number,
        motion=error.motion,
        line=Typed(f"motion show {error.motion}"),
    )


@view
def not_a_reader(say: Speech, _error: e.NotAReader) -> Card:
    return say.card(
        "Only its readers see a report before it is read out: stewards, and whom they name. Ask one of them."
    )


@view
def too_much_added(say: Speech, _error: e.TooMuchAdded) -> Card:
    return say.card(
        "That is more than this report can hold. Say it shorter, or send another report: {line}",
        line=Typed("report …"),
    )


@view
def not_named(say: Speech, error: e.NotNamed) -> Card:
    if error.is_steward:
        return say.card("Every steward reads reports. Who is to read none can't be a steward.")
    return say.card("That person was not named to read reports, so nothing changes.")


@view
def not_on_roll(say: Speech, _error: e.NotOnRoll) -> Card:
    return say.card("That person is not on the roll. Only a member can read reports.")


@view
def say_why(say: Speech, _error: e.SayWhy) -> Card:
    return say.card("Say why, so that its sender can write it in other words. They alone read it.")


ERRORS: Mapping[type[RuleError], Explain] = {
    e.NothingReported: nothing_reported,
    e.EnoughToday: enough_today,
    e.TooManyWaiting: too_many_waiting,
    e.NoReport: no_report,
    e.NoSuchCode: no_such_code,
    e.NotReady: not_ready,
    e.LookedAlready: looked_already,
    e.ReadOutAlready: read_out_already,
    e.OfferedAlready: offered_already,
    e.NotAReader: not_a_reader,
    e.TooMuchAdded: too_much_added,
    e.NotNamed: not_named,
    e.NotOnRoll: not_on_roll,
    e.SayWhy: say_why,
}
