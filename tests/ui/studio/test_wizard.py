"""The way through the wizard, as a writer goes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from stylepad.studio.job import Stage
from stylepad.studio.state import Status, read_state
from stylepad.ui.studio.steps import Step
from tests.studio.small_stages import HELD, made
from tests.ui.studio.conftest import Studio


def drop(studio: Studio, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    studio.window.job.begin.sources.dropEvent(event)


def begin(studio: Studio) -> Path:
    """Go from the list of jobs to read texts; return the job's folder."""
    studio.open()
    studio.press("New style…")
    studio.window.job.begin.name.setText("A Writer")
    drop(studio, studio.books)
    studio.press("Read the texts")
    studio.until(lambda: studio.window.job.folder is not None)
    folder = studio.window.job.folder
    assert folder is not None
    studio.until(lambda: read_state(folder).of(Stage.PORTRAIT).status is Status.DONE)
    studio.until(lambda: not studio.door.board.alive)
    studio.until(lambda: len(studio.window.job.texts.works.rows) == 3)
    studio.until(studio.idle)
    return folder


def test_dropped_texts_give_the_name_and_the_language(studio: Studio, tmp_path: Path) -> None:
    studio.open().show_new()
    russian = tmp_path / "nikolai_leskov"
    russian.mkdir()
    (russian / "one.txt").write_text("Он шёл по улице и думал о письме. " * 40, encoding="cp1251")

    drop(studio, russian)

    page = studio.window.job.begin
    assert page.name.text() == "Nikolai Leskov"
    studio.until(lambda: page.language.currentData() == "ru")


def test_nothing_is_begun_without_a_name_and_texts(studio: Studio) -> None:
    studio.open().show_new()
    forward = studio.window.job.forward

    assert not forward.isEnabled()
    studio.window.job.begin.name.setText("A Writer")
    assert not forward.isEnabled()
    drop(studio, studio.books)
    assert forward.isEnabled()
    studio.window.job.begin.sources.selectAll()
    studio.press("Remove")
    assert not forward.isEnabled()
    assert studio.books.exists()


def test_the_works_are_shown_with_their_words_and_can_be_left_out(studio: Studio) -> None:
    folder = begin(studio)
    page = studio.window.job.texts

    assert {row.title.text() for row in page.works.rows} == {"The House", "The Road", "The Friend"}
    assert all("words" in row.facts.text() for row in page.works.rows)
    page.works.rows[0].use.click()
    studio.until(lambda: "2 works" in page.total.text())
    studio.until(lambda: "you left it out" in page.works.rows[0].facts.text())
    studio.press("Measure anew")
    studio.until(lambda: folder in studio.door.board.alive)
    studio.until(lambda: not studio.door.board.alive)
    assert "2 works" in page.total.text()


def test_a_cut_is_shown_in_its_text_and_can_be_taken_back(studio: Studio) -> None:
    book = studio.books / "The House.txt"
    licence = "*** START OF THE PROJECT GUTENBERG EBOOK THE HOUSE ***\n\n"
    book.write_text(licence + book.read_text(encoding="utf-8"), encoding="utf-8")
    begin(studio)
    page = studio.window.job.texts
    row = next(each for each in page.works.rows if each.cuts.isVisible())
    assert "licence" in row.facts.text()

    row.cuts.click()
    studio.until(lambda: page.dialog is not None)
    dialog = page.dialog
    assert dialog is not None
    assert "GUTENBERG" in dialog.text.toPlainText()
    dialog.restore.click()
    studio.until(lambda: "licence" not in row.facts.text())
    assert dialog.restore.text() == "Cut it again"
    dialog.close()


def test_little_text_is_said_plainly(studio: Studio) -> None:
    begin(studio)

    assert "little text" in studio.window.job.texts.warnings.text()


def test_texts_that_cannot_be_used_are_named(studio: Studio) -> None:
    (studio.books / "picture.txt").write_bytes(bytes(range(256)) * 40)

    begin(studio)

    assert "picture.txt" in studio.window.job.texts.skipped.text()


