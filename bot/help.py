"""Help, made from the command specs: what a person wants to do first, the commands behind it after."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Block, Card, Field, Line, Text, Typed, View, view
from bot.api.command import Argument, Command, Kind
from bot.api.errors import UnknownCommand
from bot.api.people import Role
from bot.api.speech import N_, Speech
from bot.api.text import folded
from bot.grammar import example_line
from bot.grammar.naming import Names
from bot.grammar.spoken import greedy
from bot.grammar.values import samples

# What members come for, and the command that does it; one that is not loaded is left out.
WISHES = (
    (N_("Propose something"), "motion propose"),
    (N_("Vote"), "motion vote"),
    (N_("Ask a question"), "poll ask"),
    (N_("Elect somebody"), "election call"),
    (N_("What waits for me"), "now"),
    (N_("Call a meeting"), "meeting call"),
    (N_("Sign a letter"), "sign"),
    (N_("My privacy"), "privacy"),
    (N_("Join my bloc"), "bloc join"),
    (N_("Try it out"), "motion practice"),
)
STEWARD_WORDS = frozenset({"steward", "stewards"})


def topic(commands: Sequence[Command], words: str) -> View:
    """Help about what was typed after "help": nothing, a noun, a command, or "steward"."""
    asked, typed = " ".join(folded(words).split()), _typed(commands)
    if not asked:
        return overview(typed)
    for command in typed:
        if asked in (folded(command.path), folded(command.short or command.path)):
            return single(command)
    if any(folded(c.path).startswith(f"{asked} ") for c in typed):
        return noun(typed, asked)
    if asked in STEWARD_WORDS:
        return stewards(typed)
    raise UnknownCommand(words[:60], Names(typed).nearest(asked.split()))


@view
def overview(say: Speech, commands: Sequence[Command]) -> Card:
    """What members want to do, with one example each; it fits a phone."""
    by_path = {c.path: c for c in _typed(commands)}
    wishes = [
        Field(say(wish), (Typed(example_line(by_path[path])),)) for wish, path in WISHES if path in by_path
    ]
    return Card(title=say("What would you like to do?"), blocks=(*wishes, *_more(say, commands)))


@view
def noun(say: Speech, commands: Sequence[Command], name: str) -> Card:
    """Every command of one noun, those of stewards apart."""
    of_noun = [c for c in _typed(commands) if folded(c.path).split()[0] == folded(name)]
    members = [c for c in of_noun if c.who < Role.STEWARD]
    upkeep = [c for c in of_noun if c.who >= Role.STEWARD]
    blocks: list[Block] = [_entry(say, c) for c in members]
    if upkeep:
        blocks += [Line(say("For stewards:"), strong=True), *(_entry(say, c) for c in upkeep)]
    first = (members or upkeep)[0].path
    blocks.append(say.line("More about one of them: {line}", line=Typed(f"help {first}")))
    title = say("{noun}: what you can do", noun=folded(name).capitalize())
    return Card(title=title, blocks=tuple(blocks))


@view
def stewards(say: Speech, commands: Sequence[Command]) -> Card:
    """The commands that keep an assembly going, which only its stewards may give."""
    entries = [_entry(say, c) for c in _typed(commands) if c.who >= Role.STEWARD]
    title = say("For stewards: keeping the assembly going")
    return Card(title=title, blocks=tuple(entries) or (say.line("There are none here."),))


@view
def single(say: Speech, command: Command) -> Card:
    """One command: what it does, what it takes, and a line that works."""
    blocks: list[Block] = [Line(say(command.about))]
    blocks += [_argument(say, a) for a in command.arguments]
    blocks.append(Field(say("Example"), (Typed(example_line(command)),)))
    blocks += [Line(note) for note in _notes(say, command)]
    return Card(title=(Typed(command.path),), blocks=tuple(blocks))


def _typed(commands: Sequence[Command]) -> list[Command]:
    return [c for c in commands if not c.internal]


def _more(say: Speech, commands: Sequence[Command]) -> list[Line]:
    typed = _typed(commands)
    nouns = list(dict.fromkeys(c.path.split()[0] for c in typed if " " in c.path and c.who < Role.STEWARD))
    lines = []
    if nouns:
        message = N_("More, by topic, such as {line}: {topics}")
        lines.append(say.line(message, line=Typed(f"help {nouns[0]}"), topics=", ".join(nouns)))
    if any(c.who >= Role.STEWARD for c in typed):
        lines.append(say.line("For stewards: {line}", line=Typed("help steward")))
    return lines


def _entry(say: Speech, command: Command) -> Field:
    return Field((Typed(command.short or command.path),), say(command.about))


def _argument(say: Speech, argument: Argument) -> Field:
    about = say(argument.about)
    takes = _takes(say, argument)
    value: Text = (*about, *((": ",) if takes else ()), *takes)
    label = (argument.key,) if argument.required else say("{name} (if you like)", name=argument.key)
    return Field(label, value)


def _takes(say: Speech, argument: Argument) -> Text:
    """The words that fit, where the description alone does not show them."""
    if argument.kind is Kind.CHOICE:
        words = samples(argument)
        return () if all(word in argument.about for word in words) else (", ".join(words),)
    if argument.kind is Kind.YES_NO:
        return say("yes or no")
    if argument.kind is Kind.WHEN:
        return say("48h, in 3 h, tomorrow 18:00, Fri 18:00 or 2026-06-05 18:00")
    if argument.kind is Kind.TIMES:
        return say("Thu 18:00, Fri 19:00 or a line each")
    return ()


def _notes(say: Speech, command: Command) -> list[Text]:
    notes = []
    if command.short:
        short, full = Typed(command.short), Typed(command.path)
        notes.append(say("{short} is short for {full}.", short=short, full=full))
    if (long := next((a for a in command.arguments if a.long), None)) is not None:
        is_times = long.kind is Kind.TIMES
        below = N_("The times may also stand below the first line, a line each.")
        notes.append(say(below if is_times else N_("The lines below the first one become the long text.")))
    if (option := _an_option(command)) is not None:
        example = f"{option.key}:{samples(option)[0]}"
        notes.append(say("Options may stand anywhere in the line: {option}", option=example))
    if command.private:
        notes.append(say("Use it where we are alone; others must not read it."))
    if command.who >= Role.STEWARD:
        notes.append(say("Only stewards may do this."))
    return notes


def _an_option(command: Command) -> Argument | None:
    """One to show as key:value; a text that takes the rest of the line needs no key."""
    options = [a for a in command.arguments if not a.required and not a.long and a is not greedy(command)]
    return next((a for a in options if " " not in samples(a)[0]), None)
