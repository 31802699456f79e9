from __future__ import annotations

from collections import Counter

import pytest

from stylepad import paths
from stylepad.errors import StudioError
from stylepad.studio.reference import read_reference

LANGUAGES = ("ru", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_enough_of_every_kind_and_it_stays_small(language: str) -> None:
    found = read_reference(language)

    assert len(found.contemporary()) >= 900
    assert len(found.plain()) >= 900
    assert len(found.modern()) >= 100
    assert (paths.resources() / "reference" / f"{language}.jsonl").stat().st_size < 1_000_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_author_is_more_than_a_tenth_and_the_trial_authors_are_not_there(language: str) -> None:
    rows = [item for item in read_reference(language).excerpts if item.contemporary]
    authors = Counter(item.source.split(",")[0] for item in rows)

    assert max(authors.values()) <= len(rows) / 10
    assert len(authors) >= 20
    assert not [name for name in authors if "Лесков" in name or "Poe" in name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_set_aside_and_what_is_fitted_to_do_not_overlap(language: str) -> None:
    found = read_reference(language)
    fitted, aside = set(found.plain(aside=False)), set(found.plain(aside=True))

    assert fitted
    assert aside
    assert not fitted & aside
    assert set(found.modern()) <= aside


def test_the_authors_own_words_are_left_out() -> None:
    found = read_reference("en")
    own = found.contemporary()[:50]

    rest = found.without([" ".join(own)])

    assert not set(own) & set(rest.contemporary())
    assert len(rest.contemporary()) > len(found.contemporary()) - 70


def test_a_language_without_reference_is_refused_with_its_name() -> None:
    with pytest.raises(StudioError) as caught:
        read_reference("fr")

    assert caught.value.code == "studio.reference"
    assert caught.value.details["language"] == "fr"
