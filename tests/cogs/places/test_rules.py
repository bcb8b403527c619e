"""Which places an assembly may have, and what each refusal says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.api.errors import RuleError
from bot.api.people import TERMINAL, Address, Assembly, Place, RollPolicy
from cogs.places import rules
from cogs.places.rules import Ticket
from cogs.places.views.errors import ERRORS
from tests.cogs.members.golden import read

NOW = datetime(2026, 6, 2, 12, tzinfo=UTC)
SERVER, SPACE = Address("discord", "server"), Address("matrix", "!space")
HOME, ROOM = Address("discord", "assembly"), Address("matrix", "!room")


def an_assembly(number: int, *places: Place, home: Address = HOME) -> Assembly:
    set_up = ("en", "UTC", RollPolicy.ANYONE, None, timedelta(hours=12))
    return Assembly(number, f"Assembly {number}", *set_up, home, NOW, {}, places)


DEPOT = an_assembly(1, Place(SERVER), Place(SPACE, ROOM))
ALONE, WARD = an_assembly(1, Place(SERVER)), an_assembly(2, Place(SPACE))


@pytest.mark.parametrize(
    ("ticket", "refused"),
    [
        (None, rules.CodeUnknown),
        (Ticket(1, 1, NOW - timedelta(seconds=1), used=False), rules.CodeExpired),
        (Ticket(1, 1, NOW - timedelta(hours=1), used=True), rules.CodeUsed),
    ],
)
def test_a_code_that_does_not_work_is_refused(ticket: Ticket | None, refused: type[RuleError]) -> None:
    with pytest.raises(refused):
        rules.checked(ticket, NOW)
    good = Ticket(1, 1, NOW, used=False)
    assert rules.checked(good, NOW) is good


def test_the_nearest_place_upward_decides_whose_a_room_is() -> None:
    rules.may_join(ALONE, ROOM, None, WARD)  # a room in another assembly's space may be its own
    with pytest.raises(rules.PlaceTaken):
        rules.may_join(ALONE, SPACE, WARD, None)
    for nearest, around in ((DEPOT, None), (None, DEPOT)):
        with pytest.raises(rules.MeetsHereAlready):
            rules.may_join(DEPOT, ROOM, nearest, around)


def test_a_terminal_stays_apart() -> None:
    table = Address(TERMINAL, "table")
    kitchen = an_assembly(3, Place(table), home=table)
    for assembly, place in ((ALONE, table), (kitchen, SPACE)):
        with pytest.raises(rules.TerminalApart):
            rules.may_join(assembly, place, None, None)


def test_a_place_is_meant_by_its_number_or_by_the_room() -> None:
    assert rules.numbered(DEPOT, 2, ()) == Place(SPACE, ROOM)
    assert rules.numbered(DEPOT, None, (HOME, SERVER)) == Place(SERVER)
    for number in (0, 3):
        with pytest.raises(rules.NoSuchPlace):
            rules.numbered(DEPOT, number, ())
    with pytest.raises(rules.WhichPlace):
        rules.numbered(DEPOT, None, (ROOM,))


def test_the_last_place_stays() -> None:
    assert rules.may_part(DEPOT, SPACE) == Place(SPACE, ROOM)
    with pytest.raises(rules.LastPlace):
        rules.may_part(ALONE, SERVER)
    with pytest.raises(rules.NoPlaceNow):
        rules.may_part(DEPOT, ROOM)


def test_one_of_ones_own_assemblies_is_meant_by_name_word_or_number() -> None:
    own = {4: "East Depot", 9: "Ward"}
    for given in ("east depot", "East-Depot", "4"):
        assert rules.meant(given, own) == 4
    with pytest.raises(rules.NotYours):
        rules.meant("West", own)


def test_every_refusal_has_one_plain_sentence() -> None:
    errors: list[RuleError] = [
        rules.CodeUnknown(),
        rules.CodeExpired(),
        rules.CodeUsed(),
        rules.MayNotManage(),
        rules.NotHere(),
        rules.BlocsRoom(),
        rules.MeetsHereAlready(),
        rules.PlaceTaken("Ward", smaller=True),
        rules.TerminalApart(),
        rules.LastPlace(),
        rules.NoSuchPlace(3, 2),
        rules.WhichPlace(),
        rules.NoPlaceNow(),
        rules.NotYours(("Depot",)),
    ]
    own = {e for e in vars(rules).values() if isinstance(e, type) and issubclass(e, RuleError)}
    assert {type(e) for e in errors} == set(ERRORS) == {e for e in own if e.__module__ == rules.__name__}
    said = [read(ERRORS[type(e)](e)) for e in errors]
    assert all(words and words.count(".") <= 4 for words in said)
    assert len(set(said)) == len(said)
