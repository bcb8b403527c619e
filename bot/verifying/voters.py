"""What about the voters of a file can't be, whether they cast ballots or papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bot.ballots.record import Electorate


def listed(electorate: Electorate) -> Iterator[str]:
    """What is wrong with the list of who could vote."""
    if twice := doubled(electorate.marks):
        yield f"Voters who stand more than once in the list of who could vote: {twice}."
    if electorate.marks and not electorate.listed:
        yield "The file lists who could vote, and says that nobody was listed."


def voted(voters: Sequence[str], electorate: Electorate, one: str) -> Iterator[str]:
    """What is wrong with who cast them; one is what a ballot is called there."""
    if twice := doubled(voters):
        yield f"Voters with more than one {one}: {twice}."
    strangers = set(voters) - set(electorate.marks) if electorate.listed else set()
    if strangers:
        yield f"{one.capitalize()}s from people who could not vote: {len(strangers)}."


def once(receipts: Iterable[str]) -> Iterator[str]:
    """What is wrong with receipts that can't tell one vote from another."""
    if twice := doubled(receipts):
        yield f"Receipts that stand there more than once: {twice}."


def doubled(items: Iterable[str]) -> int:
    """How many stand there more than once."""
    return sum(times > 1 for times in Counter(items).values())
