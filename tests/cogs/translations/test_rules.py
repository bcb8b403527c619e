"""The rules of translations: tables, and states over any order of events."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.number import Numbered
from bot.api.services import Source
from cogs.translations import rules
from cogs.translations.rules import Ref, Standing, Translation, Version
from tests.talk import START

OF = Ref("motion", Numbered(12), "es")
OLD, NEW = Source("Buy a kettle", "", "en").digest, Source("Buy two kettles", "", "en").digest
ANA, BEN, CHI = 1, 2, 3
NONE = Translation(1, OF)


def version(source: str = NEW, author: int | None = ANA, title: str = "Comprar una tetera") -> Version:
    return Version(title, "", source, author, START)


def written(
    translation: Translation = NONE, source: str = NEW, author: int = ANA, title: str = "T"
) -> Translation:
    return rules.write(translation, version(source, author, title), False, 0)


@pytest.mark.parametrize(
    ("draft", "reviewed", "standing", "shown"),
    [
        (None, None, Standing.WANTED, None),
        (NEW, None, Standing.DRAFT, "draft"),
        (OLD, None, Standing.STALE, "draft"),
        (None, NEW, Standing.REVIEWED, "reviewed"),
        (None, OLD, Standing.STALE, "reviewed"),
        (NEW, NEW, Standing.REVIEWED, "reviewed"),
        (OLD, NEW, Standing.REVIEWED, "reviewed"),
        (NEW, OLD, Standing.DRAFT, "draft"),
        (OLD, OLD, Standing.STALE, "reviewed"),
    ],
)
def test_what_is_shown_and_how_far_it_can_be_relied_on(
    draft: str | None, reviewed: str | None, standing: Standing, shown: str | None
) -> None:
    translation = replace(
        NONE, draft=version(draft) if draft else None, reviewed=version(reviewed) if reviewed else None
    )
    assert translation.standing(NEW) is standing
    assert translation.shown(NEW) is (getattr(translation, shown) if shown else None)


def test_a_draft_takes_the_place_of_a_draft() -> None:
    first = written(replace(NONE, wanted_by=BEN))
    second = written(first, author=CHI, title="Otra")
    assert (first.draft and first.draft.edition, second.draft and second.draft.edition) == (1, 2)
    assert first.wanted_by is None
    assert second.draft is not None
    assert second.draft.author == CHI


def test_the_reviewed_words_stay_until_others_are_reviewed() -> None:
    first = rules.review(written(), BEN, NEW, 1)
    assert first.reviewed is not None
    assert (first.reviewed.reviewer, first.draft) == (BEN, None)
    second = written(first, author=BEN, title="Otra")
    assert second.reviewed == first.reviewed
    third = rules.review(second, ANA, NEW, 2)
    assert third.reviewed is not None
    assert third.reviewed.title == "Otra"


@pytest.mark.parametrize(
    ("translation", "reviewer", "source", "edition", "error"),
    [
        (NONE, BEN, NEW, None, rules.NothingToReview),
        (written(), ANA, NEW, None, rules.OwnTranslation),
        (written(source=OLD), BEN, NEW, None, rules.SourceChanged),
        (written(), BEN, NEW, 2, rules.DraftChanged),
        (rules.review(written(), BEN, NEW), BEN, NEW, None, rules.NothingToReview),
    ],
)
def test_what_is_not_reviewed(
    translation: Translation,
    reviewer: int,
    source: str,
    edition: int | None,
    error: type[rules.AboutATranslation],
) -> None:
    with pytest.raises(error) as raised:
        rules.review(translation, reviewer, source, edition)
    assert raised.value.of == OF


def test_the_draft_of_somebody_forgotten_can_be_reviewed_by_anyone() -> None:
    translation = replace(NONE, draft=version(author=None))
    assert rules.review(translation, ANA, NEW).standing(NEW) is Standing.REVIEWED


def test_the_same_words_are_no_new_draft_but_for_another_text_they_are() -> None:
    first = written()
    with pytest.raises(rules.NothingNew):
        written(first, author=BEN)
    with pytest.raises(rules.NothingNew):
        written(rules.review(first, BEN, NEW), author=BEN)
    assert written(written(source=OLD)).standing(NEW) is Standing.DRAFT


def test_half_a_translation_is_none() -> None:
    with pytest.raises(rules.TextMissing):
        rules.write(NONE, version(), True, 0)


def test_there_is_an_end_to_everything() -> None:
    with pytest.raises(rules.TooManyDrafts):
        rules.write(NONE, version(), False, rules.DRAFTS_EACH)
    with pytest.raises(rules.TooManyLanguages):
        rules.begin(NONE, None, rules.LANGUAGES_EACH, 0)
    with pytest.raises(rules.TooManyWanted):
        rules.begin(NONE, ANA, 0, rules.WANTED_EACH)
    assert rules.begin(NONE, None, 0, rules.WANTED_EACH) == NONE
    assert rules.begin(NONE, ANA, 0, 0).wanted_by == ANA


def test_who_wrote_for_another_text_than_stands_now_has_written_for_that() -> None:
    assert rules.translated(NEW, None) == NEW
    assert rules.translated(NEW, rules.seen(NEW)) == NEW
    assert rules.translated(NEW, rules.seen(OLD)) != NEW
    assert rules.seen(OLD) <= 2**53


ACTS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from([ANA, BEN, CHI]), st.sampled_from("abc")),
    st.tuples(st.just("review"), st.sampled_from([ANA, BEN, CHI]), st.integers(0, 6)),
    st.tuples(st.just("change"), st.sampled_from([OLD, NEW]), st.none()),
    st.tuples(st.just("forget"), st.sampled_from([ANA, BEN, CHI]), st.none()),
)


@given(st.lists(ACTS, max_size=25))
def test_in_any_order_nothing_is_reviewed_by_its_author_or_unread(
    acts: list[tuple[str, object, object]],
) -> None:
    translation, source = NONE, NEW
    for act, who, what in acts:
        before = translation
        try:
            translation, source = _done(translation, source, act, who, what)
        except rules.AboutATranslation:
            assert translation == before
        _holds(before, translation, source, act, what)


def _done(
    translation: Translation, source: str, act: str, who: object, what: object
) -> tuple[Translation, str]:
    if act == "change":
        return translation, str(who)
    assert isinstance(who, int)
    if act == "write":
        return written(translation, source, who, str(what)), source
    if act == "review":
        assert isinstance(what, int)
        return rules.review(translation, who, source, what or None), source
    return replace(
        translation,
        draft=_forgotten(translation.draft, who),
        reviewed=_forgotten(translation.reviewed, who),
    ), source


def _forgotten(version: Version | None, who: int) -> Version | None:
    if version is None:
        return None
    author, reviewer = version.author, version.reviewer
    return replace(
        version,
        author=None if author == who else author,
        reviewer=None if reviewer == who else reviewer,
    )


def _holds(before: Translation, after: Translation, source: str, act: str, what: object) -> None:
    """What is true after every act."""
    shown, standing = after.shown(source), after.standing(source)
    assert after.editions >= before.editions
    assert (shown is None) == (standing is Standing.WANTED)
    assert shown is None or (shown.source != source) == (standing is Standing.STALE)
    if after.reviewed is not None:
        assert after.reviewed.author is None or after.reviewed.author != after.reviewed.reviewer
    if before.reviewed is not None and act != "forget" and after.reviewed != before.reviewed:
        assert act == "review"
        assert after.reviewed is not None
        assert after.reviewed.source == source
        assert what in (0, after.reviewed.edition)
