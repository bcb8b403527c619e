"""The shapes that a sentence about repeating may have, and the rule that each says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.dates.rule import Frequency, On, Rule

_FREQUENCIES = (Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY)
_GROUPS = (range(5), range(5, 7))


@dataclass(frozen=True)
class _Said:
    """A part of a sentence: its letters with the value of each."""

    letters: str
    values: list[int]

    def of(self, kinds: str) -> tuple[int, ...]:
        return tuple(v for letter, v in zip(self.letters, self.values, strict=True) if letter in kinds)

    def sorted(self, kinds: str) -> tuple[int, ...]:
        return tuple(sorted(set(self.of(kinds))))


_Head = tuple[Frequency | None, int]
_Reader = Callable[[_Said, _Head], Rule | None]


def read_shape(letters: str, values: list[int]) -> Rule | None:
    """The rule of a sentence, where it has a shape that we know and its numbers fit."""
    for shape, read in _SHAPES:
        if found := shape.fullmatch(letters):
            at = found.end("head")
            rule = read(_Said(letters[at:], values[at:]), _head(_Said(letters[:at], values[:at])))
            return rule if rule is not None and _fits(rule) else None
    return None


def _fits(rule: Rule) -> bool:
    return (
        rule.interval >= 1
        and all(1 <= abs(day) <= 31 for day in rule.month_days)
        and all(abs(on.ordinal) <= 5 for on in rule.on)
    )


def _head(said: _Said) -> _Head:
    """'daily', 'every fortnight', 'every 3 weeks', 'every other month'; 'every' alone names no frequency."""
    if named := said.of("F"):
        return _FREQUENCIES[named[0] % 10], named[0] // 10
    number, unit = said.of("N"), said.of("UD")
    interval = number[0] if number else 2 if "X" in said.letters else 1
    return (_FREQUENCIES[unit[0]] if unit else None), interval


def _alone(_said: _Said, head: _Head) -> Rule | None:
    frequency, interval = head
    return Rule(frequency, interval) if frequency is not None else None


def _weekdays(said: _Said, head: _Head) -> Rule | None:
    """'tuesday and friday', 'monday to friday', 'weekdays', 'every 2 weeks on friday', 'fridays'."""
    frequency, interval = head
    if frequency not in (None, Frequency.WEEKLY):
        return None
    return Rule(Frequency.WEEKLY, interval, on=tuple(On(day) for day in sorted(set(_days(said)))))


def _days(said: _Said) -> list[int]:
    if group := said.of("G"):
        return list(_GROUPS[group[0]])
    days = said.of("W")
    if "T" not in said.letters:
        return list(days)
    first, final = days
    return [(first + n) % 7 for n in range((final - first) % 7 + 1)]


def _nth(said: _Said, head: _Head) -> Rule | None:
    """'first tuesday', 'first and third tuesday of the month', 'last friday of june', 'last weekday'."""
    ordinals, months = said.sorted("OL"), said.sorted("M")
    frequency = _monthly(head, months)
    if frequency is None or any(abs(n) > 5 for n in ordinals):
        return None
    if "G" in said.letters:
        on = tuple(On(day) for day in _days(said))
        return Rule(frequency, head[1], on=on, months=months, positions=ordinals)
    on = tuple(On(day, n) for n in ordinals for day in said.sorted("W"))
    return Rule(frequency, head[1], on=on, months=months)


def _every_nth(said: _Said, head: _Head) -> Rule | None:
    """'every last friday'; but 'every second friday' may be every other one too, so it is none of both."""
    ordinals = said.of("O")
    is_clear = "U" in said.letters or "M" in said.letters or len(ordinals) != 1 or ordinals[0] == 1
    return _nth(said, head) if is_clear else None


def _month_days(said: _Said, head: _Head) -> Rule | None:
    """'the 15th', '1st and 15th of the month', 'last day of the month', '15 de cada mes', 'every 1 may'."""
    months = said.sorted("M")
    frequency = _monthly(head, months)
    if frequency is None:
        return None
    return Rule(frequency, head[1], months=months, month_days=said.sorted("OLN"))


def _monthly(head: _Head, months: tuple[int, ...]) -> Frequency | None:
    """Monthly, or yearly where months are named; None where the sentence says something else."""
    usual = Frequency.YEARLY if months else Frequency.MONTHLY
    return usual if head[0] in (None, usual) else None


_OFTEN = "E?F|E?[UD]|EN[UD]|EX[UD]|N[UD]"
_OF = "(?:E?U|M+(?:EU)?)?"
_SHAPES: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(f"(?P<head>{head})(?:{tail})"), read)
    for head, tail, read in (
        (_OFTEN, "", _alone),
        (f"{_OFTEN}|EX?|", "W+|WTW|D?G|DWTW", _weekdays),
        ("|EX?", "(?:W+|D?G)E?U", _weekdays),
        (f"{_OFTEN}|", f"[OL]+(?:W+|D?G){_OF}", _nth),
        ("E", f"[OL]+(?:W+|D?G){_OF}", _every_nth),
        ("", f"D[ON]+{_OF}", _month_days),
        (f"{_OFTEN}|", f"(?:[OL]+D|[ON]+){_OF}", _month_days),
        (f"{_OFTEN}|E|", "M[ON](?:EU)?|[ON]M+", _month_days),
    )
)
