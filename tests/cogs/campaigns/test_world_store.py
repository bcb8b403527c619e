"""Files of letters on a real database: the names that may be shown, all of one moment, in little memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from bot.api.speech import Speech
from cogs.campaigns.export_store import Exports
from cogs.campaigns.handing import Whole, as_file
from cogs.campaigns.rules.breakdown import Public
from cogs.campaigns.rules.campaign import Campaign, Kind
from cogs.campaigns.rules.handover import Form, Signatory, Sums, cell
from cogs.campaigns.rules.signature import Mark, Shown, Signature, Standing
from cogs.campaigns.rules.signing import Held, may_show
from cogs.campaigns.sign_store import Signatures
from storage.database import Database
from tests.cogs.campaigns.letter import NOW, opened

SAY = Speech("en", ZoneInfo("UTC"), datetime(2026, 6, 1, tzinfo=UTC))


def signature(campaign: Campaign, person: int, standing: Standing, shown: Shown, marks: int) -> Signature:
    return Signature(campaign.id, person, 1, None, 1, None, None, standing, shown, marks, 0)


async def put(db: Database, some: Sequence[Signature]) -> None:
    """Writes signatures, each with a name, so that only the rules keep it from being shown."""
    signatures = Signatures(db)
    async with db.transaction():
        await db.within(lambda c: signatures.put(c, some))
        named: dict[int, tuple[int | None, int | None, str]] = {
            one.person: (None, None, f"person {one.person:06}") for one in some
        }
        await db.within(lambda c: signatures.state(c, some[0].campaign, named))


async def test_the_database_shows_the_names_that_the_rule_shows(db: Database) -> None:
    async with db.transaction():
        letter = await opened(db)
    every = list(product(Standing, Shown, (0, Mark.AGREED, Mark.TELL, Mark.AGREED | Mark.TELL)))
    some = [signature(letter, person, *one) for person, one in enumerate(every, 1)]
    await put(db, some)
    exports = Exports(db)
    for kind, shown_at, met_at in product(Kind, (None, NOW), (None, NOW)):
        campaign = replace(letter, kind=kind, shown_at=shown_at, met_at=met_at)
        wanted = {f"person {one.person:06}" for one in some if may_show(campaign, Held(one))}
        confirmed = [one for one in some if one.standing is Standing.CONFIRMED]
        async with db.reading():
            named = [one.called async for page in exports.named(campaign) for one in page]
            stated = [one.called async for page in exports.stated(campaign) for one in page]
            assert await exports.count(campaign) == (len(confirmed), len(wanted))
        assert named == sorted(wanted)
        assert {name for name in stated if name} == wanted
        assert len(stated) == len(confirmed)


@pytest.mark.parametrize("form", [Form.CSV, Form.JSON, Form.MARKDOWN])
async def test_ten_times_as_many_names_take_no_more_memory(db: Database, form: Form) -> None:
    peaks = []
    async with db.transaction():
        letter = await opened(db)
    exports, written = Exports(db), 0
    for many in (1_000, 9_000):
        start = written
        people = range(start + 1, start + many + 1)
        await put(db, [signature(letter, n, Standing.CONFIRMED, Shown.EVERYONE, 0) for n in people])
        written = start + many
        whole = Whole(SAY, letter, Sums(written, written), Public())
        tracemalloc.start()
        async with db.reading():
            file = await as_file(whole, form, exports.named(letter))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert file.read().count(b"person ") == written
    assert peaks[1] < peaks[0] * 2 + 100_000
    assert file.size > 10_000 * 15


@pytest.mark.parametrize("words", ["=1+1", "+49", "-1", "@a", "|cmd", "＝1", "\t=1", " =1"])
def test_no_cell_is_a_formula(words: str) -> None:
    assert cell(words).startswith("'")


def test_a_cell_is_one_line() -> None:
    assert cell("Ana\nPérez  B.") == "Ana Pérez B."


def test_what_is_stated_stands_in_a_row() -> None:
    assert Signatory("Ana", "nurse", "", "ver.di").stated == "nurse, ver.di"
