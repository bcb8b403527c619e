"""Cards of linking: the code, the question on either side, what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Block, Button, Card, Data, Line, Style, Text, Typed, View, view
from bot.api.code import Code
from bot.api.people import Account
from bot.api.person import Hinders
from bot.api.speech import N_, Speech

_NETWORKS = {"discord": "Discord", "matrix": "Matrix", "terminal": N_("the terminal")}
Votes = Sequence[tuple[str, Sequence[Hinders]]]
ByAssembly = Sequence[tuple[str, Sequence[View]]]


def called(say: Speech, account: Account) -> Text:
    """An account as its owner may know it: as its network calls it."""
    network = _NETWORKS.get(account.address.network, account.address.network)
    return say(
        "{account} on {network}", account=Data(account.address.id, account.address), network=say.word(network)
    )


@view
def code_card(say: Speech, code: Code) -> Card:
    line = Typed(f"account link {code.words}")
    return Card(
        title=say("Your code: {code}", code=Data(code.words)),
        blocks=(
            say.line(
                "Within 10 minutes, give it to me from your other account, alone with me: {line}", line=line
            ),
            say.line(
                "Then both accounts confirm, the other one first. Here you do it with this: {confirm}",
                confirm=Typed("account confirm"),
            ),
            say.line(
                "From then on both are one person with one vote. Nobody is told that they are both yours. "
                "But cards name you on each network by your account there: who reads the same card on both "
                "can put the two names together."
            ),
            say.line("Give the code to nobody: it is only for accounts of your own."),
        ),
        buttons=(Button(say.word("Confirm here"), "account confirm"),),
    )


@view
def question(say: Speech, other: Account, link: int) -> Card:
    """Asked on either side; it names the other account, so that nobody is tricked into a stranger's."""
    given = {"meant": link}
    return Card(
        title=say("Is this account yours too: {account}?", account=called(say, other)),
        blocks=(
            say.line(
                "If you say yes, it and this account become one person with one vote, on every roll. Who has "
                "the other account can then act as you. If you are not sure, say no."
            ),
            say.line("Write {yes} or {no}.", yes=Typed(_answer(say, "yes")), no=Typed(_answer(say, "no"))),
        ),
        buttons=(
            Button(
                say.word("Yes, both are mine"), "account confirm", {"both-mine": "yes", **given}, Style.GOOD
            ),
            Button(say.word("No"), "account confirm", {"both-mine": "no", **given}, Style.BAD),
        ),
    )


def _answer(say: Speech, answer: str) -> str:
    return f"account confirm {say.word(answer)}"


@view
def other_side_next(say: Speech, other: Account) -> Card:
    return say.card(
        "Good. Now confirm it from the other account too, {account}, alone with me: {line}",
        account=called(say, other),
        line=Typed("account confirm"),
    )


@view
def not_linked(say: Speech) -> Card:
    return say.card("Then nothing is linked, and the code is no longer good. Nothing else has changed.")


@view
def waits(say: Speech, votes: Votes, lines: ByAssembly) -> Card:
    """Said when both have confirmed; lines say which of two votes stays where everyone may see them."""
    return Card(
        blocks=(
            say.line(
                "Both accounts are confirmed. But with both you have voted in secret in the same vote, and "
                "nobody can tell which vote is whose: {votes}.",
                votes=Data(listed(say, votes)),
            ),
            say.line(
                "I link them by myself once voting is over. You need do nothing more. Until then only one of "
                "the two accounts can vote in each other vote: the one that votes first."
            ),
            *_by_assembly(say, lines),
            say.line(
                "Or do it now: give the receipt of one of the two votes. That vote is taken out, and the "
                "other stays: {line}",
                line=Typed("account receipt ABCD-EFGH-JKMN-PQRS"),
            ),
            say.line(
                "To have the two stay apart after all: {line}",
                line=Typed(f"account confirm {say.word('no')}"),
            ),
        )
    )


@view
def vote_waits(say: Speech) -> Card:
    return say.card(
        "Two accounts of yours wait to be linked until a secret vote is over. Until then only one of them "
        "can vote in each vote. See them: {line}",
        line=Typed("account list"),
    )


def _by_assembly(say: Speech, lines: ByAssembly) -> list[Block]:
    blocks: list[Block] = []
    for name, views in lines:
        blocks.append(Line((Data(name),), strong=True))
        blocks += [block for one in views for block in one(say).blocks]
    return blocks


def listed(say: Speech, votes: Votes) -> str:
    """Votes with the assembly that they are in: Depot: motion 12 and poll 13; Ward: motion 3."""
    return "; ".join(f"{name}: {say.listed([one.called(say) for one in some])}" for name, some in votes)


@view
def joined(say: Speech, lines: ByAssembly) -> Card:
    """What is told once the accounts are one person's; lines say by assembly which of two votes stays."""
    blocks: list[Block] = [
        say.line("Done: both accounts are one person now, with one vote. No one is told that."),
        *_by_assembly(say, lines),
    ]
    blocks.append(say.line("Your accounts: {line}", line=Typed("account list")))
    return Card(blocks=tuple(blocks))


@view
def joined_later(say: Speech) -> Card:
    return say.card(
        "The vote is over that your link waited for: your two accounts are one person now. Where you had "
        "voted with both, the later vote counts. Your accounts: {line}",
        line=Typed("account list"),
    )


@view
def confirm_waits(say: Speech) -> Card:
    return say.card("An account wants to be linked to yours: {line}", line=Typed("account confirm"))


@view
def nothing_to_say(_say: Speech) -> Card:
    return Card()


@view
def kept(say: Speech) -> Card:
    """The line of /privacy."""
    return say.card(
        "Which accounts are yours, where you linked them: until you unlink them or have yourself erased. "
        "No member sees it, nor do stewards."
    )
