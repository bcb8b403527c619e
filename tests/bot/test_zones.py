"""Time zones by name and city."""

from __future__ import annotations

import pytest

from bot.dates.zones import UnknownZone, like, names, read_zone, version


@pytest.mark.parametrize(
    ("given_", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("utc", "UTC"),
        ("Louisville", "America/Louisville"),
    ],
)
def test_a_zone_is_known_by_its_name_or_its_city(given_: str, zone: str) -> None:
    assert read_zone(given_) == zone


@pytest.mark.parametrize(
    ("given_", "nearest"),
    [
        ("Belrin", "Europe/Berlin"),
        ("Europe/Berlinn", "Europe/Berlin"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Bogotá", "America/Bogota"),
        ("zzzzzzzz", ""),
    ],
)
def test_an_unknown_zone_names_the_nearest(given_: str, nearest: str) -> None:
    with pytest.raises(UnknownZone) as refused:
        read_zone(given_)
    assert refused.value.nearest == nearest


def test_every_zone_is_found_by_its_own_name() -> None:
    assert all(read_zone(z) == z for z in names())


def test_zones_are_completed_by_the_city_first() -> None:
    found = like("ber")
    assert found[:2] == ["Atlantic/Bermuda", "Europe/Berlin"]
    assert like("UTC")[0] == "UTC"


def test_the_edition_of_the_rules_is_told() -> None:
    assert version()[:4].isdigit()
