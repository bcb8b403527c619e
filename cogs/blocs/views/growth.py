"""What an assembly is offered as it grows."""

from __future__ import annotations

from bot.api.card import Block, Button, Card, Line, Style, Text, Typed, view
from bot.api.speech import Speech
from cogs.blocs.rules.growth import Step

QUORUM = Step.QUORUM.size // 3
"""What is offered: as a number, as nobody can say a share of those who may take part where anyone may."""


@view
def offer_card(say: Speech, step: Step, stewards: int, is_wanting: bool) -> Card:
    """An offer, with the button that takes it up; nothing changes by itself."""
    if not is_wanting:
        return Card(title=_title(say, step), blocks=(say.line("This is so now."),))
    blocks: list[Block] = [Line(line) for line in _why(say, step, stewards)]
    blocks.append(say.line("Nothing changes unless you want it."))
    return Card(title=_title(say, step), blocks=tuple(blocks), buttons=_buttons(say, step))


def _title(say: Speech, step: Step) -> Text:
    return say.plural("You are {n} by now", "You are {n} by now", step.size)


def _why(say: Speech, step: Step, stewards: int) -> list[Text]:
    if step is Step.SECONDING:
        return [say("A second keeps motions apart that nobody else wants: one more member has to back each.")]
    if step is Step.QUORUM:
        return [
            say("A quorum keeps a few from deciding for all: {n} of you could have to take part.", n=QUORUM)
        ]
    told = [say("Vouching keeps strangers from voting: two members could have to vouch for a newcomer.")]
    if stewards < 2:
        name = Typed(f"steward name {say.word('NAME')}")
        told.append(say("Two stewards watch each other; you have one. To name another: {line}", line=name))
    return told


def _buttons(say: Speech, step: Step) -> tuple[Button, ...]:
    given: dict[Step, tuple[str, str, str]] = {
        Step.SECONDING: (say.word("Ask for a second"), "seconds", "1"),
        Step.QUORUM: (say.word("Ask for {n}", n=QUORUM), "quorum", str(QUORUM)),
        Step.STEWARDS: (say.word("Have members vouch"), "roll", "vouched"),
    }
    label, key, value = given[step]
    return (Button(label, "assembly settings", {key: value}, Style.MAIN),)
