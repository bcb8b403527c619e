"""What whoever votes is told: what was understood, the two steps of a secret vote, the receipt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.api.card import Block, Button, Card, Line, Style, Text, Typed, view
from bot.api.speech import Speech
from bot.ballots.paper import Paper
from bot.ballots.receipt import Receipt, listed
from bot.ballots.rules import Votes
from bot.ballots.secret_views import (
    how_it_is_listed,
    in_the_list,
    is_in,
    or_write,
    or_yes,
    to_find_yours,
    warning,
)
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll
from cogs.polls.rules.reading import carried, typed
from cogs.polls.views import naming
from cogs.polls.views import paper as papers
from cogs.polls.views.times import dated

BUTTONS, LABEL = 10, 80
GROUPS, SHOWN = 20, 100


@view
def voted(say: Speech, poll: Poll, paper: Paper) -> Card:
    first = _understood(say, poll, papers.spoken(say, poll, paper))
    back = Typed(f"{naming.act(poll, 'take-back')} {poll.number}")
    if poll.closes_at is None:
        then = say("To change it, vote again; to take it back: {line}", line=back)
    else:
        at = dated(say, poll.closes_at)
        then = say("To change it before {at}, vote again; to take it back: {line}", at=at, line=back)
    return Card(blocks=(Line(first), Line(then)))


def _understood(say: Speech, poll: Poll, choice: Text) -> Text:
    where = papers.whole(say, poll)
    if poll.is_ranked:
        return say("Your ranking in {poll}: {choice}.", poll=where, choice=choice)
    if poll.kind is Kind.WHEN:
        return say("When you can, in {poll}: {choice}.", poll=where, choice=choice)
    return say("Your vote in {poll}: {choice}.", poll=where, choice=choice)


@view
def taken_back(say: Speech, poll: Poll) -> Card:
    return say.card(
        "You took your vote in {poll} back. To vote again: {line}",
        poll=papers.whole(say, poll),
        line=how_to_vote(say, poll),
    )


def how_to_vote(say: Speech, poll: Poll) -> Typed:
    """A line that would vote: on an order, three of it; on times, one of them if need be."""
    first = naming.examples(poll)
    if poll.kind is Kind.YES_NO:
        return Typed(f"poll vote {poll.number} {say.word('yes')}")
    if poll.kind is Kind.WHEN:
        *suits, soft = first[:3]
        return Typed(f"poll vote {poll.number} {' '.join(map(str, suits))} ?{soft}")
    some = first[:1] if poll.takes_one else list(reversed(first[:3]))
    path = naming.act(poll, "vote")
    return Typed(f"{path} {poll.number} {' '.join(map(str, some if poll.is_ranked else sorted(some)))}")


@view
def about_to_vote(say: Speech, poll: Poll, paper: Paper, receipt: Receipt) -> Card:
    """The step before a secret ballot is cast: the receipt goes along before anything is written."""
    number, held = int(poll.number), receipt.words
    cast: Mapping[str, str | int] = {"number": number, "paper": carried(paper), "receipt": held}
    line = f"{naming.act(poll, 'cast')} {poll.number} {typed(paper)} {held}"
    return Card(
        blocks=(
            say.line(
                "You are about to vote in {poll}: {choice}.",
                poll=papers.whole(say, poll),
                choice=papers.spoken(say, poll, paper),
            ),
            *or_write(say, line),
            *or_yes(say),
        ),
        buttons=(
            Button(say.word("Cast it"), "poll cast", cast, Style.MAIN, line=line, assents=True),
            Button(say.word("Back"), _choosing(poll), {"number": number}, assents=False),
        ),
    )


def _choosing(poll: Poll) -> str:
    """The command that shows what can be chosen: where it is more than one, step by step."""
    return naming.act(poll, "change" if poll.takes_one else "paper")


@view
def vote_is_in(say: Speech, poll: Poll, receipt: Receipt) -> Card:
    held: Mapping[str, str | int] = {"number": int(poll.number), "receipt": receipt.words}
    change = _choosing(poll)
    line = f"{naming.act(poll, 'change')} {poll.number} {receipt.words}"
    return Card(
        head=papers.headed(say, poll),
        blocks=(is_in(say, poll.closes_at), *or_write(say, line)),
        buttons=(
            Button(say.word("Change my vote"), change, held, line=line),
            Button(say.word("Show my receipt"), naming.act(poll, "receipt"), held),
        ),
    )


@view
def choices(say: Speech, poll: Poll, receipt: Receipt | None) -> Card:
    """The ways to vote in secret; with a receipt each of them changes its ballot."""
    if receipt is None:
        asked = say.line("How do you vote in {poll}?", poll=papers.whole(say, poll))
        line = how_to_vote(say, poll)
    else:
        asked = say.line("How do you vote in {poll} now? It is cast at once.", poll=papers.whole(say, poll))
        some = tuple(naming.examples(poll)[: 1 if poll.takes_one else 3])
        line = Typed(f"{naming.act(poll, 'cast')} {poll.number} {typed(some)} {receipt.words}")
    rows = [Line((f"{one.n} ", *papers.called(say, poll, one))) for one in poll.standing]
    few = poll.takes_one and len(rows) <= BUTTONS
    return Card(
        blocks=(asked, *(() if few else rows), say.line("Write, for example: {line}", line=line)),
        buttons=tuple(_button(say, poll, one, receipt) for one in poll.standing) if few else (),
    )


def _button(say: Speech, poll: Poll, one: Option, receipt: Receipt | None) -> Button:
    label = say.word("{option}", option=papers.called(say, poll, one))[:LABEL]
    number, paper = int(poll.number), carried((one.n,))
    if receipt is None:
        line = f"{naming.act(poll, 'vote')} {poll.number} {one.n}"
        return Button(label, "poll vote", {"number": number, "choice": paper}, line=line)
    held: Mapping[str, str | int] = {"number": number, "paper": paper, "receipt": receipt.words}
    line = f"{naming.act(poll, 'cast')} {poll.number} {one.n} {receipt.words}"
    return Button(label, "poll cast", held, line=line)


@view
def receipt_warning(say: Speech, poll: Poll, receipt: Receipt) -> Card:
    held: Mapping[str, str | int] = {"number": int(poll.number), "receipt": receipt.words, "sure": "yes"}
    return Card(
        blocks=(warning(say),),
        buttons=(Button(say.word("Show it"), naming.act(poll, "receipt"), held, assents=True),),
    )


@view
def receipt_card(say: Speech, poll: Poll, receipt: Receipt) -> Card:
    return Card(
        blocks=(
            say.line(
                "Your receipt for {poll}: {receipt}", poll=papers.whole(say, poll), receipt=(receipt.words,)
            ),
            how_it_is_listed(say, receipt),
        )
    )


def receipts_button(say: Speech, poll: Poll) -> tuple[Button, ...]:
    """The way to the list of receipts, once there is one."""
    if poll.votes is not Votes.SECRET or poll.is_sealed:
        return ()
    return (Button(say.word("Receipts"), naming.act(poll, "receipt"), {"number": int(poll.number)}),)


@view
def receipt_list(say: Speech, poll: Poll, receipts: Sequence[tuple[str, Paper]], own: str | None) -> Card:
    """What stands for each receipt, by what was voted; own is the hash of the one that was asked about."""
    blocks: list[Block] = []
    if own is not None:
        blocks.append(_own(say, poll, own, dict(receipts).get(own)))
    groups = defaultdict(list)
    for receipt, paper in receipts:
        groups[paper].append(listed(receipt))
    most = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    for paper, some in most[:GROUPS]:
        choice = papers.spoken(say, poll, paper)
        counted = say.plural("{choice}. {n} vote:", "{choice}. {n} votes:", len(some), choice=choice)
        more = (" …",) if len(some) > SHOWN else ()
        blocks.append(Line((*counted, " ", ", ".join(some[:SHOWN]), *more)))
    if len(most) > GROUPS:
        path = naming.act(poll, "export")
        blocks.append(say.line("All of them: {line}", line=Typed(f"{path} {poll.number}")))
    blocks.append(to_find_yours(say, f"{naming.act(poll, 'receipt')} {poll.number} ABCD-EFGH-JKMN-PQRS"))
    return Card(
        title=say("The receipts of the votes in {poll}", poll=papers.whole(say, poll)), blocks=tuple(blocks)
    )


def _own(say: Speech, poll: Poll, own: str, found: Paper | None) -> Line:
    if found is None:
        return say.line("No vote here has that receipt. Look whether you typed it right.")
    return in_the_list(say, own, papers.spoken(say, poll, found))
