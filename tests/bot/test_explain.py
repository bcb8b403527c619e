"""What was wrong and what would work, in the reader's own words."""

from __future__ import annotations

from argparse import Namespace

import pytest

from bot.config import Settings
from bot.tasks import verify
from tests.talk import Talk, lines_of


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("motion second", "I need one thing more: the motion's number. For example: /motion second 12"),
        ("vote 12", "I need one thing more: for, against or abstain. For example: /vote 12 for"),
        ("vote 12 perhaps", "“perhaps” is not one of the choices. Try: for, against or abstain"),
        (
            "motion propose A quorum:99999999",
            "“99999999” does not say how many must take part. "
            "Give a number up to 1,000,000, or a share of all. Try: 15, 1/3, 30%",
        ),
        ("vote twelve for 13", None),
        ("motion show 1x 2", "“2” is more than this command takes. It goes like this: /motion show 12"),
    ],
)
async def test_it_says_what_is_missing_or_wrong(talk: Talk, line: str, said: str | None) -> None:
    await talk("ana: assembly found Depot")
    await talk(f"ana: {line}")
    assert talk.answer is not None
    assert not talk.answer.ok
    assert said is None or talk.text == said
    assert "/vote twelve" not in talk.text


async def test_examples_are_in_the_readers_language(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: language es")
    await talk("ana: vote 12")
    assert talk.text.endswith("/vote 12 a favor")
    await talk("ana: vote")
    assert talk.text.endswith("/vote 12 a favor")
    await talk("ana: motion propose")
    assert talk.text.endswith("/motion propose Comprar una tetera")
    await talk("ana: vote 12 quizás")
    assert "a favor, en contra o abstención" in talk.text
    await talk("ana: assembly settings usual:queen")
    assert "threshold, quorum" in talk.text, "these are typed as they stand"


@pytest.mark.parametrize(
    ("doing", "refused", "said"),
    [
        ((), "vote 1 for", "waits for a second. To second it: /motion second 1"),
        (("ben: motion second 1",), "motion edit 1 Tea", "is open, so its words stay as they are"),
        (("ana: motion postpone 1",), "motion second 1", "is put off. Its mover or a steward"),
        (("ana: motion withdraw 1",), "motion second 1", "To propose it once more: /motion again 1"),
    ],
)
async def test_a_refusal_says_what_would_work(
    talk: Talk, doing: tuple[str, ...], refused: str, said: str
) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle")
    for line in doing:
        await talk(line)
    await talk(f"chi: {refused}")
    assert said in talk.text


async def test_a_reactor_in_a_careful_assembly_learns_what_is_kept(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly careful yes")
    await talk("ana: motion propose Buy a kettle votes:open")
    await talk("ben: motion second 1")
    await talk.react("chi", "✅", talk.face.find_post("vote until"))
    await talk.app.teller.round()
    told = [" ".join(lines_of(card)) for name, card in talk.face.directs if name == "chi"]
    assert len(told) == 1
    assert "What is kept: /privacy" in told[0]
    assert "Depot" not in told[0]


async def test_one_journal_is_said_to_be_one(
    talk: Talk, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    await talk("ana: assembly found Depot")
    assert await verify(settings, Namespace()) == 0
    assert capsys.readouterr().out.endswith("The journal of 1 assembly holds, link by link.\n")
