"""What people write on a ballot, read as a paper: numbers of options, their words, or yes and no."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.ballots.paper import NEED_BE, Paper, letters, option, spelled
from cogs.polls.rules import ballot_errors as errors
from cogs.polls.rules.ballot_words import ALL, NONE, names, plain
from cogs.polls.rules.dated import marks_on_dates
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll

CARRIED = "."
REMEMBERED = 10_000
_FIGURES = re.compile(r"(?:#?\d{1,3}(?:[\s,;>|→.)/–-]+|$))+")
_FIGURE = re.compile(r"#?(\d{1,3})[.):]?")
_BETWEEN = re.compile(r"[,;|>→]")
_QUOTED = re.compile(r'"([^"]*)"|“([^”“]*)["”]|„([^“”]*)[“”]|«([^»]*)»')
_MAY_BE_BLANK = (Kind.SEVERAL, Kind.APPROVAL, Kind.WHEN)
_SHOWN = 60


def carried(paper: Paper) -> str:
    """A paper as one word of a button, which nobody could mean another way."""
    return CARRIED + letters(paper)


def typed(paper: Paper) -> str:
    """A paper as one word that people can type: 3,1,4."""
    return ",".join(f"?{option(mark)}" if mark > NEED_BE else str(mark) for mark in paper) or "none"


class _Item(NamedTuple):
    """An option that was named, by its number or by its words."""

    n: int
    by_number: bool


class Reading:
    """Reads the ballots of one poll; a crowd says the same few things, so what was read is remembered."""

    def __init__(self, poll: Poll) -> None:
        self.poll = poll
        self._options = {one.n: one for one in poll.options}
        self._names = [(name, one) for one in poll.options for name in names(poll, one)]
        self._full: dict[str, list[Option]] = {}
        for name, one in self._names:
            self._full.setdefault(name, []).append(one)
        self._longest = max((name.count(" ") + 1 for name, _ in self._names), default=1)
        self._has_figures = any(name[:1].isdecimal() for name, _ in self._names)
        self._standing = {one.n for one in poll.standing}
        self._takes_one, self._is_ranked = poll.takes_one, poll.is_ranked
        self._known: dict[str, Paper] = {}

    def reads(self, poll: Poll) -> bool:
        """Whether what was read here is read alike on the ballots of this poll, as it stands now."""
        own = self.poll
        same = (own.id, own.kind, own.method) == (poll.id, poll.kind, poll.method)
        return same and own.options == poll.options

    def paper(self, words: str) -> Paper:
        """The paper that words stand for; RuleError where they are none."""
        if (known := self._known.get(words)) is not None:
            return known
        found = self._read(words)
        if len(self._known) < REMEMBERED and len(words) <= _SHOWN:
            self._known[words] = found
        return found

    def _read(self, words: str) -> Paper:
        if words.startswith(CARRIED):
            return self._checked(spelled(words[1:]))
        said = plain(words)
        if not said.strip(' ,;.>|"'):
            raise errors.NothingGiven(self.poll)
        if self.poll.kind is Kind.WHEN:
            return self._checked(marks_on_dates(self.poll, said))
        if _FIGURES.fullmatch(said) and not self._has_figures:
            return self._checked([int(n) for n in re.findall(r"\d+", said)])
        if self.poll.kind in _MAY_BE_BLANK and not self._called(said) and said in ALL | NONE:
            return tuple(one.n for one in self.poll.standing) if said in ALL else ()
        return self._checked(self._without_ranks(self._items(said)))

    def _checked(self, marks: Sequence[int]) -> Paper:
        """The paper of these marks, if each is an option that can be chosen, and they go together."""
        if not marks and self.poll.kind not in _MAY_BE_BLANK:
            raise errors.NothingGiven(self.poll)
        each = dict.fromkeys(marks)
        if self._is_ranked and len(each) == len(marks) and self._standing.issuperset(each):
            return tuple(marks)
        for mark in each:
            found = self._options.get(option(mark))
            if found is None or (mark > NEED_BE and self.poll.kind is not Kind.WHEN):
                raise errors.NoOption(self.poll, str(mark))
            if found.withdrawn:
                raise errors.StandsNoLonger(self.poll, found)
        if self._takes_one and len(each) > 1:
            raise errors.OnlyOne(self.poll, tuple(self._options[n] for n in each))
        if self._is_ranked:
            return self._ranking(marks)
        self._refuse_doubles([option(mark) for mark in each])
        return tuple(sorted(each, key=option))

    def _ranking(self, marks: Sequence[int]) -> Paper:
        if len(marks) > len(self.poll.standing):
            raise errors.TooMany(self.poll)
        self._refuse_doubles(marks)
        return tuple(marks)

    def _refuse_doubles(self, numbers: Iterable[int]) -> None:
        seen: set[int] = set()
        for n in numbers:
            if n in seen:
                raise errors.GivenTwice(self.poll, self._options[n])
            seen.add(n)

    def _without_ranks(self, items: list[_Item]) -> list[int]:
        """What is named; numbers beside words are left out where they only say the rank, or the same."""
        figures, words = items[::2], items[1::2]
        is_beside = len(figures) == len(words) and all(f.by_number for f in figures)
        if is_beside and not any(word.by_number for word in words):
            ranks, named = [figure.n for figure in figures], [word.n for word in words]
            if ranks == named or (self.poll.is_ranked and ranks == list(range(1, len(ranks) + 1))):
                return named
        for item in items:
            if item.by_number and item.n not in self._options:
                raise errors.NoOption(self.poll, str(item.n))
        return [item.n for item in items]

    def _items(self, said: str) -> list[_Item]:
        """All that is named, in order; words that could as well be one option's own are asked about."""
        whole = [] if _FIGURE.fullmatch(said) else self._called(said)
        try:
            items = list(self._each(said))
        except errors.NoOption:
            if len(whole) == 1:
                return [_Item(whole[0].n, by_number=False)]
            raise
        if whole and said in self._full:
            self._refuse_other(said, whole, [item.n for item in items])
        return items

    def _each(self, said: str) -> Iterator[_Item]:
        """Pieces with something between them, or words one after another."""
        for text, is_quoted in _pieces(said):
            if is_quoted:
                yield self._one_called(text)
            else:
                yield from self._in_a_row(text.split())

    def _in_a_row(self, words: list[str]) -> Iterator[_Item]:
        """Of words one after another as many as possible make each option."""
        for _ in range(2 * len(self._options) + 2):  # each with its rank beside it
            if not words:
                return
            taken, item = self._first_of(words)
            yield item
            words = words[taken:]
        raise errors.TooMany(self.poll)

    def _first_of(self, words: list[str]) -> tuple[int, _Item]:
        for length in range(min(len(words), self._longest), 1, -1):
            run = " ".join(words[:length])
            if found := self._called(run):
                others = self._one_by_one(words[:length])
                if run in self._full:
                    self._refuse_other(run, found, others)
                if run in self._full or not others:
                    return length, self._only(run, found)
        if figure := _FIGURE.fullmatch(words[0]):
            return 1, self._numbered(figure, words[0])
        if found := self._called(words[0]):
            return 1, self._only(words[0], found)
        raise errors.NoOption(self.poll, " ".join(words)[:_SHOWN])

    def _one_by_one(self, words: list[str]) -> list[int]:
        """What the same words would name one after the other; nothing where they can't be read so.

        Numbers, full names, and behind a number what a name may be called by: else a name such as "1 2 3 Ana"
        would take the ballots of those who wrote numbers.
        """
        behind: list[list[int] | None] = [None] * len(words) + [[]]
        for at in reversed(range(len(words))):
            most = min(len(words) - at, self._longest, len(words) - 1)
            behind[at] = next(
                filter(None, (self._then(words, at, n, behind) for n in range(most, 0, -1))), None
            )
        return behind[0] or []

    def _then(
        self, words: list[str], at: int, length: int, behind: list[list[int] | None]
    ) -> list[int] | None:
        """What the words name from a place on, the first so many of them as one."""
        run, rest = " ".join(words[at : at + length]), behind[at + length]
        figure = _FIGURE.fullmatch(run)
        found = [int(figure[1])] if figure else [one.n for one in self._full.get(run, ())]
        if figure and rest is None:
            rest = [one.n for one in self._called(" ".join(words[at + length :]))] or None
        return found + rest if found and rest is not None else None

    def _refuse_other(self, said: str, found: Sequence[Option], others: Sequence[int]) -> None:
        """Asks where words are one option's name, and name something else as well."""
        known = [self._options[n] for n in others if n in self._options]
        if any(one not in found for one in known):
            raise errors.SeveralFit(self.poll, said[:_SHOWN], tuple(dict.fromkeys((*found, *known))))

    def _numbered(self, figure: re.Match[str], word: str) -> _Item:
        """A number is that of an option, unless there is none and it is what one is called."""
        n = int(figure[1])
        called = [] if word.startswith("#") else self._full.get(word, [])
        if n not in self._options and called:
            return _Item(self._only(word, called).n, by_number=False)
        if n in self._options:
            self._refuse_other(word, called or [self._options[n]], [n])
        return _Item(n, by_number=True)

    def _one_called(self, text: str) -> _Item:
        found = self._called(text)
        if not found:
            raise errors.NoOption(self.poll, text[:_SHOWN])
        return self._only(text, found)

    def _only(self, said: str, found: Sequence[Option]) -> _Item:
        if len(found) > 1:
            raise errors.SeveralFit(self.poll, said[:_SHOWN], tuple(found))
        return _Item(found[0].n, by_number=False)

    def _called(self, said: str) -> list[Option]:
        """The options that are called so; else those whose names begin so, who stand first."""
        whole = self._full.get(said, [])
        if whole or self.poll.kind is Kind.YES_NO:
            return whole
        begun = {one.n: one for name, one in self._names if name.startswith(said)}
        return [one for one in begun.values() if not one.withdrawn] or list(begun.values())


def _pieces(said: str) -> Iterator[tuple[str, bool]]:
    """The parts of a line that something stands between, and whether each was in quotes."""
    at = 0
    for quoted in _QUOTED.finditer(said):
        yield from ((one.strip(), False) for one in _BETWEEN.split(said[at : quoted.start()]) if one.strip())
        yield next(group for group in quoted.groups() if group is not None).strip(), True
        at = quoted.end()
    yield from ((one.strip(), False) for one in _BETWEEN.split(said[at:]) if one.strip())
