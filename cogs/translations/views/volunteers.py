"""What volunteers are told and asked, and how many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.api import language
from bot.api.card import Card, Line, Typed, view
from bot.api.speech import Speech
from cogs.translations.views import words
from cogs.translations.views.words import Shown

MOST_WAITING = 5


@view
def willing(say: Speech, tag: str, waiting: Sequence[Shown]) -> Card:
    """Thanks, and what waits already."""
    name = language.name(tag, say.locale)
    lines = [
        say.line(
            "Thank you. I ask you when {language} is wanted. Nobody else is shown that it is you.",
            language=name,
        )
    ]
    for one in waiting[:MOST_WAITING]:
        what, line = words.called(say, one), words.asking(one.kind, one.of)
        lines.append(say.line("{what} waits for one: {line}", what=what, line=line))
    lines.append(say.line("To be asked no more: {line}", line=Typed(f"volunteer stop {tag}")))
    return Card(blocks=tuple(lines))


@view
def stopped(say: Speech, tag: str) -> Card:
    return say.card("I ask you no more for {language}.", language=language.name(tag, say.locale))


@view
def counted(say: Speech, counts: Mapping[str, int]) -> Card:
    """How many can translate into each language."""
    join = say.line("To be one of them: {line}", line=Typed("volunteer translate es"))
    if not counts:
        return Card(blocks=(say.line("Nobody has said yet that they can translate."), join))
    rows = [Line((language.name(tag, say.locale), ": ", say.number(n))) for tag, n in counts.items()]
    return Card(title=say("Who can translate"), blocks=(*rows, join))


@view
def wanted(say: Speech, shown: Shown) -> Card:
    """What a volunteer is asked."""
    return say.card(
        "{what} is wanted in {language}, and you can translate into it: {line}",
        what=words.called(say, shown),
        language=words.into(say, shown),
        line=words.asking(shown.kind, shown.of),
    )
