"""Who may import whom; the contracts stand in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOR_COGS = {"api", "ballots", "dates", "paper"}


def _contracts() -> dict[str, dict[str, list[str]]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return {c["id"]: c for c in settings["tool"]["importlinter"]["contracts"]}


def test_every_contract_is_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-3000:]
    assert "0 broken" in done.stdout


def test_the_contract_of_cogs_knows_every_part_of_the_core() -> None:
    parts = {p.stem for p in (ROOT / "bot").iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    closed = {
        name.removeprefix("bot.") for name in _contracts()["cogs"]["forbidden_modules"] if "bot." in name
    }
    assert parts - {"__init__", "__main__"} - FOR_COGS == closed


def test_the_contract_of_cogs_apart_knows_every_cog() -> None:
    cogs = {f"cogs.{p.name}" for p in (ROOT / "cogs").iterdir() if (p / "__init__.py").exists()}
    assert cogs == set(_contracts()["cogs-apart"]["modules"])
