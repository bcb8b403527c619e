"""Why an act on a vacant seat was refused, and what would work."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Card, Data, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import N_, Speech
from cogs.polls.rules import vacancy_errors as errors
from cogs.polls.views.naming import in_a_row
from cogs.polls.views.times import dated


@view
def no_ballots(say: Speech, error: errors.NoBallots) -> Card:
    return say.card(
        "Nobody voted in election {number}, so no ballots can say who follows. Call a new election: {line}",
        number=error.number,
        line=Typed(f"election call {say.word('TITLE')}"),
    )


@view
def asked_already(say: Speech, error: errors.AskedAlready) -> Card:
    return say.card(
        "For election {number} people are being asked about another seat until {at}. Try again after that.",
        number=error.number,
        at=dated(say, error.until),
    )


@view
def nobody_sits(say: Speech, error: errors.NobodySits) -> Card:
    if not error.some:
        return say.card("Nobody has a seat of election {number}.", number=error.number)
    message = N_("You have no seat of election {number}. These have: {some}. Say whose is vacant: {line}")
    if error.is_named:
        message = N_(
            "Nobody of that name has a seat of election {number}. These have: {some}. Say which: {line}"
        )
    return say.card(
        message,
        number=error.number,
        some=in_a_row([(Data(name),) for name in error.some]),
        line=Typed(f"election vacancy {error.number} {error.some[0]}"),
    )


@view
def still_in_office(say: Speech, error: errors.StillInOffice) -> Card:
    who = Data(error.called)
    if error.is_steward:
        return say.card(
            "{who} is a steward still, so the seat is not vacant. It is once they have stepped down, or are "
            "recalled: {line}",
            who=who,
            line=Typed("steward step-down"),
        )
    return say.card(
        "{who} is a delegate still, so the seat is not vacant. It is once they have resigned, or are "
        "recalled: {line}",
        who=who,
        line=Typed("delegate resign"),
    )


@view
def not_asked(say: Speech, error: errors.NotAsked) -> Card:
    return say.card(
        "No seat of election {number} waits for your answer. If you were asked, the time for it is over. "
        "To see the election: {line}",
        number=error.number,
        line=Typed(f"election show {error.number}"),
    )


@view
def no_seat_empty(say: Speech, error: errors.NoSeatEmpty) -> Card:
    return say.card(
        "No seat of election {number} is empty, or there is a new election for it already. See: {line}",
        number=error.number,
        line=Typed("election list"),
    )


VACANCY_ERRORS: Mapping[type[RuleError], Explain] = {
    errors.NoBallots: no_ballots,
    errors.AskedAlready: asked_already,
    errors.NobodySits: nobody_sits,
    errors.StillInOffice: still_in_office,
    errors.NotAsked: not_asked,
    errors.NoSeatEmpty: no_seat_empty,
}
