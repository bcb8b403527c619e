"""Files that answers hand over at the terminal: laid into its folder, never over another."""

from __future__ import annotations

import json
import re
import stat
import subprocess
import sys
from pathlib import Path

from bot.api.card import File
from bot.platforms.console.folder import laid
from tests.platforms.test_console_product import ROOT, config, start

__all__ = ["config"]
SCRIPT = """
    ana: /assembly found Depot
    ana: /assembly settings shortest:0h
    ana: /motion propose Buy a kettle
    ben: /motion second 1
    ben: /vote 1 for
    chi: /vote 1 against
    dan: /vote 1 for
    ana: /motion close 1
    ana: /motion export 1
    ben: /motion export 1
"""


def test_a_result_is_laid_down_twice_and_verified(config: Path) -> None:
    played = start("console", config, SCRIPT)
    assert played.returncode == 0, played.stdout + played.stderr
    paths = [Path(found) for found in re.findall(r"^The file is here: (.+)$", played.stdout, re.MULTILINE)]
    assert [path.name for path in paths] == ["motion-1.json", "motion-1-2.json"]
    for path in paths:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        checked = subprocess.run(
            [sys.executable, "-m", "bot", "verify", str(path)],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        assert checked.returncode == 0, checked.stdout + checked.stderr
        assert "The result of motion 1 holds: carried. For 2, against 1, abstain 0" in checked.stdout
    first, second = (json.loads(path.read_text()) for path in paths)
    assert first["journal"] == second["journal"]


def test_no_file_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("mine")
    (tmp_path / "a-2.json").symlink_to(tmp_path / "elsewhere")
    assert laid(tmp_path, File("a.json", "application/json", b"{}")) == tmp_path / "a-3.json"
    assert (tmp_path / "a.json").read_text() == "mine"
    assert not (tmp_path / "elsewhere").exists()


def test_a_name_leads_nowhere_else(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    assert laid(inner, File("../out.json", "application/json", b"{}")) == inner / "out.json"


def test_a_folder_that_takes_none_is_told(tmp_path: Path) -> None:
    assert laid(tmp_path / "nowhere", File("a.json", "application/json", b"{}")) is None
