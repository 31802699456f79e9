from __future__ import annotations

import pytest

from stylepad.studio.pairs.filters import judged
from stylepad.studio.pairs.values import Pair, Source, Split, Why
from stylepad.text.chrf import chrf

TEXT = (
    "It was upon the 14th of May that Mr. Brown, being exceedingly fatigued, beheld an old house "
    "near Bath, and resolved to inquire within for a room."
)
PLAIN = (
    "On 14 May Mr. Brown was very tired. He saw an old house near Bath and decided to go in and "
    "ask for a room for the night."
)


def why(
    plain: str, text: str = TEXT, source: Source = Source.MODEL, *, finished: bool = True
) -> Why:
    pair = Pair("p", 1, Split.TRAIN, source, plain, text)
    found = judged(pair, "en", finished=finished)
    assert found.kept == (found.why is Why.KEPT)
    return found.why


def test_a_good_rewriting_is_kept() -> None:
    found = judged(Pair("p", 1, Split.TRAIN, Source.MODEL, PLAIN, TEXT), "en")
    assert (found.why, found.detail) == (Why.KEPT, "")


@pytest.mark.parametrize(
    ("plain", "reason"),
    [
        ("", Why.EMPTY),
        (TEXT, Why.CLOSE),
        (TEXT.replace("exceedingly", "very"), Why.CLOSE),
        (PLAIN.replace("14", "15"), Why.NUMBERS),
        (PLAIN.replace("Brown", "Green"), Why.NAMES),
        (PLAIN + " He liked it. " + PLAIN, Why.LENGTH),
        ("On 14 May Mr. Brown was tired.", Why.LENGTH),
        (PLAIN[:60] + " on and on and on and on and on and on and on and on", Why.LOOP),
        (
            "14 мая мистер Браун очень устал. Он увидел у Бата старый дом и решил зайти и узнать о "
            "ночлеге.",
            Why.LANGUAGE,
        ),
    ],
)
def test_a_bad_one_is_left_out_with_its_reason(plain: str, reason: Why) -> None:
    assert why(plain) is reason


def test_another_story_with_the_same_names_has_drifted() -> None:
    text = (
        "Brown contemplated the ancient portrait with mingled sensations of wonder and dread, and "
        "could scarcely persuade himself that the painted eyelids remained motionless."
    )
    plain = (
        "Sure! Brown likes football. Every week his children play a long match in the park, "
        "while their mothers drink coffee and talk about the cold weather."
    )
    assert why(plain, text) is Why.DRIFTED


def test_what_ran_out_of_room_is_unfinished() -> None:
    assert why(PLAIN, finished=False) is Why.UNFINISHED


def test_the_lost_name_is_told() -> None:
    pair = Pair("p", 1, Split.TRAIN, Source.MODEL, PLAIN.replace("Bath", "town"), TEXT)
    assert judged(pair, "en").detail == "Bath"


def test_near_pairs_must_be_near() -> None:
    text = "He had scarcely perceived the stranger when the bell was rung in the tower."
    assert (
        why(
            "He had hardly seen the stranger when the bell was rung in the tower.",
            text,
            Source.LEXICON,
        )
        is Why.KEPT
    )
    assert (
        why(
            "A man came, and then somebody rang a bell high up in the old tower.",
            text,
            Source.LEXICON,
        )
        is Why.FAR
    )


def test_an_unchanged_passage_is_kept_only_as_such() -> None:
    assert why(TEXT, source=Source.IDENTITY) is Why.KEPT
    assert why(TEXT, source=Source.LEXICON) is Why.CLOSE


def test_chrf_grows_with_what_is_shared() -> None:
    assert chrf("the cat sat on the mat", "the cat sat on the mat") == 100.0
    assert chrf("", "abc") == 0.0
    assert chrf("xyz", "abc") == 0.0
    one, other = "the cat sat on a mat", "a cat was sitting on the mat"
    assert chrf(one, other) < chrf("a cat sat on the mat", other)
