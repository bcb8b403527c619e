"""Ten wards of a real election, where they are at hand."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.ballots.counting import blt
from bot.ballots.counting.blt import Sheet

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "glasgow-2007"
WARDS = (
    "Anderston-City",
    "Calton",
    "Craigton",
    "East-Centre",
    "Govan",
    "Hillhead",
    "Linn",
    "Newlands-Auldburn",
    "Partick-West",
    "Shettleston",
)
needs_wards = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the ballots of Glasgow are no part of the project and are not at hand"
)


class Reference(NamedTuple):
    """Who was elected, and everyone's votes at each stage, in hundred-thousandths."""

    elected: set[int]
    stages: list[dict[int, int]]


def ward(name: str) -> Sheet:
    """The ballots of a ward."""
    return blt.read((FOLDER / f"{name}.blt").read_text(encoding="utf-8"))


def reference(name: str) -> Reference:
    """What the count of a ward came to; stages that moved no votes are left out."""
    known = _references()[name]
    stages: list[dict[int, int]] = []
    for stage in known["stages"]:
        totals = {int(number): int(votes.replace(".", "")) for number, votes in stage.items()}
        if not stages or totals != stages[-1]:
            stages.append(totals)
    return Reference(set(known["elected"]), stages)


@cache
def _references() -> dict[str, dict[str, Any]]:
    references: dict[str, dict[str, Any]] = json.loads((FOLDER / "reference.json").read_text("utf-8"))
    return references
