"""How the bot speaks to one reader: language, time zone and face, and gettext through all of them."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from gettext import NullTranslations
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

from bot.api.card import Card, Chat, Data, Line, Moment, Name, Part, Text, Typed
from bot.api.number import Numbered

if TYPE_CHECKING:
    from collections.abc import Callable

Value: TypeAlias = "Part | Text | int | Fraction"
_FORMATTER = string.Formatter()


@dataclass(frozen=True, slots=True)
class Features:
    """What a face can do, so that a card names only ways that work there.

    prefix stands before a command line; buttons may be pressed; reactions may be counted; numbered says
    that buttons are pressed by typing their number; whispers says that an answer can be shown to one
    person alone in a shared room; menus says that one can choose from a list; captions that the words for a
    picture stand under it for everyone.
    """

    prefix: str = "!"
    buttons: bool = False
    reactions: bool = False
    numbered: bool = False
    whispers: bool = False
    menus: bool = False
    captions: bool = False
    text_limit: int = 4000


@dataclass(frozen=True, slots=True)
class Speech:
    """Says messages of the catalog: say("Moved by {mover}.", mover=Name(3)).

    alone says that nobody but the reader sees what is said.
    """

    locale: str
    zone: ZoneInfo
    now: datetime
    face: Features = Features()
    catalog: NullTranslations = field(default_factory=NullTranslations)
    alone: bool = False

    def __call__(self, message: str, /, **values: Value) -> Text:
        return self._fill(self.catalog.gettext(message), values)

    def plural(self, one: str, many: str, n: int, /, **values: Value) -> Text:
        """The form that fits n; {n} in the message is n itself."""
        return self._fill(self.catalog.ngettext(one, many, n), {"n": n, **values})

    def word(self, message: str, /, **values: Value) -> str:
        """A message as a bare string, for labels; it may hold no names."""
        return "".join(p if isinstance(p, str) else _plain(p) for p in self(message, **values))

    def line(self, message: str, /, **values: Value) -> Line:
        return Line(self(message, **values))

    def card(self, message: str, /, **values: Value) -> Card:
        """A card of one sentence."""
        return Card(blocks=(self.line(message, **values),))

    def number(self, n: int | Fraction) -> str:
        """An exact number: whole, with at most three decimals, or as a fraction."""
        from babel.numbers import format_decimal

        exact = Fraction(n)
        if (exact * 1000).denominator == 1:
            return str(format_decimal(exact.numerator / exact.denominator, "#,##0.###", self.babel_locale))
        whole, rest = divmod(exact.numerator, exact.denominator)
        part = f"{rest}/{exact.denominator}"
        return f"{self.number(whole)} {part}" if whole else part

    def moment(self, at: datetime) -> Moment:
        """An instant with its weekday, date and time in this reader's zone."""
        from babel.dates import format_datetime, format_skeleton

        local = at.astimezone(self.zone)
        skeleton = "MMMEd" if local.year == self.now.astimezone(self.zone).year else "yMMMEd"
        day = format_skeleton(skeleton, local, tzinfo=self.zone, locale=self.babel_locale)
        time = format_datetime(local, "HH:mm", tzinfo=self.zone, locale=self.babel_locale)
        return Moment(at, f"{day}, {time}")

    def understood(self, at: datetime, zone: ZoneInfo | None = None) -> Text:
        """How an instant was understood: 'Thursday 4 June, 18:00 (Berlin, UTC+2), in 2 days'.

        A face that shows each reader their own time shows that instead.
        """
        return self("{when}, {away}", when=self.full(at, zone), away=self.away(at))

    def full(self, at: datetime, zone: ZoneInfo | None = None) -> Moment:
        """An instant with its weekday, date, time, and the zone that they are told in."""
        from babel.dates import format_skeleton

        there = at.astimezone(zone or self.zone)
        is_this_year = there.year == self.now.astimezone(there.tzinfo).year
        skeleton = "MMMMEEEEd" if is_this_year else "yMMMMEEEEd"
        day = format_skeleton(skeleton, there, tzinfo=there.tzinfo, locale=self.babel_locale)
        return Moment(at, f"{day}, {there:%H:%M} ({place_and_offset(there)})", "full")

    def away(self, at: datetime) -> Moment:
        """How far away an instant is, kept true by a face that can."""
        return Moment(at, self.until(at), "away")

    def until(self, at: datetime) -> str:
        """How far away an instant is: 'in 2 days', '3 hours ago'."""
        from babel.dates import format_timedelta

        away = at - self.now
        return str(format_timedelta(away, add_direction=True, threshold=1.2, locale=self.babel_locale))

    def span(self, length: timedelta) -> str:
        """A length of time: '40 minutes'."""
        from babel.dates import format_timedelta

        return str(format_timedelta(length, threshold=1.2, locale=self.babel_locale))

    def listed(self, items: list[str]) -> str:
        """Words in a row, joined as the language joins them."""
        from babel.lists import format_list

        return str(format_list(items, locale=self.babel_locale)) if items else ""

    def either(self, items: list[str]) -> str:
        """Words of which one is to be chosen, joined as the language joins them."""
        from babel.lists import format_list

        return str(format_list(items, style="or", locale=self.babel_locale)) if items else ""

    @property
    def babel_locale(self) -> str:
        """The locale for formats; plain English writes the day before the month, as most of the world."""
        return "en_GB" if self.locale == "en" else self.locale.replace("-", "_")

    def _fill(self, message: str, values: Mapping[str, Value]) -> Text:
        parts: list[Part] = []
        for literal, key, _spec, _conversion in _FORMATTER.parse(message):
            if literal:
                parts.append(literal)
            if key is not None:
                parts.extend(self._parts(values[key]))
        return tuple(parts)

    def _parts(self, value: Value) -> Text:
        if isinstance(value, Numbered):
            return (str(value),)
        if isinstance(value, (int, Fraction)):
            return (self.number(value),)
        if isinstance(value, tuple):
            return value
        return (value,)


def place_and_offset(there: datetime) -> str:
    """The place by which a time zone is called, and how far it is from UTC then: 'Berlin, UTC+2'."""
    place = str(there.tzinfo).rpartition("/")[2].replace("_", " ")
    minutes = int((there.utcoffset() or timedelta()).total_seconds()) // 60
    if not minutes:
        return place if place == "UTC" else f"{place}, UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "-"
    return f"{place}, UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def _plain(part: Any) -> str:
    match part:
        case Data(text) | Moment(_, text) | Typed(text) | Chat(text):
            return text
        case Name():
            raise ValueError("a label can't hold a name")
    return str(part)


Translate: TypeAlias = "Callable[[str], NullTranslations]"


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a message that is said later
    """Marks a message for translation where it is written, not where it is said."""
    return message
