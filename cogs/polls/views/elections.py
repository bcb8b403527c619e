"""The card of an election, from its call until it is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.api.card import Block, Button, Card, Chat, Data, Line, Name, Style, Text, Typed, view
from bot.api.speech import N_, Speech
from bot.ballots.rules import Votes
from bot.ballots.views import VOTES
from cogs.polls.rules.candidate import Candidate
from cogs.polls.rules.poll import Office, Poll, State
from cogs.polls.rules.seed import SHOWN
from cogs.polls.views import naming
from cogs.polls.views.methods import BRIEFLY, HOW_TO_FILL
from cogs.polls.views.nominations import too_few_for_secret
from cogs.polls.views.parts.ways import is_answered_here
from cogs.polls.views.promise import promise
from cogs.polls.views.result import since, the_elected
from cogs.polls.views.times import dated
from cogs.polls.views.told import Told

_HEADS = {
    State.SHORT: N_("Election {number} · nominations are over, too few stand for a vote"),
    State.CLOSING: N_("Election {number} · over; the votes are being counted"),
    State.DROPPED: N_("Election {number} · called off"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """An election with what its card shows beside it; whose is the name of the bloc that elects.

    quorum is how many have to vote for an office, 0 where any number can; anyone says that whoever takes part
    comes onto the roll of those who elect.
    """

    poll: Poll
    candidates: Sequence[Candidate] = ()
    voted: int = 0
    entitled: int = 0
    unnamed: bool = False
    whose: str = field(default="", repr=False)
    quorum: int = 0
    anyone: bool = False


@view
def election_card(say: Speech, shown: Shown) -> Card:
    """How it stands, and what can be done now."""
    poll = shown.poll
    lively = poll.state in (State.NOMINATING, State.OPEN)
    return Card(
        head=head(say, poll),
        title=(Data(poll.title),),
        blocks=tuple(_blocks(say, shown)),
        buttons=_buttons(say, poll, bool(shown.candidates)),
        style=Style.MAIN if lively else Style.QUIET,
    )


@view
def over_card(say: Speech, shown: Shown, told: Told) -> Card:
    """The card that was voted on, once it is counted: the result that answers it says how that came about."""
    lines = (Line(the_elected(say, told), strong=True), *since(say, told), *candidate_lines(say, shown))
    return Card(head=head(say, shown.poll), title=(Data(shown.poll.title),), blocks=lines, style=Style.QUIET)


@view
def opened_card(say: Speech, poll: Poll, stand: int) -> Card:
    """The news that voting is open; who stands is on the card that it answers."""
    number, until = poll.number, poll.voting_closes
    lines: list[Block] = [
        say.line(
            "Vote now: election {number}, {title}. {standing}, until {at}, {away}.",
            number=number,
            title=Data(poll.title),
            standing=so_many_stand(say, poll, stand),
            at=dated(say, until),
            away=say.away(until),
        )
    ]
    return Card(blocks=(*lines, how_to_vote(say, poll)), buttons=_voting_buttons(say, poll), style=Style.MAIN)


def head(say: Speech, poll: Poll) -> Text:
    """Which election it is, and until when what can be done."""
    number = poll.number
    if poll.state is State.NOMINATING and poll.nominations_until is not None:
        at, away = dated(say, poll.nominations_until), say.away(poll.nominations_until)
        return say("Election {number} · nominations until {at}, {away}", number=number, at=at, away=away)
    if poll.state is State.OPEN and poll.closes_at is not None:
        at, away = dated(say, poll.closes_at), say.away(poll.closes_at)
        return say("Election {number} · vote until {at}, {away}", number=number, at=at, away=away)
    return say(_HEADS.get(poll.state, N_("Election {number} · over")), number=number)


def seats(say: Speech, poll: Poll) -> Text:
    return say.plural("{n} seat", "{n} seats", poll.seats)


def so_many_stand(say: Speech, poll: Poll, standing: int) -> Text:
    """How many stand for how many seats."""
    stand = say.plural("{n} stands", "{n} stand", standing)
    return say("{stand} for {seats}", stand=stand, seats=seats(say, poll))


def _blocks(say: Speech, shown: Shown) -> list[Block]:
    poll = shown.poll
    blocks: list[Block] = [Line(_about(say, shown))]
    if poll.state is State.NOMINATING:
        return [*blocks, *_nominating(say, shown)]
    if poll.state is State.SHORT:
        return [*blocks, _standing(say, shown)]
    if poll.state is State.OPEN:
        return [*blocks, *_voting(say, shown)]
    return [*blocks, *candidate_lines(say, shown)]


def _about(say: Speech, shown: Shown) -> Text:
    """What is elected by whom, and what the elected become."""
    poll = shown.poll
    parts = [say.plural("{n} seat is to be filled.", "{n} seats are to be filled.", poll.seats)]
    if shown.whose:
        parts.append(say("Only members of {bloc} vote and stand.", bloc=Data(shown.whose)))
    if poll.office is Office.DELEGATES:
        parts.append(say("The elected become delegates of {bloc}.", bloc=Data(shown.whose)))
    if poll.office is Office.STEWARDS:
        parts.append(say("The elected become stewards."))
    if shown.quorum > 1:
        parts.append(
            say.plural(
                "At least {n} has to vote, else nobody is elected.",
                "At least {n} have to vote, else nobody is elected.",
                shown.quorum,
            )
        )
    if poll.follows is not None:
        parts.append(say("This is for what election {number} left empty.", number=poll.follows))
    if poll.asker is not None and not shown.unnamed:
        parts.append(say("Called by {member}.", member=Name(poll.asker)))
    return _sentences(parts)


def _nominating(say: Speech, shown: Shown) -> list[Block]:
    poll, n = shown.poll, shown.poll.number
    stand, other = Typed(f"election nominate {n}"), Typed(f"election nominate {n} {say.word('name')}")
    blocks = [
        _standing(say, shown),
        say.line("To stand yourself: {line}. Your name is there for all to read then.", line=stand),
        _to_nominate(say, other),
        Line(_sentences([say(BRIEFLY[poll.method]) if poll.method else (), _who_sees(say, shown)])),
        *too_few_for_secret(say, poll, shown.entitled),
    ]
    if shown.anyone:
        join = Typed("member join")
        blocks.append(
            say.line("Who is on the roll when voting opens can vote. To come onto it: {line}", line=join)
        )
    if poll.stands_open:
        blocks.append(
            say.line("Whoever wants other candidates can vote for “Reopen nominations”: it stands, too.")
        )
    return blocks


def _to_nominate(say: Speech, line: Typed) -> Block:
    """Others are nominated where nobody reads along."""
    if say.face.whispers or say.alone:
        return say.line("To nominate somebody: {line}. They are asked in private.", line=line)
    chat = Chat(say.word("open a chat with me"))
    return say.line(
        "To nominate somebody: {chat}. There, write: {line}. They are asked in private.", chat=chat, line=line
    )


def _standing(say: Speech, shown: Shown) -> Block:
    names = [one.called for one in shown.candidates]
    if not names:
        return say.line("Nobody stands yet.")
    return say.line("Standing: {names}", names=Data(say.listed(names)))


def _who_sees(say: Speech, shown: Shown) -> Text:
    if shown.unnamed and shown.poll.votes is Votes.AT_END:
        return say("Nobody sees the count until the close, and nobody is named.")
    return say(VOTES[shown.poll.votes])


def _voting(say: Speech, shown: Shown) -> list[Block]:
    """The paper first: it is what people look for; the small print of the lot comes last."""
    poll = shown.poll
    blocks: list[Block] = [say.line(HOW_TO_FILL[poll.method])] if poll.method else []
    blocks += candidate_lines(say, shown)
    blocks.append(how_to_vote(say, poll))
    voted = say.plural("{n} of {all} has voted.", "{n} of {all} have voted.", shown.voted, all=shown.entitled)
    blocks.append(Line(voted))
    if poll.votes is Votes.SECRET:
        blocks += promise(say, shown.entitled)
    else:
        blocks.append(Line(_who_sees(say, shown)))
    lot = "The order above was drawn by lot, and the lot {seed}… decides ties that nothing else does."
    return [*blocks, say.line(lot, seed=poll.seed[:SHOWN])]


def candidate_lines(say: Speech, shown: Shown) -> list[Block]:
    """The lines of the paper, each with its number."""
    lines: list[Block] = [Line(candidate_line(say, one, shown.unnamed)) for one in shown.candidates]
    last = next((option for option in shown.poll.options if option.reopens), None)
    if last is not None:
        more = say("{n} Reopen nominations (for whoever wants other candidates)", n=last.n)
        lines.append(Line(more))
    return lines


def candidate_line(say: Speech, one: Candidate, unnamed: bool) -> Text:
    """A candidate by the name under which they stand, and whose that is, where people are named."""
    name: Text = (Data(one.called),)
    if one.member is not None and not unnamed:
        name = (Name(one.member, beside=one.called),)
    if one.left:
        name = say("{name}: is here no longer", name=name)
    elif one.withdrawn:
        name = say("{name}: has withdrawn", name=name)
    return (f"{one.n} ", *name) if one.n else name


def how_to_vote(say: Speech, poll: Poll) -> Block:
    """What to press or write on this face."""
    first, *others = naming.examples(poll)
    given = [first] if poll.takes_one else [*others[:1], first, *others[1:2]]
    line = Typed(f"election vote {poll.number} {' '.join(map(str, given))}")
    if not is_answered_here(say, poll):
        chat = Chat(say.word("open a chat with me"))
        return say.line("Vote where we are alone: {chat}. There, write: {line}", chat=chat, line=line)
    if say.face.buttons:
        return say.line("Press [Vote] and choose step by step, or write their numbers: {line}", line=line)
    return say.line("To vote, write their numbers or names: {line}", line=line)


def _buttons(say: Speech, poll: Poll, some: bool) -> tuple[Button, ...]:
    if poll.state is State.OPEN:
        return _voting_buttons(say, poll)
    number = {"number": int(poll.number)}
    read = Button(say.word("Read what they say"), "election candidates", number)
    if poll.state is State.NOMINATING:
        stand = (Button(say.word("I stand"), "election nominate", number, Style.MAIN),)
        is_pressed = say.face.buttons or say.face.numbered  # elsewhere the card has said that very line
        return (*(stand if is_pressed else ()), *((read,) if some else ()))
    return ()


def _voting_buttons(say: Speech, poll: Poll) -> tuple[Button, ...]:
    number = {"number": int(poll.number)}
    read = Button(say.word("Read what they say"), "election candidates", number)
    return (*vote_button(say, poll), read)


def vote_button(say: Speech, poll: Poll) -> tuple[Button, ...]:
    """The way to the ballot, while there is one and nobody looks on."""
    if poll.state is not State.OPEN or not is_answered_here(say, poll):
        return ()
    return (Button(say.word("Vote"), "election paper", {"number": int(poll.number)}, Style.MAIN),)


def _sentences(some: Sequence[Text]) -> Text:
    return tuple(part for text in some if text for part in (*text, " "))[:-1]
