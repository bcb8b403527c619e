"""What makes a count trusted, as people live it: words, blocs that vouch, bursts, reviews and paper."""

from __future__ import annotations

import re

from tests.talk import Talk

ERLAN = "campaign start Free Erlan goal:1000"


async def sign(talk: Talk, names: str, more: str = "") -> None:
    for name in names.split():
        await talk(f"{name}: sign erlan {more}")
        assert "nobody" in talk.text.casefold()


def people(name: str, n: int) -> str:
    """So many names that are no one's else."""
    return " ".join(f"{name}{i}" for i in range(n))


async def test_trades_stand_on_the_card_in_steps_and_words_are_merged_with_a_log(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk(f"ana: {ERLAN}")
    card = talk.face.find_post("Free Erlan")
    await sign(talk, people("n", 7), "as:nurse")
    await sign(talk, people("i", 4), "as:infirmière")
    await sign(talk, people("w", 4), "as:Welders")
    await talk.later(seconds=6)
    assert "Most from: nurse 5\n" in talk.face.posts[card].text
    await sign(talk, "m0 m1", "as:NURSES")
    await talk.later(hours=2)
    assert "Most from: nurse 5\n" in talk.face.posts[card].text
    await sign(talk, "m2 m3 m4", "as:Nurses")
    await talk.later(seconds=6)
    assert "Most from: nurse 10\n" in talk.face.posts[card].text
    assert "elder" not in talk.face.posts[card].text
    await talk("n0: campaign merge infirmière into:nurse")
    assert "steward" in talk.text
    await talk("ana: campaign merge")
    assert "Stated: infirmière, nurse, Welders" in talk.text
    await talk("ana: campaign merge infirmieres into:nurse")
    assert talk.text.startswith("“infirmière” counts as “nurse” from now on.")
    await talk("ana: campaign merge Infirmière into:nurse")
    assert talk.text == "“Infirmière” and “nurse” count as one word already."
    await talk("ana: campaign merge welder into:nurse")
    await talk("ana: campaign merge undo:2")
    assert talk.text == "“Welders” counts as itself again."
    await talk("ana: campaign merge undo:2")
    assert talk.text.startswith("There is no 2 in the log")
    await talk("ana: campaign merge weldor into:nurse")
    assert talk.text == "Nobody has stated “weldor”. Did you mean “Welders”?"
    await sign(talk, "m5 m6 m7 m8 m9", "as:infirmières")
    await talk.later(hours=2)
    assert "Most from: nurse 20\n" in talk.face.posts[card].text
    await talk("ana: campaign merge")
    assert "2: “Welders” counted as “nurse” (by ana), and no longer does." in talk.text
    assert "1: “infirmière” counts as “nurse” (by ana, " in talk.text


async def test_a_bloc_vouches_for_its_members_and_nobody_sees_who_signed(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("kim: bloc start Nurses")
    await talk(f"ana: {ERLAN}")
    card = talk.face.find_post("Free Erlan")
    for name in people("n", 12).split():
        await talk(f"{name}: bloc join Nurses")
    await sign(talk, people("n", 11), "as:nurse")
    await sign(talk, "x0 x1 x2 x3", "as:nurse")
    await talk.later(seconds=6)
    assert "Most from: nurse 15\n" in talk.face.posts[card].text
    await talk("n0: campaign vouch erlan Nurses as:nurses")
    assert talk.text == "Whoever keeps Nurses can do that. Ask one of them."
    await talk("kim: campaign vouch erlan Nurses as:nurses")
    assert "Nobody sees who of them has signed, you neither." in talk.text
    await talk.later(hours=2)
    assert "Most from: nurse 15, 10 vouched for\n" in talk.face.posts[card].text
    await talk("ben: campaign vouch erlan")
    assert "Nurses: nurse" in talk.text
    await talk("kim: campaign vouch erlan Nurses stop:yes")
    assert talk.text == "Nurses vouches no longer under campaign 1."
    await talk("kim: campaign vouch erlan Nurses stop:yes")
    assert talk.text == "Nurses has not vouched under campaign 1."
    await talk.later(hours=2)
    assert "Most from: nurse 15\n" in talk.face.posts[card].text


async def test_forty_new_accounts_are_noticed_looked_at_rejected_by_two_and_put_back(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk(f"ana: {ERLAN}")
    card = talk.face.find_post("Free Erlan")
    await talk("ana: member enrol ben")
    await talk("ana: steward name ben")
    for name in ("chi", "dan"):
        await talk(f"ana: member enrol {name}")
    await sign(talk, "ben chi dan old1 old2 old3", "as:nurse")
    for name in people("bot", 40).split():
        talk.face.made[name] = talk.clock.now()
    await sign(talk, people("bot", 40), "as:welder")
    await talk.later(seconds=6)
    assert "26 of 1,000" in talk.face.posts[card].text
    alarms = [who for who, told in talk.face.directs if "new accounts have signed this" in str(told)]
    assert sorted(alarms) == ["ana", "ben"]
    await talk("chi: campaign review erlan")
    assert "26" not in talk.text
    await talk("ana: now", private=True)
    assert "Free Erlan: 20 signatures wait for stewards to look." in talk.text
    await talk("dan: now")
    assert "wait for stewards" not in talk.text
    await talk("ana: campaign review erlan", private=True)
    assert "26 count, 20 are pending, 0 were rejected." in talk.text
    await talk("ana: campaign review erlan new:yes", private=True)
    assert talk.text.splitlines()[1:3] == [
        "This would reject 40 signatures of 46.",
        "Meant are those by accounts that were new, until Mon 1 Jun, 13:00.",
    ]
    assert (
        "For example: within the hour after Mon 1 Jun, 12:00, a new account, vouched for by nobody"
        in talk.text
    )
    assert "bot1" not in talk.text
    await talk("ana: campaign review erlan new:yes because:forty accounts of one day", private=True)
    await talk.press("ana", "Reject them")
    await talk.later(seconds=70)
    assert "26 of 1,000" in talk.face.posts[card].text
    assert "Reject 40 signatures under campaign 1: “forty accounts of one day”" in talk.last
    await talk("ben: steward agree 1")
    await talk.later(seconds=70)
    assert "6 of 1,000" in talk.face.posts[card].text
    told = talk.face.posts[talk.face.find_post("Signatures were looked through")].text
    assert "Review 1: rejected 40 signatures. “forty accounts of one day”" in told
    await talk("bot3: sign erlan as:welder name:nobody")
    await talk.later(seconds=70)
    assert "6 of 1,000" in talk.face.posts[card].text
    await talk("ana: campaign review erlan", private=True)
    assert "6 count, 0 are pending, 40 were rejected." in talk.text
    assert "Review 1: rejected 40 signatures. “forty accounts of one day”" in talk.text
    await talk.later(days=1, hours=1)
    await talk("bot30: unsign erlan")
    await talk("bot30: sign erlan as:welder")
    assert "looked at before it counts" in talk.text
    await talk("bot30: unsign erlan")
    await talk("ana: campaign review erlan", private=True)
    await talk.press("ana", "Undo review 1")
    await talk("ben: steward agree 2")
    await talk.later(seconds=70)
    assert "26 of 1,000" in talk.face.posts[card].text
    await talk("ana: campaign review erlan undo:1", private=True)
    assert talk.text == "There is no review 1 that could be undone."
    await talk("ana: campaign review erlan confirm:yes because:we know them", private=True)
    await talk.press("ana", "Have them count")
    await talk("ben: steward agree 3")
    await talk.later(seconds=70)
    assert "45 of 1,000" in talk.face.posts[card].text


async def test_paper_is_counted_apart_with_its_proof(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk(f"ana: {ERLAN}")
    card = talk.face.find_post("Free Erlan")
    await talk("ben: campaign batch erlan 230 proof:under my bed")
    assert talk.text.startswith("Whoever started campaign 1 can do that, and stewards.")
    await talk("ana: campaign batch erlan 230")
    assert talk.text.startswith("Say how many there are, from 1 to 10,000,000, and where")
    await talk("ana: campaign batch erlan 230 proof:lists 1 to 12, in the office")
    assert "Everybody can see where they are: lists 1 to 12, in the office" in talk.text
    await talk("ana: campaign batch erlan 20 proof:list 13")
    assert "0 of 1,000" in talk.face.posts[card].text
    assert "And 250 on paper." in talk.face.posts[card].text
    await talk("ben: campaign batch erlan")
    assert "1: 230 signatures, lists 1 to 12, in the office" in talk.text
    await talk("ana: campaign batch erlan remove:2")
    assert "And 230 on paper." in talk.face.posts[card].text
    await talk("ana: campaign batch erlan remove:2")
    assert talk.text == "There are no signatures on paper under number 2."


async def test_an_organisation_signs_once_its_bloc_says_so(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("kim: bloc start Dockers")
    await talk("ben: bloc join Dockers")
    await talk(f"ana: {ERLAN}")
    card = talk.face.find_post("Free Erlan")
    await talk("eve: campaign endorse erlan Dockers’ Union bloc:Dockers")
    assert talk.answer is not None
    assert not talk.answer.ok
    await talk("ben: campaign endorse erlan Dockers’ Union")
    assert talk.text.startswith("Say which bloc speaks for it")
    await talk("ben: campaign endorse erlan Dockers’ Union bloc:Dockers")
    assert "as soon as whoever keeps Dockers confirms it" in talk.text
    assert "Union" not in talk.face.posts[card].text
    await talk("kim: campaign endorse erlan dockers’ union bloc:Dockers")
    assert talk.text == "Dockers’ Union signs campaign 1. Dockers has confirmed it."
    assert "Signed by organisations: Dockers’ Union" in talk.face.posts[card].text
    await talk("ben: campaign endorse erlan Dockers’ Union remove:yes")
    assert talk.text == "Whoever keeps Dockers can do that. Ask one of them."
    await talk("kim: campaign endorse erlan Dockers’ Union remove:yes")
    assert "Union" not in talk.face.posts[card].text
    await talk("ana: campaign start Stop at noon kind:pledge goal:2 closes:14d name:noon")
    await talk("kim: campaign endorse noon Dockers’ Union bloc:Dockers")
    assert "is a pledge" in talk.text


async def test_a_bloc_in_no_list_vouches_and_is_named_nowhere(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("kim: bloc start Zquarry kind:unlisted")
    number = re.findall(r"by its number (\d+)", talk.text)[0]
    await talk(f"ana: {ERLAN}")
    card = talk.face.find_post("Free Erlan")
    for name in people("n", 10).split():
        await talk(f"{name}: member join")
        await talk(f"kim: bloc invite Zquarry {name}")
        await talk(f"{name}: bloc join {number}")
    await sign(talk, people("n", 10), "as:nurse")
    await talk("kim: campaign vouch erlan Zquarry")
    assert talk.text.startswith("Zquarry vouches for its members under campaign 1.")
    await talk.later(seconds=6)
    await talk.later(hours=2)
    assert "Most from: nurse 10, 10 vouched for\n" in talk.face.posts[card].text
    for line in (
        "campaign vouch erlan",
        "campaign tally erlan",
        "campaign show erlan",
        "campaign export erlan json",
    ):
        await talk(f"eve: {line}")
        assert "Zquarry" not in talk.text
    assert "Zquarry" not in "\n".join(talk.posts)
    await talk("eve: campaign vouch erlan Zquarry")
    assert talk.answer is not None
    assert not talk.answer.ok


async def test_of_a_pledge_no_row_is_told_before_its_number_is_reached(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("kim: bloc start Nurses")
    for name in people("n", 8).split():
        await talk(f"{name}: bloc join Nurses")
    await talk("ana: campaign start We stop at noon kind:pledge goal:7 closes:14d name:noon")
    card = talk.face.find_post("We stop")
    await talk("kim: campaign vouch noon Nurses")
    for name in people("n", 6).split():
        await talk(f"{name}: sign noon as:nurse")
    await talk.later(seconds=6)
    assert "Most from" not in talk.face.posts[card].text
    await talk("n6: sign noon as:nurse")
    await talk.later(seconds=6)
    await talk.later(hours=1)
    await talk("n7: sign noon as:nurse")
    await talk.later(seconds=6)
    assert "Most from: nurse 5" in talk.face.posts[card].text


async def test_nobody_learns_by_their_own_words_where_others_work(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk(f"ana: {ERLAN}")
    await talk('ben: sign erlan at:"Clinic West" with:"Nurses of Ulm"')
    await talk('eve: sign erlan at:"cLINIC wEST" with:"nurses of ulm"')
    await talk("eve: signature show erlan")
    assert "cLINIC wEST, nurses of ulm" in talk.text
    answers = []
    for clinic in ("Clinic West", "Clinic East"):
        await talk(f'ana: campaign merge "{clinic}" into:clinic kind:workplace')
        answers.append(talk.text.replace(clinic, "it"))
    assert answers[0] == answers[1]
    await talk("ana: campaign merge kind:association")
    assert "ulm" not in talk.text


async def test_of_a_pledge_stewards_and_keepers_learn_no_number_either(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: bloc start Nurses")
    for name in people("n", 7).split():
        await talk(f"{name}: bloc join Nurses")
    await talk("ana: campaign start Stop at noon kind:pledge goal:6 closes:14d name:noon")
    answers = []
    for name in ("n0", *people("n", 6).split()):
        if answers:
            await talk(f"{name}: sign noon")
        seen = []
        for line in ("review noon", "review noon from:2d because:test", "tally noon", "show noon", "list"):
            await talk(f"ana: campaign {line}", private=True)
            seen.append(talk.text)
        answers.append(seen)
    assert all(seen == answers[0] for seen in answers)
    await talk("ana: campaign batch noon 60 proof:lists")
    assert talk.text.startswith("Campaign 1 is a pledge")
    await talk("ana: campaign vouch noon Nurses")
    await talk.later(seconds=6)
    assert "6 of 6" in talk.face.posts[talk.face.find_post("Pledge 1")].text
    await talk("ana: campaign vouch noon Nurses stop:yes")
    assert talk.text.startswith("Pledge 1 is met, so whom blocs vouch for stays as it is")
