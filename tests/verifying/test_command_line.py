"""`python -m bot verify FILE`: with no database, no settings, nothing but the file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.verifying.counted import plain as counted
from tests.verifying.test_sheet import LEVEL
from tests.verifying.test_tampering import plain, rebound

ROOT = Path(__file__).parent.parent.parent


def verify(folder: Path, *given: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in an empty folder, with nothing in the environment."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "verify", *given],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def decision(tmp_path: Path) -> Path:
    file = tmp_path / "motion-12.json"
    file.write_bytes(rebound(plain()))
    return file


def test_a_result_that_holds(decision: Path, tmp_path: Path) -> None:
    done = verify(tmp_path, decision.name)
    assert done.returncode == 0
    assert done.stdout.startswith("The result of motion 12 holds: carried. For 2, against 1, abstain 0:")
    assert done.stderr == ""
    assert [path.name for path in tmp_path.iterdir()] == [decision.name]


def test_a_result_that_does_not(decision: Path, tmp_path: Path) -> None:
    file = json.loads(decision.read_text())
    file["decided"]["ballots"][0]["choice"] = "no"
    decision.write_text(json.dumps(file))
    done = verify(tmp_path, decision.name)
    assert done.returncode == 1
    assert "The file says carried; from its ballots it is not carried: 1 of 3" in done.stdout
    assert "What was decided was changed after it was written into the journal." in done.stdout


def test_a_count_and_papers_alone(tmp_path: Path) -> None:
    (tmp_path / "election-4.json").write_text(json.dumps(counted()))
    done = verify(tmp_path, "election-4.json")
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("The count of election 4 holds: elected: Ana and Chi.")
    (tmp_path / "level.blt").write_text(LEVEL)
    assert verify(tmp_path, "level.blt").returncode == 1
    done = verify(tmp_path, "level.blt", "--method", "schulze", "--seats", "2")
    assert done.returncode == 0
    assert done.stdout.endswith("Elected: Ana and Ben.\n") or done.stdout.endswith("Elected: Ben and Ana.\n")
    assert verify(tmp_path, "election-4.json", "--seats", "2").returncode == 2


def test_settings_that_are_broken_do_not_matter(decision: Path, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("nonsense")
    assert verify(tmp_path, decision.name).returncode == 0


def test_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "cut.json").write_text('{"format": ')
    for name, words in (("cut.json", "no JSON"), ("nowhere.json", "can't be read"), (".", "can't be read")):
        done = verify(tmp_path, name)
        assert done.returncode == 2
        assert done.stdout == ""
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_without_a_file_the_journal_is_walked(tmp_path: Path) -> None:
    done = verify(tmp_path)
    assert done.returncode == 2
    assert "database" in done.stderr
