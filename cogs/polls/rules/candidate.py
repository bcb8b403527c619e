"""Who stands, as everybody may read it: before the voting by name, then by the number on the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.api.text import folded
from cogs.polls.rules import nomination_errors as errors
from cogs.polls.rules.nomination import Nomination
from cogs.polls.rules.poll import Poll


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who stands; n is their number on the paper, 0 before there is one."""

    called: str = field(repr=False)
    statement: str = field(default="", repr=False)
    n: int = 0
    member: int | None = None
    withdrawn: bool = False
    left: bool = False


def candidates(poll: Poll, nominations: Sequence[Nomination]) -> list[Candidate]:
    """Who stands, or stood; in the order of the paper where there is one, else by name, never by entry."""
    if not poll.options:
        some = [Candidate(one.called, one.statement, member=one.member) for one in nominations if one.stands]
        return sorted(some, key=lambda one: folded(one.called))
    said = {one.member: one.statement for one in nominations}
    return [
        Candidate(o.text, said.get(o.member or 0, ""), o.n, o.member, o.withdrawn, o.left)
        for o in poll.options
        if not o.reopens
    ]


def named(poll: Poll, some: Sequence[Candidate], words: str) -> Candidate:
    """The one of this number or name; a beginning is enough where it is that of one alone."""
    wanted = folded(words).lstrip("#")
    found = [one for one in some if wanted == folded(one.called) or (one.n and wanted == str(one.n))]
    found = found or [one for one in some if folded(one.called).startswith(wanted)]
    if len(found) != 1:
        raise errors.NoCandidate(poll.number, words)
    return found[0]
