"""What somebody reads who has never used campaigns, and types what comes to mind."""

from __future__ import annotations

from tests.talk import Talk
from tests.twonets import TwoNets

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


async def test_a_pledge_says_what_it_needs_and_whom_it_counts(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ben: motion list")
    await talk("ben: member join")
    await talk("ana: campaign start We stop at noon kind:pledge goal:2 closes:3d")
    vouch = "Only those count whom a bloc vouches for. Its keeper does that: /campaign vouch stop Nurses"
    assert talk.text.splitlines()[-1] == vouch
    needed = "2 are needed; how many there are is told once that is reached"
    assert talk.face.posts[card := talk.face.find_post("Pledge 1")].text.splitlines()[2:4] == [
        f"{needed} · 3 days left",
        "Only those count whom a bloc vouches for.",
    ]
    await talk("ana: campaign end stop lost")
    await talk.later(days=4)
    assert talk.face.posts[card].text.splitlines() == [
        "Pledge 1 · not met",
        "We stop at noon",
        "Not enough people pledged, so it holds nobody. Who pledged is erased.",
    ]
    await talk("ben: campaign list")
    assert talk.text.endswith("1 We stop at noon (stop) · not met")


async def test_now_knows_who_has_signed_before_joining_and_what_they_are_asked(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:10\nLet him go.")
    await talk("ben: sign erlan")
    await talk("ben: member join")
    await talk("ben: now")
    assert "Erlan" not in talk.text
    await talk("ana: campaign update erlan\nLet him go today.")
    await talk("ben: now")
    assert talk.text.endswith("To sign it as it is now: /signature agree erlan text")
    await talk("ben: signature agree erlan text")
    await talk("ben: now")
    assert "Erlan" not in talk.text


async def test_names_that_are_shown_are_read_from_the_card(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:10")
    await talk("ben: sign erlan")
    card = talk.face.find_post("Free Erlan")
    assert "under it" not in talk.face.posts[card].text
    await talk("chi: sign erlan as:nurse name:everyone called:Chi")
    await talk("dan: sign erlan name:together called:Dan")
    assert "1 name is shown under it." in talk.face.posts[card].text
    await talk.press("ben", "Names", card)
    assert talk.text.splitlines()[1:] == ["Chi, nurse"]


async def test_what_is_over_takes_no_organisation_and_no_sponsors(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:10")
    await talk("ana: campaign end erlan won He is free.")
    over = "Campaign 1 has ended. To see what came of it: /campaign show 1"
    for line in ("campaign organisation erlan Harbour Union", "campaign sponsor erlan", "sign erlan"):
        await talk(f"ana: {line}")
        assert talk.text == over


async def test_a_word_of_the_title_will_do_where_it_is_one_campaigns(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Reopen the night clinic goal:10")
    await talk("ana: campaign start Reopen the day clinic goal:10 name:day")
    await talk("ben: sign night")
    assert talk.text.startswith("You have signed: 1 Reopen the night clinic (reopen)")
    await talk("ben: signature tell night no")
    assert talk.text == "You will not be told how it ends: 1 Reopen the night clinic (reopen)"
    await talk("ben: sign clinic")
    assert talk.text.startswith("There is no campaign “clinic” here. Running now: 2 day, 1 reopen.")
    await talk("ben: sign the")
    assert talk.text.startswith("There is no campaign “the” here.")
    await talk("ben: unsign night")
    assert talk.text.startswith("You are off 1 Reopen the night clinic (reopen).")
    await talk("ana: campaign end night lost Not this year.")
    await talk("ben: campaign show night")
    assert talk.text.startswith("Letter 1 · lost")


async def test_on_matrix_a_room_says_where_to_sign(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ana@discord: campaign start Free Erlan goal:4")
    card = nets.card("matrix", "Letter 1")
    where = "To sign it, write /sign erlan where we are alone: open a chat with me"
    assert where in nets.faces["matrix"].posts[card].text
    assert [b.label for b in nets.faces["matrix"].posts[card].card.buttons] == ["Read", "Share"]
    assert "where we are alone" not in nets.said("discord", "Letter 1")
    await nets.react("ben@matrix", "✒️", card)
    assert nets.text.endswith("To sign, write /sign 1 where we are alone: open a chat with me")
    await nets("ben@matrix: campaign show erlan", private=True)
    assert nets.answer is not None
    assert [b.label for b in nets.answer.card.buttons][:1] == ["Sign"]


async def test_what_is_put_away_before_it_opened_says_so(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign settings sponsors:1")
    await talk("ana: campaign start Reopen the clinic goal:5")
    await talk("ana: campaign end clinic lost Nobody came.")
    assert talk.text.endswith("To put it away: /campaign archive reopen")
    await talk("ana: campaign archive clinic")
    await talk("ana: campaign show 1")
    assert talk.text.splitlines() == ["Letter 1 · over", "Reopen the clinic", "It never opened."]


async def test_a_model_that_is_withdrawn_is_offered_on_no_card(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign model No layoffs here")
    card = talk.face.find_post("No layoffs here")
    await talk("ana: model withdraw 1")
    assert talk.face.posts[card].text.splitlines()[1:] == [
        "No layoffs here",
        "Carried by nobody yet.",
        "It is offered no more.",
    ]


async def test_what_a_tired_person_signs_with_is_not_taken_for_something_else(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:10")
    await talk("ben: sign free erlan")
    assert talk.text.startswith("“erlan” is more than this command takes.")
    await talk("ben: campaign sign erlan")
    assert talk.text.endswith("Did you mean /sign?")
    await talk("ben: sign erlan name:everyone called:2")
    assert talk.text.startswith("Under which name?")
    await talk('ben: sign "free erlan"')
    assert talk.text.startswith("You have signed: 1 Free Erlan (erlan)")
