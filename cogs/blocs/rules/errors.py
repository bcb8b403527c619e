"""What the rules of blocs refuse."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.api.errors import RuleError


@dataclass(eq=False, repr=False)
class NoSuchBloc(RuleError):
    """No bloc of this name can be found by the person; nearest is what was probably meant, or nothing."""

    given: str = ""
    nearest: str = ""


class WhichBloc(RuleError):
    """No bloc was named, and the room is not one's own."""


class NoBlocName(RuleError):
    """A name without a letter in it, or none at all."""


@dataclass(eq=False, repr=False)
class NameIsCommand(RuleError):
    """A bloc was to be named like a command."""

    name: str


@dataclass(eq=False, repr=False)
class NameTaken(RuleError):
    """Another bloc that the person knows has this name."""

    name: str


@dataclass(eq=False, repr=False)
class BelowItself(RuleError):
    """A bloc was to be put under itself or under one that is below it."""

    name: str
    parent: str
    is_same: bool


@dataclass(eq=False, repr=False)
class TooDeep(RuleError):
    """A tree of blocs would have more levels than people can follow."""

    levels: int


class UnlistedStandsAlone(RuleError):
    """An unlisted bloc was to be under another, or to have others below it."""


class ListedStaysListed(RuleError):
    """A bloc was to become unlisted, or an unlisted one was to be listed."""


class FollowsItsBlocs(RuleError):
    """Somebody was to join or leave a council by hand: it follows the delegates of its blocs."""


@dataclass(eq=False, repr=False)
class OnlyKeepers(RuleError):
    """Only those who keep a bloc may do that."""

    name: str


class OnlyStewardsStart(RuleError):
    """The assembly has it that only stewards start blocs."""


@dataclass(eq=False, repr=False)
class NotInBloc(RuleError):
    """The person is not in the bloc."""

    name: str


@dataclass(eq=False, repr=False)
class NobodyAsks(RuleError):
    """The person does not ask to be let into the bloc."""

    name: str


class WaitsNoMore(RuleError):
    """Nobody waits under this number, as far as the person may know."""


@dataclass(eq=False, repr=False)
class AlreadyVouched(RuleError):
    """The member has vouched for this person before."""

    name: str


class CodeNotGood(RuleError):
    """A code that has expired, was used, or never was one."""


@dataclass(eq=False, repr=False)
class TooManyBlocs(RuleError):
    """An assembly has as many blocs as it may have, or a person has started as many."""

    most: int


@dataclass(eq=False, repr=False)
class HasBlocsBelow(RuleError):
    """A bloc was to be archived while others are below it."""

    name: str
    below: tuple[str, ...] = field(default=())


@dataclass(eq=False, repr=False)
class VotesRun(RuleError):
    """A bloc was to be archived while it has motions that are not decided."""

    name: str
    numbers: tuple[int, ...]


class FlyerFailed(RuleError):
    """The flyer could not be set in time."""


class NoRoomsHere(RuleError):
    """The assembly meets on no network with rooms."""
