"""Events of networks' calendars on disk."""

from datetime import UTC, datetime, timedelta

from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from storage.occasion_book import OccasionBook

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
EVENT = "call.event"
PLACE = ("discord", "server:1")


async def found(db: Database) -> int:
    row = await Assemblies(db).found("Depot", "en", "UTC", timedelta(), PLACE, PLACE, NOW)
    return row.id


async def test_an_order_that_comes_meanwhile_is_not_lost(db: Database) -> None:
    book = OccasionBook(db)
    async with db.transaction():
        depot = await found(db)
        await book.order(depot, EVENT, (3, 4), {"discord"}, NOW)
        one, other = await book.due("discord", NOW)
        await book.order(depot, EVENT, (3,), {"discord"}, NOW)
        await book.done(one)
        await book.done(other)
        assert [row.subject for row in await book.due("discord", NOW)] == [3]
        assert one.key != other.key
        await book.done((await book.due("discord", NOW))[0])
        assert await book.next_due("discord") is None


async def test_what_stands_or_was_refused_is_looked_at_again(db: Database) -> None:
    book, later = OccasionBook(db), NOW + timedelta(hours=1)
    async with db.transaction():
        depot = await found(db)
        await book.order(depot, EVENT, (3, 4, 5), {"discord"}, NOW)
        stands, refused, gone = await book.due("discord", NOW)
        await book.change(stands.id, address="7", date=70)
        await book.change(refused.id, lacks="Create Events")
        for row in (stands, refused, gone):
            await book.done(row)
        await book.look_at_all("discord", later)
        assert [row.subject for row in await book.due("discord", later)] == [3, 4]
        assert await book.refused(depot, "discord") == {"Create Events"}
        seven = await book.at(("discord", "7"))
        assert seven is not None
        assert seven.date == 70


async def test_interest_is_noted_once(db: Database) -> None:
    book = OccasionBook(db)
    async with db.transaction():
        depot = await found(db)
        ana = (await Roll(db).add_account("discord", "101")).id
        await book.order(depot, EVENT, (3,), {"discord"}, NOW)
        (row,) = await book.due("discord", NOW)
        await book.note_interest(row.id, ana, True)
        await book.note_interest(row.id, ana, True)
        assert await book.interested(row.id) == {ana}
        await book.note_interest(row.id, ana, False)
        assert await book.interested(row.id) == set()
