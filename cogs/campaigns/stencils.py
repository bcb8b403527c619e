"""Stencils: drawings of our own that can be cut out, sprayed and printed, for the symbols of campaigns.

Each is black on a field of 100 by 100; white is what stays in. No font has them, and no colour is needed.
"""

from __future__ import annotations

from bot.api.text import folded

_VEST = (
    '<path d="M30 8L42 8Q50 26 58 8L70 8Q72 28 82 38L82 92L18 92L18 38Q28 28 30 8Z"/>'
    '<path d="M48.5 24H51.5V92H48.5ZM18 54H82V62H18ZM18 74H82V82H18Z" fill="white"/>'
    '<path d="M27 40H34V54H27ZM66 40H73V54H66Z" fill="white"/>'
)
_FIST = (
    '<rect x="22" y="14" width="13" height="34" rx="6"/><rect x="37" y="10" width="13" height="38" rx="6"/>'
    '<rect x="52" y="10" width="13" height="38" rx="6"/><rect x="67" y="14" width="13" height="34" rx="6"/>'
    '<path d="M22 46H80V58Q80 70 70 76V94H34V76Q22 70 22 58Z"/>'
    '<path d="M24 50H54Q60 50 60 57Q60 64 54 64H40" fill="none" stroke="white" stroke-width="3.5"/>'
)
_MEGAPHONE = (
    '<path d="M78 14V70L36 56H24Q14 56 14 46V38Q14 28 24 28H36Z"/>'
    '<path d="M28 60H42L48 86Q48 90 44 90H38Q34 90 33 86Z"/>'
    '<path d="M84 28Q92 34 92 42Q92 50 84 56" fill="none" stroke="black" stroke-width="5"/>'
)
_LETTER = (
    '<rect x="8" y="22" width="84" height="58" rx="4"/>'
    '<path d="M12 27L50 56L88 27" fill="none" stroke="white" stroke-width="5"/>'
)
_HOUSE = '<path d="M50 10L94 48H82V90H18V48H6Z"/><path d="M42 60H58V90H42Z" fill="white"/>'
_HEART = '<path d="M50 90C10 58 6 42 8 32C11 12 38 6 50 28C62 6 89 12 92 32C94 42 90 58 50 90Z"/>'
_UMBRELLA = (
    '<path d="M6 52Q10 14 50 12Q90 14 94 52Q86 44 79 52Q71 44 64 52Q57 44 50 52Q43 44 36 52Q29 44 21 52'
    'Q14 44 6 52Z"/>'
    '<path d="M50 6V80Q50 90 42 90Q34 90 34 81" fill="none" stroke="black" stroke-width="5"/>'
)
_BELL = (
    '<path d="M50 8Q56 8 56 15Q74 20 76 44Q77 64 88 74V78H12V74Q23 64 24 44Q26 20 44 15Q44 8 50 8Z"/>'
    '<path d="M40 83H60Q59 93 50 93Q41 93 40 83Z"/>'
)
_STAR = (
    '<path d="M50 6L61.2 38.6L95.6 39.2L68.1 59.9L78.2 92.8L50 73L21.8 92.8L31.9 59.9L4.4 39.2L38.8 38.6Z"/>'
)
_HAND = (
    '<rect x="26" y="20" width="11" height="46" rx="5.5"/>'
    '<rect x="39" y="10" width="11" height="54" rx="5.5"/>'
    '<rect x="52" y="13" width="11" height="52" rx="5.5"/>'
    '<rect x="65" y="23" width="11" height="42" rx="5.5"/>'
    '<path d="M26 56H76V72Q72 94 50 94Q36 94 28 82L10 58Q7 52 12 50Q17 48 21 53L28 61Z"/>'
)
_ANCHOR = (
    '<circle cx="50" cy="17" r="9" fill="none" stroke="black" stroke-width="6"/>'
    '<path d="M50 26V86M32 40H68" fill="none" stroke="black" stroke-width="8"/>'
    '<path d="M14 60Q18 86 50 88Q82 86 86 60" fill="none" stroke="black" stroke-width="8"/>'
    '<path d="M6 68L14 50L25 66ZM94 68L86 50L75 66Z"/>'
)
_BOOK = (
    '<path d="M50 24Q34 12 8 16V80Q34 76 50 88Q66 76 92 80V16Q66 12 50 24Z"/>'
    '<path d="M50 26V86M18 32Q32 31 41 36M18 46Q32 45 41 50M59 36Q68 31 82 32M59 50Q68 45 82 46" '
    'fill="none" stroke="white" stroke-width="3.5"/>'
)
_SUN = (
    '<circle cx="50" cy="50" r="22"/>'
    '<path d="M50 6V20M50 80V94M6 50H20M80 50H94M19 19L29 29M71 71L81 81M81 19L71 29M29 71L19 81" '
    'fill="none" stroke="black" stroke-width="7"/>'
)
_WRENCH = (
    '<path d="M60 12Q78 4 92 14L78 26L80 34L88 36L98 24Q102 44 86 54Q78 58 70 55L32 92Q24 98 14 90'
    'Q4 80 12 70L48 32Q46 20 60 12Z" transform="translate(-3 0)"/>'
    '<circle cx="20" cy="80" r="4.5" fill="white"/>'
)

_DRAWN = {
    "🦺 vest chaleco": _VEST,
    "✊ fist puno": _FIST,
    "📣 📢 megaphone megafono": _MEGAPHONE,
    "✉ 📩 letter envelope carta": _LETTER,
    "🏠 🏡 house home casa": _HOUSE,
    "❤ ♥ heart corazon": _HEART,
    "☂ ☔ umbrella paraguas": _UMBRELLA,
    "🔔 bell campana": _BELL,
    "⭐ ★ star estrella": _STAR,
    "✋ 🖐 hand mano": _HAND,
    "⚓ anchor ancla": _ANCHOR,
    "📖 book libro": _BOOK,
    "☀ 🌞 sun sol": _SUN,
    "🔧 wrench spanner llave": _WRENCH,
}
_BY_NAME = {name: drawn for names, drawn in _DRAWN.items() for name in names.split()}
NAMES = tuple(names.split()[0] for names in _DRAWN)
"""An emoji for each stencil that there is."""


_EMOJI = {name: names.split()[0] for names in _DRAWN for name in names.split()}


def emoji_of(name: str) -> str | None:
    """The emoji of a stencil by its name, in any shipped language: 🦺 for vest; None where there is none."""
    return _EMOJI.get(folded(name.replace("\ufe0f", "")))


def stencil(symbol: str) -> str | None:
    """The drawing for an emoji, or for its name, as SVG; None where there is none."""
    drawn = _BY_NAME.get(folded(symbol.replace("\ufe0f", "")))
    if drawn is None:
        return None
    field = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="100" height="100"'
    return f"<svg {field}>{drawn}</svg>"
