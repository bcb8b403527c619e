"""Signing as people live it: with one word, in private, changed, and taken back without a trace."""

from __future__ import annotations

import sqlalchemy as sa

from tests.talk import Talk


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
    assert "Your name is shown to everyone, as Ben B." in talk.text
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
    await talk.react("ben", "✒️", card, added=False)
    for table in ("signatures", "reactions", "inbox"):
        assert await count(talk, table, "true" if table != "inbox" else "event LIKE '%react%'") == 0
    assert await count(talk, "members") == await count(talk, "accounts") == 1
