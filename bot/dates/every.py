"""How something repeats, as people write it: 'weekly', 'first tuesday', 'cada 2 semanas hasta el 31.12.2026'.

Each word becomes a letter by what it is, and the sentence a word of such letters, of one of few shapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice, product

from bot.api.errors import RuleError
from bot.api.text import folded
from bot.dates.day import read_day
from bot.dates.rule import LAST_MOMENT, MOST_TIMES, NoRule, On, Rule, TooManyTimes, TooOften, read_rule
from bot.dates.shapes import read_shape
from bot.dates.vocabulary import FILLER, PHRASES, SEVERAL_A_DAY, meanings

_LONGEST = 400
_READINGS = 16
_CLAUSE = re.compile(
    r"\b(?:(?P<until>until|till|through|up to|hasta(?: el)?)"
    r"|(?P<but>except(?: on| for)?|excluding|but not(?: on)?|excepto|salvo|menos))\b"
)
_TIMES = re.compile(r"(?:\b(?:for|only|solo|durante) )?\b(\d{1,6}) ?(?:times|time|x|veces|vez)\b")
_DATES = re.compile(r",|;|\band\b|\by\b")
_SEPARATOR = re.compile(r"[,&+;]")
_RANGE = re.compile(r"(?<=[a-z])-(?=[a-z])")


@dataclass(frozen=True)
class Every:
    """A rule, and the days that it leaves out."""

    rule: Rule
    excepted: tuple[date, ...] = ()

    @property
    def text(self) -> str:
        return self.rule.text

    def skipped(self, at: time) -> frozenset[datetime]:
        """The keys of the occurrences that are left out, of a series that is held at a time of day."""
        return frozenset(datetime.combine(day, at) for day in self.excepted)

    def elsewhere(self, days: int) -> Every:
        """The same where it is another day by then, so many days later: friday evening there, saturday here.

        OtherDayThere for a rule whose days can't be put so, such as the first friday of a month.
        """
        if not days:
            return self
        rule = self.rule
        is_plain = not (rule.month_days or rule.months or rule.positions or rule.year_days or rule.weeks)
        if not is_plain or any(on.ordinal for on in rule.on):
            raise OtherDayThere(self.text)
        on = tuple(sorted((On((one.weekday + days) % 7) for one in rule.on), key=lambda one: one.weekday))
        until = rule.until
        if until is not None and until.tzinfo is None:
            until += timedelta(days=days)
        excepted = tuple(day + timedelta(days=days) for day in self.excepted)
        return Every(replace(rule, on=on, until=until), excepted)


@dataclass(eq=False, repr=False)
class OtherDayThere(RuleError):
    """Days of a month were named by somebody for whom it is another day then than where it is held."""

    rule: str


def read_every(words: str, today: date) -> Every:
    """The rule that words say, in English or Spanish or as an RRULE; NoRule where they say none."""
    if len(words) > _LONGEST:
        raise NoRule(words[:60], words[:60])
    plain = " ".join(folded(words).split())
    main, until, excepted = _clauses(plain, today)
    main, count = _times(main)
    rule = read_rule(_rrule(main)) if "freq=" in main else _in_words(main, words)
    if (until and count is not None) or (rule.ends and (until or count is not None)):
        raise NoRule(words, words)
    end = datetime.combine(until, LAST_MOMENT) if until else rule.until
    return Every(replace(rule, until=end, count=rule.count if count is None else count), excepted)


def _clauses(plain: str, today: date) -> tuple[str, date | None, tuple[date, ...]]:
    """What stands before 'until …' and 'except …', and what these say."""
    found = list(_CLAUSE.finditer(plain))
    main = plain[: found[0].start()] if found else plain
    until: date | None = None
    excepted: tuple[date, ...] = ()
    for n, clause in enumerate(found):
        end = found[n + 1].start() if n + 1 < len(found) else len(plain)
        said = plain[clause.end() : end]
        if clause["until"]:
            said, more = _times(said)
            until = _day(said, today)
            main += f" {more} times" if more is not None else ""
        else:
            excepted += tuple(_day(day, today) for day in _DATES.split(said) if day.strip())
    return main.strip(" ,;"), until, excepted


def _times(plain: str) -> tuple[str, int | None]:
    """The words without '10 times', and that number."""
    found = _TIMES.search(plain)
    if found is None:
        return plain, None
    if int(found[1]) > MOST_TIMES:
        raise TooManyTimes(int(found[1]), MOST_TIMES)
    return (plain[: found.start()] + plain[found.end() :]).strip(" ,;"), int(found[1])


def _day(words: str, today: date) -> date:
    plain = words.strip(" ,;")
    if (day := read_day(plain, today)) is None:
        raise NoRule(plain, plain)
    return day


def _rrule(plain: str) -> str:
    return "".join(plain.split()).upper()


def _in_words(plain: str, given: str) -> Rule:
    for phrase, word in PHRASES.items():
        plain = plain.replace(phrase, word)
    words = [w for w in _SEPARATOR.sub(" ", _RANGE.sub(" - ", plain)).split() if w not in FILLER]
    if any(word in SEVERAL_A_DAY for word in words):
        raise TooOften(given)
    options = [(word, meanings(word)) for word in words]
    unknown = next((word for word, known in options if not known), None)
    if unknown is not None or not words:
        raise NoRule(given, unknown or given)
    for reading in _readings([known for _, known in options]):
        if (rule := read_shape(*reading)) is not None:
            return rule
    raise NoRule(given, given)


def _readings(options: list[tuple[tuple[str, int], ...]]) -> Iterator[tuple[str, list[int]]]:
    """Each way in which the words may be meant: 'mar' is a Tuesday and a month."""
    for chosen in islice(product(*options), _READINGS):
        yield "".join(letter for letter, _ in chosen), [value for _, value in chosen]
