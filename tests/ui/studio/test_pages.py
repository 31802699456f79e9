"""The pages of pairs, report and plan, on the files that the stages write."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication

from stylepad.studio.job import Job, Stage, open_job
from stylepad.studio.pairs import files
from stylepad.studio.pairs.values import Pair, Source, Split, Why
from stylepad.studio.report.figures import AtStrength
from stylepad.studio.report.overfitting import Advice
from stylepad.studio.report.result import Example, StudioReport
from stylepad.studio.state import JobState, StageState, Status, write_state
from stylepad.ui.studio.steps import Step
from stylepad.ui.theme import ThemeKeeper, ThemeMode, load_theme
from tests.ui.studio.conftest import Studio

PAIRS = (
    Pair("w1.model.0", 1, Split.TRAIN, Source.MODEL, "It was dark.", "Dark, dark was the night!"),
    Pair("w1.model.1", 1, Split.TRAIN, Source.MODEL, "He came in.", "In he strode, cloaked."),
    Pair("w2.model.0", 2, Split.TRAIN, Source.MODEL, "Poe", "Poe!", kept=False, why=Why.CLOSE),
)
FIGURES = AtStrength(
    strength=0.75,
    passages=40,
    style=0.64,
    style_low=0.55,
    style_high=0.72,
    own=0.6,
    modern=0.66,
    passed=0.9,
    unchanged=0.0,
    exact=0.93,
    numbers_lost=0.02,
    names_lost=0.0,
    facts_lost=0.01,
    chrf=61.0,
    copied=0.025,
    longest_run=9,
    run="the night was dark and the wind was cold",
    fluent=0.9,
    worth=0.6,
)
REPORT = StudioReport(
    name="A Writer",
    language="en",
    own_inputs=20,
    modern_inputs=20,
    floor=-1.0,
    ceiling=1.0,
    band=0.1,
    ladder=(FIGURES, replace(FIGURES, strength=1.0, style=0.7)),
    recommended=0.75,
    advice=(Advice.RECITES,),
    curve=((1.0, 3.0), (2.0, 2.5)),
    examples=(Example("It was dark.", "Dark it was.", "Dark, dark was the night!"),),
)


def finished(job: Job, *stages: Stage) -> None:
    done = StageState(Status.DONE, 1, 1, "", 2.0)
    write_state(job.folder, JobState(dict.fromkeys(stages, done)))


def show(studio: Studio, job: Job, step: Step) -> None:
    studio.open()
    studio.until(lambda: studio.door.board.entry(job.folder) is not None)
    studio.window.show_job(job.folder, step)


def write_list(job: Job) -> None:
    """Write the list of one long work, as the first stage does."""
    works = job.at(Stage.TEXTS) / "works.json"
    entry = {
        "number": 1, "title": "The House", "file": "works/001.txt", "raw": "raw/001.txt",
        "source": "x", "format": "txt", "encoding": "utf-8", "words": 50_000,
    }  # fmt: skip
    works.write_text(json.dumps([entry]), encoding="utf-8")


@pytest.fixture
def paired(studio: Studio) -> Job:
    job = studio.new_job()
    files.write_pairs(job, PAIRS)
    finished(job, Stage.TEXTS, Stage.PORTRAIT, Stage.PAIRS)
    return job


def test_pairs_can_be_looked_through_by_words(studio: Studio, paired: Job) -> None:
    show(studio, paired, Step.PAIRS)
    page = studio.window.job.pairs
    studio.until(lambda: page.shown.rowCount() == len(PAIRS))

    assert page.total.text() == "2 pairs are used, 1 are left out."
    page.search.setText("strode")
    assert page.shown.rowCount() == 1
    page.search.clear()
    page.used.setChecked(True)
    assert page.shown.rowCount() == 2


def test_a_pair_is_edited_and_offered_for_training(studio: Studio, paired: Job) -> None:
    show(studio, paired, Step.PAIRS)
    page = studio.window.job.pairs
    studio.until(lambda: page.shown.rowCount() == len(PAIRS))
    page.table.selectRow(0)
    assert page.text.toPlainText() == PAIRS[0].text

    page.plain.setPlainText("The night was dark.")
    studio.press("Save the change")

    studio.until(lambda: files.read_pairs(paired)[0].plain == "The night was dark.")
    studio.until(lambda: studio.window.job.forward.text() == "Train with these pairs")


def test_pairs_are_rejected_and_used_again(studio: Studio, paired: Job) -> None:
    show(studio, paired, Step.PAIRS)
    page = studio.window.job.pairs
    studio.until(lambda: page.shown.rowCount() == len(PAIRS))
    page.table.selectRow(1)

    studio.press("Reject")
    studio.until(lambda: page.total.text() == "1 pairs are used, 2 are left out.")
    assert files.read_pairs(paired)[1].why is Why.REJECTED
    studio.press("Use")
    studio.until(lambda: page.total.text() == "2 pairs are used, 1 are left out.")


def test_the_report_says_its_verdict_first_and_opens_the_page(studio: Studio, paired: Job) -> None:
    folder = paired.at(Stage.REPORT)
    (folder / "report.json").write_text(json.dumps(asdict(REPORT)), encoding="utf-8")
    (folder / "report.html").write_text("<p>report</p>", encoding="utf-8")
    finished(paired, *Stage)
    show(studio, paired, Step.REPORT)
    page = studio.window.job.report
    opened: list[QUrl] = []
    page.open_url = lambda url: bool(opened.append(url)) or True

    studio.until(lambda: "Writes like A Writer at strength 0.75" in page.verdict.text())
    studio.until(studio.idle)
    assert "recites" in page.warnings.text()
    values = {row.name.text(): row.value.text() for row in page.figures.rows}
    assert values["Way to the author"] == "64 %"
    assert page.examples.rows[0].texts[1].text() == "Dark it was."
    studio.press("Open the whole report")
    assert [Path(url.toLocalFile()) for url in opened] == [folder / "report.html"]


def test_the_plots_follow_the_theme(studio: Studio, paired: Job, dressed: QApplication) -> None:
    folder = paired.at(Stage.REPORT)
    (folder / "report.json").write_text(json.dumps(asdict(REPORT)), encoding="utf-8")
    finished(paired, *Stage)
    show(studio, paired, Step.REPORT)
    studio.until(lambda: len(studio.window.job.report.plots.rows) >= 2)

    ThemeKeeper(dressed, ThemeMode.DARK)
    plot = studio.window.job.report.plots.rows[0]
    picture = QPixmap(plot.size())
    picture.fill(QColor("white"))
    plot.render(picture)
    image = picture.toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }
    assert load_theme("dark").accent in colours
    assert plot.accessibleName() == "From plain prose to the author"


def test_the_plan_names_model_time_and_memory_and_waits_for_what_trains(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("STYLEPAD_TRAINING_PYTHON", raising=False)
    job = studio.new_job()
    finished(job, Stage.TEXTS, Stage.PORTRAIT)
    write_list(job)
    show(studio, job, Step.PLAN)
    page = studio.window.job.plan

    studio.until(lambda: "of training" in page.time.text())
    assert "are free" in page.memory.text()
    assert page.base.currentData() == open_job(job.folder).spec.base
    assert page.install.isVisible()
    assert studio.window.job.forward.text() == "Start"
    assert not studio.window.job.forward.isEnabled()


def test_the_plan_may_start_once_what_trains_is_there(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setenv("STYLEPAD_TRAINING_PYTHON", sys.executable)
    job = studio.new_job()
    finished(job, Stage.TEXTS, Stage.PORTRAIT)
    (job.at(Stage.TEXTS) / "works.json").write_text("[]", encoding="utf-8")
    show(studio, job, Step.PLAN)

    studio.press("Start")

    studio.until(lambda: studio.entry(job.folder).state.next is None)
    assert studio.window.job.step is Step.MAKING
    studio.until(lambda: not studio.door.board.alive)
    studio.until(lambda: "a-writer" in {style.id for style in studio.core.library.styles})
