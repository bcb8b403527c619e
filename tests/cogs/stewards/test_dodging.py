"""A steward who would slip out of a recall, and what waits where nobody can read or answer it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.app import opened
from bot.config import Settings
from cogs.stewards.schema import forgotten, recalled
from storage.schema import posts
from tests.cogs.members.stored import rows
from tests.cogs.stewards.conftest import Found
from tests.cogs.stewards.test_takeover import RUNS, refused, stewards, voted
from tests.cogs.stewards.test_takeover import recalled as called
from tests.talk import FrozenClock, RecordingFace, Talk

ONLY_BY_VOTE = "The assembly has recalled that person, so only the assembly"


async def voted_out(talk: Talk) -> None:
    await voted(talk, "chi", "dara", "eli")
    await talk.later(hours=49)


@pytest.mark.parametrize("way", ["steward step-down", "member leave sure:yes"])
async def test_who_goes_before_the_count_is_recalled_all_the_same(talk: Talk, depot: Found, way: str) -> None:
    await depot(6, stewards=2)
    for name in ("chi", "dara", "eli"):
        await talk(f"{name}: steward recall ana")
    await talk(f"ana: {way}")
    assert talk.answer is not None
    assert talk.answer.ok
    await voted_out(talk)
    if "leave" in way:
        await talk("ben: member enrol ana")
    assert (await refused(talk, "ben: steward name ana")).startswith(ONLY_BY_VOTE)


async def test_no_undo_brings_back_whom_the_assembly_recalled_meanwhile(talk: Talk, depot: Found) -> None:
    await depot(6, stewards=2)
    for name in ("chi", "dara", "eli"):
        await talk(f"{name}: steward recall ana")
    await voted(talk, "chi", "dara", "eli")
    await talk.later(hours=47, minutes=59, seconds=30)
    await talk("ana: steward step-down")
    await talk.later(seconds=40)
    assert await rows(talk.app, sa.select(recalled))
    assert (await refused(talk, "ana: steward undo")).startswith(ONLY_BY_VOTE)
    assert await stewards(talk) == "ben"


@pytest.mark.parametrize("when", ["before the count", "after it"])
async def test_whoever_was_forgotten_after_a_recall_comes_back_by_a_vote_alone(
    talk: Talk, depot: Found, when: str
) -> None:
    await depot(6, stewards=2)
    for name in ("chi", "dara", "eli"):
        await talk(f"{name}: steward recall ana")
    await voted(talk, "chi", "dara", "eli")
    if when == "before the count":
        await talk("ana: member forget-me sure:yes")
    await talk.later(hours=49)
    if when == "after it":
        await talk("ana: member forget-me sure:yes")
    columns = {column.name for column in forgotten.columns}
    assert columns == {"id", "assembly", "at"}, "nothing of whom"
    assert len(await rows(talk.app, sa.select(forgotten))) == 1
    await talk.later(minutes=5)
    await talk("ben: member enrol ana")
    assert (await refused(talk, "ben: steward name ana")).startswith(
        "A steward was recalled here and is forgotten since"
    )
    await talk("ben: steward name fay")
    assert "announced as number" in talk.text, "who was there before is named as ever"
    await talk("ben: steward undo")
    await talk.later(days=366)
    await talk("ben: steward name ana")
    assert "announced as number" in talk.text


async def test_a_recall_opens_where_one_of_five_is_gone(
    talk: Talk, depot: Found, face: RecordingFace
) -> None:
    """Of five on the roll one is in the room no more: four may vote, which is too few for a secret vote."""
    await depot(5)
    face.gone.add("eli")
    await talk("ben: motion propose Tea")
    await talk("chi: motion second 1")
    for name in ("ben", "chi", "dara"):
        await talk(f"{name}: steward recall ana")
    assert talk.text.startswith(("That is enough: it is voted on", "That is being voted on"))


@pytest.mark.parametrize(
    "line", ['motion hall 1 0 9 tellers:"ana and eli"', "ballot tick 1 chi", "assembly room"]
)
async def test_no_steward_counts_or_hides_the_vote_on_them(talk: Talk, depot: Found, line: str) -> None:
    await depot(5)
    await called(talk)
    assert (await refused(talk, f"ana: {line}")).startswith(RUNS)


async def test_a_vote_that_three_called_for_is_not_moved_again_by_one(talk: Talk, depot: Found) -> None:
    await depot(5)
    await called(talk)
    await talk.later(hours=49)
    assert (await refused(talk, "ben: motion again 1")).startswith(
        "Motion 1 was called for by several members together"
    )


async def test_people_without_an_account_make_nothing_harder_to_stop(talk: Talk, depot: Found) -> None:
    await depot(3)
    for initials in ("A. B.", "C. D.", "E. F."):
        await talk(f'ana: member add "{initials}"')
    await talk("ana: member remove chi")
    assert "unless 2 members object" in talk.text
    for name in ("ben", "chi"):
        await talk(f"{name}: steward recall ana")
    assert talk.text == "That is enough: it is voted on, as motion 1."


async def test_who_asked_and_is_no_steward_any_more_has_asked_for_nothing(talk: Talk, depot: Found) -> None:
    await depot(6, stewards=2)
    await talk("ana: steward name chi")
    await talk.later(minutes=2)
    await talk("ana: steward step-down")
    await talk.later(hours=25)
    assert any("as it was not possible any more" in post for post in talk.posts)
    assert await stewards(talk) == "ben"


async def test_who_offers_to_keep_an_assembly_that_has_a_steward_by_now_is_none(
    talk: Talk, depot: Found, face: RecordingFace
) -> None:
    face.managers = {"ana", "eli"}
    await depot(5)
    await talk("ana: member forget-me sure:yes")
    for name in ("ben", "chi", "dara"):
        await talk(f"{name}: steward call ben")
    for name in ("ben", "chi", "dara"):
        await talk(f"{name}: vote 1 for")
    await talk.later(hours=40)
    await talk("eli: assembly found Depot")
    assert "announced as number 1" in talk.text
    await talk.later(hours=9)
    assert await stewards(talk) == "ben"
    await talk.later(hours=16)
    assert await stewards(talk) == "ben"


async def test_what_nobody_could_read_is_not_done(talk: Talk, depot: Found) -> None:
    """A steward who manages the place keeps the bot from writing there: nobody's silence agrees to that."""
    await depot(4)
    await talk("ana: member remove dara")
    async with talk.app.db.transaction() as here:
        card = posts.c.kind == "steward.deed"
        await here.execute(sa.update(posts).where(card).values(state="refused"))
    for _ in range(3):
        await talk.later(hours=25)
        await talk("dara: now")
        assert talk.answer is not None
        assert talk.answer.ok
        assert "not done" not in "\n".join(talk.posts)
    await talk.later(days=5)
    assert "as it was not possible any more" in talk.last
    await talk("dara: motion propose Tea")
    assert talk.answer.ok


async def test_while_the_bot_was_away_nobody_agreed_by_silence(settings: Settings) -> None:
    face, clock = RecordingFace(), FrozenClock()
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up("terminal")
        talk = Talk(app, face, clock)
        await talk("ana: assembly found Depot")
        for name in ("ben", "chi", "dara"):
            await talk(f"ana: member enrol {name}")
        await talk("ana: member remove dara")
        await talk.later(minutes=2)
    clock.forward(timedelta(hours=30))
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up("terminal")
        await app.sweeper.settle()
        talk = Talk(app, face, clock)
        await talk.later(minutes=1)
        for name in ("ben", "chi"):
            await talk(f"{name}: steward object 1")
        assert "not done: members objected" in talk.text
        await talk("dara: motion propose Tea")
        assert talk.answer is not None
        assert talk.answer.ok


async def test_in_a_careful_assembly_names_are_for_one_pair_of_eyes(talk: Talk, depot: Found) -> None:
    await depot(4)
    await talk("ana: assembly careful yes")
    await talk("ana: member remove dara")
    await talk("ben: steward show 1", overheard=True)
    assert "dara" not in talk.text
    await talk("ben: steward show 1", private=True)
    assert "Take dara off the roll" in talk.text
