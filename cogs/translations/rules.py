"""A translation of a text that binds, and the verbs of its life: ask, write, review."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from bot.api.errors import RuleError
from bot.api.number import Numbered

TITLE_LIMIT, TEXT_LIMIT = 200, 4000
LANGUAGES_EACH = 40
WANTED_EACH, DRAFTS_EACH = 10, 50


class Standing(Enum):
    """Where a translation stands, for whoever reads it."""

    WANTED = "wanted"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Ref:
    """Which text, in which language: the kind's name, the number within the assembly, a BCP 47 tag."""

    kind: str
    number: Numbered
    language: str

    @property
    def text(self) -> tuple[str, int]:
        """The text alone, in whatever language."""
        return self.kind, int(self.number)


@dataclass(frozen=True, slots=True)
class Version:
    """The words of a translation; source is the digest of the text that they translate.

    edition counts what was written for one translation; author and reviewer are members, None once they are
    forgotten; unnamed stays with words that were written while the assembly was careful.
    """

    title: str = field(repr=False)
    text: str = field(repr=False)
    source: str
    author: int | None
    at: datetime
    edition: int = 1
    reviewer: int | None = None
    unnamed: bool = False

    @property
    def digest(self) -> str:
        """What the journal keeps of the words, so that anyone who has them can show that they were these."""
        return hashlib.sha256(json.dumps([self.title, self.text]).encode()).hexdigest()

    def says(self, other: Version | None) -> bool:
        """Whether another version has the same words, for the same text."""
        return other is not None and (self.digest, self.source) == (other.digest, other.source)


@dataclass(frozen=True, slots=True)
class Translation:
    """A text in another language: the draft, and beside it the last version that was reviewed."""

    assembly: int
    of: Ref
    id: int = 0
    wanted_by: int | None = None
    draft: Version | None = None
    reviewed: Version | None = None

    def shown(self, source: str) -> Version | None:
        """The version to read: what fits the text as it is now comes first, then what was reviewed."""
        found = [v for v in (self.reviewed, self.draft) if v is not None]
        return min(found, key=lambda v: v.source != source, default=None)

    @property
    def editions(self) -> int:
        """How many versions were ever written."""
        return max((v.edition for v in (self.draft, self.reviewed) if v is not None), default=0)

    def standing(self, source: str) -> Standing:
        """Where it stands for a reader, against the digest of the text as it is now."""
        version = self.shown(source)
        if version is None:
            return Standing.WANTED
        if version.source != source:
            return Standing.STALE
        return Standing.REVIEWED if version is self.reviewed else Standing.DRAFT

    def wants_review(self, source: str) -> bool:
        """Whether there is a draft of the text as it is now."""
        return self.draft is not None and self.draft.source == source


@dataclass(eq=False, repr=False)
class UnknownLanguage(RuleError):
    """No language has this name; nearest is the tag of what was probably meant, or nothing."""

    given: str
    nearest: str


@dataclass(eq=False, repr=False)
class NotAVolunteer(RuleError):
    """The member has not said that they can translate into it; known are those that they have."""

    language: str
    known: tuple[str, ...]


@dataclass(eq=False, repr=False)
class UnknownKind(RuleError):
    """There are no texts of this kind to be translated; known are those that there are."""

    given: str
    known: tuple[str, ...]


@dataclass(eq=False, repr=False)
class NothingToTranslate(RuleError):
    """No text of this number can be shown; see is the command that lists them."""

    number: Numbered
    see: str


@dataclass(eq=False, repr=False)
class AboutATranslation(RuleError):
    """What is wrong is about one translation."""

    of: Ref


class SourceLanguage(AboutATranslation):
    """The text is in this language itself."""


@dataclass(eq=False, repr=False)
class NotTranslated(AboutATranslation):
    """Nobody has translated it into this language; ask is the command that asks for it."""

    ask: str


class NothingToReview(AboutATranslation):
    """There is no draft in this language."""


class OwnTranslation(AboutATranslation):
    """Somebody else than its author has to review a translation."""


class DraftChanged(AboutATranslation):
    """The draft is no longer the one that the reviewer has read."""


class SourceChanged(AboutATranslation):
    """The draft translates a text that is no longer the one that stands."""


class TextMissing(AboutATranslation):
    """The original is longer than its title, and the translation is not."""


class NothingNew(AboutATranslation):
    """The translation says the same already."""


@dataclass(eq=False, repr=False)
class TooManyLanguages(RuleError):
    """A text has as many languages as it may have."""

    most: int


@dataclass(eq=False, repr=False)
class TooManyWanted(RuleError):
    """This member has asked for as many translations as one may wait for."""

    most: int


@dataclass(eq=False, repr=False)
class TooManyDrafts(RuleError):
    """This member has as many drafts waiting for a review as one may have."""

    most: int


def begin(translation: Translation, wanted_by: int | None, languages: int, waiting: int) -> Translation:
    """A translation that a member asks for, or writes unasked (wanted_by is None then).

    languages is how many there are for this text, waiting how many this member waits for.
    """
    if languages >= LANGUAGES_EACH:
        raise TooManyLanguages(LANGUAGES_EACH)
    if wanted_by is not None and waiting >= WANTED_EACH:
        raise TooManyWanted(WANTED_EACH)
    return replace(translation, wanted_by=wanted_by)


def write(translation: Translation, version: Version, is_long: bool, drafts: int) -> Translation:
    """The translation with a new draft; the reviewed version stays until this one is reviewed.

    is_long says that the original is more than a title; drafts are those of this author elsewhere.
    """
    if is_long and not version.text:
        raise TextMissing(translation.of)
    if version.says(translation.draft) or version.says(translation.reviewed):
        raise NothingNew(translation.of)
    if drafts >= DRAFTS_EACH:
        raise TooManyDrafts(DRAFTS_EACH)
    numbered = replace(version, edition=translation.editions + 1)
    return replace(translation, draft=numbered, wanted_by=None)


def review(translation: Translation, reviewer: int, source: str, edition: int | None = None) -> Translation:
    """The translation with its draft reviewed; edition is that of the draft which the reviewer has read."""
    draft = translation.draft
    if draft is None:
        raise NothingToReview(translation.of)
    if draft.author == reviewer:
        raise OwnTranslation(translation.of)
    if draft.source != source:
        raise SourceChanged(translation.of)
    if edition not in (None, draft.edition):
        raise DraftChanged(translation.of)
    return replace(translation, draft=None, reviewed=replace(draft, reviewer=reviewer))


def seen(source: str) -> int:
    """What a button carries of the text that its presser has before them: a number that JSON leaves alone."""
    return int(source[:13], 16)


def translated(source: str, of: int | None) -> str:
    """The digest to keep with a new version: that of another text, where its author saw one."""
    return source if of in (None, seen(source)) else f"{of:x}"
