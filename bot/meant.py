"""Which assembly a person means where they are alone with the bot, as their own words say it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from bot.api.invocation import Invocation
from bot.api.text import folded

_NUMBER = r"#?\d{1,7}(?:\.\d{1,2})?"
_AT = re.compile(rf"(?<!\S)({_NUMBER})@(\S{{1,80}})(?!\S)")
_BARE = re.compile(rf"(?<!\S)({_NUMBER})(?!\S)")
LONGEST = 40


def handles(names: Mapping[int, str]) -> dict[int, str]:
    """A short word for each assembly by id, as people type it: East Depot is east-depot.

    Where two would have the same word, or one would have none, its id is in it.
    """
    words = {id_: "-".join(re.findall(r"\w+", folded(name)))[:LONGEST] for id_, name in names.items()}
    often = Counter(words.values())
    return {i: w if w and often[w] == 1 else f"{w or 'assembly'}-{i}" for i, w in words.items()}


def taken_out(invocation: Invocation, names: Mapping[int, str]) -> int | None:
    """The assembly that the words name, which are then without it: "Depot: now", "vote 12@depot for"."""
    by_word = {folded(word): id_ for id_, word in handles(names).items()}
    often = Counter(folded(name) for name in names.values())
    by_name = {folded(name): id_ for id_, name in names.items() if often[folded(name)] == 1}
    return _before_colon(invocation, by_word | by_name) or _after_number(invocation, by_word)


def _before_colon(invocation: Invocation, by_word: Mapping[str, int]) -> int | None:
    """The longest name that the line begins with; a name may have a colon itself."""
    line = invocation.line
    for at in [i for i, c in enumerate(line.partition("\n")[0]) if c == ":"][::-1]:
        found, rest = by_word.get(folded(line[:at])), line[at + 1 :].strip()
        if found is not None and rest:
            invocation.line = rest
            return found
    return None


def _after_number(invocation: Invocation, by_word: Mapping[str, int]) -> int | None:
    head, newline, below = invocation.line.partition("\n")
    if (told := _AT.search(head)) and (found := by_word.get(folded(told[2]))) is not None:
        invocation.line = f"{head[: told.start()]}{told[1]}{head[told.end() :]}{newline}{below}"
        return found
    for key, words in invocation.arguments.items():
        told = _AT.fullmatch(words.strip()) if isinstance(words, str) else None
        if told and (found := by_word.get(folded(told[2]))) is not None:
            invocation.arguments = {**invocation.arguments, key: told[1]}
            return found
    return None


def with_word(line: str, word: str) -> str:
    """The line for one assembly: at its number, or before it all."""
    marked, count = _BARE.subn(lambda found: f"{found[1]}@{word}", line, count=1)
    return marked if count else f"{word}: {line}"
