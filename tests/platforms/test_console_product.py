"""The whole product on the terminal: the program as people start it, on a database of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pexpect
import pytest

ROOT = Path(__file__).parents[2]
FIRST_VOTE = """
    # Four lines, and the answer.
    ana: /assembly found Depot
    ana: /motion propose Buy a kettle
      Ours leaks.
    ben: /motion second 1
    ben: ✅
    ana: /vote 1 against
    chi: 1
    ana: /motion close 1
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(f'database = "{tmp_path / "folkmoot.db"}"\ndata = "{tmp_path / "data"}"\n')
    return file


def start(task: str, config: Path, typed: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", task, "--config", str(config)],
        input=dedent(typed),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_a_vote_from_a_script(config: Path) -> None:
    played = start("console", config, FIRST_VOTE)
    assert played.returncode == 0, played.stdout + played.stderr
    assert "Motion 1 is carried: Buy a kettle\nFor 2, against 1, abstain 0." in played.stdout
    assert "(only ana sees this)\nYour vote on motion 1: Against." in played.stdout
    assert "For      ███████░░░  2\nAgainst  ███░░░░░░░  1\n" in played.stdout


@pytest.mark.usefixtures("settings")  # on tables that are there already
def test_a_refused_line_ends_a_script_with_its_number(config: Path) -> None:
    played = start("console", config, "ana: /assembly found Depot\n\nana: /vote 7 for\nana: /now\n")
    assert played.returncode == 1
    assert played.stdout.endswith("Line 3 was refused; I stopped there.\n")


def test_the_end_of_input_ends_it_well_and_what_was_done_stays(config: Path) -> None:
    first = start("run", config, "/assembly found Depot\n/vote 7 for\n/motion propose Tea\n")
    assert first.returncode == 0, first.stdout + first.stderr
    again = start("run", config, "/motion show 1\n")
    assert "Tea" in again.stdout
    assert start("run", config, "").returncode == 0


@pytest.mark.usefixtures("settings")  # on tables that are there already
def test_people_at_the_prompt(config: Path) -> None:
    terminal = pexpect.spawn(
        sys.executable,
        ["-m", "bot", "run", "--config", str(config)],
        cwd=ROOT,
        encoding="utf-8",
        timeout=60,
        dimensions=(50, 120),
        env={"TERM": "dumb", "PATH": "", "LANG": "C.UTF-8", "PROMPT_TOOLKIT_NO_CPR": "1"},
    )
    try:
        terminal.expect("A first vote takes four lines")
        for typed, seen in (
            ("/assembly found Depot", "Depot is founded"),
            ("/motion propose Buy a kettle", "1 Second"),
            ("ben: /motion second 1", "1 For"),
            ("1", "Your vote on motion 1: For"),
            ("/now", "only ana sees this"),
        ):
            terminal.send(f"{typed}\r")
            terminal.expect_exact(seen)
        terminal.send("/quit\r")
        terminal.expect(pexpect.EOF)
    finally:
        terminal.close(force=True)
    assert terminal.exitstatus == 0
