"""Cards about coming onto the roll: for who asks, for who vouches, and for the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.api.card import Block, Button, Card, Data, Line, Name, Quote, Style, Text, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.people import Assembly, Role
from bot.api.speech import Speech
from cogs.members import joining as rules
from cogs.members.joining import Applicant, Lacks, State

_SHOWN, _BUTTONS = 20, 5
_APPLICANTS = "member applicants"


@view
def joined(say: Speech, assembly: str) -> Card:
    return Card(
        blocks=(
            say.line(
                "You are now on the roll of {assembly}. I keep your account id and what you do here, "
                "not your messages. What is kept: {kept}. To leave: {leave}.",
                assembly=Data(assembly),
                kept=Typed("privacy"),
                leave=Typed("member leave"),
            ),
        ),
        buttons=(Button(say.word("What is kept"), "privacy"), Button(say.word("Leave"), "member leave")),
    )


@view
def asked(say: Speech, assembly: str, lacks: Lacks) -> Card:
    blocks: list[Block] = [say.line("You have asked to come onto the roll of {name}.", name=Data(assembly))]
    blocks += _lacking(say, lacks)
    blocks.append(
        say.line("You will hear of it. To ask no more: {line}", line=Typed("member leave")),
    )
    return Card(blocks=tuple(blocks))


@view
def principles_first(say: Speech, text: str, version: int) -> Card:
    """What a newcomer reads before anything else."""
    accept = Typed(f"member accept {version}")
    return Card(
        title=say("What members here have agreed on"),
        blocks=(Quote(text), say.line("If you accept that, you can come onto the roll: {line}", line=accept)),
        buttons=(Button(say.word("I accept"), "member accept", {"version": version}, Style.MAIN),),
    )


@view
def still_lacks(say: Speech, member: int, lacks: Lacks) -> Card:
    return Card(
        blocks=(say.line("That is noted for {name}.", name=Name(member)), *_lacking(say, lacks)),
    )


@view
def admitted(say: Speech, member: int) -> Card:
    return say.card("{name} is on the roll now.", name=Name(member))


@view
def withdrawn(say: Speech, assembly: str) -> Card:
    return say.card("You ask no more to come onto the roll of {name}.", name=Data(assembly))


@view
def nobody_asks_now(say: Speech) -> Card:
    return say.card("Nobody asks here any more.")


@view
def applicant_card(
    say: Speech, assembly: Assembly, applicant: Applicant, vouchers: tuple[int, ...], lacks: Lacks
) -> Card:
    """For the room; a careful assembly names nobody there."""
    who: Text = say("Somebody") if assembly.careful else (Name(applicant.member),)
    if applicant.state is State.ADMITTED:
        return say.card("{name} is on the roll now.", name=who)
    blocks = _lacking(say, lacks)
    if vouchers and not assembly.careful:
        blocks.append(say.line("Vouched for by: {names}", names=_names(vouchers)))
    if assembly.careful:
        see: tuple[Button, ...] = (Button(say.word("See who"), _APPLICANTS),)
    else:
        see = _buttons(say, applicant, lacks)
    return Card(
        title=say("{name} asks to come onto the roll of {assembly}", name=who, assembly=Data(assembly.name)),
        blocks=tuple(blocks),
        buttons=see,
        style=Style.MAIN,
    )


def _buttons(say: Speech, applicant: Applicant, lacks: Lacks) -> tuple[Button, ...]:
    given, found = {"number": applicant.number}, []
    if lacks.missing:
        found.append(Button(say.word("Vouch"), "member vouch", given, Style.MAIN))
    if lacks.steward:
        found.append(Button(say.word("Admit (stewards)"), "member admit", given))
    return tuple(found)


def _lacking(say: Speech, lacks: Lacks) -> list[Block]:
    lines: list[Block] = []
    if lacks.needed:
        lines.append(
            Line(
                say.plural(
                    "{n} member has to vouch for them; so far: {have}.",
                    "{n} members have to vouch for them; so far: {have}.",
                    lacks.needed,
                    have=lacks.vouchers,
                )
            )
        )
    if lacks.steward:
        lines.append(say.line("A steward has to admit them."))
    return lines


def _names(members: Sequence[int]) -> Text:
    parts: Text = ()
    for member in members:
        parts += (", ", Name(member)) if parts else (Name(member),)
    return parts


@view
def applicants(say: Speech, waiting: Sequence[tuple[Applicant, Lacks]], reader: Role) -> Card:
    """Who waits, for members alone."""
    if not waiting:
        return say.card("Nobody asks to come onto the roll just now.")
    blocks: list[Block] = []
    for applicant, lacks in waiting[:_SHOWN]:
        blocks.append(Line((f"{applicant.number}. ", Name(applicant.member)), strong=True))
        blocks += _lacking(say, lacks)
    if len(waiting) > _SHOWN:
        blocks.append(say.line("More of them wait: {n}.", n=len(waiting) - _SHOWN))
    example = "member admit" if reader is Role.STEWARD else "member vouch"
    line = Typed(f"{example} number:{waiting[0][0].number}")
    blocks.append(say.line("To speak for one of them: {line}", line=line))
    return Card(title=say("Who asks to come onto the roll"), blocks=tuple(blocks))


@view
def some_ask(say: Speech, people: int) -> Card:
    line = Line(
        (
            *say.plural(
                "{n} person asks to come onto the roll:",
                "{n} people ask to come onto the roll:",
                people,
            ),
            " ",
            Typed(_APPLICANTS),
        )
    )
    return Card(blocks=(line,), buttons=(Button(say.word("See who"), _APPLICANTS),))


@view
def burst(say: Speech, assembly: str, people: int) -> Card:
    return say.card(
        "{n} people have asked to come onto the roll of {assembly} within an hour. See who: {line}",
        n=people,
        assembly=Data(assembly),
        line=Typed(_APPLICANTS),
    )


@view
def on_the_roll_already(say: Speech, _e: rules.OnTheRollAlready) -> Card:
    return say.card("You are on the roll already. See what waits for you: {line}", line=Typed("now"))


@view
def asked_already(say: Speech, _e: rules.AskedAlready) -> Card:
    return say.card(
        "You have asked already, and hear of it once it is decided. To ask no more: {line}",
        line=Typed("member leave"),
    )


@view
def ask_stewards(say: Speech, e: rules.AskStewards) -> Card:
    if not e.stewards:
        return say.card("Stewards put people on this roll. Ask one of them.")
    return say.card("Stewards put people on this roll. Ask one of them: {names}", names=_names(e.stewards))


@view
def nobody_asks(say: Speech, _e: rules.NobodyAsks) -> Card:
    return say.card(
        "That person does not ask to come onto the roll. They do so themselves, with {join}; who asks now: "
        "{line}",
        join=Typed("member join"),
        line=Typed(_APPLICANTS),
    )


@view
def which_applicant(say: Speech, _e: rules.WhichApplicant) -> Card:
    return say.card(
        "Say who is meant: {line} or {other}",
        line=Typed(f"member vouch {say.word('NAME')}"),
        other=Typed("member vouch number:3"),
    )


@view
def vouched_already(say: Speech, _e: rules.VouchedAlready) -> Card:
    return say.card("You vouch for them already; others have to do so too.")


@view
def stewards_admit(say: Speech, _e: rules.StewardsAdmit) -> Card:
    return say.card("Here nobody has to vouch: a steward admits who asks.")


@view
def no_version(say: Speech, _e: rules.NoVersion) -> Card:
    return say.card("That is not the newest text. Read it first: {line}", line=Typed("member principles"))


@view
def no_principles(say: Speech, _e: rules.NoPrinciples) -> Card:
    return say.card("No principles are written down here.")


@view
def nothing_kept(say: Speech, _e: rules.NothingKept) -> Card:
    return say.card("I keep nothing about you here.")


@view
def not_paused(say: Speech, _e: rules.NotPaused) -> Card:
    return say.card("You have not paused. To do so: {line}", line=Typed("member pause"))


@view
def out_of_bounds(say: Speech, e: rules.OutOfBounds) -> Card:
    if e.days:
        return say.card("That is too long: {n} days are the most.", n=e.days)
    return say.card("That is too many: {most} is the most.", most=e.most)


ERRORS: Mapping[type[RuleError], Explain] = {
    rules.OnTheRollAlready: on_the_roll_already,
    rules.AskedAlready: asked_already,
    rules.AskStewards: ask_stewards,
    rules.NobodyAsks: nobody_asks,
    rules.WhichApplicant: which_applicant,
    rules.VouchedAlready: vouched_already,
    rules.StewardsAdmit: stewards_admit,
    rules.NoVersion: no_version,
    rules.NoPrinciples: no_principles,
    rules.NothingKept: nothing_kept,
    rules.NotPaused: not_paused,
    rules.OutOfBounds: out_of_bounds,
}
