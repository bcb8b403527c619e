"""Stewards and those who watch over them, as people do it."""

from __future__ import annotations

from tests.talk import Talk


async def test_alone_and_with_one_other_it_is_done_at_once(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: member enrol ben")
    await talk("ana: steward name ben")
    assert talk.text == "ben is a steward now."
    await talk("ana: steward list")
    assert talk.text.startswith("Stewards\nana: until ")
