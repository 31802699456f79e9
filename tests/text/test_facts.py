"""What a rewriting keeps, loses and makes up."""

from __future__ import annotations

import pytest

from stylepad.text.facts import compare, facts

MEETING = (
    "Совещание началось в десять и закончилось в полдень. Лариса представила бюджет, а Тимур "
    "спросил, почему расходы на поездки выросли вдвое. Команда ездила к трём заказчикам в Казань."
)


def test_facts_of_a_russian_paragraph() -> None:
    found = facts(MEETING, "ru")
    assert found.numbers == ("десять", "трём")
    assert found.names == ("Лариса", "Тимур", "Казань")


def test_facts_of_an_english_paragraph() -> None:
    found = facts(
        "The company will move to a new office in June. Please pack your books before 28 May. "
        "Laura presented the budget, and Tom was in Canada. Our school has 420 students.",
        "en",
    )
    assert found.numbers == ("28", "420")
    assert found.names == ("June", "May", "Laura", "Tom", "Canada")


def test_an_inflected_russian_rewriting_keeps_everything() -> None:
    rewritten = (
        "В десять часов открылось совещание; Ларисою представлен был бюджет, Тимура же занимало, "
        "отчего расходы выросли. Ездили к 3 заказчикам, в самой Казани."
    )
    report = compare(MEETING, rewritten, "ru")
    assert report.lost == ()
    assert report.invented == ()
    assert report.kept == ("десять", "трём", "Лариса", "Тимур", "Казань")


def test_another_name_is_lost_and_invented() -> None:
    report = compare("Laura presented the budget.", "Emma presented the budget.", "en")
    assert (report.kept, report.lost, report.invented) == ((), ("Laura",), ("Emma",))


@pytest.mark.parametrize(
    ("original", "rewritten", "language"),
    [
        ("Павел ушёл.", "Видели ли Павла?", "ru"),
        ("Это Пётр.", "С Петром беда.", "ru"),
        ("Позвали Рустама и Артёма.", "Рустам и Артём пришли.", "ru"),
        ("Там жил Лев.", "Льва не было.", "ru"),
        ("Мы знали Марию и Андрея.", "Мария с Андреем.", "ru"),
        ("Приехал Достоевский.", "Встречали Достоевского.", "ru"),
        ("He met James.", "It was James's hat.", "en"),
        ("Стоматолог ушёл.", "Ушёл и стоматолог.", "ru"),
        ("Встреча 5 мая в субботу.", "Пятого мая, то есть в субботу, встреча.", "ru"),
        ("We meet on Saturdays.", "Every Saturday we meet.", "en"),
    ],
)
def test_inflected_names_are_kept(original: str, rewritten: str, language: str) -> None:
    assert compare(original, rewritten, language).lost == ()


@pytest.mark.parametrize(
    ("original", "rewritten"),
    [
        ("Пришёл Иван.", "Пришёл Иванов."),
        ("Пришла Анна.", "Пришла Аня."),
        ("Тимур молчал в Казани.", "Тихон молчал в Казани."),
    ],
)
def test_a_similar_name_is_not_the_same(original: str, rewritten: str) -> None:
    report = compare(original, rewritten, "ru")
    assert len(report.lost) == 1
    assert len(report.invented) == 1


@pytest.mark.parametrize(
    ("original", "rewritten", "language"),
    [
        ("at 10", "at ten", "en"),
        ("около 60 часов", "около шестидесяти часов", "ru"),
        ("21 дом", "двадцать один дом", "ru"),
        ("in 23 days", "in three-and-twenty days", "en"),
        ("10,000 men", "10 000 men", "en"),
        ("10,000 men", "ten thousand men", "en"),
        ("3.5 км", "3,5 км", "ru"),
        ("в 2:30", "в 2.30", "ru"),
        ("в 2019 году", "в две тысячи девятнадцатом году", "ru"),
        ("$5", "5 dollars", "en"),
        ("№14", "номер 14", "ru"),
        ("15%", "15 процентов", "ru"),
        ("10–15 дней", "от десяти до пятнадцати дней", "ru"),
        ("1 man", "one man", "en"),
    ],
)
def test_a_number_written_otherwise_is_kept(original: str, rewritten: str, language: str) -> None:
    report = compare(original, rewritten, language)
    assert report.lost == ()
    assert report.invented == ()
    assert len(report.kept) >= 1


