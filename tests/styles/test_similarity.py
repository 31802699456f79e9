"""Exemplars for a passage: like it, unlike each other, in its language, always the same."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from stylepad import paths
from stylepad.styles.exemplars import Exemplar
from stylepad.styles.pack import load_pack
from stylepad.styles.similarity import ExemplarIndex

BUILT_IN = sorted(paths.built_in_styles().iterdir())


def index(*plain: str) -> ExemplarIndex:
    return ExemplarIndex([Exemplar(text, text.upper()) for text in plain])


def likest(made: ExemplarIndex, passage: str, most: int = 4) -> list[str]:
    return [exemplar.plain for exemplar in made.likest(passage, most)]


@pytest.mark.parametrize("folder", BUILT_IN, ids=lambda folder: folder.name)
def test_the_authors_version_finds_its_own_plain_text_in_every_built_in_pack(folder: Path) -> None:
    exemplars = load_pack(folder).exemplars
    made = ExemplarIndex(exemplars)

    found = [made.likest(exemplar.text, 1)[0] for exemplar in exemplars]

    assert found == list(exemplars)


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("Соседская собака громко лаяла всю ночь.", "Собаки лаяли ночами."),
        ("Директор перенёс совещание на среду.", "О переносе совещаний сообщают заранее."),
        ("Ёлки росли у дороги.", "У дорог растут елки."),
    ],
)
def test_words_are_found_in_other_forms(passage: str, expected: str) -> None:
    made = index(
        "У дорог растут елки.",
        "Собаки лаяли ночами.",
        "О переносе совещаний сообщают заранее.",
        "Он всю жизнь громко спорил с соседями о музыке.",
    )

    assert likest(made, passage, 1) == [expected]


def test_common_words_count_for_little() -> None:
    made = index(
        "It was the first of the month and he was in the house.",
        "It was the end of the road for him in the town.",
        "A violin needs a good bow.",
    )

    assert likest(made, "It was the bow of the violin that he was in need of.", 1) == [
        "A violin needs a good bow."
    ]


def test_a_near_duplicate_gives_way_to_another_exemplar() -> None:
    twice = ("Он вчера купил старую машину.", "Он вчера купил старую машину!")
    made = index(*twice, "Сосед построил гараж.", "Кошка спит на окне.")

    shown = likest(made, "Он купил старую машину и гараж.", 2)

    assert len(set(shown) & set(twice)) == 1
    assert "Сосед построил гараж." in shown


def test_exemplars_in_another_language_come_after_all_others() -> None:
    made = index("Компания Apple показала iPhone.", "Apple shows its iPhone.", "Кошка спит.")

    assert likest(made, "Apple is about to show the iPhone to us all.", 3)[0].startswith("Apple")
    assert likest(made, "Мой новый iPhone от Apple упал.", 3)[2] == "Apple shows its iPhone."


def test_the_same_passage_gets_the_same_exemplars_in_any_order_of_work() -> None:
    texts = [exemplar.plain for folder in BUILT_IN for exemplar in load_pack(folder).exemplars]
    passages = texts[::5]
    first = [likest(index(*texts), passage) for passage in passages]

    made = index(*texts)
    again = [likest(made, passage) for passage in reversed(passages)]

    assert again[::-1] == first


@pytest.mark.parametrize("passage", ["", "…", "12345", "𝔘𝔫𝔦", "слово " * 5000])
def test_any_passage_gets_exemplars(passage: str) -> None:
    assert len(likest(index("Один.", "Два.", "Три."), passage, 2)) == 2


def test_no_exemplars_are_no_fault() -> None:
    assert ExemplarIndex(()).likest("Да.", 4) == ()


def test_2000_exemplars_take_no_time_that_a_writer_would_notice() -> None:
    words = [word for folder in BUILT_IN for item in load_pack(folder).exemplars
             for word in item.plain.split()]  # fmt: skip
    drawn = random.Random(1)
    made = index(*(" ".join(drawn.choices(words, k=40)) for _ in range(2000)))
    passage = " ".join(drawn.choices(words, k=60))

    started = time.process_time()
    assert len(made.likest(passage, 8)) == 8
    assert time.process_time() - started < 1.0
