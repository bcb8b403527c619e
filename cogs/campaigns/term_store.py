"""Stated words on disk, with the log of those that were made one.

A signature keeps the word that its owner said. What a word counts as is looked up when it is read, so that a
merge changes no signature and can be undone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from cogs.campaigns.rules.term import Term, key, said_as
from cogs.campaigns.sign_schema import terms
from storage import dialect

Words = tuple[str, str]


def term_ids(connection: Connection, assembly: int, wanted: Collection[Words]) -> dict[Words, int]:
    """The id of each word (kind, as it was said), new ones made; words that say nothing have none."""
    keys = {word: (word[0], key(*word)) for word in sorted(wanted)}
    said = {folded: word[1] for word, folded in keys.items() if folded[1]}
    known = _known(connection, assembly, said)
    missing = [one for one in said if one not in known]
    if missing:
        rows = [
            {"assembly": assembly, "kind": k, "folded": f, "said": said_as(said[k, f])} for k, f in missing
        ]
        connection.execute(dialect.insert(terms, connection).on_conflict_do_nothing(), rows)
        known |= _known(connection, assembly, missing)
    return {word: known[folded] for word, folded in keys.items() if folded in known}


def _known(connection: Connection, assembly: int, some: Collection[Words]) -> dict[Words, int]:
    found: dict[Words, int] = {}
    c = terms.c
    for kind in sorted({kind for kind, _ in some}):
        folded = [f for k, f in some if k == kind]
        query = sa.select(c.folded, c.id).where(c.assembly == assembly, c.kind == kind, c.folded.in_(folded))
        found |= {(kind, row.folded): row.id for row in connection.execute(query)}
    return found


def heads(connection: Connection, some: Collection[int]) -> dict[int, int]:
    """What each of these words counts as: itself, or the word that it was merged into."""
    leads = dict.fromkeys(some)
    found: dict[int, int | None] = {}
    while asked := [one for one in leads if one not in found]:
        rows = connection.execute(sa.select(terms.c.id, terms.c.merged_into).where(terms.c.id.in_(asked)))
        found |= dict.fromkeys(asked) | {row.id: row.merged_into for row in rows}
        leads = dict.fromkeys(into for one in asked if (into := found[one]) is not None)
    return {one: _end(found, one) for one in some}


def _end(leads: Mapping[int, int | None], one: int) -> int:
    while (into := leads.get(one)) is not None:
        one = into
    return one


def said(connection: Connection, some: Collection[int]) -> dict[int, Term]:
    """Each of these words as what it counts as."""
    ends = heads(connection, some)
    rows = connection.execute(sa.select(terms).where(terms.c.id.in_(set(ends.values()))))
    found = {row.id: term_of(row) for row in rows}
    return {one: found[end] for one, end in ends.items() if end in found}


def term_of(row: sa.Row[Any]) -> Term:
    return Term(row.id, row.kind, row.said, row.merged_into)
