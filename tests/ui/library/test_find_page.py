"""What suits the machine, searching the Hub, and what goes wrong with it."""

from __future__ import annotations

import pytest
from huggingface_hub import constants
from PySide6.QtCore import Qt

from tests.ui.library.conftest import Bench
from tests.ui.library.test_downloads import FILE, REPOSITORY


def search(bench: Bench, words: str) -> None:
    """Type words and press Enter."""
    page = bench.window.finding
    bench.window.tabs.setCurrentWidget(page)
    page.field.setText(words)
    bench.qtbot.keyClick(page.field, Qt.Key.Key_Return)
    bench.settle()


def test_one_model_is_recommended_for_this_machine_and_stands_on_top(bench: Bench) -> None:
    bench.open()
    bench.window.tabs.setCurrentWidget(bench.window.finding)
    bench.qtbot.waitUntil(lambda: bool(bench.window.finding.offers.rows))
    rows = bench.window.finding.offers.rows

    assert [bool(row.badge.text()) for row in rows] == [True] + [False] * (len(rows) - 1)
    mini = next(row for row in rows if row.title.text() == "StylePad Mini")
    assert mini.download.text() == "Installed"
    assert not mini.download.isEnabled()
    assert "7 styles with an adapter for it" in mini.verdict.text()


def test_search_lists_repositories_and_their_files_with_one_line_each(bench: Bench) -> None:
    bench.hub.add(REPOSITORY, "tiny-Q4_K_M.gguf", b"x" * 2_000_000)
    bench.hub.add(REPOSITORY, "tiny-Q8_0.gguf", b"x" * 3_000_000)
    bench.hub.repositories[REPOSITORY].downloads = 1234
    bench.open()

    search(bench, "tiny")
    (row,) = bench.window.finding.results.rows
    assert row.title.text() == REPOSITORY
    assert row.facts.text().startswith("1,234 downloads")
    bench.press(f"Show files: {REPOSITORY}")
    bench.settle()

    lines = [(line.text.text(), line.about.text()) for line in row.editions.rows]
    assert [text for text, _about in lines] == ["Q4_K_M  ·  2.0 MB", "Q8_0  ·  3.0 MB"]
    assert "usual choice" in lines[0][1]
    bench.press(f"Hide files: {REPOSITORY}")
    assert not row.editions.isVisibleTo(bench.window)


def test_nothing_found_is_said_in_place_and_the_suggestions_come_back(bench: Bench) -> None:
    bench.open()
    page = bench.window.finding

    search(bench, "nothing-of-the-kind")
    assert "“nothing-of-the-kind”" in page.told.text()
    assert not page.offers.isVisibleTo(bench.window)
    bench.press("Back to the suggestions")

    assert page.offers.isVisibleTo(bench.window)
    assert page.field.text() == ""


def test_offline_is_said_in_place(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    bench.open()

    search(bench, "tiny")

    assert "HF_HUB_OFFLINE is set" in bench.window.finding.told.text()
    assert bench.window.messages.bar.rows == ()
    assert bench.recorder.messages == []


def test_a_log_in_page_instead_of_the_hub_is_said_in_place(bench: Bench) -> None:
    bench.hub.add(REPOSITORY, FILE, b"x")
    bench.open()
    search(bench, "tiny")
    bench.hub.log_in_page = True

    bench.press(f"Show files: {REPOSITORY}")
    bench.settle()

    (row,) = bench.window.finding.results.rows
    assert "is not the Hub" in row.told.text()


def test_gated_repositories_are_marked(bench: Bench) -> None:
    bench.hub.add(REPOSITORY, FILE, b"x")
    bench.hub.repositories[REPOSITORY].gated = True
    bench.open()

    search(bench, "tiny")

    (row,) = bench.window.finding.results.rows
    assert row.badge.text() == "terms to accept first"


def test_many_changes_at_once_are_looked_at_by_two_readings_one_after_the_other(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.open()
    together: list[int] = []
    run = bench.tasks.run

    def counted(*work: object, **callbacks: object) -> object:
        together.append(bench.tasks.running)
        return run(*work, **callbacks)  # type: ignore[arg-type]

    monkeypatch.setattr(bench.tasks, "run", counted)
    for _ in range(20):
        bench.door.shelf.changed.emit()
    bench.settle()

    assert together == [0, 0]
