"""The words of a ballot that are no option's own: yes, no, if need be, all, none."""

from __future__ import annotations

from bot.api.text import folded
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll

YES = frozenset(
    {
        "yes",
        "y",
        "yeah",
        "yep",
        "aye",
        "for",
        "in favour",
        "in favor",
        "i can",
        "si",
        "s",
        "a favor",
        "favor",
        "puedo",
        "oui",
        "ja",
        "da",
        "да",
        "за",
        "tak",
        "sim",
        "evet",
        "hai",
        "ok",
        "✅",
        "👍",
        "+",
        "✓",
    }
)
NO = frozenset(
    {
        "no",
        "n",
        "nope",
        "nay",
        "against",
        "i can't",
        "i cant",
        "contra",
        "en contra",
        "no puedo",
        "non",
        "nein",
        "net",
        "нет",
        "против",
        "nie",
        "nao",
        "❌",
        "👎",
        "-",
        "✗",
        "x",
    }
)
NEED_BE = frozenset(
    {
        "?",
        "~",
        "maybe",
        "perhaps",
        "possibly",
        "if need be",
        "need be",
        "if needed",
        "if i must",
        "quiza",
        "quizas",
        "tal vez",
        "a lo mejor",
        "posible",
        "si hace falta",
        "si hay que",
        "si es necesario",
        "vielleicht",
        "peut-etre",
        "может быть",
    }
)
ALL = frozenset({"all", "all of them", "any", "any of them", "todas", "todos", "cualquiera", "alle", "tout"})
NONE = frozenset({"none", "none of them", "nothing", "ninguna", "ninguno", "keine", "aucune"})
REOPEN = (
    "reopen nominations",
    "reopen",
    "ron",
    "reabrir candidaturas",
    "reabrir las candidaturas",
    "reabrir nominaciones",
    "reabrir la presentacion de candidaturas",
    "volver a abrir candidaturas",
)
_DROPPED = {"\N{VARIATION SELECTOR-16}", "\N{COMBINING ENCLOSING KEYCAP}", "\N{VARIATION SELECTOR-15}"}


def plain(words: str) -> str:
    """Words as they are compared: without case, accents, the frames of keycaps and surplus space."""
    bare = "".join(c for c in words if c not in _DROPPED).replace("\N{KEYCAP TEN}", "10")
    return " ".join(folded(bare).split())


def names(poll: Poll, option: Option) -> tuple[str, ...]:
    """All that an option may be called; a time has a number alone."""
    if option.text:
        return (plain(option.text),)
    if option.reopens:
        people = {word for one in poll.options for word in plain(one.text).split()}
        return tuple(words for words in REOPEN if words not in people)  # a vote for Ron is one for Ron
    if poll.kind is Kind.YES_NO:
        return tuple(sorted(YES if option.n == 1 else NO))
    return ()