def test_an_empty_folder_is_said_where_the_texts_would_be(studio: Studio, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    studio.open().show_new()
    studio.window.job.begin.name.setText("Nobody")
    drop(studio, tmp_path / "empty")
    studio.press("Read the texts")

    line = studio.window.job.texts.line
    studio.until(lambda: "no text of the author" in line.detail.text())
    studio.until(lambda: not studio.door.board.alive)
    assert line.status.text() == "failed"


def test_the_stages_are_shown_while_they_work_and_can_be_paused(studio: Studio) -> None:
    job = studio.new_job()
    (job.folder / "hold-training").touch()
    studio.open()
    studio.door.board.start(job.folder)
    studio.until(lambda: studio.entry(job.folder).state.of(Stage.TRAINING).done == HELD)
    studio.window.show_job(job.folder)
    view = studio.window.job

    studio.until(lambda: view.making.lines[Stage.TRAINING].bar.value() > 0)
    assert view.step is Step.MAKING
    assert view.making.lines[Stage.PAIRS].status.text().startswith("done")
    studio.press("Pause")
    studio.until(lambda: view.making.lines[Stage.TRAINING].status.text() == "paused")
    (job.folder / "hold-training").unlink()
    studio.press("Continue")
    studio.until(lambda: read_state(job.folder).next is None)


def test_the_curve_grows_with_the_training(studio: Studio) -> None:
    job = studio.new_job()
    (job.folder / "hold-training").touch()
    curve = job.at(Stage.TRAINING) / "curve.jsonl"
    curve.write_text(
        '{"step": 1, "loss": 3.0, "stop_loss": null}\n{"step": 2, "loss": 2.5, "stop_loss": 2.75}\n'
        '{"step": 3, "lo',
        encoding="utf-8",
    )
    studio.open()
    studio.door.board.start(job.folder)
    studio.until(lambda: len(made(job.folder, Stage.TRAINING)) == HELD)
    studio.window.show_job(job.folder, Step.MAKING)

    view = studio.window.job.making.curve
    studio.until(view.isVisible)
    assert view.accessibleName() == "Training curve: loss 2.50 at step 2"


def test_a_failed_stage_says_why_in_its_line_and_in_the_list(studio: Studio) -> None:
    job = studio.new_job()
    (job.folder / "break-pairs").touch()
    studio.open()
    studio.door.board.start(job.folder)
    studio.until(lambda: job.folder in studio.door.board.alive)
    studio.until(studio.idle)
    (row,) = studio.window.jobs.rows.rows
    studio.until(lambda: row.stage.text() == "It broke.")
    studio.window.show_job(job.folder)
    assert studio.window.job.making.lines[Stage.PAIRS].detail.text() == "It broke."


def test_the_list_shows_every_job_and_deletes_one_only_after_a_question(studio: Studio) -> None:
    first, second = studio.new_job("A Writer"), studio.new_job("Another")
    studio.open()
    studio.until(lambda: len(studio.window.jobs.rows.rows) == 2)
    studio.answers.next = ["keep", "delete"]

    studio.press("Delete: Another")
    assert second.folder.exists()
    studio.press("Delete: Another")
    studio.until(lambda: not second.folder.exists())
    studio.until(lambda: len(studio.window.jobs.rows.rows) == 1)
    assert first.folder.exists()
    assert "“Another”" in studio.answers.asked[0].text


@pytest.mark.parametrize("answer", ["leave", "pause", "stay"])
def test_closing_the_window_asks_what_becomes_of_a_job_at_work(studio: Studio, answer: str) -> None:
    job = studio.new_job()
    (job.folder / "hold-pairs").touch()
    studio.open()
    studio.door.board.start(job.folder)
    studio.until(lambda: len(made(job.folder, Stage.PAIRS)) == HELD)
    studio.answers.next = [answer]

    studio.window.close()

    assert [each.title for each in studio.answers.asked] == ["A style is in the making"]
    assert studio.window.isVisible() == (answer == "stay")
    if answer == "pause":
        studio.until(lambda: read_state(job.folder).of(Stage.PAIRS).status is Status.PAUSED)
    else:
        assert read_state(job.folder).running


def test_closing_with_nothing_at_work_asks_nothing(studio: Studio) -> None:
    studio.new_job()
    studio.open()

    studio.window.close()

    assert studio.answers.asked == []
    assert not studio.window.isVisible()


def test_every_control_has_a_name_in_both_languages(studio: Studio) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListWidget

    begin(studio)
    for language, title in (("en", "Style Studio"), ("ru", "Студия стилей")):
        studio.languages.set_choice(language)
        studio.until(lambda title=title: studio.window.windowTitle() == title)
        for kind in (QAbstractButton, QListWidget):
            for each in studio.window.job.findChildren(kind):
                if each.isVisibleTo(studio.window) and not each.objectName().startswith("qt_"):
                    name = each.accessibleName() or getattr(each, "text", lambda: "")()
                    assert name, each
        for kind in (QLineEdit, QComboBox):
            for each in studio.window.job.begin.findChildren(kind):
                labelled = each in (studio.window.job.begin.name, studio.window.job.begin.language)
                assert labelled or each.accessibleName() or each.objectName().startswith("qt_")
    page = studio.window.job.texts
    assert "слов" in page.works.rows[0].facts.text()
