"""Commands as the lines that a person would type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.api.command import Argument, Command, Kind
from bot.api.errors import MissingArgument
from bot.grammar.tokens import bare_or_quoted, quoted
from bot.grammar.values import is_fixed, samples


def spoken(command: str, arguments: Mapping[str, object] | Iterable[object]) -> str:
    """The line for a button: the command's words, then its values in order."""
    values = arguments.values() if isinstance(arguments, Mapping) else arguments
    return " ".join([command, *(bare_or_quoted(str(v)) for v in values)])


def pressed(command: Command, given: Mapping[str, object]) -> str:
    """The line for a button; by their keys go those after one that it leaves out or after a text, which would
    take them in, and those that always do."""
    parts, in_order, last_text = [command.path], True, greedy(command, given)
    for argument in command.arguments:
        if argument.key not in given:
            in_order = False
            continue
        words = bare_or_quoted(str(given[argument.key]))
        by_key = argument.keyed or not in_order
        parts.append(f"{argument.key}:{words}" if by_key else words)
        in_order = in_order and argument is not last_text
    return " ".join(parts)


def example_line(command: Command) -> str:
    """A full line that this command takes."""
    if not command.example:
        return line_with(command, {})
    starts = [name for name in (command.path, command.short) if name]
    if any(f"{command.example} ".startswith(f"{name} ") for name in starts):
        return command.example
    return f"{command.short or command.path} {command.example}"


def line_with(command: Command, given: Mapping[str, str]) -> str:
    """A full line of these words by key; what is required and not given gets a sample."""
    parts = [command.short or command.path]
    in_order, last_text = True, greedy(command)
    for argument in command.arguments:
        words = given.get(argument.key) or (samples(argument)[0] if argument.required else "")
        if not words or (argument.long and argument is not last_text and not argument.required):
            in_order = False
        elif in_order and not argument.keyed and not (argument.long and argument is not last_text):
            parts.append(_word(argument, words, unquoted=argument is last_text))
            in_order = argument is not last_text
        else:
            parts.append(f"{argument.key}:{_option(argument, words)}")
    return " ".join(parts)


def missing(command: Command, argument: Argument, given: Mapping[str, str]) -> MissingArgument:
    """Says that an argument is missing, with a line of what was given that works."""
    left = [a for a in command.arguments if a.required and not given.get(a.key) and not is_fixed(a)]
    return MissingArgument(
        argument.key, line_with(command, given), argument.about, tuple(samples(a)[0] for a in left)
    )


def greedy(command: Command, given: Iterable[str] = ()) -> Argument | None:
    """The text that takes the rest of the line: the last required one, else the first.

    What is required after it has to be given already, by its key.
    """
    every = [a for a in command.arguments if a.kind is Kind.TEXT and not a.keyed]
    texts = [a for a in every if not a.long] or every
    required = [a for a in texts if a.required] or [a for a in every if a.required]
    chosen = required[-1] if required else next(iter(texts), None)
    if chosen is None:
        return None
    after = command.arguments[command.arguments.index(chosen) + 1 :]
    return (
        None
        if any(a.required and not a.long and not a.keyed and a.key not in given for a in after)
        else chosen
    )


def _word(argument: Argument, words: str, *, unquoted: bool) -> str:
    if unquoted and all(bare_or_quoted(w) == w for w in words.split()):
        return words
    return words if argument.kind in (Kind.WHEN, Kind.TIMES, Kind.CHOICE) else bare_or_quoted(words)


def _option(argument: Argument, words: str) -> str:
    one_word = not any(c.isspace() for c in words)
    return words if one_word and argument.kind is not Kind.TEXT else quoted(words) if not one_word else words
