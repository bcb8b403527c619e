"""What this cog refuses, in words: what was wrong, and what would work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.api.card import Card, Data, Typed, View, view
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.accounts import rules
from cogs.accounts.views.links import listed


@view
def no_such_code(say: Speech, _e: rules.NoSuchCode) -> Card:
    return say.card(
        "That code is not good: it was used, or its 10 minutes are over, or a letter is wrong. "
        "Get a new one from your other account: {line}",
        line=Typed("account link"),
    )


@view
def own_code(say: Speech, _e: rules.OwnCode) -> Card:
    return say.card("This account made that code. Give it from the other one, the one that you want to link.")


@view
def one_person(say: Speech, _e: rules.OnePerson) -> Card:
    return say.card("These two accounts are linked already. See yours: {line}", line=Typed("account list"))


@view
def terminal_apart(say: Speech, _e: rules.TerminalApart) -> Card:
    return say.card("Anybody may sit at a terminal, so an account there can't be linked to one on a network.")


@view
def too_many_accounts(say: Speech, e: rules.TooManyAccounts) -> Card:
    return say.card(
        "{most} accounts are the most that one person can link. Unlink one first: {line}",
        most=e.most,
        line=Typed("account unlink"),
    )


@view
def link_waits(say: Speech, _e: rules.LinkWaits) -> Card:
    return say.card(
        "A link of this account waits for a secret vote to be over. See it: {list}. To give it up: {line}",
        list=Typed("account list"),
        line=Typed(f"account confirm {say.word('no')}"),
    )


@view
def nothing_to_confirm(say: Speech, _e: rules.NothingToConfirm) -> Card:
    return say.card(
        "Nothing waits for your word here: nobody has given your code yet, or its time is over. "
        "Give the code from your other account first, or begin anew: {line}",
        line=Typed("account link"),
    )


@view
def others_turn(say: Speech, _e: rules.OthersTurn) -> Card:
    return say.card("Your code was given. The account that gave it confirms first; then come back here.")


@view
def not_linked(say: Speech, _e: rules.NotLinked) -> Card:
    return say.card("This account is linked to no other. To link one: {line}", line=Typed("account link"))


@view
def nothing_waits(say: Speech, _e: rules.NothingWaits) -> Card:
    return say.card("No link of yours waits for a vote. Your accounts: {line}", line=Typed("account list"))


@view
def receipt_does_not_fit(say: Speech, _e: rules.ReceiptDoesNotFit) -> Card:
    return say.card(
        "That is the receipt of no vote that your link waits for, so I took nothing out. "
        "You find a receipt where you voted, under the card of your vote."
    )


@view
def receipts_missing(say: Speech, e: rules.ReceiptsMissing) -> Card:
    return say.card(
        "One receipt is wanted for each of these votes, so I took nothing out: {votes}. "
        "Give them in one line, with a gap between them.",
        votes=Data(listed(say, e.votes)),
    )


@view
def which_account(say: Speech, e: rules.WhichAccount) -> Card:
    if not e.given:
        return say.card(
            "Which account? Give its number in your list, {list}, or the account of another member, such as "
            "{line}",
            list=Typed("account list"),
            line=Typed(f"account lost {say.word('NAME')}"),
        )
    return say.card(
        "I find no such account on the roll here, nor among yours. Your own are listed with {line}",
        line=Typed("account list"),
    )


@view
def not_this_one(say: Speech, _e: rules.NotThisOne) -> Card:
    return say.card(
        "That is the account that you use just now. Report it from another account of yours, or ask two "
        "members to do it."
    )


@view
def not_by_yourself(say: Speech, _e: rules.NotByYourself) -> Card:
    return say.card(
        "That account is your own. Give its number in your list: {line}", line=Typed("account list")
    )


@view
def length_wanted(say: Speech, _e: rules.LengthWanted) -> Card:
    return say.card("I need to know how long ago that was. Try: {example}", example="3h")


@view
def too_long_ago(say: Speech, e: rules.TooLongAgo) -> Card:
    return say.card("I can look back {most} at most.", most=say.span(e.most))


@view
def not_frozen(say: Speech, _e: rules.NotFrozen) -> Card:
    return say.card("Nobody has reported that account lost: what is done with it counts.")


@view
def frozen_already(say: Speech, _e: rules.FrozenAlready) -> Card:
    return say.card("That account is reported lost already: nothing that is done with it counts.")


ERRORS: Mapping[type[RuleError], Callable[[Any], View]] = {
    rules.NoSuchCode: no_such_code,
    rules.OwnCode: own_code,
    rules.OnePerson: one_person,
    rules.TerminalApart: terminal_apart,
    rules.TooManyAccounts: too_many_accounts,
    rules.LinkWaits: link_waits,
    rules.NothingToConfirm: nothing_to_confirm,
    rules.OthersTurn: others_turn,
    rules.NotLinked: not_linked,
    rules.NothingWaits: nothing_waits,
    rules.ReceiptDoesNotFit: receipt_does_not_fit,
    rules.ReceiptsMissing: receipts_missing,
    rules.WhichAccount: which_account,
    rules.NotThisOne: not_this_one,
    rules.NotByYourself: not_by_yourself,
    rules.LengthWanted: length_wanted,
    rules.TooLongAgo: too_long_ago,
    rules.NotFrozen: not_frozen,
    rules.FrozenAlready: frozen_already,
}
