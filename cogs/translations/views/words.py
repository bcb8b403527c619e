"""What a translation is called, where it stands, and the lines and buttons that lead to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.api import language
from bot.api.card import Button, Style, Typed
from bot.api.services import Source, TextKind
from bot.api.speech import N_, Speech
from cogs.translations import rules
from cogs.translations.rules import Ref, Standing, Translation

USUAL_KIND = "motion"
MOST_BUTTONS, MOST_LISTED = 4, 20
Called = Callable[[Speech, Ref], str]

STANDINGS = {
    Standing.WANTED: N_("wanted"),
    Standing.DRAFT: N_("a draft, not reviewed yet"),
    Standing.REVIEWED: N_("reviewed"),
    Standing.STALE: N_("the original has changed since"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A translation with the text that binds; unnamed hides who wrote it."""

    kind: TextKind
    source: Source
    translation: Translation
    unnamed: bool = False

    @property
    def of(self) -> Ref:
        return self.translation.of

    def at(self, translation: Translation) -> Shown:
        """Another state of it, or another translation of the same text."""
        return replace(self, translation=translation)

    @property
    def standing(self) -> Standing:
        return self.translation.standing(self.source.digest)


def called(say: Speech, shown: Shown) -> str:
    """What the text is called: Motion 12."""
    return shown.kind.called(say, shown.of.number)


def into(say: Speech, shown: Shown) -> str:
    """The language of the translation."""
    return language.name(shown.of.language, say.locale)


def out_of(say: Speech, shown: Shown) -> str:
    """The language of the text that binds."""
    return language.name(shown.source.locale, say.locale)


def standing(say: Speech, of: Standing) -> str:
    return say.word(STANDINGS[of])


def line(command: str, of: Ref, words: str = "") -> Typed:
    """A command about a translation, as it is typed."""
    kind = "" if of.kind == USUAL_KIND else f"kind:{of.kind}"
    parts = (command, str(of.number), of.language, words, kind)
    return Typed(" ".join(part for part in parts if part))


def asking(kind: TextKind, of: Ref) -> Typed:
    """The command that asks for a translation."""
    return Typed(f"{kind.ask} {of.number} {of.language}")


def button(label: str, command: str, of: Ref, style: Style = Style.PLAIN, **read: int) -> Button:
    """A button about a translation; the usual kind of text is left out, for those who type it.

    read says which version its presser has before them.
    """
    kind = {} if of.kind == USUAL_KIND else {"kind": of.kind}
    return Button(label, command, {"number": of.number, "language": of.language, **read, **kind}, style)


def writing(say: Speech, shown: Shown, label: str) -> tuple[Button, ...]:
    """The button that opens the form, where the face has one."""
    if not say.face.buttons:
        return ()
    seen = rules.seen(shown.source.digest)
    return (button(label, "translate write", shown.of, Style.PLAIN, original=seen),)


def reading(say: Speech, found: Sequence[Translation]) -> tuple[Button, ...]:
    """A button a language; where there are many, the last one leads to the others."""
    readable = [t for t in found if t.reviewed or t.draft]
    readable.sort(key=lambda t: (t.reviewed is None, t.of.language))
    most = MOST_BUTTONS if len(readable) <= MOST_BUTTONS else MOST_BUTTONS - 1
    buttons = tuple(language_button(t.of) for t in readable[:most])
    if len(readable) <= most:
        return buttons
    first = readable[0].of
    kind = {} if first.kind == USUAL_KIND else {"kind": first.kind}
    others = Button(say.word("Other languages"), "translate list", {"number": first.number, **kind})
    return (*buttons, others)


def language_button(of: Ref) -> Button:
    """The button that shows a translation, in the words of those who read it."""
    return button(language.own_name(of.language), "translate read", of)
