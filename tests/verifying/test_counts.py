"""Whatever was counted: its file holds, a recount by another hand agrees, and any change to it is found."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.verifying import verified
from tests.recounting import elected
from tests.verifying.polling import files
from tests.verifying.tampering import out_or_doubled, unnoticed
from tests.verifying.test_agreement import PAGE
from tests.verifying.test_hostile import DEEP, JSON

FORM = PAGE.parent / "count.schema.json"
ANY = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
# What is only said, and nothing rests on.
SAID = {
    ("exported_at",),
    ("journal", "number"),
    ("vacancies", 0, "journal", "number"),
    ("vacancies", 0, "at"),
}


@ANY
@given(files())
def test_every_count_holds(content: bytes) -> None:
    found = verified(content)
    assert found.code == 0, found.lines
    assert "holds" in found.lines[0]
    assert all(line.isprintable() for line in found.lines)


@ANY
@given(files())
def test_a_recount_by_another_hand_agrees(content: bytes) -> None:
    counted = json.loads(content)["counted"]
    if counted["method"] is None:
        return
    chosen, stages = elected(content)
    said = counted["outcome"]
    assert chosen == said["elected"]
    count = said["count"]
    scaled = [{str(n): int(v * count["scale"]) for n, v in stage.items()} for stage in stages]
    written = [stage["totals"] for stage in count["stages"]] if count else []
    assert scaled == written[: len(scaled)]


@ANY
@given(files())
def test_every_file_fits_the_schema(content: bytes) -> None:
    form = Draft202012Validator(json.loads(FORM.read_text(encoding="utf-8")))
    assert [error.message for error in form.iter_errors(json.loads(content))] == []


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(files())
def test_any_single_field_changed_is_found(content: bytes) -> None:
    assert unnoticed(json.loads(content), SAID) == []


@ANY
@given(files())
def test_a_paper_or_voter_left_out_or_doubled_is_found(content: bytes) -> None:
    for other in out_or_doubled(json.loads(content), "counted", ("ballots", "secret_ballots", "options")):
        assert verified(other).code == 1


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(files(), st.data())
def test_a_file_cut_short_is_answered(content: bytes, data: st.DataObject) -> None:
    assert verified(content[: data.draw(st.integers(0, len(content) - 3))]).code == 2


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(files(), st.data())
def test_a_field_of_any_other_kind_is_answered(content: bytes, data: st.DataObject) -> None:
    file = json.loads(content)
    part = data.draw(st.sampled_from((file, file["counted"], file["counted"]["outcome"])))
    part[data.draw(st.sampled_from(sorted(part)))] = data.draw(JSON)
    assert verified(json.dumps(file).encode()).code in (0, 1, 2)


@pytest.mark.parametrize("key", ["counted", "title", "journal", "vacancies", "numbers"])
def test_what_is_deep_or_missing_is_answered(key: str) -> None:
    head = b'{"format": "folkmoot count", "version": 1, "'
    for value in (b"[" * DEEP, b"[" * DEEP + b"]" * DEEP, b"{}", b"null", b'"' + b"x" * DEEP + b'"'):
        found = verified(head + key.encode() + b'": ' + value + b"}")
        assert found.code == 2
        assert len(found.lines) == 1
        assert len(found.lines[0]) < 400


def test_a_version_to_come_is_named() -> None:
    assert "version 2" in verified(b'{"format": "folkmoot count", "version": 2}').lines[0]
