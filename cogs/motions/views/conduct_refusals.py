"""The sentences for what is refused around reports, setting aside and appeals."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.card import Card, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.motions.rules import conduct as rules
from cogs.motions.views.conduct import appeal_line, set_aside_line


@view
def about_yourself(say: Speech, error: rules.AboutYourself) -> Card:
    return say.card(
        "You wrote that yourself, and nobody acts on a report about themselves. To take a motion of yours "
        "back: {line}",
        line=Typed(f"motion withdraw {error.number}"),
    )


@view
def reported_before(say: Speech, error: rules.ReportedBefore) -> Card:
    return say.card("You have reported that already; the stewards know.")


@view
def too_many_reports(say: Speech, error: rules.TooManyReports) -> Card:
    return say.card(
        "You have reported {most} texts since yesterday, and that is the most. Speak to a steward, or try "
        "again tomorrow.",
        most=error.most,
    )


@view
def no_such_suggestion(say: Speech, error: rules.NoSuchSuggestion) -> Card:
    return say.card(
        "Motion {number} has no suggestion {suggestion}. Press the button under the suggestion itself.",
        number=error.number,
        suggestion=error.suggestion,
    )


@view
def no_persons_text(say: Speech, error: rules.NoPersonsText) -> Card:
    return say.card("Motion {number} is in my own words, so nobody sets it aside.", number=error.number)


@view
def principle_needed(say: Speech, error: rules.PrincipleNeeded) -> Card:
    return say.card(
        "Say by which principle; everyone will read it: {line}",
        line=Typed(set_aside_line(say, error.number, error.suggestion)),
    )


@view
def another_steward(say: Speech, error: rules.AnotherSteward) -> Card:
    return say.card(
        "You have asked for that already; another steward has to agree. Ask one to write: {line}",
        line=Typed(f"text set-aside {error.number}"),
    )


@view
def is_set_aside(say: Speech, error: rules.IsSetAside) -> Card:
    return say.card(
        "That is set aside already. Three members may appeal: {line}",
        line=Typed(appeal_line(error.number, error.suggestion)),
    )


@view
def is_not_set_aside(say: Speech, error: rules.IsNotSetAside) -> Card:
    return say.card("Motion {number} is not set aside, so there is nothing to appeal.", number=error.number)


@view
def restored_by_vote(say: Speech, error: rules.RestoredByVote) -> Card:
    return say.card(
        "The assembly has voted that motion {number} is shown, so it is not set aside again.",
        number=error.number,
    )


@view
def appealed_before(say: Speech, error: rules.AppealedBefore) -> Card:
    return say.card("You have appealed already; somebody else has to appeal too.")


@view
def appeal_voted(say: Speech, error: rules.AppealVoted) -> Card:
    if error.is_open:
        return say.card(
            "The appeal is voted on: motion {vote}. To vote: {line}",
            vote=error.vote,
            line=Typed(f"vote {error.vote} {say.word('for')}"),
        )
    return say.card(
        "The assembly has decided on that appeal: motion {vote}. See it: {line}",
        vote=error.vote,
        line=Typed(f"motion show {error.vote}"),
    )


ERRORS: Mapping[type[RuleError], Explain] = {
    rules.AboutYourself: about_yourself,
    rules.ReportedBefore: reported_before,
    rules.TooManyReports: too_many_reports,
    rules.NoSuchSuggestion: no_such_suggestion,
    rules.NoPersonsText: no_persons_text,
    rules.PrincipleNeeded: principle_needed,
    rules.AnotherSteward: another_steward,
    rules.IsSetAside: is_set_aside,
    rules.IsNotSetAside: is_not_set_aside,
    rules.RestoredByVote: restored_by_vote,
    rules.AppealedBefore: appealed_before,
    rules.AppealVoted: appeal_voted,
}
