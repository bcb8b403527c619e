"""A person at the real prompt, in a pseudo-terminal."""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

ROOT = Path(__file__).parents[2]
_ANSI = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|[=>78]|\][^\x07]*\x07)")
TAB, CTRL_D, CTRL_C, UP = "\t", "\x04", "\x03", "\x1b[A"


class Terminal:
    """Types and waits for what is to be seen."""

    def __init__(self, folder: Path) -> None:
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "tests.platforms.prompt_program", str(folder)],
            cwd=ROOT,
            encoding="utf-8",
            timeout=60,
            dimensions=(50, 120),
            env={"TERM": "xterm", "PATH": "", "LANG": "C.UTF-8", "PROMPT_TOOLKIT_NO_CPR": "1"},
        )

    def see(self, words: str) -> str:
        """Waits for words on the screen; everything printed since the last ones, without colours."""
        pattern = r"(?:\x1b\[[0-9;?]*[a-zA-Z])*".join(re.escape(c) for c in words)
        self.child.expect(pattern)
        return _ANSI.sub("", self.child.before + self.child.after)

    def type(self, text: str) -> None:
        self.child.send(text)

    def line(self, text: str) -> None:
        self.child.send(text + "\r")

    def end(self) -> int | None:
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(tmp_path)
    yield opened
    opened.child.close(force=True)


def test_a_first_vote_at_the_prompt(terminal: Terminal, tmp_path: Path) -> None:
    first = terminal.see("ana>")
    assert "I am Folkmoot." in first
    assert "/motion propose Buy a kettle" in first
    terminal.line("/motion propose Buy a kettle")
    terminal.see("[1 For]  [2 Against]")
    terminal.see("ana>")
    terminal.line("1")
    assert "(only ana sees this)" in terminal.see("Your vote is in.")
    terminal.line("/as ben")
    terminal.see("ben>")
    terminal.line("ana: /vote 1 against")
    terminal.see("Your vote is in.")
    terminal.line("/quit")
    assert terminal.end() == 0
    history = tmp_path / "terminal-history"
    assert stat.S_IMODE(history.stat().st_mode) == 0o600
    assert "+/motion propose Buy a kettle" in history.read_text()


def test_completion_and_history(terminal: Terminal) -> None:
    terminal.see("ana>")
    terminal.type(f"/motion p{TAB}")
    terminal.see("ropose")
    terminal.line(" Tea")
    terminal.see("Proposed as motion 1")
    terminal.type(f"/vote {TAB}")
    terminal.see("#1")
    terminal.type(f" ag{TAB}")
    terminal.see("against")
    terminal.line("")
    terminal.see("Your vote is in.")
    terminal.see("ana>")
    terminal.type(f"{UP}{UP}")
    terminal.see("propose Tea")
    terminal.line("")
    assert "Proposed as motion 1" in terminal.see("motion 1")


def test_a_line_can_be_broken_off_and_the_end_is_the_end(terminal: Terminal) -> None:
    terminal.see("ana>")
    terminal.type(f"/motion propose half a{CTRL_C}")
    terminal.see("ana>")
    terminal.type(CTRL_D)
    assert terminal.end() == 0


def test_several_lines_in_one(terminal: Terminal) -> None:
    terminal.see("ana>")
    terminal.type("/motion propose Tea\x1b\rfor all of us")
    terminal.line("")
    assert "Proposed as motion 1: Tea" in terminal.see("Proposed as motion 1: Tea")


def test_the_introduction_is_said_once(tmp_path: Path) -> None:
    for expected in (True, False):
        opened = Terminal(tmp_path)
        assert ("I am Folkmoot." in opened.see("ana>")) is expected
        opened.type(CTRL_D)
        assert opened.end() == 0
