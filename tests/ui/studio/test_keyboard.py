"""The Style Studio by keyboard alone."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from stylepad.studio.job import Stage
from stylepad.studio.pairs import files
from stylepad.ui.studio.steps import Step
from tests.ui.keyboard import check_keyboard, name
from tests.ui.studio.conftest import Studio
from tests.ui.studio.test_pages import PAIRS, REPORT, finished, show, write_list
from tests.ui.studio.test_wizard import begin, drop


def test_the_list_of_jobs_is_gone_through_from_top_to_bottom(studio: Studio) -> None:
    for author in ("Zola", "Austen"):
        studio.new_job(author)
    studio.open()
    studio.until(lambda: len(studio.window.jobs.rows.rows) == 2)
    studio.until(studio.idle)

    check_keyboard(studio.qtbot, studio.window)


def test_the_beginning_of_a_style_is_gone_through(studio: Studio) -> None:
    studio.open()
    studio.window.show_new()
    studio.window.job.begin.name.setText("A Writer")
    drop(studio, studio.books)

    visited = [name(each) for each in check_keyboard(studio.qtbot, studio.window)]

    assert "Read the texts" in visited


def test_the_texts_and_the_portrait_are_gone_through(studio: Studio) -> None:
    begin(studio)
    check_keyboard(studio.qtbot, studio.window)

    studio.window.job.show_step(Step.PORTRAIT)
    studio.until(studio.idle)
    check_keyboard(studio.qtbot, studio.window)


def test_pairs_are_gone_through_and_the_table_lets_go_of_tab(studio: Studio) -> None:
    job = studio.new_job()
    files.write_pairs(job, PAIRS)
    finished(job, Stage.TEXTS, Stage.PORTRAIT, Stage.PAIRS)
    show(studio, job, Step.PAIRS)
    page = studio.window.job.pairs
    studio.until(lambda: page.shown.rowCount() == len(PAIRS))
    page.table.selectRow(0)

    visited = check_keyboard(studio.qtbot, studio.window)

    assert {page.table, page.plain, page.text} <= set(visited)


def test_the_report_is_gone_through(studio: Studio) -> None:
    job = studio.new_job()
    folder = job.at(Stage.REPORT)
    (folder / "report.json").write_text(json.dumps(asdict(REPORT)), encoding="utf-8")
    (folder / "report.html").write_text("<p>report</p>", encoding="utf-8")
    finished(job, *Stage)
    show(studio, job, Step.REPORT)
    studio.until(lambda: bool(studio.window.job.report.examples.rows))
    studio.until(studio.idle)

    visited = [name(each) for each in check_keyboard(studio.qtbot, studio.window)]

    assert "Open the whole report" in visited


def test_the_plan_is_gone_through(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STYLEPAD_TRAINING_PYTHON", raising=False)
    job = studio.new_job()
    write_list(job)
    finished(job, Stage.TEXTS, Stage.PORTRAIT)
    show(studio, job, Step.PLAN)
    page = studio.window.job.plan
    studio.until(page.install.isVisible)
    studio.until(studio.idle)

    assert page.install in check_keyboard(studio.qtbot, studio.window)
