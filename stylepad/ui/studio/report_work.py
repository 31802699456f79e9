"""What the window shows of a job's report, read in the background."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from stylepad.studio.job import Stage, open_job
from stylepad.ui.studio import words

_TITLE = re.compile(r"<title[^>]*>([^<]*)</title>")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the report in words."""

    name: str
    value: str
    about: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that the style has never seen; `original` is "" where the author has none."""

    plain: str
    styled: str
    original: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """Verdict, what to change, figures, plots and examples; `page` is the HTML page."""

    verdict: str
    advice: tuple[str, ...]
    figures: tuple[Figure, ...]
    plots: tuple[tuple[Path, str, bytes], ...]
    examples: tuple[Passage, ...]
    page: Path | None

    @staticmethod
    def empty() -> ReportView:
        """Return a report with nothing in it."""
        return ReportView("", (), (), (), (), None)


def read_view(folder: Path, language: str) -> ReportView:
    """Return a job's report in a language; raises StudioError."""
    from stylepad.studio import svg  # noqa: PLC0415 - see stylepad.ui.studio.work
    from stylepad.studio.report import plots, texts  # noqa: PLC0415
    from stylepad.studio.report.stage import read_report  # noqa: PLC0415

    report = read_report(open_job(folder))
    said = texts.LANGUAGES.get(language, texts.LANGUAGES["en"])
    drawn = plots.draw(report, said, svg.PAGE)
    page = folder / Stage.REPORT.value / "report.html"
    return ReportView(
        texts.verdict(report, said),
        tuple(said.advice[each] for each in report.advice),
        _figures(report),
        tuple((Path(name), _title(plot), plot.encode()) for name, plot in drawn.items()),
        tuple(Passage(item.plain, item.text, item.original) for item in report.examples),
        page if page.is_file() else None,
    )


def _title(plot: str) -> str:
    found = _TITLE.search(plot)
    return found[1] if found else ""


def _figures(report: object) -> tuple[Figure, ...]:
    from stylepad.studio.report.result import StudioReport  # noqa: PLC0415

    assert isinstance(report, StudioReport)
    best, share = report.best, words.share
    between = QCoreApplication.translate("Report", "between {low} and {high}, nine times in ten")
    longest = best.longest_run
    run = QCoreApplication.translate("Report", "longest quotation: %n words", "", longest)
    return (
        Figure(
            QCoreApplication.translate("Report", "Recommended strength"),
            QLocale().toString(best.strength, "g", 3),
            QCoreApplication.translate("Report", "the style starts with it"),
        ),
        Figure(
            QCoreApplication.translate("Report", "Way to the author"),
            share(best.style),
            between.format(low=share(best.style_low), high=share(best.style_high)),
        ),
        Figure(
            QCoreApplication.translate("Report", "All facts kept"),
            share(best.exact),
            QCoreApplication.translate(
                "Report", "passages with every number and name, and none made up"
            ),
        ),
        Figure(QCoreApplication.translate("Report", "Passages recited"), share(best.copied), run),
        Figure(
            QCoreApplication.translate("Report", "As fluent as the author"),
            share(best.fluent),
            QCoreApplication.translate("Report", "passages that read like the author's own"),
        ),
    )
