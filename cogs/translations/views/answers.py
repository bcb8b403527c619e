"""What a member is told about a translation that they ask for, write or review."""

from __future__ import annotations

from bot.api.card import Block, Button, Card, Line, Quote, Style, view
from bot.api.services import Source
from bot.api.speech import N_, Speech
from cogs.translations.rules import Standing, Version
from cogs.translations.views import words
from cogs.translations.views.words import Shown

_WHERE = {
    Standing.WANTED: N_(
        "Wanted: nobody has translated it into {language} yet. Ask whoever reads both, or do it yourself."
    ),
    Standing.DRAFT: N_("There is a draft, which somebody else than its author has to review."),
    Standing.REVIEWED: N_("It is translated, and reviewed."),
    Standing.STALE: N_("It was translated, but the original has changed since."),
}
BESIDE = 5000  # the characters of two texts that every face can show on one card


@view
def asked(say: Speech, shown: Shown) -> Card:
    """Where a translation stands, with the text that binds and the way to translate it."""
    blocks: list[Block] = [
        Line(say(_WHERE[shown.standing], language=words.into(say, shown))),
        Line((_heading(say, words.out_of(say, shown)),), strong=True),
        _quoted(shown.source),
    ]
    if shown.standing in (Standing.WANTED, Standing.STALE):
        blocks += _how_to_write(say, shown)
    return Card(
        head=say("{what} · in {language}", what=words.called(say, shown), language=words.into(say, shown)),
        blocks=tuple(blocks),
        buttons=_ways_on(say, shown),
    )


def _how_to_write(say: Speech, shown: Shown) -> list[Block]:
    if say.face.buttons:
        return []
    line = words.line("translate write", shown.of, say.word("TITLE"))
    if shown.source.text:
        return [say.line("To translate it: {line}, and the text in the lines below.", line=line)]
    return [say.line("To translate it: {line}", line=line)]


def _ways_on(say: Speech, shown: Shown) -> tuple[Button, ...]:
    check = words.button(say.word("Check it"), "translate review", shown.of)
    match shown.standing:
        case Standing.WANTED:
            return words.writing(say, shown, say.word("Translate it"))
        case Standing.STALE:
            return words.writing(say, shown, say.word("Translate it anew"))
        case Standing.DRAFT:
            return (words.language_button(shown.of), check)
    waits = shown.translation.wants_review(shown.source.digest)
    return (words.language_button(shown.of), *((check,) if waits else ()))


@view
def given(say: Speech, shown: Shown) -> Card:
    """A draft is in; or it is, and the original has changed while it was written."""
    what, into = words.called(say, shown), words.into(say, shown)
    if not shown.translation.wants_review(shown.source.digest):
        return say.card(
            "{what} in {language}: your draft is kept, but the original changed while you wrote. "
            "See what it says now: {line}",
            what=what,
            language=into,
            line=words.asking(shown.kind, shown.of),
        )
    return say.card(
        "{what} in {language}: your draft is in, and can be read. Another member has to review it: {line}",
        what=what,
        language=into,
        line=words.line("translate review", shown.of),
    )


@view
def checking(say: Speech, shown: Shown) -> Card:
    """The draft beside the text that binds, for whoever reviews it."""
    blocks: list[Block] = []
    draft = shown.translation.draft
    assert draft is not None
    if len(shown.source.text) + len(draft.text) <= BESIDE:
        blocks += [Line((_heading(say, words.out_of(say, shown)),), strong=True), _quoted(shown.source)]
    else:
        blocks.append(
            say.line("Read the original beside it: {line}", line=words.asking(shown.kind, shown.of))
        )
    blocks += [Line((_heading(say, words.into(say, shown)),), strong=True), _quoted(draft)]
    right = words.button(
        say.word("It is right"), "translate review", shown.of, Style.MAIN, draft=draft.edition
    )
    return Card(
        head=say(
            "{what} · a draft in {language}", what=words.called(say, shown), language=words.into(say, shown)
        ),
        blocks=(*blocks, *_how_to_correct(say, shown)),
        buttons=(right, *words.writing(say, shown, say.word("Correct it"))),
    )


def _how_to_correct(say: Speech, shown: Shown) -> list[Block]:
    if say.face.buttons:
        return []
    line = words.line("translate write", shown.of, say.word("TITLE"))
    return [say.line("To correct it, write all of it anew: {line}", line=line)]


@view
def reviewed(say: Speech, shown: Shown) -> Card:
    return say.card(
        "{what} in {language} is reviewed now. Thank you.",
        what=words.called(say, shown),
        language=words.into(say, shown),
    )


@view
def waiting(say: Speech, shown: Shown) -> Card:
    """A line of /now."""
    what, into = words.called(say, shown), words.into(say, shown)
    if shown.standing is Standing.WANTED:
        return say.card(
            "{what} wants a translation into {language}: {line}",
            what=what,
            language=into,
            line=words.asking(shown.kind, shown.of),
        )
    if shown.translation.wants_review(shown.source.digest):
        return say.card(
            "{what} in {language} waits for a review: {line}",
            what=what,
            language=into,
            line=words.line("translate review", shown.of),
        )
    return say.card(
        "{what} has changed since it was translated into {language}: {line}",
        what=what,
        language=into,
        line=words.asking(shown.kind, shown.of),
    )


def _heading(say: Speech, language: str) -> str:
    return say.word("In {language}:", language=language)


def _quoted(text: Source | Version) -> Quote:
    return Quote(f"{text.title}\n\n{text.text}" if text.text else text.title)
