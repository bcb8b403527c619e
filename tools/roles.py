"""The table of who may do what, made from the commands' specs: `python -m tools.roles` writes it anew."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.command import Command
from bot.api.people import Role
from tools.messages import ROOT, specs

PAGE = ROOT / "docs" / "roles.md"
HEAD = """# Who may do what

Made by `python -m tools.roles` from the commands themselves; a test holds the two together.

An **observer** is anyone in the room who is not on the roll. A **member** is on the roll; where the roll
is open to anyone, a first act of a member's kind enrols. A **steward** is a member trusted with upkeep, and
may do all that a member may. *Managers* are whomever the network lets manage the place: on Discord with
"Manage Server", on Matrix with the right to change the room's permissions, at a terminal everyone.

A *private* command is answered to that person alone, and on Matrix works only where they are alone with the
bot. Some commands look further than the role: only its mover edits a motion, and what an open command such as
`/assembly settings` changes, a steward alone may change.

| command | who may | what it does | |
|---|---|---|---|
"""
WHO = {Role.OBSERVER: "everyone", Role.MEMBER: "members", Role.STEWARD: "stewards"}


def page(commands: Sequence[Command]) -> str:
    """The whole page."""
    return HEAD + "".join(_row(c) for c in sorted(commands, key=lambda c: c.path))


def _row(command: Command) -> str:
    name = f"`/{command.path}`" + (f", `/{command.short}`" if command.short else "")
    who = "managers" if command.manages else WHO[command.who]
    return f"| {name} | {who} | {command.about} | {'private' if command.private else ''} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(specs()), encoding="utf-8")
