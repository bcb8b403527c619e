"""Who is in a room: the accounts of its members, and none that is lost; and what is erased with a person."""

from __future__ import annotations

from bot.api.number import Numbered
from cogs.blocs.commands import BlocCog
from cogs.blocs.rules.delegate import Given, Mandate
from tests.cogs.accounts.linking import link
from tests.cogs.blocs.conftest import Housed


def cog(talk: Housed) -> BlocCog:
    return next(one for one in talk.app.house.cogs if isinstance(one, BlocCog))


async def test_a_lost_account_is_out_of_the_rooms_until_it_is_found(both: Housed) -> None:
    await both("ana@discord: bloc start Nurses kind:request")
    await both("chi@discord: member join")
    await link(both, "chi@discord", "chi@matrix")
    await both("chi@discord: bloc join Nurses")
    await both.press("ana@discord", "Let in", both.card("discord", "asks to be let into Nurses"))
    lost = both.id("chi@discord")
    assert lost in both.inside("discord", "Nurses")
    await both("chi@matrix: account lost 1", private=True)
    assert lost not in both.inside("discord", "Nurses"), "whoever has it now reads nothing there"
    assert both.inside("matrix", "Nurses") == {both.id("chi@matrix")}
    await both("chi@matrix: account found 1", private=True)
    assert lost in both.inside("discord", "Nurses")


async def test_how_a_delegate_voted_is_erased_with_them(both: Housed) -> None:
    await both("ana@discord: bloc start Nurses")
    store = cog(both).delegates
    async with both.app.db.transaction():
        [bloc] = await cog(both).store.listed(1)
        given = Given(bloc.id, Numbered.of(7), Mandate.FOR)
        await store.mandate(given)
        await store.voted(given, {1: "no", 2: "aye"})
        await store.forget(1)
        found = await store.mandate_of(bloc.id, Numbered.of(7))
    assert found is not None and found.votes == {2: "aye"}


async def test_what_is_kept_of_a_delegate_is_handed_over(both: Housed) -> None:
    await both("ana@discord: bloc start Nurses")
    async with both.app.db.transaction():
        [bloc] = await cog(both).store.listed(1)
        await cog(both).delegates.call(bloc.id, 1, 1)
        handed = await cog(both).exported(1, 1)
    assert isinstance(handed, dict)
    assert (handed["delegate of"], handed["asks for a recall in"]) == ([], ["Nurses"])
