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


async def test_a_title_and_an_end_are_typed_without_quotes(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan")
    assert talk.text.endswith("For example: /campaign start Free Erlan goal:1000")
    await talk("ana: campaign start Free Erlan 100")
    assert talk.text.endswith("For example: /campaign start Free Erlan 100 goal:1000")
    await talk("ana: campaign start Free Erlan goal:100 closes:14d")
    assert talk.text.startswith("Campaign 1 Free Erlan (erlan) is open.")
    await talk("ana: campaign end erlan won")
    assert talk.text.endswith("For example: /campaign end erlan won some words")
    await talk("ana: campaign end erlan won Erlan is free. source:https://example.org")
    await talk("ben: campaign show erlan")
    assert talk.text.splitlines()[2:4] == ["Erlan is free.", "Read more: https://example.org"]
