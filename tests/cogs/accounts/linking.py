"""Linking in a talk on two networks: what a person does who has an account on each."""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa

from storage.schema import core
from tests.twonets import TwoNets

CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}")


async def code(nets: TwoNets, who: str) -> str:
    """The code that somebody gets in private."""
    await nets(f"{who}: account link", private=True)
    found = CODE.search(nets.text)
    assert found, nets.text
    return found[0]


async def link(nets: TwoNets, first: str, second: str) -> str:
    """Links two accounts; what the person is told in the end."""
    given = await code(nets, first)
    await nets(f"{second}: account link {given}", private=True)
    await nets.press(second, "Yes, both are mine", private=True)
    await nets(f"{first}: account confirm", private=True)
    await nets.press(first, "Yes, both are mine", private=True)
    return nets.text


async def rows(nets: TwoNets, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """All rows of a table of the core, by these columns."""
    c = core.tables[table].c
    async with nets.app.db.reading() as connection:
        found = await connection.execute(sa.select(*(c[name] for name in columns)).order_by(*c))
        return [tuple(row) for row in found]
