"""Whatever was decided: its file holds, and a recount that knows nothing of our code agrees."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from bot.verifying import verified
from tests.verifying.making import files
from tools.export_schema import FILES, schema

PAGE = Path(__file__).parent.parent.parent / "docs" / "export.md"
FORM = PAGE.parent / "export.schema.json"


def independent() -> str:
    """The recount that docs/export.md shows."""
    return "\n".join(re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(files())
def test_every_decision_holds(content: bytes) -> None:
    found = verified(content)
    assert found.code == 0, found.lines
    assert "holds" in found.lines[0]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(files())
def test_an_independent_recount_agrees(content: bytes) -> None:
    file = json.loads(content)
    scope: dict[str, Any] = {}
    exec(independent(), scope)
    assert scope["recount"](file) == file["decided"]["result"]["state"]
    assert scope["is_bound"](file)


def test_the_independent_recount_is_short_and_uses_nothing_of_ours() -> None:
    source = independent()
    assert "import bot" not in source
    assert "from bot" not in source
    recount = source[source.index("def recount") : source.index("def is_bound")]
    assert len(recount.strip().splitlines()) <= 20


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(files())
def test_every_file_fits_the_schema(content: bytes) -> None:
    form = Draft202012Validator(json.loads(FORM.read_text(encoding="utf-8")))
    assert [error.message for error in form.iter_errors(json.loads(content))] == []


@pytest.mark.parametrize("file", FILES)
def test_the_schemas_are_current(file: Path) -> None:
    assert file.read_text(encoding="utf-8") == schema(FILES[file])


@pytest.mark.parametrize("file", FILES)
def test_every_key_is_described(file: Path) -> None:
    told = PAGE.read_text(encoding="utf-8")
    parts = json.loads(schema(FILES[file]))["$defs"].values()
    keys = {key for part in parts for key in part.get("properties", {})}
    assert {key for key in keys if key not in told} == set()
