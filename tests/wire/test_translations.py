"""A motion in another language, as people on Discord ask for it, write it, review it and read it."""

from __future__ import annotations

import pytest

from .meeting import Meeting
from .seen import Answer, Seen
from .waiting import until

ROOF, TECHO = "Repair the roof", "Reparar el techo"


pytestmark = pytest.mark.asyncio(loop_scope="session")


def beside(shown: Answer) -> str:
    """What a form shows above its fields."""
    parts = (shown.modal or {}).get("components", [])
    return "\n".join(str(part["content"]) for part in parts if part.get("type") == 10)


async def drafted(meeting: Meeting) -> Seen:
    """The draft's card, once Chi has translated it into Spanish."""
    draft = await meeting.propose(ROOF)
    asked = await meeting.chi.slash("translate motion", number="1", language="Spanish")
    assert asked.is_private
    form = await meeting.chi.click(asked.messages[0], "Translate it")
    assert ROOF in beside(form)
    looked = await meeting.chi.fill(form, TECHO)
    await meeting.chi.click(looked.messages[0], "Post it")

    def offered() -> Seen | None:
        return next((m for m in meeting.ana.sees if m.id == draft.id and "Español" in m.buttons), None)

    return await until(offered, "the button on the card")


async def test_a_motion_is_translated_beside_its_text_and_read_in_private(meeting: Meeting) -> None:
    card = await drafted(meeting)
    read = await meeting.dara.click(card, "Español")
    assert read.is_private
    assert TECHO in read.text
    assert "The English text is the one voted on." in read.text


async def test_another_reviews_it(meeting: Meeting) -> None:
    card = await drafted(meeting)
    own = await meeting.chi.slash("translate review", number="1", language="es")
    assert "somebody else has to review it" in own.text
    checked = await meeting.dara.slash("translate review", number="1", language="es")
    assert ROOF in checked.text
    assert TECHO in checked.text
    await meeting.dara.click(checked.messages[0], "It is right")
    assert "Reviewed" in (await meeting.eli.click(card, "Español")).text


async def test_a_language_is_found_by_its_letters(meeting: Meeting) -> None:
    await meeting.propose(ROOF)
    offered = await meeting.chi.complete("translate motion", "language", "espa", number="1")
    assert "Español" in offered
