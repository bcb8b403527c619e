"""What makes a count trusted, on both databases: words, vouching, breakdowns, reviews and paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from cogs.campaigns.breakdown_store import Breakdowns
from cogs.campaigns.endorsement_store import Endorsements
from cogs.campaigns.paper_store import PaperStore
from cogs.campaigns.review_store import Reviews
from cogs.campaigns.rules.breakdown import Row, step
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.endorsement import Endorsement
from cogs.campaigns.rules.fraud import Found, Rule
from cogs.campaigns.rules.signature import Mark, Shown, Signature, Standing, hour_of
from cogs.campaigns.rules.term import TermKind
from cogs.campaigns.sign_store import Signatures
from cogs.campaigns.term_store import term_ids
from cogs.campaigns.vouch_store import Vouches
from cogs.campaigns.word_store import WordStore
from storage.assemblies import Assemblies
from storage.database import Database
from tests.cogs.campaigns.letter import NOW

STEWARD, HOUR = 3, hour_of(NOW)


async def sign(db: Database, letter: Campaign, people: Sequence[int], trade: str, marks: int = 0) -> None:
    """Has people sign under a trade."""
    word, language = ("trade", trade), ("language", "es")
    known = await db.within(lambda c: term_ids(c, letter.assembly, [word, language]))
    some = [
        Signature(
            letter.id,
            person,
            1,
            known[word],
            None,
            known[language],
            None,
            Standing.CONFIRMED,
            Shown.NOBODY,
            marks,
            HOUR,
        )
        for person in people
    ]
    await db.within(lambda c: Signatures.put(c, some))


async def test_words_are_merged_and_breakdowns_follow(db: Database, letter: Campaign) -> None:
    words, board = WordStore(db, Assemblies(db)), Breakdowns(db)
    async with db.transaction():
        await sign(db, letter, range(1, 13), "Nurse")
        await sign(db, letter, range(13, 16), "infirmière")
        gone = await words.find(letter.assembly, TermKind.TRADE, "infirmieres")
        into = await words.add(letter.assembly, TermKind.TRADE, "nurses")
        assert gone is not None
        first = step(None, await board.counted(letter.id, letter.assembly, False, NOW))
        assert first is not None
        assert first.rows["trade"] == {into.id: Row(10)}
        await board.show(letter.id, first)
        assert await words.merge(letter.assembly, gone, into, STEWARD, NOW) == 1
        counted = await board.counted(letter.id, letter.assembly, False, NOW + timedelta(hours=1))
        assert counted.rows["trade"] == {into.id: Row(15)}
        shown = await board.shown(letter.id)
        assert shown is not None
        assert shown.rows["trade"] == first.rows["trade"]
        assert step(shown, counted) is None
        assert await board.by_language(letter.id) == {"es": 15}
        assert [(one.gone, one.into, one.steward) for one in await words.log(letter.assembly, 9)] == [
            ("infirmière", "Nurse", STEWARD)
        ]
        await words.forget(STEWARD)
        assert await words.by(letter.assembly, STEWARD) == []
        assert await words.undo(letter.assembly, 1, NOW) is not None
        assert await words.undo(letter.assembly, 1, NOW) is None
        assert await words.words(letter.assembly, TermKind.TRADE, 9) == ["infirmière", "Nurse"]


async def test_a_review_touches_what_its_rule_means_and_can_be_undone(db: Database, letter: Campaign) -> None:
    reviews, signatures = Reviews(db), Signatures(db)
    async with db.transaction():
        await sign(db, letter, range(1, 4), "nurse")
        await sign(db, letter, range(-40, 0), "welder", Mark.NEW)
        rule = Rule(new=True, first=HOUR, last=HOUR, no_bloc=True)
        meant = await reviews.meant(letter.id, rule)
        assert meant == Found(40, 43, meant.examples)
        assert len(meant.examples) == 3
        assert (await reviews.meant(letter.id, Rule(last=HOUR - 1))).n == 0
        draft = await reviews.draft(letter.id, rule, "one day", meant.n, NOW)
        done = await reviews.do(letter.id, draft, NOW)
        assert await reviews.get(letter.id, 1) == done
        assert await signatures.total(letter.id) == (3, 0)
        assert await reviews.undo(letter.id, done, NOW) == 40
        assert await signatures.total(letter.id) == (43, 0)
        assert [one.is_done for one in await reviews.done(letter.id)] == [False]
        assert (await reviews.standings(letter.id))[Standing.REJECTED] == 0
        assert await reviews.burst(letter.id, NOW) == 40
        await reviews.note_alarm(letter.id, NOW)
        assert (await reviews.alarm(letter.id)).is_on(NOW)
        await reviews.note_alarm(letter.id, NOW, NOW)
        assert (await reviews.alarm(letter.id)).is_calm(NOW)


async def test_blocs_vouch_and_paper_and_organisations_stand_beside(db: Database, letter: Campaign) -> None:
    vouches = Vouches(db, lambda _connection, _bloc: frozenset({1, 2, 9}))
    paper, endorsements = PaperStore(db), Endorsements(db)
    async with db.transaction():
        await sign(db, letter, [1, 2, 3], "nurse")
        await vouches.give(letter, 7, "nurses", NOW)
        assert await vouches.anew(letter.id, None) is None
        await sign(db, letter, [9], "nurse")
        await vouches.follow(letter.id)
        assert await Signatures(db).total(letter.id) == (4, 3)
        assert await vouches.of(letter.id) == [(7, "nurse")]
        assert await vouches.take_back(letter, 7)
        first = await paper.add(letter.id, 230, "list 1", STEWARD, NOW)
        assert [first] == await paper.of(letter.id) == await paper.by(letter.assembly, STEWARD)
        await paper.forget(STEWARD)
        assert await paper.by(letter.assembly, STEWARD) == []
        assert await paper.remove(letter.id, first.number)
        await endorsements.put(letter.id, "Dockers", 7, None)
        await endorsements.put(letter.id, "Dockers", 7, NOW)
        assert await endorsements.of(letter.id) == [Endorsement("Dockers", 7, True)]
        await endorsements.remove(letter.id, "Dockers")
        assert await endorsements.get(letter.id, "Dockers") is None
