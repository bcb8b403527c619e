"""What this cog refuses, in words: what was wrong, and what would work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from bot.api import language
from bot.api.card import Card, Data, Typed, View, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.translations import rules
from cogs.translations.rules import AboutATranslation, Ref
from cogs.translations.views.words import Called, line


@view
def unknown_language(say: Speech, error: rules.UnknownLanguage) -> Card:
    given = Data(f"“{error.given[:60]}”")
    if error.nearest:
        return say.card(
            "I know no language {given}. Did you mean {name} ({tag})?",
            given=given,
            name=language.name(error.nearest, say.locale),
            tag=error.nearest,
        )
    return say.card(
        "I know no language {given}. Give it by its name, such as Spanish, or by its code, such as es.",
        given=given,
    )


@view
def not_a_volunteer(say: Speech, error: rules.NotAVolunteer) -> Card:
    name = language.name(error.language, say.locale)
    if not error.known:
        return say.card("You have not said that you can translate into {language}.", language=name)
    known = say.listed([language.name(tag, say.locale) for tag in error.known])
    return say.card("You are not asked for {language}; you are for {known}.", language=name, known=known)


@view
def unknown_kind(say: Speech, error: rules.UnknownKind) -> Card:
    if not error.known:
        return say.card("There is nothing here that could be translated.")
    return say.card("I can't translate that. I can translate: {kinds}.", kinds=say.listed(list(error.known)))


@view
def nothing_to_translate(say: Speech, error: rules.NothingToTranslate) -> Card:
    return say.card(
        "There is nothing to translate under number {number}. See what there is: {line}",
        number=error.number,
        line=Typed(error.see),
    )


@view
def too_many_languages(say: Speech, error: rules.TooManyLanguages) -> Card:
    return say.card("It is translated into {most} languages already, and that is the most.", most=error.most)


@view
def too_many_wanted(say: Speech, error: rules.TooManyWanted) -> Card:
    return say.card(
        "You wait for {most} translations already. Once one of them is written you can ask for another.",
        most=error.most,
    )


@view
def too_many_drafts(say: Speech, error: rules.TooManyDrafts) -> Card:
    return say.card(
        "{most} of your drafts wait for a review. Once one of them is reviewed you can write another.",
        most=error.most,
    )


@view
def source_language(say: Speech, called: Called, error: AboutATranslation) -> Card:
    return say.card(
        "{what} is in {language} itself, so everyone who reads that can read it.",
        **_told(say, called, error.of),
    )


@view
def not_translated(say: Speech, called: Called, error: rules.NotTranslated) -> Card:
    return say.card(
        "{what} is not translated into {language} yet. To ask for it: {line}",
        **_told(say, called, error.of),
        line=Typed(f"{error.ask} {error.of.number} {error.of.language}"),
    )


@view
def nothing_to_review(say: Speech, called: Called, error: AboutATranslation) -> Card:
    return say.card(
        "{what}: no draft in {language} waits for a review. See where all stand: {line}",
        **_told(say, called, error.of),
        line=Typed("translate list"),
    )


@view
def own_translation(say: Speech, called: Called, error: AboutATranslation) -> Card:
    return say.card(
        "You wrote this draft, so somebody else has to review it. Ask a colleague to write: {line}",
        line=line("translate review", error.of),
    )


@view
def draft_changed(say: Speech, called: Called, error: AboutATranslation) -> Card:
    return say.card(
        "The draft has changed since you read it, so I noted nothing. Look at it again: {line}",
        line=line("translate review", error.of),
    )


@view
def source_changed(say: Speech, called: Called, error: AboutATranslation) -> Card:
    return say.card(
        "{what} has changed since this draft was written, so it has to be translated anew.",
        **_told(say, called, error.of),
    )


@view
def text_missing(say: Speech, called: Called, error: AboutATranslation) -> Card:
    return say.card(
        "{what} has a longer text below its title. Translate that too, so that nobody reads half of it.",
        **_told(say, called, error.of),
    )


@view
def nothing_new(say: Speech, called: Called, error: AboutATranslation) -> Card:
    return say.card("The translation says that already, so nothing is changed.")


def _told(say: Speech, called: Called, of: Ref) -> dict[str, Any]:
    return {"what": called(say, of), "language": language.name(of.language, say.locale)}


_PLAIN: Mapping[type[RuleError], Explain] = {
    rules.UnknownLanguage: unknown_language,
    rules.UnknownKind: unknown_kind,
    rules.NotAVolunteer: not_a_volunteer,
    rules.NothingToTranslate: nothing_to_translate,
    rules.TooManyLanguages: too_many_languages,
    rules.TooManyWanted: too_many_wanted,
    rules.TooManyDrafts: too_many_drafts,
}
_ABOUT_ONE: Mapping[type[RuleError], Callable[[Called, Any], View]] = {
    rules.SourceLanguage: source_language,
    rules.NotTranslated: not_translated,
    rules.NothingToReview: nothing_to_review,
    rules.OwnTranslation: own_translation,
    rules.DraftChanged: draft_changed,
    rules.SourceChanged: source_changed,
    rules.TextMissing: text_missing,
    rules.NothingNew: nothing_new,
}


def errors(called: Called) -> Mapping[type[RuleError], Explain]:
    """The sentences, with the words that each kind of text has for itself."""
    return {**_PLAIN, **{kind: partial(told, called) for kind, told in _ABOUT_ONE.items()}}
