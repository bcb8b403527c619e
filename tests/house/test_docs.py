"""What is written about Folkmoot fits what it is: links lead somewhere, commands exist."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from bot.api.command import Command
from bot.tasks import TASKS

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?<![\w/.])[/!]([a-z-]+) ([a-z-]+)")
HOME = re.compile(r"/(?:home|root|work)/\w|/tmp/\w|localhost:\d{4}/simple")


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in map(_anchor, headings), target


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_command_in_it_exists(page: Path, commands: list[Command]) -> None:
    known = {c.path for c in commands}
    groups = {path.split()[0] for path in known if " " in path}
    named = COMMAND.findall(page.read_text(encoding="utf-8"))
    assert {f"{noun} {verb}" for noun, verb in named if noun in groups} - known == set()


def test_every_task_of_the_command_line_is_told() -> None:
    told = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    for task in TASKS:
        assert re.search(rf"`(?:python -m bot|…) {task}\b", told), task


def test_nothing_names_the_machine_that_it_was_made_on() -> None:
    tracked = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    suffixes = {".py", ".md", ".toml", ".yaml", ".sh", ".js", ".json", ".lock", ".po", ".pot", ""}
    found = {}
    for name in tracked.stdout.split():
        path = ROOT / name
        if path == Path(__file__) or path.suffix not in suffixes or not path.is_file():
            continue
        if hit := HOME.search(path.read_text(encoding="utf-8", errors="ignore")):
            found[name] = hit[0]
    assert found == {}
