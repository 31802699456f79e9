from __future__ import annotations

from stylepad.studio.pairs import passages
from stylepad.studio.pairs.passages import Cut, Shelf
from stylepad.studio.pairs.splitting import Portion, share_out
from stylepad.studio.pairs.values import Passage, Split
from stylepad.text.sentences import sentences
from stylepad.text.words import count_words
from tests.studio.pairs.jobs import english_work

MANY = {Split.TRAIN: 1000, Split.STOP: 1000, Split.TEST: 1000}


def drawn(works: dict[int, str], cut: Cut = passages.NEAR) -> list[Passage]:
    shares = share_out({number: len(text.split()) for number, text in works.items()}, "author")
    shelves = [Shelf(portion, works[portion.work]) for portion in shares.portions]
    return passages.draw(shelves, "en", cut, MANY)


def test_works_are_set_aside_whole() -> None:
    found = drawn({number: english_work(number) for number in range(1, 13)})
    splits = {(passage.work, passage.split) for passage in found}
    assert len(splits) == 12
    assert {split for _, split in splits} == set(Split)
    assert share_out(dict.fromkeys(range(1, 13), 500), "author").by == "work"


def test_a_single_work_is_split_by_its_parts_and_says_so() -> None:
    shares = share_out({7: 10_000}, "author")
    assert shares.by == "part"
    assert shares.portions == (
        Portion(7, Split.TRAIN, 0.0, 0.8),
        Portion(7, Split.STOP, 0.8, 0.9),
        Portion(7, Split.TEST, 0.9, 1.0),
    )
    found = drawn({7: english_work(7, 50)})
    last_learned = max(p.id for p in found if p.split is Split.TRAIN)
    assert last_learned < min(p.id for p in found if p.split is Split.STOP)
    assert len({passage.id for passage in found}) == len(found)


def test_short_passages_are_whole_sentences_within_the_limits() -> None:
    for passage in drawn({1: english_work(1)}):
        assert 40 <= len(passage.text) <= 250
        assert 1 <= len(sentences(passage.text)) <= 2
        assert passage.text in english_work(1)


def test_long_passages_have_sixty_to_250_words() -> None:
    text = "\n\n".join(" ".join(english_work(n, 12).split("\n\n")) for n in range(1, 20))
    found = drawn({1: text}, Cut())
    lengths = [count_words(passage.text) for passage in found if passage.length == "long"]
    assert lengths
    assert all(60 <= length <= 250 for length in lengths)
    assert any(passage.length == "short" for passage in found)


def test_the_same_works_give_the_same_passages() -> None:
    works = {number: english_work(number) for number in (1, 2, 3, 4)}
    assert drawn(works) == drawn(works)


def test_a_passage_that_another_work_has_too_is_marked_and_the_unlearned_one_stays() -> None:
    works = {number: english_work(number) for number in (1, 2, 3, 4, 5)}
    shares = share_out(dict.fromkeys(works, 900), "author")
    learned = next(p.work for p in shares.portions if p.split is Split.TRAIN)
    aside = next(p.work for p in shares.portions if p.split is Split.TEST)
    works[learned] += "\n\n" + works[aside]
    found = drawn(works)
    by_id = {passage.id: passage for passage in found}
    again = [passage for passage in found if passage.same_as]
    assert len(again) >= 20
    assert {passage.split for passage in again} == {Split.TRAIN}
    assert {by_id[passage.same_as].split for passage in again} == {Split.TEST}


def test_what_is_no_prose_is_left_out() -> None:
    for text in (
        "Eh bien, mon prince, Gênes et Lucques ne sont plus que des apanages.",
        "и пошёл по улице.",
        "Смотри https://example.org и пиши туда.",
        "СТАТЬЯ ПЕРВАЯ. О ПРАВАХ И ОБЯЗАННОСТЯХ ЧИТАТЕЛЯ.",
        "Он сказал: «Я приду завтра.",
        "Тогда он сказал:",
    ):
        assert not passages.is_prose(text, "ru"), text
    assert passages.is_prose("— Пойдём, — сказал он и вышел.", "ru")
