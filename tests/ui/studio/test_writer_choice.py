"""Choosing who writes the plain sides, on the page Plan."""

from __future__ import annotations

from pathlib import Path

from stylepad.engine.protocol import Server
from stylepad.studio.job import Job, Stage, open_job
from stylepad.studio.state import JobState, StageState, Status, write_state
from stylepad.studio.writing_server import named_writer
from stylepad.ui.studio.steps import Step
from stylepad.ui.studio.writer_choice import WriterChoice
from tests.ui.studio.conftest import Studio

URL, HOST = "http://models.invalid:8080", "models.invalid:8080"


def open_plan(studio: Studio) -> tuple[Job, WriterChoice]:
    job = studio.new_job()
    done = {stage: StageState(Status.DONE) for stage in (Stage.TEXTS, Stage.PORTRAIT)}
    write_state(job.folder, JobState(done))
    (job.at(Stage.TEXTS) / "works.json").write_text("[]", encoding="utf-8")
    studio.open()
    studio.window.show_job(job.folder, Step.PLAN)
    plan = studio.window.job.plan
    studio.until(lambda: plan.base.count() > 0 and plan.time.text() != "…")
    return job, plan.writer


def choose(choice: WriterChoice, place: int) -> None:
    choice.setCurrentIndex(place)
    choice.activated.emit(place)


def writer(folder: Path) -> Server | None:
    return named_writer(open_job(folder))


def test_without_a_server_there_is_nothing_to_choose(studio: Studio) -> None:
    _, choice = open_plan(studio)

    assert not choice.isVisible()
    assert not choice.label.isVisible()


def test_a_server_writes_once_the_writer_has_agreed_and_only_then(studio: Studio) -> None:
    studio.core.settings.update(server={"url": URL, "model": "big", "on": False})
    job, choice = open_plan(studio)
    assert choice.isVisible()
    assert choice.itemText(1) == f"big · {HOST}"
    studio.answers.next = ["cancel", "send"]

    choose(choice, 1)
    studio.until(lambda: choice.currentIndex() == 0)
    assert writer(job.folder) is None
    assert not studio.core.servers.allowed(URL)

    choose(choice, 1)
    studio.until(lambda: writer(job.folder) == Server(URL, "big"))
    question = studio.answers.asked[-1]
    assert HOST in question.title
    assert "not encrypted" in question.text
    stored = studio.core.settings.value.server
    assert (stored["allowed"], stored["on"]) == ([HOST], False)

    studio.until(lambda: choice.currentIndex() == 1)
    choose(choice, 0)
    studio.until(lambda: writer(job.folder) is None)
    choose(choice, 1)
    studio.until(lambda: writer(job.folder) is not None)
    assert len(studio.answers.asked) == 2


def test_an_agreement_that_cannot_be_kept_is_told_and_changes_nothing(studio: Studio) -> None:
    studio.core.settings.update(server={"url": URL})
    job, choice = open_plan(studio)
    path = studio.core.settings.path
    path.unlink()
    path.mkdir()
    (path / "in-the-way").touch()
    studio.answers.next = ["send"]

    choose(choice, 1)
    studio.until(lambda: choice.currentIndex() == 0)

    assert writer(job.folder) is None
