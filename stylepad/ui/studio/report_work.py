"""What the window shows of a job's report, read in the background."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stylepad.studio.job import Stage, open_job
from stylepad.ui.studio.portrait_page import Plot, read_plots


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the report in words."""

    name: str
    value: str
    about: str


@dataclass(frozen=True, slots=True)
class Example:
    """A passage that the style has never seen."""

    plain: str
    styled: str
    author: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """Verdict, warnings, figures, plots and examples; `page` is the HTML page."""

    verdict: str
    warnings: tuple[str, ...]
    figures: tuple[Figure, ...]
    plots: tuple[Plot, ...]
    examples: tuple[Example, ...]
    page: Path | None

    @staticmethod
    def empty() -> ReportView:
        """Return a report with nothing in it."""
        return ReportView("", (), (), (), (), None)


def read_view(folder: Path, language: str) -> ReportView:
    """Return a job's report in a language; raises StudioError."""
    open_job(folder)
    page = folder / Stage.REPORT.value / "report.html"
    return ReportView(
        "",
        (),
        (),
        read_plots(folder / Stage.REPORT.value, language),
        (),
        page if page.is_file() else None,
    )
