"""Results that anyone can check: files, disputes, and the count made anew."""

from __future__ import annotations

import json

from bot.verifying import verified
from tests.talk import Talk


async def decided(talk: Talk, more: str = "") -> None:
    """Ana moves, Ben seconds, Chi and Dan vote for and Eli against; it is counted."""
    await talk("ana: assembly found Depot")
    await talk(f"ana: motion propose Buy a kettle {more}")
    await talk("ben: motion second 1")
    await talk("chi: vote 1 for")
    await talk("dan: vote 1 for")
    await talk("eli: vote 1 against it leaks")
    await talk.later(hours=73)


def handed(talk: Talk) -> bytes:
    assert talk.answer is not None
    assert talk.answer.ok, talk.text
    assert talk.answer.file is not None
    return talk.answer.file.content


async def test_a_result_is_exported_and_holds(talk: Talk) -> None:
    await decided(talk)
    await talk("ana: motion export 1")
    checked = verified(handed(talk))
    assert checked.code == 0, checked.lines
    assert checked.lines[0].startswith("The result of motion 1 holds: carried. For 2, against 1")
    assert talk.answer is not None
    assert talk.answer.file is not None
    assert talk.answer.file.name == "motion-1.json"
    print(handed(talk).decode(), checked.lines, talk.text)
