"""Changes of a text, word by word: what is taken out, what is put in, and how two of them go together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_WORD = re.compile(r"\s*\S+|\s+$")
_STOPS = ".,;:!?…)]”»"
MOST_EDITS = 300
"""Beyond so many words that differ, a text counts as written anew: finding less would take too long."""
_TOGETHER = 2
"""Changes with so few words between them are one."""


@dataclass(frozen=True, slots=True)
class Change:
    """The words of a text from start to end (not included), and what stands there instead."""

    start: int
    end: int
    put: tuple[str, ...] = field(repr=False)

    def touches(self, other: Change) -> bool:
        """Whether both are about the same words, or put something into the same gap."""
        if self.start == self.end == other.start == other.end:
            return True
        return self.start < other.end and other.start < self.end


def words_of(text: str) -> list[str]:
    """The words of a text, each with the space before it; stops at a word's end are apart."""
    words: list[str] = []
    for found in _WORD.findall(text):
        bare = found.rstrip(_STOPS)
        words += [part for part in (bare, found[len(bare) :]) if part]
    return words


def changes(before: str, after: str) -> list[Change]:
    """What has to be done to one text so that it is the other, in the order of its words."""
    old, new = words_of(before), words_of(after)
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    kept = _kept(old[first : len(old) - last], new[first : len(new) - last])
    pairs = [(i + first, j + first) for i, j in kept]
    found, i, j = [], first, first
    for at, to in [*pairs, (len(old) - last, len(new) - last)]:
        if at > i or to > j:
            found.append(Change(i, at, tuple(new[j:to])))
        i, j = at + 1, to + 1
    return _joined(found, old)


def merged(base: str, other: str, own: str) -> str:
    """A text with two changes of it in one; where both touch the same words, one's own stand."""
    others, mine = changes(base, other), changes(base, own)
    if other == own or not others:
        return own
    words, done, put = words_of(base), 0, []
    for group in _groups(others, mine):
        start = min(change.start for change in group)
        end = max(change.end for change in group)
        winning = [c for c in group if c in mine] or group
        put += [*words[done:start], *_applied(words, start, end, winning)]
        done = end
    return "".join([*put, *words[done:]])


def clash(base: str, one: str, other: str) -> bool:
    """Whether two changes of a text touch the same words, and not in the same way."""
    return any(a != b and a.touches(b) for a in changes(base, one) for b in changes(base, other))


def _groups(others: list[Change], mine: list[Change]) -> list[list[Change]]:
    """The changes of both, in order; those that touch each other, directly or by a third, stand together."""
    groups: list[list[Change]] = []
    for change in sorted(dict.fromkeys([*others, *mine]), key=lambda c: (c.start, c.end)):
        if groups and any(change.touches(before) for before in groups[-1]):
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _applied(words: list[str], start: int, end: int, some: list[Change]) -> list[str]:
    put, done = [], start
    for change in some:
        put += [*words[done : change.start], *change.put]
        done = change.end
    return [*put, *words[done:end]]


def _joined(found: list[Change], old: list[str]) -> list[Change]:
    """The changes with those joined that have hardly a word between them."""
    joined: list[Change] = []
    for change in found:
        before = joined[-1] if joined else None
        if before is not None and change.start - before.end <= _TOGETHER:
            between = tuple(old[before.end : change.start])
            joined[-1] = Change(before.start, change.end, (*before.put, *between, *change.put))
        else:
            joined.append(change)
    return joined


def _kept(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places of words that stay, as many as can be (Myers 1986); none where too much differs."""
    trail: list[dict[int, int]] = []
    reached = {1: 0}
    for edits in range(min(len(old) + len(new), MOST_EDITS) + 1):
        trail.append(dict(reached))
        for line in range(-edits, edits + 1, 2):
            i = reached[_before(reached, line, edits)] + (_before(reached, line, edits) < line)
            j = i - line
            while i < len(old) and j < len(new) and old[i] == new[j]:
                i, j = i + 1, j + 1
            reached[line] = i
            if i >= len(old) and j >= len(new):
                return _way_back(trail, len(old), len(new))
    return []


def _way_back(trail: list[dict[int, int]], i: int, j: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for edits in range(len(trail) - 1, -1, -1):
        line = _before(trail[edits], i - j, edits) if edits else 0
        from_i = trail[edits][line] if edits else 0
        from_j = from_i - line
        while i > from_i and j > from_j:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        i, j = from_i, from_j
    return pairs[::-1]


def _before(reached: dict[int, int], line: int, edits: int) -> int:
    """The neighbouring line from which this one is reached furthest."""
    if line == -edits or (line != edits and reached[line - 1] < reached[line + 1]):
        return line + 1
    return line - 1
