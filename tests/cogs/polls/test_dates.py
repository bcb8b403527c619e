"""Finding a date: which time is best, how people say when they can, and the meeting that follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.number import Numbered
from bot.api.press import LIMIT, pack, pack_menu
from bot.api.speech import Speech
from bot.ballots.paper import NEED_BE, Paper, option
from bot.ballots.receipt import Receipt
from bot.ballots.rules import Votes
from cogs.polls.rules import date as rules
from cogs.polls.rules.date import Half
from cogs.polls.rules.date_errors import OneTime
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll
from cogs.polls.views import dates as views
from tests.talk import START, Talk
from tests.twonets import DISCORD_LIKE, TwoNets

TIMES = 6
POLL = Poll(
    1,
    Numbered(1),
    Kind.WHEN,
    "When?",
    1,
    START,
    options=tuple(Option(n, at=START + timedelta(days=n)) for n in range(1, TIMES + 1)),
)
PAPERS = st.dictionaries(st.integers(1, TIMES), st.booleans()).map(
    lambda some: tuple(n + NEED_BE * some[n] for n in sorted(some))
)
ROOMS = st.dictionaries(PAPERS, st.integers(1, 20), max_size=8)


@given(ROOMS, st.integers(0, TIMES))
def test_no_time_is_better_than_the_best(papers: dict[Paper, int], gone: int) -> None:
    yes, need_be = rules.counted(papers)
    now = START + timedelta(days=gone)
    some = rules.standings(POLL, yes, need_be, sum(papers.values()), now)
    found = rules.best(some)
    to_come = [one for one in some if one.at > now and one.can]
    if found is None:
        assert to_come == []
        return
    for one in to_come:
        assert (one.can, one.yes) <= (found.can, found.yes)
        if (one.can, one.yes) == (found.can, found.yes):
            assert found.at <= one.at
    assert rules.is_level(some, found) == (len([o for o in to_come if o.worth == found.worth]) > 1)
    assert all(one.yes + one.need_be + one.no == sum(papers.values()) for one in some)


@given(PAPERS, st.sampled_from(Half), st.sets(st.integers(0, TIMES + 3)))
def test_a_list_chosen_anew_replaces_itself_and_takes_from_the_other(
    paper: Paper, half: Half, chosen: set[int]
) -> None:
    changed = rules.with_half(POLL, paper, half, chosen)
    now, known = rules.split(changed), {n for n in chosen if 1 <= n <= TIMES}
    before = rules.split(paper)
    is_soft = half is Half.IF_NEED_BE
    assert set(now[is_soft]) == known
    assert set(now[not is_soft]) == set(before[not is_soft]) - known
    assert [option(mark) for mark in changed] == sorted({option(mark) for mark in changed})


@given(st.lists(st.datetimes(START.replace(tzinfo=None)), min_size=1, max_size=25))
def test_times_stand_on_the_paper_in_their_order_each_once(times: list[datetime]) -> None:
    if len(set(times)) == 1:
        with pytest.raises(OneTime):
            rules.on_paper(times)
        return
    some = rules.on_paper(times)
    assert [one.at for one in some] == sorted(set(times))
    assert [one.n for one in some] == list(range(1, len(some) + 1))


def test_twenty_five_secret_answers_fit_their_buttons_with_a_receipt() -> None:
    options = tuple(Option(n, at=START + timedelta(hours=n)) for n in range(1, 26))
    poll = replace(POLL, number=Numbered(999_999), options=options, votes=Votes.SECRET)
    receipt = Receipt.fresh()
    say = Speech("en", ZoneInfo("America/Argentina/ComodRivadavia"), START, DISCORD_LIKE, alone=True)
    for soft in range(26):
        given = tuple(n + NEED_BE * (n <= soft) for n in range(1, 26))
        card = views.answer(poll, given, START, receipt.letters)(say)
        assert [len(menu.picks) for menu in card.menus] == [25, 25]
        assert all(len(pack_menu(9999, menu, place)) <= LIMIT for place, menu in enumerate(card.menus))
        assert all(len(pack(9999, button)) <= LIMIT for button in card.buttons)
        assert sum(pick.chosen for menu in card.menus for pick in menu.picks) == 25


async def depot(talk: Talk, *people: str) -> None:
    """Monday 1 June 2026, 14:00 at Depot in Berlin."""
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings zone:Europe/Berlin")
    for name in people:
        await talk(f"{name}: bloc start {name}s")


async def test_a_date_is_found_by_words_and_reactions_and_becomes_a_meeting(talk: Talk) -> None:
    await depot(talk, "ben", "chi", "dan")
    await talk("ana: poll when When do we meet? times: Fri 19:00, Thu 18:00, 2026-06-06 10:00, Fri 19:00")
    card = talk.face.find_post("When do we meet?")
    said = talk.face.posts[card].text
    assert "1 · Thu 4 Jun, 18:00 (Berlin, UTC+2)\n2 · Fri 5 Jun, 19:00\n3 · Sat 6 Jun, 10:00\n" in said
    assert "/poll vote 1 1 3 ?2" in said

    await talk("ben: poll vote 1 1 3 ?2")
    for mark in ("1️⃣", "3️⃣"):
        await talk.react("chi", mark, card)
    await talk("dan: poll vote 1 ?1 3")
    said = talk.face.posts[card].text
    assert "1 · Thu 4 Jun, 18:00 (Berlin, UTC+2): yes 2, if need be 1, no 0\n" in said
    assert "3 · Sat 6 Jun, 10:00: yes 3, if need be 0, no 0; the best so far\n" in said
    assert "Best so far: Saturday 6 June, 10:00 (Berlin, UTC+2). 3 can come." in said
    assert "Best is when most can come, if need be counted in; then when most say yes" in said

    for mark, stands in (("2️⃣", "1,2,3"), ("2️⃣", "1,3")):
        await talk.react("ben", mark, card, added=stands == "1,2,3")
        await talk("ben: poll dates 1")
        assert f"/poll vote 1 {stands}\n" in talk.text, "a mark is one time that suits, and leaves the others"
    await talk.react("dan", "3️⃣", card)
    await talk.react("dan", "3️⃣", card, added=False)
    await talk("dan: poll dates 1")
    assert "/poll vote 1 ?1,3\n" in talk.text, "what came in words is not taken off by a mark"
    await talk("ben: poll vote 1 1 3 ?2")

    await talk("ben: poll dates 1")
    assert "Your answer:" in talk.text and "/poll vote 1 1,?2,3" in talk.text
    await talk("ben: poll dates 1 yes 1, 4")
    assert talk.text.startswith("“4” is none of what can be chosen in poll 1")
    await talk("ben: poll dates 1 yes 1,3")
    assert "/poll vote 1 1,?2,3" in talk.text
    await talk("eve: poll show 1")
    assert "if need be member" in talk.text or "if need be dan" in talk.text
    await talk("ben: poll call 1")
    assert talk.text.startswith("Poll 1 is still open")

    await talk.later(days=3, hours=1)
    result = talk.face.posts[talk.face.find_post("Poll 1 · over")]
    assert "Best: Saturday 6 June, 10:00 (Berlin, UTC+2). 3 can come." in result.text
    assert "To call it for another of the times: /poll call 1 1" in result.text
    await talk("ben: poll call 1 9")
    assert "Poll 1 has no time 9; its times are 1 to 3." in talk.text
    await talk.press("ben", "Call the meeting", talk.face.find_post("Poll 1 · over"))
    assert "Saturday 6 June, 10:00" in talk.text
    assert "When do we meet?" in talk.face.posts[talk.face.find_post("Sat 6 Jun, 10:00")].text
    result = talk.face.posts[talk.face.find_post("Poll 1 · over")]
    assert "The meeting was called for Sat 6 Jun, 10:00 (Berlin, UTC+2)." in result.text
    assert [button.label for button in result.card.buttons] == ["Check it"]
    await talk("chi: poll call 1 2")
    assert talk.text.startswith("That meeting was called already, for Sat 6 Jun, 10:00 (Berlin, UTC+2).")


async def test_times_across_a_clock_change_and_times_that_pass(talk: Talk) -> None:
    await depot(talk, "ben")
    talk.clock.at = datetime(2026, 10, 22, 10, tzinfo=UTC)
    await talk(
        "ana: poll when Assembly? closes:3d times: 2026-10-26 18:00; 2026-10-24 18:00; 2026-10-23 18:00"
    )
    card = talk.face.find_post("Assembly?")
    said = talk.face.posts[card].text
    assert "1 · Fri 23 Oct, 18:00 (Berlin, UTC+2)\n2 · Sat 24 Oct, 18:00\n" in said
    assert "3 · Mon 26 Oct, 18:00 (Berlin, UTC+1)\n" in said
    await talk("ben: poll vote 1 1 ?3")
    await talk.later(days=1, hours=20)
    await talk("ana: poll vote 1 1 2 ?3")
    assert (
        "Fri 23 Oct, 18:00 (Berlin, UTC+2) · Sat 24 Oct, 18:00; if need be Mon 26 Oct, 18:00 (Berlin, UTC+1)"
        in (talk.text)
    )
    await talk("ana: poll vote 1 1")
    await talk("ana: poll show 1")
    assert "1 · Fri 23 Oct, 18:00 (Berlin, UTC+2): yes 2, if need be 0, no 0; it has passed\n" in talk.text
    assert "Best so far: Monday 26 October, 18:00 (Berlin, UTC+1). 1 can come." in talk.text
    await talk.later(days=2)
    await talk("ana: poll call 1 1")
    assert talk.text.startswith("Fri 23 Oct, 18:00 (Berlin, UTC+2) has passed. Choose another of the times:")
    await talk("ana: poll call 1")
    assert "Monday 26 October, 18:00 (Berlin, UTC+1)" in talk.text


async def test_what_can_t_be_asked_so_is_said_in_one_sentence(talk: Talk) -> None:
    await depot(talk, "ben")
    await talk("ana: poll when Assembly? times: Thu 18:00")
    assert talk.text.startswith("That is one time, so there is nothing to choose. Give two or more:")
    await talk("ana: poll when Assembly? times: Thu 18:00, someday")
    assert "someday" in talk.text
    await talk("ana: poll ask Tea?")
    await talk("ben: poll dates 1")
    assert talk.text.startswith("Poll 1 asks for no date.")
    await talk("ana: poll when Assembly? times: Thu 18:00, Fri 18:00")
    await talk.later(days=4)
    await talk("ben: poll call 2")
    assert talk.text.startswith("None of the times that are to come suits anybody.")


async def test_two_lists_answer_at_once_where_there_are_menus(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ben@discord: bloc start Bakers")
    await nets("ana@discord: poll when Picnic? times: Thu 18:00, Fri 18:00, Sat 12:00")
    discord, matrix = nets.faces["discord"], nets.faces["matrix"]
    card = discord.find_post("Picnic?")
    assert "Press [Answer], react with the number" in discord.posts[card].text
    assert (
        "React with the number of each time that suits you, or write"
        in matrix.posts[matrix.find_post("Picnic?")].text
    )
    await nets.press("ben@discord", "Answer", card)
    assert "You have not answered yet." in nets.text
    first, second = nets.answer.card.menus if nets.answer else ()
    assert (first.label, second.label, first.least, first.most) == ("I can", "If need be", 0, 3)
    assert first.picks[0].about == "UTC"
    await nets.choose("ben@discord", "I can", first.picks[0].label, first.picks[2].label)
    assert "1 has answered." in discord.posts[card].text
    await nets.choose("ben@discord", "If need be", second.picks[1].label, second.picks[2].label)
    assert nets.answer is not None
    assert [[p.value for p in menu.picks if p.chosen] for menu in nets.answer.card.menus] == [
        ["1"],
        ["2", "3"],
    ]
    assert "2 · Fri 5 Jun, 18:00: yes 0, if need be 1, no 0" in discord.posts[card].text
    await nets.choose("ben@discord", "I can")
    assert "1 · Thu 4 Jun, 18:00 (UTC): yes 0, if need be 0, no 1" in discord.posts[card].text
    await nets.press("ben@discord", "I can't at any")
    assert "2 · Fri 5 Jun, 18:00: yes 0, if need be 0, no 1" in discord.posts[card].text
    assert "None of the times that are to come suits anybody." in discord.posts[card].text


async def test_a_secret_answer_is_cast_once_both_lists_are_chosen(one_assembly: TwoNets) -> None:
    nets = one_assembly
    for name in ("ben", "chi", "dan", "eve", "fay"):
        await nets(f"{name}@discord: bloc start {name}s")
    await nets("ana@discord: poll when Strike? times: Thu 18:00, Fri 18:00, Sat 12:00 votes:secret")
    discord = nets.faces["discord"]
    card = discord.find_post("Strike?")
    assert "Secret vote." in discord.posts[card].text
    await nets.press("ben@discord", "Answer", card)
    first, second = nets.answer.card.menus if nets.answer else ()
    await nets.choose("ben@discord", "I can", first.picks[1].label)
    await nets.choose("ben@discord", "If need be", second.picks[0].label)
    assert "It counts once you press [Cast it]." in nets.text
    assert "0 of 6 have answered" in discord.posts[card].text
    await nets.press("ben@discord", "Cast it")
    await nets.press("ben@discord", "Cast it")
    assert "Your vote is in." in nets.text
    await nets.press("ben@discord", "Change my vote")
    assert nets.answer is not None
    assert [[p.value for p in menu.picks if p.chosen] for menu in nets.answer.card.menus] == [["2"], ["1"]]
    await nets.choose("ben@discord", "I can", first.picks[2].label)
    await nets.press("ben@discord", "Cast it")
    assert "Your vote is in." in nets.text
    assert "yes" not in discord.posts[card].text.partition("Strike?")[2]
    for name in ("chi", "dan", "eve", "fay"):
        await nets(f"{name}@discord: poll vote 1 none")
        await nets.press(f"{name}@discord", "Cast it")
    await nets.later(days=3, hours=1)
    assert "3 · Sat 6 Jun, 12:00: yes 1, if need be 0, no 4; the best" in discord.posts[card].text
    assert "1 · Thu 4 Jun, 18:00 (UTC): yes 0, if need be 1, no 4" in discord.posts[card].text
    result = discord.posts[discord.find_post("Best: Saturday")].text
    assert "Best: Saturday 6 June, 12:00 (UTC). 1 can come." in result
