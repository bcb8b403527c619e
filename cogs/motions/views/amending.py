"""What a person is told who amends, accepts or opens; and the sentences for what is refused there."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Block, Card, Data, Line, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.speech import Speech
from cogs.motions.rules import amendment as rules
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.opening import AmendmentsFirst, Draft, NotSeconded
from cogs.motions.rules.state import State
from cogs.motions.views import words


@view
def amended(say: Speech, motion: Motion) -> Card:
    return say.card(
        "Amendment {number} is proposed. Motion {main} changes once its mover accepts it, or once another "
        "member seconds it and it is carried.",
        number=motion.number,
        main=Numbered.of(motion.number.whole),
    )


@view
def accepted(say: Speech, motion: Motion) -> Card:
    return say.card(
        "You accepted amendment {number}. Motion {main} reads so now, and everyone is told.",
        number=motion.number,
        main=Numbered.of(motion.number.whole),
    )


@view
def opened(say: Speech, motion: Motion) -> Card:
    return say.card("Voting on motion {number} is open.", number=motion.number)


@view
def waiting_accept(say: Speech, motion: Motion) -> Card:
    return say.card(
        "amendment {number} to your motion waits for you to accept it, or for a second: {line}",
        number=motion.number,
        line=Typed(f"motion accept {motion.number}"),
    )


@view
def seconded_and_waits(say: Speech, draft: Draft) -> Card:
    """Said where enough have seconded, and something else comes first."""
    motion = draft.motion
    text = say("Motion {number} is seconded.", number=motion.number)
    return Card(blocks=(Line(text), *what_comes_first(say, draft)))


def what_comes_first(say: Speech, draft: Draft) -> list[Block]:
    """What a draft with all its seconds waits for."""
    lines: list[Block] = []
    until = draft.motion.debate_until
    if until is not None and until > say.now:
        lines.append(say.line("Debate until {at}; then voting opens.", at=say.moment(until)))
    if draft.pending:
        numbers = _numbers(say, tuple(a.number for a in draft.pending))
        lines.append(say.line("Decided first: {numbers}. Then voting opens by itself.", numbers=numbers))
    return lines


@view
def no_amendment_to_amendments(say: Speech, error: rules.NoAmendmentToAmendments) -> Card:
    main = Numbered.of(error.number.whole)
    return say.card(
        "{number} is an amendment itself, and an amendment is not amended. Propose your own words for "
        "motion {main}: {line}",
        number=error.number,
        main=main,
        line=Typed(f"motion amend {main} …"),
    )


@view
def too_late_to_amend(say: Speech, error: rules.TooLateToAmend) -> Card:
    if error.state is State.POSTPONED:
        return say.card(
            "Motion {number} is put off. It can be amended once it is taken up again: {line}",
            number=error.number,
            line=Typed(f"motion resume {error.number}"),
        )
    return say.card(
        "Motion {number} can't be amended any more: {state}. A motion is amended before voting on it opens.",
        number=error.number,
        state=words.state(say, error.state),
    )


@view
def too_many_amendments(say: Speech, error: rules.TooManyAmendments) -> Card:
    return say.card(
        "You have two amendments to this motion that are not decided: {numbers}. Withdraw one: {line}",
        numbers=_numbers(say, error.numbers),
        line=Typed(f"motion withdraw {error.numbers[-1]}"),
    )


@view
def no_more_amendments(say: Speech, error: rules.NoMoreAmendments) -> Card:
    return say.card(
        "Motion {number} has had 99 amendments, and there are no more. Suggest a change to its mover: {line}",
        number=error.number,
        line=Typed(f"motion suggest {error.number} …"),
    )


@view
def same_words(say: Speech, error: rules.SameWords) -> Card:
    main = Numbered.of(error.number.whole)
    return say.card(
        "Motion {number} reads so already. Write it as it shall read instead: {line}",
        number=main,
        line=Typed(f"motion amend {main} …"),
    )


@view
def words_not_there(say: Speech, error: rules.WordsNotThere) -> Card:
    main, found = Numbered.of(error.number.whole), Data(f"“{error.words[:60]}”")
    if error.times:
        return say.card(
            "{words} stands in motion {number} more than once. Write a few more of the words around it.",
            words=found,
            number=main,
        )
    return say.card(
        "{words} does not stand in motion {number}. Read it, and copy the words: {line}",
        words=found,
        number=main,
        line=Typed(f"motion show {main}"),
    )


@view
def no_amendment(say: Speech, error: rules.NoAmendment) -> Card:
    return say.card(
        "{number} is a motion. What its mover accepts are amendments, such as {number}.1. See them: {line}",
        number=error.number,
        line=Typed(f"motion show {error.number}"),
    )


@view
def not_for_amendments(say: Speech, error: rules.NotForAmendments) -> Card:
    return say.card(
        "{number} is an amendment; that is for motions only. What can be done with it: {line}",
        number=error.number,
        line=Typed(f"motion show {error.number}"),
    )


@view
def own_amendment(say: Speech, error: rules.OwnAmendment) -> Card:
    return say.card(
        "Amendment {number} is your own, so somebody else has to second it: {line}",
        number=error.number,
        line=Typed(f"motion second {error.number}"),
    )


@view
def not_the_movers(say: Speech, error: rules.NotTheMoversToAccept) -> Card:
    return say.card(
        "Only the member who moved motion {number} can accept a change of it. You can second the amendment, "
        "so that it is voted on.",
        number=error.number,
    )


@view
def same_words_voted_on(say: Speech, error: rules.SameWordsVotedOn) -> Card:
    return say.card(
        "Amendment {other} changes the same words and is being voted on. Wait for its result.",
        other=error.other,
    )


@view
def not_seconded(say: Speech, error: NotSeconded) -> Card:
    needed = say.plural(
        "One more member has to second motion {number} before voting can open: {line}",
        "{n} more members have to second motion {number} before voting can open: {line}",
        error.missing,
        number=error.number,
        line=Typed(f"motion second {error.number}"),
    )
    return Card(blocks=(Line(needed),))


@view
def amendments_first(say: Speech, error: AmendmentsFirst) -> Card:
    return say.card(
        "Voting on motion {number} can't open yet. These are to be decided first: {numbers}",
        number=error.number,
        numbers=_numbers(say, error.amendments),
    )


def _numbers(say: Speech, numbers: tuple[Numbered, ...]) -> str:
    return say.listed([str(n) for n in numbers])


ERRORS: Mapping[type[RuleError], Explain] = {
    rules.NoAmendmentToAmendments: no_amendment_to_amendments,
    rules.TooLateToAmend: too_late_to_amend,
    rules.TooManyAmendments: too_many_amendments,
    rules.NoMoreAmendments: no_more_amendments,
    rules.SameWords: same_words,
    rules.WordsNotThere: words_not_there,
    rules.NoAmendment: no_amendment,
    rules.NotForAmendments: not_for_amendments,
    rules.OwnAmendment: own_amendment,
    rules.NotTheMoversToAccept: not_the_movers,
    rules.SameWordsVotedOn: same_words_voted_on,
    NotSeconded: not_seconded,
    AmendmentsFirst: amendments_first,
}
