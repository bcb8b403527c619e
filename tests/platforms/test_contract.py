"""Every face shows every sample card: whole, harmless, within its network's limits."""

from __future__ import annotations

import pytest
from wcwidth import wcswidth

from bot.api.card import Card
from tests.platforms.faces import CHAT, Face, Shown, importable
from tests.platforms.samples import COUNT, OPEN_MOTION, SAMPLES, SEALED

FACES = importable()
each_face = pytest.mark.parametrize("face", FACES, ids=str)
each_sample = pytest.mark.parametrize("card", SAMPLES.values(), ids=SAMPLES.keys())


def show(face: Face, card: Card) -> Shown:
    return face.show(card)


@each_face
@each_sample
def test_a_card_stays_within_the_limits_of_the_network(face: Face, card: Card) -> None:
    assert show(face, card).broken == ()


@each_face
@each_sample
def test_a_card_calls_nobody(face: Face, card: Card) -> None:
    assert show(face, card).calls == ()


@each_face
def test_an_open_motion_says_all_it_has_to(face: Face) -> None:
    said = show(face, OPEN_MOTION).words
    for words in ("Motion 12", "Stop work at noon on Friday", "has 8", "vote 12 for", "████████░░"):
        assert words in said


@each_face
def test_a_sealed_motion_says_where_to_vote_and_shows_no_bars(face: Face) -> None:
    said = show(face, SEALED).words
    for words in (
        "19 of 45 have voted.",
        "Nobody sees the count until the close.",
        "open a chat with me",
        "vote 12 for",
    ):
        assert words in said
    assert "█" not in said
    assert "░" not in said


def test_the_way_to_a_chat_is_a_link_where_there_is_one() -> None:
    from bot.platforms.matrix.render import content

    made = content(SEALED.linked(CHAT), lambda _address: "Ana")
    assert f"open a chat with me ({CHAT})" in made["body"]
    account = CHAT.removeprefix("https://matrix.to/#/")
    assert f'open a chat with me (<a href="{CHAT}">{account}</a>)' in made["formatted_body"]
    assert "matrix.to" not in content(SEALED, lambda _address: "Ana")["body"]


@each_face
def test_a_table_is_aligned_and_says_all(face: Face) -> None:
    said = show(face, COUNT).words
    rows = [row for row in said.splitlines() if row.startswith(("Ana", "小林"))]
    assert len({wcswidth(row) for row in rows[:2]}) == 1
    for words in ("1,204.53333", "Łukasz-Nepomucen", "elected", "Ana was elected at stage 3"):
        assert words in said


@each_face
def test_what_follows_a_table_is_not_lost_with_its_rows(face: Face) -> None:
    for name in ("vast table", "long table"):
        said = show(face, SAMPLES[name]).words
        assert "Check it yourself." in said
        assert "1 of the depot" in said or "Candidate 1" in said


@each_face
def test_a_long_text_is_shown_to_its_end(face: Face) -> None:
    assert "All that we ask for" in show(face, SAMPLES["4,000 characters"]).words
    assert "It needs one second." in show(face, SAMPLES["4,000 characters"]).words


def test_the_terminal_is_always_among_the_faces() -> None:
    assert "terminal" in [face.name for face in FACES]
