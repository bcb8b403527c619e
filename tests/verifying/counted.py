"""The example of docs/counting.md as a counted election, with its file, and a journal that is made to fit."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

from bot.api.number import Numbered
from bot.ballots import record as r
from bot.ballots.ballot import PaperBallot
from bot.ballots.counting.election import Method
from bot.ballots.paper import Paper
from bot.ballots.rules import Votes
from bot.verifying import Verdict, verified
from cogs.polls.rules import outcome
from cogs.polls.rules.export import Held
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll, State
from cogs.polls.rules.seed import drawn, seed
from tests.talk import START
from tests.verifying.making import END
from tests.verifying.polling import BEFORE, NUMBER, record
from tests.verifying.tampering import bind

LOT = seed(BEFORE, NUMBER, START)
NAMES = drawn(LOT, ("Ana", "Ben", "Chi", "Dara"))
ANA, BEN, CHI, DARA = (NAMES.index(name) + 1 for name in ("Ana", "Ben", "Chi", "Dara"))
PAPERS: tuple[Paper, ...] = (
    *[(ANA, BEN)] * 6,
    *[(ANA, CHI)] * 3,
    *[(ANA,)] * 3,
    *[(BEN, CHI)] * 2,
    *[(BEN,)] * 2,
    *[(CHI, BEN)] * 4,
    *[(DARA, CHI)] * 2,
    (DARA,),
)
"""The example of docs/counting.md."""
MARK = "a" * 64


def election(**more: Any) -> Poll:
    some = tuple(Option(n, name) for n, name in enumerate(NAMES, 1))
    plain = Poll(
        assembly=1,
        number=Numbered.of(NUMBER),
        kind=Kind.ELECTION,
        title="Delegates",
        asker=1,
        asked_at=START,
        state=State.ENDED,
        votes=Votes.AT_END,
        options=some,
        opened_at=START,
        closes_at=END,
        ended_at=END,
        box=1,
        seats=2,
        method=Method.STV,
        seed=LOT,
    )
    return replace(plain, **more)


def held(poll: Poll, papers: tuple[Paper, ...] = PAPERS) -> Held:
    """Thirty could vote, and those have whose papers these are."""
    ballots = [PaperBallot(1, n, paper, "word", None) for n, paper in enumerate(papers, 1)]
    receipts = [(f"{n:064x}", paper) for n, paper in enumerate(papers)]
    found = outcome.outcome_of(poll, Counter(papers), entitled=30)
    whole = Held(poll, found, frozenset(range(1, 31)), ballots, (), BEFORE)
    return replace(whole, ballots=(), receipts=receipts) if poll.votes is Votes.SECRET else whole


def plain(whole: Held | None = None) -> Any:
    return json.loads(r.written(record(whole or held(election()), named=False)))


def rebound(file: Any) -> Verdict:
    """What is said of the file with its journal written anew to fit, as by somebody who runs the bot."""
    said = file["counted"]["outcome"]
    facts = {key: said[key] for key in ("cast", "blank", "empty")}
    facts["elected"] = " ".join(map(str, said["elected"]))
    return verified(bind(file, "", facts, "counted"))


def stage(counted: Any, number: int) -> Any:
    return counted["outcome"]["count"]["stages"][number - 1]
