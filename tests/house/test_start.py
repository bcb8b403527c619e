"""Nothing heavy is loaded where it is not needed, and what a start needs is there at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.config import Settings
from tests.conftest import lay

ROOT = Path(__file__).parent.parent.parent
HEAVY = {
    "dateparser",
    "alembic",
    "typst",
    "discord",
    "nio",
    "aiohttp",
    "asyncpg",
    "prometheus_client",
    "mako",
}
PROGRAM = """
import json, runpy, sys
sys.argv = ["bot", *sys.argv[1:]]
try:
    runpy.run_module("bot", run_name="__main__")
except SystemExit as end:
    code = end.code
tops = sorted({name.partition(".")[0] for name in sys.modules})
sys.stderr.write("MODULES " + json.dumps([code, tops]))
"""


def _modules(folder: Path, task: str, said: str) -> tuple[int, set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, task],
        cwd=folder,
        input=said,
        capture_output=True,
        text=True,
        timeout=60,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )
    code, modules = json.loads(done.stderr.rpartition("MODULES ")[2])
    return code or 0, set(modules)


@pytest.fixture
def folder(tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database in which there is nothing left to migrate."""
    monkeypatch.chdir(tmp_path)
    lay(migrated, tmp_path / Settings().database)
    assert main(["schema"]) == 0
    return tmp_path


def test_the_terminal_starts_without_anything_heavy(folder: Path) -> None:
    code, modules = _modules(folder, "run", "")
    assert code == 0
    assert "storage" in modules
    assert modules & HEAVY == set()


def test_a_vote_at_the_terminal_needs_nothing_heavy_either(folder: Path) -> None:
    said = "ana: /motion propose Buy a kettle closes:48h\nben: /motion second 1\nben: /vote 1 for\n"
    code, modules = _modules(folder, "console", said)
    assert code == 0
    assert "apscheduler" in modules
    assert modules & HEAVY == set()


def test_a_script_ends_with_one_where_a_line_was_refused(folder: Path) -> None:
    code, _modules_there = _modules(folder, "console", "ana: /vote 99 for\n")
    assert code == 1
