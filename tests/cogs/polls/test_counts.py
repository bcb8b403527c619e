"""What a count comes to, and how it is told: in words, tables and pictures."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.api.ask import Recount
from bot.api.card import Card, Table
from bot.api.drawing import picture
from bot.api.number import Numbered
from bot.api.speech import Speech
from bot.ballots.ballot import READ_AT_CLOSE, PaperBallot
from bot.ballots.counting.election import Method
from bot.ballots.paper import Paper
from bot.platforms.discord.render import TOTAL, Renderer
from cogs.polls.rules.option import Option
from cogs.polls.rules.outcome import Outcome, declared, outcome_of, read, with_next, with_refused, written
from cogs.polls.rules.poll import Kind, Poll, State
from cogs.polls.views import bars_chart, chart
from cogs.polls.views.figures import votes
from cogs.polls.views.result import elected_card
from cogs.polls.views.stages import stages
from cogs.polls.views.told import Told
from tests.platforms.faces import discord, matrix, terminal
from tests.talk import lines_of

NOW = datetime(2026, 6, 20, tzinfo=UTC)
SAY = Speech("en", ZoneInfo("UTC"), NOW)
RANKED = [Method.STV, Method.IRV, Method.SCHULZE, Method.APPROVAL]


def election(names: list[str], seats: int, method: Method, **more: Any) -> Poll:
    options = tuple(Option(n, name, member=n) for n, name in enumerate(names, 1))
    poll = Poll(1, Numbered(4), Kind.ELECTION, "Delegates", None, NOW, state=State.ENDED, id=1, seed="9f3c")
    return replace(poll, options=options, seats=seats, method=method, **more)


def counted(poll: Poll, papers: Counter[Paper]) -> tuple[Poll, Outcome]:
    """The poll with its outcome, as it is read again from where it is stored."""
    outcome = outcome_of(poll, papers, entitled=papers.total())
    return replace(poll, result=written(outcome)), read(written(outcome))


def pages(poll: Poll, outcome: Outcome) -> list[Card]:
    """All pages of the stages, one button after the other."""
    found, start = [], 1
    while start:
        found.append(stages(Told(poll, outcome), start)(SAY))
        onward = [b for b in found[-1].buttons if b.command == "election count"]
        start = int(onward[0].arguments["stage"]) if onward else 0
    return found


def words(card: Card) -> str:
    return "\n".join(lines_of(card))


@st.composite
def elections(draw: st.DrawFn) -> tuple[Poll, Counter[Paper]]:
    """Few candidates and few ballots, so that ties are common; some withdraw, some can be reopened."""
    method = draw(st.sampled_from(RANKED))
    names = draw(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=7))
    poll = election(names, 1 if method is Method.IRV else draw(st.integers(1, 4)), method)
    gone = draw(st.sets(st.integers(1, len(names)), max_size=2))
    options = [replace(option, withdrawn=option.n in gone) for option in poll.options]
    if draw(st.booleans()):
        options.append(Option(len(names) + 1, reopens=True))
    one = st.lists(st.integers(1, len(options)), unique=True, max_size=5).map(tuple)
    papers = draw(st.lists(one, max_size=30))
    return replace(poll, options=tuple(options)), Counter(papers)


@settings(max_examples=60)
@given(elections())
def test_every_count_is_told_to_its_end_and_names_whoever_is_elected(
    drawn: tuple[Poll, Counter[Paper]],
) -> None:
    poll, papers = drawn
    poll, outcome = counted(poll, papers)
    assert outcome == outcome_of(poll, papers, entitled=papers.total())
    said = words(elected_card(Told(poll, outcome))(SAY))
    whole = "\n".join(words(card) for card in pages(poll, outcome))
    for n in outcome.elected:
        option = poll.option(n)
        assert option is not None
        assert f"{option.text} (member {n})" in said.replace("\r", "\n") or option.text in said
        assert option.text in whole
    assert ("Nobody is elected." in said) == (not outcome.elected)
    assert len(outcome.elected) + outcome.empty == poll.seats
    svg, alt = drawn_of(poll, outcome)
    assert len(alt) <= chart.LONGEST
    if svg and all(c.isprintable() for option in poll.options for c in option.text):
        assert ElementTree.fromstring(svg).tag.endswith("svg")


def drawn_of(poll: Poll, outcome: Outcome) -> tuple[str, str]:
    result = outcome.result
    if result is not None and result.stages[0].needed:
        return chart.drawing(SAY, poll, outcome, result), chart.described(SAY, poll, outcome, result)
    shown = bars_chart.bars(SAY, poll, outcome)
    return (bars_chart.drawing(poll, shown), bars_chart.described(shown)) if shown else ("", "")


def _crowd(candidates: int) -> tuple[Poll, Outcome]:
    """So many candidates with long names, each with more ballots than the one before, and all their ways."""
    names = [
        f"Candidate *{n}* with_a_rather_long `name`, of the night shift at the harbour"
        for n in range(candidates)
    ]
    poll = election(names, 3, Method.STV)
    papers: Counter[Paper] = Counter()
    for n in range(1, candidates + 1):
        for step in range(1, candidates):
            papers[(n, (n + step - 1) % candidates + 1)] += n
    return counted(poll, papers)


def test_thirty_candidates_and_their_stages_fit_every_face_page_by_page() -> None:
    poll, outcome = _crowd(30)
    assert outcome.result is not None
    assert len(outcome.result.stages) >= 25
    shown: list[str] = []
    for card in pages(poll, outcome):
        assert [face.show(card).broken for face in (discord(), matrix(), terminal())] == [(), (), ()]
        embeds = Renderer("/", lambda: "somebody").embeds(card)
        text = "\n".join(embed.description or "" for embed in embeds)
        assert len(text) <= TOTAL
        assert "not transferable" in text
        [table] = [block for block in card.blocks if isinstance(block, Table)]
        shown += table.head[1:]
        assert all(len(cell) <= 20 for row in table.rows for cell in row)
    assert shown == [f"Stage {n}" for n in range(1, len(outcome.result.stages) + 1)]


@pytest.mark.parametrize("method", [Method.SCHULZE, Method.APPROVAL])
def test_fifty_options_and_twenty_seats_fit_every_face(method: Method) -> None:
    poll, _ = _crowd(50)
    poll = replace(poll, seats=20, method=method)
    papers: Counter[Paper] = Counter()
    for n in range(1, 51):
        papers[tuple(dict.fromkeys((n, n % 50 + 1, (n * 7) % 50 + 1)))] += 1
    poll, outcome = counted(poll, papers)
    cards = [elected_card(Told(poll, outcome))(SAY), *pages(poll, outcome)]
    assert len(cards) == 2
    for card in cards:
        assert [face.show(card).broken for face in (discord(), matrix(), terminal())] == [(), (), ()]
        embeds = Renderer("/", lambda: "somebody").embeds(card)
        shown = "\n".join(embed.description or "" for embed in embeds)
        assert len(shown) <= TOTAL
        assert not shown.endswith("…")
    [table] = [block for block in cards[1].blocks if isinstance(block, Table)]
    assert len(table.rows) == (49 if method is Method.SCHULZE else 50)


@pytest.mark.parametrize("candidates", [2, 12, 20, 30])
async def test_the_chart_of_few_and_of_many_is_a_picture_with_words_beside_it(candidates: int) -> None:
    poll, outcome = _crowd(max(candidates, 4))
    svg, alt = drawn_of(poll, outcome)
    assert svg.count('font-weight="bold"') == 1 + min(max(candidates, 4), chart.MOST)
    png = await picture(svg)
    assert png is None or png.startswith(b"\x89PNG")
    assert alt.startswith("Votes at each stage. It takes ")
    assert len(alt) <= chart.LONGEST
    for captions in (True, False):  # where the words stand under the picture, the card does not say them too
        say = replace(SAY, face=replace(SAY.face, captions=captions))
        assert (alt in words(stages(Told(poll, outcome), 1, alt)(say))) != captions


def test_a_tie_says_who_was_level_what_decided_and_how_to_draw_the_lot_again() -> None:
    poll = election(["Ana", "Ben", "Chi", "Dara"], 1, Method.IRV)
    papers: Counter[Paper] = Counter({(1,): 2, (2,): 2, (3,): 2, (4,): 5})
    poll, outcome = counted(poll, papers)
    said = "\n".join(words(card) for card in pages(poll, outcome))
    tie = outcome.result.ties[0] if outcome.result else None
    assert tie is not None
    names = {n: option.text for n, option in enumerate(poll.options, 1)}
    order = ", ".join(names[n] for n in tie.drawn)
    last = names[tie.taken[0]]
    assert "Ana, Ben, Chi were level with the least. The lot decided; " in said
    assert f"its order is {order}, and the last, {last}, goes." in said
    assert (
        "for each of them take the SHA-256 of 9f3c, a colon and their number (Ana is 1, Ben is 2, Chi is 3)"
    ) in said
    poll = election(["Ana", "Ben", "Chi", "Dara", "Eli"], 1, Method.IRV)
    poll, outcome = counted(poll, Counter({(1,): 9, (2,): 8, (3,): 4, (4,): 3, (5, 4): 1, (5,): 1}))
    said = "\n".join(words(card) for card in pages(poll, outcome))
    assert "Chi, Dara were level with the least. At stage 1 Dara had less than the others." in said


def test_once_reopening_has_a_seat_nobody_is_elected_for_being_left_over() -> None:
    poll = election(["Ana", "Ben"], 2, Method.STV)
    poll = replace(poll, options=(*poll.options, Option(3, reopens=True)))
    poll, outcome = counted(poll, Counter({(3,): 18, (1,): 2, (2,): 1}))
    assert (outcome.elected, outcome.empty) == ((), 2)
    said = "\n".join(words(card) for card in pages(poll, outcome))
    assert "Reopen nominations has 18 at stage 1 and takes a seat: it stays empty." in said
    assert 'Ana was left over at stage 3 with 2, but has no seat: once "Reopen nominations"' in said
    card = words(elected_card(Told(poll, with_next(outcome, Numbered(5))))(SAY))
    assert "2 seats stay empty. For that there is a new election, 5." in card


def test_footnotes_and_what_an_office_refused_are_said() -> None:
    poll = election(["Ana", "Ben"], 1, Method.APPROVAL)
    papers: Counter[Paper] = Counter({(1,): 2, (): 1})
    late = PaperBallot(1, 7, (1,), "reaction:m1:*", None, READ_AT_CLOSE)
    found = Recount(gone=frozenset({(7, late.source)}), away=timedelta(minutes=40), lost_places=True)
    outcome = outcome_of(poll, papers, entitled=9, ballots=[late], recount=found, alarm=True)
    assert (outcome.late, outcome.gone, outcome.away) == (1, 1, 2400)
    assert read(written(outcome)) == outcome
    said = words(elected_card(Told(poll, with_refused(outcome, [(1, "no")])))(SAY))
    assert "Ana could not take it up: no" in said
    assert "3 of 9 voted. 1 ballot names nobody who stands." in said
    assert "Counted again from the room after 40 minutes offline: 1 vote had come in meanwhile." in said
    assert "1 reaction was gone when I read them again; its ballot stands." in said
    assert "The running count was off. This result is counted from the ballots." in said


def test_who_is_declared_elected_was_not_voted_on() -> None:
    poll = election(["Ana"], 2, Method.STV)
    outcome = declared(poll)
    assert read(written(outcome)) == outcome
    assert (outcome.elected, outcome.empty) == ((1,), 1)
    said = words(elected_card(Told(poll, outcome))(SAY))
    assert "Nobody voted: no more stood than there are seats." in said
    assert "election export" not in said


def test_figures_are_exact_and_have_the_reader_s_decimal_sign() -> None:
    german = Speech("de", ZoneInfo("UTC"), NOW)
    assert votes(german, 899_999, 100_000) == "8,99999"
    assert votes(SAY, 123_456_700_000, 100_000) == "1,234,567"
    assert votes(SAY, 4, 1) == "4"


def test_dates_and_plain_questions_have_their_table_and_bars() -> None:
    poll = replace(election(["Mon", "Tue"], 1, Method.STV), kind=Kind.WHEN, method=None)
    poll, outcome = counted(poll, Counter({(1, 52): 2, (2,): 1}))
    assert outcome.best == (2,)
    [card] = pages(poll, outcome)
    [table] = [block for block in card.blocks if isinstance(block, Table)]
    assert table.rows == (("Mon", "2", "0"), ("Tue", "1", "2"))
    assert "Most chose: Tue." in words(card)
    assert drawn_of(poll, outcome)[1] == "Dark: yes; light: if need be. Mon: 2; Tue: 1 + 2."
