"""Consensus on Discord: a block opens a form that asks why, from the card and from a reaction alike."""

from __future__ import annotations

import pytest

from .meeting import Meeting
from .people import Person
from .seen import Answer, Seen
from .waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="session")
ASKED = "This stops the motion. Why?"


def labels(shown: Answer) -> str:
    """What a form asks."""
    parts = (shown.modal or {}).get("components", [])
    return "\n".join(str(part.get("label", "")) for part in parts)


async def block(person: Person, asked_on: Seen) -> None:
    """Presses [Block], says why in the form, and posts it."""
    form = await person.click(asked_on, "Block")
    assert ASKED in labels(form)
    looked = await person.fill(form, "It leaks")
    await person.click(looked.messages[0], "Post it")


async def test_the_button_of_a_block_asks_for_its_reason(meeting: Meeting) -> None:
    card = await meeting.vote_on("Repair the roof", threshold="consensus")
    assert "Against" not in card.buttons
    await block(meeting.chi, card)
    await meeting.counts(card, block=1)


async def test_a_reaction_alone_is_asked_why_in_private(meeting: Meeting) -> None:
    card = await meeting.vote_on("Repair the roof", threshold="consensus")
    meeting.chi.react(card, "🛑")

    def asked() -> Seen | None:
        return next((told for told in meeting.chi.alone.sees if ASKED in told.text), None)

    question = await until(asked, "the question")
    assert question is not None
    await meeting.counts(card, block=0)
    await block(meeting.chi.alone, question)
    await meeting.counts(card, block=1)
