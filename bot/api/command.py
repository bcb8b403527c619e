"""A command as a described value: the one definition that every face reads."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from bot.api.number import Numbered
from bot.api.people import Account, Address, Role, Room

SHORT_TEXT, LONG_TEXT = 200, 4000


class Kind(Enum):
    """What an argument is made of, for every face's own form of it."""

    NUMBER = "number"
    NUMBERED = "numbered"
    WORD = "word"
    TEXT = "text"
    YES_NO = "yes-no"
    CHOICE = "choice"
    WHEN = "when"
    TIMES = "times"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Arg:
    """How an argument is described: Annotated[int, Arg("The motion's number", lookup="motions")].

    lookup names a completion that the cog offers; long takes the lines below the command (a modal's
    second field); form has a short text that may be left out asked for there as well; unless names another
    argument that stands in its place where it is given; keyed has it typed by its key alone, so that a text
    before it takes the rest of the line; whole has a text take the rest of the line as it stands, quotes and
    all, where it may be several things; limit is in characters; words maps each value of an Enum to what may
    be typed for it.
    """

    about: str
    lookup: str | None = None
    long: bool = False
    form: bool = False
    unless: str = ""
    keyed: bool = False
    whole: bool = False
    limit: int = SHORT_TEXT
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command, as read from the handler's signature."""

    name: str
    kind: Kind
    about: str
    required: bool
    default: Any
    lookup: str | None
    long: bool
    limit: int
    sample: str
    choices: type[Enum] | None = None
    form: bool = False
    unless: str = ""
    keyed: bool = False
    whole: bool = False

    def lacks(self, given: Mapping[str, object]) -> bool:
        """Whether it has to be asked for beside what is given."""
        return self.required and not given.get(self.key) and not (self.unless and given.get(self.unless))

    @property
    def key(self) -> str:
        """Its name on every face: words joined by hyphens."""
        return self.name.rstrip("_").replace("_", "-")


Managed = Callable[[Room, Mapping[str, Any]], Address]


@dataclass(frozen=True, slots=True)
class Command:
    """A command's whole spec.

    path is "motion second"; bulk names the cog's method that takes a whole batch in one transaction;
    prepare names the method that asks the outside first; modal opens a form for the texts on faces that
    have one; internal commands come from the clock or the house and are no one's to type; enrols says
    that a person under the policy "anyone" comes onto the roll by it; manages names the place, by room and
    arguments, that the network must let this person manage; anywhere needs no assembly; untraced says that
    no note is kept of who gave it when; confides names the method (assembly, line) that says whether a line
    is for nobody else to read, of a command that is so only at times.
    """

    path: str
    about: str
    arguments: tuple[Argument, ...]
    who: Role
    method: str
    bulk: str | None = None
    prepare: str | None = None
    short: str | None = None
    example: str = ""
    private: bool = False
    modal: bool = False
    internal: bool = False
    manages: Managed | None = None
    anywhere: bool = False
    quiet: bool = False
    untraced: bool = False
    confides: str | None = None

    @property
    def enrols(self) -> bool:
        return self.who is Role.MEMBER and not self.internal

    def argument(self, key: str) -> Argument | None:
        return next((a for a in self.arguments if a.key == key), None)


@dataclass(slots=True)
class _Marks:
    """What @command was told, and the spec that was read of it once: reading signatures takes long."""

    path: str
    options: dict[str, Any]
    spec: Command | None = None


def command(
    path: str,
    *,
    who: Role = Role.MEMBER,
    bulk: str | None = None,
    prepare: str | None = None,
    short: str | None = None,
    example: str = "",
    private: bool = False,
    modal: bool = False,
    internal: bool = False,
    manages: Managed | None = None,
    anywhere: bool = False,
    quiet: bool = False,
    untraced: bool = False,
    confides: str | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Makes a method of a cog a command; its docstring is what members read of it."""
    options = {key: value for key, value in locals().items() if key != "path"}

    def mark(method: Callable[..., Any]) -> Callable[..., Any]:
        method.__folkmoot_command__ = _Marks(path, options)  # type: ignore[attr-defined]
        return method

    return mark


def spec_of(method: Callable[..., Any]) -> Command | None:
    """The spec of a method that @command marked; TypeError where its signature has a type no face knows."""
    marks: _Marks | None = getattr(method, "__folkmoot_command__", None)
    if marks is None:
        return None
    if marks.spec is None:
        marks.spec = _read(marks, method)
    return marks.spec


def _read(marks: _Marks, method: Callable[..., Any]) -> Command:
    about = inspect.getdoc(method)
    if not about:
        raise TypeError(f"{marks.path}: a command needs a docstring; members read it")
    arguments = tuple(_arguments(marks.path, method))
    return Command(marks.path, about.splitlines()[0], arguments, method=method.__name__, **marks.options)


def _arguments(path: str, method: Callable[..., Any]) -> list[Argument]:
    hints = get_type_hints(method, include_extras=True)
    found = []
    for parameter in list(inspect.signature(method).parameters.values())[1:]:
        if parameter.name in ("self", "ctx"):
            continue
        found.append(_argument(path, parameter, hints[parameter.name]))
    return found


def _argument(path: str, parameter: inspect.Parameter, hint: Any) -> Argument:
    arg = Arg(parameter.name.replace("_", " ").capitalize())
    if get_origin(hint) is Annotated:
        hint, *notes = get_args(hint)
        arg = next((n for n in notes if isinstance(n, Arg)), arg)
    kind, choices = _kind(path, parameter.name, hint, arg)
    required = parameter.default is inspect.Parameter.empty
    default = None if required else parameter.default
    is_long = arg.long or kind is Kind.TIMES
    limit = LONG_TEXT if is_long and arg.limit == SHORT_TEXT else arg.limit
    kept = (arg.lookup, arg.long, limit, arg.sample, choices, arg.form, arg.unless, arg.keyed, arg.whole)
    return Argument(parameter.name, kind, arg.about, required, default, *kept)


def _kind(path: str, name: str, hint: Any, arg: Arg) -> tuple[Kind, type[Enum] | None]:
    plain = {t for t in _alternatives(hint) if t is not type(None)}
    if plain == {datetime, timedelta}:
        return Kind.WHEN, None
    if plain == {tuple[datetime, ...]}:
        return Kind.TIMES, None
    if len(plain) == 1:
        only = plain.pop()
        if isinstance(only, type) and issubclass(only, Enum):
            return Kind.CHOICE, only
        simple = {int: Kind.NUMBER, Numbered: Kind.NUMBERED, bool: Kind.YES_NO, Account: Kind.PERSON}
        if only in simple:
            return simple[only], None
        if only is str:
            return (Kind.TEXT if arg.long or arg.limit != SHORT_TEXT or not arg.lookup else Kind.WORD), None
    raise TypeError(f"{path}: no face knows how to ask for {name}: {hint!r}")


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
