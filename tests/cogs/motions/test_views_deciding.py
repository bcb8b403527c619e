"""Golden cards of how a motion is decided: thresholds, quorums, consensus, extension."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from fractions import Fraction

from inline_snapshot import snapshot

from bot.api.card import View
from bot.api.speech import Features
from bot.ballots.fitting import NeedsASize, SecretConsensus
from bot.ballots.rules import CONSENSUS, UNANIMOUS, Tally, Votes
from bot.ballots.threshold import NoQuorum
from bot.dates.hour import Hour
from bot.languages import speech
from cogs.motions.rules import consensus, errors, motion
from cogs.motions.rules.motion import EXTENDED_BY, Motion
from cogs.motions.rules.terms import Terms
from cogs.motions.views import cards, drafts
from cogs.motions.views.errors import ALL
from cogs.motions.views.extension import extended_card
from tests.talk import START, lines_of

MATRIX = Features(prefix="!", reactions=True)


def said(view: View) -> list[str]:
    return lines_of(view(speech("en", "Europe/Berlin", START, MATRIX)))


def a_motion(terms: Terms) -> Motion:
    return motion.move(1, 12, 100, "Buy a kettle", "", terms, START)


def open_by(terms: Terms, roll: int = 0) -> Motion:
    return motion.open_voting(a_motion(terms), 5, timedelta(hours=12), START, roll)


def test_a_draft_with_every_term() -> None:
    terms = Terms(
        threshold=CONSENSUS,
        quorum_share=Fraction(1, 3),
        size=45,
        closes=timedelta(hours=48),
        hour=Hour(time(18), "Europe/Berlin"),
        votes=Votes.AT_END,
        extend_once=True,
    )
    assert said(drafts.draft_card(cards.Shown(a_motion(terms), frozenset(), Tally()))) == snapshot(
        [
            "Motion 12 · a draft; nothing is voted on yet",
            "Buy a kettle",
            "Moved by member 100.",
            "If it is voted on, it needs that nobody blocks it, and 1/3 of all (at least of 45 people) must take part.",
            "Voting is open for 2 days, and then until it is 18:00.",
            "Nobody sees the count until the close. Then everyone sees who voted how.",
            "If too few take part, voting goes on for 24 hours more, once.",
            "One more member has to second it, then voting opens.",
            "Second it: /motion second 12",
        ]
    )


def test_a_share_as_quorum() -> None:
    opened = open_by(Terms(quorum_share=Fraction(1, 3), size=45, extend_once=True), 12)
    shown = cards.Shown(opened, frozenset({101}), Tally(8, 2, 1), turnout=11)
    assert said(cards.vote_card(shown)) == snapshot(
        [
            "Motion 12 · vote until Thu 4 Jun, 14:00 (in 3 days)",
            "Buy a kettle",
            "Moved by member 100, seconded by member 101. Everyone can see who votes how.",
            "For 8",
            "Against 2",
            "Abstain 1",
            "Needs more than half of the votes cast: more than 5 of 10; has 8.",
            "15 must take part (1/3 of 45): 11 have, 4 to go.",
            "If too few have taken part by then, it stays open for 24 hours more, once.",
            "React ✅ for, ❌ against, ⚪ abstain, or write: /vote 12 for",
        ]
    )


def test_consensus() -> None:
    opened = open_by(Terms(threshold=CONSENSUS))
    tallies = (Tally(), Tally(8, abstentions=1, stand_asides=2), Tally(8, blocks=1), Tally(8, blocks=2))
    assert [said(cards.vote_card(cards.Shown(opened, frozenset(), t)))[3:] for t in tallies] == snapshot(
        [
            [
                "For 0",
                "Abstain 0",
                "Stand aside 0",
                "Block 0",
                "Needs that nobody blocks it, and at least one vote for: there is none yet.",
                "React ✅ for, ⚪ abstain, 🟡 stand aside, or write: /vote 12 for",
                "To stop it, with your reason: /ballot block 12 YOUR REASON",
            ],
            [
                "For 8",
                "Abstain 1",
                "Stand aside 2",
                "Block 0",
                "Needs that nobody blocks it: nobody has.",
                "React ✅ for, ⚪ abstain, 🟡 stand aside, or write: /vote 12 for",
                "To stop it, with your reason: /ballot block 12 YOUR REASON",
            ],
            [
                "For 8",
                "Abstain 0",
                "Stand aside 0",
                "Block 1",
                "Needs that nobody blocks it: 1 blocks it.",
                "React ✅ for, ⚪ abstain, 🟡 stand aside, or write: /vote 12 for",
                "To stop it, with your reason: /ballot block 12 YOUR REASON",
            ],
            [
                "For 8",
                "Abstain 0",
                "Stand aside 0",
                "Block 2",
                "Needs that nobody blocks it: 2 block it.",
                "React ✅ for, ⚪ abstain, 🟡 stand aside, or write: /vote 12 for",
                "To stop it, with your reason: /ballot block 12 YOUR REASON",
            ],
        ]
    )


def test_unanimous() -> None:
    opened = open_by(Terms(threshold=UNANIMOUS))
    tallies = (Tally(), Tally(8, abstentions=1), Tally(8, 1), Tally(8, 2))
    assert [said(cards.vote_card(cards.Shown(opened, frozenset(), t)))[-2] for t in tallies] == snapshot(
        [
            "Needs that nobody is against, and at least one vote for: there is none yet.",
            "Needs that nobody is against: nobody is.",
            "Needs that nobody is against: 1 is.",
            "Needs that nobody is against: 2 are.",
        ]
    )


def test_the_notice_of_the_extension_says_how_many_and_not_what() -> None:
    opened = replace(open_by(Terms(quorum=15)), extended=True)
    assert said(extended_card(opened, 12, START + EXTENDED_BY)) == snapshot(
        [
            "Too few have taken part in the vote on motion 12: 12, and 15 must. It stays open once more, until Tue 2 Jun, 14:00. To vote: /vote 12 for"
        ]
    )


def test_refusals_say_what_would_work() -> None:
    assert [
        said(ALL[type(e)](e))
        for e in (
            NoQuorum("a few"),
            NeedsASize(Fraction(1, 3)),
            SecretConsensus(),
            errors.DebateTooLong(timedelta(days=60)),
            consensus.NobodyIsAgainst(12),
            consensus.OnlyByConsensus(12),
            consensus.BlockNeedsReason(12),
        )
    ] == snapshot(
        [
            [
                "“a few” does not say how many must take part. Give a number up to 1,000,000, or a share of all. Try: 15, 1/3, 30%"
            ],
            [
                "Here anyone may take part, so nobody can say how many 1/3 of all would be. Give a number (quorum:15), or have the stewards say how many people you are: /assembly settings size:45"
            ],
            [
                "Under consensus whoever blocks says why, for all to read, so that vote can't be secret. Add votes:open-at-end, or choose another threshold."
            ],
            ["A debate can last 2 months at most. Give a shorter one, such as debate:24h."],
            [
                "Motion 12 is decided by consensus, so nobody votes against. If you disagree and can live with it: /vote 12 stand-aside. To stop it, with your reason: /ballot block 12 YOUR REASON"
            ],
            [
                "Motion 12 is not decided by consensus: nobody can block it or stand aside. You can vote for, against or abstain: /vote 12 against"
            ],
            [
                "This stops the motion. Why? Everyone can read your reason. Without one I count nothing.",
                "To block motion 12: /ballot block 12 YOUR REASON",
            ],
        ]
    )
