from __future__ import annotations

from stylepad.studio.texts.editions import common, doubles, sketch
from tests.studio.texts import books

POE = " ".join(books.paragraphs("poe"))
LESKOV = " ".join(books.paragraphs("leskov"))
SENTENCES = POE.split(". ")


def test_a_text_is_itself_and_two_works_have_nothing_in_common() -> None:
    assert common(sketch(POE), sketch(POE)) == 1
    assert common(sketch(POE), sketch(LESKOV)) == 0


def test_an_edition_with_other_spelling_in_places_is_found_and_the_longer_is_kept() -> None:
    other = POE.replace("the old man", "that old man").replace("And", "and") + " He was mad indeed."

    found = doubles([sketch(POE), sketch(other), sketch(LESKOV)])

    assert {place: (double.kept, double.kind) for place, double in found.items()} == {
        0: (1, "edition")
    }


def test_of_equal_files_the_first_is_kept() -> None:
    found = doubles([sketch(POE), sketch(POE), sketch(POE)])

    assert {place: double.kept for place, double in found.items()} == {1: 0, 2: 0}


def test_a_collection_gives_way_to_its_parts_where_they_are_most_of_it() -> None:
    found = doubles([sketch(f"{POE} {LESKOV}"), sketch(POE), sketch(LESKOV)])

    assert {place: double.kind for place, double in found.items()} == {0: "collection"}


def test_a_part_of_a_larger_work_is_left_out() -> None:
    third = ". ".join(SENTENCES[: len(SENTENCES) // 3])

    found = doubles([sketch(f"{POE} {LESKOV}"), sketch(third)])

    assert {place: (double.kept, double.kind) for place, double in found.items()} == {
        1: (0, "part")
    }


def test_texts_too_short_to_compare_are_never_doubles() -> None:
    assert doubles([sketch("One two three."), sketch("One two three."), sketch("")]) == {}
