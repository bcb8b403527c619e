"""Reactions each of which stands for itself, through the whole house: as they happen and read after a gap."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

import pytest
from sqlalchemy.engine import Connection

from bot.api.card import Batch, Card, Line, Post, Reply, View
from bot.api.cog import Cog, Reacts, card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.emoji import normal
from bot.api.errors import RuleError
from bot.api.invocation import Reaction
from bot.api.people import Address, Assembly, Room
from tests.bot.test_called import take_in
from tests.memory import CODE
from tests.talk import TABLE, Talk, lines_of
from tests.twonets import TwoNets

ONE, TWO, THREE, TEN = "1\ufe0f\u20e3", "2\ufe0f\u20e3", "3\ufe0f\u20e3", "\U0001f51f"
MARKS = {normal(ONE): "1", normal(TWO): "2", normal(THREE): "3", normal(TEN): "10"}


Wanted = Annotated[str | None, Arg("Which teas")]


@dataclass(eq=False, repr=False)
class NoSuchTea(RuleError):
    """There is no tea of this number."""


@dataclass(frozen=True)
class Order:
    """What a member wants: teas 1 3, or of marks what changes, +1 -3."""

    member: int
    teas: str | None
    source: str


class Teas(Cog):
    """Asks which of three teas to buy; orders are kept as ballots are, with where each came from."""

    name = "teas"

    def __init__(self) -> None:
        self.errors = {NoSuchTea: lambda _error: lambda _say: Card(blocks=(Line(("No such tea.",)),))}
        self.orders: dict[int, tuple[str, str]] = {}

    @card("tea.card", reacts=Reacts("tea want", "teas", MARKS, each=True))
    async def shown(self, _assembly: Assembly, _number: int, _detail: str) -> View | None:
        return lambda _say: Card(title=("Which teas?",))

    @command("tea ask")
    async def ask(self, _ctx: Context) -> Reply:
        """Ask which teas to buy."""
        return Reply(lambda _say: Card(title=("Asked.",)), posts=(Post("tea.card", 1, watched=True),))

    @command("tea want", bulk="put")
    def want(self, ctx: Context, number: int, teas: Wanted = None) -> Order:
        """Say which teas you want."""
        return Order(ctx.member.id, teas, ctx.source)

    def put(self, _connection: Connection, orders: Sequence[Order]) -> Batch:
        """Writes a batch of orders."""
        return Batch([self._put(order) for order in orders])

    def _put(self, order: Order) -> Reply | RuleError:
        words = (order.teas or "").split()
        if {"10", "+10"} & set(words):
            return NoSuchTea()
        stood, source = self.orders.get(order.member, ("", ""))
        signed = [word for word in words if word[0] in "+-"]
        teas = set(stood.split()) if signed else set(words)
        teas |= {word[1:] for word in signed if word[0] == "+"}
        if source.startswith("reaction:"):
            teas -= {word[1:] for word in signed if word[0] == "-"}
        if not teas:
            self.orders.pop(order.member, None)
        elif not signed or teas != set(stood.split()):
            self.orders[order.member] = (" ".join(sorted(teas)), order.source)
        return Reply(lambda _say: Card(), silent=True)

    async def forget(self, assembly: int, member: int) -> None:
        """Gives the orders of a member back."""
        self.orders.pop(member, None)


async def an_assembly(talk: Talk) -> Assembly:
    found = await talk.app.dispatch.people.meets((TABLE,))
    assert found is not None
    return found


@dataclass
class Table:
    """A talk at which teas are asked about, and the card of it."""

    talk: Talk
    teas: Teas
    card: str

    @property
    def order(self) -> str | None:
        """What ana wants."""
        return self.teas.orders.get(1, (None, ""))[0]

    async def put(self, mark: str) -> None:
        await self.talk.react("ana", mark, self.card)

    async def take(self, mark: str, *, by_owner: bool = True) -> None:
        await self.talk.react("ana", mark, self.card, added=False, by_owner=by_owner)

    @property
    def standing(self) -> dict[str, datetime | None]:
        return self.talk.face.standing.setdefault(self.card, {}).setdefault("ana", {})

    async def gap(self) -> None:
        """The network is heard again after an hour."""
        self.talk.clock.forward(timedelta(hours=1))
        await self.talk.app.door.caught_up("terminal")


@pytest.fixture
async def table(talk: Talk) -> Table:
    teas = Teas()
    take_in(talk.app, teas)
    talk.app.door.recounter.reacts = talk.app.house.reacts
    await talk("ana: assembly found Depot")
    await talk("ana: tea ask")
    return Table(talk, teas, talk.face.find_post("Which teas?"))


async def test_the_order_is_what_stands(table: Table) -> None:
    for mark, order in ((THREE, "3"), (ONE, "1 3"), (TWO, "1 2 3")):
        await table.put(mark)
        assert table.order == order
    for mark, left in ((THREE, "1 2"), (ONE, "2"), (TWO, None)):
        await table.take(mark)
        assert table.order == left


async def test_a_word_replaces_all_and_a_new_mark_adds_to_it(table: Table) -> None:
    await table.put(ONE)
    await table.talk("ana: tea want 1 3")
    await table.take(ONE)
    assert table.order == "3", "that came from elsewhere"
    await table.put(TWO)
    assert table.order == "2 3"
    await table.take(TWO)
    assert table.order == "3"


async def test_what_is_refused_stays_out_of_it_until_it_is_put_there_anew(table: Table) -> None:
    await table.put(ONE)
    await table.put(TEN)
    assert (table.talk.text, table.order) == ("No such tea.", "1")
    await table.put(TWO)
    assert table.order == "1 2"
    table.talk.app.door.recounter.reader._refused.clear()  # as after a restart
    table.standing[THREE] = None
    await table.gap()
    assert table.order == "1 2 3"
    await table.take(TEN)
    await table.take(THREE)
    assert table.order == "1 2"
    await table.put(TEN)
    assert (table.talk.text, table.order) == ("No such tea.", "1 2")


async def test_what_another_hand_takes_counts_on(table: Table) -> None:
    await table.put(ONE)
    await table.put(TWO)
    await table.take(ONE, by_owner=False)
    await table.put(THREE)
    assert table.order == "1 2 3"
    await table.talk.app.door.cleared(TABLE, table.card, None)
    table.standing.clear()
    await table.talk.app.teller.round()
    assert table.order == "1 2 3"
    assert "reactions" in "\n".join(lines_of(table.talk.face.directs[-1][1]))


async def test_after_a_gap_anything_new_gives_the_set_that_stands(table: Table) -> None:
    await table.put(ONE)
    table.standing.update({TWO: None, THREE: None})
    await table.gap()
    assert table.order == "1 2 3"
    del table.standing[TWO]
    await table.gap()
    assert table.order == "1 2 3", "nobody knows whose hand it was"
    found = await table.talk.app.door.recounter.recount_card(await an_assembly(table.talk), "tea.card", 1)
    assert {source.rpartition(":")[2] for _, source in found.gone} == {"*"}


async def test_after_a_gap_what_is_refused_takes_nothing_with_it(table: Table) -> None:
    table.standing.update({ONE: None, TEN: None, THREE: None})
    await table.gap()
    assert table.order == "1 3"
    del table.standing[ONE]
    table.standing[TWO] = None
    await table.gap()
    assert table.order == "2 3"


async def test_changes_that_come_together_are_judged_one_after_the_other(table: Table) -> None:
    """They form one group of the writer: what is refused in it is no part of what follows in it."""
    await table.put(ONE)
    where = (Address("terminal", "ana"), Room(TABLE, (TABLE,)), table.card)
    changes = [(TEN, True), (TWO, True), (THREE, True), (ONE, False)]
    door = table.talk.app.door
    await asyncio.gather(*(door.react(Reaction(*where, mark, added)) for mark, added in changes))
    assert table.order == "2 3"


async def test_of_two_accounts_of_one_member_all_marks_count(one_assembly: TwoNets) -> None:
    nets, teas = one_assembly, Teas()
    take_in(nets.app, teas)
    nets.app.door.recounter.reacts = nets.app.house.reacts
    await nets("ana@discord: tea ask")
    await nets("ana@discord: account link", private=True)
    code = CODE.search(nets.text)
    assert code is not None
    await nets(f"ana@matrix: account link {code[0]}", private=True)
    for who in ("ana@matrix", "ana@discord"):
        await nets(f"{who}: account confirm yes", private=True)
    cards = {network: nets.card(network, "Which teas?") for network in ("discord", "matrix")}
    await nets.react("ana@discord", ONE, cards["discord"])
    await nets.react("ana@matrix", TWO, cards["matrix"])
    assert [order for order, _ in teas.orders.values()] == ["1 2"]
    await nets.react("ana@discord", ONE, cards["discord"], added=False)
    assert [order for order, _ in teas.orders.values()] == ["2"]
    await nets.react("ana@discord", THREE, cards["discord"])
    assert [order for order, _ in teas.orders.values()] == ["2 3"]
