"""Words, vouching and guarding on a real database, as a crowd of signatures asks them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.api.blocs import Bloc
from bot.api.number import Numbered
from bot.api.press import pack
from bot.api.speech import Speech
from cogs.campaigns.guarding import Guard, new_lately
from cogs.campaigns.rules.campaign import NO_ROOM, Campaign, Kind, State
from cogs.campaigns.rules.endorsement import Endorsement, called
from cogs.campaigns.rules.fraud import BURST
from cogs.campaigns.rules.signature import Mark, Shown, Signature, Standing, hour_of
from cogs.campaigns.sign_schema import terms
from cogs.campaigns.sign_store import Signatures
from cogs.campaigns.term_store import heads, said, term_ids
from cogs.campaigns.trust_schema import alarmed, vouches
from cogs.campaigns.views.endorsing import asking
from cogs.campaigns.vouch_store import AT_ONCE, Vouches, vouched_by
from storage.database import Database
from tests.cogs.campaigns.letter import NOW, opened


def signed(campaign: int, person: int, marks: int = 0) -> Signature:
    standing, shown = Standing.CONFIRMED, Shown.NOBODY
    return Signature(campaign, person, 1, None, None, None, None, standing, shown, marks, hour_of(NOW))


async def test_spellings_of_one_word_are_one_term_and_merged_ones_count_as_another(db: Database) -> None:
    async with db.transaction():
        assembly = (await opened(db)).assembly

        def work(connection: Connection) -> None:
            wanted = {
                ("trade", "Nurse"),
                ("trade", "nurses"),
                ("trade", "infirmière"),
                ("workplace", "Nurse"),
            }
            first = term_ids(connection, assembly, wanted)
            assert first["trade", "Nurse"] == first["trade", "nurses"] != first["workplace", "Nurse"]
            assert term_ids(connection, assembly, {("trade", "INFIRMIERES"), ("trade", "")}) == {
                ("trade", "INFIRMIERES"): first["trade", "infirmière"]
            }
            gone, into = first["trade", "infirmière"], first["trade", "Nurse"]
            connection.execute(sa.update(terms).where(terms.c.id == gone).values(merged_into=into))
            assert heads(connection, {gone, into}) == {gone: into, into: into}
            assert said(connection, [gone])[gone].said == said(connection, [into])[into].said

        await db.within(work)


async def test_a_bloc_vouches_for_its_own_people_who_state_its_trade_or_none(db: Database) -> None:
    bodies = {7: frozenset({1, 2}), 8: frozenset({2, 3})}
    async with db.transaction():
        campaign = await opened(db)

        def work(connection: Connection) -> None:
            found = term_ids(connection, campaign.assembly, {("trade", "nurse"), ("trade", "teacher")})
            nurse, teacher = found["trade", "nurse"], found["trade", "teacher"]
            people, trades = [1, 2, 3, -4], [nurse, teacher]
            assert vouched_by(connection, campaign.id, people, trades, lambda _c, b: bodies[b]).get(1) is None
            rows: list[dict[str, object]] = [{"bloc": 7, "trade": nurse}, {"bloc": 8, "trade": None}]
            connection.execute(
                sa.insert(vouches), [{"campaign": campaign.id, "at": NOW, **row} for row in rows]
            )
            vouched = vouched_by(connection, campaign.id, people, trades, lambda _c, b: bodies[b])
            assert [vouched.get(person, nurse) for person in people] == [7, 7, 8, None]
            assert [vouched.get(person, teacher) for person in people] == [None, 8, 8, None]
            assert vouched.get(1) == 7

        await db.within(work)


async def test_who_is_vouched_for_is_said_anew_a_few_people_at_a_time(db: Database) -> None:
    n = 2 * AT_ONCE + 3
    inside = set(range(1, n + 1))
    book = Vouches(db, lambda _c, _b: frozenset(inside))
    async with db.transaction():
        campaign, signatures = await opened(db), Signatures(db)
        await db.within(lambda c: signatures.put(c, [signed(campaign.id, p) for p in range(-5, n + 1) if p]))
        await book.give(campaign, 7, "", NOW)
        assert await to_the_end(book, campaign) == 3
        assert await signatures.total(campaign.id) == (n + 5, n)
        inside.remove(1)
        assert await to_the_end(book, campaign) == 3
        assert await signatures.total(campaign.id) == (n + 5, n - 1)
        inside.add(1)
        await book.follow(campaign.id)
        assert await signatures.total(campaign.id) == (n + 5, n)
        assert await book.take_back(campaign, 7)
        await to_the_end(book, campaign)
        assert await signatures.total(campaign.id) == (n + 5, 0)


async def to_the_end(book: Vouches, campaign: Campaign) -> int:
    """Has it said anew, however many turns that takes."""
    turns, after = 1, await book.anew(campaign.id, None)
    while after is not None:
        turns, after = turns + 1, await book.anew(campaign.id, after)
    return turns


async def test_new_accounts_are_pending_once_many_have_come_and_for_a_day_after_an_alarm(
    db: Database,
) -> None:
    async with db.transaction():
        campaign = (await opened(db)).id

        def some(connection: Connection, at: datetime = NOW) -> list[Standing]:
            guard = Guard(connection, campaign, at)
            return [guard.next(), guard.next()]

        def work(connection: Connection) -> None:
            Signatures.put(connection, [signed(campaign, -n, Mark.NEW) for n in range(1, BURST)])
            assert some(connection) == [Standing.CONFIRMED, Standing.PENDING]
            Signatures.put(connection, [signed(campaign, -99, Mark.NEW)])
            assert some(connection) == [Standing.PENDING] * 2
            assert some(connection, NOW.replace(hour=14)) == [Standing.CONFIRMED] * 2
            connection.execute(sa.insert(alarmed).values(campaign=campaign, at=NOW))
            assert some(connection, NOW.replace(hour=23)) == [Standing.PENDING] * 2
            assert some(connection, NOW.replace(day=2)) == [Standing.CONFIRMED] * 2
            connection.execute(sa.update(alarmed).values(calm_at=NOW))
            assert some(connection) == [Standing.CONFIRMED] * 2
            Signatures.take(connection, [(campaign, -99)])
            assert new_lately(connection, campaign, NOW) == BURST - 1

        await db.within(work)


def test_a_bloc_is_asked_with_a_button_that_has_room_for_no_name() -> None:
    name, bloc = "Федерация независимых профсоюзов нефтяников " * 2, Bloc(987654321, 1, "Dockers")
    letter = Campaign(
        1, 1, Numbered(999999), "erlan", Kind.LETTER, State.OPEN, "Free Erlan", "", 9, "en", NO_ROOM, NOW
    )
    one = Endorsement(called(name, (), letter.number), bloc.id, False)
    card = asking(letter, one, bloc)(Speech("en", ZoneInfo("UTC"), NOW))
    (button,) = card.buttons
    assert len(pack(1000, button, "k" * 20)) <= 100
    assert called(str(button.arguments["name"]), [one], letter.number) == one.name
