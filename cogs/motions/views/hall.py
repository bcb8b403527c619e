"""Votes in the hall: what stewards and tellers are told, and how both counts are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.api.card import Block, Card, Data, Line, Name, Text, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from bot.ballots.rules import Tally, Way
from cogs.motions.rules import hall as rules
from cogs.motions.rules.hall import InTheHall, Teller, together
from cogs.motions.rules.motion import Motion
from cogs.motions.views import words


@view
def ticked(say: Speech, motion: Motion, names: Sequence[str], count: int, undo: bool) -> Card:
    """Who votes in the hall from now on, or no longer does; and how many they are."""
    people = Data(", ".join(names))
    if undo:
        first = say("{people} can vote online on motion {number} again.", people=people, number=motion.number)
    else:
        first = say("{people} votes in the hall on motion {number}.", people=people, number=motion.number)
        if len(names) > 1:
            first = say("{people} vote in the hall on motion {number}.", people=people, number=motion.number)
    total = say.plural("{n} person is ticked.", "{n} people are ticked.", count)
    return Card(blocks=(Line((*first, " ", *total)), *_in_no_bloc(say, motion)))


@view
def told(say: Speech, motion: Motion, hall: Tally | None, ticked: int) -> Card:
    """What was taken down; while a vote is sealed, how many votes and nothing else."""
    if hall is None:
        return say.card(
            "The tellers of motion {number} are noted. They may tick who votes in the hall: {line}",
            number=motion.number,
            line=Typed(f"ballot tick {motion.number} {say.word('NAME')}"),
        )
    said = say.plural(
        "The hall's count on motion {number} is taken: {n} vote; ticked were {ticked}.",
        "The hall's count on motion {number} is taken: {n} votes; ticked were {ticked}.",
        hall.present,
        number=motion.number,
        ticked=ticked,
    )
    if not motion.is_sealed:
        said += (" ", *_counts(say, motion, hall), ".")
    later = say("You can correct it until the close; it is shown with the result.")
    return Card(blocks=(Line((*said, " ", *later)), *_in_no_bloc(say, motion)))


def line(say: Speech, motion: Motion, online: Tally, there: InTheHall, unnamed: bool) -> list[Block]:
    """Both counts apart, and together: Online 14 to 3. In the hall 9 to 1, told by Ana and Ben."""
    if (hall := there.told) is None:
        untold = _untold(say, motion, there.ticked)
        return [*untold, *_in_no_bloc(say, motion)] if untold else []
    said = say(
        "Online {online}. In the hall {hall}, told by {tellers}. Together {both}.",
        online=_pair(say, motion, online),
        hall=_pair(say, motion, hall),
        tellers=_tellers(say, there.tellers, unnamed),
        both=_pair(say, motion, together(online, hall)),
    )
    return [Line(said), *_in_no_bloc(say, motion)]


def apart(say: Speech, motion: Motion, online: Tally, there: Tally) -> Text:
    """Both counts apart, without who counted."""
    said = {"online": _pair(say, motion, online), "hall": _pair(say, motion, there)}
    return say("Online {online}, in the hall {hall}.", **said)


def _in_no_bloc(say: Speech, motion: Motion) -> list[Block]:
    """Said wherever the hall is: who votes there takes their bloc a vote."""
    return [say.line("Votes in the hall count in no bloc.")] if motion.double else []


def _untold(say: Speech, motion: Motion, ticked: int) -> list[Block]:
    """How many vote in the hall while voting is open; after it, that nothing was counted there."""
    if not ticked:
        return []
    if motion.is_undecided:
        return [Line(say.plural("{n} person votes in the hall.", "{n} people vote in the hall.", ticked))]
    text = say.plural(
        "{n} person was ticked as voting in the hall, and no count was told by the close.",
        "{n} people were ticked as voting in the hall, and no count was told by the close.",
        ticked,
    )
    return [Line(text)]


def _pair(say: Speech, motion: Motion, tally: Tally) -> Text:
    stops = tally.blocks if motion.threshold.way is Way.CONSENSUS else tally.noes
    return say("{ayes} to {noes}", ayes=tally.ayes, noes=stops)


def _counts(say: Speech, motion: Motion, tally: Tally) -> Text:
    counts = [
        say.word("{choice} {n}", choice=words.choice(say, choice), n=tally.of(choice))
        for choice in motion.threshold.choices
    ]
    return (", ".join(counts),)


def _tellers(say: Speech, tellers: Sequence[Teller], unnamed: bool) -> Text:
    if unnamed or not any(t.member or t.name for t in tellers):
        return say("two tellers or more")
    said: Text = ()
    for place, teller in enumerate(tellers):
        who: Text = (Name(teller.member),) if teller.member else (Data(teller.name),)
        if not teller.member and not teller.name:
            who = say("a member")
        last = place and place == len(tellers) - 1
        joined: Text = say("{those} and {one}", those=said, one=who) if last else (*said, ", ", *who)
        said = joined if place else who
    return said


def _listed(say: Speech, names: Sequence[str]) -> Data:
    return Data(say.listed(list(names)))


@view
def ticked_in_the_hall(say: Speech, error: rules.TickedInTheHall) -> Card:
    return say.card(
        "You are ticked as voting in the hall on motion {number}, so your vote is counted there. "
        "If that is wrong, ask a steward or a teller to take the tick away.",
        number=error.number,
    )


@view
def voted_online(say: Speech, error: rules.VotedOnline) -> Card:
    text = say.plural(
        "{names} has voted already online on motion {number}, so nobody was ticked. To vote in the hall "
        "instead, take that vote back first: {line}",
        "{names} have voted already online on motion {number}, so nobody was ticked. To vote in the hall "
        "instead, take those votes back first: {line}",
        len(error.names),
        names=_listed(say, error.names),
        number=error.number,
        line=Typed(f"motion take-back {error.number}"),
    )
    return Card(blocks=(Line(text),))


@view
def no_vote_here(say: Speech, error: rules.NoVoteHere) -> Card:
    return say.card(
        "{names} came onto the roll after voting on motion {number} began, so nobody was ticked.",
        names=_listed(say, error.names),
        number=error.number,
    )


@view
def not_on_any_roll(say: Speech, error: rules.NotOnAnyRoll) -> Card:
    return say.card(
        "{given} is nobody on the roll, so nobody was ticked. Give accounts or initials with commas between "
        "them; to put somebody without an account on the roll: {line}",
        given=Data(f"“{error.given}”"),
        line=Typed('member add "A. B."'),
    )


@view
def more_than_ticked(say: Speech, error: rules.MoreThanTicked) -> Card:
    return say.card(
        "Told: {told}. Ticked: {ticked}. Missing: {missing}. Tick everyone who votes in the hall, so that "
        "nobody votes twice: {line}",
        told=error.told,
        ticked=error.ticked,
        missing=error.told - error.ticked,
        line=Typed(f"ballot tick {error.number} {say.word('NAME')}"),
    )


@view
def tellers_needed(say: Speech, error: rules.TellersNeeded) -> Card:
    return say.card(
        "Two people have to count in the hall. Say who: {line}",
        line=Typed(f'motion hall {error.number} tellers:"{say.word("Ana and Ben")}"'),
    )


@view
def not_a_teller(say: Speech, error: rules.NotATeller) -> Card:
    return say.card(
        "Stewards and the tellers of motion {number} tick who votes in the hall. A steward can make you one.",
        number=error.number,
    )


@view
def hall_too_small(say: Speech, error: rules.HallTooSmall) -> Card:
    return say.card(
        "This vote is secret, and {ticked} people in the hall are so few that the count would show who chose "
        "what: it takes {least}. Take the ticks away, and let them vote online: {line}",
        ticked=error.ticked,
        least=error.least,
        line=Typed(f"ballot tick {error.number} {say.word('NAME')} undo:{say.word('yes')}"),
    )


@view
def no_such_choice(say: Speech, error: rules.NoSuchChoice) -> Card:
    there = say.listed([words.choice(say, choice) for choice in error.choices])
    return say.card("On motion {number} there is: {choices}.", number=error.number, choices=there)


ERRORS: Mapping[type[RuleError], Explain] = {
    rules.TickedInTheHall: ticked_in_the_hall,
    rules.VotedOnline: voted_online,
    rules.NoVoteHere: no_vote_here,
    rules.NotOnAnyRoll: not_on_any_roll,
    rules.MoreThanTicked: more_than_ticked,
    rules.TellersNeeded: tellers_needed,
    rules.NotATeller: not_a_teller,
    rules.HallTooSmall: hall_too_small,
    rules.NoSuchChoice: no_such_choice,
}
