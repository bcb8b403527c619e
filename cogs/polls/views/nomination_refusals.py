"""Why somebody can't stand for election, or an election not go on so, and what would work."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Card, Data, Line, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import N_, Speech
from cogs.polls.rules import nomination_errors as errors
from cogs.polls.views.calling_refusals import CALLING_ERRORS
from cogs.polls.views.refusals import STATES
from cogs.polls.views.times import dated

OVER = {
    "short": N_("Nominations for election {number} are over; who called it says how it goes on."),
    "open": N_("Nominations for election {number} are over: it is voted on now."),
    "closing": N_("Nominations for election {number} are over: it is being counted."),
    "ended": N_("Election {number} is over and counted."),
    "dropped": N_("Election {number} was called off."),
}


@view
def needs_a_vote(say: Speech, error: errors.NeedsAVote) -> Card:
    return say.card(
        "Stewards and delegates are made by a vote, so nobody declares them elected. To nominate for longer: "
        "{line}",
        line=Typed(f"election longer {error.number}"),
    )


@view
def stewards_stay_out(say: Speech, error: errors.StewardsStayOut) -> Card:
    return say.card(
        "Election {number} is about who becomes a steward, so stewards leave it alone: only who started it "
        "can do this.",
        number=error.number,
    )


@view
def not_while_so(say: Speech, error: errors.NotWhileSo) -> Card:
    line = say.line("To see how it stands: {line}", line=Typed(f"election show {error.number}"))
    return Card(blocks=(say.line(STATES[error.state], number=error.number), line))


@view
def nominations_over(say: Speech, error: errors.NominationsOver) -> Card:
    return say.card(OVER[error.state], number=error.number)


@view
def may_not_stand(say: Speech, error: errors.MayNotStand) -> Card:
    if error.is_you:
        return say.card(
            "Only members of {bloc} stand in election {number}.",
            bloc=Data(error.bloc),
            number=error.number,
        )
    if error.bloc:
        return say.card(
            "They are not in {bloc}, so they cannot stand in election {number}.",
            bloc=Data(error.bloc),
            number=error.number,
        )
    return say.card(
        "They are not on the roll here, so they cannot stand in election {number}.", number=error.number
    )


@view
def stands_already(say: Speech, error: errors.StandsAlready) -> Card:
    if error.is_you:
        return say.card(
            "You stand already, as {name}. To stand no longer: {line}",
            name=Data(error.called),
            line=Typed(f"election withdraw {error.number}"),
        )
    return say.card(
        "{name} stands already. Everyone who does: {line}",
        name=Data(error.called),
        line=Typed(f"election candidates {error.number}"),
    )


@view
def too_many_nominated(say: Speech, error: errors.TooManyNominated) -> Card:
    return say.card(
        "You have nominated {most}, as many as one member may. Others can go on.", most=error.most
    )


@view
def too_many_stand(say: Speech, error: errors.TooManyStand) -> Card:
    return say.card("A ballot has room for {most} candidates, and so many stand already.", most=error.most)


@view
def not_nominated(say: Speech, error: errors.NotNominated) -> Card:
    return say.card(
        "Nobody has nominated you in election {number}. To stand all the same: {line}",
        number=error.number,
        line=Typed(f"election nominate {error.number}"),
    )


@view
def not_standing(say: Speech, error: errors.NotStanding) -> Card:
    if error.is_asked:
        return say.card(
            "You were nominated in election {number} and have not said yet that you stand: {line}",
            number=error.number,
            line=Typed(f"election accept {error.number}"),
        )
    return say.card("You do not stand in election {number}.", number=error.number)


@view
def no_candidate(say: Speech, error: errors.NoCandidate) -> Card:
    return say.card(
        "“{given}” is not clearly one of those who stand in election {number}. See them all: {line}",
        given=Data(error.given[:80]),
        number=error.number,
        line=Typed(f"election candidates {error.number}"),
    )


@view
def some_have_not_voted(say: Speech, error: errors.SomeHaveNotVoted) -> Card:
    line = say.plural(
        "{n} of {all} has voted in election {number}. It can be closed early once everyone has; else it "
        "goes on until {at}.",
        "{n} of {all} have voted in election {number}. It can be closed early once everyone has; else it "
        "goes on until {at}.",
        error.voted,
        all=error.entitled,
        number=error.number,
        at=dated(say, error.closes_at),
    )
    return Card(blocks=(Line(line),))


@view
def have_voted(say: Speech, error: errors.HaveVoted) -> Card:
    line = say.plural(
        "Election {number} goes on to its end, as {n} person has voted already.",
        "Election {number} goes on to its end, as {n} people have voted already.",
        error.voted,
        number=error.number,
    )
    return Card(blocks=(Line(line),))


@view
def called_the_same(say: Speech, error: errors.CalledTheSame) -> Card:
    return say.card(
        "{name} stands already, and nobody could tell you apart. Add a name that does, such as {example}",
        name=Data(error.called),
        example=Typed(f"election nominate {error.number} called:{error.free}"),
    )


@view
def called_like_nobody(say: Speech, error: errors.CalledLikeNobody) -> Card:
    return say.card(
        "That stands on ballots for whoever wants other candidates. Take a name of your own: {line}",
        line=Typed(f"election nominate {error.number} called:{say.word('Ana M.')}"),
    )


@view
def no_name(say: Speech, error: errors.NoName) -> Card:
    return say.card(
        "A name on a ballot needs a letter. Add one: {line}",
        line=Typed(f"election nominate {error.number} called:{say.word('Ana M.')}"),
    )


@view
def name_too_long(say: Speech, error: errors.NameTooLong) -> Card:
    return say.card(
        "A name on a ballot has {limit} characters at most; this one has {length}.",
        limit=error.limit,
        length=error.length,
    )


@view
def close_nominations_later(say: Speech, error: errors.CloseNominationsLater) -> Card:
    return say.card(
        "Nominations for election {number} close early with a day's notice, and they are over by then.",
        number=error.number,
    )


@view
def not_longer(say: Speech, error: errors.NotLonger) -> Card:
    return say.card(
        "Nominations for election {number} are open until {at} already. Say how much longer: {line}",
        number=error.number,
        at=dated(say, error.until),
        line=Typed(f"election longer {error.number} 2d"),
    )


@view
def nobody_stands(say: Speech, error: errors.NobodyStands) -> Card:
    return say.card(
        "Nobody stands in election {number}. To nominate for longer: {line}",
        number=error.number,
        line=Typed(f"election longer {error.number}"),
    )


NOMINATION_ERRORS: Mapping[type[RuleError], Explain] = {
    **CALLING_ERRORS,
    errors.NeedsAVote: needs_a_vote,
    errors.StewardsStayOut: stewards_stay_out,
    errors.NotWhileSo: not_while_so,
    errors.NominationsOver: nominations_over,
    errors.MayNotStand: may_not_stand,
    errors.StandsAlready: stands_already,
    errors.TooManyNominated: too_many_nominated,
    errors.TooManyStand: too_many_stand,
    errors.NotNominated: not_nominated,
    errors.NotStanding: not_standing,
    errors.NoCandidate: no_candidate,
    errors.SomeHaveNotVoted: some_have_not_voted,
    errors.HaveVoted: have_voted,
    errors.CalledTheSame: called_the_same,
    errors.CalledLikeNobody: called_like_nobody,
    errors.NoName: no_name,
    errors.NameTooLong: name_too_long,
    errors.CloseNominationsLater: close_nominations_later,
    errors.NotLonger: not_longer,
    errors.NobodyStands: nobody_stands,
}
