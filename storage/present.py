"""The transaction or reading that is open in a task."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(slots=True, eq=False)
class Open:
    """A transaction or a reading; acts is what a transaction wants done after its commit.

    since says how many commits had wanted something done when it began.
    A task that was begun in one keeps it in its context, and may go on when it is over: the connection serves
    others by then.
    """

    connection: AsyncConnection
    since: int
    acts: list[Callable[[], None]] | None = None
    is_over: bool = False


_HERE: ContextVar[Open | None] = ContextVar("here", default=None)


def present() -> Open | None:
    """What is open in this task; None where it was begun in something that is over by now."""
    here = _HERE.get()
    return None if here is None or here.is_over else here


def acts_here() -> list[Callable[[], None]] | None:
    """What the open transaction wants done after its commit; None where nothing is being written."""
    here = present()
    return None if here is None else here.acts


@contextmanager
def entered(
    connection: AsyncConnection, since: int, acts: list[Callable[[], None]] | None = None
) -> Iterator[None]:
    """Has a connection be the one of this task."""
    here = Open(connection, since, acts)
    token = _HERE.set(here)
    try:
        yield
    finally:
        here.is_over = True
        _HERE.reset(token)
