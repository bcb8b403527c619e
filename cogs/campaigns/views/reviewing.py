"""What a review would do, did, and undid; in numbers and examples that name nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.api.card import Block, Button, Card, Data, Line, Style, Text, Typed, view
from bot.api.deeds import Said
from bot.api.speech import Speech
from cogs.campaigns.rules.breakdown import STEP
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.fraud import BURST, SPAN, Example, Found, Review, Rule
from cogs.campaigns.rules.signature import Standing, at_hour
from cogs.campaigns.views import words

_HOUR = timedelta(hours=1)


def some(say: Speech, campaign: Campaign, n: int, rule: Rule | None = None) -> Text:
    """A number of signatures that gives nobody away.

    Who keeps a bloc could have one person more be vouched for, and look at what becomes of the number.
    """
    if words.is_hidden(campaign):
        return say("some signatures")
    if n < STEP:
        return say("fewer than {step} signatures", step=STEP)
    if rule is not None and rule.no_bloc:
        least = n - n % STEP
        return say("{least} to {most} signatures", least=least, most=least + STEP - 1)
    return say.plural("{n} signature", "{n} signatures", n)


@view
def preview(say: Speech, campaign: Campaign, rule: Rule, found: Found, drafted: Review | None) -> Card:
    """What a rule means, before anything changes."""
    said = _would(say, campaign, rule, found)
    blocks: list[Block] = [Line(said, strong=True), Line(conditions(say, rule))]
    blocks += _examples(say, found) if not words.is_hidden(campaign) else []
    blocks.append(say.line("Nothing has changed yet."))
    if drafted is None:
        typed = Typed(f"campaign review {campaign.number} … because:…")
        blocks.append(say.line("To go on, say why, as everybody can read it: {command}", command=typed))
        return Card(title=words.title(campaign), blocks=tuple(blocks))
    label = say.word("Have them count") if rule.confirms else say.word("Reject them")
    blocks.append(say.line("A second steward has to agree."))
    arguments: dict[str, str | int] = {"campaign": str(campaign.number), "go": drafted.number}
    button = Button(label, "campaign review", arguments, Style.BAD)
    return Card(title=words.title(campaign), blocks=tuple(blocks), buttons=(button,))


def _would(say: Speech, campaign: Campaign, rule: Rule, found: Found) -> Text:
    n = some(say, campaign, found.n, rule)
    if words.is_hidden(campaign):
        if rule.confirms:
            return say("This would have pending signatures count, if there are any.")
        return say("This would reject signatures, if there are any such.")
    if rule.confirms:
        return say("This would have {some} of {of} count.", some=n, of=found.of)
    return say("This would reject {some} of {of}.", some=n, of=found.of)


def _examples(say: Speech, found: Found) -> list[Line]:
    """A few of them, where they are enough to hide among."""
    if found.n < STEP:
        return []
    return [Line(say("For example: {example}", example=_example(say, one))) for one in found.examples]


def _example(say: Speech, one: Example) -> Text:
    begin = at_hour(one.hour)
    parts = [
        say("within the hour after {at}", at=say.moment(begin)),
        say("a new account") if one.new else say("an account that is not new"),
        say("vouched for by a bloc") if one.vouched else say("vouched for by nobody"),
        say("a trade is stated") if one.stated else say("no trade is stated"),
    ]
    return _joined(parts)


def conditions(say: Speech, rule: Rule) -> Text:
    """A rule in words."""
    parts = []
    if rule.new:
        parts.append(say("by accounts that were new"))
    if rule.first is not None:
        parts.append(say("since {at}", at=say.moment(at_hour(rule.first))))
    if rule.last is not None:
        parts.append(say("until {at}", at=say.moment(at_hour(rule.last) + _HOUR)))
    if rule.no_bloc:
        parts.append(say("vouched for by no bloc"))
    return say("Meant are those {conditions}.", conditions=_joined(parts))


def _joined(parts: Sequence[Text]) -> Text:
    return tuple(piece for i, part in enumerate(parts) for piece in ((", ",) if i else ()) + part)


@view
def overview(
    say: Speech, campaign: Campaign, standings: Mapping[Standing, int], done: Sequence[Review]
) -> Card:
    """How signatures stand, and what reviews have done."""
    blocks: list[Block] = []
    if not words.is_hidden(campaign):
        blocks.append(
            say.line(
                "{n} count, {pending} are pending, {rejected} were rejected.",
                n=standings[Standing.CONFIRMED],
                pending=standings[Standing.PENDING],
                rejected=standings[Standing.REJECTED],
            )
        )
    blocks += [Line(_reviewed(say, campaign, one)) for one in done]
    typed = Typed(f"campaign review {campaign.number} new:yes")
    blocks.append(say.line("To see what a rule would reject: {command}", command=typed))
    typed = Typed(f"campaign review {campaign.number} confirm:yes")
    blocks.append(say.line("To have all pending ones count: {command}", command=typed))
    return Card(title=words.title(campaign), blocks=tuple(blocks), buttons=_undos(say, campaign, done))


def _undos(say: Speech, campaign: Campaign, done: Sequence[Review]) -> tuple[Button, ...]:
    return tuple(
        Button(
            say.word("Undo review {number}", number=one.number),
            "campaign review",
            {"campaign": str(campaign.number), "undo": one.number},
        )
        for one in done[:3]
        if one.is_done
    )


def _reviewed(say: Speech, campaign: Campaign, one: Review) -> Text:
    n = some(say, campaign, one.n, one.rule)
    what = say("confirmed {some}", some=n)
    if not one.rule.confirms:
        what = say("rejected {some}", some=n)
    reason = Data(one.reason)
    if one.undone_at is not None:
        return say("Review {n}: {what}, and was undone. “{reason}”", n=one.number, what=what, reason=reason)
    return say("Review {n}: {what}. “{reason}”", n=one.number, what=what, reason=reason)


@view
def reviewed(say: Speech, campaign: Campaign, review: Review) -> Card:
    """What everybody reads of a review that was done, or undone."""
    return Card(
        title=say("Signatures were looked through: {called}", called=words.called(campaign)),
        blocks=(Line(_reviewed(say, campaign, review)),),
    )


def says(campaign: Campaign | None, review: Review | None, undo: bool) -> Said:
    """What a second steward is asked to agree to."""
    if campaign is None or review is None or campaign.bloc is not None:
        return lambda say: say("Review signatures under a bloc’s campaign")

    def said(say: Speech) -> Text:
        n, number, reason = some(say, campaign, review.n, review.rule), campaign.number, Data(review.reason)
        if undo:
            return say("Undo the review of {some} under campaign {n}: “{why}”", some=n, n=number, why=reason)
        if review.rule.confirms:
            return say("Have {some} count under campaign {n}: “{why}”", some=n, n=number, why=reason)
        return say("Reject {some} under campaign {n}: “{why}”", some=n, n=number, why=reason)

    return said


@view
def done(say: Speech, campaign: Campaign, review: Review) -> Card:
    """What a review has done."""
    n, number = some(say, campaign, review.n, review.rule), campaign.number
    line = say.line("Rejected under campaign {number}: {some}. They count no more.", number=number, some=n)
    if review.rule.confirms:
        line = say.line("Confirmed under campaign {number}: {some}. They count now.", number=number, some=n)
    undo: dict[str, str | int] = {"campaign": str(campaign.number), "undo": review.number}
    return Card(
        blocks=(line,),
        buttons=(Button(say.word("Undo"), "campaign review", undo),),
    )


@view
def undone(say: Speech, campaign: Campaign, review: Review, n: int) -> Card:
    return say.card(
        "Review {number} is undone: {some} of campaign {campaign} stand as they did before.",
        number=review.number,
        some=some(say, campaign, n, review.rule),
        campaign=campaign.number,
    )


@view
def burst(say: Speech, campaign: Campaign) -> Card:
    """Many new accounts sign at once."""
    return Card(
        title=words.title(campaign),
        blocks=(
            say.line(
                "At least {n} new accounts have signed this within {hours} hours. For a day from now further "
                "ones are pending: they do not count until stewards have looked.",
                n=BURST,
                hours=SPAN,
            ),
        ),
        buttons=(
            Button(
                say.word("Look at them"), "campaign review", {"campaign": str(campaign.number), "new": "yes"}
            ),
        ),
    )


@view
def pending(say: Speech, campaign: Campaign, n: int) -> Card:
    """A line of /now."""
    line = say.line(
        "{title}: {some} wait for stewards to look.", title=words.title(campaign), some=some(say, campaign, n)
    )
    look: dict[str, str | int] = {"campaign": str(campaign.number), "new": "yes"}
    return Card(blocks=(line,), buttons=(Button(say.word("Look at them"), "campaign review", look),))
