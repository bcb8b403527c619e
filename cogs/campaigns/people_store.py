"""Who signs, as one person: a member with all their accounts, or accounts that belong to no member."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from cogs.campaigns.rules.signing import Held, Said
from cogs.campaigns.schema import campaigns
from cogs.campaigns.sign_schema import signatures, terms
from storage import dialect
from storage.orders import take_back_tells
from storage.schema import accounts, memberships, once
from storage.strangers import let_go

_STRANGERS = "SELECT 1 FROM signatures WHERE campaign = ? AND person < 0 LIMIT 1"


def persons(connection: Connection, assembly: int, some: Collection[int]) -> dict[int, int]:
    """The person behind each of these accounts: a member, on the roll or off it, else minus an account.

    Of accounts that are linked to each other the one that came first stands for all.
    """
    led = sa.select(memberships.c.account, memberships.c.member).where(
        memberships.c.assembly == assembly, memberships.c.account.in_(some)
    )
    members = {row.account: row.member for row in connection.execute(led)}
    query = sa.select(accounts.c.id, accounts.c.person).where(accounts.c.id.in_(some))
    people = {row.id: row.person for row in connection.execute(query)}
    linked = sa.select(accounts.c.person, sa.func.min(accounts.c.id).label("first")).where(
        accounts.c.person.in_({person for person in people.values() if person is not None})
    )
    first = {row.person: row.first for row in connection.execute(linked.group_by(accounts.c.person))}
    return {a: members.get(a, -(first[p] if p is not None else a)) for a, p in people.items()}


def has_strangers(connection: Connection, campaign: int) -> bool:
    """Whether anybody has signed who was no member then."""
    return bool(dialect.found(connection, _STRANGERS, (campaign,)))


def others(connection: Connection, people: Collection[int]) -> dict[int, list[int]]:
    """Under which other numbers these people may have signed: minus each account that is theirs."""
    found: dict[int, list[int]] = defaultdict(list)
    members = [person for person in people if person > 0]
    for of in (memberships, once):
        query = sa.select(of.c.member, of.c.account).where(of.c.member.in_(members))
        for member, account in connection.execute(query):
            found[member].append(-account)
    strangers = [-person for person in people if person < 0]
    one, other = accounts.alias(), accounts.alias()
    pairs = sa.select(one.c.id, other.c.id).join(other, other.c.person == one.c.person)
    for account, same in connection.execute(pairs.where(one.c.id.in_(strangers), one.c.id != other.c.id)):
        found[-account].append(-same)
    return found


def numbers_of(
    connection: Connection,
    assembly: int,
    account: int,
    member: int | None,
    twins: Mapping[int, Collection[int]],
) -> frozenset[int]:
    """Every number under which whoever acts by an account may have signed; none for one never seen before."""
    found = {member} if member is not None else set(persons(connection, assembly, [account]).values())
    same = others(connection, found)
    return frozenset(found.union(*(all_of(twins, same, person) for person in found)))


def signed_by(connection: Connection, assembly: int, people: Collection[int]) -> list[int]:
    """The campaigns that any of these people has signed, the first one first."""
    own = sa.select(signatures.c.campaign).join(campaigns, campaigns.c.id == signatures.c.campaign)
    query = own.where(campaigns.c.assembly == assembly, signatures.c.person.in_(people)).distinct()
    return list(connection.execute(query.order_by(signatures.c.campaign)).scalars())


def said(connection: Connection, held: Held) -> Said:
    """What a signature says of its owner, in words."""
    one = held.signature
    ids = (one.trade, held.workplace, held.association, one.country)
    query = sa.select(terms.c.id, terms.c.said).where(terms.c.id.in_([i for i in ids if i is not None]))
    words = {row.id: row.said for row in connection.execute(query)}
    return Said(*(words.get(term, "") if term is not None else "" for term in ids))


def without_traces(
    connection: Connection, kinds: Sequence[str], number: int, people: Collection[int]
) -> list[int]:
    """Erases what these people were told of a campaign; accounts known by nothing else go too."""
    for person in sorted(people):
        take_back_tells(connection, kinds, number, person)
    return free(connection, [-person for person in people if person < 0])


def free(connection: Connection, strangers: Collection[int]) -> list[int]:
    """Lets those of these accounts go by which nothing is signed, and that nothing else hangs on."""
    still = sa.select(signatures.c.person).where(signatures.c.person.in_([-account for account in strangers]))
    keep = {-person for person in connection.execute(still).scalars()}
    unbound = [account for account in strangers if account not in keep]
    return let_go(connection, unbound) if unbound else []


def all_of(twins: Mapping[int, Collection[int]], found: Mapping[int, list[int]], person: int) -> list[int]:
    """A person's other numbers, and those of members who wait to be made one with them."""
    return [*twins.get(person, ()), *found.get(person, ())]