@pytest.mark.parametrize(
    ("original", "rewritten"),
    [
        ("three men", "four men"),
        ("420 students", "42 students"),
        ("at 2:30", "at 3:30"),
        ("3.5 miles", "35 miles"),
        ("$5", "£5"),
        ("ninth floor", "tenth floor"),
        ("-5 degrees", "5 degrees"),
    ],
)
def test_another_number_is_lost_and_invented(original: str, rewritten: str) -> None:
    report = compare(original, rewritten, "en")
    assert len(report.lost) == 1
    assert len(report.invented) == 1


def test_one_and_first_are_no_facts() -> None:
    report = compare(
        "He left.", "One day he was the first to leave; третьего дня, тысячи людей.", "en"
    )
    assert report.invented == ()


def test_links_addresses_and_tags_must_come_back_exactly() -> None:
    text = "See [docs](https://a.b/c?d=1), www.x.org, me@home.net, @user, #tag and [^1]."
    assert facts(text, "en").links == (
        "https://a.b/c?d=1",
        "[^1]",
        "www.x.org",
        "me@home.net",
        "@user",
        "#tag",
    )
    report = compare(text, text.replace("c?d=1", "c?d=2").replace("@user", "the user"), "en")
    assert report.lost == ("https://a.b/c?d=1", "@user")
    assert report.invented == ("https://a.b/c?d=2",)
    assert facts(text, "en").numbers == ()


def test_a_long_quotation_must_be_verbatim_and_a_short_one_may_inflect() -> None:
    long = "Он сказал: «Упакуйте, пожалуйста, книги до вечера и подпишите коробку»."
    assert (
        compare(
            long, "«упакуйте пожалуйста книги до вечера, и подпишите коробку» — молвил он", "ru"
        ).lost
        == ()
    )
    assert compare(long, "Он велел: «упаковать книги и подписать коробку».", "ru").lost
    assert compare("Читал «Мёртвые души».", "Читывал он «Мёртвых душ».", "ru").lost == ()
    assert compare("Читал «Мёртвые души».", "Читывал он книгу.", "ru").lost == ("Мёртвые души",)


def test_marks_must_stay_and_code_exactly() -> None:
    text = "Press **Save** or run `make all`, *quickly*, ~~not~~ later."
    assert facts(text, "en").marks == ("`make all`", "**Save**", "*quickly*", "~~not~~")
    assert compare(text, "Run `make all` or, __Saving__ yourself, be *quick*.", "en").lost == (
        "~~not~~",
    )
    assert "`make all`" in compare(text, "**Save** *quickly* ~~not~~ make all", "en").lost


def test_protected_words_must_come_back_exactly() -> None:
    report = compare("The quick fox.", "A fox that is quick.", "en", protected=("quick fox", "fox"))
    assert report.lost == ("quick fox",)
    assert "fox" in report.kept


def test_capitals_of_courtesy_and_of_shouting_are_no_names() -> None:
    assert facts("Прошу Вас, Господи, и Ваше дело.", "ru").names == ()
    assert facts("THE MEETING IS OVER AND WE ALL WENT HOME", "en").names == ()
    assert facts("We went to see the USA and NATO.", "en").names == ("USA", "NATO")


def test_an_ordinary_word_with_a_capital_is_not_an_invented_name() -> None:
    assert compare("He was poor.", "He was a child of Fortune and of Want.", "en").invented == ()


@pytest.mark.parametrize("text", ["", "\x00", "😀", "שלום 5", "a" * 10_000])
def test_strange_texts_are_compared_too(text: str) -> None:
    report = compare(text, text, "")
    assert report.lost == ()
    assert report.invented == ()
