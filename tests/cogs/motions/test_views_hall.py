"""Golden cards of the hall, and of what is reported and set aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from inline_snapshot import snapshot

from bot.api.number import Numbered
from bot.ballots.rules import Tally
from cogs.motions.rules import conduct, hall
from cogs.motions.rules.conduct import SetAside
from cogs.motions.rules.hall import Teller
from cogs.motions.rules.result import Report
from cogs.motions.rules.state import State
from cogs.motions.views import cards
from cogs.motions.views import conduct as views
from cogs.motions.views import hall as answers
from cogs.motions.views.hall import ERRORS
from tests.cogs.motions.test_views import a_motion, an_open_one, decided, said
from tests.talk import START

TWELVE = Numbered(12)


def test_a_decided_card_reads_both_counts() -> None:
    motion = replace(decided(State.CARRIED, Report(14, 3, 0, 0)), quorum=0, number=Numbered(12))
    there = hall.InTheHall(10, Tally(9, 1), (Teller(100), Teller(name="Ben")))
    shown = cards.Shown(motion, frozenset({101}), Tally(14, 3), hall=there)
    assert said(cards.vote_card(shown)) == snapshot(
        [
            "Motion 12 · carried, Mon 1 Jun, 14:00",
            "Stop work at noon on Friday",
            "Moved by member 100, seconded by member 101.",
            "Every Friday.",
            "For 23",
            "Against 4",
            "Abstain 0",
            "Needs more than half of the votes cast: more than 13.5 of 27; has 23.",
            "Online 14 to 3. In the hall 9 to 1, told by member 100 and Ben. Together 23 to 4.",
        ]
    )


def test_wherever_blocs_count_the_hall_is_said_to_count_in_none() -> None:
    motion = replace(an_open_one(), double=True)
    there = cards.Shown(motion, frozenset({101}), Tally(14, 3), hall=hall.InTheHall(2))
    for card in (
        cards.vote_card(there),
        answers.ticked(motion, ["Ben"], 1, False),
        answers.told(motion, Tally(9, 1), 10),
    ):
        assert "Votes in the hall count in no bloc." in said(card)
    alone = cards.Shown(motion, frozenset({101}), Tally(14, 3))
    assert "Votes in the hall count in no bloc." not in said(cards.vote_card(alone))


def test_what_is_refused_in_the_hall_says_what_would_work() -> None:
    refused = (
        hall.VotedOnline(12, ("dan", "eva")),
        hall.MoreThanTicked(12, 10, 8),
        hall.TellersNeeded(12),
        hall.HallTooSmall(12, 3),
        hall.NotOnAnyRoll("zoe"),
    )
    assert [said(ERRORS[type(e)](e)) for e in refused] == snapshot(
        [
            [
                "dan and eva have voted already online on motion 12, so nobody was ticked. To vote in the hall instead, take those votes back first: /motion take-back 12"
            ],
            [
                "Told: 10. Ticked: 8. Missing: 2. Tick everyone who votes in the hall, so that nobody votes twice: /ballot tick 12 NAME"
            ],
            ['Two people have to count in the hall. Say who: /motion hall 12 tellers:"Ana and Ben"'],
            [
                "This vote is secret, and 3 people in the hall are so few that the count would show who chose what: it takes 5. Take the ticks away, and let them vote online: /ballot tick 12 NAME undo:yes"
            ],
            [
                '“zoe” is nobody on the roll, so nobody was ticked. Give accounts or initials with commas between them; to put somebody without an account on the roll: /member add "A. B."'
            ],
        ]
    )


def test_what_is_read_of_a_report_and_a_setting_aside() -> None:
    aside = conduct.hidden(an_open_one(), "It names a private person")
    found = SetAside("It names a private person", 100, START)
    shown = (
        views.report_told(a_motion(), 0, ["It names my neighbour"]),
        views.proposed_told(a_motion(), 5, found),
        views.set_aside_card(aside.number, aside.set_aside_for),
        views.restored_card(an_open_one(), Numbered(14), 0, START + timedelta(hours=12)),
        views.reported(TWELVE, 1),
    )
    assert [said(view) for view in shown] == snapshot(
        [
            [
                "Motion 12 was reported: Stop work at noon on Friday",
                "It names my neighbour",
                "Read it: /motion show 12. To set it aside, two stewards cite a principle:",
                "/text set-aside 12 principle:PRINCIPLE",
            ],
            [
                "A suggestion to motion 12",
                "A steward wants it set aside, for this reason:",
                "It names a private person",
                "If you agree: /text set-aside 12 suggestion:5",
            ],
            [
                "Motion 12 was set aside by two stewards: It names a private person",
                "Three members may appeal: /text appeal 12",
            ],
            [
                "Motion 12 is shown again: motion 14 was carried.",
                "Voting on it goes on until Tue 2 Jun, 02:00. Votes from before stand; reactions from the time in between do not count: vote again.",
            ],
            [
                "Reported to 1 steward, without your name. Two stewards have to agree before motion 12 is set aside, and neither may be the one who wrote it: there are not enough. Ask in the assembly for more stewards."
            ],
        ]
    )
