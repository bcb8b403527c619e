"""Reminding without shaming: how many and never who, and a word alone to those who have not voted."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from bot.config import Settings
from tests.talk import Talk, lines_of

NAMES = ("ana", "ben", "chi", "dan", "eli", "fay")


async def a_listed_vote(talk: Talk, more: str = "", open_for: str = "72h") -> None:
    """Six are on the roll since yesterday; Ana's motion is voted on."""
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings roll:listed")
    for name in NAMES[1:]:
        await talk(f"ana: member enrol {name}")
    await talk.app.teller.round()
    await talk.later(hours=25)
    await talk(f"ana: motion propose Buy a kettle closes:{open_for} {more}")
    await talk("ben: motion second 1")


async def told(talk: Talk) -> list[tuple[str, str]]:
    """What people were told alone, by name."""
    await talk.app.teller.round()
    return [(name, "\n".join(lines_of(card))) for name, card in talk.face.directs]


async def test_the_post_says_how_many_and_names_nobody(talk: Talk) -> None:
    await a_listed_vote(talk)
    await talk("chi: vote 1 for")
    await talk("dan: motion remind 1")
    assert "1 of 6 has voted. Is yours waiting?" in talk.last
    assert not any(name in talk.last for name in NAMES)
    post = list(talk.face.posts.values())[-1]
    assert [(b.label, b.command) for b in post.card.buttons] == [("My votes", "now")]


async def test_those_who_have_not_voted_are_told_alone(talk: Talk) -> None:
    await a_listed_vote(talk)
    await talk("chi: vote 1 for")
    await talk.later(hours=9)  # it is night, so what is to be told waits for the morning
    await talk("dan: motion remind 1")
    await talk("eli: vote 1 against")
    assert not any("is waiting" in said for _, said in await told(talk))
    await talk.later(hours=11)
    found = await told(talk)
    assert {name for name, said in found if "Your vote on motion 1 is waiting" in said} == {
        "ana",
        "ben",
        "dan",
        "fay",
    }


async def test_once_in_twelve_hours(talk: Talk) -> None:
    await a_listed_vote(talk)
    await talk("dan: motion remind 1")
    before = len(talk.posts)
    await talk("fay: motion remind 1")
    assert talk.text.startswith("Motion 1 was reminded of a short while ago. It can be again from")
    await talk.later(hours=12)
    await talk("fay: motion remind 1")
    assert len(talk.posts) == before + 1


async def test_by_itself_a_day_before_the_close_and_once(talk: Talk) -> None:
    await a_listed_vote(talk)
    before = len(talk.posts)
    await talk.later(hours=47)
    assert len(talk.posts) == before
    await talk.later(hours=1)
    assert "0 of 6 have voted. Is yours waiting?" in talk.last
    await talk.later(hours=13)
    assert len(talk.posts) == before + 1


async def test_one_that_was_just_asked_for_puts_the_other_off(talk: Talk) -> None:
    await a_listed_vote(talk)
    await talk.later(hours=44)
    await talk("dan: motion remind 1")
    before = len(talk.posts)
    await talk.later(hours=6)
    assert len(talk.posts) == before
    await talk.later(hours=6)
    assert len(talk.posts) == before + 1


async def test_a_short_vote_is_not_reminded_of_by_itself(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings shortest:0h")
    await talk("ana: motion propose Buy a kettle closes:24h")
    await talk("ben: motion second 1")
    before = len(talk.posts)
    for _ in range(4):
        await talk.later(hours=5)
    assert len(talk.posts) == before


async def test_where_anyone_may_vote_nobody_is_written_to(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    await talk("ben: vote 1 for")
    await told(talk)
    before = len(talk.face.directs)
    await talk("dan: motion remind 1")
    assert "1 has voted. Is yours waiting?" in talk.last
    assert len(await told(talk)) == before


async def test_nothing_after_everyone_has_voted_or_the_close(talk: Talk) -> None:
    await a_listed_vote(talk)
    for name in NAMES:
        await talk(f"{name}: vote 1 for")
    await talk("ana: motion remind 1")
    assert talk.text == "Everyone who may vote on motion 1 has voted."
    await talk.later(hours=73)
    await talk("ana: motion remind 1")
    assert talk.answer is not None and not talk.answer.ok


async def test_who_could_not_be_told_before_the_close_is_not_told_after(talk: Talk) -> None:
    await a_listed_vote(talk, open_for="12h")
    await talk("ana: motion remind 1")
    await told(talk)
    await talk("ana: motion propose Buy a pot closes:12h")
    await talk("ben: motion second 2")
    await talk("ana: motion remind 2")
    talk.face.directs.clear()
    await talk.later(hours=25)
    assert not any("is waiting" in said for _, said in await told(talk))


async def test_nothing_on_disk_tells_who_had_voted_when(talk: Talk, settings: Settings) -> None:
    await a_listed_vote(talk, "votes:secret")
    answer = await talk("chi: vote 1 for")
    assert answer is not None
    await talk.press("chi", "Cast it")
    await talk("dan: motion remind 1")
    assert "1 of 6 has voted." in talk.last
    with sqlite3.connect(Path(settings.database)) as disk:
        rows = disk.execute("SELECT member FROM tells WHERE kind = 'motion.your-vote'").fetchall()
        journal = "".join(str(row) for row in disk.execute("SELECT * FROM journal"))
    assert len(rows) == 6
    assert "remind" not in journal
    assert "chi" not in {name for name, said in await told(talk) if "is waiting" in said}
