"""The words of a line, sorted to the arguments they belong to."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from bot.api.command import Argument, Command, Kind
from bot.api.errors import SurplusArgument, UnknownOption
from bot.api.text import folded
from bot.grammar import repeating, several
from bot.grammar.spoken import greedy, line_with, missing
from bot.grammar.tokens import Token
from bot.grammar.values import Reader

_CLOSE = 0.75
_MOST_WORDS = 5  # "the day after tomorrow 18:00"


def near_key(command: Command, key: str) -> str:
    """The option that a word is close to, or nothing."""
    close = difflib.get_close_matches(folded(key), [a.key for a in command.arguments], 1, _CLOSE)
    return close[0] if close else ""


def sort_words(command: Command, reader: Reader, head: str, words: list[Token], below: str) -> dict[str, str]:
    """Words by argument key: options first, the others in order, the lines below to the long text."""
    slots = _Slots(command, reader, head, has_lines=bool(below))
    slots.place_in_order(slots.take_options(words))
    slots.place_below(below)
    return dict(reader.apart(command, slots.given))


class _Slots:
    def __init__(self, command: Command, reader: Reader, head: str, *, has_lines: bool) -> None:
        self.given: dict[str, str] = {}
        self._command = command
        self._reader = reader
        self._head = head
        self._has_lines = has_lines
        self._by_key = {folded(a.key): a for a in command.arguments}
        self._greedy = greedy(command)

    def take_options(self, words: list[Token]) -> list[Token]:
        """Takes key:value out of the line wherever it stands; what is left is in order."""
        left: list[Token] = []
        at = 0
        while at < len(words):
            argument = self._option(words[at])
            if argument is None:
                left.append(words[at])
                at += 1
            else:
                at = self._take_value(argument, words, at, len(left))
        return left

    def _option(self, token: Token) -> Argument | None:
        if not token.key or token.quoted:
            return None
        argument = self._by_key.get(folded(token.key))
        if argument is None and token.value and not token.value.startswith("/"):
            near = near_key(self._command, token.key)
            if near:
                raise UnknownOption(token.key, near)
        return argument

    def _take_value(self, argument: Argument, words: list[Token], at: int, before: int) -> int:
        """Keeps the option's value and says where the line goes on; before counts the words in order."""
        token, after = words[at], at + 1
        if not token.value and not token.value_quoted:
            if after == len(words):
                raise missing(self._command, argument, self._readable())
            token, after = words[after], after + 1
        first = token.value if token is words[at] else token.text
        if token.quoted or token.value_quoted:
            self.given[argument.key] = first
            return after
        following = list(self._up_to_option(words[after:]))
        ends_line = before >= self._still_needed(argument)
        if argument.kind is not Kind.TEXT:
            following = following[: self._length(argument, [first, *following], ends_line) - 1]
        elif not ends_line:
            following = []
        self.given[argument.key] = " ".join([first, *following])
        after += len(following)
        if argument.kind is Kind.WHEN and (rule := self._rule_length([t.text for t in words[after:]])):
            self.given[repeating.EVERY] = " ".join(t.text for t in words[after : after + rule])
            after += rule
        return after

    def _still_needed(self, argument: Argument) -> int:
        """How many words in order have to come before a text option may take the rest of the line."""
        required = (a for a in self._command.arguments if a.required and a is not argument)
        return sum(a.key not in self.given for a in required)

    def _up_to_option(self, words: list[Token]) -> Iterable[str]:
        for token in words:
            if token.quoted or self._option(token) is not None:
                return
            yield token.text

    def _length(self, argument: Argument, texts: list[str], ends_line: bool) -> int:
        """How many words make one value: 'in 2 days' is three.

        At the end of a line words that are no time are taken together, so that the answer shows them whole.
        """
        if argument.kind is Kind.TIMES:
            return len(texts) if ends_line else several.length(texts, self._reader.is_time) or 1
        if argument.kind not in (Kind.WHEN, Kind.CHOICE):
            return 1
        if argument.kind is Kind.WHEN and self._may_repeat and repeating.begins(texts):
            rule = self._rule_length(texts) or repeating.MOST_WORDS  # so that all of what is no rule is shown
            return min(rule + repeating.time_first(texts[rule:], self._reader.is_time), len(texts))
        most = min(len(texts), _MOST_WORDS)
        for length in range(most, 0, -1):
            if self._reader.fits(argument, " ".join(texts[:length])):
                return length
        return most if ends_line and argument.kind is Kind.WHEN else 1

    def _rule_length(self, texts: list[str]) -> int:
        """How many words at the beginning say how something repeats, where that can be said."""
        return repeating.length(texts, self._reader.today) if self._may_repeat else 0

    @property
    def _may_repeat(self) -> bool:
        return repeating.EVERY in self._by_key and repeating.EVERY not in self.given

    def place_in_order(self, words: list[Token]) -> None:
        words = self._take_time_at_end(self._take_rule(words))
        self._greedy = greedy(self._command, self.given)
        for argument in self._command.arguments:
            if not words:
                return
            if argument.key in self.given or argument.keyed:
                continue
            if argument.long and argument is not self._greedy:
                continue
            if self._stands_for(argument, words[0]):
                continue
            words = self._place(argument, words)
            if argument is self._greedy:
                break
        self._place_rest(words)

    def _stands_for(self, argument: Argument, word: Token) -> bool:
        """Whether a word is no number, but what makes do without it: rsvp yes."""
        instead = self._by_key.get(argument.unless)
        if instead is None or argument.kind is not Kind.NUMBER or self._reader.fits(argument, word.text):
            return False
        return self._reader.fits(instead, word.text)

    def _take_rule(self, words: list[Token]) -> list[Token]:
        """Takes out how something repeats where that is said beside its time."""
        if not self._may_repeat:
            return words
        texts = [token.text for token in words]
        found = repeating.beside_time(texts, self._reader.today, self._reader.is_time)
        if found is None or any(token.quoted for token in words[slice(*found)]):
            return words
        self.given[repeating.EVERY] = " ".join(texts[slice(*found)])
        return words[: found[0]] + words[found[1] :]

    def _take_time_at_end(self, words: list[Token]) -> list[Token]:
        """Takes a time off the end where a text and a time belong to a command: Union talk fri 18:00.

        A line that has its time where it belongs is left as it is, and so is one without any.
        """
        asked = [a for a in self._command.arguments if a.required and a.key not in self.given]
        time = next((a for a in asked[:2] if a.kind in (Kind.WHEN, Kind.TIMES)), None)
        beside = next((a for a in asked[:2] if a.kind is Kind.TEXT), None)
        if time is None or beside is None or not words or words[0].quoted:
            return words
        texts = [token.text for token in words]
        if asked[0] is time and self._begins_with(time, texts):
            return words
        if time.kind is Kind.TIMES:
            return self._take_times_at_end(time, words)
        for length in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
            last = words[-length:]
            if not any(t.quoted for t in last) and self._reader.fits(time, " ".join(texts[-length:])):
                self.given[time.key] = " ".join(texts[-length:])
                return words[:-length]
        return words

    def _take_times_at_end(self, times: Argument, words: list[Token]) -> list[Token]:
        """Takes several times off the end, unless they stand in the lines below."""
        count = several.at_end([token.text for token in words], self._reader.is_time)
        if not 0 < count < len(words) or any(t.quoted for t in words[-count:]):
            return words
        if times.long and self._has_lines:
            return words
        self.given[times.key] = " ".join(t.text for t in words[-count:])
        return words[:-count]

    def _begins_with(self, time: Argument, texts: list[str]) -> bool:
        most = min(len(texts), _MOST_WORDS)
        return any(self._reader.fits(time, " ".join(texts[:length])) for length in range(1, most + 1))

    def _place(self, argument: Argument, words: list[Token]) -> list[Token]:
        if argument is self._greedy:
            return self._place_text(argument, words)
        is_last = argument is self._command.arguments[-1]
        length = 1 if words[0].quoted else self._length(argument, list(_bare(words)), is_last)
        self.given[argument.key] = " ".join(t.text for t in words[:length])
        return words[length:]

    def _place_text(self, argument: Argument, words: list[Token]) -> list[Token]:
        """Quotes say where a text ends; without them it takes the rest of the line."""
        if words[0].quoted and not argument.whole and self._ends_with(words[0], words[1:]):
            self.given[argument.key] = words[0].text
            return words[1:]
        self._refuse_option(argument, words[0])
        self.given[argument.key] = _slices(self._head, words)
        return []

    def _ends_with(self, first: Token, after: list[Token]) -> bool:
        """Whether a text is what stands in quotes, and does not begin with one word in them: "Yes" is yes."""
        if not after or any(c.isspace() for c in first.text):
            return True
        if any(word.key and not word.quoted for word in after[:1]):
            return True
        return len(after) == 1 and after[0].quoted and any(a.long for a in self._command.arguments)

    def _refuse_option(self, argument: Argument, word: Token) -> None:
        """Where nothing has to be said, a line that begins like an option is a slip, and no text."""
        if not argument.required and word.value and not word.value.startswith("/"):
            raise UnknownOption(word.key, near_key(self._command, word.key))

    def _place_rest(self, words: list[Token]) -> None:
        long = next((a for a in self._command.arguments if a.long and a.key not in self.given), None)
        if len(words) == 1 and words[0].quoted and long is not None:
            self.given[long.key] = words[0].text
        elif words and words[0].key and not words[0].quoted:
            raise UnknownOption(words[0].key, near_key(self._command, words[0].key))
        elif words:
            surplus = " ".join(t.text for t in words)
            raise SurplusArgument(surplus[:100], self._example())

    def _readable(self) -> dict[str, str]:
        return self._reader.readable(self._command, self.given)

    def _example(self) -> str:
        return line_with(self._command, self._readable())

    def place_below(self, below: str) -> None:
        if not below:
            return
        long = next((a for a in self._command.arguments if a.long), None)
        if long is None:
            raise SurplusArgument(below.splitlines()[0][:100], self._example())
        before = self.given.get(long.key, "")
        self.given[long.key] = f"{before}\n{below}" if before else below


def _bare(words: Iterable[Token]) -> Iterable[str]:
    """The words up to the first one in quotes."""
    for token in words:
        if token.quoted:
            return
        yield token.text


def _slices(head: str, words: list[Token]) -> str:
    """The words as they stand in the line, with the gaps that options left closed."""
    text = ""
    for before, token in zip([None, *words], words, strict=False):
        gap = head[before.end : token.start] if before else ""
        text += (gap if not gap.strip() else " ") + head[token.start : token.end]
    return text
