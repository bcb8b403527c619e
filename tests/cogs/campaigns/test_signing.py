"""Signing as people live it: with one word, in private, changed, and taken back without a trace."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from cogs.campaigns.export_store import Exports
from cogs.campaigns.schema import campaigns
from cogs.campaigns.store import campaign_of
from tests.talk import Talk, lines_of


async def count(talk: Talk, table: str, where: str = "true") -> int:
    """How many rows a table has."""
    async with talk.app.db.reading() as connection:
        return int(
            (await connection.execute(sa.text(f"SELECT count(*) FROM {table} WHERE {where}"))).scalar_one()
        )


async def started(talk: Talk, more: str = "goal:100") -> None:
    await talk("ana: assembly found Depot")
    await talk(f"ana: campaign start Free Erlan {more}")


async def test_one_word_signs_and_nobody_else_sees_who(talk: Talk) -> None:
    await started(talk)
    await talk("ben: sign erlan as:Nurse")
    assert "You have signed: 1 Free Erlan (erlan)" in talk.text
    assert "Your name is shown to nobody." in talk.text
    assert "Take it back any time: /unsign erlan" in talk.text
    assert "not on one from work" in talk.text
    assert talk.answer is not None and talk.answer.private
    assert await count(talk, "members") == 1
    assert await count(talk, "signature_counts", "kind = 'all' AND n = 1") == 1
    assert "ben" not in "\n".join(talk.posts)


async def test_a_press_asks_first_and_signing_again_changes_it(talk: Talk) -> None:
    await started(talk)
    card = talk.face.find_post("Free Erlan")
    await talk.press("ben", "Sign", card)
    assert "Nothing is signed yet." in talk.text
    assert await count(talk, "signatures") == await count(talk, "accounts") - 1 == 0
    await talk.press("ben", "Sign, my name is shown to nobody")
    assert "You have signed" in talk.text
    await talk("ben: sign erlan as:nurse name:everyone")
    assert "Under which name?" in talk.text
    await talk("ben: sign erlan as:nurse name:everyone called:Ben B")
    assert "Your signature is changed" in talk.text
    assert "Your name is shown to everyone, as Ben B, with the trade" in talk.text
    await talk("chi: signature names erlan")
    assert talk.text.splitlines() == ["1 Free Erlan (erlan)", "Ben B, nurse"]
    await talk("ben: signature show")
    assert "what you said of yourself: nurse" in talk.text
    await talk.press("ben", "Don’t tell me")
    assert "You will not be told how it ends" in talk.text
    await talk.press("ben", "Sign", card)
    assert "You will not be told how it ends" in talk.text
    assert await count(talk, "signatures") == 1


async def test_a_pen_under_the_card_counts_nothing(talk: Talk) -> None:
    await started(talk)
    card = talk.face.find_post("Free Erlan")
    await talk.react("ben", "✒️", card)
    assert "A reaction shows your name to the whole room. Not counted." in talk.text
    await talk.press("ben", "Sign privately")
    assert "Nothing is signed yet." in talk.text
    await talk.react("ben", "✒️", card, added=False)
    for table in ("signatures", "reactions", "inbox"):
        assert await count(talk, table, "true" if table != "inbox" else "event LIKE '%react%'") == 0
    assert await count(talk, "members") == await count(talk, "accounts") == 1


async def nurses(talk: Talk) -> None:
    """An assembly with a bloc that all but Eve are in."""
    await talk("ana: assembly found Depot")
    await talk("ana: bloc start Nurses")
    for name in ("ben", "chi", "dan"):
        await talk(f"{name}: bloc join Nurses")


async def vouch(talk: Talk, campaign: int = 1) -> None:
    """Has the bloc of nurses vouch for its members under a campaign."""
    await talk(f"ana: campaign vouch {campaign} Nurses")
    assert "Nurses" in talk.text


def told(talk: Talk, name: str) -> list[str]:
    """What a person was told in private."""
    return ["\n".join(lines_of(card)) for who, card in talk.face.directs if who == name]


async def test_names_stand_together_or_not_at_all(talk: Talk) -> None:
    await nurses(talk)
    await talk("ana: campaign start Free Erlan goal:3")
    await vouch(talk)
    for name in ("ben", "chi"):
        await talk(f"{name}: sign erlan name:together called:{name.title()}")
        assert "until 3 whom a bloc vouches for can be shown together" in talk.text
    await talk("eve: sign erlan name:together called:Eve")
    assert "It counts there once a bloc has vouched for you." in talk.text
    await talk.later(seconds=6)
    assert told(talk, "ben") == []
    await talk("ben: signature agree erlan show")
    assert "Not enough have signed campaign 1 yet: it takes 3" in talk.text
    await talk("dan: sign erlan name:together called:Dan")
    await talk.later(seconds=6)
    assert "4 have signed; 3 of them, vouched for, want to be shown together with 3." in told(talk, "ben")[-1]
    for name in ("ben", "chi", "eve"):
        await talk(f"{name}: signature agree erlan show")
    await talk.later(days=2)
    assert await named(talk) == []
    await talk("dan: signature agree erlan show")
    assert "Names appear once 3 have whom a bloc vouches for" in talk.text
    await talk.later(seconds=6)
    assert await named(talk) == ["Ben", "Chi", "Dan", "Eve"]
    await talk("fay: sign erlan name:together called:Fay")
    await talk.press("fay", "Show")
    assert "Your name stands with the others now" in talk.text
    assert "Fay" in await named(talk)
    await talk("fay: unsign")
    await talk("chi: signature agree erlan hide")
    await talk("eve: unsign erlan")
    assert await named(talk) == ["Ben", "Dan"]


async def test_a_pledge_holds_once_enough_have_made_it(talk: Talk) -> None:
    await nurses(talk)
    await talk("ana: campaign start We stop at noon kind:pledge goal:2 closes:14d name:noon")
    await vouch(talk)
    for name in ("ben", "eve"):
        await talk(f"{name}: sign noon name:everyone called:{name.title()}")
        assert "is shown to nobody until enough have pledged and you say yes once more" in talk.text
    await talk.later(seconds=6)
    assert told(talk, "ben") == []
    await talk("chi: sign noon")
    await talk.later(seconds=6)
    assert "The pledge is met" in talk.last
    assert "2 of us will." in talk.last
    assert "2 of you have pledged it; 2 were needed. Will you?" in told(talk, "ben")[-1]
    assert await named(talk) == []
    await talk("dan: sign noon")
    assert "There are enough of you" in talk.text
    await talk.press("dan", "Yes, I will")
    assert "You have said yes" in talk.text
    await talk("ben: signature agree noon do")
    assert "You have said yes" in talk.text
    assert await named(talk) == ["Ben"]
    assert "2 people have confirmed it since." in talk.face.posts[talk.face.find_post("have confirmed")].text


async def test_a_pledge_whose_date_passes_holds_nobody_and_keeps_nothing(talk: Talk) -> None:
    await nurses(talk)
    await talk("ana: campaign start We stop at noon kind:pledge goal:2 closes:14d name:noon")
    await vouch(talk)
    await talk("ben: sign noon called:Ben name:everyone")
    await talk("eve: sign noon")
    await talk("ben: campaign message noon sent:yes")
    await talk.later(days=14)
    assert "The pledge was not met" in talk.last
    for name in ("ben", "eve"):
        assert "holds nobody. Who pledged is erased." in told(talk, name)[-1]
    for table in ("signatures", "signed_as", "campaign_sent", "signature_counts"):
        assert await count(talk, table) == 0
    await talk("chi: sign noon")
    assert "Campaign 1 has ended." in talk.text
    await talk.later(days=3)
    assert await count(talk, "tells", "kind = 'campaign.lapsed'") == 0
    assert await count(talk, "accounts", "address = 'eve'") == 0


async def test_a_pledge_that_is_met_in_the_last_seconds_holds(talk: Talk) -> None:
    await nurses(talk)
    await talk("ana: campaign start We stop at noon kind:pledge goal:2 closes:1h name:noon")
    await vouch(talk)
    await talk("ben: sign noon")
    await talk.later(minutes=59, seconds=57)
    await talk("chi: sign noon")
    await talk.later(seconds=3)
    await talk.later(seconds=6)
    assert "The pledge is met" in talk.last
    assert "Will you?" in told(talk, "ben")[-1]
    await talk("chi: signature agree noon do")
    assert "You have said yes" in talk.text


async def named(talk: Talk) -> list[str]:
    """Whose names may be read under the first campaign."""
    async with talk.app.db.reading() as connection:
        campaign = campaign_of((await connection.execute(sa.select(campaigns))).one())
        pages = [page async for page in Exports(talk.app.db).named(campaign)]
    return [one.called for page in pages for one in page]


async def test_new_words_are_signed_anew_by_whoever_wants(talk: Talk) -> None:
    await started(talk)
    for name in ("ben", "chi"):
        await talk(f"{name}: sign erlan")
    await talk("ana: campaign update erlan\nFree him today.")
    await talk.later(seconds=6)
    assert "What you signed stays what you signed." in told(talk, "ben")[-1]
    assert "0 of 2 have signed it as it is now (version 2)." in told(talk, "ben")[-1]
    await talk("ben: signature agree erlan text")
    assert "You have signed it as it is now" in talk.text
    await talk("dan: sign erlan")
    await talk.later(seconds=6)
    assert len(told(talk, "chi")) == len(told(talk, "ben")) == 1
    assert (
        "2 of 3 signed it as it is now (version 2)." in talk.face.posts[talk.face.find_post("Letter 1")].text
    )


async def test_nobody_signs_words_that_they_have_not_read(talk: Talk) -> None:
    await started(talk)
    await talk("ben: signature show erlan")
    read = talk.answer
    await talk("ana: campaign update erlan\nFree him today.")
    talk.answer = read
    await talk.press("ben", "Sign, my name is shown to nobody")
    assert "has been changed since you read it, so nothing is signed" in talk.text
    assert await count(talk, "signatures") == await count(talk, "accounts") - 1 == 0
    await talk("chi: sign erlan")
    await talk("ana: campaign update erlan\nJail his judges.")
    await talk.later(seconds=6)
    asked = next(card for who, card in talk.face.directs if who == "chi")
    await talk("chi: sign erlan as:nurse name:everyone called:Chi")
    assert "You signed version 1, and that stays." in talk.text
    await talk("ana: campaign update erlan\nJail them all.")
    assert talk.answer is not None
    talk.answer = replace(talk.answer, card=asked)
    await talk.press("chi", "I sign this too")
    assert "has been changed since you read it, so nothing is signed" in talk.text
    await talk("chi: signature agree erlan text")
    assert await count(talk, "signatures", "version = 3") == 1


async def test_who_has_left_a_bloc_reads_no_new_words_of_it(talk: Talk) -> None:
    await nurses(talk)
    await talk("ana: campaign start Secret goal:10 bloc:Nurses name:sec\nOld text", private=True)
    for name in ("ben", "chi"):
        await talk(f"{name}: sign sec", private=True)
    await talk("ben: bloc leave Nurses")
    await talk("ana: campaign update sec\nNew text", private=True)
    await talk.later(seconds=6)
    assert "New text" in told(talk, "chi")[-1]
    assert not [text for text in told(talk, "ben") if "New text" in text]


async def test_somebody_elses_name_is_taken_off_again(talk: Talk) -> None:
    await started(talk)
    await talk("ben: sign erlan as:nurse name:everyone called:Ana Pérez")
    await talk("chi: sign erlan name:together called:Chi")
    await talk("ben: signature unname erlan Ana Pérez")
    assert "steward" in talk.text
    await talk("ana: signature unname erlan Chi")
    assert talk.text.startswith("That name does not stand under campaign 1.")
    await talk("ana: signature unname erlan ana perez")
    assert talk.text.startswith("That name stands under 1 Free Erlan (erlan) no more")
    await talk.later(seconds=6)
    assert "A steward has taken the name off" in told(talk, "ben")[-1]
    assert await named(talk) == []
    assert await count(talk, "signatures") == 2
    await talk("ben: signature show erlan")
    assert "Your name is shown to nobody." in talk.text
