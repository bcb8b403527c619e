"""Translations as they are read, and where all of them stand."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Block, Button, Card, Data, Line, Name, Quote, Text, Typed, view
from bot.api.speech import Speech
from cogs.translations.rules import Standing, Version
from cogs.translations.views import words
from cogs.translations.views.words import MOST_LISTED, Shown

EXAMPLE = "translate motion 12 es"


@view
def read_card(say: Speech, shown: Shown, version: Version, reader: int | None) -> Card:
    """A translation, what may be relied on of it, and which text counts."""
    blocks: list[Block] = [Quote(version.text)] if version.text else []
    blocks.append(Line(_reliance(say, shown.standing)))
    if (draft := shown.translation.draft) is not None and draft is not version:
        blocks.append(say.line("A newer draft waits for a review: {line}", line=_checking(shown)))
    if names := _names(say, shown, version):
        blocks.append(Line(names))
    blocks.append(Line(shown.kind.binds(say, words.out_of(say, shown))))
    return Card(
        head=say("{what} · in {language}", what=words.called(say, shown), language=words.into(say, shown)),
        title=(Data(version.title),),
        blocks=tuple(blocks),
        buttons=_next(say, shown, reader),
    )


@view
def one_text(say: Speech, shown: Sequence[Shown]) -> Card:
    """One text in all its languages, each with its button."""
    lines = tuple(Line(_standing_in(say, one)) for one in shown)
    first = shown[0]
    return Card(
        title=say("{what} in other languages", what=words.called(say, first)),
        blocks=(*lines, _ask_for_more(say, first)),
        buttons=tuple(_readable(shown)[:MOST_LISTED]),
    )


@view
def listing(say: Speech, texts: Sequence[Sequence[Shown]]) -> Card:
    """Every text that is translated or wanted in another language, and where each translation stands."""
    if not texts:
        return say.card("Nothing is translated here. To ask for a translation: {line}", line=Typed(EXAMPLE))
    lines = tuple(Line(_row(say, shown)) for shown in texts[:MOST_LISTED])
    return Card(title=say("Translations"), blocks=(*lines, _ask_for_more(say, texts[0][0])))


@view
def kept(say: Speech) -> Card:
    """What translations keep of a person, for /privacy."""
    return say.card(
        "Translations that you asked for, wrote or reviewed; everyone can read them. If you have yourself "
        "erased, the words stay, without your name."
    )


def _reliance(say: Speech, standing: Standing) -> Text:
    if standing is Standing.STALE:
        return say("The original has changed since. This is a translation of an earlier text.")
    if standing is Standing.REVIEWED:
        return say("Reviewed: another member has checked it.")
    return say("Not reviewed yet: nobody but its author has checked it.")


def _names(say: Speech, shown: Shown, version: Version) -> Text:
    if shown.unnamed or version.unnamed or version.author is None:
        return ()
    author = Name(version.author)
    if version.reviewer is None:
        return say("Translated by {author}.", author=author)
    return say(
        "Translated by {author}, reviewed by {reviewer}.", author=author, reviewer=Name(version.reviewer)
    )


def _checking(shown: Shown) -> Typed:
    return words.line("translate review", shown.of)


def _next(say: Speech, shown: Shown, reader: int | None) -> tuple[Button, ...]:
    """What a member could do about it: check a draft that is somebody else's, or translate it anew."""
    if reader is None:
        return ()
    draft = shown.translation.draft
    if draft is not None and shown.translation.wants_review(shown.source.digest):
        if draft.author == reader:
            return words.writing(say, shown, say.word("Correct it"))
        return (words.button(say.word("Check it"), "translate review", shown.of),)
    return (
        words.writing(say, shown, say.word("Translate it anew")) if shown.standing is Standing.STALE else ()
    )


def _standing_in(say: Speech, shown: Shown) -> Text:
    return say(
        "{language}: {standing}",
        language=words.into(say, shown),
        standing=words.standing(say, shown.standing),
    )


def _row(say: Speech, shown: Sequence[Shown]) -> Text:
    first = shown[0]
    stand = [
        say.word(
            "{language}: {standing}",
            language=words.into(say, one),
            standing=words.standing(say, one.standing),
        )
        for one in shown
    ]
    return (words.called(say, first), ", ", Data(first.source.title), " · ", "; ".join(stand))


def _ask_for_more(say: Speech, shown: Shown) -> Line:
    line = Typed(f"{shown.kind.ask} {shown.of.number} {say.word('LANGUAGE')}")
    return say.line("To ask for another language: {line}", line=line)


def _readable(shown: Sequence[Shown]) -> list[Button]:
    return [
        words.language_button(one.of) for one in shown if one.translation.draft or one.translation.reviewed
    ]
