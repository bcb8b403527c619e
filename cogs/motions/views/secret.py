"""What members read of votes that are not open: the promise, the two steps, the receipt, and refusals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.api.card import Block, Button, Card, Chat, Line, Style, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from bot.ballots.receipt import NotAReceipt, Receipt, listed
from bot.ballots.rules import Choice
from bot.ballots.secret import LEAST_ENTITLED, TELLING_BELOW
from bot.ballots.views import VOTES
from cogs.motions.rules import secret as e
from cogs.motions.rules.motion import Motion
from cogs.motions.views import words

SHOWN = 200


def promise(say: Speech, entitled: int) -> list[Block]:
    """What a card says of a secret vote: what is kept, and who could see what."""
    lines: list[Block] = [
        say.line(
            "Secret vote. We store who has voted and, apart from it, what was voted. Discord can see which "
            "button you press. Whoever runs this bot could watch while votes come in; vote here only if you "
            "trust them with that."
        )
    ]
    if 0 < entitled < TELLING_BELOW:
        lines.append(say.line("Only {n} may vote, so the result itself may show who chose what.", n=entitled))
    return lines


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
        ),
        buttons=(
            Button(say.word("Cast it"), "ballot cast", cast, Style.MAIN),
            Button(say.word("Back"), "ballot change", {"number": number}),
        ),
    )


@view
def vote_is_in(say: Speech, number: int, closes_at: datetime | None, receipt: Receipt) -> Card:
    told = (
        say("Your vote is in. To change it before {at}: [Change my vote].", at=say.moment(closes_at))
        if closes_at is not None
        else say("Your vote is in. To change it: [Change my vote].")
    )
    proof = say("[Show my receipt]: it can prove how you voted, so nobody has the right to ask you for it.")
    held: Mapping[str, str | int] = {"number": number, "receipt": receipt.words}
    return Card(
        blocks=(Line((*told, " ", *proof)),),
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
        blocks=(
            say.line(
                "With your receipt anyone can see how you voted, and can change your vote if they have voted "
                "too. Nobody has the right to ask you for it. Look at it where nobody looks on."
            ),
        ),
        buttons=(Button(say.word("Show it"), "ballot receipt", held),),
    )


@view
def receipt_card(say: Speech, number: int, receipt: Receipt) -> Card:
    return Card(
        blocks=(
            say.line("Your receipt for motion {number}: {receipt}", number=number, receipt=(receipt.words,)),
            say.line(
                "After the close, the list of receipts shows it as {code}, with what was voted.",
                code=(listed(receipt.hash),),
            ),
        )
    )


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
    how = Typed(f"ballot receipt {motion.number} ABCD-EFGH-JKMN-PQRS")
    blocks.append(say.line("To find yours, give your receipt: {line}", line=how))
    return Card(
        title=say("Motion {number} · the receipts of the votes", number=motion.number), blocks=tuple(blocks)
    )


def _own(say: Speech, own: str, found: Choice | None) -> Line:
    if found is None:
        return say.line("No vote on this motion has that receipt. Look whether you typed it right.")
    return say.line(
        "Your receipt is {code} in the list: {choice}.",
        code=(listed(own),),
        choice=words.choice(say, found),
    )


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


@view
def never_laxer(say: Speech, error: e.NeverLaxer) -> Card:
    return say.card(
        "Motion {number}: {votes} That can be made stricter before voting opens, never looser.",
        number=error.number,
        votes=say(VOTES[error.votes]),
    )


@view
def too_few_for_secret(say: Speech, error: e.TooFewForSecret) -> Card:
    return say.card(
        "Only {n} may vote here, and a secret vote needs at least {least}: among fewer, the result would "
        "show who chose what. The mover can withdraw motion {number} and propose it again with {option}.",
        n=error.entitled,
        least=LEAST_ENTITLED,
        number=error.number,
        option=("votes:open-at-end",),
    )


@view
def no_reason_in_secret(say: Speech, error: e.NoReasonInSecret) -> Card:
    return say.card(
        "A secret vote takes no reason: it could show who voted how. Nothing was counted. "
        "Vote without it: {line}",
        line=_vote(say, error.number),
    )


@view
def reaction_not_counted(say: Speech, error: e.ReactionNotCounted) -> Card:
    number, line = error.number, _vote(say, error.number)
    if say.face.whispers:
        return say.card(
            "Everyone can see a reaction, so it does not count on motion {number}. "
            "Use the button or the command, then only you see what you choose: {line}",
            number=number,
            line=line,
        )
    return say.card(
        "Everyone can see a reaction, so it does not count on motion {number}. "
        "Vote where we are alone ({chat}): {line}",
        number=number,
        chat=Chat(say.word("open a chat with me")),
        line=line,
    )


@view
def not_encrypted(say: Speech, error: e.NotEncrypted) -> Card:
    return say.card(
        "This chat is not encrypted, so a server could read your vote, and nothing was counted. Open this "
        "room's settings, turn on encryption under “Security & Privacy”, and vote again: {line}",
        line=_vote(say, error.number),
    )


@view
def not_secret(say: Speech, error: e.NotSecret) -> Card:
    return say.card(
        "Votes on motion {number} are not secret, so they have no receipt. To vote: {line}",
        number=error.number,
        line=_vote(say, error.number),
    )


@view
def has_voted(say: Speech, error: e.HasVoted) -> Card:
    return say.card(
        "Your vote on motion {number} is in, and it counts. It can be changed only with the receipt that you "
        "got with it: {line}",
        number=error.number,
        line=Typed(f"ballot change {error.number} ABCD-EFGH-JKMN-PQRS"),
    )


@view
def not_your_receipt(say: Speech, error: e.NotYourReceipt) -> Card:
    return say.card(
        "That receipt belongs to a vote, and you have not voted on motion {number} yet. To vote: {line}",
        number=error.number,
        line=_vote(say, error.number),
    )


@view
def no_such_receipt(say: Speech, error: e.NoSuchReceipt) -> Card:
    return say.card(
        "No vote on motion {number} has that receipt. Look whether you typed it right.", number=error.number
    )


@view
def not_a_receipt(say: Speech, _error: NotAReceipt) -> Card:
    return say.card(
        "That is no receipt. One has 16 letters and digits, such as {sample}; large or small and with or "
        "without hyphens is all the same.",
        sample=("ABCD-EFGH-JKMN-PQRS",),
    )


@view
def cannot_take_back(say: Speech, error: e.CannotTakeBack) -> Card:
    return say.card(
        "A secret vote can't be taken back, as nobody can tell which one is yours. With your receipt you can "
        "change it: {line}",
        line=Typed(f"ballot change {error.number} ABCD-EFGH-JKMN-PQRS"),
    )


@view
def list_not_yet(say: Speech, error: e.ListNotYet) -> Card:
    return say.card(
        "The list of receipts of motion {number} comes with the result. To see your own now, give it: {line}",
        number=error.number,
        line=Typed(f"ballot receipt {error.number} ABCD-EFGH-JKMN-PQRS"),
    )


def _vote(say: Speech, number: int) -> Typed:
    return Typed(f"vote {number} {say.word('for')}")


ERRORS: Mapping[type[RuleError], Explain] = {
    NotAReceipt: not_a_receipt,
    e.NeverLaxer: never_laxer,
    e.TooFewForSecret: too_few_for_secret,
    e.NoReasonInSecret: no_reason_in_secret,
    e.ReactionNotCounted: reaction_not_counted,
    e.NotEncrypted: not_encrypted,
    e.NotSecret: not_secret,
    e.HasVoted: has_voted,
    e.NotYourReceipt: not_your_receipt,
    e.NoSuchReceipt: no_such_receipt,
    e.CannotTakeBack: cannot_take_back,
    e.ListNotYet: list_not_yet,
}
