from __future__ import annotations

from PySide6.QtWidgets import QApplication

from stylepad.restyle.result import Candidate, PassageResult, Report
from stylepad.ui.restyle.judged import Summary, judged, summary
from stylepad.ui.restyle.report_view import report_lines


def told(**changes: object) -> dict[str, bool]:
    """Return the statements of a summary and whether each is a warning."""
    values: dict[str, object] = {
        "passages": 1,
        "failed": 0,
        "style": None,
        "kept": (),
        "lost": (),
        "invented": (),
        "copied": 0,
        "faults": (),
    }
    values.update(changes)
    lines = report_lines(Summary(**values), "Gogol")  # type: ignore[arg-type]
    return {line.text: line.warns for line in lines}


def test_nearness_is_dots_and_percent(qapp: QApplication) -> None:
    assert told(style=0.62)["Near to Gogol: ●●●○○ 62\u00a0%"] is False


def test_losses_and_inventions_are_warnings(qapp: QApplication) -> None:
    lines = told(kept=("Anna",), lost=("12",), invented=("Peter",), failed=1)
    assert lines["Kept: Anna"] is False
    assert lines["Lost: 12"] is True
    assert lines["Not in the original: Peter"] is True


def test_all_kept_is_said_so(qapp: QApplication) -> None:
    assert "Everything is kept: Anna, 12" in told(kept=("Anna", "12"))


def test_long_lists_and_values_are_cut(qapp: QApplication) -> None:
    (line,) = told(kept=("«" + "word " * 30 + "»", *map(str, range(20))))
    assert len(line) < 120
    assert "…" in line


def test_copied_run_is_told_and_warned_of_when_long(qapp: QApplication) -> None:
    assert list(told(copied=6).values())[-1] is False
    long = told(copied=9)
    assert list(long.values())[-1] is True
    assert any(text.startswith("9 word") for text in long)


def test_summary_weighs_nearness_by_length_and_names_every_fact_once() -> None:
    def passage(index: int, text: str, style: float, lost: tuple[str, ...]) -> PassageResult:
        report = Report(not lost, style, (), lost, (), 0)
        return PassageResult(index, 0, 4, "text", (Candidate(text, report, 1, 0.1),))

    both = [
        judged(passage(0, "x" * 30, 1.0, ("Anna",))),
        judged(passage(1, "y" * 10, 0.0, ("Anna", "12"))),
    ]
    whole = summary(both, 2)
    assert whole.style == 0.75
    assert whole.lost == ("Anna", "12")
    assert whole.failed == 2
