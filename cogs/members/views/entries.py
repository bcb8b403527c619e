"""Cards about people on the roll who have no account: for stewards alone."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Card, Data, Line, Name, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.members import initials as rules

_SHOWN, _BUTTONS = 100, 5


@view
def added(say: Speech, initials: str, size: int) -> Card:
    """What a steward is told who put somebody without an account on the roll."""
    tick = Typed(f'ballot tick 12 "{initials}"')
    on_it = say.plural("{n} person is on it now.", "{n} people are on it now.", size)
    first = say("{initials} is on the roll, without an account.", initials=Data(initials))
    return Card(
        blocks=(
            Line((*first, " ", *on_it)),
            say.line("They vote in the hall, where you tick them: {line}", line=tick),
        )
    )


@view
def entry_removed(say: Speech, initials: str) -> Card:
    return say.card(
        "{initials} is off the roll, and I know nothing of them any more. What was counted in a hall stands.",
        initials=Data(initials),
    )


@view
def joined(say: Speech, member: int, initials: str) -> Card:
    return say.card(
        "{name} is {initials} on the roll from now on: one person with one vote. Their initials are gone.",
        name=Name(member),
        initials=Data(initials),
    )


@view
def no_initials(say: Speech, _error: rules.NoInitials) -> Card:
    return say.card(
        "I keep initials alone, of one to four letters, and no names. For example: {line}",
        line=Typed('member add "A. B."'),
    )


@view
def initials_taken(say: Speech, error: rules.InitialsTaken) -> Card:
    return say.card(
        "{initials} is on the roll already. If this is somebody else: {line}",
        initials=Data(error.initials),
        line=Typed(f'member add "{error.free}"'),
    )


@view
def nobody_so_called(say: Speech, error: rules.NobodySoCalled) -> Card:
    if not error.there:
        return say.card(
            "Nobody is on the roll without an account. To add somebody: {line}",
            line=Typed('member add "A. B."'),
        )
    return say.card(
        "No {initials} is on the roll without an account. There are: {names}",
        initials=Data(error.initials),
        names=Data(", ".join(error.there[:20])),
    )


@view
def on_the_roll_before(say: Speech, error: rules.OnTheRollBefore) -> Card:
    return say.card(
        "That account is or was on the roll as itself, so it can't become somebody else on it. "
        "If both are one person, take the initials off the roll: {line}",
        line=Typed('member remove initials:"A. B."'),
    )


@view
def who_is_meant(say: Speech, _error: rules.WhoIsMeant) -> Card:
    return say.card(
        "Say who: {line} or {other}",
        line=Typed(f"member remove {say.word('NAME')}"),
        other=Typed('member remove initials:"A. B."'),
    )


ERRORS: Mapping[type[RuleError], Explain] = {
    rules.NoInitials: no_initials,
    rules.InitialsTaken: initials_taken,
    rules.NobodySoCalled: nobody_so_called,
    rules.OnTheRollBefore: on_the_roll_before,
    rules.WhoIsMeant: who_is_meant,
}
