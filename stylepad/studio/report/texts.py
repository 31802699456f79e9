"""The words of the report, in the languages of the interface."""

from __future__ import annotations

from dataclasses import dataclass

from stylepad.studio.report.overfitting import Advice
from stylepad.studio.report.result import StudioReport

WRITES, NEAR = 0.6, 0.3
"""Shares of the way from floor to ceiling from which a style writes like the author, or near."""


@dataclass(frozen=True, slots=True)
class ReportTexts:
    """What is written on the page and its plots."""

    language: str
    title: str
    verdict: tuple[str, str, str]
    strength_said: str
    recites: tuple[str, str]
    losses: tuple[str, str, str]
    judged_on: str
    no_originals: str
    style_title: str
    style_note: str
    floor: str
    ceiling: str
    strength: str
    costs_title: str
    costs_note: str
    exact: str
    fluent: str
    alike: str
    curve_title: str
    curve_note: str
    step: str
    table_title: str
    columns: tuple[str, ...]
    recommended: str
    examples_title: str
    plain: str
    written: str
    original: str
    recited: str
    advice_title: str
    advice: dict[Advice, str]


ENGLISH = ReportTexts(
    language="English",
    title="How {name} writes",
    verdict=(
        "Writes like {name}",
        "Comes near to {name}, but is not there yet,",
        "Hardly moves towards {name}, even",
    ),
    strength_said="at strength {strength}",
    recites=("recites: no", "recites: in {n} of 100 passages"),
    losses=(
        "loses no number and no name",
        "loses a number in {n} of 100",
        "loses a name in {n} of 100",
    ),
    judged_on="Judged on {own} passages of works it was never trained on and {modern} passages of "
    "present-day prose; each is the best of three drafts, as in the editor.",
    no_originals="There were no works to set aside, so that it was judged on present-day prose "
    "alone.",
    style_title="From plain prose to the author",
    style_note="0 % is the plain text itself, 100 % the author's own pages; the bars show how "
    "certain that is.",
    floor="plain prose",
    ceiling="the author",
    strength="strength",
    costs_title="What it costs",
    costs_note="Shares of passages, and how alike original and rewriting are (chrF).",
    exact="numbers and names kept",
    fluent="fluent as the author",
    alike="like the original",
    curve_title="How it learned",
    curve_note="Loss on works set aside: the lower the better; a rise at the end is overfitting.",
    step="step",
    table_title="All figures",
    columns=(
        "strength",
        "style, %",
        "90 % interval",
        "author's subjects, %",
        "present-day, %",
        "facts kept, %",
        "numbers lost, %",
        "names lost, %",
        "chrF",
        "copied, %",
        "longest run, words",
        "fluent, %",
    ),
    recommended="recommended",
    examples_title="Examples, as they came",
    plain="Plain",
    written="The style",
    original="The author",
    recited="The longest run of the author's own words",
    advice_title="What to change",
    advice={
        Advice.ROSE: "Overfitted: towards the end the loss on works set aside rose again. Train "
        "fewer steps, or keep an earlier checkpoint.",
        Advice.GAP: "Overfitted: it knows the texts it learned from much better than others. Add "
        "works, lower the rank, or train fewer steps.",
        Advice.RECITES: "It recites: runs of eight and more words are the author's own. Train "
        "fewer steps, add works, and leave out the pairs made from plans.",
        Advice.UNFINISHED: "It was still learning when the training ended. Give it more time.",
    },
)
RUSSIAN = ReportTexts(
    language="Русский",
    title="Как пишет стиль «{name}»",
    verdict=(
        "Пишет в манере «{name}»",
        "Приближается к манере «{name}», но ещё не достигает её",
        "Почти не приближается к манере «{name}» даже",
    ),
    strength_said="при силе {strength}",
    recites=("не цитирует", "цитирует в {n} отрывках из 100"),
    losses=(
        "не теряет ни чисел, ни имён",
        "теряет число в {n} случаях из 100",
        "теряет имя в {n} случаях из 100",
    ),
    judged_on="Проверено на отрывках, которых не было в обучении: из отложенных произведений — "
    "{own}, из современной прозы — {modern}; каждый — лучший из трёх вариантов, как в редакторе.",
    no_originals="Отложить произведения не удалось, так что проверка — лишь на современной прозе.",
    style_title="От простой прозы к автору",
    style_note="0 % — сам простой текст, 100 % — страницы автора; черта показывает, насколько "
    "это надёжно.",
    floor="простая проза",
    ceiling="автор",
    strength="сила",
    costs_title="Чего это стоит",
    costs_note="Доли отрывков и сходство пересказа с исходным текстом (chrF).",
    exact="числа и имена целы",
    fluent="гладко, как у автора",
    alike="близко к исходному",
    curve_title="Как он учился",
    curve_note="Ошибка на отложенных произведениях: чем ниже, тем лучше; подъём в конце — "
    "переобучение.",
    step="шаг",
    table_title="Все показатели",
    columns=(
        "сила",
        "стиль, %",
        "90 %-й интервал",
        "сюжеты автора, %",
        "современное, %",
        "факты целы, %",
        "потеряно чисел, %",
        "потеряно имён, %",
        "chrF",
        "цитаты, %",
        "длиннейшая, слов",
        "гладко, %",
    ),
    recommended="рекомендуется",
    examples_title="Примеры, подряд и без отбора",
    plain="Просто",
    written="Стиль",
    original="Автор",
    recited="Самая длинная цитата из автора",
    advice_title="Что изменить",
    advice={
        Advice.ROSE: "Переобучение: к концу ошибка на отложенных произведениях снова выросла. "
        "Сократите число шагов или возьмите более раннюю контрольную точку.",
        Advice.GAP: "Переобучение: знакомые тексты стиль знает гораздо лучше незнакомых. Добавьте "
        "произведения, уменьшите ранг или число шагов.",
        Advice.RECITES: "Стиль цитирует: встречаются ряды из восьми и более слов автора. Сократите "
        "число шагов, добавьте произведения и уберите пары, сделанные по плану.",
        Advice.UNFINISHED: "Когда обучение кончилось, стиль ещё учился. Дайте ему больше времени.",
    },
)
LANGUAGES = {"en": ENGLISH, "ru": RUSSIAN}


def verdict(report: StudioReport, texts: ReportTexts) -> str:
    """Return the verdict in one sentence."""
    best = report.best
    level = 0 if best.style >= WRITES else 1 if best.style >= NEAR else 2
    head = texts.verdict[level].format(name=report.name)
    strength = texts.strength_said.format(strength=number(best.strength, texts))
    parts = [f"{head} {strength}", _recites(best.copied, texts)]
    lost = [
        said.format(n=max(1, round(100 * share)))
        for said, share in zip(texts.losses[1:], (best.numbers_lost, best.names_lost), strict=True)
        if share
    ]
    return "; ".join([*parts, *(lost or [texts.losses[0]])]) + "."


def number(value: float, texts: ReportTexts) -> str:
    """Return a number as the language writes it."""
    said = f"{value:g}"
    return said.replace(".", ",") if texts is RUSSIAN else said


def _recites(copied: float, texts: ReportTexts) -> str:
    if not copied:
        return texts.recites[0]
    return texts.recites[1].format(n=max(1, round(100 * copied)))
