"""What members read of secret votes on motions: the two steps, the receipt, the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.api.card import Block, Button, Card, Line, Style, view
from bot.api.speech import N_, Speech
from bot.ballots import secret_views
from bot.ballots.receipt import Receipt, listed
from bot.ballots.rules import Choice, Votes
from bot.ballots.secret_views import (
    how_it_is_listed,
    in_the_list,
    is_in,
    or_write,
    or_yes,
    to_find_yours,
    warning,
)
from bot.ballots.views import VOTES
from cogs.motions.rules.motion import Motion
from cogs.motions.views import words

SHOWN = 200


def promise(say: Speech, entitled: int) -> list[Block]:
    """What a card says of a secret vote: what is kept, and who could see what."""
    return secret_views.promise(say, entitled, N_("Discord can see which button you press."))


@view
def about_to_vote(say: Speech, number: int, choice: Choice, receipt: Receipt) -> Card:
    """The step before a secret ballot is cast: the receipt goes along before anything is written."""
    given, held = words.GIVEN[choice], receipt.words
    cast: Mapping[str, str | int] = {"number": number, "choice": given, "receipt": held}
    return Card(
        blocks=(
            say.line(
                "You are about to vote {choice} on motion {number}.",
                choice=words.choice(say, choice),
                number=number,
            ),
            *or_write(say, f"ballot cast {number} {given} {held}"),
            *or_yes(say),
        ),
        buttons=(
            Button(say.word("Cast it"), "ballot cast", cast, Style.MAIN, assents=True),
            Button(say.word("Back"), "ballot change", {"number": number}, assents=False),
        ),
    )


@view
def vote_is_in(say: Speech, number: int, closes_at: datetime | None, receipt: Receipt) -> Card:
    held: Mapping[str, str | int] = {"number": number, "receipt": receipt.words}
    return Card(
        head=say("Motion {number}", number=number),
        blocks=(
            is_in(say, closes_at),
            *or_write(say, f"ballot change {number} {receipt.words}"),
        ),
        buttons=(
            Button(say.word("Change my vote"), "ballot change", held),
            Button(say.word("Show my receipt"), "ballot receipt", held),
        ),
    )


@view
def choices(say: Speech, motion: Motion, receipt: Receipt | None) -> Card:
    """The choices of a secret vote; with a receipt each of them changes its ballot."""
    asked = (
        say.line("How do you vote on motion {number}?", number=motion.number)
        if receipt is None
        else say.line("How do you vote on motion {number} now? It is cast at once.", number=motion.number)
    )
    command = "motion vote" if receipt is None else "ballot cast"
    carried: Mapping[str, str | int] = {} if receipt is None else {"receipt": receipt.words}
    return Card(
        blocks=(asked,),
        buttons=tuple(
            Button(
                words.choice(say, choice),
                command,
                {"number": motion.number, "choice": words.GIVEN[choice], **carried},
                emoji=words.MARKS[choice],
            )
            for choice in motion.threshold.choices
        ),
    )


@view
def receipt_warning(say: Speech, number: int, receipt: Receipt) -> Card:
    held: Mapping[str, str | int] = {"number": number, "receipt": receipt.words, "sure": "yes"}
    return Card(
        blocks=(warning(say),),
        buttons=(Button(say.word("Show it"), "ballot receipt", held, assents=True),),
    )


@view
def receipt_card(say: Speech, number: int, receipt: Receipt) -> Card:
    return Card(
        blocks=(
            say.line("Your receipt for motion {number}: {receipt}", number=number, receipt=(receipt.words,)),
            how_it_is_listed(say, receipt),
        )
    )


def receipts_button(say: Speech, motion: Motion) -> tuple[Button, ...]:
    """The way to the list of receipts, once there is one."""
    if motion.votes is not Votes.SECRET or motion.is_sealed:
        return ()
    return (Button(say.word("Receipts"), "ballot receipt", {"number": motion.number}),)


@view
def receipt_list(
    say: Speech, motion: Motion, receipts: Sequence[tuple[str, Choice]], own: str | None
) -> Card:
    """What stands for each receipt, by choice; own is the hash of the one that was asked about."""
    blocks: list[Block] = []
    found = next((choice for receipt, choice in receipts if receipt == own), None)
    if own is not None:
        blocks.append(_own(say, own, found))
    for choice in Choice:
        some = [listed(receipt) for receipt, chosen in receipts if chosen is choice]
        if some:
            counted = say("{choice}, {n}:", choice=words.choice(say, choice), n=len(some))
            more = (" …",) if len(some) > SHOWN else ()
            blocks.append(Line((*counted, " ", ", ".join(some[:SHOWN]), *more)))
    blocks.append(to_find_yours(say, f"ballot receipt {motion.number} ABCD-EFGH-JKMN-PQRS"))
    return Card(
        title=say("Motion {number} · the receipts of the votes", number=motion.number), blocks=tuple(blocks)
    )


def _own(say: Speech, own: str, found: Choice | None) -> Line:
    if found is None:
        return say.line("No vote on this motion has that receipt. Look whether you typed it right.")
    return in_the_list(say, own, words.choice(say, found))


@view
def stricter(say: Speech, motion: Motion) -> Card:
    return say.card(
        "Motion {number}: {votes} That can't be loosened again.",
        number=motion.number,
        votes=say(VOTES[motion.votes]),
    )


@view
def kept_secret(say: Speech) -> Card:
    """What secret votes keep of a person, for /privacy."""
    return say.card(
        "That you voted in a secret vote, and apart from it, without your name, what was voted. Nobody can "
        "tell which vote was yours, so if you have yourself erased, it stays."
    )
