"""Every cog hands over: afterwards no table but what was decided holds the id of the member who is gone."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import sqlalchemy as sa

from bot.config import Settings
from tests.cogs.accounts.linking import link
from tests.twonets import TwoNets

GONE = 987_654_321
LINES = (
    "vote 1 for as it rusts",
    "motion suggest 2 In green",
    "motion second 2",
    "motion propose Mend the roof",
    "motion amend 2 Buy two kettles",
    "translate motion 2 fr",
    "translate write 2 es Comprar una tetera",
    "text report 2 It shouts",
    "bloc start Nurses",
    "bloc join Drivers",
    "member pause",
)


async def _first_of_two(nets: TwoNets) -> None:
    """Chi comes by Discord, and what comes by Matrix next has an id that stands out."""
    await nets("chi@discord: vote 1 against")
    async with nets.app.db.transaction() as connection:
        await connection.execute(
            sa.text(f"UPDATE sqlite_sequence SET seq = {GONE - 1} WHERE name = 'members'")
        )


def _where_it_stands(settings: Settings) -> set[str]:
    """The tables that hold the id, by their names."""
    found = set()
    with closing(sqlite3.connect(settings.database)) as native:
        for (table,) in native.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
            if any(
                str(GONE) in str(value) for row in native.execute(f"SELECT * FROM {table}") for value in row
            ):
                found.add(table)
    return found


async def test_nothing_leads_to_the_member_who_is_gone(one_assembly: TwoNets, settings: Settings) -> None:
    nets = one_assembly
    await nets("ana@discord: bloc start Drivers")
    await nets("ana@discord: motion propose Paint the shed")
    await nets("ana@discord: motion propose Buy a kettle")
    await nets("ben@matrix: motion second 1")
    await _first_of_two(nets)
    done = []
    for line in LINES:
        await nets(f"chi@matrix: {line}", private=line.startswith(("text", "member")))
        done.append((line, nets.answer is not None and nets.answer.ok, nets.text))
    await nets("ana@discord: member remove chi@matrix")
    done.append(("member remove", nets.answer is not None and nets.answer.ok, nets.text))
    before = _where_it_stands(settings)
    wanted = {"ballots", "motion_seconders", "motion_suggestions", "translations", "text_reports"}
    assert wanted | {"steward_deeds"} <= before, done
    assert "one person now" in await link(nets, "chi@discord", "chi@matrix")
    assert _where_it_stands(settings) == {"members", "once", "sqlite_sequence"}
