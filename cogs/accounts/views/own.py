"""Cards about the accounts that one has, and about one that is taken away or lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.api.card import Block, Button, Card, Data, Line, Style, Typed, View, view
from bot.api.people import Account
from bot.api.speech import Speech
from cogs.accounts.views.links import called

Again = Sequence[tuple[str, Sequence[View]]]


@dataclass(frozen=True, slots=True)
class Listed:
    """One of my accounts, with where nothing counts that it does."""

    account: Account
    is_this: bool
    frozen_in: Sequence[str] = ()


@view
def account_list(say: Speech, some: Sequence[Listed], waits: bool) -> Card:
    """My accounts, numbered; nobody else gets this card."""
    blocks: list[Block] = [_entry(say, place, one) for place, one in enumerate(some, 1)]
    if waits:
        blocks.append(
            say.line(
                "One more waits to be linked, until a secret vote is over. Until then only one of the "
                "two can vote in each vote."
            )
        )
    blocks.append(say.line("To add one: {line}", line=Typed("account link")))
    if len(some) > 1:
        blocks.append(say.line("To take this one away: {line}", line=Typed("account unlink")))
        blocks.append(say.line("If you have lost one: {line}", line=Typed("account lost 2")))
    return Card(title=say("Your accounts"), blocks=tuple(blocks))


def _entry(say: Speech, place: int, one: Listed) -> Line:
    text = (f"{place}. ", *called(say, one.account))
    if one.is_this:
        text += (" · ", *say("this one"))
    if one.frozen_in:
        names = Data(say.listed(list(one.frozen_in)))
        text += (" · ", *say("reported lost: nothing that it does counts in {names}", names=names))
    elif one.account.is_frozen:
        text += (" · ", *say("reported lost: nothing that it does counts"))
    return Line(text)


@view
def unlink_question(say: Speech) -> Card:
    return Card(
        title=say("Take this account away from your others?"),
        blocks=(
            say.line(
                "What you have done with it stays: votes, motions and roles belong to your other accounts "
                "from then on. This one is on no roll any more."
            ),
            say.line(
                "Your person may have voted already, so this account comes onto a roll again only by a "
                "steward's or other members' hands, and has no vote on what is open now."
            ),
            say.line(
                "If you have made up your mind: {line}", line=Typed(f"account unlink {say.word('yes')}")
            ),
        ),
        buttons=(Button(say.word("Unlink it"), "account unlink", {"sure": "yes"}, Style.BAD),),
    )


@view
def unlinked(say: Speech) -> Card:
    return say.card(
        "Done. This account stands alone now, and is on no roll. To link it again: {line}",
        line=Typed("account link"),
    )


@view
def frozen(say: Speech, account: Account, again: Again, since: datetime) -> Card:
    """Said to whoever has reported one of their own accounts."""
    blocks: list[Block] = [
        say.line(
            "From now on nothing counts that is done with {account}. Its codes and open questions are void.",
            account=called(say, account),
        ),
        *votes_since(say, again, since),
        say.line("When you have it in hand again: {line}", line=Typed("account found")),
    ]
    return Card(blocks=tuple(blocks), buttons=_buttons(say, again))


def votes_since(say: Speech, again: Again, since: datetime) -> list[Block]:
    """What was voted in somebody's name since their account was lost, with the way to vote again."""
    if not again:
        return [say.line("Nothing was voted in your name since {since}.", since=say.moment(since))]
    blocks: list[Block] = [say.line("Since {since} this was voted in your name:", since=say.moment(since))]
    for name, views in again:
        blocks.append(Line((Data(name),), strong=True))
        blocks += [block for one in views for block in one(say).blocks]
    return blocks


def _buttons(say: Speech, again: Again) -> tuple[Button, ...]:
    if len(again) != 1:
        return ()  # the buttons of a card belong to one assembly
    return tuple(button for one in again[0][1] for button in one(say).buttons)[:5]


@view
def found(say: Speech, account: Account) -> Card:
    return say.card("What is done with {account} counts again.", account=called(say, account))


@view
def one_word(say: Speech, account: Account, lost: bool) -> Card:
    """Said to the first of two who have to say it; it names the account, and not whose it is besides."""
    who = called(say, account)
    if lost:
        return say.card(
            "Noted: you say that {account} is lost. If another member says so within a day, nothing that is "
            "done with it counts here any more: {line}",
            account=who,
            line=Typed(f"account lost {say.word('NAME')}"),
        )
    return say.card(
        "Noted: you say that {account} is found. If another member says so within a day, it counts here "
        "again: {line}",
        account=who,
        line=Typed(f"account found {say.word('NAME')}"),
    )


@view
def two_words(say: Speech, account: Account, lost: bool) -> Card:
    if lost:
        return say.card(
            "Done: nothing that is done with {account} counts here any more. Once it is found, two members "
            "say so: {line}",
            account=called(say, account),
            line=Typed(f"account found {say.word('NAME')}"),
        )
    return say.card("Done: what is done with {account} counts here again.", account=called(say, account))


@view
def reported(say: Speech, account: Account, lost: bool) -> Card:
    """Told to stewards."""
    if lost:
        return say.card(
            "Two members have reported an account lost: {account}. Nothing that is done with it counts here.",
            account=called(say, account),
        )
    return say.card(
        "Two members say that {account} is found. It counts here again.", account=called(say, account)
    )


@view
def told(say: Speech, lost: bool, again: Again, since: datetime) -> Card:
    """Told to somebody of whose account two members have said that it is lost, or found."""
    if lost:
        lead = say.line(
            "Two members have reported an account of yours lost: nothing that is done with it counts here. "
            "If you have it in hand, two members can say so, or you from another account: {line}",
            line=Typed("account found"),
        )
    else:
        lead = say.line("Two members have said that your account is found. It counts here again.")
    return Card(blocks=(lead, *votes_since(say, again, since)), buttons=_buttons(say, again))
