"""Files and functions stay small enough to be read whole."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parent.parent.parent
PARTS = ("bot", "cogs", "storage", "tools")
FILE_LIMIT = 300
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common", "data", "info"}


def _files() -> list[Path]:
    return [p for part in PARTS for p in sorted((ROOT / part).rglob("*.py"))]


def _functions() -> Iterator[tuple[str, int]]:
    for path in _files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield f"{path.relative_to(ROOT)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    long = {
        str(p.relative_to(ROOT)): n for p in _files() if (n := len(p.read_text().splitlines())) > FILE_LIMIT
    }
    assert long == {}


def test_functions_are_short() -> None:
    lengths = [n for _, n in _functions()]
    assert median(lengths) < 10
    assert quantiles(lengths, n=10)[8] < 35


@pytest.mark.parametrize("part", PARTS)
def test_names_say_what_is_inside(part: str) -> None:
    found = [str(p) for p in (ROOT / part).rglob("*") if p.stem in VAGUE and "__pycache__" not in p.parts]
    assert found == []
