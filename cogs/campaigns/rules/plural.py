"""One and many of a word: endings that tell a plural, brought to the form that both share.

The form is a key to compare words by and no word itself. Endings are looked at whatever the language, as
nobody says which one a word is of; so none stands here that would take two trades for one ("car", "care").
"""

from __future__ import annotations

LEAST = 3
"""Letters that stay of a word."""

# Words are without accents and capitals by then. (ending, what stands for it, letters of the word at least)
_ENDINGS: tuple[tuple[str, str, int], ...] = (
    ("ss", "ss", 0),
    ("sses", "ss", 6),
    ("wives", "wife", 5),
    ("women", "woman", 5),
    ("men", "man", 5),
    ("eaux", "eau", 5),
    ("aux", "al", 6),
    ("innen", "in", 7),
    ("schwestern", "schwester", 0),
    ("krafte", "kraft", 0),
    ("arzte", "arzt", 0),
    ("eure", "eur", 6),
    ("isten", "ist", 7),
    ("enten", "ent", 7),
    ("igen", "ige", 7),
    ("ieri", "iere", 6),
    ("tori", "tore", 6),
    ("isti", "ista", 6),
    ("anti", "ante", 6),
    ("enti", "ente", 6),
    ("trici", "trice", 6),
    ("ici", "ico", 5),
    ("aio", "ai", 5),
    ("ai", "al", 5),
    ("coe", "cao", 5),
    ("ie", "y", 4),
    ("sse", "ss", 5),
    ("xe", "x", 4),
    ("che", "ch", 5),
    ("she", "sh", 5),
    ("zze", "zz", 5),
    ("ore", "or", 5),
    ("one", "on", 5),
    ("ale", "al", 5),
    ("ele", "el", 5),
    ("ile", "il", 5),
    ("ole", "ol", 5),
    ("idade", "idad", 7),
    ("iare", "iar", 6),
    ("itare", "itar", 6),
    ("lere", "ler", 6),
    ("jere", "jer", 5),
    ("ice", "iz", 6),
    ("uece", "uez", 5),
    ("tace", "taz", 6),
    ("buse", "bus", 4),
    ("gase", "gas", 4),
)
_CYRILLIC = "аеиоуыьэюяіїєй"
_GREEK = "αεηιουωσς"
_ARABIC = ("ات", "ون", "ين", "ة", "ه")


def one(word: str) -> str:
    """What a word has in common with its plural; the word is folded already."""
    if word[-1:] in _CYRILLIC:
        return _without(word, _CYRILLIC)
    if word[-1:] in _GREEK:
        return _without(word, _GREEK)
    if "\u0621" <= word[-1:] <= "\u064a":
        return _arabic(word)
    return _latin(word)


def _latin(word: str) -> str:
    for _ in range(len(word) + 1):  # each step shortens the word or is the last: no word goes round for ever
        shorter = _step(word)
        if shorter == word:
            break
        word = shorter
    return word


def _step(word: str) -> str:
    for ending, stands, least in _ENDINGS:
        if len(word) >= least and word.endswith(ending):
            return word[: -len(ending)] + stands
    if word.endswith("s") and len(word) > LEAST:
        return word[:-1]
    return word


def _without(word: str, endings: str) -> str:
    stem = word.rstrip(endings)
    return stem if len(stem) >= LEAST else word


def _arabic(word: str) -> str:
    word = word.removeprefix("ال") if len(word) > LEAST + 2 else word
    for ending in _ARABIC:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            return word.removesuffix(ending)
    return word
