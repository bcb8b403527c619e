"""config.example.toml names every setting with its default, and nothing that is none."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.config import Settings, read

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "config.example.toml"


def _keys(settings: dict[str, Any], above: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in settings.items():
        if isinstance(value, dict):
            found |= _keys(value, f"{above}{key}.")
        else:
            found[above + key] = value
    return found


EXAMPLE_KEYS = _keys(tomllib.loads(EXAMPLE.read_text()))
DEFAULTS = _keys(msgspec.to_builtins(Settings()))


def test_every_setting_is_in_the_example() -> None:
    assert set(DEFAULTS) - set(EXAMPLE_KEYS) == set()


def test_the_example_names_nothing_that_is_no_setting() -> None:
    assert set(EXAMPLE_KEYS) - set(DEFAULTS) == set()


@pytest.mark.parametrize("key", sorted(DEFAULTS))
def test_its_value_is_the_default(key: str) -> None:
    assert EXAMPLE_KEYS[key] == DEFAULTS[key]


def test_the_example_can_be_used_as_it_is() -> None:
    assert read(EXAMPLE) == Settings()


@pytest.mark.parametrize("key", sorted(DEFAULTS))
def test_each_is_explained(key: str) -> None:
    """A comment stands above the key, or above the one right before it."""
    lines = EXAMPLE.read_text().splitlines()
    section, _, name = key.rpartition(".")
    start = lines.index(f"[{section}]") if section else 0
    at = next(i for i, line in enumerate(lines[start:], start) if line.startswith(f"{name} ="))
    above = [line for line in lines[start:at] if line.startswith("#")]
    nearby = lines[max(start, at - 2) : at]
    assert above
    assert any(line.startswith("#") for line in nearby)


@pytest.mark.parametrize(
    "name", ["FOLKMOOT_MATRIX_PASSWORD", "FOLKMOOT_MATRIX_TOKEN", "FOLKMOOT_DISCORD_TOKEN"]
)
def test_each_secret_s_place_in_the_environment_is_named(name: str) -> None:
    assert name in EXAMPLE.read_text()
    assert name in (ROOT / "bot" / "config.py").read_text()
