"""The words in which people say how something repeats, each as a letter for what it is and a value.

E every, X every other, F a frequency, U a week, month or year, D a day, G working days or week-ends,
W a weekday, M a month, O an ordinal, L the last ones, N a number, T up to.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.dates.day import months, weekdays

DAILY, WEEKLY, MONTHLY, YEARLY = range(4)
"""What U, D and F stand for; F has ten times its interval added, so that 21 is every two weeks."""
WORKING_DAYS, WEEKEND = range(2)

FILLER = frozenset({"on", "the", "of", "in", "and", "el", "la", "los", "las", "de", "del", "y", "e", "en"})
PHRASES = {
    "entre semana": "laborables",
    "fines de semana": "finde",
    "fin de semana": "finde",
    "week-end": "weekend",
    "working day": "weekday",
}
"""Where several words are one thing."""
SEVERAL_A_DAY = frozenset(
    {"hourly", "hour", "hours", "hora", "horas", "minute", "minutes", "minuto", "minutos"}
)
_WORDS = {
    ("E", 0): "every each cada todo todos todas",
    ("X", 0): "other alternate otra otro",
    ("F", 10 + DAILY): "daily diario diaria diariamente",
    ("F", 10 + WEEKLY): "weekly semanal semanalmente",
    ("F", 20 + WEEKLY): "fortnightly biweekly fortnight quincenal quincenalmente quincena",
    ("F", 10 + MONTHLY): "monthly mensual mensualmente",
    ("F", 20 + MONTHLY): "bimestral",
    ("F", 30 + MONTHLY): "quarterly trimestral quarter trimestre",
    ("F", 60 + MONTHLY): "semestral semestre",
    ("F", 10 + YEARLY): "yearly annually annual anual anualmente",
    ("D", DAILY): "day days dia dias",
    ("U", WEEKLY): "week weeks semana semanas",
    ("U", MONTHLY): "month months mes meses",
    ("U", YEARLY): "year years ano anos",
    ("G", WORKING_DAYS): "weekday weekdays workday workdays laborable laborables habil habiles",
    ("G", WEEKEND): "weekend weekends finde findes",
    ("O", 1): "first primer primero primera primeros primeras",
    ("O", 2): "second segundo segunda segundos segundas",
    ("O", 3): "third tercer tercero tercera terceros terceras",
    ("O", 4): "fourth cuarto cuarta cuartos cuartas",
    ("O", 5): "fifth quinto quinta quintos quintas",
    ("L", -1): "last ultimo ultima ultimos ultimas",
    ("L", -2): "penultimate penultimo penultima penultimos penultimas",
    ("N", 1): "one uno una",
    ("N", 2): "two dos",
    ("N", 3): "three tres",
    ("N", 4): "four cuatro",
    ("N", 5): "five cinco",
    ("N", 6): "six seis",
    ("N", 8): "eight ocho",
    ("N", 10): "ten diez",
    ("N", 12): "twelve doce",
    ("T", 0): "to - a",
}
_MEANING = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|o|a|er|ro|do|to|º|ª|\.)")
_NUMBER = re.compile(r"[0-9]{1,4}")


@lru_cache(maxsize=2048)
def meanings(word: str) -> tuple[tuple[str, int], ...]:
    """What a word may be, likeliest first; nothing for one that has no place in such a sentence."""
    if word in _MEANING:
        return (_MEANING[word],)
    if ordinal := _ORDINAL.fullmatch(word):
        return (("O", int(ordinal[1])),)
    if _NUMBER.fullmatch(word):
        return (("N", int(word)),)
    named = (("W", _named(word, weekdays())), ("M", _named(word, months())))
    return tuple((letter, value) for letter, value in named if value is not None)


def _named(word: str, names: dict[str, int]) -> int | None:
    """The number of a weekday or month, in the plural too: tuesdays, sabados."""
    bare = word.rstrip(".")
    return names.get(bare, names.get(bare.removesuffix("s")))
