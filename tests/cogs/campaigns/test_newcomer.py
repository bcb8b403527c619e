"""What somebody reads who has never used campaigns, and types what comes to mind."""

from __future__ import annotations

from tests.talk import Talk

KEPT = "Kept of you: that you signed, in which hour, "


async def test_who_signs_again_reads_all_that_is_kept(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:10")
    await talk("ben: sign erlan")
    assert f"{KEPT}and your language. Whoever runs this bot could read it." in talk.text
    await talk('ben: sign erlan as:nurse at:"Clinic West"')
    await talk("ben: sign erlan country:Spain")
    assert f"{KEPT}your language, and what you said of yourself: nurse, Clinic West, Spain." in talk.text
    await talk("ben: sign erlan name:together called:Ben")
    assert "nurse, Clinic West, Spain." in talk.text
    await talk("ben: signature show erlan")
    assert "Show my name to everyone, write: /signature name erlan everyone Ana Pérez" in talk.text
    assert "together Ana Pérez" not in talk.text
