"""How many have voted, and that no group is ever shown or reckoned out that is smaller than five."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bot.api.people import Assembly, Group
from cogs.motions.commands import Motions
from cogs.motions.rules.turnout import SMALLEST, Part, Turnout, fit_to_show, turnout
from tests.talk import Talk

MEMBERS = st.integers(0, 30)
GROUPS = st.lists(
    st.builds(Group, st.sampled_from("ABCDEFGH"), st.frozensets(MEMBERS, max_size=25)), max_size=8
)


def group(name: str, first: int, last: int) -> Group:
    return Group(name, frozenset(range(first, last + 1)))


def test_groups_and_everyone_else() -> None:
    entitled, voters = frozenset(range(1, 21)), frozenset({1, 2, 3, 9, 20})
    found = turnout(entitled, voters, [group("Nurses", 1, 8), group("Porters", 9, 14)])
    parts = (Part("Nurses", 3, 8), Part("Porters", 1, 6), Part("", 1, 6))
    assert found == Turnout(5, 20, parts)


def test_a_group_of_four_takes_the_next_one_with_it() -> None:
    entitled = frozenset(range(1, 18))
    found = turnout(entitled, frozenset({1}), [group("A", 1, 8), group("B", 9, 13), group("C", 14, 17)])
    assert [part.name for part in found.parts] == ["A", ""]
    assert found.parts[1].entitled == 9


def test_all_is_hidden_where_nothing_else_helps() -> None:
    assert turnout(frozenset(range(1, 8)), frozenset({1}), [group("A", 1, 5)]) == Turnout(1, 7)


def test_of_groups_that_share_people_one_is_shown() -> None:
    entitled = frozenset(range(1, 31))
    found = turnout(entitled, frozenset(), [group("Ward", 1, 20), group("Nights", 18, 28)])
    assert [part.name for part in found.parts] == ["Ward", ""]


def test_where_nobody_can_say_who_may_vote_there_is_the_number_alone() -> None:
    assert turnout(None, frozenset({1, 2}), [group("A", 1, 9)]) == Turnout(2)


@given(st.frozensets(MEMBERS), st.frozensets(MEMBERS), GROUPS)
def test_no_sum_or_difference_leads_to_fewer_than_five(
    entitled: frozenset[int], voters: frozenset[int], groups: list[Group]
) -> None:
    shown = [g.members & entitled for g in fit_to_show(entitled, groups)]
    # What can be reckoned from counts of sets are counts of the pieces that those sets cut each other into.
    for inside in product((True, False), repeat=len(shown)):
        piece = entitled
        for members, is_in in zip(shown, inside, strict=True):
            piece = piece & members if is_in else piece - members
        assert not shown or not piece or len(piece) >= SMALLEST
    found = turnout(entitled, voters, groups)
    assert found.voted == len(entitled & voters)
    if found.parts:
        assert sum(part.voted for part in found.parts) == found.voted
        assert sum(part.entitled for part in found.parts) == found.entitled


async def test_the_total_alone_where_there_are_no_groups(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle votes:open-at-end")
    await talk("ben: motion second 1")
    await talk("ben: vote 1 against")
    await talk("chi: motion turnout 1")
    assert talk.text.splitlines()[1:] == ["Buy a kettle", "1 has voted."]


async def test_groups_of_another_cog(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings roll:listed")
    names = [f"p{n}" for n in range(12)]
    for name in names:
        await talk(f"ana: member enrol {name}")
    cog = next(cog for cog in talk.app.house.cogs if isinstance(cog, Motions))
    async with talk.app.db.reading():
        roll = sorted(await cog.store.on_the_roll(1))

    async def blocs(_assembly: Assembly) -> list[Group]:
        return [Group("Nurses", frozenset(roll[:6]))]

    cog.groups.add(blocs)
    await talk("ana: motion propose Buy a kettle votes:open-at-end")
    await talk("p1: motion second 1")
    await talk("p11: vote 1 for")
    await talk("ana: motion turnout 1")
    assert talk.text.splitlines()[2:] == ["1 of 13 has voted.", "Nurses: 0 of 6", "Everyone else: 1 of 7"]
