from __future__ import annotations

from stylepad.studio.portrait.plots import shown
from stylepad.studio.portrait.telling import count, telling

PLAIN = "The man went home and he was tired. " * 60


def work(extra: str) -> str:
    return "The man went home and, to be sure, he was tired. " * 30 + extra


def told(texts: list[str], size: int) -> list[str]:
    other = count([PLAIN])
    return [item.text for item in telling([count([t]) for t in texts], other, [other], size)]


def test_what_the_author_says_more_often_comes_first() -> None:
    found = told([work(""), work("")], 1)

    assert set(found[:3]) == {"to", "be", "sure"}
    assert "be sure ," in told([work(""), work("")], 3)[:3]
    assert "home" not in found


def test_a_name_and_the_matter_of_one_book_tell_nothing() -> None:
    book = "And then said Akaky that whales swim, whales dive and whales are big. " * 20
    texts = [work("") for _ in range(9)]

    found = told([*texts, work(book)], 1)

    assert "akaky" not in found
    assert "whales" not in found
    assert "sure" in found


def test_the_english_pronoun_i_is_no_name() -> None:
    found = told([work("So then I went and so then I came. " * 20) for _ in range(3)], 1)

    assert "i" in found


def test_figures_are_uses_per_ten_thousand_words() -> None:
    other = count([PLAIN])
    item = next(i for i in telling([count([work("")])], other, [other], 1) if i.text == "sure")

    assert item.here == round(10_000 / 11, 2)
    assert item.there == 0.0
    assert item.z > 2


def test_turns_are_shown_as_they_are_written() -> None:
    assert shown("и , наконец") == "и, наконец"
    assert shown(", потому что") == "…, потому что"
    assert shown("— да") == "— да"
