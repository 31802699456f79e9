from __future__ import annotations

import textwrap
import time

import pytest

from stylepad.studio.texts.cleaning.clean import find_cuts
from stylepad.studio.texts.cleaning.render import render, tidy
from stylepad.studio.texts.extract import Cut
from tests.studio.texts import books

POE = books.paragraphs("poe")
LESKOV = books.paragraphs("leskov")


def cuts_of(raw: str, language: str = "en") -> list[tuple[str, str]]:
    author = "Николай Лесков" if language == "ru" else "Edgar Allan Poe"
    return [(cut.kind, raw[cut.start : cut.end]) for cut in find_cuts(raw, (), author, language)]


def cleaned(raw: str, language: str = "en") -> str:
    author = "Николай Лесков" if language == "ru" else "Edgar Allan Poe"
    return render(raw, find_cuts(raw, (), author, language), language)


def wrapped(paragraphs: list[str], width: int = 72) -> str:
    return "\n\n".join(textwrap.fill(text, width, break_on_hyphens=False) for text in paragraphs)


def plain(paragraphs: list[str], language: str = "en") -> str:
    return "\n\n".join(tidy(text, language) for text in paragraphs) + "\n"


def test_prose_without_anything_else_stays_whole() -> None:
    assert cuts_of("\n\n".join(POE)) == []
    assert cleaned("\n\n".join(POE)) == plain(POE)
    assert cleaned("\n\n".join(LESKOV), "ru") == plain(LESKOV, "ru")


@pytest.mark.parametrize("width", [60, 72, 80])
def test_lines_broken_by_hand_are_joined_to_paragraphs(width: int) -> None:
    assert cleaned(wrapped(POE, width)) == plain(POE)


def test_paragraphs_told_by_their_indent_are_parted() -> None:
    old_library = "\n".join(
        textwrap.fill(text, 72, initial_indent="     ", break_on_hyphens=False) for text in LESKOV
    )

    assert cleaned(old_library, "ru") == plain(LESKOV, "ru")


GUTENBERG = """The Project Gutenberg eBook of Tales, by Edgar Allan Poe

This eBook is for the use of anyone anywhere at no cost.

Title: Tales

*** START OF THE PROJECT GUTENBERG EBOOK TALES ***

Produced by David Widger and the Distributed Proofreading Team

TALES

By Edgar Allan Poe

Contents

 THE HEART             5
 THE CAT              17
 THE CASK             31
 THE PIT              44

THE HEART

{body}

[Illustration: The old man asleep]

*** END OF THE PROJECT GUTENBERG EBOOK TALES ***

Section 1. General Terms of Use and Redistributing
"""


def test_the_licence_and_contents_of_project_gutenberg_are_cut() -> None:
    raw = GUTENBERG.format(body=wrapped(POE))

    kinds = [kind for kind, _ in cuts_of(raw)]

    assert cleaned(raw) == plain(POE)
    assert {"licence", "title_page", "contents", "heading", "illustration"} >= set(kinds)
    assert kinds.count("licence") == 3


def test_a_russian_librarys_notes_are_cut() -> None:
    raw = "\n\n".join(
        [
            "Спасибо, что скачали книгу в бесплатной электронной библиотеке http://royallib.ru",
            "Николай Лесков",
            "Левша",
            "Глава первая",
            *LESKOV,
            "Конец ознакомительного фрагмента.",
            "Текст предоставлен ООО «ЛитРес». Прочитайте эту книгу целиком.",
        ]
    )

    left = cleaned(raw, "ru")

    assert "royallib" not in left
    assert "ЛитРес" not in left
    assert "Глава первая" not in left
    assert plain(LESKOV, "ru").strip() in left


def test_page_numbers_and_running_heads_between_pages_leave_the_paragraph_whole() -> None:
    lines = wrapped(POE, 66).split("\n")
    pages = []
    for number, start in enumerate(range(0, len(lines), 20), start=11):
        head = "THE TELL-TALE HEART" if number % 2 else "TALES OF MYSTERY"
        pages.append("\n".join([f"{head}  {number}", "", *lines[start : start + 20]]))

    left = cleaned("\n\f\n".join(pages))

    assert "TALES OF MYSTERY" not in left
    assert left == plain(POE)


def test_rising_numbers_alone_are_page_numbers_even_without_pages() -> None:
    raw = "\n\n".join(f"{text}\n\n{number}" for number, text in enumerate(POE[:8], start=31))

    assert [kind for kind, _ in cuts_of(raw)] == ["page_number"] * 8
    assert cleaned(raw) == plain(POE[:8])


def test_notes_and_their_markers_are_cut_and_the_sentence_is_whole() -> None:
    raw = "\n\n".join(
        [
            POE[0],
            "He came[1] to the house of Usher.* There he stayed¹ for long (*2).",
            "[Footnote 1: An editor [of that time] thought otherwise.]",
            "* A house in the north. — Ed.",
            POE[1],
            "Notes",
            "[1] He never came back.",
            "[2] See the first volume.",
        ]
    )

    left = cleaned(raw)

    assert "He came to the house of Usher. There he stayed for long." in left
    assert "thought otherwise" not in left
    assert "in the north" not in left
    assert "never came back" not in left
    assert left.count("\n\n") == 2


def test_an_editors_gloss_in_brackets_is_cut_and_the_authors_brackets_stay() -> None:
    raw = "\n\n".join([*LESKOV, "Он сказал: «Bonjour» (Здравствуйте (фр.)), и вышел (не спеша)."])

    left = cleaned(raw, "ru")

    assert "«Bonjour», и вышел (не спеша)." in left


