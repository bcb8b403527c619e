"""What this cog refuses, in words."""

from __future__ import annotations

from datetime import timedelta

from inline_snapshot import snapshot

from bot.api.errors import RuleError
from cogs.members import rules
from cogs.members.views.errors import ERRORS
from tests.cogs.members.golden import read


def test_every_error_has_words() -> None:
    errors: list[RuleError] = [
        rules.AlreadyMeets("Depot", room_free=True),
        rules.AlreadyMeets("Depot", room_free=False),
        rules.NameNeeded(),
        rules.UnknownLanguage("tlh", ("en", "es")),
        rules.NotThatLong(timedelta(days=30)),
        rules.LengthWanted(),
        rules.LastSteward(),
        rules.NotOnThisRoll(),
        rules.NeverOnTheRoll(),
        rules.TerminalApart(),
    ]
    assert {type(e) for e in errors} == set(ERRORS)
    own_errors = {e for e in vars(rules).values() if isinstance(e, type) and issubclass(e, RuleError)}
    assert {e for e in own_errors if e.__module__ == rules.__name__} == set(ERRORS)
    assert [read(ERRORS[type(e)](e)) for e in errors] == snapshot(
        [
            """\
Depot meets here already; /assembly show says more of it. To found one for this room
alone: /assembly found NAME where:here\
""",
            "Depot meets here already; /assembly show says more of it.",
            "An assembly needs a name. For example: /assembly found Depot",
            "I don't speak “tlh” yet. I speak English (en) and español (es).",
            "That is too long: every vote would have to last that long. 4 weeks is the most.",
            "I need a length of time there, not a date. Try: 12h",
            "Nobody else keeps this assembly. Make another member a steward first: /steward name NAME",
            "That person is not on the roll. To put them on it: /member enrol NAME",
            """\
You are not on the roll, so there is nothing to leave. To have all erased that I keep of
you: /member forget-me\
""",
            """\
People at a terminal and people on a network can't be in one assembly: nobody could tell
who sits at the terminal. Found an assembly of its own for it.\
""",
        ]
    )
