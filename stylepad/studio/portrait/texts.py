"""The words on the plots, in the languages of the interface."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlotTexts:
    """What is written on the plots; `marks` by the names of `surface.MARKS`."""

    contemporary: str
    plain: str
    sentences: str
    sentences_axis: str
    median: str
    telling: str
    against_contemporary: str
    against_plain: str
    per_ten_thousand: str
    marks_title: str
    per_thousand: str
    marks: dict[str, str]


ENGLISH = PlotTexts(
    contemporary="other authors",
    plain="plain prose",
    sentences="How long the sentences run",
    sentences_axis="words in a sentence",
    median="half are up to {words}",
    telling="Words and turns that give the author away",
    against_contemporary="beside other authors",
    against_plain="beside plain prose",
    per_ten_thousand="uses per 10,000 words: here and there",
    marks_title="The fingerprint of the marks",
    per_thousand="per 1,000 words",
    marks={
        "comma": "comma",
        "semicolon": "semicolon",
        "colon": "colon",
        "dash": "dash",
        "exclamation": "exclamation",
        "question": "question",
        "ellipsis": "ellipsis",
        "bracket": "bracket",
        "quotation": "quotation",
    },
)
RUSSIAN = PlotTexts(
    contemporary="другие авторы",
    plain="простая проза",
    sentences="Какой длины фразы",
    sentences_axis="слов в предложении",
    median="половина — до {words}",
    telling="Слова и обороты, которые выдают автора",
    against_contemporary="рядом с другими авторами",
    against_plain="рядом с простой прозой",
    per_ten_thousand="раз на 10 000 слов: здесь и там",
    marks_title="Отпечаток знаков препинания",
    per_thousand="на 1000 слов",
    marks={
        "comma": "запятая",
        "semicolon": "точка с запятой",
        "colon": "двоеточие",
        "dash": "тире",
        "exclamation": "восклицание",
        "question": "вопрос",
        "ellipsis": "многоточие",
        "bracket": "скобка",
        "quotation": "кавычки",
    },
)
LANGUAGES = {"en": ENGLISH, "ru": RUSSIAN}
