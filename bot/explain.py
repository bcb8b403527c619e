"""The sentences for what the core itself refuses: what was wrong, and what would work."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.api import code, errors, reach
from bot.api.card import Card, Chat, Data, Line, Typed, View, view
from bot.api.errors import RuleError
from bot.api.speech import N_, Speech
from bot.explain_dates import DATES, quoted
from bot.explain_people import WHO

Explain = Callable[[Any], View]
_WANTED = {
    "number": N_("a number"),
    "yes-no": N_("yes or no"),
    "when": N_("a time that I understand"),
    "person": N_("a person whom I can find here"),
    "choice": N_("one of the choices"),
}
_TIMES = (N_("in 3 h"), N_("tomorrow 18:00"), N_("Fri 18:00"), N_("Thu 18:00, Fri 19:00"))
"""What the grammar gives as examples of times, for the catalog."""
_SAMPLE = "7K2M-9QXR-4TBC-H8WD"


@view
def no_assembly(say: Speech, _e: errors.NoAssembly) -> Card:
    return say.card(
        "No assembly meets here yet. Found one: {line}", line=Typed(f"assembly found {say.word('NAME')}")
    )


@view
def which_assembly(say: Speech, e: errors.WhichAssembly) -> Card:
    return say.card(
        "You are in several assemblies: {names}. Begin with the name of the one you mean, such as: {line}",
        names=Data(say.listed(list(e.names))),
        line=Typed(f"{e.names[0]}: now"),
    )


@view
def private_only(say: Speech, _e: errors.PrivateOnly) -> Card:
    if say.face.whispers:
        return say.card(
            "Others could read that, so it does not count. "
            "Use the button or the command: then only you see what you choose."
        )
    return say.card(
        "Others could read that, so it does not count. Write it to me where we are alone: {chat}",
        chat=Chat(say.word("open a chat with me")),
    )


@view
def edit_not_read(say: Speech, _e: errors.EditNotRead) -> Card:
    return say.card("I don't read edits; send it again.")


@view
def unknown_command(say: Speech, e: errors.UnknownCommand) -> Card:
    if e.nearest:
        return say.card(
            "I don't know {given}. Did you mean {nearest}?", given=quoted(e.given), nearest=Typed(e.nearest)
        )
    return say.card(
        "I don't know {given}. See what you can do: {help}", given=quoted(e.given), help=Typed("help")
    )


@view
def missing_argument(say: Speech, e: errors.MissingArgument) -> Card:
    what = say.word(e.about) if e.about else e.argument
    return say.card(
        "I need one thing more: {what}. For example: {line}",
        what=what[:1].lower() + what[1:],
        line=Typed(_in_own_words(say, e.line, e.samples)),
    )


@view
def surplus_argument(say: Speech, e: errors.SurplusArgument) -> Card:
    return say.card(
        "{surplus} is more than this command takes. It goes like this: {line}",
        surplus=quoted(e.surplus),
        line=Typed(e.line),
    )


@view
def unknown_option(say: Speech, e: errors.UnknownOption) -> Card:
    if e.nearest:
        return say.card(
            "There is no option {given} here. Did you mean {nearest}?",
            given=quoted(e.given + ":"),
            nearest=e.nearest + ":",
        )
    return say.card("There is no option {given} here. See {help}.", given=quoted(e.given), help=Typed("help"))


@view
def bad_value(say: Speech, e: errors.BadValue) -> Card:
    wanted = say.word(_WANTED.get(e.wanted, N_("what belongs there")))
    if e.about:
        what = say.word(e.about)
        said = "{given} is no number. I need {what} there."
        text = say(said, given=quoted(e.given), what=what[:1].lower() + what[1:])
    else:
        text = say("{given} is not {wanted}.", given=quoted(e.given), wanted=wanted)
    if e.examples:
        examples = list(e.examples) if e.fixed else [say.word(example) for example in e.examples]
        text += (" ", *say("Try: {examples}", examples=say.either(examples)))
    if e.instead:
        text += (". ", *say("In a poll or an election: {line}", line=Typed(e.instead[:100])))
    return Card(blocks=(Line(text),))


@view
def too_long(say: Speech, e: errors.TooLong) -> Card:
    return say.card(
        "That text has {length} characters; {limit} is the most that every network can show. "
        "Shorten it and send it again.",
        length=e.length,
        limit=e.limit,
    )


@view
def in_the_past(say: Speech, e: errors.InThePast) -> Card:
    return say.card(
        "{given} has gone by. Give a time to come, such as tomorrow 18:00 or 48h.", given=quoted(e.given)
    )


@view
def said_before(say: Speech, e: errors.SaidBefore) -> Card:
    return say.card(
        "You said just that a moment ago; it is number {number}. If you mean it a second time, "
        "change a word and send it again.",
        number=e.number,
    )


@view
def alone_there(say: Speech, _e: reach.AloneThere) -> Card:
    return say.card("Nobody else can come in here. Send this in the room where your assembly is to meet.")


@view
def no_category(say: Speech, _e: reach.NoCategory) -> Card:
    return say.card(
        "This room lies in no category or space of its own. Choose {everywhere} or {here}.",
        everywhere="where:everywhere",
        here="where:here",
    )


@view
def not_a_code(say: Speech, _e: code.NotACode) -> Card:
    return say.card("That is no code. A code has 16 letters and digits, such as {sample}.", sample=_SAMPLE)


@view
def too_many_guesses(say: Speech, e: code.TooManyGuesses) -> Card:
    return say.card(
        "Several codes in a row were wrong, so I wait a little. Try again {soon}, or ask for a new code.",
        soon=say.until(e.until),
    )


CORE: Mapping[type[RuleError], Explain] = {
    **WHO,
    **DATES,
    errors.NoAssembly: no_assembly,
    errors.WhichAssembly: which_assembly,
    errors.PrivateOnly: private_only,
    errors.EditNotRead: edit_not_read,
    errors.UnknownCommand: unknown_command,
    errors.MissingArgument: missing_argument,
    errors.SurplusArgument: surplus_argument,
    errors.UnknownOption: unknown_option,
    errors.BadValue: bad_value,
    errors.TooLong: too_long,
    errors.InThePast: in_the_past,
    errors.SaidBefore: said_before,
    reach.AloneThere: alone_there,
    reach.NoCategory: no_category,
    code.NotACode: not_a_code,
    code.TooManyGuesses: too_many_guesses,
}


def _in_own_words(say: Speech, line: str, samples: Sequence[str]) -> str:
    """A line with its samples as the reader would write them; each stands behind what comes before it."""
    at = 0
    for sample in samples:
        if found := re.compile(rf'(?<![^\s:"]){re.escape(sample)}(?![^\s"])').search(line, at):
            own = say.word(sample)
            line, at = line[: found.start()] + own + line[found.end() :], found.start() + len(own)
    return line
