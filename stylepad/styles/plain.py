"""What an instructed model is told so that it rewrites a passage plainly."""

from __future__ import annotations

_INSTRUCTIONS = {
    "en": "Rewrite the passage in plain present-day English, as in a news report: short clear "
    "sentences, ordinary words, no ornament, no old-fashioned words, no asides to the reader. Keep "
    "every fact, name, number and quotation and the order of events; add nothing. Write only the "
    "new text.",
    "ru": "Перепиши отрывок простым современным русским языком, как в новостях: короткие ясные "
    "предложения, обычные слова, без украшений, без старинных слов и обращений к читателю. Сохрани "
    "все факты, имена, числа, прямую речь и порядок событий; ничего не добавляй. Напиши только "
    "новый текст.",
}
_ANY_LANGUAGE = (
    "Rewrite the passage plainly, in the language that it is in, as in a news report: short clear "
    "sentences, ordinary words, no ornament. Keep every fact, name, number and quotation and the "
    "order of events; add nothing. Write only the new text."
)


def instruction(language: str) -> str:
    """Return the instruction in a text's own language, else in English."""
    return _INSTRUCTIONS.get(language, _ANY_LANGUAGE)
