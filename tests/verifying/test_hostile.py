"""Broken and hostile files: one plain sentence, nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.verifying import LARGEST, verified
from tests.verifying.making import files
from tests.verifying.test_tampering import plain

DEEP = 200_000
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def changed(**more: Any) -> bytes:
    return json.dumps({**plain(), **more}).encode()


BROKEN = {
    "nothing": b"",
    "no text": b"\xff\xfe\x00",
    "no JSON": b"hello",
    "a list": b"[]",
    "a number": b"12",
    "null": b"null",
    "another file": b'{"name": "x"}',
    "another format": changed(format="minutes"),
    "deep": b"[" * DEEP,
    "deep within": changed(decided=0).replace(b'"decided": 0', b'"decided": ' + b"[" * DEEP + b"]" * DEEP),
    "a version to come": changed(version=2),
    "a version of words": changed(version="1"),
    "a key too many": changed(extra=1),
    "a key too few": json.dumps({k: v for k, v in plain().items() if k != "decided"}).encode(),
    "a key twice": json.dumps(plain()).replace('"votes":', '"votes": "secret", "votes":').encode(),
    "a huge number": changed(version=10**400),
    "a float": changed(version=1.5),
    "not a number": changed(version=1).replace(b'"version": 1', b'"version": NaN'),
    "a moment without a zone": changed(exported_at="2026-06-05T12:00:00"),
    "a share of nothing": json.dumps(plain()).replace('"1/2"', '"1/0"').encode(),
    "too large": b" " * (LARGEST + 1),
    "control characters": changed(**{"\x1b[2J\x07\u202e": 1}),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_gives_one_plain_sentence(kind: str) -> None:
    found = verified(BROKEN[kind])
    assert found.code == 2
    assert len(found.lines) == 1
    assert found.lines[0].isprintable()
    assert found.lines[0].endswith(".")
    assert len(found.lines[0]) < 400


def test_a_version_that_is_not_known_is_named() -> None:
    assert "version 2" in verified(changed(version=2)).lines[0]


def test_the_journal_may_hold_anything() -> None:
    file = plain()
    for body in ("", "[", "{}", "[[]]", "[" * DEEP, '[["carried",12,"",{"digest":null}]]', "\x00"):
        file["journal"]["body"] = body
        assert verified(json.dumps(file).encode()).code == 1


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(JSON | st.binary())
def test_whatever_it_is_it_is_answered(value: Any) -> None:
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    assert verified(content).code == 2


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(files(), st.data())
def test_a_file_cut_short_is_answered(content: bytes, data: st.DataObject) -> None:
    assert verified(content[: data.draw(st.integers(0, len(content) - 3))]).code == 2


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(files(), st.data())
def test_a_field_of_any_other_kind_is_answered(content: bytes, data: st.DataObject) -> None:
    file = json.loads(content)
    part = file if data.draw(st.booleans()) else file["decided"]
    part[data.draw(st.sampled_from(sorted(part)))] = data.draw(JSON)
    assert verified(json.dumps(file).encode()).code in (0, 1, 2)
