from __future__ import annotations

from dataclasses import asdict, replace
from html.parser import HTMLParser

import pytest

from stylepad.studio.report.overfitting import Advice
from stylepad.studio.report.page import html
from stylepad.studio.report.result import Example, StudioReport, report_of
from stylepad.studio.report.texts import ENGLISH, LANGUAGES, RUSSIAN, verdict
from tests.studio.report.test_overfitting import GOOD

REPORT = StudioReport(
    name="Poe",
    language="en",
    own_inputs=20,
    modern_inputs=20,
    floor=-3.0,
    ceiling=1.0,
    band=0.5,
    ladder=(replace(GOOD, strength=0.5, style=0.4), GOOD),
    recommended=1.0,
    advice=(),
    curve=((0.0, 2.0), (10.0, 1.5)),
    examples=(Example("It rained.", "It did, indeed, rain.", "The rain descended."),),
)


class Reader(HTMLParser):
    """Notes the tags of a page and whether they close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(report: StudioReport) -> Reader:
    reader = Reader()
    reader.feed(html(report))
    assert not reader.open
    return reader


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({}, "Writes like Poe at strength 1; recites: no; loses no number and no name."),
        ({"style": 0.4}, "Comes near to Poe, but is not there yet, at strength 1;"),
        ({"style": 0.1}, "Hardly moves towards Poe, even at strength 1;"),
        ({"copied": 0.03}, "recites: in 3 of 100 passages"),
        ({"numbers_lost": 0.02}, "loses a number in 2 of 100."),
        ({"numbers_lost": 0.001, "names_lost": 0.1}, "1 of 100; loses a name in 10 of 100."),
    ],
)
def test_the_verdict_says_what_the_figures_say(figures: dict[str, float], said: str) -> None:
    report = replace(REPORT, ladder=(replace(GOOD, **figures),))

    assert said in verdict(report, ENGLISH)


def test_the_verdict_in_russian_has_its_comma() -> None:
    report = replace(REPORT, ladder=(replace(GOOD, strength=0.75),), recommended=0.75)

    assert "при силе 0,75; не цитирует" in verdict(report, RUSSIAN)


def test_the_page_needs_nothing_else_and_has_both_languages_and_the_plots() -> None:
    page = html(REPORT)
    reader = read(REPORT)

    assert reader.links == []
    assert "script" not in reader.tags
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
    assert page.count("<svg") == 6
    assert "prefers-color-scheme:dark" in page
    for texts in LANGUAGES.values():
        assert verdict(REPORT, texts) in page


def test_whatever_a_model_writes_is_shown_and_never_run() -> None:
    strange = '<script>alert("x")</script><img src=x onerror=y>'
    report = replace(
        REPORT,
        name=strange,
        ladder=(replace(GOOD, run=strange),),
        examples=(Example(strange, strange, strange),),
    )

    assert not read(report).tags & {"script", "img"}
    assert "&lt;script&gt;" in html(report)


def test_overfitting_is_named_with_what_to_change() -> None:
    report = replace(REPORT, advice=(Advice.ROSE, Advice.RECITES))

    for texts in LANGUAGES.values():
        assert texts.advice[Advice.ROSE] in html(report).replace("&#x27;", "'")
    assert set(ENGLISH.advice) == set(RUSSIAN.advice) == set(Advice)


def test_a_report_without_a_curve_or_originals_is_whole() -> None:
    report = replace(REPORT, curve=(), own_inputs=0, ladder=(replace(GOOD, own=None),))

    assert html(report).count("<svg") == 4
    assert ENGLISH.no_originals in html(report)
    read(report)


def test_the_figures_come_back_from_their_file() -> None:
    assert report_of(asdict(REPORT)) == REPORT
    with pytest.raises(ValueError, match="not measured"):
        report_of({**asdict(REPORT), "recommended": 0.9})
