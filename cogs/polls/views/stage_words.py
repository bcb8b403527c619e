"""The stages of a count in sentences: who was elected with what, who is out, and where votes went."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.api.card import Line, Text
from bot.api.speech import N_, Speech
from bot.ballots.counting.result import Act, Purpose, Result, Stage, Tie
from cogs.polls.rules.poll import Poll
from cogs.polls.rules.seed import SHOWN
from cogs.polls.views.figures import votes
from cogs.polls.views.naming import called, in_a_row, listed, shortly

MOST_NAMED, MOST_LEVEL = 6, 12
"""A sentence says to whom so many parts of the votes went; the table has all of them."""


def elected(say: Speech, poll: Poll, result: Result, stage: Stage, n: int, seated: Collection[int]) -> Text:
    """With what somebody was elected, in one sentence; seated are those who have a seat."""
    who, has = called(say, poll, n), votes(say, stage.totals[n], result.scale)
    needed = votes(say, stage.needed, result.scale)
    option = poll.option(n)
    if option is not None and option.reopens:
        message = N_("{who} has {has} at stage {stage} and takes a seat: it stays empty.")
        return say(message, who=who, has=has, stage=stage.number)
    if n not in seated:
        message = N_(
            '{who} was left over at stage {stage} with {has}, but has no seat: once "Reopen nominations" has '
            "taken one, nobody is elected for less than {needed}."
        )
        return say(message, who=who, stage=stage.number, has=has, needed=needed)
    if stage.totals[n] < stage.needed:
        message = N_(
            "{who} was elected at stage {stage} with {has} votes: no more were left than there are seats."
        )
        return say(message, who=who, stage=stage.number, has=has)
    if result.quota:
        message = N_("{who} was elected at stage {stage} with {has} of a quota of {quota}.")
        return say(message, who=who, stage=stage.number, has=has, quota=needed)
    left = votes(say, sum(stage.totals.values()), result.scale)
    message = N_(
        "{who} was elected at stage {stage} with {has} of the {left} votes that were still in the count: "
        "more than half."
    )
    return say(message, who=who, stage=stage.number, has=has, left=left)


def heading(say: Speech, poll: Poll, stage: Stage) -> Line:
    """What a stage does, in a few words."""
    if stage.of is None:
        return Line(say("Stage {stage}: first choices", stage=stage.number), strong=True)
    who = called(say, poll, stage.of)
    if stage.act is Act.SURPLUS:
        return Line(say("Stage {stage}: what {who} has too much", stage=stage.number, who=who), strong=True)
    return Line(say("Stage {stage}: {who} is out", stage=stage.number, who=who), strong=True)


def told(say: Speech, poll: Poll, result: Result, stage: Stage, seated: Collection[int]) -> list[Line]:
    """All that happened at a stage of a count in which ballots go from hand to hand."""
    lines = [heading(say, poll, stage)]
    lines += [Line(_tie(say, poll, tie)) for tie in stage.ties]
    if stage.of is not None:
        before = result.stages[stage.number - 2]
        moves = _surplus if stage.act is Act.SURPLUS else _exclusion
        lines.append(
            Line((*moves(say, poll, result, before, stage), *_went(say, poll, result, before, stage)))
        )
    lines += [Line(elected(say, poll, result, stage, n, seated)) for n in stage.elected]
    if not stage.elected and stage is not result.stages[-1]:
        lines.append(_nobody(say, result))
    return lines


def _nobody(say: Speech, result: Result) -> Line:
    """That a stage elects nobody."""
    if not result.quota:
        return say.line("Nobody has more than half.")
    return say.line("Nobody has the quota of {quota}.", quota=votes(say, result.quota, result.scale))


def _surplus(say: Speech, poll: Poll, result: Result, before: Stage, stage: Stage) -> Text:
    of = stage.of or 0
    had, extra = before.totals[of], before.totals[of] - result.quota
    return say(
        "{who} had {had} and needs {quota} of them. So all of these ballots go on to the next choice on "
        "them, each for {extra} / {had} of what it was worth, cut after five decimals:",
        who=called(say, poll, of),
        had=votes(say, had, result.scale),
        quota=votes(say, result.quota, result.scale),
        extra=votes(say, extra, result.scale),
    )


def _exclusion(say: Speech, poll: Poll, result: Result, before: Stage, stage: Stage) -> Text:
    of = stage.of or 0
    return say(
        "{who} had least, {had}, and is out. These ballots go on to the next choice on them, for as much as "
        "they were worth:",
        who=called(say, poll, of),
        had=votes(say, before.totals[of], result.scale),
    )


def _went(say: Speech, poll: Poll, result: Result, before: Stage, stage: Stage) -> Text:
    """Where the votes of a stage went; a sentence has begun before."""
    most_first = sorted(stage.moved.items(), key=lambda one: (-one[1], one[0]))
    some = [
        say("{votes} to {who}", votes=votes(say, n, result.scale), who=called(say, poll, to))
        for to, n in most_first[:MOST_NAMED]
    ]
    rest = [n for _, n in most_first[MOST_NAMED:]]
    if rest:
        said = votes(say, sum(rest), result.scale)
        some.append(say.plural("{votes} to {n} other", "{votes} to {n} others", len(rest), votes=said))
    ended, cut = stage.exhausted - before.exhausted, stage.fractions - before.fractions
    if ended:
        some.append(say("{votes} to nobody, as no choice is left", votes=votes(say, ended, result.scale)))
    if cut:
        some.append(say("{votes} were cut off", votes=votes(say, cut, result.scale)))
    return (" ", *(in_a_row(some) if some else say("nothing")), ".")


def _tie(say: Speech, poll: Poll, tie: Tie) -> Text:
    """Who was level, and what decided."""
    who = level_ones(say, poll, tie.level)
    if tie.purpose is Purpose.EXCLUDED:
        level = say("{who} were level with the least.", who=who)
    elif tie.purpose is Purpose.SURPLUS:
        level = say("{who} had the same too much.", who=who)
    else:
        level = say("{who} were level.", who=who)
    return (*level, " ", *decided(say, poll, tie))


def level_ones(say: Speech, poll: Poll, level: Sequence[int]) -> Text:
    """Those who were level; of very many how many, as the order of the lot names them all the same."""
    if len(level) <= MOST_LEVEL:
        return listed(say, poll, level)
    return say.plural("{n} candidate", "{n} candidates", len(level))


def decided(say: Speech, poll: Poll, tie: Tie) -> Text:
    """What told apart those who were level, and who was taken."""
    if not tie.drawn:
        taken, stage = listed(say, poll, tie.taken), tie.stages[-1]
        if tie.purpose is Purpose.EXCLUDED:
            return say("At stage {stage} {who} had less than the others.", stage=stage, who=taken)
        return say("At stage {stage} {who} had more than the others.", stage=stage, who=taken)
    order, taken = listed(say, poll, tie.drawn), listed(say, poll, tie.taken)
    if tie.purpose is Purpose.EXCLUDED:
        return say(
            "The lot decided; its order is {order}, and the last, {taken}, goes.", order=order, taken=taken
        )
    return say("The lot decided; its order is {order}, so {taken} came first.", order=order, taken=taken)


def lot(say: Speech, poll: Poll, result: Result) -> list[Line]:
    """How the lot can be drawn again, where there was one."""
    drawn = [tie.drawn for tie in result.ties if tie.drawn]
    if not drawn:
        return []
    some = sorted({n for order in drawn for n in order})
    seed = result.election.seed
    if len(some) > MOST_LEVEL:
        message = N_(
            "To draw the lot again: take for each the SHA-256 of {seed}, a colon and the number on the "
            "ballot. Whoever's begins lowest comes first."
        )
        return [say.line(message, seed=seed), *_shown_before(say, poll)]
    named = zip(shortly(say, poll, some), some, strict=True)
    numbers = in_a_row([say("{who} is {n}", who=who, n=n) for who, n in named])
    message = N_(
        "To draw the lot again: for each of them take the SHA-256 of {seed}, a colon and their number "
        "({numbers}). Whoever's begins lowest comes first."
    )
    return [say.line(message, seed=seed, numbers=numbers), *_shown_before(say, poll)]


def _shown_before(say: Speech, poll: Poll) -> list[Line]:
    """That the lot of an election was there to be seen before anybody knew what it would decide."""
    if not poll.is_election:
        return []
    return [say.line("While people voted, the card showed this lot as {seed}….", seed=poll.seed[:SHOWN])]