VERSE = """Из-за бору, бору зеленова
Протекала свет быстрая речка,
Стучала, гремела по каменьям острым,
Обрастала частою осокой."""


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_verse_in_prose_is_cut_and_the_prose_around_it_stays(between: str) -> None:
    raw = "\n\n".join([*LESKOV[:4], VERSE.replace("\n", between), *LESKOV[4:]])

    assert [kind for kind, _ in cuts_of(raw, "ru")] == ["verse"]
    assert cleaned(raw, "ru") == plain(LESKOV, "ru")


def test_a_dialogue_of_short_lines_is_no_verse() -> None:
    talk = [
        "— Кто там?",
        "— Я.",
        "— Зачем пришел?",
        "— Так.",
        "— Ну, входи.",
        "— Вхожу.",
        "— Сядь.",
    ]
    raw = "\n".join([*LESKOV[:2], *talk, *LESKOV[2:]])

    assert cuts_of(raw, "ru") == []


def test_a_play_is_cut() -> None:
    play = [
        text
        for number in range(8)
        for text in (
            f"Князев. Что ты там пропадал столько времени? Велики, знать, очень {number} дела.",
            "Минутка. Не беспокойтесь: это я. (Уходит.)",
        )
    ]
    raw = "\n\n".join([*LESKOV[:3], *play, *LESKOV[3:]])

    found = cuts_of(raw, "ru")

    assert [kind for kind, _ in found] == ["play"]
    assert cleaned(raw, "ru") == plain(LESKOV, "ru")


def test_an_introduction_about_the_author_is_cut_and_his_own_preface_stays() -> None:
    about = (
        "Edgar Allan Poe was born in 1809. The author published his works in magazines; the"
        " edition of 1845 was followed by others. Poe died in 1849, and the poet is buried in"
        " Baltimore. His works were published in many editions since, and Poe became famous. "
    ) * 3
    raw = "\n\n".join(["INTRODUCTION", about, "CHAPTER I", *POE])

    assert cleaned(raw) == plain(POE)

    own = (
        "I wrote this in my youth, and I do not repent of it; my friends asked me to print it. What"
        " I have to say I say in the book itself, and my reader will forgive me. "
    ) * 3
    raw = "\n\n".join(["PREFACE", own.strip(), "CHAPTER I", *POE])

    assert cleaned(raw).startswith("I wrote this in my youth")


def test_an_afterword_in_which_people_talk_is_a_part_of_the_story() -> None:
    talk = ["— Я автор этого романа.", "— Вы писатель? Ваша повесть напечатана в 1884 году?"] * 12
    raw = "\n\n".join([*LESKOV, "ПОСЛЕСЛОВИЕ", *talk])

    assert [kind for kind, _ in cuts_of(raw, "ru")] == ["heading"]


def test_titles_under_the_numbers_of_chapters_are_headings() -> None:
    first, second = ["CHAPTER I.", "The Old Man."], ["CHAPTER II.", "The Eye."]
    third = ["CHAPTER III.", "The Lantern."]
    raw = "\n\n".join([*first, *POE[:4], *second, *POE[4:8], *third, *POE[8:]])

    assert cleaned(raw) == plain(POE)


def test_a_paragraph_in_another_script_is_cut_and_a_word_in_it_is_not() -> None:
    french = "— Mais certainement, madame! Sapristi, cette pauvre femme ne parle jamais français!"
    raw = "\n\n".join([*LESKOV, french, "— Merci, — сказала она по-французски и ушла."])

    assert [kind for kind, _ in cuts_of(raw, "ru")] == ["foreign"]


def test_cuts_never_overlap_and_stay_within_the_text() -> None:
    raw = GUTENBERG.format(body=wrapped(POE)) * 2
    position = 0

    for cut in find_cuts(raw, (Cut("footnote", 10, 900), Cut("verse", 500, 1200)), "Poe", "en"):
        assert position <= cut.start < cut.end <= len(raw)
        position = cut.end


def test_a_word_broken_at_the_end_of_a_line_is_put_together_and_a_hyphen_kept() -> None:
    raw = wrapped(POE) + (
        "\n\nHe saw the tell-tale heart and then, after much delib-\neration, the tell-\n"
        "tale heart again and wept\nfor long."
    )

    left = cleaned(raw)

    assert "after much deliberation, the tell-tale heart again" in left


@pytest.mark.parametrize(
    ("language", "raw", "left"),
    [
        ("en", "“Yes,” he said--“it is _very_ late . . .”", '"Yes," he said—"it is very late..."'),
        ("en", "Mr. ____ was other_wise_ _engaged_.", "Mr. — was otherwise engaged."),
        ("en", "the ﬁrst\u00ad of\u00a0all", "the first of all"),
        ("ru", '- "Да", - сказал он... "Нет".', "— «Да», — сказал он… «Нет»."),
        ("ru", "„Так“, – ответил  он ,", "«Так», — ответил он,"),
    ],
)
def test_marks_are_put_into_plain_typography(language: str, raw: str, left: str) -> None:
    assert tidy(raw, language) == left


@pytest.mark.parametrize(
    "raw",
    [
        "слово и дело, " * 20_000,
        "it was the best of times, it was the worst of times, and then\n" * 4_000,
        "a" + " " * 100_000 + "b",
        "[Footnote " * 10_000,
        "(a" * 20_000,
        "_a " * 20_000,
        "a\n\n\n" * 10_000,
        "AAAA BBBB\n\n" * 3_000,
    ],
)
def test_a_strange_text_takes_no_longer_than_a_book(raw: str) -> None:
    start = time.process_time()

    render(raw, find_cuts(raw, (), "Edgar Allan Poe", "en"), "en")

    assert time.process_time() - start < 10
