"""Golden cards: what members read, word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from inline_snapshot import snapshot

from bot.api.card import View
from bot.api.speech import Features
from bot.ballots.fitting import NeedsARoll
from bot.ballots.rules import CONSENSUS, MAJORITY, UNANIMOUS, Base, Tally, Threshold, Votes
from bot.ballots.threshold import NoThreshold
from bot.languages import speech
from cogs.motions.rules import errors, motion
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.result import Report, written
from cogs.motions.rules.state import State
from cogs.motions.rules.terms import Terms
from cogs.motions.rules.turnout import Turnout
from cogs.motions.views import cards, drafts, notices, refusals, reminding
from cogs.motions.views.errors import ALL
from tests.talk import START, lines_of

MATRIX = Features(prefix="!", reactions=True)


def said(view: View) -> list[str]:
    return lines_of(view(speech("en", "Europe/Berlin", START, MATRIX)))


def a_motion(**changes: object) -> Motion:
    terms = Terms(quorum=15)
    made = motion.move(1, 12, 100, "Stop work at noon on Friday", "Every Friday.", terms, START)
    return replace(made, **changes)  # type: ignore[arg-type]


def an_open_one() -> Motion:
    return motion.open_voting(a_motion(), 5, timedelta(hours=12), START)


def decided(state: State, report: Report) -> Motion:
    return replace(an_open_one(), state=state, ended_at=START, report=written(report))


def test_the_draft() -> None:
    assert said(drafts.draft_card(cards.Shown(a_motion(), frozenset(), Tally()))) == snapshot(
        [
            "Motion 12 · a draft; nothing is voted on yet",
            "Stop work at noon on Friday",
            "Moved by member 100.",
            "Every Friday.",
            "If it is voted on, it needs more than half of the votes cast, and 15 must take part.",
            "Voting is open for 3 days.",
            "One more member has to second it, then voting opens.",
            "Second it: /motion second 12",
        ]
    )


def test_the_vote() -> None:
    shown = cards.Shown(an_open_one(), frozenset({101}), Tally(8, 2, 1), turnout=11)
    assert said(cards.vote_card(shown)) == snapshot(
        [
            "Motion 12 · vote until Thu 4 Jun, 14:00 (in 3 days)",
            "Stop work at noon on Friday",
            "Moved by member 100, seconded by member 101. Everyone can see who votes how.",
            "Every Friday.",
            "For 8",
            "Against 2",
            "Abstain 1",
            "Needs more than half of the votes cast: more than 5 of 10; has 8.",
            "15 must take part: 11 have, 4 to go.",
            "React ✅ for, ❌ against, ⚪ abstain, or write: /vote 12 for",
        ]
    )


def a_sealed_one(**changes: object) -> cards.Shown:
    sealed = replace(an_open_one(), votes=Votes.AT_END, **changes)  # type: ignore[arg-type]
    return cards.Shown(sealed, frozenset({101}), Tally(entitled=45), turnout=19)


def test_a_vote_that_is_open_at_its_end() -> None:
    assert said(cards.vote_card(a_sealed_one())) == snapshot(
        [
            "Motion 12 · vote until Thu 4 Jun, 14:00 (in 3 days)",
            "Stop work at noon on Friday",
            "Moved by member 100, seconded by member 101. Nobody sees the count until the close. Then everyone sees who voted how.",
            "Every Friday.",
            "19 of 45 have voted.",
            "Needs more than half of the votes cast.",
            "15 must take part: 19 have.",
            "Vote where we are alone: open a chat with me. There, write: /vote 12 for",
        ]
    )


def test_the_same_where_only_one_person_sees_what_they_press() -> None:
    say = speech("en", "Europe/Berlin", START, Features("/", buttons=True, reactions=True, whispers=True))
    card = cards.vote_card(a_sealed_one(threshold=Threshold(Fraction(2, 3), Base.ROLL), quorum=0))(say)
    assert lines_of(card)[3:] == snapshot(
        [
            "Every Friday.",
            "19 of 45 have voted.",
            "Needs at least 2/3 of everyone entitled to vote: at least 30 of 45.",
            "Press a button, or use the command; only you see it: /vote 12 for",
        ]
    )
    assert [button.label for button in card.buttons] == ["For", "Against", "Abstain"]
    assert card.reactions == ()


def test_the_same_in_a_chat_with_the_bot_by_consensus() -> None:
    say = replace(speech("en", "Europe/Berlin", START, MATRIX), alone=True)
    card = cards.vote_card(a_sealed_one(threshold=CONSENSUS, quorum=0))(say)
    assert lines_of(card)[3:] == snapshot(
        [
            "Every Friday.",
            "19 of 45 have voted.",
            "Needs that nobody blocks it.",
            "To vote, write: /vote 12 for",
            "To stop it, with your reason: /ballot block 12 YOUR REASON",
        ]
    )
    assert [button.label for button in card.buttons] == ["For", "Abstain", "Stand aside", "Block"]


def test_where_nobody_is_named_it_is_not_promised() -> None:
    shown = replace(a_sealed_one(), unnamed=True)
    assert "Nobody sees the count until the close, and nobody is named." in said(cards.vote_card(shown))[2]


@pytest.mark.parametrize("threshold", [MAJORITY, UNANIMOUS, CONSENSUS, Threshold(Fraction(1, 2), Base.ROLL)])
def test_a_sealed_card_is_the_same_whatever_the_votes_are(threshold: Threshold) -> None:
    drawn = [
        said(cards.vote_card(replace(a_sealed_one(threshold=threshold), tally=tally)))
        for tally in (Tally(entitled=45), Tally(19, 0, 0, 45), Tally(3, 9, 7, 45), Tally(3, 0, 7, 45, 4, 5))
    ]
    assert drawn == drawn[:1] * 4


def test_a_reminder_names_nobody() -> None:
    sealed = a_sealed_one().motion
    assert said(reminding.reminder_card(sealed, Turnout(19, 45))) == snapshot(
        [
            "Motion 12 · vote until Thu 4 Jun, 14:00 (in 3 days)",
            "Stop work at noon on Friday",
            "19 of 45 have voted. Is yours waiting?",
        ]
    )
    assert said(reminding.own_reminder_card(sealed)) == snapshot(
        [
            "Your vote on motion 12 is waiting: Stop work at noon on Friday. Voting is open until Thu 4 Jun, 14:00."
        ]
    )


def test_a_vote_of_two_thirds_of_the_roll() -> None:
    opened = replace(an_open_one(), threshold=Threshold(Fraction(2, 3), Base.ROLL), quorum=0)
    shown = cards.Shown(opened, frozenset({101}), Tally(8, 2, 1, 40), unnamed=True)
    assert said(cards.vote_card(shown)) == snapshot(
        [
            "Motion 12 · vote until Thu 4 Jun, 14:00 (in 3 days)",
            "Stop work at noon on Friday",
            "Moved and seconded by members. Everyone can see who votes how.",
            "Every Friday.",
            "For 8",
            "Against 2",
            "Abstain 1",
            "Needs at least 2/3 of everyone entitled to vote: at least 27 of 40; has 8.",
            "React ✅ for, ❌ against, ⚪ abstain, or write: /vote 12 for",
        ]
    )


def test_a_result_with_everything_unusual() -> None:
    report = Report(12, 3, 1, 0, away=2400, late=2, gone=1, removed=1, without_removed="carried", unread=True)
    assert said(notices.result_card(decided(State.CARRIED, report), report)) == snapshot(
        [
            "Motion 12 is carried: Stop work at noon on Friday",
            "For 12, against 3, abstain 1. It needed more than half of the votes cast: more than 7.5 of 15. 15 had to take part; 16 did.",
            "Counted again from the room after 40 minutes offline: 2 votes had come in meanwhile.",
            "1 reaction was gone when I read them again; its ballot stands.",
            "1 ballot is from a person who had left by the count; it stands. Without it the outcome would be: carried.",
            "I could not read the reactions in the room again; this counts the votes I had.",
            "Check it yourself: /motion export 12",
        ]
    )


def test_a_result_without_quorum() -> None:
    report = Report(2, 1, 0, 0)
    plain = replace(decided(State.CARRIED, report), quorum=0)
    assert said(notices.result_card(plain, report)) == snapshot(
        [
            "Motion 12 is carried: Stop work at noon on Friday",
            "For 2, against 1, abstain 0. It needed more than half of the votes cast: more than 1.5 of 3. 3 voted; no quorum was set.",
            "Check it yourself: /motion export 12",
        ]
    )


def test_too_few() -> None:
    report = Report(10, 2, 0, 0)
    assert said(notices.result_card(decided(State.INQUORATE, report), report)) == snapshot(
        [
            "Motion 12 is not decided: Stop work at noon on Friday",
            "For 10, against 2, abstain 0. It needed more than half of the votes cast: more than 6 of 12. 15 had to take part; 12 did.",
            "Check it yourself: /motion export 12",
        ]
    )


def test_refusals_say_what_would_work() -> None:
    assert [
        said(ALL[type(e)](e))
        for e in (
            errors.NoMotion(21, (12, 14)),
            errors.MoverCannotSecond(12),
            errors.VotingClosed(12, START),
            errors.NotInTheElectorate(12),
            NoThreshold("99/2"),
            NeedsARoll(),
            errors.VoteTooShort(timedelta(hours=12)),
        )
    ] == snapshot(
        [
            ["There is no motion 21 here. Undecided now: 12 and 14. See them: /motion list"],
            [
                "You moved motion 12, so somebody else has to second it. Ask a colleague to write: /motion second 12"
            ],
            [
                "Voting on motion 12 closed at Mon 1 Jun, 14:00; your vote came after and was not counted. See it: /motion show 12"
            ],
            [
                "Voting on motion 12 began before you joined, so you have no vote on it. See what you can vote on: /now"
            ],
            [
                "“99/2” is no threshold: it has to be a share of the votes. Try: half, 2/3, 3/4 of the roll, unanimous, consensus"
            ],
            [
                "Here anyone may take part, so nobody can say how many a share of the roll would be. Use votes cast (2/3), or have the stewards keep a roll: /assembly settings roll:listed"
            ],
            [
                "In this assembly a vote is open for at least 12 hours, so that people on shift can take part. Give a later close, such as closes:72h."
            ],
        ]
    )


def test_every_refusal_has_words() -> None:
    kinds = {
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and kind.__module__ == errors.__name__
    }
    assert kinds == set(refusals.ERRORS)
