"""Who speaks next, as people see it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cogs.meetings.rules.sitting import StackRule
from cogs.meetings.rules.stack import Hand, HandKind, order
from tests.cogs.meetings.test_sitting import card, table
from tests.talk import Talk

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)


async def test_hands_are_called_in_order_and_points_of_order_first(talk: Talk) -> None:
    await table(talk, "ben", "chi", "dara")
    await talk("ana: hand up")
    assert talk.text.startswith("No meeting goes on here.")
    await talk("ana: meeting start")
    await talk("ben: hand up")
    assert talk.text.startswith("Your hand is up: you are next.")
    assert "2 people are here." in card(talk)
    await talk("ben: hand up")
    assert talk.text.startswith("Your hand is up already.")
    await talk("chi: hand up")
    await talk("dara: hand up point")
    await talk("ben: stack next")
    assert talk.text.startswith("The facilitator calls the next speaker")
    await talk("ana: stack next")
    assert talk.text == "dara has the floor."
    assert talk.last.splitlines() == [
        "Speaking: dara, since 12:00.",
        "Who speaks next: ben (has not spoken yet), chi (has not spoken yet).",
        "In the order in which hands were raised.",
    ]
    await talk("chi: hand down")
    await talk("chi: hand down")
    assert talk.text.startswith("Your hand is not up.")
    await talk("ana: stack next")
    await talk("ana: stack next")
    assert talk.text == "Nobody waits to speak. The next item: /agenda next"


async def test_only_the_last_stack_is_drawn_anew_and_a_second_press_skips_nobody(talk: Talk) -> None:
    await table(talk, "ben", "chi", "dara")
    await talk("ana: meeting start")
    for name in ("ben", "chi", "dara"):
        await talk(f"{name}: hand up")
    await talk("ana: stack next")
    first = talk.face.find_post("Speaking: ben")
    await talk.later(minutes=2)
    await talk.press("ana", "Next speaker", first)
    second = talk.face.find_post("Speaking: chi")
    await talk("ana: stack next after:1")
    assert talk.text == "The next speaker was called just now. See who: /stack show"
    assert talk.face.posts[first].text == "ben had the floor (2 minutes)."
    edits = talk.face.posts[first].edits
    await talk("ben: hand up")
    assert "Who speaks next: dara (has not spoken yet), ben." in talk.face.posts[second].text
    assert talk.face.posts[first].edits == edits
    await talk("chi: member forget-me sure:yes")
    assert "chi" not in "".join(post.text for post in talk.face.posts.values() if "floor" in post.text)


async def test_who_has_spoken_least_comes_first_and_totals_name_nobody(talk: Talk) -> None:
    await table(talk, "ben", "chi")
    await talk("ana: meeting start")
    await talk("ana: stack rule progressive")
    for _ in range(2):
        await talk("ben: hand up")
        await talk("ana: stack next")
        await talk.later(minutes=2)
        await talk("ben: hand down")
    await talk("ben: hand up")
    await talk("chi: hand up")
    assert talk.text.startswith("Your hand is up: you are next.")
    await talk("ana: stack totals")
    assert talk.text == "Who has spoken\n1 of 3 spoke, 2 times, for 4 minutes in all."
    await talk("ana: stack names yes")
    await talk("ana: stack totals")
    assert talk.text.endswith("ben: 4 minutes")
    await talk("ana: meeting end")
    assert talk.last.endswith("1 of 3 spoke, 2 times, for 4 minutes in all.\nben: 4 minutes")


async def test_who_leaves_waits_and_speaks_no_longer(talk: Talk) -> None:
    await table(talk, "ben", "chi", "dara")
    await talk("ana: meeting start")
    for name in ("ben", "chi", "dara"):
        await talk(f"{name}: hand up")
    await talk("ana: stack next")
    await talk.later(minutes=2)
    await talk("ben: here leave:yes")
    await talk("chi: here leave:yes")
    assert talk.last.splitlines()[:2] == [
        "Nobody has the floor.",
        "Who speaks next: dara (has not spoken yet).",
    ]
    await talk("dara: member leave sure:yes")
    await talk("ana: stack next")
    assert talk.text.startswith("Nobody waits to speak.")
    await talk("ana: agenda next")
    assert "waits to speak" not in card(talk)
    await talk("chi: here")
    await talk("chi: hand up")
    assert talk.text.startswith("Your hand is up: you are next.")


async def test_who_is_forgotten_has_spoken_all_the_same(talk: Talk) -> None:
    await table(talk, "ben", "chi")
    await talk("ana: meeting start")
    for name in ("ben", "chi"):
        await talk(f"{name}: hand up")
        await talk("ana: stack next")
    await talk("ben: member forget-me sure:yes")
    await talk("ana: meeting end")
    assert "2 of 3 spoke, 2 times" in talk.last
    await talk("chi: member forget-me sure:yes")
    await talk("ana: minutes show 1", private=True)
    assert "2 of 3 spoke, 2 times" in talk.text


async def test_a_reaction_on_the_card_is_a_hand(talk: Talk) -> None:
    await table(talk, "ben")
    await talk("ana: meeting start")
    message = talk.face.find_post("The meeting goes on ·")
    await talk.react("ben", "✋", message)
    assert "1 person waits to speak." in card(talk)
    assert "2 people are here." in card(talk)
    await talk.react("ben", "✋", message, added=False)
    assert "waits to speak" not in card(talk)
    await talk.react("ben", "✋", message)
    await talk("ana: stack next")
    assert talk.text == "ben has the floor."


def _hands(raised: list[tuple[int, HandKind, bool]]) -> list[Hand]:
    """Hands raised one after another; those that are over were spoken."""
    return [
        Hand(
            i,
            1,
            member,
            kind,
            AT + timedelta(seconds=i),
            AT + timedelta(minutes=i) if spoken else None,
            AT + timedelta(minutes=i + 1) if spoken else None,
        )
        for i, (member, kind, spoken) in enumerate(raised)
    ]


@given(
    st.lists(st.tuples(st.integers(1, 5), st.sampled_from(HandKind), st.booleans()), max_size=12),
    st.sampled_from(StackRule),
)
def test_everyone_who_waits_is_called_once_and_nobody_waits_behind_who_spoke_more(
    raised: list[tuple[int, HandKind, bool]], rule: StackRule
) -> None:
    hands = _hands(raised)
    found = order(hands, rule, frozenset())
    assert sorted(h.id for h in found) == [h.id for h in hands if h.waits]
    spoke = [h.member for h in hands if h.since is not None and h.kind is not HandKind.POINT]
    times = {member: spoke.count(member) for member in range(6)}
    plain = [h for h in found if h.kind is HandKind.HAND]
    counts = [times[h.member or 0] for h in plain]
    assert rule is StackRule.SIMPLE or counts == sorted(counts)
    assert rule is StackRule.PROGRESSIVE or [h.id for h in plain] == sorted(h.id for h in plain)
    kinds = [{HandKind.POINT: 0, HandKind.DIRECT: 1, HandKind.HAND: 2}[h.kind] for h in found]
    assert kinds == sorted(kinds)
