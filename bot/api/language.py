"""Languages: the BCP 47 tag of what somebody typed, and the name of a tag in a reader's language."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from typing import Any

from bot.api.text import folded

TAG_LIMIT = 24
_CLOSE = 0.7
_FORM = re.compile(
    r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?(?:-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))?",
    re.IGNORECASE | re.ASCII,
)
_NONE = frozenset({"mul", "und", "zxx"})  # codes of the standard that name no language

# What people call their own language; to look each of them up would load the data of every one.
_OWN_NAMES = (
    "af Afrikaans, am አማርኛ, ar العربية, az azərbaycan, be беларуская, bg български, bn বাংলা, "
    "bs bosanski, ca català, cs čeština, cy Cymraeg, da dansk, de Deutsch, el Ελληνικά, en English, "
    "es español, et eesti, eu euskara, fa فارسی, fi suomi, fil Filipino, fr français, ga Gaeilge, "
    "gl galego, gu ગુજરાતી, ha Hausa, he עברית, hi हिन्दी, hr hrvatski, hu magyar, hy հայերեն, "
    "id Indonesia, ig Igbo, is íslenska, it italiano, ja 日本語, ka ქართული, kk қазақ тілі, km ខ្មែរ, "
    "ko 한국어, ku kurdî (kurmancî), ky кыргызча, lo ລາວ, lt lietuvių, lv latviešu, mk македонски, "
    "ml മലയാളം, mn монгол, mr मराठी, ms Melayu, my မြန်မာ, nb norsk bokmål, ne नेपाली, nl Nederlands, "
    "no norsk, pa ਪੰਜਾਬੀ, pl polski, ps پښتو, pt português, ro română, ru русский, si සිංහල, "
    "sk slovenčina, sl slovenščina, so Soomaali, sq shqip, sr српски, sv svenska, sw Kiswahili, "
    "ta தமிழ், te తెలుగు, th ไทย, ti ትግርኛ, tr Türkçe, uk українська, ur اردو, uz o‘zbek, vi Tiếng Việt, "
    "yo Èdè Yorùbá, zh 中文, zu isiZulu"
)
_ALSO = {
    "bahasa indonesia": "id",
    "castellano": "es",
    "castilian": "es",
    "farsi": "fa",
    "kurdi": "ku",
    "kurmanci": "ku",
    "mandarin": "zh",
    "norsk": "nb",
}


def read(words: str, *locales: str) -> str | None:
    """The tag for a tag or a name: es, es-ar, Spanish, Español, castellano; None where it is no language."""
    return _tag(words) or _names(("en", *locales)).get(folded(words))


def close_to(words: str, *locales: str) -> str:
    """The tag of the language whose name is closest to these words; nothing where none is close."""
    names = _names(("en", *locales))
    close = difflib.get_close_matches(folded(words)[:40], names, 1, _CLOSE)
    return names[close[0]] if close else ""


def like(words: str, *locales: str) -> list[str]:
    """The tags of languages in whose name these letters stand, those that begin with them first."""
    typed = folded(words)
    begin: dict[str, bool] = {}
    for called, tag in _names(("en", *locales)).items():
        if typed in called:
            begin[tag] = begin.get(tag, False) or called.startswith(typed)
    return sorted(begin, key=lambda tag: (not begin[tag], tag))


def name(tag: str, locale: str) -> str:
    """What a language is called in another, as it stands within a sentence there: español, Spanish."""
    known = _data(locale)
    whole = known.languages.get(tag.replace("-", "_"))
    if whole:
        return str(whole)
    language, script, place, variant = _parts(tag)
    more = (known.scripts.get(script), known.territories.get(place), variant)
    said = str(known.languages.get(language) or language)
    rest = ", ".join(str(part) for part in more if part)
    return f"{said} ({rest})" if rest else said


def own_name(tag: str) -> str:
    """What those who speak it call it, as it stands by itself: Español."""
    from babel.localedata import exists

    language, script, place, _ = _parts(tag)
    closest = (f"{language}_{script}", f"{language}_{place}", language, "en")
    said = name(tag, next(locale for locale in closest if exists(locale)))
    return said[:1].upper() + said[1:]


def is_same(one: str, other: str) -> bool:
    """Whether two tags are of one language, whatever its country: es and es-AR."""
    return _parts(one)[0] == _parts(other)[0]


def _tag(words: str) -> str | None:
    """The tag in its usual writing, where the words are one: zh-hant-tw is zh-Hant-TW."""
    from babel.core import get_global

    plain = words.strip().replace("_", "-")
    if len(plain) > TAG_LIMIT or not _FORM.fullmatch(plain):
        return None
    language, script, place, variant = _parts(plain)
    known = _data("en")
    language = str(get_global("language_aliases").get(language, language)).partition("_")[0]
    parts_known = (
        language in known.languages and language not in _NONE,
        not script or script in known.scripts,
        not place or place in known.territories,
        not variant or variant.upper() in known.variants,
    )
    return "-".join(filter(None, (language, script, place, variant))) if all(parts_known) else None


def _parts(tag: str) -> tuple[str, str, str, str]:
    """Language, script, place and variant of a tag, each in its usual writing."""
    found = _FORM.fullmatch(tag)
    if found is None:
        raise ValueError(f"{len(tag)} characters that are no tag")
    language, script, place, variant = found.groups("")
    return language.lower(), script.title(), place.upper(), variant.lower()


@lru_cache(maxsize=16)
def _names(locales: tuple[str, ...]) -> dict[str, str]:
    """Tags by every word that is typed for them."""
    found: dict[str, str] = {}
    for locale in locales:
        for code, called in _data(locale).languages.items():
            if code not in _NONE:
                found.setdefault(folded(called), code.replace("_", "-"))
    for pair in _OWN_NAMES.split(", "):
        code, _, called = pair.partition(" ")
        found.setdefault(folded(called), code)
    return found | _ALSO


def _data(locale: str) -> Any:
    from babel import Locale

    return Locale.parse(locale.replace("-", "_"))
