"""Golden cards of amendments: what members read of a change, word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from inline_snapshot import snapshot

from bot.api.card import View
from bot.api.number import Numbered
from bot.api.speech import Features
from bot.ballots.rules import Tally
from bot.languages import speech
from cogs.motions.rules import amendment as rules
from cogs.motions.rules import motion
from cogs.motions.rules.amendment import Fall
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.opening import Draft
from cogs.motions.rules.state import State
from cogs.motions.rules.terms import Terms
from cogs.motions.views import amendments, drafts
from cogs.motions.views.amendments import Amended
from cogs.motions.views.cards import Shown
from tests.talk import START, lines_of

MATRIX = Features(prefix="!", reactions=True)
TEXT = "We stop work at noon on Friday. We meet at the gate, and walk to the town hall."


def said(view: View) -> list[str]:
    return lines_of(view(speech("en", "Europe/Berlin", START, MATRIX)))


def a_motion(text: str = TEXT) -> Motion:
    return motion.move(1, Numbered(12), 100, "Noon on Friday", text, Terms(), START)


def amended(main: Motion, text: str, **changes: object) -> Amended:
    made = rules.amend(main, (), 101, text, timedelta(hours=12), START)
    shown = Shown(replace(made, **changes), frozenset(), Tally())  # type: ignore[arg-type]
    return Amended(shown, (main.title, main.text))


def test_an_amendment_of_a_text() -> None:
    new = "We stop work at 1 pm on Friday. We meet at the gate, with our banners, and walk home."
    assert said(amendments.amendment_card(amended(a_motion(), new))) == snapshot(
        [
            "Amendment 12.1 to motion 12 · a draft",
            "Noon on Friday",
            "Moved by member 101.",
            "After “We stop work at”:",
            "Take out: noon",
            "Put in: 1 pm",
            "After “… meet at the gate,”:",
            "Take out: and walk to the town hall",
            "Put in: with our banners, and walk home",
            "With it, the motion reads:",
            "We stop work at 1 pm on Friday. We meet at the gate, with our banners, and walk home.",
            "If it is voted on, it needs more than half of the votes cast.",
            "Voting is open for 12 hours.",
            "One more member has to second it, then it is voted on before motion 12.",
            "Second it: /motion second 12.1",
            "Or the member who moved motion 12 accepts it: /motion accept 12.1",
            "If neither is done before voting on motion 12 opens, it falls.",
        ]
    )


def test_an_amendment_of_a_title() -> None:
    assert said(amendments.amendment_card(amended(a_motion(""), "Friday => Monday"))) == snapshot(
        [
            "Amendment 12.1 to motion 12 · a draft",
            "Noon on Friday",
            "Moved by member 101.",
            "After “Noon on”:",
            "Take out: Friday",
            "Put in: Monday",
            "With it, the motion reads:",
            "Noon on Monday",
            "If it is voted on, it needs more than half of the votes cast.",
            "Voting is open for 12 hours.",
            "One more member has to second it, then it is voted on before motion 12.",
            "Second it: /motion second 12.1",
            "Or the member who moved motion 12 accepts it: /motion accept 12.1",
            "If neither is done before voting on motion 12 opens, it falls.",
        ]
    )


def test_the_vote_on_an_amendment() -> None:
    one = amended(a_motion(), "noon => 1 pm")
    opened = motion.open_voting(one.amendment, 5, timedelta(hours=12), START)
    shown = replace(one.shown, motion=opened, seconders=frozenset({102}), tally=Tally(3, 1, 0), turnout=4)
    assert said(amendments.vote_card(replace(one, shown=shown))) == snapshot(
        [
            "Amendment 12.1 to motion 12 · vote until Tue 2 Jun, 02:00 (in 12 hours)",
            "Noon on Friday",
            "Moved by member 101, seconded by member 102. Everyone can see who votes how.",
            "After “We stop work at”:",
            "Take out: noon",
            "Put in: 1 pm",
            "With it, the motion reads:",
            "We stop work at 1 pm on Friday. We meet at the gate, and walk to the town hall.",
            "Motion 12 is voted on after this.",
            "For 3",
            "Against 1",
            "Abstain 0",
            "Needs more than half of the votes cast: more than 2 of 4; has 3.",
            "React ✅ for, ❌ against, ⚪ abstain, or write: /vote 12.1 for",
        ]
    )


def test_a_motion_that_has_changed() -> None:
    one = amended(a_motion(), "noon => 1 pm", state=State.CARRIED, accepted=True)
    assert said(amendments.amended_card(one)) == snapshot(
        [
            "Motion 12 has changed: amendment 12.1 is in it now",
            "The member who moved motion 12 accepted it.",
            "After “We stop work at”:",
            "Take out: noon",
            "Put in: 1 pm",
            "Read the motion: /motion show 12",
        ]
    )
    assert said(amendments.amendment_card(one))[0] == snapshot(
        "Amendment 12.1 to motion 12 · accepted by the motion's mover"
    )


def test_why_an_amendment_falls() -> None:
    assert [said(amendments.fallen_card(Numbered.of(12, 1), why))[0] for why in Fall] == snapshot(
        [
            "Amendment 12.1 falls: nobody accepted it, and too few seconded it before voting on motion 12.",
            "Amendment 12.1 falls: motion 12 already reads as it asks.",
            "Amendment 12.1 falls, because motion 12 is at its end.",
        ]
    )


def test_only_the_ends_of_lines_are_changed() -> None:
    one = amended(a_motion("One.\nTwo."), "One. Two.")
    assert said(amendments.amendment_card(one))[3:5] == snapshot(
        ["After “One.”:", "The words stay; only where a line ends is changed."]
    )


def test_more_changes_than_a_card_holds() -> None:
    before = " ".join(f"word{n} stays here always" for n in range(20))
    after = before.replace("word", "other")
    lines = said(amendments.amendment_card(amended(a_motion(before), after)))
    assert [line for line in lines if line.startswith(("And ", "Read all"))] == snapshot(
        ["And 14 more changes.", "Read all of it as it would be: /motion show 12.1"]
    )


def test_a_draft_that_waits() -> None:
    main = replace(a_motion(""), id=1, debate_until=START + timedelta(hours=24))
    first = replace(amended(main, "Friday => Monday").amendment, id=2, state=State.OPEN)
    second = replace(amended(main, "Noon => One").amendment, id=3, number=Numbered.of(12, 2))
    draft = Draft(main, (first, second), {1: 1})
    assert said(drafts.draft_card(Shown(main, frozenset({102}), Tally()), draft)) == snapshot(
        [
            "Motion 12 · a draft; nothing is voted on yet",
            "Noon on Friday",
            "Moved by member 100, seconded by member 102.",
            "If it is voted on, it needs more than half of the votes cast.",
            "Voting is open for 3 days.",
            "It has its seconds.",
            "Debate until Tue 2 Jun, 14:00; then voting opens.",
            "Decided first: 12.1. Then voting opens by itself.",
            "Amendments that are proposed: 12.2.",
            "They fall if nobody accepts or seconds them before voting opens.",
        ]
    )
